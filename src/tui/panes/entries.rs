//! Time worked: a day's entries with the gaps between them, or a week's.

use chrono::NaiveDate;

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::command::grammar::duration::write_duration;
use crate::domain::clock;
use crate::domain::time::{Instant, hours_minutes};
use crate::records::kind::Kind;
use crate::records::money;
use crate::records::time::actions::ENTRY;
use crate::records::time::list::Row as Entry;
use crate::records::time::timesheet::{Day, Slot, Sums};
use crate::tui::bar;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::marks::{RUNS, RUSH, marked};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The entries of the day that is meant.
pub enum EntriesPane {
    /// It alone is shown.
    OfDay,
    /// It is one of the week that is shown.
    OfWeek,
}

/// The entries of every day shown.
pub struct WeekEntriesPane;

const COLUMNS: &[Column] = &[
    column(12),
    column(6).right().rank(5),
    column(10).rank(1),
    column(usize::MAX).grows(),
    column(12).rank(6).gap(2),
    column(6).right().gap(2),
    column(6).right().rank(2),
    column(16).right().rank(4),
];

impl Pane for EntriesPane {
    fn needs(&self) -> Needs {
        match self {
            Self::OfDay => Needs { sheet: 1, ..Needs::NOTHING },
            Self::OfWeek => Needs { sheet: 7, ..Needs::NOTHING },
        }
    }

    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Time".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let Some(day) = day_of(cx) else { return String::new() };
        let together = if cx.options.together { "  neighbours move along" } else { "" };
        format!("{}  {}{together}", date(day.date), sums(cx, &day.sums))
    }

    fn top(&self, cx: &PaneCx<'_>, wide: usize) -> Vec<Cells> {
        day_of(cx).map(|day| bar::lines(day, cx, wide)).unwrap_or_default()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        (day_of(cx).map(|day| items(cx, day)).unwrap_or_default(), 0)
    }

    fn nothing(&self) -> &'static str {
        "nothing is logged on this day"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        history(row)
    }
}

impl Pane for WeekEntriesPane {
    fn needs(&self) -> Needs {
        Needs { sheet: 7, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Time".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        cx.board.sheet.as_ref().map(|sheet| format!("week of {}", date(sheet.first))).unwrap_or_default()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let mut all = Vec::new();
        let mut start = 0;
        for day in cx.board.sheet.iter().flat_map(|sheet| &sheet.days) {
            let rows = items(cx, day);
            if day.date == cx.options.date(cx.context.today()) {
                start = all.len() + 1;
            }
            if !rows.is_empty() || day.date == cx.context.today() {
                let today = if day.date == cx.context.today() { ", today" } else { "" };
                let text = format!("{}{today}  {}", date(day.date), sums(cx, &day.sums));
                all.push(ListItem::Rule(text.trim_end().to_owned(), Tone::Strong));
                all.extend(rows);
            }
        }
        (all, start)
    }

    fn nothing(&self) -> &'static str {
        "nothing is logged in this week"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        history(row)
    }
}

fn date(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `6:15 worked, 6:30 rounded`; nothing of it while others' time is hidden.
fn sums(cx: &PaneCx<'_>, sums: &Sums) -> String {
    if sums.raw_seconds == 0 || cx.privacy.is_on() {
        return String::new();
    }
    format!("{} worked, {} rounded", write_duration(sums.raw_seconds / 60 * 60), hours_minutes(sums.billed_minutes))
}

/// The day that is meant.
pub fn day_of<'a>(cx: &'a PaneCx<'_>) -> Option<&'a Day> {
    let date = cx.options.date(cx.context.today());
    cx.board.sheet.as_ref()?.days.iter().find(|day| day.date == date)
}

/// A day's rows, with the gaps between them as marks.
fn items(cx: &PaneCx<'_>, day: &Day) -> Vec<ListItem> {
    let mut items = Vec::new();
    // Gaps between some of the rows would say something about the others.
    let whole = cx.only.is_none() && cx.filter.is_empty() && !cx.privacy.is_on();
    for carried in day.carried.iter().filter(|_| whole) {
        let to = clock::told(cx.context.zone(), carried.to);
        items.push(ListItem::Rule(format!("until {to} from the day before"), Tone::Dim));
    }
    for (at, slot) in day.items.iter().enumerate() {
        match slot {
            Slot::Gap { from, to } if whole => {
                items.push(ListItem::Rule(format!("{} free", write_duration(*to - *from)), Tone::Dim));
            }
            Slot::Gap { .. } => {}
            Slot::Entry { row, overlaps, .. } => {
                let gap = match day.items.get(at + 1) {
                    Some(Slot::Gap { from, to }) => Some((*from, *to)),
                    _ => None,
                };
                items.extend(item(cx, row, *overlaps, gap));
            }
        }
    }
    items
}

/// An entry as a row; `overlaps` are seconds, `gap` is the free time behind it.
pub fn item(cx: &PaneCx<'_>, entry: &Entry, overlaps: i64, gap: Option<(Instant, Instant)>) -> Option<ListItem> {
    let e = &entry.line.entry;
    let zone = cx.context.zone();
    let clock = |at: Instant| zone.local(at).format("%H:%M").to_string();
    let running = e.seconds.is_none();
    let time = if running { entry.clocks(zone) + "now" } else { entry.clocks(zone) };
    let seconds = match e.started_at {
        Some(start) if running => (cx.context.now - start).max(0),
        _ => entry.seconds,
    };
    let worked = write_duration(seconds / 60 * 60);
    let mut note = e.note.clone();
    for (is, word) in [
        (e.gift, "gift"),
        (!e.billable, "not billable"),
        (e.bill_as.is_some(), "by hand"),
        (e.elsewhere.is_some(), "billed elsewhere"),
    ] {
        if is {
            note = format!("{note} · {word}");
        }
    }
    for tag in e.tags.split_whitespace() {
        note = format!("{note} #{tag}");
    }
    let note = marked(note.trim_start_matches(" · ").trim_start(), &[(e.rush, &RUSH)]);
    let row = ListRow {
        key: RowKey { id: e.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &ENTRY,
            id: e.id,
            client: Some(entry.client.clone()),
            service: entry.service.clone(),
            title: if e.note.is_empty() { format!("{} for {}", worked, entry.client) } else { e.note.clone() },
            runs: running,
            span: gap.map(|(from, to)| (format!("{}-{}", clock(from), clock(to)), e.date.to_string())),
            ..Subject::default()
        }),
        at: usize::MAX,
        cells: vec![
            cell(if running { format!("▶ {time}") } else { time }, if running { Tone::Accent } else { Tone::Plain }),
            cell(
                if overlaps > 0 { format!("!{}", write_duration(overlaps / 60 * 60)) } else { String::new() },
                Tone::Warn,
            ),
            cell(&entry.client, cx.client(&entry.client)),
            cell(note, Tone::Plain),
            cell(entry.service.as_deref().unwrap_or_default(), Tone::Dim),
            cell(if running { format!("{}{worked}", RUNS.sign) } else { worked }, Tone::Plain),
            cell(entry.line.bill.map(|b| hours_minutes(b.billed)).unwrap_or_default(), Tone::Dim),
            cell(worth(entry), Tone::Dim),
        ],
        off: false,
    };
    let facts = Facts { tags: &e.tags, state: entry.state(), rush: e.rush, due: Some(e.date), ..Facts::default() };
    cx.admit(Some(&entry.client), row, 0, 3, facts)
}

