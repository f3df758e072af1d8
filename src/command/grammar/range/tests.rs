use crate::command::grammar::range::*;
use crate::command::grammar::testing::{at, day};

/// Wednesday 15 July 2026, ten in the morning in Berlin.
fn wednesday() -> Now {
    at("2026-07-15T10:00:00+02:00", "Europe/Berlin")
}

fn read(text: &str, look: Direction) -> (String, String) {
    let now = wednesday();
    let range = read_range(text, &now, look).unwrap();
    let iso = |day: Option<NaiveDate>| day.map_or_else(|| "-".to_owned(), |d| d.to_string());
    (iso(range.first(&now.zone)), iso(range.beyond(&now.zone).map(|d| plus_days(d, -1))))
}

#[test]
fn ranges_look_where_their_list_looks() {
    for (text, back, near, ahead) in [
        ("today", "2026-07-15 2026-07-15", "", ""),
        ("tomorrow", "2026-07-16 2026-07-16", "", ""),
        ("fri", "2026-07-10 2026-07-10", "2026-07-17 2026-07-17", "2026-07-17 2026-07-17"),
        ("wed", "2026-07-15 2026-07-15", "2026-07-22 2026-07-22", "2026-07-22 2026-07-22"),
        ("last wed", "2026-07-08 2026-07-08", "", ""),
        ("last fri", "2026-07-10 2026-07-10", "", ""),
        ("june", "2026-06-01 2026-06-30", "2026-06-01 2026-06-30", "2027-06-01 2027-06-30"),
        ("July", "2026-07-01 2026-07-31", "2026-07-01 2026-07-31", "2026-07-01 2026-07-31"),
        ("aug", "2025-08-01 2025-08-31", "2026-08-01 2026-08-31", "2026-08-01 2026-08-31"),
        ("june 2025", "2025-06-01 2025-06-30", "", ""),
        ("2026-02", "2026-02-01 2026-02-28", "", ""),
        ("2/2026", "2026-02-01 2026-02-28", "", ""),
        ("2025", "2025-01-01 2025-12-31", "", ""),
        ("q2", "2026-04-01 2026-06-30", "2026-04-01 2026-06-30", "2027-04-01 2027-06-30"),
        ("2025-q4", "2025-10-01 2025-12-31", "", ""),
        ("last week", "2026-07-06 2026-07-12", "", ""),
        ("week", "2026-07-13 2026-07-19", "", ""),
        ("next week", "2026-07-20 2026-07-26", "", ""),
        ("this month", "2026-07-01 2026-07-31", "", ""),
        ("last month", "2026-06-01 2026-06-30", "", ""),
        ("last quarter", "2026-04-01 2026-06-30", "", ""),
        ("last year", "2025-01-01 2025-12-31", "", ""),
        ("last 7 days", "2026-07-09 2026-07-15", "", ""),
        ("next 2 weeks", "2026-07-15 2026-07-28", "", ""),
        ("week 29", "2026-07-13 2026-07-19", "", ""),
        ("1.6. 8.6.", "2026-06-01 2026-06-08", "2026-06-01 2026-06-08", "2027-06-01 2027-06-08"),
        ("1.6.-8.6.", "2026-06-01 2026-06-08", "2026-06-01 2026-06-08", "2027-06-01 2027-06-08"),
        ("from 1.6. to 8.6.", "2026-06-01 2026-06-08", "2026-06-01 2026-06-08", "2027-06-01 2027-06-08"),
        ("28.12. – 3.1.", "2025-12-28 2026-01-03", "2026-12-28 2027-01-03", "2026-12-28 2027-01-03"),
        ("10.7. 20.7.", "2026-07-10 2026-07-20", "2026-07-10 2026-07-20", "2027-07-10 2027-07-20"),
        ("1.1. 31.12.", "2026-01-01 2026-12-31", "2026-01-01 2026-12-31", "2027-01-01 2027-12-31"),
        ("mon fri", "2026-07-13 2026-07-17", "2026-07-20 2026-07-24", "2026-07-20 2026-07-24"),
        ("mon-fri", "2026-07-13 2026-07-17", "2026-07-20 2026-07-24", "2026-07-20 2026-07-24"),
        ("mon today", "2026-07-13 2026-07-15", "2026-07-13 2026-07-15", "2026-07-13 2026-07-15"),
        ("mon 31.7.", "2026-07-13 2026-07-31", "2026-07-20 2026-07-31", "2026-07-20 2026-07-31"),
        ("april june", "2026-04-01 2026-06-30", "2026-04-01 2026-06-30", "2027-04-01 2027-06-30"),
        ("april-june 2025", "2025-04-01 2025-06-30", "", ""),
        ("2026-06-01..2026-06-08", "2026-06-01 2026-06-08", "", ""),
        ("since monday", "2026-07-13 -", "2026-07-20 -", "2026-07-20 -"),
        ("until june", "- 2026-06-30", "- 2026-06-30", "- 2027-06-30"),
    ] {
        for (look, wanted) in [(Direction::Back, back), (Direction::Near, near), (Direction::Ahead, ahead)] {
            let wanted = if wanted.is_empty() { back } else { wanted };
            let (first, last) = read(text, look);
            assert_eq!(format!("{first} {last}"), wanted, "{text} {look:?}");
        }
    }
}

