//! How wide the columns of a table are.

use super::shape::Setter;
use super::style::{BODY, SMALL_STRONG, figures};
use crate::formats::paper::{PaperTable, Side};

/// Between two columns.
const GAP: f32 = 12.0;
/// The part of a table that its wide columns get at least, where they need so much.
const WIDE: f32 = 0.4;

/// A column at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Where it begins, from where the table does.
    pub x: f32,
    /// How wide it is.
    pub width: f32,
    /// On which side its cells stand.
    pub side: Side,
}

/// The columns of a table that is `room` wide.
pub fn columns(setter: &Setter, table: &PaperTable, room: f32) -> Vec<Column> {
    let natural: Vec<f32> = (0..table.columns.len()).map(|at| natural(setter, table, at)).collect();
    let wide: Vec<bool> = (0..natural.len()).map(|at| is_wide(table, at)).collect();
    let widths = widths(&natural, &wide, room);
    let mut x = 0.0;
    let place = |(width, column): (&f32, &crate::formats::paper::PaperColumn)| {
        let placed = Column { x, width: *width, side: column.side };
        x += width + GAP;
        placed
    };
    widths.iter().zip(&table.columns).map(place).collect()
}

/// Which column takes the room that others leave: those that say so, else the first of words.
pub fn is_wide(table: &PaperTable, at: usize) -> bool {
    if table.columns.iter().any(|it| it.wide) {
        return table.columns[at].wide;
    }
    at == table.columns.iter().position(|it| it.side == Side::Left).unwrap_or(0)
}

/// How wide the widest cell of a column is.
fn natural(setter: &Setter, table: &PaperTable, at: usize) -> f32 {
    let style = if table.columns[at].side == Side::Right { figures(BODY) } else { BODY };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| setter.line(cell, style).width);
    // A little more than what is measured, so that what just fits is not broken.
    cells.fold(setter.line(&table.columns[at].title, SMALL_STRONG).width, f32::max) + 0.5
}

fn widths(natural: &[f32], wide: &[bool], room: f32) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let (count, many) = (natural.len() as f32, wide.iter().filter(|it| **it).count().max(1) as f32);
    // Beside very many columns there is no room between them.
    let room = (room - GAP * (count - 1.0)).max(count);
    let others: f32 = natural.iter().zip(wide).filter(|(_, wide)| !**wide).map(|(it, _)| *it).sum();
    let needed: f32 = natural.iter().zip(wide).filter(|(_, wide)| **wide).map(|(it, _)| *it).sum();
    let most = room - needed.min(room * WIDE);
    let scale = if others > most { most / others } else { 1.0 };
    let left = (room - others * scale) / many;
    natural.iter().zip(wide).map(|(it, wide)| if *wide { left } else { it * scale }).collect()
}

#[cfg(test)]
mod tests {
    use super::{GAP, widths};

    #[test]
    fn the_wide_column_takes_what_others_leave() {
        assert_eq!(widths(&[300.0, 40.0, 60.0], &[true, false, false], 400.0 + 2.0 * GAP), [300.0, 40.0, 60.0]);
        assert_eq!(widths(&[10.0, 40.0, 60.0], &[true, false, false], 400.0 + 2.0 * GAP), [300.0, 40.0, 60.0]);
        // It keeps its part where it needs that, and no more than it needs.
        for (needed, meant) in [(300.0, [160.0, 160.0, 80.0]), (10.0, [10.0, 260.0, 130.0])] {
            let squeezed = widths(&[needed, 480.0, 240.0], &[true, false, false], 400.0 + 2.0 * GAP);
            let off = squeezed.iter().zip(meant).map(|(it, meant)| (it - meant).abs()).sum::<f32>();
            assert!(off < 0.01, "{squeezed:?}");
        }
        assert_eq!(widths(&[], &[], 400.0), Vec::<f32>::new());
    }
}
