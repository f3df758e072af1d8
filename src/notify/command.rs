//! A program of the user's that tells: arguments with placeholders, never a shell's line.

use std::time::Duration;

use super::notice::NoticeText;
use super::process;
use crate::domain::spelling::nearest;

/// What stands in braces in an argument.
pub const PLACES: &[&str] = &["title", "body", "kind", "client", "start", "urgency"];

/// How long the program may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says what is wrong with a command as it is set.
pub fn check(command: &[String]) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    if program.trim().is_empty() {
        return Err("the first is the program, as in [\"notify-send\", \"{title}\", \"{body}\"]".to_owned());
    }
    if pieces(program).any(|p| matches!(p, ArgumentPiece::Place(_))) {
        return Err("the program is the same for every reminder: placeholders stand in its arguments".to_owned());
    }
    if let Some(name) = arguments.iter().flat_map(|a| pieces(a)).find_map(|p| p.unknown()) {
        let hint = nearest(name, PLACES.iter().copied());
        let known: Vec<String> = PLACES.iter().map(|p| format!("{{{p}}}")).collect();
        return Err(format!("'{{{name}}}' is not one of {}{hint}", known.join(", ")));
    }
    Ok(())
}

/// Runs the program with the reminder's words in its arguments.
pub(super) fn tell(command: &[String], words: &NoticeText) -> Result<String, String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err("reminders.command names no program".to_owned());
    };
    let arguments: Vec<String> = arguments.iter().map(|a| fill(a, words)).collect();
    process::run(program, &arguments, PATIENCE)?;
    Ok(format!("{program} was run"))
}

/// An argument with the words in their places. One pass: a title may hold braces of its own.
fn fill(argument: &str, words: &NoticeText) -> String {
    let filled: String = pieces(argument)
        .map(|piece| match piece {
            ArgumentPiece::Place("title") => &words.title,
            ArgumentPiece::Place("body") => &words.body,
            ArgumentPiece::Place("kind") => &words.kind,
            ArgumentPiece::Place("client") => &words.client,
            ArgumentPiece::Place("start") => &words.start,
            ArgumentPiece::Place(_) => words.urgency.name(),
            ArgumentPiece::Text(text) => text,
        })
        .collect();
    // A title must not be taken for an option.
    if filled.starts_with('-') && !argument.starts_with('-') { format!(" {filled}") } else { filled }
}

/// A part of an argument.
enum ArgumentPiece<'a> {
    Place(&'a str),
    Text(&'a str),
}

impl<'a> ArgumentPiece<'a> {
    /// The name in the braces, if it looks like a placeholder and is none.
    fn unknown(&self) -> Option<&'a str> {
        let Self::Text(text) = self else { return None };
        let name = text.strip_prefix('{')?.strip_suffix('}')?;
        (!name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase())).then_some(name)
    }
}

/// An argument by its braces; what stands in them and is no placeholder is text, with the braces.
fn pieces(argument: &str) -> impl Iterator<Item = ArgumentPiece<'_>> {
    let mut rest = argument;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = match rest.find('{') {
            // From one brace to its end, or to the next one that opens.
            Some(0) => rest[1..]
                .find(['{', '}'])
                .map_or(rest.len(), |n| if rest[1 + n..].starts_with('}') { n + 2 } else { n + 1 }),
            Some(n) => n,
            None => rest.len(),
        };
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        let name = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        let place = name.filter(|name| PLACES.contains(name));
        Some(place.map_or(ArgumentPiece::Text(piece), ArgumentPiece::Place))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Notice;

    fn filled(argument: &str, title: &str, body: &str) -> String {
        let mut notice = Notice::new(title, body);
        (notice.client, notice.kind, notice.start) = ("acme".to_owned(), "meeting".to_owned(), "15:00".to_owned());
        fill(argument, &notice.words(false))
    }

    #[test]
    fn words_stand_in_their_places() {
        assert_eq!(filled("{kind} of {client}, {start}: {title}", "Kickoff", ""), "meeting of acme, 15:00: Kickoff");
        assert_eq!(filled("--urgency={urgency}", "a", ""), "--urgency=normal");
        assert_eq!(filled("{title}", "{body} $(id) `id` \"", "secret"), "{body} $(id) `id` \"");
        assert_eq!(filled("{\"text\": \"{title}\"} {} { {x", "a", ""), "{\"text\": \"a\"} {} { {x");
        assert_eq!(filled("{title}", "--help", ""), " --help");
        assert_eq!(filled("{title}", "", ""), "");
    }

    #[test]
    fn mistakes_are_found_when_the_settings_are_read() {
        let check = |words: &[&str]| check(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(check(&["notify-send", "{title}", "{body}", "{\"a\": {}}"]), Ok(()));
        assert_eq!(check(&[]), Ok(()));
        assert!(check(&["notify-send", "{titel}"]).unwrap_err().contains("did you mean"), "a hint");
        assert!(check(&["{title}"]).unwrap_err().contains("the same for every reminder"));
        assert!(check(&["", "x"]).unwrap_err().contains("the first is the program"));
    }
}
