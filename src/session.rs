//! Who is signed in, and why nobody is.

use crate::phrase;

/// The state of sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Session {
    /// Sign-in is being set up, or a redirect is being finished.
    Starting,
    /// Microsoft's sign-in library is not there.
    Unavailable {
        /// MSAL's code, or what JavaScript threw.
        code: String,
    },
    /// The browser keeps nothing for this page, so that no sign-in would last.
    NothingKept {
        /// What the browser threw, by name.
        code: String,
    },
    /// Nobody is signed in.
    SignedOut {
        /// Why the last attempt failed, if there was one.
        failure: Option<SignInFailure>,
    },
    /// The sign-in host has the person, in another window or in this one.
    SigningIn,
    /// Somebody is signed in.
    SignedIn(Account),
}

/// The signed-in person. For display only: MSAL.js does not verify the ID token that this comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The display name; empty if the sign-in host gave none.
    pub name: String,
    /// The user principal name.
    pub upn: String,
    /// The ID of the tenant that signed the person in.
    pub tenant_id: String,
}

impl Account {
    /// Whether this is the same person in the same tenant, whatever the display name is now.
    ///
    /// Entra tells neither tenant IDs nor user principal names apart by case, and does not give them back in the same one
    /// every time.
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.tenant_id.eq_ignore_ascii_case(&other.tenant_id)
            && self.upn.to_lowercase() == other.upn.to_lowercase()
    }
}

/// Why a sign-in, or asking for a token, failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInFailure {
    /// The cause.
    pub cause: SignInCause,
    /// MSAL's `errorCode`, with its `subError` after a slash where there is one.
    pub code: String,
    /// What the sign-in host said; empty if nothing.
    pub detail: String,
}

/// The causes that a person can do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInCause {
    /// The person turned back, or declined.
    Cancelled,
    /// Nobody has granted the app its permission in this tenant.
    ConsentMissing,
    /// The account is not of the configured tenant.
    WrongTenant,
    /// The sign-in host does not know the app or the tenant of the configuration.
    UnknownApp,
    /// The browser kept the second window from opening.
    PopupBlocked,
    /// The second window gave no answer in time.
    PopupNotFinished,
    /// Another sign-in of this page is under way.
    InProgress,
    /// The sign-in host was not reached.
    Offline,
    /// The sign-in host asks to wait.
    Throttled,
    /// The person has to sign in again.
    Expired,
    /// Another person came back from the sign-in host than had left.
    OtherAccount,
    /// Anything else.
    Other,
}

/// What MSAL.js throws, in plain values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MsalError {
    /// The class, such as `BrowserAuthError`; survives minification.
    pub name: String,
    /// `errorCode`
    pub code: String,
    /// `subError`
    pub sub_error: String,
    /// `errorMessage`, in which the sign-in host's `AADSTS` number stands.
    pub message: String,
}

impl From<MsalError> for SignInFailure {
    fn from(error: MsalError) -> Self {
        let cause = error.cause();
        let MsalError {
            code,
            sub_error,
            message,
            ..
        } = error;
        Self {
            cause,
            code: if sub_error.is_empty() {
                code
            } else {
                format!("{code}/{sub_error}")
            },
            detail: if phrase::contains(&message, "AADSTS") {
                message
            } else {
                String::new()
            },
        }
    }
}

