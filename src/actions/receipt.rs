//! The receipt: what proves afterwards how a revocation ended, for a ticket, an auditor, or the next shift.

use super::{
    job::{Job, Stage},
    outcome::{Confirmation, Indeterminate, Outcome, Refused, Sent},
    skip::Skip,
    snapshot::ProfileSnapshot,
    token_action::{CREATE_TOKEN, Then, TokenAction},
};
use crate::{
    APP_VERSION,
    config::Config,
    graph::{EnrollmentMode, Ids, NoAnswer, Profile, Refusal},
    keyed::keyed,
    profile::{ProfileId, ProfileType, Target},
    session::Account,
    text::{
        csv::{BYTE_ORDER_MARK, row},
        json::{self, Object},
    },
    time::{Time, rfc3339, unix_ms},
    token::Expiry,
};

/// The version of the JSON shape, which `docs/receipt.md` describes.
pub(super) const VERSION: &str = "1";

/// The result of a profile to which nothing was sent, in JSON.
const SKIPPED: &str = "skipped";

/// The confirmation of a revocation that is still being read back, in JSON.
const READING_BACK: &str = "readingBack";

/// The steps by which a token is replaced, in JSON.
const FIRST_STEP: &str = "revokeFirst";
const SECOND_STEP: &str = "createSecond";

/// The result of a revocation of which nobody knows, in JSON.
const CANNOT_TELL: &str = "cannotTell";

/// How much of an entry is read back, in characters: more than any has.
const LONGEST: usize = 2_000;

/// How much of a receipt's JSON is read, in bytes. What is longest in one is a message of 2,000 characters.
const LONGEST_JSON: usize = 262_144;

/// An entry of a receipt, in the order in which a receipt has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptField {
    Result,
    /// The name of Graph's action, where it is not a revocation and nothing more.
    Action,
    /// Which step of a plan of two it is.
    Step,
    /// How that is known.
    Confirmation,
    /// Why nothing was sent.
    Skipped,
    /// When that was known.
    SettledAt,
    Account,
    Tenant,
    /// The ticket that the person named.
    Ticket,
    /// Why the person revoked, in their words.
    Reason,
    /// The profile's ID, as it was sent.
    ProfileId,
    ProfileType,
    /// The profile's display name.
    ProfileName,
    EnrollmentMode,
    /// When the token before was made.
    TokenCreated,
    /// When the token before would have expired.
    TokenExpiresBefore,
    /// For how long a new token was asked for, in seconds.
    Validity,
    /// When the token expires or expired, read back.
    TokenExpiresAfter,
    /// When the new token was made, read back.
    TokenCreatedAfter,
    /// The method and address.
    Request,
    /// When it was sent.
    SentAt,
    /// When it was sent, on the person's own clock.
    SentAtLocal,
    Status,
    /// What kind of refusal it was, or why no answer came.
    Cause,
    Code,
    /// The message as Intune meant it.
    Message,
    /// `request-id`.
    RequestId,
    /// `client-request-id`.
    ClientRequestId,
    ActivityId,
    /// The version of the page that made the receipt.
    AppVersion,
}

/// The entries that there is something to say for, in the order of [`ReceiptField::ALL`]. No token, no secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt(Vec<(ReceiptField, String)>);

impl Receipt {
    /// The receipt of a revocation that is over, or that Graph has accepted: then it says that reading back has not ended.
    /// There is none as long as it is not known in which collection the profile is: nothing was sent then.
    pub fn of(job: &Job, account: &Account, config: &Config) -> Option<Self> {
        if !job.is_of_known_type() {
            return None;
        }
        match &job.stage {
            Stage::Finished(outcome) => Some(Self::of_outcome(job, outcome, account, config)),
            Stage::Verifying(sent) => {
                let at = sent.answered.unwrap_or(sent.at);
                let outcome = Outcome::Accepted {
                    sent: sent.clone(),
                    confirmation: Confirmation::NotRead { at },
                };
                let mut receipt = Self::of_outcome(job, &outcome, account, config);
                receipt.set(ReceiptField::Confirmation, READING_BACK);
                Some(receipt)
            }
            _ => None,
        }
    }

