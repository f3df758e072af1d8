//! The timer, and entries.

use crate::session;
use crate::support::Home;

#[test]
fn the_timer() {
    session!(
        Home::with_clients(),
        "timer",
        "vadash start acme July newsletter --tag web
        @ 2026-06-22 14:30
        vadash status
        vadash status --format '{client} {elapsed}: {note}, {today} today'

        # Starting another stops the first at the same instant.
        vadash switch zeta call with Bob
        @ 2026-06-22 15:10
        vadash start acme proofs --at 15:00 --rush --service research
        vadash entry list

        # A start before that of the timer that runs would be a gap or an overlap.
        vadash start acme --at 14:10
        @ 2026-06-22 15:40
        vadash stop --at -10m
        vadash stop

        # Once more the same, and then not at all.
        vadash resume
        @ 2026-06-22 15:50
        vadash cancel
        vadash cancel
        vadash resume 1
        vadash stop
        vadash status
        vadash entry list"
    );
}

#[test]
fn a_timer_over_night() {
    session!(
        Home::with_clients(),
        "timer-over-night",
        "@ 2026-06-22 22:30
        vadash start acme late shift
        @ 2026-06-24 09:00
        vadash status --format '{elapsed}'
        vadash stop
        vadash stop --at 2026-06-23 00:15
        vadash stop --at '2026-06-23 00:15'
        # It belongs to the day it began.
        vadash entry list"
    );
}

#[test]
fn logging() {
    session!(
        Home::with_clients(),
        "log",
        "vadash log acme 1h30 mails
        vadash log acme 9-10:30 newsletter --service email
        vadash log acme 1:30 --on yesterday
        vadash log acme 90m --on fri proofs
        vadash log acme 1,5h --on 19.6. --service research
        vadash log zeta 22:30-0:15 --on 2026-06-20 over midnight
        vadash log acme 20m --gift sorry about that
        vadash log acme 10m --no-bill set-up
        vadash log zeta 7m --bill-as 30m as agreed
        vadash log acme 1h --rush --service res
        vadash entry list
        vadash entry list --client zeta
        vadash entry list --from 2026-06-20 --to 2026-06-21
        vadash entry list --limit 1
        vadash status"
    );
}

#[test]
fn overlaps() {
    session!(
        Home::with_clients(),
        "overlaps",
        "vadash log acme 9-12 research
        vadash log zeta 10-11 call

        # Both were worked:
        vadash log zeta 10-11 call --overlap keep
        vadash undo
        # The call was in between:
        vadash log zeta 10-11 call --overlap cut
        vadash entry list
        vadash undo
        # All of it was something else:
        vadash log zeta 8-13 workshop --overlap cut
        vadash entry list

        # What was kept on purpose is not asked about again, unless its times change.
        vadash log acme 9-10 mails --overlap keep
        vadash entry edit 3 --note letters
        vadash entry edit 3 --end 10:15
        vadash log acme 30h --on yesterday --force
        vadash entry edit 4 --note 'very long'

        # Time without clock times overlaps nothing.
        vadash log acme 4h

        # The running timer is in the way, too.
        vadash start acme --at 13:30
        vadash log zeta 13:15-13:45
        vadash log zeta 13:15-13:45 --overlap cut"
    );
}

#[test]
fn nights_on_which_the_clocks_change() {
    session!(
        Home::with_clients(),
        "clock-changes",
        "# In the night to 29 March 2026, 02:00 is 03:00.
        vadash log acme 2:30-3:30 --on 2026-03-29
        vadash log acme 1:30-3:30 --on 2026-03-29 one hour

        # In the night to 26 October 2025, 03:00 is 02:00 again.
        vadash log acme 2:30-3:30 --on 2025-10-26
        vadash log acme 02:30+02:00-3:30 --on 2025-10-26 two hours
        vadash log acme 02:30+01:00-3:30 --on 2025-10-25
        vadash log acme 1:30-3:30 --on 2025-10-26 --overlap keep three hours
        vadash entry list"
    );
}

#[test]
fn entries_are_changed() {
    session!(
        Home::with_clients(),
        "entries",
        "vadash log acme 9-12 research
        vadash log acme 30m mails
        vadash entry edit 1 --note 'market research' --service research --rush yes
        vadash entry edit 1 --end 11:45
        vadash entry edit 2 --duration 45m --tag phone --tag urgent
        vadash entry edit 2 --date yesterday --rate 80
        vadash entry show 1
        vadash entry show 2

        # One end alone gives an entry without clock times nothing to hold on to.
        vadash entry edit 2 --start 8:00
        vadash entry edit 2 --start 8:00 --end 8:45
        vadash entry edit 2 --date yesterday

        # Split, join, move, repeat, delete.
        vadash entry split 1 --at 10:30
        vadash entry list
        vadash entry join 1 3
        vadash entry join 1 2
        vadash entry move 2 zeta
        vadash entry repeat 2
        vadash entry rm 4
        vadash entry rm 4
        vadash entry list
        vadash history --limit 4"
    );
}

