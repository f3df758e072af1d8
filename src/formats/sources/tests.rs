//! The tables of programs, by their examples and by what is hostile in them.

use std::io::Write;

use chrono::NaiveDate;

use super::testing::{Collected, ask, holds, read, read_asked, said};
use super::{
    ClientSaid, ColumnAs, DateOrder, Field, Identity, Input, SOURCES, Sample, Source, SourceAsk, Time, clockify,
    harvest, kimai, table, toggl,
};

const TOGGL: &str = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)\n";
const CLOCKIFY: &str = "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Invoiced,Invoice ID,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)\n";
const KIMAI: &str = "Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,User,E-mail,Staff number,Customer,Project,Activity,Description,Billable,Tags,Type,category,Description\n";

/// What a file is taken for.
fn known_as(text: &str) -> Vec<&'static str> {
    let sample = Sample { name: "", bytes: text.as_bytes() };
    SOURCES.iter().filter(|source| (source.is)(&sample)).map(|source| source.word).collect()
}

/// Hours of a row as `2026-09-30T21:30:00Z 1:15:10`.
fn times(found: &Collected) -> Vec<String> {
    let length = |s: i64| format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    let time = |time| match time {
        Time::Clock { start, end } => format!("{start} {}", length(end - start)),
        Time::Hours { date, seconds } => format!("{date} {}", length(seconds)),
        Time::Running { start } => format!("{start} running"),
    };
    found.works().iter().map(|work| time(work.time)).collect()
}

fn refusal(source: &Source, text: &str) -> String {
    read(source, text).map(|found| format!("{found:?}")).unwrap_err().to_string()
}

#[test]
fn each_example_becomes_what_is_said_of_it() {
    holds(&toggl::SOURCE, "toggl_detailed.csv");
    holds(&clockify::SOURCE, "clockify_detailed.csv");
    holds(&harvest::SOURCE, "harvest_detailed.csv");
    for (name, word) in
        [("toggl_detailed.csv", "toggl"), ("clockify_detailed.csv", "clockify"), ("harvest_detailed.csv", "harvest")]
    {
        let (text, _) = super::testing::example(name);
        assert_eq!(known_as(&String::from_utf8(text).unwrap()), [word]);
    }
}

#[test]
fn the_examples_are_those_that_are_shared() {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/import");
    for name in ["toggl_detailed.csv", "clockify_detailed.csv", "harvest_detailed.csv"] {
        if let Ok(text) = std::fs::read(shared.join(name)) {
            assert!(text == super::testing::example(name).0, "{name} is an older copy");
        }
    }
}

#[test]
fn work_over_the_end_of_summer_time_has_its_true_length() {
    let found =
        read(&toggl::SOURCE, format!("{TOGGL}VA,,Acme,,,,Yes,2026-10-24,22:30:00,2026-10-25,04:10:00,06:40:00,,\n"))
            .unwrap();
    assert_eq!(times(&found), ["2026-10-24T20:30:00Z 6:40:00"]);
    assert_eq!(found.notes, Vec::<String>::new());
    let faces = format!("{TOGGL}VA,,Acme,,,,Yes,2026-10-24,22:30:00,2026-10-25,04:10:00,05:40:00,,\n");
    let found = read(&toggl::SOURCE, faces).unwrap();
    assert_eq!(times(&found), ["2026-10-24T20:30:00Z 6:40:00"]);
    assert_eq!(found.notes, ["line 2: says 5:40, but 22:30–04:10 is 6:40: the clock times are taken"]);
}

