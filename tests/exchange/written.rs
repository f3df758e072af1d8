//! What an export says, line by line.

use crate::support::Home;

/// The lines of an event in an export, unfolded.
fn event(text: &str, uid_or_title: &str) -> Vec<String> {
    let text = text.replace("\r\n ", "");
    let event = text.split("BEGIN:VEVENT\r\n").find(|event| event.contains(uid_or_title));
    let event = event.unwrap_or_else(|| panic!("no {uid_or_title} in\n{text}"));
    event.split("\r\n").take_while(|line| *line != "END:VEVENT").map(str::to_owned).collect()
}

const PARTY: &str = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Team\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\n\
    CREATED:20250101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20260623T100000\r\nDTEND;TZID=Europe/Berlin:20260623T110000\r\n\
    SUMMARY;LANGUAGE=en:Review\r\nDESCRIPTION;ALTREP=\"cid:x\":Dial https://acme.zoom.us/j/7\r\nURL:https://acme.zoom.us/j/7\r\n\
    CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-30-1\r\nORGANIZER;CN=Boss;SENT-BY=\"mailto:pa@acme.example\":mailto:boss@acme.example\r\n\
    ATTENDEE;CN=Me;ROLE=CHAIR;RSVP=TRUE;PARTSTAT=ACCEPTED:mailto:me@va.example\r\nX-MINE;P=1:kept\r\n\
    BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT1H\r\nX-WR-ALARMUID:7\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn an_edit_changes_what_was_edited_and_nothing_else() {
    let home = Home::with_clients();
    home.write("team.ics", PARTY);
    home.ok("import ics team.ics");
    let before = event(&home.ok("export ics"), "UID:u1");
    assert_eq!(before[3..], event(PARTY, "UID:u1")[2..], "unchanged, behind the client's mark and the UID");
    let texts = |mut lines: Vec<String>| {
        lines.retain(|line| !line.starts_with("DTSTAMP:2") && !line.starts_with("LAST-MODIFIED:2026"));
        lines.join("\n")
    };
    let changed = |line: &str| {
        home.ok(line);
        let after = event(&home.ok("export ics"), "UID:u1");
        let gone: Vec<String> = before.iter().filter(|line| !after.contains(line)).cloned().collect();
        let new: Vec<String> = after.iter().filter(|line| !before.contains(line)).cloned().collect();
        home.ok("undo");
        (texts(gone), texts(new))
    };
    assert_eq!(
        changed("event edit 1 --title 'Review, again'"),
        ("SUMMARY;LANGUAGE=en:Review".to_owned(), "SUMMARY:Review\\, again\nSEQUENCE:1".to_owned())
    );
    assert_eq!(
        changed("event edit 1 --url https://example.com/other"),
        (
            "URL:https://acme.zoom.us/j/7".to_owned(),
            "X-VADASH-URL:https://example.com/other\nURL:https://example.com/other\nSEQUENCE:1".to_owned()
        )
    );
    assert_eq!(
        changed("event edit 1 --remind 15m"),
        (
            "ACTION:EMAIL\nTRIGGER:-PT1H\nX-WR-ALARMUID:7".to_owned(),
            "SEQUENCE:1\nACTION:DISPLAY\nDESCRIPTION:Review\nTRIGGER:-PT15M".to_owned()
        )
    );
    assert_eq!(
        changed("event edit 1 --start '2026-06-24 09:00'"),
        (
            "DTSTART;TZID=Europe/Berlin:20260623T100000\nDTEND;TZID=Europe/Berlin:20260623T110000".to_owned(),
            "DTSTART;TZID=Europe/Berlin:20260624T090000\nDTEND;TZID=Europe/Berlin:20260624T100000\nSEQUENCE:1"
                .to_owned()
        )
    );
    assert_eq!(event(&home.ok("export ics"), "UID:u1"), before, "undo puts the component back, too");
}

#[test]
fn an_event_made_here_brings_the_rules_of_its_zones() {
    let home = Home::with_clients();
    home.ok("event add --title Standup --start '2026-06-24 09:00' --zone America/New_York --repeat day --client acme");
    let text = home.ok("export ics");
    let rules = |from: &str, to: &str, onset: &str, rule: &str| {
        format!("TZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nDTSTART:{onset}\r\nRRULE:FREQ=YEARLY;{rule}\r\nEND:")
    };
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n"), "{text}");
    assert!(text.contains(&rules("-0500", "-0400", "20250309T020000", "BYMONTH=3;BYDAY=2SU")), "{text}");
    assert!(text.contains(&rules("-0400", "-0500", "20251102T020000", "BYMONTH=11;BYDAY=1SU")), "{text}");
    let lines = event(&text, "SUMMARY:Standup");
    assert!(lines.contains(&"X-VADASH-CLIENT:acme".to_owned()), "{lines:?}");
    assert!(lines.contains(&"DTSTART;TZID=America/New_York:20260624T090000".to_owned()), "{lines:?}");
}

#[test]
fn a_client_gets_its_own_events_and_no_word_of_another() {
    let home = Home::with_clients();
    home.write(
        "boss.ics",
        PARTY.replace("X-WR-CALNAME:Team", "X-WR-CALNAME:Zeta and Acme").replace("UID:u1", "UID:u9"),
    );
    home.ok("import ics boss.ics");
    home.ok("event add zeta secret plan tomorrow 9-10");
    home.ok("event add acme kickoff tomorrow 10-11");
    home.ok("event add dentist tomorrow 12-13");
    let text = home.ok("export ics --client acme");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    assert!(text.contains("X-WR-CALNAME:Acme GmbH\r\n"), "{text}");
    for word in ["eta", "secret", "dentist", "X-VADASH-C"] {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
    // A calendar for a client counts, and so does the client of one event in it.
    home.write("zeta.ics", PARTY.replace("Review", "Call"));
    home.ok("import ics zeta.ics --client zeta --calendar theirs");
    assert_eq!(home.ok("export ics --client zeta").matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(home.ok("export ics --calendar theirs").matches("BEGIN:VEVENT").count(), 1);
    assert_eq!(
        home.refused("export ics --calendar thiers"),
        "calendar: there is no calendar 'thiers': did you mean theirs?"
    );
}

#[test]
fn two_calendars_that_call_different_zones_alike_are_kept_apart() {
    let calendar = |name: &str, offset: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:{name}\r\nBEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\n\
             DTSTART:16010101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
             BEGIN:VEVENT\r\nUID:{name}\r\nSUMMARY:{name}\r\nDTSTART;TZID=Customized Time Zone:20260624T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let home = Home::with_clients();
    home.write("a.ics", calendar("a", "+0100"));
    home.write("b.ics", calendar("b", "+0500"));
    home.ok("import ics a.ics b.ics");
    home.write("all.ics", home.ok("export ics"));
    let said = home.ok("import ics all.ics");
    assert_eq!(said, "imported all: added 0, updated 0, unchanged 2, skipped 0\n");
    let fresh = Home::with_clients();
    fresh.write("all.ics", home.ok("export ics"));
    fresh.ok("import ics all.ics");
    let day = "agenda --from 2026-06-24 --to 2026-06-24";
    assert_eq!(fresh.ok(day), home.ok(day));
    assert!(home.ok(day).contains("07:00") && home.ok(day).contains("11:00"), "{}", home.ok(day));
}
