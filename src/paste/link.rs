//! Links: to Graph, to Graph Explorer, into the Intune admin center, to this page, and to Google's enrollment page.

use percent_encoding::percent_decode_str;

use crate::{
    phrase,
    profile::{ProfileId, ProfileType},
};

use super::{
    Reason, Reference, TokenSecret,
    ids::{self, Role},
    text,
};

/// What a link is to.
pub enum Linked {
    /// A profile.
    Profile(Reference),
    /// Enrollment with a token.
    Token(TokenSecret),
}

/// The string by which Android's set-up is told to enroll, and what may follow it.
const SETUP: &str = "afw#setup";

/// Whether a word holds a link, whole or without host.
pub fn is_link(word: &str) -> bool {
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
pub fn pieces(word: &str) -> Vec<&str> {
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
pub fn read(link: &str) -> Result<Linked, Reason> {
    let link = decoded(link);
    if let Some(end) = text::end_of(&link, SETUP) {
        let token = link.get(end..).and_then(|rest| rest.strip_prefix(':'));
        return match token.and_then(TokenSecret::parse) {
            Some(token) => Ok(Linked::Token(token)),
            None => Err(Reason::LinkWithoutProfile),
        };
    }
    let host = host(&link);
    if host.eq_ignore_ascii_case("enterprise.google.com") {
        return match parameter(&link, "et").and_then(TokenSecret::parse) {
            Some(token) => Ok(Linked::Token(token)),
            None => Err(Reason::LinkWithoutProfile),
        };
    }
    let (profile_id, profile_type) = if let Some((profile_type, end)) = collection(&link) {
        let rest = link.get(end..).unwrap_or_default();
        (in_key(rest).or_else(|| ids::only(rest)), Some(profile_type))
    } else if let Some(text) = parameter(&link, "profileId") {
        let profile_type = parameter(&link, "type").and_then(ids::profile_type);
        (ids::read(text).or_else(|| ids::only(text)), profile_type)
    } else if is_portal(host) {
        (in_route(&link)?, None)
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

/// The link without percent-encoding. Graph Explorer's links hold a link, which may be encoded on its own.
fn decoded(link: &str) -> String {
    let once = percent_decode_str(link).decode_utf8_lossy();
    percent_decode_str(&once).decode_utf8_lossy().into_owned()
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
    let rest = phrase::split_once(link, "://").map_or(link, |(_, rest)| rest);
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
    for wanted in [Role::Profile, Role::Unsaid] {
        let mut ids = ids::mentions(route, 0)
            .filter(|(_, role)| *role == wanted)
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
