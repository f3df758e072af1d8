use super::*;
use crate::app::testing::Desk;
use crate::domain::reminder::ReminderSubject;

/// What is due at each of some moments, one after the other, as title and text; what was told stays told.
fn told(desk: &mut Desk, moments: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for moment in moments {
        desk.now = Instant::from_rfc3339(moment).unwrap();
        let mut reminders = Reminders::read(&desk.context()).unwrap();
        let found = reminders.take(&desk.store, desk.now).unwrap();
        let words = found.iter().map(|r| text(r, desk.now, &desk.store.setting().zone, false));
        all.push(words.map(|(title, text)| format!("{title}: {text}")).collect());
        assert_eq!(reminders.take(&desk.store, desk.now).unwrap(), [], "told twice");
    }
    all
}

fn desk(lines: &[&str]) -> Desk {
    let mut desk = Desk::monday();
    for line in lines {
        desk.types(line);
    }
    desk
}

fn empty() -> Vec<String> {
    Vec::new()
}

#[test]
fn a_meeting_by_the_usual_leads_or_its_own_and_never_both() {
    let mut desk = desk(&[
        "event add acme usual 15:00-15:45",
        "event add 'own tomorrow 9:00-9:15 remind:45m'",
        "event add 'none tomorrow 9:00-9:15'",
    ]);
    desk.types("event edit 3 --remind none");
    desk.config.reminders.lead = vec![30, 5];
    assert_eq!(
        told(
            &mut desk,
            &[
                "2026-06-22T14:29:59+02:00",
                "2026-06-22T14:30:00+02:00",
                "2026-06-22T14:55:00+02:00",
                "2026-06-23T08:15:00+02:00",
                "2026-06-23T08:55:00+02:00",
            ]
        ),
        [
            empty(),
            vec!["usual (acme): 15:00, in 30 min".to_owned()],
            vec!["usual (acme): 15:00, in 5 min".to_owned()],
            vec!["own: 09:00, in 45 min".to_owned()],
            empty(),
        ]
    );
}

#[test]
fn days_ahead_by_a_reminder_of_its_own_or_by_a_long_lead() {
    let mut desk = desk(&["event add 'own 2026-07-10 9:00-10:00'", "event add 'usual 2026-07-10 9:00-10:00'"]);
    desk.types("event edit 1 --remind 14400");
    let early = "2026-06-30T09:00:00+02:00";
    assert_eq!(told(&mut desk, &[early]), [["own: Fri 09:00, in 10 days"]]);
    desk.config.reminders.lead = vec![14_400];
    assert_eq!(told(&mut desk, &[early]), [["usual: Fri 09:00, in 10 days"]]);
}

#[test]
fn what_was_missed_is_told_until_the_meeting_ends() {
    let lines = ["event add acme usual 15:00-15:45", "event add 'zeta later 16:00-16:30'"];
    assert_eq!(told(&mut desk(&lines), &["2026-06-22T15:44:59+02:00"]), [["usual (acme): since 15:00"]]);
    let late = told(&mut desk(&lines), &["2026-06-22T15:45:00+02:00", "2026-06-22T16:30:00+02:00"]);
    assert_eq!(late, [empty(), empty()], "both are over");
}

#[test]
fn what_is_called_off_or_declined_is_silent() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260622T130000Z\r\nDTEND:20260622T140000Z\r\n\
                SUMMARY:off\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260622T130000Z\r\n\
                DTEND:20260622T140000Z\r\nSUMMARY:declined\r\nATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com\r\n\
                BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("two.ics");
    std::fs::write(&file, text).unwrap();
    for (emails, wanted) in [(&["ME@example.com"][..], empty()), (&[], vec!["declined: 15:00, in 5 min".to_owned()])] {
        let mut desk = Desk::of("2026-06-22T14:00:00+02:00", emails);
        desk.types(&format!("import ics {}", file.display()));
        assert_eq!(told(&mut desk, &["2026-06-22T14:55:00+02:00"]), [wanted]);
    }
}

#[test]
fn a_whole_day_by_its_own_reminder_or_in_the_morning_if_that_is_wanted() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260624\r\nSUMMARY:birthday\r\n\
                BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\n\
                DTSTART;VALUE=DATE:20260624\r\nSUMMARY:fair\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("days.ics");
    std::fs::write(&file, text).unwrap();
    let mut desk = desk(&[&format!("import ics {}", file.display())]);
    let day_before = "2026-06-23T09:00:00+02:00";
    let morning = "2026-06-24T08:30:00+02:00";
    assert_eq!(told(&mut desk, &[day_before, morning]), [vec!["birthday: Wed 24 Jun, all day".to_owned()], empty()]);
    desk.config.reminders.all_day = "8:30".to_owned();
    assert_eq!(told(&mut desk, &[morning]), [["fair: Wed 24 Jun, all day"]]);
}

/// On the days on which the clocks change, so many minutes before are so many minutes, whatever the clock says.
#[test]
fn leads_are_lengths_of_time_where_clocks_change() {
    let mut desk = Desk::at("2026-03-28T12:00:00+01:00");
    desk.types("event add --title early --start '2026-03-29 03:10' --end '2026-03-29 04:00'");
    desk.config.reminders.lead = vec![60];
    let found = told(&mut desk, &["2026-03-29T01:09:59+01:00", "2026-03-29T01:10:00+01:00"]);
    assert_eq!(found, [empty(), vec!["early: 03:10, in 1:00".to_owned()]]);
}

