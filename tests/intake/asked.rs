//! What has to be said once: whose names are, whose time it is, which program it is of.

use serde_json::json;

use crate::{home, refused, toggl};

const FEB: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("Acme GmbH", "Retainer", "Inbox", "2026-02-02", "09:00-10:30", "inbox"),
    ("Acme GmbH", "Retainer", "Calls", "2026-02-03", "09:00-10:00", ""),
    ("Nguyễn Studio", "Web", "Pages", "2026-02-04", "14:00-14:25", "web design"),
];

#[test]
fn unknown_names_are_listed_and_nothing_is_imported() {
    let home = home();
    home.write("toggl.csv", toggl(FEB));
    let before = home.dump();
    assert_eq!(
        refused(&home, "import toggl.csv"),
        "error: 2 clients of toggl.csv are unknown\n  \
         name            rows   hours   from         to           would be\n  \
         Acme GmbH          2    2:30   2026-02-02   2026-02-03   acme-gmbh\n  \
         Nguyễn Studio      1    0:25   2026-02-04   2026-02-04   nguyen-studio\n\
         say --create-clients, or who they are: --map 'Acme GmbH=acme' --map 'Nguyễn Studio=skip'\n"
    );
    assert_eq!(home.dump(), before);
    home.ok("client add acme-gmbh --name Other");
    assert!(refused(&home, "import toggl toggl.csv").contains("2026-02-03   acme-gmbh-2\n"));
}

#[test]
fn mapped_names_are_remembered_and_skipped_ones_are_not() {
    let home = home();
    home.write("toggl.csv", toggl(FEB));
    let done = home.json("import toggl.csv --map 'ACME  gmbh=acme' --map 'Nguyễn Studio=skip'");
    assert_eq!(done["added"], 2);
    assert_eq!(done["left_out"]["skipped_clients"], 1);
    assert_eq!(done["clients"], json!([{ "client": "acme", "entries": 2, "seconds": 9000 }]));
    assert_eq!(home.json("client show acme")["import_names"], json!(["ACME gmbh"]));
    assert!(home.ok("client show acme").contains("in imports: ACME gmbh\n"));
    // It is a name for imports, and none that one types.
    assert!(home.refused("log 'ACME gmbh' 1h").contains("there is no client"));
    let again = refused(&home, "import toggl.csv");
    assert!(
        again.starts_with("error: 1 client of toggl.csv is unknown\n") && again.contains("Nguyễn Studio"),
        "{again}"
    );
    assert_eq!(home.json("import toggl.csv --map 'Nguyễn Studio=skip'")["unchanged"], 2);
    home.ok("client edit acme --import-name '-acme GMBH'");
    assert_eq!(home.json("client show acme")["import_names"], json!([]));
    assert!(refused(&home, "import toggl.csv").starts_with("error: 2 clients"));
    home.ok("client edit acme --import-name 'Acme GmbH' --import-name 'A Co'");
    assert_eq!(home.json("client show acme")["import_names"], json!(["A Co", "Acme GmbH"]));
    home.ok("client add zeta --name Zeta");
    assert!(home.refused("client edit zeta --import-name '+a co'").contains("already stands for Acme"));
}

#[test]
fn names_are_read_from_a_file_of_names() {
    let home = home();
    home.write("toggl.csv", toggl(FEB));
    home.write("names.txt", "# whose they are\nAcme GmbH = acme\n\nNguyễn Studio = skip\n");
    assert_eq!(home.json("import toggl.csv --map-file names.txt")["added"], 2);
    home.write("names.txt", "Acme GmbH = nobody\n");
    assert!(
        home.refused("import toggl.csv --map-file names.txt").starts_with("map-file: names.txt:1: there is no client")
    );
}

