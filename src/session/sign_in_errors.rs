//! The table of `AADSTS` numbers and MSAL codes, and the cause of each.
//!
//! Numbers: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes>. Of them a page like this one can
//! meet those of signing a person in; those of SAML, devices without a browser, services without a person and pages that
//! only the sign-in host itself shows are left out, and end as [`SignInCause::Other`].
//! Codes: MSAL's `BrowserAuthErrorCodes`, `ClientAuthErrorCodes`, `ClientConfigurationErrorCodes`,
//! `InteractionRequiredAuthErrorCodes` and `CacheErrorCodes`, the errors of OAuth 2.0, and the `suberror` of Entra.

use super::sign_in_cause::SignInCause;
use crate::text::substring;

/// A cause, and by what it is told.
pub(crate) struct SignInErrorRow {
    pub cause: SignInCause,
    /// The numbers behind `AADSTS`.
    pub numbers: &'static [u32],
    /// Numbers that belong together, from one to another.
    pub families: &'static [[u32; 2]],
    /// MSAL's codes, OAuth's errors and Entra's sub-errors.
    pub codes: &'static [&'static str],
}

/// The whole of it: a number or a code stands in one row at most, and a number goes before a family.
pub(crate) static TABLE: [SignInErrorRow; 24] = [
    SignInErrorRow {
        cause: SignInCause::Cancelled,
        numbers: &[65_004],
        families: &[],
        // Of people who turn back at the sign-in page; with any number but the one above it is somebody else's refusal.
        codes: &["access_denied", "user_cancelled", "user_canceled"],
    },
    SignInErrorRow {
        cause: SignInCause::Expired,
        numbers: &[
            50_058, 50_072, 50_074, 50_076, 50_078, 50_079, 50_085, 50_089, 50_132, 50_133, 50_139,
            50_158, 50_173, 51_006, 70_000, 70_008, 70_043, 700_020, 700_082, 700_084, 9_002_341,
        ],
        families: &[],
        codes: &[
            "additional_action",
            "bad_token",
            "basic_action",
            "interaction_required",
            "interrupted_user",
            // A refresh token that has run out, after a day in a browser.
            "invalid_grant",
            "login_required",
            "message_only",
            "no_account_error",
            "no_account_found",
            "no_account_in_silent_request",
            "no_tokens_found",
            "refresh_token_expired",
            "request_cannot_be_made",
            "token_expired",
            "token_refresh_required",
            "ui_not_allowed",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::WrongTenant,
        numbers: &[
            16_000, 16_003, 50_014, 50_020, 50_034, 50_177, 50_178, 50_197, 51_004, 81_012, 90_072,
            90_084, 90_125, 90_126, 500_202, 500_207, 500_208,
        ],
        families: &[],
        codes: &["authority_mismatch", "tenant_mismatch"],
    },
    SignInErrorRow {
        cause: SignInCause::Password,
        numbers: &[
            50_055, 50_056, 50_064, 50_125, 50_126, 50_135, 50_142, 50_144,
        ],
        families: &[[120_000, 120_999]],
        codes: &["user_password_expired"],
    },
    SignInErrorRow {
        cause: SignInCause::AccountBlocked,
        numbers: &[50_015, 50_053, 50_057, 54_000, 80_012, 500_571],
        families: &[],
        codes: &[],
    },
    SignInErrorRow {
        cause: SignInCause::PopupBlocked,
        numbers: &[],
        families: &[],
        codes: &["empty_window_error", "popup_window_error"],
    },
    SignInErrorRow {
        cause: SignInCause::PopupNotFinished,
        numbers: &[],
        families: &[],
        codes: &["timed_out"],
    },
    SignInErrorRow {
        cause: SignInCause::InProgress,
        numbers: &[],
        families: &[],
        codes: &[
            "interaction_in_progress",
            "interaction_in_progress_cancelled",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::OtherAccount,
        numbers: &[],
        families: &[],
        codes: &["account_changed"],
    },
    SignInErrorRow {
        cause: SignInCause::StorageDenied,
        numbers: &[],
        families: &[],
        codes: &[
            "QuotaExceededError",
            "SecurityError",
            "cache_error_unknown",
            "cache_quota_exceeded",
            "database_not_open",
            "database_unavailable",
            "storage_not_supported",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::ConsentMissing,
        numbers: &[65_001, 90_008, 90_093, 90_094, 90_095, 90_097, 90_099],
        families: &[],
        codes: &["consent_required"],
    },
    SignInErrorRow {
        cause: SignInCause::NotAssigned,
        numbers: &[50_105],
        families: &[],
        codes: &[],
    },
    SignInErrorRow {
        cause: SignInCause::AppDisabled,
        numbers: &[70_001, 1_000_031, 7_000_112],
        families: &[],
        codes: &[],
    },
    SignInErrorRow {
        cause: SignInCause::PolicyRefused,
        numbers: &[
            50_002, 50_005, 50_131, 50_161, 50_170, 90_082, 90_123, 500_021, 500_022, 500_212,
            500_213, 1_000_104,
        ],
        // Conditional Access: new numbers of it come in these two.
        families: &[[53_000, 53_099], [530_000, 530_999]],
        codes: &["protection_policy_required"],
    },
    SignInErrorRow {
        cause: SignInCause::DeviceRefused,
        numbers: &[
            50_097, 50_127, 50_129, 50_155, 50_187, 50_192, 53_000, 53_001, 130_007, 130_008,
            135_011, 700_003,
        ],
        families: &[],
        codes: &["device_authentication_failed"],
    },
    SignInErrorRow {
        cause: SignInCause::RedirectUri,
        // The sign-in host asks for a secret where the address is registered for a web server.
        numbers: &[
            50_011, 70_002, 70_004, 500_112, 500_113, 900_971, 7_000_215, 7_000_218, 7_000_222,
            9_002_325, 9_002_326,
        ],
        families: &[],
        codes: &["invalid_client"],
    },
    SignInErrorRow {
        cause: SignInCause::PermissionMissing,
        numbers: &[
            28_002, 28_003, 65_005, 70_011, 90_009, 650_053, 650_056, 650_057, 700_022, 700_023,
            1_003_031,
        ],
        families: &[],
        codes: &["invalid_scope"],
    },
    SignInErrorRow {
        cause: SignInCause::ServiceMissing,
        numbers: &[50_001, 500_011, 500_014, 650_052, 650_054],
        families: &[],
        codes: &["invalid_resource", "invalid_target"],
    },
    SignInErrorRow {
        cause: SignInCause::UnknownApp,
        numbers: &[
            50_049, 50_059, 50_128, 50_194, 65_002, 90_002, 90_019, 90_038, 90_043, 90_051, 90_124,
            90_130, 700_011, 700_016, 900_382, 900_432, 7_000_229, 9_001_023, 9_002_332,
        ],
        families: &[],
        codes: &[
            "authority_uri_insecure",
            "client_mismatch",
            "empty_url_error",
            "invalid_authority_metadata",
            "invalid_cloud_discovery_metadata",
            "issuer_validation_failed",
            "unauthorized_client",
            "untrusted_authority",
            "url_parse_error",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::OriginRemoved,
        numbers: &[9_002_327],
        families: &[],
        codes: &[],
    },
    SignInErrorRow {
        cause: SignInCause::Offline,
        numbers: &[],
        families: &[],
        codes: &[
            "endpoints_resolution_error",
            "get_request_failed",
            "network_error",
            "no_network_connectivity",
            "openid_config_error",
            "post_request_failed",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::Throttled,
        numbers: &[
            50_000, 50_033, 50_086, 50_087, 50_088, 50_166, 50_196, 70_012, 90_006, 90_012, 90_024,
            90_033, 90_036, 90_055, 90_090, 90_091, 90_092, 230_109, 501_621,
        ],
        families: &[],
        codes: &[
            // An answer that MSAL cannot read is a fault there, or of something in between.
            "failed_to_parse_response",
            "server_error",
            "temporarily_unavailable",
            "too_many_requests",
        ],
    },
    SignInErrorRow {
        cause: SignInCause::FederationFault,
        numbers: &[
            20_001, 20_012, 20_033, 40_008, 40_009, 40_010, 40_015, 50_006, 50_008, 50_012, 50_017,
            50_107, 50_169, 50_180, 80_001, 80_002, 80_005, 80_007, 80_010, 80_013, 80_014, 81_004,
            81_005, 81_006, 81_007, 81_009, 81_010, 81_011, 90_081, 90_085, 90_086, 90_087,
            5_000_819,
        ],
        families: &[],
        codes: &[],
    },
    SignInErrorRow {
        cause: SignInCause::StartAgain,
        numbers: &[
            16_001, 16_002, 50_061, 50_068, 50_070, 50_071, 50_136, 50_140, 50_143, 50_147, 50_168,
            50_199, 51_005, 54_005, 90_007, 90_056, 90_121, 140_000, 140_001, 160_021, 165_000,
            165_004, 165_900, 501_481, 501_491, 700_005, 900_561, 1_000_000, 1_000_002,
        ],
        families: &[],
        codes: &[
            "auth_code_required",
            "auth_request_not_set_error",
            "authorization_code_missing_from_server_response",
            "block_iframe_reload",
            "block_nested_popups",
            "empty_response",
            "hash_does_not_contain_known_properties",
            "hash_empty_error",
            "hash_not_deserialized",
            "iframe_closed_prematurely",
            "invalid_state",
            "no_state_in_hash",
            "no_token_request_cache_error",
            "nonce_mismatch",
            "redirect_bridge_empty_response",
            "state_interaction_type_mismatch",
            "state_mismatch",
            "state_not_found",
            "unable_to_parse_state",
            "unable_to_parse_token_request_cache_error",
        ],
    },
];

/// The cause that a number stands for, if it is known.
pub(crate) fn of_number(number: u32) -> Option<SignInCause> {
    let named = TABLE.iter().find(|row| row.numbers.contains(&number));
    let of_family = || {
        let is_in = |[first, last]: &[u32; 2]| (*first..=*last).contains(&number);
        TABLE.iter().find(|row| row.families.iter().any(is_in))
    };
    named.or_else(of_family).map(|row| row.cause)
}

/// The cause that a code stands for, if it is known.
pub(crate) fn of_code(code: &str) -> Option<SignInCause> {
    let mut rows = TABLE.iter();
    rows.find(|row| row.codes.contains(&code))
        .map(|row| row.cause)
}

/// The numbers behind `AADSTS` in a text.
pub(crate) fn numbers_in(mut text: &str) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        while let Some((_, rest)) = substring::split_once(text, "AADSTS") {
            text = rest;
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(number) = rest.get(..digits).and_then(|digits| digits.parse().ok()) {
                return Some(number);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_in_two_rows() {
        let mut numbers: Vec<_> = TABLE.iter().flat_map(|row| row.numbers).collect();
        let mut codes: Vec<_> = TABLE.iter().flat_map(|row| row.codes).collect();
        let counts = (numbers.len(), codes.len());
        numbers.sort_unstable();
        numbers.dedup();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((numbers.len(), codes.len()), counts);
        for row in &TABLE {
            assert!(row.numbers.is_sorted(), "{:?}", row.cause);
        }
    }

    #[test]
    fn every_cause_but_the_last_has_a_row_of_its_own() {
        for key in SignInCause::KEYS {
            let cause = SignInCause::from_key(key).unwrap();
            let rows = TABLE.iter().filter(|row| row.cause == cause).count();
            assert_eq!(rows, usize::from(cause != SignInCause::Other), "{key}");
        }
    }

    #[test]
    fn a_number_goes_before_its_family() {
        assert_eq!(of_number(53_000), Some(SignInCause::DeviceRefused));
        for policy in [
            53_002, 53_003, 53_004, 53_011, 53_099, 530_000, 530_032, 530_999,
        ] {
            assert_eq!(of_number(policy), Some(SignInCause::PolicyRefused));
        }
        for other in [0, 52_999, 53_100, 529_999, 531_000, u32::MAX] {
            assert_eq!(of_number(other), None, "{other}");
        }
        assert_eq!(of_number(120_013), Some(SignInCause::Password));
    }

    #[test]
    fn numbers_are_found_wherever_they_stand() {
        for (text, expected) in [
            ("AADSTS65004: User declined", &[65_004][..]),
            ("AADSTS, then AADSTS50105 (AADSTS53003)", &[50_105, 53_003]),
            ("AADSTS99999999999999, AADSTS1", &[1]),
            ("a 50105", &[]),
            ("AADSTSé", &[]),
        ] {
            assert_eq!(numbers_in(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
