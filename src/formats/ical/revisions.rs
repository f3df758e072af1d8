//! Versions of one event, of which the newest counts (RFC 5546 2.1.5).

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use super::hash::hash;
use super::marks::Marks;
use super::repair::with_uid;
use crate::domain::event::{Event, Moment};

/// What makes two components versions of one: invitation or not, calendar, UID and occurrence.
type Identity = (bool, Option<String>, String, Option<Moment>);

/// Events, each kept once.
#[derive(Default)]
pub struct Revisions {
    /// In the order in which they were found.
    pub events: Vec<Event>,
    /// What is known of each besides.
    pub marks: Vec<Marks>,
    place: HashMap<Identity, (usize, usize)>,
}

impl Revisions {
    /// Adds an event of the file's nth calendar, or a later revision in the place of an earlier one.
    ///
    /// Some programs give two meetings of one calendar one UID. They are kept apart, under names that stay the same
    /// from one reading of the file to the next: losing a meeting is worse than an odd name. What calls off, answers
    /// or proposes is no version of an event, and stands by itself.
    pub fn add(&mut self, mut event: Event, mut marks: Marks, calendar: usize) {
        let invites = marks.method.as_deref() == Some("REQUEST");
        if !invites && marks.acts() {
            self.events.push(event);
            self.marks.push(marks);
            return;
        }
        let id = |event: &Event| {
            let instance = event.recurrence.as_ref().map(|recurrence| recurrence.at.clone());
            (invites, marks.calendar.clone(), event.uid.clone(), instance)
        };
        if let Some((index, home)) = self.place.get_mut(&id(&event)) {
            let (other, known) = (&mut self.events[*index], &mut self.marks[*index]);
            let same = event.recurrence.is_some() || (&other.start, &other.title) == (&event.start, &event.title);
            let newer = *home != calendar && known.stamp != marks.stamp;
            if same || invites || newer || other.sequence != event.sequence {
                if marks.revision().is_older_than(known.revision()) {
                    known.others.push(marks.line);
                } else {
                    marks.others = std::mem::take(&mut known.others);
                    marks.others.push(known.line);
                    (*other, *known, *home) = (event, marks, calendar);
                }
                return;
            }
            event.uid = format!("{}#{:08x}", event.uid, hash(&event.component) & 0xffff_ffff);
            // Written back, it is to be told apart by other programs, too.
            event.component = with_uid(&event.component, &event.uid);
        }
        match self.place.entry(id(&event)) {
            Place::Occupied(known) => self.marks[known.get().0].others.push(marks.line),
            Place::Vacant(place) => {
                place.insert((self.events.len(), calendar));
                self.events.push(event);
                self.marks.push(marks);
            }
        }
    }
}
