//! What kind of work a row is: services by their names, and tags for all else.

use std::collections::{BTreeMap, HashMap};

use super::ask::Ask;
use super::fold::{code, folded, spaced, tag};
use crate::error::Result;
use crate::formats::sources::Work;
use crate::store::{Reads, Service};

/// The most words that are remembered as they were read.
const HEARD: usize = 10_000;

/// The services that are known, and how many rows have which.
pub struct Kinds {
    by_name: HashMap<String, i64>,
    codes: HashMap<String, i64>,
    names: HashMap<i64, String>,
    create: bool,
    heard: HashMap<String, Option<i64>>,
    tags: HashMap<String, String>,
    rush: Option<String>,
    /// Rows by service.
    pub used: BTreeMap<i64, i64>,
    /// Rows by tag.
    pub tagged: BTreeMap<String, i64>,
    /// Services that are new.
    pub new: Vec<i64>,
}

/// What a row's words come to.
pub struct Kind {
    /// The service.
    pub service: Option<i64>,
    /// A service that has to be made first, by its name.
    pub make: Option<String>,
    /// Tags by spaces.
    pub tags: String,
    /// Whether a tag makes it rush work.
    pub rush: bool,
}

impl Kinds {
    /// Those of all services.
    pub fn of(db: &Reads, ask: &Ask) -> Result<Self> {
        let (mut by_name, mut codes, mut names) = (HashMap::new(), HashMap::new(), HashMap::new());
        for service in db.services()?.into_iter().rev() {
            by_name.insert(folded(&service.name), service.id);
            codes.insert(service.code.clone(), service.id);
            names.insert(service.id, service.name);
        }
        by_name.extend(codes.iter().map(|(code, id)| (code.clone(), *id)));
        Ok(Self {
            by_name,
            codes,
            names,
            create: ask.create_services,
            heard: HashMap::new(),
            tags: HashMap::new(),
            rush: ask.rush_tag.clone(),
            used: BTreeMap::new(),
            tagged: BTreeMap::new(),
            new: Vec::new(),
        })
    }

    /// A service's name.
    pub fn name(&self, id: i64) -> &str {
        self.names.get(&id).map_or("?", String::as_str)
    }

    fn find(&mut self, word: &str) -> Option<i64> {
        if let Some(found) = self.heard.get(word) {
            return *found;
        }
        let found = self.by_name.get(&folded(word)).copied();
        if self.heard.len() < HEARD {
            self.heard.insert(word.to_owned(), found);
        }
        found
    }

    /// What a row's words come to; `rest` are words of its client's name that are not the client's.
    pub fn sort(&mut self, work: &Work, rest: &[String]) -> Kind {
        let named = work.service.as_deref().filter(|name| !name.trim().is_empty());
        let mut service = named.and_then(|name| self.find(name));
        let make = named.filter(|_| service.is_none() && self.create).map(spaced);
        let mut words: Vec<&str> = Vec::new();
        for word in rest.iter().chain(&work.kinds) {
            match self.find(word).filter(|_| service.is_none() && make.is_none()) {
                Some(found) => service = Some(found),
                None => words.push(word),
            }
        }
        let unknown = named.filter(|name| make.is_none() && self.find(name).is_none());
        let all: Vec<&str> = work.tags.iter().map(String::as_str).chain(words).chain(unknown).collect();
        let rush = self.rush.clone();
        let (tags, rush) = self.join(all.into_iter(), rush.as_deref());
        Kind { service, make, tags, rush }
    }

    /// Tags as they are kept, each once whatever its case, and whether one of them is a certain one.
    pub fn join<'a>(&mut self, words: impl Iterator<Item = &'a str>, wanted: Option<&str>) -> (String, bool) {
        let mut text = String::new();
        let mut seen: Vec<String> = Vec::new();
        let mut found = false;
        for word in words {
            let tag = match self.tags.get(word) {
                Some(tag) => tag.clone(),
                None => {
                    let made = tag(word);
                    if self.tags.len() < HEARD {
                        self.tags.insert(word.to_owned(), made.clone());
                    }
                    made
                }
            };
            let key = folded(&tag);
            if tag.is_empty() || seen.contains(&key) {
                continue;
            }
            found |= wanted == Some(key.as_str());
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&tag);
            seen.push(key);
        }
        (text, found)
    }

    /// A service of a name that has none.
    pub fn made(&self, name: &str) -> Service {
        let code = code(name, |code| self.codes.contains_key(code) || self.by_name.contains_key(code));
        Service { id: 0, code, name: name.to_owned(), archived_at: None, tax: String::new() }
    }

    /// Hears of a service that was made.
    pub fn know(&mut self, service: &Service) {
        self.by_name.insert(folded(&service.name), service.id);
        self.by_name.insert(service.code.clone(), service.id);
        self.codes.insert(service.code.clone(), service.id);
        self.names.insert(service.id, service.name.clone());
        self.heard.clear();
        self.new.push(service.id);
    }

    /// Counts a row for the plan.
    pub fn count(&mut self, service: Option<i64>, tags: &str) {
        if let Some(service) = service {
            *self.used.entry(service).or_default() += 1;
        }
        for tag in tags.split(' ').filter(|tag| !tag.is_empty()) {
            if self.tagged.contains_key(tag) || self.tagged.len() < HEARD {
                *self.tagged.entry(tag.to_owned()).or_default() += 1;
            }
        }
    }
}
