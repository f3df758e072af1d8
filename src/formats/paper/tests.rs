//! What holds for papers, whoever writes them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{
    Colour, Look, Paper, PaperColumn, PaperRow, PaperTable, Sheet, Side, html, markdown, pdf, text, three_pages,
};
use crate::error::Error;

/// Writes papers to look at: `cargo test --lib formats::paper::tests::to_look_at -- --ignored`.
#[test]
#[ignore = "writes files, for people to look at"]
fn to_look_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/papers");
    fs::create_dir_all(&folder).unwrap();
    let long =
        Paper { annex: vec![three_pages::annex(60)], mark: Some("Entwurf".to_owned()), ..three_pages::invoice(50) };
    let letter = Look { size: Sheet::Letter, plain: true, ..Look::default() };
    let noto = Path::new("/usr/share/fonts");
    let fonts = ["opentype/noto/NotoSansCJK-Regular.ttc", "truetype/noto/NotoSansHebrew-Regular.ttf"];
    let fonts = fonts.iter().map(|it| noto.join(it)).filter(|it| it.exists()).collect();
    let mut foreign = three_pages::invoice(2);
    foreign.before.push("Website 日本語、東京 (한국어), שלום עולם, x\u{30C} ě̩ q\u{323}".to_owned());
    // A logo of one's own may lie there.
    let branded = Paper { logo: fs::read(folder.join("logo.png")).ok(), ..odd() };
    for (name, paper, look) in [
        ("odd", branded, Look { accent: Colour(0xe0, 0xa0, 0x10), ..Look::default() }),
        ("short", three_pages::invoice(4), Look::default()),
        ("long", long, Look::default()),
        ("letter", three_pages::invoice(12), letter),
        ("foreign", foreign, Look { fonts, ..Look::default() }),
    ] {
        let started = std::time::Instant::now();
        match pdf(&paper, &look) {
            Ok(bytes) => {
                println!("{name}: {} bytes in {:?}", bytes.len(), started.elapsed());
                fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
            }
            Err(why) => println!("{name}: {why}"),
        }
    }
}

/// Long words everywhere.
fn odd() -> Paper {
    let mut paper = three_pages::invoice(6);
    paper.recipient = (0..8).map(|at| format!("Abteilung für {} {at}", "Internationalisierung".repeat(at))).collect();
    paper.sender_line = paper.sender.join(" · ").repeat(2);
    paper.references.push(("Ihr Zeichen und Ihre Bestellnummer".to_owned(), "PO-".repeat(30)));
    paper.tables[0].rows[2].cells[1] = "Donaudampfschifffahrtsgesellschaft".repeat(5);
    paper.tables[0].rows[3].cells[4] = "9.999.999.999,99".to_owned();
    paper.tables[0].rows[4].details = (0..40).map(|at| format!("Einzelheit {at}")).collect();
    paper.footer.push(vec!["Sitz der Gesellschaft: Berlin, Amtsgericht Charlottenburg, HRB 123456 B".to_owned()]);
    paper
}

/// What another program says of a file; says so where the program is not here.
fn said_by(program: &str, arguments: &[&str], file: &Path) -> Option<Vec<u8>> {
    let Ok(said) = Command::new(program).args(arguments).arg(file).arg("-").output() else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    assert!(said.status.success(), "{program}: {}", String::from_utf8_lossy(&said.stderr));
    Some(said.stdout)
}

#[test]
fn other_programs_read_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    let paper = Paper { mark: Some("Entwurf".to_owned()), ..three_pages::invoice(5) };
    fs::write(&file, made(&paper)).unwrap();
    if let Some(text) = said_by("pdftotext", &["-layout"], &file) {
        let text = String::from_utf8(text).unwrap();
        for words in [
            "Nguyễn Thị Đào: Hỗ trợ khách hàng",
            "yoʻl-yoʻriq (gʻoyalar)",
            "Перевод договора",
            "Αθήνα, Łódź",
            "Seite 1 von",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(!text.contains('\u{FFFD}') && text.matches("Entwurf").count() == text.matches("Seite").count());
    }
    let checked = Command::new("qpdf").arg("--check").arg(&file).output();
    assert!(checked.map_or(true, |it| it.status.success()), "qpdf finds fault with it");
    let picture = folder.path().join("page");
    let drawn = Command::new("pdftoppm").args(["-r", "200", "-png"]).arg(&file).arg(&picture).status();
    let read = Command::new("zbarimg").args(["-q", "--raw", "-Sbinary"]).args(pictures(folder.path())).output();
    if let (Ok(_), Ok(read)) = (drawn, read) {
        let held = paper.payment.and_then(|it| it.code).unwrap();
        assert_eq!(String::from_utf8_lossy(&read.stdout).trim_end(), held.trim_end());
    }
}

