//! An event in one line: `acme kickoff call tomorrow 15:00-15:45 @Zoom`.

use crate::command::grammar::date::write_days;
use crate::command::grammar::line;
use crate::command::grammar::line::{KnownNames, LineWords, TitleWord};
use crate::command::grammar::repeat::write_rule;
pub use crate::command::grammar::when::When;
use crate::command::grammar::{Now, lead, normal, repeat, span, when};
use crate::domain::time::plus_days;
use crate::error::{Error, Result};

const MARKS: [&str; 4] = ["every:", "every!:", "remind:", "client:"];

/// What one line says about an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// The client's code: the first word of the title, or `client:acme`.
    pub client: Option<String>,
    /// All words that say nothing else.
    pub title: String,
    /// `tomorrow 15:00-15:45`, `fri 15:00 for 45m`, `fri 15:00` (an hour), `fri` (all day), `22.6.-26.6.`; none if options
    /// say it.
    pub when: Option<When>,
    /// `@Zoom`: from the `@` to the end of the line or the next mark.
    pub location: Option<String>,
    /// `every:week`, as an RRULE.
    pub repeat: Option<String>,
    /// `remind:15m`, `remind:1d,10m`, `remind:none`: seconds before the start, 0 at the start.
    pub remind: Option<Vec<i64>>,
}

impl EventLine {
    /// Reads a line.
    pub fn read(text: &str, now: &Now, names: &dyn KnownNames) -> Result<Self> {
        let text = line::unquoted(&normal(text));
        let (mut client, mut repeat, mut remind) = (None, None, None);
        let (mut title, mut location) = (Vec::new(), Vec::new());
        let (mut in_location, mut words) = (false, LineWords::of(&text));
        while let Some(word) = words.next() {
            if let Some((mark, value)) = line::mark(word, &MARKS) {
                in_location = false;
                let value = words.value(mark, value)?;
                match mark {
                    "client:" => line::once(&mut client, line::client(names, value)?, mark)?,
                    "every:" => line::once(&mut repeat, line::rule(value, &mut words)?, mark)?,
                    "remind:" => line::once(&mut remind, lead::read_leads(value)?, mark)?,
                    _ => return Err(Error::problem("an event repeats by the calendar: type every: without the !")),
                }
            } else if in_location {
                location.push(TitleWord::new(word));
            } else if let Some(place) = word.strip_prefix('@').filter(|_| location.is_empty()) {
                in_location = true;
                // As it is: behind the `@` a backslash has nothing to protect.
                location.extend((!place.is_empty()).then(|| TitleWord { text: place.to_owned(), literal: true }));
            } else {
                title.push(TitleWord::new(word));
            }
        }
        let weekdays = repeat.as_deref().map(repeat::days).unwrap_or_default();
        line::leading_client(&mut client, &mut title, names)?;
        let mut when = when::take(&mut title, &mut location, &weekdays, now)?;
        if when.is_none() && !weekdays.is_empty() {
            let from = when::first(&weekdays, now.today());
            when = Some(When::AllDay { from, to: plus_days(from, 1) });
        }
        // A client behind the day: `tomorrow 15:00 acme call`.
        line::leading_client(&mut client, &mut title, names)?;
        let (title, location) = (line::text(&title), line::text(&location));
        if title.is_empty() {
            return Err(Error::problem(
                "what is the event called? type a title, like budget review tomorrow 15:00-15:45",
            ));
        }
        Ok(Self { client, title, when, location: Some(location).filter(|l| !l.is_empty()), repeat, remind })
    }

    /// Says that nothing says when it is.
    pub fn untimed() -> Error {
        Error::problem("when is it? type a day or a time, like tomorrow 15:00-15:45, fri 9:00 or 22.6.-26.6.")
    }

    /// Writes the line that reads back as this event.
    pub fn to_line(&self, now: &Now, names: &dyn KnownNames) -> String {
        let names_client = |at, word: &str| at == 0 && self.client.is_none() && names.client(word).is_some();
        let line = self.line_with(now, |at, word| names_client(at, word) || is_mark(word));
        if Self::read(&line, now, names).is_ok_and(|read| read == *self) {
            return line;
        }
        // Some word of the title looks like a day or a time.
        self.line_with(now, |_, _| true)
    }

