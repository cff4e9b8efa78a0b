//! Links: to Graph, to Graph Explorer, into the Intune admin center, to this page, to Google's enrollment page, and any of
//! these in what mail filters, search engines and chats wrap around links.

use percent_encoding::percent_decode_str;

use super::{
    decoding, ids,
    naming::{self, Kind, Name},
    pasted::{Reason, Reference},
    text,
    token::TokenSecret,
};
use crate::{
    profile::{ProfileId, ProfileType},
    text::{base64, substring},
};

/// What a link is to.
pub(super) enum Linked {
    Profile(Reference),
    /// Enrollment with a token.
    Token(TokenSecret),
    /// A text that is in the link.
    Text(String),
}

/// The string by which Android's set-up is told to enroll, and what may follow it.
const SETUP: &str = "afw#setup";

/// How deep links may be wrapped.
const DEEPEST: u8 = 5;

/// Whether a word holds a link, whole or without host.
pub(super) fn is_link(word: &str) -> bool {
    [
        "://",
        "/#",
        "#view/",
        "#blade/",
        "?profileId=",
        "&profileId=",
        SETUP,
    ]
    .iter()
    .any(|sign| text::contains(word, sign))
        || collection(word).is_some()
}

/// The links and other parts of a word that holds some: `https://…,https://…`, `"https://…";0a1b…`.
pub(super) fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, char) in word.char_indices() {
        let next = at + char.len_utf8();
        let ends = match char {
            '"' | '<' | '>' | '|' | '`' => true,
            // Links hold these too: `$select=id,displayName`.
            ',' | ';' => starts_anew(word.get(next..).unwrap_or_default()),
            _ => false,
        };
        if ends {
            pieces.extend(word.get(start..at).filter(|piece| !piece.is_empty()));
            start = next;
        }
    }
    pieces.extend(word.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

/// What a link is to; else why that cannot be told.
pub(super) fn read(link: &str) -> Result<Linked, Reason> {
    read_wrapped(link, DEEPEST)
}

/// What a link is to, or one that is in it.
fn read_wrapped(link: &str, deepest: u8) -> Result<Linked, Reason> {
    let mut problem = None;
    if deepest > 0 {
        for inner in inner(link) {
            match inner {
                Inner::Link(inner) => match read_wrapped(&inner, deepest - 1) {
                    Ok(linked) => return Ok(linked),
                    Err(Reason::AmbiguousLink) => problem = Some(Reason::AmbiguousLink),
                    Err(_) => {}
                },
                Inner::Text(text) => return Ok(Linked::Text(text)),
            }
        }
    }
    match read_bare(&decoded(link)) {
        Err(Reason::LinkWithoutProfile) => Err(problem.unwrap_or(Reason::LinkWithoutProfile)),
        read => read,
    }
}

fn read_bare(link: &str) -> Result<Linked, Reason> {
    if let Some(end) = text::end_of(link, SETUP) {
        let token = link
            .get(end..)
            .and_then(|rest| rest.strip_prefix([':', '/', '#', ' ']));
        return match token.and_then(TokenSecret::parse) {
            Some(token) => Ok(Linked::Token(token)),
            None => Err(Reason::LinkWithoutProfile),
        };
    }
    let host = host(link);
    if host.eq_ignore_ascii_case("enterprise.google.com") {
        let enrolls = text::contains(link, "/enroll");
        let token = ["et", "enrollmentToken", "token"]
            .iter()
            .find_map(|name| parameter(link, name).filter(|_| enrolls || *name == "et"));
        return match token.and_then(TokenSecret::parse) {
            Some(token) => Ok(Linked::Token(token)),
            None => Err(Reason::LinkWithoutProfile),
        };
    }
    let (profile_id, profile_type) = if let Some((profile_type, end)) = collection(link) {
        let rest = link.get(end..).unwrap_or_default();
        (in_key(rest).or_else(|| ids::only(rest)), Some(profile_type))
    } else if let Some(text) = parameter(link, "profileId").filter(|_| !is_portal(host)) {
        let profile_type = parameter(link, "type").and_then(naming::profile_type);
        (ids::read(text).or_else(|| ids::only(text)), profile_type)
    } else if is_portal(host) {
        (in_route(link)?, None)
    } else {
        (None, None)
    };
    profile_id.map_or(Err(Reason::LinkWithoutProfile), |profile_id| {
        Ok(Linked::Profile(Reference {
            profile_id,
            profile_type,
        }))
    })
}

/// What a link carries.
enum Inner {
    Link(String),
    Text(String),
}

/// The links and texts in a link: behind the names of its query, or in its path.
fn inner(link: &str) -> Vec<Inner> {
    let mut found = Vec::new();
    if let Some(link) = defended(link) {
        found.push(Inner::Link(link));
    }
    for part in link.split(['?', '&', '#']).skip(1) {
        let Some((_, value)) = part.split_once('=') else {
            continue;
        };
        let value = percent_decode_str(value).decode_utf8_lossy();
        let value = if value.contains('%') && !text::contains(&value, "://") {
            percent_decode_str(&value).decode_utf8_lossy().into_owned()
        } else {
            value.into_owned()
        };
        if is_code(&value) {
            // Forms write spaces so.
            found.push(Inner::Text(value.replace('+', " ")));
        } else if is_link(&value) {
            found.push(Inner::Link(value));
        } else if let Some(decoded) = decoding::base64(&value) {
            if is_link(&decoded) {
                found.push(Inner::Link(decoded));
            } else if is_code(&decoded) {
                found.push(Inner::Text(decoded));
            }
        }
    }
    if let Some(at) = second_scheme(link) {
        let rest = link.get(at..).unwrap_or_default();
        let rest = substring::before(rest, "__;");
        found.push(Inner::Link(
            if text::contains(rest.get(..12).unwrap_or_default(), "%3a") {
                percent_decode_str(rest).decode_utf8_lossy().into_owned()
            } else {
                rest.to_owned()
            },
        ));
    } else if found.is_empty() && text::contains(link, "%7b") && is_code(&decoded(link)) {
        let decoded = decoded(link);
        let at = decoded.find('{').unwrap_or_default();
        found.push(Inner::Text(
            decoded.get(at..).unwrap_or_default().to_owned(),
        ));
    }
    found
}

/// Whether a text is enrollment data, or JSON.
fn is_code(text: &str) -> bool {
    text::contains(text, "ENROLLMENT_TOKEN") || text::contains(text, "android.app.extra.")
}

/// Where a second link begins in a link.
fn second_scheme(link: &str) -> Option<usize> {
    let bytes = link.as_bytes();
    (6..bytes.len()).find(|&at| {
        bytes
            .get(at..at + 4)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"http"))
            && {
                let rest = link.get(at + 4..).unwrap_or_default();
                let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
                rest.starts_with(":/")
                    || rest.get(..4).is_some_and(|sign| {
                        sign.eq_ignore_ascii_case("%3a/") || sign.eq_ignore_ascii_case("%3a%")
                    })
            }
    })
}