    /// The receipt of a revocation that ended like this.
    pub(crate) fn of_outcome(
        job: &Job,
        outcome: &Outcome,
        account: &Account,
        config: &Config,
    ) -> Self {
        let mut receipt = Self::default();
        receipt.add(ReceiptField::Result, outcome.key(job.action));
        receipt.add_action(job.action);
        let (confirmation, at) = outcome.confirmation();
        receipt.add(ReceiptField::Confirmation, confirmation);
        let before = match &job.known {
            ProfileSnapshot::Profile(before) => Some(before),
            ProfileSnapshot::NotRead | ProfileSnapshot::Unreadable(_) => None,
        };
        receipt.add_profile(&job.target, before, at, account);
        receipt.add(ReceiptField::Ticket, job.note.ticket.as_str());
        receipt.add(ReceiptField::Reason, job.note.reason.as_str());
        if let Some(after) = outcome.after() {
            receipt.add(ReceiptField::TokenExpiresAfter, expiry(after));
            if job.action.is_create() {
                receipt.add(
                    ReceiptField::TokenCreatedAfter,
                    inputs(after.token_created_ms),
                );
            }
        }
        if let Some(sent) = outcome.sent() {
            receipt.add_request(config, &job.target, job.action, sent);
        }
        receipt.add_answer(outcome.sent(), outcome.no_answer(), outcome.refusal());
        // A run keeps thousands of them.
        receipt.0.shrink_to_fit();
        receipt
    }

    /// The receipt of a profile to which nothing was sent.
    pub(crate) fn of_skipped(
        target: &Target,
        before: Option<&Profile>,
        skip: Skip,
        at: Time,
        account: &Account,
    ) -> Self {
        let mut receipt = Self::default();
        receipt.add(ReceiptField::Result, SKIPPED);
        receipt.add(ReceiptField::Skipped, skip.key());
        receipt.add_profile(target, before, at, account);
        receipt
    }

    /// The receipt of a profile of which this browser no longer knows how it stood.
    pub(crate) fn of_lost(target: &Target, at: Time, account: &Account) -> Self {
        let mut receipt = Self::default();
        receipt.add(ReceiptField::Result, CANNOT_TELL);
        receipt.add_profile(target, None, at, account);
        receipt.add(ReceiptField::Cause, "recordLost");
        receipt
    }

    /// What there is to say of a profile whose revocation is not over, or has not begun.
    pub(crate) fn so_far(
        target: &Target,
        before: Option<&Profile>,
        stage: Option<&Stage>,
        account: &Account,
        config: &Config,
    ) -> Self {
        let mut receipt = Self::default();
        receipt.add_target(target, before, account);
        let (sent, no_answer, refusal) = match stage {
            Some(Stage::Sending(sent) | Stage::Verifying(sent)) => (Some(sent), None, None),
            Some(
                Stage::Locating(refused) | Stage::Reconciling(Indeterminate::Refused(refused)),
            ) => (Some(&refused.sent), None, Some(&*refused.refusal)),
            Some(Stage::Reconciling(Indeterminate::NoAnswer { sent, reason, .. })) => {
                (Some(sent), Some(*reason), None)
            }
            _ => (None, None, None),
        };
        if let Some(sent) = sent {
            receipt.add_request(config, target, TokenAction::Revoke(Then::Nothing), sent);
        }
        receipt.add_answer(sent, no_answer, refusal);
        receipt
    }

    /// Keeps what an earlier receipt of the same revocation says of its answer, where this one says nothing.
    pub(crate) fn keep(&mut self, earlier: &Self) {
        let of_answer = [
            ReceiptField::Status,
            ReceiptField::Cause,
            ReceiptField::Code,
            ReceiptField::Message,
            ReceiptField::RequestId,
            ReceiptField::ActivityId,
        ];
        if self.get(ReceiptField::Status).is_none() && earlier.get(ReceiptField::Status).is_some() {
            self.0.retain(|(entry, _)| !of_answer.contains(entry));
            for field in of_answer {
                self.add(field, earlier.get(field).unwrap_or_default());
            }
        }
    }

