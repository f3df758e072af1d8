//! A timer that was forgotten: when that is asked about, and what can be answered.

use crate::app::table;
use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::grammar::clock::write_time;
use crate::command::report::{Done, Report};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{Alive, Client, Entry, Store};

/// A timer that runs and may have been forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The entry.
    pub entry: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// What it is for.
    pub note: String,
    /// Since when it runs.
    pub start: Instant,
    /// The last sign of life, never before the start.
    pub last: Instant,
    /// What gives it away.
    pub why: Why,
}

/// Why a timer may have been forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It runs longer than anyone works.
    Long,
    /// Nobody was there for a while, or the machine slept.
    Away,
}

/// What can be answered.
#[derive(Clone)]
pub struct Answer {
    /// The key.
    pub key: char,
    /// What it does, in words.
    pub label: String,
    /// The call that does it, one undo step; none where the entry's form is opened instead.
    pub call: Option<Call>,
}

/// Seconds of a machine's sleep from which on the timer is asked about: nobody works at one that is closed.
const NAP: i64 = 15 * 60;

/// The timer that runs, if it looks forgotten; `slept` is from when to when the machine slept.
///
/// What was answered by keeping it is not asked again, but for a timer that runs on as long once more.
pub fn forgotten(context: &Context<'_>, slept: Option<(Instant, Instant)>) -> Result<Option<Forgotten>> {
    match context.db.running()? {
        Some(entry) => of(context, &entry, slept),
        None => Ok(None),
    }
}

fn of(context: &Context<'_>, entry: &Entry, slept: Option<(Instant, Instant)>) -> Result<Option<Forgotten>> {
    let timer = &context.config.timer;
    let away = timer.away * 60;
    let start = entry.started_at.unwrap_or(context.now);
    let sign = context.db.alive()?;
    let kept = kept(context, sign, entry.id);
    let seen = sign.map(|s| s.at.max(start)).filter(|at| *at <= context.now);
    let gone = |from: Instant, to: Instant| away > 0 && to - from > away;
    let napped = |from: Instant, to: Instant| away > 0 && to - from > NAP.min(away);
    // An answer after it fell asleep was given when it woke, perhaps on another screen that has not seen it sleep.
    let nap = slept.filter(|(from, _)| kept.is_none_or(|kept| kept < *from)).map(|(from, to)| (from.max(start), to));
    let found = match (nap.filter(|(from, to)| napped(*from, *to)), seen) {
        (Some((from, _)), _) => Some((from, Why::Away)),
        (None, Some(seen)) if gone(seen, context.now) => Some((seen, Why::Away)),
        (None, seen) => too_long(context, start, kept).then(|| (seen.unwrap_or(start), Why::Long)),
    };
    let Some((last, why)) = found else { return Ok(None) };
    let client: Client = context.db.get(entry.client)?;
    let (client, name) = (client.code, client.name);
    Ok(Some(Forgotten { entry: entry.id, client, name, note: entry.note.clone(), start, last, why }))
}

/// When it was last said that a timer runs rightly; not what was said under a clock that ran ahead.
fn kept(context: &Context<'_>, sign: Option<Alive>, entry: i64) -> Option<Instant> {
    let kept = sign.and_then(|sign| sign.kept).filter(|kept| kept.entry == entry && kept.at <= context.now);
    kept.map(|kept| kept.at)
}

/// Whether what was asked about a timer then was answered since, on whatever screen or by a command.
pub fn is_answered(context: &Context<'_>, entry: i64, asked: Instant) -> Result<bool> {
    if context.db.running()?.is_none_or(|running| running.id != entry) {
        return Ok(true);
    }
    Ok(kept(context, context.db.alive()?, entry).is_some_and(|kept| kept >= asked))
}

fn too_long(context: &Context<'_>, start: Instant, kept: Option<Instant>) -> bool {
    let limit = context.config.timer.limit * 3600;
    limit > 0 && context.now - kept.map_or(start, |kept| kept.max(start)) > limit
}

/// Whether a timer that began then runs longer than anyone works, and nobody has said that it should.
///
/// It reads nothing for one that does not: `status` asks it each time.
pub fn runs_too_long(context: &Context<'_>, entry: i64, start: Instant) -> Result<bool> {
    if !too_long(context, start, None) {
        return Ok(false);
    }
    Ok(too_long(context, start, kept(context, context.db.alive()?, entry)))
}

/// The longest work that is kept without `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

