//! Reminders as lines of JSON: written for another machine, and read and told there.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::app::reminders::Announcement;
use crate::app::run::World;
use crate::domain::event::check_link;
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
    Stream(Lines),
}

impl Output {
    pub(super) fn stream() -> Self {
        Self::Stream(Lines(io::stdout()))
    }

    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Stream(_))
    }
}

/// Whether there was somebody to tell.
pub(super) enum Told {
    /// There was.
    All,
    /// Whoever read has gone.
    Nobody,
}

/// Lines of JSON on standard output, each written whole.
pub(super) struct Lines(io::Stdout);

impl Lines {
    pub(super) fn write(&self, announcement: &Announcement) -> Result<Told> {
        let json = serde_json::to_string(announcement).doing("writing JSON")?;
        let line = format!("{}\n", escaped_json(&json));
        let mut out = self.0.lock();
        match out.write_all(line.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(Told::All),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Told::Nobody),
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

/// Tells here what a stream says, `-` for standard input, until it ends.
pub(super) fn tell_from(source: &str, world: &World) -> Result<()> {
    let mut input: Box<dyn BufRead> = match source {
        "-" => Box::new(BufReader::new(io::stdin())),
        path => Box::new(BufReader::new(File::open(path).map_err(|e| Error::at("from", format!("{path}: {e}")))?)),
    };
    let mut number = 0_usize;
    loop {
        let mut line = Vec::new();
        let mut limited = io::Read::take(&mut input, LONGEST);
        if limited.read_until(b'\n', &mut line).doing("reading reminders")? == 0 {
            return Ok(());
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let problem = match serde_json::from_slice::<Announcement>(&line) {
            Ok(announcement) => tell(&announcement, world).err(),
            Err(_) => Some("is no reminder".to_owned()),
        };
        if let Some(what) = problem {
            // One that cannot be told or read keeps nobody from hearing the next.
            complain(&format!("line {number}: {what}"));
        }
    }
}

/// Says on standard error what is wrong and does not end the program.
pub(super) fn complain(what: &str) {
    // Where nobody can be told, there is nobody to tell that either.
    let _ = io::stderr().write_all(format!("{}\n", clean_line(what)).as_bytes());
}

fn tell(announcement: &Announcement, world: &World) -> std::result::Result<(), String> {
    let link = announcement.url.clone().filter(|url| check_link(url).is_ok());
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
    let told = notify::tell(&world.telling(), &world.terminal, &notice);
    match (told.by(), told.trouble()) {
        (None, Some(why)) => Err(why),
        _ => Ok(()),
    }
}