    fn set(&mut self, wanted: ReceiptField, value: &str) {
        let found = self.0.iter_mut().find(|(entry, _)| *entry == wanted);
        if let Some((_, old)) = found {
            value.clone_into(old);
        }
    }

    /// What an entry says.
    pub fn get(&self, wanted: ReceiptField) -> Option<&str> {
        let found = self.0.iter().find(|(entry, _)| *entry == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// The entries by their names.
    pub fn to_object(&self) -> Object {
        let mut object = Object::new();
        for (entry, value) in &self.0 {
            object.insert(entry.key().to_owned(), value.clone().into());
        }
        object
    }

    /// The entries of an object that [`Receipt::to_object`] made, and nothing else that is in it.
    pub fn from_object(object: &Object) -> Self {
        let entry = |entry: ReceiptField| {
            let value = object.get(entry.key())?.as_str()?;
            Some((entry, value.chars().take(LONGEST).collect()))
        };
        Self(ReceiptField::ALL.into_iter().filter_map(entry).collect())
    }

    /// Whether it is of a new token, and not of a revocation.
    pub fn is_of_new_token(&self) -> bool {
        self.get(ReceiptField::Action) == Some(CREATE_TOKEN)
    }

    /// Whether nothing more is looked at by itself.
    pub fn is_over(&self) -> bool {
        self.get(ReceiptField::Confirmation) != Some(READING_BACK)
    }

    pub fn entries(&self) -> &[(ReceiptField, String)] {
        &self.0
    }

    /// The receipt as JSON: one flat object of texts.
    pub fn json(&self) -> String {
        let mut json = String::from("{\n  \"version\": \"");
        json.push_str(VERSION);
        json.push('"');
        for (entry, value) in &self.0 {
            json.push_str(",\n  \"");
            json.push_str(entry.key());
            json.push_str("\": ");
            json.push_str(&serde_json::to_string(value).unwrap_or_default());
        }
        json.push_str("\n}\n");
        json
    }

    /// The receipt as comma-separated values in UTF-8: a row of keys, and one of what they say.
    pub fn csv(&self) -> String {
        let mut csv = String::from(BYTE_ORDER_MARK);
        row(&mut csv, self.0.iter().map(|(entry, _)| entry.key()));
        row(&mut csv, self.0.iter().map(|(_, value)| value.as_str()));
        csv
    }

    /// Reads what [`Receipt::json`] wrote; `None` for what is no receipt, or one of another version.
    ///
    /// Keys that nobody knows, and values that are no text, are left out.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST_JSON {
            return None;
        }
        Self::from_json(&json::object(text)?)
    }

    /// Reads a receipt that is part of something larger.
    pub fn from_json(json: &Object) -> Option<Self> {
        if json.get("version")?.as_str()? != VERSION {
            return None;
        }
        let mut receipt = Self::from_object(json);
        receipt.0.retain(|(_, value)| !value.is_empty());
        let whole = receipt.target().is_some()
            && receipt.settled_ms().is_some()
            && receipt.get(ReceiptField::Result).is_some();
        whole.then_some(receipt)
    }

    pub fn target(&self) -> Option<Target> {
        Some(Target {
            profile_type: ProfileType::from_key(self.get(ReceiptField::ProfileType)?)?,
            profile_id: ProfileId::parse(self.get(ReceiptField::ProfileId)?).ok()?,
        })
    }

