//! The time clock of ledger and hledger (`i … o …`), and hledger's timedot.

use chrono::NaiveDate;

use super::row::{Candidate, ClientSaid, Identity, Input, Row, Sample, Sink, Source, SourceAsk, Time, Work};
use super::text::{BETWEEN, head, lines, text, work};
use crate::error::Result;
use crate::formats::csv::Bad;
use crate::formats::values::{Clocks, DateOrder, LengthStyle, quoted, read_clock, read_date, read_length, stretch};

/// The time clock of ledger and hledger.
pub(super) const SOURCE: Source = Source { word: "timeclock", program: "hledger or ledger", is, read };

const WHAT: &str = "a timeclock or timedot file";

/// Letters of lines that say nothing of work, and of comments.
const OTHERS: &[char] = &['b', 'h', 'O', ';', '#', '*'];

fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let mut said = head
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && (!line.starts_with(OTHERS) || date_of(line).is_some()));
    let Some(first) = said.next() else { return false };
    let clock = first.strip_prefix("i ").is_some_and(|rest| date_of(rest.trim_start()).is_some());
    // A day, and under it an account with dots or a number behind two blanks.
    let dots = !first.contains("  ")
        && date_of(first).is_some_and(|(_, rest)| rest.is_empty())
        && said.next().is_some_and(|line| dot(line).is_some());
    clock || dots
}

/// A day at the beginning of a text, and what is behind it.
fn date_of(text: &str) -> Option<(NaiveDate, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let sorted = first.len() >= 8 && first.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    let day = read_date(&first.replace(['/', '.'], "-"), Some(DateOrder::DayFirst)).ok().filter(|_| sorted)?;
    Some((day, rest.trim_start()))
}

/// A session that was begun, or the line of one that cannot be read.
type Begun = std::result::Result<Open, u64>;

/// A session that was begun.
struct Open {
    line: u64,
    day: NaiveDate,
    seconds: u32,
    account: String,
    note: String,
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let text = text(input, WHAT, sink)?;
    let mut open: Vec<Begun> = Vec::new();
    let mut day: Option<NaiveDate> = None;
    for (line, text) in lines(&text) {
        let text = text.trim_end();
        let heard = match text.split_at_checked(2) {
            _ if text.is_empty() || text.starts_with(OTHERS) && date_of(text).is_none() && dot(text).is_none() => {
                Ok(None)
            }
            Some(("i ", rest)) => begun(rest, line).map(|one| {
                open.push(Ok(one));
                None
            }),
            Some(("o " | "O ", rest)) => ended(rest, &mut open, ask).map(|(work, note)| {
                if let Some(note) = note {
                    sink.note(&format!("line {line}: {note}"));
                }
                Some(work)
            }),
            _ => match (date_of(text), day) {
                (Some((on, rest)), _) if rest.is_empty() || rest.starts_with([';', '#']) || dot(rest).is_none() => {
                    day = Some(on);
                    Ok(None)
                }
                (None, Some(on)) => match dot(text) {
                    Some((account, seconds, note)) => Ok(Some(dotted(line, on, &account, seconds, &note))),
                    None => Err("it is neither an account with its dots nor a day".to_owned()),
                },
                _ => Err("it is neither 'i DATE TIME ACCOUNT' nor 'o DATE TIME'".to_owned()),
            },
        };
        match heard {
            Ok(work) => work.map_or(Ok(()), |work| sink.row(Row::Work(Box::new(work))))?,
            Err(what) => {
                // What would end it ends no other.
                if text.starts_with("i ") {
                    open.push(Err(line));
                }
                sink.bad(Bad { line, what, last: false })?;
            }
        }
    }
    for one in open.into_iter().flatten() {
        let start = stretch(
            &Clocks { day: one.day, start: one.seconds, end_day: Some(one.day), end: one.seconds, told: None },
            &ask.zone,
        );
        match start {
            Ok(found) => {
                let work = described(&one.account, &one.note, work(one.line, Time::Running { start: found.start }));
                sink.row(Row::Work(Box::new(work)))?;
            }
            Err(what) => sink.bad(Bad { line: one.line, what, last: false })?,
        }
    }
    Ok(())
}

type Heard<T> = std::result::Result<T, String>;

