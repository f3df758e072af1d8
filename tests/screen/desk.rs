//! A screen without a terminal: keys go in, a picture comes out.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal as Drawing;
use ratatui::backend::TestBackend;
use vadash::app::keys::Bindings;
use vadash::app::run::run;
use vadash::app::{syntax, table};
use vadash::command::env::{Env, Terminal};
use vadash::command::grammar::words;
use vadash::config::{ActionKeys, Config};
use vadash::domain::text::width;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::store::{Access, Author, Keyring, Store, StoreSettings};
use vadash::tui::{LoopCommand, Ui};

/// A Monday afternoon in summer time.
pub const NOW: &str = "2026-06-22T14:05:00+02:00";

/// A small but busy world.
pub const WORLD: &[&str] = &[
    "client add acme --name 'Acme GmbH' --rate 45",
    "client add zeta --name 'Zeta Ltd' --currency GBP --zone America/New_York --rate 38.50",
    "client add kato --name '加藤商事' --currency JPY --zone Asia/Tokyo",
    "service add email --name E-Mail",
    "agreement add acme retainer --hours 20 --fee 800 --start 2026-06-01",
    "agreement add zeta block --hours 10 --price 400 --start 2026-06-01 --last-day 2026-06-30",
    "log acme 9-12:30 'newsletter draft' --on 2026-06-15",
    "log acme 12h 'inbox to zero' --on 2026-06-16",
    "log zeta 9h30 research --on 2026-06-17",
    "log zeta 1h30 'more research' --on 2026-06-18",
    "log kato 2h '展示会の準備' --on 2026-06-19",
    "log acme 8:00-8:45 mail",
    "task add acme send July newsletter draft due:2026-06-19 ~2h #newsletter",
    "task add zeta call the printer due:today 17:00 !high",
    "task add kato 展示会の招待状を送る due:2026-06-24 ~1h30",
    "task add tidy the e-mail templates",
    "event add acme weekly call 2026-06-22 9:00-9:45 @Zoom every:week",
    "event add zeta kickoff with a title that is too long for its column 15:00-15:45 @Room",
    "event add kato 週次ミーティング tomorrow 8:30-9:00",
    "event add quarter closes 2026-06-22",
];

/// What the busy world gets besides, where a view is to be full: gaps and overlaps today, a retainer with
/// closed cycles, services, rates, tasks that wait or are closed.
pub const MORE: &[&str] = &[
    "service add social --name 'Social media' --rate 40",
    "rate set 42 --client zeta --service email",
    "agreement add kato retainer --hours 10 --fee 50000 --start 2026-03-01 --rollover next_cycle --cap 5h",
    "log kato 7h30 'spring fair' --on 2026-03-18 --service social",
    "log kato 11h 'spring fair, the rest' --on 2026-04-21",
    "log kato 4h 'thank-you letters' --on 2026-05-05 --service email",
    "log acme 8:45-10:15 'newsletter layout' --service email --tag layout",
    "log zeta 10:00-11:00 'call notes' --overlap keep",
    "log zeta 11:30-12:15 research",
    "log kato 13:00-13:30 '展示会の写真' --rush",
    "log kato 20m invoices",
    "log acme 30m 'a present' --gift",
    "task add zeta wait for the proofs due:2026-07-03",
    "task edit 5 --wait 2026-07-01",
    "task add acme book the hall !low #fair",
    "task done 6",
    "task add acme check the mailing list due:fri every:week",
    "client edit zeta --email bills@zeta.example --note 'Pays late'",
];

/// The screen, the clock it goes by, and what is drawn on.
pub struct Desk {
    pub ui: Ui,
    pub flow: LoopCommand,
    now: Arc<AtomicI64>,
    size: (u16, u16),
}

