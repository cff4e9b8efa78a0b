//! A revocation on the test bench: the tests are Graph, the sign-in host, the clock and the person.

use std::mem;

use serde_json::{Value, json};

use super::{
    action::RevocationAction,
    advance::Advance,
    call::Call,
    effect::RevocationEffect,
    event::RevocationEvent,
    job::{Job, Stage},
    outcome::{Confirmation, Indeterminate, Outcome, Sent},
    revocation::Revocation,
    snapshot::ProfileSnapshot,
    token_action::ActionRequest,
};
use crate::{
    browser_records::Kept,
    config::{Config, PageAddress},
    graph::{Answer, Method, NoAnswer},
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target, TypeChoice, Wanted},
    session::{SignInCause, SignInFailure},
    time::{Time, rfc3339},
};

pub(crate) const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
pub(crate) const START: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
};
pub(crate) use crate::time::DAY_MS;

/// The header with which Graph asks for more proof.
pub(crate) const CHALLENGE: &str = include_str!("../graph/fixtures/www-authenticate.txt");

/// What the machine asked for, as it goes over the wire or over the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Did {
    Get(String),
    Post(String),
    Wait(u32),
    StepUp { interactive: bool },
}

#[derive(Clone)]
pub(crate) struct Harness {
    pub revocation: Revocation,
    pub now: Time,
    /// What the machine waits for.
    pub due: Option<(u32, RevocationEffect)>,
    pub did: Vec<Did>,
    config: Config,
    chance: u8,
}

pub(crate) fn config() -> Config {
    let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/tools/");
    let text = r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"global"}"#;
    Config::parse(text, page).unwrap()
}

pub(crate) fn target(profile_type: ProfileType) -> Target {
    Target {
        profile_type,
        profile_id: ProfileId::parse(ID).unwrap(),
    }
}

/// What a person asks for.
pub(crate) fn request(wanted: impl Into<Wanted>) -> RevocationAction {
    RevocationAction::Request(ActionRequest::revoke(wanted))
}

/// The same profile, of a type or of one that is to be found out.
pub(crate) fn wanted(profile_type: TypeChoice) -> Wanted {
    Wanted {
        profile_id: ProfileId::parse(ID).unwrap(),
        profile_type,
    }
}

pub(crate) fn answer(status: u16, body: impl Into<String>) -> Answer {
    Answer {
        status,
        request_id: "r-1".into(),
        client_request_id: "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1".into(),
        body: body.into(),
        ..Answer::default()
    }
}

pub(crate) fn not_found() -> Answer {
    answer(404, include_str!("../graph/fixtures/not-found.json"))
}

/// As Intune was seen to answer for an ID that it does not know.
pub(crate) fn not_found_as_400() -> Answer {
    answer(
        400,
        include_str!("../graph/fixtures/field/G06-unknown-id-400.json"),
    )
}

/// As Intune was seen to answer to a change that took place all the same.
pub(crate) fn fault_as_400() -> Answer {
    answer(
        400,
        include_str!("../graph/fixtures/field/G02-internal-error-400.json"),
    )
}

/// As Intune answers where Multi Admin Approval protects the action.
pub(crate) fn needs_approval() -> Answer {
    answer(
        400,
        include_str!("../graph/fixtures/field/G01-multi-admin-approval.json"),
    )
}

pub(crate) fn forbidden() -> Answer {
    answer(403, include_str!("../graph/fixtures/role-missing.json"))
}

pub(crate) fn throttled(retry_after: &str) -> Answer {
    Answer {
        retry_after: retry_after.into(),
        ..answer(429, "")
    }
}

pub(crate) fn busy(retry_after: &str) -> Answer {
    Answer {
        retry_after: retry_after.into(),
        ..answer(503, include_str!("../graph/fixtures/busy.json"))
    }
}

pub(crate) fn challenged(status: u16) -> Answer {
    Answer {
        www_authenticate: CHALLENGE.into(),
        ..answer(status, "")
    }
}

