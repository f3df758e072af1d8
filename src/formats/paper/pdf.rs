//! A paper as a PDF/A-3b file.
//!
//! First everything is placed on pages, then the pages are drawn: how many there are is known only when all are filled.

mod columns;
mod draw;
mod edges;
mod fonts;
mod head;
mod page;
mod payment;
mod rows;
mod shape;
mod style;
mod table;
mod wrap;

use krilla::image::Image;

use self::fonts::{Files, Fonts};
use self::page::Pages;
use self::shape::Setter;
use super::{Look, Paper, clean};
use crate::error::Result;

/// A paper as the bytes of a file: the same paper in the same look is the same bytes.
///
/// A letter that no font has is refused, as is a logo that cannot be read and what would not fit on a page.
pub fn pdf(paper: &Paper, look: &Look) -> Result<Vec<u8>> {
    filled(paper, look, draw::file)
}

/// What is made of the pages of a paper when everything is placed.
fn filled<T>(paper: &Paper, look: &Look, made: impl FnOnce(Pages, &Paper, Option<&Image>) -> Result<T>) -> Result<T> {
    let paper = &clean::paper(paper);
    let files = Files::for_texts(&clean::texts(paper), look)?;
    let fonts = Fonts::of(&files)?;
    let setter = Setter::new(&fonts, &paper.language);
    let logo = paper.logo.as_deref().map(draw::picture).transpose()?;
    let mut pages = Pages::new(&setter, look);
    let foot = edges::Foot::of(&mut pages, paper)?;
    head::head(&mut pages, paper, logo.as_ref())?;
    let text = pages.inks.text;
    for paragraph in &paper.before {
        pages.paragraph(paragraph, style::BODY, text);
        pages.gap(6.0);
    }
    pages.gap(4.0);
    for table in &paper.tables {
        table::table(&mut pages, table);
    }
    for paragraph in &paper.after {
        pages.paragraph(paragraph, style::BODY, text);
        pages.gap(6.0);
    }
    if let Some(payment) = &paper.payment {
        payment::payment(&mut pages, payment)?;
    }
    for table in &paper.annex {
        pages.turn();
        table::table(&mut pages, table);
    }
    edges::edges(&mut pages, paper, &foot);
    made(pages, paper, logo.as_ref())
}

#[cfg(test)]
mod tests {
    use super::page::Mark;
    use super::*;
    use crate::formats::paper::three_pages;

    /// The lines of each page, in the order in which they were placed, and where they end on the right and below.
    fn lines(paper: &Paper) -> Vec<Vec<(String, f32, f32)>> {
        let said = |mark: &Mark| match mark {
            Mark::Text { x, y, line, .. } => {
                let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
                Some((text, x + line.width, *y))
            }
            _ => None,
        };
        let pages = |pages: Pages, _: &Paper, _: Option<&Image>| {
            Ok(pages.filled.iter().map(|page| page.iter().filter_map(said).collect()).collect())
        };
        filled(paper, &Look::default(), pages).unwrap()
    }

    fn texts(page: &[(String, f32, f32)]) -> Vec<&str> {
        page.iter().map(|(text, ..)| text.as_str()).collect()
    }

    #[test]
    fn pages_carry_the_sum_so_far() {
        let paper =
            Paper { mark: Some("Entwurf".to_owned()), annex: vec![three_pages::annex(40)], ..three_pages::invoice(50) };
        let all = lines(&paper);
        assert!(all.len() >= 5, "{}", all.len());
        let rows = &paper.tables[0].rows;
        let mut placed = 0;
        for (at, page) in all[..4].iter().enumerate() {
            let texts = texts(page);
            assert!(texts.contains(&"Betrag EUR"), "the head is there again: {texts:?}");
            assert!(
                texts.contains(&format!("Seite {} von {}", at + 1, all.len()).as_str()) && texts.contains(&"Entwurf")
            );
            if at > 0 {
                let from = texts.iter().position(|it| *it == "Übertrag von der vorigen Seite").unwrap();
                assert_eq!(Some(texts[from + 1]), rows[placed - 1].carried.as_deref());
            }
            placed += (placed..rows.len()).take_while(|row| texts.contains(&(row + 1).to_string().as_str())).count();
            if at < 3 {
                let to = texts.iter().position(|it| *it == "Übertrag").unwrap();
                assert_eq!(Some(texts[to + 1]), rows[placed - 1].carried.as_deref());
            }
        }
        assert_eq!(placed, rows.len());
        assert!(texts(&all[3]).contains(&"Zu zahlen EUR"));
        assert!(texts(&all[4]).contains(&"Anlage: Einträge im Juli"));
    }

    #[test]
    fn totals_are_never_without_a_row() {
        for count in 8..24 {
            for page in lines(&three_pages::invoice(count)) {
                let texts = texts(&page);
                if texts.contains(&"Zwischensumme") {
                    assert!(
                        texts.contains(&count.to_string().as_str()) && texts.contains(&"Zu zahlen EUR"),
                        "{texts:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_stands_beyond_the_edges() {
        let endless = "Donaudampfschifffahrt".repeat(200);
        let mut paper = Paper { before: vec![endless.clone()], ..three_pages::invoice(2) };
        paper.tables[0].rows[0].cells = vec![endless.clone(); 5];
        paper.tables[0].rows[1].details = vec!["detail".to_owned(); 200];
        paper.tables[0].totals = vec![(endless.clone(), endless.clone(), true)];
        paper.references = vec![(endless[..60].to_owned(), endless[..60].to_owned())];
        if let Some(payment) = &mut paper.payment {
            payment.lines = vec![(endless.clone(), endless)];
        }
        let (width, height) = crate::formats::paper::Sheet::A4.points();
        for (text, x, y) in lines(&paper).iter().flatten() {
            assert!(*x <= width - Pages::RIGHT + 1.0 && *y < height, "{text} at {x}, {y}");
        }
    }

    #[test]
    fn the_address_stands_in_the_window() {
        let all = lines(&three_pages::invoice(1));
        let mm = style::MM;
        for line in ["Büro Jordan · Lindenstraße 12 · 10969 Berlin", "Acme Holding GmbH & Co. KG", "80331 München"]
        {
            let (_, x, y) = all[0].iter().find(|(text, ..)| text == line).unwrap();
            assert!(*x <= 105.0 * mm && *y > 45.0 * mm && *y < 90.0 * mm, "{line} at {y}");
        }
    }
}
