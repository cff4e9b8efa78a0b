//! A profile of a run, as a row shows it.

use super::words::Words;
use crate::{
    graph::Cause,
    revocation::{
        Entry, NoAnswer, Receipt,
        run::{Item, Skip, State},
    },
    time::Time,
    ui::signed_in::{Words as Common, token_state},
};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The profile's name and ID.
    Name,
    /// Where it stands.
    State,
    /// Why it stands there.
    Why,
    /// The collection.
    Type,
    /// How its token stood when the run was planned.
    Token,
    /// How many devices are enrolled.
    Devices,
}

/// A profile of a run, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The profile's name.
    pub name: String,
    /// The profile's ID.
    pub id: String,
    /// Where it stands.
    pub state: State,
    profile_type: &'static str,
    why: String,
    token: String,
    devices: String,
}

impl Row {
    /// A profile in words; `made_at`: when the run was planned.
    pub fn of(item: &Item, made_at: Time, w: &'static Words, common: &'static Common) -> Self {
        let before = item.before.as_ref();
        let name = before.map_or("", |profile| profile.name.as_str());
        let devices = before.and_then(|profile| profile.enrolled_devices);
        Self {
            name: if name.trim().is_empty() {
                w.no_name.to_owned()
            } else {
                name.to_owned()
            },
            id: item.target.profile_id.to_string(),
            state: item.state(),
            profile_type: (common.profile_type_name)(item.target.profile_type),
            why: item
                .end()
                .map_or_else(String::new, |end| why(&end.receipt, w, common)),
            token: before.map_or_else(
                || "–".to_owned(),
                |profile| token_state(common, profile.token_state(made_at.unix_ms)),
            ),
            devices: devices.map_or_else(|| "–".to_owned(), |count| count.to_string()),
        }
    }

    /// What stands in a column, but for the first two.
    pub fn text(&self, column: Column) -> &str {
        match column {
            Column::Name | Column::State => "",
            Column::Why => &self.why,
            Column::Type => self.profile_type,
            Column::Token => &self.token,
            Column::Devices => &self.devices,
        }
    }
}

/// The mark of a state, so that colour is not all that tells them apart.
pub fn mark(state: State) -> &'static str {
    match state {
        State::Waiting => "○",
        State::Reading => "◔",
        State::Sending => "↑",
        State::Confirming => "◕",
        State::Revoked => "✓",
        State::NotRevoked => "✕",
        State::Skipped => "–",
        State::CannotTell => "?",
    }
}

/// Why a profile ended as it did, from its receipt; the keys are those of `docs/receipt.md`.
fn why(receipt: &Receipt, w: &'static Words, common: &'static Common) -> String {
    let get = |entry| receipt.get(entry).unwrap_or_default();
    let answered = || answer(receipt, common);
    match get(Entry::Result) {
        "revoked" => (w.confirmed_as)(get(Entry::Confirmation)).to_owned(),
        "revokedWithoutAnswer" => joined([w.unanswered_revoked.to_owned(), answered()]),
        "notRevoked" => joined([w.unanswered_not_revoked.to_owned(), answered()]),
        "cannotTell" if get(Entry::Cause) == "recordLost" => w.record_lost.to_owned(),
        "cannotTell" => joined([w.unanswered_cannot_tell.to_owned(), answered()]),
        "notSent" | "turnedAway" => w.no_token.to_owned(),
        "skipped" => Skip::ALL
            .into_iter()
            .find(|skip| skip.key() == get(Entry::Skipped))
            .map_or_else(String::new, |skip| (w.skip)(skip).to_owned()),
        _ => answered(),
    }
}

/// What came in place of the documented answer: its status, what that means, and Graph's code and message.
fn answer(receipt: &Receipt, common: &'static Common) -> String {
    let get = |entry| receipt.get(entry).unwrap_or_default();
    let key = get(Entry::Cause);
    let meaning = match (cause(key), no_answer(key)) {
        (Some(cause), _) => (common.refused_advice)(&cause).happened,
        (None, Some(reason)) => (common.unanswered_advice)(reason).happened,
        (None, None) => "",
    };
    let graph = [Entry::Status, Entry::Code, Entry::Message].map(get);
    let graph: Vec<&str> = graph.into_iter().filter(|text| !text.is_empty()).collect();
    joined([meaning.to_owned(), graph.join(" · ")])
}

fn joined(parts: [String; 2]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" — ")
}

fn cause(key: &str) -> Option<Cause> {
    // Claims are not kept, and their cause is never the end of a revocation among many.
    [
        Cause::ScopeMissing(Vec::new()),
        Cause::RoleMissing,
        Cause::LicenceMissing,
        Cause::Forbidden,
        Cause::SignInExpired,
        Cause::ChallengeUnreadable,
        Cause::NotFound,
        Cause::OtherCollection,
        Cause::Conflict,
        Cause::Throttled,
        Cause::ServiceFault,
        Cause::UnreadableAnswer,
        Cause::UnexpectedSuccess,
        Cause::BadRequest,
        Cause::Other,
    ]
    .into_iter()
    .find(|cause| cause.key() == key)
}

fn no_answer(key: &str) -> Option<NoAnswer> {
    [
        NoAnswer::Offline,
        NoAnswer::Blocked,
        NoAnswer::Policy,
        NoAnswer::TimedOut,
        NoAnswer::Interrupted,
    ]
    .into_iter()
    .find(|reason| reason.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::Language,
        revocation::bench,
        session::Account,
        ui::{runs::words::words, signed_in::words as common},
    };

    #[test]
    fn every_ending_says_why_in_both_languages() {
        let account = Account {
            name: "Mira".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        };
        for (name, ending) in bench::endings() {
            let receipt = Receipt::of(ending.job(), &account, &bench::config()).unwrap();
            let said = [Language::English, Language::SimplifiedChinese]
                .map(|language| why(&receipt, words(language), common(language)));
            assert!(said.iter().all(|said| !said.is_empty()), "{name}");
            assert_ne!(said[0], said[1], "{name}");
            if name == "refused" {
                assert!(
                    said[0].starts_with(
                        "Your account has no Intune role that allows this. — 403 · Forbidden · "
                    ),
                    "{}",
                    said[0]
                );
            }
        }
    }

    #[test]
    fn every_cause_that_a_receipt_names_has_words() {
        for key in [
            "scopeMissing",
            "roleMissing",
            "licenceMissing",
            "forbidden",
            "signInExpired",
            "challengeUnreadable",
            "notFound",
            "otherCollection",
            "conflict",
            "throttled",
            "serviceFault",
            "unreadableAnswer",
            "unexpectedSuccess",
            "badRequest",
            "other",
        ] {
            assert!(cause(key).is_some(), "{key}");
        }
        for key in ["offline", "blocked", "timedOut", "interrupted"] {
            assert!(no_answer(key).is_some(), "{key}");
        }
        assert!(cause("recordLost").is_none() && no_answer("recordLost").is_none());
    }

    #[test]
    fn no_two_states_have_the_same_mark() {
        let mut marks = State::ALL.map(mark).to_vec();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), State::ALL.len());
    }
}
