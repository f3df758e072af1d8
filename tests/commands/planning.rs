//! Tasks and the schedule.

use crate::session;
use crate::support::Home;

#[test]
fn tasks() {
    session!(
        Home::with_clients(),
        "tasks",
        "vadash task add acme send July newsletter draft due:fri 17:00 ~2h '!high' '#newsletter' every:month
        vadash task add 'call the printer due:tomorrow'
        vadash task add 'old thing due:2026-06-20 !low'
        vadash task add 'zeta tidy up wait:+10d service:email'
        vadash task list
        vadash task list --state waiting
        vadash task list --client acme
        vadash task why 1
        vadash task edit 2 --due none --estimate 45m --tag phone --note 'ask about *price*'
        vadash task show 2

        # The timer knows what the task is about, and its time is summed up beside the estimate.
        vadash start acme --task 1
        @ 2026-06-22 14:40
        vadash stop
        vadash task list

        # A repeating task makes exactly one next one.
        vadash task done 1
        vadash task done 1
        vadash undo
        vadash task list --state all
        vadash task done 1
        vadash task reopen 1
        vadash task done 1
        vadash task list --state all
        vadash task drop 2
        vadash task reopen 2
        vadash task rm 3
        vadash task rm 3
        vadash task add due:fri
        vadash task add 'zeta invoice due:someday'
        vadash start zeta --task 5"
    );
}

#[test]
fn events() {
    session!(
        Home::with_clients(),
        "events",
        "vadash event add acme kickoff call tomorrow 15:00-15:45 @Zoom
        vadash event add 'standup tomorrow 9:00-9:15 every:weekday remind:5m'
        vadash event add 'holiday 6.7.-10.7.'
        vadash event add --title Flight --start '2026-06-25 10:00' --end '2026-06-25 12:30' --zone America/New_York --location JFK --url https://air.example/1
        vadash agenda
        vadash agenda --from 2026-07-06 --to 2026-07-06
        vadash agenda --client acme
        vadash event show 2
        vadash event show 4

        # Of a series, one occurrence at a time.
        vadash event edit 2 --scope this --occurrence 2026-06-25 --start '2026-06-25 10:00' --title 'late standup'
        vadash event rm 2 --scope this --occurrence 2026-06-26
        vadash event rm 2 --scope this --occurrence 2026-06-27
        vadash agenda
        vadash event rm 2
        vadash event rm 2 --scope all
        vadash undo
        vadash agenda --to 2026-06-25

        vadash event edit 1 --start 'tomorrow 16:00'
        vadash event edit 1 --location none --client none
        vadash event rm 1
        vadash event rm 1
        vadash agenda --to 2026-06-24
        vadash status"
    );
}

#[test]
fn series() {
    session!(
        Home::with_clients(),
        "series",
        "vadash event add 'acme board 2026-06-23 15:00-16:00 every:tue'
        vadash event edit 1 --scope this --occurrence 2026-07-07 --title 'board with lawyers'
        vadash event rm 1 --scope this --occurrence 2026-07-14

        # All are moved to Wednesday: the deleted one stays deleted, the changed one stays changed.
        vadash event edit 1 --occurrence 2026-06-30 --scope all --start '2026-07-01 16:00'
        vadash event show 1
        vadash agenda --from 2026-06-22 --to 2026-07-29

        # From one on it is in another room: two series.
        vadash event edit 1 --occurrence 2026-07-08 --scope following --location 'Room 2'
        vadash agenda --from 2026-06-22 --to 2026-07-29
        vadash event show 1
        vadash event restore 3 --occurrence 2026-07-15
        vadash event restore 3 --occurrence 2026-07-08
        vadash event restore 3 --occurrence 2026-07-08
        vadash event shift 3 --occurrence 2026-07-22 --scope this --start 15m --end 15m
        vadash event rm 3 --occurrence 2026-07-22 --scope following
        vadash agenda --from 2026-06-22 --to 2026-07-29
        vadash event edit 3 --scope all --repeat none
        vadash event edit 1 --repeat mon
        vadash event edit 1 --scope this --occurrence 2026-06-29 --repeat day
        vadash event edit 1 --scope this --occurrence 2026-06-28
        vadash event edit 1 --scope following --title x
        vadash undo 9
        vadash agenda --from 2026-06-22 --to 2026-07-29

        # What a rule cannot say is refused.
        vadash event add 'payroll 2026-06-30 9:00 every:FREQ=MONTHLY;BYMONTHDAY=30'
        vadash event edit 3 --occurrence 2026-06-30 --scope all --start '2026-07-01 9:00'
        vadash event edit 3 --occurrence 2026-06-30 --scope all --start 2026-06-29
        vadash agenda --from 2026-06-28 --to 2026-07-30"
    );
}

