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
