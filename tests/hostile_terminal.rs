//! Nothing that stands in a record steers the terminal: the screen and every command are run twice, over harmless
//! records and over the same ones full of tricks, and the second writes no kind of sequence that the first does not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use support::Home;
use terminal::Terminal;
use vadash::domain::text::is_trick;

/// What a terminal, or who looks at it, may fall for.
const TRICKS: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]52;c;b3duZWQ=\u{1b}\\",
    "\u{1b}[2J\u{1b}[1;1H\u{1b}[31m",
    "\u{1b}[?1049l\u{1b}c",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{9b}31m\u{9d}0;owned\u{9c}",
    "\u{90}x\u{9c}\u{85}\u{80}",
    "\u{7}\u{8}\u{8}\u{7f}\u{e}\u{f}\u{c}\u{b}",
    "\u{1}\u{2}\u{3}\u{5}\u{11}\u{13}\u{18}\u{1a}",
    "\u{202a}\u{202b}\u{202e}evil\u{2066}\u{2067}\u{2069}\u{200e}\u{200f}\u{61c}",
    "\u{200b}\u{2060}\u{feff}\u{ad}\u{180e}\u{fff9}\u{fffb}",
    "\u{2028}\u{2029}\u{e0041}\u{e007f}\u{e0100}\u{1d173}",
    "\r\nowned",
    "%s%n$(id)`id`",
];

/// Text for a field: plain, or with all tricks, a hundred stacked marks and, where it is called for, 10 kB of it.
struct Filler {
    hostile: bool,
}

impl Filler {
    fn text(&self, plain: &str) -> String {
        if !self.hostile {
            return plain.to_owned();
        }
        format!("{plain}{} a{}", TRICKS.concat(), "\u{301}".repeat(100))
    }

    fn long(&self, plain: &str) -> String {
        if self.hostile {
            format!("{}{}", self.text(plain), "\u{202e}\u{1b}[5mlong ".repeat(1_000))
        } else {
            plain.to_owned()
        }
    }

    /// One word of it, for what is split at spaces.
    fn word(&self, plain: &str) -> String {
        self.text(plain).replace(char::is_whitespace, "")
    }
}

