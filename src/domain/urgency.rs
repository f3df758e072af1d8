//! The order of the task queue: one function says it, and the same function explains it.

use chrono::NaiveDate;

use super::time::Instant;

/// What the order of a task depends on.
#[derive(Clone, Copy, Debug)]
pub struct UrgencyFactors {
    /// The moment it is due, if a time was said.
    pub due_at: Option<Instant>,
    /// The local day it is due.
    pub due_on: Option<NaiveDate>,
    /// Whether it is rush work.
    pub rush: bool,
    /// 0 none, 1 low, 2 normal, 3 high.
    pub priority: i64,
    /// When it was added.
    pub created_at: Instant,
}

/// One reason for a task's place in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it adds.
    pub points: i64,
    /// Why, in words.
    pub why: String,
}

/// Days ahead at which a due date begins to count.
const HORIZON: i64 = 60;
/// Days of age after which a task does not rise any further.
const OLD: i64 = 99;

/// Why a task stands where it stands; the sum of the points is its urgency, the highest first.
///
/// The steps are wide enough that each outweighs all that come after it: overdue, due today,
/// rush, priority, the nearness of the due date, age.
pub fn reasons(facts: &UrgencyFactors, now: Instant, today: NaiveDate) -> Vec<Reason> {
    let mut reasons = Vec::new();
    each(facts, now, today, |points, why| reasons.push(Reason { points, why: why() }));
    reasons
}

/// The sum of the reasons' points.
pub fn urgency(facts: &UrgencyFactors, now: Instant, today: NaiveDate) -> i64 {
    let mut sum = 0;
    each(facts, now, today, |points, _| sum += points);
    sum
}

/// Goes through the reasons; the words of each are made only where they are read.
fn each(facts: &UrgencyFactors, now: Instant, today: NaiveDate, mut found: impl FnMut(i64, &dyn Fn() -> String)) {
    let mut add = |points: i64, why: &dyn Fn() -> String| {
        if points > 0 {
            found(points, why);
        }
    };
    let late = facts.due_at.map_or_else(|| facts.due_on.is_some_and(|d| d < today), |at| at < now);
    if late {
        add(4_000_000, &|| "overdue".to_owned());
    } else if facts.due_on == Some(today) {
        add(2_000_000, &|| "due today".to_owned());
    }
    if facts.rush {
        add(1_000_000, &|| "rush".to_owned());
    }
    add(facts.priority * 100_000, &|| {
        let level = usize::try_from(facts.priority).unwrap_or(0);
        format!("priority {}", ["none", "low", "normal", "high"].get(level).copied().unwrap_or("none"))
    });
    if let Some(due) = facts.due_on {
        let days = (due - today).num_days();
        let near = (HORIZON - days).clamp(1, 2 * HORIZON);
        add(near * 500, &|| format!("due in {days} days").replace("in -", "since "));
    }
    let age = ((now - facts.created_at) / 86_400).clamp(0, OLD);
    add(age, &|| format!("{age} days old"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_outweighs_all_after_it() {
        let now = Instant::from_rfc3339("2026-06-22T12:00:00Z").unwrap();
        let today = now.utc().date();
        let plain =
            UrgencyFactors { due_at: None, due_on: None, rush: false, priority: 0, created_at: now - 400 * 86_400 };
        let of = |facts: UrgencyFactors| urgency(&facts, now, today);
        let day = |d: i64| Some(super::super::time::plus_days(today, d));
        let everything_else = UrgencyFactors { rush: true, priority: 3, due_on: day(1), ..plain };
        assert!(
            of(UrgencyFactors { due_on: day(-1), created_at: now, ..plain })
                > of(UrgencyFactors { due_on: day(0), rush: true, priority: 3, ..plain })
        );
        assert!(of(UrgencyFactors { due_on: day(0), created_at: now, ..plain }) > of(everything_else));
        assert!(
            of(UrgencyFactors { rush: true, created_at: now, ..plain })
                > of(UrgencyFactors { priority: 3, due_on: day(1), ..plain })
        );
        assert!(
            of(UrgencyFactors { priority: 1, created_at: now, ..plain })
                > of(UrgencyFactors { due_on: day(1), ..plain })
        );
        assert!(
            of(UrgencyFactors { due_on: day(3), created_at: now, ..plain })
                > of(UrgencyFactors { due_on: day(4), ..plain })
        );
        assert!(of(plain) > of(UrgencyFactors { created_at: now, ..plain }));
    }
}