/// What can be answered, by key: keep it, stop it then or at a time to be typed, go on from now, give the gap to
/// somebody, edit it; drop it where it ran without a sign of life.
pub fn answers(found: &Forgotten, context: &Context<'_>) -> Vec<Answer> {
    let then = write_time(found.last, context.zone());
    let same_day = context.zone().date(found.last) == context.today();
    let clock = context.zone().local(found.last).format(if same_day { "%H:%M" } else { "%a %H:%M" }).to_string();
    let call = |name| table::find(name).map(Call::new);
    let stop = |gap: bool| {
        let long = found.last - found.start > LONGEST || gap && context.now - found.last > LONGEST;
        let stop = call("stop")?.with("at", &then);
        Some(if long { stop.with("force", "") } else { stop })
    };
    let answer = |key, label: String, call| Answer { key, label, call };
    // Stopped at its start it would be nothing.
    let worked = found.last - found.start >= 60;
    let of_life = vec![
        answer('s', format!("stop it at {clock}"), stop(false)),
        answer('g', format!("stop it at {clock} and go on from now"), stop(false).map(|c| c.with("again", ""))),
        answer(
            'o',
            format!("give the time since {clock} to … and go on from now"),
            stop(true).map(|c| c.with("again", "")),
        ),
    ];
    let mut answers = vec![
        answer('k', "keep it running".to_owned(), call("keep")),
        answer(STOP_AT, "stop it at …: type when".to_owned(), call("stop")),
    ];
    answers.splice(1..1, of_life.into_iter().filter(|_| worked));
    if !worked {
        answers.push(answer('d', "drop it: nothing was worked".to_owned(), call("cancel")));
    }
    answers.push(answer('e', "edit the entry".to_owned(), None));
    answers
}

/// The key of the answer for which a time is typed.
pub const STOP_AT: char = 't';

/// The field of the answer `o` that says to whom the gap goes.
pub const GAP: &str = "gap";

