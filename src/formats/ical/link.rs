//! The link to an online meeting, wherever a program put it.

use std::borrow::Cow;

use super::html::entities;
use crate::domain::link::{host, is_in, path, unwrapped};
use crate::domain::text::is_trick;

/// Hosts whose links open a meeting, besides any host in a domain of that name.
const MEETINGS: [&str; 24] = [
    "zoom.us",
    "zoomgov.com",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.microsoft.us",
    "teams.live.com",
    "webex.com",
    "jit.si",
    "8x8.vc",
    "whereby.com",
    "gotomeeting.com",
    "gotomeet.me",
    "meet.goto.com",
    "bluejeans.com",
    "chime.aws",
    "ringcentral.com",
    "meet.zoho.com",
    "facetime.apple.com",
    "join.skype.com",
    "meet.lync.com",
    "discord.gg",
    "gather.town",
    "meet.proton.me",
    "hangouts.google.com",
];
/// Beginnings of paths that open a meeting on any host: Nextcloud Talk, `BigBlueButton`.
const ROOMS: [&str; 3] = ["/call/", "/index.php/call/", "/b/"];
/// What is said somewhere in the path of links that open none: leaving a list, telephone numbers, settings.
const OTHERS: [&str; 11] = [
    "unsubscribe",
    "optout",
    "opt-out",
    "dialin",
    "dial-in",
    "dial_in",
    "globalcallin",
    "phone-numbers",
    "premium-numbers",
    "/numbers",
    "meetingoptions",
];
/// Beginnings of paths of known hosts that open none: telephone numbers, tests, programs.
const BESIDES: [(&str, &str); 8] = [
    ("zoom.us", "/u/"),
    ("zoom.us", "/zoomconference"),
    ("zoom.us", "/skype/"),
    ("zoom.us", "/test"),
    ("zoom.us", "/download"),
    ("zoom.us", "/client/"),
    ("zoom.us", "/support"),
    ("ringcentral.com", "/teleconference"),
];
/// Hosts that tell telephone numbers, answer questions, or keep documents.
const ASIDE: [&str; 14] = [
    "tel.meet",
    "support.zoom.us",
    "support.zoom.com",
    "help.webex.com",
    "support.google.com",
    "support.microsoft.com",
    "docs.google.com",
    "drive.google.com",
    "sharepoint.com",
    "onedrive.live.com",
    "1drv.ms",
    "dropbox.com",
    "docs.zoom.us",
    "go.skype.com",
];
/// Endings of names of documents.
const DOCUMENTS: [&str; 18] = [
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt", ".csv", ".ics",
    ".zip", ".png", ".jpg", ".jpeg",
];
/// Octets of a link at most.
const LONGEST: usize = 8_000;

/// Where the link of an event may stand.
#[derive(Default)]
pub struct Places {
    /// CONFERENCE (RFC 7986 5.11).
    pub conference: Vec<String>,
    /// Meeting properties of no standard.
    pub meeting: Vec<String>,
    /// URL.
    pub url: Vec<String>,
    /// LOCATION.
    pub location: String,
    /// DESCRIPTION.
    pub description: String,
    /// Descriptions as HTML.
    pub html: Vec<String>,
}

impl Places {
    /// Finds the link: the first of what is a property for it, a known meeting in a text, a place that is nothing but a
    /// link, and the event's own page. `hosts` are known besides.
    pub fn best(&self, hosts: &[String]) -> Option<String> {
        let properties = self.conference.iter().chain(&self.meeting);
        if let Some(link) = properties.flat_map(|text| links(text)).next() {
            return Some(link);
        }
        let texts = std::iter::once(&self.location).chain(&self.url).chain([&self.description]);
        let plain = texts.map(|text| Cow::Borrowed(text.as_str()));
        let meeting = plain.chain(self.html.iter().map(|html| Cow::Owned(entities(html)))).find_map(|text| {
            let known = links(&text).find(|link| is_known(link, hosts));
            known.or_else(|| links(&text).find(|link| is_room(link)))
        });
        let whole = || only_link(&self.location);
        meeting.or_else(whole).or_else(|| self.url.iter().flat_map(|text| links(text)).next())
    }
}

/// Whether a property of no standard holds the link to a meeting: Google's, Microsoft's, and the like.
pub fn is_meeting_property(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let parts = [
        "CONFERENCE",
        "MEETINGURL",
        "MEETING-URL",
        "MEETINGCONFLINK",
        "MEETINGEXTERNALLINK",
        "MEETING-LINK",
        "JOIN-URL",
    ];
    name.starts_with("X-") && parts.iter().any(|part| name.contains(part))
}

