use super::{
    seen::{Seen, SeenAnswer, SeenInCollection, why},
    *,
};
use crate::{
    actions::{
        Revocation,
        test_support::{self, Harness},
    },
    graph::{Answer, Cause},
    profiles::Profiles,
    session::{Account, KeptSignIn},
};
use serde_json::json;

const NOW_MS: i64 = 1_795_444_340_000;

const ALL_WHY: [Why; 4] = [Why::Role, Why::App, Why::Licence, Why::Refused];

/// Read at the moment 1.
fn allowed(names: &[&str]) -> RolesTold {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let body = json!({"value": [{"resourceActions": [{"allowedResourceActions": names}]}]});
    let answer = Answer {
        status: 200,
        body: body.to_string(),
        ..Answer::default()
    };
    RolesTold {
        allowed: answer.into_allowed_actions("c", 0).unwrap(),
        at_ms: 1,
    }
}

/// Nothing, and every answer, before and after the roles were read.
fn each_seen() -> Vec<Option<SeenAnswer>> {
    let answers = ALL_WHY.map(Err).into_iter().chain([Ok(())]);
    let seen = answers.flat_map(|answer| [0, 2].map(|at_ms| Some(SeenAnswer { answer, at_ms })));
    seen.chain([None]).collect()
}

fn readiness(of: SeenInCollection, roles: Option<&RolesTold>) -> Readiness {
    let seen = Seen {
        collections: [of, SeenInCollection::default()],
        ..Seen::default()
    };
    Readiness::of(seen, roles)
}

/// Answers × lists × changes: what was seen counts first, then what the roles allow, and else nothing is known.
#[test]
fn what_was_seen_outweighs_names_and_names_outweigh_nothing() {
    let nothing = allowed(&["Organization_Read"]);
    let looks = allowed(&["Microsoft.Intune_AndroidSync_Read"]);
    let writes = allowed(&["Microsoft.Intune/androidsync_updateonboarding"]);
    let every = allowed(&["*"]);
    for (actions, may_not_read, may_revoke) in [
        (None, false, None),
        (Some(&nothing), true, Some(false)),
        (Some(&looks), false, Some(false)),
        (Some(&writes), true, Some(true)),
        (Some(&every), false, Some(true)),
    ] {
        for list in each_seen() {
            for change in each_seen() {
                let found = readiness(SeenInCollection { list, change }, actions);
                let by_name = match may_revoke {
                    Some(true) => Known::Yes,
                    Some(false) => Known::No(Why::Role),
                    None => Known::Unclear,
                };
                let is_old = |seen: SeenAnswer| {
                    seen.at_ms == 0 && matches!(seen.answer, Err(Why::Role | Why::Refused))
                };
                let may_read = actions.is_some() && !may_not_read;
                assert_eq!(
                    found.read[0],
                    match list {
                        // The role may have been granted since.
                        Some(seen) if is_old(seen) && may_read => Known::Unclear,
                        Some(seen) => seen.answer.into(),
                        None if may_not_read => Known::No(Why::Role),
                        None => Known::Unclear,
                    }
                );
                assert_eq!(
                    found.revoke[0],
                    match (change, list.map(|list| list.answer)) {
                        (Some(seen), _) if is_old(seen) && may_revoke == Some(true) => Known::Yes,
                        (Some(seen), _) => seen.answer.into(),
                        (None, Some(Err(Why::App))) => Known::No(Why::App),
                        (None, Some(Err(Why::Licence))) => Known::No(Why::Licence),
                        _ => by_name,
                    }
                );
                let was_seen = |answer| {
                    let mut all = [list, change].into_iter().flatten();
                    all.any(|seen| seen.answer == answer)
                };
                let licence = match (was_seen(Err(Why::Licence)), was_seen(Ok(()))) {
                    (true, _) => Known::No(Why::Licence),
                    (false, true) => Known::Yes,
                    (false, false) => Known::Unclear,
                };
                assert_eq!(found.licence, licence);
            }
        }
    }
}

#[test]
fn each_collection_has_a_name_of_its_own() {
    for (name, revoke) in [
        (
            "AndroidSync_UpdateOnboarding",
            [Known::Yes, Known::No(Why::Role)],
        ),
        (
            "AndroidSync_UpdateEnrollmentProfiles",
            [Known::No(Why::Role), Known::Yes],
        ),
    ] {
        let found = Readiness::of(Seen::default(), Some(&allowed(&[name])));
        assert_eq!(found.revoke, revoke);
    }
}

fn seen_of(changes: SeenChanges, sign_in: &KeptSignIn) -> Seen {
    Seen::of(&Profiles::default(), changes, sign_in, NOW_MS)
}

#[test]
fn before_anything_was_seen_nothing_is_known() {
    let mut changes = SeenChanges::default();
    changes.see(&Revocation::default());
    let seen = seen_of(changes, &KeptSignIn::default());
    assert_eq!(seen, Seen::default());
    let found = Readiness::of(seen, None);
    assert_eq!([found.read, found.revoke], [[Known::Unclear; 2]; 2]);
    assert_eq!(
        [found.licence, found.clock, found.sign_in, found.lasts],
        [Known::Unclear; 4]
    );
}

#[test]
fn only_a_refusal_that_is_one_says_no() {
    for cause in [
        Cause::ApprovalRequired,
        Cause::SignInExpired,
        Cause::NotFound,
        Cause::Conflict,
        Cause::Throttled,
        Cause::ServiceFault,
        Cause::UnreadableAnswer,
        Cause::BadRequest,
        Cause::Other,
    ] {
        assert_eq!(why(&cause), None, "{cause:?}");
    }
    assert_eq!(why(&Cause::ScopeMissing(Vec::new())), Some(Why::App));
    assert_eq!(why(&Cause::RoleMissing), Some(Why::Role));
}

