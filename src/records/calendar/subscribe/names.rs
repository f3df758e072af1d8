//! Names for new files in a calendar's folder: made of an event's UID, and a file that everybody sees whatever that is.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Doing, Result};

/// The most characters of a UID that a name takes over; no file system has less room for all of it.
const LONGEST: usize = 100;
/// What an event's file is called whose UID makes no name.
const OURS: &str = "event";
/// Names that are devices on Windows, whatever stands behind the dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// The names that are taken, by folder: those of files, and those that a step has given away.
#[derive(Default)]
pub(crate) struct Names {
    taken: HashMap<PathBuf, Folder>,
}

/// What is taken in one folder, in small letters: for some disks these are the same as capitals.
#[derive(Default)]
struct Folder {
    names: HashSet<String>,
    /// How many files were asked for under a name.
    asked: HashMap<String, u64>,
}

impl Names {
    /// A file for a new event that no other has.
    pub(crate) fn of(&mut self, folder: &Path, uid: &str) -> Result<PathBuf> {
        let known = match self.taken.get_mut(folder) {
            Some(known) => known,
            None => self.taken.entry(folder.to_owned()).or_insert(Folder::of(folder)?),
        };
        Ok(folder.join(known.take(&stem(uid))))
    }
}

impl Folder {
    fn of(folder: &Path) -> Result<Self> {
        let doing = format!("reading {}", folder.display());
        let mut names = HashSet::new();
        for entry in fs::read_dir(folder).doing(&doing)? {
            names.insert(entry.doing(&doing)?.file_name().to_string_lossy().to_lowercase());
        }
        Ok(Self { names, asked: HashMap::new() })
    }

    fn take(&mut self, stem: &str) -> String {
        let asked = self.asked.entry(stem.to_lowercase()).or_default();
        loop {
            *asked += 1;
            let name = if *asked == 1 { format!("{stem}.ics") } else { format!("{stem}-{asked}.ics") };
            if self.names.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// What of a UID may begin a file's name on any system: plain letters, and neither hidden, nor an option, nor a device.
fn stem(uid: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_@.".contains(c) { c } else { '_' };
    let name: String = uid.trim().chars().take(LONGEST).map(plain).collect();
    let name = name.trim_start_matches(['.', '-']).trim_end_matches('.');
    if !name.contains(|c: char| c.is_ascii_alphanumeric()) {
        return OURS.to_owned();
    }
    let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = first.trim_end_matches(|c: char| c.is_ascii_digit());
    if DEVICES.contains(&device) { format!("{OURS}-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn odd_uids_make_plain_names() {
        let mut folder = Folder::default();
        for (uid, name) in [
            ("abc@example.org", "abc@example.org.ics"),
            ("ABC@example.org", "ABC@example.org-2.ics"),
            ("", "event.ics"),
            (".", "event-2.ics"),
            ("..", "event-3.ics"),
            ("日本", "event-4.ics"),
            (".hidden", "hidden.ics"),
            ("../../etc/passwd", "_.._etc_passwd.ics"),
            ("a/b\0c ", "a_b_c.ics"),
            ("-rf", "rf.ics"),
            ("CON", "event-CON.ics"),
            ("nul.txt", "event-nul.txt.ics"),
            ("com1", "event-com1.ics"),
            ("convent", "convent.ics"),
            ("event-5", "event-5.ics"),
            (" ", "event-6.ics"),
        ] {
            assert_eq!(folder.take(&stem(uid)), name, "{uid:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_seen_everywhere_and_nobody_elses(uids in prop::collection::vec(uid(), 1..40)) {
            let mut folder = Folder::default();
            let names: Vec<String> = uids.iter().map(|uid| folder.take(&stem(uid))).collect();
            for name in &names {
                let plain = |c: char| c.is_ascii_alphanumeric() || "-_@.".contains(c);
                prop_assert!(name.strip_suffix(".ics").is_some() && name.len() <= 130 && name.chars().all(plain), "{}", name);
                prop_assert!(name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '@'), "{}", name);
                let first = name.split('.').next().unwrap().to_ascii_lowercase();
                prop_assert!(!DEVICES.contains(&first.trim_end_matches(|c: char| c.is_ascii_digit())), "{}", name);
            }
            let apart: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(apart.len(), names.len());
        }
    }

    fn uid() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[.]{0,3}[a-cA-C./ \\-]{0,4}",
            "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])[.]?[a-z]{0,2}",
            "[a-zé/]{300}",
        ]
    }
}
