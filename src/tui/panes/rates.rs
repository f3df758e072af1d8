//! Rates per hour, and the services they are for.

use crate::app::board::{ListSource, Needs};
use crate::app::offer::Subject;
use crate::app::people::{RateLine, Rates, ServiceLine, Services};
use crate::command::filter::Facts;
use crate::command::grammar::duration::write_duration;
use crate::records::clients::actions::{RATE, SERVICE};
use crate::records::kind::Kind;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// Rates: every one there is, or those that hold for the client whose page it is.
pub enum RatesPane {
    /// Every one.
    All,
    /// Those for the client.
    Own,
}

impl RatesPane {
    fn lines<'a>(&self, cx: &'a PaneCx<'_>) -> &'a [RateLine] {
        match self {
            Self::All => cx.board.list::<Rates>().map_or(&[], |rates| &rates.rows),
            Self::Own => cx.board.page.as_ref().map_or(&[], |page| &page.rates),
        }
    }
}

/// Kinds of work.
pub struct ServicesPane;

const RATES: &[Column] =
    &[column(12), column(12).rank(1), column(12).right().gap(2), column(3).rank(3), column(18).grows().rank(2).gap(2)];

impl Pane for RatesPane {
    fn needs(&self) -> Needs {
        match self {
            Self::All => Needs { lists: vec![ListSource::of::<Rates>()], ..Needs::NOTHING },
            Self::Own => Needs { page: true, ..Needs::NOTHING },
        }
    }

    fn kind(&self) -> &'static Kind {
        &RATE
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Rates".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        RATES
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        (self.lines(cx).iter().enumerate().filter_map(|(at, rate)| item(cx, rate, at)).collect(), 0)
    }

    fn nothing(&self) -> &'static str {
        match self {
            Self::All => "no rates: time is unpriced",
            Self::Own => "no rate: time is unpriced",
        }
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        self.lines(cx).get(row.at).map(details).unwrap_or_default()
    }
}

fn details(rate: &RateLine) -> Vec<(&'static str, String)> {
    vec![
        ("client", rate.client.clone().unwrap_or_else(|| "any".to_owned())),
        ("service", rate.service.clone().unwrap_or_else(|| "any".to_owned())),
        ("rate", rate.per_hour()),
        ("from", rate.since.clone()),
        ("holds", if rate.holds { "today".to_owned() } else { "not today".to_owned() }),
    ]
}

fn item(cx: &PaneCx<'_>, rate: &RateLine, at: usize) -> Option<ListItem> {
    let tone = if rate.holds { Tone::Plain } else { Tone::Dim };
    let client = rate.client.as_deref();
    let row = ListRow {
        key: RowKey { id: rate.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &RATE,
            id: rate.id,
            client: rate.client.clone(),
            service: rate.service.clone(),
            title: rate.per_hour(),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(client.unwrap_or("any client"), client.map_or(tone, |code| cx.client(code))),
            cell(rate.service.as_deref().unwrap_or("any service"), tone),
            cell(rate.per_hour(), tone),
            cell(rate.currency.map(|c| c.to_string()).unwrap_or_default(), Tone::Dim),
            cell(if rate.holds { rate.since.clone() } else { format!("{} (not today)", rate.since) }, Tone::Dim),
        ],
        off: false,
    };
    // What everyone pays is nobody's secret.
    match client {
        Some(_) => cx.admit(client, row, 0, 0, Facts::default()),
        None => Some(ListItem::Row(Box::new(row))),
    }
}

const SERVICES: &[Column] =
    &[column(14), column(usize::MAX).grows().gap(2), column(16).right().gap(2), column(14).right().rank(1).gap(2)];

impl Pane for ServicesPane {
    fn needs(&self) -> Needs {
        Needs { lists: vec![ListSource::of::<Services>()], ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &SERVICE
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Services".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        SERVICES
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let services = cx.board.list::<Services>().into_iter().flat_map(|services| &services.rows);
        let row = |(at, service): (usize, &ServiceLine)| {
            let tone = if service.archived { Tone::Dim } else { Tone::Plain };
            let name = if service.archived { format!("{} (archived)", service.name) } else { service.name.clone() };
            let lately = if service.lately >= 60 && !cx.privacy.is_on() {
                format!("{} in 30 d", write_duration(service.lately / 60 * 60))
            } else {
                String::new()
            };
            let row = ListRow {
                key: RowKey { id: service.id, ..RowKey::default() },
                subject: Some(Subject {
                    kind: &SERVICE,
                    id: service.id,
                    service: Some(service.code.clone()),
                    title: service.name.clone(),
                    closed: service.archived,
                    ..Subject::default()
                }),
                at,
                cells: vec![
                    cell(&service.code, tone),
                    cell(name, tone),
                    cell(service.rates.join(", "), tone),
                    cell(lately, Tone::Dim),
                ],
                off: false,
            };
            ListItem::Row(Box::new(row))
        };
        (services.enumerate().map(row).collect(), 0)
    }

    fn nothing(&self) -> &'static str {
        "no services"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let Some(service) = cx.board.list::<Services>().and_then(|services| services.rows.get(row.at)) else {
            return Vec::new();
        };
        vec![
            ("service", service.name.clone()),
            ("code", service.code.clone()),
            ("rate", service.rates.join(", ")),
            ("lately", format!("{} in 30 days", write_duration(service.lately / 60 * 60))),
        ]
    }
}