    /// When it was settled, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn settled_ms(&self) -> Option<i64> {
        unix_ms(self.get(ReceiptField::SettledAt)?)
    }

    /// When the revocation was sent last, if one was, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn sent_ms(&self) -> Option<i64> {
        unix_ms(self.get(ReceiptField::SentAt)?)
    }

    fn add_profile(
        &mut self,
        target: &Target,
        before: Option<&Profile>,
        at: Time,
        account: &Account,
    ) {
        self.add(ReceiptField::SettledAt, at.rfc3339());
        self.add_target(target, before, account);
    }

    fn add_target(&mut self, target: &Target, before: Option<&Profile>, account: &Account) {
        self.add(ReceiptField::Account, account.upn.as_str());
        self.add(ReceiptField::Tenant, account.tenant_id.as_str());
        self.add(ReceiptField::ProfileId, target.profile_id.as_str());
        self.add(ReceiptField::ProfileType, target.profile_type.key());
        self.add(ReceiptField::AppVersion, APP_VERSION);
        let Some(before) = before else { return };
        self.add(ReceiptField::ProfileName, before.name.as_str());
        self.add(
            ReceiptField::EnrollmentMode,
            before.mode.as_ref().map_or("", EnrollmentMode::as_str),
        );
        self.add(ReceiptField::TokenCreated, inputs(before.token_created_ms));
        self.add(ReceiptField::TokenExpiresBefore, expiry(before));
    }

    /// What is not said to be anything else is a revocation.
    fn add_action(&mut self, action: TokenAction) {
        let step = match action {
            TokenAction::Revoke(Then::Nothing) => return,
            TokenAction::Revoke(Then::NewToken | Then::Settled) => FIRST_STEP,
            TokenAction::Create { replaces: true, .. } => SECOND_STEP,
            TokenAction::Create {
                replaces: false, ..
            } => "",
        };
        self.add(ReceiptField::Action, action.key());
        self.add(ReceiptField::Step, step);
        if let TokenAction::Create { validity, .. } = action {
            self.add(ReceiptField::Validity, validity.seconds().to_string());
        }
    }

    fn add_request(&mut self, config: &Config, target: &Target, action: TokenAction, sent: &Sent) {
        let request = action.request(config, target, sent.client_request_id.clone());
        let line = format!("{} {}", request.method.as_str(), request.url.as_str());
        self.add(ReceiptField::Request, line);
        self.add(ReceiptField::SentAt, sent.at.rfc3339());
        self.add(ReceiptField::SentAtLocal, sent.at.local());
    }

    fn add_answer(
        &mut self,
        sent: Option<&Sent>,
        no_answer: Option<NoAnswer>,
        refusal: Option<&Refusal>,
    ) {
        if let Some(sent) = sent {
            if sent.answered.is_some() {
                self.add(ReceiptField::Status, "204 No Content");
                self.ids(&sent.ids);
            } else if refusal.is_none() {
                self.add(
                    ReceiptField::ClientRequestId,
                    sent.client_request_id.as_str(),
                );
            }
        }
        if let Some(reason) = no_answer {
            self.add(ReceiptField::Cause, reason.key());
        }
        if let Some(refusal) = refusal {
            self.add(ReceiptField::Status, refusal.status.to_string());
            self.add(ReceiptField::Cause, refusal.cause.key());
            self.add(ReceiptField::Code, refusal.code.as_str());
            self.add(ReceiptField::Message, refusal.message.as_str());
            self.ids(&refusal.ids);
        }
    }

    fn add(&mut self, entry: ReceiptField, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            let at = self
                .0
                .partition_point(|(before, _)| (*before as usize) <= entry as usize);
            self.0.insert(at, (entry, value));
        }
    }

    fn ids(&mut self, ids: &Ids) {
        self.add(ReceiptField::RequestId, ids.request_id.as_str());
        self.add(
            ReceiptField::ClientRequestId,
            ids.client_request_id.as_str(),
        );
        self.add(ReceiptField::ActivityId, ids.activity_id.as_str());
    }
}

keyed! {
    pub each ReceiptField {
        Result => "result",
        Action => "action",
        Step => "step",
        Confirmation => "confirmation",
        Skipped => "skippedBecause",
        SettledAt => "settledAt",
        Account => "account",
        Tenant => "tenantId",
        Ticket => "ticket",
        Reason => "reason",
        ProfileId => "profileId",
        ProfileType => "profileType",
        ProfileName => "profileName",
        EnrollmentMode => "enrollmentMode",
        TokenCreated => "tokenCreatedAt",
        TokenExpiresBefore => "tokenExpiresBefore",
        Validity => "tokenValidityInSeconds",
        TokenExpiresAfter => "tokenExpiresAfter",
        TokenCreatedAfter => "tokenCreatedAfter",
        Request => "request",
        SentAt => "sentAt",
        SentAtLocal => "sentAtLocal",
        Status => "status",
        Cause => "cause",
        Code => "code",
        Message => "message",
        RequestId => "requestId",
        ClientRequestId => "clientRequestId",
        ActivityId => "activityId",
        AppVersion => "appVersion",
    }
}

