//! Keys on rows: moving, looking, doing, undoing, filtering, hiding.

use crossterm::event::MouseEventKind;
use insta::assert_snapshot;
use vadash::tui::LoopCommand;

use crate::desk::Desk;

/// The selected row is the one with a mark at its edge: pressing `c` copies it, which says what it is.
fn selected(desk: &mut Desk) -> String {
    desk.press("<enter>");
    let title = desk
        .picture()
        .lines()
        .find(|l| l.starts_with(['╭', '│']) && l.contains("╭─ ") && !l.contains("Schedule"))
        .map(str::to_owned);
    desk.press("<esc>");
    let title = title.unwrap_or_default();
    let start = title.rfind("╭─ ").map_or(0, |at| at + "╭─ ".len());
    title[start..].split(" ─").next().unwrap_or_default().to_owned()
}

#[test]
fn moving_about() {
    let mut desk = Desk::new();
    assert_eq!(selected(&mut desk), "kickoff with a title that is too long for its column");
    desk.press("g");
    assert_eq!(selected(&mut desk), "quarter closes");
    desk.press("j");
    assert_eq!(selected(&mut desk), "weekly call");
    desk.press("G");
    assert_eq!(selected(&mut desk), "週次ミーティング");
    desk.press("<c-u><c-u>");
    assert_eq!(selected(&mut desk), "quarter closes");
    desk.press("<tab>");
    assert_eq!(selected(&mut desk), "send July newsletter draft");
    desk.press("<down><down>");
    assert_eq!(selected(&mut desk), "展示会の招待状を送る");
}

#[test]
fn a_row_is_looked_at_whole() {
    assert_snapshot!("look at a meeting", Desk::new().press("<enter>"));
    assert_snapshot!("look at a task", Desk::new().press("<tab><enter>"));
    assert_snapshot!("look at a retainer", Desk::new().press("<tab><tab><enter>"));
    assert_snapshot!("look at unbilled time", Desk::new().press("<s-tab><enter>"));
    assert_snapshot!("look small", Desk::new().sized(40, 10).press("<enter>j"));
}

#[test]
fn doing_deleting_and_taking_back() {
    let mut desk = Desk::new();
    desk.press("<tab><space>");
    assert_eq!(desk.footer(), "done: send July newsletter draft; u undoes");
    assert!(!desk.picture().contains("newsletter draft  "));
    desk.press("u");
    assert_eq!(selected(&mut desk), "call the printer", "the cursor stays where it was");
    desk.press("gD");
    assert_snapshot!("deleted", desk.picture());
    assert!(desk.footer().ends_with("; u undoes"), "{}", desk.footer());
    desk.press("u");
    assert!(desk.picture().contains("send July newsletter"));
    desk.press("u");
    assert!(desk.footer().starts_with("undone: "), "{}", desk.footer());
}

#[test]
fn one_occurrence_of_a_series_is_deleted_alone() {
    let mut desk = Desk::new();
    desk.press("gjD");
    assert_snapshot!("which of the series", desk.picture());
    desk.press("t");
    assert_eq!(desk.footer(), "deleted weekly call on Mon 22 Jun 09:00 only; u undoes");
    desk.press("k");
    assert!(!desk.picture().contains("weekly call"), "{}", desk.picture());
    desk.press("}");
    assert!(desk.picture().contains("weekly call"));
    // From any that is left, the one that was deleted comes back.
    desk.press("U");
    assert_snapshot!("what can be restored", desk.picture());
    desk.press("<enter>{t");
    assert!(desk.picture().contains("weekly call"), "{}", desk.picture());
}

#[test]
fn a_deleted_record_is_brought_back_by_its_number_and_an_old_step_taken_back() {
    let mut desk = Desk::new();
    desk.press("3");
    let row = desk.line("July newsletter");
    desk.press("D");
    assert!(desk.footer().starts_with("deleted "), "{}", desk.footer());
    desk.press("a'another one'<enter>U");
    assert!(desk.picture().contains("── restore") && desk.picture().contains("› task"), "{}", desk.picture());
    desk.press("1<enter>");
    assert!(desk.footer().starts_with("restored task 1: send July newsletter"), "{}", desk.footer());
    assert_eq!(desk.line("July newsletter").trim_start_matches('│'), row.trim_start_matches('▌'));
    desk.press(":undo --step 9999<enter>");
    assert!(desk.picture().contains("there is no step 9999"), "{}", desk.picture());
    desk.press("<esc><esc>:history<enter>");
    let history = desk.picture();
    let step = history.lines().find(|l| l.contains("deleted") && l.contains("newsletter"));
    assert!(step.is_some(), "{history}");
}

