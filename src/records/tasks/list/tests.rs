//! Open tasks that are kept are those that would be read, and a change costs the rows that it is of.

use proptest::prelude::*;

use crate::app::testing::Desk;
use crate::records::tasks::list::{Row, queue};

type Told = (i64, String, i64, Option<String>);

/// The queue as far as it is told of.
fn told(desk: &Desk) -> Vec<Told> {
    let row = |r: Row| (r.task.id, r.task.title.clone(), r.logged, r.client);
    queue(&desk.context()).unwrap().into_iter().map(row).collect()
}

/// The rows that are read for the queue once more.
fn cost(desk: &Desk) -> u64 {
    let before = desk.store.rows_of_open_tasks();
    told(desk);
    desk.store.rows_of_open_tasks() - before
}

#[test]
fn a_change_costs_its_own_rows_however_many_tasks_there_are() {
    let mut desk = Desk::monday();
    for n in 0..300 {
        desk.types(&format!("task add acme t{n}"));
    }
    assert_eq!((cost(&desk), cost(&desk)), (300, 300), "who looks once reads all");
    desk.store.keep_open_tasks();
    assert_eq!((cost(&desk), cost(&desk)), (300, 0));
    for (line, most) in [
        ("task add acme one more", 1),
        ("log zeta 10m", 1),
        ("log acme 10m --task 7", 1),
        ("task edit 8 --title other", 1),
        ("task done 7", 1),
        ("client edit acme --name Other", 0),
    ] {
        desk.types(line);
        let rows = cost(&desk);
        assert!(rows <= most, "{line} costs {rows} rows");
    }
    // What others have written is read anew.
    assert_eq!(told(&desk).len(), 300);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_there_is(steps in prop::collection::vec((0..10_u8, 1..6_i64, 1..8_i64), 1..25)) {
        let (mut kept, mut plain) = (Desk::monday(), Desk::monday());
        kept.store.keep_open_tasks();
        for (what, task, entry) in steps {
            let line = match what {
                0 | 1 => format!("task add acme t{entry} --due 2026-07-0{task}"),
                2 => format!("task done {task}"),
                3 => format!("task drop {task}"),
                4 => format!("log zeta {entry}0m --task {task}"),
                5 => format!("entry edit {entry} --task {task}"),
                6 => format!("entry rm {entry}"),
                7 => format!("task edit {task} --title new"),
                8 => "undo".to_owned(),
                _ => "redo".to_owned(),
            };
            for desk in [&mut kept, &mut plain] {
                match line.as_str() {
                    // A refusal changes nothing, in both.
                    "undo" => drop(desk.store.undo(desk.now)),
                    "redo" => drop(desk.store.redo(desk.now)),
                    line => drop(desk.tries(line)),
                }
            }
            prop_assert_eq!(told(&kept), told(&plain), "{}", line);
        }
    }
}
