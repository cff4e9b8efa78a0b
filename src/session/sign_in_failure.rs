//! The failure of a sign-in, from what MSAL.js throws.

use super::{sign_in_cause::SignInCause, sign_in_errors};
use crate::text::substring;

/// Why a sign-in, or asking for a token, failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInFailure {
    pub cause: SignInCause,
    /// MSAL's `errorCode`, with its `subError` after a slash where there is one.
    pub code: String,
    /// What the sign-in host said; empty if nothing.
    pub detail: String,
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
    /// `errorNo`: the sign-in host's number once more, where it gave one apart from its words.
    pub number: String,
    /// `errorMessage`, in which the sign-in host's `AADSTS` number stands.
    pub message: String,
}

impl From<MsalError> for SignInFailure {
    fn from(error: MsalError) -> Self {
        Self::told(error)
    }
}

impl SignInFailure {
    /// What an error comes to, by the whole table of [`sign_in_errors`].
    pub fn told(error: MsalError) -> Self {
        let cause = error.cause();
        Self::with(cause, error)
    }

    /// What an error comes to where that table is out of reach.
    pub fn untold(error: MsalError) -> Self {
        let cause = if error.is_of_network() {
            SignInCause::Offline
        } else {
            SignInCause::Other
        };
        Self::with(cause, error)
    }

    fn with(cause: SignInCause, error: MsalError) -> Self {
        let MsalError {
            code,
            sub_error,
            number,
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
            detail: if substring::contains(&message, "AADSTS") {
                message
            } else if number.parse::<u32>().is_ok() {
                format!("AADSTS{number}")
            } else {
                String::new()
            },
        }
    }
}

impl MsalError {
    /// Whether the network is the cause, so that there is none either to load what tells causes apart.
    pub fn is_of_network(&self) -> bool {
        matches!(
            &*self.code,
            "no_network_connectivity" | "post_request_failed" | "get_request_failed"
        )
    }

