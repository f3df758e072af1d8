//! `import`: which program a file is of, and what takes it in.

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use super::table;
use crate::command::action::{Action, Effect};
use crate::command::call::{Args, Call};
use crate::command::grammar::words;
use crate::command::report::Done;
use crate::error::{Doing, Error, Result};
use crate::formats::csv::is_own_header;
use crate::formats::sources::Source;
use crate::records::import::{FileName, open};
use crate::records::intake::{self, Job, Kind, OTHERS, Opened};
use crate::records::time::table::import_csv as own_table;
use crate::store::Tx;

/// The bytes in which a table's header is looked for.
const HEADER: u64 = 1 << 16;

/// Takes in files of other programs: of the one that the first word names, or of those that they are told to be by their content.
pub fn import(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let words = &files_of(args.call.get("file"))?;
    let source = words.first().and_then(|word| intake::of_word(word));
    if let Some(source) = source {
        let files = words.get(1..).unwrap_or_default();
        if files.is_empty() {
            let word = source.word;
            let what = format!("name the file, too: import {word} FILE; a file that is called so is ./{word}");
            return Err(Error::at("file", what));
        }
        let jobs = files.iter().map(|file| Ok(Job { file: Opened::of(Path::new(file))?, source }));
        return intake::import(tx, args, &jobs.collect::<Result<Vec<_>>>()?);
    }
    let (mut jobs, mut others) = (Vec::new(), Vec::new());
    let mut notes = Vec::new();
    for word in words {
        let file = Opened::of(Path::new(word)).map_err(|error| unknown_word(word, error))?;
        let kind = file.kind()?;
        match kind {
            Kind::Of(source) => {
                notes.push(format!("{} reads as {}", file.short(), source.word));
                jobs.push(Job { file, source });
            }
            Kind::Calendar => others.push((table::find("import ics"), word)),
            Kind::Table => others.push((table::find("import csv"), word)),
            Kind::Json => others.push((table::find("import json"), word)),
        }
    }
    let done = match (jobs.as_slice(), others.as_slice()) {
        (jobs, []) => intake::import(tx, args, jobs)?,
        ([], [(Some(action), _), rest @ ..])
            if rest.iter().all(|(other, _)| other.is_some_and(|o| o.name == action.name)) =>
        {
            let files: Vec<&String> = others.iter().map(|(_, word)| *word).collect();
            let last = action.name.rsplit(' ').next().unwrap_or_default();
            notes.extend(files.iter().map(|file| format!("{file} reads as {last}")));
            as_another(tx, args, action, &files)?
        }
        ([], [(None, word), ..]) => {
            return Err(Error::at("file", format!("'{word}' is of a kind that is not read here")));
        }
        _ => return Err(Error::at("file", "these are files of different kinds: import one kind at a time")),
    };
    let told = done.notes.into_iter();
    Ok(Done { notes: notes.into_iter().chain(told).collect(), ..done })
}

/// The words of a line: a form has them in one.
fn files_of(words: &[String]) -> Result<Vec<String>> {
    match words {
        [line] if line.contains(' ') && !Path::new(line).exists() => {
            words::split(line).map_err(|error| error.in_field("file"))
        }
        words => Ok(words.to_vec()),
    }
}

/// That there is no such file, where the word may have been meant for a program.
fn unknown_word(word: &str, error: Error) -> Error {
    if word.contains(['.', '/']) || word == "-" || Path::new(word).exists() {
        return error;
    }
    let words: Vec<&str> = intake::named().chain(["csv", "ics", "json"]).collect();
    Error::at("file", format!("there is no file '{word}', and no program that is read: {}", words.join(", ")))
}

/// Does another import with the words that both know; one that it does not know is refused.
fn as_another(tx: &Tx<'_>, args: &Args<'_>, action: &'static Action, files: &[&String]) -> Result<Done> {
    let Effect::Write(write) = action.effect else {
        return Err(Error::at("file", format!("that is done by itself: vadash {} FILE", action.name)));
    };
    let mut call = Call::new(action);
    for file in files {
        call.words.add("file", (*file).clone());
    }
    for (field, words) in args.call.words.iter().filter(|(field, _)| *field != "file") {
        check_known(action, field)?;
        for word in words {
            call.words.add(field, word.clone());
        }
    }
    write(tx, &Args { call: &call, context: args.context })
}

fn check_known(action: &Action, field: &str) -> Result<()> {
    if action.field(field).is_some() || field == Call::DRY_RUN {
        return Ok(());
    }
    Err(Error::problem(format!("--{field} says nothing for '{}'", action.name)))
}

/// Takes in a table: one of our own as it is, any other as the rows of another program.
pub fn import_csv(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let path: PathBuf = args.need::<FileName>("file")?.0;
    let asks_more = OTHERS.iter().any(|field| !args.call.get(field).is_empty());
    let source: Option<&'static Source> = intake::of_word("csv");
    let Some(source) = source else { return own(tx, args, open(&path)?) };
    let is_file = path.as_os_str() != "-" && fs::metadata(&path).is_ok_and(|found| found.is_file());
    if asks_more || is_file {
        if asks_more || !is_own(&beginning(File::open(&path).doing(&opening(&path))?, &path)?) {
            return intake::import(tx, args, &[Job { file: Opened::of(&path)?, source }]);
        }
        return own(tx, args, open(&path)?);
    }
    // What can be read once is read on from where its header was found.
    let mut from = open(&path)?;
    let begins = beginning(&mut from, &path)?;
    if is_own(&begins) {
        return own(tx, args, Cursor::new(begins).chain(from));
    }
    intake::check_beginning(args, source, begins.clone()).map_err(|error| error.placed(&path.display().to_string()))?;
    let file = Opened::read(Cursor::new(begins).chain(from), &path)?;
    intake::import(tx, args, &[Job { file, source }])
}

/// Whether a table that begins so is read as one of our own: its header is, or it has none that ends.
fn is_own(begins: &[u8]) -> bool {
    is_own_header(begins) || begins.len() as u64 >= HEADER && !begins.iter().any(|byte| matches!(byte, b'\n' | b'\r'))
}

fn opening(path: &Path) -> String {
    format!("opening {}", path.display())
}

/// The first line of a table, and what was read behind it.
fn beginning(mut from: impl Read, path: &Path) -> Result<Vec<u8>> {
    let mut begins: Vec<u8> = Vec::new();
    let mut part = [0_u8; 4096];
    loop {
        let read = from.read(&mut part).doing(&format!("reading {}", path.display()))?;
        begins.extend(part.iter().take(read));
        let ends =
            begins.iter().skip_while(|byte| byte.is_ascii_whitespace()).any(|byte| matches!(byte, b'\n' | b'\r'));
        if read == 0 || ends || begins.len() as u64 >= HEADER {
            return Ok(begins);
        }
    }
}

/// Takes in a table of our own.
fn own(tx: &Tx<'_>, args: &Args<'_>, from: impl Read) -> Result<Done> {
    let mut done = own_table(tx, args, from)?;
    if args.call.is_rehearsal() {
        done.said = format!("nothing is written; {}", done.said.replacen("imported", "would import", 1));
        done.more.push(("dry_run", true.into()));
    }
    Ok(done)
}
