//! The form of every kind of record: empty, filled, with mistakes, with what there is to choose from.

use insta::assert_snapshot;

use crate::desk::Desk;

/// How each form is opened: its name, the keys, and the title it then has.
const FORMS: &[(&str, &str, &str)] = &[
    ("client add", "5a", "╭─ client add ─"),
    ("client edit", "5e", "╭─ client edit acme "),
    ("service add", "5<s-tab>a", "╭─ service add ─"),
    ("service edit", "5<s-tab>e", "╭─ service edit email "),
    ("rate set", "5<tab>a", "╭─ rate set ─"),
    ("rate again", "5<tab>je", "╭─ rate set ─"),
    ("agreement add", "5<tab><tab>a", "╭─ agreement add ─"),
    ("agreement change", "5<tab><tab>je", "╭─ agreement change 1 "),
    ("entry edit", "4je", "╭─ entry edit 10 "),
    ("entry copy", "4jy", "╭─ log ─"),
    ("task edit", "3e", "╭─ task edit 1 "),
    ("task copy", "3y", "╭─ task add ─"),
    ("event edit", "e", "╭─ event edit 2 "),
    ("event copy", "y", "╭─ event add ─"),
];

#[test]
fn every_form_as_it_opens() {
    for (name, keys, title) in FORMS {
        for (width, height) in [(100, 30), (45, 20)] {
            let picture = Desk::full().sized(width, height).press(keys);
            assert!(picture.contains(title.trim_end_matches(['─', ' '])), "{name}: no {title} in\n{picture}");
            assert_snapshot!(format!("form {name} {width}x{height}"), picture);
        }
    }
    for (name, keys, _) in FORMS.iter().filter(|(name, ..)| name.ends_with("agreement add") || *name == "task edit") {
        for (width, height) in [(200, 50), (80, 24)] {
            let mut desk = Desk::full().sized(width, height);
            assert_snapshot!(format!("form {name} {width}x{height}"), desk.press(keys));
        }
    }
}

/// What most records have, and the rest where one goes on: until it was used, then at once.
#[test]
fn what_few_records_have_stands_behind_more() {
    let mut desk = Desk::full();
    let picture = desk.press("5a");
    assert!(picture.contains("more …") && !picture.contains("email  "), "{picture}");
    let opened = desk.press("nova<tab><tab><tab><tab><tab>");
    assert!(!opened.contains("more …") && opened.contains("rush-percent"), "{opened}");
    // Looked at and left alone it is folded again.
    assert!(desk.press("<esc><esc>a").contains("more …"));
    // The last field that is seen saves.
    let saved = desk.press("nova<tab><tab><tab><tab><enter>");
    assert!(!saved.contains("client add"), "{saved}");
    desk.press("alate<tab><tab><tab><tab><tab>15<c-s>");
    let again = desk.press("a");
    assert!(!again.contains("more …") && again.contains("rush-percent"), "{again}");
}

/// A value is never folded, be it one that was typed, nor what is wrong.
#[test]
fn a_field_with_a_value_is_seen() {
    let mut desk = Desk::full();
    desk.press("3e");
    to(&mut desk, "service");
    let typed = desk.press("nothing<pageup>");
    assert!(typed.contains("service    nothing") && typed.contains("there is no service 'nothing'"), "{typed}");
    let task = Desk::full().press("3e");
    assert!(task.contains("#newsletter") && !task.contains("priority  "), "{task}");
}

#[test]
fn a_retainer_is_proposed_from_the_first_of_the_month() {
    let mut desk = Desk::full();
    let picture = desk.press("5<tab><tab>a<tab><tab>");
    assert!(picture.contains("› start         2026-06-01"), "{picture}");
    assert!(picture.contains("1–30 Jun, then each month") && picture.contains("22 Jun – 21 Jul"), "{picture}");
    assert!(desk.press(" ").contains("› start         today"), "{}", desk.picture());
    // A block begins today if nothing is said.
    let block = Desk::full().press("5<tab><tab>a<s-tab> <tab>");
    assert!(block.contains("block") && !block.contains("2026-06-01"), "{block}");
}

#[test]
fn a_value_of_several_lines_and_a_long_one() {
    for (width, height) in [(100, 30), (45, 20)] {
        let mut desk = Desk::full().sized(width, height);
        desk.press("5e<pagedown><tab><pagedown>one line<c-j>two lines that are a good deal longer than there is room for beside their name, 漢字 too");
        assert_snapshot!(format!("form long {width}x{height}"), desk.press("<c-j>three"));
        assert_snapshot!(format!("form long left {width}x{height}"), desk.press("<tab>"));
        let mut desk = Desk::full().sized(width, height);
        desk.press("5e<tab>");
        desk.ui.paste(" and Daughters and Sons and Grandchildren, Purveyors of Everything that Can be Purveyed");
        assert_snapshot!(format!("form wide {width}x{height}"), desk.picture());
        assert_snapshot!(format!("form wide left {width}x{height}"), desk.press("<tab>"));
    }
}

