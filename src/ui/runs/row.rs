//! A profile of a run, as a row shows it.

use super::column::RunColumn;
use crate::{
    actions::{Receipt, ReceiptField, Skip},
    graph::{Cause, NoAnswer},
    runs::{Item, ItemStatus},
    text::number::grouped,
    time::Time,
    ui::{
        common::profile_facts::{name_text, token_state},
        words::{console::ConsoleStrings, runs::RunStrings},
    },
};

/// A profile of a run, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RunRow {
    pub name: String,
    pub id: String,
    pub state: ItemStatus,
    profile_type: &'static str,
    pub why: String,
    token: String,
    devices: String,
}

impl RunRow {
    /// A profile in words; `made_at`: when the run was planned.
    pub(super) fn of(
        item: &Item,
        made_at: Time,
        w: &'static RunStrings,
        common: &'static ConsoleStrings,
    ) -> Self {
        let before = item.before.as_ref();
        let name = before.map_or("", |profile| profile.name.as_str());
        let receipt = item.end().map(|end| &end.receipt);
        let devices = before.and_then(|profile| profile.enrolled_devices);
        Self {
            name: name_text(name, common).to_owned(),
            id: item.target.profile_id.to_string(),
            state: item.state(),
            profile_type: (common.profile_type_name)(item.target.profile_type),
            why: receipt.map_or_else(String::new, |receipt| why(receipt, w, common)),
            token: before.map_or_else(
                || "–".to_owned(),
                |profile| token_state(common, profile.token_state(made_at.unix_ms), made_at),
            ),
            devices: devices.map_or_else(
                || "–".to_owned(),
                |count| grouped(usize::try_from(count).unwrap_or_default()),
            ),
        }
    }

    /// What stands in a column, but for the first two.
    pub(super) fn text(&self, column: RunColumn) -> &str {
        match column {
            RunColumn::Name | RunColumn::State | RunColumn::At | RunColumn::RequestId => "",
            RunColumn::Why => &self.why,
            RunColumn::Type => self.profile_type,
            RunColumn::Token => &self.token,
            RunColumn::Devices => &self.devices,
        }
    }
}

/// The mark of a state, so that colour is not all that tells them apart.
pub(super) fn mark(state: ItemStatus) -> &'static str {
    match state {
        ItemStatus::Waiting => "○",
        ItemStatus::Reading => "◔",
        ItemStatus::Sending => "↑",
        ItemStatus::Confirming => "◕",
        ItemStatus::Revoked => "✓",
        ItemStatus::NotRevoked => "✕",
        ItemStatus::Skipped => "–",
        ItemStatus::CannotTell => "?",
    }
}

/// Whether it was revoked as it should, so that there is no more to say.
pub(super) fn is_plain(receipt: &Receipt) -> bool {
    receipt.get(ReceiptField::Result) == Some("revoked")
        && receipt.get(ReceiptField::Confirmation) == Some("readBack")
}

/// When its revocation was sent; where none was, when that was known.
pub(super) fn sent_at(receipt: &Receipt) -> &str {
    let at = receipt.get(ReceiptField::SentAt);
    at.or_else(|| receipt.get(ReceiptField::SettledAt))
        .unwrap_or_default()
}

/// Why a profile ended as it did, from its receipt; the keys are those of `docs/receipt.md`.
fn why(receipt: &Receipt, w: &'static RunStrings, common: &'static ConsoleStrings) -> String {
    let get = |entry| receipt.get(entry).unwrap_or_default();
    let answered = || answer(receipt, common);
    match get(ReceiptField::Result) {
        "revoked" => (w.confirmed_as)(get(ReceiptField::Confirmation)).to_owned(),
        "revokedWithoutAnswer" => joined([w.unanswered_revoked.to_owned(), answered()]),
        "notRevoked" => joined([w.unanswered_not_revoked.to_owned(), answered()]),
        "cannotTell" if get(ReceiptField::Cause) == "recordLost" => w.record_lost.to_owned(),
        "cannotTell" => joined([w.unanswered_cannot_tell.to_owned(), answered()]),
        "notSent" | "turnedAway" => w.no_token.to_owned(),
        "skipped" => Skip::ALL
            .into_iter()
            .find(|skip| skip.key() == get(ReceiptField::Skipped))
            .map_or_else(String::new, |skip| (w.skip)(skip).to_owned()),
        _ => answered(),
    }
}

/// What came in place of the documented answer: its status, what that means, and Graph's code and message.
fn answer(receipt: &Receipt, common: &'static ConsoleStrings) -> String {
    let get = |entry| receipt.get(entry).unwrap_or_default();
    let key = get(ReceiptField::Cause);
    let meaning = match (Cause::from_key(key), NoAnswer::from_key(key)) {
        (Some(cause), _) => (common.refused_advice)(&cause).happened,
        (None, Some(reason)) => (common.unanswered_advice)(reason).happened,
        (None, None) => "",
    };
    joined([meaning.to_owned(), graph_said(receipt)])
}

/// Graph's status, code and message.
pub(super) fn graph_said(receipt: &Receipt) -> String {
    let said = [
        ReceiptField::Status,
        ReceiptField::Code,
        ReceiptField::Message,
    ];
    let said = said.into_iter().filter_map(|entry| receipt.get(entry));
    let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
    said.join(" · ")
}

fn joined(parts: [String; 2]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" — ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actions::test_support,
        language::Language,
        session::Account,
        text::json,
        ui::words::{console as common, runs::words},
    };

    #[test]
    fn every_ending_says_why_in_both_languages() {
        let account = Account {
            name: "Mira".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        };
        for (name, ending) in test_support::endings() {
            let receipt = Receipt::of(ending.job(), &account, &test_support::config()).unwrap();
            let said = [Language::English, Language::SimplifiedChinese]
                .map(|language| why(&receipt, words(language), common::words(language)));
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
        for key in Cause::KEYS.iter().chain(NoAnswer::KEYS) {
            let mut receipt = json::object(r#"{"result": "refused"}"#).unwrap();
            receipt.insert("cause".to_owned(), (*key).into());
            let receipt = Receipt::from_object(&receipt);
            for language in [Language::English, Language::SimplifiedChinese] {
                assert_ne!(
                    why(&receipt, words(language), common::words(language)),
                    "",
                    "{key}"
                );
            }
        }
        assert!(Cause::from_key("recordLost").is_none());
        assert!(NoAnswer::from_key("recordLost").is_none());
    }

    #[test]
    fn no_two_states_have_the_same_mark() {
        let mut marks = ItemStatus::ALL.map(mark).to_vec();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), ItemStatus::ALL.len());
    }
}
