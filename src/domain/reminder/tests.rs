use chrono::NaiveTime;

use super::*;

const HOUR: i64 = 3600;

fn reminder(subject: i64, start: i64, lead: i64, ends: i64) -> Reminder {
    Reminder {
        key: ReminderKey { kind: "event".to_owned(), subject, occurrence: Instant(start), lead },
        at: Instant(start - lead),
        until: Instant(ends),
        what: ReminderSubject::Event,
        title: format!("meeting {subject}"),
        client: None,
        url: String::new(),
    }
}

fn told(list: &[&Reminder]) -> BTreeSet<ReminderKey> {
    list.iter().map(|r| r.key.clone()).collect()
}

/// The leads told at a moment, and how many keys are claimed with each.
fn at(all: &[Reminder], done: &BTreeSet<ReminderKey>, now: i64) -> Vec<(i64, i64, usize)> {
    let found = due(all, done, None, Instant(now));
    found.iter().map(|d| (d.reminder.key.subject, d.reminder.key.lead, d.keys.len())).collect()
}

#[test]
fn each_lead_in_its_time_and_the_last_of_those_that_were_missed() {
    let start = 100 * HOUR;
    let all = [reminder(1, start, 1800, start + HOUR), reminder(1, start, 600, start + HOUR)];
    let none = BTreeSet::new();
    for (now, wanted) in [
        (start - 1801, vec![]),
        (start - 1800, vec![(1, 1800, 1)]),
        // Both have passed while nothing ran: one telling, two claims.
        (start - 600, vec![(1, 600, 2)]),
        (start + HOUR - 1, vec![(1, 600, 2)]),
        // The meeting is over.
        (start + HOUR, vec![]),
    ] {
        assert_eq!(at(&all, &none, now), wanted, "{now}");
    }
    assert_eq!(at(&all, &told(&[&all[0]]), start - 700), []);
    assert_eq!(at(&all, &told(&[&all[0]]), start - 600), [(1, 600, 1)]);
    assert_eq!(at(&all, &told(&[&all[1]]), start - 500), [], "after the later one the earlier one is no news");
    // A snooze is another lead, later than both.
    let snoozed = [all[0].clone(), all[1].clone(), reminder(1, start, 300, start + HOUR)];
    let done = told(&[&all[0], &all[1]]);
    assert_eq!(at(&snoozed, &done, start - 400), []);
    assert_eq!(at(&snoozed, &done, start - 300), [(1, 300, 1)]);
}

#[test]
fn a_clock_set_back_and_forth_tells_nothing_twice_and_loses_nothing() {
    let start = 100 * HOUR;
    let all = [reminder(1, start, 600, start + HOUR), reminder(2, start + 60, 600, start + HOUR)];
    let mut done = BTreeSet::new();
    let mut tellings = Vec::new();
    for now in [start - 700, start - 600, start - 5000, start - 600, start - 540, start + 100 * HOUR, start - 500] {
        for one in due(&all, &done, None, Instant(now)) {
            tellings.push(one.reminder.key.subject);
            done.extend(one.keys);
        }
    }
    assert_eq!(tellings, [1, 2]);
}

#[test]
fn the_highest_of_several_thresholds() {
    let at = |percent| Reminder {
        key: ReminderKey { kind: "hours".to_owned(), subject: 7, occurrence: Instant(0), lead: percent },
        at: Instant(0),
        until: Instant(1000),
        what: ReminderSubject::Hours { used: 90, capacity: 100 },
        title: "Acme".to_owned(),
        client: None,
        url: String::new(),
    };
    let all = [at(50), at(90), at(75)];
    let found = due(&all, &BTreeSet::new(), None, Instant(5));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].reminder.key.lead, found[0].keys.len()), (90, 3));
    assert_eq!(due(&all, &told(&[&all[1]]), None, Instant(5)), [], "lower ones that nobody told are no news");
}

#[test]
fn quiet_hours_put_off_what_is_still_worth_telling_then() {
    let zone = Zone::get("Europe/Berlin").unwrap();
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    let quiet = |from, to| Quiet { from, to, zone: zone.clone() };
    let moment = |text: &str| Instant::from_rfc3339(text).unwrap();
    let night = quiet(time(22, 0), time(7, 0));
    for (now, end) in [
        ("2026-06-22T21:59:59+02:00", None),
        ("2026-06-22T22:00:00+02:00", Some("2026-06-23T07:00:00+02:00")),
        ("2026-06-23T06:59:59+02:00", Some("2026-06-23T07:00:00+02:00")),
        ("2026-06-23T07:00:00+02:00", None),
        // The clocks go on by an hour in that night.
        ("2026-03-28T23:00:00+01:00", Some("2026-03-29T07:00:00+02:00")),
    ] {
        assert_eq!(night.end(moment(now)), end.map(moment), "{now}");
    }
    let noon = quiet(time(12, 0), time(13, 0));
    assert_eq!(noon.end(moment("2026-06-22T12:30:00+02:00")), Some(moment("2026-06-22T13:00:00+02:00")));
    assert_eq!(noon.end(moment("2026-06-22T13:00:00+02:00")), None);
    // In the night of the change, 2:30 does not exist: the quiet hours end with the gap.
    let odd = quiet(time(1, 0), time(2, 30));
    assert_eq!(odd.end(moment("2026-03-29T01:30:00+01:00")), Some(moment("2026-03-29T03:30:00+02:00")));

    let start = moment("2026-06-23T07:05:00+02:00").0;
    let early = moment("2026-06-23T05:00:00+02:00").0;
    let all = [reminder(1, start, 600, start + HOUR), reminder(2, early, 600, early + HOUR)];
    let none = BTreeSet::new();
    let before = moment("2026-06-23T06:56:00+02:00");
    assert_eq!(due(&all, &none, Some(&night), before), []);
    let morning = moment("2026-06-23T07:00:00+02:00");
    assert_eq!(next_due(&all, &none, Some(&night), before), Some(morning));
    let found = due(&all, &none, Some(&night), morning);
    assert_eq!(found.iter().map(|d| d.reminder.key.subject).collect::<Vec<_>>(), [1], "the other is over");
}

#[test]
fn the_next_moment() {
    let start = 100 * HOUR;
    let all = [reminder(1, start, 1800, start + HOUR), reminder(1, start, 600, start + HOUR)];
    let next = |done: &BTreeSet<ReminderKey>, now: i64| next_due(&all, done, None, Instant(now)).map(|at| at.0);
    let none = BTreeSet::new();
    assert_eq!(next(&none, 0), Some(start - 1800));
    assert_eq!(next(&none, start - 1800), Some(start - 600), "what is due now is no next one");
    assert_eq!(next(&told(&[&all[1]]), start - 1800), None);
    assert_eq!(next(&none, start), None);
}
