//! A desk of five years for measuring: `desk FILE TIMES` makes a database of 20 clients with agreements, 10,000 entries, 3,000
//! tasks, 8,000 meetings and 300 series, or so many times as much, the same each time.

use std::env::args;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use vadash::app::run::run_all;
use vadash::app::syntax;
use vadash::command::call::Call;
use vadash::command::env::Env;
use vadash::command::grammar::words;
use vadash::config::Config;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::error::{Doing, Error, Result};
use vadash::store::{Access, Author, Store, StoreSettings};

const DAY: i64 = 86_400;
const LAST: &str = "2026-06-22T09:00:00Z";
const DAYS: i64 = 5 * 365;
const CLIENTS: i64 = 20;
const MODES: [&str; 4] = ["expire", "next_cycle", "bank", "running"];

/// A desk, and the clock beside it.
struct Desk {
    store: Store,
    env: Env,
    clock: Arc<AtomicI64>,
}

impl Desk {
    fn new(path: &Path) -> Result<Self> {
        let zone = Zone::get("Europe/Berlin").ok_or_else(|| Error::problem("no zone"))?;
        let config = Config::default();
        let (rounding, emails) = (config.rounding(), Vec::new());
        let setting = StoreSettings { zone, rounding, emails, meeting_hosts: Vec::new(), author: Author::numbering() };
        let clock = Arc::new(AtomicI64::new(0));
        let shown = Arc::clone(&clock);
        let env = Env { db_path: path.to_owned(), ..Env::of(config, move || Instant(shown.load(Ordering::Relaxed))) };
        let store = Store::open(path, Access::Command, setting, &env.keys)?;
        Ok(Self { store, env, clock })
    }

    /// Does what lines say as one step, at a moment.
    fn run(&self, at: i64, lines: &[String]) -> Result<()> {
        self.clock.store(at, Ordering::Relaxed);
        let calls = lines.iter().map(|line| call(line)).collect::<Result<Vec<_>>>()?;
        if !calls.is_empty() {
            run_all(&calls, &self.store, &self.env)?;
        }
        Ok(())
    }
}

fn call(line: &str) -> Result<Call> {
    let line = std::iter::once("vadash".to_owned()).chain(words::split(line)?);
    let matches = syntax::tree().try_get_matches_from(line).map_err(|error| Error::problem(error.to_string()))?;
    syntax::call_of(&matches).ok_or_else(|| Error::problem("no command"))
}

/// Numbers that look like chance and are the same each time.
fn chance(n: i64, below: i64) -> i64 {
    let mut x = n.unsigned_abs().wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    i64::try_from((x ^ (x >> 31)) % below.unsigned_abs()).unwrap_or(0)
}

fn code(n: i64) -> String {
    format!("client{:02}", n % CLIENTS + 1)
}

#[expect(clippy::disallowed_methods, reason = "this is a program of its own")]
fn main() -> Result<()> {
    let mut args = args().skip(1);
    let usage = || Error::problem("usage: desk FILE [TIMES]");
    let path = PathBuf::from(args.next().ok_or_else(usage)?);
    let times: i64 = args.next().map_or(Ok(1), |n| n.parse()).map_err(|_| usage())?;
    let last = Instant::from_rfc3339(LAST).ok_or_else(usage)?.0;
    let first = last - DAYS * DAY;
    let desk = Desk::new(&path)?;
    clients(&desk, first)?;
    entries(&desk, &path, first, last, 10_000 * times)?;
    meetings(&desk, &path, first, last, 8_000 * times, 300 * times)?;
    tasks(&desk, first, last, 3_000 * times)
}

fn clients(desk: &Desk, at: i64) -> Result<()> {
    for service in ["email", "calendar", "travel", "research", "translation"] {
        desk.run(at, &[format!("service add {service} --rate 40")])?;
    }
    for n in 0..CLIENTS {
        let (code, rate) = (code(n), 40 + n);
        desk.run(at, &[format!("client add {code} --name 'Client {n}' --rate {rate} --rounding 15:up:entry")])?;
        if n % 3 > 0 {
            let mode = MODES[usize::try_from(n % 4).unwrap_or(0)];
            let words =
                format!("agreement add {code} retainer --hours 10 --fee 400 --rollover {mode} --overage-rate 55");
            desk.run(at, &[words])?;
        }
        if n % 4 == 0 {
            desk.run(at, &[format!("agreement add {code} block --hours 10 --price 400")])?;
        }
    }
    Ok(())
}

fn entries(desk: &Desk, path: &Path, first: i64, last: i64, count: i64) -> Result<()> {
    let mut table = "client,start,end,service,note,rush,billable,external_id\n".to_owned();
    let services = ["email", "calendar", "travel", "research", "translation"];
    for n in 0..count {
        let slot = (last - first) / count;
        let (start, long) = (first + n * slot, (slot / 2).clamp(60, 5_400));
        let service = services[usize::try_from(chance(n, 5)).unwrap_or(0)];
        let (start, end) = (Zone::utc().rfc3339(Instant(start)), Zone::utc().rfc3339(Instant(start + long)));
        let _ =
            writeln!(table, "{},{start},{end},{service},inbox and replies {n},no,yes,e{n}", code(chance(n, CLIENTS)));
    }
    let file = path.with_extension("csv");
    fs::write(&file, table).doing("writing the entries")?;
    desk.run(last, &[format!("import csv '{}'", file.display())])
}

fn meetings(desk: &Desk, path: &Path, first: i64, last: i64, count: i64, series: i64) -> Result<()> {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//desk//EN\r\n".to_owned();
    let utc = |at: i64| Zone::utc().local(Instant(at)).format("%Y%m%dT%H%M%SZ").to_string();
    for n in 0..count + series {
        let day = first + chance(n, DAYS + 90) * DAY;
        let start = day + 7 * 3_600 + chance(n + 1, 40) * 900;
        let rule =
            if n < count { String::new() } else { format!("RRULE:FREQ=WEEKLY;COUNT={}\r\n", 10 + chance(n, 90)) };
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:m{n}@desk.example\r\nDTSTAMP:{0}\r\nDTSTART:{1}\r\nDTEND:{2}\r\nSUMMARY:{3} call {n}\r\n\
             LOCATION:https://meet.example/{n}\r\nDESCRIPTION:What is to be talked about.\r\nORGANIZER:mailto:ana{n}@{3}.example\r\n\
             ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@desk.example\r\n{rule}END:VEVENT\r\n",
            utc(first),
            utc(start),
            utc(start + 2_700),
            code(n),
        );
    }
    text.push_str("END:VCALENDAR\r\n");
    let file = path.with_extension("ics");
    fs::write(&file, text).doing("writing the meetings")?;
    desk.run(last, &[format!("import ics '{}'", file.display())])
}

fn tasks(desk: &Desk, first: i64, last: i64, count: i64) -> Result<()> {
    const STEP: i64 = 100;
    for from in (0..count).step_by(100) {
        let at = first + (last - first) * from / count;
        let some = from..(from + STEP).min(count);
        let line = |n: i64| {
            let due = if n % 3 > 0 { format!("--due +{}d", chance(n, 60)) } else { String::new() };
            format!("task add --title 'Prepare the report {n}' --client {} --estimate 45m --tag draft {due}", code(n))
        };
        desk.run(at, &some.clone().map(line).collect::<Vec<_>>())?;
        // One in five stays open.
        let done = some.filter(|n| n % 5 > 0).map(|n| format!("task done {}", n + 1));
        desk.run(at + DAY, &done.collect::<Vec<_>>())?;
    }
    Ok(())
}