/// The link that Proofpoint's URL Defense has made its own, which the second and third version spell in their own ways.
///
/// <https://help.proofpoint.com/Threat_Insight_Dashboard/API_Documentation/URL_Decoder_API>
fn defended(link: &str) -> Option<String> {
    if !text::contains(link, "urldefense") {
        return None;
    }
    if let Some((_, rest)) = substring::split_once(link, "/v3/__") {
        let (url, rest) = substring::split_once(rest, "__;")?;
        let mut left_out = replacements(rest.split('!').next().unwrap_or_default());
        let mut whole = String::with_capacity(url.len());
        let mut chars = url.chars().peekable();
        while let Some(char) = chars.next() {
            if char != '*' {
                whole.push(char);
            } else if chars.peek() == Some(&'*') {
                chars.next();
                // How many in a row.
                let count = chars
                    .next()
                    .and_then(|char| base64::sextet(u8::try_from(char).ok()?))
                    .map_or(0, |count| usize::from(count) + 2);
                whole.extend(left_out.by_ref().take(count));
            } else {
                whole.extend(left_out.next());
            }
        }
        return Some(whole);
    }
    let url = link
        .split(['?', '&'])
        .find_map(|part| part.strip_prefix("u="))?;
    text::contains(url, "-3A__").then(|| {
        let percent: String = url
            .chars()
            .map(|char| match char {
                '-' => '%',
                '_' => '/',
                char => char,
            })
            .collect();
        percent_decode_str(&percent)
            .decode_utf8_lossy()
            .into_owned()
    })
}

/// The characters that URL Defense has left out.
fn replacements(base64: &str) -> impl Iterator<Item = char> {
    let sextets: Vec<u8> = base64.bytes().filter_map(base64::sextet).collect();
    let mut bytes = Vec::new();
    for group in sextets.chunks(4) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, &sextet| bits << 6 | u32::from(sextet))
            << (6 * (4 - group.len()));
        let [_, decoded @ ..] = bits.to_be_bytes();
        bytes.extend_from_slice(
            decoded
                .get(..group.len().saturating_sub(1))
                .unwrap_or_default(),
        );
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    text.chars().collect::<Vec<_>>().into_iter()
}