#[test]
fn a_meeting_is_moved_by_quarters_and_asked_about_once() {
    let mut desk = Desk::new().sized(200, 50);
    desk.press("gj><esc>");
    assert!(desk.picture().contains("09:00-09:45"), "{}", desk.picture());
    desk.press("gj>t");
    assert_eq!(desk.footer(), "moved weekly call of Mon 22 Jun 09:00 only: now 09:15–10:00; u undoes");
    desk.press(">+");
    assert!(desk.picture().contains("09:30-10:30"), "{}", desk.picture());
    desk.press("}");
    assert!(desk.picture().contains("09:00-09:45"), "the next one stays\n{}", desk.picture());
    desk.press("k>f>");
    assert!(desk.picture().contains("09:30-10:15"), "{}", desk.picture());
    desk.press("}");
    assert!(desk.picture().contains("09:30-10:15"), "{}", desk.picture());
    desk.press("uuuut");
    assert!(desk.picture().contains("09:15-10:00"), "{}", desk.picture());
    // Any other key, and it is asked again.
    desk.press("gj");
    assert!(desk.press("<").contains("Which of the series?"));
    desk.press("<esc>j");
    desk.press("<");
    assert!(desk.picture().contains("14:45-15:30"), "what happens once is not asked about\n{}", desk.picture());
}

#[test]
fn a_meeting_says_how_it_repeats_even_where_it_was_changed() {
    let mut desk = Desk::new();
    desk.press("gj<enter>");
    assert!(desk.picture().contains("every week on Monday; next:"), "{}", desk.picture());
    desk.press("<esc>>t<enter>");
    assert!(desk.picture().contains("every week on Monday; next:"), "{}", desk.picture());
}

#[test]
fn a_timer_started_on_a_meeting_is_for_that_meeting() {
    let mut desk = Desk::new();
    desk.press("gjs");
    assert!(desk.line("▶ 0:00").contains("weekly call"), "{}", desk.picture());
    // Next week's is another one: there the key starts.
    desk.press("}s");
    assert!(desk.footer().contains("started"), "{}", desk.footer());
    desk.press("ut");
    desk.wait(45 * 60);
    desk.press("gjs");
    assert!(desk.footer().starts_with("stopped"), "{}", desk.footer());
}

#[test]
fn marked_meetings_are_asked_about_together() {
    let mut desk = Desk::new();
    desk.press("gjvjvD");
    assert!(desk.picture().contains("2 rows are marked"), "{}", desk.picture());
    desk.press("a");
    assert!(desk.footer().starts_with("deleted weekly call and 1 more"), "{}", desk.footer());
    desk.press("u");
    desk.press("V>f");
    assert!(desk.footer().contains("whole days"), "{}", desk.footer());
}

#[test]
fn the_timer_starts_and_stops_on_the_same_key() {
    let mut desk = Desk::new();
    desk.press("<tab>s");
    assert!(desk.line("▶ 0:00  acme").contains("send July newsletter draft"), "{}", desk.picture());
    desk.wait(90 * 60);
    assert!(desk.picture().contains("▶ 1:30  acme"), "{}", desk.picture());
    desk.press("s");
    assert_eq!(desk.footer(), "stopped Acme GmbH after 1:30 (14:05–15:35): send July newsletter draft; u undoes");
    desk.press("jjjs");
    assert!(desk.picture().contains("── start  client"), "a task of nobody's asks for whom");
}

#[test]
fn a_list_is_filtered_as_one_types() {
    let mut desk = Desk::new();
    assert_snapshot!("filter", desk.press("<tab>/NEWS"));
    desk.press("<enter>");
    assert!(desk.picture().contains("/NEWS"));
    assert!(!desk.picture().contains("call the printer"));
    desk.press("<esc>");
    assert!(desk.picture().contains("call the printer"));
    desk.press("/nothing like it<enter>");
    assert!(desk.picture().contains("nothing fits the filter"));
    desk.press("/<esc>");
    assert!(desk.picture().contains("call the printer"));
}