#[test]
fn meetings_are_logged_once() {
    session!(
        Home::with_clients(),
        "events-logged",
        "vadash event add 'acme board 2026-06-16 9:00-10:00 every:tue'
        vadash log acme 1h --event 1 --on 2026-06-16
        vadash log acme 45m --event 1 --on 2026-06-16
        vadash log acme 9:00-10:00 --event 1 --on 2026-06-16 --overlap cut
        vadash log acme 45m --event 1 --on 2026-06-16 --overlap keep
        vadash log acme 9:00-9:30 board --event 1 --on 2026-06-15
        vadash log acme 9:10-9:40 board --event 1 --on 2026-06-15
        vadash entry list"
    );
}

#[test]
fn what_no_event_can_be() {
    session!(
        Home::with_clients(),
        "events-refused",
        "vadash event add
        vadash event add lunch
        vadash event add dinner 25:00
        vadash event add --title x --start '2026-07-01 10:00' --end '2026-07-01 09:30'
        vadash event add --title x --start 2026-07-01 --end '2026-07-01 09:30'
        vadash event add --title x --start '2026-07-01 10:00' --zone Mars/Base
        vadash event add --title x --start '2026-07-01 10:00' --url nowhere
        vadash event add --title x --start '2026-07-01 10:00' --repeat FREQ=SECONDLY
        vadash event show 1"
    );
}

#[test]
fn tasks_by_options_with_a_checklist() {
    session!(
        Home::with_clients(),
        "tasks-by-options",
        "vadash task add
        vadash task add --title 'due:fri stays' --client acme --due 2026-06-26 --priority high --estimate 2h --tag web --every month!
        vadash task add acme newsletter due:fri '#july' --due '2026-06-25 17:00' --tag web --checklist \"$(printf -- '- draft\\n[x] topics\\nsend')\"
        vadash task list
        vadash task check 1
        vadash task check 2
        vadash task check 2 2
        vadash task check 2 9
        vadash task show 2
        vadash task check 2
        vadash task check 2
        vadash task check 2
        vadash task edit 2 --checklist none --due '' --tag '' --title ''
        vadash task edit 2 --checklist none --due '' --tag ''
        vadash task edit 2 --estimate ''
        vadash task edit 2 --rush ''
        vadash task done 1
        vadash task list
        vadash event add 'Holiday 2026-07-06 to 2026-07-10'
        vadash event add 'Fair 14.7.-16.7.'
        vadash agenda --from 2026-07-06 --to 2026-07-19"
    );
}

#[test]
fn free_time() {
    let home = Home::with_clients();
    home.write(
        "meetings.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\
         BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260625T070000Z\r\nDTEND:20260625T150000Z\r\nSUMMARY:declined\r\n\
         ATTENDEE;PARTSTAT=DECLINED:mailto:Me@example.com\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:you@example.com\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260625T080000Z\r\nDTEND:20260625T090000Z\r\nSUMMARY:they declined\r\n\
         ATTENDEE;PARTSTAT=DECLINED:mailto:you@example.com\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20260625T100000Z\r\nDTEND:20260625T110000Z\r\nSUMMARY:called off\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20260625\r\nDTEND;VALUE=DATE:20260626\r\nSUMMARY:birthday\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
    );
    home.write(
        "config.toml",
        "zone = 'Europe/Berlin'\n[schedule]\nhours = 'mon-thu 9-12,13-17:30; fri 9-13'\nemails = ['me@example.com']\n",
    );
    session!(
        home,
        "free",
        "vadash client edit zeta --zone America/New_York --hours 'mon-fri 9-17'
        vadash client edit acme --zone Europe/Paris --hours 'mon-wed 8-10:45'
        vadash event add acme call tomorrow 9:20-9:50
        vadash event add 'zeta all hands tomorrow 15:00-16:10'
        vadash event add 'holiday 2026-06-24'
        vadash import ics meetings.ics
        vadash --config config.toml free
        vadash --config config.toml free --for 2h --from tomorrow --to +3d
        vadash --config config.toml free --with zeta --from tomorrow --to +3d
        vadash --config config.toml free --with acme --from tomorrow --to +3d --for 20m
        vadash --config config.toml --json free --with zeta --from tomorrow --to +1d
        vadash --config config.toml free --from today --to today
        vadash off add tomorrow --why holiday
        vadash --config config.toml free --with zeta --from tomorrow --to +3d
        vadash --config config.toml free --to +500d
        vadash --config config.toml free --with acme --from fri --to fri
        # Both change their clocks, on different days: 26 October and 2 November.
        vadash --config config.toml free --with zeta --from 2026-10-26 --to 2026-11-03 --for 90m
        # What was declined is in nobody's way, and says so.
        vadash --config config.toml agenda --from 2026-06-25 --to 2026-06-25
        vadash --config config.toml event add acme workshop 2026-06-25 9:30-10:30
        vadash event add acme workshop 2026-06-25 9:30-10:30
        vadash undo 2
        # What was declined is no next meeting either.
        @ 2026-06-25 08:50
        vadash --config config.toml status
        vadash status"
    );
}

