//! How long before something one is reminded: `15m`, `2d`, `1h,10m`, `0` at its start, `none`.

use crate::command::grammar::duration::read_duration;
use crate::command::grammar::{digits, plain, shown};
use crate::error::{Error, Result};

/// The longest time ahead, in seconds: a year.
const LONGEST: i64 = 366 * 86_400;

/// Reads one lead in seconds; a plain number is minutes.
pub fn read_lead(text: &str) -> Result<i64> {
    let plain = plain(text);
    let days = [("d", 1), ("day", 1), ("days", 1), ("w", 7), ("week", 7), ("weeks", 7)];
    let in_days = days.iter().find_map(|(unit, days)| {
        digits(plain.strip_suffix(unit)?.trim_end(), 4).map(|count| i64::from(count) * days * 86_400)
    });
    let seconds = match in_days.or(digits(&plain, 6).map(|minutes| i64::from(minutes) * 60)) {
        Some(seconds) => seconds,
        None if plain == "0m" || plain == "0h" => 0,
        None => read_duration(&plain)
            .map_err(|_| Error::problem(format!("{} is no reminder: try 15m, 1h, 2d, 1h,10m or none", shown(text))))?,
    };
    if seconds > LONGEST {
        return Err(Error::problem(format!("{} is more than a year ahead: try 2d or 1h", shown(text))));
    }
    Ok(seconds)
}

/// Reads several leads by commas, or `none`; the longest first, each once.
pub fn read_leads(text: &str) -> Result<Vec<i64>> {
    if ["none", "-"].contains(&plain(text).as_str()) {
        return Ok(Vec::new());
    }
    text.split(',').map(read_lead).collect::<Result<_>>().map(in_order)
}

/// Leads as they are kept: the longest first, each once.
pub fn in_order(mut leads: Vec<i64>) -> Vec<i64> {
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    leads
}

/// Leads as they are read back: `2d,1h,10m`, `none`.
pub fn write_leads(leads: &[i64]) -> String {
    if leads.is_empty() {
        return "none".to_owned();
    }
    leads.iter().map(|lead| write_lead(*lead)).collect::<Vec<_>>().join(",")
}

/// `2d`, `1h`, `1h30`, `10m`, `0m`.
fn write_lead(seconds: i64) -> String {
    let minutes = seconds / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) if hours > 0 && hours % 24 == 0 => format!("{}d", hours / 24),
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_read_back() {
        for (text, written) in [
            ("15m", "15m"),
            ("15", "15m"),
            ("0", "0m"),
            ("2d", "2d"),
            ("1 week", "7d"),
            ("1h,10m", "1h,10m"),
            ("10m, 1h, 10m", "1h,10m"),
            ("90m", "1h30"),
            ("none", "none"),
        ] {
            assert_eq!(write_leads(&read_leads(text).unwrap()), written, "{text}");
            assert_eq!(read_leads(written).unwrap(), read_leads(text).unwrap());
        }
        for text in ["", "soon", "10m,", "400d", "-5m", "1:75"] {
            assert!(read_leads(text).is_err(), "{text}");
        }
    }
}
