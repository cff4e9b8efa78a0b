use proptest::prelude::*;
use serde_json::json;

use super::*;
use super::{
    job::{MOST_LOOKS, MOST_RESENDS, MOST_SETTLING_LOOKS},
    test_support::*,
};
use crate::{
    graph::{Answer, Cause, Certainty, Freshness, NoAnswer, Profile, ReadFailure},
    profile::{ProfileId, ProfileType, Target, TypeChoice, Wanted},
    session::SignInCause,
    time::{Time, rfc3339},
    token::TokenState,
};

const REVOKE: TokenAction = TokenAction::Revoke(Then::Nothing);
const CREATE: TokenAction = TokenAction::Create {
    validity: TokenValidity::DEFAULT,
    replaces: false,
};

const READ: &str = "androidDeviceOwnerEnrollmentProfiles/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const POST: &str =
    "androidDeviceOwnerEnrollmentProfiles/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/revokeToken";

fn get() -> Did {
    Did::Get(READ.into())
}

fn post() -> Did {
    Did::Post(POST.into())
}

fn fault(status: u16) -> Answer {
    answer(status, include_str!("../graph/fixtures/server-error.json"))
}

#[track_caller]
fn assert_asked(bench: &Harness, why: Asked) {
    assert_eq!(*bench.stage(), Stage::Confirming(why));
}

#[test]
fn the_profile_is_read_before_anybody_is_asked_and_nothing_is_sent() {
    let bench = Harness::requested();
    assert_eq!(*bench.stage(), Stage::Reading);
    let bench = bench.graph(active());
    assert_asked(&bench, Asked::First);
    assert_eq!(shown(bench.job()).unwrap().enrolled_devices, Some(87));
    assert_eq!(bench.did, [get()]);
}

/// Where the answer to the read may come from that is due now.
#[track_caller]
fn freshness(bench: &Harness) -> Freshness {
    match &bench.due {
        Some((_, RevocationEffect::Call(Call::Read(_, freshness)))) => *freshness,
        due => panic!("{due:?}"),
    }
}

#[test]
fn only_the_first_look_after_a_204_may_be_answered_by_the_browser() {
    assert_eq!(freshness(&Harness::requested()), Freshness::Fresh);
    let confirmed = Harness::asked().confirmed();
    assert_eq!(freshness(&confirmed), Freshness::Renewing);
    let sent_again = Harness::sent().graph(throttled("1")).wakes();
    assert_eq!(freshness(&sent_again), Freshness::Renewing);

    let accepted = Harness::sent().graph(answer_204());
    assert_eq!(freshness(&accepted), Freshness::MayBeKept);
    // What the browser kept does not pass for a success.
    let looks_again = accepted.graph(active()).wakes();
    assert_eq!(freshness(&looks_again), Freshness::Fresh);
    let later = looks_again
        .reads_all(&Ok(active()))
        .act(RevocationAction::CheckAgain);
    assert_eq!(freshness(&later), Freshness::Fresh);

    // Without anything that was read before, and without a 204, it could.
    let unread = Harness::sent_unread().graph(answer_204());
    assert_eq!(freshness(&unread), Freshness::Fresh);
    for lost in [
        Harness::sent().lost(NoAnswer::TimedOut),
        Harness::sent().graph(fault(500)),
    ] {
        assert_eq!(freshness(&lost), Freshness::Fresh);
    }
}

#[test]
fn a_confirmed_revocation_is_read_once_more_sent_once_and_read_back() {
    let mut bench = Harness::asked();
    bench.since();
    let bench = bench.confirmed();
    assert_eq!(*bench.stage(), Stage::Preparing);
    let bench = bench.graph(active());
    assert_eq!(bench.did, [get(), post()]);
    let bench = bench.graph(answer_204());
    assert!(matches!(bench.stage(), Stage::Verifying(sent) if sent.answered == Some(bench.now)));
    let bench = bench.graph(revoked());
    assert_eq!(bench.did, [get(), post(), get()]);
    let Outcome::Accepted {
        sent,
        confirmation: Confirmation::Seen { at, after },
    } = bench.outcome()
    else {
        panic!("{:?}", bench.outcome());
    };
    assert_eq!(*at, bench.now);
    assert_eq!(sent.ids.request_id, "r-1");
    assert!(matches!(
        after.token_state(at.unix_ms),
        TokenState::ExpiredOrRevoked { .. }
    ));
}

#[test]
fn each_request_has_an_id_of_its_own() {
    let first = Harness::sent();
    let id = sent_of(first.stage()).unwrap().client_request_id.clone();
    let again = first.graph(throttled("1")).wakes().graph(active());
    assert_ne!(sent_of(again.stage()).unwrap().client_request_id, id);
}

#[test]
fn a_profile_of_the_other_type_is_offered_and_never_revoked_by_itself() {
    let bench = Harness::requested().graph(not_found());
    assert_eq!(*bench.stage(), Stage::Reading);
    let mut bench = bench.graph(active());
    let Stage::Elsewhere(profile) = bench.stage() else {
        panic!("{:?}", bench.stage());
    };
    assert_eq!(profile.profile_type, ProfileType::AndroidForWork);
    assert_eq!(
        bench.since(),
        [get(), Did::Get(READ.replace("DeviceOwner", "ForWork")),]
    );
    for action in [
        RevocationAction::Confirm,
        RevocationAction::StepUp,
        RevocationAction::CheckAgain,
    ] {
        bench = bench.act(action);
        assert_eq!(bench.did, []);
    }
    let bench = bench
        .act(request(target(ProfileType::AndroidForWork)))
        .graph(active());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.posts(), 0);
}

const OLDER: &str = "androidForWorkEnrollmentProfiles/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

fn get_older() -> Did {
    Did::Get(OLDER.into())
}

#[test]
fn a_type_that_nobody_chose_is_found_out_without_asking_anybody() {
    let bench = Harness::finding().graph(not_found());
    assert_eq!(*bench.stage(), Stage::Reading);
    let bench = bench.graph(active());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.job().target, target(ProfileType::DeviceOwner));
    assert_eq!(bench.did, [get_older(), get()]);
    // From here on it is like any other: read again, and sent where it was found.
    let mut bench = bench;
    bench.since();
    let bench = bench.confirmed().graph(active());
    assert_eq!(bench.did, [get(), post()]);

    let older = Harness::finding().graph(active()).graph(not_found());
    assert_asked(&older, Asked::First);
    assert_eq!(older.job().target, target(ProfileType::AndroidForWork));
    let older = older.confirmed().graph(active());
    assert_eq!(
        older.did[2..],
        [get_older(), Did::Post(format!("{OLDER}/revokeToken"))]
    );
}

/// What a collection may say of a profile, under what it means for somebody who did not choose the type.
fn sayings() -> Vec<(&'static str, Result<Answer, NoAnswer>)> {
    vec![
        ("has it", Ok(active())),
        ("has it not", Ok(not_found())),
        ("has it not", Ok(not_found_as_400())),
        ("does not say", Ok(forbidden())),
        ("does not say", Ok(fault(503))),
        ("does not say", Ok(throttled("17"))),
        ("does not say", Ok(answer(200, "{}"))),
        ("does not say", Err(NoAnswer::TimedOut)),
        ("asks to wait", Ok(throttled("3600"))),
    ]
}

#[test]
fn whatever_both_collections_say_nothing_is_confirmed_of_a_type_that_nobody_knows() {
    let told = |bench: Harness, saying: Result<Answer, NoAnswer>| match saying {
        Ok(answer) => bench.graph(answer),
        Err(reason) => bench.lost(reason),
    };
    for (first, said_first) in sayings() {
        for (second, said_second) in sayings() {
            let bench = told(Harness::finding(), said_first.clone());
            let waits = first == "asks to wait";
            // Where Graph asks to wait for long, nothing more is asked by itself.
            assert_eq!(bench.due.is_none(), waits);
            let bench = if waits {
                bench
            } else {
                told(bench, said_second.clone())
            };
            assert!(bench.due.is_none());
            assert_eq!(
                (bench.posts(), bench.gets()),
                (0, if waits { 1 } else { 2 })
            );
            let found: Vec<_> = [
                (ProfileType::AndroidForWork, first),
                (ProfileType::DeviceOwner, second),
            ]
            .into_iter()
            .filter(|(_, says)| *says == "has it" && !waits)
            .map(|(profile_type, _)| profile_type)
            .collect();
            if let [profile_type] = found[..] {
                assert_asked(&bench, Asked::First);
                assert_eq!(bench.job().target, target(profile_type));
                assert_eq!(shown(bench.job()).unwrap().profile_type, profile_type);
                continue;
            }
            let Stage::Undecided(looked_up) = bench.stage() else {
                panic!("{first}, {second}: {:?}", bench.stage());
            };
            assert_eq!(looked_up.len(), bench.gets());
            assert!(!bench.job().is_of_known_type());
            assert_eq!(
                bench.job().asked_again().wanted,
                wanted(TypeChoice::FindOut)
            );
            for action in [
                RevocationAction::Confirm,
                RevocationAction::AllTheSame,
                RevocationAction::StepUp,
                RevocationAction::CheckAgain,
            ] {
                let before = bench.revocation.clone();
                let after = bench.clone().act(action);
                assert_eq!((&after.revocation, &after.due), (&before, &None));
            }
            // The person says which one they mean, and that one is read like any other.
            let chosen = bench.act(request(target(ProfileType::DeviceOwner)));
            assert_asked(&chosen.graph(active()), Asked::First);
        }
    }
}

#[test]
fn what_the_list_says_of_a_type_is_looked_at_first_and_is_not_the_last_word() {
    let listed = || {
        Harness::new().act(request(wanted(TypeChoice::Listed(
            ProfileType::DeviceOwner,
        ))))
    };
    let bench = listed().graph(active());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.did, [get()]);
    // It is known where it is, though it cannot be read.
    let bench = listed().graph(forbidden());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.job().target, target(ProfileType::DeviceOwner));
    assert_eq!(bench.did, [get()]);
    // It is not there any more.
    let bench = listed().graph(not_found()).graph(active());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.job().target, target(ProfileType::AndroidForWork));
    assert_eq!(bench.did, [get(), get_older()]);
    let bench = listed().graph(not_found()).graph(not_found());
    assert!(
        matches!(bench.stage(), Stage::Undecided(both) if both.iter().all(LookedUp::is_not_found))
    );
}

#[test]
fn proof_that_is_asked_for_while_a_type_is_found_out_lets_both_be_read_anew() {
    let bench = Harness::finding().graph(not_found()).graph(challenged(401));
    assert_eq!(
        bench.job().asked_again().wanted,
        wanted(TypeChoice::FindOut)
    );
    let mut bench = bench;
    bench.since();
    let bench = bench.stepped_up(Ok(())).graph(active());
    assert_eq!(*bench.stage(), Stage::Reading);
    let bench = bench.graph(not_found());
    assert_asked(&bench, Asked::First);
    assert_eq!(bench.gets(), 2);
    assert_eq!(
        bench.job().asked_again().wanted.profile_type,
        TypeChoice::Chosen(ProfileType::DeviceOwner)
    );
}

