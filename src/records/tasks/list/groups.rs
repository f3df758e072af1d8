//! Tasks under headings.

use crate::command::context::Context;
use crate::command::filter::week_of;
use crate::domain::task::State;
use crate::domain::time::plus_days;
use crate::records::tasks::line::level_word;
use crate::records::tasks::list::Row;

/// What tasks are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// One list.
    #[default]
    None,
    /// The client.
    Client,
    /// How soon they are due.
    Due,
    /// Open, waiting, done or dropped.
    State,
    /// The priority.
    Priority,
    /// Each tag: a task with several stands under each.
    Tag,
}

impl Group {
    /// Every one with its word, in the order in which they are offered.
    pub const ALL: [(&str, Self); 6] = [
        ("none", Self::None),
        ("client", Self::Client),
        ("due", Self::Due),
        ("state", Self::State),
        ("priority", Self::Priority),
        ("tag", Self::Tag),
    ];

    fn place(self) -> usize {
        Self::ALL.iter().position(|(_, g)| *g == self).unwrap_or(0)
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL[self.place()].0
    }

    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self.place() + 1) % Self::ALL.len()].1
    }
}

/// Headings in their order, each with the places of its rows in the order they came; without grouping one empty heading.
pub fn group(rows: &[Row], by: Group, context: &Context<'_>) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(u8, String, Vec<usize>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for (place, heading) in headings(row, by, context) {
            match found.binary_search_by(|(p, h, _)| (*p, h.as_str()).cmp(&(place, heading.as_str()))) {
                Ok(known) => found[known].2.push(at),
                Err(new) => found.insert(new, (place, heading, vec![at])),
            }
        }
    }
    found.into_iter().map(|(_, heading, rows)| (heading, rows)).collect()
}

/// The headings a row stands under, each with its place; those of one place stand by the alphabet.
fn headings(row: &Row, by: Group, context: &Context<'_>) -> Vec<(u8, String)> {
    let one = |place: u8, heading: &str| vec![(place, heading.to_owned())];
    match by {
        Group::None => one(0, ""),
        Group::Client => match &row.client {
            Some(code) => one(0, code),
            None => one(1, "no client"),
        },
        Group::Due => {
            let (place, heading) = due(row, context);
            one(place, heading)
        }
        Group::State => one(row.state as u8, row.state.as_str()),
        Group::Priority => match row.task.priority {
            0 => one(3, "no priority"),
            level => one(u8::try_from(3 - level).unwrap_or(2), level_word(level)),
        },
        Group::Tag => {
            let mut tags: Vec<(u8, String)> = row.task.tags.split_whitespace().map(|t| (0, format!("#{t}"))).collect();
            tags.sort_unstable();
            tags.dedup();
            if tags.is_empty() { one(1, "no tag") } else { tags }
        }
    }
}

fn due(row: &Row, context: &Context<'_>) -> (u8, &'static str) {
    let today = context.today();
    if row.task.state != State::Open {
        return (6, "closed");
    }
    if row.overdue {
        return (0, "overdue");
    }
    match row.task.due_date.or(row.task.due_at.map(|at| context.zone().date(at))) {
        None => (5, "no date"),
        Some(day) if day <= today => (1, "today"),
        Some(day) if day == plus_days(today, 1) => (2, "tomorrow"),
        Some(day) if week_of(today).contains(&day) => (3, "this week"),
        Some(_) => (4, "later"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, day};
    use crate::records::tasks::list::{all, of_client};

    fn desk() -> Desk {
        let mut desk = Desk::monday();
        for line in [
            "acme late due:2026-06-19 !high #a #b",
            "at-nine due:2026-06-22 9:00 #b",
            "zeta to-day due:2026-06-22 !low",
            "acme to-morrow due:2026-06-23",
            "weekend due:2026-06-28",
            "next due:2026-06-29",
            "some-day",
        ] {
            desk.types(&format!("task add {line}"));
        }
        let waits = desk.types("task add waits wait:2026-07-01");
        let done = desk.types("task add ready due:2026-06-01");
        desk.types(&format!("task done {done}"));
        assert!(waits > 0);
        desk
    }

    fn told(by: Group) -> Vec<(String, Vec<String>)> {
        let desk = desk();
        let rows = all(&desk.context(), day("2026-06-20")).unwrap();
        let titles = |at: Vec<usize>| at.into_iter().map(|n| rows[n].task.title.clone()).collect();
        group(&rows, by, &desk.context()).into_iter().map(|(heading, at)| (heading, titles(at))).collect()
    }

    fn headings_of(by: Group) -> Vec<String> {
        told(by).into_iter().map(|(heading, _)| heading).collect()
    }

    #[test]
    fn by_how_soon_they_are_due() {
        let told = told(Group::Due);
        let flat: Vec<String> = told.iter().map(|(h, titles)| format!("{h}: {}", titles.join(", "))).collect();
        assert_eq!(
            flat,
            [
                "overdue: late, at-nine",
                "today: to-day",
                "tomorrow: to-morrow",
                "this week: weekend",
                "later: next",
                "no date: some-day, waits",
                "closed: ready"
            ]
        );
    }

    #[test]
    fn by_the_rest() {
        assert_eq!(headings_of(Group::None), [""]);
        assert_eq!(headings_of(Group::Client), ["acme", "zeta", "no client"]);
        assert_eq!(headings_of(Group::State), ["open", "waiting", "done"]);
        assert_eq!(headings_of(Group::Priority), ["high", "low", "no priority"]);
        assert_eq!(headings_of(Group::Tag), ["#a", "#b", "no tag"]);
        let tags = told(Group::Tag);
        assert_eq!((tags[0].1.as_slice(), tags[1].1.len()), (["late".to_owned()].as_slice(), 2));
    }

    #[test]
    fn every_task_stands_somewhere_once_but_for_tags() {
        let desk = desk();
        let rows = all(&desk.context(), day("2026-06-20")).unwrap();
        let mut by = Group::None.next();
        while by != Group::None {
            let mut at: Vec<usize> = group(&rows, by, &desk.context()).into_iter().flat_map(|(_, at)| at).collect();
            at.sort_unstable();
            at.dedup();
            assert_eq!(at, (0..rows.len()).collect::<Vec<_>>(), "{}", by.word());
            by = by.next();
        }
    }

    #[test]
    fn closed_ones_are_left_out_when_they_are_old() {
        let mut desk = desk();
        let states = |desk: &Desk, since| {
            let rows = all(&desk.context(), day(since)).unwrap();
            rows.into_iter().map(|r| r.state).collect::<Vec<_>>()
        };
        assert_eq!(states(&desk, "2026-06-22").iter().filter(|s| **s == State::Done).count(), 1);
        assert!(!states(&desk, "2026-06-23").contains(&State::Done));
        let acme = desk.types("client edit acme --name Acme");
        assert_eq!(of_client(&desk.context(), acme).unwrap().len(), 2);
    }
}
