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

/// Names of other components that are counted one by one at most, and letters of a name or a METHOD.
const NAMES: usize = 50;
const LETTERS: usize = 40;
/// Components of which a calendar is made.
pub const PARTS: [&str; 6] = ["VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"];

/// A component: its first line, and its unfolded lines from BEGIN to END with LF after each.
pub struct Component {
    /// The number of its BEGIN in the file, from 1.
    pub line: usize,
    /// The number of its VCALENDAR in the file, from 1.
    pub calendar: usize,
    /// METHOD of that, in upper case.
    pub method: Option<String>,
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
    /// VTODO.
    pub todos: Vec<Component>,
    /// How many there are of each kind of component besides, by its name in upper case.
    pub kinds: Vec<(String, usize)>,
    /// The VCALENDAR that is read.
    calendar: usize,
    method: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ComponentKind {
    Event,
    Zone,
    Todo,
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
        let part = begins.as_deref().is_some_and(|name| PARTS.contains(&name));
        let new = begins.as_deref() == Some("VCALENDAR");
        let calendar = new || line.is("END", "VCALENDAR");
        if (part || calendar)
            && let Some(unended) = open.take()
        {
            parts.close(unended, false, problems);
        }
        match (&mut open, begins) {
            _ if new => parts.begin(),
            _ if calendar => {}
            (None, Some(name)) => {
                parts.count(&name);
                open = Some(Open::new(name, line));
            }
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
            "VTODO" => ComponentKind::Todo,
            _ => ComponentKind::Other,
        };
        Self {
            kind,
            name,
            part: Component { line: line.number, calendar: 0, method: None, text: line.text + "\n" },
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
    /// A VCALENDAR begins.
    fn begin(&mut self) {
        self.calendar += 1;
        self.method = None;
    }

    /// Counts a component by its name, if it is none of those that are read.
    fn count(&mut self, name: &str) {
        if ["VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"].contains(&name) {
            return;
        }
        let name: String = name.chars().take(LETTERS).collect();
        let known = self.kinds.iter().position(|(known, _)| *known == name);
        match known.or((self.kinds.len() >= NAMES).then_some(NAMES - 1)) {
            Some(place) => self.kinds[place].1 += 1,
            None => self.kinds.push((name, 1)),
        }
    }

    /// A property of the calendar itself.
    fn property(&mut self, line: &ContentLine) {
        let value = line.value().trim();
        if line.name().eq_ignore_ascii_case("METHOD") && self.method.is_none() && !value.is_empty() {
            self.method = Some(value.chars().take(LETTERS).collect::<String>().to_ascii_uppercase());
            // It may stand below what it is said of.
            for list in [&mut self.events, &mut self.todos] {
                for part in list.iter_mut().rev().take_while(|part| part.calendar == self.calendar) {
                    part.method.clone_from(&self.method);
                }
            }
            return;
        }
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
            ComponentKind::Todo => (&mut self.todos, EVENTS, "task"),
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
        (one.part.calendar, one.part.method) = (self.calendar, self.method.clone());
        list.push(one.part);
    }
}