/// A home with something in every field that holds text.
fn furnished(filler: &Filler) -> Home {
    let home = Home::new();
    let (text, word) = (|plain: &str| filler.text(plain), |plain: &str| filler.word(plain));
    let zone = "Europe/London".to_owned();
    let s = str::to_owned;
    let lines: Vec<Vec<String>> = vec![
        vec![s("client"), s("add"), s("acme"), s("--name"), text("Acme GmbH"), s("--rate"), s("45"), s("--zone"), zone],
        vec![s("client"), s("edit"), s("acme"), s("--note"), text("a note")],
        vec![s("client"), s("edit"), s("acme"), s("--email"), word("bills@acme.example")],
        vec![s("client"), s("edit"), s("acme"), s("--alias"), word("ac")],
        vec![s("client"), s("add"), s("zeta"), s("--name"), filler.long("Zeta Ltd"), s("--rate"), s("50")],
        vec![s("client"), s("add"), word("odd")],
        vec![s("service"), s("add"), s("email"), s("--name"), text("E-Mail")],
        vec![s("log"), s("acme"), s("9:00-10:30"), text("newsletter"), s("--tag"), word("tag")],
        vec![s("log"), s("zeta"), s("1h"), filler.long("long note")],
        vec![s("task"), s("add"), format!("acme {} due:today", text("write a draft"))],
        vec![s("task"), s("add"), format!("zeta {} due:fri", filler.long("a long task"))],
        vec![s("task"), s("edit"), s("1"), s("--note"), text("checklist")],
        vec![
            s("event"),
            s("add"),
            s("--title"),
            text("kickoff"),
            s("--start"),
            s("2026-06-22T14:10"),
            s("--end"),
            s("2026-06-22T15:00"),
            s("--client"),
            s("acme"),
            s("--location"),
            text("Room 3"),
        ],
        vec![s("event"), s("edit"), s("1"), s("--note"), filler.long("what it is about")],
        vec![s("event"), s("edit"), s("1"), s("--url"), word("https://meet.example/x")],
        vec![s("event"), s("add"), s("--title"), filler.long("long talk"), s("--start"), s("2026-06-23T10:00")],
        vec![
            s("agreement"),
            s("add"),
            s("acme"),
            s("retainer"),
            s("--hours"),
            s("20"),
            s("--fee"),
            s("800"),
            s("--start"),
            s("2026-06-01"),
        ],
        vec![s("agreement"), s("adjust"), s("1"), s("2h"), s("--reason"), text("a gift")],
        vec![s("filter"), s("save"), s("mine"), text("client:acme")],
        vec![s("filter"), s("save"), word("odd"), s("client:acme")],
        vec![s("start"), s("acme"), text("at work")],
    ];
    for line in &lines {
        let answer = home.run(line);
        assert!(filler.hostile || answer.code == 0, "{line:?}: {answer:?}");
        is_clean(&answer.out, &format!("{line:?}"));
        is_clean(&answer.err, &format!("{line:?}"));
    }
    let name = text("Team").replace(['\r', '\n'], " ");
    let event = format!(
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20260622T130000Z\r\nDTEND:20260622T133000Z\r\nSUMMARY:{0}\r\nLOCATION:{0}\r\nDESCRIPTION:{0}\r\n\
         ORGANIZER;CN=\"{0}\":mailto:o@example.org\r\nRRULE:FREQ=SECONDLY;X={0}\r\nURL:https://x.example/{0}\r\nEND:VEVENT\r\n",
        text("from a file").replace(['\r', '\n', '"'], " ")
    );
    home.write(
        "team.ics",
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:{name}\r\n{event}END:VCALENDAR\r\n"),
    );
    let answer = home.sh("vadash import ics team.ics");
    assert_eq!(answer.code, 0, "{answer:?}");
    is_clean(&(answer.out + &answer.err), "import");
    let value = filler.text("plain").replace(['\r', '\n', '\'', '"', '\\'], " ");
    let value: String = value
        .chars()
        .map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
        .collect();
    home.write(
        ".config/vadash/config.toml",
        format!("theme = \"{value}\"\n\"{value}\" = 1\n[keys]\n\"{value}\" = \"log\"\nlog = \"{value}\"\n[[calendar]]\nname = \"{value}\"\npath = \"~/none/{value}\"\n"),
    );
    home
}

/// Nothing but text, line breaks and colours that a pipe may not have: not even those.
fn is_clean(text: &str, at: &str) {
    let bad: Vec<char> = text.chars().filter(|c| *c != '\n' && is_trick(*c)).collect();
    assert!(bad.is_empty(), "{at}: {bad:?} in {text:.400?}");
}

/// No letter has more marks than a script needs.
fn has_no_pile(text: &str, at: &str) {
    let mut marks = 0;
    for (n, c) in text.char_indices() {
        marks = if c == '\u{301}' { marks + 1 } else { 0 };
        assert!(
            marks <= 8,
            "{at}: a pile of marks behind {:?}",
            text[..n].lines().next_back().unwrap_or_default().chars().take(60).collect::<String>()
        );
    }
}

/// Commands that show what there is, and some that are refused with what they were given.
const SHOWN: &[&str] = &[
    "status",
    "agenda",
    "task list",
    "task show 1",
    "task show 2",
    "task why 1",
    "entry list",
    "entry show 1",
    "entry show 2",
    "client list",
    "client show acme",
    "client show zeta",
    "service list",
    "rate list",
    "rate why 1",
    "agreement list",
    "agreement show 1",
    "retainers",
    "unbilled",
    "statement acme",
    "statement zeta",
    "event show 1",
    "event show 3",
    "free",
    "free --with acme",
    "history",
    "filter list",
    "config check",
    "config show",
    "config path",
    "export ics",
    "export csv",
    "db path",
    "db check",
    "remind --once",
];

