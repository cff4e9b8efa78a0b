//! What an answer of Graph means.

use super::{
    challenge::{Challenge, Claims, claims_challenge},
    error_body::{self, ErrorBody},
    hints,
    profile::Profile,
    retry_after,
};
use crate::{keyed::keyed, profile::Target, text::substring};

/// An answer as it came over the wire; empty texts for headers that were missing or not readable across origins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// The header `request-id`.
    pub request_id: String,
    /// The header `client-request-id`.
    pub client_request_id: String,
    /// The header `Retry-After`.
    pub retry_after: String,
    /// The header `WWW-Authenticate`; several are joined by commas.
    pub www_authenticate: String,
    pub body: String,
}

impl Answer {
    /// Whether it may be for the token that nothing was done: another one is to be asked for.
    ///
    /// <https://learn.microsoft.com/graph/errors#http-status-codes>
    pub(crate) fn may_refuse_token(&self) -> bool {
        self.status == 401
    }
}

/// The ids by which Microsoft's support finds a request. Empty texts where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    /// Graph's id of the request.
    pub request_id: String,
    /// The id this page gave the request.
    pub client_request_id: String,
    /// Intune's id of the request.
    pub activity_id: String,
}

/// An answer that is not the hoped-for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    /// What kind of refusal it is.
    pub cause: Cause,
    /// Graph's code; empty if the answer had none.
    pub code: String,
    /// The message as Intune meant it; empty if the answer had none.
    pub message: String,
    /// Milliseconds to wait before another attempt, if Graph said so.
    pub retry_after_ms: Option<u64>,
    /// When the answer came, in milliseconds since 1970-01-01T00:00:00Z, by the clock of the device.
    pub came_ms: i64,
    pub ids: Ids,
    /// When Graph refused by its own clock, in milliseconds since 1970-01-01T00:00:00Z.
    pub date_ms: Option<i64>,
    /// The body to be shown and copied: bounded, and without the addresses of Intune's own machines.
    pub raw: String,
}

/// A wait that Graph asks for and that is longer than the page waits by itself: nothing is sent before it is over, and
/// whether anything is sent afterwards the person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongWait {
    /// Until when, in milliseconds since 1970-01-01T00:00:00Z, by the clock of the device.
    pub until_ms: i64,
    /// How long, from when the answer came.
    pub wait_ms: u64,
}

/// Why Graph refused, as far as its answer tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The app was not granted the permission; any one of these scopes would do. Empty if the answer names none.
    ScopeMissing(Vec<String>),
    /// The person has no Intune role that allows it.
    RoleMissing,
    /// The tenant has no Intune licence.
    LicenceMissing,
    /// Refused for a reason that the answer does not tell.
    Forbidden,
    /// Multi Admin Approval protects it: a second administrator has to approve.
    ApprovalRequired,
    /// Graph no longer takes the token.
    SignInExpired,
    /// Graph wants a token with these claims.
    ClaimsChallenge(Claims),
    /// Graph wants a token with more proof in it, but not in a readable way of what.
    ChallengeUnreadable,
    /// The collection holds no such profile.
    NotFound,
    /// The collection holds no such profile, but the other collection does. No answer says so: whoever looked there knows.
    OtherCollection,
    /// The profile is being changed by someone else.
    Conflict,
    /// Too many requests; this one was not carried out.
    Throttled,
    /// A fault in the service.
    ServiceFault,
    /// A body that neither Graph nor Intune writes: a page of something in between, one that broke off, a huge one, none.
    UnreadableAnswer,
    /// A success of another kind than the documented one.
    UnexpectedSuccess,
    /// The request was refused as wrong.
    BadRequest,
    Other,
}

/// Whether a request that was refused was carried out all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    DidNotRun,
    /// Nobody here knows.
    MayHaveRun,
}

keyed! {
    Cause {
        ScopeMissing(Vec::new()) => "scopeMissing",
        RoleMissing => "roleMissing",
        LicenceMissing => "licenceMissing",
        Forbidden => "forbidden",
        ApprovalRequired => "approvalRequired",
        SignInExpired => "signInExpired",
        ClaimsChallenge(Claims::not_kept()) => "claimsChallenge",
        ChallengeUnreadable => "challengeUnreadable",
        NotFound => "notFound",
        OtherCollection => "otherCollection",
        Conflict => "conflict",
        Throttled => "throttled",
        ServiceFault => "serviceFault",
        UnreadableAnswer => "unreadableAnswer",
        UnexpectedSuccess => "unexpectedSuccess",
        BadRequest => "badRequest",
        Other => "other",
    }
}

