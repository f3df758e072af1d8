//! A line being typed, with the keys of readline.

use std::mem;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text;

/// The most kills that are kept.
const KILLS: usize = 16;

/// What a key did to a [`LineEditor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditOutcome {
    /// The text is another.
    Changed,
    /// It was a key of the editor, and the text is the same.
    Moved,
    /// It is no key of the editor: it belongs to whoever holds the line.
    Ignored,
}

/// A line editor: its text is composed (NFC) and its cursor on a grapheme boundary.
#[derive(Clone, Debug, Default)]
pub struct LineEditor {
    text: String,
    cursor: usize,
    /// Oldest first.
    kills: Vec<String>,
    last: Last,
    /// Oldest first.
    history: Vec<String>,
    /// How many entries back from the line being typed.
    back: usize,
    /// The line being typed, while an entry of the history is shown.
    draft: String,
    /// Whether line breaks stay.
    long: bool,
}

/// The key before, where it alters what this one does.
#[derive(Clone, Debug, Default)]
enum Last {
    #[default]
    Other,
    Kill,
    Yank(Range<usize>),
}

impl LineEditor {
    /// Makes an empty line with what was typed before, the oldest first.
    pub fn with_history(history: Vec<String>) -> Self {
        Self { history, ..Self::default() }
    }

    /// Makes an editor of text that may have several lines.
    pub fn long() -> Self {
        Self { long: true, ..Self::default() }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Exchanges the whole text, the cursor behind it.
    pub fn set(&mut self, text: &str) {
        self.replace(0..self.text.len(), text);
    }

    /// Inserts at the cursor; line breaks and tabs become spaces, other controls nothing.
    pub fn paste(&mut self, pasted: &str) -> EditOutcome {
        self.last = Last::Other;
        let pasted = pasted.trim_end_matches(['\r', '\n']);
        self.edit(self.cursor..self.cursor, pasted)
    }

    /// Puts the cursor in front of everything.
    pub fn go_to_start(&mut self) {
        self.go(0);
    }

    /// Begins a new line at the cursor, where there may be several.
    pub fn break_line(&mut self) -> EditOutcome {
        self.last = Last::Other;
        self.edit(self.cursor..self.cursor, "\n")
    }

    /// Goes a line up; whether there was one.
    pub fn line_up(&mut self) -> bool {
        let (start, _) = self.line_around();
        if start == 0 {
            return false;
        }
        let before = self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        self.go_column(before, self.cursor - start);
        true
    }

    /// Goes a line down; whether there was one.
    pub fn line_down(&mut self) -> bool {
        let (start, end) = self.line_around();
        if end == self.text.len() {
            return false;
        }
        self.go_column(end + 1, self.cursor - start);
        true
    }

    /// Goes to some bytes behind the start of a line, no further than its end.
    fn go_column(&mut self, start: usize, bytes: usize) {
        let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        self.cursor = boundary(&self.text, (start + bytes).min(end)).min(end);
        self.last = Last::Other;
    }

    /// Where the line of the cursor begins and ends.
    fn line_around(&self) -> (usize, usize) {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at);
        (start, end)
    }

    /// Returns what is seen of text of several lines in `columns`, and the line and column of the cursor.
    pub fn view_lines(&self, columns: usize) -> (Vec<String>, (usize, usize)) {
        let mut shown = Vec::new();
        let mut cursor = (0, 0);
        let mut start = 0;
        for text in self.text.split('\n') {
            let inside = (start..=start + text.len()).contains(&self.cursor);
            let line =
                Self { text: text.to_owned(), cursor: if inside { self.cursor - start } else { 0 }, ..Self::default() };
            let (view, column) = line.view(columns);
            if inside {
                cursor = (shown.len(), column);
            }
            shown.push(view);
            start += text.len() + 1;
        }
        (shown, cursor)
    }

    /// Finds the word the cursor is in or at the end of, for completing it.
    pub fn word_at_cursor(&self) -> (Range<usize>, &str) {
        let (before, after) = self.text.split_at(self.cursor);
        let start = self.cursor - before.rsplit(char::is_whitespace).next().map_or(0, str::len);
        let end = self.cursor + after.split(char::is_whitespace).next().map_or(0, str::len);
        (start..end, &self.text[start..end])
    }

    /// Exchanges a part, the cursor behind it; a part that begins or ends inside a
    /// grapheme or beyond the text is first brought to the next boundary.
    pub fn replace(&mut self, part: Range<usize>, with: &str) {
        self.last = Last::Other;
        let start = boundary(&self.text, part.start);
        let end = boundary(&self.text, part.end).max(start);
        self.edit(start..end, with);
    }

