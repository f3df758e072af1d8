//! calcurse: its own file is not read, and what is read instead is said.

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::text::head;
use crate::error::{Error, Result};

/// calcurse.
pub(super) const SOURCE: Source = Source { word: "calcurse", program: "calcurse", is, read };

/// `10/26/2026 @ 09:00 -> 10/26/2026 @ 10:00 |Call`, `10/26/2026 [1] Day off`.
fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let Some(first) = head.lines().map(str::trim).find(|line| !line.is_empty()) else { return false };
    let date = first.as_bytes();
    let is_date = date.len() > 11 && date[2] == b'/' && date[5] == b'/' && date[..2].iter().all(u8::is_ascii_digit);
    let behind = first.get(10..).unwrap_or_default();
    is_date && (behind.starts_with(" @ ") && first.contains("->") || behind.starts_with(" ["))
}

fn read(_: &Input, _: &SourceAsk, _: &mut dyn Sink) -> Result<()> {
    Err(Error::problem(
        "what calcurse keeps has no time zone, and nothing by which it is known again: 'calcurse -x > calendar.ics', \
         then 'import ics calendar.ics' (--tasks takes its to-dos)",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_file_is_known_and_another_way_is_said() {
        let fits = |text: &str| is(&Sample { name: "apts", bytes: text.as_bytes() });
        assert!(fits("10/26/2026 @ 09:00 -> 10/26/2026 @ 10:00 |Call\n"));
        assert!(fits("10/26/2026 [1] Day off\n"));
        assert!(!fits("10/26/2026,09:00\n") && !fits("") && !fits("ü/ü/üüüüüüüüüü @ ") && !fits("12/31/202ü @ "));
        assert!(super::super::testing::read(&SOURCE, "").unwrap_err().to_string().contains("calcurse -x"));
    }
}