impl Refusal {
    /// Whether the request was carried out all the same, as far as the answer tells.
    ///
    /// <https://learn.microsoft.com/graph/errors>: a 503 that says when to come back is a request turned away at the door.
    /// Intune also gives faults of its own as 400, after which a change was seen to take place.
    pub fn certainty(&self) -> Certainty {
        match self.status {
            400 if self.cause == Cause::ServiceFault => Certainty::MayHaveRun,
            400..=407 | 409..=417 | 422 | 423 | 428 | 429 | 431 => Certainty::DidNotRun,
            503 if self.retry_after_ms.is_some() => Certainty::DidNotRun,
            _ => Certainty::MayHaveRun,
        }
    }

    /// Whether the same question may be answered a while later.
    pub fn may_pass(&self) -> bool {
        self.status >= 500 || self.cause == Cause::ServiceFault
    }

    /// The wait that Graph asks for, where it is longer than the page waits by itself.
    pub fn long_wait(&self) -> Option<LongWait> {
        let wait_ms = self.retry_after_ms?;
        let is_long = retry_after::by_itself(wait_ms).is_none();
        is_long.then(|| LongWait {
            until_ms: self.came_ms.saturating_add_unsigned(wait_ms),
            wait_ms,
        })
    }

    /// Whether the same request may be sent again without asking, after a wait: it surely did not run, and Graph wants it later.
    pub fn may_be_sent_again(&self) -> bool {
        self.status == 429 || (self.status == 503 && self.retry_after_ms.is_some())
    }
}

impl Answer {
    /// Only `204 No Content` says that what was sent was carried out.
    ///
    /// `sent_as`: the `client-request-id` of the request. `now_ms`: when the answer came, in milliseconds since
    /// 1970-01-01T00:00:00Z.
    pub fn into_accepted(self, sent_as: &str, now_ms: i64) -> Result<Ids, Box<Refusal>> {
        let refusal = self.into_refusal(sent_as, now_ms);
        if refusal.status == 204 {
            Ok(refusal.ids)
        } else {
            Err(Box::new(refusal))
        }
    }

    /// Only `200 OK` with the very profile that was asked for counts. The rest as in [`Answer::into_accepted`].
    pub fn into_profile(
        self,
        asked: &Target,
        sent_as: &str,
        now_ms: i64,
    ) -> Result<Profile, Box<Refusal>> {
        if self.status == 200
            && let Some(profile) = Profile::parse(asked.profile_type, &self.body)
            && profile.id.bare() == asked.profile_id.bare()
        {
            return Ok(profile);
        }
        let mut refusal = self.into_refusal(sent_as, now_ms);
        if refusal.status == 200 {
            refusal.cause = Cause::UnreadableAnswer;
        }
        Err(Box::new(refusal))
    }

    pub(super) fn into_refusal(self, sent_as: &str, now_ms: i64) -> Refusal {
        let error = ErrorBody::parse(&self.body);
        let cause = cause(&self, error.as_ref());
        let error = error.unwrap_or_default();
        Refusal {
            status: self.status,
            cause,
            code: error.code,
            message: error.message,
            retry_after_ms: retry_after::wait_ms(&self.retry_after, now_ms)
                .or(error.retry_after_ms),
            came_ms: now_ms,
            ids: Ids {
                request_id: first([self.request_id, error.request_id]),
                client_request_id: first([
                    self.client_request_id,
                    error.client_request_id,
                    sent_as.to_owned(),
                ]),
                activity_id: error.activity_id,
            },
            date_ms: error.date_ms,
            // What a success holds is no error, and may be anything.
            raw: match self.status {
                200..=299 => String::new(),
                _ => error_body::raw(&self.body),
            },
        }
    }
}

fn cause(answer: &Answer, error: Option<&ErrorBody>) -> Cause {
    let status = answer.status;
    if matches!(status, 401 | 403)
        && let Some(challenge) = claims_challenge(&answer.www_authenticate)
    {
        return match challenge {
            Challenge::Claims(claims) => Cause::ClaimsChallenge(claims),
            Challenge::Unreadable => Cause::ChallengeUnreadable,
        };
    }
    match (status, error) {
        (200..=299, _) => Cause::UnexpectedSuccess,
        // These say enough without a body.
        (429, _) => Cause::Throttled,
        (401, None) if answer.body.is_empty() => Cause::SignInExpired,
        (400..=599, None) => Cause::UnreadableAnswer,
        (_, Some(error)) => told(status, error),
        _ => Cause::Other,
    }
}

