//! The letters: the font that is built in, and others for what it lacks.

use std::fs::File;
use std::sync::Arc;

use krilla::text::Font;
use rustybuzz::{Face, ttf_parser};
use unicode_normalization::char::decompose_canonical;
use unicode_segmentation::UnicodeSegmentation;

use crate::bounds;
use crate::domain::text::{cut, width};
use crate::error::{Error, Result};
use crate::formats::paper::Look;

/// Noto Sans, packed: see `scripts/fonts`.
const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf.z");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Bold.ttf.z");
/// The most of a font file that is read: Noto Sans CJK, a collection of all its weights, has some 120 MB.
const LARGEST: u64 = 160 << 20;

/// The bytes of the fonts of a paper.
pub struct Files(Vec<(Arc<Vec<u8>>, u32)>);

impl Files {
    /// The built-in fonts, and those in which letters of the texts are found that they lack.
    ///
    /// A letter that none of them has is refused.
    pub fn for_texts(texts: &[&str], look: &Look) -> Result<Self> {
        let unpacked = |packed: &[u8]| {
            let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(packed);
            bytes.map(|it| (Arc::new(it), 0)).map_err(|why| Error::fault("unpacking a font", why.to_string()))
        };
        let mut files = vec![unpacked(REGULAR)?, unpacked(BOLD)?];
        let mut lacking = lacking(texts, &face(&files[0])?);
        for path in &look.fonts {
            if lacking.is_empty() {
                break;
            }
            let refused = |why: String| Error::problem(format!("{} of papers.fonts: {why}", path.display()));
            let read = File::open(path).and_then(|file| bounds::bytes(file, LARGEST));
            let bytes = Arc::new(read.map_err(|why| refused(why.to_string()))?);
            for index in 0..ttf_parser::fonts_in_collection(&bytes).unwrap_or(1) {
                let one = (Arc::clone(&bytes), index);
                let face = face(&one).map_err(|_| refused("it is no font".to_owned()))?;
                let before = lacking.len();
                lacking.retain(|(letter, _)| !has(&face, letter));
                if lacking.len() < before {
                    files.push(one);
                }
            }
        }
        if lacking.is_empty() { Ok(Self(files)) } else { Err(without_font(&lacking)) }
    }
}

fn face(file: &(Arc<Vec<u8>>, u32)) -> Result<Face<'_>> {
    Face::from_slice(&file.0, file.1).ok_or_else(|| Error::fault("reading a font", "it is no font"))
}

/// Letters that a font lacks, each once, with the first text that they are in.
fn lacking<'a>(texts: &[&'a str], face: &Face) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for text in texts.iter().filter(|it| !it.is_ascii()) {
        for letter in text.graphemes(true) {
            if !has(face, letter) && found.iter().all(|(it, _)| *it != letter) {
                found.push((letter, text));
            }
        }
    }
    found
}

/// Whether a font has a letter with all its marks, composed or in parts.
fn has(face: &Face, letter: &str) -> bool {
    let glyph = |c: char| face.glyph_index(c).is_some_and(|it| it.0 != 0);
    letter.chars().all(|c| {
        let mut parts = true;
        // Joiners are no letters: a font does without them.
        matches!(c, '\u{200C}' | '\u{200D}') || glyph(c) || {
            decompose_canonical(c, |part| parts &= part != c && glyph(part));
            parts
        }
    })
}

/// Which letters no font has, and in which text.
fn without_font(lacking: &[(&str, &str)]) -> Error {
    let text = lacking[0].1;
    let here: Vec<&str> = lacking.iter().filter(|(_, it)| *it == text).map(|(letter, _)| *letter).collect();
    let mut letters = here.iter().take(12).map(|it| named(it)).collect::<Vec<_>>().join(", ");
    if here.len() > 12 {
        letters.push_str(", …");
    }
    let more = match lacking.iter().filter(|(_, it)| *it != text).count() {
        0 => String::new(),
        more => format!(", nor {more} in other lines"),
    };
    Error::problem(format!("no font has {letters} (in '{}'){more}: name one that has in papers.fonts", cut(text, 60)))
}

/// A letter, or its number where nothing would be seen.
fn named(letter: &str) -> String {
    let private = |c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    match letter.chars().next() {
        Some(c) if width(letter) == 0 || private(c) => format!("U+{:04X}", u32::from(c)),
        _ => letter.to_owned(),
    }
}

/// The fonts of a paper, to measure and to draw with.
pub struct Fonts<'a> {
    faces: Vec<Face<'a>>,
    fonts: Vec<Font>,
}

impl<'a> Fonts<'a> {
    /// The fonts that are in the files.
    pub fn of(files: &'a Files) -> Result<Self> {
        let faces = files.0.iter().map(face).collect::<Result<_>>()?;
        let fonts = files.0.iter().map(|(bytes, index)| Font::new(Arc::clone(bytes).into(), *index));
        let fonts =
            fonts.collect::<Option<_>>().ok_or_else(|| Error::problem("a font of papers.fonts cannot be read"))?;
        Ok(Self { faces, fonts })
    }

    /// In which font a letter stands.
    pub fn place(&self, letter: &str, bold: bool) -> usize {
        let built_in = usize::from(bold);
        if letter.is_ascii() || has(&self.faces[built_in], letter) {
            return built_in;
        }
        (2..self.faces.len()).find(|it| has(&self.faces[*it], letter)).unwrap_or(built_in)
    }

    /// A font to measure with.
    pub fn face(&self, place: usize) -> &Face<'a> {
        &self.faces[place]
    }

    /// A font to draw with.
    pub fn font(&self, place: usize) -> Font {
        self.fonts[place].clone()
    }
}