pub fn setting() -> StoreSettings {
    StoreSettings {
        zone: Zone::get("Europe/Berlin").unwrap(),
        rounding: Config::default().rounding(),
        emails: Vec::new(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    }
}

pub fn env(now: &Arc<AtomicI64>, config: Config) -> Env {
    let clock = Arc::clone(now);
    Env {
        config_problems: Bindings::of(&config).1.iter().map(ToString::to_string).collect(),
        no_backup: None,
        config_path: "/nowhere/config.toml".into(),
        db_path: "/nowhere/vadash.db".into(),
        terminal: Terminal { term: "xterm-256color".to_owned(), stdout: true, ..Terminal::default() },
        ..Env::of(config, move || Instant(clock.load(Ordering::SeqCst)))
    }
}

/// Settings that change an action's keys.
pub fn keyed(preset: &str, action: &str, keys: &[&str]) -> Config {
    let keys = keys.iter().map(|key| (1, (*key).to_owned())).collect();
    let change = ActionKeys { action: action.to_owned(), line: 1, keys };
    Config { preset: preset.to_owned(), keys: vec![change], ..Config::default() }
}

/// Types lines as commands.
pub fn type_lines(store: &mut Store, env: &Env, lines: &[&str]) {
    for line in lines {
        let typed = words::split(line).unwrap();
        let named = |n: usize| table::find(&typed.get(..n)?.join(" ")).map(|a| (a, n));
        let (action, n) = named(2).or_else(|| named(1)).unwrap_or_else(|| panic!("{line}"));
        let call = syntax::read(action, &typed[n..]).unwrap_or_else(|e| panic!("{line}: {e}"));
        run(&call, store, env).unwrap_or_else(|e| panic!("{line}: {e}"));
    }
}

impl Desk {
    /// A screen of 100×30 over a store with these lines typed into it, at [`NOW`].
    pub fn with(lines: &[&str], config: Config) -> Self {
        Self::over(Store::in_memory(setting()).unwrap(), lines, config)
    }

    /// The busy world.
    pub fn new() -> Self {
        Self::with(WORLD, Config::default())
    }

    /// The busy world with all that a view can show.
    pub fn full() -> Self {
        Self::with(&[WORLD, MORE].concat(), Config::default())
    }

    /// Nothing yet.
    pub fn empty() -> Self {
        Self::with(&[], Config::default())
    }

    /// The screen over a file.
    pub fn on(path: &Path, lines: &[&str]) -> Self {
        let store = Store::open(path, Access::Screen, setting(), &Keyring::empty()).unwrap();
        let now = Arc::new(AtomicI64::new(Instant::from_rfc3339(NOW).unwrap().0));
        let env = Env { db_path: path.to_owned(), ..env(&now, Config::default()) };
        Self::within(store, lines, now, env)
    }

    /// The screen over a store, with these lines typed into it.
    pub fn over(store: Store, lines: &[&str], config: Config) -> Self {
        let now = Arc::new(AtomicI64::new(Instant::from_rfc3339(NOW).unwrap().0));
        let env = env(&now, config);
        Self::within(store, lines, now, env)
    }

    fn within(mut store: Store, lines: &[&str], now: Arc<AtomicI64>, env: Env) -> Self {
        type_lines(&mut store, &env, lines);
        let ui = Ui::new(store, env).unwrap();
        Self { ui, flow: LoopCommand::Stay, now, size: (100, 30) }
    }

    /// On a terminal of another size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
    }

    /// Lets time pass, and does what the loop would do: it wakes once a minute.
    pub fn wait(&mut self, seconds: i64) -> String {
        for passed in (0..seconds).step_by(60) {
            self.now.fetch_add((seconds - passed).min(60), Ordering::SeqCst);
            self.ui.wake();
        }
        self.picture()
    }

    /// Lets time pass while the whole machine sleeps.
    pub fn sleep(&mut self, seconds: i64) -> String {
        self.now.fetch_add(seconds, Ordering::SeqCst);
        self.ui.wake();
        self.picture()
    }

    /// Presses keys: `l1h30<enter>`, `<c-d>`, `<tab>`; returns the picture after them.
    pub fn press(&mut self, keys: &str) -> String {
        self.picture();
        for key in keys_of(keys) {
            self.flow = self.ui.press(key);
            self.picture();
        }
        self.picture()
    }

    /// A click.
    pub fn click(&mut self, column: u16, row: u16) -> String {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> String {
        self.picture();
        self.ui.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        self.picture()
    }

    /// The picture, its cursor, and a number made from all its colours.
    pub fn picture(&mut self) -> String {
        let (width_of, height) = self.size;
        let mut drawing = Drawing::new(TestBackend::new(width_of, height)).unwrap();
        let ui = &mut self.ui;
        drawing.draw(|frame| ui.draw(frame)).unwrap();
        let cursor = drawing.backend().cursor_visible().then(|| drawing.backend().cursor_position());
        let buffer = drawing.backend().buffer();
        let mut picture = String::new();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for y in 0..height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..width_of {
                let cell = &buffer[(x, y)];
                for byte in format!("{:?}{:?}{:?}", cell.fg, cell.bg, cell.modifier).bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                line.push_str(cell.symbol());
                skip = width(cell.symbol()).saturating_sub(1);
            }
            let _ = writeln!(picture, "{}", line.trim_end());
        }
        let at = cursor.map(|c| format!(", cursor at {},{}", c.x, c.y)).unwrap_or_default();
        let _ = write!(picture, "styles {hash:016x}{at}");
        picture
    }

    /// The last line: keys or what was said, which may go over several lines.
    pub fn footer(&mut self) -> String {
        let picture = self.picture();
        let mut lines = picture.lines().rev().skip(1);
        let last = lines.next().unwrap_or_default();
        let is_said = |line: &&str| {
            let mut letters = line.chars();
            letters.next() == Some(' ') && letters.next().is_some_and(|c| !matches!(c, ' ' | '›' | '»'))
        };
        let mut whole: Vec<&str> = lines.take_while(is_said).map(str::trim).collect();
        whole.reverse();
        whole.push(last.trim());
        whole.join(" ")
    }

    /// The line on which something is shown.
    pub fn line(&mut self, with: &str) -> String {
        let picture = self.picture();
        picture.lines().find(|l| l.contains(with)).unwrap_or_default().trim().to_owned()
    }
}

/// Keys as they are written in tests.
pub fn keys_of(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let (code, modifiers) = match named {
            Some((name, after)) if !name.contains(' ') => {
                rest = after;
                named_key(name)
            }
            _ => {
                rest = &rest[c.len_utf8()..];
                (KeyCode::Char(c), KeyModifiers::NONE)
            }
        };
        keys.push(KeyEvent::new(code, modifiers));
    }
    keys
}

fn named_key(name: &str) -> (KeyCode, KeyModifiers) {
    if let Some(letter) = name.strip_prefix("a-") {
        return (KeyCode::Char(letter.chars().next().unwrap()), KeyModifiers::ALT);
    }
    if let Some(letter) = name.strip_prefix("c-") {
        return (KeyCode::Char(letter.chars().next().unwrap()), KeyModifiers::CONTROL);
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "s-tab" => return (KeyCode::BackTab, KeyModifiers::SHIFT),
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        other => panic!("no key is called {other}"),
    };
    (code, KeyModifiers::NONE)
}
