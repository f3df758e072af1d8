//! Data in and out, undo, and the database.

use crate::session;
use crate::support::Home;

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Acme team\r\n\
    BEGIN:VEVENT\r\nUID:a1\r\nDTSTART;TZID=Europe/London:20260624T090000\r\nDTEND;TZID=Europe/London:20260624T100000\r\n\
    SUMMARY:Review\r\nORGANIZER:mailto:bob@acme.example\r\nURL:https://meet.example/x\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:a2\r\nDTSTART;VALUE=DATE:20260625\r\nSUMMARY:Offsite\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

#[test]
fn calendars() {
    let home = Home::with_clients();
    home.write("team.ics", CALENDAR);
    home.write("moved.ics", CALENDAR.replace("T090000", "T093000"));
    home.write("nonsense.ics", "nonsense\n");
    session!(
        home,
        "import-ics",
        "vadash import ics team.ics
        vadash agenda --from 2026-06-24 --to 2026-06-25

        # Again: nothing doubles, and what has changed is brought up to date.
        vadash import ics team.ics
        vadash import ics moved.ics
        vadash import ics - <team.ics --calendar 'Acme team'
        vadash import ics team.ics --calendar Mine --client zeta
        vadash agenda --from 2026-06-24 --to 2026-06-25
        vadash undo
        vadash agenda --from 2026-06-24 --to 2026-06-25
        vadash import ics nonsense.ics
        vadash import ics nowhere.ics"
    );
}

#[test]
fn tables() {
    let home = Home::with_clients();
    home.write(
        "june.csv",
        "client,start,end,note,external_id\n\
         acme,2026-06-01 09:00,2026-06-01 10:00,first,x1\n\
         acme,2026-06-01T07:30:00Z,2026-06-01T08:30:00Z,second,x2\n",
    );
    home.write(
        "mixed.csv",
        "client,start,end,date,minutes\n\
         zeta,2026-05-01 09:00,2026-05-01 10:00,,\n\
         zeta,2026-05-01 09:30,2026-05-01 10:30,,\n\
         zeta,,,2026-05-02,15\n",
    );
    home.write("plain.csv", "date,minutes,client,service,tags,rush\n2026-06-02,90,zeta,email,\"web, july\",yes\n");
    home.write(
        "bad.csv",
        "client,start,end,external_id\n\
         acme,2026-06-01 09:00,2026-06-01 10:15,x1\n\
         nobody,2026-06-01 09:00,2026-06-01 10:00,\n\
         acme,2026-06-02 09:00,2026-06-02 08:00,\n\
         acme,2026-03-29 02:30,2026-03-29 04:00,\n\
         acme,2027-01-01 09:00,2027-01-01 10:00,\n\
         acme,2026-06-03 08:00,2026-06-03 08:30,\n",
    );
    home.write("moved.csv", "client,start,end,external_id\nacme,2026-06-01 08:00,2026-06-01 08:30,x1\n");
    home.write("head.csv", "who,when\nacme,today\n");
    session!(
        home,
        "import-csv",
        "vadash import csv june.csv
        vadash import csv plain.csv
        vadash entry list

        # Again: known numbers are updated, nothing doubles.
        vadash import csv june.csv

        # The first bad row stops it all; or the good ones are kept and the others listed.
        vadash import csv bad.csv
        vadash entry list --client acme
        vadash import csv bad.csv --skip-bad
        vadash entry list --client acme
        vadash undo

        # What a table has no column for stays as it was.
        vadash entry edit 1 --service email --tag kept --bill-as 50m
        vadash import csv moved.csv
        vadash entry show 1
        vadash import csv - <june.csv
        vadash import csv mixed.csv
        vadash undo
        vadash import csv head.csv
        vadash import csv nowhere.csv
        vadash export csv | sed 's/vadash-[0-9a-f]*:/vadash-MARK:/'
        vadash export csv --client zeta >zeta.csv; vadash import csv zeta.csv
        vadash history --limit 3"
    );
}

/// A table that lies far apart is added up to its end, though the ledger stands in between where it stood.
#[test]
fn a_table_among_many_entries_adds_up() {
    let home = Home::with_clients();
    let table = |rows: std::ops::Range<u32>| {
        let row = |n: u32| format!("acme,2026-05-{:02},{},n{n}\n", n % 28 + 1, n % 50 + 1);
        format!("client,date,minutes,note\n{}", rows.map(row).collect::<String>())
    };
    home.write("first.csv", table(0..300));
    home.write("second.csv", table(300..600));
    for line in ["import csv first.csv", "import csv second.csv", "undo", "redo", "undo"] {
        home.ok(line);
        assert!(home.ok("db check").starts_with("all is well"), "{line}");
    }
}

#[test]
fn undo_and_redo() {
    session!(
        Home::with_clients(),
        "undo",
        "vadash log acme 1h first
        vadash log acme 2h second
        vadash undo
        vadash undo
        vadash entry list
        vadash redo
        vadash entry list
        # A new change: what was taken back before is gone.
        vadash log zeta 3h third
        vadash redo
        vadash history
        vadash undo 20
        vadash undo
        vadash redo 99
        vadash redo
        vadash undo 0
        vadash entry list"
    );
}

#[test]
fn the_database() {
    session!(
        Home::with_clients().really(),
        "db",
        "vadash log acme 1h
        vadash db path
        vadash db check
        vadash db backup copy.db
        vadash db backup copy.db
        vadash db backup
        vadash db backups
        vadash --db copy.db entry list
        VADASH_DB=copy.db vadash log acme 2h
        vadash entry list
        vadash --db copy.db entry list
        vadash --db . status
        stat -c %a .local/share/vadash .local/share/vadash/vadash.db copy.db"
    );
}

#[test]
fn filters_are_saved_by_a_name() {
    session!(
        Home::with_clients(),
        "filters",
        "vadash filter list
        vadash filter save late acme overdue
        vadash filter save late overdue
        vadash filter save 'this week' due:week
        vadash filter list
        vadash --json filter list
        vadash filter rm lat
        vadash filter rm late
        vadash undo
        vadash filter list
        vadash filter save x ''
        vadash filter save x due:whenever"
    );
}