/// What an entry comes to, in a few letters.
fn worth(entry: &Entry) -> String {
    match (entry.line.bill, entry.amount()) {
        (Some(b), _) if b.open == 0 && b.covered > 0 => "covered".to_owned(),
        (Some(b), _) if b.open == 0 && b.billed == 0 => String::new(),
        (Some(_), Some(minor)) => format!("{} {}", money::text(Some(minor), entry.currency), entry.currency),
        (Some(_), None) => "no rate".to_owned(),
        (None, _) => String::new(),
    }
}

/// The entry of a row.
fn entry<'a>(cx: &'a PaneCx<'_>, row: &ListRow) -> Option<&'a Entry> {
    let days = cx.board.sheet.iter().flat_map(|sheet| &sheet.days);
    let recent = cx.board.page.iter().flat_map(|page| &page.entries);
    let behind = cx.board.behind.iter().flat_map(|behind| &behind.rows);
    days.flat_map(|d| &d.items)
        .filter_map(Slot::row)
        .chain(recent)
        .chain(behind)
        .find(|e| e.line.entry.id == row.key.id)
}

/// Everything about the entry of a row.
pub fn details(cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
    entry(cx, row).map(|entry| facts(cx, entry)).unwrap_or_default()
}

/// Everything about an entry.
pub fn facts(cx: &PaneCx<'_>, entry: &Entry) -> Vec<(&'static str, String)> {
    let e = &entry.line.entry;
    let zone = cx.context.zone();
    let clocks = entry.clocks(zone);
    let time = match clocks.strip_suffix('-') {
        _ if clocks.is_empty() => String::new(),
        Some(from) => format!(" since {from}"),
        None => format!(" {clocks}"),
    };
    let bill = entry.line.bill;
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let minutes = |n: Option<i64>| n.filter(|n| *n > 0).map(hours_minutes).unwrap_or_default();
    vec![
        ("note", e.note.clone()),
        ("client", entry.name.clone()),
        ("service", entry.service.clone().unwrap_or_default()),
        ("when", format!("{}{time}", e.date.format("%a %-d %b %Y"))),
        ("worked", write_duration(entry.seconds / 60 * 60)),
        ("rounded", bill.map(|b| hours_minutes(b.billed)).unwrap_or_default()),
        ("covered", minutes(bill.map(|b| b.covered))),
        ("over", minutes(bill.map(|b| b.open + b.carried))),
        ("worth", worth(entry)),
        ("rate", entry.rate_source().unwrap_or_default()),
        ("rush", yes(e.rush)),
        ("gift", yes(e.gift)),
        ("invoice", entry.billed()),
        ("billable", if e.billable { String::new() } else { "no".to_owned() }),
        ("tags", e.tags.split_whitespace().map(|t| format!("#{t}")).collect::<Vec<_>>().join(" ")),
    ]
}

/// The report with an entry's history.
pub fn history(row: &ListRow) -> Option<Call> {
    Some(Call::new(table::find("entry show")?).with("id", row.key.id.to_string()))
}
