//! Which known word somebody may have meant.

/// `: did you mean …?` where a known name is close.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let best = known.map(|name| (distance(typed, name), name)).min();
    match best {
        Some((far, name)) if far <= 2 && far < typed.chars().count() => format!(": did you mean {name}?"),
        _ => String::new(),
    }
}

/// Letters to change, add, drop or swap with a neighbour to get from one word to another.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_offered() {
        assert_eq!(nearest("amce", ["acme", "zeta"].into_iter()), ": did you mean acme?");
        assert_eq!(nearest("qq", ["acme"].into_iter()), "");
    }
}