#[test]
fn a_range_typed_backwards_names_both_days() {
    let now = wednesday();
    let rest = ": type the earlier day first, and the year if it is another";
    for look in [Direction::Back, Direction::Near, Direction::Ahead] {
        for (from, to) in
            [("2026-07-10", "2026-07-01"), ("10.7.", "1.7."), ("2026-07-10", "1.7."), ("10.7.", "2026-07-01")]
        {
            let said = read_ends(Some(from), Some(to), &now, look);
            let wanted = format!("'to' (Wed 1 Jul) is before 'from' (Fri 10 Jul){rest}");
            assert_eq!(said.unwrap_err().to_string(), wanted, "{from} {to} {look:?}");
        }
        let said = read_range("8.6. 1.6.", &now, look).unwrap_err().to_string();
        assert_eq!(said, format!("'to' (Mon 1 Jun) is before 'from' (Mon 8 Jun){rest}"), "{look:?}");
    }
    let said = read_ends(Some("2026-01-05"), Some("2025-12-01"), &now, Direction::Back).unwrap_err().to_string();
    assert_eq!(said, format!("'to' (Mon 1 Dec 2025) is before 'from' (Mon 5 Jan){rest}"));
}

#[test]
fn ends_are_days_or_instants() {
    let now = wednesday();
    let ends = |from, to| read_ends(from, to, &now, Direction::Back).unwrap();
    let range = ends(Some("june"), Some("june"));
    assert_eq!(range, Range::days(day("2026-06-01"), day("2026-06-30")));
    let range = ends(Some("2026-07-01"), Some("2026-07-02T00:00:00+02:00"));
    assert_eq!(range.beyond(&now.zone), Some(day("2026-07-02")));
    assert_eq!(range.end(&now.zone), Some(now.zone.start_of(day("2026-07-02"))));
    assert_eq!(range.words(&now), "from Wed 1 Jul to Thu 2 Jul 00:00");
    assert_eq!(ends(Some("10.7."), None).words(&now), "since Fri 10 Jul");
    assert_eq!(ends(None, Some("2025-07-10")).words(&now), "until Thu 10 Jul 2025");
    assert_eq!(ends(Some("fri"), Some("fri")).words(&now), "on Fri 10 Jul");
    for text in ["31.6.", "acme", "", "9", "june 31 foo", "2026-13", "q5", "week 60"] {
        assert!(read_ends(Some(text), None, &now, Direction::Back).is_err(), "{text}");
        assert!(read_range(text, &now, Direction::Back).is_err(), "{text}");
    }
}