#[test]
fn american_dates_are_settled_by_the_whole_file() {
    let row = |start: &str, end: &str| format!("P,Acme,,,VA,,,,Yes,No,,{start},{end},01:15:10,0.00,30.00,0.00\n");
    let night = row("09/30/2026,11:30:00 PM", "10/01/2026,12:45:10 AM");
    let found = read(&clockify::SOURCE, format!("{CLOCKIFY}{night}")).unwrap();
    assert_eq!(times(&found), ["2026-09-30T21:30:00Z 1:15:10"]);
    assert_eq!(found.notes, Vec::<String>::new());
    // The evidence is in the last row.
    let doubtful = row("10/01/2026,11:30:00 PM", "10/02/2026,12:45:10 AM");
    let found = read(&clockify::SOURCE, format!("{CLOCKIFY}{doubtful}{night}")).unwrap();
    assert_eq!(times(&found), ["2026-10-01T21:30:00Z 1:15:10", "2026-09-30T21:30:00Z 1:15:10"]);
    let found = read(&clockify::SOURCE, format!("{CLOCKIFY}{doubtful}")).unwrap();
    assert_eq!(found.notes, ["dates read month first, since times have AM/PM"]);
    let asked = SourceAsk { dates: Some(DateOrder::DayFirst), ..ask() };
    let found = read_asked(&clockify::SOURCE, format!("{CLOCKIFY}{doubtful}"), &asked).unwrap();
    assert_eq!(times(&found), ["2026-01-10T22:30:00Z 721:15:10"]);
    let plain = doubtful.replace("11:30:00 PM", "10:00").replace("10/02/2026,12:45:10 AM", "10/01/2026,11:15:10");
    assert_eq!(
        refusal(&clockify::SOURCE, &format!("{CLOCKIFY}{plain}")),
        "10/01/2026 may be 10 January or 1 October: say --dates dmy or mdy"
    );
    // One order for all: a date that is none in it is a bad row.
    let both = format!("{CLOCKIFY}{night}{}", row("30/09/2026,11:30:00 PM", "30/09/2026,11:45:10 PM"));
    let found = read(&clockify::SOURCE, both).unwrap();
    assert_eq!(found.wrong(), ["2: '09/30/2026' is no date day first, as dates of this file are read"]);
}

#[test]
fn what_was_billed_there_is_told_with_its_number() {
    let row =
        |billed: &str| format!("P,Acme,,,VA,,,,,{billed},2026-10-01,9:00,2026-10-01,10:00,1:00,1.00,30.00,30.00\n");
    let found = read(
        &clockify::SOURCE,
        format!("{CLOCKIFY}{}{}{}{}", row("Yes,INV-7"), row("Yes,"), row("No,"), row("maybe,")),
    )
    .unwrap();
    let elsewhere: Vec<_> = found.works().iter().map(|work| work.elsewhere.clone()).collect();
    assert_eq!(elsewhere, [Some("INV-7".to_owned()), Some(String::new()), None]);
    assert_eq!(found.wrong(), ["5: billed: 'maybe' is neither yes nor no"]);
    assert_eq!(found.works()[0].billable, None);
    assert_eq!(
        found.works()[0].rate.map(|(rate, currency)| (rate, currency.to_string())),
        Some((30_000, "USD".to_owned()))
    );
}

#[test]
fn clockify_renames_and_leaves_out_columns() {
    let text = "Project;Description;Activity;User;Tags;Start Date;Start Time;End Date;End Time;Duration (h);Duration (decimal)\n\
        P;x;Admin;VA;;31.10.2026;09:00;31.10.2026;10:00;01:00;1,00\n";
    assert_eq!(known_as(text), ["clockify"]);
    let found = read(&clockify::SOURCE, text).unwrap();
    assert_eq!(times(&found), ["2026-10-31T08:00:00Z 1:00:00"]);
    let work = found.works()[0];
    assert_eq!((&work.client, work.service.as_deref(), work.billable), (&ClientSaid::Nobody, Some("Admin"), None));
    assert_eq!(found.notes, ["the projects look like clients: --as client=project"]);
    let columns = vec![ColumnAs { field: Field::Client, column: "project".into() }];
    let found = read_asked(&clockify::SOURCE, text, &SourceAsk { columns, ..ask() }).unwrap();
    let work = found.works()[0];
    assert_eq!((&work.client, work.tags.len()), (&ClientSaid::Named("P".into()), 0));
    assert_eq!(found.notes, Vec::<String>::new());
}

