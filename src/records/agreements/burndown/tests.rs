use proptest::prelude::*;

use super::BurnDown;
use crate::app::testing::{Desk, day};
use crate::domain::chart::Glyphs;
use crate::domain::text::width;
use crate::domain::time::plus_days;
use crate::records::agreements::retainers::Retainers;

/// A desk on Monday 22 June, with a retainer of acme's.
fn desk(retainer: &str) -> (Desk, i64, i64) {
    let mut desk = Desk::monday();
    let id = desk.types(&format!("agreement add acme retainer {retainer}"));
    let acme = desk.store.client_by_code("acme").unwrap().unwrap().id;
    (desk, acme, id)
}

fn text(burn: &BurnDown, glyphs: Glyphs, columns: usize) -> String {
    let line = |line: Vec<(String, _)>| line.into_iter().map(|(text, _)| text).collect::<String>() + "\n";
    burn.lines(glyphs, columns).into_iter().map(line).collect()
}

#[test]
fn hours_go_down_beside_an_even_use() {
    let (mut desk, acme, id) = desk("--hours 20 --fee 800 --start 2026-06-01");
    for (on, length) in [("2026-06-02", "4h"), ("2026-06-09", "5h"), ("2026-06-17", "3h30")] {
        desk.types(&format!("log acme {length} --on {on}"));
    }
    let burn = BurnDown::of(&desk.context(), acme, id, day("2026-06-22")).unwrap().unwrap();
    let left: Vec<i64> = burn.bars.iter().filter_map(|bar| bar.left).collect();
    assert_eq!((left.len(), left[0], left[1], left[7], left[8], left[21]), (22, 1200, 960, 960, 660, 450));
    // 16 of 22 workdays are over.
    assert_eq!((burn.bars[21].even, burn.bars[29].even), (1200 - 1200 * 16 / 22, 0));
    insta::assert_snapshot!(text(&burn, Glyphs::Blocks, 76));
    insta::assert_snapshot!(text(&burn, Glyphs::Ascii, 48));
    insta::assert_snapshot!(text(&burn, Glyphs::Blocks, 40));
}

#[test]
fn what_is_over_lies_below_zero() {
    let (mut desk, acme, id) = desk("--hours 8 --fee 300 --start 2026-06-01 --every 2weeks --rollover next_cycle");
    desk.types("log acme 6h --on 2026-06-03");
    desk.types("log acme 7h --on 2026-06-16");
    desk.types("log acme 6h --on 2026-06-19");
    let burn = BurnDown::of(&desk.context(), acme, id, day("2026-06-22")).unwrap().unwrap();
    assert_eq!(burn.capacity, 600, "what was rolled over is among them");
    assert_eq!(burn.now().map(|bar| (bar.left, bar.over)), Some((Some(0), 180)));
    insta::assert_snapshot!(text(&burn, Glyphs::Blocks, 76));
    // As of a day before, nothing of what came after.
    let burn = BurnDown::of(&desk.context(), acme, id, day("2026-06-18")).unwrap().unwrap();
    assert_eq!(burn.now().map(|bar| (bar.left, bar.over)), Some((Some(180), 0)));
}

#[test]
fn a_pause_and_a_block_have_none_and_a_timer_counts() {
    let (mut desk, acme, id) = desk("--hours 10 --fee 400 --start 2026-05-01");
    desk.types("agreement pause 1 --from 2026-07-01");
    let block = desk.types("agreement add zeta block --hours 5 --price 200 --start 2026-06-01");
    let zeta = desk.store.client_by_code("zeta").unwrap().unwrap().id;
    let of = |desk: &Desk, client, id, on: &str| BurnDown::of(&desk.context(), client, id, day(on)).unwrap();
    assert_eq!((of(&desk, acme, id, "2026-07-02"), of(&desk, zeta, block, "2026-06-22")), (None, None));
    desk.types("start acme --at 13:00");
    let burn = of(&desk, acme, id, "2026-06-22").unwrap();
    assert_eq!((burn.now().and_then(|bar| bar.left), burn.bars[20].left), (Some(540), Some(600)));
    assert!(text(&burn, Glyphs::Blocks, 76).contains("22 Jun: ~9:00 left"));
}

#[test]
fn a_long_cycle_has_few_bars_and_a_short_first_one_begins_late() {
    for (every, days, bars) in [("week", 1, 4), ("month", 1, 20), ("3months", 7, 12), ("12months", 14, 26)] {
        let (desk, acme, id) =
            desk(&format!("--hours 30 --fee 1 --start 2026-06-11 --anchor 2026-06-01 --every {every}"));
        let burn = BurnDown::of(&desk.context(), acme, id, day("2026-06-12")).unwrap().unwrap();
        assert_eq!((burn.days, burn.bars.len()), (days, bars), "{every}");
        assert_eq!(burn.bars[0].first, day("2026-06-11"));
        assert!(burn.bars.len() <= 31);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every bar says what `retainers` says as of its day, whatever was agreed and worked; no line is broken.
    #[test]
    fn each_day_is_what_is_left_of_the_retainer(
        terms in (1_i64..25, prop_oneof!["expire", "next_cycle", "bank", "running", "deduct_overruns"], 0_i64..40),
        every in prop_oneof!["week", "2weeks", "month"],
        block in any::<bool>(),
        works in prop::collection::vec((0_i64..80, 1_i64..600, any::<bool>()), 1..14),
        at in 40_i64..82,
        columns in 10_usize..120,
    ) {
        let (hours, rollover, begins) = terms;
        let start = plus_days(day("2026-04-01"), begins);
        let (mut desk, acme, id) =
            desk(&format!("--hours {hours} --fee 100 --start {start} --every {every} --rollover {rollover}"));
        if block {
            desk.types("agreement add acme block --hours 3 --price 90 --start 2026-04-20");
        }
        for (on, minutes, billable) in works {
            let (on, flag) = (plus_days(day("2026-04-01"), on), if billable { "" } else { "--no-bill" });
            desk.types(&format!("log acme {minutes}m --on {on} {flag} --overlap keep"));
        }
        let at = plus_days(day("2026-04-01"), at);
        let context = desk.context();
        let Some(burn) = BurnDown::of(&context, acme, id, at).unwrap() else {
            // Of a cycle that earlier overruns have used up there is nothing to draw.
            let rows = Retainers::of(&context, at, Some(acme)).unwrap().rows;
            let row = rows.iter().find(|row| row.agreement == id).unwrap();
            prop_assert!(row.capacity() <= 0 && row.overage == 0, "{:?}", row);
            return Ok(());
        };
        for bar in burn.bars.iter().filter(|bar| bar.left.is_some()) {
            let rows = Retainers::of(&context, bar.last.min(at), Some(acme)).unwrap().rows;
            let row = rows.iter().find(|row| row.agreement == id).unwrap();
            prop_assert_eq!((bar.left, bar.over), (Some(row.left), row.overage), "{}", bar.last);
        }
        prop_assert_eq!(burn.now().map(|bar| bar.last >= at), Some(true));
        prop_assert_eq!(burn.bars.last().map(|bar| bar.even), Some(0));
        for glyphs in [Glyphs::Blocks, Glyphs::Ascii] {
            let drawn = text(&burn, glyphs, columns.max(24));
            prop_assert!(drawn.lines().all(|line| width(line) <= columns.max(24)), "{}", drawn);
            prop_assert!(glyphs == Glyphs::Blocks || drawn.is_ascii(), "{}", drawn);
        }
    }
}