/// The cause that an error of Graph or Intune tells.
fn told(status: u16, error: &ErrorBody) -> Cause {
    // What Graph answers for a tenant without Intune, with 400.
    if substring::contains(&error.message, "Request not applicable to target tenant") {
        return Cause::LicenceMissing;
    }
    if matches!(status, 400..=403 | 409 | 412) && hints::wants_approval(error) {
        return Cause::ApprovalRequired;
    }
    // Intune answers 401 to what it means as Forbidden. Graph had taken the token by then, so another would not help.
    if status == 403 || (status == 401 && (error.from_intune || error.code == "Forbidden")) {
        return lacking(error).unwrap_or(Cause::Forbidden);
    }
    match status {
        // Intune also puts what other services tell by their status into a 400.
        400 => lacking(error).unwrap_or_else(|| {
            if hints::is_not_found(error) {
                Cause::NotFound
            } else if hints::is_fault(error) {
                Cause::ServiceFault
            } else {
                Cause::BadRequest
            }
        }),
        405 | 406 | 411 | 413..=415 | 422 => Cause::BadRequest,
        401 => Cause::SignInExpired,
        404 | 410 => Cause::NotFound,
        409 | 412 | 423 => Cause::Conflict,
        408 | 500..=599 => Cause::ServiceFault,
        _ => Cause::Other,
    }
}

/// What the app, the person or the tenant lacks, where the message says so.
fn lacking(error: &ErrorBody) -> Option<Cause> {
    let says = |words| substring::contains(&error.message, words);
    if says("Application is not authorized") {
        Some(Cause::ScopeMissing(scopes(&error.message)))
    } else if says("User is not authorized") {
        Some(Cause::RoleMissing)
    } else if says("not licensed") {
        Some(Cause::LicenceMissing)
    } else {
        None
    }
}

/// The scopes that Intune lists: `Application must have one of the following scopes: A, B`.
fn scopes(message: &str) -> Vec<String> {
    const MOST: usize = 20;
    let list = substring::split_once(message, "following scopes:").map_or("", |(_, list)| list);
    list.split(',')
        .map(|scope| scope.trim().trim_end_matches('.'))
        .take_while(|scope| {
            !scope.is_empty()
                && scope
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        })
        .take(MOST)
        .map(str::to_owned)
        .collect()
}

