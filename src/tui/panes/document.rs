//! The document that is looked at, as it would be read: parties and days, its lines, what they add up to, and what is open.

use super::open::day;
use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::paper::{Paper, PaperOf};
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::document::issued::{DocumentKind, DocumentLine};
use crate::domain::money::decimal;
use crate::domain::text::wrap;
use crate::records::billing::actions::DUE;
use crate::records::invoices::actions::{DOCUMENT, DRAFT};
use crate::records::invoices::show::{Shown, line_text, quantity_and_price};
use crate::records::kind::Kind;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct DocumentPane;

const COLUMNS: &[Column] = &[
    column(3).right(),
    column(usize::MAX).grows().least(36),
    column(16).right().rank(2).gap(2),
    column(12).right().rank(1).gap(2),
    column(14).right().rank(3).gap(2),
    column(14).right().gap(2),
];

/// Columns in which a note is read whole in the narrowest pane.
const NOTE: usize = 36;

/// The document, if it may be seen.
fn seen<'a>(cx: &'a PaneCx<'_>) -> Option<&'a Paper> {
    let fits =
        |paper: &&Paper| !cx.hides(Some(&paper.client.code)) && cx.only.is_none_or(|only| only == paper.client.code);
    cx.board.paper.as_ref().filter(fits)
}

/// Its number, `d3` of a draft; none of what is not even that.
fn number(paper: &Paper) -> Option<String> {
    let issued = paper.shown.as_ref().ok().and_then(|shown| shown.document.number.clone());
    issued.or_else(|| paper.draft.map(|id| format!("d{id}")))
}

impl Pane for DocumentPane {
    fn needs(&self) -> Needs {
        Needs { paper: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &DRAFT
    }

    fn others(&self) -> &'static [&'static Kind] {
        &[&DOCUMENT, &DUE]
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Document".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let Some(paper) = seen(cx) else { return String::new() };
        number(paper).unwrap_or_else(|| format!("{}, not a draft yet", paper.client.code))
    }

    fn top(&self, cx: &PaneCx<'_>, wide: usize) -> Vec<Cells> {
        let Some(paper) = seen(cx) else { return Vec::new() };
        let lines = |text: &str, tone: Tone| -> Vec<Cells> {
            wrap(text, wide.max(1)).into_iter().map(|line| vec![cell(line, tone)]).collect()
        };
        let mut top = vec![vec![cell(&paper.client.name, cx.client(&paper.client.code))]];
        match &paper.shown {
            Ok(shown) => {
                let late = shown.standing.days_overdue > 0;
                top[0] = vec![
                    cell(format!("{} ", what(shown.document.kind)), Tone::Plain),
                    cell(number(paper).map(|number| format!("{number} ")).unwrap_or_default(), Tone::Strong),
                    cell("for ", Tone::Plain),
                    cell(&shown.document.buyer.name, cx.client(&paper.client.code)),
                    cell(
                        if late { format!("  ! {} d late", shown.standing.days_overdue) } else { String::new() },
                        Tone::Bad,
                    ),
                ];
                top.extend(lines(&facts(cx, shown), Tone::Dim));
            }
            Err(problem) => top.extend(lines(&format!("! {problem}"), Tone::Warn)),
        }
        top
    }

    fn head(&self, cx: &PaneCx<'_>) -> Option<Cells> {
        seen(cx).filter(|paper| paper.shown.is_ok())?;
        let names = ["", "", "quantity", "price", "tax", "amount"];
        Some(names.into_iter().map(|name| cell(name, Tone::Dim)).collect())
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let Some(paper) = seen(cx) else { return (Vec::new(), 0) };
        let mut items = Vec::new();
        let Ok(shown) = &paper.shown else {
            // What cannot be issued as it is can still be edited and deleted.
            let says =
                if paper.draft.is_some() { "it cannot be issued as it is" } else { "there is no document of it yet" };
            let lacks = vec![cell("", Tone::Plain), cell(says, Tone::Dim)];
            items.extend(line(cx, paper, 0, lacks));
            return (items, 0);
        };
        let mut rows: Vec<Option<Cells>> = Vec::new();
        let document = &shown.document;
        rows.extend(document.lines.iter().enumerate().map(|(n, line)| Some(of_line(n, line, shown))));
        rows.push(None);
        rows.extend(sums(shown).into_iter().map(Some));
        for note in &shown.notes {
            let mark = |n: usize| cell(if n == 0 { "!" } else { "" }, Tone::Warn);
            let lines = wrap(note, NOTE).into_iter().enumerate();
            rows.extend(lines.map(|(n, text)| Some(vec![mark(n), cell(text, Tone::Warn)])));
        }
        for (n, cells) in rows.into_iter().enumerate() {
            match cells {
                Some(cells) => items.extend(line(cx, paper, n, cells)),
                None => items.push(ListItem::Rule(String::new(), Tone::Dim)),
            }
        }
        (items, 0)
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "no document is selected"
    }

