//! Changed cells as few bytes: what travels over a slow line at every key.
//!
//! ratatui's own backend moves the cursor after each wide character, spells every colour out in full, changes colours for
//! blanks, which show none, and hides a cursor that is hidden; of the rest of it nothing is wanting.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::domain::text::width;

/// A terminal backend: ratatui's, with a shorter way to draw.
pub struct Lean<W: Write> {
    inner: CrosstermBackend<W>,
    /// Whether the cursor was hidden last.
    hidden: bool,
}

impl<W: Write> Lean<W> {
    /// Makes a backend that writes to `out`.
    pub fn new(out: W) -> Self {
        Self { inner: CrosstermBackend::new(out), hidden: false }
    }

    /// Writes a run of blanks, or erases where they stand, which leaves the cursor before them; where it is then.
    fn blanks(&mut self, from: u16, end: u16) -> io::Result<u16> {
        let count = usize::from(end - from);
        if count < MANY {
            self.inner.write_all(&b" ".repeat(count))?;
            return Ok(end);
        }
        write!(self.inner, "\x1b[{count}X")?;
        Ok(from)
    }
}

/// How text looks: foreground, background, and the rest.
type Rendition = (Color, Color, Modifier);

const PLAIN: Rendition = (Color::Reset, Color::Reset, Modifier::empty());

/// The numbers of SGR that turn each on.
const MODIFIERS: [(Modifier, &str); 7] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// The sequence from one look to another.
fn sgr(from: Rendition, to: Rendition) -> String {
    if to == PLAIN {
        return "\x1b[m".to_owned();
    }
    let mut codes = Vec::new();
    let mut from = from;
    if !to.2.contains(from.2) {
        // What is on can be turned off only with everything.
        codes.push("0".to_owned());
        from = PLAIN;
    }
    for (modifier, code) in MODIFIERS {
        if to.2.contains(modifier) && !from.2.contains(modifier) {
            codes.push(code.to_owned());
        }
    }
    if to.0 != from.0 {
        codes.push(colour(to.0, 30));
    }
    if to.1 != from.1 {
        codes.push(colour(to.1, 40));
    }
    format!("\x1b[{}m", codes.join(";"))
}

/// A colour's numbers; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let n = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    (base + n).to_string()
}

/// Columns that every terminal moves on by; nothing where they may disagree.
fn certain(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    let first = chars.next()?;
    match (width(symbol), chars.next().is_some()) {
        (1, _) => Some(1),
        // Han, kana, hangul and full-width forms: emoji are where terminals differ.
        (2, false) if matches!(first, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}') => {
            Some(2)
        }
        _ => None,
    }
}

/// From so many blanks on it is no longer to erase them and to move on behind them.
const MANY: usize = 10;

/// What shows on a blank as well.
const LINES: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// Whether a cell is as erasing leaves it: blank, and of nothing that would show there.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && is_unseen((cell.fg, cell.bg, cell.modifier))
}

/// Whether a look changes nothing of a blank.
fn is_unseen((_, back, modifier): Rendition) -> bool {
    back == Color::Reset && !modifier.intersects(LINES)
}