#[test]
fn a_plan_writes_nothing_and_says_what_an_import_would() {
    let home = home();
    home.write("toggl.csv", toggl(FEB));
    let before = home.dump();
    let plan = home.ok("import toggl.csv --dry-run");
    for part in ["rows 3, hours 2:55", "people: VA <va@example.org> (3)", "unknown:", "acme-gmbh", "--create-clients"] {
        assert!(plan.contains(part), "{part}: {plan}");
    }
    let line = "import toggl.csv --map 'Acme GmbH=acme' --create-clients --create-services";
    let plan = home.ok(&format!("{line} --dry-run"));
    for part in ["Acme            acme            2   2:30   ✓", "nguyen-studio   1   0:25   + new", "inbox (1)"] {
        assert!(plan.contains(part), "{part}: {plan}");
    }
    let mut planned = home.json(&format!("{line} --dry-run"));
    assert_eq!(home.dump(), before);
    assert_eq!(home.json("history").as_array().unwrap().len(), 1);
    assert_eq!(planned["dry_run"], true);
    let done = home.json(line);
    for part in ["said", "notes", "dry_run"] {
        planned.as_object_mut().unwrap().remove(part);
    }
    for (name, value) in planned.as_object().unwrap() {
        assert_eq!(&done[name], value, "{name}");
    }
    // Where there is no database, a plan makes none.
    let empty = crate::Home::new();
    empty.at(crate::NOW);
    empty.write("toggl.csv", toggl(FEB));
    assert!(empty.ok("import toggl.csv --dry-run").contains("unknown:"));
    assert!(!empty.db().exists());
}

#[test]
fn an_answer_has_this_shape() {
    let home = home();
    home.write("toggl.csv", toggl(&FEB[..2]));
    let done = home.json("import toggl.csv --map 'Acme GmbH=acme'");
    let names: Vec<&String> = done.as_object().unwrap().keys().collect();
    let wanted = [
        "said",
        "id",
        "added",
        "updated",
        "unchanged",
        "skipped",
        "left_out",
        "overlapping",
        "elsewhere",
        "clients",
        "notes",
    ];
    assert_eq!(names, wanted);
    let zero = json!({ "running": 0, "no_length": 0, "future": 0, "skipped_clients": 0, "already_here": 0 });
    assert_eq!(done["left_out"], zero);
}

#[test]
fn what_is_left_out_is_counted() {
    let home = home();
    home.write(
        "frames.json",
        r#"[[1795903200, null, "Acme", "a", []], [1795903200, 1795903200, "Acme", "b", []],
            [1796903200, 1796906800, "Acme", "c", []], [1795903200, 1795906800, "Acme", "d", []]]"#,
    );
    let done = home.json("import watson frames.json");
    assert_eq!(done["added"], 1);
    assert_eq!(
        done["left_out"],
        json!({ "running": 1, "no_length": 1, "future": 1, "skipped_clients": 0, "already_here": 0 })
    );
    let running = done["notes"][0].as_str().unwrap();
    assert!(running.contains("vadash start acme --at '2026-11-28 23:00'"), "{running}");
}

