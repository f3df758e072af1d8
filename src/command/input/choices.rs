//! Rules with a notation of their own, and closed sets of words.

use std::str::FromStr;

use super::value::{Hint, Input, choice_hints};
use crate::command::context::Context;
use crate::domain::agreement as deal;
use crate::domain::document::terms::PaymentTerms;
use crate::domain::hue::Hue;
use crate::domain::rounding::Rounding;
use crate::domain::secret::Cipher;
use crate::error::{Error, Result};

/// A value with its own notation, or one of a closed set of words.
macro_rules! parsed {
    ($($(#[$doc:meta])* $name:ident($inner:ty) $like:literal $choices:expr;)*) => {$(
        $(#[$doc])*
        pub struct $name(pub $inner);

        impl Input for $name {
            const LIKE: &'static str = $like;
            const CHOICES: &'static [&'static str] = $choices;

            fn read(text: &str, _: &Context<'_>) -> Result<Self> {
                <$inner>::from_str(text.trim()).map(Self)
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.to_string()
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints($choices, typed)
            }
        }
    )*};
}

parsed! {
    /// A rounding rule.
    RoundingRule(Rounding) "15:up:entry" &[];
    /// A cycle's length.
    Cycle(deal::CycleLength) "month | 2weeks | 3months" &[];
    /// What becomes of unused minutes.
    RolloverMode(deal::Rollover) "mode" deal::Rollover::WORDS;
    /// The most that is rolled over.
    RolloverCap(deal::Cap) "10h | 50%" &[];
    /// What is drawn first.
    DrawOrder(deal::Order) "order" deal::Order::WORDS;
    /// What counts.
    CountRule(deal::Counts) "what" deal::Counts::WORDS;
    /// What rush multiplies.
    RushRule(deal::RushBurns) "what" deal::RushBurns::WORDS;
    /// How a partial first cycle is granted.
    FirstRule(deal::FirstCycle) "how" deal::FirstCycle::WORDS;
    /// Terms of payment.
    PayWithin(PaymentTerms) "14d | 30d 2%/10d | eom+10d" &[];
    /// A colour for a client.
    ClientColour(Hue) "teal | 3" Hue::WORDS;
    /// How a file is encrypted.
    CipherName(Cipher) "cipher" Cipher::WORDS;
}

/// Declares a closed set of words as an input.
macro_rules! choice {
    ($($(#[$doc:meta])* $name:ident $like:literal [$($word:literal),+];)*) => {$(
        $(#[$doc])*
        pub struct $name(pub &'static str);

        impl Input for $name {
            const LIKE: &'static str = $like;
            const CHOICES: &'static [&'static str] = &[$($word),+];

            fn read(text: &str, _: &Context<'_>) -> Result<Self> {
                let found = Self::CHOICES.iter().find(|w| w.eq_ignore_ascii_case(text.trim()));
                found.map(|w| Self(w)).ok_or_else(|| Error::problem(format!("'{text}' is not one of {}", Self::CHOICES.join(", "))))
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.to_owned()
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints(Self::CHOICES, typed)
            }
        }
    )*};
}

choice! {
    /// What to do about time that is already logged.
    OverlapRule "what" ["keep", "cut"];
    /// Where an entry is in its life.
    EntryState "state" ["running", "open", "invoiced", "elsewhere"];
    /// What kind of agreement is meant.
    AgreementKind "kind" ["retainer", "block", "commission"];
    /// What the tiers of a commission go by.
    TierBasisWord "what" ["count", "value"];
    /// How tiers are taken together.
    TierModeWord "how" ["marginal", "whole"];
    /// What kind of line a charge makes.
    ChargeKind "kind" ["fixed", "milestone", "unit", "travel", "expense", "other"];
    /// How time is grouped into lines.
    LineGrouping "how" ["service", "entry", "day", "task", "none"];
    /// When a fee is due.
    FeeWhen "when" ["advance", "arrears"];
    /// The form of invoices.
    InvoiceForm "form" ["auto", "pdf", "facturx", "xrechnung", "peppol"];
    /// Where a document stands.
    DocumentState "state" ["draft", "issued", "sent", "part_paid", "paid", "credited", "written_off", "open", "overdue"];
    /// How a paper was handed over.
    DeliveryWay "how" ["post", "mail", "portal", "hand"];
    /// A series of numbers.
    SeriesName "series" ["invoice", "credit"];
    /// Where a text stands on papers.
    TextName "name" ["intro", "closing", "footer", "mail"];
    /// What a paper is written as.
    PaperFormat "format" ["text", "markdown", "html", "csv"];
    /// What a paper is written as, a file among it.
    WrittenAs "format" ["text", "markdown", "html", "csv", "pdf"];
    /// What entries are added up by.
    Grouping "what" ["client", "service", "day", "task"];
    /// Which occurrences of a series are meant.
    Scope "which" ["this", "following", "all"];
    /// How a task stands.
    TaskState "state" ["open", "waiting", "done", "dropped", "all"];
    /// How pressing a task is.
    Priority "how" ["none", "low", "normal", "high"];
    /// Which of two holds that contradict each other.
    RightSide "what" ["history", "record"];
    /// How the business is taxed.
    TaxRegimeWord "how" ["vat", "small", "none"];
    /// The category of a tax.
    TaxCategoryWord "category" ["S", "Z", "E", "AE", "G", "O"];
    /// Whether prices have tax in them.
    PriceBasisWord "net|gross" ["net", "gross"];
    /// Yes or no.
    YesNo "yes|no" ["yes", "no"];
    /// What a report is of.
    ReportName "report" ["time", "use", "rate", "money", "clients", "health", "plan", "load", "forecast", "year"];
    /// How long the days of a report are.
    PeriodWord "length" ["month", "quarter", "year", "cycle"];
    /// What a report is told by.
    ReportBy "what" ["client", "service", "tag", "week", "month"];
    /// What a budget is of.
    BudgetLine "what" ["revenue", "hours", "clients", "use"];
    /// By which day money is told.
    BasisWord "what" ["work", "invoiced", "paid"];
    /// What a report is compared with.
    CompareWord "what" ["before", "year"];
    /// What the days of a year are told by.
    YearOf "what" ["hours", "money"];
    /// What a report is written as.
    ReportFormat "format" ["text", "markdown", "csv", "svg"];
    /// What a statement is written as.
    StatementFormat "format" ["text", "markdown", "csv"];
    /// Where reminders are told.
    ChannelName "channel" ["auto", "desktop", "terminal", "command", "off"];
    /// A shell that completions are written for.
    Shell "shell" ["bash", "elvish", "fish", "powershell", "zsh"];
}
