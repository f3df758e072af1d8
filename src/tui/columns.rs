//! Text in columns that fit a width: what gives way, and what is left out first.

use super::gauge::Gauge;
use super::theme::Tone;

/// A piece of text with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; cleaned when it is drawn.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
    /// A bar as wide as the column, in the place of the text.
    pub gauge: Option<Gauge>,
}

/// Makes a cell.
pub fn cell(text: impl Into<String>, tone: Tone) -> Cell {
    Cell { text: text.into(), tone, gauge: None }
}

/// Makes a cell that a bar fills.
pub fn bar_cell(gauge: Gauge) -> Cell {
    Cell { gauge: Some(gauge), ..Cell::default() }
}

/// How a column behaves.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each may be so or not, whatever the others are")]
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
    /// Whether it is dropped before any text is cut.
    pub aside: bool,
    /// Whether what finds no room in it is said nowhere else.
    pub inline: bool,
}

/// Makes a column that stays.
pub const fn column(most: usize) -> Column {
    Column { right: false, gap: 1, most, rank: 0, grows: false, least: LEAST, aside: false, inline: false }
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

    /// Dropped before any text is cut, the highest rank first.
    pub const fn aside(mut self, rank: u8) -> Self {
        self.rank = rank;
        self.aside = true;
        self
    }

    /// Left out altogether where it finds no room.
    pub const fn inline(mut self) -> Self {
        self.inline = true;
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

/// How much of a text there is room made for, before what stands beside it gives way no more.
pub const TITLE: usize = 64;

/// Columns that a row takes, where those of the widths are shown.
fn taken(columns: &[Column], widths: &[usize], wide: impl Fn(&Column, usize) -> usize) -> usize {
    let mut sum = 0;
    for (column, w) in columns.iter().zip(widths).filter(|(_, w)| **w > 0) {
        sum += if sum == 0 { 0 } else { column.gap } + wide(column, *w);
    }
    sum
}

/// Columns that rows take without those of a higher rank than `rank`, and with texts that give way cut to `most`.
pub fn wanted(columns: &[Column], natural: &[usize], rank: u8, most: usize) -> usize {
    let kept = columns.iter().zip(natural).map(|(c, w)| if c.rank > rank && c.aside { 0 } else { *w });
    taken(columns, &kept.collect::<Vec<_>>(), |c, w| if c.grows && c.most == usize::MAX { w.min(most) } else { w })
}

/// Works out the width of each column in a line so wide; 0 for one that is left out.
pub fn fit(columns: &[Column], natural: &[usize], wide: usize) -> Vec<usize> {
    let mut widths = natural.to_vec();
    let last = |widths: &[usize], aside: bool| {
        let shown = (0..widths.len()).filter(|n| widths[*n] > 0 && columns[*n].rank > 0);
        shown.filter(|n| !aside || columns[*n].aside).max_by_key(|n| columns[*n].rank)
    };
    while taken(columns, &widths, |c, w| if c.grows { w.min(TITLE) } else { w }) > wide {
        let Some(n) = last(&widths, true) else { break };
        widths[n] = 0;
    }
    while taken(columns, &widths, |c, w| if c.grows { w.min(c.least) } else { w }) > wide {
        let Some(n) = last(&widths, false) else { break };
        widths[n] = 0;
    }
    let all = taken(columns, &widths, |_, w| w);
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

    #[test]
    fn what_stands_aside_goes_before_a_text_is_cut() {
        const ASIDE: &[Column] = &[column(5), column(usize::MAX).grows(), column(9).aside(3), column(7).aside(4)];
        assert_eq!(fit(ASIDE, &[5, 30, 6, 7], 51), [5, 30, 6, 7]);
        assert_eq!(fit(ASIDE, &[5, 30, 6, 7], 50), [5, 37, 6, 0]);
        assert_eq!(fit(ASIDE, &[5, 30, 6, 7], 42), [5, 36, 0, 0]);
        assert_eq!(fit(ASIDE, &[5, 30, 6, 7], 20), [5, 14, 0, 0]);
        assert_eq!(wanted(ASIDE, &[5, 30, 6, 7], 9, TITLE), 51);
        assert_eq!(wanted(ASIDE, &[5, 30, 6, 7], 3, TITLE), 43);
        assert_eq!(wanted(ASIDE, &[5, 30, 6, 7], 0, 12), 18);
    }
}
