//! A key, read and written without a terminal.

/// What is on a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A letter, figure or sign.
    Char(char),
    /// A key with a name, such as `enter`.
    Named(&'static str),
    /// A function key.
    F(u8),
}

/// A key with its modifiers, the same however a terminal reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// What is on it.
    pub code: KeyCode,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; of a letter, that is in the letter itself.
    pub shift: bool,
}

/// Keys with names, and how they are shown.
const NAMED: &[(&str, &str)] = &[
    ("enter", "Enter"),
    ("esc", "Esc"),
    ("tab", "Tab"),
    ("backspace", "Backspace"),
    ("delete", "Delete"),
    ("insert", "Insert"),
    ("up", "↑"),
    ("down", "↓"),
    ("left", "←"),
    ("right", "→"),
    ("home", "Home"),
    ("end", "End"),
    ("pageup", "PgUp"),
    ("pagedown", "PgDn"),
];

impl KeyCode {
    /// The key of a name.
    pub fn named(name: &str) -> Option<Self> {
        NAMED.iter().find(|(n, _)| *n == name).map(|(n, _)| Self::Named(n))
    }
}

impl Key {
    /// A key as every terminal's report of it is made to look.
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            // Terminals disagree about what goes with a shifted letter.
            KeyCode::Char(c) if ctrl => Self { code: KeyCode::Char(c.to_ascii_lowercase()), ctrl, alt, shift: false },
            KeyCode::Char(_) => Self { code, ctrl, alt, shift: false },
            _ => Self { code, ctrl, alt, shift },
        }
    }

    /// Reads `j`, `G`, `ctrl-d`, `shift-tab`, `space`, `f5`.
    pub fn read(name: &str) -> Option<Self> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = name;
        loop {
            let held = [("ctrl-", &mut ctrl), ("alt-", &mut alt), ("shift-", &mut shift)];
            let found = held.into_iter().find(|(word, _)| {
                rest.len() > word.len() && rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word))
            });
            let Some((word, held)) = found else { break };
            *held = true;
            rest = &rest[word.len()..];
        }
        let lower = rest.to_ascii_lowercase();
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) if !c.is_control() => {
                KeyCode::Char(if shift { c.to_uppercase().next().unwrap_or(c) } else { c })
            }
            _ if lower == "space" => KeyCode::Char(' '),
            _ => match KeyCode::named(&lower) {
                Some(code) => code,
                None => KeyCode::F(lower.strip_prefix('f')?.parse().ok().filter(|n| (1..=24).contains(n))?),
            },
        };
        Some(Self::new(code, ctrl, alt, shift))
    }

    /// The key as it is shown: `j`, `Ctrl-d`, `Shift-Tab`, `Space`, `↑`.
    pub fn name(self) -> String {
        let held = [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")];
        let mut name: String = held.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
        match self.code {
            KeyCode::Char(' ') => name.push_str("Space"),
            KeyCode::Char(c) => name.push(c),
            KeyCode::F(n) => name.push_str(&format!("F{n}")),
            KeyCode::Named(word) => name.push_str(NAMED.iter().find(|(n, _)| *n == word).map_or(word, |(_, s)| s)),
        }
        name
    }

    /// The key as it is written in the configuration.
    fn written(self) -> String {
        let held = [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")];
        let held: String = held.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
        match self.code {
            KeyCode::Char(' ') => held + "space",
            KeyCode::Char(c) => format!("{held}{c}"),
            KeyCode::F(n) => format!("{held}f{n}"),
            KeyCode::Named(word) => held + word,
        }
    }
}

/// Keys to be pressed one after the other; most often a single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence(pub Vec<Key>);

impl Sequence {
    /// Reads `j` or `g g` or `space l`, or says what is no key.
    pub fn read(text: &str) -> Result<Self, String> {
        // A space alone is that key.
        let words: Vec<&str> = if text == " " { vec!["space"] } else { text.split_whitespace().collect() };
        if words.is_empty() {
            return Err("a key is missing between the quotes".to_owned());
        }
        let key = |word: &&str| Key::read(word).ok_or_else(|| no_key(word));
        Ok(Self(words.iter().map(key).collect::<Result<_, _>>()?))
    }

    /// The keys as they are shown: `j`, `gg`, `Space l`.
    pub fn name(&self) -> String {
        let names: Vec<String> = self.0.iter().map(|k| k.name()).collect();
        let letters = names.iter().all(|n| n.chars().count() == 1);
        names.join(if letters { "" } else { " " })
    }

    /// The keys as they are written in the configuration: `g g`.
    pub fn written(&self) -> String {
        self.0.iter().map(|k| k.written()).collect::<Vec<_>>().join(" ")
    }
}

/// Says that a word is no key, and what may have been meant.
fn no_key(word: &str) -> String {
    let letters: Vec<String> = word.chars().map(String::from).collect();
    if letters.len() < 4 && letters.iter().all(|l| Key::read(l).is_some()) {
        return format!(
            "'{word}' is no key: write keys that follow each other with a space between, '{}'",
            letters.join(" ")
        );
    }
    format!("'{word}' is no key: write it like j, G, ctrl-d or f5")
}
