use std::collections::{HashSet, VecDeque};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    graph::{
        Answer, ListFailure, NoAnswer, Page, PageEffect, PageEvent, PageProgress, Pager, Profile,
        ReadFailure,
    },
    inputs::Inputs,
    profile::{ProfileType, Target},
    session::{SignInCause, SignInFailure},
    time::Time,
};

const NOW: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
};
const INPUTS: Inputs = Inputs {
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

fn page(numbers: impl IntoIterator<Item = u32>, next: Option<&str>) -> PageEvent<Profile> {
    PageEvent::Read(Ok(Page {
        items: numbers
            .into_iter()
            .map(|number| profile(number, &format!("p{number}")))
            .collect(),
        unreadable: 0,
        next_link: next.map(str::to_owned),
    }))
}

fn refused(answer: Answer) -> PageEvent<Profile> {
    let refusal = answer.into_profiles(DO, "c", NOW.unix_ms).unwrap_err();
    PageEvent::Read(Err(ReadFailure::Refused(refusal)))
}

fn status(status: u16) -> Answer {
    Answer {
        status,
        ..Answer::default()
    }
}

struct Reading {
    profiles: Profiles,
    due: Option<(u32, PageEffect)>,
}

impl Reading {
    fn new() -> Self {
        let mut profiles = Profiles::default();
        let due = profiles.refresh(DO);
        Self { profiles, due }
    }

    fn handle(mut self, report: PageEvent<Profile>) -> Self {
        let (epoch, _) = self.due.take().unwrap();
        self.due = self.profiles.handle(DO, epoch, report, &INPUTS);
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

    fn progress(&self) -> &PageProgress {
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
            Some((_, PageEffect::Read(call))) => Some(call.link.as_deref().unwrap_or("first")),
            _ => None,
        }
    }
}

#[test]
fn rows_appear_page_by_page_until_there_is_no_further_link() {
    let reading = Reading::new();
    assert_eq!(reading.asks(), Some("first"));
    let reading = reading.handle(page([1, 2], Some("a")));
    assert_eq!((reading.names().len(), reading.asks()), (2, Some("a")));
    assert_eq!(*reading.progress(), PageProgress::Reading);
    assert_eq!(reading.collection().read_at, None);
    let reading = reading.handle(page([3], None));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    assert_eq!(*reading.progress(), PageProgress::Complete);
    assert_eq!(reading.collection().read_at, Some(NOW));
    assert_eq!(reading.collection().pager.pages, 2);
    assert_eq!(reading.due, None);
}

#[test]
fn a_profile_on_two_pages_is_one_row() {
    let reading = Reading::new()
        .handle(page([1, 2], Some("a")))
        .handle(page([2, 3], None));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
}

#[test]
fn a_link_that_leads_back_ends_the_reading() {
    let reading = Reading::new()
        .handle(page([1], Some("a")))
        .handle(page([2], Some("b")))
        .handle(page([3], Some("a")));
    assert_eq!(
        *reading.progress(),
        PageProgress::Failed(ListFailure::Endless)
    );
    assert_eq!(reading.names().len(), 3);
    // Only from the beginning is there a way on, and what is gone by then goes.
    let reading = reading.tries_again();
    assert_eq!(reading.asks(), Some("first"));
    assert_eq!(reading.handle(page([2], None)).names(), ["p2"]);
}

#[test]
fn a_failure_keeps_what_was_read_and_goes_on_where_it_was() {
    for report in [
        refused(status(403)),
        refused(status(500)),
        PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
        PageEvent::NotRead(ListFailure::NoToken(SignInFailure {
            cause: SignInCause::Expired,
            code: String::new(),
            detail: String::new(),
        })),
    ] {
        let reading = Reading::new().handle(page([1], Some("a"))).handle(report);
        assert!(matches!(reading.progress(), PageProgress::Failed(_)));
        assert_eq!((reading.names().len(), &reading.due), (1, &None));
        assert!(!reading.collection().is_stale());
        let reading = reading.tries_again();
        assert_eq!(reading.asks(), Some("a"));
        let reading = reading.handle(page([2], None));
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
        reading = reading.handle(throttled());
        assert_eq!(
            *reading.progress(),
            PageProgress::Waiting(NOW.plus_ms(7_000))
        );
        assert!(matches!(reading.due, Some((_, PageEffect::Sleep(7_000)))));
        reading = reading.handle(PageEvent::Woke);
        assert_eq!(reading.asks(), Some("first"));
    }
    reading = reading.handle(throttled());
    assert!(matches!(reading.progress(), PageProgress::Failed(_)));
    // A new attempt has its waits anew.
    reading = reading.tries_again().handle(throttled());
    assert!(matches!(reading.progress(), PageProgress::Waiting(_)));
}

fn to_wait_an_hour() -> Answer {
    Answer {
        retry_after: "3600".into(),
        ..status(429)
    }
}

#[test]
fn a_long_wait_is_left_to_the_person_and_holds_for_the_other_collection_too() {
    let other = ProfileType::AndroidForWork;
    let mut reading = Reading::new();
    let (epoch, _) = reading.profiles.refresh(other).unwrap();
    let mut reading = reading.handle(refused(to_wait_an_hour()));
    assert!(matches!(reading.progress(), PageProgress::Failed(_)));
    assert_eq!(reading.due, None);
    let wait = reading.collection().pager.long_wait().unwrap();
    assert_eq!(
        (wait.wait_ms, wait.until_ms),
        (3_600_000, NOW.unix_ms + 3_600_000)
    );
    // What was under way is taken, and no further page is asked for.
    let of_other = |profiles: &Profiles| profiles.collections()[0].pager.progress.clone();
    let step = reading
        .profiles
        .handle(other, epoch, page([1], Some("a")), &INPUTS);
    assert_eq!(step, None);
    assert!(matches!(
        of_other(&reading.profiles),
        PageProgress::Failed(_)
    ));
    assert_eq!(reading.profiles.rows().count(), 1);
    assert!(reading.profiles.asks_to_wait(NOW));
    // When the time has come the person can go on, with all pages.
    let later = Inputs {
        now: NOW.plus_ms(3_600_000),
        ..INPUTS
    };
    assert!(!reading.profiles.asks_to_wait(later.now));
    let (epoch, _) = reading.profiles.try_again(other).unwrap();
    let step = reading
        .profiles
        .handle(other, epoch, page([2], Some("b")), &later);
    assert!(matches!(step, Some((_, PageEffect::Read(_)))));
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
    let reading = Reading::new().handle(challenged());
    assert!(matches!(reading.due, Some((_, PageEffect::StepUp(_)))));
    let reading = reading.handle(PageEvent::Woke);
    assert_eq!(reading.asks(), Some("first"));
    let reading = reading.handle(challenged());
    assert!(matches!(reading.progress(), PageProgress::Failed(_)));
}

#[test]
fn a_refresh_replaces_rows_and_drops_what_is_gone_only_at_its_end() {
    let reading = Reading::new().handle(page([1, 2, 3], None)).refresh();
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    let mut reading = reading.handle(page([3], Some("a")));
    assert_eq!(reading.names(), ["p1", "p2", "p3"]);
    assert!(reading.profiles.refresh(DO).is_none());
    let failed = Reading {
        profiles: reading.profiles.clone(),
        due: reading.due.clone(),
    }
    .handle(refused(status(500)));
    assert!(failed.collection().is_stale());
    assert_eq!(failed.names(), ["p1", "p2", "p3"]);
    let reading = reading.handle(page([1, 4], None));
    assert_eq!(reading.names(), ["p1", "p3", "p4"]);
    assert!(!reading.collection().is_stale());
    // The places are right after that.
    let reading = reading.refresh().handle(page([4, 3, 1], None));
    assert_eq!(reading.names(), ["p1", "p3", "p4"]);
}

#[test]
fn a_report_of_an_earlier_step_changes_nothing() {
    let reading = Reading::new();
    let (epoch, _) = reading.due.clone().unwrap();
    let reading = reading.handle(page([1], Some("a")));
    let mut profiles = reading.profiles.clone();
    for stale in [epoch, epoch - 1, epoch + 7] {
        assert_eq!(profiles.handle(DO, stale, page([9], None), &INPUTS), None);
        assert_eq!(profiles, reading.profiles);
    }
    assert_eq!(
        profiles.handle(ProfileType::AndroidForWork, epoch, page([9], None), &INPUTS),
        None
    );
    assert_eq!(profiles, reading.profiles);
}

#[test]
fn what_is_read_away_from_the_list_is_shown_in_it() {
    let mut reading = Reading::new().handle(page([1, 2], None));
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

/// A search, driven by what each part is answered; whatever is asked for is answered at once, in order.
struct Trial {
    search: TokenSearch,
    due: VecDeque<PartEffect>,
    /// What was asked for, in order.
    asked: Vec<Part>,
}

/// The answer to a part of a search: entries by number, with what they tell.
type Told = PageEvent<TokenOf>;

const WANTED: &str = "QWZKPLTR";

fn entry(number: u32, value: &Value) -> TokenOf {
    let json = json!({"id": profile(number, "").id.as_str(), "tokenValue": value});
    TokenOf::from_json(json.as_object().unwrap()).unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "so that calls are short")]
fn told<const N: usize>(entries: [(u32, Value); N], next: Option<&str>) -> Told {
    PageEvent::Read(Ok(Page {
        items: entries
            .iter()
            .map(|(number, value)| entry(*number, value))
            .collect(),
        unreadable: 0,
        next_link: next.map(str::to_owned),
    }))
}

fn failed(answer: Answer) -> Told {
    let refusal = answer.into_page_of_one("c", NOW.unix_ms, TokenOf::from_json);
    PageEvent::Read(Err(ReadFailure::Refused(refusal.err().unwrap())))
}

fn part(number: u32) -> Part {
    Part::Profile(Target {
        profile_type: DO,
        profile_id: profile(number, "").id,
    })
}

fn found(profile_type: ProfileType, number: u32) -> SearchVerdict {
    SearchVerdict::Found(Target {
        profile_type,
        profile_id: profile(number, "").id,
    })
}

impl Trial {
    fn start() -> Self {
        let (search, steps) = TokenSearch::start();
        Self {
            search,
            due: steps.into(),
            asked: Vec::new(),
        }
    }

    /// Answers until nothing more is asked for.
    fn answered(mut self, mut answer: impl FnMut(&Part) -> Told) -> Self {
        while let Some((of, epoch, step)) = self.due.pop_front() {
            let report = match step {
                PageEffect::Read(_) => {
                    self.asked.push(of.clone());
                    answer(&of)
                }
                PageEffect::Sleep(_) | PageEffect::StepUp(_) => PageEvent::Woke,
            };
            let is_wanted = |value: &str| value == WANTED;
            let steps = self.search.handle(&of, epoch, report, &INPUTS, is_wanted);
            self.due.extend(steps);
            let alone = |pager: &&Pager<Part>| pager.is_busy();
            assert!(self.search.reading().iter().filter(alone).count() <= 4);
        }
        self
    }

    /// Answers the lists with these entries of device owner profiles, and each profile with what is said of it.
    fn of<const N: usize>(listed: [(u32, Value); N], each: impl Fn(u32) -> Told) -> Self {
        let mut listed = Some(told(listed, None));
        let number = |target: &Target| {
            let id = target.profile_id.as_str();
            u32::from_str_radix(&id[id.len() - 8..], 16).unwrap()
        };
        Self::start().answered(|of| match of {
            Part::Collection(ProfileType::AndroidForWork) => told([], None),
            Part::Collection(_) => listed.take().unwrap(),
            Part::Profile(target) => each(number(target)),
        })
    }

    fn left_out(&self) -> Vec<(Part, WhyLeftOut)> {
        let left_out = self.search.left_out().iter().cloned();
        left_out
            .map(|LeftOut { target, why }| (Part::Profile(target), why))
            .collect()
    }

    fn alone(&self) -> usize {
        self.asked
            .iter()
            .filter(|of| matches!(of, Part::Profile(_)))
            .count()
    }
}

fn nobody(_: u32) -> Told {
    panic!("no profile was to be read by itself")
}

#[test]
fn a_token_is_searched_for_in_both_collections_until_it_is_found() {
    let other = json!("12345678");
    let pages = |missing: bool| {
        let (other, mut page) = (other.clone(), 0);
        move |of: &Part| match of {
            Part::Collection(ProfileType::AndroidForWork) => told([(1, other.clone())], None),
            Part::Collection(_) => {
                page += 1;
                match page {
                    1 => told([(2, other.clone())], Some("x")),
                    2 if missing => told([], None),
                    // There is nothing more to read once it is found.
                    2 => told([(3, json!(WANTED))], Some("y")),
                    _ => panic!(),
                }
            }
            Part::Profile(_) => panic!(),
        }
    };
    assert_eq!(
        Trial::start().answered(pages(false)).search.verdict(),
        found(DO, 3)
    );
    let missing = Trial::start().answered(pages(true));
    assert_eq!(missing.search.verdict(), SearchVerdict::NotFound);
    assert_eq!(missing.search.compared(), 2);

    let offline = Trial::start().answered(|of| match of {
        Part::Collection(ProfileType::AndroidForWork) => told([(1, other.clone())], None),
        _ => PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
    });
    assert_eq!(offline.search.verdict(), SearchVerdict::CannotTell);
}

/// What a list may say in place of a token.
fn untold() -> Vec<Value> {
    let mut values: Vec<Value> = [
        "",
        " ",
        "\t\r\n",
        "***",
        "********************",
        "<redacted>",
        "REDACTED",
        "redacted",
        "(hidden)",
        "[removed]",
        "••••••••",
        "XXXXXXXXXXXXXXXX4711",
        "xxxxxxxxxxxx",
        "0000000000",
        "--------",
        "1234567",
        "null",
        "undefined",
        "QWZK****",
        "QWZK PLTR",
        "QWZK…",
        "n/a",
        "protected",
    ]
    .iter()
    .map(|text| json!(text))
    .collect();
    values.extend([
        json!(null),
        json!(12_345_678),
        json!(true),
        json!([WANTED]),
        json!({"value": WANTED}),
    ]);
    values
}

#[test]
fn what_a_list_does_not_tell_is_read_by_itself() {
    for value in untold() {
        let search = Trial::of([(1, json!("12345678")), (2, value.clone())], |number| {
            told([(number, json!(WANTED))], None)
        });
        assert_eq!(search.search.verdict(), found(DO, 2), "{value}");
        let search = Trial::of([(1, json!("12345678")), (2, value.clone())], |number| {
            told([(number, json!("87654321"))], None)
        });
        assert_eq!(search.search.verdict(), SearchVerdict::NotFound, "{value}");
        assert_eq!((search.alone(), search.search.compared()), (1, 2));
    }
}

#[test]
fn what_does_not_tell_its_token_either_is_never_said_to_hold_another() {
    for value in untold() {
        let search = Trial::of([(1, json!("12345678")), (2, json!(null))], |number| {
            told([(number, value.clone())], None)
        });
        assert_eq!(
            search.search.verdict(),
            SearchVerdict::CannotTell,
            "{value}"
        );
        assert_eq!(
            search.left_out(),
            [(part(2), WhyLeftOut::NotTold)],
            "{value}"
        );
    }
}

#[test]
fn a_token_of_any_shape_is_told() {
    for value in [
        "QWZKPLTR",
        "12345678",
        "QWZKPLTRMVBNHGFDSAXC",
        "12345678901234567890",
        " QWZKPLTRMVBNHGFDSAXC\n",
        "ab_cd-EF12.~+/==",
        "QWZKXXXX",
    ] {
        let search = Trial::of([(1, json!(value))], nobody);
        assert_eq!(search.search.compared(), 1, "{value}");
    }
}

#[test]
fn an_entry_that_names_no_profile_was_not_compared() {
    for json in [
        json!({"id": "x", "tokenValue": "QWZKPLTR"}),
        json!({"id": null, "tokenValue": "QWZKPLTR"}),
        json!({"tokenValue": "QWZKPLTR"}),
    ] {
        assert!(TokenOf::from_json(json.as_object().unwrap()).is_none());
    }
    let search = Trial::start().answered(|_| {
        PageEvent::Read(Ok(Page {
            items: vec![entry(1, &json!("12345678"))],
            unreadable: 1,
            next_link: None,
        }))
    });
    assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
    assert_eq!(search.search.unreadable(), 2);
}

#[test]
fn a_profile_that_another_page_tells_is_not_read_by_itself() {
    let entries = [
        (1, json!(null)),
        (1, json!("12345678")),
        (2, json!("12345679")),
        (2, json!("")),
    ];
    let search = Trial::of(entries, nobody);
    assert_eq!(search.search.verdict(), SearchVerdict::NotFound);
    // One that is listed twice is read once.
    let search = Trial::of([(1, json!(null)), (1, json!(null))], |number| {
        told([(number, json!("12345678"))], None)
    });
    assert_eq!(
        (search.alone(), search.search.verdict()),
        (1, SearchVerdict::NotFound)
    );
}

#[test]
fn an_answer_about_another_profile_tells_nothing() {
    for answer in [told([(7, json!(WANTED))], None), told([], None)] {
        let mut answer = Some(answer);
        let search = Trial::start().answered(|of| match of {
            Part::Collection(ProfileType::AndroidForWork) => told([], None),
            Part::Collection(_) => told([(2, json!(null))], None),
            Part::Profile(_) => answer.take().unwrap(),
        });
        assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
        assert_eq!(search.left_out(), [(part(2), WhyLeftOut::NotTold)]);
    }
}

#[test]
fn one_that_cannot_be_read_is_kept_apart_from_the_others() {
    let entries = [(1, json!(null)), (2, json!(null)), (3, json!(null))];
    let search = Trial::of(entries, |number| match number {
        2 => failed(status(404)),
        _ => told([(number, json!("12345678"))], None),
    });
    assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
    assert!(
        matches!(search.left_out().as_slice(), [(of, WhyLeftOut::Failed(_))] if *of == part(2))
    );
    assert_eq!(search.search.compared(), 2);
    // It is found all the same, if another one holds it.
    let entries = [(1, json!(null)), (2, json!(null)), (3, json!(null))];
    let search = Trial::of(entries, |number| match number {
        3 => told([(number, json!(WANTED))], None),
        _ => failed(status(403)),
    });
    assert_eq!(search.search.verdict(), found(DO, 3));
}

#[test]
fn what_would_become_of_every_profile_ends_the_reading_of_the_rest() {
    let offline = || PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline)));
    let many: [(u32, Value); 40] =
        std::array::from_fn(|at| (u32::try_from(at).unwrap(), Value::Null));
    let search = Trial::of(many.clone(), |_| offline());
    assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
    // Those that were under way, and no more.
    assert_eq!((search.alone(), search.left_out().len()), (4, 40));
    let search = Trial::of(many.clone(), |_| failed(status(500)));
    assert!(search.alone() < 10, "{}", search.alone());
    assert_eq!(search.left_out().len(), 40);
    // Refusals with answers in between are of these profiles alone.
    let search = Trial::of(many, |number| match number % 3 {
        0 => failed(status(500)),
        _ => told([(number, json!("12345678"))], None),
    });
    assert_eq!((search.alone(), search.left_out().len()), (40, 14));
}

