//! Any answer has a meaning: no body, status or header makes the decoder panic or say what cannot be.
//!
//! The input: two bytes of status, then `Retry-After`, `WWW-Authenticate` and the body, each ended by a zero byte.

#![no_main]

use libfuzzer_sys::fuzz_target;
use token_console::{
    graph::{Answer, Cause, Certainty, retry_after::LONGEST_WAIT_MS},
    profile::{ProfileId, ProfileType, Target},
};

const NOW: i64 = 1_795_444_340_000;

fuzz_target!(|input: &[u8]| {
    let Some((status, rest)) = input.split_first_chunk::<2>() else {
        return;
    };
    // As the browser makes text of bytes.
    let rest = String::from_utf8_lossy(rest);
    let mut parts = rest.splitn(3, '\0').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let answer = Answer {
        status: u16::from_be_bytes(*status) % 600,
        retry_after: next(),
        www_authenticate: next(),
        body: next(),
        ..Answer::default()
    };
    let asked = Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
    };
    if let Ok(profile) = answer.clone().into_profile(&asked, "sent", NOW) {
        assert_eq!(answer.status, 200);
        profile.token_state(NOW);
    }
    let Err(refusal) = answer.clone().into_accepted("sent", NOW) else {
        assert_eq!(answer.status, 204);
        return;
    };
    assert_eq!(
        refusal.long_wait().is_some(),
        refusal
            .retry_after_ms
            .is_some_and(|ms| ms > LONGEST_WAIT_MS.into())
    );
    assert!(!refusal.may_be_sent_again() || refusal.certainty() == Certainty::DidNotRun);
    assert!(refusal.raw.len() <= 8_003);
    assert!(refusal.message.chars().count() <= 2_000);
    for shown in [&refusal.raw, &refusal.message] {
        assert!(!shown.to_ascii_lowercase().contains("manage.microsoft"));
    }
    match &refusal.cause {
        Cause::ClaimsChallenge(_) | Cause::ChallengeUnreadable | Cause::SignInExpired => {
            assert!(matches!(refusal.status, 401 | 403));
        }
        Cause::Throttled => assert_eq!(refusal.status, 429),
        Cause::OtherCollection => panic!("no answer says this"),
        _ => {}
    }
    assert_eq!(*refusal, *answer.into_accepted("sent", NOW).unwrap_err());
});