    /// Does what the key means. `Enter`, `Tab`, `Esc` and the like are left to the caller,
    /// as are `Ctrl-d` on an empty line and the history's keys where there is no history.
    pub fn press(&mut self, key: KeyEvent) -> EditOutcome {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        if key.kind == KeyEventKind::Release {
            return EditOutcome::Ignored;
        }
        let here = self.cursor;
        let (start, end) = self.line_around();
        match (key.modifiers.difference(KeyModifiers::SHIFT), key.code) {
            (NONE, KeyCode::Char(c)) => {
                self.last = Last::Other;
                self.edit(here..here, c.encode_utf8(&mut [0; 4]))
            }
            (NONE, KeyCode::Left) | (CTRL, KeyCode::Char('b')) => self.go(self.before(here)),
            (NONE, KeyCode::Right) | (CTRL, KeyCode::Char('f')) => self.go(self.after(here)),
            (NONE, KeyCode::Home) | (CTRL, KeyCode::Char('a')) => self.go(start),
            (NONE, KeyCode::End) | (CTRL, KeyCode::Char('e')) => self.go(end),
            (ALT, KeyCode::Char('b')) | (CTRL | ALT, KeyCode::Left) => self.go(self.word_left(char::is_alphanumeric)),
            (ALT, KeyCode::Char('f')) | (CTRL | ALT, KeyCode::Right) => self.go(self.word_right()),
            (NONE, KeyCode::Backspace) | (CTRL, KeyCode::Char('h')) => self.erase(self.before(here)..here),
            (CTRL, KeyCode::Char('d')) if self.text.is_empty() => EditOutcome::Ignored,
            (NONE, KeyCode::Delete) | (CTRL, KeyCode::Char('d')) => self.erase(here..self.after(here)),
            (CTRL, KeyCode::Char('k')) => self.kill(here..end),
            (CTRL, KeyCode::Char('u')) => self.kill(start..here),
            (CTRL, KeyCode::Char('w')) => self.kill(self.word_left(|c| !c.is_whitespace())..here),
            (CTRL | ALT, KeyCode::Backspace) => self.kill(self.word_left(char::is_alphanumeric)..here),
            (ALT, KeyCode::Char('d')) => self.kill(here..self.word_right()),
            (CTRL, KeyCode::Char('y')) => self.yank(here..here),
            (ALT, KeyCode::Char('y')) => self.yank_older(),
            (CTRL, KeyCode::Char('t')) => self.transpose(),
            (NONE, KeyCode::Up) | (CTRL, KeyCode::Char('p')) => self.recall(self.back + 1),
            (NONE, KeyCode::Down) | (CTRL, KeyCode::Char('n')) => self.recall(self.back.saturating_sub(1)),
            _ => EditOutcome::Ignored,
        }
    }

    /// What of the text is seen in `columns`, and the column of the cursor in it.
    ///
    /// A line too long for its place is shown from the start while the cursor fits,
    /// and then moves by half its width.
    pub fn view(&self, columns: usize) -> (String, usize) {
        if columns == 0 {
            return (String::new(), 0);
        }
        let cursor: usize = self.text[..self.cursor].graphemes(true).map(text::width).sum();
        let step = columns.div_ceil(2);
        let first = if cursor < columns { 0 } else { ((cursor - columns) / step + 1) * step };
        let (mut seen, mut at, mut start) = (String::new(), 0, None);
        for grapheme in self.text.graphemes(true) {
            let shown = text::screen(grapheme);
            let wide = text::width(&shown);
            if at >= first {
                let start = *start.get_or_insert(at);
                if at + wide > start + columns {
                    break;
                }
                seen.push_str(&shown);
            }
            at += wide;
        }
        (seen, cursor - start.unwrap_or(cursor))
    }

    fn go(&mut self, to: usize) -> EditOutcome {
        self.last = Last::Other;
        self.cursor = to;
        EditOutcome::Moved
    }

    fn erase(&mut self, part: Range<usize>) -> EditOutcome {
        self.last = Last::Other;
        self.edit(part, "")
    }

    /// Erases and keeps; what successive kills take becomes one.
    fn kill(&mut self, part: Range<usize>) -> EditOutcome {
        let killed = self.text[part.clone()].to_owned();
        let backwards = part.start < self.cursor;
        if killed.is_empty() {
            return EditOutcome::Moved;
        }
        match (mem::replace(&mut self.last, Last::Kill), self.kills.last_mut()) {
            (Last::Kill, Some(kill)) if backwards => kill.insert_str(0, &killed),
            (Last::Kill, Some(kill)) => kill.push_str(&killed),
            _ => {
                self.kills.push(killed);
                let excess = self.kills.len().saturating_sub(KILLS);
                self.kills.drain(..excess);
            }
        }
        self.edit(part, "")
    }