impl MsalError {
    /// Codes: MSAL's `BrowserAuthErrorCodes` and `ClientAuthErrorCodes`;
    /// numbers: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes>.
    fn cause(&self) -> SignInCause {
        match self.aadsts() {
            Some(65_001 | 90_008 | 90_093 | 90_094) => return SignInCause::ConsentMissing,
            Some(65_004 | 50_126 | 165_000) => return SignInCause::Cancelled,
            Some(50_020 | 50_034 | 50_177 | 51_004 | 90_072) => return SignInCause::WrongTenant,
            Some(700_016 | 90_002 | 50_011 | 9_002_326) => return SignInCause::UnknownApp,
            Some(50_196 | 90_055) => return SignInCause::Throttled,
            _ => {}
        }
        match (
            self.name.as_str(),
            self.code.as_str(),
            self.sub_error.as_str(),
        ) {
            (_, "consent_required", _) | (_, _, "consent_required") => SignInCause::ConsentMissing,
            (_, "user_cancelled" | "access_denied", _) => SignInCause::Cancelled,
            (_, "popup_window_error" | "empty_window_error", _) => SignInCause::PopupBlocked,
            (_, "timed_out", _) => SignInCause::PopupNotFinished,
            (_, "interaction_in_progress", _) => SignInCause::InProgress,
            (
                _,
                "no_network_connectivity"
                | "post_request_failed"
                | "get_request_failed"
                | "network_error"
                | "endpoints_resolution_error",
                _,
            ) => SignInCause::Offline,
            // After a 429 or 5xx MSAL refuses the same request by itself for a while, with an empty code. An answer that it
            // cannot read is a fault there, or of something in between.
            ("ServerError", "" | "temporarily_unavailable" | "too_many_requests", _)
            | (_, "failed_to_parse_response", _) => SignInCause::Throttled,
            ("InteractionRequiredAuthError", _, _)
            | (_, "no_account_error" | "login_required" | "interaction_required", _) => {
                SignInCause::Expired
            }
            // A refresh token that has run out, after a day in a browser (AADSTS700084).
            (_, "invalid_grant", _) => SignInCause::Expired,
            (_, "tenant_mismatch" | "authority_mismatch", _) => SignInCause::WrongTenant,
            _ => SignInCause::Other,
        }
    }

    fn aadsts(&self) -> Option<u32> {
        let (_, rest) = phrase::split_once(&self.message, "AADSTS")?;
        rest.split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(name: &str, code: &str, sub_error: &str, message: &str) -> SignInFailure {
        MsalError {
            name: name.to_owned(),
            code: code.to_owned(),
            sub_error: sub_error.to_owned(),
            message: message.to_owned(),
        }
        .into()
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_msal_throws_is_told_apart() {
        use SignInCause as C;
        for (name, code, sub, message, cause) in [
            ("BrowserAuthError", "user_cancelled", "", "", C::Cancelled),
            (
                "ServerError",
                "access_denied",
                "",
                "AADSTS65004: User declined to consent",
                C::Cancelled,
            ),
            (
                "ServerError",
                "access_denied",
                "",
                "AADSTS90094: The grant requires admin permission.",
                C::ConsentMissing,
            ),
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                "consent_required",
                "",
                C::ConsentMissing,
            ),
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                "basic_action",
                "AADSTS50076: MFA",
                C::Expired,
            ),
            (
                "ServerError",
                "invalid_request",
                "",
                "AADSTS50020: User account does not exist in tenant",
                C::WrongTenant,
            ),
            (
                "ServerError",
                "unauthorized_client",
                "",
                "AADSTS700016: Application not found",
                C::UnknownApp,
            ),
            (
                "BrowserAuthError",
                "popup_window_error",
                "",
                "",
                C::PopupBlocked,
            ),
            (
                "BrowserAuthError",
                "timed_out",
                "redirect_bridge_timeout",
                "",
                C::PopupNotFinished,
            ),
            (
                "BrowserAuthError",
                "interaction_in_progress",
                "",
                "",
                C::InProgress,
            ),
            (
                "BrowserAuthError",
                "no_network_connectivity",
                "",
                "",
                C::Offline,
            ),
            (
                "ClientAuthError",
                "endpoints_resolution_error",
                "",
                "",
                C::Offline,
            ),
            ("ServerError", "", "", "", C::Throttled),
            (
                "ClientAuthError",
                "failed_to_parse_response",
                "",
                "",
                C::Throttled,
            ),
            (
                "ServerError",
                "invalid_grant",
                "",
                "AADSTS700084: The refresh token was issued to a single page app",
                C::Expired,
            ),
            ("BrowserAuthError", "hash_empty_error", "", "", C::Other),
            ("", "", "", "AADSTS", C::Other),
            ("", "", "", "AADSTS99999999999999", C::Other),
        ] {
            assert_eq!(
                failure(name, code, sub, message).cause,
                cause,
                "{name} {code} {sub} {message}"
            );
        }
    }

    #[test]
    fn the_code_is_kept_for_support_and_the_detail_only_where_it_says_something() {
        let failed = failure(
            "BrowserAuthError",
            "timed_out",
            "redirect_bridge_timeout",
            "See https://aka.ms/…",
        );
        assert_eq!(failed.code, "timed_out/redirect_bridge_timeout");
        assert_eq!(failed.detail, "");
        assert_eq!(
            failure("ServerError", "x", "", "AADSTS1: no").detail,
            "AADSTS1: no"
        );
    }
}
