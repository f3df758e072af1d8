//! Cycles that end, are paused and are told of; tasks that wait; what a form says of a rule.

use vadash::config::Config;

use crate::desk::Desk;

const DAY: i64 = 86_400;

#[test]
fn hours_that_expired_are_told_no_more() {
    let lines = [
        "client add acme --name Acme --rate 45",
        "agreement add acme retainer --hours 8 --fee 300 --start 2026-05-01 --rollover next_cycle",
    ];
    let mut desk = Desk::with(&lines, Config::default());
    let last = desk.wait(8 * DAY + 9 * 3600);
    assert!(last.contains("expire today, 30 Jun"), "{last}");
    let after = desk.wait(2 * 3600);
    assert!(after.contains("Wed 1 Jul") && !after.contains("expire today"), "{after}");
}

#[test]
fn a_statement_turns_to_other_cycles() {
    let lines = [
        "client add acme --name Acme --rate 45",
        "agreement add acme retainer --hours 8 --fee 300 --start 2026-04-01",
        "log acme 1h april --on 2026-04-10",
        "log acme 2h may --on 2026-05-10",
    ];
    let mut desk = Desk::with(&lines, Config::default());
    desk.press("<tab><tab>B");
    let now = desk.picture();
    assert!(now.contains("1 Jun to 30 Jun 2026") && now.contains("--cycle last"), "{now}");
    desk.press("[");
    assert!(desk.picture().contains("1 May to 31 May 2026"), "{}", desk.picture());
    desk.press("[");
    assert!(desk.picture().contains("1 Apr to 30 Apr 2026"), "{}", desk.picture());
    desk.press("]]]");
    let now = desk.picture();
    assert!(now.contains("1 Jun to 30 Jun 2026") && now.contains("has not begun"), "{now}");
    // From a cycle of the client's page it is that cycle's: the second row is May.
    desk.press("<esc>5<enter>");
    for _ in 0..8 {
        let picture = desk.press("gjB");
        if picture.contains("statement acme --cycle 2026-05-31") {
            assert!(picture.contains("1 May to 31 May 2026"), "{picture}");
            return;
        }
        desk.press("<esc><tab>");
    }
    panic!("{}", desk.picture());
}

#[test]
fn a_wait_beyond_the_due_day_is_foreseen() {
    let mut desk = Desk::with(&["client add acme --name Acme"], Config::default());
    let picture = desk.press("<tab>aacme report due:fri wait:2026-07-27");
    assert!(picture.contains("» waits beyond its due day"), "{picture}");
}

#[test]
fn a_pause_is_shown_as_one() {
    let lines = [
        "client add acme --name Acme --rate 45",
        "agreement add acme retainer --hours 8 --fee 300 --start 2026-05-01",
        "agreement pause 1 --from 2026-06-01",
    ];
    let mut desk = Desk::with(&lines, Config::default());
    let picture = desk.picture();
    assert!(picture.contains("paused") && !picture.contains("empty"), "{picture}");
}

#[test]
fn a_day_off_has_no_goal_and_nothing_free() {
    let lines = [
        "client add acme --name Acme --rate 45",
        "client add zeta --name Zeta",
        "log acme 9-10 mail",
        "event add acme call 15:00-15:45",
        "event add zeta review 16:00-16:30",
    ];
    let desk = || Desk::with(&lines, Config::default()).sized(200, 50);
    let picture = desk().picture();
    for said in ["of 8:00", "worked 1:00 · free 1:40", "this week 1:00 of 40:00"] {
        assert!(picture.contains(said), "{said}: {picture}");
    }
    // Whoever is looked at, a meeting with somebody else takes its time.
    assert!(desk().press("facme<enter>").contains("free 1:40"));
    let mut desk = desk();
    desk.press(":off add<enter>today<tab>holiday<c-s>");
    let picture = desk.picture();
    for said in ["today 1:00  day off", "worked 1:00 · day off", "this week 1:00 of 32:00"] {
        assert!(picture.contains(said), "{said}: {picture}");
    }
    let tomorrow = desk.press("]");
    assert!(tomorrow.contains("worked 0:00 · free 8:00") && tomorrow.contains("today 1:00  day off"), "{tomorrow}");
}
