//! Whatever is pressed at whatever size: no panic.

use proptest::prelude::*;

use crate::desk::{Desk, keys_of};

const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "<c-d>",
    "<c-u>",
    "<tab>",
    "<s-tab>",
    "<left>",
    "<right>",
    "<enter>",
    "<esc>",
    "<esc>",
    "a",
    "l",
    "s",
    "S",
    "e",
    "y",
    "D",
    "u",
    "<c-r>",
    "<space>",
    "/",
    "f",
    ":",
    "<c-p>",
    "?",
    "*",
    "[",
    "]",
    "{",
    "}",
    "t",
    "o",
    "c",
    "x",
    "r",
    "X",
    "1h30",
    "acme",
    " ",
    "zeta ",
    "due:fri",
    "<bs>",
    "<up>",
    "<down>",
    "漢",
    "e\u{301}",
    "log ",
    "task add ",
    "'",
    "--on ",
    "<tab><tab>",
    "1",
    "2",
    "3",
    "4",
    "5",
    "w",
    "z",
    "Z",
    "v",
    "V",
    "e",
    "y",
    "n",
    "+",
    "-",
    "(",
    ")",
    ">",
    "=",
    "|",
    "J",
    "m",
    "R",
    "p",
    "W",
    "C",
    "i",
    "F",
    "<c-s>",
    "<c-n>",
    "<c-e>",
    "<c-j>",
    "<down>",
    "<left>",
    "#tag",
    "client:",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_keys_at_no_size_make_it_panic(
        steps in prop::collection::vec((0..KEYS.len(), prop::option::of((1_u16..220, 1_u16..70))), 1..60)
    ) {
        let mut desk = Desk::new();
        for (key, size) in steps {
            if let Some((width, height)) = size {
                desk.resize(width, height);
                desk.picture();
            }
            for key in keys_of(KEYS[key]) {
                desk.ui.press(key);
            }
        }
        desk.picture();
    }
}

#[test]
fn every_size_can_be_drawn() {
    let mut desk = Desk::new();
    let opened =
        ["", ":", "<esc>?", "<esc><tab>l", "<esc><enter>", "<esc><tab>e", "<c-n>", "<esc><esc>2", "3", "4", "5<enter>"];
    for keys in opened {
        desk.press(keys);
        for (width, height) in (1..90).map(|n| (n, n / 2 + 1)).chain([(1, 1), (300, 100), (300, 1), (1, 100), (200, 3)])
        {
            desk.resize(width, height);
            desk.picture();
        }
        desk.resize(100, 30);
    }
}
