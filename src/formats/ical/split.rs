//! A file cut into its events and time zones, each with its line, so that one bad event hides no other.

use super::content::unescaped;
use super::lines::{ContentLine, lines, without_mark};
use super::problems::{FileProblem, Problems};

/// Events read from one file at most.
const EVENTS: usize = 100_000;
/// Time zones read from one file at most.
const ZONES: usize = 2_000;
/// Components inside one event at most, and how deep they nest.
const INNER: usize = 1_000;
const DEPTH: usize = 8;
/// Lines of one component at most, and octets before the value of one.
const LINES: usize = 20_000;
const HEAD: usize = 50_000;
/// Dates that one event lists at most: more than three hundred years of days.
const DATES: usize = 120_000;

/// A component: its first line, and its unfolded lines from BEGIN to END with LF after each.
pub struct Component {
    /// The number of its BEGIN in the file, from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
}

/// What a file holds.
#[derive(Default)]
pub struct Components {
    /// The calendar's name, of the first calendar that has one.
    pub name: Option<String>,
    /// X-WR-TIMEZONE: what floating times are read in.
    pub zone: Option<String>,
    /// VTIMEZONE.
    pub zones: Vec<Component>,
    /// VEVENT.
    pub events: Vec<Component>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ComponentKind {
    Event,
    Zone,
    /// A component that is not read.
    Other,
}

/// A component that has begun.
struct Open {
    kind: ComponentKind,
    name: String,
    part: Component,
    depth: usize,
    inner: usize,
    lines: usize,
    dates: usize,
    /// It broke one of the bounds above.
    excessive: bool,
}

/// Cuts a file up. Missing ENDs are taken as said where the next component begins.
pub fn split(bytes: &[u8], problems: &mut Problems) -> Components {
    let bytes = without_mark(bytes);
    let mut parts = Components::default();
    let mut open: Option<Open> = None;
    for line in lines(&bytes) {
        let begins = line.name().eq_ignore_ascii_case("BEGIN").then(|| line.value().trim().to_ascii_uppercase());
        let event_or_zone = begins.as_deref().is_some_and(|name| ["VEVENT", "VTIMEZONE"].contains(&name));
        let calendar = begins.as_deref() == Some("VCALENDAR") || line.is("END", "VCALENDAR");
        if (event_or_zone || calendar)
            && let Some(unended) = open.take()
        {
            parts.close(unended, false, problems);
        }
        match (&mut open, begins) {
            _ if calendar => {}
            (None, Some(name)) => open = Some(Open::new(name, line)),
            (None, None) => parts.property(&line),
            (Some(one), begins) => {
                if one.take(&line, begins.is_some()) {
                    open.take().into_iter().for_each(|one| parts.close(one, true, problems));
                }
            }
        }
    }
    if let Some(unended) = open {
        parts.close(unended, false, problems);
    }
    parts
}

impl Open {
    fn new(name: String, line: ContentLine) -> Self {
        let kind = match name.as_str() {
            "VEVENT" => ComponentKind::Event,
            "VTIMEZONE" => ComponentKind::Zone,
            _ => ComponentKind::Other,
        };
        Self {
            kind,
            name,
            part: Component { line: line.number, text: line.text + "\n" },
            depth: 0,
            inner: 0,
            lines: 1,
            dates: 0,
            excessive: false,
        }
    }

    /// Takes a line in; true once it was the component's own END.
    fn take(&mut self, line: &ContentLine, begins: bool) -> bool {
        let own_end = line.is("END", &self.name);
        if begins {
            self.depth += 1;
            self.inner += 1;
        } else if line.name().eq_ignore_ascii_case("END") && !own_end {
            self.depth = self.depth.saturating_sub(1);
        }
        self.lines += 1;
        let head = line.text.len() - line.value().len();
        if ["RDATE", "EXDATE"].iter().any(|name| line.name().eq_ignore_ascii_case(name)) {
            self.dates += 1 + line.value().matches(',').count();
        }
        self.excessive |= self.inner > INNER || self.depth > DEPTH || self.lines > LINES || head > HEAD;
        self.excessive |= self.dates > DATES;
        if self.excessive {
            self.part.text = String::new();
        } else if self.kind != ComponentKind::Other {
            self.part.text.push_str(&line.text);
            self.part.text.push('\n');
        }
        own_end
    }
}

impl Components {
    /// A property of the calendar itself.
    fn property(&mut self, line: &ContentLine) {
        let value = line.value().trim();
        let place = match line.name().to_ascii_uppercase().as_str() {
            "X-WR-CALNAME" | "NAME" => &mut self.name,
            "X-WR-TIMEZONE" => &mut self.zone,
            _ => return,
        };
        if place.is_none() && !value.is_empty() {
            *place = Some(unescaped(value));
        }
    }

    fn close(&mut self, mut one: Open, ended: bool, problems: &mut Problems) {
        if one.kind == ComponentKind::Other {
            return;
        }
        let line = one.part.line;
        let (list, most, noun) = match one.kind {
            ComponentKind::Event => (&mut self.events, EVENTS, "event"),
            _ => (&mut self.zones, ZONES, "time zone"),
        };
        if list.len() >= most {
            problems.once(line, &format!("the file holds more than {most} {noun}s: those from here on are not read"));
            return;
        }
        if one.excessive {
            problems.push(FileProblem { line, what: format!("the {noun} has too many parts"), left_out: true });
            return;
        }
        if !ended {
            problems.push(FileProblem {
                line,
                what: format!("the {noun} has no END: it is read as far as it goes"),
                left_out: false,
            });
            one.part.text.push_str("END:");
            one.part.text.push_str(&one.name);
            one.part.text.push('\n');
        }
        one.part.text.shrink_to_fit();
        list.push(one.part);
    }
}
