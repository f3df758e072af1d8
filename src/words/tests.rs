//! The words of the program, and a user's own; what the build refuses is in `tests/papers.rs`.

use super::papers::{Form, Language, Words};

fn words(tag: &str) -> Words {
    Words::of(tag, None)
}

#[test]
fn a_message_is_said_in_each_language() {
    let said = |say: fn(&Words) -> String| Language::ALL.map(|language| say(&words(language.tag())));
    assert_eq!(said(Words::invoice), ["Invoice", "Rechnung", "Hóa đơn", "Hisob-faktura"]);
    assert_eq!(
        said(|words| words.pieces(1, "1")),
        ["1 piece", "1 Stück", "1 cái", "1 dona"],
        "the count chooses, the number is written"
    );
    assert_eq!(said(|words| words.months(2, "1,5"))[1], "1,5 Monate");
    assert_eq!(said(|words| words.days_overdue(1200))[1], "1.200 Tage");
    assert_eq!(words("de").greeting(Form::Familiar), "Hallo,");
}

#[test]
fn uzbek_has_its_own_letters() {
    let text = include_str!("../../assets/words/papers/uz.ftl");
    assert!(!text.contains(['\'', '‘', '`']) && text.contains("oʻ") && text.contains("gʻ"));
    let vietnamese = include_str!("../../assets/words/papers/vi.ftl");
    assert_eq!(crate::domain::text::nfc(vietnamese), vietnamese);
}

#[test]
fn a_users_own_words_replace_single_ones() {
    let own = "# mine\n-firm = Bureau\ninvoice = Honorarnote { -firm }\ntotal = { $sum }\nsubtotl = x\npieces = { $count ->\n    [one] ein Ding\n   *[other] { $count } Dinge\n}\nquantity = { QTY() }\n";
    let words = Words::of("de", Some(own));
    assert_eq!([words.invoice(), words.total(), words.date()], ["Honorarnote Bureau", "Gesamtbetrag", "Datum"]);
    assert_eq!([words.pieces(1, "1"), words.pieces(1200, "1")], ["ein Ding", "1.200 Dinge"]);
    let mistakes: Vec<(usize, &str)> = words.mistakes().iter().map(|m| (m.line, m.what.as_str())).collect();
    assert_eq!(
        mistakes,
        [
            (4, "'total' takes $sum otherwise than it is: there are no arguments"),
            (5, "'subtotl' is no message"),
            (10, "'quantity' calls QTY: there are no functions"),
        ]
    );
    let french = Words::of(
        "fr",
        Some(
            "-like = de\ninvoice = Facture\ngreeting = { $form ->\n    [familiar] Salut,\n   *[formal] Madame, Monsieur,\n}\n",
        ),
    );
    assert_eq!(
        [french.invoice(), french.total(), french.greeting(Form::Formal)],
        ["Facture", "Total", "Madame, Monsieur,"]
    );
    assert_eq!((french.like(), french.tag(), french.mistakes().len()), (Language::De, "fr", 0));
    assert_eq!(Words::of("fr", Some("-like = it\n")).mistakes()[0].line, 1);
    assert_eq!(Words::of("fr", None).tag(), "en");
    let windows = Words::of("de", Some("\u{feff}invoice = Honorar\r\ntotal =\r\n    alles\r\n    zusammen\r\n"));
    assert_eq!([windows.invoice(), windows.total()], ["Honorar", "alles\nzusammen"]);
    assert!(Words::is_known("vi", None) && !Words::is_known("fr", None));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// A user's own file may hold anything: it is read, or its mistakes are told.
    #[test]
    fn any_file_is_read(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        let text = parts.concat();
        let words = Words::of("vi", Some(&text));
        assert!(!words.invoice().is_empty() || text.contains("invoice"));
        let lines = text.lines().count() + 1;
        assert!(words.mistakes().iter().all(|mistake| (1..=lines).contains(&mistake.line)), "{text}");
    }
}

/// What files are made of, and what they should not be.
const PARTS: &[&str] = &[
    "invoice",
    "total",
    "pieces",
    "-like",
    "-a",
    " = ",
    "=",
    "\n",
    "\n    ",
    "\r\n",
    "{",
    "}",
    "{ $count }",
    "$count",
    " ->",
    "[one]",
    "*[other]",
    "*[formal]",
    "\"",
    "\\u00",
    "\\",
    "oʻ",
    "\u{feff}",
    "\u{1f600}",
    "#",
    "## ",
    "text",
    ".attr",
    "( )",
    "{ -a }",
    "7",
];