#[test]
fn every_pane_is_filtered_by_client() {
    let mut desk = Desk::new();
    desk.press("fze<tab>");
    assert!(desk.line("› ").ends_with("› zeta"));
    assert_snapshot!("client filter", desk.press("<enter>"));
    desk.press("f<c-u>nobody<enter>");
    assert!(desk.picture().contains("! there is no client 'nobody'"));
    desk.press("<esc><esc>");
    assert!(desk.picture().contains("acme"));
}

#[test]
fn privacy_leaves_nobody_elses_text() {
    let mut desk = Desk::new();
    desk.press("Sacme secret plan<enter>*");
    let others = ["acme", "Acme", "secret", "newsletter", "kato", "週次", "展示会", "quarter"];
    for keys in ["", "<tab>", "<tab>", "<tab>", "j<enter>", "<esc>l", "<esc>?", "<esc>/", "<esc>f<tab>", "<esc>u"] {
        let picture = desk.press(keys);
        for other in others {
            assert!(!picture.contains(other), "{keys}: {other} in\n{picture}");
        }
    }
    assert_snapshot!("privacy", desk.press("<esc><tab>"));
    desk.press(":unbilled<enter>");
    assert!(desk.picture().contains("client data is hidden"), "{}", desk.picture());
    desk.press("<esc>*");
    assert!(desk.picture().contains("acme"));
}

#[test]
fn days_go_back_and_on() {
    let mut desk = Desk::new();
    assert_snapshot!("tomorrow", desk.press("]"));
    desk.press("}");
    assert!(desk.picture().contains("Schedule  Tue 30 Jun"), "{}", desk.picture());
    desk.press("t");
    assert_eq!(desk.picture(), Desk::new().picture());
}

#[test]
fn links_and_rows_leave_the_screen() {
    let mut desk = Desk::with(
        &["client add acme --name Acme", "event add acme call 15:00-16:00 --url https://meet.example/x"],
        vadash::config::Config::default(),
    );
    desk.press("o");
    assert_eq!(
        desk.flow,
        LoopCommand::Open { what: "https://meet.example/x".to_owned(), said: "opened the link".to_owned() }
    );
    desk.press("c");
    assert_eq!(desk.flow, LoopCommand::Send("\u{1b}]52;c;MTU6MDAtMTY6MDAgYWNtZSBjYWxs\u{1b}\\".to_owned()));
    assert_eq!(desk.footer(), "copied the row, if the terminal allows it");
}

#[test]
fn clicks_focus_and_select_and_the_wheel_moves() {
    let mut desk = Desk::new();
    desk.click(60, 4);
    assert_eq!(selected(&mut desk), "call the printer");
    desk.mouse(MouseEventKind::ScrollDown, 60, 4);
    assert_eq!(selected(&mut desk), "tidy the e-mail templates");
    desk.click(5, 17);
    assert_eq!(selected(&mut desk), "Zeta Ltd", "the tightest retainer");
    desk.click(0, 0);
    assert_eq!(selected(&mut desk), "Zeta Ltd", "the header is no row");
}

#[test]
fn leaving_suspending_and_drawing_anew_are_the_loops() {
    let mut desk = Desk::new();
    for (key, flow) in [
        ("q", LoopCommand::Quit),
        ("<c-c>", LoopCommand::Quit),
        ("<c-z>", LoopCommand::Suspend),
        ("<c-l>", LoopCommand::Redraw),
        ("j", LoopCommand::Stay),
    ] {
        desk.press(key);
        assert_eq!(desk.flow, flow, "{key}");
    }
    for layer in ["?", "<esc>:", "<esc>l"] {
        desk.press(layer);
        desk.press("<c-z>");
        assert_eq!(desk.flow, LoopCommand::Suspend, "also over {layer}");
    }
    desk.press("<esc>?q");
    assert_eq!(desk.flow, LoopCommand::Stay, "in a box it closes the box");
}
