//! Charts as text: bars in eighths of a cell, lines of small columns, and shades.

/// Eighths of a cell, from none to all of it.
const EIGHTHS: [&str; 9] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
/// Columns of an eighth to all of a cell's height.
const COLUMNS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Shades of nothing to the most.
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// A bar of at most `cells` cells for a value of at most `most`; what is more than nothing is seen.
pub fn bar(value: i64, most: i64, cells: usize) -> String {
    if value <= 0 || most <= 0 || cells == 0 {
        return String::new();
    }
    let whole = i128::try_from(cells).unwrap_or(0) * 8;
    let eighths = (i128::from(value.min(most)) * whole + i128::from(most) / 2) / i128::from(most);
    let eighths = usize::try_from(eighths.max(1)).unwrap_or(0);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// What charts are drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks in eighths of a cell.
    #[default]
    Blocks,
    /// `#` and digits, which every terminal has.
    Ascii,
}

impl Glyphs {
    /// [`bar`], or whole `#`.
    pub fn bar(self, value: i64, most: i64, cells: usize) -> String {
        if self == Self::Blocks || value <= 0 || most <= 0 || cells == 0 {
            return bar(value, most, cells);
        }
        let whole = i128::try_from(cells).unwrap_or(0);
        let filled = (i128::from(value.min(most)) * whole + i128::from(most) / 2) / i128::from(most);
        "#".repeat(usize::try_from(filled.max(1)).unwrap_or(0))
    }

    /// A bar beside a zero line: what is less than nothing lies on the left of it, as long as `least` has it.
    pub fn bar_from_zero(self, value: i64, (least, most): (i64, i64), cells: usize) -> String {
        let range = i128::from(most.max(0)) - i128::from(least.min(0));
        if range == 0 || cells == 0 {
            return String::new();
        }
        let left = i128::try_from(cells).unwrap_or(0) * i128::from(-least.min(0)) / range;
        let left = usize::try_from(left).unwrap_or(0).clamp(1, cells.saturating_sub(1).max(1));
        let zero = if self == Self::Ascii { '|' } else { '│' };
        if value < 0 {
            // Blocks begin at the left, so whole cells alone end at the line.
            let part = i128::from(-value) * i128::try_from(left).unwrap_or(0) / i128::from(-least.min(-1));
            let part = usize::try_from(part).unwrap_or(0).clamp(1, left);
            let block = if self == Self::Ascii { "#" } else { "█" };
            return format!("{}{}{zero}", " ".repeat(left - part), block.repeat(part));
        }
        format!("{}{zero}{}", " ".repeat(left), self.bar(value, most, cells - left))
    }

    /// [`spark`], or digits up to 8.
    pub fn spark(self, values: &[i64]) -> String {
        let drawn = spark(values);
        if self == Self::Blocks {
            return drawn;
        }
        let digit = |c: char| COLUMNS.iter().position(|column| *column == c).and_then(|n| "12345678".chars().nth(n));
        drawn.chars().map(|c| digit(c).unwrap_or(c)).collect()
    }

    /// A cell of a column, so many eighths of it high; in ASCII whole or not at all.
    pub fn column(self, eighths: i64) -> char {
        match (self, usize::try_from(eighths.min(8)).unwrap_or(0)) {
            (Self::Blocks, eighths) => eighths.checked_sub(1).map_or(' ', |at| COLUMNS[at]),
            (Self::Ascii, ..4) => ' ',
            (Self::Ascii, _) => '#',
        }
    }

    /// [`shades`], or a point and digits up to 4.
    pub fn shades(self, values: &[i64]) -> Vec<char> {
        let drawn = shades(values);
        if self == Self::Blocks {
            return drawn;
        }
        let digit = |c: char| SHADES.iter().position(|shade| *shade == c).and_then(|n| ".1234".chars().nth(n));
        drawn.into_iter().map(|c| digit(c).unwrap_or(c)).collect()
    }
}

/// What a piece of a chart is, for those who give it a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Figures, axes and what is said.
    Axis,
    /// What there is.
    Value,
    /// What it is compared with.
    Line,
    /// What is less than nothing.
    Below,
    /// The present.
    Mark,
}

/// Which of the five shades each value has, from 0.
pub fn levels(values: &[i64]) -> Vec<usize> {
    shades(values).into_iter().map(|c| SHADES.iter().position(|shade| *shade == c).unwrap_or(0)).collect()
}

/// A column for each value, the highest as high as a cell; nothing is a space.
pub fn spark(values: &[i64]) -> String {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let column = |value: i64| match value {
        ..=0 => ' ',
        value => {
            let at = (i128::from(value) * 8 + i128::from(most) - 1) / i128::from(most);
            COLUMNS[usize::try_from(at - 1).unwrap_or(0).min(7)]
        }
    };
    values.iter().map(|value| column(*value)).collect()
}

/// The shade of each value: that of nothing, and four by the quarters of those that are more.
pub fn shades(values: &[i64]) -> Vec<char> {
    let mut ranked: Vec<i64> = values.iter().copied().filter(|value| *value > 0).collect();
    ranked.sort_unstable();
    let quarter = |value: i64| {
        let below = ranked.partition_point(|other| *other < value);
        // The most is the darkest, however many there are.
        if ranked.last() == Some(&value) { 4 } else { 1 + below * 4 / ranked.len() }
    };
    values.iter().map(|value| SHADES[if *value <= 0 { 0 } else { quarter(*value).min(4) }]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_value() {
        assert_eq!([0, 1, 50, 99, 100, 120].map(|value| bar(value, 100, 4)), ["", "▏", "██", "████", "████", "████"]);
        assert_eq!(bar(9, 64, 8), "█▏");
        assert_eq!((bar(5, 0, 4), bar(5, 5, 0)), (String::new(), String::new()));
        assert_eq!(bar(i64::MAX, i64::MAX, 2), "██");
    }

    #[test]
    fn every_chart_has_a_twin_in_ascii() {
        let ascii = Glyphs::Ascii;
        assert_eq!([0, 1, 50, 100].map(|value| ascii.bar(value, 100, 4)), ["", "#", "##", "####"]);
        assert_eq!(ascii.spark(&[0, 1, 4, 8]), " 148");
        assert_eq!(ascii.shades(&[0, 1, 2, 3, 4]), ['.', '1', '2', '3', '4']);
        assert_eq!(Glyphs::Blocks.spark(&[0, 1, 4, 8]), " ▁▄█");
    }

    #[test]
    fn what_is_less_than_nothing_lies_left_of_zero() {
        let bars = [-50, 0, 50].map(|value| Glyphs::Blocks.bar_from_zero(value, (-50, 50), 8));
        assert_eq!(bars, ["████│", "    │", "    │████"]);
        assert_eq!(Glyphs::Ascii.bar_from_zero(-1, (-10, 90), 10), "#|");
        assert_eq!(Glyphs::Ascii.bar_from_zero(-5, (-5, 0), 1), "#|");
        assert_eq!(Glyphs::Blocks.bar_from_zero(0, (0, 0), 8), "");
    }

    #[test]
    fn small_columns_show_the_course() {
        assert_eq!(spark(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(spark(&[]), "");
        assert_eq!(spark(&[7, 7]), "██");
    }

    #[test]
    fn shades_are_by_rank() {
        assert_eq!(shades(&[0, 1, 2, 3, 4]), ['·', '░', '▒', '▓', '█']);
        assert_eq!(shades(&[5]), ['█']);
        assert_eq!(shades(&[0, 0]), ['·', '·']);
    }
}
