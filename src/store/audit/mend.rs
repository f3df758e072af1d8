//! What contradicts its history, set right by the user's choice between the two: one step, which can be undone.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::journal::{read_image, same};
use super::super::record::RecordKind;
use super::super::tables::{RECORDS, listed};
use super::super::tally::differing;
use super::super::tx::Tx;
use super::history::{Odd, Side, UNREADABLE, is_image, is_sound};
use crate::error::{Doing, Error, Result};

const DOING: &str = "repairing";

/// What was done about what contradicts its history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Records that were taken back, or for right.
    records: usize,
    /// Records of which the history was mended.
    histories: usize,
    /// Sums that were taken for right.
    sums: usize,
}

impl Mended {
    /// That in words.
    pub(in crate::store) fn said(self, side: Side) -> String {
        let count = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        let records = count(self.records, "record", "records");
        let mut said = match (side, self.records) {
            (_, 0) => Vec::new(),
            (Side::History, _) => vec![format!("took {records} back as the history has them")],
            (Side::Record, _) => vec![format!("took {records} for right as they stand")],
        };
        if self.sums > 0 {
            said.push(format!("took {} of what was taken in for right", count(self.sums, "sum", "sums")));
        }
        if self.histories > 0 {
            said.push(format!("mended the history of {}", count(self.histories, "record", "records")));
        }
        if said.is_empty() { "dropped what could not be read of the history".to_owned() } else { said.join(", ") }
    }
}

impl Tx<'_> {
    /// Takes one side of whatever contradicts its history.
    ///
    /// With [`Side::History`] records become what steps have left them as. With [`Side::Record`] the history says from
    /// now on that this step made them what they are. What has no image has only its record.
    pub(in crate::store) fn take(&self, side: Side) -> Result<Mended> {
        if side == Side::History && self.has_lost_steps()? {
            return Err(Error::problem(
                "a step of the history cannot be read, so what it did is not known and nothing can be taken from it: \
                 '--from record', or a backup",
            ));
        }
        self.watch_all()?;
        let mut taken = Mended::default();
        for RecordKind { table, .. } in RECORDS {
            for odd in self.odd(table)? {
                taken.records += usize::from(self.resolve_odd(&odd, side)?);
            }
            if side == Side::Record {
                let (kept, fresh) = (self.tallies(table)?, self.sums(table)?);
                for block in differing(&kept, &fresh) {
                    self.set_tally(table, block, fresh.get(&block).copied().unwrap_or_default())?;
                    taken.sums += 1;
                }
            }
            self.mend_chains(table, side, &mut taken)?;
        }
        self.drop_unreadable()?;
        Ok(taken)
    }

    fn resolve_odd(&self, odd: &Odd, side: Side) -> Result<bool> {
        let Odd { table, row, record, newest, history } = odd;
        let readable = history.as_deref().is_none_or(is_image);
        match side {
            Side::History if readable => {
                let image = history.as_deref().map(serde_json::from_str).transpose().doing(DOING)?;
                self.put(DOING, table, *row, image.as_ref() as Option<&Value>)?;
            }
            // Of an image that cannot be read nothing can be taken.
            Side::History => return Ok(false),
            Side::Record if readable => {
                let sql = "INSERT INTO change(op, record, row, before, after) SELECT op, ?1, ?2, ?3, ?4 FROM writing";
                self.run(DOING, sql, (table, row, history, record))?;
            }
            Side::Record => {
                self.run(DOING, "UPDATE change SET after = ?2 WHERE id = ?1", (newest, record))?;
            }
        }
        Ok(true)
    }

    /// Makes each change begin where the one before it ended. What a record became in between without a step goes on as it
    /// was before, if the history is to hold: through every step that left it alone, up to the record.
    fn mend_chains(&self, table: &'static str, side: Side, taken: &mut Mended) -> Result<()> {
        let (mut torn, mut back) = (Vec::new(), Vec::new());
        self.each_chain(table, |row, chain| {
            let mut before: Option<Option<String>> = None;
            let mut wrong: BTreeMap<String, (Value, Value)> = BTreeMap::new();
            let many = torn.len();
            for (n, link) in chain.iter().enumerate() {
                let next = chain.get(n + 1).filter(|next| is_sound(next.before.as_deref()) && !next.mends);
                let mut after = match (&link.after, next) {
                    (Some(after), Some(next)) if !is_image(after) => next.before.clone(),
                    (after, _) => after.clone(),
                };
                let begin = match before {
                    Some(before) if !link.mends && !same(before.as_deref(), link.before.as_deref()) => {
                        if side == Side::History {
                            wrong.extend(differences(before.as_deref(), link.before.as_deref()));
                        }
                        before
                    }
                    None if !is_sound(link.before.as_deref()) => after.clone(),
                    _ => link.before.clone(),
                };
                after = after.map(|image| corrected(image, &mut wrong));
                if begin != link.before || after != link.after {
                    torn.push((link.id, begin, after.clone()));
                }
                before = Some(after);
            }
            taken.histories += usize::from(torn.len() > many);
            if let (false, Some(Some(image))) = (wrong.is_empty(), before) {
                back.push((row, image));
            }
            Ok(())
        })?;
        for (id, before, after) in torn {
            self.run(DOING, "UPDATE change SET before = ?2, after = ?3 WHERE id = ?1", (id, before, after))?;
        }
        for (row, image) in back {
            self.put(DOING, table, row, Some(&serde_json::from_str(&image).doing(DOING)?))?;
            taken.records += 1;
        }
        Ok(())
    }

    /// Whether of a step that stands it is not known what it changed.
    fn has_lost_steps(&self) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM change WHERE record NOT IN ({}))", listed());
        self.one(DOING, &sql, (), |r| r.get(0))
    }

    /// A step that was taken back and cannot be read cannot be done again.
    fn drop_unreadable(&self) -> Result<()> {
        let known = listed();
        let sql = format!(
            "UPDATE op SET state = 'dropped' WHERE state = 'undone' \
             AND id IN (SELECT op FROM change WHERE record NOT IN ({known}) OR {UNREADABLE})"
        );
        self.run(DOING, &sql, ())?;
        for op in self.unreadable_packs()? {
            self.run(DOING, "UPDATE op SET state = 'dropped' WHERE state = 'undone' AND id = ?1", [op])?;
            self.forget_packed(op)?;
        }
        self.run(DOING, &format!("DELETE FROM change WHERE record NOT IN ({known})"), ()).map(|_| ())
    }
}

/// The columns in which a later image differs from the one before: what is wrong in it, and what was right.
fn differences(before: Option<&str>, later: Option<&str>) -> BTreeMap<String, (Value, Value)> {
    let (before, later) = (before.and_then(read_image), later.and_then(read_image));
    let (Some(before), Some(later)) = (before, later) else { return BTreeMap::new() };
    let differs = |(name, right): (String, Value)| {
        let wrong = later.get(&name).filter(|wrong| **wrong != right)?.clone();
        Some((name, (wrong, right)))
    };
    before.into_iter().filter_map(differs).collect()
}

/// An image with what is wrong set right, as long as it stands there: from where a step has changed it, that holds.
fn corrected(image: String, wrong: &mut BTreeMap<String, (Value, Value)>) -> String {
    let Some(mut read) = read_image(&image) else { return image };
    let many = wrong.len();
    wrong.retain(|name, (wrong, _)| read.get(name) == Some(wrong));
    if many == 0 || wrong.is_empty() {
        return image;
    }
    for (name, (_, right)) in wrong.iter() {
        read.insert(name.clone(), right.clone());
    }
    Value::Object(read).to_string()
}
