//! What an import says of itself, before and after.

use serde_json::{Value, json};

use super::sink::Intake;
use super::unknown::aligned;
use crate::command::grammar::duration::write_duration;
use crate::command::report::Done;
use crate::domain::text::cut;
use crate::domain::time::{day_text, plus_days};

/// The most names of a kind in a line of the plan.
const NAMED: usize = 30;

impl Intake<'_> {
    /// The answer to an import of files that are called so.
    pub(super) fn done(&self, files: &str, remembered: usize) -> Done {
        let notes = self.told(remembered);
        let mut done = Done::said(self.said(files));
        let tally = &self.tally;
        let left_out = json!({
            "running": tally.running,
            "no_length": tally.no_length,
            "future": tally.future,
            "skipped_clients": tally.skipped_clients,
            "already_here": tally.already_here,
        });
        let clients = self.by_client().into_iter();
        let clients: Vec<Value> = clients
            .map(|(_, code, entries, seconds)| json!({ "client": code, "entries": entries, "seconds": seconds }))
            .collect();
        done.more = vec![
            ("added", json!(tally.added)),
            ("updated", json!(tally.updated)),
            ("unchanged", json!(tally.unchanged)),
            ("skipped", json!(tally.skipped)),
            ("left_out", left_out),
            ("overlapping", json!(tally.overlapping)),
            ("elsewhere", json!(tally.elsewhere)),
            ("clients", json!(clients)),
            ("notes", json!(notes)),
        ];
        if self.ask.dry_run {
            done.more.push(("dry_run", json!(true)));
            done.blocked = !self.names.unknown.is_empty() || self.people.are_several();
        }
        done.notes = if self.ask.dry_run { self.plan() } else { self.hours() };
        done.notes.extend(notes);
        done
    }

    /// The counts in a sentence.
    fn said(&self, files: &str) -> String {
        let tally = &self.tally;
        let verb = if self.ask.dry_run { "nothing is written; would import" } else { "imported" };
        let bad = if tally.skipped > 0 { " (bad rows)" } else { "" };
        let mut said = format!(
            "{verb} {files}: added {}, updated {}, unchanged {}, skipped {}{bad}",
            tally.added, tally.updated, tally.unchanged, tally.skipped
        );
        let reasons = [
            ("running", tally.running),
            ("no length", tally.no_length),
            ("in the future", tally.future),
            ("skipped clients", tally.skipped_clients),
            ("already here", tally.already_here),
        ];
        let sum: i64 = reasons.iter().map(|(_, n)| n).sum();
        if sum > 0 {
            let some = reasons.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} {n}"));
            said.push_str(&format!(", left out {sum} ({})", some.collect::<Vec<_>>().join(", ")));
        }
        for (what, n) in [("overlapping", tally.overlapping), ("billed elsewhere", tally.elsewhere)] {
            if n > 0 {
                said.push_str(&format!(", {what} {n}"));
            }
        }
        said
    }

    /// What else is to be known.
    fn told(&self, remembered: usize) -> Vec<String> {
        let tally = &self.tally;
        let mut told = Vec::new();
        let today = self.ask.home.date(self.tx.now);
        let new = self.names.clients.values().filter(|known| known.new);
        let mut new: Vec<String> = new.map(|known| format!("{} ({})", known.name, known.code)).collect();
        new.sort_unstable();
        let services: Vec<&str> = self.kinds.new.iter().map(|id| self.kinds.name(*id)).collect();
        let verb = if self.ask.dry_run { "would add" } else { "added" };
        told.extend((!new.is_empty()).then(|| format!("{verb} clients: {}", first_of(&new))));
        told.extend((!services.is_empty()).then(|| format!("{verb} services: {}", first_of(&services))));
        for (client, (rows, seconds)) in &tally.late {
            let Some(known) = self.names.clients.get(client) else { continue };
            let on = known.settled.map(|day| day_text(plus_days(day, 1), today)).unwrap_or_default();
            let what = if *rows == 1 { "1 entry is" } else { &format!("{rows} entries are") };
            let hours = write_duration(*seconds);
            told.push(format!("{}: {what} on days that are billed ({hours}), and so count on {on}", known.name));
        }
        let counted = [
            (tally.deleted, "was deleted here and stays deleted", "were deleted here and stay deleted"),
            (tally.others, "is somebody else's", "are other people's"),
            (tally.outside, "is on another day than those asked for", "are on other days than those asked for"),
            (
                tally.other_rates,
                "has a rate that is none in the client's currency, and so none of its own",
                "have a rate that is none in the client's currency, and so none of their own",
            ),
        ];
        let some = counted.into_iter().filter(|(n, ..)| *n > 0);
        told.extend(
            some.map(|(n, one, many)| if n == 1 { format!("1 row {one}") } else { format!("{n} rows {many}") }),
        );
        if remembered > 0 {
            let s = if remembered == 1 { "name is" } else { "names are" };
            told.push(format!("{remembered} {s} known from now on: 'client show CODE' lists them"));
        }
        told.extend(self.names.unused().map(|name| format!("no row is called '{name}', of which --map tells")));
        let tags: Vec<&str> = tally.tags_of_tasks.keys().map(String::as_str).collect();
        if !tags.is_empty() {
            told.push(format!("no clients, and so tags: {}", first_of(&tags)));
        }
        if tally.rows == 0 {
            told.push("there is no row in it".to_owned());
        }
        if self.ask.dry_run && !self.names.unknown.is_empty() {
            let names: Vec<&str> = self.names.unknown.sums().iter().map(|sum| sum.name.as_str()).collect();
            told.push(format!("unknown clients, without whom nothing is imported: {}", first_of(&names)));
        }
        if self.ask.dry_run && self.people.are_several() {
            told.push("several people: say whose time is taken with --user NAME, or --user all".to_owned());
        }
        told.extend(tally.notes());
        told
    }

    /// Clients with their names, codes, rows and seconds, by name.
    fn by_client(&self) -> Vec<(&str, &str, i64, i64)> {
        let of = |(id, (rows, seconds)): (&i64, &(i64, i64))| {
            self.names.clients.get(id).map(|known| (known.name.as_str(), known.code.as_str(), *rows, *seconds))
        };
        let mut found: Vec<_> = self.tally.clients.iter().filter_map(of).collect();
        found.sort_unstable();
        found
    }

    /// Hours per client, a line each.
    fn hours(&self) -> Vec<String> {
        let row = |(name, code, rows, seconds): (&str, &str, i64, i64)| {
            vec![cut(name, 60).into_owned(), code.to_owned(), rows.to_string(), write_duration(seconds)]
        };
        aligned(&self.by_client().into_iter().map(row).collect::<Vec<_>>(), &[2, 3])
    }

    /// The whole plan, a line for each thing.
    fn plan(&self) -> Vec<String> {
        let (tally, today) = (&self.tally, self.ask.home.date(self.tx.now));
        let mut lines = Vec::new();
        let days = tally.days.map(|(first, last)| format!(", {} to {}", day_text(first, today), day_text(last, today)));
        lines.push(format!("rows {}, hours {}{}", tally.rows, write_duration(tally.seconds), days.unwrap_or_default()));
        let people: Vec<String> = self.people.rows().iter().map(|(name, rows)| format!("{name} ({rows})")).collect();
        if !people.is_empty() {
            lines.push(format!("people: {}", first_of(&people)));
        }
        let mut rows = Vec::new();
        for (name, code, entries, seconds) in self.by_client() {
            let new = self.names.clients.values().any(|known| known.new && known.code == code);
            let mark = if new { "+ new" } else { "✓" };
            let name = cut(name, 60).into_owned();
            rows.push(vec![name, code.to_owned(), entries.to_string(), write_duration(seconds), mark.to_owned()]);
        }
        lines.extend(aligned(&rows, &[2, 3]));
        let services: Vec<String> = self
            .kinds
            .used
            .iter()
            .map(|(id, rows)| {
                let new = if self.kinds.new.contains(id) { "new, " } else { "" };
                format!("{} ({new}{rows})", self.kinds.name(*id))
            })
            .collect();
        let mut tags: Vec<(&String, &i64)> = self.kinds.tagged.iter().collect();
        tags.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let tags: Vec<String> = tags.into_iter().map(|(tag, rows)| format!("{tag} ({rows})")).collect();
        for (what, names) in [("services", services), ("tags", tags)] {
            if !names.is_empty() {
                lines.push(format!("{what}: {}", first_of(&names)));
            }
        }
        if !self.names.unknown.is_empty() {
            lines.push("unknown:".to_owned());
            lines.extend(self.names.unknown.table(&|code| self.names.is_taken(code)));
            lines.push(self.names.unknown.ways(&self.names.codes()));
        }
        lines
    }
}

/// The first names, and how many more there are.
fn first_of<S: AsRef<str>>(names: &[S]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