impl Outcome {
    /// The outcome's name in JSON.
    pub fn key(&self, action: TokenAction) -> &'static str {
        match self {
            Self::Accepted { .. } if action.is_create() => "created",
            Self::Accepted { .. } => "revoked",
            Self::CarriedOut { .. } if action.is_create() => "createdWithoutAnswer",
            Self::CarriedOut { .. } => "revokedWithoutAnswer",
            Self::NotCarriedOut { .. } if action.is_create() => "notCreated",
            Self::NotCarriedOut { .. } => "notRevoked",
            Self::CannotTell(_) => CANNOT_TELL,
            Self::Refused(_) => "refused",
            Self::NotSent { .. } => "notSent",
            Self::TurnedAway { .. } => "turnedAway",
        }
    }

    /// The request, if one was sent.
    pub fn sent(&self) -> Option<&Sent> {
        match self {
            Self::Accepted { sent, .. } | Self::Refused(Refused { sent, .. }) => Some(sent),
            Self::CarriedOut { indeterminate, .. }
            | Self::NotCarriedOut { indeterminate, .. }
            | Self::CannotTell(indeterminate) => Some(indeterminate.sent()),
            Self::NotSent { .. } | Self::TurnedAway { .. } => None,
        }
    }

    /// What Graph said against it, if it did.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refused)
            | Self::CarriedOut {
                indeterminate: Indeterminate::Refused(refused),
                ..
            }
            | Self::NotCarriedOut {
                indeterminate: Indeterminate::Refused(refused),
                ..
            }
            | Self::CannotTell(Indeterminate::Refused(refused)) => Some(&refused.refusal),
            _ => None,
        }
    }

    /// Why no answer came, if none did.
    pub fn no_answer(&self) -> Option<NoAnswer> {
        match self {
            Self::CarriedOut { indeterminate, .. }
            | Self::NotCarriedOut { indeterminate, .. }
            | Self::CannotTell(indeterminate) => match indeterminate {
                Indeterminate::NoAnswer { reason, .. } => Some(*reason),
                Indeterminate::Refused(_) => None,
            },
            _ => None,
        }
    }

    /// What the profile said afterwards, if it was read.
    pub fn after(&self) -> Option<&Profile> {
        match self {
            Self::Accepted {
                confirmation:
                    Confirmation::Seen { after, .. } | Confirmation::OtherToken { after, .. },
                ..
            }
            | Self::CarriedOut { after, .. } => Some(after),
            _ => None,
        }
    }

    fn confirmation(&self) -> (&'static str, Time) {
        match self {
            Self::Accepted { confirmation, .. } => match confirmation {
                Confirmation::Seen { at, .. } => ("readBack", *at),
                Confirmation::NotVisible { at } => ("notVisibleYet", *at),
                Confirmation::OtherToken { at, .. } => ("otherToken", *at),
                Confirmation::NotRead { at } => ("notReadable", *at),
            },
            Self::CarriedOut { at, .. } | Self::NotCarriedOut { at, .. } => ("readBack", *at),
            Self::CannotTell(
                Indeterminate::Refused(Refused { at, .. }) | Indeterminate::NoAnswer { at, .. },
            )
            | Self::Refused(Refused { at, .. })
            | Self::NotSent { at, .. }
            | Self::TurnedAway { at, .. } => ("none", *at),
        }
    }
}

fn expiry(profile: &Profile) -> String {
    match profile.token_expires {
        Expiry::At(ms) => rfc3339(ms),
        Expiry::Null => "never".to_owned(),
        Expiry::Unknown => String::new(),
    }
}

