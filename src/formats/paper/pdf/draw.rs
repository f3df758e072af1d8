//! Pages as the bytes of a PDF/A-3b file.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder, ValidationError};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::{Data, Document, SerializeSettings};

use super::fonts::Fonts;
use super::page::{Mark, Pages};
use super::shape::Line;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::formats::paper::qr::QUIET;
use crate::formats::paper::{Colour, Paper};

/// A picture from the bytes of a PNG or JPEG file.
pub fn picture(bytes: &[u8]) -> Result<Image> {
    let data = Data::from(bytes.to_vec());
    let made = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Image::from_png(data, false),
        [0xff, 0xd8, 0xff, ..] => Image::from_jpeg(data, false),
        _ => return Err(Error::problem("the logo is neither a PNG nor a JPEG file")),
    };
    made.map_err(|why| Error::problem(format!("the logo cannot be read: {why}")))
}

/// The file of pages that are filled.
pub fn file(pages: Pages, paper: &Paper, logo: Option<&Image>) -> Result<Vec<u8>> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A3_B).finish();
    let configuration = configuration.map_err(|why| Error::fault("making a PDF", format!("{why:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let sheet = PageSettings::from_wh(pages.width, pages.height);
    let (width, height, fonts) = (pages.width, pages.height, pages.setter.fonts());
    let link = paper.payment.as_ref().and_then(|it| it.link.as_deref()).unwrap_or_default();
    for marks in pages.filled {
        let mut page = document.start_page_with(sheet.clone().unwrap_or_default());
        let mut links = Vec::new();
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Text { x, y, line, ink } => text(&mut surface, fonts, (x, y), &line, ink, false),
                Mark::Across { line, ink } => across(&mut surface, fonts, (width, height), &line, ink),
                Mark::Rule { x, y, width, thick, ink } => {
                    rectangles(&mut surface, ink, Rect::from_xywh(x, y - thick / 2.0, width, thick));
                }
                Mark::Code { x, y, side, code } => {
                    #[expect(clippy::cast_precision_loss, reason = "at most 77 modules")]
                    let (module, float) = (side / (code.side() + 2 * QUIET) as f32, |it: usize| it as f32);
                    rectangles(&mut surface, Colour(255, 255, 255), Rect::from_xywh(x, y, side, side));
                    let bar = |(row, at, count): (usize, usize, usize)| {
                        Rect::from_xywh(x + float(at) * module, y + float(row) * module, float(count) * module, module)
                    };
                    rectangles(&mut surface, Colour(0, 0, 0), code.bars().into_iter().filter_map(bar));
                }
                Mark::Logo { x, y, width, height } => {
                    if let (Some(logo), Some(size)) = (logo, Size::from_wh(width, height)) {
                        surface.push_transform(&Transform::from_translate(x, y));
                        surface.draw_image(logo.clone(), size);
                        surface.pop();
                    }
                }
                Mark::Link { x, y, width, height } => links.extend(Rect::from_xywh(x, y, width, height)),
            }
        }
        surface.finish();
        for area in links {
            let target = Target::Action(Action::Link(LinkAction::new(link.to_owned())));
            page.add_annotation(LinkAnnotation::new(area, target).into());
        }
        page.finish();
    }
    document.set_metadata(metadata(paper));
    document.finish().map_err(|why| refused(&why))
}

fn text(surface: &mut Surface, fonts: &Fonts, (x, y): (f32, f32), line: &Line, ink: Colour, outlined: bool) {
    surface.set_fill(Some(fill(ink)));
    let mut x = x;
    for run in &line.runs {
        let font = fonts.font(run.place);
        surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, font, &run.text, line.style.size, outlined);
        x += run.width;
    }
}

/// As shapes, so that whoever looks for words or copies them does not find it in their midst.
fn across(surface: &mut Surface, fonts: &Fonts, (width, height): (f32, f32), line: &Line, ink: Colour) {
    let turn = Transform::from_rotate_at(-52.0, width / 2.0, height / 2.0);
    surface.push_transform(&turn);
    let start = ((width - line.width) / 2.0, height / 2.0 + line.style.size * 0.357);
    text(surface, fonts, start, line, ink, true);
    surface.pop();
}

fn rectangles(surface: &mut Surface, ink: Colour, areas: impl IntoIterator<Item = Rect>) {
    let mut path = PathBuilder::new();
    areas.into_iter().for_each(|area| path.push_rect(area));
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(ink)));
        surface.draw_path(&path);
    }
}

fn fill(ink: Colour) -> Fill {
    Fill { paint: rgb::Color::new(ink.0, ink.1, ink.2).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn metadata(paper: &Paper) -> Metadata {
    let program = || "vadash".to_owned();
    let authors = if paper.author.is_empty() { Vec::new() } else { vec![paper.author.clone()] };
    let metadata = Metadata::new()
        .title(paper.title.clone())
        .authors(authors)
        .creator(program())
        .producer(program())
        .creation_date(date(paper.made.unwrap_or(Instant(0))));
    if paper.language.is_empty() { metadata } else { metadata.language(paper.language.clone()) }
}

/// A moment as a PDF writes it, in UTC.
fn date(made: Instant) -> DateTime {
    let text = made.to_string();
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).map(|it| it.parse::<u16>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let year = DateTime::new(next());
    let mut small = || u8::try_from(next()).unwrap_or(0);
    let day = year.month(small()).day(small());
    day.hour(small()).minute(small()).second(small()).utc_offset_hour(0).utc_offset_minute(0)
}

fn refused(why: &KrillaError) -> Error {
    match why {
        KrillaError::Validation(errors)
            if errors.iter().any(|(it, _)| matches!(it, ValidationError::RestrictedLicense(_))) =>
        {
            Error::problem("a font of papers.fonts may not be embedded by its licence: name another one")
        }
        KrillaError::Image(_, _, why) => Error::problem(format!("the logo cannot be read: {why}")),
        other => Error::fault("making a PDF", other.to_string()),
    }
}