impl<W: Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let (mut look, mut at) = (PLAIN, None::<(u16, u16)>);
        let mut content = content.peekable();
        while let Some((x, y, cell)) = content.next() {
            match at {
                Some(here) if here == (x, y) => {}
                Some((before, line)) if line == y && before < x => match x - before {
                    1 => self.inner.write_all(b"\x1b[C")?,
                    on => write!(self.inner, "\x1b[{on}C")?,
                },
                _ => write!(self.inner, "\x1b[{};{}H", y + 1, x + 1)?,
            }
            let wanted = (cell.fg, cell.bg, cell.modifier);
            if wanted != look && !(is_blank(cell) && is_unseen(look)) {
                self.inner.write_all(sgr(look, wanted).as_bytes())?;
                look = wanted;
            }
            if is_blank(cell) {
                let mut end = x + 1;
                while content.next_if(|(next, line, cell)| (*next, *line) == (end, y) && is_blank(cell)).is_some() {
                    end += 1;
                }
                at = Some((self.blanks(x, end)?, y));
                continue;
            }
            self.inner.write_all(cell.symbol().as_bytes())?;
            at = certain(cell.symbol()).map(|columns| (x + columns, y));
        }
        if look != PLAIN {
            self.inner.write_all(sgr(look, PLAIN).as_bytes())?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // Asked for with every frame. Whoever takes the terminal over hides it, too, so that it is hidden still.
        if std::mem::replace(&mut self.hidden, true) { Ok(()) } else { self.inner.hide_cursor() }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.hidden = false;
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(draw: impl FnOnce(&mut Buffer)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        let before = buffer.clone();
        draw(&mut buffer);
        let mut out = Vec::new();
        Lean::new(&mut out).draw(before.diff(&buffer).into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn looks_change_by_what_differs() {
        let text = drawn(|b| {
            b.set_string(0, 0, "ab", Style::new().cyan().bold());
            b.set_string(2, 0, "cd", Style::new().bold());
            b.set_string(4, 0, "ef", Style::new().dim().fg(Color::Indexed(67)));
            b.set_string(6, 0, "gh", Style::new());
        });
        assert_eq!(text, "\x1b[1;1H\x1b[1;36mab\x1b[39mcd\x1b[0;2;38;5;67mef\x1b[mgh");
    }

    #[test]
    fn blanks_take_no_colour_but_one_that_shows() {
        let text = drawn(|b| {
            b.set_string(0, 0, "a", Style::new().cyan());
            b.set_string(1, 0, " b ", Style::new().bold());
            b.set_string(4, 0, "cd", Style::new().reversed());
            b[(6, 0)].set_char(' ').set_style(Style::new().underlined());
            b.set_string(9, 0, "e", Style::new().underlined());
        });
        assert_eq!(text, "\x1b[1;1H\x1b[36ma \x1b[1;39mb \x1b[0;7mcd\x1b[0;4m \x1b[2Ce\x1b[m");
    }

    #[test]
    fn a_cursor_is_hidden_once() {
        let mut out = Vec::new();
        let mut lean = Lean::new(&mut out);
        for _ in 0..2 {
            lean.hide_cursor().unwrap();
        }
        lean.show_cursor().unwrap();
        lean.hide_cursor().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\x1b[?25l\x1b[?25h\x1b[?25l");
    }

    #[test]
    fn only_doubtful_widths_cost_a_move() {
        assert_eq!(
            drawn(|b| {
                b.set_string(0, 1, "漢字x", Style::new());
            }),
            "\x1b[2;1H漢字x"
        );
        assert_eq!(
            drawn(|b| {
                b.set_string(0, 1, "🎉x", Style::new().reversed());
            }),
            "\x1b[2;1H\x1b[7m🎉\x1b[2;3Hx\x1b[m"
        );
    }

    #[test]
    fn many_blanks_are_erased() {
        let mut before = Buffer::empty(Rect::new(0, 0, 20, 2));
        before.set_string(0, 0, "12345678901234567890", Style::new());
        before.set_string(0, 1, "12345678901234567890", Style::new());
        let mut after = before.clone();
        after.set_string(1, 0, " ".repeat(15), Style::new());
        after.set_string(1, 1, " ".repeat(15), Style::new().reversed());
        let mut out = Vec::new();
        Lean::new(&mut out).draw(before.diff(&after).into_iter()).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, format!("\x1b[1;2H\x1b[15X\x1b[2;2H\x1b[7m{}\x1b[m", " ".repeat(15)));
    }

    #[test]
    fn it_serves_a_terminal() {
        let mut parser = vt100::Parser::new(2.try_into().unwrap(), 20.try_into().unwrap(), 0);
        let mut out = Vec::new();
        let area = ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(Rect::new(0, 0, 20, 2)) };
        Terminal::with_options(Lean::new(&mut out), area)
            .unwrap()
            .draw(|f| {
                f.buffer_mut().set_string(3, 1, "日本 né", Style::new().green());
            })
            .unwrap();
        parser.process(&out);
        assert_eq!(parser.screen().contents(), "\n   日本 né");
    }
}
