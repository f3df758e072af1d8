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
        vadash agreement show 2"
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
