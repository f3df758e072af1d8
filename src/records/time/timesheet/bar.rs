//! A day as a line: where on it work lies, side by side where it overlaps.

use crate::domain::time::plus_days;
use crate::domain::zone::Zone;
use crate::records::time::timesheet::{Day, Slot};

/// One piece of work on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The entry.
    pub id: i64,
    /// The client's id.
    pub client: i64,
    /// Its place among the day's items; none if it belongs to an earlier day.
    pub item: Option<usize>,
    /// Seconds from the beginning of the local day.
    pub from: i64,
    /// The same, of its end or the day's.
    pub to: i64,
    /// Which line it lies on, from 0.
    pub lane: usize,
    /// Whether it goes on past the end of the day.
    pub goes_on: bool,
}

/// A day's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The day's length in seconds: 23 or 25 hours where the clocks change.
    pub seconds: i64,
    /// How many lines there are side by side.
    pub lanes: usize,
    /// The pieces by start.
    pub pieces: Vec<Piece>,
}

/// The timed work of a day as pieces of its line; what belongs to it but lies outside is left out.
pub fn bar(day: &Day, zone: &Zone) -> Bar {
    let (start, end) = (zone.start_of(day.date), zone.start_of(plus_days(day.date, 1)));
    let carried = day.carried.iter().map(|c| (c.id, c.client, None, c.from, c.to));
    let own = day.items.iter().enumerate().filter_map(|(at, slot)| match slot {
        Slot::Entry { row, span: Some((from, to)), .. } => {
            Some((row.line.entry.id, row.line.entry.client, Some(at), *from, *to))
        }
        _ => None,
    });
    let mut pieces: Vec<Piece> = carried
        .chain(own)
        .filter(|(.., from, to)| *from < end && *to >= start)
        .map(|(id, client, item, from, to)| Piece {
            id,
            client,
            item,
            from: from.max(start) - start,
            to: to.min(end) - start,
            lane: 0,
            goes_on: to > end,
        })
        .collect();
    pieces.sort_by_key(|p| (p.from, p.item, p.id));
    // The end of each lane so far; a piece takes the first lane that is free.
    let mut ends: Vec<i64> = Vec::new();
    for piece in &mut pieces {
        piece.lane = ends.iter().position(|end| *end <= piece.from).unwrap_or(ends.len());
        match ends.get_mut(piece.lane) {
            Some(end) => *end = piece.to,
            None => ends.push(piece.to),
        }
    }
    Bar { seconds: end - start, lanes: ends.len(), pieces }
}