/// Whether a property holds a description as HTML: Outlook's, and RFC 9073's.
pub fn is_html_property(line: &str, name: &str) -> bool {
    name == "X-ALT-DESC" || name == "STYLED-DESCRIPTION" && line.to_ascii_lowercase().contains("text/html")
}

/// A text that is a link and nothing else.
fn only_link(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    let link = first_link(text).map(|(link, _)| link).filter(|link| *link == text)?;
    Some(meant(link)).filter(|link| is_open(link))
}

/// The web links in a text that may open something, as they are meant.
fn links(text: &str) -> impl Iterator<Item = String> {
    let mut rest = text;
    let all = std::iter::from_fn(move || {
        let (link, end) = first_link(rest)?;
        rest = rest.get(end..).unwrap_or_default();
        Some(meant(link))
    });
    all.filter(|link| is_open(link))
}

/// The first web link in a text, and where it ends.
fn first_link(text: &str) -> Option<(&str, usize)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("http")?;
        let rest = text.get(at..)?;
        from = at + 4;
        if !rest.starts_with("https://") && !rest.starts_with("http://") {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || is_trick(c) || "<>\"'()[]{}|\\^`".contains(c);
        let head = rest.get(..rest.floor_char_boundary(LONGEST))?;
        let whole = head.find(ends);
        let link = head.get(..whole.unwrap_or(head.len()))?;
        from = at + link.len();
        // One that goes on and on is none.
        if whole.is_none() && head.len() < rest.len() {
            continue;
        }
        let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if !host(link).is_empty() {
            return Some((link, at + link.len()));
        }
    }
}

/// A link as it is meant: without what HTML makes of `&`, and without checkers of links before it.
fn meant(link: &str) -> String {
    unwrapped(&link.replace("&amp;", "&"))
}

/// Whether a link may open a meeting or a page: not the way out of a list, telephone numbers, or a document.
fn is_open(link: &str) -> bool {
    let (host, path) = (host(link), path(link).to_ascii_lowercase());
    let file = path.split(['?', '#']).next().unwrap_or_default();
    let aside = ASIDE.iter().any(|name| is_in(&host, name)) || host.split('.').any(|label| label == "dialin");
    let besides = BESIDES.iter().any(|(name, begins)| is_in(&host, name) && file.starts_with(begins));
    !aside
        && !besides
        && !OTHERS.iter().any(|part| path.contains(part))
        && !DOCUMENTS.iter().any(|end| file.ends_with(end))
}

/// Whether a link opens a meeting, by its host; its front page is none.
fn is_known(link: &str, hosts: &[String]) -> bool {
    let host = host(link);
    let named = MEETINGS.iter().copied().chain(hosts.iter().map(String::as_str)).any(|name| is_in(&host, name));
    (named || host.split('.').any(|label| label == "jitsi")) && path(link).len() > 1
}

