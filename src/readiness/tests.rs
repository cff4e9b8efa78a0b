use super::{
    seen::{Seen, SeenInCollection, why},
    *,
};
use crate::{
    graph::{AllowedActions, Answer, Cause},
    profiles::Profiles,
};
use serde_json::json;

const ALL_WHY: [Why; 4] = [Why::Role, Why::App, Why::Licence, Why::Refused];

fn allowed(names: &[&str]) -> AllowedActions {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let body = json!({"value": [{"resourceActions": [{"allowedResourceActions": names}]}]});
    let answer = Answer {
        status: 200,
        body: body.to_string(),
        ..Answer::default()
    };
    answer.into_allowed_actions("c", 0).unwrap()
}

fn each_seen() -> Vec<Option<Result<(), Why>>> {
    let mut all = vec![None, Some(Ok(()))];
    all.extend(ALL_WHY.map(|why| Some(Err(why))));
    all
}

fn readiness(of: SeenInCollection, allowed: Option<&AllowedActions>) -> Readiness {
    let seen = Seen {
        collections: [of, SeenInCollection::default()],
        ..Seen::default()
    };
    Readiness::of(seen, allowed)
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
                assert_eq!(
                    found.read[0],
                    match list {
                        Some(seen) => seen.into(),
                        None if may_not_read => Known::No(Why::Role),
                        None => Known::Unclear,
                    }
                );
                assert_eq!(
                    found.revoke[0],
                    match (change, list) {
                        (Some(seen), _) => seen.into(),
                        (None, Some(Err(Why::App))) => Known::No(Why::App),
                        (None, Some(Err(Why::Licence))) => Known::No(Why::Licence),
                        _ => by_name,
                    }
                );
                let was_seen = |answer| [list, change].contains(&Some(answer));
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

#[test]
fn before_anything_was_seen_nothing_is_known() {
    let seen = Seen::of(&Profiles::default(), &crate::actions::Revocation::default());
    assert_eq!(seen, Seen::default());
    let found = Readiness::of(seen, None);
    assert_eq!([found.read, found.revoke], [[Known::Unclear; 2]; 2]);
    assert_eq!(
        [found.licence, found.clock, found.sign_in],
        [Known::Unclear; 3]
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