#[test]
fn tasks_with_a_time_and_no_others() {
    let mut desk = desk(&[
        "task add acme call the printer due:today 17:00",
        "task add zeta no time due:today",
        "task add done already due:today 17:00",
        "task done 3",
    ]);
    desk.config.reminders.tasks = vec![60, 0];
    assert_eq!(
        told(&mut desk, &["2026-06-22T16:00:00+02:00", "2026-06-22T17:30:00+02:00", "2026-06-23T17:00:00+02:00"]),
        [
            vec!["call the printer (acme): due 17:00, in 1:00".to_owned()],
            vec!["call the printer (acme): due since 17:00".to_owned()],
            empty(),
        ]
    );
}

#[test]
fn hours_that_are_used_up_and_hours_about_to_be_lost() {
    let mut desk = desk(&[
        "agreement add acme retainer --hours 10 --start 2026-06-01 --rollover expire",
        "agreement add zeta block --hours 5 --start 2026-06-01 --last-day 2026-07-10",
        "log acme 8h --on 2026-06-15",
    ]);
    assert_eq!(
        told(
            &mut desk,
            &[
                "2026-06-22T14:00:00+02:00",
                "2026-06-27T08:59:59+02:00",
                "2026-06-27T09:00:00+02:00",
                "2026-06-28T09:00:00+02:00",
                "2026-07-01T09:00:00+02:00",
                "2026-07-07T09:00:00+02:00",
            ]
        ),
        [
            vec!["Acme GmbH: 75 %: 8:00 of 10:00 used".to_owned()],
            vec!["Zeta: 5:00 h expire in 13 days, 10 Jul".to_owned()],
            vec!["Acme GmbH: 2:00 h expire in 3 days, 30 Jun".to_owned()],
            empty(),
            empty(),
            vec!["Zeta: 5:00 h expire in 3 days, 10 Jul".to_owned()],
        ]
    );
    (desk.config.reminders.hours, desk.config.reminders.expiry) = (false, Vec::new());
    desk.types("log acme 90m --on 2026-07-01");
    assert_eq!(told(&mut desk, &["2026-07-07T10:00:00+02:00"]), [empty()]);
}

#[test]
fn a_timer_that_runs_long_and_working_hours_without_one() {
    let mut desk = desk(&["start acme --at 10:00"]);
    desk.config.reminders.idle = 30;
    assert_eq!(
        told(&mut desk, &["2026-06-22T19:59:59+02:00", "2026-06-22T20:00:00+02:00", "2026-06-22T23:00:00+02:00"]),
        [empty(), vec!["the timer for Acme GmbH: has run 10:00: forgotten?".to_owned()], empty()]
    );
    desk.types("stop --at 13:00");
    assert_eq!(
        told(
            &mut desk,
            &[
                // Not after work, not before it, not on a Sunday.
                "2026-06-22T23:30:00+02:00",
                "2026-06-23T09:29:00+02:00",
                "2026-06-23T09:30:00+02:00",
                "2026-06-23T11:00:00+02:00",
                "2026-06-28T11:00:00+02:00",
            ]
        ),
        [empty(), empty(), vec!["nothing is tracked: since 09:00".to_owned()], empty(), empty()]
    );
    desk.types("log acme 10:00-10:20 --on 2026-06-24");
    let after = told(&mut desk, &["2026-06-24T10:45:00+02:00", "2026-06-24T10:50:00+02:00"]);
    assert_eq!(after, [empty(), vec!["nothing is tracked: since 10:20".to_owned()]]);
}

#[test]
fn nothing_is_told_in_quiet_hours() {
    let mut desk = desk(&["event add acme early tomorrow 7:30-8:00"]);
    desk.config.reminders.lead = vec![60];
    desk.config.reminders.quiet = "22-7".to_owned();
    let found = told(&mut desk, &["2026-06-23T06:30:00+02:00", "2026-06-23T07:00:00+02:00"]);
    assert_eq!(found, [empty(), vec!["early (acme): 07:30, in 30 min".to_owned()]]);
    let reminders = Reminders::read(&desk.context()).unwrap();
    assert_eq!(reminders.next(Instant::from_rfc3339("2026-06-23T07:00:00+02:00").unwrap()), None);
}

#[test]
fn what_may_be_seen_by_others_names_nobody() {
    let desk = Desk::monday();
    let zone = &desk.store.setting().zone;
    let of = |what, title: &str, lead| Reminder {
        key: ReminderKey { kind: "event".to_owned(), subject: 1, occurrence: desk.now + 600, lead },
        at: desk.now,
        until: desk.now + 3600,
        what,
        title: title.to_owned(),
        client: Some("acme".to_owned()),
        url: "https://meet.example/acme".to_owned(),
    };
    for what in [
        ReminderSubject::Event,
        ReminderSubject::Day,
        ReminderSubject::Task,
        ReminderSubject::Hours { used: 5, capacity: 10 },
        ReminderSubject::Expiry { on: "2026-06-30".parse().unwrap(), minutes: 120 },
        ReminderSubject::Timer,
    ] {
        let told = Announcement::of(&of(what, "Acme's secret", 600), desk.now, zone, true);
        let all = serde_json::to_string(&told).unwrap().to_lowercase();
        assert!(!all.contains("acme") && !all.contains("secret") && !all.contains("120"), "{all}");
    }
}