#[test]
fn a_bad_row_is_named_and_nothing_is_imported_unless_it_may_be_left_out() {
    let home = home();
    home.write("frames.json", r#"[[1795903200, 1795906800, "Acme", "a", []], [5, 1, "Acme", "b", []]]"#);
    let before = home.dump();
    let said = home.refused("import frames.json");
    assert_eq!(
        said,
        "frames.json:2: frame 2: it ends before it starts; nothing was imported (--skip-bad leaves such rows out)"
    );
    assert_eq!(home.dump(), before);
    let done = home.json("import frames.json --skip-bad");
    assert_eq!((&done["added"], &done["skipped"]), (&json!(1), &json!(1)));
    home.write("long.json", r#"[[1795500000, 1795600000, "Acme", "x", []]]"#);
    assert!(home.refused("import long.json").contains("longer than 24 h (--force takes it)"));
    assert_eq!(home.json("import long.json --force")["added"], 1);
}

#[test]
fn time_of_several_people_is_asked_whose() {
    let home = home();
    let table = toggl(&[
        ("Acme", "", "one", "2026-02-02", "09:00-10:00", ""),
        ("Acme", "", "two", "2026-02-03", "09:00-10:00", ""),
    ]);
    home.write("two.csv", table.replacen("VA,va@example.org", "Bo,bo@example.org", 1));
    let said = refused(&home, "import two.csv");
    assert!(
        said.starts_with("error: the time of 2 people is in two.csv: say whose is taken with --user NAME"),
        "{said}"
    );
    assert!(said.contains("  Bo <bo@example.org>: 1 row\n"), "{said}");
    assert!(refused(&home, "import two.csv --user cy").contains("there is no time of 'cy' in two.csv"));
    assert_eq!(home.json("import two.csv --user BO@example.org")["added"], 1);
    assert_eq!(home.json("import two.csv --user all")["added"], 1);
}

#[test]
fn rows_without_a_client_are_somebodys_or_projects_are_clients() {
    let home = home();
    home.write(
        "none.csv",
        toggl(&[
            ("", "Acme", "one", "2026-02-02", "09:00-10:00", ""),
            ("", "Zeta", "two", "2026-02-03", "09:00-10:00", ""),
        ]),
    );
    let said = refused(&home, "import none.csv");
    assert!(said.contains("\n  (none)      2    2:00 "), "{said}");
    assert!(said.ends_with("the projects look like clients: --as client=project\n"), "{said}");
    let plan = home.json("import none.csv --client acme --dry-run");
    assert_eq!(plan["clients"], json!([{ "client": "acme", "entries": 2, "seconds": 7200 }]));
    assert_eq!(home.json("import none.csv --as client=project --create-clients")["added"], 2);
    assert_eq!(home.json("import none.csv --as client=project --from 2026-02-03")["unchanged"], 1);
}

#[test]
fn what_a_file_is_is_told_by_its_content() {
    let home = home();
    home.write("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    assert!(home.ok("import a.ics").contains("a.ics reads as ics"));
    home.write("own.csv", "client,date,minutes,external_id\nacme,2026-02-02,60,x:1\n");
    assert!(home.ok("import own.csv").contains("own.csv reads as csv"));
    assert!(home.ok("import csv own.csv").contains("unchanged 1"));
    assert!(home.ok("import csv own.csv --dry-run").starts_with("nothing is written; would import own: added 0"));
    home.write("what.txt", "\u{1}\u{2}");
    assert!(home.refused("import what.txt").contains("is nothing that is known by its content"));
    assert!(home.refused("import toggle").contains("there is no file 'toggle', and no program"));
    assert!(home.refused("import toggl").contains("a file that is called so is ./toggl"));
    home.write("toggl", toggl(&[("Acme", "", "one", "2026-02-02", "09:00-10:00", "")]));
    assert_eq!(home.json("import ./toggl")["added"], 1);
    assert_eq!(home.json("import toggl ./toggl")["unchanged"], 1);
    assert_eq!(home.json("import toggl - < toggl")["unchanged"], 1);
    assert_eq!(home.sh("vadash --json import csv - --map x=skip < toggl").code, 0);
}

#[test]
fn services_rush_and_rates_are_taken_where_that_is_said() {
    let home = home();
    home.ok("service add web --name Web");
    home.write(
        "h.csv",
        "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Currency\n\
         2026-02-02,Acme,Urgent,Web,one,1.5,Yes,V,A,30.00,Euro - EUR\n\
         2026-02-03,Acme,Retainer,Admin,two,1,Yes,V,A,31.50,Euro - EUR\n",
    );
    home.ok("import harvest h.csv --rush-tag urgent --rates --create-services");
    let entries = home.json("entry list --from 2026-02-01 --to 2026-02-28");
    let entries = entries.as_array().or_else(|| entries["entries"].as_array()).unwrap();
    let told: Vec<_> = entries.iter().map(|e| (e["service"].clone(), e["rush"].clone(), e["tags"].clone())).collect();
    assert_eq!(told[0], (json!("web"), json!(true), json!(["Urgent"])));
    assert_eq!(told[1], (json!("admin"), json!(false), json!(["Retainer"])));
}
