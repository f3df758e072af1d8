//! What is wrong with a file, as it is found.

/// Problems listed at most; the rest are counted.
const PROBLEMS: usize = 1_000;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The line it begins at, from 1.
    pub line: usize,
    /// A sentence without a full stop.
    pub what: String,
    /// Whether the event is missing because of it.
    pub left_out: bool,
}

/// Problems as they are found, bounded.
#[derive(Default)]
pub struct Problems {
    list: Vec<FileProblem>,
    more: usize,
}

impl Problems {
    pub fn push(&mut self, problem: FileProblem) {
        if self.list.len() < PROBLEMS { self.list.push(problem) } else { self.more += 1 }
    }

    /// Adds what holds for the whole file, unless it was said.
    pub fn once(&mut self, line: usize, what: &str) {
        if !self.list.iter().any(|problem| problem.what == what) {
            self.push(FileProblem { line, what: what.to_owned(), left_out: true });
        }
    }

    pub fn done(mut self) -> Vec<FileProblem> {
        self.list.sort_by_key(|problem| problem.line);
        if self.more > 0 {
            let line = self.list.last().map_or(0, |problem| problem.line);
            self.list.push(FileProblem {
                line,
                what: format!("{} more problems are not listed", self.more),
                left_out: true,
            });
        }
        self.list
    }
}

/// What of a component is not read as it stands.
#[derive(Default)]
pub struct Notes {
    /// Each with the number of its line among the component's own, from 0.
    pub list: Vec<(usize, String)>,
}

impl Notes {
    /// Notes of one component at most.
    const MOST: usize = 100;

    /// Adds a note, unless it was said.
    pub fn push(&mut self, own: usize, what: String) {
        if self.list.len() < Self::MOST && !self.list.iter().any(|(_, known)| *known == what) {
            let last = self.list.len() + 1 == Self::MOST;
            self.list.push((own, if last { "more of it is not read as it stands".to_owned() } else { what }));
        }
    }
}