    fn yank(&mut self, part: Range<usize>) -> EditOutcome {
        let Some(kill) = self.kills.last().cloned() else { return EditOutcome::Moved };
        let start = part.start;
        let outcome = self.edit(part, &kill);
        // What was yanked may have joined the letter before it.
        self.last = Last::Yank(boundary(&self.text, start).min(self.cursor)..self.cursor);
        outcome
    }

    /// Right after a yank: puts the kill before it in its place.
    fn yank_older(&mut self) -> EditOutcome {
        let Last::Yank(part) = self.last.clone() else { return EditOutcome::Moved };
        self.kills.rotate_right(1);
        self.yank(part)
    }

    /// Exchanges the graphemes around the cursor, at the end the last two.
    fn transpose(&mut self) -> EditOutcome {
        self.last = Last::Other;
        let middle = if self.cursor == self.text.len() { self.before(self.cursor) } else { self.cursor };
        let (start, end) = (self.before(middle), self.after(middle));
        if start == middle {
            return EditOutcome::Moved;
        }
        let swapped = format!("{}{}", &self.text[middle..end], &self.text[start..middle]);
        self.edit(start..end, &swapped)
    }

    /// Shows the entry so many steps back; 0 is the line being typed.
    fn recall(&mut self, back: usize) -> EditOutcome {
        if self.history.is_empty() {
            return EditOutcome::Ignored;
        }
        if back > self.history.len() || back == self.back {
            return EditOutcome::Moved;
        }
        if self.back == 0 {
            self.draft.clone_from(&self.text);
        }
        let shown = match back {
            0 => mem::take(&mut self.draft),
            _ => self.history[self.history.len() - back].clone(),
        };
        self.back = back;
        self.last = Last::Other;
        self.edit(0..self.text.len(), &shown)
    }

    /// The one place where the text changes. `part` begins and ends on boundaries.
    fn edit(&mut self, part: Range<usize>, with: &str) -> EditOutcome {
        let with: String = if self.long { many_lines(with) } else { one_line(with).collect() };
        // Composed as a whole: a mark may join the letter before, and the text behind may join it.
        let typed = text::nfc(&[&self.text[..part.start], &with].concat()).into_owned();
        let whole = text::nfc(&[&typed, &self.text[part.end..]].concat()).into_owned();
        let changed = whole != self.text;
        self.cursor = boundary(&whole, typed.len());
        self.text = whole;
        if changed { EditOutcome::Changed } else { EditOutcome::Moved }
    }

    fn before(&self, at: usize) -> usize {
        self.text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn after(&self, at: usize) -> usize {
        at + self.text[at..].graphemes(true).next().map_or(0, str::len)
    }

    /// The start of the word before the cursor.
    fn word_left(&self, in_word: impl Fn(char) -> bool + Copy) -> usize {
        let before = &self.text[..self.cursor];
        let graphemes = before.grapheme_indices(true).rev();
        let word = graphemes.skip_while(|(_, g)| !g.starts_with(in_word)).take_while(|(_, g)| g.starts_with(in_word));
        word.last().map_or(0, |(start, _)| start)
    }

    /// The end of the word behind the cursor.
    fn word_right(&self) -> usize {
        let word = char::is_alphanumeric;
        let graphemes = self.text[self.cursor..].grapheme_indices(true);
        let mut rest = graphemes.skip_while(|(_, g)| !g.starts_with(word)).skip_while(|(_, g)| g.starts_with(word));
        rest.next().map_or(self.text.len(), |(at, _)| self.cursor + at)
    }
}

/// Whether a key leaves what is open: `Esc`, `Ctrl-c` or `Ctrl-g`.
pub fn leaves(key: KeyEvent) -> bool {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    key.code == KeyCode::Esc || control && matches!(key.code, KeyCode::Char('c' | 'g'))
}

/// Line breaks of every kind as one, tabs as spaces, without other controls.
fn many_lines(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    let lines = lines.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// Line breaks and tabs as spaces, without other controls.
fn one_line(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = ' ';
    text.chars().filter_map(move |c| {
        let after_return = mem::replace(&mut before, c) == '\r';
        match c {
            '\n' if after_return => None,
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c => (!c.is_control()).then_some(c),
        }
    })
}

/// The first grapheme boundary at or after `at`.
fn boundary(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(start, _)| start).find(|start| *start >= at).unwrap_or(text.len())
}

#[cfg(test)]
mod tests;
