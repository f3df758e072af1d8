//! What we say a text occupies is what terminals, and ratatui, give it.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use vadash::domain::text;

/// Column at which ratatui would print the next character.
fn printed(shown: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    usize::from(buffer.set_stringn(0, 0, shown, 2000, Style::new()).0)
}

const SAMPLES: &str = include_str!("data/widths.json");

#[test]
fn four_terminals_agree_with_us_where_they_agree_with_each_other() {
    let samples: Vec<Value> = serde_json::from_str(SAMPLES).unwrap();
    for row in samples.iter().filter(|row| row["agree"] == true) {
        let shown = row["text"].as_str().unwrap();
        assert_eq!(Some(text::width(shown) as u64), row["width"].as_u64(), "{shown:?}");
    }
}

#[test]
fn ratatui_prints_every_sample_in_the_columns_we_say() {
    let samples: Vec<Value> = serde_json::from_str(SAMPLES).unwrap();
    for row in samples {
        let raw = row["text"].as_str().unwrap();
        assert_eq!(printed(&text::screen(raw)), text::width(raw), "{raw:?}");
    }
}

/// Text made of what goes wrong: joiners, marks, selectors, flags, tints, jamo, wide and control characters.
fn trouble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        4 => proptest::sample::select(vec![
            "a", " ", "é", "\u{301}", "\u{323}", "\u{200D}", "\u{200C}", "\u{FE0F}", "\u{FE0E}", "\u{20E3}", "👩", "💻",
            "🏽", "🏳", "🌈", "♂", "🇩", "🇪", "日", "ｶ", "ﾞ", "\u{1100}", "\u{1161}", "\u{11A8}", "각", "क", "\u{94D}", "ष",
            "ि", "ل", "ا", "\u{200B}", "\u{202E}", "\u{1b}", "\n", "\t", "\r", "\u{AD}", "ำ", "\u{E0067}", "©", "\u{600}",
        ]).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_takes_the_columns_we_say(raw in trouble(), columns in 0usize..30) {
        let shown = text::screen(&raw);
        prop_assert_eq!(text::screen(&shown), shown.as_ref());
        prop_assert_eq!(printed(&shown), text::width(&raw));
        let pieces: usize = shown.graphemes(true).map(text::width).sum();
        prop_assert_eq!(pieces, text::width(&raw));

        let cut = text::cut(&raw, columns);
        prop_assert!(printed(&cut) <= columns);
        prop_assert_eq!(printed(&text::pad(&raw, columns)), columns);
        prop_assert_eq!(printed(&text::pad_left(&raw, columns)), columns);
        for line in text::wrap(&raw, columns) {
            prop_assert!(printed(&line) <= columns, "{line:?}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal(raw in trouble()) {
        for shown in [text::clean(&raw), text::clean_line(&raw), text::screen(&raw)] {
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert_eq!(text::clean(&shown), shown.as_ref());
        }
    }

    #[test]
    fn wrapping_loses_nothing_but_spaces(raw in trouble(), columns in 9usize..30) {
        let unspaced = |text: &str| text.replace(' ', "");
        let wrapped = unspaced(&text::wrap(&raw, columns).concat());
        let whole = unspaced(&raw.lines().map(text::screen).collect::<String>());
        prop_assert_eq!(wrapped, whole);
    }
}
