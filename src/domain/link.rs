//! Links that lead to a checker of links first, and the page that they are meant for.

use super::event::check_link;

/// Wrappings inside wrappings at most.
const DEPTH: usize = 5;
/// Octets of a link at most; longer ones stay as they are.
const LONGEST: usize = 16_000;

/// How a service that wraps links writes the address it leads to.
enum Wrapped {
    /// As the value of one of these parameters.
    Parameter(&'static [&'static str]),
    /// Proofpoint's second form: a parameter in which `-` stands for `%` and `_` for `/`.
    Dashes,
    /// Proofpoint's third form: between `/v3/__` and `__;`, odd characters taken out and put behind.
    Underlines,
    /// Encoded, as the last part of the path.
    Last,
}

/// Services by their host (or the domain it is in), the beginning of the path, and how they write the address.
const SERVICES: &[(&str, &str, Wrapped)] = &[
    ("safelinks.protection.outlook.com", "/", Wrapped::Parameter(&["url"])),
    ("safelinks.protection.office365.us", "/", Wrapped::Parameter(&["url"])),
    ("safelinks.protection.outlook.cn", "/", Wrapped::Parameter(&["url"])),
    ("teams.cdn.office.net", "/evergreen-assets/safelinks/", Wrapped::Parameter(&["url"])),
    ("urldefense.proofpoint.com", "/v1/", Wrapped::Parameter(&["u"])),
    ("urldefense.proofpoint.com", "/v2/", Wrapped::Dashes),
    ("urldefense.proofpoint.com", "/v3/", Wrapped::Underlines),
    ("urldefense.com", "/v1/", Wrapped::Parameter(&["u"])),
    ("urldefense.com", "/v2/", Wrapped::Dashes),
    ("urldefense.com", "/v3/", Wrapped::Underlines),
    ("urldefense.us", "/v2/", Wrapped::Dashes),
    ("urldefense.us", "/v3/", Wrapped::Underlines),
    ("linkprotect.cudasvc.com", "/url", Wrapped::Parameter(&["a"])),
    ("secure-web.cisco.com", "/", Wrapped::Last),
    ("trendmicro.com", "/wis/clicktime/", Wrapped::Parameter(&["url"])),
    ("fireeye.com", "/", Wrapped::Parameter(&["u"])),
    ("clicktime.symantec.com", "/", Wrapped::Parameter(&["u"])),
    ("slack-redir.net", "/link", Wrapped::Parameter(&["url"])),
    ("l.facebook.com", "/l.php", Wrapped::Parameter(&["u"])),
];

/// Returns the page that a link is meant for: without the checkers of links that mail programs put before it.
///
/// A link that is none of theirs, or whose target cannot be read or is no link of the web, stays as it is.
pub fn unwrapped(link: &str) -> String {
    let mut link = link.to_owned();
    for _ in 0..DEPTH {
        match target(&link).filter(|target| check_link(target).is_ok()) {
            Some(target) => link = target,
            None => break,
        }
    }
    link
}

/// The host of a link, in small letters and without user and port.
pub fn host(link: &str) -> String {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    let place = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    place.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase()
}

/// What follows the host: path, parameters and fragment.
pub fn path(link: &str) -> &str {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    rest.find(['/', '?', '#']).and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// Whether a host is another, or in its domain.
pub fn is_in(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn target(link: &str) -> Option<String> {
    if link.len() > LONGEST {
        return None;
    }
    let (host, path) = (host(link), path(link));
    if is_search_engine(&host) && path.starts_with("/url?") {
        return parameter(path, &["q", "url"]);
    }
    let serves = |(domain, begins, _): &&(&str, &str, Wrapped)| is_in(&host, domain) && path.starts_with(begins);
    match SERVICES.iter().find(serves).map(|(_, _, wrapped)| wrapped)? {
        Wrapped::Parameter(names) => parameter(path, names),
        Wrapped::Dashes => decoded(&raw_parameter(path, &["u"])?.replace('-', "%").replace('_', "/")),
        Wrapped::Underlines => underlines(path),
        Wrapped::Last => decoded(path.split(['?', '#']).next()?.rsplit('/').next()?),
    }
}

/// `www.google.com` and the like of every country.
fn is_search_engine(host: &str) -> bool {
    let rest = host.strip_prefix("www.").unwrap_or(host).strip_prefix("google.");
    rest.is_some_and(|country| country == "com" || country.rsplit('.').next().is_some_and(|last| last.len() == 2))
}

fn raw_parameter<'a>(path: &'a str, names: &[&str]) -> Option<&'a str> {
    let (_, query) = path.split_once('?')?;
    let query = query.split('#').next()?;
    query
        .split('&')
        .filter_map(|one| one.split_once('='))
        .find(|(name, _)| names.contains(name))
        .map(|(_, value)| value)
}