fn first<const N: usize>(texts: [String; N]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{ProfileId, ProfileType};
    use proptest::prelude::*;
    use serde_json::json;

    macro_rules! fixture {
        ($name:literal) => {
            include_str!(concat!("fixtures/", $name))
        };
    }

    const NOW: i64 = 1_795_444_340_000;
    const CHALLENGE: &str = fixture!("www-authenticate.txt");

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            body: body.to_owned(),
            ..Answer::default()
        }
    }

    fn refused(answer: Answer) -> Refusal {
        *answer.into_accepted("sent", NOW).unwrap_err()
    }

    #[test]
    fn only_204_is_success() {
        for status in 0..=999 {
            assert_eq!(
                answer(status, "").into_accepted("c", NOW).is_ok(),
                status == 204,
                "{status}"
            );
        }
    }

    #[test]
    fn each_body_of_graph_and_intune_has_its_cause() {
        let scopes = [
            "DeviceManagementConfiguration.Read.All",
            "DeviceManagementConfiguration.ReadWrite.All",
        ];
        for (status, body, expected) in [
            (400, fixture!("intune-level-1.json"), Cause::BadRequest),
            (400, fixture!("intune-plain.json"), Cause::BadRequest),
            (
                400,
                fixture!("intune-plain-activity.json"),
                Cause::BadRequest,
            ),
            (400, fixture!("wrong-segment.json"), Cause::BadRequest),
            (400, fixture!("details.json"), Cause::BadRequest),
            (400, fixture!("no-licence.json"), Cause::LicenceMissing),
            (401, fixture!("intune-401-forbidden.json"), Cause::Forbidden),
            (401, fixture!("intune-bare.json"), Cause::Forbidden),
            (401, fixture!("intune-level-3.json"), Cause::RoleMissing),
            (
                401,
                fixture!("challenge-not-handled.json"),
                Cause::SignInExpired,
            ),
            (401, fixture!("cae-result.json"), Cause::SignInExpired),
            (401, fixture!("token-expired.json"), Cause::SignInExpired),
            (
                403,
                fixture!("scope-missing.json"),
                Cause::ScopeMissing(scopes.map(str::to_owned).into()),
            ),
            (403, fixture!("role-missing.json"), Cause::RoleMissing),
            (403, fixture!("intune-level-3.json"), Cause::RoleMissing),
            (403, fixture!("forbidden-untold.json"), Cause::Forbidden),
            (
                403,
                fixture!("intune-escaped-slashes.json"),
                Cause::Forbidden,
            ),
            (403, fixture!("intune-gov.json"), Cause::Forbidden),
            (403, fixture!("entra-refused.json"), Cause::Forbidden),
            (403, fixture!("planner-empty-code.json"), Cause::Forbidden),
            (404, fixture!("wrong-version.json"), Cause::NotFound),
            (404, fixture!("not-found.json"), Cause::NotFound),
            (404, fixture!("lower-case-inner.json"), Cause::NotFound),
            (410, fixture!("nested-inner.json"), Cause::NotFound),
            (409, fixture!("conflict.json"), Cause::Conflict),
            (423, fixture!("conflict.json"), Cause::Conflict),
            (429, fixture!("throttled.json"), Cause::Throttled),
            (429, fixture!("gateway-page.html"), Cause::Throttled),
            (429, "", Cause::Throttled),
            (408, fixture!("server-error.json"), Cause::ServiceFault),
            (500, fixture!("server-error.json"), Cause::ServiceFault),
            (503, fixture!("busy.json"), Cause::ServiceFault),
            (401, "", Cause::SignInExpired),
            (401, fixture!("gateway-page.html"), Cause::UnreadableAnswer),
            (401, fixture!("cut-off.txt"), Cause::UnreadableAnswer),
            (403, "", Cause::UnreadableAnswer),
            (407, fixture!("gateway-page.html"), Cause::UnreadableAnswer),
            (500, "", Cause::UnreadableAnswer),
            (500, fixture!("cut-off.txt"), Cause::UnreadableAnswer),
            (502, fixture!("gateway-page.html"), Cause::UnreadableAnswer),
            (504, fixture!("gateway-page.html"), Cause::UnreadableAnswer),
            (200, "", Cause::UnexpectedSuccess),
            (200, fixture!("server-error.json"), Cause::UnexpectedSuccess),
            (302, "", Cause::Other),
            (402, fixture!("server-error.json"), Cause::Other),
        ] {
            assert_eq!(
                refused(answer(status, body)).cause,
                expected,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_challenge_counts_on_401_and_403_whatever_the_body() {
        let body = fixture!("intune-401-forbidden.json");
        let challenged = |status, header: &str| {
            refused(Answer {
                www_authenticate: header.to_owned(),
                ..answer(status, body)
            })
            .cause
        };
        for status in [401, 403] {
            let Cause::ClaimsChallenge(claims) = challenged(status, CHALLENGE) else {
                panic!("{status}");
            };
            assert!(claims.as_str().contains("1726258122"));
            let unreadable = r#"Bearer error="insufficient_claims", claims="?""#;
            assert_eq!(challenged(status, unreadable), Cause::ChallengeUnreadable);
            assert_eq!(
                challenged(status, r#"Bearer realm="urn:intune:service,a,b""#),
                Cause::Forbidden
            );
        }
        assert_eq!(challenged(400, CHALLENGE), Cause::BadRequest);
    }

    #[test]
    fn the_scopes_are_those_that_intune_lists() {
        for (text, expected) in [
            (
                "following scopes: A.Read.All, B.Read.All",
                vec!["A.Read.All", "B.Read.All"],
            ),
            ("following scopes: A.Read.All.", vec!["A.Read.All"]),
            (
                "following scopes: A.Read.All, see https://x.example",
                vec!["A.Read.All"],
            ),
            ("following scopes:", vec![]),
            ("no list", vec![]),
        ] {
            assert_eq!(scopes(text), expected, "{text}");
        }
    }

    #[test]
    fn what_surely_did_not_run_is_told_from_what_may_have() {
        let at = |status, retry_after: &str| {
            let refusal = refused(Answer {
                retry_after: retry_after.into(),
                ..answer(status, "")
            });
            (refusal.certainty(), refusal.may_be_sent_again())
        };
        for status in [400, 401, 403, 404, 405, 409, 410, 412, 423] {
            assert_eq!(at(status, "5"), (Certainty::DidNotRun, false), "{status}");
        }
        for retry_after in ["", "5"] {
            assert_eq!(at(429, retry_after), (Certainty::DidNotRun, true));
        }
        for status in [
            0, 200, 202, 302, 408, 418, 424, 500, 501, 502, 504, 507, 599, 700,
        ] {
            assert_eq!(at(status, "5"), (Certainty::MayHaveRun, false), "{status}");
        }
        assert_eq!(at(503, "5"), (Certainty::DidNotRun, true));
        for retry_after in ["", "soon", "-1"] {
            assert_eq!(at(503, retry_after), (Certainty::MayHaveRun, false));
        }
    }

    #[test]
    fn the_wait_is_the_headers_then_the_bodys() {
        let wait = |header: &str, body: &str| {
            refused(Answer {
                retry_after: header.into(),
                ..answer(429, body)
            })
            .retry_after_ms
        };
        let body = fixture!("throttled-number.json");
        assert_eq!(wait("2.128", body), Some(2_128));
        assert_eq!(wait("Mon, 23 Nov 2026 14:32:30 GMT", body), Some(10_000));
        assert_eq!(wait("", body), Some(17_000));
        assert_eq!(wait("soon", body), Some(17_000));
        assert_eq!(wait("", fixture!("throttled.json")), None);
    }

    #[test]
    fn ids_come_from_headers_then_body_then_what_was_sent() {
        let body = json!({"error": {"code": "x", "message": "", "innerError": {"request-id": "body-r", "client-request-id": "body-c"}}}).to_string();
        let ids = |answer: Answer| refused(answer).ids;
        let from_body = ids(answer(500, &body));
        assert_eq!(
            (
                from_body.request_id.as_str(),
                from_body.client_request_id.as_str()
            ),
            ("body-r", "body-c")
        );
        let from_headers = ids(Answer {
            request_id: "head-r".into(),
            client_request_id: "head-c".into(),
            ..answer(500, &body)
        });
        assert_eq!(
            (
                from_headers.request_id.as_str(),
                from_headers.client_request_id.as_str()
            ),
            ("head-r", "head-c")
        );
        assert_eq!(ids(answer(502, "<html>")).client_request_id, "sent");
    }

    #[test]
    fn a_refusal_keeps_graphs_time_and_what_can_be_copied() {
        let refusal = refused(answer(401, fixture!("intune-401-forbidden.json")));
        assert_eq!(refusal.date_ms, Some(1_795_429_025_000));
        assert!(
            refusal.raw.contains("urn:intune:service"),
            "{}",
            refusal.raw
        );
        assert!(!refusal.raw.contains("manage.microsoft"), "{}", refusal.raw);
        assert_eq!(refused(answer(200, "{\"tokenValue\":\"1\"}")).raw, "");
    }

    #[test]
    fn a_read_gives_the_very_profile_that_was_asked_for() {
        let id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
        let asked = Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(&format!("AOSP-{id}")).unwrap(),
        };
        let read = |status, body: &str| answer(status, body).into_profile(&asked, "sent", NOW);
        let body = json!({"id": id, "displayName": "Kiosk"}).to_string();
        assert_eq!(read(200, &body).unwrap().name, "Kiosk");
        for body in ["", "{}", "[]", &body[1..], &body.replace("0a1b", "1a1b")] {
            assert_eq!(
                read(200, body).unwrap_err().cause,
                Cause::UnreadableAnswer,
                "{body}"
            );
        }
        assert_eq!(read(204, "").unwrap_err().cause, Cause::UnexpectedSuccess);
        assert_eq!(
            read(404, fixture!("not-found.json")).unwrap_err().cause,
            Cause::NotFound
        );
    }

    proptest! {
        #[test]
        fn every_answer_has_a_meaning(status: u16, body in "\\PC*", retry_after in "\\PC*", www_authenticate in "\\PC*") {
            let answer = Answer { retry_after, www_authenticate, ..answer(status, &body) };
            if let Err(refusal) = answer.into_accepted("c", NOW) {
                prop_assert!(!refusal.may_be_sent_again() || refusal.certainty() == Certainty::DidNotRun);
            }
        }
    }
}
