//! Side by side: what shares a line with others.

/// Where a block stands among those it overlaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Which one, from 0.
    pub number: usize,
    /// How many stand side by side.
    pub of: usize,
}

/// A lane for each stretch of lines, so that those that share a line stand side by side.
pub fn lanes(spans: &[(usize, usize)]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|n| (spans[*n].0, std::cmp::Reverse(spans[*n].1)));
    let mut found = vec![Lane::default(); spans.len()];
    // What overlaps, if only through others, shares the width.
    let mut group: Vec<usize> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for n in order {
        let (from, to) = spans[n];
        if ends.iter().all(|end| *end <= from) {
            for member in group.drain(..) {
                found[member].of = ends.len();
            }
            ends.clear();
        }
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(to);
        }
        ends[lane] = to;
        found[n].number = lane;
        group.push(n);
    }
    for member in group {
        found[member].of = ends.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_shares_a_line_stands_side_by_side(
            spans in prop::collection::vec((0_usize..40, 1_usize..10), 0..24)
        ) {
            let spans: Vec<(usize, usize)> = spans.into_iter().map(|(from, long)| (from, from + long)).collect();
            let found = lanes(&spans);
            for (n, a) in spans.iter().enumerate() {
                prop_assert!(found[n].number < found[n].of);
                for (m, b) in spans.iter().enumerate().skip(n + 1) {
                    if a.0 < b.1 && b.0 < a.1 {
                        prop_assert!(found[n].number != found[m].number);
                        prop_assert_eq!(found[n].of, found[m].of);
                    }
                }
            }
        }
    }
}
