//! Clock times as they are told: the hour that clocks repeat is told apart.

use super::time::{Instant, clock};
use super::zone::{Reading, Zone};

/// `09:30`; in an hour that clocks go through twice, which of the two: `02:30+02:00`.
pub fn told(zone: &Zone, at: Instant) -> String {
    let local = zone.local(at);
    let text = clock(local.time());
    match zone.read(local) {
        Reading::Twice { .. } => text + &offset(zone, at),
        _ => text,
    }
}

/// `09:30-10:00`, or `09:30-` where it has not ended.
pub fn span(zone: &Zone, start: Instant, end: Option<Instant>) -> String {
    format!("{}-{}", told(zone, start), end.map(|end| told(zone, end)).unwrap_or_default())
}

/// How far a zone's clocks are ahead of UTC at an instant: `+02:00`.
pub fn offset(zone: &Zone, at: Instant) -> String {
    let seconds = zone.offset(at);
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repeated_hour_is_told_apart() {
        let zone = Zone::get("Europe/Berlin").unwrap();
        let at = |text| Instant::from_rfc3339(text).unwrap();
        let (first, second) = (at("2026-10-25T02:30:00+02:00"), at("2026-10-25T02:10:00+01:00"));
        assert_eq!(span(&zone, first, Some(second)), "02:30+02:00-02:10+01:00");
        assert_eq!(span(&zone, second, Some(at("2026-10-25T03:00:00+01:00"))), "02:10+01:00-03:00");
        assert_eq!(span(&zone, at("2026-10-25T01:59:00+02:00"), None), "01:59-");
        assert_eq!(offset(&Zone::get("America/St_Johns").unwrap(), second), "-02:30");
    }
}