#[test]
fn without_an_access_token_nothing_is_claimed_of_a_type_that_was_not_found_out() {
    let account = crate::session::Account {
        name: "Mira".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: String::new(),
    };
    for bench in [
        Harness::finding().no_token(),
        Harness::finding().graph(not_found()).no_token(),
    ] {
        assert!(matches!(bench.outcome(), Outcome::NotSent { .. }));
        assert!(!bench.job().is_of_known_type());
        assert_eq!(Receipt::of(bench.job(), &account, &config()), None);
    }
}

#[test]
fn a_400_that_means_not_found_has_the_other_type_looked_at() {
    let bench = Harness::requested()
        .graph(not_found_as_400())
        .graph(active());
    assert!(matches!(bench.stage(), Stage::Elsewhere(_)));
    let nowhere = Harness::requested()
        .graph(not_found_as_400())
        .graph(not_found_as_400());
    assert_asked(&nowhere, Asked::First);
    // Only after the sending: nothing was revoked, and the other type is asked whether it has it.
    let sent = Harness::sent_unread().graph(not_found_as_400());
    assert!(matches!(sent.stage(), Stage::Locating(_)));
    let bench = sent.graph(active());
    assert!(
        matches!(bench.stage(), Stage::Finished(Outcome::Refused(refused)) if refused.refusal.cause == Cause::OtherCollection)
    );
    // An AOSP profile is tried by its other name.
    let aosp = Harness::requested()
        .graph(aosp())
        .confirmed()
        .graph(aosp())
        .graph(not_found_as_400())
        .graph(aosp());
    assert_eq!(aosp.posts(), 2);
}

#[test]
fn a_400_that_is_a_fault_is_settled_by_reading_back_and_never_sent_again() {
    let revoked_all_the_same = Harness::sent().graph(fault_as_400()).graph(revoked());
    assert!(matches!(
        revoked_all_the_same.stage(),
        Stage::Finished(Outcome::CarriedOut { .. })
    ));
    let mut bench = Harness::sent().graph(fault_as_400());
    assert!(matches!(bench.stage(), Stage::Reconciling(_)));
    for _ in 1..MOST_SETTLING_LOOKS {
        bench = bench.graph(active()).wakes();
    }
    let bench = bench.graph(active());
    assert!(matches!(
        bench.stage(),
        Stage::Finished(Outcome::NotCarriedOut { .. })
    ));
    assert_eq!(bench.posts(), 1);
    let unread = Harness::sent_unread().graph(fault_as_400());
    assert!(matches!(
        unread.stage(),
        Stage::Finished(Outcome::CannotTell(_))
    ));
}

#[test]
fn what_multi_admin_approval_protects_was_surely_not_revoked() {
    let bench = Harness::sent().graph(needs_approval());
    assert!(
        matches!(bench.stage(), Stage::Finished(Outcome::Refused(refused)) if refused.refusal.cause == Cause::ApprovalRequired)
    );
    assert_eq!(bench.posts(), 1);
}

#[test]
fn a_profile_that_neither_type_shows_may_be_hidden_and_can_be_revoked_all_the_same() {
    let seconds = [
        Ok(not_found()),
        Ok(forbidden()),
        Ok(challenged(401)),
        Ok(throttled("1")),
        Err(NoAnswer::Blocked),
    ];
    for second in seconds {
        let bench = Harness::requested().graph(not_found());
        let bench = match second {
            Ok(answer) => bench.graph(answer),
            Err(reason) => bench.lost(reason),
        };
        assert_asked(&bench, Asked::First);
        assert!(matches!(
            &bench.job().known,
            ProfileSnapshot::Unreadable(ReadFailure::Refused(refusal)) if refusal.status == 404
        ));
        assert_eq!((bench.gets(), bench.posts()), (2, 0));

        let bench = bench.confirmed().graph(not_found());
        assert_eq!(bench.posts(), 1);
        let after = bench.clone().graph(answer_204()).graph(not_found());
        assert!(matches!(
            after.outcome(),
            Outcome::Accepted {
                confirmation: Confirmation::NotRead { .. },
                ..
            }
        ));
        // Both were asked already.
        let refused = bench.graph(not_found());
        assert!(matches!(
            refused.outcome(),
            Outcome::Refused(Refused { refusal, .. }) if refusal.cause == Cause::NotFound
        ));
    }
}

#[test]
fn a_refusal_because_the_profile_is_of_the_other_type_says_so() {
    let refused = || {
        Harness::requested()
            .graph(forbidden())
            .confirmed()
            .graph(forbidden())
            .graph(not_found())
    };
    let bench = refused();
    assert!(matches!(bench.stage(), Stage::Locating(_)));
    assert_eq!(
        bench.did.last(),
        Some(&Did::Get(READ.replace("DeviceOwner", "ForWork")))
    );
    assert_eq!(
        bench.clone().act(RevocationAction::Cancel).revocation,
        bench.revocation
    );
    for (bench, cause) in [
        (refused().graph(active()), Cause::OtherCollection),
        (refused().graph(forbidden()), Cause::NotFound),
        (refused().lost(NoAnswer::TimedOut), Cause::NotFound),
        (refused().no_token(), Cause::NotFound),
    ] {
        let Outcome::Refused(Refused { sent, refusal, .. }) = bench.outcome() else {
            panic!("{:?}", bench.outcome());
        };
        assert_eq!((&refusal.cause, refusal.status), (&cause, 404));
        assert_eq!(bench.posts(), 1);
        assert_eq!(bench.job().target, target(ProfileType::DeviceOwner));
        assert_eq!(sent.answered, None);
    }
    // A profile that was shown before was deleted since: there is nothing to look for.
    let deleted = Harness::sent().graph(not_found());
    assert!(matches!(deleted.outcome(), Outcome::Refused(_)));
}

#[test]
fn another_token_between_confirmation_and_sending_stops_it_and_is_shown() {
    let bench = Harness::asked().confirmed().graph(replaced());
    assert_asked(&bench, Asked::TokenChanged);
    assert_eq!(
        shown(bench.job()).unwrap().token_created_ms,
        Some(START.unix_ms)
    );
    assert_eq!(bench.posts(), 0);
    // The second time it is the one that was shown.
    let bench = bench.confirmed().graph(replaced());
    assert_eq!(bench.posts(), 1);
}

#[test]
fn a_changed_profile_with_the_same_token_does_not_stop_it() {
    let bench = Harness::asked().confirmed().graph(edited());
    assert_eq!(bench.posts(), 1);
}

#[test]
fn facts_that_cannot_be_read_again_are_said_to_be_lost_and_asked_about() {
    for answer in [
        forbidden(),
        not_found(),
        throttled("9"),
        fault(500),
        answer(200, "{}"),
    ] {
        let bench = Harness::asked().confirmed().graph(answer);
        assert_asked(&bench, Asked::FactsLost);
        assert!(matches!(bench.job().known, ProfileSnapshot::Unreadable(_)));
        assert_eq!(bench.posts(), 0);
        let bench = bench.confirmed().lost(NoAnswer::Offline);
        assert_eq!(bench.posts(), 1);
    }
}

#[test]
fn no_right_to_read_does_not_prevent_a_revocation() {
    for answer in [
        forbidden(),
        fault(500),
        throttled("9"),
        answer(200, "<html>"),
    ] {
        let bench = Harness::requested().graph(answer.clone());
        assert_asked(&bench, Asked::First);
        assert!(matches!(
            bench.job().known,
            ProfileSnapshot::Unreadable(ReadFailure::Refused(_))
        ));
        let bench = bench.confirmed().graph(answer);
        assert_eq!(bench.posts(), 1);
    }
    let bench = Harness::requested().lost(NoAnswer::TimedOut);
    assert!(matches!(
        bench.job().known,
        ProfileSnapshot::Unreadable(ReadFailure::NoAnswer(_))
    ));
}

#[test]
fn facts_that_can_be_read_after_all_are_shown_before_anything_is_sent() {
    let bench = Harness::requested()
        .graph(forbidden())
        .confirmed()
        .graph(active());
    assert_asked(&bench, Asked::FactsFound);
    assert!(shown(bench.job()).is_some());
    assert_eq!(bench.posts(), 0);
    assert_eq!(bench.confirmed().graph(active()).posts(), 1);
}

#[test]
fn a_revocation_that_shows_late_is_waited_for() {
    let mut bench = Harness::sent().graph(answer_204());
    for _ in 0..3 {
        bench = bench.graph(active());
        assert!(matches!(bench.stage(), Stage::Verifying(_)));
        bench = bench.wakes();
    }
    let bench = bench.graph(revoked());
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::Seen { .. },
            ..
        }
    ));
    let waits = bench.waits();
    assert!(
        waits.is_sorted() && (1_000..=2_000).contains(&waits[0]),
        "{waits:?}"
    );
}

#[test]
fn a_204_that_never_shows_is_not_called_confirmed() {
    for answer in [
        Ok(active()),
        Ok(edited()),
        Ok(profile(&json!({"tokenExpirationDateTime": "soon"}))),
        Ok(forbidden()),
        Ok(not_found()),
        Ok(challenged(401)),
        Err(NoAnswer::Offline),
    ] {
        let read = matches!(&answer, Ok(answer) if answer.status == 200);
        let mut bench = Harness::sent().graph(answer_204());
        bench.since();
        let bench = bench.reads_all(&answer);
        let Outcome::Accepted { confirmation, .. } = bench.outcome() else {
            panic!("{answer:?} {:?}", bench.outcome());
        };
        match confirmation {
            Confirmation::NotVisible { .. } => assert!(read, "{answer:?}"),
            Confirmation::NotRead { .. } => assert!(!read, "{answer:?}"),
            other => panic!("{answer:?} {other:?}"),
        }
        let quiet = bench.did.contains(&Did::StepUp { interactive: false });
        assert_eq!(quiet, answer == Ok(challenged(401)));
        assert_eq!(bench.gets(), MOST_LOOKS as usize - 1 + usize::from(quiet));
        assert_eq!(
            (bench.waits().len(), bench.posts()),
            (MOST_LOOKS as usize - 1, 0)
        );
        assert!(bench.waits().iter().sum::<u32>() < 100_000);
    }
}

#[test]
fn a_challenge_while_reading_back_is_met_once_and_without_the_person() {
    let indeterminate = || Harness::sent().lost(NoAnswer::TimedOut);
    for met in [Ok(()), Err(SignInCause::Expired)] {
        for mut bench in [Harness::sent().graph(answer_204()), indeterminate()] {
            bench.since();
            let bench = bench.graph(challenged(401));
            assert!(!bench.job().may_be_cancelled());
            let bench = bench.stepped_up(met).graph(challenged(401));
            let bench = bench.wakes().graph(revoked());
            assert!(matches!(
                bench.did[..],
                [
                    Did::StepUp { interactive: false },
                    Did::Get(_),
                    Did::Wait(_),
                    Did::Get(_)
                ]
            ));
            assert_ne!(bench.outcome().key(REVOKE), "cannotTell");
        }
    }
}

#[test]
fn a_new_token_after_a_204_is_said() {
    let bench = Harness::sent().graph(answer_204()).graph(replaced());
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::OtherToken { .. },
            ..
        }
    ));
}

