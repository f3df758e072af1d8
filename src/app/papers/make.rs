//! A paper of a document or a draft, in the language of its client.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::bounds;
use crate::command::context::Context;
use crate::command::env::Env;
use crate::domain::document::issued::{Annex, Document};
use crate::domain::time::Instant;
use crate::error::{Doing, Result};
use crate::formats::paper::{self, Colour, Look, Paper, Sheet, document};
use crate::records::invoices::annex;
use crate::records::invoices::names::PaperName;
use crate::records::invoices::plan::plan;
use crate::records::invoices::wishes::wishes_of;
use crate::store::{Client, DocumentRow, Store};
use crate::words::language::Language;
use crate::words::papers::Words;

/// What a paper is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperForm {
    /// PDF/A.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML in one file.
    Html,
    /// Its lines as a table.
    Csv,
}

impl PaperForm {
    /// The form of a word.
    pub fn of(word: &str) -> Self {
        match word {
            "markdown" => Self::Markdown,
            "html" => Self::Html,
            "csv" => Self::Csv,
            "pdf" => Self::Pdf,
            _ => Self::Text,
        }
    }

    /// How its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }
}

/// A document as papers are made of it.
pub struct Subject {
    /// The document.
    pub document: Document,
    /// Its row, if it is issued.
    pub row: Option<DocumentRow>,
    /// The time behind it, if it goes along.
    pub annex: Option<Annex>,
    /// What its files are called, without their ending.
    pub name: String,
}

impl Subject {
    /// A document or draft by its name; `annex` asks for the time behind it, whatever the client wants.
    pub fn of(context: &Context<'_>, name: &PaperName, annex: bool) -> Result<Self> {
        let db = context.db;
        match name {
            PaperName::Issued(row) => {
                let void = db.corrections_of(row.id)?.iter().any(|credit| credit.whole);
                let wanted = db.billing_of(row.client)?.annex && row.through.is_some() && !void;
                let behind = if annex || wanted { Some(annex::of_issued(context, row)?) } else { None };
                let file = format!("{}{}", stem(&row.number), if behind.is_some() { "-annex" } else { "" });
                Ok(Self { document: db.issued(row)?, row: Some(row.clone()), annex: behind, name: file })
            }
            PaperName::Draft(draft) => {
                let client: Client = db.get(draft.client)?;
                let planned = plan(context, &client, &wishes_of(db, draft)?)?;
                let wanted = annex || planned.billing.annex;
                let behind = if wanted { Some(annex::of_plan(context, &planned)?) } else { None };
                Ok(Self { document: planned.document, row: None, annex: behind, name: format!("draft-d{}", draft.id) })
            }
        }
    }
}

/// What files of a document are called, by its number.
pub fn stem(number: &str) -> String {
    number.replace('/', "-")
}

/// A user's own words in a language: the text of `words/papers/TAG.ftl` beside the configuration.
pub fn own_words(env: &Env, tag: &str) -> Result<Option<String>> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let folder = env.config_path.parent().filter(|_| !tag.is_empty() && tag.chars().all(plain));
    let Some(path) = folder.map(|folder| folder.join("words/papers").join(format!("{tag}.ftl"))) else {
        return Ok(None);
    };
    match bounds::text(&path, bounds::WRITTEN) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).doing(&format!("reading {}", path.display())),
    }
}

/// The words of a language, with what is wrong with a user's own.
pub fn words(env: &Env, tag: &str) -> Result<(Words, Vec<String>)> {
    let own = own_words(env, tag)?;
    let words = Words::of(tag, own.as_deref());
    let unknown = !tag.is_empty() && own.is_none() && Language::by_tag(tag).is_none();
    let unknown = unknown.then(|| {
        format!("there are no words in '{tag}' (en, de, vi, uz, or words/papers/{tag}.ftl): the paper is in English")
    });
    let wrong = words.mistakes().iter().map(|m| format!("words/papers/{tag}.ftl, line {}: {}", m.line, m.what));
    let notes = unknown.into_iter().chain(wrong).collect();
    Ok((words, notes))
}

/// What is wrong in all files of a user's own words.
pub fn mistaken_words(env: &Env) -> Result<Vec<String>> {
    let folder = env.config_path.parent().map(|folder| folder.join("words/papers"));
    let Some(Ok(files)) = folder.map(std::fs::read_dir) else { return Ok(Vec::new()) };
    let mut tags: Vec<String> =
        files.filter_map(|file| Some(file.ok()?.file_name().to_str()?.strip_suffix(".ftl")?.to_owned())).collect();
    tags.sort_unstable();
    let wrong: Result<Vec<Vec<String>>> = tags.iter().map(|tag| words(env, tag).map(|(_, wrong)| wrong)).collect();
    Ok(wrong?.concat())
}

/// How papers look, by the settings.
pub fn look(env: &Env) -> Look {
    let papers = &env.config.papers;
    Look {
        size: if papers.size == "letter" { Sheet::Letter } else { Sheet::A4 },
        accent: Colour::from_hex(&papers.accent).unwrap_or_default(),
        plain: papers.plain,
        fonts: papers.fonts.iter().map(PathBuf::from).collect(),
    }
}

/// What a paper has beside its words: the logo that the seller had, and the day it was made.
pub fn beside(store: &Store, env: &Env, logo: &str, date: NaiveDate) -> Result<document::Look> {
    let kept = if logo.is_empty() { None } else { store.kept_if_any(&env.keys)? };
    let bytes = match (kept, logo.parse()) {
        (Some(kept), Ok(sha)) => kept.bytes(&sha)?,
        _ => None,
    };
    let made = date.and_hms_opt(12, 0, 0).map(Instant::from_utc);
    Ok(document::Look { logo: bytes, made })
}

/// Makes the bytes of a paper in a form.
pub fn bytes(paper: &Paper, form: PaperForm, look: &Look) -> Result<Vec<u8>> {
    Ok(match form {
        PaperForm::Pdf => paper::pdf(paper, look)?,
        PaperForm::Html => paper::html(paper, look)?.into_bytes(),
        PaperForm::Markdown => paper::markdown(paper).into_bytes(),
        PaperForm::Text | PaperForm::Csv => paper::text(paper).into_bytes(),
    })
}

/// Makes a paper of a document, and says what is wrong with a user's own words.
pub fn of_document(store: &Store, env: &Env, subject: &Subject, form: PaperForm) -> Result<(Vec<u8>, Vec<String>)> {
    let document = &subject.document;
    if form == PaperForm::Csv {
        return Ok((paper::csv::write(document)?.into_bytes(), Vec::new()));
    }
    let (words, wrong) = words(env, &document.language)?;
    let beside = beside(store, env, &document.seller.logo, document.date)?;
    let paper = document::paper(document, subject.annex.as_ref(), &words, &beside);
    Ok((bytes(&paper, form, &look(env))?, wrong))
}
