//! Every view at every size, and the ways in and back.

use insta::assert_snapshot;

use vadash::config::Config;

use crate::desk::{Desk, WORLD};

const SIZES: [(u16, u16); 4] = [(200, 50), (100, 30), (80, 24), (45, 20)];

fn at_each_size(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut desk = Desk::full().sized(width, height);
        assert_snapshot!(format!("view {name} {width}x{height}"), desk.press(keys));
    }
}

#[test]
fn the_dashboard_when_it_is_full() {
    at_each_size("dashboard", "");
}

#[test]
fn the_schedule_of_a_week_a_day_a_month_and_as_a_list() {
    at_each_size("week", "2");
    at_each_size("day", "2w");
    at_each_size("month", "2ww");
    at_each_size("agenda", "2www");
}

#[test]
fn tasks_as_they_come_grouped_and_with_the_closed_ones() {
    at_each_size("tasks", "3");
    at_each_size("tasks by client", "3z");
    at_each_size("tasks all", "3zzzZZ");
}

#[test]
fn time_of_a_day_and_of_a_week() {
    at_each_size("time", "4");
    at_each_size("time week", "4w");
    at_each_size("time week table", "4w<tab>");
}

#[test]
fn clients_and_the_page_of_one() {
    at_each_size("clients", "5");
    at_each_size("clients rates", "5<tab>");
    at_each_size("client", "5j<enter>");
    at_each_size("client agreements", "5j<enter><tab>");
    at_each_size("client cycles", "5j<enter><tab><tab>");
    at_each_size("client recent", "5j<enter><tab><tab><tab>");
}

/// What of the picture is not the footer, where messages come and go.
fn panes(picture: &str) -> String {
    let lines: Vec<&str> = picture.lines().collect();
    lines[..lines.len() - 2].join("\n")
}

#[test]
fn enter_goes_in_and_esc_comes_back_from_every_row_of_every_view() {
    for view in ["1", "2", "2w", "2ww", "2www", "3", "3zZZ", "4", "4w", "5", "5j<enter>"] {
        let mut desk = Desk::full();
        desk.press(view);
        let home = panes(&desk.picture());
        for pane in 0..7 {
            let mut last = String::new();
            for row in 0..12 {
                let before = desk.picture();
                if before == last {
                    break;
                }
                last.clone_from(&before);
                let inside = desk.press("<enter>");
                let empty = ["nothing", "free"].iter().any(|word| before.contains(word));
                assert!(inside != before || empty, "view {view}, pane {pane}, row {row}: Enter does nothing\n{before}");
                if panes(&inside) != panes(&before) {
                    assert_eq!(panes(&desk.press("<esc>")), panes(&before), "view {view}, pane {pane}, row {row}");
                }
                desk.press("j");
            }
            desk.press("g<tab>");
        }
        assert_eq!(panes(&desk.picture()).lines().next(), home.lines().next(), "still the same view");
    }
}

#[test]
fn the_page_of_a_client_is_left_to_where_one_came_from() {
    for (keys, row) in [("4w<tab>j", "zeta"), ("3jj", "kato"), ("5jj", "zeta"), ("<tab><tab>", "zeta"), ("4j", "acme")]
    {
        let mut desk = Desk::full();
        let before = desk.press(keys);
        // A client's row opens the page; another's box has the page one Enter further.
        desk.press("<enter>");
        if !desk.line("Client").contains("5 Client") && !desk.picture().contains(" Client ") {
            desk.press("<enter>");
        }
        assert!(desk.picture().contains("─ Cycles"), "{keys}: {row}'s page\n{}", desk.picture());
        assert_eq!(panes(&desk.press("<esc>")), panes(&before), "{keys}");
    }
}

#[test]
fn every_view_keeps_its_place() {
    let mut desk = Desk::full();
    let mut places = Vec::new();
    for (view, keys) in [("1", "<tab>jj"), ("2", "]]"), ("3", "zZ/fa<enter>"), ("4", "[<tab>"), ("5", "j<enter><tab>")]
    {
        places.push((view, panes(&desk.press(&format!("{view}{keys}")))));
    }
    for (view, picture) in places.iter().chain(places.iter().rev().skip(1)) {
        assert_eq!(panes(&desk.press(view)), *picture, "view {view}");
    }
    // Its number once more is its beginning.
    desk.press("5");
    assert!(desk.press("5").starts_with(" 5 Clients"));
}

