//! What an error says by its code and its words, where its status does not.
//!
//! Graph's words may change and be in another language, so codes and the names of headers go first, and a phrase counts only
//! where it speaks of the profile itself.

use super::error_body::ErrorBody;
use crate::text::substring;

/// Whether Multi Admin Approval protects the action.
///
/// Which status comes is documented in more than one way, and 400, 403 and 412 were seen; the name of the header is in all.
/// <https://learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api>
pub(super) fn wants_approval(error: &ErrorBody) -> bool {
    is_called(error, &["approvalrequired"])
        || says(
            error,
            &[
                "x-msft-approval",
                "multi admin approval",
                "multi-admin approval",
                "active approval request",
            ],
        )
}

/// Whether an error that came with 400 is a fault of the service.
pub(super) fn is_fault(error: &ErrorBody) -> bool {
    is_called(
        error,
        &[
            "internalerror",
            "internalservererror",
            "servererror",
            "servicenotavailable",
            "serviceunavailable",
            "gatewaytimeout",
            "badgateway",
            "timeout",
            "generalexception",
            // What Graph calls an answer from behind it that it could not make sense of.
            "unknownerror",
            "unknown",
        ],
    ) || says(error, &["internal server error"])
}

/// Whether an error that came with 400 says that there is no such profile, and not that a part of the address, a property or
/// something else of the tenant is missing.
pub(super) fn is_not_found(error: &ErrorBody) -> bool {
    let is_about_the_request = says(error, &["for the segment", "on type", "clause"]);
    !is_about_the_request
        && (is_called(
            error,
            &[
                "notfound",
                "resourcenotfound",
                "request_resourcenotfound",
                "itemnotfound",
                "erroritemnotfound",
                "objectnotfound",
                "entitynotfound",
                "profilenotfound",
                "enrollmentprofilenotfound",
            ],
        ) || misses_the_profile(&error.message.to_ascii_lowercase()))
}

/// What errors call a profile.
const NOUNS: [&str; 5] = ["profile", "resource", "entity", "object", "item"];

/// What may stand between a verb and the noun.
const FILLERS: [&str; 14] = [
    "the",
    "a",
    "an",
    "any",
    "this",
    "such",
    "specified",
    "requested",
    "matching",
    "android",
    "device",
    "owner",
    "enrollment",
    "enterprise",
];

/// Whether a text in small letters says that a profile is missing: *cannot find profile …*, or *profile … does not exist*.
fn misses_the_profile(text: &str) -> bool {
    let begins_with_noun = |rest: &str| {
        rest.split_whitespace()
            .find(|word| !FILLERS.contains(word))
            .is_some_and(|word| NOUNS.iter().any(|noun| word.starts_with(noun)))
    };
    let looked = [
        "cannot find ",
        "can not find ",
        "can't find ",
        "could not find ",
        "couldn't find ",
        "unable to find ",
        "no ",
    ];
    let found = [" found", " exist"];
    looked.into_iter().any(|verb| {
        substring::split_once(text, verb).is_some_and(|(before, rest)| {
            let is_word = !before.ends_with(|last: char| last.is_ascii_alphanumeric());
            // *No profile* is one that was not found only where it says so.
            let is_missing =
                verb != "no " || found.iter().any(|verb| substring::contains(rest, verb));
            is_word && is_missing && begins_with_noun(rest)
        })
    }) || [
        "not found",
        "not be found",
        "does not exist",
        "doesn't exist",
        "do not exist",
        "no longer exist",
    ]
    .into_iter()
    .any(|verb| {
        substring::split_once(text, verb)
            .is_some_and(|(subject, _)| NOUNS.iter().any(|noun| substring::contains(subject, noun)))
    })
}

/// Whether the code, or the one that Intune has for itself, is one of these.
fn is_called(error: &ErrorBody, codes: &[&str]) -> bool {
    [&error.code, &error.phrase]
        .into_iter()
        .any(|code| codes.iter().any(|one| code.eq_ignore_ascii_case(one)))
}

/// Whether the message has one of these phrases in it, which are in small letters.
fn says(error: &ErrorBody, phrases: &[&str]) -> bool {
    let message = error.message.to_ascii_lowercase();
    phrases.iter().any(|one| substring::contains(&message, one))
}
