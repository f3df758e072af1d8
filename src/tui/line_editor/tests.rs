use proptest::prelude::*;

use super::*;

fn key(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

/// Presses keys written as in the help: `C-a`, `M-b`, `Left`, or text typed character by character.
fn press(line: &mut LineEditor, keys: &[&str]) -> EditOutcome {
    let mut outcome = EditOutcome::Ignored;
    for name in keys {
        let code = |name: &str| match name {
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "BS" => KeyCode::Backspace,
            "Del" => KeyCode::Delete,
            "Tab" => KeyCode::Tab,
            "Enter" => KeyCode::Enter,
            _ => KeyCode::Char(name.chars().next().unwrap()),
        };
        if let Some(rest) = name.strip_prefix("C-") {
            outcome = line.press(key(code(rest), KeyModifiers::CONTROL));
        } else if let Some(rest) = name.strip_prefix("M-") {
            outcome = line.press(key(code(rest), KeyModifiers::ALT));
        } else if let KeyCode::Char(_) = code(name) {
            for c in name.chars() {
                outcome = line.press(key(KeyCode::Char(c), KeyModifiers::NONE));
            }
        } else {
            outcome = line.press(key(code(name), KeyModifiers::NONE));
        }
    }
    outcome
}

/// The text with `|` at the cursor.
fn shown(line: &LineEditor) -> String {
    let (before, after) = line.text().split_at(line.cursor());
    format!("{before}|{after}")
}

fn after(keys: &[&str]) -> String {
    let mut line = LineEditor::default();
    press(&mut line, keys);
    shown(&line)
}

#[test]
fn keys_move_and_erase() {
    assert_eq!(after(&["one two", "Home", "Right", "C-f", "x"]), "onx|e two");
    assert_eq!(after(&["one two", "Left", "C-b", "BS", "Del"]), "one |o");
    assert_eq!(after(&["one two", "C-h", "C-a", "C-d"]), "|ne tw");
    assert_eq!(after(&["one two-three", "M-b", "M-b", "x"]), "one x|two-three");
    assert_eq!(after(&["one two-three", "Home", "M-f", "M-f"]), "one two|-three");
    assert_eq!(after(&["one two", "C-Left", "C-t"]), "onet |wo");
    assert_eq!(after(&["ab", "C-t"]), "ba|");
    assert_eq!(after(&["a", "C-t"]), "a|");
}

#[test]
fn kills_join_and_come_back() {
    assert_eq!(after(&["one two three", "C-w", "C-w", "C-a", "C-y"]), "two three|one ");
    assert_eq!(after(&["one two", "Home", "M-d", "M-d", "C-y", "C-y"]), "one twoone two|");
    assert_eq!(after(&["one two", "C-u", "x", "C-y"]), "xone two|");
    assert_eq!(after(&["one two", "M-b", "C-k", "Home", "C-y"]), "two|one ");
    assert_eq!(after(&["a@b-c", "M-BS"]), "a@b-|");
    assert_eq!(after(&["one two", "M-BS", "x", "C-u", "C-y", "M-y"]), "two|");
    assert_eq!(after(&["one", "C-k", "C-y"]), "one|");
    assert_eq!(after(&["x", "C-u", "\u{301}", "C-u", "e", "C-y", "M-y"]), "éx|");
}

#[test]
fn graphemes_are_typed_and_erased_whole() {
    assert_eq!(after(&["Nguye\u{302}\u{303}n"]), "Nguyễn|");
    assert_eq!(after(&["Thi\u{323}", "BS"]), "Th|");
    assert_eq!(after(&["👨\u{200D}👩\u{200D}👧x", "Left", "BS"]), "|x");
    assert_eq!(after(&["🇩🇪🇻🇳", "Left", "BS"]), "|🇻🇳");
    assert_eq!(after(&["\u{301}", "Home", "e"]), "é|");
}

#[test]
fn pasted_lines_become_one() {
    let mut line = LineEditor::default();
    assert_eq!(line.paste("one\r\ntwo\tthree\x1b[31m\nCafe\u{301}\n"), EditOutcome::Changed);
    assert_eq!(shown(&line), "one two three[31m Café|");
}

#[test]
fn history_goes_back_and_returns_to_the_draft() {
    let mut line = LineEditor::with_history(vec!["older".into(), "newer".into()]);
    press(&mut line, &["draft", "Up"]);
    assert_eq!(shown(&line), "newer|");
    assert_eq!(press(&mut line, &["C-p", "Up"]), EditOutcome::Moved);
    assert_eq!(shown(&line), "older|");
    press(&mut line, &["C-n", "Down"]);
    assert_eq!(shown(&line), "draft|");
    assert_eq!(press(&mut line, &["Down"]), EditOutcome::Moved);
    assert_eq!(press(&mut LineEditor::default(), &["Up"]), EditOutcome::Ignored);
}

#[test]
fn other_keys_are_left_alone() {
    let mut line = LineEditor::default();
    for name in ["Tab", "Enter", "C-d", "C-s", "M-x"] {
        assert_eq!(press(&mut line, &[name]), EditOutcome::Ignored, "{name}");
    }
    assert_eq!(press(&mut line, &["Left"]), EditOutcome::Moved);
    let shift = key(KeyCode::Char('A'), KeyModifiers::SHIFT);
    assert_eq!((line.press(shift), line.text()), (EditOutcome::Changed, "A"));
}

#[test]
fn a_word_is_found_and_completed() {
    let mut line = LineEditor::default();
    press(&mut line, &["log Ngu 1h", "M-b", "Left"]);
    let (range, word) = line.word_at_cursor();
    assert_eq!((range.clone(), word), (4..7, "Ngu"));
    line.replace(range, "Nguyễn");
    assert_eq!(shown(&line), "log Nguyễn| 1h");
    line.replace(99..120, "!");
    assert_eq!(shown(&line), "log Nguyễn 1h!|");
    line.set("a ");
    assert_eq!(line.word_at_cursor(), (2..2, ""));
}

#[test]
fn a_long_line_scrolls_with_its_cursor() {
    let mut line = LineEditor::default();
    press(&mut line, &["0123456789"]);
    assert_eq!(line.view(11), ("0123456789".into(), 10));
    assert_eq!(line.view(10), ("56789".into(), 5));
    press(&mut line, &["Left"]);
    assert_eq!(line.view(10), ("0123456789".into(), 9));
    press(&mut line, &["Home"]);
    assert_eq!(line.view(4), ("0123".into(), 0));
    line.set("日本語テキスト");
    assert_eq!(line.view(6), ("スト".into(), 4));
    assert_eq!(line.view(0), (String::new(), 0));
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let characters =
        "aé日 -\u{301}\u{323}\u{200D}👩💻🏽🇩🇪\u{FE0F}\u{1100}\u{1161}\u{11A8}\u{200B}\u{202E}क\u{94D}षﾞ\u{600}";
    let code = prop_oneof![
        6 => proptest::sample::select(characters.chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        1 => any::<char>().prop_map(KeyCode::Char),
        6 => proptest::sample::select("abefkuwydhtpn".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        4 => proptest::sample::select(vec![
            KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Up, KeyCode::Down,
            KeyCode::Backspace, KeyCode::Delete, KeyCode::Enter,
        ]),
    ];
    let modifiers = prop_oneof![
        3 => Just(KeyModifiers::NONE), 2 => Just(KeyModifiers::CONTROL), 1 => Just(KeyModifiers::ALT),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| key(code, modifiers))
}

proptest! {
    #[test]
    fn any_keys_leave_the_cursor_on_a_boundary(
        keys in proptest::collection::vec(any_key(), 0..60),
        pasted in ".{0,8}",
        part in (0usize..40, 0usize..40),
        columns in 0usize..12,
    ) {
        let mut line = LineEditor::with_history(vec!["e\u{301}\n🇩🇪".into(), "b".into()]);
        for (n, key) in keys.into_iter().enumerate() {
            let before = line.text().to_owned();
            let outcome = line.press(key);
            prop_assert_eq!(outcome == EditOutcome::Changed, before != line.text());
            if n == 20 {
                line.paste(&pasted);
            }
            if n == 40 {
                line.replace(part.0..part.1, &pasted);
            }
            let at = line.cursor();
            prop_assert_eq!(boundary(line.text(), at), at);
            prop_assert_eq!(text::nfc(line.text()), line.text());
            prop_assert!(!line.text().chars().any(char::is_control));

            let (range, word) = line.word_at_cursor();
            prop_assert!(range.start <= at && at <= range.end && !word.contains(char::is_whitespace));
            let (seen, column) = line.view(columns);
            prop_assert!(text::width(&seen) <= columns && column <= columns.saturating_sub(1), "{seen:?} {column}");
        }
    }
}
