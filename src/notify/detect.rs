//! Which notification sequence a terminal knows, and whether somebody sits at this machine.
//!
//! The terminal itself is never asked: its answer (XTVERSION) would arrive among the keys. What it is, is told by the
//! environment, and inside tmux by tmux, which has asked.

use std::time::Duration;

use super::plan::Settings;
use super::process;
use super::terminal::Terminal;

/// Variables by which terminals make themselves known to what runs in them, where `TERM` does not.
pub const TRACES: &[&str] =
    &["KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE", "KONSOLE_VERSION", "ITERM_SESSION_ID"];

/// How long tmux may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// A sequence that makes a terminal show a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SequenceKind {
    /// kitty's own.
    Osc99,
    /// urxvt's, which most have taken over.
    Osc777,
    /// iTerm2's.
    Osc9,
    /// None is known.
    Bell,
}

impl SequenceKind {
    /// As it is said.
    pub fn name(self) -> &'static str {
        match self {
            Self::Osc99 => "OSC 99 and a bell",
            Self::Osc777 => "OSC 777 and a bell",
            Self::Osc9 => "OSC 9 and a bell",
            Self::Bell => "a bell",
        }
    }

    /// The one asked for in the settings.
    fn set(name: &str) -> Option<Self> {
        match name {
            "osc99" => Some(Self::Osc99),
            "osc777" => Some(Self::Osc777),
            "osc9" => Some(Self::Osc9),
            "bell" => Some(Self::Bell),
            _ => None,
        }
    }
}

/// How a terminal is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub form: SequenceKind,
    /// Whether the sequence is wrapped for tmux to pass it on.
    pub wrapped: bool,
    pub why: String,
}

/// Terminals by how the name begins that they give themselves, in small letters.
const KNOWN: &[(&str, SequenceKind)] = &[
    ("xterm-kitty", SequenceKind::Osc99),
    ("kitty", SequenceKind::Osc99),
    ("xterm-ghostty", SequenceKind::Osc777),
    ("ghostty", SequenceKind::Osc777),
    ("foot", SequenceKind::Osc777),
    ("wezterm", SequenceKind::Osc777),
    ("rxvt-unicode", SequenceKind::Osc777),
    ("konsole", SequenceKind::Osc777),
    ("iterm", SequenceKind::Osc9),
    ("warpterminal", SequenceKind::Osc9),
];

fn known(name: &str) -> Option<SequenceKind> {
    let name = name.to_lowercase();
    KNOWN.iter().find(|(begins, _)| name.starts_with(begins)).map(|(_, form)| *form)
}

/// What tmux says of the terminal that it is attached to now, which is not always that in which it was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outside {
    /// Whether it was attached over SSH.
    pub ssh: bool,
    /// Whether it passes sequences on: `0`, `1` or `2`, or their words; nothing before 3.3, which passed all.
    passthrough: String,
    /// Whether the window is hidden.
    hidden: bool,
    /// The terminal's `TERM`.
    term: String,
    /// What the terminal said when it was asked for its name.
    kind: String,
}

/// Chooses how this terminal is told, with what tmux said if this is inside tmux.
pub(super) fn way(settings: &Settings, terminal: &Terminal, outside: Option<&Result<Outside, String>>) -> Way {
    // `tmux` without `TMUX`: an SSH session begun inside tmux.
    let wrapped = terminal.tmux || terminal.term.starts_with("tmux");
    if let Some(form) = SequenceKind::set(&settings.sequence) {
        let why = format!("reminders.sequence is {}", settings.sequence);
        return Way { form, wrapped: wrapped && form != SequenceKind::Bell, why };
    }
    match outside {
        Some(Ok(outside)) => by_tmux(outside),
        Some(Err(why)) => Way { form: SequenceKind::Bell, wrapped: false, why: why.clone() },
        None => {
            let (form, why) = by_environment(terminal);
            Way { form, wrapped: false, why }
        }
    }
}

