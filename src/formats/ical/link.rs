//! The link to an online meeting, wherever a program put it.

use crate::domain::text::is_trick;

/// Hosts whose links open a meeting, besides any host of that name's own domain.
const MEETINGS: [&str; 9] = [
    "zoom.us",
    "zoomgov.com",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.microsoft.us",
    "teams.live.com",
    "webex.com",
    "jit.si",
    "8x8.vc",
];

/// Finds the best link: one that opens a meeting, sooner from a property than from a text; else the first property that
/// has one; else a text that is nothing but a link.
pub fn best<'a>(properties: &[&'a str], texts: &[&'a str]) -> Option<String> {
    let from_properties = || properties.iter().flat_map(|text| links(text));
    let meeting = from_properties().chain(texts.iter().flat_map(|text| links(text))).find(|link| is_meeting(link));
    let whole = || texts.iter().find_map(|text| links(text).next().filter(|link| *link == text.trim()));
    meeting.or_else(|| from_properties().next()).or_else(whole).map(|link| link.replace("&amp;", "&"))
}

/// Whether a property of no standard holds the link to a meeting: Google's, Microsoft's, and the like.
pub fn is_meeting_property(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    name.starts_with("X-")
        && ["CONFERENCE", "MEETINGURL", "MEETINGCONFLINK", "MEETING-URL"].iter().any(|part| name.contains(part))
}

/// The web links in a text.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("http").filter_map(|(at, _)| text.get(at..));
    starts.filter(|rest| rest.starts_with("https://") || rest.starts_with("http://")).filter_map(|rest| {
        let end = rest
            .find(|c: char| c.is_whitespace() || is_trick(c) || "<>\"'()[]{}|\\^`".contains(c))
            .unwrap_or(rest.len());
        let link = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        (!host(link).is_empty()).then_some(link)
    })
}

/// The host of a link, without user, port and case.
fn host(link: &str) -> String {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    place.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

fn is_meeting(link: &str) -> bool {
    let host = host(link);
    let named = |name: &str| host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    MEETINGS.iter().any(|name| named(name)) || host.split('.').any(|label| label == "jitsi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_in_the_text_beats_a_page_in_a_property() {
        let text = "Join: <https://us02web.zoom.us/j/123?pwd=a&amp;b=c>.\nAgenda: https://example.com/x";
        assert_eq!(best(&["https://example.com/event"], &[text]).unwrap(), "https://us02web.zoom.us/j/123?pwd=a&b=c");
        assert_eq!(best(&["https://example.com/event"], &["no link"]).unwrap(), "https://example.com/event");
        assert_eq!(best(&[], &["see https://example.com"]), None);
        assert_eq!(best(&[], &["", " https://example.com/room "]).unwrap(), "https://example.com/room");
    }

    #[test]
    fn only_the_host_counts() {
        for link in [
            "https://meet.google.com/abc",
            "https://acme.webex.com/meet",
            "https://meet.jit.si/x",
            "https://jitsi.acme.com/x",
        ] {
            assert!(is_meeting(link), "{link}");
        }
        for link in ["https://zoom.us@evil.example/x", "https://evil.example/zoom.us", "https://notzoom.us/x"] {
            assert!(!is_meeting(link), "{link}");
        }
        assert_eq!(best(&["javascript:alert(1)", "ftp://zoom.us", "https://"], &["http://"]), None);
    }
}
