//! Reminders as lines of JSON: written for another machine, and read and told there.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::gate::Gate;
use crate::app::reminders::Announcement;
use crate::command::env::Env;
use crate::domain::event::check_link;
use crate::domain::link::unwrapped;
use crate::domain::text::{clean_line, escaped_json};
use crate::error::{Doing, Error, Result};
use crate::notify::{self, Notice, Urgency};

/// The longest line that is read: what is longer is no reminder.
const LONGEST: u64 = 64 * 1024;

/// Where reminders go.
pub(super) enum Output {
    /// The channels of this machine.
    Channels,
    /// Lines on standard output.
    Stream(JsonLines),
}

impl Output {
    pub(super) fn stream() -> Self {
        Self::Stream(JsonLines(io::stdout()))
    }

    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Stream(_))
    }
}

/// Whether there was somebody to tell.
pub(super) enum Audience {
    /// There was.
    All,
    /// Whoever read has gone.
    Nobody,
}

/// Lines of JSON on standard output, each written whole.
pub(super) struct JsonLines(io::Stdout);

impl JsonLines {
    pub(super) fn write(&self, announcement: &Announcement) -> Result<Audience> {
        let json = serde_json::to_string(announcement).doing("writing JSON")?;
        let line = format!("{}\n", escaped_json(&json));
        let mut out = self.0.lock();
        match out.write_all(line.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(Audience::All),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Audience::Nobody),
            Err(error) => Err(error).doing("writing reminders"),
        }
    }
}

/// Returns when nobody reads standard output any more: a connection that is gone, a program that has ended.
pub(super) fn hang_up() {
    let out = io::stdout();
    loop {
        // Only what cannot be asked not to be told: errors and hang-ups.
        let mut fds = [PollFd::new(&out, PollFlags::empty())];
        match poll(&mut fds, None) {
            Ok(_) if fds[0].revents().intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL) => return,
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

/// What a stream says, line by line.
enum StreamLine {
    /// A reminder.
    Reminder(Box<Announcement>),
    /// Why the line of this number is none.
    Wrong(usize, &'static str),
    /// It could not be read further.
    Broken(io::Error),
}

/// Tells here what a stream says, `-` for standard input, until it ends. Whoever writes it tells no more than a person
/// can hear: what a gate does not let through in a minute is counted, and told as one line when the minute is over.
pub(super) fn tell_from(source: &str, env: &Env) -> Result<()> {
    let input: Box<dyn BufRead + Send> = match source {
        "-" => Box::new(BufReader::new(io::stdin())),
        path => Box::new(BufReader::new(File::open(path).map_err(|e| Error::at("from", format!("{path}: {e}")))?)),
    };
    // It reads no further ahead than it is listened to.
    let (tx, rx) = sync_channel(1);
    let reader = thread::Builder::new().name("stream".to_owned());
    reader.spawn(move || read(input, &tx)).doing("starting a thread")?;
    let (mut told, mut complained) = (Gate::default(), Gate::default());
    let more = |told: usize, complained: usize| {
        if told > 0 {
            let words = format!("+ {told} more");
            let (body, kind) = ("reminders that came at once".to_owned(), "more".to_owned());
            let counted = Notice { private: words.clone(), title: words, body, kind, ..Notice::default() };
            deliver(&counted, env).unwrap_or_else(|what| complain(&what));
        }
        if complained > 0 {
            complain(&format!("+ {complained} more lines that are no reminders or could not be told"));
        }
    };
    loop {
        let now = Instant::now();
        more(told.over(now), complained.over(now));
        let next = [told.left(now), complained.left(now)].into_iter().flatten().min();
        let line = match next.map_or_else(|| rx.recv().map_err(Into::into), |left| rx.recv_timeout(left)) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => {
                more(told.take(), complained.take());
                return Ok(());
            }
        };
        let now = Instant::now();
        let problem = match line {
            StreamLine::Reminder(announcement) if told.admits(now) => {
                // One that cannot be told keeps nobody from hearing the next.
                tell(&announcement, env).err()
            }
            StreamLine::Reminder(_) => None,
            StreamLine::Wrong(number, what) => Some(format!("line {number}: {what}")),
            StreamLine::Broken(error) => {
                more(told.take(), complained.take());
                return Err(error).doing("reading reminders");
            }
        };
        if let Some(what) = problem.filter(|_| complained.admits(now)) {
            complain(&what);
        }
    }
}

/// Reads lines until the stream ends or nobody listens.
fn read(mut input: impl BufRead, tx: &SyncSender<StreamLine>) {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = match next_line(&mut input, &mut line) {
            Ok(None) => return,
            Ok(Some(true)) if line.trim_ascii().is_empty() => continue,
            Ok(Some(true)) => serde_json::from_slice(&line)
                .map_or(StreamLine::Wrong(number, "is no reminder"), |found| StreamLine::Reminder(Box::new(found))),
            Ok(Some(false)) => StreamLine::Wrong(number, "is longer than 64 KB, and was passed over"),
            Err(error) => StreamLine::Broken(error),
        };
        let ends = matches!(read, StreamLine::Broken(_));
        if tx.send(read).is_err() || ends {
            return;
        }
    }
}

/// The next line, and whether it is whole: of one that is too long the rest is passed over. Nothing at the end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    if io::Read::take(&mut *input, LONGEST).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || (line.len() as u64) < LONGEST {
        return Ok(Some(true));
    }
    loop {
        let ahead = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            ahead => ahead?,
        };
        let (length, end) = (ahead.len(), ahead.iter().position(|byte| *byte == b'\n'));
        input.consume(end.map_or(length, |at| at + 1));
        if end.is_some() || length == 0 {
            return Ok(Some(false));
        }
    }
}

