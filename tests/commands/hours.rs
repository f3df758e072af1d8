//! Retainers, blocks, and what is unbilled.

use crate::session;
use crate::support::Home;

#[test]
fn a_retainer_through_three_months() {
    session!(
        Home::with_clients(),
        "retainer",
        "vadash agreement add acme retainer --hours 20 --fee 800 --start 2026-04-01 --rollover next_cycle --cap 50% --overage-rate 50
        vadash log acme 9h --on 2026-04-07 launch
        vadash log acme 8h --on 2026-05-07 report
        vadash log acme 20h --on 2026-06-05 fair
        vadash log acme 10h --on 2026-06-08 fair
        vadash log acme 3h --on 2026-06-09 --rush fair
        vadash agreement show 1
        vadash retainers
        vadash retainers --at 2026-05-31
        vadash entry list
        vadash rate why 5
        vadash unbilled
        vadash status

        # By hand: an hour less, two as a present.
        vadash agreement adjust 1 -1h --reason 'started late' --on 2026-06-01
        vadash agreement adjust 1 2h --reason 'sorry for May' --gift
        vadash agreement show 1

        # New terms begin with a cycle.
        vadash agreement change 1 --from 2026-07-15 --hours 30
        vadash agreement change 1 --from 2026-07-15 --hours 20
        vadash agreement change 1 --from 2026-07-01 --hours 30 --fee 1150
        vadash agreement change 1 --from 2026-07-01
        vadash agreement list
        vadash agreement end 1 --on 2026-12-31
        vadash agreement rm 1
        vadash unbilled
        vadash undo
        vadash agreement list"
    );
}

#[test]
fn a_block_of_hours() {
    session!(
        Home::with_clients(),
        "block",
        "vadash agreement add acme block --hours 10 --price 400 --start 2026-06-01 --last-day 2026-06-30 --services email
        vadash log acme 9h --service email
        vadash log acme 2h --service email
        vadash log acme 1h --service research
        vadash retainers
        vadash agreement show 1
        vadash entry list
        vadash unbilled
        vadash agreement add acme block --hours 5 --price 200 --start 2026-06-10
        vadash entry list
        vadash retainers"
    );
}

#[test]
fn what_no_agreement_can_be() {
    session!(
        Home::with_clients(),
        "agreements-refused",
        "vadash agreement add acme retainer --fee 800
        vadash agreement add acme retainer --hours 0
        vadash agreement add acme barter --hours 1
        vadash agreement add acme block --hours 10 --fee 400
        vadash agreement add acme retainer --hours 10 --price 400
        vadash agreement add acme retainer --hours 10 --rollover sometimes
        vadash agreement add acme retainer --hours 10 --every fortnight
        vadash agreement add acme retainer --hours 10 --start 2026-06-01 --anchor 2026-06-15
        vadash agreement add acme block --hours 10 --start 2026-06-01 --last-day 2026-05-01
        vadash agreement add acme block --hours 10 --price 399.999
        vadash agreement add acme retainer --hours 10 --start 2026-06-01
        vadash agreement adjust 1 1h --reason ''
        vadash agreement adjust 1 1h --reason early --on 2026-05-01
        vadash agreement change 1 --from 2026-05-01 --hours 5
        vadash agreement end 1 --on 2026-05-01
        vadash agreement show 2

        # Less than nothing, and more than there is.
        vadash agreement add acme retainer --hours -5
        vadash agreement add acme retainer --hours 5 --fee -1
        vadash agreement add acme retainer --hours 5 --life -1
        vadash agreement add acme block --hours 5 --price -1
        vadash agreement change 1 --from 2026-06-01 --cap -5h
        vadash agreement change 1 --from 2026-06-01 --cap -50%
        vadash agreement change 1 --from 2026-06-01 --cap 999999999h
        vadash agreement change 1 --from 2026-06-01 --overage-rate -1
        vadash agreement list"
    );
}

#[test]
fn a_running_timer_counts_live() {
    session!(
        Home::with_clients(),
        "retainer-live",
        "vadash agreement add acme retainer --hours 10 --start 2026-06-01
        vadash log acme 8h30 --on 2026-06-19
        vadash start acme
        @ 2026-06-22 14:45
        vadash retainers
        vadash status
        vadash stop
        vadash retainers"
    );
}

#[test]
fn unbilled_time() {
    session!(
        Home::with_clients(),
        "unbilled",
        "vadash client add pro --name 'Pro Bono'
        vadash log acme 1h --on 2026-06-01
        vadash log acme 20m --service research
        vadash log acme 20m --rush
        vadash log zeta 50m --on 2026-06-10
        vadash log pro 2h
        vadash unbilled
        vadash unbilled --at 2026-06-10
        vadash unbilled --client acme
        vadash --json unbilled --client acme"
    );
}

