use super::super::style::Colour;
use super::*;

type Rgb = (u8, u8, u8);

/// How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance).
fn luminance((r, g, b): Rgb) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2 asks for 4.5 (AA) and 7 (AAA); what a terminal of 256 colours makes of the theme counts, too.
#[test]
fn the_themes_can_be_read_on_their_backgrounds() {
    let (black, dusk, white) = ((0, 0, 0), (0x1c, 0x1c, 0x1c), (255, 255, 255));
    let mut weak = Vec::new();
    for (name, behind, least) in
        [("dark", black, 4.5), ("dark", dusk, 4.5), ("light", white, 4.5), ("high-contrast", black, 7.0)]
    {
        let sheet = Sheet::built_in(name).unwrap();
        let tones = TONES.iter().enumerate().map(|(n, tone)| ((*tone).to_owned(), sheet.tone(n)));
        let clients = sheet.clients.iter().enumerate().map(|(n, style)| (format!("client {n}"), *style));
        for (tone, style) in tones.chain(clients) {
            let Some(front) = style.front else { continue };
            assert!(!matches!(front, Colour::Own(_)), "{name}: {tone} looks different on every terminal");
            for shown in [front, front.of_256()] {
                let ground = style.back.map_or(behind, Colour::rgb);
                let ratio = contrast(shown.rgb(), ground);
                if ratio < least {
                    weak.push(format!("{name} on {ground:?}: {tone} {shown:?} has {ratio:.2}"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn the_built_in_themes_have_no_mistakes() {
    for (name, text) in BUILT_IN {
        let read = Sheet::over(Sheet::blank(), text);
        assert_eq!(read.problems, [], "{name}");
        assert_ne!(read.sheet.tone(8), Style::default(), "{name}: the cursor is seen");
        assert_ne!(read.sheet.tone(7), Style::default(), "{name}: a mark is seen");
    }
    let mono = Sheet::built_in("mono").unwrap();
    assert!((0..TONES.len()).all(|n| mono.tone(n) == mono.tone(n).colourless()));
}

/// The terminal's own text can be read on its background; colours have to be of middle brightness, and the same on every
/// terminal. WCAG 2.2 asks for 4.5 on one background; no colour has more than 4.58 on both black and white.
#[test]
fn auto_can_be_read_on_black_and_on_white() {
    let auto = Sheet::built_in("auto").unwrap();
    for (n, tone) in TONES.iter().enumerate() {
        let Some(front) = auto.tone(n).front else { continue };
        assert!(!matches!(front, Colour::Own(_)), "{tone} looks different on every terminal");
        let [dark, light] = [(0, 0, 0), (255, 255, 255)].map(|ground| contrast(front.rgb(), ground));
        assert!(dark > 3.9 && light > 3.9, "{tone}: {dark:.2} on black, {light:.2} on white");
    }
    let states: Vec<_> = (0..TONES.len()).filter_map(|n| auto.tone(n).front).collect();
    for style in auto.clients {
        assert!(style.front.is_none_or(|front| !states.contains(&front)), "{style:?} says how something stands");
        let front = style.front.unwrap().rgb();
        assert!(contrast(front, (0, 0, 0)) > 3.0 && contrast(front, (255, 255, 255)) > 2.5, "{style:?}");
    }
}

#[test]
fn a_theme_changes_its_base_and_every_mistake_is_told() {
    let read =
        Sheet::read("warm = 'red'\naccent = 'bold red'\nclients = ['cyan', 'pink', 7]\nbase = 'dark'\ngood = \n");
    let dark = Sheet::built_in("dark").unwrap();
    assert_eq!(read.sheet.tone(3), Style::read("bold red").unwrap());
    assert_eq!(read.sheet.tone(4), dark.tone(4));
    assert_eq!(read.sheet.clients, [Style::read("cyan").unwrap()]);
    let told: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(told[0], "line 1: a theme has no 'warm': did you mean warn?");
    assert!(
        told[1].starts_with("line 3: clients: '") && told[2].starts_with("line 3: clients: 7 is no text"),
        "{told:?}"
    );
    assert!(told[3].starts_with("line 5: "), "{told:?}");
}
