//! What is exported opens in other programs, with nothing lost: khal and calcurse, where they are installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::Home;

/// Whether a program is here; says so if not.
#[expect(clippy::print_stderr, reason = "what was skipped is said")]
fn is_here(program: &str) -> bool {
    let here = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !here {
        eprintln!("skipped: {program} is not installed");
    }
    here
}

/// A home with a calendar of several zones and what is made, edited and repeated in it.
fn furnished() -> Home {
    let home = Home::with_clients();
    home.write(
        "team.ics",
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Team\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n\
         RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n\
         BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\n\
         TZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
         BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Office:20260623T100000\r\n\
         DTEND;TZID=Office:20260623T110000\r\nSUMMARY:Weekly review\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nX-MINE:kept\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:u2\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260625\r\nSUMMARY:Offsite\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nDTSTART:20260626T080000Z\r\nDURATION:PT45M\r\nSUMMARY:No name of its own\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    for line in [
        "import ics team.ics",
        "event edit 1 --scope this --occurrence 2026-06-30 --start '2026-06-30 12:00' --title 'Weekly review, later'",
        "event edit 2 --title 'Offsite; Grünau'",
        "event add acme kickoff call tomorrow 15:00-15:45 @Zoom remind:15m",
        "event add --title Sydney --start '2026-06-24 09:00' --end '2026-06-24 10:00' --zone Australia/Sydney --repeat week",
    ] {
        home.ok(line);
    }
    home
}

/// The times of each event as both programs should list them, in Berlin.
const EXPECTED: [&str; 10] = [
    "2026-06-23 09:00 2026-06-23 10:00 Weekly review",
    "2026-06-23 15:00 2026-06-23 15:45 kickoff call",
    "2026-06-24 01:00 2026-06-24 02:00 Sydney",
    "2026-06-25 Offsite; Grünau",
    "2026-06-26 10:00 2026-06-26 10:45 No name of its own",
    "2026-06-30 12:00 2026-06-30 13:00 Weekly review, later",
    "2026-07-01 01:00 2026-07-01 02:00 Sydney",
    "2026-07-07 09:00 2026-07-07 10:00 Weekly review",
    "2026-07-08 01:00 2026-07-08 02:00 Sydney",
    "2026-07-15 01:00 2026-07-15 02:00 Sydney",
];

fn run(program: &str, home: &Path, words: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(words).env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", home);
    command.env("TZ", "Europe/Berlin").env("LANG", "C.UTF-8").env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    let answer = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    assert!(answer.status.success(), "{program} {words:?}\n{out}{err}");
    assert!(!err.to_lowercase().contains("critical") && !err.to_lowercase().contains("traceback"), "{err}");
    out.into_owned()
}

#[test]
fn khal_takes_it_in() {
    if !is_here("khal") {
        return;
    }
    let home = furnished();
    let export = home.ok("export ics");
    home.write("all.ics", &export);
    home.write(
        ".config/khal/config",
        format!(
            "[calendars]\n[[all]]\npath = {}\n[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n\
             timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n\
             longdatetimeformat = %Y-%m-%d %H:%M\n",
            home.file("vdir").display()
        ),
    );
    fs::create_dir_all(home.file("vdir")).unwrap();
    let all = home.file("all.ics").display().to_string();
    run("khal", home.path(), &["import", "--batch", "-a", "all", &all]);
    let format = "{start} {end} {title}";
    let words = ["list", "--day-format", "", "--format", format, "2026-06-22", "30d"];
    let seen = run("khal", home.path(), &words);
    let mut seen: Vec<String> =
        seen.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    seen.sort();
    let expected = EXPECTED.map(|line| match line.strip_prefix("2026-06-25 ") {
        Some(title) => format!("2026-06-25 2026-06-25 {title}"),
        None => line.to_owned(),
    });
    assert_eq!(seen, expected);
    // What khal keeps of it is again the same here: nothing was lost on the way.
    let files = fs::read_dir(home.file("vdir")).unwrap().count();
    assert_eq!(files, 5, "a file for each UID");
    let fresh = Home::with_clients();
    for file in fs::read_dir(home.file("vdir")).unwrap() {
        fresh.ok(&format!("import ics '{}' --calendar all", file.unwrap().path().display()));
    }
    let times = |home: &Home| {
        let rows = home.json("agenda --from 2026-06-22 --to 2026-07-21");
        let row = |r: &serde_json::Value| {
            format!("{} {} {} {} {}", r["start"], r["end"], r["title"], r["location"], r["client"])
        };
        rows.as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(times(&fresh), times(&home));
}

#[test]
fn calcurse_takes_it_in() {
    if !is_here("calcurse") {
        return;
    }
    let home = furnished();
    home.write("all.ics", home.ok("export ics"));
    fs::create_dir_all(home.file("cc")).unwrap();
    let (folder, all) = (home.file("cc").display().to_string(), home.file("all.ics").display().to_string());
    let said = run("calcurse", home.path(), &["-D", &folder, "-i", &all]);
    assert!(said.contains("0 skipped") || !said.contains("skipped"), "{said}");
    let words = [
        "-D",
        &folder,
        "-Q",
        "--input-datefmt",
        "4",
        "--from",
        "2026-06-22",
        "--to",
        "2026-07-21",
        "--format-apt",
        "%(start:%Y-%m-%d %H:%M) %(end:%Y-%m-%d %H:%M) %m\n",
        "--format-recur-apt",
        "%(start:%Y-%m-%d %H:%M) %(end:%Y-%m-%d %H:%M) %m\n",
        "--format-event",
        "%m\n",
        "--format-recur-event",
        "%m\n",
    ];
    let seen = run("calcurse", home.path(), &words);
    for title in
        ["Weekly review", "Weekly review, later", "Offsite; Grünau", "No name of its own", "kickoff call", "Sydney"]
    {
        assert!(seen.lines().any(|line| line.ends_with(title)), "{title}\n{seen}");
    }
    // It looks TZIDs up in the system and passes VTIMEZONEs over: only what stands in a zone of that name is where it was.
    for line in EXPECTED.iter().filter(|line| !line.contains("review") && !line.contains("Offsite")) {
        assert!(seen.contains(line), "{line}\n{seen}");
    }
}
