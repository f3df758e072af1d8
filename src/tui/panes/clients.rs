//! Clients: all of them at a glance, and what is known of one.

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::people::{Hourly, Person, There};
use crate::command::filter::Facts;
use crate::domain::chart::spark;
use crate::domain::time::hours_minutes;
use crate::records::clients::actions::{CLIENT, FACT};
use crate::records::kind::Kind;
use crate::records::money;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::privacy::HIDDEN;
use crate::tui::theme::Tone;

/// Everyone.
pub struct ClientsPane;

/// What is known of the client whose page it is.
pub struct ClientFactsPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(usize::MAX).grows(),
    column(14).right().rank(4).gap(2),
    column(11).right().rank(1).gap(2),
    column(18).right().rank(2).gap(2),
    column(5).right().rank(6).gap(2),
    column(20).rank(5).gap(2),
    column(12).rank(3).gap(2),
];

impl Pane for ClientsPane {
    fn needs(&self) -> Needs {
        Needs { people: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &CLIENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Clients".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let names = ["", "", "rate", "left", "unbilled", "to do", "office hours", "there"];
        Some(names.into_iter().map(|name| cell(name, Tone::Dim)).collect())
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let people = cx.board.people.iter().flat_map(|people| &people.rows).enumerate();
        let mut items = Vec::new();
        let mut archived = false;
        for (at, person) in people {
            let Some(item) = item(cx, person, at) else { continue };
            if person.archived && !std::mem::replace(&mut archived, true) {
                items.push(ListItem::Rule("archived".to_owned(), Tone::Dim));
            }
            items.push(item);
        }
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "no clients yet"
    }

    fn details(&self, _: &PaneCx<'_>, _: &ListRow) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

fn item(cx: &PaneCx<'_>, person: &Person, at: usize) -> Option<ListItem> {
    let live = person.left.is_some_and(|l| l.live);
    let left = person.left.map(|l| match l.overage {
        0 => format!("{}{}", if live { "~" } else { "" }, hours_minutes(l.left)),
        over => format!("over {}", hours_minutes(over)),
    });
    let owed = if person.owed.minutes > person.owed.unpriced || person.owed.amount != 0 {
        format!("{} {}", money::text(Some(person.owed.amount), person.currency), person.currency)
    } else if person.owed.unpriced > 0 {
        format!("{} no rate", hours_minutes(person.owed.unpriced))
    } else {
        String::new()
    };
    let there = person.there.as_ref().map(|t| format!("{} {}", t.clock.format("%H:%M"), t.difference()));
    // Nothing wakes a screen that does not tick: then neither the clock there nor an open door is told.
    let (hours, open) = person.office.as_ref().map_or((String::new(), false), |o| (o.hours.clone(), o.open && cx.live));
    let alert = person.left.is_some_and(|l| l.alert.is_some());
    let row = ListRow {
        key: RowKey { id: person.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &CLIENT,
            id: person.id,
            client: Some(person.client.clone()),
            title: person.name.clone(),
            runs: cx.board.status.running.as_ref().is_some_and(|r| r.client_id == person.id),
            closed: person.archived,
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(&person.client, cx.client(&person.client)),
            cell(&person.name, Tone::Plain),
            cell(person.rate.as_ref().map(Hourly::per_hour).unwrap_or_default(), Tone::Dim),
            cell(left.unwrap_or_default(), if alert { Tone::Warn } else { Tone::Plain }),
            cell(owed, Tone::Plain),
            cell(if person.tasks > 0 { person.tasks.to_string() } else { String::new() }, Tone::Dim),
            cell(if open { format!("{hours} open") } else { hours }, if open { Tone::Good } else { Tone::Dim }),
            cell(
                if cx.live { there } else { person.there.as_ref().map(There::difference) }.unwrap_or_default(),
                Tone::Dim,
            ),
        ],
        off: false,
    };
    let state = if person.archived { "archived" } else { "" };
    cx.admit(Some(&person.client), row, 0, 0, Facts { state, ..Facts::default() })
}

/// Weeks of the client's course.
const COURSE: usize = 12;

const PAIR: &[Column] = &[column(14), column(usize::MAX).grows().gap(2)];

impl Pane for ClientFactsPane {
    fn needs(&self) -> Needs {
        Needs { page: true, weeks: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &FACT
    }

    fn title(&self, cx: &PaneCx<'_>) -> String {
        let Some(page) = &cx.board.page else { return "Client".to_owned() };
        if cx.hides(Some(&page.client.code)) { HIDDEN.to_owned() } else { page.client.name.clone() }
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        PAIR
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let Some(page) = &cx.board.page else { return (Vec::new(), 0) };
        let code = &page.client.code;
        let mut facts = page.facts.clone();
        if let Some(owed) = &page.unbilled {
            let amount = money::grouped(owed.total(), page.currency);
            let beside = owed.beside_time().join(" + ");
            let beside = if beside.is_empty() { beside } else { format!(", {beside}") };
            let unpriced = if owed.unpriced > 0 {
                format!(", {} without a rate", hours_minutes(owed.unpriced))
            } else {
                String::new()
            };
            let text = format!("{}, {amount} {}{beside}{unpriced}", hours_minutes(owed.minutes), page.currency);
            facts.push(("unbilled", text));
        }
        for left in &page.retainers {
            let live = if left.running > 0 { "~" } else { "" };
            if left.paused {
                facts.push(("left", "paused".to_owned()));
                continue;
            }
            let (left, all) = (hours_minutes(left.left_live()), hours_minutes(left.capacity()));
            facts.push(("left", format!("{live}{left} of {all}")));
        }
        if let Some(weeks) = cx.board.weeks.as_ref().and_then(|weeks| weeks.client(code)) {
            let course = weeks.last(COURSE);
            let sum = hours_minutes(course.iter().sum::<i64>() / 60);
            facts.push(("12 weeks", format!("{} {sum}", spark(&course).trim_start())));
        }
        let rows = facts.into_iter().enumerate().filter_map(|(at, (label, text))| {
            let row = ListRow {
                key: RowKey { id: i64::try_from(at).unwrap_or(0), ..RowKey::default() },
                subject: Some(Subject {
                    kind: &FACT,
                    id: page.client.id,
                    client: Some(code.clone()),
                    title: label.to_owned(),
                    ..Subject::default()
                }),
                at,
                cells: vec![cell(label, Tone::Accent), cell(text, Tone::Plain)],
                off: false,
            };
            cx.admit(Some(code), row, 1, 1, Facts::default())
        });
        (rows.collect(), 0)
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "nothing is known"
    }

    fn details(&self, _: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        row.cells.get(1).map(|text| ("", text.text.clone())).into_iter().collect()
    }
}
