//! The laws that the fuzz targets hold, over what fuzzing has found, over the examples, and over some chance.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/laws.rs"]
mod laws;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What broke a law once is kept under the law's name and breaks it no more.
#[test]
fn findings_stay_mended() {
    for folder in files("tests/data/fuzzed") {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (_, law) = laws::LAWS.iter().find(|(known, _)| *known == name).unwrap();
        for file in files(&format!("tests/data/fuzzed/{name}")) {
            eprintln!("{}", file.display());
            law(&fs::read(&file).unwrap());
        }
    }
}

#[test]
fn calendars_of_the_tests_keep_the_law() {
    for file in files("tests/data/calendars") {
        laws::ical(&fs::read(&file).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chance_finds_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in ".{0,60}") {
        for (_, law) in laws::LAWS {
            law(&bytes);
            law(text.as_bytes());
        }
    }

    #[test]
    fn a_table_of_chance_comes_back(cells in proptest::collection::vec("[=+@'\\\\ -]{0,3}[a-z,\"\\\\{}u0-9\u{1b}\u{202e}]{0,8}", 1..5)) {
        let rows: Vec<String> = cells.iter().map(|note| format!("acme,2026-06-01 09:00,2026-06-01 10:00,\"{}\"", note.replace('"', "\"\""))).collect();
        laws::csv(format!("client,start,end,note\n{}\n", rows.join("\n")).as_bytes());
    }

    #[test]
    fn values_of_chance_mean_what_they_say(
        text in "[0-9]{1,4}[-/.:,hT ][0-9]{1,2}[-/.:,m ]{0,2}[0-9]{0,4}[ T]?[0-9:.,]{0,8} ?(AM|PM|am|Z|\\+02:00|h|min)?",
        bytes in proptest::collection::vec(any::<u8>(), 5..6),
    ) {
        laws::values(text.as_bytes());
        laws::values(&bytes);
    }

    #[test]
    fn tables_of_chance_are_read_or_refused(
        head in 0..7_u8,
        cells in proptest::collection::vec("[0-9]{1,2}[/.-][0-9]{1,2}[/.-]2026|2026-10-2[0-9]|[0-9]{1,2}:[0-9]{2}( AM| PM)?|Yes|x|\"|[0-9],[0-9]{2}|", 0..40),
    ) {
        let separator = if head == 3 { ";" } else { "," };
        let rows: Vec<String> = cells.chunks(8).map(|row| row.join(separator)).collect();
        laws::sources(&[&[head], rows.join("\n").as_bytes()].concat());
    }
}