/// A day and a time, and what is behind them. An offset is not heeded, as its own programs do not.
fn moment(text: &str) -> Heard<(NaiveDate, u32, &str)> {
    let text = text.trim_start();
    let (day, rest) = date_of(text).ok_or_else(|| format!("{} does not begin with a day", quoted(text)))?;
    let (clock, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let plain = clock.split(['+', '-']).next().unwrap_or_default();
    let seconds = read_clock(plain).ok_or_else(|| format!("{} is no time", quoted(clock)))?;
    // What is behind a blank alone belongs to the time: an offset of its own, `+0100`.
    let rest = rest
        .strip_prefix(['+', '-'])
        .and_then(|more| {
            let (digits, behind) = more.split_once(char::is_whitespace).unwrap_or((more, ""));
            (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(behind)
        })
        .unwrap_or(rest);
    Ok((day, seconds, rest))
}

fn begun(text: &str, line: u64) -> Heard<Open> {
    let (day, seconds, rest) = moment(text)?;
    let (account, note) = account(rest);
    Ok(Open { line, day, seconds, account, note })
}

/// An account ends with two blanks or a tab; what is behind it is a description, and a comment behind `;`.
fn account(text: &str) -> (String, String) {
    let text = text.trim();
    let end = [text.find("  "), text.find('\t'), text.find(" ;"), text.starts_with(';').then_some(0)];
    let at = end.into_iter().flatten().min().unwrap_or(text.len());
    (text[..at].trim().to_owned(), text[at..].trim().to_owned())
}

/// The session that an `o` line ends: the one it names, else the last that was begun.
fn ended(text: &str, open: &mut Vec<Begun>, ask: &SourceAsk) -> Heard<(Work, Option<String>)> {
    let (day, seconds, rest) = moment(text)?;
    let (named, _) = account(rest);
    let at = if named.is_empty() {
        open.len().checked_sub(1).ok_or("nothing was begun that it could end")?
    } else {
        let is = |one: &Begun| one.as_ref().is_ok_and(|one| one.account == named);
        open.iter().rposition(is).ok_or_else(|| format!("nothing was begun for {}", quoted(&named)))?
    };
    let one = open.remove(at).map_err(|line| format!("what it ends began in line {line}, which cannot be read"))?;
    let clocks = Clocks { day: one.day, start: one.seconds, end_day: Some(day), end: seconds, told: None };
    let found = stretch(&clocks, &ask.zone)?;
    let note = found.odd.map(|odd| odd.says(&found, &ask.zone));
    let time = Time::Clock { start: found.start, end: found.end };
    Ok((described(&one.account, &one.note, work(one.line, time)), note))
}

/// Whose work it is, what kind, and what was done.
fn described(account: &str, note: &str, work: Work) -> Work {
    let (note, comment) = note.split_once(';').unwrap_or((note, ""));
    // `tag:` and `tag:value` in comments.
    let tags = comment.split([',', ' ']).filter_map(|word| {
        word.trim()
            .strip_suffix(':')
            .or_else(|| word.trim().split_once(':').filter(|(name, _)| !name.is_empty()).map(|(name, _)| name))
    });
    let tags = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Work {
        client: client(account),
        tags,
        note: note.trim().to_owned(),
        identity: Identity::Alike([account, note.trim()].join(BETWEEN)),
        ..work
    }
}

/// The first part of an account that names a client; the others are words of their own.
fn client(account: &str) -> ClientSaid {
    let parts: Vec<&str> = account.split(':').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return ClientSaid::Nobody;
    }
    // What is behind comes first: the next part may be a service.
    let rest = |at: usize| parts[at + 1..].iter().chain(&parts[..at]).map(|part| (*part).to_owned()).collect();
    let mut candidates: Vec<Candidate> =
        parts.iter().enumerate().map(|(at, part)| Candidate { name: (*part).to_owned(), rest: rest(at) }).collect();
    if parts.len() > 1 {
        candidates.insert(0, Candidate { name: account.to_owned(), rest: Vec::new() });
    }
    ClientSaid::FirstOf { candidates, otherwise: Some(account.to_owned()) }
}

/// `account  .... ..  ; note`: a dot is a quarter of an hour; or hours, or a number with its unit.
fn dot(line: &str) -> Option<(String, i64, String)> {
    let line = line.trim();
    let (said, note) = line.split_once([';', '#']).unwrap_or((line, ""));
    let at = said.find("  ").or_else(|| said.find('\t'))?;
    let (account, amount) = (said[..at].trim(), said[at..].trim());
    let dots = amount.chars().filter(|c| *c == '.').count();
    let seconds = if amount.is_empty() {
        0
    } else if amount.chars().all(|c| c == '.' || c == ' ') {
        i64::try_from(dots).ok()? * 900
    } else {
        read_length(amount, LengthStyle::HOURS)?
    };
    (!account.is_empty()).then(|| (account.to_owned(), seconds, note.trim().to_owned()))
}

fn dotted(line: u64, date: NaiveDate, account: &str, seconds: i64, note: &str) -> Work {
    let made = described(account, "", work(line, Time::Hours { date, seconds }));
    Work { note: note.to_owned(), identity: Identity::Alike([account, note].join(BETWEEN)), ..made }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Collected, read as read_as};
    use super::*;

    fn shown(collected: &Collected) -> Vec<String> {
        let one = |work: &&Work| {
            let client = match &work.client {
                ClientSaid::FirstOf { candidates, .. } => {
                    candidates.iter().map(|one| format!("{}→{}", one.name, one.rest.join("+"))).collect::<Vec<_>>()
                }
                _ => Vec::new(),
            };
            let time = match work.time {
                Time::Clock { start, end } => format!("{start} {}", end - start),
                Time::Hours { date, seconds } => format!("{date} {seconds}"),
                Time::Running { start } => format!("since {start}"),
            };
            format!("{}: {time} {} '{}' {:?}", work.line, client.join(" "), work.note, work.tags)
        };
        collected.works().iter().map(one).collect()
    }

    #[test]
    fn sessions_begin_and_end() {
        let read = read_as(
            &SOURCE,
            "; kept by hand\nb 2026/10/26 3\ni 2026/10/26 09:00:00 acme:inbox  the note  ; paid, urgent:, area:north\n\
             i 2026-10-26 09:30 berg  second\no 2026/10/26 10:30:00 acme:inbox\no 2026/10/26 11:00\n\
             i 2026/10/24 22:00 acme\no 2026/10/25 04:00\ni 2026/10/26 23:00:00+0100 coral\n",
        )
        .unwrap();
        assert_eq!(read.wrong(), Vec::<String>::new());
        assert_eq!(
            shown(&read),
            [
                "3: 2026-10-26T08:00:00Z 5400 acme:inbox→ acme→inbox inbox→acme 'the note' [\"urgent\", \"area\"]",
                "4: 2026-10-26T08:30:00Z 5400 berg→ 'second' []",
                "7: 2026-10-24T20:00:00Z 25200 acme→ '' []",
                "9: since 2026-10-26T22:00:00Z coral→ '' []",
            ]
        );
    }

    #[test]
    fn dots_are_quarters_of_an_hour() {
        let read = read_as(
            &SOURCE,
            "2026-10-26\nacme:inbox  .... ..\nberg  1.5  ; calls\ncoral  45m\n\n2026/10/27 # a day\nacme  .\n",
        )
        .unwrap();
        assert_eq!(read.wrong(), Vec::<String>::new());
        assert_eq!(
            shown(&read),
            [
                "2: 2026-10-26 5400 acme:inbox→ acme→inbox inbox→acme '' []",
                "3: 2026-10-26 5400 berg→ 'calls' []",
                "4: 2026-10-26 2700 coral→ '' []",
                "7: 2026-10-27 900 acme→ '' []",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let text = "o 2026/10/26 10:00\ni today 9:00 a\ni 2026/10/26 99:00 a\nwhat is this\no 2026/10/26 10:00\n\
                    i 2026/10/26 11:00 a\no 2026/10/26 12:00 b\no 2026/10/26 12:30 a\n";
        let read = read_as(&SOURCE, text).unwrap();
        assert_eq!(read.works().len(), 1);
        assert_eq!(
            read.wrong(),
            [
                "1: nothing was begun that it could end",
                "2: 'today 9:00 a' does not begin with a day",
                "3: '99:00' is no time",
                "4: it is neither 'i DATE TIME ACCOUNT' nor 'o DATE TIME'",
                "5: what it ends began in line 3, which cannot be read",
                "7: nothing was begun for 'b'",
            ]
        );
        let fits = |text: &str| is(&Sample { name: "", bytes: text.as_bytes() });
        assert!(fits("; c\ni 2026/10/26 09:00 acme\n") && fits("2026-10-26\nacme  ....\n"));
        for other in ["", "in 2026", "2026-10-26\n    8:00 - 9:00\n", "id,start", "2026-10-26\n", "i am"] {
            assert!(!fits(other), "{other}");
        }
    }
}
