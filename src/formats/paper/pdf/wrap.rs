//! Text in lines that are no wider than there is room.

use unicode_segmentation::UnicodeSegmentation;

use super::shape::{Line, Setter, Style};

impl Setter<'_> {
    /// A text in lines of at most `room` points: broken between words, and within one that is longer than a line.
    pub fn wrapped(&self, text: &str, style: Style, room: f32) -> Vec<Line> {
        if text.is_empty() {
            return Vec::new();
        }
        let line = self.line(text, style);
        if line.width <= room {
            return vec![line];
        }
        broken(text, &self.widths(text, style), room).into_iter().map(|part| self.line(part, style)).collect()
    }
}

/// The lines of a text of which it is known how wide it is up to each byte.
fn broken<'t>(text: &'t str, widths: &[f32], room: f32) -> Vec<&'t str> {
    let mut lines = Vec::new();
    let (mut start, mut fold) = (0, None);
    let mut before = "";
    for (at, letter) in text.grapheme_indices(true) {
        if at > start && may_break(before, letter) {
            fold = Some(at);
        }
        // Spaces at the end of a line take no room.
        let end = at + letter.len();
        while letter != " " && at > start && widths[end] - widths[start] > room {
            let cut = fold.take().unwrap_or(at);
            lines.push(text[start..cut].trim_end_matches(' '));
            start = cut;
        }
        before = letter;
    }
    lines.push(text[start..].trim_end_matches(' '));
    lines.iter().map(|line| line.trim_start_matches(' ')).filter(|line| !line.is_empty()).collect()
}

/// Whether a line may end between two letters: a little of UAX #14, as much as the languages of papers need.
fn may_break(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    match (left, right) {
        (_, ' ') => false,
        (' ', _) => true,
        // `invoice-related`, but not `2026-0007`.
        ('-' | '\u{2010}', _) => right.is_alphabetic(),
        ('–' | '—' | '/' | '?' | '&' | '=', _) => right.is_alphanumeric(),
        _ => (ideograph(left) || ideograph(right)) && !closes(right) && !opens(left),
    }
}

/// Written without spaces between words.
fn ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
            | '）'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | 'ー'
            | '々'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
    ) || matches!(c, ')' | ']' | '}' | ',' | '.' | ':' | ';' | '!' | '?' | '%' | '’' | '”' | '»')
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '【' | '〈' | '《' | '(' | '[' | '{' | '‘' | '“' | '«')
}

#[cfg(test)]
mod tests {
    use super::broken;

    fn lines(text: &str, room: f32) -> Vec<&str> {
        // Each letter is one wide.
        let mut widths = vec![0.0; text.len() + 1];
        for (at, c) in text.char_indices() {
            widths[at + c.len_utf8()] = 1.0;
        }
        let mut sum = 0.0;
        for it in &mut widths {
            sum += *it;
            *it = sum;
        }
        broken(text, &widths, room)
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(lines("one two  three", 7.0), ["one two", "three"]);
        assert_eq!(lines("of Invoice 2026-0007", 12.0), ["of Invoice", "2026-0007"]);
        assert_eq!(lines("a non-profit", 6.0), ["a non-", "profit"]);
        assert_eq!(lines("10\u{A0}000\u{A0}km away", 9.0), ["10\u{A0}000\u{A0}km", "away"]);
        assert_eq!(lines("日本語、日本", 3.0), ["日本", "語、日", "本"]);
    }

    #[test]
    fn what_is_longer_than_a_line_is_broken_all_the_same() {
        assert_eq!(lines("a abcdefgh i", 3.0), ["a", "abc", "def", "gh", "i"]);
        assert_eq!(lines("abc", 0.1), ["a", "b", "c"]);
        assert_eq!(lines("     ", 2.0), Vec::<&str>::new());
    }
}
