//! The bytes that make a terminal tell something.

use std::sync::atomic::{AtomicU32, Ordering};

use super::BELL;
use super::detect::{Form, Way};
use super::notice::{Urgency, Words};

/// The sequence for a reminder: a notification where one is known, and always the bell, which passes everything.
pub(super) fn sequence(way: &Way, words: &Words) -> String {
    // kitty takes a second notification of the same name for a change of the first.
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = match way.form {
        Form::Osc99 => NUMBER.fetch_add(1, Ordering::Relaxed),
        Form::Osc777 | Form::Osc9 | Form::Bell => 0,
    };
    let sequence = bare(way.form, words, &format!("vadash-{}-{number}", std::process::id()));
    if sequence.is_empty() || !way.wrapped {
        return format!("{sequence}{BELL}");
    }
    format!("\x1bPtmux;{}\x1b\\{BELL}", sequence.replace('\x1b', "\x1b\x1b"))
}

fn bare(form: Form, words: &Words, id: &str) -> String {
    match form {
        Form::Osc99 => {
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
        Form::Osc777 => {
            // A semicolon would end the title.
            let (title, body) = (words.title.replace(';', ","), words.body.replace(';', ","));
            format!("\x1b]777;notify;{title};{body}\x1b\\")
        }
        Form::Osc9 => {
            let text = words.sentence().replace(';', ",");
            // Digits in front are taken for one of ConEmu's commands.
            let text = if text.starts_with(|c: char| c.is_ascii_digit()) { format!("» {text}") } else { text };
            format!("\x1b]9;{text}\x1b\\")
        }
        Form::Bell => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Notice;

    fn said(form: Form, title: &str, body: &str) -> String {
        bare(form, &Notice::new(title, body).words(false), "n")
    }

    #[test]
    fn each_terminal_is_told_in_its_own_words() {
        let kitty = "\x1b]99;i=n:u=1:d=0:p=title;Kickoff\x1b\\\x1b]99;i=n:d=1:p=body;15:00; soon\x1b\\";
        assert_eq!(said(Form::Osc99, "Kickoff", "15:00; soon"), kitty);
        assert_eq!(said(Form::Osc99, "Kickoff", ""), "\x1b]99;i=n:u=1:p=title;Kickoff\x1b\\");
        assert_eq!(said(Form::Osc777, "a;b", "c;d"), "\x1b]777;notify;a,b;c,d\x1b\\");
        assert_eq!(said(Form::Osc9, "Kickoff", "15:00"), "\x1b]9;Kickoff: 15:00\x1b\\");
        assert_eq!(said(Form::Osc9, "4;3;50", ""), "\x1b]9;» 4,3,50\x1b\\");
        assert_eq!(said(Form::Bell, "Kickoff", "15:00"), "");
    }

    #[test]
    fn tmux_is_asked_to_pass_it_on() {
        let words = Notice::new("a", "b").words(false);
        let way = |form, wrapped| Way { form, wrapped, why: String::new() };
        let wrapped = "\x1bPtmux;\x1b\x1b]777;notify;a;b\x1b\x1b\\\x1b\\\x07";
        assert_eq!(sequence(&way(Form::Osc777, true), &words), wrapped);
        assert_eq!(sequence(&way(Form::Osc777, false), &words), "\x1b]777;notify;a;b\x1b\\\x07");
        assert_eq!(sequence(&way(Form::Bell, true), &words), "\x07");
        let two = [sequence(&way(Form::Osc99, false), &words), sequence(&way(Form::Osc99, false), &words)];
        assert_ne!(two[0], two[1], "each is a notification of its own");
    }

    #[test]
    fn no_text_ends_the_sequence() {
        for form in [Form::Osc99, Form::Osc777, Form::Osc9] {
            let said = said(form, "a\x1b\\b\x07c\u{9c}d", "e\x1b]52;c;x\x07");
            let controls = said.chars().filter(|c| c.is_control()).count();
            assert!(controls % 2 == 0 && !said.contains('\x07') && !said.contains('\u{9c}'), "{said:?}");
            assert!(said.ends_with("\x1b\\") && !said.contains("\x1b]52"), "{said:?}");
        }
    }
}
