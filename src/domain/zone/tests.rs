use super::*;

fn at(text: &str) -> Instant {
    Instant::from_rfc3339(text).unwrap()
}

fn clock(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn vancouver_stays_on_daylight_time_from_2026() {
    let zone = Zone::get("America/Vancouver").unwrap();
    assert_eq!(zone.read(clock("2026-12-01T09:00:00")), Reading::Once(at("2026-12-01T16:00:00Z")));
}

#[test]
fn berlin_gap_and_fold() {
    let zone = Zone::get("Europe/Berlin").unwrap();
    assert_eq!(
        zone.read(clock("2026-03-29T02:30:00")),
        Reading::Never { before: at("2026-03-29T01:30:00Z"), after: at("2026-03-29T00:30:00Z") }
    );
    assert_eq!(
        zone.read(clock("2026-10-25T02:30:00")),
        Reading::Twice { first: at("2026-10-25T00:30:00Z"), second: at("2026-10-25T01:30:00Z") }
    );
    assert_eq!(zone.rfc3339(at("2026-06-22T07:00:00Z")), "2026-06-22T09:00:00+02:00");
}

#[test]
fn a_day_that_has_no_midnight_begins_at_the_jump() {
    let zone = Zone::get("Africa/Cairo").unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 4, 24).unwrap();
    assert_eq!(zone.local(zone.start_of(date)), clock("2026-04-24T01:00:00"));
}

#[test]
fn rules_of_its_own_change_with_the_years() {
    let zone = Zone::get("posix:EST5EDT,M4.1.0,M10.5.0;1167627600=EST5EDT,M3.2.0,M11.1.0").unwrap();
    let new_york = Zone::get("America/New_York").unwrap();
    for day in 0..3000 {
        let local = clock("2003-01-01T02:30:00") + chrono::TimeDelta::days(day);
        assert_eq!(zone.read(local), new_york.read(local), "{local}");
    }
}

#[test]
fn the_environment_may_have_posix_rules() {
    let read = |tz: &str, time: &str| Zone::of_environment(tz).map(|z| z.rfc3339(at(time)));
    for (tz, summer, winter) in [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-15T10:00:00+02:00", "2026-12-15T09:00:00+01:00"),
        ("GMT+2", "2026-07-15T06:00:00-02:00", "2026-12-15T06:00:00-02:00"),
        ("<+0545>-5:45", "2026-07-15T13:45:00+05:45", "2026-12-15T13:45:00+05:45"),
        ("PST8PDT", "2026-07-15T01:00:00-07:00", "2026-12-15T00:00:00-08:00"),
        ("XST5XDT", "2026-07-15T04:00:00-04:00", "2026-12-15T03:00:00-05:00"),
        (":Europe/Berlin", "2026-07-15T10:00:00+02:00", "2026-12-15T09:00:00+01:00"),
        ("/usr/share/zoneinfo/Europe/Berlin", "2026-07-15T10:00:00+02:00", "2026-12-15T09:00:00+01:00"),
    ] {
        assert_eq!(read(tz, "2026-07-15T08:00:00Z").as_deref(), Some(summer), "{tz}");
        assert_eq!(read(tz, "2026-12-15T08:00:00Z").as_deref(), Some(winter), "{tz}");
    }
    for tz in ["Nowhere/Land", "Berlin", "CET-99", "12345", "posix:x", "CET-1;5=UTC0"] {
        assert_eq!(read(tz, "2026-07-15T08:00:00Z"), None, "{tz}");
    }
}

#[test]
fn nonsense_is_no_zone() {
    for name in ["", "/etc/passwd", "../../etc/passwd", "Mars/Olympus", "Europe/Berlin\u{202e}"] {
        assert!(Zone::get(name).is_none(), "{name:?}");
    }
}

#[test]
fn an_offset_with_seconds_is_written_so_that_the_instant_stays() {
    let home = Zone::get("Europe/Berlin").unwrap();
    for text in ["1013-06-01T08:06:32Z", "1880-01-01T00:00:00Z", "1945-06-01T00:00:00Z", "2026-06-22T07:00:00Z"] {
        let at = Instant::from_rfc3339(text).unwrap();
        assert_eq!(Instant::from_rfc3339(&home.rfc3339(at)), Some(at), "{text}");
    }
}
