//! How often a task comes back, in the program's words, as a rule of RFC 5545.

/// The rule of a period: `weekly`, `2wks`, `3 months`, `P1M`; nothing if it is none.
pub(super) fn rule(period: &str) -> Option<String> {
    let period = period.trim().to_ascii_lowercase();
    let rule = |unit: &str, every: u32| {
        let every = if every == 1 { String::new() } else { format!(";INTERVAL={every}") };
        format!("FREQ={unit}{every}")
    };
    let named = match period.as_str() {
        "daily" | "day" => Some(rule("DAILY", 1)),
        "weekdays" => Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned()),
        "weekly" | "week" | "sennight" => Some(rule("WEEKLY", 1)),
        "biweekly" | "fortnight" => Some(rule("WEEKLY", 2)),
        "monthly" | "month" => Some(rule("MONTHLY", 1)),
        "bimonthly" => Some(rule("MONTHLY", 2)),
        "quarterly" | "quarter" => Some(rule("MONTHLY", 3)),
        "semiannual" => Some(rule("MONTHLY", 6)),
        "annual" | "yearly" | "year" => Some(rule("YEARLY", 1)),
        "biannual" | "biyearly" => Some(rule("YEARLY", 2)),
        _ => None,
    };
    if named.is_some() {
        return named;
    }
    let (number, unit) = match period.strip_prefix('p') {
        // An ISO 8601 duration of one part.
        Some(iso) if iso.starts_with(|c: char| c.is_ascii_digit()) => {
            iso.split_at(iso.find(|c: char| !c.is_ascii_digit())?)
        }
        _ => period.split_at(period.find(|c: char| !c.is_ascii_digit())?),
    };
    let number: u32 = if number.is_empty() { 1 } else { number.parse().ok().filter(|n| (1..=1000).contains(n))? };
    Some(match unit.trim() {
        "d" | "day" | "days" => rule("DAILY", number),
        "w" | "wk" | "wks" | "week" | "weeks" => rule("WEEKLY", number),
        "m" | "mo" | "mos" | "mth" | "mths" | "mnth" | "mnths" | "month" | "months" => rule("MONTHLY", number),
        "q" | "qtr" | "qtrs" | "qrtr" | "qrtrs" | "quarter" | "quarters" => rule("MONTHLY", number * 3),
        "y" | "yr" | "yrs" | "year" | "years" => rule("YEARLY", number),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::rule;

    #[test]
    fn periods_are_rules() {
        for (period, is) in [
            ("weekly", "FREQ=WEEKLY"),
            ("Fortnight", "FREQ=WEEKLY;INTERVAL=2"),
            ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("3d", "FREQ=DAILY;INTERVAL=3"),
            ("2wks", "FREQ=WEEKLY;INTERVAL=2"),
            ("2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
            ("P1M", "FREQ=MONTHLY"),
            ("P2W", "FREQ=WEEKLY;INTERVAL=2"),
            ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
            ("2q", "FREQ=MONTHLY;INTERVAL=6"),
            ("yearly", "FREQ=YEARLY"),
        ] {
            assert_eq!(rule(period).as_deref(), Some(is), "{period}");
        }
        for none in ["", "sometimes", "3h", "PT3H", "P1Y2M", "0d", "99999999999d", "ü"] {
            assert_eq!(rule(none), None, "{none}");
        }
    }
}
