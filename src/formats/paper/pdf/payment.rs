//! How it is paid: account and reference beside a code that a bank's program reads.

use super::columns::Column;
use super::page::{Mark, Pages, baseline};
use super::rows::Row;
use super::shape::Style;
use super::style::{BODY, FOOT, MM, SMALL, figures};
use crate::error::Result;
use crate::formats::paper::qr::{Code, QUIET};
use crate::formats::paper::{PaperPayment, Side};

/// The side of a code with the white around it, at least.
const SIDE: f32 = 32.0 * MM;
/// The side of its modules, at least.
const MODULE: f32 = 0.45 * MM;

/// Places the block of a payment, whole on one page.
pub fn payment(pages: &mut Pages, payment: &PaperPayment) -> Result<()> {
    let code = payment.code.as_deref().map(Code::of).transpose()?;
    #[expect(clippy::cast_precision_loss, reason = "at most 77 modules")]
    let side = code.as_ref().map_or(0.0, |code| SIDE.max(MODULE * (code.side() + 2 * QUIET) as f32));
    let room = if side > 0.0 { pages.room() - side - 8.0 * MM } else { pages.room() };
    let setter = pages.setter;
    let labels = payment.lines.iter().map(|(label, _)| setter.line(label, SMALL).width).fold(0.0, f32::max);
    let aside = if labels > 0.0 { (labels + 12.0).min(room / 2.0) } else { 0.0 };
    let value = figures(BODY);
    let label_style = Style { lead: BODY.lead + 1.5, ..SMALL };
    let value_style = Style { lead: BODY.lead + 1.5, ..value };
    let captions = setter.wrapped(&payment.caption, FOOT, if side > 0.0 { side } else { room });
    let mut rows = Vec::new();
    for (label, value) in &payment.lines {
        let mut row = Row::default();
        let (left, right) = (aside - 8.0, room - aside);
        row.cell(setter, label, label_style, pages.inks.quiet, Column { x: 0.0, width: left, side: Side::Left });
        row.cell(setter, value, value_style, pages.inks.text, Column { x: aside, width: right, side: Side::Left });
        rows.push(row);
    }
    let mut text_height: f32 = rows.iter().map(Row::height).sum();
    if let Some(link) = &payment.link {
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = setter.wrapped(link, BODY, room).len() as f32;
        text_height += lines * BODY.lead + 4.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let caption_height = captions.len() as f32 * FOOT.lead;
    let height = 10.0 + text_height.max(side + caption_height);
    pages.gap(8.0);
    pages.keep(height.min(pages.whole()));
    let inks = pages.inks;
    let all = pages.room();
    pages.rule(Pages::LEFT, pages.y, all, 0.5, inks.hair);
    let top = pages.y + 10.0;
    let (before, mut end) = (pages.filled.len(), top);
    if let Some(code) = code {
        let x = pages.right() - side;
        pages.put(Mark::Code { x, y: top - 4.0, side, code });
        end += side - 4.0;
        for line in captions {
            let x = x + (side - line.width) / 2.0;
            pages.text(x, end, line, inks.quiet);
            end += FOOT.lead;
        }
    }
    pages.y = top;
    for row in rows {
        row.flow(pages);
    }
    if let Some(address) = &payment.link {
        pages.y += 4.0;
        link(pages, address, room);
    }
    // Where the text went on to another page, the code stands above it.
    pages.y = if pages.filled.len() > before { pages.y } else { pages.y.max(end) } + 4.0;
    Ok(())
}

/// The link, which can be clicked wherever it stands.
fn link(pages: &mut Pages, address: &str, room: f32) {
    let ink = pages.inks.accent;
    for line in pages.setter.wrapped(address, BODY, room) {
        pages.keep(BODY.lead);
        let (width, y) = (line.width, pages.y);
        pages.put(Mark::Text { x: Pages::LEFT, y: baseline(y, BODY), line, ink });
        pages.put(Mark::Link { x: Pages::LEFT, y, width, height: BODY.lead });
        pages.y += BODY.lead;
    }
}
