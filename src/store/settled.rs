//! Which days are settled and which entries count late because of it, kept up to date with each step.

use chrono::NaiveDate;
use rusqlite::Row;

use super::tx::Tx;
use crate::domain::time::plus_days;
use crate::error::Result;

/// The last day that is settled of a client: through which a document that stands took its time.
const SETTLED: &str = "SELECT max(day) FROM (SELECT * FROM (SELECT d.through AS day FROM document d WHERE d.client = ?1 \
     AND d.through IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document c WHERE c.corrects = d.id AND c.whole = 1) \
     ORDER BY d.through DESC LIMIT 1) UNION ALL SELECT billed_through FROM billing WHERE client = ?1)";

/// An entry's day and client, whether it was billed elsewhere, the day on which it was settled, and the later day on which it counts.
type Placed = (NaiveDate, i64, bool, Option<NaiveDate>, Option<NaiveDate>);

impl Tx<'_> {
    /// Keeps the last settled day of a client and the days on which its entries count, after a step; `changed` are the entries
    /// that it was about. Says between which days entries count otherwise than before.
    pub(super) fn settle(&self, client: i64, changed: &[i64]) -> Result<Option<(NaiveDate, NaiveDate)>> {
        let doing = "keeping what is settled";
        let before = self.settled(client)?;
        let now: Option<NaiveDate> = self.one(doing, SETTLED, [client], |r| r.get(0))?;
        if before.is_none() && now.is_none() {
            return Ok(None);
        }
        match now {
            Some(day) => {
                let sql =
                    "INSERT INTO settled(client, day) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET day = excluded.day";
                self.run(doing, sql, (client, day))?;
            }
            None => _ = self.run(doing, "DELETE FROM settled WHERE client = ?1", [client])?,
        }
        let mut moved: Option<(NaiveDate, NaiveDate)> = None;
        let mut entries: Vec<i64> = changed.to_vec();
        if before != now {
            let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
            let [one, other] = [before.unwrap_or(start), now.unwrap_or(start)];
            let sql = "SELECT id FROM entry WHERE client = ?1 AND date > ?2 AND date <= ?3 \
                       UNION SELECT entry FROM late l WHERE client = ?1 \
                       AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.entry = l.entry)";
            entries.extend(self.all(doing, sql, (client, one.min(other), one.max(other)), |r| r.get::<_, i64>(0))?);
        }
        entries.sort_unstable();
        entries.dedup();
        for entry in entries {
            for day in self.settle_entry(client, entry, now)?.into_iter().flatten() {
                let (from, to) = moved.unwrap_or((day, day));
                moved = Some((from.min(day), to.max(day)));
            }
        }
        Ok(moved)
    }

    /// Keeps the day on which an entry counts: the days it counted and counts on, if that has changed.
    fn settle_entry(&self, client: i64, entry: i64, settled: Option<NaiveDate>) -> Result<Option<[NaiveDate; 2]>> {
        let doing = "keeping when an entry counts";
        // What was billed elsewhere is on no document of ours: it counts, where work is summed up, on its own day.
        let sql = "SELECT e.date, e.client, e.elsewhere IS NOT NULL, (SELECT counts_on FROM frozen f WHERE f.entry = e.id), \
                   (SELECT counts_on FROM late l WHERE l.entry = e.id) FROM entry e WHERE e.id = ?1";
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?));
        let Some((date, of, elsewhere, frozen, late)) = self.maybe::<Placed>(doing, sql, [entry], read)? else {
            self.run(doing, "DELETE FROM late WHERE entry = ?1 AND client = ?2", (entry, client))?;
            return Ok(None);
        };
        if of != client {
            self.run(doing, "DELETE FROM late WHERE entry = ?1 AND client = ?2", (entry, client))?;
            return Ok(None);
        }
        let own = settled.filter(|day| date <= *day && !elsewhere).map_or(date, |day| plus_days(day, 1));
        let counts = frozen.unwrap_or(own);
        if counts == late.unwrap_or(date) {
            return Ok(None);
        }
        if counts == date {
            self.run(doing, "DELETE FROM late WHERE entry = ?1", [entry])?;
        } else {
            let sql = "INSERT INTO late(entry, client, counts_on) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET \
                       client = excluded.client, counts_on = excluded.counts_on";
            self.run(doing, sql, (entry, client, counts))?;
        }
        Ok(Some([late.unwrap_or(date), counts]))
    }

    /// The same of many entries that were added or taken back at once.
    pub(super) fn settle_range(&self, (first, last): (i64, i64)) -> Result<()> {
        let doing = "keeping when entries count";
        self.run(doing, "DELETE FROM late WHERE entry BETWEEN ?1 AND ?2", (first, last))?;
        let sql = "INSERT INTO late(entry, client, counts_on) SELECT e.id, e.client, date(s.day, '+1 day') \
                   FROM settled s CROSS JOIN entry e ON e.client = s.client AND e.date <= s.day AND e.elsewhere IS NULL WHERE e.id BETWEEN ?1 AND ?2";
        self.run(doing, sql, (first, last)).map(drop)
    }

    /// Keeps what is settled of all clients, from nothing.
    pub(super) fn settle_all(&self) -> Result<()> {
        let doing = "keeping what is settled";
        self.batch(doing, "DELETE FROM late; DELETE FROM settled;")?;
        for client in self.clients()? {
            let now: Option<NaiveDate> = self.one(doing, SETTLED, [client.id], |r| r.get(0))?;
            let Some(day) = now else { continue };
            self.run(doing, "INSERT INTO settled(client, day) VALUES (?1, ?2)", (client.id, day))?;
        }
        let sql = "INSERT INTO late(entry, client, counts_on) SELECT entry, client, counts_on FROM (\
                   SELECT e.id AS entry, e.client, coalesce(f.counts_on, date(s.day, '+1 day')) AS counts_on, e.date FROM settled s \
                   CROSS JOIN entry e ON e.client = s.client AND e.date <= s.day LEFT JOIN frozen f ON f.entry = e.id WHERE e.elsewhere IS NULL OR f.entry IS NOT NULL) WHERE counts_on <> date \
                   UNION SELECT f.entry, f.client, f.counts_on FROM frozen f JOIN entry e ON e.id = f.entry WHERE f.counts_on <> e.date";
        self.run(doing, sql, ()).map(drop)
    }
}
