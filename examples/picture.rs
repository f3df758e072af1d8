//! The pictures of the README: the real screen on the demonstration's data, as SVG in `assets`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal as Canvas;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use vadash::app::demo;
use vadash::command::env::Env;
use vadash::config::Config;
use vadash::domain::text::width;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::error::{Doing, Error, Result};
use vadash::notify::Terminal;
use vadash::store::{Author, Store, StoreSettings};
use vadash::tui::Ui;

/// A picture: its file, what it shows, how large, in which theme, and after which keys.
struct Shot {
    name: &'static str,
    shows: &'static str,
    size: (u16, u16),
    theme: &'static str,
    keys: &'static str,
}

const fn shot(
    name: &'static str,
    shows: &'static str,
    size: (u16, u16),
    theme: &'static str,
    keys: &'static str,
) -> Shot {
    Shot { name, shows, size, theme, keys }
}

const DASHBOARD: &str = "the dashboard: schedule, tasks, retainers and unbilled time side by side";

/// The pictures of the README; `>` is the Enter key and `<` the left one.
const SHOTS: &[Shot] = &[
    shot("dashboard", DASHBOARD, (176, 48), "dark", ""),
    shot("dashboard-light", DASHBOARD, (176, 48), "light", ""),
    shot("week", "a week of meetings, and what was worked", (150, 40), "dark", "2"),
    shot("week-light", "a week of meetings, and what was worked", (150, 40), "light", "2"),
    shot("timesheet", "the timesheet of a day and its week", (150, 46), "dark", "4"),
    shot("client", "all that is known of a client", (150, 46), "dark", "5>"),
    shot("report", "what an hour brings in, client by client, against the month before", (150, 46), "dark", "7ww%"),
    shot("report-light", "money by month", (150, 40), "light", "7wwwZz"),
    shot("year", "a year of work, a square a day", (120, 34), "dark", "7<"),
    shot("phone", "the dashboard on a phone", (45, 24), "dark", ""),
    shot("phone-light", "tasks on a phone", (45, 24), "light", "\t"),
];

/// The moment they show.
const NOW: &str = "2026-06-24T16:20:00+02:00";
/// Width and height of a cell, and where letters stand in it, in thousandths of a pixel.
const CELL: (u32, u32) = (8400, 18000);
const BASE: u32 = 13_500;
const MARGIN: u32 = 10_000;

/// Ground and ink of a dark and of a light terminal.
const DARK: (&str, &str) = ("#16181d", "#d7dae0");
const LIGHT: (&str, &str) = ("#fbfbf9", "#26292e");
/// The sixteen colours that terminals name.
const NAMED: [&str; 16] = [
    "#3b4048", "#e06c75", "#98c379", "#d8b365", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4", "#7f848e", "#f2868e",
    "#b1d795", "#ecc988", "#82c3f7", "#d7a0e8", "#7fd1da", "#ffffff",
];

fn main() -> Result<()> {
    let doing = "drawing the pictures";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for shot in SHOTS {
        fs::write(folder.join(format!("{}.svg", shot.name)), drawn(shot)?).doing(doing)?;
    }
    Ok(())
}

/// The picture after its keys.
fn drawn(shot: &Shot) -> Result<String> {
    let doing = "drawing a picture";
    let now = Instant::from_rfc3339(NOW).ok_or_else(|| Error::problem("no instant"))?;
    let zone = Zone::get("Europe/Berlin").ok_or_else(|| Error::problem("no zone"))?;
    let config = Config { theme: shot.theme.to_owned(), ..Config::default() };
    let mut store = Store::in_memory(StoreSettings {
        zone,
        rounding: config.rounding(),
        emails: config.schedule.emails.clone(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    })?;
    demo::fill(&mut store, now)?;
    let env = Env {
        terminal: Terminal { term: "xterm-256color".to_owned(), true_color: true, ..Terminal::default() },
        ..Env::of(config, move || now)
    };
    let mut ui = Ui::new(store, env)?;
    let mut canvas = Canvas::new(TestBackend::new(shot.size.0, shot.size.1)).doing(doing)?;
    let mut picture = canvas.draw(|frame| ui.draw(frame)).doing(doing)?.buffer.clone();
    for key in shot.keys.chars() {
        let code = match key {
            '>' => KeyCode::Enter,
            '<' => KeyCode::Left,
            '\t' => KeyCode::Tab,
            key => KeyCode::Char(key),
        };
        ui.press(KeyEvent::new(code, KeyModifiers::NONE));
        picture = canvas.draw(|frame| ui.draw(frame)).doing(doing)?.buffer.clone();
    }
    let ground = if shot.theme == "light" { LIGHT } else { DARK };
    Ok(svg(&picture, ground, shot.shows))
}

/// Thousandths as a decimal.
fn px(thousandths: u32) -> String {
    format!("{}.{}", thousandths / 1000, thousandths % 1000 / 100)
}

/// How a cell looks: ink, paper, bold, underlined, faint.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    paper: String,
    bold: bool,
    underlined: bool,
    faint: bool,
}