    /// The sign-in host's number says most, then its sub-error, then the code. Of a number that is not known the code says
    /// something all the same, but not that the person turned back.
    fn cause(&self) -> SignInCause {
        let mut numbers = sign_in_errors::numbers_in(&self.message)
            // MSAL repeats a refusal that it has kept by its number alone.
            .chain(
                [&self.number, &self.code]
                    .into_iter()
                    .filter_map(|text| text.parse().ok()),
            )
            .peekable();
        let has_number = numbers.peek().is_some();
        let by_number = numbers.find_map(sign_in_errors::of_number);
        let by_code = [&self.sub_error, &self.code]
            .into_iter()
            .find_map(|code| sign_in_errors::of_code(code));
        match (by_number.or(by_code), self.name.as_str()) {
            (Some(SignInCause::Cancelled), _) if has_number && by_number.is_none() => {
                SignInCause::Other
            }
            (Some(cause), _) => cause,
            (None, "InteractionRequiredAuthError") => SignInCause::Expired,
            // After a 429 or 5xx MSAL refuses the same request by itself for a while, with an empty code.
            (None, "ServerError") if self.code.is_empty() => SignInCause::Throttled,
            (None, _) => SignInCause::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::session::*;

    fn failure(name: &str, code: &str, sub_error: &str, message: &str) -> SignInFailure {
        MsalError {
            name: name.to_owned(),
            code: code.to_owned(),
            sub_error: sub_error.to_owned(),
            message: message.to_owned(),
            ..MsalError::default()
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
            (
                "BrowserAuthError",
                "hash_empty_error",
                "",
                "",
                C::StartAgain,
            ),
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
    fn a_number_leads_to_whoever_can_help_whatever_error_it_comes_with() {
        use super::super::helper::Helper::{Administrator, Later, Network, Person, Registrar};
        for (number, helper) in [
            (65_004, Person),
            (50_076, Person),
            (50_126, Person),
            (700_084, Person),
            (50_020, Person),
            (50_105, Administrator),
            (90_094, Administrator),
            (50_057, Administrator),
            (7_000_112, Administrator),
            (50_097, Administrator),
            (53_000, Administrator),
            (53_001, Administrator),
            (53_002, Administrator),
            (53_003, Administrator),
            (53_004, Administrator),
            (530_032, Administrator),
            (530_035, Administrator),
            (500_021, Administrator),
            (500_212, Administrator),
            (50_011, Registrar { step: 3 }),
            (7_000_218, Registrar { step: 3 }),
            (9_002_326, Registrar { step: 3 }),
            (65_005, Registrar { step: 4 }),
            (650_052, Registrar { step: 4 }),
            (650_057, Registrar { step: 4 }),
            (500_011, Registrar { step: 4 }),
            (1_003_031, Registrar { step: 4 }),
            (700_016, Registrar { step: 5 }),
            (90_002, Registrar { step: 5 }),
            (9_002_327, Network),
            (165_000, Later),
            (50_196, Later),
            (90_033, Later),
            (80_002, Later),
            (54_005, Later),
        ] {
            let message = format!("AADSTS{number}: Some words. Trace ID: 5000 Timestamp: 2026");
            for (name, code, sub) in [
                ("ServerError", "access_denied", ""),
                ("ServerError", "invalid_request", ""),
                ("InteractionRequiredAuthError", "interaction_required", ""),
                (
                    "InteractionRequiredAuthError",
                    "invalid_grant",
                    "basic_action",
                ),
                ("ServerError", "", ""),
            ] {
                let cause = failure(name, code, sub, &message).cause;
                assert_eq!(cause.helper(), helper, "{number} {code}");
            }
            // As MSAL gives it out apart from the words, or repeats it.
            let apart = MsalError {
                name: "ServerError".into(),
                code: "access_denied".into(),
                number: number.to_string(),
                message: "Localized words".into(),
                ..MsalError::default()
            };
            let failed = SignInFailure::from(apart);
            assert_eq!(failed.cause.helper(), helper, "{number}");
            assert_eq!(failed.detail, format!("AADSTS{number}"));
            let repeated = failure("ServerError", &number.to_string(), "", "");
            assert_eq!(repeated.cause.helper(), helper, "{number}");
        }
    }

    #[test]
    fn only_one_number_and_none_at_all_is_a_cancel() {
        let denied = |message: &str| failure("ServerError", "access_denied", "", message).cause;
        for cancelled in ["", "The user denied", "AADSTS65004: no", "AADSTS"] {
            assert_eq!(denied(cancelled), SignInCause::Cancelled, "{cancelled}");
        }
        for (message, cause) in [
            ("AADSTS50105: no", SignInCause::NotAssigned),
            ("AADSTS165000: no", SignInCause::StartAgain),
            ("AADSTS53003: no", SignInCause::PolicyRefused),
            ("AADSTS530999: no", SignInCause::PolicyRefused),
            ("AADSTS4711: no", SignInCause::Other),
            ("AADSTS4711: no, AADSTS50105", SignInCause::NotAssigned),
        ] {
            assert_eq!(denied(message), cause, "{message}");
        }
    }

    #[test]
    fn a_number_that_is_not_known_leaves_it_to_the_code() {
        for (name, code, sub, cause) in [
            (
                "InteractionRequiredAuthError",
                "interaction_required",
                "",
                SignInCause::Expired,
            ),
            (
                "InteractionRequiredAuthError",
                "something_new",
                "",
                SignInCause::Expired,
            ),
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                "consent_required",
                SignInCause::ConsentMissing,
            ),
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                "device_authentication_failed",
                SignInCause::DeviceRefused,
            ),
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                "protection_policy_required",
                SignInCause::PolicyRefused,
            ),
            (
                "ServerError",
                "unauthorized_client",
                "",
                SignInCause::UnknownApp,
            ),
            (
                "ServerError",
                "invalid_client",
                "",
                SignInCause::RedirectUri,
            ),
            (
                "ServerError",
                "invalid_scope",
                "",
                SignInCause::PermissionMissing,
            ),
            ("ServerError", "server_error", "", SignInCause::Throttled),
            (
                "ServerError",
                "temporarily_unavailable",
                "",
                SignInCause::Throttled,
            ),
            ("ServerError", "something_new", "", SignInCause::Other),
        ] {
            assert_eq!(
                failure(name, code, sub, "AADSTS4711: x").cause,
                cause,
                "{code}/{sub}"
            );
        }
    }

    #[test]
    fn what_msal_itself_says_leads_to_whoever_can_help() {
        for (code, helper) in [
            ("state_mismatch", Helper::Later),
            ("nonce_mismatch", Helper::Later),
            ("no_token_request_cache_error", Helper::Later),
            ("user_canceled", Helper::Person),
            ("no_account_in_silent_request", Helper::Person),
            ("cache_quota_exceeded", Helper::Person),
            ("storage_not_supported", Helper::Person),
            ("SecurityError", Helper::Person),
            ("openid_config_error", Helper::Network),
            ("untrusted_authority", Helper::Registrar { step: 5 }),
            ("unexpected_error", Helper::Later),
        ] {
            assert_eq!(
                failure("ClientAuthError", code, "", "").cause.helper(),
                helper,
                "{code}"
            );
        }
    }

    #[test]
    fn the_steps_of_the_registration_are_those_of_the_readme() {
        let readme = include_str!("../../README.md");
        let (_, steps) = readme
            .split_once("## Register the app in Microsoft Entra")
            .unwrap();
        let (steps, _) = steps.split_once("\n## ").unwrap();
        let step = |number: u8| {
            let (_, rest) = steps.split_once(&format!("\n{number}. ")).unwrap();
            rest.split_once(&format!("\n{}. ", number + 1))
                .map_or(rest, |(step, _)| step)
        };
        for (cause, words) in [
            (SignInCause::RedirectUri, "**Single-page application**"),
            (SignInCause::PermissionMissing, "**API permissions**"),
            (SignInCause::ServiceMissing, "**Microsoft Graph**"),
            (SignInCause::UnknownApp, "Application (client) ID"),
        ] {
            let Helper::Registrar { step: number } = cause.helper() else {
                panic!("{cause:?}");
            };
            assert!(step(number).contains(words), "{cause:?}");
        }
    }

    #[test]
    fn without_the_table_an_error_is_the_network_or_anything_else_and_never_a_wrong_cause() {
        for code in [
            "no_network_connectivity",
            "post_request_failed",
            "access_denied",
            "timed_out",
        ] {
            let error = || MsalError {
                code: code.to_owned(),
                message: "AADSTS4711: no".to_owned(),
                ..MsalError::default()
            };
            let untold = SignInFailure::untold(error());
            let told = SignInFailure::told(error());
            assert!(
                untold.cause == SignInCause::Other || untold.cause == told.cause,
                "{code}"
            );
            assert_eq!(
                (untold.code.as_str(), untold.detail.as_str()),
                (code, "AADSTS4711: no")
            );
        }
        let offline = SignInFailure::untold(MsalError {
            code: "no_network_connectivity".to_owned(),
            ..MsalError::default()
        });
        assert_eq!(offline.cause, SignInCause::Offline);
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