/// Says on standard error what is wrong and does not end the program.
pub(super) fn complain(what: &str) {
    // Where nobody can be told, there is nobody to tell that either.
    let _ = io::stderr().write_all(format!("{}\n", clean_line(what)).as_bytes());
}

fn tell(announcement: &Announcement, env: &Env) -> std::result::Result<(), String> {
    let link = announcement.url.as_deref().map(unwrapped).filter(|url| check_link(url).is_ok());
    let of_client = announcement.client.as_ref().map(|client| format!(" ({client})")).unwrap_or_default();
    let notice = Notice {
        title: format!("{}{of_client}", announcement.title),
        body: announcement.text.clone(),
        kind: announcement.kind.clone(),
        client: announcement.client.clone().unwrap_or_default(),
        start: announcement.start.clone().unwrap_or_default(),
        private: format!("a reminder: {}", announcement.kind),
        urgency: announcement.lead_minutes.map_or(Urgency::Normal, |minutes| Urgency::before(minutes * 60)),
        link: link.unwrap_or_default(),
        ..Notice::default()
    };
    deliver(&notice, env)
}

fn deliver(notice: &Notice, env: &Env) -> std::result::Result<(), String> {
    let told = notify::tell(&env.telling(), &env.terminal, notice);
    match (told.by(), told.trouble()) {
        (None, Some(why)) => Err(why),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_one_line_and_is_not_kept() {
        let reminder = r#"{"title":"meeting"}"#;
        // Behind the length that is read stands what would be a reminder.
        let long = " ".repeat(64 * 1024) + reminder;
        let text = format!("first\n{long}\n{reminder}\n{long}");
        let (mut input, mut seen) = (BufReader::with_capacity(100, text.as_bytes()), Vec::new());
        let mut line = Vec::new();
        while let Some(whole) = next_line(&mut input, &mut line).unwrap() {
            assert!(line.len() <= 64 * 1024);
            seen.push((whole, String::from_utf8_lossy(&line).trim().to_owned()));
            line.clear();
        }
        let seen: Vec<(bool, &str)> = seen.iter().map(|(whole, text)| (*whole, text.as_str())).collect();
        assert_eq!(seen, [(true, "first"), (false, ""), (true, reminder), (false, "")]);
    }
}