#[test]
fn an_older_profile_tells_a_new_token_by_its_expiry_alone() {
    let older = |days: i64| {
        answer(
            200,
            json!({"id": ID, "tokenExpirationDateTime": rfc3339(START.unix_ms + days * DAY_MS),
                "lastModifiedDateTime": rfc3339(START.unix_ms + days)})
            .to_string(),
        )
    };
    let bench = Harness::new()
        .act(request(target(ProfileType::AndroidForWork)))
        .graph(older(35))
        .confirmed()
        .graph(older(35))
        .graph(answer_204());
    let bench = bench.graph(older(90));
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::OtherToken { .. },
            ..
        }
    ));
}

#[test]
fn a_204_for_a_profile_that_cannot_be_read_is_not_confirmed() {
    for answer in [Ok(forbidden()), Err(NoAnswer::Blocked)] {
        let bench = Harness::sent_unread()
            .graph(answer_204())
            .reads_all(&answer);
        assert!(matches!(
            bench.outcome(),
            Outcome::Accepted {
                confirmation: Confirmation::NotRead { .. },
                ..
            }
        ));
    }
}

#[test]
fn a_profile_that_can_be_read_only_afterwards_confirms_by_its_inactive_token_alone() {
    let bench = Harness::sent_unread().graph(answer_204());
    let bench = bench.graph(active()).wakes().graph(revoked());
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::Seen { .. },
            ..
        }
    ));
    let bench = Harness::sent_unread()
        .graph(answer_204())
        .reads_all(&Ok(active()));
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::NotVisible { .. },
            ..
        }
    ));
}

#[test]
fn a_challenge_while_reading_is_met_silently_and_reading_goes_on() {
    for status in [401, 403] {
        let bench = Harness::requested().graph(challenged(status));
        assert!(matches!(bench.stage(), Stage::StepUp(StepUp::Silent(_))));
        let bench = bench.stepped_up(Ok(()));
        assert_eq!(*bench.stage(), Stage::Reading);
        let bench = bench.graph(active());
        assert_asked(&bench, Asked::First);
        assert_eq!(
            bench.did,
            [get(), Did::StepUp { interactive: false }, get()]
        );
    }
}

#[test]
fn a_challenge_to_the_revocation_is_met_and_it_is_sent_again_after_a_fresh_read() {
    for status in [401, 403] {
        let mut bench = Harness::sent();
        bench.since();
        let bench = bench
            .graph(challenged(status))
            .stepped_up(Ok(()))
            .graph(active());
        assert_eq!(
            bench.did,
            [Did::StepUp { interactive: false }, get(), post()]
        );
        let bench = bench.graph(answer_204()).graph(revoked());
        assert!(matches!(bench.outcome(), Outcome::Accepted { .. }));
    }
}

#[test]
fn a_challenge_between_confirmation_and_sending_keeps_what_was_confirmed() {
    let met = || {
        Harness::asked()
            .confirmed()
            .graph(challenged(401))
            .stepped_up(Ok(()))
    };
    assert_eq!(met().graph(active()).posts(), 1);
    let other = met().graph(replaced());
    assert_asked(&other, Asked::TokenChanged);
}

#[test]
fn the_person_is_asked_before_the_sign_in_host_has_them() {
    let mut bench = Harness::sent().graph(challenged(401));
    bench.since();
    let bench = bench.stepped_up(Err(SignInCause::Expired));
    assert!(matches!(bench.stage(), Stage::StepUp(StepUp::Asking(_))));
    assert_eq!(bench.did, []);
    let bench = bench.act(RevocationAction::StepUp);
    assert!(matches!(
        bench.stage(),
        Stage::StepUp(StepUp::Interactive(_))
    ));
    // The window was hidden: once more.
    let bench = bench.act(RevocationAction::StepUp);
    assert_eq!(
        bench.did,
        [
            Did::StepUp { interactive: true },
            Did::StepUp { interactive: true }
        ]
    );
    let bench = bench.stepped_up(Ok(())).graph(active());
    assert_eq!(bench.posts(), 1);
}

#[test]
fn a_second_challenge_is_not_met() {
    let met = || Harness::sent().graph(challenged(401)).stepped_up(Ok(()));
    let bench = met().graph(active()).graph(challenged(403));
    assert!(matches!(
        bench.outcome(),
        Outcome::Refused(Refused { refusal, .. }) if matches!(refusal.cause, Cause::ClaimsChallenge(_))
    ));
    assert_eq!(bench.posts(), 2);
    assert_asked(&met().graph(challenged(401)), Asked::FactsLost);
    let bench = Harness::requested()
        .graph(challenged(401))
        .stepped_up(Ok(()))
        .graph(challenged(401));
    assert_asked(&bench, Asked::First);
    let bench = bench
        .confirmed()
        .graph(challenged(401))
        .graph(challenged(401));
    assert!(matches!(bench.outcome(), Outcome::Refused(_)));
    let step_ups = |did: &&Did| matches!(did, Did::StepUp { .. });
    assert_eq!(bench.did.iter().filter(step_ups).count(), 1);
}

#[test]
fn a_cancelled_step_up_sends_nothing_and_leaves_nothing_behind() {
    let asked = || {
        Harness::sent()
            .graph(challenged(401))
            .stepped_up(Err(SignInCause::Expired))
    };
    let bench = asked().act(RevocationAction::Cancel);
    assert_eq!((bench.revocation.job(), bench.posts()), (None, 1));
    let told = bench.revocation.given_up().map(|job| &job.stage);
    assert!(
        matches!(told, Some(Stage::Finished(Outcome::Refused(refused))) if refused.refusal.status == 401),
        "what was sent is not forgotten: {told:?}"
    );
    // The window was closed.
    let bench = asked()
        .act(RevocationAction::StepUp)
        .stepped_up(Err(SignInCause::Cancelled));
    assert!(matches!(
        bench.outcome(),
        Outcome::TurnedAway { failure, .. } if failure.cause == SignInCause::Cancelled
    ));
    let bench = bench
        .act(RevocationAction::CheckAgain)
        .act(RevocationAction::StepUp)
        .act(RevocationAction::Confirm);
    assert_eq!(bench.posts(), 1);
    // The page was left alone while the window was open.
    let mut bench = asked().act(RevocationAction::StepUp);
    let (epoch, _) = bench.due.take().unwrap();
    let bench = bench
        .act(RevocationAction::Cancel)
        .handle_late(epoch, RevocationEvent::SteppedUp(Ok(())));
    assert_eq!((bench.revocation.job(), bench.posts()), (None, 1));
}

#[test]
fn a_throttled_revocation_is_sent_again_after_the_wait_and_a_fresh_read() {
    for answer in [throttled("17"), busy("17")] {
        let mut bench = Harness::sent();
        bench.since();
        let bench = bench.graph(answer);
        assert!(
            matches!(bench.stage(), Stage::Waiting { until, .. } if *until == START.plus_ms(17_000))
        );
        let bench = bench.wakes();
        assert_eq!(*bench.stage(), Stage::Preparing);
        let bench = bench.graph(active());
        assert_eq!(bench.did, [Did::Wait(17_000), get(), post()]);
    }
}

#[test]
fn after_a_wait_another_token_stops_it() {
    let waited = || Harness::sent().graph(throttled("1")).wakes();
    let bench = waited().graph(replaced());
    assert_asked(&bench, Asked::TokenChanged);
    assert_eq!(bench.posts(), 1);
    assert_asked(&waited().graph(throttled("1")), Asked::FactsLost);
}

#[test]
fn without_a_word_on_how_long_the_wait_grows_and_is_bounded() {
    let mut bench = Harness::sent();
    while let Stage::Sending(_) = bench.stage() {
        bench = bench.graph(throttled("")).reads_all(&Ok(active()));
    }
    assert!(
        matches!(bench.outcome(), Outcome::Refused(Refused { refusal, .. }) if refusal.status == 429)
    );
    assert_eq!(bench.posts(), 1 + MOST_RESENDS as usize);
    let waits = bench.waits();
    assert_eq!(waits.len(), MOST_RESENDS as usize);
    assert!(
        waits.is_sorted() && waits.iter().all(|&ms| ms <= 60_000),
        "{waits:?}"
    );
}

#[test]
fn a_503_that_does_not_say_when_to_come_back_is_not_sent_again() {
    let bench = Harness::sent().graph(busy(""));
    assert!(matches!(bench.stage(), Stage::Reconciling(_)));
    let bench = bench.reads_all(&Ok(active()));
    assert_eq!(bench.posts(), 1);
}

#[test]
fn what_is_longer_than_the_page_waits_by_itself_is_left_to_the_person() {
    for (seconds, wait_ms) in [
        ("301", 301_000),
        ("3600", 3_600_000),
        ("01:00:00", 3_600_000),
        ("1.00:00:30", 86_430_000),
        ("1000000000", 1_000_000_000_000),
    ] {
        for answer in [throttled(seconds), busy(seconds)] {
            let mut bench = Harness::sent();
            bench.since();
            let bench = bench.graph(answer);
            assert!(matches!(bench.outcome(), Outcome::Refused(_)), "{seconds}");
            assert_eq!((bench.did.len(), bench.due.is_none()), (0, true));
            let wait = bench.job().long_wait().unwrap();
            assert_eq!(wait.wait_ms, wait_ms);
            assert_eq!(
                wait.until_ms,
                START.unix_ms + i64::try_from(wait_ms).unwrap()
            );
            // The next attempt is asked about anew.
            let bench = bench.act(request(target(ProfileType::DeviceOwner)));
            let bench = bench.graph(active());
            assert_asked(&bench, Asked::First);
            assert_eq!(bench.posts(), 0);
        }
    }
    for seconds in ["300", "-5", "soon"] {
        assert!(matches!(
            Harness::sent().graph(throttled(seconds)).stage(),
            Stage::Waiting { .. }
        ));
    }
}

#[test]
fn reading_back_waits_as_long_as_graph_asks_and_no_longer_by_itself_than_the_page_does() {
    let confirmed = || Harness::sent().graph(answer_204());
    let indeterminate = || Harness::sent().lost(NoAnswer::TimedOut);
    for bench in [confirmed(), indeterminate()] {
        let mut bench = bench;
        bench.since();
        let bench = bench.graph(throttled("17")).wakes().graph(busy("40"));
        assert_eq!(bench.did, [Did::Wait(17_000), get(), Did::Wait(40_000)]);
    }
    let bench = confirmed().graph(throttled("3600"));
    assert!(bench.due.is_none());
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::NotRead { .. },
            ..
        }
    ));
    assert_eq!(bench.job().long_wait().unwrap().wait_ms, 3_600_000);
    // Looked at again by the person, it is over with what is read then.
    let bench = bench.act(RevocationAction::CheckAgain);
    assert_eq!(bench.job().long_wait(), None);
    assert!(matches!(
        bench.graph(revoked()).outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::Seen { .. },
            ..
        }
    ));
    let bench = indeterminate().graph(throttled("3600"));
    assert!(bench.due.is_none() && matches!(bench.outcome(), Outcome::CannotTell(_)));
    assert!(bench.job().long_wait().is_some());
}