#[test]
fn both_together() {
    let no = Known::No(Why::Role);
    for (both, together) in [
        ([Known::Yes, Known::Yes], OfBoth::Yes),
        ([no, no], OfBoth::No),
        ([Known::Yes, no], OfBoth::OneOnly),
        ([no, Known::Yes], OfBoth::OneOnly),
        ([Known::Yes, Known::Unclear], OfBoth::Unclear),
        ([no, Known::Unclear], OfBoth::Unclear),
        ([Known::Unclear, Known::Unclear], OfBoth::Unclear),
    ] {
        assert_eq!(OfBoth::of(both), together);
    }
}

#[test]
fn the_clock_and_the_sign_in() {
    for (is_so, clock, sign_in) in [
        (Some(true), Known::Yes, Known::Yes),
        (Some(false), Known::No(Why::Clock), Known::No(Why::SignIn)),
        (None, Known::Unclear, Known::Unclear),
    ] {
        let seen = Seen {
            has_token: is_so,
            clock_is_right: is_so,
            ..Seen::default()
        };
        let found = Readiness::of(seen, None);
        assert_eq!((found.clock, found.sign_in), (clock, sign_in));
    }
}

#[test]
fn the_sign_in_that_ends_soon() {
    for (ends_ms, has_token, lasts) in [
        (Some(NOW_MS + 3_600_000), None, Known::Yes),
        (Some(NOW_MS + 3_599_999), None, Known::No(Why::SignInEnds)),
        (Some(NOW_MS - 1), Some(true), Known::No(Why::SignInEnds)),
        (
            Some(NOW_MS + 3_600_000),
            Some(false),
            Known::No(Why::SignIn),
        ),
        (None, Some(true), Known::Unclear),
    ] {
        let sign_in = KeptSignIn {
            ends_ms,
            ..KeptSignIn::default()
        };
        let seen = Seen {
            has_token,
            ..seen_of(SeenChanges::default(), &sign_in)
        };
        assert_eq!(Readiness::of(seen, None).lasts, lasts);
    }
}

/// Entra dates tokens back by five minutes; a clock that is told by Graph itself outweighs theirs.
#[test]
fn the_clock_by_the_token() {
    for (ahead_ms, is_right) in [
        (-60_001, false),
        (-60_000, true),
        (0, true),
        (360_000, true),
        (360_001, false),
    ] {
        let sign_in = KeptSignIn {
            ahead_ms: Some(ahead_ms),
            ..KeptSignIn::default()
        };
        let seen = seen_of(SeenChanges::default(), &sign_in);
        assert_eq!(seen.clock_is_right, Some(is_right), "{ahead_ms}");
    }
    let refused = Harness::sent().graph(Answer {
        body: r#"{"error":{"code":"Forbidden","message":"x","innerError":{"date":"2001-01-01T00:00:00"}}}"#.into(),
        ..test_support::forbidden()
    });
    let mut changes = SeenChanges::default();
    changes.see(&refused.revocation);
    let sign_in = KeptSignIn {
        ahead_ms: Some(0),
        ..KeptSignIn::default()
    };
    assert_eq!(seen_of(changes, &sign_in).clock_is_right, Some(false));
}

#[test]
fn each_outcome_says_what_it_was_answered_and_nothing_else() {
    for (name, ended) in test_support::endings() {
        let mut changes = SeenChanges::default();
        changes.see(&ended.revocation);
        let [other, of_type] = seen_of(changes, &KeptSignIn::default())
            .collections
            .map(|of| of.change);
        assert_eq!(other, None);
        let result = crate::actions::Receipt::of(ended.job(), &account(), &test_support::config());
        let result = result.as_ref().and_then(|receipt| {
            let result = receipt.get(crate::actions::ReceiptField::Result)?;
            let cause = receipt.get(crate::actions::ReceiptField::Cause);
            Some((result.to_owned(), cause.and_then(Cause::from_key)))
        });
        let expected = match result {
            Some((result, _)) if result.starts_with("revoked") => Some(Ok(())),
            Some((result, Some(cause))) if result == "refused" => why(&cause).map(Err),
            _ => None,
        };
        assert_eq!(of_type.map(|seen| seen.answer), expected, "{name}");
    }
}

#[test]
fn the_last_answer_counts_and_outlasts_its_outcome() {
    let refused = Harness::sent().graph(test_support::forbidden());
    let mut changes = SeenChanges::default();
    changes.see(&refused.revocation);
    changes.see(&Revocation::default());
    let change = |changes| {
        let [_, of] = seen_of(changes, &KeptSignIn::default()).collections;
        of.change.unwrap().answer
    };
    assert_eq!(change(changes), Err(Why::Role));
    let mut later = Harness::sent();
    later.now = later.now.plus_ms(60_000);
    let done = later.graph(test_support::answer_204());
    changes.see(&done.revocation);
    assert_eq!(change(changes), Ok(()));
    // What was on screen all the time is not the last one again.
    changes.see(&refused.revocation);
    assert_eq!(change(changes), Ok(()));
}

fn account() -> Account {
    Account {
        name: "Mira Okafor".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: "1b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0".into(),
    }
}

#[test]
fn without_the_permission_there_is_nothing_to_hope_for() {
    for (has_permission, found) in [
        (Some(false), Known::No(Why::App)),
        (Some(true), Known::Unclear),
        (None, Known::Unclear),
    ] {
        let seen = Seen {
            has_permission,
            ..Seen::default()
        };
        let readiness = Readiness::of(seen, None);
        assert_eq!([readiness.read, readiness.revoke], [[found; 2]; 2]);
    }
}
