//! The bytes that make a terminal tell something.

use std::sync::atomic::{AtomicU32, Ordering};

use super::detect::{SequenceKind, Way};
use super::notice::{NoticeText, Urgency};

/// What every terminal understands, and what flags a window of tmux.
pub const BELL: &str = "\x07";

/// Returns the sequence for a reminder: a notification where one is known, and always the bell, which passes everything.
pub(super) fn sequence(way: &Way, words: &NoticeText) -> String {
    // kitty takes a second notification of the same name for a change of the first.
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = match way.form {
        SequenceKind::Osc99 => NUMBER.fetch_add(1, Ordering::Relaxed),
        SequenceKind::Osc777 | SequenceKind::Osc9 | SequenceKind::Bell => 0,
    };
    let sequence = bare(way.form, words, &format!("vadash-{}-{number}", std::process::id()));
    if sequence.is_empty() || !way.wrapped {
        return format!("{sequence}{BELL}");
    }
    format!("\x1bPtmux;{}\x1b\\{BELL}", sequence.replace('\x1b', "\x1b\x1b"))
}

fn bare(form: SequenceKind, words: &NoticeText, id: &str) -> String {
    match form {
        SequenceKind::Osc99 => {
            let urgency = match words.urgency {
                Urgency::Low => 0,
                Urgency::Normal => 1,
                Urgency::Critical => 2,
            };
            if words.body.is_empty() {
                return format!("\x1b]99;i={id}:u={urgency}:p=title;{}\x1b\\", words.title);
            }
            let title = format!("\x1b]99;i={id}:u={urgency}:d=0:p=title;{}\x1b\\", words.title);
            format!("{title}\x1b]99;i={id}:d=1:p=body;{}\x1b\\", words.body)
        }
        SequenceKind::Osc777 => {
            // A semicolon would end the title.
            let (title, body) = (words.title.replace(';', ","), words.body.replace(';', ","));
            format!("\x1b]777;notify;{title};{body}\x1b\\")
        }
        SequenceKind::Osc9 => {
            let text = words.sentence().replace(';', ",");
            // Digits in front are taken for one of ConEmu's commands.
            let text = if text.starts_with(|c: char| c.is_ascii_digit()) { format!("» {text}") } else { text };
            format!("\x1b]9;{text}\x1b\\")
        }
        SequenceKind::Bell => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Notice;

    fn said(form: SequenceKind, title: &str, body: &str) -> String {
        bare(form, &Notice::new(title, body).words(false), "n")
    }

    #[test]
    fn each_terminal_is_told_in_its_own_words() {
        let kitty = "\x1b]99;i=n:u=1:d=0:p=title;Kickoff\x1b\\\x1b]99;i=n:d=1:p=body;15:00; soon\x1b\\";
        assert_eq!(said(SequenceKind::Osc99, "Kickoff", "15:00; soon"), kitty);
        assert_eq!(said(SequenceKind::Osc99, "Kickoff", ""), "\x1b]99;i=n:u=1:p=title;Kickoff\x1b\\");
        assert_eq!(said(SequenceKind::Osc777, "a;b", "c;d"), "\x1b]777;notify;a,b;c,d\x1b\\");
        assert_eq!(said(SequenceKind::Osc9, "Kickoff", "15:00"), "\x1b]9;Kickoff: 15:00\x1b\\");
        assert_eq!(said(SequenceKind::Osc9, "4;3;50", ""), "\x1b]9;» 4,3,50\x1b\\");
        assert_eq!(said(SequenceKind::Bell, "Kickoff", "15:00"), "");
    }

    #[test]
    fn tmux_is_asked_to_pass_it_on() {
        let words = Notice::new("a", "b").words(false);
        let way = |form, wrapped| Way { form, wrapped, why: String::new() };
        let wrapped = "\x1bPtmux;\x1b\x1b]777;notify;a;b\x1b\x1b\\\x1b\\\x07";
        assert_eq!(sequence(&way(SequenceKind::Osc777, true), &words), wrapped);
        assert_eq!(sequence(&way(SequenceKind::Osc777, false), &words), "\x1b]777;notify;a;b\x1b\\\x07");
        assert_eq!(sequence(&way(SequenceKind::Bell, true), &words), "\x07");
        let two =
            [sequence(&way(SequenceKind::Osc99, false), &words), sequence(&way(SequenceKind::Osc99, false), &words)];
        assert_ne!(two[0], two[1], "each is a notification of its own");
    }

    #[test]
    fn no_text_ends_the_sequence() {
        for form in [SequenceKind::Osc99, SequenceKind::Osc777, SequenceKind::Osc9] {
            let said = said(form, "a\x1b\\b\x07c\u{9c}d", "e\x1b]52;c;x\x07");
            let controls = said.chars().filter(|c| c.is_control()).count();
            assert!(controls % 2 == 0 && !said.contains('\x07') && !said.contains('\u{9c}'), "{said:?}");
            assert!(said.ends_with("\x1b\\") && !said.contains("\x1b]52"), "{said:?}");
        }
    }
}