#[test]
fn a_day_of_many_small_things_rounded_two_ways() {
    session!(
        Home::with_clients(),
        "rounding",
        "vadash client edit acme --rounding 15:up:entry
        vadash log acme 5m
        vadash log acme 7m
        vadash log acme 4m
        vadash log acme 31m
        vadash entry list
        vadash unbilled
        vadash client edit acme --rounding 15:up:day
        vadash entry list
        vadash unbilled
        vadash client edit acme --rounding 7:up:day
        vadash client edit acme --rounding 0:up:entry --minimum 10
        vadash unbilled"
    );
}

#[test]
fn entries_are_moved_alone_or_with_their_neighbours() {
    session!(
        Home::with_clients(),
        "entry-shift",
        "vadash log acme 9-10 mails
        vadash log zeta 10-11 call
        vadash log acme 11-12 report
        vadash log acme 1h 'no clock'
        vadash entry shift 2 --start -15m
        vadash entry shift 2 --start -15m --overlap keep
        vadash undo
        vadash entry shift 2 --start -15m --end +15m --together
        vadash entry list
        vadash entry shift 2 --start -2h --together
        vadash entry shift 2 --end 1h --together
        vadash entry shift 2 --end -2h
        vadash entry shift 2 --end +5h
        vadash entry shift 2
        vadash entry shift 4 --end 30m
        vadash entry shift 4 --end -90m
        vadash entry shift 4 --start 30m
        vadash entry edit 3 --start 11:30 --together
        vadash entry list
        vadash start acme --at 13:00
        vadash entry shift 5 --start -30m
        vadash entry shift 5 --end 5m
        vadash --json entry shift 5 --start -5m"
    );
}

#[test]
fn a_timer_is_forgotten() {
    session!(
        Home::with_clients(),
        "timer-forgotten",
        "vadash start acme report
        @ 2026-06-22 16:00
        vadash entry list
        @ 2026-06-22 17:30
        vadash status
        @ 2026-06-23 00:05
        vadash status
        vadash status --json
        vadash keep
        vadash status
        # It is evening again:
        @ 2026-06-22 17:45
        vadash stop --at 16:00 --again
        vadash entry list
        vadash undo
        vadash stop --at 16:00 --gap zeta --again
        vadash entry list
        vadash undo
        vadash stop --at 16:00 --gap zeta
        vadash entry list
        vadash keep
        vadash stop --gap zeta
        # Starting at once and giving all of it away:
        vadash start acme
        @ 2026-06-22 19:00
        vadash stop --at 17:45 --gap zeta --again
        vadash stop --gap zeta
        vadash --json status"
    );
}

#[test]
fn time_billed_elsewhere() {
    session!(
        Home::with_clients(),
        "billed-elsewhere",
        "vadash agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01
        vadash log acme 2h inbox --on 2026-06-02
        vadash log zeta 1h call --on 2026-06-03
        vadash retainers
        vadash unbilled

        # Another program's invoice has it: it burns no hours here, is never billed again, and is work all the same.
        vadash entry edit 1 --billed-elsewhere 2026-117
        vadash entry edit 2 --billed-elsewhere yes
        vadash retainers
        vadash unbilled
        vadash entry list
        vadash entry list --state elsewhere
        vadash entry list --state open
        vadash entry show 1
        vadash report time --from 2026-06-01 --to 2026-06-30

        # Nothing of it is late once that month is settled, and nothing that is settled here was billed elsewhere.
        vadash log zeta 30m proofs --on 2026-06-04
        vadash business set --name 'Desk' --street 'Main Street 1' --postcode 12345 --city Ort --country DE --tax-number 12/345 --regime vat --vat-id DE123456788
        vadash client edit zeta --country DE
        vadash fx set GBP 1.17 --from 2026-01-01
        vadash invoice issue zeta --through 2026-06-10
        vadash entry list --client zeta
        vadash entry edit 3 --billed-elsewhere yes
        vadash entry edit 2 --billed-elsewhere no
        vadash undo
        vadash entry list --client zeta"
    );
}
