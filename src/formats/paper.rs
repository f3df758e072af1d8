//! What leaves the house on paper: one shape of it, and writers that make files of that.
//!
//! A paper is in words already, those of its language: a writer places them and computes nothing.

pub mod account;
pub mod clean;
pub mod csv;
pub mod document;
mod html;
#[cfg(test)]
mod letters_tests;
mod look;
mod markdown;
mod parties;
pub mod payments;
mod pdf;
pub mod placeholders;
mod qr;
pub mod reminder;
#[cfg(test)]
mod sample;
mod say;
#[cfg(test)]
mod tests;
mod text;
#[cfg(test)]
mod three_pages;

pub use self::html::html;
pub use self::look::{Colour, Look, Sheet};
pub use self::markdown::markdown;
pub use self::pdf::pdf;
pub use self::text::text;

use crate::domain::time::Instant;

/// A paper as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its language, by its tag: `de`.
    pub language: String,
    /// What it is: `Invoice 2026-0007`.
    pub title: String,
    /// Whose it is.
    pub author: String,
    /// When it was made, so that the same paper is the same file.
    pub made: Option<Instant>,
    /// What stands on every page of one that does not count yet: `Draft`.
    pub mark: Option<String>,
    /// The sender's lines in the head of the first page, the name first.
    pub sender: Vec<String>,
    /// The sender in one line above the recipient, for a window.
    pub sender_line: String,
    /// The sender's logo: the bytes of a PNG or JPEG file.
    pub logo: Option<Vec<u8>>,
    /// The recipient, line by line.
    pub recipient: Vec<String>,
    /// Number, date and whatever else is looked for: label and value.
    pub references: Vec<(String, String)>,
    /// Paragraphs above the tables.
    pub before: Vec<String>,
    /// The tables.
    pub tables: Vec<PaperTable>,
    /// Paragraphs below the tables.
    pub after: Vec<String>,
    /// How it is paid.
    pub payment: Option<PaperPayment>,
    /// What stands at the foot of each page, in up to three columns of lines.
    pub footer: Vec<Vec<String>>,
    /// `Page {page} of {pages}`.
    pub page: String,
    /// What comes after the paper proper, on pages of its own.
    pub annex: Vec<PaperTable>,
}

/// On which side of its column something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Words.
    #[default]
    Left,
    /// Figures.
    Right,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperColumn {
    /// Its heading.
    pub title: String,
    /// On which side its cells stand.
    pub side: Side,
    /// Whether it takes the room that the others leave, and breaks its lines.
    pub wide: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperRow {
    /// A cell for each column.
    pub cells: Vec<String>,
    /// Smaller lines under the cell of the wide column.
    pub details: Vec<String>,
    /// What the rows come to with this one, carried over where a page ends behind it.
    pub carried: Option<String>,
}

/// A table, and what it adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperTable {
    /// What it is, where there is more than one.
    pub heading: String,
    /// Its columns.
    pub columns: Vec<PaperColumn>,
    /// Its rows.
    pub rows: Vec<PaperRow>,
    /// What stands before the sum that is carried to the next page, and before the same at its head.
    pub carry: (String, String),
    /// Label, amount, and whether it is what counts.
    pub totals: Vec<(String, String, bool)>,
    /// Lines below it.
    pub notes: Vec<String>,
}

/// How a paper is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperPayment {
    /// Label and value: payee, IBAN, BIC, reference, amount.
    pub lines: Vec<(String, String)>,
    /// What its QR code holds.
    pub code: Option<String>,
    /// What stands below the code.
    pub caption: String,
    /// Where it can be paid online.
    pub link: Option<String>,
}
