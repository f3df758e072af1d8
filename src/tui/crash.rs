//! The report of a panic: where it happened and how it came there, and none of the records.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use crate::domain::time::Instant;
use crate::guard;

/// How many reports of one second there may be.
const MOST: u32 = 100;

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CrashReport {
    /// It stands in a file.
    Written(PathBuf),
    /// It could be written nowhere that is nobody else's: this is its text.
    Unwritten(String),
}

/// Writes a report into a folder that is nobody else's. Never over another file, and through no link.
pub fn report(folder: Option<&Path>, now: Instant, info: &PanicHookInfo<'_>) -> CrashReport {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let payload = info.payload();
    // Words that were put together may hold a record's.
    let message = payload.downcast_ref::<&str>().copied().unwrap_or("(its words are not written down)");
    let version = env!("CARGO_PKG_VERSION");
    let trace = Backtrace::force_capture();
    let text = format!("vadash {version} stopped at {now}\n{place}\n{message}\n\n{trace}\n");
    let folder = folder.filter(|folder| guard::is_private(folder));
    match folder.and_then(|folder| write(folder, now, &text)) {
        Some(path) => CrashReport::Written(path),
        None => CrashReport::Unwritten(text),
    }
}

fn write(folder: &Path, now: Instant, text: &str) -> Option<PathBuf> {
    for number in 1..=MOST {
        let more = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("vadash-panic-{}{more}.txt", now.0));
        let no_link = OFlags::NOFOLLOW.bits().cast_signed();
        match OpenOptions::new().write(true).create_new(true).mode(0o600).custom_flags(no_link).open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).ok().map(|()| path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::sync::{Arc, Mutex};
    use std::{fs, panic, thread};

    use super::*;
    use crate::tui::terminal;

    /// The report of a panic that happens at that second in a folder.
    fn of_a_panic(folder: &Path) -> CrashReport {
        let written = Arc::new(Mutex::new(None));
        let (path, kept) = (folder.to_owned(), Arc::clone(&written));
        let usual = panic::take_hook();
        terminal::install_panic_hook(move |info| {
            let report = report(Some(&path), Instant(1_782_111_600), info);
            kept.lock().unwrap().replace(report.clone());
            report
        });
        let died = thread::spawn(|| panic!("the ledger lost a minute")).join().is_err();
        panic::set_hook(usual);
        assert!(died);
        written.lock().unwrap().take().unwrap()
    }

    #[test]
    fn a_panic_leaves_a_report_where_it_is_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "untouched").unwrap();
        // The first name is taken by a link, the second by a file.
        symlink(&victim, folder.path().join("vadash-panic-1782111600.txt")).unwrap();
        fs::write(folder.path().join("vadash-panic-1782111600-2.txt"), "older").unwrap();
        let CrashReport::Written(path) = of_a_panic(folder.path()) else { panic!("it was not written") };
        assert!(path.ends_with("vadash-panic-1782111600-3.txt"), "{}", path.display());
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains("the ledger lost a minute") && text.contains("crash.rs"), "{text}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");

        let shared = folder.path().join("shared");
        fs::create_dir(&shared).unwrap();
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).unwrap();
        for folder in [&shared, &folder.path().join("none")] {
            let CrashReport::Unwritten(text) = of_a_panic(folder) else { panic!("it was written") };
            assert!(text.contains("the ledger lost a minute"), "{text}");
        }
        assert_eq!(fs::read_dir(&shared).unwrap().count(), 0);
    }
}