    fn line_with(&self, now: &Now, special: impl Fn(usize, &str) -> bool) -> String {
        let mut line: Vec<String> = self.client.iter().cloned().collect();
        line.push(line::escaped(&self.title, &special));
        line.extend(self.when.map(|when| match when {
            When::Timed { start, end } => span::write_range(start, end, &now.zone),
            When::AllDay { from, to } => write_days(from, plus_days(to, -1)),
        }));
        line.extend(self.repeat.iter().map(|rule| format!("every:{}", write_rule(rule))));
        line.extend(self.remind.iter().map(|leads| format!("remind:{}", lead::write_leads(leads))));
        line.extend(self.location.iter().map(|place| {
            let (first, rest) = place.split_once(' ').unwrap_or((place, ""));
            format!("@{first} {}", line::escaped(rest, |at, word| special(at + 1, word))).trim_end().to_owned()
        }));
        line.join(" ")
    }
}

fn is_mark(word: &str) -> bool {
    word.starts_with('@') || line::mark(word, &MARKS).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::{KnownOffice, day, monday};

    fn line(text: &str) -> String {
        EventLine::read(text, &monday(), &KnownOffice).unwrap().to_line(&monday(), &KnownOffice)
    }

    #[test]
    fn events() {
        for (text, written) in [
            ("acme kickoff call tomorrow 15:00-15:45 @Zoom", "acme kickoff call 2026-06-23 15:00-15:45 @Zoom"),
            ("acme call tomorrow 3pm", "acme call 2026-06-23 15:00-16:00"),
            ("acme call tomorrow 3 pm", "acme call 2026-06-23 15:00-16:00"),
            ("call 15:00 45m fri", "call 2026-06-26 15:00-15:45"),
            ("call fri 15:00 45 min", "call 2026-06-26 15:00-15:45"),
            ("call fri 9", "call 2026-06-26 09:00-10:00"),
            ("call fri 9-10:30 with Bob", "call with Bob 2026-06-26 09:00-10:30"),
            ("call fri 15:00 until 16:00", "call 2026-06-26 15:00-16:00"),
            ("call fri at 15:00 for 45m", "call 2026-06-26 15:00-15:45"),
            ("call on fri from 9 to 10", "call 2026-06-26 09:00-10:00"),
            ("call fri at 9", "call 2026-06-26 09:00-10:00"),
            ("call at 9 on fri", "call 2026-06-26 09:00-10:00"),
            ("call fri noon", "call 2026-06-26 12:00-13:00"),
            ("call fri 14h", "call 2026-06-26 14:00-15:00"),
            ("call fri 14 Uhr", "call 2026-06-26 14:00-15:00"),
            ("workshop fri 15:00 2h", "workshop 2026-06-26 15:00-17:00"),
            ("call 22 July 15:00", "call 2026-07-22 15:00-16:00"),
            ("call July 22 15:00", "call 2026-07-22 15:00-16:00"),
            ("call 22.7.26 15:00", "call 2026-07-22 15:00-16:00"),
            ("call next mon 9:00", "call 2026-07-06 09:00-10:00"),
            ("call fri, 15:00", "call 2026-06-26 15:00-16:00"),
            ("call Fri 26 June, 15:00.", "call 2026-06-26 15:00-16:00"),
            ("fair mon until wed", "fair 2026-06-29..2026-07-01"),
            ("call fri 15:00 @Zoom 45m", "call 2026-06-26 15:00-15:45 @Zoom"),
            ("call fri 15:00 @Sunday Cafe", "call 2026-06-26 15:00-16:00 @Sunday Cafe"),
            ("Q1 2026 review fri 15:00", "Q1 2026 review 2026-06-26 15:00-16:00"),
            ("1:1 with Bo fri 15:00", "1:1 with Bo 2026-06-26 15:00-16:00"),
            ("Room 101 on 3rd floor fri 15:00", "Room 101 on 3rd floor 2026-06-26 15:00-16:00"),
            ("part 1/2 fri 15:00", "part 1/2 2026-06-26 15:00-16:00"),
            (r#"read "Monday news" fri 15:00"#, r"\read \Monday \news 2026-06-26 15:00-16:00"),
            (
                "stand-up mon 9:00 every:week until 2026-12-31",
                "stand-up 2026-06-29 09:00-10:00 every:FREQ=WEEKLY;UNTIL=20261231",
            ),
            ("call fri 15:00 remind:2d,10m", "call 2026-06-26 15:00-16:00 remind:2d,10m"),
            ("call fri 15:00 remind:none", "call 2026-06-26 15:00-16:00 remind:none"),
            ("call fri 9 - 10", "call 2026-06-26 09:00-10:00"),
            // The tenth of September is a Thursday, too.
            ("call thu 9-10", "call 2026-06-25 09:00-10:00"),
            ("call mon 10-12", "call 2026-06-29 10:00-12:00"),
            ("call fri 15:00 to 16:30", "call 2026-06-26 15:00-16:30"),
            ("night shift today 22:30-6:00", "night shift 2026-06-22 22:30-06:00"),
            ("call 15:00", "call 2026-06-22 15:00-16:00"),
            ("call 9:00", "call 2026-06-22 09:00-10:00"),
            ("call 13:30-14:30", "call 2026-06-22 13:30-14:30"),
            ("globex audit fri", "globex audit 2026-06-26"),
            ("fair 22.6.-26.6. @Hall 4", "fair 2026-06-22..2026-06-26 @Hall 4"),
            ("lunch @ Joe's tomorrow 12:30", "lunch 2026-06-23 12:30-13:30 @Joe's"),
            ("tomorrow 15:00 acme call", "acme call 2026-06-23 15:00-16:00"),
            ("client:acme \\globex deal fri", "acme globex deal 2026-06-26"),
            ("\\acme history fri", "\\acme history 2026-06-26"),
            ("read \\10:00 club news fri", "\\read \\10:00 \\club \\news 2026-06-26"),
            (
                "stand-up mon 9:00 15m every:weekday remind:10m",
                "stand-up 2026-06-29 09:00-09:15 every:weekday remind:10m",
            ),
            ("stand-up every:mon 9:00 15m", "stand-up 2026-06-29 09:00-09:15 every:mon"),
            ("stand-up every:mon 15:00", "stand-up 2026-06-22 15:00-16:00 every:mon"),
            ("newsletter day every:wed", "newsletter day 2026-06-24 every:wed"),
            ("trip 06-24 22:00 - 06-26 6:00", "trip 2026-06-24 22:00 - 2026-06-26 06:00"),
            ("mail bob@acme.example about 12 points fri", "mail bob@acme.example about 12 points 2026-06-26"),
        ] {
            assert_eq!(line(text), written, "{text}");
            assert_eq!(line(written), written);
        }
        let fair = EventLine::read("fair 22.6.-26.6.", &monday(), &KnownOffice).unwrap();
        assert_eq!(fair.when, Some(When::AllDay { from: day("2026-06-22"), to: day("2026-06-27") }));
        assert_eq!(EventLine::read("acme call", &monday(), &KnownOffice).unwrap().when, None);
    }

    #[test]
    fn what_is_refused() {
        let said = |text| EventLine::read(text, &monday(), &KnownOffice).unwrap_err().to_string();
        assert_eq!(said(""), "what is the event called? type a title, like budget review tomorrow 15:00-15:45");
        assert_eq!(
            said("acme tomorrow"),
            "what is the event called? type a title, like budget review tomorrow 15:00-15:45"
        );
        assert_eq!(
            said("call 10-12"),
            "'10-12' could be a date or hours: type 22.6. for a date or 9:00-10:00 for hours"
        );
        assert_eq!(
            said("call 22.6.-26.6. 9:00"),
            "an event with a time begins on one day: leave out the time or the other days"
        );
        assert_eq!(
            said("call mon notes fri"),
            "'fri' is a second day: leave one out, or put it in quotes to keep it as text"
        );
        assert_eq!(
            said("amce call fri"),
            "'amce' is no client: did you mean acme? put it in quotes to keep it in the title"
        );
        assert_eq!(
            said("call tomorrow 15-14"),
            "from Tue 23 Jun 15:00 to 14:00 on Wed 24 Jun is 23:00 h; type another time, or add --force \
             if that is so"
        );
        for line in [
            "ev 31.6. 15:00",
            "ev 2026-02-30 15:00",
            "ev 7/20 15:00",
            "ev 20.07 15:00",
            "ev 20-07-2026 15:00",
            "call fri 25:00-26:00",
            "call fri 15:00 16:00",
            "call fri until 16:00",
            "call fri 15:00-",
            "call Thu 26 June 15:00",
            "call fri for 45m",
            "call fri 9 with Bob",
            "call 9 tomorrow",
            "call fri 15:00 duw:mon",
            "call fri 15:00 !high",
            "call fri 15:00 until 16:00 for 45m",
            "pages 10-12 review fri 15:00",
            "call fri 15:00 EST",
            "call fri 15:00 America/New_York",
        ] {
            assert!(EventLine::read(line, &monday(), &KnownOffice).is_err(), "{line}");
        }
        assert_eq!(said("call fri client:nobody"), "'nobody' is no client: type the code of one");
        assert_eq!(said("call fri every!:week"), "an event repeats by the calendar: type every: without the !");
        assert_eq!(said("call 2026-10-25 2:30"), "02:30 exists twice on 2026-10-25: type 02:30+02:00 or 02:30+01:00");
    }
}