/// A device owner profile; `changes` replace its fields.
pub(crate) fn profile(changes: &Value) -> Answer {
    let mut body = json!({
        "id": ID,
        "displayName": "Shop <floor>",
        "enrollmentMode": "corporateOwnedDedicatedDevice",
        "tokenCreationDateTime": rfc3339(START.unix_ms - 30 * DAY_MS),
        "tokenExpirationDateTime": rfc3339(START.unix_ms + 35 * DAY_MS),
        "enrolledDeviceCount": 87,
        "lastModifiedDateTime": rfc3339(START.unix_ms - 30 * DAY_MS),
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    answer(200, body.to_string())
}

pub(crate) fn active() -> Answer {
    profile(&json!({}))
}

pub(crate) fn revoked() -> Answer {
    profile(&json!({
        "tokenExpirationDateTime": rfc3339(START.unix_ms - 1_000),
        "lastModifiedDateTime": rfc3339(START.unix_ms),
    }))
}

/// Somebody has made a new token.
pub(crate) fn replaced() -> Answer {
    profile(&json!({
        "tokenCreationDateTime": rfc3339(START.unix_ms),
        "tokenExpirationDateTime": rfc3339(START.unix_ms + 90 * DAY_MS),
        "lastModifiedDateTime": rfc3339(START.unix_ms),
    }))
}

/// Somebody has changed something else than the token.
pub(crate) fn edited() -> Answer {
    profile(&json!({"lastModifiedDateTime": rfc3339(START.unix_ms)}))
}

pub(crate) fn aosp() -> Answer {
    profile(&json!({"enrollmentMode": "corporateOwnedAOSPUserlessDevice"}))
}

pub(crate) fn failure(cause: SignInCause) -> SignInFailure {
    SignInFailure {
        cause,
        code: "user_cancelled".into(),
        detail: String::new(),
    }
}

impl Harness {
    pub(crate) fn new() -> Self {
        Self {
            revocation: Revocation::default(),
            now: START,
            due: None,
            did: Vec::new(),
            config: config(),
            chance: 0,
        }
    }

    /// A device owner profile, asked for and not read yet.
    pub(crate) fn requested() -> Self {
        Self::new().act(request(target(ProfileType::DeviceOwner)))
    }

    /// A profile of a type that nobody chose, asked for and not read yet. The older collection is asked first.
    pub(crate) fn finding() -> Self {
        Self::new().act(request(wanted(TypeChoice::FindOut)))
    }

    pub(crate) fn asked() -> Self {
        Self::requested().graph(active())
    }

    /// Confirmed, read again, and sent.
    pub(crate) fn sent() -> Self {
        Self::asked().confirmed().graph(active())
    }

    /// Asked whether to make a new token of a profile that was read.
    pub(crate) fn new_token(read: impl FnOnce() -> Answer) -> Self {
        let request = ActionRequest::create(target(ProfileType::DeviceOwner));
        Self::new()
            .act(RevocationAction::Request(request))
            .graph(read())
    }

    /// A profile that could not be read, sent all the same.
    pub(crate) fn sent_unread() -> Self {
        Self::requested()
            .graph(forbidden())
            .confirmed()
            .graph(forbidden())
    }

    pub(crate) fn confirmed(self) -> Self {
        self.act(RevocationAction::Confirm)
    }

    pub(crate) fn act(mut self, action: RevocationAction) -> Self {
        let effect = self.revocation.act(action);
        self.take(effect);
        self
    }

    /// Graph answers what it was asked.
    #[track_caller]
    pub(crate) fn graph(self, answer: Answer) -> Self {
        self.called(Ok(answer))
    }

    #[track_caller]
    pub(crate) fn lost(self, reason: NoAnswer) -> Self {
        self.called(Err(reason))
    }

    #[track_caller]
    fn called(self, answer: Result<Answer, NoAnswer>) -> Self {
        let call = self.call();
        let request = call.request(&self.config, crate::guid::Guid::from_random([9; 16]));
        let event = call.event(&request, answer, self.now);
        self.handle(event)
    }

    #[track_caller]
    pub(crate) fn call(&self) -> Call {
        match &self.due {
            Some((_, RevocationEffect::Call(call))) => call.clone(),
            other => panic!("no call, but {other:?}"),
        }
    }

    /// The wait that the machine asked for passes.
    #[track_caller]
    pub(crate) fn wakes(mut self) -> Self {
        let Some((_, RevocationEffect::Sleep(ms))) = self.due else {
            panic!("no wait, but {:?}", self.due);
        };
        self.now = self.now.plus_ms(ms);
        self.handle(RevocationEvent::Woke)
    }

    pub(crate) fn stepped_up(self, result: Result<(), SignInCause>) -> Self {
        self.handle(RevocationEvent::SteppedUp(result.map_err(failure)))
    }

    pub(crate) fn no_token(self) -> Self {
        self.handle(RevocationEvent::NoToken(failure(SignInCause::Expired)))
    }

    /// Reports on what is due.
    #[track_caller]
    pub(crate) fn handle(mut self, event: RevocationEvent) -> Self {
        let (epoch, _) = self.due.take().unwrap();
        self.handle_late(epoch, event)
    }

    /// Reports on what was due at some time.
    pub(crate) fn handle_late(mut self, epoch: u32, event: RevocationEvent) -> Self {
        let inputs = self.inputs();
        let advanced = match self.revocation.advance(epoch, event, &inputs) {
            Advance::Now(advanced) => advanced,
            Advance::AfterWrite(unkept) => {
                unkept.kept(Kept::Yes { times_emptied: 0 }, &self.revocation)
            }
        };
        self.revocation = advanced.revocation;
        self.take(advanced.effect);
        self
    }

    pub(crate) fn inputs(&mut self) -> Inputs {
        self.chance = self.chance.wrapping_add(37);
        Inputs {
            now: self.now,
            random: [self.chance; 16],
        }
    }

    pub(crate) fn take(&mut self, effect: Option<(u32, RevocationEffect)>) {
        let Some((epoch, effect)) = effect else {
            return;
        };
        self.did.push(match &effect {
            RevocationEffect::Call(call) => {
                let request = call.request(&self.config, crate::guid::Guid::from_random([9; 16]));
                let path = request
                    .url
                    .as_str()
                    .strip_prefix("https://graph.microsoft.com/beta/deviceManagement/")
                    .unwrap();
                let path = path.split('?').next().unwrap().to_owned();
                match request.method {
                    Method::Get => Did::Get(path),
                    Method::Post => Did::Post(path),
                }
            }
            RevocationEffect::Sleep(ms) => Did::Wait(*ms),
            RevocationEffect::StepUp { interactive, .. } => Did::StepUp {
                interactive: *interactive,
            },
        });
        self.due = Some((epoch, effect));
    }

    /// What was done since this was asked last, without the profile's ID.
    pub(crate) fn since(&mut self) -> Vec<Did> {
        mem::take(&mut self.did)
    }

    pub(crate) fn posts(&self) -> usize {
        let is_post = |did: &&Did| matches!(did, Did::Post(_));
        self.did.iter().filter(is_post).count()
    }

    pub(crate) fn gets(&self) -> usize {
        let is_get = |did: &&Did| matches!(did, Did::Get(_));
        self.did.iter().filter(is_get).count()
    }

    pub(crate) fn waits(&self) -> Vec<u32> {
        let wait = |did: &Did| match did {
            Did::Wait(ms) => Some(*ms),
            _ => None,
        };
        self.did.iter().filter_map(wait).collect()
    }

    /// Answers every read alike and passes every wait, until something else is due.
    pub(crate) fn reads_all(mut self, answer: &Result<Answer, NoAnswer>) -> Self {
        loop {
            self = match &self.due {
                Some((_, RevocationEffect::Call(Call::Read(..)))) => self.called(answer.clone()),
                Some((_, RevocationEffect::Sleep(_))) => self.wakes(),
                Some((
                    _,
                    RevocationEffect::StepUp {
                        interactive: false, ..
                    },
                )) if !self.job().may_be_cancelled() => self.stepped_up(Ok(())),
                _ => return self,
            };
        }
    }

    #[track_caller]
    pub(crate) fn job(&self) -> &Job {
        self.revocation.job().expect("a job")
    }

    #[track_caller]
    pub(crate) fn stage(&self) -> &Stage {
        &self.job().stage
    }

    #[track_caller]
    pub(crate) fn outcome(&self) -> &Outcome {
        match self.stage() {
            Stage::Finished(outcome) => outcome,
            other => panic!("not settled, but {other:?}"),
        }
    }
}

/// Every way in which a revocation can end, under a name.
pub(crate) fn endings() -> Vec<(&'static str, Harness)> {
    let seen = |answer: Answer| Harness::sent().graph(answer_204()).reads_all(&Ok(answer));
    let fault = || answer(500, include_str!("../graph/fixtures/server-error.json"));
    let endings = vec![
        ("confirmed", seen(revoked())),
        ("not visible", seen(active())),
        ("other token", seen(replaced())),
        (
            "not readable",
            Harness::sent_unread()
                .graph(answer_204())
                .reads_all(&Ok(forbidden())),
        ),
        (
            "revoked without an answer",
            Harness::sent()
                .lost(NoAnswer::TimedOut)
                .reads_all(&Ok(revoked())),
        ),
        (
            "revoked with a fault",
            Harness::sent().graph(fault()).reads_all(&Ok(revoked())),
        ),
        (
            "not revoked without an answer",
            Harness::sent()
                .lost(NoAnswer::Blocked)
                .reads_all(&Ok(active())),
        ),
        (
            "not revoked with a fault",
            Harness::sent().graph(fault()).reads_all(&Ok(active())),
        ),
        (
            "cannot tell without an answer",
            Harness::sent()
                .lost(NoAnswer::Offline)
                .reads_all(&Err(NoAnswer::Offline)),
        ),
        (
            "cannot tell with a fault",
            Harness::sent().graph(fault()).reads_all(&Ok(replaced())),
        ),
        ("refused", Harness::sent().graph(forbidden())),
        ("no token", Harness::asked().confirmed().no_token()),
        (
            "refused, of the other type",
            Harness::requested()
                .graph(forbidden())
                .confirmed()
                .graph(forbidden())
                .graph(not_found())
                .graph(active()),
        ),
        (
            "turned away",
            Harness::sent()
                .graph(challenged(401))
                .stepped_up(Err(SignInCause::Expired))
                .act(RevocationAction::StepUp)
                .stepped_up(Err(SignInCause::Cancelled)),
        ),
    ];
    // A new way to end belongs into the list.
    for (name, ending) in &endings {
        match ending.outcome() {
            Outcome::Accepted { confirmation, .. } => match confirmation {
                Confirmation::Seen { .. } => assert_eq!(*name, "confirmed"),
                Confirmation::NotVisible { .. } => assert_eq!(*name, "not visible"),
                Confirmation::OtherToken { .. } => assert_eq!(*name, "other token"),
                Confirmation::NotRead { .. } => assert_eq!(*name, "not readable"),
            },
            Outcome::CarriedOut { indeterminate, .. } => {
                assert_unsettled(name, "revoked", indeterminate);
            }
            Outcome::NotCarriedOut { indeterminate, .. } => {
                assert_unsettled(name, "not revoked", indeterminate);
            }
            Outcome::CannotTell(indeterminate) => {
                assert_unsettled(name, "cannot tell", indeterminate);
            }
            Outcome::Refused(_) => assert!(name.starts_with("refused")),
            Outcome::NotSent { .. } => assert_eq!(*name, "no token"),
            Outcome::TurnedAway { .. } => assert_eq!(*name, "turned away"),
        }
    }
    endings
}

/// Ways in which the making of a new token can end, alone and as the second of two steps.
pub(crate) fn endings_of_new_token() -> Vec<(&'static str, Harness)> {
    let sent = || Harness::new_token(active).confirmed().graph(active());
    let first_done = || {
        Harness::new()
            .act(RevocationAction::Request(ActionRequest::replace(target(
                ProfileType::DeviceOwner,
            ))))
            .graph(active())
            .confirmed()
            .graph(active())
            .graph(answer_204())
            .graph(revoked())
    };
    let second = || {
        first_done()
            .wakes()
            .graph(revoked())
            .confirmed()
            .graph(revoked())
    };
    vec![
        ("made", sent().graph(answer_204()).graph(replaced())),
        (
            "not visible",
            sent().graph(answer_204()).reads_all(&Ok(active())),
        ),
        (
            "made without an answer",
            sent().lost(NoAnswer::TimedOut).reads_all(&Ok(replaced())),
        ),
        (
            "not made without an answer",
            sent().lost(NoAnswer::TimedOut).reads_all(&Ok(active())),
        ),
        (
            "cannot tell",
            sent().lost(NoAnswer::TimedOut).reads_all(&Ok(edited())),
        ),
        ("refused", sent().graph(forbidden())),
        (
            "no token",
            Harness::new_token(active).confirmed().no_token(),
        ),
        ("revoked first", first_done()),
        (
            "made second",
            second().graph(answer_204()).graph(replaced()),
        ),
        ("refused second", second().graph(forbidden())),
    ]
}

fn assert_unsettled(name: &str, verdict: &str, indeterminate: &Indeterminate) {
    assert_eq!(
        name,
        match indeterminate {
            Indeterminate::NoAnswer { .. } => format!("{verdict} without an answer"),
            Indeterminate::Refused(_) => format!("{verdict} with a fault"),
        }
    );
}

pub(crate) fn answer_204() -> Answer {
    answer(204, "")
}

/// The profile that was shown.
pub(crate) fn shown(job: &Job) -> Option<&crate::graph::Profile> {
    match &job.known {
        ProfileSnapshot::Profile(profile) => Some(profile),
        ProfileSnapshot::NotRead | ProfileSnapshot::Unreadable(_) => None,
    }
}

/// The request that is on its way or was answered.
pub(crate) fn sent_of(stage: &Stage) -> Option<&Sent> {
    match stage {
        Stage::Sending(sent) | Stage::Verifying(sent) => Some(sent),
        Stage::Finished(outcome) => outcome.sent(),
        _ => None,
    }
}
