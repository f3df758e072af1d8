//! The report of a panic: where it happened and how it came there, and none of the records.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use crate::domain::time::Instant;

/// Writes a report into a folder and names it; nothing if that cannot be done.
pub fn report(folder: &Path, now: Instant, info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let path = folder.join(format!("vadash-panic-{}.txt", now.0));
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let payload = info.payload();
    // Words that were put together may hold a record's.
    let message = payload.downcast_ref::<&str>().copied().unwrap_or("(its words are not written down)");
    let version = env!("CARGO_PKG_VERSION");
    let trace = Backtrace::force_capture();
    let text = format!("vadash {version} stopped at {now}\n{place}\n{message}\n\n{trace}\n");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path).ok()?;
    file.write_all(text.as_bytes()).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::{fs, panic, thread};

    use super::*;
    use crate::tui::terminal;

    #[test]
    fn a_panic_leaves_a_report() {
        let folder = tempfile::tempdir().unwrap();
        let written = Arc::new(Mutex::new(None));
        let (path, kept) = (folder.path().to_owned(), Arc::clone(&written));
        let usual = panic::take_hook();
        terminal::install_panic_hook(move |info| {
            let path = report(&path, Instant(1_782_111_600), info);
            kept.lock().unwrap().clone_from(&path);
            path
        });
        let died = thread::spawn(|| panic!("the ledger lost a minute")).join().is_err();
        panic::set_hook(usual);
        assert!(died);
        let path = written.lock().unwrap().clone().unwrap();
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains("the ledger lost a minute") && text.contains("crash.rs"), "{text}");
    }
}