impl Look {
    fn of(cell: &Cell, (paper, ink): (&str, &str)) -> Self {
        let (mut ink, mut paper) = (colour(cell.fg, ink), colour(cell.bg, paper));
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut paper);
        }
        let is = |modifier| cell.modifier.contains(modifier);
        Self { ink, paper, bold: is(Modifier::BOLD), underlined: is(Modifier::UNDERLINED), faint: is(Modifier::DIM) }
    }
}

fn colour(colour: Color, usual: &str) -> String {
    let named = |n: usize| NAMED[n].to_owned();
    match colour {
        Color::Reset => usual.to_owned(),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(n @ 0..16) => named(usize::from(n)),
        Color::Indexed(n @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let n = n - 16;
            format!("#{:02x}{:02x}{:02x}", level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        Color::Indexed(n) => {
            let grey = 8 + 10 * (n - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

/// Cells of one look, side by side.
struct Run {
    look: Look,
    column: u32,
    columns: u32,
    wide: bool,
    text: String,
}

fn runs(buffer: &Buffer, row: u16, ground: (&str, &str)) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < buffer.area.width {
        let cell = &buffer[(column, row)];
        let wide = u16::try_from(width(cell.symbol())).unwrap_or(1).clamp(1, 2);
        let look = Look::of(cell, ground);
        match found.last_mut() {
            // A wide sign is placed by itself: fonts differ in how wide it is.
            Some(run) if run.look == look && wide == 1 && !run.wide => {
                run.columns += 1;
                run.text.push_str(cell.symbol());
            }
            _ => found.push(Run {
                look,
                column: u32::from(column),
                columns: u32::from(wide),
                wide: wide == 2,
                text: cell.symbol().to_owned(),
            }),
        }
        column += wide;
    }
    found
}

/// A sign that is drawn, and not written: whatever the font, bars have no seams and lines meet.
fn drawn_sign(sign: char, x: u32, y: u32) -> Option<String> {
    let (w, h) = CELL;
    let rect = |x: u32, y: u32, w: u32, h: u32, shade: &str| {
        Some(format!("M{} {}h{}v{}h-{}z{shade}", px(x), px(y), px(w), px(h), px(w)))
    };
    // Eighths of a cell from the left, and from below.
    let eighth = |n: usize| u32::try_from(n).unwrap_or(0);
    if let Some(n) = "▏▎▍▌▋▊▉█".chars().position(|it| it == sign) {
        return rect(x, y, w * (eighth(n) + 1) / 8, h, "");
    }
    if let Some(n) = "▁▂▃▄▅▆▇".chars().position(|it| it == sign) {
        let high = h * (eighth(n) + 1) / 8;
        return rect(x, y + h - high, w, high, "");
    }
    if let Some(n) = "░▒▓".chars().position(|it| it == sign) {
        return rect(x, y, w, h, ["@.22", "@.5", "@.75"][n]);
    }
    let (middle, centre) = (x + w / 2, y + h / 2);
    let ends = |left: bool, right: bool, up: bool, down: bool| {
        let mut path = String::new();
        let line = |path: &mut String, x: u32, y: u32, to: String| {
            let _ = write!(path, "M{} {}{to}", px(x), px(y));
        };
        let (half, high) = (px(w / 2), px(h / 2));
        for (is, to) in [
            (left, format!("h-{half}")),
            (right, format!("h{half}")),
            (up, format!("v-{high}")),
            (down, format!("v{high}")),
        ] {
            if is {
                line(&mut path, middle, centre, to);
            }
        }
        path.push_str("@line");
        Some(path)
    };
    match sign {
        '─' => ends(true, true, false, false),
        '│' => ends(false, false, true, true),
        '╭' | '┌' => ends(false, true, false, true),
        '╮' | '┐' => ends(true, false, false, true),
        '╰' | '└' => ends(false, true, true, false),
        '╯' | '┘' => ends(true, false, true, false),
        '├' => ends(false, true, true, true),
        '┤' => ends(true, false, true, true),
        '┬' => ends(true, true, false, true),
        '┴' => ends(true, true, true, false),
        '┼' => ends(true, true, true, true),
        _ => None,
    }
}

/// Each word with its place and its columns, so that it stands in its cells whatever the font and whatever becomes of spaces.
fn words(run: &Run) -> Vec<(u32, u32, &str)> {
    if run.wide {
        return vec![(run.column, 2, run.text.as_str())];
    }
    let mut column = run.column;
    let mut found = Vec::new();
    for word in run.text.split(|sign| sign == ' ' || drawn_sign(sign, 0, 0).is_some()) {
        let columns = u32::try_from(width(word)).unwrap_or(0);
        if columns > 0 {
            found.push((column, columns, word));
        }
        column += columns + 1;
    }
    found
}

/// Draws the signs of a run that are not written, as one path for each shade.
fn signs(run: &Run, top: u32, text: &mut String) {
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for (n, sign) in (0_u32..).zip(run.text.chars()) {
        let Some(path) = drawn_sign(sign, MARGIN + (run.column + n) * CELL.0, top) else { continue };
        let (path, shade) = path.split_once('@').map_or((path.as_str(), ""), |(path, shade)| (path, shade));
        paths.entry(shade.to_owned()).or_default().push_str(path);
    }
    let (ink, faint) = (&run.look.ink, if run.look.faint { " class=\"f\"" } else { "" });
    for (shade, path) in paths {
        let how = match shade.as_str() {
            "line" => format!("stroke=\"{ink}\" fill=\"none\""),
            "" => format!("fill=\"{ink}\""),
            shade => format!("fill=\"{ink}\" fill-opacity=\"{shade}\""),
        };
        let _ = writeln!(text, "<path d=\"{path}\" {how}{faint}/>");
    }
}

fn svg(buffer: &Buffer, ground: (&str, &str), shows: &str) -> String {
    let (columns, rows) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let (wide, high) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
         aria-label=\"vadash: {shows}\">\n\
         <style>text{{font-size:14px;font-family:'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,ui-monospace,monospace}}.b{{font-weight:bold}}.u{{text-decoration:underline}}.f{{opacity:.6}}path,rect{{shape-rendering:crispEdges;stroke-width:1.2}}</style>\n\
         <rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"{}\"/>\n",
        ground.0,
        w = px(wide),
        h = px(high)
    );
    for row in 0..buffer.area.height {
        let top = MARGIN + u32::from(row) * CELL.1;
        let runs = runs(buffer, row, ground);
        for run in runs.iter().filter(|r| r.look.paper != ground.0) {
            let (x, w) = (px(MARGIN + run.column * CELL.0), px(run.columns * CELL.0));
            let (y, h, fill) = (px(top), px(CELL.1), &run.look.paper);
            let _ = writeln!(text, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>");
        }
        for run in &runs {
            signs(run, top, &mut text);
        }
        let written: Vec<&Run> = runs.iter().filter(|r| !words(r).is_empty()).collect();
        if written.is_empty() {
            continue;
        }
        let _ = write!(text, "<text y=\"{}\">", px(top + BASE));
        for run in written {
            let marks = [(run.look.bold, "b"), (run.look.underlined, "u"), (run.look.faint, "f")];
            let class: Vec<&str> = marks.into_iter().filter_map(|(is, name)| is.then_some(name)).collect();
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{}\"", class.join(" ")) };
            for (column, columns, word) in words(run) {
                let (x, length) = (px(MARGIN + column * CELL.0), px(columns * CELL.0));
                let ink = &run.look.ink;
                let word = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let _ = write!(text, "<tspan x=\"{x}\" textLength=\"{length}\" fill=\"{ink}\"{class}>{word}</tspan>");
            }
        }
        text.push_str("</text>\n");
    }
    text.push_str("</svg>\n");
    text
}
