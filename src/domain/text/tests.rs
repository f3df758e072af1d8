use super::*;

#[test]
fn clean_replaces_every_trick_and_nothing_else() {
    for trick in ['\0', '\n', '\t', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202E}', '\u{2066}', '\u{200F}', '\u{061C}'] {
        assert_eq!(clean(&format!("a{trick}b")), "a\u{FFFD}b", "{trick:?}");
    }
    for trick in "\u{200B}\u{2060}\u{FEFF}\u{AD}\u{2028}\u{2029}\u{180E}\u{FFF9}\u{FFFB}\u{E0041}\u{E007F}".chars() {
        assert_eq!(clean(&format!("a{trick}b")), "a\u{FFFD}b", "{trick:?}");
    }
    for kept in ["Nguyễn Thị", "می\u{200C}خواهم", "👩\u{200D}💻", "e\u{301}", "क्\u{200D}ष", "a b"]
    {
        assert!(matches!(clean(kept), Cow::Borrowed(_)), "{kept}");
    }
    assert_eq!(clean_line("a\r\nb\tc\u{1b}[31m"), "a b c\u{FFFD}[31m");
}

#[test]
fn marks_stack_eight_high_joiners_or_not() {
    assert_eq!(clean(&format!("a{}b", "\u{301}".repeat(99))), format!("a{}b", "\u{301}".repeat(8)));
    assert!(clean(&format!("a{}", "\u{301}\u{200D}".repeat(99))).chars().count() <= 9);
}

#[test]
fn what_terminals_dispute_is_shown_in_a_form_they_share() {
    for (text, shown) in [
        ("👩\u{200D}💻 dev", "👩 dev"),
        ("🏳\u{FE0F}\u{200D}🌈", "🏳"),
        ("🏃\u{200D}♂\u{FE0F}", "🏃"),
        ("🇩🇪 🇻🇳", "DE VN"),
        ("👍🏽 ok", "👍 ok"),
        ("☎\u{FE0F} 1\u{FE0F}\u{20E3}", "☎ 1\u{20E3}"),
        ("Thi\u{323}", "Thị"),
        ("हिन्दी", "हिन्दी"),
        ("\u{301}a", "\u{FFFD}a"),
        ("ﾊﾝｶﾞ", "ﾊﾝガ"),
    ] {
        assert_eq!(screen(text), shown);
    }
}

#[test]
fn cut_keeps_clusters_whole() {
    assert_eq!(cut("newsletter", 10), "newsletter");
    assert_eq!(cut("newsletter", 6), "newsl…");
    assert_eq!(cut("日本語", 5), "日本…");
    assert_eq!(cut("日本語", 4), "日…");
    assert_eq!(cut("Nguye\u{302}\u{303}n", 5), "Nguy…");
    assert_eq!((cut("ab", 0), cut("ab", 1), cut("", 0)), ("".into(), "…".into(), "".into()));
}

#[test]
fn pad_fills_to_the_column() {
    assert_eq!(pad("日本語", 4), "日… ");
    assert_eq!(pad("a\u{301}", 3), "á  ");
    assert_eq!(pad_left("12:15", 7), "  12:15");
}

#[test]
fn wrap_breaks_at_spaces_and_between_wide_characters() {
    assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]);
    assert_eq!(wrap("the quick  brown", 7), ["the", "quick", "brown"]);
    assert_eq!(wrap("  - a list of things\n\nend", 10), ["  - a list", "of things", "", "end"]);
    assert_eq!(wrap("unbreakable", 4), ["unbr", "eaka", "ble"]);
    assert_eq!(wrap("ok 日本語テキスト", 6), ["ok 日", "本語テ", "キスト"]);
    assert_eq!(wrap("日a", 1), ["…", "a"]);
    assert_eq!(wrap("a", 0), [""; 0]);
}

#[test]
fn simple_text_is_shown_as_it_is() {
    let simple: String = (' '..='\u{FFFF}').filter(|c| is_cell(*c)).collect();
    assert!(is_simple(&simple) && simple.contains(['é', '─', '…', '▶']));
    assert!(!is_simple("日") && !is_simple("e\u{301}") && !is_simple("👍") && !is_simple("\u{AD}"));
    // As it is measured and cut the long way, in any company.
    for text in [simple.clone(), simple.chars().rev().collect(), simple.chars().flat_map(|c| [c, 'a', c]).collect()] {
        assert_eq!(
            (clean_line(&text), without_selectors(&text), nfc(&text)),
            ((&text).into(), (&text).into(), (&text).into())
        );
        assert_eq!(one_width(&text), text);
        assert!(cells(&text).all(|(cell, wide)| wide == 1 && cell.chars().count() == 1));
    }
    for (columns, shown) in ["", "…", "a…", "añ…", "añ─…", "añ─…b", "añ─…b"].into_iter().enumerate()
    {
        assert_eq!(cut("añ─…b", columns), shown);
    }
}