#[test]
fn the_nearest_day_is_meant() {
    session!(
        Home::with_clients(),
        "nearest-day",
        "vadash agreement add acme retainer --hours 10 --start 1.6.
        vadash agreement add zeta block --hours 10 --start 1.12. --last-day 1.3.
        vadash agreement change 1 --from 1.7. --hours 12
        vadash rate set 50 --client acme --from 1.5.
        vadash agreement list
        vadash rate list"
    );
}

#[test]
fn what_a_client_reads_of_a_cycle() {
    session!(
        Home::with_clients(),
        "statement",
        "vadash agreement add acme retainer --hours 20 --fee 800 --start 2026-05-01 --rollover next_cycle --cap 50% --overage-rate 50
        vadash agreement add acme block --hours 2 --price 80 --start 2026-06-01 --last-day 2026-06-30
        vadash log acme 16h --on 2026-05-07 report --service email
        vadash log acme 22h --on 2026-06-05 '=fair | *booth*' --service research
        vadash log acme 5h --on 2026-06-08 letters --service email
        vadash log acme 1h --on 2026-06-09 'a present' --gift
        vadash log acme 1h --on 2026-06-10 'our own mistake' --no-bill
        vadash log zeta 3h --on 2026-06-10 'not for Acme'
        vadash statement acme
        vadash statement acme --format markdown
        vadash statement acme --format csv
        vadash statement acme --cycle 2026-05-31
        vadash statement acme --cycle 2026-07-10
        vadash statement acme --cycle 2026-04-10
        vadash statement zeta
        vadash statement zeta --cycle 2026-07-01
        vadash statement nobody
        vadash statement acme --format html"
    );
}

/// What a change moves besides itself is told with it.
#[test]
fn a_change_tells_what_it_moves() {
    session!(
        Home::with_clients(),
        "moved",
        "vadash log zeta 5m --on 2026-06-02
        vadash log zeta 7m --on 2026-06-03
        vadash client edit zeta --rounding 15:up:entry
        vadash client edit zeta --note 'nothing about money'
        vadash rate set 40 --client zeta --from 2026-06-03

        # An entry of an earlier day in a cycle that is full takes from the later ones.
        vadash agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01 --rollover next_cycle
        vadash log acme 3h --on 2026-06-10
        vadash log acme 6h --on 2026-06-11
        vadash log acme 3h --on 2026-06-12
        vadash log acme 1h30 --on 2026-06-02 forgotten
        vadash log acme 1h today
        vadash agreement adjust 1 1h --reason 'a gift' --gift
        vadash agreement change 1 --from 2026-07-01 --hours 20
        vadash agreement end 1 --on 2026-09-30
        vadash agreement rm 1
        vadash history --limit 2"
    );
}

#[test]
fn a_threshold_is_told_when_it_is_reached() {
    session!(
        Home::with_clients(),
        "alerts",
        "vadash agreement add acme retainer --hours 10 --start 2026-06-01
        vadash log acme 4h --on 2026-06-10
        vadash log acme 1h --on 2026-06-11
        vadash log acme 1h --on 2026-06-12
        vadash entry edit 3 --duration 4h10m
        # Hours taken back and given again are no news.
        vadash entry edit 3 --duration 30m
        vadash entry edit 3 --duration 4h10m
        vadash undo
        vadash redo
        vadash log acme 1h --gift
        # Added minutes arm it again.
        vadash agreement adjust 1 10h --reason 'more work'
        vadash log acme 10m
        vadash log acme 8h
        vadash status
        vadash start acme --at 11:00
        vadash stop
        # In the next cycle nothing was told yet.
        @ 2026-07-01 18:00
        vadash log acme 5h
        @ 2026-06-22 18:00
        # A block as well, and it tells when it is about to expire.
        vadash agreement add zeta block --hours 2 --start 2026-06-01 --last-day 2026-07-06
        vadash log zeta 1h
        vadash status
        @ 2026-07-04 12:00
        vadash status"
    );
}

#[test]
fn a_retainer_rests() {
    session!(
        Home::with_clients(),
        "pause",
        "vadash agreement add acme retainer --hours 10 --fee 400 --start 2026-05-01 --rollover bank --cap 50%
        vadash log acme 7h --on 2026-05-10
        vadash agreement pause 1 --from 2026-05-01
        vadash agreement pause 1 --from 2026-06-10
        vadash agreement pause 1 --from 2026-06-01 --until 2026-06-01
        vadash agreement pause 1 --from 2026-06-01 --until 2026-08-15
        vadash agreement pause 1 --from 2026-06-01
        vadash log acme 1h --on 2026-06-10
        vadash retainers
        vadash agreement pause 1 --from 2026-06-01 --until 2026-08-01
        vadash agreement show 1 --at 2026-08-01
        vadash agreement pause 1 --from 2026-06-01 --until 2026-07-01
        vadash --json retainers --at 2026-07-01
        vadash agreement change 1 --from 2026-06-01 --hours 12
        vadash undo 3
        vadash agreement change 1 --from 2026-08-01 --fee 500
        vadash --json agreement list
        vadash agreement add acme block --hours 2
        vadash agreement pause 2 --from 2026-07-01"
    );
}