/// Whether a link opens a room, by its path.
fn is_room(link: &str) -> bool {
    let path = path(link);
    let room = ROOMS.iter().find_map(|begin| path.strip_prefix(begin)).unwrap_or_default();
    let room = room.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    !room.is_empty() && room.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(places: &Places) -> Option<String> {
        places.best(&["meet.example.com".to_owned()])
    }

    fn described(text: &str) -> Option<String> {
        best(&Places { description: text.to_owned(), ..Places::default() })
    }

    /// Each place comes before those below it.
    #[test]
    fn the_first_place_in_order_has_the_link() {
        let mut places = Places {
            conference: vec!["https://a.example/conference".to_owned()],
            meeting: vec!["https://a.example/meeting".to_owned()],
            location: "Room 1, https://zoom.us/j/location".to_owned(),
            url: vec!["https://zoom.us/j/url".to_owned()],
            description: "see https://a.example/x or https://zoom.us/j/description.".to_owned(),
            html: vec!["<a href=\"https://zoom.us/j/html?a=1&amp;b=2\">Join</a>".to_owned()],
        };
        let take = |places: &mut Places| {
            let link = best(places).unwrap_or_default();
            match link.rsplit('/').next().unwrap() {
                "conference" => places.conference.clear(),
                "meeting" => places.meeting.clear(),
                "location" => places.location = "https://a.example/room".to_owned(),
                "url" => places.url = vec!["https://a.example/page".to_owned()],
                "description" => places.description.clear(),
                "html?a=1&b=2" => places.html.clear(),
                "room" => places.location = "at https://a.example/room".to_owned(),
                "page" => places.url.clear(),
                other => assert_eq!(other, ""),
            }
            link
        };
        let order: Vec<String> = (0..9).map(|_| take(&mut places)).collect();
        let expected = [
            "https://a.example/conference",
            "https://a.example/meeting",
            "https://zoom.us/j/location",
            "https://zoom.us/j/url",
            "https://zoom.us/j/description",
            "https://zoom.us/j/html?a=1&b=2",
            "https://a.example/room",
            "https://a.example/page",
            "",
        ];
        assert_eq!(order, expected);
    }

    #[test]
    fn meetings_are_known_by_host_or_path() {
        for link in [
            "https://meet.google.com/abc",
            "https://acme.webex.com/meet",
            "https://meet.jit.si/x",
            "https://jitsi.acme.com/x",
            "https://acme.whereby.com/x",
            "https://global.gotomeeting.com/join/1",
            "https://meet.goto.com/1",
            "https://bluejeans.com/1",
            "https://chime.aws/1",
            "https://v.ringcentral.com/join/1",
            "https://meet.zoho.com/a-b",
            "https://facetime.apple.com/join#v=1",
            "https://join.skype.com/abc",
            "https://discord.gg/abc",
            "https://app.gather.town/app/x",
            "https://meet.proton.me/join/id-1",
            "https://cloud.acme.com/call/ab12cd34",
            "https://cloud.acme.com/index.php/call/ab12cd34#/",
            "https://bbb.acme.com/b/ann-abc-123",
            "https://MEET.example.com/room",
        ] {
            assert_eq!(described(&format!("Join: {link}.")).as_deref(), Some(link));
        }
    }

    #[test]
    fn other_links_are_none() {
        for link in [
            "https://zoom.us@evil.example/x",
            "https://evil.example/zoom.us",
            "https://notzoom.us/x",
            "https://zoom.us/",
            "https://us02web.zoom.us/u/kdxyz",
            "https://dialin.teams.microsoft.com/abc?id=1",
            "https://teams.microsoft.com/meetingOptions/?organizerId=1",
            "https://meet.jit.si/static/dialInInfo.html?room=x",
            "https://acme.webex.com/acme/globalcallin.php?x=1",
            "https://bluejeans.com/premium-numbers",
            "https://v.ringcentral.com/teleconference",
            "https://zoom.us/unsubscribe/x",
            "https://webex.com/guide.PDF?x=1",
            "https://a.example/call/",
            "https://a.example/call/a/b",
            "https://a.example/b/?node=1",
            "javascript:alert(1)",
            "ftp://zoom.us",
            "https://",
            "http://",
        ] {
            assert_eq!(described(link), None, "{link}");
        }
        let document = "https://docs.google.com/document/d/1";
        let places = Places { location: document.to_owned(), url: vec![document.to_owned()], ..Places::default() };
        assert_eq!(best(&places), None);
        let inside = "https://a.example/?to=https://zoom.us/j/1 https://zoom.us/j/2";
        assert_eq!(described(inside).as_deref(), Some("https://zoom.us/j/2"));
        assert_eq!(described(&"https://zoom.us".repeat(100_000)), None);
    }

    #[test]
    fn a_room_by_its_path_comes_after_a_known_host() {
        let text = "https://news.example/b/1 and https://zoom.us/j/1";
        assert_eq!(described(text).as_deref(), Some("https://zoom.us/j/1"));
    }

    #[test]
    fn links_in_html_and_behind_checkers_are_found() {
        let html = |text: &str| best(&Places { html: vec![text.to_owned()], ..Places::default() });
        let teams = "https://teams.microsoft.com/l/meetup-join/19%3ameeting?context=%7b%7d";
        for text in [
            format!("<p><a href='{teams}'>Join</a> &lt;https://aka.ms/JoinTeamsMeeting&gt;"),
            format!("<span>{teams}</span>"),
            format!("<a href=&quot;{}&quot;>", teams.replace(':', "&#58;").replace('/', "&#x2F;")),
            "<a href=\"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting%3Fcontext%3D%257b%257d&amp;data=05\">".to_owned(),
        ] {
            assert_eq!(html(&text).as_deref(), Some(teams), "{text}");
        }
        assert_eq!(html("AT&T &bogus; &#x110000; &; & https://zoom.us/j/1&").as_deref(), Some("https://zoom.us/j/1&"));
    }
}
