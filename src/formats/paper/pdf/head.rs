//! The head of the first page: whose paper it is, for whom, and what it refers to.

use krilla::image::Image;

use super::page::{Mark, Pages};
use super::shape::Style;
use super::style::{ADDRESS, BODY, MM, NAME, SMALL, SMALL_STRONG, TITLE, WINDOW};
use crate::error::{Error, Result};
use crate::formats::paper::{Colour, Paper};

/// Where the right column begins: the sender's lines and the references (DIN 5008).
const ASIDE: f32 = 125.0 * MM;
/// Where references may begin.
const REFERENCES: f32 = 50.0 * MM;
/// Where a window shows the address: its bottom (DIN 5008, form B), and how high it is at most, and how wide.
const WINDOW_BOTTOM: f32 = 89.0 * MM;
const WINDOW_HEIGHT: f32 = 42.0 * MM;
const WINDOW_WIDTH: f32 = 78.0 * MM;
/// Where the title begins below a window.
const BELOW_WINDOW: f32 = 97.0 * MM;
/// The first line of a page.
const FIRST: f32 = 16.0 * MM;
/// The largest that a logo is drawn.
const LOGO: (f32, f32) = (80.0 * MM, 22.0 * MM);

/// Places the head of the first page and the title.
pub fn head(pages: &mut Pages, paper: &Paper, logo: Option<&Image>) -> Result<()> {
    let left = letterhead(pages, paper, logo);
    let sender = sender(pages, paper, logo.is_some());
    let references = references(pages, &paper.references, REFERENCES.max(sender + 5.0 * MM));
    let windowed = !(paper.recipient.is_empty() && paper.sender_line.is_empty());
    let recipient = if windowed { recipient(pages, paper, left) } else { left };
    let bottom = left.max(sender).max(references).max(recipient);
    pages.y = if windowed { BELOW_WINDOW.max(bottom + 8.0 * MM) } else { bottom + 10.0 * MM };
    if pages.y + 40.0 * MM > pages.bottom {
        return Err(Error::problem("the head of the paper would take more than its first page: shorten it"));
    }
    if !paper.title.is_empty() {
        let ink = pages.inks.accent;
        pages.paragraph(&paper.title, TITLE, ink);
        pages.y += 5.0;
    }
    Ok(())
}

/// The logo, or the sender's name in its place; says where it ends.
fn letterhead(pages: &mut Pages, paper: &Paper, logo: Option<&Image>) -> f32 {
    let room = ASIDE - Pages::LEFT - 8.0 * MM;
    if let Some(logo) = logo {
        #[expect(clippy::cast_precision_loss, reason = "no picture is that large")]
        let (width, height) = (logo.size().0.max(1) as f32, logo.size().1.max(1) as f32);
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        pages.put(Mark::Logo { x: Pages::LEFT, y: FIRST, width: width * scale, height: height * scale });
        return FIRST + height * scale;
    }
    let Some(name) = paper.sender.first() else { return FIRST };
    let ink = pages.inks.accent;
    column(pages, name, NAME, ink, (Pages::LEFT, FIRST - 4.0), room)
}

/// The sender's lines on the right; says where they end.
fn sender(pages: &mut Pages, paper: &Paper, with_name: bool) -> f32 {
    let room = pages.right() - ASIDE;
    let (mut y, inks) = (FIRST, pages.inks);
    for (at, line) in paper.sender.iter().enumerate() {
        y = match at {
            0 if !with_name => y,
            0 => column(pages, line, SMALL_STRONG, inks.text, (ASIDE, y), room),
            _ => column(pages, line, SMALL, inks.quiet, (ASIDE, y), room),
        };
    }
    y
}

/// Number, date and the like, from `y` on; says where they end.
fn references(pages: &mut Pages, references: &[(String, String)], mut y: f32) -> f32 {
    let inks = pages.inks;
    let room = pages.right() - ASIDE;
    let labels = references.iter().map(|(label, _)| pages.setter.line(label, SMALL).width);
    let aside = (labels.fold(0.0, f32::max) + 10.0).min(room / 2.0);
    for (label, value) in references {
        // The smaller label stands on the line of its value.
        let label_lead = Style { lead: BODY.lead, ..SMALL };
        let label = column(pages, label, label_lead, inks.quiet, (ASIDE, y + 0.5), aside - 8.0);
        let value = column(pages, value, BODY, inks.text, (ASIDE + aside, y), room - aside);
        y = value.max(label - 0.5);
    }
    y
}

/// The recipient, as a window shows it, and the sender above; says where it ends.
fn recipient(pages: &mut Pages, paper: &Paper, above: f32) -> f32 {
    let inks = pages.inks;
    let setter = pages.setter;
    let sender = setter.wrapped(&paper.sender_line, WINDOW, WINDOW_WIDTH);
    let lines: Vec<_> = paper.recipient.iter().flat_map(|it| setter.wrapped(it, ADDRESS, WINDOW_WIDTH)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = lines.len().max(6) as f32 * ADDRESS.lead + sender.len() as f32 * WINDOW.lead + 5.0;
    let mut y = (WINDOW_BOTTOM - height).max(WINDOW_BOTTOM - WINDOW_HEIGHT).max(above + 3.0 * MM);
    for line in sender {
        pages.text(Pages::LEFT, y, line, inks.quiet);
        y += WINDOW.lead;
    }
    if !paper.sender_line.is_empty() {
        pages.rule(Pages::LEFT, y + 0.5, WINDOW_WIDTH, 0.4, inks.hair);
    }
    y += 5.0;
    for line in lines {
        pages.text(Pages::LEFT, y, line, inks.text);
        y += ADDRESS.lead;
    }
    y
}

/// Lines below each other in a column that begins at a place; says where they end.
fn column(pages: &mut Pages, text: &str, style: Style, ink: Colour, (x, y): (f32, f32), room: f32) -> f32 {
    let mut y = y;
    for line in pages.setter.wrapped(text, style, room) {
        pages.text(x, y, line, ink);
        y += style.lead;
    }
    y
}
