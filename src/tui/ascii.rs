//! Signs as ASCII, for terminals and fonts that have no others: the one place where what was drawn is made so.

use ratatui::buffer::Buffer;

/// Signs that are drawn, and what stands for each.
const TWINS: &[(&str, char)] = &[
    ("─━╌╍┄┅┈┉–—−", '-'),
    ("═▅▆", '='),
    ("│┃║▐", '|'),
    ("╎┆┊▒", ':'),
    ("·▁▂▏▎░", '.'),
    ("▃▄", '-'),
    ("┣", '['),
    ("┫", ']'),
    ("█▇▉▊▋▓■", '#'),
    ("…▌▍▶▸→›»", '>'),
    ("←◀‹«", '<'),
    ("↑▲", '^'),
    ("↓▼▾", 'v'),
    ("•●◆", '*'),
    ("○", 'o'),
    ("×☑✓✗", 'x'),
    ("↻", '@'),
    ("⌁", '&'),
    ("✎", '"'),
    ("⚑", '!'),
    ("☎", 't'),
];

/// Returns what stands for a sign; none for a letter of somebody's text.
fn twin(sign: char) -> Option<char> {
    let listed = TWINS.iter().find(|(signs, _)| signs.contains(sign)).map(|(_, twin)| *twin);
    listed.or(match sign {
        // Lines that meet, other parts of blocks, other figures.
        '\u{2500}'..='\u{257f}' => Some('+'),
        '\u{2580}'..='\u{259f}' => Some('#'),
        '\u{25a0}'..='\u{25ff}' => Some('*'),
        _ => None,
    })
}

/// Makes the signs of a picture ASCII; letters stay as they are.
pub fn translate(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut chars = cell.symbol().chars();
        let sign = chars.next().filter(|_| chars.next().is_none());
        if let Some(twin) = sign.filter(|c| !c.is_ascii()).and_then(twin) {
            cell.set_char(twin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_one_twin() {
        let mut seen = std::collections::HashSet::new();
        for (signs, twin) in TWINS {
            assert!(twin.is_ascii_graphic());
            for sign in signs.chars() {
                assert!(!sign.is_ascii() && seen.insert(sign), "{sign}");
            }
        }
        assert_eq!(twin('╭'), Some('+'));
        assert_eq!(['é', '漢', 'Đ'].map(twin), [None; 3]);
    }
}
