//! Records against their history: each is what its newest image says, and has a sum where it has none; each image
//! follows from the one before.

use serde_json::Value;

use super::super::check::{Cure, Finding};
use super::super::faults::explain;
use super::super::journal::{newest_change, read_image, same};
use super::super::reads::Reads;
use super::super::record::RecordKind;
use super::super::sums::rows_of;
use super::super::tables::{kinds_in, listed};
use super::super::tally::differing;
use super::super::triggers::{columns, image};
use crate::domain::time::{Instant, iso};
use crate::error::{Doing, Result};

/// How many of a kind are shown one by one.
const SHOWN: usize = 5;

/// Which of two that contradict each other holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What steps have left, as the history has it.
    History,
    /// What stands in the record.
    Record,
}

impl Side {
    /// The command that takes this side.
    pub fn command(self) -> &'static str {
        match self {
            Self::History => MENDS,
            Self::Record => "db check --repair --from record",
        }
    }
}

/// A row whose newest image says something else than the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    pub(super) table: &'static str,
    pub(super) row: i64,
    /// The row, if it is there.
    pub(super) record: Option<String>,
    /// The change that the newest image is of; none where no step has added the row.
    pub(super) newest: Option<i64>,
    /// That image; none where the last step has deleted the row.
    pub(super) history: Option<String>,
}

/// A change to a row that stands.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) id: i64,
    pub(super) op: i64,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// Whether it was made by a repair, which found the row otherwise than the change before had left it.
    pub(super) mends: bool,
}

/// The command of a step that found records otherwise than the steps before had left them.
const MENDS: &str = "db check --repair --from history";

/// Whether one of a change's images cannot be read.
pub(super) const UNREADABLE: &str =
    "before IS NOT NULL AND NOT json_valid(before) OR after IS NOT NULL AND NOT json_valid(after)";

/// Whether an image can be read.
pub(super) fn is_image(text: &str) -> bool {
    read_image(text).is_some()
}

/// Whether there is no image, or one that can be read.
pub(super) fn is_sound(image: Option<&str>) -> bool {
    image.is_none_or(is_image)
}

impl Reads {
    /// The rows of a table that are not what the history says.
    pub(super) fn odd(&self, table: &'static str) -> Result<Vec<Odd>> {
        let doing = "comparing the records with their history";
        let image = image(&columns(self.conn(), table).map_err(|e| explain(doing, e))?, "t.");
        let newest = newest_change("?1", "t.id");
        let sql = format!(
            "SELECT s.id, s.image, n.id, n.after FROM (SELECT t.id, {image} AS image, {newest} AS newest FROM {table} t) s \
             JOIN change n ON n.id = s.newest WHERE s.image IS NOT n.after ORDER BY s.id"
        );
        let read = |r: &rusqlite::Row<'_>| {
            Ok(Odd { table, row: r.get(0)?, record: r.get(1)?, newest: r.get(2)?, history: r.get(3)? })
        };
        let mut found = self.all(doing, &sql, [table], read)?;
        // Of an image that an older version wrote, columns are missing that came later.
        found.retain(|odd| !same(odd.history.as_deref(), odd.record.as_deref()));
        let sql = format!(
            "SELECT c.row, c.id, c.after FROM change c WHERE c.record = ?1 AND c.last IS NULL AND c.after IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = c.row) \
             AND (SELECT state FROM op WHERE id = c.op) = 'done' AND NOT EXISTS \
             (SELECT 1 FROM change d WHERE d.record = ?1 AND d.row = c.row AND d.last IS NULL AND (d.op, d.id) > (c.op, c.id) \
             AND (SELECT state FROM op WHERE id = d.op) = 'done') ORDER BY c.row"
        );
        let read = |r: &rusqlite::Row<'_>| {
            Ok(Odd { table, row: r.get(0)?, record: None, newest: r.get(1)?, history: r.get(2)? })
        };
        found.extend(self.all(doing, &sql, [table], read)?);
        Ok(found)
    }

    /// Hands over the changes to each row of a table in their order.
    pub(super) fn each_chain(&self, table: &str, mut on: impl FnMut(i64, &[Link]) -> Result<()>) -> Result<()> {
        let doing = "reading the history";
        let sql = "SELECT c.row, c.id, c.op, c.before, c.after, o.command = ?2 FROM change c JOIN op o ON o.id = c.op \
                   WHERE c.record = ?1 AND c.last IS NULL AND o.state = 'done' ORDER BY c.row, c.id";
        let mut chain: Vec<Link> = Vec::new();
        let (mut at, mut done) = (None, Ok(()));
        let mut hand_over = |at: Option<i64>, chain: &mut Vec<Link>| {
            chain.sort_by_key(|link| (link.op, link.id));
            let handed = at.map_or(Ok(()), |row| on(row, chain));
            chain.clear();
            handed
        };
        let read = |r: &rusqlite::Row<'_>| {
            let link = Link { id: r.get(1)?, op: r.get(2)?, before: r.get(3)?, after: r.get(4)?, mends: r.get(5)? };
            Ok((r.get(0)?, link))
        };
        self.each(doing, sql, (table, MENDS), read, |(row, link): (i64, Link)| {
            if at != Some(row) {
                done = hand_over(at, &mut chain);
                at = Some(row);
            }
            chain.push(link);
            done.is_ok()
        })?;
        done?;
        hand_over(at, &mut chain)
    }

    /// What of the records their history contradicts, and what in the history contradicts itself.
    pub(super) fn contradicted(&self) -> Result<Vec<Finding>> {
        let (mut found, mut sums) = (Vec::new(), Vec::new());
        let mut say = |what: String| found.push(Finding { what, cure: Cure::Choose });
        for RecordKind { table, many, .. } in kinds_in(self.conn()).doing("reading the schema")? {
            let odd = self.odd(table)?;
            let more = odd.len().saturating_sub(SHOWN);
            odd.iter().take(SHOWN).for_each(|odd| say(odd.in_words()));
            if more > 0 {
                say(format!("{more} more of the table {table} are not what their history says"));
            }
            for block in differing(&self.tallies(table)?, &self.sums(table)?) {
                let (first, last) = rows_of(block).into_inner();
                let what = "something that no step changed is not as it was taken in";
                sums.push(format!("among the {many} {first} to {last}, {what}"));
            }
            let mut broken = Vec::new();
            self.each_chain(table, |row, chain| {
                let torn = chain
                    .windows(2)
                    .find(|pair| !pair[1].mends && !same(pair[0].after.as_deref(), pair[1].before.as_deref()));
                let unreadable = chain.iter().any(|link| !is_sound(link.before.as_deref()));
                // A newest image that the record contradicts was said already.
                if (torn.is_some() || unreadable) && odd.iter().all(|odd| odd.row != row) {
                    let ends = torn.map(|pair| (pair[0].after.clone(), pair[1].before.clone()));
                    broken.push(torn_in_words(table, row, ends));
                }
                Ok(())
            })?;
            broken.iter().take(SHOWN).for_each(|what| say(what.clone()));
            if broken.len() > SHOWN {
                say(format!("and that of {} more of the table {table}", broken.len() - SHOWN));
            }
        }
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM change c JOIN op o ON o.id = c.op WHERE c.record NOT IN ({}) \
             OR o.state = 'undone' AND ({UNREADABLE}))",
            listed()
        );
        if self.one("reading the history", &sql, (), |r| r.get(0))? || !self.unreadable_packs()?.is_empty() {
            say("a step of the history cannot be read".to_owned());
        }
        found.extend(sums.into_iter().map(|what| Finding { what, cure: Cure::Accept }));
        Ok(found)
    }
}