#[test]
fn an_answer_that_leaves_it_open_and_asks_to_wait_is_settled_after_the_wait() {
    let fault = |retry_after: &str| Answer {
        retry_after: retry_after.into(),
        ..fault(500)
    };
    let mut bench = Harness::sent();
    bench.since();
    let bench = bench.graph(fault("20")).wakes().graph(revoked());
    assert_eq!(bench.did, [Did::Wait(20_000), get()]);
    assert!(matches!(bench.outcome(), Outcome::CarriedOut { .. }));
    let bench = Harness::sent().graph(fault("3600"));
    assert!(bench.due.is_none() && matches!(bench.outcome(), Outcome::CannotTell(_)));
}

#[test]
fn nothing_is_sent_behind_a_reading_that_is_to_wait_long() {
    let asked = || Harness::requested().graph(throttled("3600"));
    let guard = |bench: &Harness| bench.job().guard(bench.now);
    assert_asked(&asked(), Asked::First);
    assert!(matches!(guard(&asked()), Some(Guard::AskedToWait(wait)) if wait.wait_ms == 3_600_000));
    let bench = asked().confirmed().graph(throttled("3600"));
    assert_asked(&bench, Asked::FactsLost);
    assert_eq!((bench.posts(), bench.due), (0, None));
    // Wanted all the same, or when the time has come, it is sent.
    let wanted = asked().act(RevocationAction::AllTheSame);
    assert_eq!(guard(&wanted), None);
    assert_eq!(wanted.confirmed().graph(throttled("3600")).posts(), 1);
    let mut bench = asked();
    bench.now = bench.now.plus_ms(3_600_000);
    assert_eq!(guard(&bench), None);
    assert_eq!(bench.confirmed().graph(forbidden()).posts(), 1);
}

#[test]
fn a_inactive_token_is_revoked_only_if_that_is_wanted_all_the_same() {
    let guard = |bench: &Harness| bench.job().guard(bench.now);
    let inactive = || Harness::requested().graph(revoked());
    assert!(
        matches!(guard(&inactive()), Some(Guard::Inactive { since_ms }) if since_ms == START.unix_ms - 1_000)
    );
    // Even if it were confirmed as any other.
    let bench = inactive().confirmed().graph(revoked());
    assert_asked(&bench, Asked::Expired);
    assert_eq!(bench.posts(), 0);
    let wanted = inactive().act(RevocationAction::AllTheSame);
    assert_asked(&wanted, Asked::First);
    assert_eq!(guard(&wanted), None);
    assert_eq!(wanted.clone().confirmed().graph(revoked()).posts(), 1);
    // What was wanted of one token is not of the next.
    let died_anew = profile(&json!({
        "tokenCreationDateTime": rfc3339(START.unix_ms - 5_000),
        "tokenExpirationDateTime": rfc3339(START.unix_ms - 500),
    }));
    let bench = wanted.confirmed().graph(died_anew);
    assert_asked(&bench, Asked::TokenChanged);
    assert!(matches!(guard(&bench), Some(Guard::Inactive { .. })));
    assert_eq!(bench.posts(), 0);
    // One that was revoked elsewhere in the meantime.
    let bench = Harness::asked().confirmed().graph(revoked());
    assert!(matches!(guard(&bench), Some(Guard::Inactive { .. })));
    assert_eq!(bench.posts(), 0);
}

#[test]
fn a_token_that_expires_while_the_person_is_asked_is_not_revoked_by_that_confirmation() {
    let soon = || profile(&json!({"tokenExpirationDateTime": rfc3339(START.unix_ms + 60_000)}));
    let mut bench = Harness::requested().graph(soon());
    assert_eq!(bench.job().guard(bench.now), None);
    bench.now = bench.now.plus_ms(60_000);
    let bench = bench.confirmed().graph(soon());
    assert_asked(&bench, Asked::Expired);
    assert_eq!(bench.posts(), 0);
    let bench = bench
        .act(RevocationAction::AllTheSame)
        .confirmed()
        .graph(soon());
    assert_eq!(bench.posts(), 1);
}

#[test]
fn a_token_of_which_nobody_knows_that_it_is_inactive_is_not_called_so() {
    for expiry in [
        json!(null),
        json!("9999-12-31T23:59:59.9999999Z"),
        json!("0001-01-01T00:00:00Z"),
        json!("soon"),
        json!(7),
        json!(rfc3339(START.unix_ms + 1_000)),
    ] {
        let shown = || profile(&json!({"tokenExpirationDateTime": expiry}));
        let bench = Harness::requested().graph(shown());
        assert_eq!(bench.job().guard(bench.now), None, "{expiry}");
        assert_eq!(bench.confirmed().graph(shown()).posts(), 1, "{expiry}");
    }
}

#[test]
fn an_unknown_outcome_is_settled_by_reading_and_never_sent_again() {
    let unknown = [408, 500, 502, 503, 504, 200, 202, 302]
        .map(|status| Ok(fault(status)))
        .into_iter()
        .chain([NoAnswer::Offline, NoAnswer::Blocked, NoAnswer::TimedOut].map(Err));
    for answer in unknown {
        let settled = |read: &Result<Answer, NoAnswer>| {
            let bench = Harness::sent();
            let bench = match answer.clone() {
                Ok(answer) => bench.graph(answer),
                Err(reason) => bench.lost(reason),
            };
            let bench = bench.reads_all(read);
            assert_eq!(bench.posts(), 1, "{answer:?}");
            bench
        };
        let bench = settled(&Ok(revoked()));
        assert!(matches!(bench.outcome(), Outcome::CarriedOut { .. }));
        assert_eq!(bench.gets(), 3);
        let bench = settled(&Ok(active()));
        assert!(matches!(bench.outcome(), Outcome::NotCarriedOut { .. }));
        assert_eq!(bench.gets(), 2 + MOST_SETTLING_LOOKS as usize);
        for read in [
            Ok(replaced()),
            Ok(edited()),
            Ok(forbidden()),
            Ok(challenged(401)),
            Err(NoAnswer::Blocked),
        ] {
            let bench = settled(&read);
            assert!(
                matches!(bench.outcome(), Outcome::CannotTell(_)),
                "{read:?}"
            );
            assert!(bench.gets() <= 3 + MOST_LOOKS as usize);
        }
    }
}

#[test]
fn a_inactive_token_that_is_not_the_one_shown_settles_nothing() {
    let other = profile(&json!({
        "tokenCreationDateTime": rfc3339(START.unix_ms - 2_000),
        "tokenExpirationDateTime": rfc3339(START.unix_ms - 1_000),
    }));
    let bench = Harness::sent().lost(NoAnswer::TimedOut).graph(other);
    assert!(matches!(bench.outcome(), Outcome::CannotTell(_)));
}

#[test]
fn a_change_that_shows_before_the_revocation_does_is_looked_at_again() {
    let bench = Harness::sent().lost(NoAnswer::TimedOut).graph(edited());
    assert!(matches!(bench.stage(), Stage::Reconciling(_)));
    let bench = bench.wakes().graph(revoked());
    assert!(matches!(bench.outcome(), Outcome::CarriedOut { .. }));
}

#[test]
fn an_unknown_outcome_of_a_profile_that_was_never_read_cannot_be_settled() {
    for answer in [revoked(), active(), forbidden()] {
        let bench = Harness::sent_unread()
            .lost(NoAnswer::TimedOut)
            .reads_all(&Ok(answer));
        assert!(matches!(bench.outcome(), Outcome::CannotTell(_)));
        assert_eq!(bench.posts(), 1);
    }
}

#[test]
fn a_refusal_that_surely_did_not_run_is_the_end() {
    for (status, body) in [
        (400, include_str!("../graph/fixtures/intune-level-1.json")),
        (
            401,
            include_str!("../graph/fixtures/intune-401-forbidden.json"),
        ),
        (401, include_str!("../graph/fixtures/token-expired.json")),
        (403, include_str!("../graph/fixtures/scope-missing.json")),
        (404, include_str!("../graph/fixtures/not-found.json")),
        (409, include_str!("../graph/fixtures/conflict.json")),
    ] {
        let mut bench = Harness::sent();
        bench.since();
        let bench = bench.graph(answer(status, body));
        assert!(
            matches!(bench.outcome(), Outcome::Refused(Refused { refusal, .. }) if refusal.status == status)
        );
        assert_eq!(bench.did, []);
    }
}

#[test]
fn without_an_access_token_nothing_is_sent() {
    for bench in [
        Harness::requested(),
        Harness::asked().confirmed(),
        Harness::sent(),
    ] {
        let bench = bench.no_token();
        assert!(matches!(bench.outcome(), Outcome::NotSent { .. }));
    }
    // The first one was sent, and turned away.
    let bench = Harness::sent().graph(throttled("1")).wakes().no_token();
    assert!(matches!(bench.outcome(), Outcome::TurnedAway { .. }));
}

#[test]
fn without_an_access_token_to_read_back_with_the_answer_stands() {
    let bench = Harness::sent().graph(answer_204()).no_token();
    assert!(matches!(
        bench.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::NotRead { .. },
            ..
        }
    ));
    let bench = Harness::sent().lost(NoAnswer::TimedOut).no_token();
    assert!(matches!(bench.outcome(), Outcome::CannotTell(_)));
}

#[test]
fn a_sign_in_that_failed_away_from_the_page_is_said_and_can_be_tried_again() {
    let target = target(ProfileType::DeviceOwner);
    for was_sent in [false, true] {
        let cancelled = failure(SignInCause::Cancelled);
        let note = Note {
            ticket: "INC-4711".into(),
            reason: String::new(),
        };
        let mut bench = Harness::new();
        bench.revocation = Revocation::without_token(
            &ActionRequest::revoke(target.clone()),
            was_sent,
            note.clone(),
            cancelled,
            START,
        );
        // For the next sign-in, too.
        assert!(bench.job().lacked_a_token());
        assert_eq!(bench.job().note, note);
        match bench.outcome() {
            Outcome::NotSent { .. } => assert!(!was_sent),
            Outcome::TurnedAway { .. } => assert!(was_sent),
            other => panic!("{other:?}"),
        }
        let bench = bench.act(request(target.clone())).graph(active());
        assert_asked(&bench, Asked::First);
    }
}

#[test]
fn what_a_person_typed_is_kept_as_long_as_nothing_is_on_its_way() {
    let note = Note {
        ticket: "INC-4711".into(),
        reason: "A picture of the code was posted.".into(),
    };
    let explain = || RevocationAction::Explain(note.clone());
    for bench in [
        Harness::requested(),
        Harness::asked(),
        Harness::sent()
            .graph(challenged(401))
            .stepped_up(Err(SignInCause::Expired)),
    ] {
        assert_eq!(bench.act(explain()).job().note, note);
    }
    let bench = Harness::sent().act(explain());
    assert_eq!(bench.job().note, Note::default());
    assert!(!bench.job().lacked_a_token());
}

#[test]
fn what_was_typed_before_a_sign_in_is_there_once_and_for_its_profile_alone() {
    let note = Note {
        ticket: "INC-4711".into(),
        reason: String::new(),
    };
    let of = target(ProfileType::DeviceOwner);
    let mut other = of.clone();
    other.profile_id = ProfileId::parse("ffffffff-4e5f-6071-8293-a4b5c6d7e8f9").unwrap();
    let mut bench = Harness::new();
    bench
        .revocation
        .keep_typed(of.profile_id.clone(), note.clone());
    let bench = bench.act(request(other.clone()));
    assert_eq!(bench.job().note, Note::default());
    let bench = bench.act(RevocationAction::Cancel).act(request(of.clone()));
    assert_eq!(bench.job().note, note);
    let bench = bench.act(RevocationAction::Cancel).act(request(of));
    assert_eq!(bench.job().note, Note::default());
}