#[test]
fn the_days_of_the_schedule_go_back_and_on() {
    let mut desk = Desk::full();
    let start = desk.press("2");
    assert!(desk.press("]").contains("╭─ Mon 22  Jun 2026"), "the same week");
    assert!(desk.press("<enter>").contains("╭─ 週次ミーティング"), "the cursor is on Tuesday");
    assert!(desk.press("<esc>}").contains("╭─ Mon 29  Jun 2026"), "{}", desk.picture());
    assert!(desk.press("{{").contains("╭─ Mon 15  Jun 2026"));
    assert_eq!(desk.press("t"), start);
    assert!(desk.press("[").contains("╭─ Mon 15  Jun 2026"), "Sunday is in the week before");
    // A day instead of the week keeps the day that is meant.
    assert!(desk.press("w").contains("Sun 21 Jun"), "{}", desk.picture());
    assert!(desk.press("]").contains("Schedule 3 ─"), "today has no date in its title\n{}", desk.picture());
    assert!(desk.press("www").contains("╭─ Mon 22  Jun 2026"));
}

#[test]
fn a_month_is_gone_through_by_days_and_weeks() {
    let mut desk = Desk::full();
    desk.press("2ww");
    assert!(desk.picture().contains("╭─ June 2026"), "{}", desk.picture());
    let titled = |desk: &mut Desk, keys: &str, title: &str| {
        let picture = desk.press(keys);
        assert!(picture.contains(&format!("─ {title} ")), "{keys}: {title}\n{picture}");
    };
    for (keys, day) in [
        ("<right>", "Tue 23 Jun"),
        ("<left><left>", "Sun 21 Jun"),
        ("j", "Sun 28 Jun"),
        ("j", "Sun 5 Jul"),
        ("kk", "Sun 21 Jun"),
        ("G", "Tue 30 Jun"),
        ("g", "Mon 1 Jun"),
        ("}}", "Mon 15 Jun"),
        ("t", "Mon 22 Jun"),
        ("T3.8.<enter>", "Mon 3 Aug"),
    ] {
        titled(&mut desk, keys, day);
    }
    assert!(desk.picture().contains("╭─ August 2026"));
    // Enter goes into the day, Esc comes back to the same one; Tab goes to its meetings.
    assert!(desk.press("t<enter>").contains("─ Time  Mon 22 Jun"), "{}", desk.picture());
    titled(&mut desk, "<esc>", "Mon 22 Jun");
    assert!(desk.press("<tab><enter>").contains("╭─ kickoff with a title"), "{}", desk.picture());
    desk.press("<esc><s-tab>");
    // The mouse chooses a day as well.
    let line = desk.picture().lines().position(|l| l.contains("•22")).unwrap();
    desk.click(30, u16::try_from(line).unwrap());
    assert!(desk.picture().contains("─ Wed 24 Jun "), "{}", desk.picture());
}

#[test]
fn a_date_is_gone_to_from_anywhere() {
    let mut desk = Desk::full();
    assert!(desk.press("3T29.6.<enter>").contains("╭─ Mon 29  Jun 2026"), "{}", desk.picture());
    assert!(desk.press("4T-3d<enter>").contains("Fri 19 Jun"), "{}", desk.picture());
    assert!(desk.press("Tsoon").contains("soon"), "{}", desk.picture());
    assert!(desk.press("<enter>").contains("── go-to"), "a date that is none is not gone to\n{}", desk.picture());
}

/// The hours of meetings as they stand, and what overlaps, what lasts all day, a second zone, and clocks that change.
#[test]
fn a_day_by_the_clock() {
    let lines = [
        "event add 'acme overlap one 2026-06-22 10:00-11:30'",
        "event add 'zeta overlap two 2026-06-22 10:30-12:00'",
        "event add 'short one 2026-06-22 11:00-11:10'",
        "event add 'next to it 2026-06-22 12:00-12:30'",
        "event add 'fair 2026-06-22'",
        "event add 'more fair 2026-06-22'",
        "event add 'most fair 2026-06-22'",
        "event add 'over the night 2026-06-22 22:30 - 2026-06-23 1:00'",
        "event add 'through the change 2026-03-29 1:30-3:30'",
        "event add 'twice that hour 2026-10-25 1:30-3:30'",
    ];
    let mut config = Config::default();
    config.schedule.second_zone = "Asia/Kolkata".to_owned();
    let mut desk = Desk::with(&[WORLD, &lines].concat(), config).sized(200, 50);
    assert_snapshot!("week by the clock", desk.press("2"));
    assert_snapshot!("day by the clock", desk.press("w<down><down><down><down>"));
    assert!(desk.press("T2026-03-29<enter>").contains("clocks +1h"), "{}", desk.picture());
    assert!(desk.press("T2026-10-25<enter>").contains("clocks -1h"), "{}", desk.picture());
    // Narrow, the same is a list.
    desk.resize(45, 20);
    assert!(desk.press("t").contains("── 14:05, next in 55 min"), "{}", desk.picture());
}