#[test]
fn harvest_has_days_and_hours_in_two_languages() {
    let german = "Datum;Kunde;Projekt;Aufgabe;Notizen;Stunden;Abrechenbar?;Stundensatz\n\
        02.11.2026;Acme GmbH;Retainer;Admin;Größe;0,33;Ja;30,00\n\
        03.11.2026;Acme GmbH;Retainer;Admin;;1,25;Nein;30,00\n";
    assert_eq!(known_as(german), ["harvest"]);
    // As Excel writes it on Windows.
    let bytes: Vec<u8> = german.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let found = read(&harvest::SOURCE, bytes).unwrap();
    assert_eq!(times(&found), ["2026-11-02 0:19:48", "2026-11-03 1:15:00"]);
    assert_eq!(found.notes, ["the text is not UTF-8: it is read as Windows-1252"]);
    let works = found.works();
    assert_eq!((works[0].note.as_str(), works[0].billable, works[1].billable), ("Größe", Some(true), Some(false)));
    assert_eq!(works[0].tags, ["Retainer"]);
    let english = "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,Approved?,First Name,Last Name,Currency\n\
        2026-11-02,Acme,P,,Admin,,0.5,1.00,Yes,Yes,No,V,A,Euro - EUR\n2026-11-02,Acme,P,,Admin,,,,Yes,No,No,V,A,Euro - EUR\n";
    let found = read(&harvest::SOURCE, english).unwrap();
    assert_eq!(times(&found), ["2026-11-02 0:30:00", "2026-11-02 0:00:00"]);
    let work = found.works()[0];
    assert_eq!((work.elsewhere.as_deref(), work.person.as_deref()), (Some(""), Some("V A")));
    assert_eq!(work.currency.map(|currency| currency.to_string()).as_deref(), Some("EUR"));
    assert_eq!(found.notes, Vec::<String>::new());
}

#[test]
fn kimai_ends_past_midnight_by_its_duration() {
    let row = |clocks: &str, kind: &str| {
        format!("{clocks},EUR,0,0,30.00,,V A,va,va@example.org,,Acme,P,Admin,note,1,\"a, b\",{kind},work,meta\n")
    };
    let text = [
        KIMAI.to_owned(),
        row("2026-10-31,22:00,01:00,3:00", "timesheet"),
        row("2026-10-31,09:00,09:06,0.11", "timesheet"),
        row("2026-10-31,20:00,19:00,23:00", "timesheet"),
        row("2026-10-31,08:00,,0:00", "timesheet"),
        row("2026-10-31,,,0:00", "expense"),
    ]
    .concat();
    assert_eq!(known_as(&text), ["kimai"]);
    let found = read(&kimai::SOURCE, text).unwrap();
    assert_eq!(found.wrong(), Vec::<String>::new());
    let wanted = [
        "2026-10-31T21:00:00Z 3:00:00",
        "2026-10-31T08:00:00Z 0:06:00",
        "2026-10-31T19:00:00Z 23:00:00",
        "2026-10-31T07:00:00Z running",
    ];
    assert_eq!(times(&found), wanted);
    assert_eq!(found.notes, ["line 6: is no time, and is not taken"]);
    let work = found.works()[0];
    // The first column of a name: the second is of the user's own.
    assert_eq!(
        (work.note.as_str(), work.service.as_deref(), work.tags.join(" ").as_str()),
        ("note", Some("Admin"), "a b P")
    );
    assert_eq!(work.person.as_deref(), Some("V A <va@example.org>"));
    let german = "Datum;Von;Bis;Dauer;Währung;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar;Schlagworte;Typ;exported\n\
        31.10.2026;22:00;00:30;2:30;EUR;Acme;P;Büro;'=1+1;Ja;;timesheet;1\n";
    assert_eq!(known_as(german), ["kimai"]);
    let found = read(&kimai::SOURCE, german).unwrap();
    assert_eq!(times(&found), ["2026-10-31T21:00:00Z 2:30:00"]);
    let work = found.works()[0];
    assert_eq!((work.note.as_str(), work.elsewhere.as_deref()), ("=1+1", Some("")));
}

