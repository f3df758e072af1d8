//! What stands on every page: the sender's foot, the page's number, and the mark of what does not count yet.

use super::page::{Mark, Pages};
use super::shape::{Line, Style};
use super::style::{ACROSS, FOOT, MM, SMALL, SMALL_STRONG};
use crate::error::{Error, Result};
use crate::formats::paper::Paper;

/// From the foot of a page to its edge.
const EDGE: f32 = 9.0 * MM;
/// Between two columns of the foot.
const GAP: f32 = 6.0 * MM;
/// Where the head of the second page on stands.
const HEAD: f32 = 13.0 * MM;

/// The foot of every page, and how high it is.
pub struct Foot<'p> {
    columns: Vec<&'p [String]>,
    width: f32,
    height: f32,
}

impl<'p> Foot<'p> {
    /// The foot of a paper; the pages end above it from then on.
    pub fn of(pages: &mut Pages, paper: &'p Paper) -> Result<Self> {
        let columns: Vec<&[String]> = paper.footer.iter().map(Vec::as_slice).filter(|it| !it.is_empty()).collect();
        #[expect(clippy::cast_precision_loss, reason = "a few columns")]
        let count = columns.len().max(1) as f32;
        let width = ((pages.room() + GAP) / count - GAP).max(1.0);
        let foot = Self { columns, width, height: 0.0 };
        let lines = (0..foot.columns.len()).map(|at| foot.lines(pages, at).len()).max().unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "checked below")]
        let height = lines as f32 * FOOT.lead;
        if height > pages.height / 3.0 {
            return Err(Error::problem("the footer would take more than a third of each page: shorten it"));
        }
        pages.bottom = pages.height - EDGE - SMALL.lead - height - 7.0 * MM;
        Ok(Self { height, ..foot })
    }

    fn lines(&self, pages: &Pages, column: usize) -> Vec<Line> {
        self.columns[column].iter().flat_map(|it| pages.setter.wrapped(it, FOOT, self.width)).collect()
    }

    fn place(&self, pages: &Pages) -> Vec<Mark> {
        let top = pages.height - EDGE - SMALL.lead - self.height - 3.0;
        let mut placed = Placer { marks: Vec::new() };
        if !self.columns.is_empty() && !pages.inks.plain {
            let (width, ink) = (pages.room(), pages.inks.hair);
            placed.marks.push(Mark::Rule { x: Pages::LEFT, y: top - 5.0, width, thick: 0.5, ink });
        }
        let mut x = Pages::LEFT;
        for column in 0..self.columns.len() {
            let mut y = top;
            for line in self.lines(pages, column) {
                placed.text(x, y, line, pages.inks.quiet);
                y += FOOT.lead;
            }
            x += self.width + GAP;
        }
        placed.marks
    }
}

/// Places what stands on every page, when it is known how many there are.
pub fn edges(pages: &mut Pages, paper: &Paper, foot: &Foot) {
    let count = pages.filled.len();
    for at in 0..count {
        let mut placed = Placer { marks: foot.place(pages) };
        let inks = pages.inks;
        let y = pages.height - EDGE - SMALL.lead;
        let number = paper.page.replace("{page}", &(at + 1).to_string()).replace("{pages}", &count.to_string());
        if let Some(number) = one_line(pages, &number, SMALL, pages.room() / 2.0) {
            placed.text(pages.right() - number.width, y, number, inks.quiet);
        }
        if let Some(mark) = &paper.mark {
            if let Some(line) = one_line(pages, mark, SMALL_STRONG, pages.room() / 2.0 - 12.0) {
                placed.text(Pages::LEFT, y, line, inks.accent);
            }
            across(pages, mark, &mut placed);
        }
        if at > 0 {
            if let Some(title) = one_line(pages, &paper.title, SMALL_STRONG, pages.room() * 0.6) {
                placed.text(Pages::LEFT, HEAD, title, inks.text);
            }
            if let Some(author) = one_line(pages, &paper.author, SMALL, pages.room() * 0.35) {
                placed.text(pages.right() - author.width, HEAD, author, inks.quiet);
            }
        }
        // What stands across the page is drawn first, so that everything is read over it.
        let page = &mut pages.filled[at];
        placed.marks.sort_by_key(|mark| !matches!(mark, Mark::Across { .. }));
        let before = placed.marks.iter().take_while(|mark| matches!(mark, Mark::Across { .. })).count();
        let rest = placed.marks.split_off(before);
        page.splice(0..0, placed.marks);
        page.extend(rest);
    }
}

/// The mark from corner to corner, as large as there is room.
fn across(pages: &Pages, mark: &str, placed: &mut Placer) {
    let room = pages.width * 0.95;
    let widest = pages.setter.line(mark, ACROSS).width;
    let size = if widest > room { ACROSS.size * room / widest } else { ACROSS.size };
    let line = pages.setter.line(mark, Style { size, lead: size, ..ACROSS });
    placed.marks.push(Mark::Across { line, ink: pages.inks.across });
}

/// As much of a text as stands on one line.
fn one_line(pages: &Pages, text: &str, style: Style, room: f32) -> Option<Line> {
    pages.setter.wrapped(text, style, room).into_iter().next()
}

struct Placer {
    marks: Vec<Mark>,
}

impl Placer {
    fn text(&mut self, x: f32, top: f32, line: Line, ink: crate::formats::paper::Colour) {
        let y = super::page::baseline(top, line.style);
        self.marks.push(Mark::Text { x, y, line, ink });
    }
}
