//! Text as a terminal shows it: cleaned, measured in columns, cut, filled and wrapped.
//!
//! What is stored stays as it came; every road to a screen, a pipe or an escape sequence
//! goes through here. Terminals disagree about joined emoji, skin tones, variation
//! selectors and flags, so [`screen`] shows those in a form all of them measure alike.

use std::borrow::Cow;
use std::iter::repeat_n;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands for what must not reach a terminal.
const REPLACEMENT: char = '\u{FFFD}';
/// The longest run of combining marks that is shown; real scripts stay below it.
const MARKS: usize = 8;
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// Replaces what would steer or deceive a terminal by U+FFFD.
///
/// Line breaks and tabs are replaced too; [`clean_line`] makes them spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    without_tricks(text, false)
}

/// [`clean`] for one line of running text: a line break or tab becomes a space.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    without_tricks(text, true)
}

/// JSON in which what would steer or deceive a terminal is written as `\u` escapes: it stands only in strings.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if is_plain(json) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_trick(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Composed form (NFC), in which text is stored and compared.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// One line as it is printed: cleaned, composed, and the same width in every terminal.
///
/// A flag becomes its two letters, a joined or tinted emoji its first one, a variation
/// selector nothing. Showing a result again changes nothing.
pub fn screen(text: &str) -> Cow<'_, str> {
    if is_simple(text) {
        return Cow::Borrowed(text);
    }
    let steps: [fn(&str) -> Cow<'_, str>; 5] = [clean_line, without_selectors, voiced, nfc, one_width];
    steps.iter().fold(Cow::Borrowed(text), |done, step| match done {
        Cow::Borrowed(text) => step(text),
        Cow::Owned(text) => match step(&text) {
            Cow::Owned(changed) => Cow::Owned(changed),
            Cow::Borrowed(_) => Cow::Owned(text),
        },
    })
}

/// The columns `text` takes when shown by [`screen`].
pub fn width(text: &str) -> usize {
    if is_simple(text) { text.chars().count() } else { cells(&screen(text)).map(|(_, w)| w).sum() }
}

/// `text` in at most `columns`, its end replaced by `…` where it is longer.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if is_simple(text) {
        // Where the last character that stays begins, and whether one follows it.
        let mut ends = text.char_indices().map(|(at, _)| at).skip(columns.saturating_sub(1));
        return match (ends.next(), ends.next()) {
            (Some(_), _) if columns == 0 => Cow::Borrowed(""),
            (Some(end), Some(_)) => Cow::Owned(format!("{}…", &text[..end])),
            _ => Cow::Borrowed(text),
        };
    }
    let shown = screen(text);
    let (mut used, mut end) = (0, 0);
    for (cell, w) in cells(&shown) {
        used += w;
        if used > columns {
            let fits = if columns == 0 { String::new() } else { format!("{}…", &shown[..end]) };
            return Cow::Owned(fits);
        }
        // `end` stays where an ellipsis still fits behind it.
        if used < columns {
            end += cell.len();
        }
    }
    shown
}

/// The most columns of a sentence that tells what was done: three or four lines of a terminal.
const SENTENCE: usize = 320;
/// The most of one that tells what is wrong: a file may have many mistakes.
const REFUSAL: usize = 2_000;
/// The most of what is quoted in a long sentence.
const QUOTED: usize = 60;

/// A sentence that tells what was done, and stays one whatever it repeats: what is too long is cut in its middle.
pub fn sentence(text: &str) -> Cow<'_, str> {
    short(text, SENTENCE)
}

/// A sentence that tells what is wrong, in which long quotes are cut.
pub fn refusal(text: &str) -> Cow<'_, str> {
    // No column has less than a byte.
    if text.len() <= SENTENCE || width(text) <= SENTENCE {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(SENTENCE * 2);
    for (n, part) in text.split('\'').enumerate() {
        told.push_str(if n > 0 { "'" } else { "" });
        if n % 2 == 1 { told.push_str(&cut(part, QUOTED)) } else { told.push_str(part) }
    }
    Cow::Owned(short(&told, REFUSAL).into_owned())
}

/// A text whose middle is cut out where it is longer than so many columns.
fn short(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || width(text) <= most {
        return Cow::Borrowed(text);
    }
    let tail = last(text, most / 6);
    Cow::Owned(format!("{}{tail}", cut(text, most - width(&tail))))
}

/// The end of `text` in at most `columns`.
fn last(text: &str, columns: usize) -> String {
    // A cell of more characters than this is cut by the rules of what is shown.
    let from = text.char_indices().rev().nth(columns * (MARKS + 1)).map_or(0, |(at, _)| at);
    let shown = screen(&text[from..]).into_owned();
    let mut used = 0;
    let fits = |(_, cell): &(usize, &str)| {
        used += cell_width(cell);
        used <= columns
    };
    let start = shown.grapheme_indices(true).rev().take_while(fits).last().map_or(shown.len(), |(at, _)| at);
    shown[start..].to_owned()
}

/// `text` in exactly `columns`, cut or filled with spaces behind it.
pub fn pad(text: &str, columns: usize) -> String {
    let shown = cut(text, columns);
    let mut line = String::with_capacity(columns.max(shown.len()));
    line.push_str(&shown);
    line.extend(repeat_n(' ', columns - width(&shown)));
    line
}

/// `text` in exactly `columns`, cut or filled with spaces before it.
pub fn pad_left(text: &str, columns: usize) -> String {
    let shown = cut(text, columns);
    let mut line = String::with_capacity(columns.max(shown.len()));
    line.extend(repeat_n(' ', columns - width(&shown)));
    line.push_str(&shown);
    line
}

