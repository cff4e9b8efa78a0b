use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    graph::{Answer, Page},
    revocation::{NoAnswer, ReadFailure},
    session::{SignInCause, SignInFailure},
};

const NOW: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
};
const MOMENT: Moment = Moment {
    now: NOW,
    random: [0; 16],
};
const DO: ProfileType = ProfileType::DeviceOwner;

fn profile(number: u32, name: &str) -> Profile {
    let json = json!({
        "id": format!("0a1b2c3d-4e5f-6071-8293-{number:012x}"),
        "displayName": name,
    });
    Profile::parse(DO, &json.to_string()).unwrap()
}

fn page(numbers: impl IntoIterator<Item = u32>, next: Option<&str>) -> PageReport<Profile> {
    PageReport::Read(Ok(Page {
        items: numbers
            .into_iter()
            .map(|number| profile(number, &format!("p{number}")))
            .collect(),
        unreadable: 0,
        next_link: next.map(str::to_owned),
    }))
}

fn refused(answer: Answer) -> PageReport<Profile> {
    let refusal = answer.into_profiles(DO, "c", NOW.unix_ms).unwrap_err();
    PageReport::Read(Err(ReadFailure::Refused(refusal)))
}

fn status(status: u16) -> Answer {
    Answer {
        status,
        ..Answer::default()
    }
}

struct Reading {
    profiles: Profiles,
    due: Option<(u32, PageStep)>,
}

impl Reading {
    fn new() -> Self {
        let mut profiles = Profiles::default();
        let due = profiles.refresh(DO);
        Self { profiles, due }
    }

    fn report(mut self, report: PageReport<Profile>) -> Self {
        let (epoch, _) = self.due.take().unwrap();
        self.due = self.profiles.report(DO, epoch, report, &MOMENT);
        self
    }

    fn refresh(mut self) -> Self {
        self.due = self.profiles.refresh(DO);
        self
    }

    fn tries_again(mut self) -> Self {
        self.due = self.profiles.try_again(DO);
        self
    }

    fn collection(&self) -> &Collection {
        &self.profiles.collections()[1]
    }

    fn progress(&self) -> &Progress {
        &self.collection().pager.progress
    }

    fn names(&self) -> Vec<&str> {
        self.profiles
            .rows()
            .map(|row| row.profile.name.as_str())
            .collect()
    }

    /// The page that is asked for: `first`, or its link.
    fn asks(&self) -> Option<&str> {
        match &self.due {
            Some((_, PageStep::Read(call))) => Some(call.link.as_deref().unwrap_or("first")),
            _ => None,
        }
    }
}

#[test]
fn rows_appear_page_by_page_until_there_is_no_further_link() {
    let reading = Reading::new();
    assert_eq!(reading.asks(), Some("first"));
    let reading = reading.report(page([1, 2], Some("a")));
    assert_eq!((reading.names().len(), reading.asks()), (2, Some("a")));
    assert_eq!(*reading.progress(), Progress::Reading);
    assert_eq!(reading.collection().read_at, None);
    let reading = reading.report(page([3], None));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    assert_eq!(*reading.progress(), Progress::Complete);
    assert_eq!(reading.collection().read_at, Some(NOW));
    assert_eq!(reading.collection().pager.pages, 2);
    assert_eq!(reading.due, None);
}

#[test]
fn a_profile_on_two_pages_is_one_row() {
    let reading = Reading::new()
        .report(page([1, 2], Some("a")))
        .report(page([2, 3], None));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
}

#[test]
fn a_link_that_leads_back_ends_the_reading() {
    let reading = Reading::new()
        .report(page([1], Some("a")))
        .report(page([2], Some("b")))
        .report(page([3], Some("a")));
    assert_eq!(*reading.progress(), Progress::Failed(ListFailure::Endless));
    assert_eq!(reading.names().len(), 3);
    // Only from the beginning is there a way on, and what is gone by then goes.
    let reading = reading.tries_again();
    assert_eq!(reading.asks(), Some("first"));
    assert_eq!(reading.report(page([2], None)).names(), ["p2"]);
}