fn pictures(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    all.filter(|it| it.extension().is_some_and(|it| it == "png")).collect()
}

fn made(paper: &Paper) -> Vec<u8> {
    pdf(paper, &Look::default()).unwrap()
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    let paper = Paper { mark: Some("Draft".to_owned()), logo: Some(PNG.to_vec()), ..three_pages::invoice(3) };
    let bytes = made(&paper);
    assert_eq!(bytes, made(&paper));
    let composed = |text: &str| text.nfc().collect::<String>();
    let mut other = paper.clone();
    other.tables[0].rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| *cell = composed(cell));
    assert_ne!(other, paper, "a cell is decomposed");
    assert_eq!(bytes, made(&other));
    let contains = |what: &str| bytes.windows(what.len()).any(|it| it == what.as_bytes());
    assert!(contains("<pdfaid:part>3</pdfaid:part>") && contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(contains("2026-08-03T07:00:00") && contains("/Lang"));
}

#[test]
fn a_letter_that_no_font_has_is_refused_with_its_line() {
    let mut paper = three_pages::invoice(1);
    paper.tables[0].rows[0].details.push("Website 日本, 日".to_owned());
    let said = pdf(&paper, &Look::default()).unwrap_err().to_string();
    assert_eq!(said, "no font has 日, 本 (in 'Website 日本, 日'): name one that has in papers.fonts");
    paper.after.push("\u{E000}".to_owned());
    let said = pdf(&paper, &Look::default()).unwrap_err().to_string();
    assert!(said.contains("日, 本 (in 'Website 日本, 日'), nor 1 in other lines:"), "{said}");
    let look = Look { fonts: vec![PathBuf::from("/nowhere/a.ttf")], ..Look::default() };
    assert!(pdf(&paper, &look).unwrap_err().to_string().starts_with("/nowhere/a.ttf of papers.fonts: "));
    let look = Look { fonts: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")], ..Look::default() };
    assert!(pdf(&paper, &look).unwrap_err().to_string().ends_with("Cargo.toml of papers.fonts: it is no font"));
}

#[test]
fn every_letter_of_the_languages_of_papers_is_there() {
    let letters = "ÄÖÜäöüßẞ ĂÂĐÊÔƠƯăâđêôơư ẰẲẴẮẶằẳẵắặ ỀỂỄẾỆ ỜỞỠỚỢ ỪỬỮỨỰ ỲỶỸÝỴ Oʻ oʻ Gʻ gʻ ʼ ЎўҚқҒғҲҳ ЁёЪъ ЄєІіЇїҐґ ΆάΏώ ŁłŃńŚś ĞğİıŞş ȘșȚț \
                   „“”‚‘’«»‹› –—… € £ ¥ ₫ ₴ ₽ ₸ ₺ ₹ ₿ § † • · № ™ © ® ° ± × ÷ − → ½ ² ³ é\u{323} x\u{308}";
    made(&Paper { before: vec![letters.to_owned()], ..Paper::default() });
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    for (logo, said) in [
        (b"GIF89a".to_vec(), "the logo is neither a PNG nor a JPEG file"),
        (PNG[..30].to_vec(), "the logo cannot be read"),
    ] {
        let paper = Paper { logo: Some(logo), ..three_pages::invoice(1) };
        let why = pdf(&paper, &Look::default()).unwrap_err().to_string();
        assert!(why.starts_with(said), "{why}");
    }
}

#[test]
fn what_no_page_holds_is_refused() {
    let many: Vec<String> = (0..60).map(|at| format!("line {at}")).collect();
    for paper in [
        Paper { footer: vec![many.clone()], ..Paper::default() },
        Paper { sender: many.clone(), ..Paper::default() },
        Paper { recipient: many, ..Paper::default() },
    ] {
        assert!(pdf(&paper, &Look::default()).unwrap_err().to_string().ends_with("shorten it"));
    }
}

#[test]
fn endless_words_and_rows_are_broken() {
    let endless = "Donaudampfschifffahrt".repeat(400);
    let mut paper =
        Paper { before: vec![endless.clone()], title: endless[..300].to_owned(), ..three_pages::invoice(2) };
    paper.tables[0].rows[0].cells[1] = endless.clone();
    paper.tables[0].rows[1].details = vec!["detail".to_owned(); 200];
    paper.tables[0].totals = vec![(endless.clone(), endless, true)];
    made(&paper);
}

#[test]
fn plain_text() {
    let paper =
        Paper { mark: Some("Entwurf".to_owned()), annex: vec![three_pages::annex(2)], ..three_pages::invoice(5) };
    let text = text(&paper);
    assert!(text.lines().all(|line| crate::domain::text::width(line) <= 100));
    insta::assert_snapshot!(text);
}

#[test]
fn as_markdown() {
    let paper =
        Paper { mark: Some("Entwurf".to_owned()), annex: vec![three_pages::annex(2)], ..three_pages::invoice(2) };
    insta::assert_snapshot!(markdown(&paper));
}

#[test]
fn as_html() {
    let mut paper = Paper { annex: vec![three_pages::annex(1)], logo: Some(PNG.to_vec()), ..three_pages::invoice(1) };
    paper.payment.as_mut().unwrap().link = Some("javascript:alert('\"')".to_owned());
    let made = html(&paper, &Look::default()).unwrap();
    let body = made.split_once("</style>").unwrap().1;
    let (before, path) = body.split_once("<path d=\"").unwrap();
    insta::assert_snapshot!(format!("{before}…{}", path.split_once('"').unwrap().1));
    assert!(made.contains("size: A4;") && made.contains("<html lang=\"de\">"));
    assert!(!body.contains("href=\"javascript") && !body.contains("<intern>"));
}

#[test]
fn a_language_that_is_no_tag_is_none() {
    for (language, there) in
        [("de", true), ("uz-Cyrl", true), ("Z\u{2010}", false), ("d\"e", false), ("de-", false), ("ninetales", false)]
    {
        let paper = Paper { language: language.to_owned(), ..three_pages::invoice(1) };
        made(&paper);
        assert_eq!(html(&paper, &Look::default()).unwrap().contains(" lang=\""), there, "{language}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any text is drawn or refused; every writer comes to an end.
    #[test]
    fn no_text_makes_a_writer_stumble(text in "\\PC{0,40}|.{0,40}|[ -~À-ỹЀ-џ\u{300}-\u{330}\u{5d0}-\u{5ea}\u{200b}-\u{202e}]{0,60}", columns in 0..9usize) {
        let mut paper = three_pages::invoice(2);
        let side = |at: usize| if at.is_multiple_of(2) { Side::Left } else { Side::Right };
        let column = |at: usize| PaperColumn { title: text.clone(), side: side(at), wide: at == 1 };
        let row = PaperRow { cells: vec![text.clone(); 4], details: vec![text.clone()], carried: Some(text.clone()) };
        paper.title.clone_from(&text);
        paper.mark = Some(text.clone());
        paper.language.clone_from(&text);
        paper.page.clone_from(&text);
        paper.before = vec![text.repeat(20)];
        paper.tables.push(PaperTable {
            heading: text.clone(),
            columns: (0..columns).map(column).collect(),
            rows: vec![row; 30],
            carry: (text.clone(), text.clone()),
            totals: vec![(text.clone(), text.clone(), true)],
            notes: vec![text.clone()],
        });
        let written = super::text(&paper);
        prop_assert!(written.lines().all(|line| crate::domain::text::width(line) <= 100));
        markdown(&paper);
        html(&paper, &Look::default()).unwrap();
        match pdf(&paper, &Look::default()) {
            Ok(bytes) => prop_assert!(bytes.starts_with(b"%PDF-1.7")),
            Err(Error::Problem { what, .. }) => prop_assert!(what.starts_with("no font has ") || what.ends_with("shorten it"), "{what}"),
            Err(fault) => prop_assert!(false, "{fault}"),
        }
    }
}

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49,
    0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x64, 0xf8, 0xcf, 0x50, 0x0f, 0x00, 0x03, 0x86, 0x01, 0x80, 0x5a, 0x34, 0x7d,
    0x6b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];