/// Any day can be asked for, gone by or to come: cycles roll on, and what expires is gone.
#[test]
fn hours_at_another_day() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-05-01 --rollover bank --life 1");
    home.ok("agreement add zeta block --hours 5 --start 2026-06-01 --last-day 2026-07-15");
    home.ok("log acme 4h --on 2026-05-10");
    home.ok("log acme 17h --on 2026-06-10");
    home.ok("log zeta 2h --on 2026-06-10");
    home.ok("start acme --at 13:00");
    let row = |at: &str, client: &str| {
        let rows = home.json(&format!("retainers --client {client} --at {at}"));
        let numbers = |r: &serde_json::Value| {
            [
                "granted_minutes",
                "rolled_in_minutes",
                "used_minutes",
                "overage_minutes",
                "left_minutes",
                "running_seconds",
            ]
            .map(|name| r[name].as_i64().unwrap())
        };
        rows.as_array().unwrap().first().map(|r| (r["cycle_start"].as_str().unwrap().to_owned(), numbers(r)))
    };
    let is = |start: &str, numbers: [i64; 6]| Some((start.to_owned(), numbers));
    assert_eq!(row("2026-04-30", "acme"), None, "before the agreement");
    assert_eq!(row("2026-05-09", "acme"), is("2026-05-01", [600, 0, 0, 0, 600, 0]));
    assert_eq!(row("2026-05-31", "acme"), is("2026-05-01", [600, 0, 240, 0, 360, 0]));
    assert_eq!(row("2026-06-09", "acme"), is("2026-06-01", [600, 360, 0, 0, 960, 0]));
    // The timer runs today, and counts on no day before and in no later cycle.
    assert_eq!(row("2026-06-21", "acme"), is("2026-06-01", [600, 360, 1020, 60, 0, 0]));
    let (_, today) = row("2026-06-22", "acme").unwrap();
    assert_eq!(today[..5], [600, 360, 1020, 60, 0]);
    assert!((3600..3660).contains(&today[5]), "{today:?}");
    assert_eq!(row("2026-07-01", "acme"), is("2026-07-01", [600, 0, 0, 0, 600, 0]));
    assert_eq!(row("2026-08-20", "acme"), is("2026-08-01", [600, 600, 0, 0, 1200, 0]), "July's hours live one cycle");
    assert_eq!(row("2027-08-20", "acme"), is("2027-08-01", [600, 600, 0, 0, 1200, 0]), "and only one");
    assert_eq!(row("2026-06-09", "zeta"), is("2026-06-01", [300, 0, 0, 0, 300, 0]));
    assert_eq!(row("2026-07-15", "zeta"), is("2026-06-01", [300, 0, 120, 0, 180, 0]));
    assert_eq!(row("2026-07-16", "zeta"), None, "it has expired");

    let owed = |at: &str| {
        let told = home.json(&format!("unbilled --at {at}"));
        let amounts = told["totals"].as_array().unwrap().iter().map(|t| t["amount"].as_str().unwrap().to_owned());
        (told["as_of"].as_str().unwrap().to_owned(), amounts.collect::<Vec<_>>())
    };
    // The fees are due, and no time.
    assert_eq!(owed("2026-06-09"), ("2026-06-09".to_owned(), vec!["0.00".to_owned()]));
    assert_eq!(owed("2026-06-10"), ("2026-06-10".to_owned(), vec!["45.00".to_owned()]));
    assert_eq!(owed("2026-09-01"), ("2026-09-01".to_owned(), vec!["45.00".to_owned()]));

    let cycles = |at: &str| {
        let told = home.json(&format!("agreement show 1 --at {at}"));
        let cycles = told["cycles"].as_array().unwrap().clone();
        let forfeited = cycles.iter().map(|c| c["forfeited_minutes"].as_i64()).collect::<Vec<_>>();
        (cycles.len(), forfeited, told["draws"].as_array().unwrap().len())
    };
    assert_eq!(cycles("2026-05-31"), (1, vec![None], 1));
    assert_eq!(cycles("2026-06-22"), (2, vec![Some(0), None], 4), "base of May; rollover, base and overage of June");
    assert_eq!(cycles("2026-09-01"), (5, vec![Some(0), Some(0), Some(0), Some(600), None], 4));

    // A statement as the client would have read it on a day, of the cycle of that day or of another.
    let read = |words: &str| {
        let told = home.json(&format!("statement acme {words}"));
        let of = &told["retainers"][0];
        let headline = of["headline"].as_str().unwrap_or_default().split(';').next().unwrap().to_owned();
        (told["as_of"].as_str().unwrap().to_owned(), told["lines"].as_array().unwrap().len(), headline)
    };
    let reads = |as_of: &str, lines: usize, headline: &str| (as_of.to_owned(), lines, headline.to_owned());
    assert_eq!(read("--at 2026-05-09"), reads("2026-05-09", 0, "0:00 of 10:00 used, 10:00 left, resets 1 Jun"));
    assert_eq!(read("--at 2026-05-10"), reads("2026-05-10", 1, "4:00 of 10:00 used, 6:00 left, resets 1 Jun"));
    assert_eq!(read("--at 2026-06-09"), reads("2026-06-09", 0, "0:00 of 16:00 used, 16:00 left, resets 1 Jul"));
    assert_eq!(
        read("--cycle 2026-05-20 --at 2026-06-09"),
        reads("2026-05-31", 1, "4:00 of 10:00 used, 6:00 left, ended 31 May")
    );
    assert_eq!(read("--cycle 2026-06-20 --at 2026-06-09").1, 0, "what came later is in no statement of an earlier day");
    assert_eq!(read("--at 2026-08-20"), reads("2026-08-20", 0, "0:00 of 20:00 used, 20:00 left, resets 1 Sep"));
}

