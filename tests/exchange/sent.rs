//! What is sent by mail: invitations, answers and cancellations, and calendars that hold the same meetings.

use std::fs;

use serde_json::Value;

use crate::feeds;
use crate::support::Home;

/// An attachment with one event.
fn sent(method: &str, event: &str) -> String {
    let method = if method.is_empty() { String::new() } else { format!("METHOD:{method}\r\n") };
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{method}BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        event.trim().lines().map(str::trim).collect::<Vec<_>>().join("\r\n")
    )
}

/// A version of the meeting, on a day of June at 11:00 in Berlin, made on a day of May.
fn meeting(uid: &str, sequence: u32, day: u32, made: u32, more: &str) -> String {
    format!(
        "UID:{uid}\nSEQUENCE:{sequence}\nDTSTAMP:202605{made:02}T080000Z\nDTSTART;TZID=Europe/Berlin:202606{day}T110000\n\
         DTEND;TZID=Europe/Berlin:202606{day}T120000\nSUMMARY:Kickoff\nLOCATION:Room 1\nORGANIZER:mailto:boss@acme.example\n\
         ATTENDEE;CN=Jane Doe;PARTSTAT=NEEDS-ACTION:mailto:jane@acme.example\n{more}"
    )
}

/// What an import says behind `imported NAME: `, its first line.
fn said(home: &Home, method: &str, event: &str) -> String {
    home.write("invite.ics", sent(method, event));
    let said = home.ok("import ics invite.ics");
    said.lines().next().unwrap().trim_start_matches("imported invite: ").to_owned()
}

/// The same with what is told besides.
fn told(home: &Home, method: &str, event: &str) -> String {
    home.write("invite.ics", sent(method, event));
    home.ok("import ics invite.ics")
}

/// The days of June, and what takes place on each.
fn june(home: &Home) -> Vec<String> {
    let rows = home.json("agenda --from 2026-06-01 --to 2026-06-30");
    let row = |row: &Value| {
        let title = row["title"].as_str().unwrap();
        let gone = if row["status"] == "cancelled" { " (cancelled)" } else { "" };
        format!("{} {title}{gone}", &row["start"].as_str().unwrap()[8..16])
    };
    rows.as_array().unwrap().iter().map(row).collect()
}

const UNCHANGED: &str = "added 0, updated 0, unchanged 1, skipped 0";
const UPDATED: &str = "added 0, updated 1, unchanged 0, skipped 0";

