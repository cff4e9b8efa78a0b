//! What an answer of Graph means.

use super::ErrorBody;

/// An answer as it came over the wire; empty texts for headers that were missing or not readable across origins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header `request-id`.
    pub request_id: String,
    /// The header `client-request-id`.
    pub client_request_id: String,
    /// The header `Retry-After`.
    pub retry_after: String,
    /// The body.
    pub body: String,
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

/// An answer that is no `204 No Content`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// What kind of refusal it is.
    pub cause: Cause,
    /// Graph's code; empty if the answer had none.
    pub code: String,
    /// The message as Intune meant it; empty if the answer had none.
    pub message: String,
    /// Seconds to wait before another attempt, if Graph said so.
    pub retry_after: Option<u32>,
    /// The ids.
    pub ids: Ids,
}

/// Why Graph refused, as far as its answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The app was not granted the permission.
    ScopeMissing,
    /// The person has no Intune role that allows it.
    RoleMissing,
    /// Refused for a reason that the answer does not tell.
    Forbidden,
    /// Graph no longer takes the token.
    SignInExpired,
    /// The collection holds no such profile.
    NotFound,
    /// The profile is being changed by someone else.
    Conflict,
    /// Too many requests; this one was not carried out.
    Throttled,
    /// A fault in the service; whether the token was revoked is not known.
    ServiceFault,
    /// A success of another kind than the documented one; whether the token was revoked is not known.
    UnexpectedSuccess,
    /// The request was refused as wrong.
    BadRequest,
    /// Anything else.
    Other,
}

impl Cause {
    /// Whether the token may have been revoked all the same.
    pub fn may_have_revoked(self) -> bool {
        matches!(
            self,
            Self::ServiceFault | Self::UnexpectedSuccess | Self::Other
        )
    }
}

impl Answer {
    /// Only `204 No Content` says that the token was revoked.
    pub fn into_revoked(self, sent_as: &str) -> Result<Ids, Refusal> {
        let error = ErrorBody::parse(&self.body).unwrap_or_default();
        let ids = Ids {
            request_id: first([self.request_id, error.request_id]),
            client_request_id: first([
                self.client_request_id,
                error.client_request_id,
                sent_as.to_owned(),
            ]),
            activity_id: error.activity_id,
        };
        if self.status == 204 {
            return Ok(ids);
        }
        Err(Refusal {
            status: self.status,
            cause: cause(self.status, &error.code, &error.message),
            code: error.code,
            message: error.message,
            retry_after: self.retry_after.trim().parse().ok(),
            ids,
        })
    }
}

/// Intune answers 401 to what it means as Forbidden, so the code inside counts more than the status.
fn cause(status: u16, code: &str, message: &str) -> Cause {
    let forbidden = status == 403 || (status == 401 && code == "Forbidden");
    match status {
        _ if forbidden && message.contains("Application is not authorized") => Cause::ScopeMissing,
        _ if forbidden && message.contains("User is not authorized") => Cause::RoleMissing,
        _ if forbidden => Cause::Forbidden,
        200..=299 => Cause::UnexpectedSuccess,
        400 => Cause::BadRequest,
        401 => Cause::SignInExpired,
        404 => Cause::NotFound,
        409 | 412 | 423 => Cause::Conflict,
        429 => Cause::Throttled,
        500..=599 => Cause::ServiceFault,
        _ => Cause::Other,
    }
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
    use proptest::prelude::*;
    use serde_json::json;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            body: body.to_owned(),
            ..Answer::default()
        }
    }

    #[test]
    fn only_204_is_success() {
        for status in 0..=999 {
            assert_eq!(
                answer(status, "").into_revoked("c").is_ok(),
                status == 204,
                "{status}"
            );
        }
    }

    #[test]
    fn causes_are_told_apart() {
        let scope = "Application is not authorized to perform this operation. Application must have one of the following scopes: A, B";
        let role = "User is not authorized to perform this operation";
        for (status, code, message, expected) in [
            (403, "Forbidden", scope, Cause::ScopeMissing),
            (403, "Forbidden", role, Cause::RoleMissing),
            (403, "Forbidden", "An error has occurred", Cause::Forbidden),
            (401, "Forbidden", "An error has occurred", Cause::Forbidden),
            (
                401,
                "InvalidAuthenticationToken",
                "Lifetime validation failed",
                Cause::SignInExpired,
            ),
            (
                400,
                "BadRequest",
                "Resource not found for the segment 'x'",
                Cause::BadRequest,
            ),
            (404, "ResourceNotFound", "", Cause::NotFound),
            (409, "Conflict", "", Cause::Conflict),
            (429, "TooManyRequests", "", Cause::Throttled),
            (500, "InternalServerError", "", Cause::ServiceFault),
            (504, "", "", Cause::ServiceFault),
            (200, "", "", Cause::UnexpectedSuccess),
            (302, "", "", Cause::Other),
        ] {
            let body = json!({"error": {"code": code, "message": message}}).to_string();
            let refusal = answer(status, &body).into_revoked("c").unwrap_err();
            assert_eq!(refusal.cause, expected, "{status} {code} {message}");
            assert_eq!(
                (refusal.code.as_str(), refusal.message.as_str()),
                (code, message)
            );
        }
    }

    #[test]
    fn ids_come_from_headers_then_body_then_what_was_sent() {
        let body = json!({"error": {"code": "x", "message": "", "innerError": {"request-id": "body-r", "client-request-id": "body-c"}}}).to_string();
        let ids = |answer: Answer| answer.into_revoked("sent").unwrap_err().ids;
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

    proptest! {
        #[test]
        fn every_answer_has_a_meaning(status: u16, body in "\\PC*", retry_after in "\\PC*") {
            Answer { retry_after, ..answer(status, &body) }.into_revoked("c").ok();
        }
    }
}