/// Whether another link or an ID follows a comma, which then ends the link before it.
fn starts_anew(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'']);
    let word = rest
        .split(|char: char| !(char.is_ascii_alphanumeric() || char == '-'))
        .next()
        .unwrap_or_default();
    rest.starts_with('/')
        || word.eq_ignore_ascii_case("https")
        || word.eq_ignore_ascii_case("http")
        || ids::read(word).is_some()
}

/// The link without percent-encoding, and without what keeps people from following it in the reports of an incident.
fn decoded(link: &str) -> String {
    let decoded = decoding::percent(link).unwrap_or_else(|| link.to_owned());
    if text::contains(&decoded, "[.]") {
        return decoding::replaced(&decoded, "[.]", ".");
    }
    decoded
}

/// The collection in a Graph URL, and where its name ends.
fn collection(link: &str) -> Option<(ProfileType, usize)> {
    ProfileType::ALL.into_iter().find_map(|profile_type| {
        Some((profile_type, text::end_of(link, profile_type.collection())?))
    })
}

/// The ID right behind a collection: `/<id>`, `('<id>')`.
fn in_key(rest: &str) -> Option<ProfileId> {
    ids::read(
        rest.trim_start_matches(['/', '(', '\'', '"', '{'])
            .split(|char: char| !(char.is_ascii_alphanumeric() || char == '-'))
            .next()?,
    )
}

fn host(link: &str) -> &str {
    // The admin center's links are also copied without scheme.
    let rest = substring::split_once(link, "://").map_or(link, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// A parameter of the query; the first of a name counts.
fn parameter<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    link.split(['?', '&', '#'])
        .skip(1)
        .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

/// Whether a host is the Intune admin center or an Azure portal, in any cloud and by any of the names that it has had.
fn is_portal(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let (first, domain) = host.split_once('.').unwrap_or_default();
    match first {
        "intune" | "endpoint" | "devicemanagement" => matches!(
            domain,
            "microsoft.com"
                | "microsoft.us"
                | "microsoftonline.cn"
                | "microsoft.cn"
                | "azure.us"
                | "azure.cn"
        ),
        "portal" => matches!(domain, "azure.com" | "azure.us" | "azure.cn"),
        // ms.portal.azure.com, preview.portal.azure.com
        _ => matches!(domain, "portal.azure.com"),
    }
}

/// The profile in a route of a portal, `#view/<extension>/<page>/<name>/<value>/…`: under a name that says so, or else the
/// only ID that may be one.
///
/// No list of the admin center's routes is published; their form is that of links in Microsoft's documentation.
fn in_route(link: &str) -> Result<Option<ProfileId>, Reason> {
    // What is before `#` may be a tenant.
    let route = link.split_once('#').map_or(link, |(_, route)| route);
    if is_of_something_else(route) {
        return Ok(None);
    }
    for wanted in [
        (|name| matches!(name, Name::Profile(_) | Name::Id)) as fn(Name) -> bool,
        |name| !matches!(name, Name::Profile(_) | Name::Id | Name::Other(_)),
    ] {
        let mut ids = ids::mentions(route, 0)
            .filter(|(_, name)| wanted(*name))
            .map(|(id, _)| id);
        let Some(first) = ids.next() else { continue };
        return if ids.all(|id| id.bare() == first.bare()) {
            Ok(Some(first))
        } else {
            Err(Reason::AmbiguousLink)
        };
    }
    Ok(None)
}

/// Whether a page of a portal is about something else, by its name: `AutopilotMenuBlade`, `CompliancePolicyOverview`.
fn is_of_something_else(route: &str) -> bool {
    let mut segments = route
        .split('/')
        .skip_while(|segment| !matches!(*segment, "view" | "blade"))
        .skip(1);
    let (extension, page) = (
        segments.next().unwrap_or_default(),
        segments.next().unwrap_or_default(),
    );
    let page = page.split(['?', '~']).next().unwrap_or_default();
    extension.starts_with("Microsoft_AAD")
        || (!text::contains(page, "android") && !text::contains(page, "aosp"))
            && (matches!(Kind::of_type(page), Kind::Other(_)) || naming::is_of_another_page(page))
}
