//! Letting go what nothing names any more, and the room that it had.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::super::anew::is_roomy;
use super::super::faults::explain;
use super::super::key::FileKey;
use super::super::keyring::Keyring;
use super::files::Kept;
use super::place::kept_of;
use super::rekey::{HeldKept, renew};
use super::sha::Sha;
use crate::error::{Doing, Result};

/// How long others are waited for.
const WAIT: Duration = Duration::from_secs(15);

/// How long the file was, and is, and how many pieces went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct CompactedKept {
    pub(in super::super) before: u64,
    pub(in super::super) after: u64,
    pub(in super::super) let_go: usize,
}

/// Lets go what is no paper's and is not `named` by the database, which nobody else may have open, and writes the file anew
/// where that makes it smaller.
pub(in super::super) fn compact_kept(
    database: &Path,
    key: Option<&FileKey>,
    keys: &Keyring,
    named: impl FnOnce(&BTreeSet<Sha>) -> Result<BTreeSet<Sha>>,
) -> Result<CompactedKept> {
    let Some(kept) = Kept::find(database, key, keys, WAIT)? else { return Ok(CompactedKept::default()) };
    let path = kept_of(database);
    let length = || fs::metadata(&path).map(|data| data.len()).doing(&format!("looking at {}", path.display()));
    let before = length()?;
    let loose = kept.loose()?;
    let let_go = if loose.is_empty() { 0 } else { kept.let_go(&named(&loose)?)? };
    let roomy = is_roomy(kept.reads.conn()).map_err(|e| explain("looking at kept files", e))?;
    let own = kept.key().cloned();
    drop(kept);
    if roomy && let Some(held) = HeldKept::take(database, own.as_ref(), keys, false)? {
        renew(held, own.as_ref())?;
    }
    Ok(CompactedKept { before, after: length()?, let_go })
}
