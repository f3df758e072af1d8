//! What is told: a reminder's words, and which of them may leave the screen.

use crate::domain::text::clean_line;

/// The key of the button that opens a meeting's link.
pub const JOIN: &str = "join";

/// The longest title that is told, in characters; the servers and terminals cut at lengths of their own.
const TITLE: usize = 120;
/// The longest text: kitty takes 2048 bytes in a piece.
const BODY: usize = 480;

/// How much a reminder presses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urgency {
    /// It can wait.
    Low,
    /// As reminders do.
    #[default]
    Normal,
    /// It stays until it is seen, and passes "do not disturb".
    Critical,
}

impl Urgency {
    /// Of something that begins in so many seconds: from two minutes on there is no time left to overlook it.
    pub fn before(seconds: i64) -> Self {
        if seconds <= 120 { Self::Critical } else { Self::Normal }
    }

    /// Its name in the desktop's notification protocol.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::Critical => "critical",
        }
    }
}

/// Something that can be chosen at a reminder, where the desktop shows buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is told back when it is chosen.
    pub key: String,
    /// What stands on it.
    pub label: String,
}

impl Button {
    /// A button.
    pub fn new(key: &str, label: &str) -> Self {
        Self { key: key.to_owned(), label: label.to_owned() }
    }
}

/// A reminder to be told outside the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// What it is about, in a word: `meeting`.
    pub kind: String,
    /// The client's code, or nothing.
    pub client: String,
    /// When it begins, as people write it: `15:00`.
    pub start: String,
    /// All that is said of it where reminders are private: `meeting in 10 min`.
    pub private: String,
    /// How much it presses.
    pub urgency: Urgency,
    /// What can be chosen.
    pub buttons: Vec<Button>,
    /// The link that [`JOIN`] opens, or nothing.
    pub link: String,
    /// For whoever hears of a choice to know it again; told to nobody.
    pub about: String,
}

impl Notice {
    /// A title and a text.
    pub fn new(title: impl Into<String>, body: impl Into<String>) -> Self {
        Self { title: title.into(), body: body.into(), ..Self::default() }
    }

    /// The words that may leave the screen: without anything that steers a terminal, and not too long.
    pub(super) fn words(&self, private: bool) -> NoticeText {
        let (kind, start) = (line(&self.kind, TITLE), line(&self.start, TITLE));
        if private {
            let said = [&self.private, &self.kind].into_iter().find(|t| !t.is_empty());
            let title = said.map_or_else(|| "a reminder".to_owned(), |t| line(t, TITLE));
            return NoticeText {
                title,
                body: String::new(),
                kind,
                client: String::new(),
                start,
                urgency: self.urgency,
            };
        }
        NoticeText {
            title: line(&self.title, TITLE),
            body: line(&self.body, BODY),
            kind,
            client: line(&self.client, TITLE),
            start,
            urgency: self.urgency,
        }
    }
}

/// A reminder's words as every channel gets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoticeText {
    pub title: String,
    pub body: String,
    pub kind: String,
    pub client: String,
    pub start: String,
    pub urgency: Urgency,
}

impl NoticeText {
    /// Title and text in one.
    pub fn sentence(&self) -> String {
        match (self.title.is_empty(), self.body.is_empty()) {
            (_, true) => self.title.clone(),
            (true, false) => self.body.clone(),
            (false, false) => format!("{}: {}", self.title, self.body),
        }
    }
}

fn line(text: &str, most: usize) -> String {
    let clean = clean_line(text);
    match clean.char_indices().nth(most) {
        None => clean.into_owned(),
        Some(_) => format!("{}…", clean.chars().take(most - 1).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cleaned_and_cut() {
        let notice = Notice::new("a\x1b]0;x\x07b\nc\u{202e}", "é".repeat(1000));
        let words = notice.words(false);
        assert_eq!(words.title, "a\u{fffd}]0;x\u{fffd}b c\u{fffd}");
        assert_eq!((words.body.chars().count(), words.body.ends_with('…')), (BODY, true));
    }

    #[test]
    fn private_words_name_nobody() {
        let mut notice = Notice::new("Kickoff (acme)", "15:00, in 10 min for acme");
        notice.client = "acme".to_owned();
        notice.kind = "meeting".to_owned();
        assert_eq!(notice.words(true).sentence(), "meeting");
        notice.private = "meeting in 10 min".to_owned();
        assert_eq!(notice.words(true).sentence(), "meeting in 10 min");
        assert!(!format!("{:?}", notice.words(true)).contains("acme"));
        assert_eq!(notice.words(false).sentence(), "Kickoff (acme): 15:00, in 10 min for acme");
    }
}