/// `text` in lines of at most `columns`, broken at spaces and between wide characters.
///
/// Its own line breaks stay; a word longer than a line is split.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if columns > 0 {
        for paragraph in text.lines() {
            wrap_paragraph(&screen(paragraph), columns, &mut lines);
        }
    }
    lines
}

fn wrap_paragraph(shown: &str, columns: usize, lines: &mut Vec<String>) {
    let first = lines.len();
    let (mut line, mut used) = (String::new(), 0);
    // Where in `line` it may be broken.
    let mut fold = None;
    for (cell, w) in cells(shown) {
        let (cell, w) = if w > columns { ("…", 1) } else { (cell, w) };
        if cell == " " && (used == columns || line.is_empty() && lines.len() > first) {
            // A space at a break is the break.
            if !line.is_empty() {
                lines.push(trimmed(&line));
                (line, used, fold) = (String::new(), 0, None);
            }
            continue;
        }
        if used + w > columns {
            let at = if w > 1 { line.len() } else { fold.unwrap_or(line.len()) };
            let rest = line.split_off(at);
            lines.push(trimmed(&line));
            (used, line, fold) = (width(&rest), rest, None);
        }
        if w > 1 {
            fold = Some(line.len());
        }
        line.push_str(cell);
        used += w;
        if w > 1 || cell == " " && !line.trim_start().is_empty() {
            fold = Some(line.len());
        }
    }
    if !line.is_empty() || lines.len() == first {
        lines.push(trimmed(&line));
    }
}

fn trimmed(line: &str) -> String {
    line.trim_end_matches(' ').to_owned()
}

/// Printable ASCII only: shown as it is, a column a byte.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// Only characters that are shown as they are, each a cell of one column that never joins another: most text, and the
/// lines and signs of the screen itself. To part text into clusters costs more than all else that drawing does.
pub fn is_simple(text: &str) -> bool {
    is_plain(text) || text.chars().all(is_cell)
}

fn is_cell(c: char) -> bool {
    matches!(c,
        ' '..='~' | '·' | '»' | 'À'..='ɏ' | '–' | '—' | '•' | '…' | '›' | '←'..='↓' | '─'..='▟' | '▶' | '●')
}

fn without_tricks(text: &str, one_line: bool) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    filter(text, move |c| {
        // Joiners count with the marks: else they would part one long run into many.
        let stacks = c == ZWNJ || c == ZWJ || is_combining_mark(c);
        marks = if stacks { marks + 1 } else { 0 };
        match c {
            '\n' | '\t' if one_line => Some(' '),
            '\r' if one_line => None,
            _ if is_trick(c) => Some(REPLACEMENT),
            _ => (marks <= MARKS).then_some(c),
        }
    })
}

/// What would steer or deceive a terminal: controls, bidi controls, invisible characters, line separators and tags.
pub fn is_trick(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// Flags as letters, and no emoji or text variation selectors.
fn without_selectors(text: &str) -> Cow<'_, str> {
    filter(text, |c| match c {
        '\u{FE0E}' | '\u{FE0F}' => None,
        '\u{1F1E6}'..='\u{1F1FF}' => char::from_u32(u32::from(c) - 0x1F1E6 + u32::from('A')),
        _ => Some(c),
    })
}

/// Half-width kana with a voicing mark as the one full-width character of the same two columns.
///
/// ratatui and unicode-width both give the mark a column, which makes three of them.
fn voiced(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 2] = ['\u{FF9E}', '\u{FF9F}'];
    if !text.contains(MARKS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if cluster.contains(MARKS) {
            out.extend(cluster.nfkc());
        } else {
            out.push_str(cluster);
        }
    }
    Cow::Owned(out)
}

/// Clusters reduced to a form whose width is the same taken whole or by the character.
fn one_width(text: &str) -> Cow<'_, str> {
    let agreed = |cluster: &str| {
        let mut follows = cluster.chars().zip(cluster.chars().skip(1));
        cell_width(cluster) > 0
            && cell_width(cluster) == cluster.chars().map(char_width).sum::<usize>()
            && !follows.any(|(a, b)| is_tint(b) || a == ZWJ && char_width(b) > 0 && !b.is_alphanumeric())
    };
    if text.graphemes(true).all(agreed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if agreed(cluster) {
            shown.push_str(cluster);
        } else if let Some(base) = cluster.chars().next().filter(|c| char_width(*c) > 0) {
            shown.push(base);
            shown.extend(cluster.chars().skip(1).take_while(|c| char_width(*c) == 0 && *c != ZWJ));
        } else {
            // A mark without a letter, which ratatui would leave out and a terminal put elsewhere.
            shown.push(REPLACEMENT);
        }
    }
    Cow::Owned(shown)
}

/// The clusters of a text that went through [`screen`], with their columns.
fn cells(shown: &str) -> impl Iterator<Item = (&str, usize)> {
    shown.graphemes(true).map(|cluster| (cluster, cell_width(cluster)))
}

/// Columns of one cluster, measured as ratatui does.
fn cell_width(cluster: &str) -> usize {
    cluster.width()
}

fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Emoji skin tones.
fn is_tint(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// `text` with each character kept, exchanged or dropped; borrowed when all were kept.
fn filter(text: &str, mut keep: impl FnMut(char) -> Option<char>) -> Cow<'_, str> {
    let mut chars = text.char_indices().map(|(at, c)| (at, c, keep(c)));
    let Some((at, _, changed)) = chars.find(|(_, c, kept)| *kept != Some(*c)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..at]);
    out.extend(changed);
    out.extend(chars.filter_map(|(_, _, kept)| kept));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