#[test]
fn whatever_is_not_on_its_way_can_be_cancelled_and_what_comes_later_is_ignored() {
    for bench in vec![
        Harness::requested(),
        Harness::requested().graph(not_found()),
        Harness::requested().graph(not_found()).graph(active()),
        Harness::requested().graph(not_found()).graph(not_found()),
        Harness::finding(),
        Harness::finding().graph(not_found()),
        Harness::finding().graph(not_found()).graph(not_found()),
        Harness::finding().graph(active()).graph(active()),
        Harness::asked(),
        Harness::asked().confirmed(),
        Harness::sent().graph(throttled("9")),
        Harness::sent().graph(throttled("9")).wakes(),
        Harness::sent().graph(challenged(401)),
        Harness::sent()
            .graph(challenged(401))
            .stepped_up(Err(SignInCause::Expired)),
        Harness::sent()
            .graph(challenged(401))
            .stepped_up(Err(SignInCause::Expired))
            .act(RevocationAction::StepUp),
    ] {
        let posts = bench.posts();
        let due = bench.due.clone();
        let mut bench = bench.act(RevocationAction::Cancel);
        assert_eq!(bench.revocation.job(), None);
        assert_eq!(bench.revocation.given_up().is_some(), posts > 0);
        if let Some((epoch, _)) = due {
            for event in events() {
                bench = bench.handle_late(epoch, event);
                assert_eq!((bench.revocation.job(), bench.posts()), (None, posts));
            }
        }
    }
}

#[test]
fn what_is_on_its_way_or_over_cannot_be_cancelled() {
    for bench in [
        Harness::sent(),
        Harness::sent().graph(answer_204()),
        Harness::sent().lost(NoAnswer::TimedOut),
        Harness::sent().graph(forbidden()),
    ] {
        let before = bench.revocation.clone();
        let mut bench = bench.act(RevocationAction::Cancel);
        assert_eq!(bench.revocation, before);
        if !matches!(before.job().unwrap().stage, Stage::Finished(_)) {
            bench = bench.act(request(target(ProfileType::AndroidForWork)));
            assert_eq!(bench.revocation, before);
        }
    }
}

#[test]
fn a_reading_of_the_profile_before_is_not_taken_for_the_one_asked_for_now() {
    let mut bench = Harness::requested();
    let (stale, _) = bench.due.take().unwrap();
    let mut bench = bench.act(request(target(ProfileType::AndroidForWork)));
    let before = bench.revocation.clone();
    bench = bench.handle_late(
        stale,
        RevocationEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
    );
    assert_eq!(bench.revocation, before);
}

#[test]
fn nothing_of_a_revocation_is_left_after_signing_out() {
    let mut bench = Harness::requested();
    let (stale, _) = bench.due.take().unwrap();
    bench.revocation.forget();
    assert_eq!(bench.revocation.job(), None);
    let mut bench = bench.act(request(target(ProfileType::AndroidForWork)));
    let before = bench.revocation.clone();
    bench = bench.handle_late(
        stale,
        RevocationEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
    );
    assert_eq!(bench.revocation, before);
}

#[test]
fn a_second_click_changes_nothing() {
    let twice = |bench: Harness, action: RevocationAction| {
        let mut bench = bench.act(action.clone());
        let before = (bench.revocation.clone(), bench.did.len());
        bench = bench.act(action);
        assert_eq!((bench.revocation.clone(), bench.did.len()), before);
        bench
    };
    let bench = twice(Harness::asked(), RevocationAction::Confirm).graph(active());
    let bench = twice(bench, RevocationAction::Confirm);
    assert_eq!(bench.posts(), 1);
    twice(
        bench.lost(NoAnswer::Blocked).reads_all(&Ok(active())),
        RevocationAction::CheckAgain,
    );
    twice(Harness::asked(), RevocationAction::Cancel);
}

#[test]
fn what_was_left_open_can_be_looked_at_again_and_only_that() {
    let check = |name: &str, bench: Harness, answer: Answer| {
        let posts = bench.posts();
        let bench = bench
            .act(RevocationAction::CheckAgain)
            .reads_all(&Ok(answer));
        assert_eq!(bench.posts(), posts, "{name}");
        bench
    };
    for (name, ending) in endings() {
        let before = (ending.revocation.clone(), ending.did.len());
        let open = [
            "not visible",
            "not readable",
            "not revoked without an answer",
            "not revoked with a fault",
            "cannot tell without an answer",
            "cannot tell with a fault",
        ]
        .contains(&name);
        let bench = check(name, ending, revoked());
        if open {
            assert!(
                matches!(
                    bench.outcome(),
                    Outcome::Accepted {
                        confirmation: Confirmation::Seen { .. },
                        ..
                    } | Outcome::CarriedOut { .. }
                ),
                "{name}"
            );
        } else {
            assert_eq!(
                (bench.revocation.clone(), bench.did.len()),
                before,
                "{name}"
            );
        }
    }
    for (name, ending) in endings() {
        let before = ending.outcome().key(REVOKE);
        let bench = check(name, ending, active());
        let after = bench.outcome().key(REVOKE);
        assert!(
            before == after || (before, after) == ("cannotTell", "notRevoked"),
            "{name}: {after}"
        );
    }
}

#[test]
fn an_aosp_profile_is_tried_by_its_other_name_once_and_only_where_the_first_surely_failed() {
    let other = POST.replace(ID, &format!("AOSP-{ID}"));
    let sent = || {
        let mut bench = Harness::requested().graph(aosp()).confirmed().graph(aosp());
        bench.since();
        bench
    };
    for refusal in [
        not_found(),
        answer(400, include_str!("../graph/fixtures/intune-level-1.json")),
    ] {
        let bench = sent().graph(refusal.clone());
        assert_eq!(*bench.stage(), Stage::Preparing);
        let bench = bench.graph(aosp());
        assert_eq!(bench.did, [get(), Did::Post(other.clone())]);
        let bench = bench.graph(refusal);
        assert!(matches!(bench.outcome(), Outcome::Refused(_)));
        assert_eq!(bench.posts(), 1);
    }
    for answer in [
        Ok(forbidden()),
        Ok(fault(500)),
        Err(NoAnswer::TimedOut),
        Ok(fault(408)),
    ] {
        let bench = match answer {
            Ok(answer) => sent().graph(answer),
            Err(reason) => sent().lost(reason),
        };
        assert_eq!(bench.reads_all(&Ok(aosp())).posts(), 0);
    }
    // Another token by the time of the second name.
    assert_asked(
        &sent().graph(not_found()).graph(replaced()),
        Asked::TokenChanged,
    );
    // Other profiles have one name.
    let bench = Harness::sent().graph(not_found());
    assert!(matches!(bench.outcome(), Outcome::Refused(_)));
    assert_eq!(bench.posts(), 1);
}

#[test]
fn an_aosp_profile_entered_with_its_prefix_is_sent_so_first_and_read_without() {
    let entered = Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse(&format!("AOSP-{ID}")).unwrap(),
    };
    let bench = Harness::new()
        .act(request(entered))
        .graph(aosp())
        .confirmed()
        .graph(aosp());
    assert_eq!(
        bench.did,
        [
            get(),
            get(),
            Did::Post(POST.replace(ID, &format!("AOSP-{ID}")))
        ]
    );
    assert_eq!(bench.graph(not_found()).graph(aosp()).did[4], post());
}

#[test]
fn a_reading_of_another_profile_is_no_reading() {
    let other = profile(&json!({"id": "ffffffff-4e5f-6071-8293-a4b5c6d7e8f9"}));
    let bench = Harness::requested().graph(other);
    assert!(matches!(bench.job().known, ProfileSnapshot::Unreadable(_)));
}

fn events() -> Vec<RevocationEvent> {
    let profile = Profile::parse(ProfileType::DeviceOwner, &active().body).unwrap();
    vec![
        RevocationEvent::Read(Ok(profile)),
        RevocationEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
        RevocationEvent::Answered(answer_204()),
        RevocationEvent::NotAnswered(NoAnswer::TimedOut),
        RevocationEvent::NoToken(failure(SignInCause::Expired)),
        RevocationEvent::Woke,
        RevocationEvent::SteppedUp(Ok(())),
        RevocationEvent::SteppedUp(Err(failure(SignInCause::Cancelled))),
    ]
}

#[test]
fn a_report_that_nobody_waits_for_changes_nothing() {
    let mut waiting = vec![
        Harness::requested().graph(not_found()).graph(active()),
        Harness::asked(),
        Harness::sent()
            .graph(challenged(401))
            .stepped_up(Err(SignInCause::Expired)),
    ];
    waiting.extend(endings().into_iter().map(|(_, ending)| ending));
    for mut bench in waiting {
        let before = bench.revocation.clone();
        let latest = before.epoch;
        for epoch in [latest, latest - 1, latest + 1] {
            for event in events() {
                bench = bench.handle_late(epoch, event);
                assert_eq!(bench.revocation, before);
            }
        }
    }
}