#[test]
fn a_mistake_as_it_is_typed_and_one_that_only_saving_finds() {
    for (width, height) in [(100, 30), (45, 20)] {
        let size = format!("{width}x{height}");
        let mut desk = Desk::full().sized(width, height);
        assert_snapshot!(format!("form mistake {size}"), desk.press("5anova<tab><tab>Nowhere/Land"));
        assert_snapshot!(format!("form mistake left {size}"), desk.press("<tab>EUR<tab>forty"));
        assert_snapshot!(format!("form needed {size}"), Desk::full().sized(width, height).press("5a<tab>Nova<c-s>"));
        // That a code is taken is known by the database alone.
        assert_snapshot!(format!("form taken {size}"), Desk::full().sized(width, height).press("5aacme<tab>Nova<c-s>"));
        let mut desk = Desk::full().sized(width, height);
        desk.press("4je<tab><tab><tab>");
        assert_snapshot!(format!("form backwards {size}"), desk.press("<tab><c-u>08:00<c-s>"));
        // What is no field's fault is said under them all.
        let mut desk = Desk::full().sized(width, height);
        assert_snapshot!(format!("form of a block {size}"), desk.press("5<tab><tab>e"));
    }
}

#[test]
fn what_there_is_to_choose_from() {
    for (width, height) in [(100, 30), (80, 24), (45, 20)] {
        let size = format!("{width}x{height}");
        let desk = || Desk::full().sized(width, height);
        assert_snapshot!(format!("form pick client {size}"), desk().press("4je<c-u>z"));
        assert_snapshot!(format!("form pick any client {size}"), desk().press("4je<c-u><c-n><down>"));
        assert_snapshot!(format!("form pick zone {size}"), desk().press("5a<tab><tab>europe/b"));
        assert_snapshot!(format!("form pick choice {size}"), desk().press("5<tab><tab>a<c-n>"));
        assert_snapshot!(format!("form calendar {size}"), desk().press("3e<tab><tab><c-n>"));
        assert_snapshot!(format!("form calendar next {size}"), desk().press("3e<tab><tab><c-n>]<down>"));
    }
    let mut desk = Desk::full();
    desk.press("4je<c-u><c-n><down><enter>");
    assert!(desk.line("› client").contains("kato"), "{}", desk.line("› client"));
    desk.press("<c-s>");
    assert!(desk.footer().ends_with("u undoes"), "{}", desk.footer());
    assert!(desk.line("newsletter layout").contains("kato"));
    let mut desk = Desk::full();
    desk.press("3e<tab><tab><c-n><down><right><enter>");
    assert!(desk.line("› due").contains("2026-06-27            = Sat 27 Jun"), "{}", desk.line("› due"));
}

/// The fields of the form for an agreement with their explanations, each at its first choice and the next.
#[test]
fn every_choice_of_an_agreement_is_explained() {
    let mut desk = Desk::full().sized(100, 36);
    desk.press("5<tab><tab>a");
    desk.press("retainer<tab>20<tab>800<tab>");
    let mut said = String::new();
    for _ in 0..16 {
        let picture = desk.picture();
        let field = picture.lines().find(|l| l.contains('›')).unwrap_or_default();
        let name = field.split('›').nth(1).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        if ["rollover", "order", "counts", "first", "rush-burns"].contains(&name) {
            let mut seen = Vec::new();
            loop {
                let about = about(&desk.press(" "));
                if seen.contains(&about) {
                    break;
                }
                assert!(about.lines().count() > 2, "{name} has no explanation for\n{}", desk.picture());
                said.push_str(&about);
                said.push('\n');
                seen.push(about);
            }
            assert!(seen.len() > 1, "{name} has a single explanation");
        }
        desk.press("<tab>");
    }
    for (field, value) in
        [("cap", "5h"), ("life", "2"), ("overage-rate", "60"), ("services", "email"), ("every", "2weeks")]
    {
        to(&mut desk, field);
        desk.press(value);
        said.push_str(&about(&desk.press("<esc>")));
        said.push('\n');
        desk.press(" <bs>");
    }
    assert_snapshot!("form explained", said);
}

/// Goes to a field of the open form.
fn to(desk: &mut Desk, field: &str) {
    for _ in 0..30 {
        if desk.line("›").split('›').nth(1).is_some_and(|l| l.split_whitespace().next() == Some(field)) {
            return;
        }
        desk.press("<tab>");
    }
    panic!("no field {field} in\n{}", desk.picture());
}

/// What stands at the field that has the keys, up to the next one.
fn about(picture: &str) -> String {
    // The box is wider than anything beside it.
    let inside = picture.lines().filter_map(|l| l.split('│').max_by_key(|part| part.chars().count()));
    let mut lines = inside.skip_while(|l| !l.starts_with(" ›"));
    let first = lines.next().unwrap_or_default().trim_end();
    let rest = lines.take_while(|l| l.starts_with("        ")).map(str::trim_end);
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n")
}