#[test]
fn while_graph_asks_one_to_wait_no_other_is_begun() {
    let busy = Answer {
        status: 429,
        retry_after: "7".into(),
        ..Answer::default()
    };
    let many: [(u32, Value); 10] =
        std::array::from_fn(|at| (u32::try_from(at).unwrap(), Value::Null));
    let (mut search, steps) = TokenSearch::start();
    let mut due = VecDeque::from(steps);
    let mut listed = Some(told(many, None));
    let mut sent = 0;
    while let Some((of, epoch, step)) = due.pop_front() {
        let report = match (&of, &step) {
            (_, PageEffect::Sleep(ms)) => {
                assert_eq!(*ms, 7_000);
                continue;
            }
            (Part::Collection(ProfileType::AndroidForWork), _) => told([], None),
            (Part::Collection(_), _) => listed.take().unwrap(),
            (Part::Profile(_), _) => {
                sent += 1;
                if sent == 1 {
                    failed(busy.clone())
                } else {
                    told([], None)
                }
            }
        };
        due.extend(search.handle(&of, epoch, report, &INPUTS, |_| false));
    }
    assert_eq!(sent, 4);
    assert_eq!(search.verdict(), SearchVerdict::Searching);
    assert_eq!(search.to_be_read(), 7);
}

#[test]
fn a_long_wait_ends_a_search_for_a_token() {
    let many: [(u32, Value); 10] =
        std::array::from_fn(|at| (u32::try_from(at).unwrap(), Value::Null));
    let search = Trial::of(many, |number| match number {
        0 => failed(to_wait_an_hour()),
        _ => told([], None),
    });
    assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
    // The four that were under way.
    assert_eq!((search.alone(), search.left_out().len()), (4, 10));
    assert_eq!(search.search.long_wait().unwrap().wait_ms, 3_600_000);

    let mut pages = 0;
    let search = Trial::start().answered(|of| {
        if *of == Part::Collection(ProfileType::AndroidForWork) {
            return failed(to_wait_an_hour());
        }
        pages += 1;
        told([(1, Value::Null)], Some(&pages.to_string()))
    });
    assert_eq!((pages, search.alone()), (1, 0));
    assert_eq!(search.search.verdict(), SearchVerdict::CannotTell);
}

