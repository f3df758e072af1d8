//! A bar: how much of something is used, in eighths of a cell, with where an even use would stand and what runs.

use super::theme::Tone;
use crate::domain::chart;

/// What a bar shows; all in one unit, of which `of` is the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gauge {
    /// What is used.
    pub used: i64,
    /// What runs on top of it.
    pub running: i64,
    /// All there is.
    pub of: i64,
    /// Where an even use would stand.
    pub pace: Option<i64>,
    /// How it stands.
    pub tone: Tone,
}

/// What runs, what is left of the whole, what is over it, and where an even use would stand.
const SIGNS: [char; 4] = ['▒', '░', '▓', '╎'];

impl Gauge {
    /// The bar in so many cells. Where more is used than there is, the end of the bar is what is over.
    pub fn pieces(&self, cells: usize) -> Vec<(String, Tone)> {
        let [runs, track, over, pace] = SIGNS;
        let (all, of) = ((self.used + self.running).max(0), self.of.max(1));
        let scale = all.max(of);
        let share = |value: i64| {
            let wide = i128::try_from(cells).unwrap_or(0) * i128::from(value.clamp(0, scale));
            usize::try_from((wide + i128::from(scale) / 2) / i128::from(scale)).unwrap_or(0)
        };
        let used = chart::bar(self.used.min(of), scale, cells);
        let mut signs: Vec<(char, Tone)> = used.chars().map(|sign| (sign, self.tone.bar())).collect();
        signs.resize(share(all.min(of)).max(signs.len()), (runs, Tone::Accent));
        let rest = if all > of { (over, Tone::Bad.bar()) } else { (track, Tone::Dim) };
        signs.resize(cells.max(signs.len()), rest);
        if let Some(at) = self.pace.filter(|_| cells > 0 && all <= of).map(|at| share(at).min(cells - 1)) {
            signs[at] = (pace, Tone::Plain);
        }
        let mut pieces: Vec<(String, Tone)> = Vec::new();
        for (sign, tone) in signs {
            match pieces.last_mut().filter(|(_, last)| *last == tone) {
                Some((text, _)) => text.push(sign),
                None => pieces.push((sign.to_string(), tone)),
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(gauge: Gauge, cells: usize) -> String {
        gauge.pieces(cells).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn it_shows_what_is_used_what_runs_and_what_is_over() {
        let half = Gauge { used: 50, of: 100, ..Gauge::default() };
        assert_eq!(text(half, 8), "████░░░░");
        assert_eq!(text(Gauge { used: 53, ..half }, 8), "████▎░░░");
        assert_eq!(text(Gauge { pace: Some(75), ..half }, 8), "████░░╎░");
        assert_eq!(text(Gauge { running: 25, ..half }, 8), "████▒▒░░");
        assert_eq!(text(Gauge { used: 200, ..half }, 8), "████▓▓▓▓");
        assert_eq!(text(Gauge { used: 1, ..half }, 8), "▏░░░░░░░", "what is more than nothing is seen");
        assert_eq!(text(Gauge::default(), 3), "░░░");
    }

    proptest! {
        #[test]
        fn it_is_as_wide_as_its_room(used in 0_i64..1000, running in 0_i64..100, of in 0_i64..1000, pace in prop::option::of(-9_i64..1100), cells in 0_usize..40) {
            let gauge = Gauge { used, running, of, pace, tone: Tone::Good };
            prop_assert_eq!(text(gauge, cells).chars().count(), cells);
        }
    }
}
