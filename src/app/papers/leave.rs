//! Papers that leave as files or text.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::app::backups::shelf;
use crate::app::papers::make::{PaperForm, Subject, of_document};
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::PaperFormat;
use crate::command::report::{Done, Plain, Report};
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::records::import::FileName;
use crate::records::invoices::names::PaperName;
use crate::records::invoices::show::Shown;
use crate::store::{Delivery, DocumentRow, Leaving, Store};

/// A paper's bytes: those that were kept when it first left, else made anew and kept. Of a draft nothing is kept.
pub fn kept_bytes(store: &Store, env: &Env, subject: &Subject, form: PaperForm) -> Result<(Vec<u8>, Vec<String>)> {
    let Some(row) = &subject.row else { return of_document(store, env, subject, form) };
    let name = file_name(subject, form);
    if let Some(kept) = store.kept_if_any(&env.keys)?
        && let Some(paper) = kept.papers(&row.number)?.into_iter().find(|paper| paper.name == name)
        && let Some(bytes) = kept.bytes(&paper.sha)?
    {
        return Ok((bytes, Vec::new()));
    }
    let (bytes, wrong) = of_document(store, env, subject, form)?;
    keep(store, env, &row.number, (row.kind.as_str(), &subject.document.client, &name), &bytes)?;
    Ok((bytes, wrong))
}

/// Keeps a paper's bytes under its document's number.
pub fn keep(
    store: &Store,
    env: &Env,
    number: &str,
    (kind, client, name): (&str, &str, &str),
    bytes: &[u8],
) -> Result<()> {
    let leaving = Leaving { number, kind, client, name };
    store.kept(&env.keys)?.keep_paper(&leaving, bytes, env.now()).map(drop)
}

/// What a paper's file is called.
pub fn file_name(subject: &Subject, form: PaperForm) -> String {
    format!("{}.{}", subject.name, form.ending())
}

/// What is known of a paper that leaves.
pub struct Leave<'a> {
    /// How: `file`, `text`, `mail`, `eml`.
    pub how: &'a str,
    /// To whom.
    pub address: &'a str,
    /// `made`, `sending`.
    pub state: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Marks a document: a paper of it has left, or is about to. The same paper is marked once in the same way.
pub fn mark(store: &Store, row: &DocumentRow, at: Instant, command: &str, leave: &Leave<'_>) -> Result<Option<i64>> {
    let sha256 = crate::store::Sha::of(leave.bytes).to_string();
    let known = store.deliveries_of(row.id)?;
    if leave.state == "made" && known.iter().any(|d| d.sha256 == sha256 && d.how == leave.how && d.state == "made") {
        return Ok(None);
    }
    let mut id = 0;
    store.write(at, command, |tx| {
        id = tx.insert(&Delivery {
            id: 0,
            document: row.id,
            at,
            date: tx.setting().zone.date(at),
            how: leave.how.to_owned(),
            address: leave.address.to_owned(),
            state: leave.state.to_owned(),
            name: leave.name.to_owned(),
            sha256: sha256.clone(),
        })?;
        Ok(format!("a paper of {} has left: {}", row.number, leave.name))
    })?;
    Ok(Some(id))
}

/// Writes a file; another one that is there stays, unless it holds the same already. What vadash itself lives in is never
/// written over, nor a link to it.
pub fn write_file(env: &Env, path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    let doing = format!("writing {}", path.display());
    let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    shelf(env).refuse_own(&file).map_err(|error| error.in_field("out"))?;
    if env.config_path.canonicalize().is_ok_and(|config| config == file) {
        return Err(Error::at("out", format!("{} is the configuration: choose another name", path.display())));
    }
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(Error::at("out", format!("{} is no file", path.display())));
    }
    if !force && path.exists() {
        let same = std::fs::read(path).is_ok_and(|there| there == bytes);
        let what = format!("{} is there already: name another with --out, or --force writes over it", path.display());
        return if same { Ok(()) } else { Err(Error::at("out", what)) };
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut file = options.open(path).doing(&doing)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).doing(&doing)
}

/// Where a file is written: as it was named, else in the working folder.
pub fn place(args: &Args<'_>, name: &str) -> Result<PathBuf> {
    let named = args.get::<FileName>("out")?.map(|file| file.0);
    Ok(match named {
        Some(path) if path.is_dir() => path.join(name),
        Some(path) => path,
        None => PathBuf::from(name),
    })
}

/// `invoice pdf`.
pub fn pdf(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let name = args.need::<PaperName>("number")?;
    let subject = Subject::of(&args.context, &name, args.flag("annex"))?;
    let file = file_name(&subject, PaperForm::Pdf);
    let path = place(args, &file)?;
    let (bytes, wrong) = kept_bytes(store, env, &subject, PaperForm::Pdf)?;
    write_file(env, &path, &bytes, args.flag("force"))?;
    let what = subject.document.number.clone().unwrap_or_else(|| "the draft".to_owned());
    if let Some(row) = &subject.row {
        let leave = Leave { how: "file", address: "", state: "made", name: &file, bytes: &bytes };
        mark(store, row, env.now(), &args.call.to_string(), &leave)?;
    }
    let mut done = Done::said(format!("wrote {what} to {}", path.display()));
    done.more.push(("file", path.display().to_string().into()));
    done.notes = wrong;
    Ok(Box::new(done))
}

/// A paper as text of a form.
struct Written {
    text: String,
    number: Option<String>,
}

impl Report for Written {
    fn json(&self) -> Value {
        json!({ "number": self.number, "text": self.text })
    }

    fn text(&self) -> String {
        self.text.clone()
    }
}

/// `invoice show`: to look at it is nothing; as a paper in a form, it has left.
pub fn show(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let name = args.need::<PaperName>("number")?;
    let Some(format) = args.get::<PaperFormat>("format")? else {
        return store.snapshot(|| Shown::of(&args.context, &name).map(|shown| Box::new(shown) as Box<dyn Report>));
    };
    let form = PaperForm::of(format.0);
    let subject = Subject::of(&args.context, &name, false)?;
    let (bytes, _) = kept_bytes(store, env, &subject, form)?;
    if let Some(row) = &subject.row {
        let file = file_name(&subject, form);
        let leave = Leave { how: "text", address: "", state: "made", name: &file, bytes: &bytes };
        mark(store, row, env.now(), &args.call.to_string(), &leave)?;
    }
    let text = String::from_utf8(bytes).doing("writing a paper")?;
    if form == PaperForm::Text {
        return Ok(Box::new(Plain(text)));
    }
    Ok(Box::new(Written { text, number: subject.document.number.clone() }))
}
