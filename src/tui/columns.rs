//! Text in columns that fit a width: what gives way, and what is left out first.

use super::theme::Tone;

/// A piece of text with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; cleaned when it is drawn.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// Makes a cell.
pub fn cell(text: impl Into<String>, tone: Tone) -> Cell {
    Cell { text: text.into(), tone }
}

/// How a column behaves.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Whether its text stands at the right.
    pub right: bool,
    /// Spaces before it.
    pub gap: usize,
    /// The widest it gets; longer text is cut.
    pub most: usize,
    /// Where room is short, the highest goes first; 0 stays.
    pub rank: u8,
    /// Whether it takes the room that is left, up to its widest, and gives way first.
    pub grows: bool,
    /// The least that it is left with, where it gives way, before others are dropped for it.
    pub least: usize,
}

/// Makes a column that stays.
pub const fn column(most: usize) -> Column {
    Column { right: false, gap: 1, most, rank: 0, grows: false, least: LEAST }
}

impl Column {
    /// With its text at the right.
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Dropped where room is short, the highest rank first.
    pub const fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// With so many spaces before it.
    pub const fn gap(mut self, gap: usize) -> Self {
        self.gap = gap;
        self
    }

    /// Takes the room that is left.
    pub const fn grows(mut self) -> Self {
        self.grows = true;
        self
    }

    /// Left with so many columns, where it gives way, before others are dropped for it.
    pub const fn least(mut self, least: usize) -> Self {
        self.least = least;
        self
    }
}

/// The cells of a row, one a column.
pub type Cells = Vec<Cell>;

/// The least of a column that says nothing else.
const LEAST: usize = 16;

/// Works out the width of each column in a line so wide; 0 for one that is left out.
pub fn fit(columns: &[Column], natural: &[usize], wide: usize) -> Vec<usize> {
    let mut widths = natural.to_vec();
    let need = |widths: &[usize], least: bool| {
        let mut sum = 0;
        for (column, w) in columns.iter().zip(widths).filter(|(_, w)| **w > 0) {
            let gap = if sum == 0 { 0 } else { column.gap };
            sum += gap + if least && column.grows { (*w).min(column.least) } else { *w };
        }
        sum
    };
    while need(&widths, true) > wide {
        let shown = (0..widths.len()).filter(|n| widths[*n] > 0 && columns[*n].rank > 0);
        let Some(last) = shown.max_by_key(|n| columns[*n].rank) else { break };
        widths[last] = 0;
    }
    let all = need(&widths, false);
    if let Some(n) = (0..widths.len()).find(|n| columns[*n].grows && widths[*n] > 0) {
        widths[n] = (widths[n] + wide).saturating_sub(all).min(columns[n].most).max(1);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[column(5), column(8).rank(2), column(usize::MAX).grows(), column(9).right().rank(1)];

    #[test]
    fn columns_go_one_by_one_and_text_gives_way_first() {
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 60), [5, 4, 42, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 40), [5, 4, 22, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 29), [5, 0, 16, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 23), [5, 0, 17, 0]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 3), [5, 0, 1, 0]);
    }
}