fn by_environment(terminal: &Terminal) -> (SequenceKind, String) {
    let term = &terminal.term;
    // What stands in the environment there is of the terminal outside, which does not see what is written here.
    if term.starts_with("screen") || term.starts_with("tmux") {
        return (SequenceKind::Bell, format!("TERM={term} passes nothing else on"));
    }
    if let Some(form) = known(term) {
        return (form, format!("TERM={term}"));
    }
    if let Some(form) = known(&terminal.program) {
        return (form, format!("TERM_PROGRAM={}", terminal.program));
    }
    // A program that names itself is believed before what an outer one may have left behind.
    if terminal.program.is_empty() {
        for trace in &terminal.traces {
            if let Some(form) = known(trace) {
                return (form, format!("{trace} is set"));
            }
        }
    }
    let named = if term.is_empty() { "TERM is not set".to_owned() } else { format!("TERM={term}") };
    (SequenceKind::Bell, format!("{named}: no notification sequence is known for it"))
}

/// What tmux is asked. It keeps a session's `SSH_CONNECTION` as it was for whoever attached last.
const QUESTION: &str = "#{SSH_CONNECTION}|#{allow-passthrough}|#{window_active}|#{client_termname}|#{client_termtype}";

/// Asks tmux; takes up to a second.
pub(super) fn ask_tmux(pane: &str) -> Result<Outside, String> {
    let mut arguments = vec!["display-message", "-p"];
    if !pane.is_empty() {
        arguments.extend(["-t", pane]);
    }
    arguments.push(QUESTION);
    let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
    process::answer("tmux", &arguments, PATIENCE).map(|answer| Outside::read(&answer))
}

impl Outside {
    fn read(answer: &str) -> Self {
        let mut parts = answer.trim_end().splitn(5, '|');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (ssh, passthrough, active, term, kind) = (part(), part(), part(), part(), part());
        Self { ssh: !ssh.is_empty(), passthrough, hidden: active == "0", term, kind }
    }
}