#[test]
fn reports_of_sums_are_refused_by_name() {
    for (text, report) in [
        ("Project,Client,Duration\nP,Acme,1:00:00\n", "summary"),
        ("Client,Project,Registered time,Amount (EUR)\nAcme,P,1:00:00,\n", "summary"),
        (
            "User,Email,Project,Client,Mon 2026-10-26,Tue 2026-10-27,Wed 2026-10-28,Thu 2026-10-29,Fri 2026-10-30,Sat 2026-10-31,Sun 2026-11-01,Total\n",
            "weekly",
        ),
    ] {
        assert_eq!(known_as(text), ["toggl"], "{text}");
        let said = refusal(&toggl::SOURCE, text);
        let wanted = format!(
            "this is a {report} report of Toggl, which does not say when work began: export the detailed report as CSV"
        );
        assert_eq!(said, wanted);
    }
}

fn sent(columns: &[(Field, &str)]) -> SourceAsk {
    let columns =
        columns.iter().map(|(field, column)| ColumnAs { field: *field, column: (*column).to_owned() }).collect();
    SourceAsk { columns, ..ask() }
}

#[test]
fn any_table_is_read_by_what_its_columns_are_said_to_be() {
    let text = "Wer;Wann;Wie lange (min);Was;Ort;Schlagworte;Nr\nAcme;26.10.2026;90;Post;Büro;a;7\nAcme;27.10.2026;;Anruf;;;8\n";
    let all = [
        (Field::Client, "Wer"),
        (Field::Date, "wann"),
        (Field::Duration, "Wie lange (min)"),
        (Field::Note, "Was"),
        (Field::Tags, "Ort"),
        (Field::ExternalId, "Nr"),
    ];
    let found = read_asked(&table::SOURCE, text, &sent(&all)).unwrap();
    assert_eq!(times(&found), ["2026-10-26 1:30:00", "2026-10-27 0:00:00"]);
    let work = found.works()[0];
    assert_eq!((&work.client, work.note.as_str()), (&ClientSaid::Named("Acme".into()), "Post"));
    assert_eq!(
        (&work.identity, work.tags.as_slice()),
        (&Identity::Own("7".into()), &["Büro".to_owned(), "a".to_owned()][..])
    );
    assert_eq!(found.notes, Vec::<String>::new());
    let wrong = |columns: &[(Field, &str)]| read_asked(&table::SOURCE, text, &sent(columns)).unwrap_err().to_string();
    let there = "wer, wann, wie lange (min), was, ort, schlagworte, nr";
    assert_eq!(wrong(&[(Field::Client, "Who")]), format!("there is no column 'Who': the columns are {there}"));
    assert_eq!(
        wrong(&[(Field::Client, "Wer")]),
        format!(
            "a table of time has a column with a start, and none of these is known as it: {there}: say --as start=COLUMN"
        )
    );
    assert_eq!(
        wrong(&[(Field::Note, "Was"), (Field::Note, "Ort")]),
        "two columns are sent to one field: 'ort' is the second"
    );
}

#[test]
fn starts_and_ends_of_a_table_may_be_moments() {
    let text = "client\tstart\tend\tservice\tnote\troom\nAcme\t2026-10-26T08:00:00Z\t2026-10-26T10:30:00+01:00\tAdmin\tx\t4\n\
        Acme\t26.10.2026 9:00\t10:30\t\t\t\nAcme\t26.10.2026\t10:30\t\t\t\nAcme\t\t10:30\t\t\t\n";
    assert_eq!(known_as(text), ["csv"]);
    let found = read(&table::SOURCE, text).unwrap();
    assert_eq!(times(&found), ["2026-10-26T08:00:00Z 1:30:00", "2026-10-26T08:00:00Z 1:30:00"]);
    assert_eq!(found.wrong(), ["4: '26.10.2026' is no day with a time", "5: the start is missing"]);
    assert_eq!(found.notes, ["columns that are not taken: room"]);
    let found = read(
        &table::SOURCE,
        "client,date,start,duration\nAcme,2026-10-26,9:00,1.5\nAcme,26.10.26,9:00,1\nAcme,2026-10-26,9:00,x\n",
    )
    .unwrap();
    assert_eq!(times(&found), ["2026-10-26T08:00:00Z 1:30:00"]);
    assert_eq!(
        found.wrong(),
        ["3: the year of '26.10.26' has two digits: write it with four", "4: 'x' is no duration"]
    );
}