impl Odd {
    /// Both, in words.
    fn in_words(&self) -> String {
        let Self { table, row, .. } = self;
        match (&self.record, &self.history) {
            (_, Some(image)) if !is_image(image) => format!("the history of {table} {row} cannot be read"),
            (Some(record), Some(history)) => {
                let differ = differ(history, record, |name, was, is| format!("{name} is {is}, in its history {was}"));
                format!("{table} {row}: {differ}")
            }
            (Some(_), None) => format!("{table} {row} is there, and was deleted by its history"),
            (None, _) => format!("{table} {row} is gone, though no step deleted it"),
        }
    }
}

/// What a record became between two steps, in words.
fn torn_in_words(table: &str, row: i64, ends: Option<(Option<String>, Option<String>)>) -> String {
    match ends {
        Some((Some(was), Some(is))) if is_image(&was) && is_image(&is) => {
            let differ = differ(&was, &is, |name, was, is| format!("{name} was {was}, and then {is} without a step"));
            format!("{table} {row}: {differ}")
        }
        _ => format!("the history of {table} {row} contradicts itself"),
    }
}

/// In what a later image differs from an earlier one.
fn differ(was: &str, is: &str, words: impl Fn(&str, String, String) -> String) -> String {
    let (was, is) = (read_image(was).unwrap_or_default(), read_image(is).unwrap_or_default());
    let one = |(name, was): (&String, &Value)| {
        let is = is.get(name).unwrap_or(&Value::Null);
        (is != was).then(|| words(name, shown(name, was), shown(name, is)))
    };
    was.iter().filter_map(one).collect::<Vec<_>>().join(", ")
}

/// A value of a record as a person reads it.
fn shown(name: &str, value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Number(number) if name == "seconds" => {
            let minutes = number.as_i64().unwrap_or_default() / 60;
            format!("{}:{:02} h", minutes / 60, minutes % 60)
        }
        Value::Number(number) if name.ends_with("_at") => {
            let at = Instant(number.as_i64().unwrap_or_default()).utc();
            format!("{} {} UTC", iso(at.date()), at.format("%H:%M"))
        }
        Value::String(text) => format!("'{}'", text.chars().take(60).collect::<String>()),
        other => other.to_string(),
    }
}
