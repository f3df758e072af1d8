//! What a file says besides its events: what it was sent for, which versions it holds, and which other components.

use vadash::domain::event::Moment;
use vadash::domain::time::Instant;
use vadash::formats::ical::{Calendar, TodoState, read};

/// A file of calendars with a METHOD each (none: `""`) and their lines.
fn file(calendars: &[(&str, &str)]) -> Calendar {
    let method = |method: &str| if method.is_empty() { String::new() } else { format!("METHOD:{method}\n") };
    let one = |(said, lines): &(&str, &str)| format!("BEGIN:VCALENDAR\n{}{lines}\nEND:VCALENDAR\n", method(said));
    read(calendars.iter().map(one).collect::<String>().as_bytes())
}

fn meeting(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:m1\n{lines}\nEND:VEVENT")
}

#[test]
fn each_calendar_of_a_file_has_its_own_method() {
    let event = meeting("DTSTART:20260610T090000Z\nSEQUENCE:2\nDTSTAMP:20260601T080000Z");
    let read = file(&[("request", &event), ("", &event), ("Cancel", &event), ("CANCEL", &event)]);
    let methods: Vec<Option<&str>> = read.marks.iter().map(|marks| marks.method.as_deref()).collect();
    assert_eq!(methods, [Some("REQUEST"), None, Some("CANCEL"), Some("CANCEL")]);
    assert_eq!(read.marks[0].sequence, Some(2));
    assert_eq!(read.marks[0].stamp, Some(Instant::from_rfc3339("2026-06-01T08:00:00Z").unwrap()));
    assert_eq!(read.events.len(), 4);
    // Below what it is said of, and said once only.
    let late = file(&[("", &format!("{event}\nMETHOD:REPLY\nMETHOD:REQUEST"))]);
    assert_eq!(late.marks[0].method.as_deref(), Some("REPLY"));
}

#[test]
fn of_two_versions_the_higher_revision_counts_then_the_later_stamp_then_the_last() {
    let version = |title: &str, sequence: &str, stamp: &str| {
        let lines = format!("DTSTART:20260610T090000Z\nSUMMARY:{title}{sequence}{stamp}");
        meeting(&lines)
    };
    let titles = |first: &str, second: &str| {
        let read = file(&[("REQUEST", first), ("REQUEST", second)]);
        read.events.into_iter().map(|event| event.title).collect::<Vec<_>>()
    };
    let sequence = |n: u8| format!("\nSEQUENCE:{n}");
    let stamp = |n: u8| format!("\nDTSTAMP:2026060{n}T080000Z");
    let (new, old) = (version("new", &sequence(2), &stamp(1)), version("old", &sequence(1), &stamp(2)));
    assert_eq!(titles(&new, &old), ["new"]);
    assert_eq!(titles(&old, &new), ["new"]);
    let (new, old) = (version("new", "", &stamp(2)), version("old", &sequence(0), &stamp(1)));
    assert_eq!(titles(&new, &old), ["new"]);
    assert_eq!(titles(&old, &new), ["new"]);
    let (last, first) = (version("last", "", ""), version("first", "", &stamp(1)));
    assert_eq!(titles(&first, &last), ["last"]);
    assert_eq!(titles(&last, &first), ["first"]);
}

#[test]
fn what_only_names_an_event_is_told_where_the_method_allows_it() {
    let bare = "BEGIN:VEVENT\nUID:m1\nSEQUENCE:2\nDTSTAMP:20260601T080000Z\nRECURRENCE-ID:20260610T090000Z\n\
                ORGANIZER:mailto:boss@acme.test\nATTENDEE;CN=Jane;PARTSTAT=DECLINED:mailto:jane@acme.test\nEND:VEVENT";
    for method in ["CANCEL", "REPLY", "REFRESH", "DECLINECOUNTER", "COUNTER"] {
        let read = file(&[(method, bare)]);
        let [said] = read.bare.as_slice() else { panic!("{read:?}") };
        assert_eq!((said.uid.as_str(), said.line, said.sequence), ("m1", 3, Some(2)));
        assert_eq!((said.method.as_deref(), said.attendees[0].name.as_str()), (Some(method), "Jane"));
        assert_eq!(said.recurrence.as_ref().unwrap().at.to_string(), "2026-06-10T09:00:00Z");
        assert_eq!((read.events.len(), read.problems.len()), (0, 0));
    }
    for method in ["", "PUBLISH", "REQUEST", "ADD"] {
        let read = file(&[(method, bare)]);
        assert!(read.bare.is_empty());
        assert_eq!(read.problems[0].what, "the event has no DTSTART");
    }
    let nobody = file(&[("CANCEL", "BEGIN:VEVENT\nSEQUENCE:2\nEND:VEVENT")]);
    assert_eq!((nobody.bare.len(), nobody.problems.len()), (0, 1));
}