#[test]
fn a_new_token_is_made_after_a_confirmation_and_a_fresh_look_and_once() {
    let mut bench = Harness::new_token(active);
    assert_asked(&bench, Asked::First);
    bench = bench.act(RevocationAction::Validity(
        TokenValidity::from_days(30).unwrap(),
    ));
    bench = bench.confirmed().graph(active());
    let Call::Send(to, action, id) = bench.call() else {
        panic!("{:?}", bench.due);
    };
    let request = action.request(&config(), &to, id);
    assert_eq!(
        request.body.as_deref(),
        Some(r#"{"tokenValidityInSeconds":2592000}"#)
    );
    assert!(request.url.as_str().ends_with("/createToken"));
    // What is there is only seen once the profile shows a newer one.
    let ended = bench
        .graph(answer_204())
        .graph(active())
        .wakes()
        .graph(replaced());
    assert_eq!(ended.posts(), 1);
    assert!(matches!(
        ended.outcome(),
        Outcome::Accepted {
            confirmation: Confirmation::Seen { .. },
            ..
        }
    ));
    assert!(ended.revocation.revoked().is_none());
}

#[test]
fn a_new_token_is_made_of_a_dead_one_without_more_ado() {
    let bench = Harness::new_token(revoked);
    assert_eq!(bench.job().guard(bench.now), None);
    let sent = bench.confirmed().graph(revoked());
    assert!(matches!(sent.call(), Call::Send(..)));
}

#[test]
fn how_long_a_new_token_works_is_bounded_by_its_mode() {
    let chosen = |bench: &Harness| bench.job().validity().unwrap();
    let days = |days| TokenValidity::from_days(days).unwrap();
    let aosp = Harness::new_token(aosp);
    assert_eq!(
        chosen(&aosp),
        (days(90), ValidityLimit::Most(days(90))),
        "what everybody starts with"
    );
    let more = aosp.act(RevocationAction::Validity(days(91)));
    assert_eq!(chosen(&more).0, days(90));
    let less = more.act(RevocationAction::Validity(days(1)));
    assert_eq!(chosen(&less).0, days(1));
    let dedicated = Harness::new_token(active).act(RevocationAction::Validity(days(20_000)));
    assert_eq!(chosen(&dedicated).0, days(20_000));
    let of_mode = |mode: &str, token_type: &str| {
        let changes = json!({"enrollmentMode": mode, "enrollmentTokenType": token_type});
        chosen(&Harness::new_token(|| profile(&changes))).1
    };
    let most = ValidityLimit::Most(TokenValidity::from_seconds(2_051_244_000).unwrap());
    for (mode, token_type, limit) in [
        ("corporateOwnedDedicatedDevice", "default", most),
        (
            "corporateOwnedFullyManaged",
            "default",
            ValidityLimit::NoExpiry,
        ),
        ("corporateOwnedFullyManaged", "deviceStaging", most),
        ("corporateOwnedWorkProfile", "deviceStaging", most),
        (
            "corporateOwnedWorkProfile",
            "default",
            ValidityLimit::NoExpiry,
        ),
        ("corporateOwnedHologram", "default", ValidityLimit::NotKnown),
    ] {
        assert_eq!(of_mode(mode, token_type), limit, "{mode} {token_type}");
    }
    // What is on its way is not changed any more.
    let sent = Harness::new_token(active).confirmed().graph(active());
    let before = chosen(&sent);
    assert_eq!(
        chosen(&sent.act(RevocationAction::Validity(days(1)))),
        before
    );
    for seconds in [i64::MIN, -1, 0, 2_147_483_648, i64::MAX] {
        assert_eq!(TokenValidity::from_seconds(seconds), None, "{seconds}");
    }
    assert_eq!(TokenValidity::from_days(i64::MAX), None);
}

#[test]
fn a_new_token_of_an_aosp_profile_is_asked_for_as_microsofts_sample_does() {
    let prefixed = Did::Post(
        POST.replace("/0a1b", "/AOSP-0a1b")
            .replace("revoke", "create"),
    );
    let sent = Harness::new_token(aosp).confirmed().graph(aosp());
    assert_eq!(sent.did.last(), Some(&prefixed));
    // The other form only where the first surely did not run.
    let mut other = sent.graph(not_found());
    other = other.graph(aosp());
    assert_eq!(
        other.did.last(),
        Some(&Did::Post(POST.replace("revoke", "create")))
    );
}

#[test]
fn a_new_token_without_an_answer_is_looked_for_and_never_asked_for_again() {
    for (shows, is) in [
        (replaced(), "createdWithoutAnswer"),
        (active(), "notCreated"),
        (edited(), "cannotTell"),
        (revoked(), "cannotTell"),
    ] {
        let ended = Harness::new_token(active)
            .confirmed()
            .graph(active())
            .lost(NoAnswer::TimedOut)
            .reads_all(&Ok(shows));
        assert_eq!(ended.outcome().key(CREATE), is);
        assert_eq!(ended.posts(), 1);
    }
}

/// The first step of a replacement, sent.
fn first_step() -> Harness {
    let request = ActionRequest::replace(target(ProfileType::DeviceOwner));
    Harness::new()
        .act(RevocationAction::Request(request))
        .graph(active())
        .confirmed()
        .graph(active())
}

/// Revoked for a new token, which the person is asked about now.
fn first_step_done() -> Harness {
    first_step().graph(answer_204()).graph(revoked())
}

#[test]
fn a_token_is_replaced_in_two_steps_each_with_a_question_and_an_outcome() {
    let first = first_step_done();
    assert!(first.job().awaits_new_token());
    assert_eq!(
        first.revocation.lacks_new_token(),
        Some(target(ProfileType::DeviceOwner))
    );
    // The outcome of the first step is shown, and kept, before the second begins by itself with reading.
    let asked = first.wakes().graph(revoked());
    assert_asked(&asked, Asked::First);
    assert_eq!(
        asked.revocation.lacks_new_token(),
        None,
        "it is being asked about"
    );
    assert_eq!(asked.posts(), 1);
    assert_eq!(asked.revocation.outcomes().count(), 1);
    let sent = asked.confirmed().graph(revoked());
    assert_eq!(sent.posts(), 2);
    assert_eq!(
        sent.revocation.outcomes().count(),
        1,
        "that of the first step stays"
    );
    let ended = sent.graph(answer_204()).graph(replaced());
    let outcomes: Vec<_> = ended.revocation.outcomes().map(|job| job.action).collect();
    assert_eq!(
        outcomes,
        [
            TokenAction::Create {
                validity: TokenValidity::DEFAULT,
                replaces: true
            },
            TokenAction::Revoke(Then::Settled),
        ]
    );
    assert_eq!(ended.revocation.lacks_new_token(), None);
    let closed = ended.act(RevocationAction::Close);
    assert_eq!(closed.revocation.lacks_new_token(), None);
}

#[test]
fn what_is_revoked_and_not_replaced_is_said_and_can_be_made_up_for() {
    let of = Some(target(ProfileType::DeviceOwner));
    let asked = || first_step_done().wakes().graph(revoked());
    // The person turns back.
    let cancelled = asked().act(RevocationAction::Cancel);
    assert_eq!(cancelled.revocation.lacks_new_token(), of);
    // Graph refuses.
    let refused = asked().confirmed().graph(revoked()).graph(forbidden());
    assert_eq!(refused.revocation.lacks_new_token(), of);
    assert_eq!(refused.revocation.outcomes().count(), 2);
    // There is no token to send it with.
    let not_sent = asked().confirmed().no_token();
    assert_eq!(not_sent.revocation.lacks_new_token(), of);
    for bench in [cancelled, refused, not_sent] {
        let request = ActionRequest::create_second(target(ProfileType::DeviceOwner));
        let again = bench
            .act(RevocationAction::Request(request))
            .graph(revoked())
            .confirmed()
            .graph(revoked())
            .graph(answer_204())
            .graph(replaced());
        assert_eq!(again.revocation.lacks_new_token(), None);
    }
    // Where nobody can tell whether there is a new one, nobody says that there is none, also once that outcome is closed.
    let open = asked()
        .confirmed()
        .graph(revoked())
        .lost(NoAnswer::TimedOut)
        .reads_all(&Err(NoAnswer::Offline));
    assert!(matches!(open.outcome(), Outcome::CannotTell(_)));
    assert_eq!(open.revocation.lacks_new_token(), None);
    let closed = open.act(RevocationAction::Close);
    assert_eq!(closed.revocation.lacks_new_token(), None);
    // After a sign-in that left the page the first step is not there, and it is said all the same.
    let second = ActionRequest::create_second(target(ProfileType::DeviceOwner));
    let back = Harness::new()
        .act(RevocationAction::Request(second))
        .graph(revoked())
        .confirmed()
        .graph(revoked())
        .graph(forbidden());
    assert_eq!(back.revocation.lacks_new_token(), of);
    // Where somebody else has made a new one meanwhile, nobody says that there is none, and none is asked about.
    let made = first_step().graph(answer_204()).graph(replaced());
    assert!(made.job().is_carried_out());
    assert_eq!(made.due, None);
    assert_eq!(made.revocation.lacks_new_token(), None);
    // A revocation that failed is followed by nothing.
    let refused = first_step().graph(forbidden());
    assert_eq!(refused.due, None);
    assert_eq!(refused.revocation.lacks_new_token(), None);
}

/// A tenant in which the service, the network, the sign-in host and another administrator do as they please.
mod tenant {
    use super::*;
    use std::collections::HashSet;

    #[derive(Debug, Clone, Copy)]
    enum Get {
        Honest,
        Refused(u16),
        Challenged,
        Lost(NoAnswer),
        NoToken,
        Nonsense,
    }

    #[derive(Debug, Clone, Copy)]
    enum Post {
        Honest,
        Refused(u16),
        /// 429, or 503 with `Retry-After`; seconds.
        Later {
            status: u16,
            seconds: u8,
        },
        /// 429 without a word on how long.
        Throttled,
        Challenged(u16),
        Fault {
            status: u16,
            ran: bool,
        },
        Lost {
            reason: NoAnswer,
            ran: bool,
        },
        NoToken,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Admin {
        Nothing,
        NewToken,
        Edit,
        Revoke,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Noise {
        Nothing,
        SameReportAgain,
        Stale,
        Clicks,
        Cancel,
    }

    /// What happens at one point of a run; only what the point asks for counts.
    #[derive(Debug, Clone, Copy)]
    struct Turn {
        admin: Admin,
        get: Get,
        post: Post,
        agrees: bool,
        steps_up: bool,
        noise: Noise,
    }

    type Choose = fn(ProfileType) -> TypeChoice;

    #[derive(Debug, Clone, Copy)]
    struct Nature {
        profile_type: ProfileType,
        chosen: TypeChoice,
        never_expires: bool,
        /// What Intune makes of the expiry of a revoked token is not documented: now, or nothing.
        clears_expiry: bool,
        /// AOSP, and whether actions take the prefix.
        aosp: Option<bool>,
        /// How many reads after a revocation still show the time before.
        lag: u8,
        /// Whether the browser answers with what it kept, wherever it may.
        keeps: bool,
        action: TokenAction,
    }

    fn no_answer() -> impl Strategy<Value = NoAnswer> {
        prop::sample::select(vec![
            NoAnswer::Offline,
            NoAnswer::Blocked,
            NoAnswer::TimedOut,
        ])
    }

    fn turn() -> impl Strategy<Value = Turn> {
        let get = prop_oneof![
            12 => Just(Get::Honest),
            2 => prop::sample::select(vec![400, 401, 403, 404, 429, 500, 503]).prop_map(Get::Refused),
            1 => Just(Get::Challenged),
            1 => no_answer().prop_map(Get::Lost),
            1 => Just(Get::NoToken),
            1 => Just(Get::Nonsense),
        ];
        let post = prop_oneof![
            4 => Just(Post::Honest),
            2 => prop::sample::select(vec![400, 401, 403, 404, 409, 412]).prop_map(Post::Refused),
            3 => (prop::sample::select(vec![429, 503]), 0..9_u8)
                .prop_map(|(status, seconds)| Post::Later { status, seconds }),
            2 => Just(Post::Throttled),
            2 => prop::sample::select(vec![401, 403]).prop_map(Post::Challenged),
            3 => (prop::sample::select(vec![200, 302, 408, 500, 502, 503, 504]), any::<bool>())
                .prop_map(|(status, ran)| Post::Fault { status, ran }),
            2 => (no_answer(), any::<bool>()).prop_map(|(reason, ran)| Post::Lost { reason, ran }),
            1 => Just(Post::NoToken),
        ];
        let admin = prop_oneof![
            10 => Just(Admin::Nothing),
            1 => Just(Admin::NewToken),
            1 => Just(Admin::Edit),
            1 => Just(Admin::Revoke),
        ];
        let noise = prop_oneof![
            10 => Just(Noise::Nothing),
            2 => Just(Noise::SameReportAgain),
            2 => Just(Noise::Stale),
            2 => Just(Noise::Clicks),
            1 => Just(Noise::Cancel),
        ];
        (
            admin,
            get,
            post,
            prop::bool::weighted(0.9),
            prop::bool::weighted(0.7),
            noise,
        )
            .prop_map(|(admin, get, post, agrees, steps_up, noise)| Turn {
                admin,
                get,
                post,
                agrees,
                steps_up,
                noise,
            })
    }

    fn nature() -> impl Strategy<Value = Nature> {
        let kind = || prop::sample::select(ProfileType::ALL.to_vec());
        (
            kind(),
            prop_oneof![
                4 => Just((TypeChoice::Chosen as Choose, false)),
                1 => Just((TypeChoice::Chosen as Choose, true)),
                1 => any::<bool>().prop_map(|is_wrong| (TypeChoice::Listed as Choose, is_wrong)),
                2 => Just(((|_| TypeChoice::FindOut) as Choose, false)),
            ],
            prop::bool::weighted(0.2),
            prop::bool::weighted(0.3),
            prop_oneof![2 => Just(None), 1 => any::<bool>().prop_map(Some)],
            prop_oneof![2 => Just(0), 1 => 1..9_u8],
            any::<bool>(),
            prop::sample::select(vec![REVOKE, CREATE]),
        )
            .prop_map(
                |(
                    profile_type,
                    (choice, is_wrong),
                    never_expires,
                    clears_expiry,
                    aosp,
                    lag,
                    keeps,
                    action,
                )| {
                    Nature {
                        profile_type,
                        chosen: choice(if is_wrong {
                            profile_type.other()
                        } else {
                            profile_type
                        }),
                        never_expires,
                        clears_expiry,
                        aosp: aosp.filter(|_| profile_type == ProfileType::DeviceOwner),
                        lag,
                        keeps,
                        action,
                    }
                },
            )
    }

    /// What the service holds.
    struct Tenant {
        nature: Nature,
        token: u32,
        created_ms: i64,
        expires_ms: Option<i64>,
        modified_ms: i64,
        inactive: HashSet<u32>,
        older: (Answer, u32),
        stale_reads: u8,
    }

    impl Tenant {
        fn new(nature: Nature) -> Self {
            let mut tenant = Self {
                nature,
                token: 1,
                created_ms: START.unix_ms - DAY_MS,
                expires_ms: (!nature.never_expires).then_some(START.unix_ms + 35 * DAY_MS),
                modified_ms: START.unix_ms - DAY_MS,
                inactive: HashSet::new(),
                older: (Answer::default(), 1),
                stale_reads: 0,
            };
            tenant.older = tenant.newest();
            tenant
        }

        /// The profile, and which token it holds.
        fn newest(&self) -> (Answer, u32) {
            let mut body = json!({
                "id": ID,
                "tokenExpirationDateTime": self.expires_ms.map(rfc3339),
                "lastModifiedDateTime": rfc3339(self.modified_ms),
            });
            if self.nature.profile_type == ProfileType::DeviceOwner {
                body["tokenCreationDateTime"] = rfc3339(self.created_ms).into();
                body["enrollmentMode"] = if self.nature.aosp.is_some() {
                    "corporateOwnedAOSPUserlessDevice".into()
                } else {
                    "corporateOwnedDedicatedDevice".into()
                };
            }
            (answer(200, body.to_string()), self.token)
        }

        fn revoke(&mut self, now: Time) {
            self.inactive.insert(self.token);
            self.modified_ms = now.unix_ms;
            self.expires_ms = (!self.nature.clears_expiry).then_some(now.unix_ms);
        }

        fn create(&mut self, now: Time, validity_ms: i64) {
            self.token += 1;
            self.created_ms = now.unix_ms;
            self.expires_ms = Some(now.unix_ms + validity_ms);
            self.modified_ms = now.unix_ms;
        }

        fn carry_out_slowly(&mut self, now: Time) {
            self.older = self.newest();
            self.stale_reads = self.nature.lag;
            if self.nature.action.is_create() {
                self.create(now, TokenValidity::DEFAULT.ms());
            } else {
                self.revoke(now);
            }
        }

        fn change(&mut self, admin: Admin, now: Time) {
            if admin != Admin::Nothing {
                self.stale_reads = 0;
                self.modified_ms = now.unix_ms;
            }
            match admin {
                Admin::NewToken => self.create(now, 60 * DAY_MS),
                Admin::Revoke => self.revoke(now),
                Admin::Nothing | Admin::Edit => {}
            }
        }

        fn read(&mut self) -> (Answer, u32) {
            if self.stale_reads > 0 {
                self.stale_reads -= 1;
                return self.older.clone();
            }
            self.newest()
        }

        fn knows(&self, target: &Target) -> bool {
            target.profile_type == self.nature.profile_type
        }

        fn acts_on(&self, target: &Target) -> bool {
            let prefixed = target.profile_id.as_str() != target.profile_id.bare();
            self.knows(target)
                && self
                    .nature
                    .aosp
                    .map_or(!prefixed, |wanted| wanted == prefixed)
        }
    }

    /// What allows the next `POST`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Leave {
        None,
        /// Given by the person, by the wait that passed, by the sign-in host, or by a refusal of the name.
        Given,
        Wait {
            at_least_ms: u32,
        },
        Proof,
    }

    /// Which token a reading showed, if it came to anything.
    type Fresh = Result<u32, ()>;

    struct Run {
        tenant: Tenant,
        bench: Harness,
        target: Target,
        /// Under which name it was sent first.
        sent_as: ProfileId,
        choice: TypeChoice,
        leave: Leave,
        /// Which token was shown when the person agreed.
        agreed: Option<u32>,
        last_shown: Option<u32>,
        /// What the last event was, if it was a reading.
        fresh: Option<Fresh>,
        /// What the browser keeps of the profile.
        kept: Option<(Answer, u32)>,
        /// Which token the collection showed that was asked first, while it is found out which one has the profile.
        first: Option<u32>,
        aimed: u32,
        ran: u32,
        resends: u32,
        proofs: u32,
        renamings: u32,
        alone: u32,
    }

    impl Run {
        fn new(nature: Nature) -> Self {
            let wanted = wanted(nature.chosen);
            let mut run = Self {
                tenant: Tenant::new(nature),
                bench: Harness::new(),
                target: wanted.first_place(),
                sent_as: wanted.profile_id.clone(),
                choice: wanted.profile_type,
                leave: Leave::None,
                agreed: None,
                last_shown: None,
                fresh: None,
                kept: None,
                first: None,
                aimed: 0,
                ran: 0,
                resends: 0,
                proofs: 0,
                renamings: 0,
                alone: 0,
            };
            run.request(wanted);
            run
        }

        fn request(&mut self, wanted: impl Into<Wanted>) {
            let wanted = wanted.into();
            self.target = wanted.first_place();
            self.choice = wanted.profile_type;
            self.leave = Leave::None;
            (self.agreed, self.last_shown, self.fresh, self.first) = (None, None, None, None);
            (self.ran, self.resends, self.proofs, self.renamings) = (0, 0, 0, 0);
            let action = self.tenant.nature.action;
            self.act(RevocationAction::Request(ActionRequest { wanted, action }));
            assert!(self.bench.due.is_some());
        }

        fn act(&mut self, action: RevocationAction) -> bool {
            self.alone = 0;
            let effect = self.bench.revocation.act(action);
            let taken = effect.is_some();
            self.bench.take(effect);
            taken
        }

        /// Nothing is left of it but the outcome before, and for the journal what was sent and turned away.
        fn cancel(&mut self) {
            let was_sent = self.bench.job().was_turned_away();
            self.act(RevocationAction::Cancel);
            let revocation = &self.bench.revocation;
            let left = revocation.job().map(|job| &job.stage);
            assert!(matches!(left, None | Some(Stage::Finished(_))), "{left:?}");
            assert_eq!(revocation.given_up().is_some(), was_sent);
        }

        fn confirm(&mut self) {
            let job = self.bench.job();
            // What nobody chose is what they are shown.
            if self.choice.chosen().is_none() {
                assert!(job.is_of_known_type());
                self.target.profile_type = job.target.profile_type;
                if job.stage == Stage::Confirming(Asked::First)
                    && self.choice == TypeChoice::FindOut
                {
                    assert_eq!(shown(job).unwrap().profile_type, job.target.profile_type);
                }
            }
            assert!(self.act(RevocationAction::Confirm));
            self.leave = Leave::Given;
            self.agreed = self.last_shown;
        }

        /// Plays a turn; `false` when the run is over.
        fn turn(&mut self, turn: Turn) -> bool {
            self.bench.now = self.bench.now.plus_ms(1_000);
            self.tenant.change(turn.admin, self.bench.now);
            match turn.noise {
                Noise::Clicks => {
                    for action in [RevocationAction::Confirm, RevocationAction::StepUp] {
                        let may = match (&action, self.bench.stage()) {
                            (RevocationAction::Confirm, Stage::Confirming(_)) => continue,
                            (RevocationAction::StepUp, Stage::StepUp(step_up)) => {
                                !matches!(step_up, StepUp::Silent(_))
                            }
                            _ => false,
                        };
                        let before = self.bench.revocation.clone();
                        if !self.act(action) {
                            assert!(!may);
                            assert_eq!(self.bench.revocation, before);
                        }
                    }
                }
                Noise::Stale => {
                    let before = self.bench.revocation.clone();
                    for event in events() {
                        let inputs = self.bench.inputs();
                        for behind in 1..before.epoch.min(4) {
                            let epoch = before.epoch - behind;
                            let effect =
                                self.bench.revocation.handle(epoch, event.clone(), &inputs);
                            assert_eq!((effect, &self.bench.revocation), (None, &before));
                        }
                    }
                }
                Noise::Cancel if self.bench.job().may_be_cancelled() => {
                    self.cancel();
                    if let Some((epoch, _)) = self.bench.due.take() {
                        for event in events() {
                            let inputs = self.bench.inputs();
                            assert_eq!(self.bench.revocation.handle(epoch, event, &inputs), None);
                        }
                    }
                    return false;
                }
                Noise::Cancel => {
                    let before = self.bench.revocation.clone();
                    self.bench.revocation.act(RevocationAction::Cancel);
                    assert_eq!(self.bench.revocation, before);
                }
                Noise::Nothing | Noise::SameReportAgain => {}
            }
            if let Some((epoch, effect)) = self.bench.due.take() {
                self.alone += 1;
                assert!(self.alone < 45, "it goes on by itself");
                let event = self.perform(effect, &turn);
                let inputs = self.bench.inputs();
                let effect = self.bench.revocation.handle(epoch, event.clone(), &inputs);
                if turn.noise == Noise::SameReportAgain {
                    let before = self.bench.revocation.clone();
                    let again = self.bench.revocation.handle(epoch, event, &inputs);
                    assert_eq!((again, &self.bench.revocation), (None, &before));
                }
                self.bench.take(effect);
                self.after_report();
                return true;
            }
            self.person(turn.agrees)
        }

        fn person(&mut self, agrees: bool) -> bool {
            let stage = self.bench.stage().clone();
            match stage {
                Stage::Finished(outcome) => {
                    if !agrees {
                        return false;
                    }
                    if !self.act(RevocationAction::CheckAgain) {
                        assert!(outcome.looked_at_again().is_none());
                        let target = self.bench.job().target.clone();
                        self.request(target);
                    }
                }
                _ if !agrees => {
                    self.cancel();
                    return false;
                }
                Stage::Confirming(_) => self.confirm(),
                Stage::Elsewhere(_) => {
                    assert!(self.choice.chosen().is_some());
                    self.request(self.target.in_other_collection());
                }
                Stage::Undecided(_) => {
                    assert_eq!(self.choice.chosen(), None);
                    let profile_type = self.tenant.nature.profile_type;
                    self.request(wanted(TypeChoice::Chosen(profile_type)));
                }
                Stage::StepUp(StepUp::Asking(_)) => assert!(self.act(RevocationAction::StepUp)),
                other => panic!("nothing is due, and nobody is asked: {other:?}"),
            }
            true
        }

        fn perform(&mut self, effect: RevocationEffect, turn: &Turn) -> RevocationEvent {
            let fresh = self.fresh.take();
            match effect {
                RevocationEffect::Sleep(ms) => {
                    assert!(ms <= crate::graph::retry_after::LONGEST_WAIT_MS);
                    self.bench.now = self.bench.now.plus_ms(ms);
                    if let Leave::Wait { at_least_ms } = self.leave {
                        assert!(ms >= at_least_ms);
                        self.leave = Leave::Given;
                    }
                    RevocationEvent::Woke
                }
                RevocationEffect::StepUp { .. } => {
                    if turn.steps_up {
                        if self.leave == Leave::Proof {
                            self.leave = Leave::Given;
                        }
                        RevocationEvent::SteppedUp(Ok(()))
                    } else {
                        RevocationEvent::SteppedUp(Err(failure(SignInCause::Cancelled)))
                    }
                }
                RevocationEffect::Call(call) => {
                    let answer = match &call {
                        Call::Read(target, freshness) => self.get(target, *freshness, turn.get),
                        Call::Send(target, ..) => {
                            self.check_leave(target, fresh);
                            self.post(target, turn.post)
                        }
                    };
                    let Some(answer) = answer else {
                        return RevocationEvent::NoToken(failure(SignInCause::Expired));
                    };
                    let request = call.request(&config(), crate::guid::Guid::from_random([9; 16]));
                    let event = call.event(&request, answer, self.bench.now);
                    if let RevocationEvent::Read(reading) = &event {
                        assert_eq!(reading.is_ok(), matches!(self.fresh, Some(Ok(_))));
                    }
                    event
                }
            }
        }

        fn get(
            &mut self,
            target: &Target,
            freshness: Freshness,
            way: Get,
        ) -> Option<Result<Answer, NoAnswer>> {
            assert_eq!(target.profile_id.bare(), ID);
            if let (Freshness::MayBeKept, true, Some((answer, token))) =
                (freshness, self.tenant.nature.keeps, &self.kept)
            {
                self.fresh = Some(Ok(*token));
                return Some(Ok(answer.clone()));
            }
            self.fresh = Some(Err(()));
            Some(match way {
                Get::Honest if self.tenant.knows(target) => {
                    let (answer, token) = self.tenant.read();
                    self.fresh = Some(Ok(token));
                    if freshness == Freshness::Renewing {
                        self.kept = Some((answer.clone(), token));
                    }
                    Ok(answer)
                }
                Get::Honest => Ok(not_found()),
                Get::Refused(status) => Ok(fault(status)),
                Get::Challenged => Ok(challenged(401)),
                Get::Lost(reason) => Err(reason),
                Get::Nonsense => Ok(answer(200, "{}")),
                Get::NoToken => return None,
            })
        }

        /// The rules: what has to be true before any `POST`.
        fn check_leave(&mut self, target: &Target, fresh: Option<Fresh>) {
            assert_eq!(self.leave, Leave::Given);
            self.leave = Leave::None;
            let fresh = fresh.expect("a read right before");
            assert_eq!(fresh.ok(), self.agreed, "the token that was agreed upon");
            assert_eq!(target.profile_type, self.target.profile_type);
            if self.renamings > 0 {
                assert_ne!(target.profile_id, self.sent_as, "the other name");
                return;
            }
            // As entered; or of AOSP as Microsoft's sample makes a new token, once that is known.
            let entered = &self.target.profile_id;
            let is_aosp =
                self.tenant.nature.action.is_create() && self.tenant.nature.aosp.is_some();
            if is_aosp && (shown(self.bench.job()).is_some() || target.profile_id != *entered) {
                assert_eq!(target.profile_id, entered.with_aosp_prefix());
            } else {
                assert_eq!(target.profile_id, *entered);
            }
            self.sent_as = target.profile_id.clone();
        }

        fn post(&mut self, target: &Target, way: Post) -> Option<Result<Answer, NoAnswer>> {
            self.aimed = self.tenant.token;
            let acts = self.tenant.acts_on(target);
            let now = self.bench.now;
            let run = |run: &mut Self, ran: bool| {
                if ran && acts {
                    run.ran += 1;
                    run.tenant.carry_out_slowly(now);
                }
            };
            let known = shown(self.bench.job()).is_some();
            Some(match way {
                Post::Honest if acts => {
                    run(self, true);
                    Ok(answer_204())
                }
                Post::Honest => {
                    self.renamed(known);
                    Ok(not_found())
                }
                Post::Refused(status) => {
                    if matches!(status, 400 | 404) {
                        self.renamed(known);
                    }
                    Ok(fault(status))
                }
                Post::Later { status, seconds } => {
                    self.resend(u32::from(seconds) * 1_000);
                    Ok(Answer {
                        retry_after: seconds.to_string(),
                        ..fault(status)
                    })
                }
                Post::Throttled => {
                    self.resend(1_000);
                    Ok(throttled(""))
                }
                Post::Challenged(status) => {
                    if self.proofs == 0 {
                        self.leave = Leave::Proof;
                    }
                    Ok(challenged(status))
                }
                Post::Fault { status, ran } => {
                    run(self, ran);
                    Ok(fault(status))
                }
                Post::Lost { reason, ran } => {
                    run(self, ran);
                    Err(reason)
                }
                Post::NoToken => return None,
            })
        }

        fn resend(&mut self, at_least_ms: u32) {
            if self.resends < MOST_RESENDS {
                self.resends += 1;
                self.leave = Leave::Wait { at_least_ms };
            }
        }

        fn renamed(&mut self, known: bool) {
            if known && self.tenant.nature.aosp.is_some() && self.renamings == 0 {
                self.renamings += 1;
                self.leave = Leave::Given;
            }
        }

        fn after_report(&mut self) {
            if let Some(Ok(token)) = self.fresh
                && let Stage::Confirming(_) | Stage::Sending(_) = self.bench.stage()
            {
                self.last_shown = Some(token);
            }
            match (self.bench.stage(), self.fresh) {
                (Stage::Reading, Some(fresh)) => self.first = fresh.ok(),
                (Stage::StepUp(_), _) => self.first = None,
                (Stage::Confirming(Asked::First), Some(Err(()))) => self.last_shown = self.first,
                _ => {}
            }
            match self.bench.stage().clone() {
                // Whatever was allowed before, the person is asked anew.
                Stage::Confirming(_) => {
                    self.leave = Leave::None;
                    if shown(self.bench.job()).is_none() {
                        self.last_shown = None;
                    }
                }
                Stage::Finished(outcome) => self.check_truth(&outcome),
                _ => {}
            }
            if let Some((
                _,
                RevocationEffect::StepUp {
                    interactive: false, ..
                },
            )) = self.bench.due
            {
                assert_eq!(self.proofs, 0, "proof is asked for once");
            }
            if let Some((_, RevocationEffect::Call(Call::Read(..)))) = self.bench.due
                && self.stepped_up()
            {
                self.proofs = 1;
            }
        }

        fn stepped_up(&self) -> bool {
            let did: Vec<_> = self.bench.did.iter().rev().take(2).collect();
            matches!(did[..], [Did::Get(_), Did::StepUp { .. }])
        }

        /// What the page would say must be so.
        fn check_truth(&self, outcome: &Outcome) {
            if self.tenant.nature.action.is_create() {
                self.check_truth_of_new_token(outcome);
                return;
            }
            let inactive = self.tenant.inactive.contains(&self.aimed);
            match outcome {
                Outcome::Accepted { confirmation, .. } => {
                    assert!(self.ran > 0, "a 204 means that it ran");
                    match confirmation {
                        Confirmation::Seen { .. } => assert!(inactive),
                        Confirmation::OtherToken { .. } => assert!(
                            Some(self.tenant.token) != self.agreed
                                || self.tenant.nature.clears_expiry
                        ),
                        Confirmation::NotRead { .. } | Confirmation::NotVisible { .. } => {}
                    }
                }
                // An older profile does not tell the tokens apart once both are dead.
                Outcome::CarriedOut { .. } => assert!(
                    inactive
                        || (self.tenant.nature.profile_type == ProfileType::AndroidForWork
                            && self.tenant.inactive.contains(&self.tenant.token))
                ),
                // What may have run may show later than anybody looks.
                Outcome::NotCarriedOut { .. } => {
                    assert!(self.ran == 0 || self.tenant.nature.lag > 0);
                }
                Outcome::CannotTell(_) => {}
                Outcome::Refused(Refused { refusal, .. }) => {
                    assert_eq!(refusal.certainty(), Certainty::DidNotRun);
                    assert_eq!(self.ran, 0);
                }
                Outcome::NotSent { .. } | Outcome::TurnedAway { .. } => assert_eq!(self.ran, 0),
            }
        }
    }

    impl Run {
        fn check_truth_of_new_token(&self, outcome: &Outcome) {
            // Where nothing was shown, what counts is that it was made since.
            let is_new = self.agreed.is_none_or(|agreed| self.tenant.token > agreed);
            match outcome {
                Outcome::Accepted { confirmation, .. } => {
                    assert!(self.ran > 0, "a 204 means that it ran");
                    match confirmation {
                        Confirmation::Seen { .. } => assert!(is_new),
                        Confirmation::OtherToken { .. } => panic!("a new token is what was wanted"),
                        Confirmation::NotRead { .. } | Confirmation::NotVisible { .. } => {}
                    }
                }
                Outcome::CarriedOut { .. } => assert!(is_new),
                Outcome::NotCarriedOut { .. } => {
                    assert!(self.ran == 0 || self.tenant.nature.lag > 0);
                }
                Outcome::CannotTell(_) => {}
                Outcome::Refused(Refused { refusal, .. }) => {
                    assert_eq!(refusal.certainty(), Certainty::DidNotRun);
                    assert_eq!(self.ran, 0);
                }
                Outcome::NotSent { .. } | Outcome::TurnedAway { .. } => assert_eq!(self.ran, 0),
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_happens_only_what_is_allowed_is_sent_and_only_what_is_true_is_said(
            nature in nature(),
            turns in prop::collection::vec(turn(), 1..60),
        ) {
            let mut run = Run::new(nature);
            let mut going = true;
            for turn in turns {
                going = going && run.turn(turn);
            }
            // From here on everything answers, and the person wants nothing more.
            let last = Turn { admin: Admin::Nothing, get: Get::Honest, post: Post::Honest, agrees: false, steps_up: true,
                noise: Noise::Nothing };
            let mut left = 60;
            while going {
                going = run.turn(last);
                left -= 1;
                prop_assert!(left > 0, "it does not end");
            }
        }
    }
}
