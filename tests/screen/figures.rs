//! Reports on the screen: turned, compared, and gone into.

use insta::assert_snapshot;

use crate::desk::Desk;

/// The line in which a report says what it is of.
fn title(desk: &mut Desk) -> String {
    let picture = desk.picture();
    let found = picture.lines().find(|line| line.starts_with('│') && line.contains(" 20"));
    found.unwrap_or(&picture).to_owned()
}

#[test]
fn reports_at_each_size() {
    for (width, height) in [(200, 50), (100, 30), (80, 24), (45, 20)] {
        for (name, keys) in [("rate", "7ww%"), ("money by month", "7wwwz"), ("year", "7<left>")] {
            let mut desk = Desk::full().sized(width, height);
            assert_snapshot!(format!("report {name} {width}x{height}"), desk.press(keys));
        }
    }
}

#[test]
fn periods_turn_and_are_as_long_as_is_asked() {
    let mut desk = Desk::full().sized(120, 34);
    desk.press("7");
    assert!(title(&mut desk).contains("June 2026 to 22 Jun"));
    for (keys, shown) in [
        ("[", "time  May 2026"),
        ("%", "against April 2026"),
        ("%", "against May 2025"),
        ("%", "time  May 2026"),
        ("Z", "time  2nd quarter of 2026 to 22 Jun"),
        ("Z", "time  2026 to 22 Jun"),
        ("{", "time  2025"),
        ("t", "time  2026 to 22 Jun"),
        ("Z", "time  June 2026 to 22 Jun"),
        ("w", "use  June 2026"),
        ("<left>", "time  June 2026"),
    ] {
        desk.press(keys);
        assert!(title(&mut desk).contains(shown), "{keys}: {}", desk.picture());
    }
    desk.press("]");
    assert!(desk.footer().contains("2026-07-01 has not come yet"), "{}", desk.footer());
    assert!(title(&mut desk).contains("June 2026"), "it stays as it is");
    desk.press("T1 may 2026<enter>");
    assert!(title(&mut desk).contains("May 2026"));
}

#[test]
fn what_a_report_has_nothing_to_do_with_is_said_and_left() {
    let mut desk = Desk::full().sized(120, 34);
    desk.press("7%<left>");
    assert!(!title(&mut desk).contains("against"), "a comparison is the others'");
    for (keys, said) in [("%", "does not apply to the year"), ("z", "does not apply to the year")] {
        desk.press(keys);
        assert!(desk.footer().contains(said), "{keys}: {}", desk.footer());
    }
    desk.press("<left><left>");
    desk.press("[");
    assert!(desk.footer().contains("does not apply to load"), "{}", desk.footer());
}

#[test]
fn behind_a_row_are_its_entries() {
    let mut desk = Desk::full().sized(120, 34);
    let picture = desk.press("7<enter>");
    assert!(picture.contains("Entries") && picture.contains("acme, 1 to 22 Jun 2026"), "{picture}");
    let before = picture.matches("acme").count();
    // It is corrected where it is seen, and the figures follow.
    let picture = desk.press("D");
    assert!(picture.matches("acme").count() < before, "{picture}");
    desk.press("u<esc>");
    assert!(title(&mut desk).contains("June 2026"));
    desk.press("zzz");
    let picture = desk.press("<enter>");
    assert!(picture.contains("22 Jun") && picture.contains("Entries"), "{picture}");
}

#[test]
fn a_client_is_told_of_alone_and_others_are_hidden() {
    let mut desk = Desk::full().sized(120, 34);
    desk.press("7facme<enter>");
    let told = title(&mut desk);
    assert!(told.contains("acme"), "{told}");
    let mut desk = Desk::full().sized(120, 34);
    let open = desk.press("7");
    assert!(open.contains("total") && open.contains("kato"), "{open}");
    // The report of who is shown, and of nobody else: what is summed up of all would tell of the others.
    let hidden = desk.press("*");
    assert!(
        hidden.contains("2026 to 22 Jun  acme") && !hidden.contains("kato") && !hidden.contains("zeta"),
        "{hidden}"
    );
    let typed = desk.press("fkato");
    assert!(!typed.contains("加藤商事"), "{typed}");
    let other = desk.press("<enter>");
    assert!(other.contains("other clients' figures are hidden") && !other.contains("kato"), "{other}");
    desk.press("c");
    assert!(desk.footer().contains("hidden"), "{}", desk.footer());
    let mut desk = Desk::full().sized(120, 34);
    let none = desk.press("7zzzz*");
    assert!(none.contains("other clients' figures are hidden") && !none.contains("2026-06 "), "{none}");
}