#[test]
fn components_of_other_kinds_are_counted_by_name() {
    let read = file(&[(
        "",
        "BEGIN:VTODO\nBEGIN:VALARM\nEND:VALARM\nEND:VTODO\nBEGIN:vtodo\nUID:1\nBEGIN:VJOURNAL\nEND:VJOURNAL\n\
         BEGIN:VTIMEZONE\nTZID:a\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART:20260610\nEND:VEVENT\n\
         BEGIN:VFREEBUSY\nEND:VFREEBUSY\nBEGIN:X-MINE\nEND:X-MINE",
    )]);
    let kinds: Vec<(&str, usize)> = read.kinds.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(kinds, [("VTODO", 2), ("VJOURNAL", 1), ("VFREEBUSY", 1), ("X-MINE", 1)]);
    assert_eq!((read.todos.len(), read.events.len()), (2, 1));
    let many: String = (0..300).map(|n| format!("BEGIN:X-{n}\nEND:X-{n}\n")).collect();
    let many = file(&[("", &many)]).kinds;
    assert_eq!((many.len(), many.iter().map(|(_, count)| count).sum::<usize>()), (50, 300));
}

#[test]
fn a_task_is_read_in_full() {
    let read = file(&[(
        "",
        "X-WR-TIMEZONE:Europe/Berlin\nBEGIN:VTODO\nUID:t1\nSUMMARY:Write\\, and send\nDESCRIPTION:a\\nb\nDUE:20260610T170000\n\
         DTSTART;VALUE=DATE:20260601\nPRIORITY:1\nSTATUS:IN-PROCESS\nRRULE:FREQ=WEEKLY\nCATEGORIES:home,two words\n\
         CATEGORIES:third\nSEQUENCE:4\nDTSTAMP:20260601T080000Z\nEND:VTODO",
    )]);
    let [todo] = read.todos.as_slice() else { panic!("{read:?}") };
    assert_eq!((todo.uid.as_str(), todo.title.as_str(), todo.note.as_str()), ("t1", "Write, and send", "a\nb"));
    assert_eq!(todo.due.as_ref().unwrap().to_string(), "2026-06-10T17:00:00[Europe/Berlin]");
    assert_eq!(todo.start.as_ref().unwrap().to_string(), "2026-06-01");
    assert_eq!((todo.priority, todo.state, todo.rule.as_deref()), (1, TodoState::InProcess, Some("FREQ=WEEKLY")));
    assert_eq!(todo.categories, ["home", "two words", "third"]);
    assert_eq!((todo.sequence, todo.line, todo.notes.len()), (Some(4), 3, 0));
}

#[test]
fn what_is_left_out_of_a_task_is_made_out_or_said() {
    let todo = |lines: &str| file(&[("", &format!("BEGIN:VTODO\n{lines}\nEND:VTODO"))]).todos.remove(0);
    assert_eq!(todo("COMPLETED:20260601T080000Z").state, TodoState::Completed);
    assert_eq!(todo("PERCENT-COMPLETE:100").state, TodoState::Completed);
    assert_eq!(todo("PERCENT-COMPLETE:100\nSTATUS:NEEDS-ACTION").state, TodoState::NeedsAction);
    assert_eq!(todo("STATUS:CANCELLED").state, TodoState::Cancelled);
    assert_eq!(todo("PRIORITY:12").priority, 0);
    let due = todo("DTSTART;VALUE=DATE:20260601\nDURATION:P2D").due;
    assert_eq!(due.as_ref().map(Moment::to_string).unwrap(), "2026-06-03");
    assert_eq!(todo("DUE:soon").notes, ["DUE is no date and no time: it is passed over"]);
    assert_eq!(todo("SUMMARY:a").uid, todo("SUMMARY:a").uid);
    assert_ne!(todo("SUMMARY:a").uid, todo("SUMMARY:b").uid);
    let task = |title: &str, n: u8| format!("BEGIN:VTODO\nUID:1\nSUMMARY:{title}\nSEQUENCE:{n}\nEND:VTODO\n");
    let read = file(&[("", &(task("new", 2) + &task("old", 1)))]);
    assert_eq!(read.todos.iter().map(|todo| todo.title.as_str()).collect::<Vec<_>>(), ["new"]);
}
