//! What lies behind a row of a report: of which days, and of whom, its entries are.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::document::issued::LineKind;
use crate::domain::period::{Period, PeriodLength};
use crate::domain::time::plus_days;
use crate::records::reports::figures::{FigureClient, FigureRow, Figures};

/// Which entries a row is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The first of their days.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// Their client.
    pub client: Option<FigureClient>,
    /// What their clients pay in.
    pub currency: Option<String>,
    /// The code of their service; `none` for those without one.
    pub service: Option<String>,
    /// Their tags, as the row has them; `none` for those without one.
    pub tags: Option<String>,
    /// Whether somebody pays for them.
    pub billable: Option<bool>,
}

/// `2026-07` or `2026-W27` as days.
fn days_of(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some((year, week)) = text.split_once("-W") {
        let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        return Some((monday, plus_days(monday, 6)));
    }
    let first: NaiveDate = format!("{text}-01").parse().ok()?;
    let month = Period::around(PeriodLength::Month, first);
    Some((month.from, month.to))
}

impl Figures {
    /// Which entries a row is told of; none where it is told of none.
    pub fn behind(&self, row: &FigureRow) -> Option<Behind> {
        let text = |name: &str| row.json[name].as_str().map(str::to_owned);
        let date = text("date").and_then(|date| date.parse().ok()).map(|day: NaiveDate| (day, day));
        let part = ["month", "week"].iter().find_map(|name| days_of(&text(name)?));
        // What is told of days to come, of a budget, or of fees has no entries.
        let timed = row.json.get("kind").is_none_or(|kind| kind == LineKind::Time.as_str());
        let told = timed && row.json.get("seconds").is_some() || date.is_some();
        told.then_some(())?;
        let (first, last) = date.or(part).unwrap_or((self.span.from, self.through));
        // One that is not known any more has none; without this, everybody's would be shown.
        let client = match text("client").or_else(|| self.client.clone()) {
            Some(code) => Some(self.numbered(code)?),
            None => None,
        };
        // Hours that fill the time beside those that are paid are told by their tags.
        let fills = row.json.get("tag").is_some() && row.json.get("billable_seconds").is_some();
        Some(Behind {
            from: first.max(self.span.from),
            to: last.min(self.through),
            client,
            currency: text("currency"),
            service: text("service"),
            tags: text("tag"),
            billable: fills.then(|| row.json["tag"].is_null()),
        })
    }
}

impl Behind {
    /// What they are of, in a few words: `acme, 1 to 30 Jun 2026`.
    pub fn words(&self) -> String {
        let (from, to) = (self.from, self.to);
        let days = if from == to {
            from.format("%a %-d %b %Y").to_string()
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            format!("{} to {}", from.day(), to.format("%-d %b %Y"))
        } else {
            Period::of(from, to).words(to)
        };
        let without = |what: &str, text: &String| match text.as_str() {
            "none" => format!("no {what}"),
            text => text.to_owned(),
        };
        let tags = |text: &String| match text.as_str() {
            "none" => "no tag".to_owned(),
            text => text.split_whitespace().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "),
        };
        let paid = self.billable.map(|paid| if paid { "billable" } else { "unpaid" }.to_owned());
        let service = self.service.as_ref().map(|service| without("service", service));
        let parts = self
            .client
            .iter()
            .map(|client| client.code.clone())
            .chain(service)
            .chain(self.tags.as_ref().map(tags))
            .chain(paid);
        parts.chain([days]).collect::<Vec<_>>().join(", ")
    }
}