/// The rate that an entry would have had on another day, by the rates and the agreements of that day.
#[test]
fn a_rate_at_another_day() {
    let home = Home::with_clients();
    home.ok("rate set 50 --client acme --from 2026-07-01");
    home.ok("agreement add acme retainer --hours 10 --start 2026-05-01 --overage-rate 70");
    home.ok("agreement end 1 --on 2026-05-31");
    home.ok("log acme 1h");
    let why = |at: &str| home.ok(&format!("rate why 1 {at}")).trim_end().to_owned();
    assert_eq!(why(""), "45.00/h (client acme)");
    assert_eq!(why("--at 2026-07-01"), "50.00/h (client acme, from 2026-07-01)");
    assert_eq!(why("--at 2026-05-31"), "70.00/h (overage rate of agreement 1)");
    let told = home.json("rate why 1 --at 2026-07-01");
    assert_eq!((&told["rate"], &told["currency"]), (&"50.00".into(), &"EUR".into()));
    assert_eq!(told["rate_source"], "50.00/h (client acme, from 2026-07-01)");
    assert_eq!(home.json("entry show 1")["rate"], "45.00", "nothing has changed");
}

/// Minutes by hand are told to whom they are for, with the reason; and a retainer that ends does not reset.
#[test]
fn a_first_and_a_last_cycle() {
    session!(
        Home::with_clients(),
        "first-and-last-cycle",
        "vadash agreement add acme retainer --hours 20 --fee 800 --start 2026-05-16 --anchor 2026-05-01 --first prorated
        vadash log acme 10h30 --on 2026-05-20
        vadash agreement adjust 1 2h --reason 'sorry for May' --gift
        vadash agreement adjust 1 -30m --reason 'started late'
        vadash agreement show 1
        vadash statement acme
        vadash retainers
        vadash agreement end 1 --on 2026-06-20
        vadash agreement end 1 --on 2026-06-26
        vadash retainers
        vadash --json retainers
        vadash retainers --at 2026-06-25
        vadash statement acme --at 2026-06-26
        vadash statement acme --at 2026-06-27

        # Hours over that come out of the next cycle, and hours over that nobody has agreed on a price for.
        vadash agreement add zeta retainer --hours 2 --start 2026-05-01 --rollover running
        vadash log zeta 3h15 --on 2026-05-04
        vadash statement zeta
        vadash client add pro
        vadash agreement add pro retainer --hours 1 --start 2026-06-01
        vadash log pro 2h30
        vadash agreement show 3"
    );
}

/// Of a cycle that had begun before its retainer, the days since then count.
#[test]
fn the_pace_of_a_first_cycle_that_is_not_whole() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 20 --start 2026-05-18 --anchor 2026-05-01 --first prorated");
    home.ok("log acme 3h --on 2026-05-18");
    let told = |day: &str| home.json(&format!("retainers --at {day}"))[0].clone();
    assert!(told("2026-05-19")["pace_minutes"].is_null(), "two workdays tell nothing");
    // 9:02 in ten workdays, of which three are over.
    let third = told("2026-05-20");
    assert_eq!((&third["granted_minutes"], &third["pace_minutes"]), (&542.into(), &17.into()));
    assert_eq!(third["empty_on"], "2026-05-29");
    assert!(home.ok("retainers --at 2026-05-20").contains("[###|......]"));
}