/// What was only ever touched by commands reads its meetings, too, and does not work them out at each look.
#[test]
fn the_window_follows_whoever_reads() {
    let home = Home::with_clients();
    home.ok("event add 'standup tomorrow 9:00-9:15 every:weekday'");
    let window = |home: &Home| home.dump()["horizon"].clone();
    let first = window(&home);
    assert_eq!(first.len(), 1, "an event that is added fills the window");
    for read in ["agenda", "status", "free", "client list", "entry list"] {
        home.ok(read);
        assert_eq!(window(&home), first, "{read}");
    }
    let mut last = first;
    for (time, read) in [("2027-08-02 09:00", "status"), ("2028-08-02 09:00", "agenda"), ("2029-08-02 09:00", "free")] {
        home.at(time);
        home.ok("entry list");
        assert_eq!(window(&home), last, "entries are no meetings");
        let shown = home.ok(read);
        assert_ne!(window(&home), last, "{read} at {time}");
        last = window(&home);
        assert!(home.dump()["occurrence"].len() > 250, "{read} at {time}");
        assert_eq!(home.ok(read), shown, "worked out and read alike");
        assert_eq!(window(&home), last, "once");
    }
    // A change finds the window run out, and makes it anew.
    home.at("2030-08-02 09:00");
    home.ok("event add 'lunch tomorrow 12:00'");
    assert_ne!(window(&home), last);
    // And so it is taken back.
    home.ok("undo");
    assert!(home.dump()["occurrence"].iter().all(|row| !row.starts_with("[Integer(2)")), "lunch is gone");
}

/// The timer started for a meeting counts as that meeting's time, as what is logged for it does.
#[test]
fn a_timer_for_a_meeting() {
    let home = Home::with_clients();
    home.ok("event add acme call today 13:00-14:00");
    home.ok("start acme --event 1");
    let entry = &home.json("entry list")[0];
    assert_eq!((&entry["event"], &entry["note"]), (&1.into(), &"call".into()));
    home.ok("undo");
    home.ok("log acme 1h --event 1");
    let why = home.refused("start acme --event 1");
    assert!(why.contains("logged that meeting already"), "{why}");
    home.ok("start acme --event 1 --overlap keep");
}

#[test]
fn the_configuration_names_hosts_of_meetings() {
    let home = Home::with_clients();
    home.write("config.toml", "zone = 'Europe/Berlin'\n[schedule]\nmeeting_hosts = ['Meet.Example.com']\n");
    let calendar = |uid: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{uid}\nDTSTART:20260623T090000Z\nSUMMARY:a\n\
             DESCRIPTION:see https://wiki.example.com/x and https://acme.meet.example.com/room\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    home.write("plain.ics", calendar("plain"));
    home.write("a.ics", calendar("a"));
    let link = "\"url\":\"https://acme.meet.example.com/room\"";
    let agenda = "agenda --from 2026-06-23 --to 2026-06-23";
    home.ok("import ics plain.ics --calendar Plain");
    assert!(!home.ok(&format!("--json {agenda}")).contains(link));
    let with = "--config config.toml";
    assert!(home.ok(&format!("{with} import ics a.ics")).contains("added 1"));
    assert!(home.ok(&format!("{with} --json {agenda}")).contains(link));
    // Neither reading it again nor a way out and back makes it another.
    assert!(home.ok(&format!("{with} import ics a.ics")).contains("unchanged 1"));
    home.write("out.ics", home.ok(&format!("{with} export ics --calendar a")));
    assert!(home.ok(&format!("{with} import ics out.ics --calendar a")).contains("unchanged 1"));
    home.write("config.toml", "[schedule]\nmeeting_hosts = ['https://meet.example.com/']\n");
    let said = home.sh(&format!("vadash {with} config check"));
    assert_eq!(said.code, 1);
    let why = "'https://meet.example.com/' is no host: write it alone, such as \"meet.example.com\"";
    assert!(said.out.contains(why) || said.err.contains(why), "{said:?}");
}
