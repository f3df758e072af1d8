//! Entries found by words, as the screen's filter finds them: without case and accents, all of them, anywhere.

use std::collections::HashMap;

use crate::command::context::Context;
use crate::command::filter::fold;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::store::Entry;

/// Words that are looked for.
pub(crate) struct Words {
    wanted: Vec<String>,
    /// Task titles, folded.
    titles: HashMap<i64, String>,
    /// Codes and names of a client and a service, folded, by the numbers of both.
    known: HashMap<(i64, Option<i64>), String>,
}

impl Words {
    /// The words of a text; nothing if it has none.
    pub(crate) fn of(text: &str, context: &Context<'_>) -> Result<Option<Self>> {
        let wanted: Vec<String> = fold(text).split_whitespace().map(str::to_owned).collect();
        if wanted.is_empty() {
            return Ok(None);
        }
        let titles = context.db.task_titles()?.into_iter().map(|(id, title)| (id, fold(&title))).collect();
        Ok(Some(Self { wanted, titles, known: HashMap::new() }))
    }

    /// Whether all of them are found in an entry's note, tags, client, service or task.
    pub(crate) fn are_in(&mut self, entry: &Entry, directory: &Directory) -> bool {
        let names = self.known.entry((entry.client, entry.service)).or_insert_with(|| {
            let service = (directory.service(entry.service), directory.service_name(entry.service));
            let (code, name) = (service.0.unwrap_or_default(), service.1.unwrap_or_default());
            fold(&format!("{}\n{}\n{code}\n{name}", directory.code(entry.client), directory.name(entry.client)))
        });
        let title = entry.task.and_then(|task| self.titles.get(&task)).map_or("", String::as_str);
        let (note, tags) = (fold(&entry.note), fold(&entry.tags));
        let tagged = |word: &str| tags.split_whitespace().any(|tag| tag.contains(word.trim_start_matches('#')));
        let found = |word: &String| {
            note.contains(word.as_str())
                || names.contains(word.as_str())
                || title.contains(word.as_str())
                || tagged(word)
        };
        self.wanted.iter().all(found)
    }
}