#[test]
fn a_failure_keeps_what_was_read_and_goes_on_where_it_was() {
    for report in [
        refused(status(403)),
        refused(status(500)),
        PageReport::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
        PageReport::NotRead(ListFailure::NoToken(SignInFailure {
            cause: SignInCause::Expired,
            code: String::new(),
            detail: String::new(),
        })),
    ] {
        let reading = Reading::new().report(page([1], Some("a"))).report(report);
        assert!(matches!(reading.progress(), Progress::Failed(_)));
        assert_eq!((reading.names().len(), &reading.due), (1, &None));
        assert!(!reading.collection().is_stale());
        let reading = reading.tries_again();
        assert_eq!(reading.asks(), Some("a"));
        let reading = reading.report(page([2], None));
        assert_eq!(reading.names(), ["p1", "p2"]);
    }
}

#[test]
fn a_throttled_page_is_waited_for_and_given_up_after_some_times() {
    let throttled = || {
        refused(Answer {
            retry_after: "7".into(),
            ..status(429)
        })
    };
    let mut reading = Reading::new();
    for _ in 0..3 {
        reading = reading.report(throttled());
        assert_eq!(*reading.progress(), Progress::Waiting(NOW.plus_ms(7_000)));
        assert!(matches!(reading.due, Some((_, PageStep::Sleep(7_000)))));
        reading = reading.report(PageReport::Woke);
        assert_eq!(reading.asks(), Some("first"));
    }
    reading = reading.report(throttled());
    assert!(matches!(reading.progress(), Progress::Failed(_)));
    // A new attempt has its waits anew.
    reading = reading.tries_again().report(throttled());
    assert!(matches!(reading.progress(), Progress::Waiting(_)));
}

#[test]
fn a_claims_challenge_is_met_once_without_the_person() {
    let challenged = || {
        refused(Answer {
            www_authenticate:
                r#"Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#
                    .into(),
            ..status(401)
        })
    };
    let reading = Reading::new().report(challenged());
    assert!(matches!(reading.due, Some((_, PageStep::StepUp(_)))));
    let reading = reading.report(PageReport::Woke);
    assert_eq!(reading.asks(), Some("first"));
    let reading = reading.report(challenged());
    assert!(matches!(reading.progress(), Progress::Failed(_)));
}

#[test]
fn a_refresh_replaces_rows_and_drops_what_is_gone_only_at_its_end() {
    let reading = Reading::new().report(page([1, 2, 3], None)).refresh();
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    let mut reading = reading.report(page([3], Some("a")));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    assert!(reading.profiles.refresh(DO).is_none());
    let failed = Reading {
        profiles: reading.profiles.clone(),
        due: reading.due.clone(),
    }
    .report(refused(status(500)));
    assert!(failed.collection().is_stale());
    assert_eq!(failed.names(), ["p1", "p2", "p3"]);
    let reading = reading.report(page([1, 4], None));
    assert_eq!(reading.names(), ["p1", "p3", "p4"]);
    assert!(!reading.collection().is_stale());
    // The places are right after that.
    let reading = reading.refresh().report(page([4, 3, 1], None));
    assert_eq!(reading.names(), ["p1", "p3", "p4"]);
}

#[test]
fn a_report_of_an_earlier_step_changes_nothing() {
    let reading = Reading::new();
    let (epoch, _) = reading.due.clone().unwrap();
    let reading = reading.report(page([1], Some("a")));
    let mut profiles = reading.profiles.clone();
    for stale in [epoch, epoch - 1, epoch + 7] {
        assert_eq!(profiles.report(DO, stale, page([9], None), &MOMENT), None);
        assert_eq!(profiles, reading.profiles);
    }
    assert_eq!(
        profiles.report(ProfileType::AndroidForWork, epoch, page([9], None), &MOMENT),
        None
    );
    assert_eq!(profiles, reading.profiles);
}