#[test]
fn what_is_added_begins_with_the_day_that_is_looked_at() {
    let mut desk = Desk::new();
    for (keys, begins) in [
        // Today needs no word for it.
        ("1a", None),
        ("2a", None),
        ("<right><right>a", Some("2026-06-24")),
        ("wa", Some("2026-06-24")),
        ("wja", Some("2026-07-01")),
        ("<tab>a", Some("2026-07-01")),
        ("wGka", Some("2026-07-2")),
    ] {
        let picture = desk.press(keys);
        let line = desk.line(" › ");
        match begins {
            Some(day) => assert!(line.contains(day), "{keys}: {picture}"),
            None => assert!(!line.contains("2026"), "{keys}: {picture}"),
        }
        desk.press("<esc>");
    }
    desk.press("wt<right>a");
    desk.press("acme plan the year 15:00-15:30<enter>");
    assert!(desk.footer().starts_with("added plan the year (Acme GmbH): Tue 23 Jun 15:00–15:30"), "{}", desk.footer());
}

#[test]
fn of_a_series_the_one_occurrence_is_copied() {
    let mut desk = Desk::new();
    desk.press("2}<esc>gy");
    assert!(desk.picture().contains("2026-06-29 09:00"), "{}", desk.picture());
    assert!(!desk.picture().contains("every week"), "{}", desk.picture());
}

#[test]
fn the_days_of_the_timesheet_go_back_and_on() {
    let mut desk = Desk::full();
    let start = desk.press("4");
    assert!(desk.press("[").contains("nothing is logged on this day"), "{}", desk.picture());
    assert!(desk.press("[[").contains("展示会の準備"), "Friday");
    assert!(desk.press("{").contains("Fri 12 Jun"), "{}", desk.picture());
    assert!(desk.press("}w").contains("── Fri 19 Jun  2:00 worked, 2:00 rounded"), "{}", desk.picture());
    assert!(desk.line("worked rounded").contains("Mon"), "{}", desk.picture());
    assert!(desk.line("total").contains("28:30"), "{}", desk.line("total"));
    assert!(desk.press("w").contains("展示会の準備"), "the day is kept");
    assert_eq!(desk.press("t"), start);
    desk.press("5w");
    assert_eq!(desk.footer(), "this view has neither days nor weeks");
}

#[test]
fn tasks_are_grouped_in_five_ways_and_more_are_shown_in_two_steps() {
    let mut desk = Desk::full();
    let start = desk.press("3");
    for (head, rule) in [
        ("open, by client", "── no client, 1"),
        ("open, by due", "── overdue, 1"),
        ("open, by state", "── open, 5"),
        ("open, by priority", "── high, 1"),
        ("open, by tag", "── #newsletter, 1"),
    ] {
        let picture = desk.press("z");
        assert!(picture.contains(head) && picture.contains(rule), "{head}\n{picture}");
    }
    assert_eq!(desk.press("z"), start);
    assert!(!start.contains("wait for the proofs"));
    let waiting = desk.press("Z");
    assert!(waiting.contains("wait for the proofs") && !waiting.contains("book the hall"), "{waiting}");
    assert!(desk.press("Z").contains("book the hall"));
    assert_eq!(desk.press("Z"), start);
}

#[test]
fn the_language_of_filters() {
    let mut desk = Desk::full();
    desk.press("3ZZ");
    for (filter, seen, hidden) in [
        ("client:acme", "newsletter draft", "printer"),
        ("-client:acme", "printer", "newsletter draft"),
        ("#fair", "book the hall", "newsletter draft"),
        ("state:waiting", "proofs", "printer"),
        ("state:done", "book the hall", "printer"),
        ("due:week", "mailing list", "proofs"),
        ("!high", "printer", "newsletter draft"),
        ("-#newsletter list", "mailing list", "newsletter draft"),
    ] {
        let picture = desk.press(&format!("/<c-u>{filter}<enter>"));
        assert!(picture.contains(seen) && !picture.contains(hidden), "{filter}\n{picture}");
        assert!(picture.contains(&format!("/{filter}")), "the filter is in the title");
    }
    desk.press("/<c-u>state:none such<enter>");
    assert_snapshot!("filter mistake", desk.press("<esc>/state:nonesuch"));
}

#[test]
fn a_filter_is_saved_under_a_name_and_taken_again() {
    let mut desk = Desk::full();
    desk.press("3F");
    assert!(desk.footer().starts_with("no filter is saved yet"), "{}", desk.footer());
    desk.press("/client:acme #newsletter<enter>");
    assert_snapshot!("filters to save", desk.press("F"));
    desk.press("s");
    assert!(desk.line("› ").ends_with("›  client:acme #newsletter"), "{}", desk.picture());
    desk.press("news<enter>");
    assert!(desk.footer().contains("news"), "{}", desk.footer());
    desk.press("<esc>F");
    assert_snapshot!("filters saved", desk.picture());
    desk.press("1");
    assert!(desk.picture().contains("/client:acme #newsletter") && !desk.picture().contains("printer"));
}