proptest! {
    /// Whatever the lists tell and whatever fails: nobody's is only what was compared with every profile.
    #[test]
    fn only_what_was_compared_with_all_is_nobodys(
        lists in prop::collection::vec(prop::collection::vec((0u32..20, 0u8..3), 0..8), 2..5),
        each in prop::collection::vec(0u8..5, 20),
        fault in 0usize..12,
    ) {
        let mut pages = lists.clone().into_iter();
        let mut count = 0;
        let mut total = 0;
        let value = |kind: u8| match kind { 0 => json!(null), 1 => json!("12345678"), _ => json!("***") };
        let mut search = Trial::start();
        search = search.answered(|of| {
            total += 1;
            if total == fault + 1 && matches!(of, Part::Collection(_)) {
                return failed(status(500));
            }
            match of {
                Part::Collection(ProfileType::AndroidForWork) => told([], None),
                Part::Collection(_) => {
                    count += 1;
                    let items = pages.next().unwrap();
                    PageEvent::Read(Ok(Page {
                        items: items.iter().map(|(number, kind)| entry(*number, &value(*kind))).collect(),
                        unreadable: 0,
                        next_link: (count < lists.len()).then(|| count.to_string()),
                    }))
                }
                Part::Profile(target) => {
                    let id = target.profile_id.as_str();
                    let number = u32::from_str_radix(&id[id.len() - 8..], 16).unwrap();
                    match each[number as usize] {
                        kind @ 0..3 => told([(number, value(kind))], None),
                        3 => failed(status(403)),
                        _ => told([], None),
                    }
                }
            }
        });
        let named: HashSet<u32> = lists.iter().flatten().map(|(number, _)| *number).collect();
        let all = count == lists.len() && search.search.compared() == named.len();
        let faulted = search.search.lists().iter().any(|pager| pager.progress != PageProgress::Complete);
        prop_assert_eq!(search.search.verdict() == SearchVerdict::NotFound, all && !faulted);
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
                    reading = reading.handle(refused(status(500))).tries_again();
                }
                let link = format!("{number}");
                expected.extend(&ids);
                reading = reading.handle(page(ids, (number != last).then_some(&link)));
            }
        }
        expected.sort_unstable();
        expected.dedup();
        let mut names = reading.names();
        names.sort_unstable();
        let mut wanted: Vec<String> = expected.iter().map(|number| format!("p{number}")).collect();
        wanted.sort_unstable();
        prop_assert_eq!(names, wanted);
        prop_assert_eq!(reading.progress(), &PageProgress::Complete);
    }
}