#[test]
fn a_row_is_known_again_by_what_does_not_change() {
    let one = |end: &str, tags: &str| {
        let text = format!("{TOGGL}VA,,Acme,P,T,note,Yes,2026-10-26,09:00:00,2026-10-26,{end},,{tags},\n");
        read(&toggl::SOURCE, text).unwrap().works()[0].identity.clone()
    };
    assert_eq!(one("10:00:00", "a"), one("11:00:00", "b"));
    assert!(
        matches!(one("10:00:00", ""), Identity::Alike(text) if ["Acme", "P", "T", "note", "VA"].iter().all(|part| text.contains(part)))
    );
}

#[test]
fn bad_rows_are_named_and_the_others_read() {
    let row = "VA,,Acme,,,x,Yes,2026-10-26,09:00:00,2026-10-26,10:00:00,01:00:00,,";
    let long = row.replace(",x,", &format!(",{},", "y".repeat(20_001)));
    let text = format!(
        "{TOGGL}{row},more\n{long}\n{}\n{}\n{}\n{}\n",
        row.replace(",x,", ",\0,"),
        row.replace("Yes", "so"),
        row,
        row.replace(",x,", ",\"open,")
    );
    let found = read(&toggl::SOURCE, text).unwrap();
    let wanted = [
        "2: has more cells than the heading, which has 14",
        "3: the note has more than 20,000 characters",
        "4: has a NUL in it, which no text has",
        "5: billable: 'so' is neither yes nor no",
        "7: a quote that begins here has no end",
    ];
    assert_eq!(found.wrong(), wanted);
    assert_eq!(found.works().len(), 1);
    assert_eq!(said(found.works()[0])["note"], "x");
}

#[test]
fn hostile_tables_get_a_sentence() {
    let many = (0..10_000).map(|n| format!("column {n}")).collect::<Vec<_>>().join(",");
    let said = refusal(&table::SOURCE, &format!("{many}\n{}\n", ",".repeat(9_999)));
    assert!(said.contains("and 9980 more") && said.len() < 1_000, "{said}");
    let wide = format!("{}{many}\n", TOGGL.replace('\n', ","));
    let row = format!("VA,,Acme,,,x,Yes,2026-10-26,09:00:00,2026-10-26,10:00:00,01:00:00,,{}\n", ",".repeat(10_000));
    let found = read(&toggl::SOURCE, wide + &row).unwrap();
    assert_eq!(found.works().len(), 1, "{:?}", found.wrong());
    assert_eq!(found.notes.len(), 1);
    // 100 MB without an end of a line, most of it a hole in the file.
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(TOGGL.as_bytes()).unwrap();
    file.as_file().set_len(100 << 20).unwrap();
    let mut found = Collected::default();
    (toggl::SOURCE.read)(&Input::File(file.path().to_owned()), &ask(), &mut found).unwrap();
    assert_eq!(found.wrong(), ["2: the line is longer than 4 MB"]);
    // Quotes within quotes, and nothing but quotes.
    let quotes = format!("{TOGGL}{}\n", "\"".repeat(300_001));
    assert_eq!(read(&toggl::SOURCE, quotes).unwrap().wrong(), ["2: a quote that begins here has no end"]);
    let nested = format!(
        "{TOGGL}VA,,Acme,,,\"{}\",Yes,2026-10-26,09:00:00,2026-10-26,10:00:00,01:00:00,,\n",
        "\"\"".repeat(9_000)
    );
    assert_eq!(read(&toggl::SOURCE, nested).unwrap().works()[0].note, "\"".repeat(9_000));
    for text in ["", "\n\n", "\u{feff}", "\0\0\0", ",,,\n", "\"", "\"\n\"\n"] {
        for source in SOURCES {
            assert!(read(source, text).is_err(), "{} {text:?}", source.word);
        }
        assert_eq!(known_as(text), Vec::<&str>::new(), "{text:?}");
    }
    let day = NaiveDate::from_ymd_opt(2026, 10, 26).unwrap();
    let wide: Vec<u8> =
        format!("\u{feff}client,date,hours\nNguyễn,{day},1\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&table::SOURCE, wide).unwrap().works()[0].client, ClientSaid::Named("Nguyễn".into()));
}