fn refused(filler: &Filler) -> Vec<Vec<String>> {
    let evil = filler.text("nobody");
    let lines: &[&[&str]] = &[
        &["log", "X", "1h"],
        &["log", "acme", "X"],
        &["X"],
        &["--X"],
        &["client", "X"],
        &["start", "acme", "--at", "X"],
        &["import", "ics", "X"],
        &["import", "csv", "X"],
        &["--db", "X/x/y.db", "status"],
        &["--config", "X", "status"],
        &["--now", "X", "status"],
        &["--config", "X", "config", "path"],
        &["--db", "X.db", "db", "path"],
        &["task", "add", "due:X"],
        &["event", "add", "X"],
        &["entry", "show", "X"],
        &["statement", "acme", "--cycle", "X"],
        &["db", "restore", "X"],
        &["rate", "set", "X"],
        &["status", "--format", "X{client}{X}"],
        &["export", "ics", "--calendar", "X"],
        &["db", "backup", "X/none"],
        &["completions", "X"],
    ];
    lines.iter().map(|line| line.iter().map(|word| word.replace('X', &evil)).collect()).collect()
}

#[test]
fn commands_write_nothing_but_text_to_a_pipe() {
    let filler = Filler { hostile: true };
    let home = furnished(&filler);
    for line in SHOWN {
        for json in ["", "--json "] {
            let answer = home.sh(&format!("vadash {json}{line}"));
            assert!([0, 1].contains(&answer.code), "{line}: {answer:?}");
            // Tables of other programs end their lines as those want it.
            if line.starts_with("export ics") {
                assert!(!answer.out.contains(|c: char| c.is_control() && !"\r\n".contains(c)), "{line}");
            } else {
                is_clean(&answer.out, line);
            }
            is_clean(&answer.err, line);
            // What is data goes out as it is, and is no picture.
            if json.is_empty() && !line.starts_with("export") {
                has_no_pile(&answer.out, line);
            }
            if !json.is_empty() && answer.code == 0 && !line.starts_with("remind") {
                serde_json::from_str::<serde_json::Value>(&answer.out).unwrap_or_else(|e| panic!("{line}: {e}"));
            }
        }
    }
    is_clean(&home.sh("vadash remind --once --stream").out, "remind --stream");
    for line in refused(&filler) {
        let answer = home.run(&line);
        is_clean(&answer.out, &format!("{line:?}"));
        is_clean(&answer.err, &format!("{line:?}"));
    }
}

/// In a terminal that takes titles, clipboards and notifications, so that all of them are written.
fn open(home: &Home, words: &[String]) -> Terminal {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let runtime = home.path().to_str().unwrap();
    let environment =
        [("TERM", "xterm-kitty"), ("SSH_TTY", "/dev/pts/9"), ("EDITOR", "true"), ("XDG_RUNTIME_DIR", runtime)];
    Terminal::open(home, &words, &environment, (40, 150))
}

/// Presses keys, and waits until nothing is written any more in answer.
fn press(terminal: &Terminal, keys: &str) {
    terminal.type_keys(keys);
    terminal.is_silent(Duration::from_millis(25));
}

/// All that was written, once the program has ended.
fn written(mut terminal: Terminal) -> String {
    terminal.ended();
    terminal.is_silent(Duration::from_millis(100));
    terminal.bytes()
}

