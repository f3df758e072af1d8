//! Whose a row is: names of other programs, and the clients that they are.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::ask::Ask;
use super::fold::{folded, spaced};
use super::unknown::{Called, NONE, Unknown};
use crate::domain::money::Currency;
use crate::error::{Error, Result};
use crate::formats::sources::{Candidate, ClientSaid};
use crate::records::clients::write::{RESERVED, blank};
use crate::store::{Client, ImportName, Reads, Tx};

/// The most names that are remembered as they were read, so that each is compared once.
const HEARD: usize = 10_000;

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A client's.
    Client(i64),
    /// Nobody's: its rows are left out.
    Skip,
}

/// What became of the names of a row.
pub struct Found {
    /// Whose it is; nothing if that is not known.
    pub whose: Option<Whose>,
    /// Words of its names that are no client's.
    pub rest: Vec<String>,
    /// What it is called where that is not known.
    pub called: Called,
}

/// A client, as far as an import has to do with it.
pub struct Known {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// What its rates are in.
    pub currency: Currency,
    /// Whether it takes no time.
    pub archived: bool,
    /// The last day that is billed.
    pub settled: Option<NaiveDate>,
    /// Whether it is new.
    pub new: bool,
}

/// The names that are known.
pub struct Names {
    by_name: HashMap<String, Whose>,
    heard: HashMap<String, Option<Whose>>,
    /// Clients by number.
    pub clients: HashMap<i64, Known>,
    /// What was said of names on the command line, by the name folded: as written, whose it is by code, and whether a row had it.
    said: BTreeMap<String, (String, Option<String>, bool)>,
    /// Names that nobody has.
    pub unknown: Unknown,
}

impl Names {
    /// Those of all clients, and what is asked.
    pub fn of(db: &Reads, ask: &Ask) -> Result<Self> {
        let mut names = Self {
            by_name: HashMap::new(),
            heard: HashMap::new(),
            clients: HashMap::new(),
            said: BTreeMap::new(),
            unknown: Unknown::default(),
        };
        let all = db.clients()?;
        // What a client is called beats what it is called elsewhere, and a code beats all.
        for name in db.import_names()? {
            names.by_name.insert(folded(&name.name), Whose::Client(name.client));
        }
        for client in &all {
            for alias in client.aliases.split_whitespace() {
                names.by_name.insert(folded(alias), Whose::Client(client.id));
            }
        }
        for client in all.iter().rev() {
            names.by_name.insert(folded(&client.name), Whose::Client(client.id));
        }
        for client in &all {
            names.by_name.insert(client.code.clone(), Whose::Client(client.id));
            names.clients.insert(client.id, Known::of(client, db.settled(client.id)?));
        }
        for name in &ask.map {
            let key = folded(&name.name);
            let is = name.code.as_deref().map(|code| names.by_code(code));
            match is {
                None => _ = names.by_name.insert(key.clone(), Whose::Skip),
                Some(Some(id)) => _ = names.by_name.insert(key.clone(), Whose::Client(id)),
                // It is made when a row needs it.
                Some(None) => _ = names.by_name.remove(&key),
            }
            names.said.insert(key, (spaced(&name.name), name.code.clone(), false));
        }
        Ok(names)
    }

    fn by_code(&self, code: &str) -> Option<i64> {
        self.clients.iter().find(|(_, known)| known.code == code).map(|(id, _)| *id)
    }

    /// The codes of all clients.
    pub fn codes(&self) -> Vec<&str> {
        self.clients.values().map(|known| known.code.as_str()).collect()
    }

    /// Whether a client is called so, by code or alias.
    pub fn is_taken(&self, code: &str) -> bool {
        self.by_name.contains_key(code) || self.clients.values().any(|known| known.code == code)
    }

    /// Whose one name is.
    pub fn whose(&mut self, name: &str) -> Option<Whose> {
        if let Some(found) = self.heard.get(name) {
            return *found;
        }
        let key = folded(name);
        let found = self.by_name.get(&key).copied();
        if let Some((_, _, used)) = self.said.get_mut(&key) {
            *used = true;
        }
        if self.heard.len() < HEARD {
            self.heard.insert(name.to_owned(), found);
        }
        found
    }

