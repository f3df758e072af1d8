//! What a client is called in files of other programs: names for imports alone.

use unicode_normalization::UnicodeNormalization;

use crate::command::call::{Args, Call};
use crate::command::field::is_none;
use crate::error::{Error, Result};
use crate::store::{Client, ImportName, Reads, Tx};

/// The field they are typed in.
const FIELD: &str = "import-name";

/// A name as names are compared: composed, in small letters, with single blanks.
pub fn folded(name: &str) -> String {
    let small: String = name.nfc().collect::<String>().to_lowercase().nfc().collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of a client.
pub fn of(db: &Reads, client: i64) -> Result<Vec<String>> {
    Ok(db.import_names_of(client)?.into_iter().map(|name| name.name).collect())
}

/// A client's names as they are typed; none of them where one would be taken for something else.
pub fn words(call: Call, names: &[String]) -> Call {
    if names.iter().any(|name| name.starts_with(['+', '-']) || is_none(name)) {
        return call;
    }
    names.iter().fold(call, |call, name| call.with(FIELD, name))
}

/// Changes them as typed: plain names are all of them from now on, `+` adds one, `-` takes one away, `none` all.
pub fn change(tx: &Tx<'_>, args: &Args<'_>, client: i64) -> Result<()> {
    let given = args.call.get(FIELD);
    if given.is_empty() {
        return Ok(());
    }
    let all = tx.import_names()?;
    let of_key = |key: &str| all.iter().find(|name| folded(&name.name) == *key);
    let signed = |word: &String| word.trim().starts_with(['+', '-']);
    let sets = !given.iter().any(signed);
    if !sets && !given.iter().all(signed) {
        return Err(Error::at(FIELD, "plain names set the list, + and - change it: give one or the other"));
    }
    let mut wanted: Vec<String> = Vec::new();
    for word in given.iter().map(|word| word.trim()).filter(|word| !is_none(word)) {
        let name = word.trim_start_matches('+').split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(gone) = word.strip_prefix('-') {
            let there = of_key(&folded(gone)).filter(|name| name.client == client);
            let there = there.ok_or_else(|| {
                let own: Vec<&str> = all.iter().filter(|n| n.client == client).map(|n| n.name.as_str()).collect();
                let left = if own.is_empty() { "the list is empty".to_owned() } else { own.join(", ") };
                Error::at(FIELD, format!("'{gone}' is not there to be taken away: {left}"))
            })?;
            tx.delete::<ImportName>(there.id)?;
            continue;
        }
        match of_key(&folded(&name)) {
            Some(other) if other.client != client => {
                let other = tx.get::<Client>(other.client)?.name;
                return Err(Error::at(FIELD, format!("'{name}' already stands for {other}")));
            }
            Some(_) => {}
            None if name.is_empty() => return Err(Error::at(FIELD, format!("'{word}' names nothing"))),
            None if wanted.contains(&folded(&name)) => {}
            None => _ = tx.insert(&ImportName { id: 0, client, name: name.clone() })?,
        }
        wanted.push(folded(&name));
    }
    let others = all.iter().filter(|name| sets && name.client == client && !wanted.contains(&folded(&name.name)));
    others.map(|name| name.id).try_for_each(|id| tx.delete::<ImportName>(id))
}
