//! Where one is: the place in front, those one came from, and the client that every list is filtered by.

use chrono::NaiveDate;

use super::list::ListView;
use super::place::Place;
use super::views::VIEWS;

/// The navigation stacks: the places, and which of them is in front.
pub struct Navigation {
    /// For each view the places one has gone into from it, the last in front.
    stacks: Vec<Vec<Place>>,
    /// Which view is in front.
    front: usize,
    only: Option<String>,
}

impl Navigation {
    /// Begins at the first view.
    pub fn new() -> Self {
        Self { stacks: VIEWS.iter().map(|view| vec![Place::new(view)]).collect(), front: 0, only: None }
    }

    /// Where one is.
    pub fn here(&self) -> &Place {
        let stack = &self.stacks[self.front];
        &stack[stack.len() - 1]
    }

    /// Where one is, to move about.
    pub fn here_mut(&mut self) -> &mut Place {
        let stack = &mut self.stacks[self.front];
        let last = stack.len() - 1;
        &mut stack[last]
    }

    /// Whether the first view is in front.
    pub fn is_first(&self) -> bool {
        self.front == 0
    }

    /// Goes into a place.
    pub fn enter(&mut self, place: Place) {
        self.stacks[self.front].push(place);
    }

    /// Goes back to where one came from; whether there was such a place.
    pub fn leave(&mut self) -> bool {
        let stack = &mut self.stacks[self.front];
        let deep = stack.len() > 1;
        if deep {
            stack.pop();
        }
        deep
    }

    /// Brings a view to the front as it was left; once more, its beginning. Whether there is such a view.
    pub fn bring(&mut self, number: u8, today: NaiveDate) -> bool {
        let Some(to) = self.stacks.iter().position(|stack| stack[0].view.number == number) else { return false };
        if to == self.front {
            self.stacks[to].truncate(1);
        }
        if to != self.front && self.stacks[to][0].lists.iter().all(ListView::is_new) {
            self.stacks[to][0].begin(today);
        }
        self.front = to;
        true
    }

    /// The client that every list is filtered by.
    pub fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// Filters every list by a client, or by none.
    pub fn show_only(&mut self, client: Option<String>) {
        self.only = client;
    }
}