/// The way for what tmux said.
fn by_tmux(outside: &Outside) -> Way {
    let Outside { passthrough, hidden, term: name, kind, .. } = outside;
    let bell = |why: String| Way { form: SequenceKind::Bell, wrapped: false, why };
    if name.is_empty() && kind.is_empty() {
        return bell("tmux is attached to no terminal: the window is flagged".to_owned());
    }
    if matches!(passthrough.as_str(), "0" | "off") {
        return bell("tmux passes nothing else on (set -g allow-passthrough on)".to_owned());
    }
    // What it said itself is believed before a TERM that may be anything.
    let (form, outside) = match (known(kind), known(name)) {
        (Some(form), _) => (form, kind),
        (None, Some(form)) => (form, name),
        (None, None) => {
            let outside = if kind.is_empty() { name } else { kind };
            return bell(format!("the terminal outside tmux is {outside}: no notification sequence is known for it"));
        }
    };
    // Before 3.3 there was no such option, and everything passed.
    let hidden = *hidden && !matches!(passthrough.as_str(), "2" | "all" | "");
    let so = if hidden { "; this window is hidden, from which it passes the bell alone" } else { "" };
    Way { form, wrapped: true, why: format!("tmux says that the terminal outside is {outside}{so}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(term: &str, program: &str, traces: &[&'static str]) -> SequenceKind {
        let (term, program, traces) = (term.to_owned(), program.to_owned(), traces.to_vec());
        by_environment(&Terminal { term, program, traces, ..Terminal::default() }).0
    }

    #[test]
    fn a_terminal_is_known_by_its_name() {
        assert_eq!(at("xterm-kitty", "", &[]), SequenceKind::Osc99);
        for term in ["xterm-ghostty", "foot", "foot-extra", "wezterm", "rxvt-unicode-256color", "konsole-256color"] {
            assert_eq!(at(term, "", &[]), SequenceKind::Osc777, "{term}");
        }
        assert_eq!(at("xterm-256color", "WezTerm", &[]), SequenceKind::Osc777);
        assert_eq!(at("xterm-256color", "iTerm.app", &[]), SequenceKind::Osc9);
        assert_eq!(at("xterm-256color", "iTerm2", &[]), SequenceKind::Osc9);
        assert_eq!(at("xterm-256color", "", &["KONSOLE_VERSION"]), SequenceKind::Osc777);
        assert_eq!(at("xterm-256color", "", &["KITTY_WINDOW_ID"]), SequenceKind::Osc99);
        assert_eq!(at("xterm-256color", "", &["GHOSTTY_RESOURCES_DIR"]), SequenceKind::Osc777);
        assert_eq!(at("xterm-256color", "", &["WEZTERM_PANE"]), SequenceKind::Osc777);
        assert_eq!(at("xterm-256color", "", &["ITERM_SESSION_ID"]), SequenceKind::Osc9);
    }

    #[test]
    fn what_is_not_known_is_rung() {
        assert_eq!(at("xterm-256color", "", &[]), SequenceKind::Bell);
        assert_eq!(at("linux", "", &[]), SequenceKind::Bell);
        assert_eq!(at("", "", &[]), SequenceKind::Bell);
        // Its variables are those of the terminal it was begun in.
        assert_eq!(at("screen-256color", "WezTerm", &["WEZTERM_PANE"]), SequenceKind::Bell);
        assert_eq!(at("xterm-256color", "vscode", &["KONSOLE_VERSION"]), SequenceKind::Bell);
    }

    #[test]
    fn tmux_says_what_is_outside() {
        let way = |answer: &str| {
            let way = by_tmux(&Outside::read(answer));
            (way.form, way.wrapped)
        };
        assert_eq!(way("|1|1|xterm-256color|WezTerm 20240203\n"), (SequenceKind::Osc777, true));
        assert_eq!(way("|on|1|xterm-kitty|kitty(0.35.2)"), (SequenceKind::Osc99, true));
        assert_eq!(way("|on|1|foot|"), (SequenceKind::Osc777, true));
        assert_eq!(way("||1|foot|"), (SequenceKind::Osc777, true), "tmux before 3.3");
        assert_eq!(way("|0|1|foot|foot(1.13.1)"), (SequenceKind::Bell, false));
        assert_eq!(way("|1|1|xterm-256color|XTerm(379)"), (SequenceKind::Bell, false));
        assert_eq!(way("|1|1||"), (SequenceKind::Bell, false), "nobody is attached");
        assert_eq!(way(""), (SequenceKind::Bell, false));
        assert!(by_tmux(&Outside::read("|1|0|foot|")).why.contains("hidden"));
        assert!(!by_tmux(&Outside::read("|2|0|foot|")).why.contains("hidden"));
        assert!(Outside::read("::1 1 ::1 22|1|1|foot|").ssh && !Outside::read("|1|1|foot|").ssh);
    }

    #[test]
    fn what_is_set_is_believed() {
        let settings = Settings { sequence: "osc777".to_owned(), ..Settings::default() };
        let inside = |term: &str| way(&settings, &Terminal { term: term.to_owned(), ..Terminal::default() }, None);
        assert_eq!((inside("xterm").form, inside("xterm").wrapped), (SequenceKind::Osc777, false));
        assert_eq!((inside("tmux-256color").form, inside("tmux-256color").wrapped), (SequenceKind::Osc777, true));
        let bell = Settings { sequence: "bell".to_owned(), ..Settings::default() };
        let kitty = Terminal { term: "xterm-kitty".to_owned(), tmux: true, ..Terminal::default() };
        let way = way(&bell, &kitty, Some(&Ok(Outside::read("|1|1|xterm-kitty|"))));
        assert_eq!((way.form, way.wrapped), (SequenceKind::Bell, false));
    }

    #[test]
    fn a_tmux_that_does_not_answer_is_rung() {
        let way = way(&Settings::default(), &Terminal::default(), Some(&Err("tmux is not there".to_owned())));
        assert_eq!((way.form, way.why.as_str()), (SequenceKind::Bell, "tmux is not there"));
    }
}