#[test]
fn an_invitation_its_change_an_answer_and_the_end_of_it() {
    let home = Home::with_clients();
    let first = meeting("m1", 0, 24, 1, "");
    assert_eq!(said(&home, "REQUEST", &first), "added 1, updated 0, unchanged 0, skipped 0");
    assert_eq!(home.json("agenda --from 2026-06-24 --to 2026-06-24")[0]["calendar"], "Invitations");
    assert_eq!(said(&home, "REQUEST", &meeting("m1", 1, 25, 2, "")), UPDATED);
    assert_eq!(june(&home), ["25T11:00 Kickoff"]);
    let older = "added 0, updated 0, unchanged 1 (older than what is known (revision 0 < 1)), skipped 0";
    assert_eq!(said(&home, "REQUEST", &first), older);
    let answer = "UID:m1\nSEQUENCE:1\nDTSTAMP:20260503T080000Z\nORGANIZER:mailto:boss@acme.example\n\
                  ATTENDEE;CN=Jane Doe;PARTSTAT=DECLINED:mailto:JANE@acme.example";
    assert_eq!(said(&home, "REPLY", answer), "added 0, updated 1: Jane Doe declined, unchanged 0, skipped 0");
    assert_eq!(said(&home, "REPLY", answer), UNCHANGED);
    // The invitation again does not take the answer back.
    assert_eq!(said(&home, "REQUEST", &meeting("m1", 1, 25, 2, "")), UNCHANGED);
    assert_eq!(june(&home), ["25T11:00 Kickoff"]);
    assert!(home.ok("export ics").contains("PARTSTAT=DECLINED"));
    let whole = home.ok("free --from 2026-06-25 --to 2026-06-25");
    assert_eq!(said(&home, "CANCEL", "UID:m1\nSEQUENCE:2"), "added 0, updated 1: called off, unchanged 0, skipped 0");
    assert_eq!(june(&home), ["25T11:00 Kickoff (cancelled)"]);
    assert_ne!(home.ok("free --from 2026-06-25 --to 2026-06-25"), whole);
    assert_eq!(said(&home, "CANCEL", "UID:m1\nSEQUENCE:2"), UNCHANGED);
    assert_eq!(said(&home, "REQUEST", &first), older.replace("0 < 1", "0 < 2"));
    home.ok("undo");
    assert_eq!(june(&home), ["25T11:00 Kickoff"]);
    home.ok("redo");
    assert_eq!(june(&home), ["25T11:00 Kickoff (cancelled)"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn what_is_only_told_changes_nothing() {
    let home = Home::with_clients();
    let nobody = told(&home, "CANCEL", "UID:m9");
    assert_eq!(
        nobody,
        "imported invite: added 0, updated 0, unchanged 0, skipped 1\nno calendar here knows the event m9: there is nothing to call off\n"
    );
    said(&home, "REQUEST", &meeting("m1", 0, 24, 1, ""));
    let before = home.dump()["event"].clone();
    let other = meeting("m1", 0, 26, 2, "").replace("NEEDS-ACTION", "TENTATIVE");
    let counter = told(&home, "COUNTER", &other);
    let proposed =
        "Jane Doe proposes Fri 26 Jun 11:00 instead of Wed 24 Jun 11:00: event edit 1 --start '2026-06-26 11:00'\n";
    assert_eq!(counter, format!("imported invite: {UNCHANGED}\n{proposed}"));
    let asked = told(&home, "REFRESH", "UID:m1\nATTENDEE;CN=Jane Doe:mailto:jane@acme.example");
    assert!(asked.contains("Jane Doe asks for the newest version of 'Kickoff'"), "{asked}");
    let declined = told(&home, "DECLINECOUNTER", "UID:m1");
    assert!(declined.contains("the other time that was proposed for 'Kickoff' is declined"), "{declined}");
    let stranger = told(&home, "REPLY", "UID:m1\nATTENDEE;CN=Max;PARTSTAT=ACCEPTED:mailto:max@else.example");
    assert!(stranger.contains("Max accepted, and was not invited"), "{stranger}");
    assert_eq!(home.dump()["event"], before);
    // What the note says to type does it.
    home.ok("event edit 1 --start '2026-06-26 11:00'");
    assert_eq!(june(&home), ["26T11:00 Kickoff"]);
}

#[test]
fn of_a_series_one_date_more_and_one_less() {
    let home = Home::with_clients();
    said(&home, "REQUEST", &meeting("m1", 0, 22, 1, "RRULE:FREQ=DAILY;COUNT=3"));
    let off = "UID:m1\nRECURRENCE-ID:20260623T090000Z\nSEQUENCE:1";
    assert_eq!(said(&home, "CANCEL", off), "added 0, updated 1: one occurrence called off, unchanged 0, skipped 0");
    assert_eq!(june(&home), ["22T11:00 Kickoff", "23T11:00 Kickoff (cancelled)", "24T11:00 Kickoff"]);
    assert_eq!(said(&home, "CANCEL", off), UNCHANGED);
    let more = meeting("m1", 1, 29, 3, "");
    assert_eq!(
        said(&home, "ADD", &more),
        "added 0, updated 1: one more date, Mon 29 Jun 11:00, unchanged 0, skipped 0"
    );
    assert_eq!(said(&home, "ADD", &more), UNCHANGED);
    assert_eq!(june(&home).last().unwrap(), "29T11:00 Kickoff");
    let answer = "UID:m1\nRECURRENCE-ID:20260624T090000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:jane@acme.example";
    assert_eq!(said(&home, "REPLY", answer), "added 0, updated 1: Jane Doe declined, unchanged 0, skipped 0");
    assert_eq!(home.ok("export ics").matches("DECLINED").count(), 1);
    // A newer version of the whole series has none of these changes.
    let whole = told(&home, "REQUEST", &meeting("m1", 5, 22, 9, "RRULE:FREQ=DAILY;COUNT=3"));
    assert!(whole.contains("2 occurrences that were changed are as the series has it again"), "{whole}");
    assert_eq!(june(&home), ["22T11:00 Kickoff", "23T11:00 Kickoff", "24T11:00 Kickoff"]);
    home.ok("undo");
    assert_eq!(
        june(&home),
        ["22T11:00 Kickoff", "23T11:00 Kickoff (cancelled)", "24T11:00 Kickoff", "29T11:00 Kickoff"]
    );
}

#[test]
fn what_was_done_by_hand_stays() {
    let home = Home::with_clients();
    let file = |sequence, day, more: &str| sent("", &meeting("m1", sequence, day, 1 + sequence, more));
    home.write("acme.ics", file(0, 24, ""));
    home.ok("import ics acme.ics");
    home.ok("event edit 1 --title Mine --location 'Room 2'");
    assert_eq!(home.ok("import ics acme.ics"), format!("imported acme: {UNCHANGED}\n"));
    // Edits raise the number of the revision here, and the next of the file is newer all the same.
    home.write("acme.ics", file(1, 25, ""));
    assert_eq!(home.ok("import ics acme.ics"), format!("imported acme: {UPDATED}\n"));
    assert_eq!(june(&home), ["25T11:00 Mine"]);
    assert_eq!(home.ok("import ics acme.ics"), format!("imported acme: {UNCHANGED}\n"));
    // Given out, the component says what the event is here.
    let out = home.ok("export ics");
    assert!(out.contains("SUMMARY:Mine\r\n") && out.contains("20260625T110000"), "{out}");
    home.write("acme.ics", file(2, 25, "").replace("Kickoff", "Theirs").replace("Room 1", "Room 3"));
    let said = home.ok("import ics acme.ics");
    for replaced in [
        "Title 'Mine' of event 1 was changed here and in the file: now 'Theirs'\n",
        "Place 'Room 2' of event 1 was changed here and in the file: now 'Room 3'\n",
    ] {
        assert!(said.contains(replaced), "{said}");
    }
    home.ok("undo");
    assert_eq!(june(&home), ["25T11:00 Mine"]);
    home.ok("redo");
    home.ok("event rm 1");
    let stays = "added 0, updated 0, unchanged 1 (1 deleted here), skipped 0".replace("1 deleted", "deleted");
    assert_eq!(home.ok("import ics acme.ics"), format!("imported acme: {stays}\n"));
    assert!(june(&home).is_empty());
    home.write("acme.ics", file(3, 26, ""));
    let back = home.ok("import ics acme.ics");
    assert!(back.contains("'Kickoff' was deleted here and has changed since: it is back"), "{back}");
    assert_eq!(june(&home), ["26T11:00 Kickoff"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Two clients' calendars that hold one meeting.
fn shared() -> Home {
    let home = Home::with_clients();
    home.write("one.ics", sent("", &meeting("m1", 0, 24, 1, "")));
    home.write("two.ics", sent("PUBLISH", &meeting("m1", 0, 24, 1, "")));
    home.ok("client add lotus --name Lotus");
    home.ok("import ics one.ics --client acme");
    home.ok("import ics two.ics --client lotus");
    home
}

#[test]
fn one_meeting_in_two_calendars_is_shown_once_for_both() {
    let home = shared();
    assert_eq!(june(&home), ["24T11:00 Kickoff"]);
    let rows = home.json("agenda --from 2026-06-24 --to 2026-06-24");
    assert_eq!(rows[0]["clients"], serde_json::json!(["acme", "lotus"]));
    assert!(home.ok("agenda --from 2026-06-24 --to 2026-06-24").contains("acme, lotus"));
    for client in ["acme", "lotus"] {
        let of = home.json(&format!("agenda --from 2026-06-24 --to 2026-06-24 --client {client}"));
        assert_eq!(of.as_array().unwrap().len(), 1, "{client}");
    }
    // Beyond the days that are kept it is the same.
    assert_eq!(home.json("agenda --from 2026-06-24 --to 2036-06-24").as_array().unwrap().len(), 1);
    assert_eq!(said(&home, "REQUEST", &meeting("m1", 1, 25, 2, "")), UPDATED);
    assert_eq!(home.ok("export ics").matches("20260625T110000").count(), 2);
    // A calendar that is behind is not shown beside the newer one.
    home.write("one.ics", sent("", &meeting("m1", 2, 26, 3, "")));
    home.ok("import ics one.ics");
    assert_eq!(june(&home), ["26T11:00 Kickoff"]);
    assert_eq!(home.json("agenda --from 2026-06-26 --to 2026-06-26 --client lotus").as_array().unwrap().len(), 1);
    assert_eq!(said(&home, "CANCEL", "UID:m1"), "added 0, updated 1: called off, unchanged 0, skipped 0");
    assert_eq!(june(&home), ["26T11:00 Kickoff (cancelled)"]);
}

#[test]
fn an_invitation_that_nobody_knows_goes_where_it_is_told() {
    let home = Home::with_clients();
    let invite = sent("REQUEST", &meeting("m1", 0, 24, 1, ""));
    home.write("invite (3).ics", &invite);
    home.ok("import ics 'invite (3).ics' --calendar Work --client acme");
    let rows = home.json("agenda --from 2026-06-24 --to 2026-06-24");
    assert_eq!((&rows[0]["calendar"], &rows[0]["client"]), (&"Work".into(), &"acme".into()));
    home.write("piped.ics", invite.replace("UID:m1", "UID:m2"));
    let piped = home.sh("vadash import ics - < piped.ics");
    assert_eq!(piped.out, "imported standard input: added 1, updated 0, unchanged 0, skipped 0\n");
    let calendars = home.dump()["calendar"].join("\n");
    assert!(
        calendars.contains("Invitations") && calendars.contains("Work") && !calendars.contains("invite"),
        "{calendars}"
    );
    assert!(!calendars.contains("input"), "{calendars}");
}

#[test]
fn a_mirror_deletes_what_the_file_holds_no_more() {
    let home = Home::with_clients();
    let all: Vec<String> =
        (1..=4).map(|n| feeds::event(&format!("u{n}"), &format!("t{n}"), &format!("2026062{n}T090000Z"), "")).collect();
    home.write("team.ics", feeds::calendar(&all));
    home.ok("import ics team.ics --mirror");
    home.ok("log acme 1h --on 2026-06-21 --event 1");
    home.write("team.ics", feeds::calendar(&all[1..]));
    let said = home.ok("import ics team.ics --mirror");
    assert_eq!(said, "imported team: added 0, updated 0, unchanged 3, skipped 0, deleted 1\n");
    assert_eq!(home.json("entry list --from 2026-06-21 --to 2026-06-21").as_array().unwrap().len(), 1);
    home.write("team.ics", feeds::calendar(&all[3..]));
    let refused = home.refused("import ics team.ics --mirror");
    assert!(
        refused.starts_with("the file holds only 1 of 3 events that are known of the calendar 'team'"),
        "{refused}"
    );
    home.write("none.ics", feeds::calendar(&[]));
    assert!(
        home.refused("import ics none.ics --calendar team --mirror").starts_with("the file holds none of the 3 events")
    );
    assert_eq!(june(&home).len(), 3);
    home.ok("import ics team.ics --mirror --force");
    assert_eq!(june(&home), ["24T11:00 t4"]);
    home.ok("undo");
    assert_eq!(june(&home).len(), 3);
    home.write("invite.ics", sent("REQUEST", &meeting("m1", 0, 24, 1, "")));
    assert!(home.refused("import ics invite.ics --mirror").contains("leave --mirror out"));
}

#[test]
fn tasks_are_counted_and_taken_where_they_are_wanted() {
    let home = Home::with_clients();
    let todo = |title: &str, more: &str| format!("BEGIN:VTODO\r\nUID:t1\r\nSUMMARY:{title}\r\n{more}END:VTODO\r\n");
    let file = |todo: &str| {
        let free = "BEGIN:VFREEBUSY\r\nUID:f\r\nDTSTAMP:20260101T000000Z\r\nEND:VFREEBUSY\r\n";
        feeds::calendar(&[feeds::event("u1", "one", "20260624T090000Z", ""), todo.to_owned(), free.to_owned()])
    };
    home.write("all.ics", file(&todo("Report", "DUE;VALUE=DATE:20260626\r\nPRIORITY:2\r\n")));
    let said = home.ok("import ics all.ics");
    let left = "tasks and free/busy are not taken";
    assert_eq!(
        said,
        format!("imported all: 1 event, 1 task, 1 free/busy: added 1, updated 0, unchanged 0, skipped 0; {left}\n")
    );
    let json = home.json("import ics all.ics --tasks");
    assert_eq!((&json["added"], &json["unchanged"], &json["holds"]["tasks"]), (&1.into(), &1.into(), &1.into()));
    let task = home.json("task list")[0].clone();
    assert_eq!(
        (&task["title"], &task["due"], &task["priority"]),
        (&"Report".into(), &"2026-06-26".into(), &"high".into())
    );
    home.ok("task edit 1 --title 'My report'");
    home.write("all.ics", file(&todo("Report", "DUE;VALUE=DATE:20260627\r\nPRIORITY:2\r\n")));
    home.ok("import ics all.ics --tasks");
    let task = home.json("task list")[0].clone();
    assert_eq!((&task["title"], &task["due"]), (&"My report".into(), &"2026-06-27".into()));
    home.ok("task rm 1");
    assert!(home.ok("import ics all.ics --tasks").contains("unchanged 2 (1 deleted here)"));
    assert!(home.json("task list").as_array().unwrap().is_empty());
    home.write("bad.ics", sent("", "UID:x\nSUMMARY:lost"));
    let refused = home.refused("import ics bad.ics");
    assert_eq!(refused, "nothing of bad.ics is taken: its one event cannot be read; line 4: the event has no DTSTART");
}

#[test]
fn what_is_sent_reaches_the_files_of_a_folder() {
    let home = feeds::home(&["name = 'Team'\npath = '~/cal'\nreadonly = false"]);
    home.write("cal/m1.ics", sent("", &meeting("m1", 0, 24, 1, "X-OWN:kept\n")));
    assert_eq!(june(&home), ["24T11:00 Kickoff"]);
    assert_eq!(said(&home, "CANCEL", "UID:m1\nSEQUENCE:1"), "added 0, updated 1: called off, unchanged 0, skipped 0");
    let file = fs::read_to_string(home.file("cal/m1.ics")).unwrap();
    assert!(file.contains("STATUS:CANCELLED\r\n") && file.contains("X-OWN:kept\r\n"), "{file}");
    let before = home.dump()["event"].clone();
    // Another program touches it: read again, nothing more is changed.
    home.write("cal/m1.ics", &file);
    assert_eq!(june(&home), ["24T11:00 Kickoff (cancelled)"]);
    assert_eq!(home.dump()["event"], before);
    home.ok("undo");
    assert_eq!(june(&home), ["24T11:00 Kickoff"]);
    assert!(!fs::read_to_string(home.file("cal/m1.ics")).unwrap().contains("CANCELLED"));
    home.write(".config/vadash/config.toml", "[[calendar]]\nname = 'Team'\npath = '~/cal'\n");
    let only_read = told(&home, "CANCEL", "UID:m1\nSEQUENCE:1");
    assert!(only_read.contains("the calendar 'Team' is only read: its event stays as its file has it"), "{only_read}");
}

#[test]
fn undo_says_what_it_could_not_do() {
    let home = feeds::home(&["name = 'Team'\npath = '~/cal'\nreadonly = false"]);
    let event = |uid: &str, title: &str| feeds::event(uid, title, "20260624T090000Z", "");
    home.write("cal/own.ics", feeds::calendar(&[event("own", "own")]));
    home.write("two.ics", feeds::calendar(&[event("a", "a"), event("b", "b")]));
    home.ok("import ics two.ics --calendar Team");
    let change = |name: &str, from: &str, to: &str| {
        let path = home.file(&format!("cal/{name}.ics"));
        let text = fs::read_to_string(&path).unwrap().replace(from, to);
        home.write(&format!("cal/{name}.ics"), text);
    };
    change("a", "SUMMARY:a", "SUMMARY:theirs");
    assert_eq!(june(&home).len(), 3);
    let undone = home.ok("undo");
    assert!(undone.trim_end().ends_with("; but not what was changed outside vadash since"), "{undone}");
    assert_eq!(june(&home), ["24T11:00 own", "24T11:00 theirs"]);
    // All of it is another's now.
    home.ok("event edit 1 --title mine");
    change("own", "SUMMARY:mine", "SUMMARY:khal");
    let undone = home.ok("undo");
    assert!(undone.starts_with("nothing was left to undo of 'changed mine"), "{undone}");
    // Deleted here, and there again.
    home.ok("event rm 1");
    home.write("cal/own.ics", feeds::calendar(&[event("own", "again")]));
    assert_eq!(june(&home).len(), 2);
    let undone = home.ok("undo");
    assert!(undone.starts_with("nothing was left to undo of 'deleted khal'"), "{undone}");
    assert!(home.ok("db check").starts_with("all is well"));
}
