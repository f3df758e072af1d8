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