    /// Whose a row is.
    pub fn find(&mut self, said: &ClientSaid, otherwise: Option<i64>) -> Found {
        let found = |whose, rest: &[String]| Found { whose, rest: rest.to_vec(), called: Called::Nobody };
        match said {
            ClientSaid::Nobody => self.nobody(otherwise),
            ClientSaid::Named(name) => match self.whose(name) {
                Some(whose) => found(Some(whose), &[]),
                None => Found { whose: None, rest: Vec::new(), called: Called::Name(name.clone()) },
            },
            ClientSaid::FirstOf { candidates, otherwise: last } => {
                for Candidate { name, rest } in candidates {
                    if let Some(whose) = self.whose(name) {
                        return found(Some(whose), rest);
                    }
                }
                match last {
                    None => self.nobody(otherwise),
                    Some(name) => match self.whose(name) {
                        Some(whose) => found(Some(whose), &[]),
                        None => {
                            // What stands beside a name that is nobody's says no less.
                            let rest = candidates.iter().find(|one| one.name == *name).map(|one| one.rest.clone());
                            Found { whose: None, rest: rest.unwrap_or_default(), called: Called::Name(name.clone()) }
                        }
                    },
                }
            }
            ClientSaid::OnlyOf(candidates) if candidates.is_empty() => self.nobody(otherwise),
            ClientSaid::OnlyOf(candidates) => {
                let hits: Vec<(Whose, &Candidate)> =
                    candidates.iter().filter_map(|one| Some((self.whose(&one.name)?, one))).collect();
                let all = || candidates.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
                match hits.as_slice() {
                    [(whose, one)] => found(Some(*whose), &one.rest),
                    [] if otherwise.is_some() => {
                        let rest = candidates.iter().map(|one| one.name.clone()).collect();
                        Found { rest, ..self.nobody(otherwise) }
                    }
                    // All of them together may have been said to be somebody.
                    _ => match self.whose(&all()) {
                        Some(whose) => {
                            let rest = candidates.iter().map(|one| one.name.clone()).collect();
                            Found { whose: Some(whose), rest, called: Called::Nobody }
                        }
                        None => Found { whose: None, rest: Vec::new(), called: Called::Words(all()) },
                    },
                }
            }
        }
    }

    fn nobody(&mut self, otherwise: Option<i64>) -> Found {
        let whose = otherwise.map(Whose::Client).or_else(|| self.whose(NONE));
        Found { whose, rest: Vec::new(), called: Called::Nobody }
    }

    /// Adds a client of an unknown name, with the code that was said of it or the one it would have.
    pub fn create(&mut self, tx: &Tx<'_>, name: &str, currency: Currency) -> Result<i64> {
        let key = folded(name);
        let code = match self.said.get(&key).and_then(|(_, code, _)| code.clone()) {
            // Two names may be said to be one new client.
            Some(code) => match self.by_code(&code) {
                Some(id) => return Ok(self.is_now(key, id)),
                None if RESERVED.contains(&code.as_str()) || self.is_taken(&code) => {
                    return Err(Error::at("map", format!("'{code}' already stands for something else: type another")));
                }
                None => code,
            },
            None => super::fold::code(name, |code| self.is_taken(code)),
        };
        let mut client = blank(&code, &spaced(name), currency);
        client.id = tx.insert(&client)?;
        self.by_name.insert(code, Whose::Client(client.id));
        self.clients.insert(client.id, Known { new: true, ..Known::of(&client, None) });
        Ok(self.is_now(key, client.id))
    }

    fn is_now(&mut self, key: String, id: i64) -> i64 {
        self.by_name.insert(key, Whose::Client(id));
        self.heard.clear();
        id
    }

    /// Keeps whose the names are that were said and that rows had, for the imports to come.
    pub fn remember(&self, tx: &Tx<'_>) -> Result<usize> {
        let known: HashMap<String, ImportName> =
            tx.import_names()?.into_iter().map(|name| (folded(&name.name), name)).collect();
        let mut count = 0;
        for (key, (name, code, used)) in &self.said {
            let Some(client) = code.as_deref().and_then(|code| self.by_code(code)).filter(|_| *used) else { continue };
            let own = self.clients.get(&client).is_some_and(|own| folded(&own.name) == *key || own.code == *key);
            if own || key == NONE {
                continue;
            }
            match known.get(key) {
                Some(row) if row.client == client => continue,
                Some(row) => tx.update(&ImportName { client, ..row.clone() })?,
                None => _ = tx.insert(&ImportName { id: 0, client, name: name.clone() })?,
            }
            count += 1;
        }
        Ok(count)
    }

    /// Names that were said to be somebody's and that no row had.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        self.said.values().filter(|(_, _, used)| !used).map(|(name, _, _)| name.as_str())
    }
}

impl Known {
    fn of(client: &Client, settled: Option<NaiveDate>) -> Self {
        Self {
            code: client.code.clone(),
            name: client.name.clone(),
            currency: client.currency,
            archived: client.archived_at.is_some(),
            settled,
            new: false,
        }
    }
}
