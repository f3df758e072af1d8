//! Letters set beside each other as their fonts want it: what is drawn and what is measured are one thing.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Feature, Language, ShapePlan, UnicodeBuffer};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::Fonts;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size of its letters, in points.
    pub size: f32,
    /// From one line to the next, in points.
    pub lead: f32,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is of figures, which stand below each other: nothing is kerned.
    pub figures: bool,
}

/// Letters of one font and one direction.
pub struct Run {
    /// Its font.
    pub place: usize,
    /// What they say.
    pub text: String,
    /// Their pictures, with ranges of `text`.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide they are, in points.
    pub width: f32,
}

/// A line of text, ready to be drawn.
pub struct Line {
    /// Its parts from left to right.
    pub runs: Vec<Run>,
    /// How wide it is, in points.
    pub width: f32,
    /// How it is set.
    pub style: Style,
}

/// Sets text in the fonts of a paper.
pub struct Setter<'a> {
    fonts: &'a Fonts<'a>,
    language: Option<Language>,
    /// How letters of a font, script and direction are set: known once for all lines.
    plans: RefCell<Vec<(Way, Rc<ShapePlan>)>>,
}

/// Font, script, direction, and whether it is of figures.
type Way = (usize, rustybuzz::Script, Direction, bool);

impl<'a> Setter<'a> {
    /// Sets text of a language, which has a say in how some letters look.
    pub fn new(fonts: &'a Fonts<'a>, language: &str) -> Self {
        Self { fonts, language: language.parse().ok(), plans: RefCell::default() }
    }

    /// The fonts it sets in.
    pub fn fonts(&self) -> &Fonts<'a> {
        self.fonts
    }

    /// A text as one line.
    pub fn line(&self, text: &str, style: Style) -> Line {
        let runs: Vec<Run> = self.parts(text, style).map(|part| self.run(text, &part, style)).collect();
        let width = runs.iter().map(|run| run.width).sum();
        Line { runs, width, style }
    }

    /// How wide a text is up to each of its bytes, and in whole.
    pub fn widths(&self, text: &str, style: Style) -> Vec<f32> {
        let mut widths = vec![0.0; text.len() + 1];
        for part in self.parts(text, style) {
            for glyph in &self.run(text, &part, style).glyphs {
                widths[part.text.start + glyph.text_range.start + 1] += glyph.x_advance * style.size;
            }
        }
        let mut sum = 0.0;
        for width in &mut widths {
            sum += *width;
            *width = sum;
        }
        widths
    }

    /// A text in parts of one font, script and direction each.
    fn parts(&self, text: &str, style: Style) -> impl Iterator<Item = Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (at, letter) in text.grapheme_indices(true) {
            let end = at + letter.len();
            let first = letter.chars().next().unwrap_or(' ');
            let (mut place, mut script) = (self.fonts.place(letter, style.bold), Script::of(first));
            if let Some(last) = parts.last_mut() {
                // A space between two words that are written from right to left is of both.
                let spaced = || self.fonts.face(last.place).glyph_index(' ').is_some();
                if first == ' ' && last.script == Script::Right && right_next(&text[end..]) && spaced() {
                    (place, script) = (last.place, Script::Right);
                }
                let same = script == last.script || script == Script::Any && last.script != Script::Right;
                if place == last.place && (same || last.script == Script::Any && script != Script::Right) {
                    last.text.end = end;
                    if last.script == Script::Any {
                        last.script = script;
                    }
                    continue;
                }
            }
            parts.push(Part { place, script, text: at..end });
        }
        parts.into_iter()
    }

    fn plan(&self, way: Way) -> Rc<ShapePlan> {
        let mut plans = self.plans.borrow_mut();
        if let Some((_, plan)) = plans.iter().find(|(it, _)| *it == way) {
            return Rc::clone(plan);
        }
        let (place, script, direction, figures) = way;
        let unkerned = [Feature::new(Tag::from_bytes(b"kern"), 0, ..)];
        let features = if figures { unkerned.as_slice() } else { &[] };
        let face = self.fonts.face(place);
        let plan = Rc::new(ShapePlan::new(face, direction, Some(script), self.language.as_ref(), features));
        plans.push((way, Rc::clone(&plan)));
        plan
    }

    fn run(&self, whole: &str, part: &Part, style: Style) -> Run {
        let text = &whole[part.text.clone()];
        let face = self.fonts.face(part.place);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let right = part.script == Script::Right;
        buffer.set_direction(if right { Direction::RightToLeft } else { Direction::LeftToRight });
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        let plan = self.plan((part.place, buffer.script(), buffer.direction(), style.figures));
        let shaped = rustybuzz::shape_with_plan(face, &plan, buffer);
        #[expect(clippy::cast_precision_loss, reason = "a font's units are small")]
        let em = |units: i32| units as f32 / face.units_per_em().max(1) as f32;
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|it| it.cluster as usize).collect();
        let mut ends = starts.clone();
        ends.push(text.len());
        ends.sort_unstable();
        ends.dedup();
        let glyphs: Vec<KrillaGlyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, place)| {
                let start = info.cluster as usize;
                let end = ends[ends.partition_point(|it| *it <= start).min(ends.len() - 1)];
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    em(place.x_advance),
                    em(place.x_offset),
                    em(place.y_offset),
                    em(place.y_advance),
                    start..end,
                    None,
                )
            })
            .collect();
        let width = glyphs.iter().map(|it| it.x_advance).sum::<f32>() * style.size;
        Run { place: part.place, text: text.to_owned(), glyphs, width }
    }
}

struct Part {
    place: usize,
    script: Script,
    text: Range<usize>,
}

/// What kerning goes by, and the direction of writing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Spaces, figures, signs: those of whatever they stand in.
    Any,
    Latin,
    Greek,
    Cyrillic,
    /// Written from right to left.
    Right,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{0590}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}' => Self::Right,
            _ if !c.is_alphabetic() => Self::Any,
            '\0'..='\u{02FF}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{0400}'..='\u{052F}' => Self::Cyrillic,
            _ => Self::Other,
        }
    }
}

fn right_next(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| Script::of(c) == Script::Right)
}
