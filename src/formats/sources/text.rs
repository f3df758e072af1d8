//! Texts that are read as a whole, line by line, and the rows that they become.

use serde_json::Value;

use super::row::{ClientSaid, Identity, Input, Sample, Sink, Time, Work};
use crate::bounds;
use crate::error::{Doing, Error, Result};
use crate::formats::values::{Decoder, Encoding};

/// The most bytes of a text.
const MOST: u64 = 256 << 20;

/// Reads a text in whatever encoding it has; `what` says what is read.
///
/// # Errors
///
/// Fails where it cannot be read, is no text, or is longer than 256 MB.
pub(super) fn text(input: &Input, what: &str, sink: &mut dyn Sink) -> Result<String> {
    let doing = format!("reading {what}");
    let encoding = Encoding::of(input.open()?).doing(&doing)?;
    if let Some(note) = encoding.note() {
        sink.note(note);
    }
    let bytes = bounds::bytes(Decoder::new(input.open()?, encoding), MOST).doing(&doing)?;
    let text = String::from_utf8(bytes).doing(&doing)?;
    if text.trim().is_empty() {
        return Err(Error::problem(format!("it is empty: this is not {what}")));
    }
    match text.find('\0') {
        None => Ok(text),
        Some(at) => {
            let line = text[..at].matches('\n').count() + 1;
            Err(Error::problem(format!("line {line} holds a NUL character: this is not {what}")))
        }
    }
}

/// The beginning of a file in whatever encoding it has.
pub(super) fn head(sample: &Sample<'_>) -> String {
    String::from_utf8_lossy(&Encoding::beginning(sample.bytes)).into_owned()
}

/// Reads a list of JSON objects: `[{…}, …]`, or one behind the other as older programs wrote them.
pub(super) fn objects(input: &Input, what: &str, sink: &mut dyn Sink) -> Result<Vec<Value>> {
    let text = text(input, what, sink)?;
    let wrong = |error: serde_json::Error| Error::problem(format!("this is not {what}: {error}"));
    let mut all = Vec::new();
    for value in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
        match value.map_err(wrong)? {
            Value::Array(list) => all.extend(list),
            one => all.push(one),
        }
    }
    Ok(all)
}

/// The lines of a text with their numbers, the first being 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines())
}

/// Work of which nothing is said but when it was.
pub(super) fn work(line: u64, time: Time) -> Work {
    Work {
        line,
        client: ClientSaid::Nobody,
        service: None,
        kinds: Vec::new(),
        note: String::new(),
        tags: Vec::new(),
        time,
        billable: None,
        elsewhere: None,
        rate: None,
        currency: None,
        person: None,
        identity: Identity::Alike(String::new()),
    }
}

/// What stands between parts that are hashed together.
pub(super) const BETWEEN: &str = "\u{1f}";