fn parameter(path: &str, names: &[&str]) -> Option<String> {
    decoded(raw_parameter(path, names)?)
}

/// A text without its `%XX`; nothing if that is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|b| u8::try_from(char::from(*b).to_digit(16)?).ok());
        match digit(0).zip(digit(1)).filter(|_| *first == b'%') {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = after.get(2..)?;
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// Proofpoint's third form: each `*` stands for the next of the characters put behind, `**X` for as many as the letter
/// X says, from two on.
fn underlines(path: &str) -> Option<String> {
    let (text, behind) = path.strip_prefix("/v3/__")?.rsplit_once("__;")?;
    let taken = base64(behind.split('!').next()?)?;
    let mut taken = taken.chars();
    let mut link = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '*' {
            link.push(c);
        } else if rest.next_if_eq(&'*').is_some() {
            let count = sextet(u8::try_from(rest.next()?).ok()?)? + 2;
            link.extend(taken.by_ref().take(usize::try_from(count).ok()?));
        } else {
            link.push(taken.next()?);
        }
    }
    // Some gateways lose one of the slashes.
    match link.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') => Some(format!("{scheme}://{rest}")),
        _ => Some(link),
    }
}

/// A text in the alphabet of addresses (RFC 4648 5).
fn base64(text: &str) -> Option<String> {
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        buffer = buffer << 6 | sextet(letter)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits & 0xff).ok()?);
        }
        buffer &= 0xfff;
    }
    String::from_utf8(bytes).ok()
}

fn sextet(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_links_lead_where_they_are_meant_to() {
        let zoom = "https://zoom.us/j/1?pwd=a.b";
        for link in [
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3Da.b&data=05%7C01",
            "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3Da.b&locale=en",
            "https://www.google.com/url?q=https://zoom.us/j/1?pwd%3Da.b&sa=D&source=calendar",
            "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3Da.b",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__zoom.us_j_1-3Fpwd-3Da.b&d=DwMF&c=x",
            "https://urldefense.proofpoint.com/v1/url?u=https://zoom.us/j/1?pwd%3Da.b&k=x",
            "https://urldefense.com/v3/__https://zoom.us/j/1?pwd=a.b__;!!abc!def$",
            "https://urldefense.com/v3/__https:/zoom.us/j/1*pwd=a.b__;Pw!!abc!def$",
            "https://urldefense.com/v3/__https://zoom.us/j/1**Apwd=a.b__;Pw!!abc!def$",
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fzoom.us%2fj%2f1%3fpwd%3da.b&c=E,1,x",
            "https://secure-web.cisco.com/1abc/https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3Da.b",
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fzoom.us%252Fj%252F1%253Fpwd%253Da.b&data=x",
            zoom,
        ] {
            assert_eq!(unwrapped(link), zoom, "{link}");
        }
    }

    #[test]
    fn what_is_put_behind_comes_back_in_runs() {
        let link = "https://urldefense.com/v3/__https://a.example/*x**Cy__;w7zDpMO2w59h!!k$";
        assert_eq!(unwrapped(link), "https://a.example/üxäößay");
    }

    #[test]
    fn a_link_that_leads_nowhere_or_to_no_page_stays() {
        for link in [
            "https://eur01.safelinks.protection.outlook.com/?data=x",
            "https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fa%20b",
            "https://eur01.safelinks.protection.outlook.com/?url=%FF%FE",
            "https://urldefense.com/v3/__https://zoom.us/*__;!!abc$",
            "https://urldefense.com/v3/__https://zoom.us/**",
            "https://www.google.com/url",
            "https://evil.example/?url=https%3A%2F%2Fzoom.us",
            "https://google.evil.example/url?q=https://zoom.us/j/1",
            "",
        ] {
            assert_eq!(unwrapped(link), link);
        }
    }
}