    fn details(&self, cx: &PaneCx<'_>, _: &ListRow) -> Vec<(&'static str, String)> {
        let problem = seen(cx).and_then(|paper| paper.shown.as_ref().err().cloned());
        problem.map(|problem| vec![("missing", problem)]).unwrap_or_default()
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        let subject = row.subject.as_ref()?;
        if *subject.kind == DUE {
            return Some(Call::new(table::find("unbilled")?).with("client", subject.client.clone()?));
        }
        Some(Call::new(table::find("invoice show")?).with("number", subject.word()))
    }
}

/// What a document is.
fn what(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "invoice",
        DocumentKind::Deposit => "deposit",
        DocumentKind::Credit => "credit note",
        DocumentKind::Platform => "settlement",
    }
}

/// The days of a document and where it stands.
fn facts(cx: &PaneCx<'_>, shown: &Shown) -> String {
    let (document, standing, today) = (&shown.document, &shown.standing, cx.context.today());
    let mut facts = vec![format!("of {}", day(document.date, today))];
    facts.extend(document.through.map(|last| format!("through {}", day(last, today))));
    facts.extend(document.due.map(|last| format!("due {}", day(last, today))));
    facts.extend(document.corrects.as_ref().map(|(number, _)| format!("corrects {number}")));
    // When it was sent says that it was.
    facts.extend((standing.sent.is_none() || standing.state != "sent").then(|| standing.state.replace('_', " ")));
    facts.extend(standing.sent.as_ref().map(|sent| format!("sent {}", day(sent.date, today))));
    if !standing.corrected_by.is_empty() {
        facts.push(format!("corrected by {}", standing.corrected_by.join(", ")));
    }
    facts.join(" · ")
}

fn of_line(n: usize, line: &DocumentLine, shown: &Shown) -> Cells {
    let currency = shown.document.currency;
    let (quantity, price) = quantity_and_price(line, currency);
    let late = if line.late { " (late)" } else { "" };
    let percents: Vec<String> = line.group.percents.iter().map(ToString::to_string).collect();
    vec![
        cell((n + 1).to_string(), Tone::Dim),
        cell(format!("{}{late}", line_text(line)), Tone::Plain),
        cell(quantity, Tone::Plain),
        cell(price, Tone::Plain),
        cell(if percents.is_empty() { String::new() } else { format!("{} %", percents.join(" + ")) }, Tone::Dim),
        cell(decimal(line.amount(), currency.decimals()), Tone::Plain),
    ]
}

/// What the lines add up to, and what is open of that.
fn sums(shown: &Shown) -> Vec<Cells> {
    let (document, totals) = (&shown.document, &shown.document.totals);
    let amount = |minor: i64| decimal(minor, document.currency.decimals());
    let mut sums: Vec<(String, i64, Tone)> = Vec::new();
    sums.extend(
        totals.discounts.iter().map(|(group, taken)| (format!("discount ({})", group.code), -taken, Tone::Plain)),
    );
    if !totals.taxes.is_empty() || !totals.discounts.is_empty() {
        sums.push(("net".to_owned(), totals.net, Tone::Plain));
    }
    for row in &totals.taxes {
        sums.push((format!("{} {} % of {}", row.group.code, row.percent, amount(row.base)), row.amount, Tone::Plain));
    }
    if totals.rounding != 0 {
        sums.push(("rounding".to_owned(), totals.rounding, Tone::Plain));
    }
    sums.push((format!("total {}", document.currency), totals.total, Tone::Strong));
    let settled = &shown.standing.settlement;
    let rest = [("paid", settled.paid), ("credited", settled.credited), ("written off", settled.written_off)];
    let rest: Vec<_> = rest.into_iter().filter(|(_, sum)| *sum != 0).collect();
    let any = !rest.is_empty();
    sums.extend(rest.into_iter().map(|(name, sum)| (name.to_owned(), -sum, Tone::Plain)));
    if document.kind != DocumentKind::Credit && any {
        sums.push(("open".to_owned(), shown.standing.open(), Tone::Strong));
    }
    let empty = || cell("", Tone::Plain);
    let line =
        |(name, minor, tone)| vec![empty(), cell(name, tone), empty(), empty(), empty(), cell(amount(minor), tone)];
    sums.into_iter().map(line).collect()
}

/// A line of the pane: whatever is done on it is done to the document.
fn line(cx: &PaneCx<'_>, paper: &Paper, n: usize, cells: Cells) -> Option<ListItem> {
    let (kind, id): (&'static Kind, i64) = match (paper.of, paper.draft) {
        (PaperOf::Issued(id), _) => (&DOCUMENT, id),
        (_, Some(id)) => (&DRAFT, id),
        (PaperOf::Client(id) | PaperOf::Draft(id), None) => (&DUE, id),
    };
    let open = paper.shown.as_ref().map_or(0, |shown| shown.standing.open());
    let row = ListRow {
        key: RowKey { id: i64::try_from(n).unwrap_or(0), ..RowKey::default() },
        subject: Some(Subject {
            kind,
            id,
            client: Some(paper.client.code.clone()),
            title: number(paper).unwrap_or_else(|| paper.client.name.clone()),
            owes: if *kind == DOCUMENT && open > 0 {
                decimal(open, paper.client.currency.decimals())
            } else {
                String::new()
            },
            ..Subject::default()
        }),
        at: n,
        cells,
        off: false,
    };
    cx.admit(Some(&paper.client.code), row, 0, 1, Facts::default())
}