#[test]
fn what_is_read_away_from_the_list_is_shown_in_it() {
    let mut reading = Reading::new().report(page([1, 2], None));
    reading.profiles.learn(profile(2, "renamed"));
    reading.profiles.learn(profile(7, "not in the list"));
    assert_eq!(reading.names(), ["p1", "renamed"]);
    let found = |number: u32, profile_type| {
        let target = Target {
            profile_type,
            profile_id: profile(number, "").id,
        };
        reading.profiles.find(&target).is_some()
    };
    assert!(found(1, DO));
    assert!(!found(1, ProfileType::AndroidForWork));
    assert!(!found(3, DO));
}

fn tokens(tokens: &[(u32, &str)], next: Option<&str>) -> PageReport<TokenOf> {
    let items = tokens
        .iter()
        .map(|(number, token)| {
            let json = json!({"id": profile(*number, "").id.as_str(), "tokenValue": token});
            TokenOf::from_json(json.as_object().unwrap()).unwrap()
        })
        .collect();
    PageReport::Read(Ok(Page {
        items,
        unreadable: 0,
        next_link: next.map(str::to_owned),
    }))
}

#[test]
fn a_token_is_searched_for_in_both_collections_until_it_is_found() {
    let is = |wanted: &'static str| move |value: &str| value == wanted;
    let (mut search, steps) = TokenSearch::start();
    assert_eq!(steps.len(), 2);
    let epoch = |profile_type| {
        steps
            .iter()
            .find_map(|(of, epoch, _)| (*of == profile_type).then_some(*epoch))
            .unwrap()
    };
    let other = ProfileType::AndroidForWork;
    let none = search.report(
        other,
        epoch(other),
        tokens(&[(1, "a")], None),
        &MOMENT,
        is("c"),
    );
    assert_eq!((none, search.verdict()), (None, Verdict::Searching));
    let next = search.report(
        DO,
        epoch(DO),
        tokens(&[(2, "b")], Some("x")),
        &MOMENT,
        is("c"),
    );
    let (epoch, _) = next.unwrap();
    let mut missing = search.clone();
    let next = search.report(DO, epoch, tokens(&[(3, "c")], Some("y")), &MOMENT, is("c"));
    // There is nothing more to read once it is found.
    assert_eq!(next, None);
    let target = Target {
        profile_type: DO,
        profile_id: profile(3, "").id,
    };
    assert_eq!(search.verdict(), Verdict::Found(target));

    let mut failing = missing.clone();
    missing.report(DO, epoch, tokens(&[], None), &MOMENT, is("c"));
    assert_eq!(missing.verdict(), Verdict::NotFound);
    let offline = PageReport::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline)));
    failing.report(DO, epoch, offline, &MOMENT, is("c"));
    assert_eq!(failing.verdict(), Verdict::CannotTell);
}

#[test]
fn an_entry_without_a_token_is_none() {
    for json in [
        json!({"id": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "tokenValue": null}),
        json!({"id": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}),
        json!({"id": "x", "tokenValue": "1"}),
        json!({"tokenValue": "1"}),
    ] {
        assert!(TokenOf::from_json(json.as_object().unwrap()).is_none());
    }
}

proptest! {
    /// Whatever the pages and failures, every profile of the last whole reading is there once, and no other.
    #[test]
    fn no_row_is_lost_or_doubled(readings in prop::collection::vec(prop::collection::vec((prop::collection::vec(0u32..30, 0..6), 0u8..4), 1..6), 1..4)) {
        let mut reading = Reading::new();
        let mut expected: Vec<u32> = Vec::new();
        for (round, pages) in readings.into_iter().enumerate() {
            if round > 0 {
                reading = reading.refresh();
            }
            expected.clear();
            let last = pages.len() - 1;
            for (number, (ids, fault)) in pages.into_iter().enumerate() {
                if fault == 0 {
                    reading = reading.report(refused(status(500))).tries_again();
                }
                let link = format!("{number}");
                expected.extend(&ids);
                reading = reading.report(page(ids, (number != last).then_some(&link)));
            }
        }
        expected.sort_unstable();
        expected.dedup();
        let mut names = reading.names();
        names.sort_unstable();
        let mut wanted: Vec<String> = expected.iter().map(|number| format!("p{number}")).collect();
        wanted.sort_unstable();
        prop_assert_eq!(names, wanted);
        prop_assert_eq!(reading.progress(), &Progress::Complete);
    }
}