/// `keep`: the timer runs rightly. It changes no record and is no undo step.
pub fn keep(store: &Store, env: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    let running = store.running()?.ok_or_else(|| Error::problem("no timer runs"))?;
    let client: Client = store.get(running.client)?;
    store.aside("keeping the timer", |tx| tx.keep_timer(running.id, env.now()))?;
    Ok(Box::new(Done::new(format!("the timer for {} runs on", client.name), running.id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::run::run;
    use crate::app::syntax;
    use crate::config::Config;
    use crate::domain::rounding::Rounding;
    use crate::domain::zone::Zone;

    use crate::store::{Author, StoreSettings};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    struct Bench {
        store: Store,
        env: Env,
        clock: Arc<AtomicI64>,
    }

    impl Bench {
        /// A timer that began at 9:00, and a last sign of life an hour later.
        fn new() -> Self {
            let clock = Arc::new(AtomicI64::new(0));
            let shown = Arc::clone(&clock);
            let mut config = Config::default();
            config.timer.away = 60;
            let env = Env::of(config, move || Instant(shown.load(Ordering::Relaxed)));
            let setting = StoreSettings {
                zone: Zone::get("Europe/Berlin").unwrap(),
                rounding: Rounding::default(),
                emails: Vec::new(),
                meeting_hosts: Vec::new(),
                author: Author::numbering(),
            };
            let bench = Self { store: Store::in_memory(setting).unwrap(), env, clock };
            bench.at("09:00");
            bench.ok("client add", "acme --rate 45");
            bench.ok("client add", "zeta");
            bench.ok("start", "acme report");
            bench.at("10:00");
            bench.store.note_alive(bench.env.now()).unwrap();
            bench
        }

        fn instant(time: &str) -> Instant {
            Instant::from_rfc3339(&format!("2026-06-22T{time}:00+02:00")).unwrap()
        }

        fn at(&self, time: &str) {
            self.clock.store(Self::instant(time).0, Ordering::Relaxed);
        }

        fn ok(&self, name: &str, words: &str) {
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            let call = syntax::read(table::find(name).unwrap(), &words).unwrap();
            run(&call, &self.store, &self.env).unwrap_or_else(|e| panic!("{call}: {e}"));
        }

        fn found(&self, slept: Option<(&str, &str)>) -> Option<(Instant, Why)> {
            let slept = slept.map(|(from, to)| (Self::instant(from), Self::instant(to)));
            let found = forgotten(&self.env.context(&self.store), slept).unwrap();
            found.map(|f| (f.last, f.why))
        }
    }

    #[test]
    fn one_question_for_one_gap() {
        let b = Bench::new();
        b.at("11:00");
        assert_eq!(b.found(None), None, "an hour is not too long");
        b.at("11:01");
        let ten = Bench::instant("10:00");
        assert_eq!(b.found(None), Some((ten, Why::Away)));
        b.ok("keep", "");
        assert_eq!(b.found(None), None);
        // It slept from before the timer was kept: that was the same gap.
        assert_eq!(b.found(Some(("10:00", "11:01"))), None);
        b.at("13:00");
        b.store.note_alive(b.env.now()).unwrap();
        assert_eq!(b.found(Some(("11:30", "12:59"))), Some((Bench::instant("11:30"), Why::Away)));
        assert_eq!(b.found(Some(("12:50", "12:59"))), None, "a short nap");
        // A timer kept is asked about again when it has run on as long once more.
        b.at("21:02");
        b.store.note_alive(b.env.now()).unwrap();
        assert_eq!(b.found(None), Some((Bench::instant("21:02"), Why::Long)));
    }

    #[test]
    fn an_answer_counts_wherever_it_was_given() {
        let b = Bench::new();
        b.at("18:00");
        b.ok("keep", "");
        b.at("18:02");
        // This screen wakes later than the one on which it was answered.
        assert_eq!(b.found(Some(("10:00", "18:02"))), None);
        let running = b.store.running().unwrap().unwrap().id;
        let answered = |asked| is_answered(&b.env.context(&b.store), running, Bench::instant(asked)).unwrap();
        assert!(answered("17:59") && !answered("18:01"));
        b.ok("stop", "--at 10:00 --again");
        assert!(answered("18:01"), "another one runs");
    }

    #[test]
    fn an_answer_under_a_clock_that_ran_ahead_is_none() {
        let b = Bench::new();
        b.at("23:59");
        b.ok("keep", "");
        b.at("19:30");
        b.store.note_alive(b.env.now()).unwrap();
        assert_eq!(b.found(None), Some((Bench::instant("19:30"), Why::Long)));
        let running = b.store.running().unwrap().unwrap();
        assert!(runs_too_long(&b.env.context(&b.store), running.id, running.started_at.unwrap()).unwrap());
    }

    #[test]
    fn never_where_that_was_set() {
        let mut b = Bench::new();
        b.env.config.timer.away = 0;
        b.at("18:00");
        assert_eq!(b.found(Some(("10:00", "17:00"))), None);
        b.at("19:01");
        assert_eq!(b.found(None), Some((Bench::instant("10:00"), Why::Long)));
        b.env.config.timer.limit = 0;
        assert_eq!(b.found(None), None);
    }

    #[test]
    fn without_a_sign_of_life_it_is_not_stopped_at_its_start() {
        let b = Bench::new();
        b.ok("cancel", "");
        b.ok("start", "acme report");
        b.at("15:00");
        let context = b.env.context(&b.store);
        let found = forgotten(&context, None).unwrap().unwrap();
        assert_eq!(found.last, found.start);
        let keys: String = answers(&found, &context).iter().map(|a| a.key).collect();
        assert_eq!(keys, "ktde");
    }

    #[test]
    fn a_gap_before_the_start_is_none_of_its() {
        let b = Bench::new();
        b.ok("stop", "");
        b.at("14:00");
        b.ok("start", "zeta --at 13:30");
        assert_eq!(b.found(Some(("10:00", "13:40"))), None);
    }

    #[test]
    fn every_answer_is_one_step_that_undo_takes_back() {
        for (key, running) in [('s', false), ('g', true), ('o', true), (STOP_AT, false)] {
            let b = Bench::new();
            b.at("12:30");
            let context = b.env.context(&b.store);
            let found = forgotten(&context, None).unwrap().unwrap();
            let answer = answers(&found, &context).into_iter().find(|a| a.key == key).unwrap();
            let call = answer.call.unwrap();
            let call = match key {
                'o' => call.with(GAP, "zeta"),
                STOP_AT => call.with("at", "11:15"),
                _ => call,
            };
            let before = b.store.dump().unwrap();
            run(&call, &b.store, &b.env).unwrap_or_else(|e| panic!("{call}: {e}"));
            assert_eq!(b.store.running().unwrap().is_some(), running, "{call}");
            b.store.undo(b.env.now()).unwrap();
            let after = b.store.dump().unwrap();
            for table in ["entry", "entry_amount", "unbilled"] {
                assert_eq!(after[table], before[table], "{call}");
            }
        }
        let b = Bench::new();
        b.at("12:30");
        let context = b.env.context(&b.store);
        let found = forgotten(&context, None).unwrap().unwrap();
        let labels: Vec<String> =
            answers(&found, &context).into_iter().map(|a| format!("{} {}", a.key, a.label)).collect();
        assert_eq!(
            labels,
            [
                "k keep it running",
                "s stop it at 10:00",
                "g stop it at 10:00 and go on from now",
                "o give the time since 10:00 to … and go on from now",
                "t stop it at …: type when",
                "e edit the entry",
            ]
        );
    }
}
