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

/// The background that a theme paints, or is meant for.
fn ground(sheet: &Sheet) -> Option<Colour> {
    sheet.tone(0).back.or(sheet.ground)
}

fn place(tone: &str) -> usize {
    TONES.iter().position(|t| *t == tone).unwrap()
}

/// WCAG 2.2 asks for 4.5 (AA) and 7 (AAA), and for 3 where it matters less; what a terminal of 256 colours makes of the theme
/// counts, too. On the soft background of the selected row, which is lighter or darker than the theme's own, 3 and 2.4.
#[test]
fn the_themes_can_be_read_on_their_backgrounds() {
    let mut weak = Vec::new();
    for name in theme_names() {
        let sheet = Sheet::built_in(name).unwrap();
        let Some(behind) = ground(&sheet) else { continue };
        let selected = sheet.tone(place("selected"));
        let tones = TONES.iter().enumerate().map(|(n, tone)| ((*tone).to_owned(), sheet.tone(n)));
        let clients = sheet.clients.iter().enumerate().map(|(n, style)| (format!("client {n}"), *style));
        for (tone, style) in tones.chain(clients) {
            let Some(front) = style.front else { continue };
            assert!(!matches!(front, Colour::Own(_)), "{name}: {tone} looks different on every terminal");
            let least = match tone.as_str() {
                "dim" => 3.0,
                _ if name == "high-contrast" => 7.0,
                _ => 4.5,
            };
            let own = style.back.unwrap_or(behind);
            let dusk = (name == "dark").then_some((Colour::Rgb(0x1c, 0x1c, 0x1c), least));
            // One style is laid over the whole row.
            let soft = selected.back.filter(|_| selected.front.is_none());
            let soft = soft.map(|back| (back, if tone == "dim" { 2.4 } else { 3.0 }));
            for (back, least) in [(own, least)].into_iter().chain(dusk).chain(soft) {
                for (front, back) in [(front, back), (front.of_256(), back.of_256())] {
                    let ratio = contrast(front.rgb(), back.rgb());
                    if ratio < least {
                        weak.push(format!("{name} on {back:?}: {tone} {front:?} has {ratio:.2}"));
                    }
                }
            }
        }
        assert_ne!(selected.back.unwrap().of_256(), behind.of_256(), "{name}: the selected row is seen");
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

/// Terminals differ in what they make of their sixteen: by xterm's, 4 is the most that magenta has on black and on white.
#[test]
fn sixteen_colours_can_be_read_too() {
    let (black, white) = ((0, 0, 0), (255, 255, 255));
    for (name, grounds) in
        [("sixteen", vec![black, white]), ("sixteen-dark", vec![black]), ("sixteen-light", vec![white])]
    {
        let sheet = Sheet::built_in(name).unwrap();
        let tones = (0..TONES.len()).map(|n| sheet.tone(n)).chain(sheet.clients.iter().copied());
        for style in tones.filter(|style| style.front.is_some()) {
            let front = style.front.unwrap();
            assert!(matches!(front, Colour::Own(_)), "{name}: {style:?}");
            for ground in &grounds {
                let ratio = contrast(front.rgb(), style.back.map_or(*ground, Colour::rgb));
                assert!(ratio >= 4.0, "{name} on {ground:?}: {style:?} has {ratio:.2}");
            }
        }
    }
}

/// Nobody takes a client for something late: no client has a colour of what says how something stands, or one close to it.
#[test]
fn clients_have_colours_of_their_own() {
    for name in theme_names().chain(SIXTEEN.iter().map(|(name, _)| *name)) {
        let sheet = Sheet::built_in(name).unwrap();
        let states = ["warn", "bad", "good"].map(|tone| sheet.tone(place(tone)));
        assert!(sheet.clients.is_empty() || sheet.clients.len() == 12, "{name}");
        for (n, client) in sheet.clients.iter().enumerate() {
            assert!(!sheet.clients[..n].contains(client), "{name}: client {n} looks as another does");
            assert!(
                !sheet.clients[..n].iter().any(|c| c.map(Colour::of_256) == client.map(Colour::of_256)),
                "{name}: {n}"
            );
            let Some(front) = client.front else { continue };
            for (state, said) in states.iter().filter_map(|style| Some((style, style.front?))) {
                let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
                let ((r, g, b), (r2, g2, b2)) = (front.rgb(), said.rgb());
                let far = 2 * square(r, r2) + 4 * square(g, g2) + 3 * square(b, b2);
                assert!(far > 3_000, "{name}: client {n} {front:?} is close to {said:?}");
                assert_ne!(front.of_256(), said.of_256(), "{name}: client {n}");
                assert_ne!(Some(front), state.back, "{name}: client {n}");
            }
        }
    }
}

#[test]
fn the_built_in_themes_have_no_mistakes() {
    for (name, text) in BUILT_IN.iter().chain(SIXTEEN) {
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
    // The selected row is an island of the dark theme.
    let (selected, dark) = (place("selected"), Sheet::built_in("dark").unwrap());
    assert_eq!((auto.tone(selected).back, auto.row()), (dark.tone(selected).back, Some(dark)));
    for (n, tone) in TONES.iter().enumerate().filter(|(n, _)| *n != selected) {
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