/// The kinds of sequences in what was written, and the text between and inside them.
fn kinds(all: &str) -> (BTreeSet<String>, String) {
    let (mut kinds, mut text) = (BTreeSet::new(), String::new());
    let mut chars = all.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            if c.is_ascii_control() {
                kinds.insert(format!("{:02x}", u32::from(c)));
            } else {
                text.push(c);
            }
            continue;
        }
        match chars.next() {
            Some('[') => {
                let marks: String = std::iter::from_fn(|| chars.next_if(|c| "<=>?".contains(*c))).collect();
                let numbers: String =
                    std::iter::from_fn(|| chars.next_if(|c| ('\u{20}'..='\u{3f}').contains(c))).collect();
                // Private modes are told apart by number; where the cursor goes and what colour follows is not.
                let numbers = if marks.is_empty() { String::new() } else { numbers };
                kinds.insert(format!("CSI {marks}{numbers}{}", chars.next().unwrap_or_default()));
            }
            Some(open @ (']' | 'P' | '_' | '^' | 'X')) => {
                let mut inside = String::new();
                while let Some(c) = chars.next() {
                    if c == '\u{7}' || c == '\u{1b}' && chars.next_if_eq(&'\\').is_some() {
                        break;
                    }
                    inside.push(c);
                }
                let number: String = inside.chars().take_while(char::is_ascii_digit).collect();
                kinds.insert(format!("ESC {open}{number}"));
                text.push_str(&inside);
            }
            other => _ = kinds.insert(format!("ESC {}", other.unwrap_or_default())),
        }
    }
    (kinds, text)
}

/// Keys that lead everywhere: each view with its panes, and in it forms, prompts, help, the palette and details.
fn walk(home: &Home) -> String {
    let mut terminal = open(home, &[]);
    terminal.shows("Unbilled");
    let openers = ["\r", "e", "?", ":", "l", "a", "/", "n", "y", "f", "o", "u", "D"];
    // Entries first: each `u` takes a step back, and in a few views all of them are gone.
    for view in ["4", "1", "2", "3", "5", "6", "7"] {
        for pane in 0..2 {
            for opener in openers {
                // An escape that other keys follow at once would be read as one key with them.
                for keys in [&format!("{view}{}j", "\t".repeat(pane)), opener, "\t", "\u{1b}", "\u{1b}"] {
                    press(&terminal, keys);
                }
                assert!(terminal.is_running(), "{view}, {pane}, {opener:?} ended it");
            }
        }
    }
    press(&terminal, "\u{1b}");
    press(&terminal, "\u{3}");
    terminal.type_keys("q");
    written(terminal)
}

#[test]
fn the_screen_writes_no_sequence_that_harmless_records_do_not() {
    let harmless = thread::spawn(|| kinds(&walk(&furnished(&Filler { hostile: false }))));
    let (found, text) = kinds(&walk(&furnished(&Filler { hostile: true })));
    let (usual, plain) = harmless.join().unwrap();
    for (text, what) in [(&text, "hostile"), (&plain, "harmless")] {
        for word in ["kickoff", "newsletter", "draft"] {
            assert!(text.contains(word), "{what}: {word} was never drawn");
        }
    }
    let more: Vec<_> = found.difference(&usual).collect();
    assert!(more.is_empty(), "{more:?} beyond {usual:?}");
    let bad: BTreeSet<char> = text.chars().filter(|c| is_trick(*c)).collect();
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn commands_write_no_sequence_to_a_terminal_that_harmless_records_do_not() {
    let run = |filler: &Filler| {
        let home = furnished(filler);
        let words = SHOWN.iter().map(|line| line.split(' ').map(str::to_owned).collect()).chain(refused(filler));
        let mut all = (BTreeSet::new(), String::new());
        for words in words {
            let (found, text) = kinds(&written(open(&home, &words)));
            all.0.extend(found);
            // A calendar has no other way to write a mark that turns the direction: there it is data.
            if !words.join(" ").starts_with("export ics") {
                all.1.push_str(&text);
            }
        }
        all
    };
    let (usual, _) = run(&Filler { hostile: false });
    let (found, text) = run(&Filler { hostile: true });
    let more: Vec<_> = found.difference(&usual).collect();
    assert!(more.is_empty(), "{more:?} beyond {usual:?}");
    is_clean(&text, "commands in a terminal");
}