fn inputs(ms: Option<i64>) -> String {
    ms.map(rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::{
        Note, RevocationAction,
        test_support::{self, Harness},
    };
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    fn account() -> Account {
        Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        }
    }

    fn receipt(ended: &Harness) -> Receipt {
        Receipt::of(ended.job(), &account(), &test_support::config()).unwrap()
    }

    fn read(receipt: &Receipt) -> Map<String, Value> {
        let json: Value = serde_json::from_str(&receipt.json()).unwrap();
        json.as_object().unwrap().clone()
    }

    #[test]
    fn the_receipt_of_a_confirmed_revocation_says_who_what_when_and_how() {
        let mut ended = Harness::sent();
        let id = test_support::sent_of(ended.stage())
            .unwrap()
            .client_request_id
            .to_string();
        ended.now = ended.now.plus_ms(1_000);
        let ended = ended
            .graph(test_support::answer_204())
            .graph(test_support::revoked());
        assert_eq!(
            Value::Object(read(&receipt(&ended))),
            json!({
                "version": "1",
                "result": "revoked",
                "confirmation": "readBack",
                "settledAt": "2026-11-23T14:32:21Z",
                "account": "mira@contoso.com",
                "tenantId": "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346",
                "profileId": test_support::ID,
                "profileType": "deviceOwner",
                "profileName": "Shop <floor>",
                "enrollmentMode": "corporateOwnedDedicatedDevice",
                "tokenCreatedAt": "2026-10-24T14:32:20Z",
                "tokenExpiresBefore": "2026-12-28T14:32:20Z",
                "tokenExpiresAfter": "2026-11-23T14:32:19Z",
                "request": format!("POST https://graph.microsoft.com/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles/{}/revokeToken", test_support::ID),
                "sentAt": "2026-11-23T14:32:20Z",
                "sentAtLocal": "2026-11-23 15:32:20 +01:00",
                "status": "204 No Content",
                "requestId": "r-1",
                "clientRequestId": "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1",
                "appVersion": APP_VERSION,
            })
        );
        assert_ne!(id, "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1");
    }

    #[test]
    fn every_outcome_has_a_receipt_of_one_flat_object_with_a_version() {
        let mut seen = Vec::new();
        for (name, ended) in test_support::endings()
            .into_iter()
            .chain(test_support::endings_of_new_token())
        {
            let receipt = receipt(&ended);
            let json = read(&receipt);
            assert_eq!(json["version"], VERSION, "{name}");
            assert_eq!(
                json.len(),
                1 + receipt.entries().len(),
                "{name}: a key twice"
            );
            assert!(
                json.values()
                    .all(|value| value.as_str().is_some_and(|text| !text.is_empty()))
            );
            for key in [
                "result",
                "confirmation",
                "settledAt",
                "account",
                "tenantId",
                "profileId",
                "profileType",
                "appVersion",
            ] {
                assert!(json.contains_key(key), "{name}: {key}");
            }
            let sent = ended.outcome().sent().is_some();
            for key in ["request", "sentAt", "sentAtLocal", "clientRequestId"] {
                assert_eq!(
                    json.contains_key(key),
                    sent || (key, name) == ("clientRequestId", "not found"),
                    "{name}: {key}"
                );
            }
            let order: Vec<_> = receipt
                .entries()
                .iter()
                .map(|(entry, _)| *entry as usize)
                .collect();
            assert!(order.is_sorted(), "{name}: {order:?}");
            assert!(receipt.json().starts_with("{\n  \"version\": \"1\","));
            assert_eq!(
                Receipt::parse(&receipt.json()),
                Some(receipt.clone()),
                "{name}"
            );
            assert_eq!(receipt.target(), Some(ended.job().target.clone()));
            assert_eq!(receipt.sent_ms().is_some(), sent, "{name}");
            seen.extend(receipt.entries().iter().map(|(entry, _)| *entry));
        }
        for entry in ReceiptField::ALL {
            // Only a run skips, and only a person says why.
            let is_other = matches!(
                entry,
                ReceiptField::Skipped | ReceiptField::Ticket | ReceiptField::Reason
            );
            assert_eq!(seen.contains(&entry), !is_other, "{entry:?} is used");
        }
        assert_eq!(
            Receipt::of(Harness::sent().job(), &account(), &test_support::config()),
            None
        );
    }

    #[test]
    fn why_a_person_revokes_is_in_the_receipt_from_the_first_to_the_last() {
        let note = Note {
            ticket: "INC-4711".into(),
            reason: "Poster \"lost\"".into(),
        };
        let sent = Harness::asked()
            .act(RevocationAction::Explain(note.clone()))
            .confirmed()
            .graph(test_support::active())
            // By then it is sent, and what was said stays.
            .act(RevocationAction::Explain(Note::default()))
            .graph(test_support::answer_204());
        for ended in [sent.clone(), sent.graph(test_support::revoked())] {
            let receipt = receipt(&ended);
            let json = read(&receipt);
            assert_eq!(json["version"], "1");
            assert_eq!(json["ticket"], note.ticket);
            assert_eq!(json["reason"], note.reason);
            assert_eq!(Receipt::parse(&receipt.json()), Some(receipt));
        }
    }

    #[test]
    fn there_is_a_receipt_from_the_204_on_that_says_what_has_not_ended() {
        let accepted = Harness::sent().graph(test_support::answer_204());
        let so_far = read(&receipt(&accepted));
        assert_eq!(so_far["result"], "revoked");
        assert_eq!(so_far["confirmation"], "readingBack");
        assert_eq!(so_far["status"], "204 No Content");
        assert_eq!(so_far["settledAt"], "2026-11-23T14:32:20Z");
        assert_eq!(so_far["requestId"], "r-1");
        let description = include_str!("../../docs/receipt.md");
        assert!(description.contains("| `readingBack` |"));
        let later = read(&receipt(&accepted.graph(test_support::revoked())));
        assert_eq!(later["confirmation"], "readBack");
        assert_eq!(
            later["sentAt"], so_far["sentAt"],
            "the entry of the activity keeps its key"
        );
    }

    #[test]
    fn what_is_no_receipt_of_this_version_is_none() {
        let ended = Harness::sent()
            .graph(test_support::answer_204())
            .graph(test_support::revoked());
        let good = Value::Object(read(&receipt(&ended)));
        let with = |key: &str, value: Value| {
            let mut json = good.clone();
            json[key] = value;
            Receipt::parse(&json.to_string())
        };
        let same = receipt(&ended);
        for (key, value) in [
            ("extra", json!("x")),
            ("code", json!(7)),
            ("message", json!("")),
        ] {
            assert_eq!(with(key, value), Some(same.clone()), "{key}");
        }
        for (key, value) in [
            ("version", json!("2")),
            ("version", json!(1)),
            ("result", Value::Null),
            ("settledAt", json!("yesterday")),
            ("profileId", json!("../x")),
            ("profileType", json!("ios")),
            ("message", json!("x".repeat(LONGEST_JSON))),
        ] {
            assert_eq!(with(key, value), None, "{key}");
        }
        for text in [
            "",
            "null",
            "[]",
            "{}",
            "{\"version\":\"1\"}",
            &"[".repeat(1_000),
        ] {
            assert_eq!(Receipt::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_204_alone_is_never_called_read_back() {
        let confirmation = |name| {
            let endings = test_support::endings();
            let (_, ended) = endings.iter().find(|(known, _)| *known == name).unwrap();
            read(&receipt(ended))["confirmation"].clone()
        };
        assert_eq!(confirmation("not visible"), "notVisibleYet");
        assert_eq!(confirmation("not readable"), "notReadable");
        assert_eq!(confirmation("other token"), "otherToken");
        assert_eq!(confirmation("cannot tell with a fault"), "none");
        assert_eq!(confirmation("revoked without an answer"), "readBack");
    }

    #[test]
    fn no_secret_gets_into_a_receipt() {
        let secrets = json!({
            "tokenValue": "SECRET",
            "qrCodeContent": "SECRET",
            "qrCodeImage": {"type": "image/png", "value": "SECRET"},
            "wifiPassword": "SECRET",
            "wifiSsid": "SECRET",
        });
        let seen = || test_support::profile(&secrets);
        for ended in [
            Harness::requested()
                .graph(seen())
                .confirmed()
                .graph(seen())
                .graph(test_support::answer_204())
                .reads_all(&Ok(seen())),
            Harness::requested()
                .graph(seen())
                .confirmed()
                .graph(seen())
                .graph(test_support::answer(500, r#"{"x":"SECRET"}"#))
                .reads_all(&Ok(seen())),
        ] {
            let json = receipt(&ended).json();
            assert!(json.contains("Shop") && !json.contains("SECRET"), "{json}");
        }
        let challenged = Harness::sent()
            .graph(test_support::challenged(401))
            .stepped_up(Ok(()));
        let json = receipt(
            &challenged
                .graph(test_support::active())
                .graph(test_support::challenged(401)),
        )
        .json();
        assert!(
            !json.contains("eyJ") && !json.contains("access_token") && !json.contains("Bearer"),
            "{json}"
        );
    }

    #[test]
    fn a_token_without_an_end_is_said_to_have_none() {
        let endless = test_support::profile(
            &json!({"tokenExpirationDateTime": null, "enrollmentMode": null}),
        );
        let ended = Harness::requested()
            .graph(endless.clone())
            .confirmed()
            .graph(endless)
            .graph(test_support::forbidden());
        let json = read(&receipt(&ended));
        assert_eq!(json["tokenExpiresBefore"], "never");
        assert!(!json.contains_key("enrollmentMode"));
    }

    #[test]
    fn an_aosp_profile_is_named_as_it_was_sent() {
        let ended = Harness::requested()
            .graph(test_support::aosp())
            .confirmed()
            .graph(test_support::aosp())
            .graph(test_support::not_found())
            .graph(test_support::aosp())
            .graph(test_support::forbidden());
        let json = read(&receipt(&ended));
        let name = format!("AOSP-{}", test_support::ID);
        assert_eq!(json["profileId"], name);
        assert!(json["request"].as_str().unwrap().contains(&name));
    }

    #[test]
    fn the_description_of_the_json_names_every_key_and_value() {
        let description = include_str!("../../docs/receipt.md");
        let (keys, _) = description.split_once("\n## ").unwrap();
        let rows: Vec<_> = keys
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
            .map(|(key, _)| key)
            .collect();
        let mut expected = vec!["version"];
        expected.extend(ReceiptField::ALL.into_iter().map(ReceiptField::key));
        assert_eq!(rows, expected);
        assert!(description.contains(&format!("`\"{VERSION}\"`")));
        for (name, ended) in test_support::endings()
            .into_iter()
            .chain(test_support::endings_of_new_token())
        {
            let json = read(&receipt(&ended));
            for key in ["result", "confirmation"] {
                let value = format!("| `{}` |", json[key].as_str().unwrap());
                assert!(description.contains(&value), "{name}: {value}");
            }
        }
        for profile_type in ProfileType::ALL {
            assert!(description.contains(&format!("`{}`", profile_type.key())));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_receipt_or_none(text in "\\PC*", key in prop::sample::select(ReceiptField::ALL.to_vec())) {
            Receipt::parse(&text);
            let ended = Harness::sent().graph(test_support::answer_204()).graph(test_support::revoked());
            let mut json = read(&receipt(&ended));
            json.insert(key.key().to_owned(), json!(text));
            if let Some(receipt) = Receipt::parse(&Value::Object(json).to_string()) {
                prop_assert_eq!(Receipt::parse(&receipt.json()), Some(receipt.clone()));
            }
        }

        #[test]
        fn hostile_text_survives(message: String, name in "\\PC*|[\"\\\\\r\n\t\u{0}-\u{1f}\u{7f}\u{2028}\u{202e}{}]*", upn: String) {
            let seen = || test_support::profile(&json!({"displayName": name}));
            let body = json!({"error": {"code": "Forbidden", "message": message}}).to_string();
            let ended = Harness::requested().graph(seen()).confirmed().graph(seen()).graph(test_support::answer(403, body));
            let account = Account { upn: upn.clone(), ..account() };
            let receipt = Receipt::of(ended.job(), &account, &test_support::config()).unwrap();
            let json = read(&receipt);
            prop_assert_eq!(json.len(), 1 + receipt.entries().len());
            prop_assert_eq!(Receipt::parse(&receipt.json()), Some(receipt.clone()));
            for (entry, value) in receipt.entries() {
                prop_assert_eq!(json[entry.key()].as_str(), Some(value.as_str()));
            }
            prop_assert_eq!(json.get("account").map_or("", |upn| upn.as_str().unwrap()), upn);
            let name: String = name.chars().take(1_000).collect();
            prop_assert_eq!(json.get("profileName").map_or("", |name| name.as_str().unwrap()), name);
        }
    }
}
