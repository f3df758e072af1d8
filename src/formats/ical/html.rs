//! Texts of HTML, as far as links are looked for in them.

/// A text of HTML with its entities as what they stand for; its marks stay, and end a link.
pub fn entities(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let end = after.bytes().take(10).position(|b| b == b';');
        let (name, more) = match end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?))) {
            Some(found) => found,
            None => ("", after),
        };
        match entity(name) {
            Some(c) => {
                text.push(c);
                rest = more;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "colon" => ':',
        "sol" => '/',
        "period" => '.',
        "quest" => '?',
        "equals" => '=',
        "lowbar" => '_',
        _ => return None,
    })
}
