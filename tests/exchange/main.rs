//! Calendars in and out of the real program, and of other people's.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/bench.rs"]
mod bench;

mod cases;
mod feeds;
mod folders;
mod laws;
mod names;
mod odd;
mod others;
mod sent;
mod written;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Our own calendars.
fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calendars")
}

/// A folder or file beside the project, or `None` with a word about it.
#[expect(clippy::print_stderr, reason = "what was skipped is said")]
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/calendars").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
    }
    path.exists().then_some(path)
}

/// Every calendar that is here.
fn ics_files() -> Vec<PathBuf> {
    let folders = [Some(ours()), shared("real")];
    let files = folders.into_iter().flatten().flat_map(|f| fs::read_dir(f).unwrap()).map(|f| f.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "ics")).collect();
    files.sort();
    files
}

/// What `agenda --json` says, without the numbers that a database gives.
fn without_ids(agenda: Value) -> Vec<Value> {
    let Value::Array(mut rows) = agenda else { panic!("an agenda is a list") };
    for row in &mut rows {
        row["id"] = Value::Null;
    }
    rows.sort_by_key(ToString::to_string);
    rows
}
