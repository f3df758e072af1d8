//! What contradicts its history, set right by the user's choice between the two: one step, which can be undone.

use serde_json::Value;

use super::super::Tx;
use super::super::migrate::JOURNALLED;
use super::super::past::same;
use super::super::tally::differing;
use super::history::{Odd, Side, is_image, is_sound};
use crate::error::{Doing, Error, Result};

const DOING: &str = "repairing";

impl Tx<'_> {
    /// Takes one side of whatever contradicts its history; how many records that changed or confirmed.
    ///
    /// With [`Side::History`] records become what steps have left them as. With [`Side::Record`] the history says from
    /// now on that this step made them what they are. What has no image has only its record.
    pub fn take_side(&self, side: Side) -> Result<usize> {
        if side == Side::History && self.has_lost_steps()? {
            return Err(Error::problem(
                "a step of the history cannot be read, so what it did is not known and nothing can be taken from it: '--from record', or a backup",
            ));
        }
        self.watch_all()?;
        let mut count = 0;
        for table in JOURNALLED {
            for odd in self.odd(table)? {
                count += usize::from(self.settle_odd(&odd, side)?);
            }
            if side == Side::Record {
                let (kept, fresh) = (self.tallies(table)?, self.sums(table)?);
                for block in differing(&kept, &fresh) {
                    self.set_tally(table, block, fresh.get(&block).copied().unwrap_or_default())?;
                    count += 1;
                }
            }
            self.mend_chains(table)?;
        }
        self.drop_unreadable()?;
        Ok(count)
    }

    fn settle_odd(&self, odd: &Odd, side: Side) -> Result<bool> {
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

    /// Makes each change begin where the one before it ended.
    fn mend_chains(&self, table: &'static str) -> Result<()> {
        let mut torn = Vec::new();
        self.each_chain(table, |_, chain| {
            let mut before: Option<Option<String>> = None;
            for (n, link) in chain.iter().enumerate() {
                let next = chain.get(n + 1).filter(|next| is_sound(next.before.as_deref()) && !next.mends);
                let after = match (&link.after, next) {
                    (Some(after), Some(next)) if !is_image(after) => next.before.clone(),
                    (after, _) => after.clone(),
                };
                let begin = match before {
                    Some(before) if !link.mends && !same(before.as_deref(), link.before.as_deref()) => before,
                    None if !is_sound(link.before.as_deref()) => after.clone(),
                    _ => link.before.clone(),
                };
                if begin != link.before || after != link.after {
                    torn.push((link.id, begin, after.clone()));
                }
                before = Some(after);
            }
            Ok(())
        })?;
        for (id, before, after) in torn {
            self.run(DOING, "UPDATE change SET before = ?2, after = ?3 WHERE id = ?1", (id, before, after))?;
        }
        Ok(())
    }

    /// Whether of a step that stands it is not known what it changed.
    fn has_lost_steps(&self) -> Result<bool> {
        let known: Vec<String> = JOURNALLED.iter().map(|table| format!("'{table}'")).collect();
        let sql = format!("SELECT EXISTS (SELECT 1 FROM change WHERE record NOT IN ({}))", known.join(","));
        self.one(DOING, &sql, (), |r| r.get(0))
    }

    /// A step that was taken back and cannot be read cannot be done again.
    fn drop_unreadable(&self) -> Result<()> {
        let known: Vec<String> = JOURNALLED.iter().map(|table| format!("'{table}'")).collect();
        let sql = format!(
            "UPDATE op SET state = 'dropped' WHERE state = 'undone' AND id IN (SELECT op FROM change WHERE record NOT IN ({0}) \
             OR before IS NOT NULL AND NOT json_valid(before) OR after IS NOT NULL AND NOT json_valid(after))",
            known.join(",")
        );
        self.run(DOING, &sql, ())?;
        self.run(DOING, &format!("DELETE FROM change WHERE record NOT IN ({})", known.join(",")), ()).map(|_| ())
    }
}
