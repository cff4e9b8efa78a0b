use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::token::Expiry;

const NOW: i64 = 1_795_444_340_000;

/// Every third row no longer works, and of every seventh nothing is known.
fn row(number: u32) -> Arc<ListRow> {
    let json = json!({"id": format!("0a1b2c3d-4e5f-6071-8293-{number:012x}")});
    let profile_type = ProfileType::ALL[usize::from(number % 2 == 1)];
    let mut profile = Profile::parse(profile_type, &json.to_string()).unwrap();
    profile.token_expires = match number {
        _ if number.is_multiple_of(3) => Expiry::At(NOW),
        _ if number.is_multiple_of(7) => Expiry::Unknown,
        _ => Expiry::At(NOW + 1),
    };
    profile.mode = (number % 2 == 1).then_some(match number % 4 {
        1 => EnrollmentMode::Dedicated,
        _ => EnrollmentMode::FullyManaged,
    });
    Arc::new(ListRow::new(profile, 0))
}

fn rows(numbers: impl IntoIterator<Item = u32>) -> Vec<Arc<ListRow>> {
    numbers.into_iter().map(row).collect()
}

fn target(number: u32) -> Target {
    row(number).profile.target()
}

/// The numbers of the rows that are chosen.
fn numbers(selection: &Selection, all: u32) -> Vec<u32> {
    (0..all)
        .filter(|number| selection.has(&target(*number)))
        .collect()
}

#[test]
fn an_id_is_the_same_profile_in_either_form_and_another_one_in_the_other_collection() {
    let mut selection = Selection::default();
    selection.toggle(&target(1));
    assert!(selection.has(&target(1)));
    assert!(selection.has(&target(1).in_other_form()));
    assert!(!selection.has(&target(1).in_other_collection()));
    selection.toggle(&target(1).in_other_form());
    assert!(selection.is_empty());
}

#[test]
fn a_range_goes_either_way_and_does_what_was_done_where_it_begins() {
    let all = rows(0..10);
    let mut selection = Selection::default();
    selection.toggle(&target(5));
    selection.extend(&all, &target(7));
    selection.extend(&all, &target(4));
    assert_eq!(numbers(&selection, 10), [4, 5, 6, 7]);
    selection.toggle(&target(6));
    selection.extend(&all, &target(9));
    assert_eq!(numbers(&selection, 10), [4, 5]);
}

#[test]
fn a_range_is_of_the_rows_that_are_shown_in_their_order() {
    let shown = rows([8, 2, 6, 1]);
    let mut selection = Selection::default();
    selection.toggle(&target(2));
    selection.extend(&shown, &target(1));
    assert_eq!(numbers(&selection, 10), [1, 2, 6]);
    // Where it would begin is not shown any longer.
    selection.extend(&rows([8, 9]), &target(9));
    assert_eq!(numbers(&selection, 10), [1, 2, 6, 9]);
    // And without a beginning.
    let mut selection = Selection::default();
    selection.extend(&shown, &target(6));
    assert_eq!(numbers(&selection, 10), [6]);
}

#[test]
fn all_that_are_shown_are_chosen_and_again_none_of_them_and_the_others_stay() {
    let mut selection = Selection::default();
    selection.toggle(&target(9));
    selection.toggle_all(&rows(0..3));
    assert_eq!(numbers(&selection, 10), [0, 1, 2, 9]);
    selection.toggle(&target(1));
    selection.toggle_all(&rows(0..3));
    assert_eq!(numbers(&selection, 10), [0, 1, 2, 9]);
    selection.toggle_all(&rows(0..3));
    assert_eq!(numbers(&selection, 10), [9]);
    selection.clear();
    assert!(selection.is_empty());
}

#[test]
fn every_active_token_is_every_one_that_may_work() {
    let all = rows(0..12);
    let offers = ReadyMade::offers(&all, NOW);
    let offered: Vec<(&ReadyMade, usize)> = offers
        .iter()
        .map(|offer| (&offer.what, offer.count))
        .collect();
    assert_eq!(
        offered,
        [
            (&ReadyMade::EveryActive, 8),
            (&ReadyMade::OfType(ProfileType::AndroidForWork), 4),
            (&ReadyMade::OfType(ProfileType::DeviceOwner), 4),
            (&ReadyMade::OfMode(EnrollmentMode::Dedicated), 2),
            (&ReadyMade::OfMode(EnrollmentMode::FullyManaged), 2),
        ]
    );
    let mut selection = Selection::default();
    selection.add(&all);
    for (what, chosen) in [
        (&ReadyMade::EveryActive, vec![1, 2, 4, 5, 7, 8, 10, 11]),
        (
            &ReadyMade::OfType(ProfileType::AndroidForWork),
            vec![2, 4, 8, 10],
        ),
        (
            &ReadyMade::OfMode(EnrollmentMode::FullyManaged),
            vec![7, 11],
        ),
    ] {
        selection.choose(what, &all, NOW);
        assert_eq!(numbers(&selection, 12), chosen);
    }
}

#[test]
fn what_does_not_occur_is_not_offered() {
    let offers = ReadyMade::offers(&rows([3, 2]), NOW);
    assert_eq!(offers.len(), 2, "{offers:?}");
    let none = ReadyMade::offers(&[], NOW);
    assert!(matches!(
        none.as_slice(),
        [Offer {
            what: ReadyMade::EveryActive,
            count: 0
        }]
    ));
}

#[test]
fn profiles_that_are_gone_drop_out() {
    let mut selection = Selection::default();
    assert!(!selection.forget_others(&[]));
    selection.add(&rows(0..4));
    assert!(!selection.forget_others(&rows(0..9)));
    assert!(selection.forget_others(&rows(2..9)));
    assert_eq!(numbers(&selection, 9), [2, 3]);
}

#[test]
fn it_is_counted() {
    let all = rows(0..10);
    let mut selection = Selection::default();
    selection.add_targets(&[target(0), target(3), target(4), target(77)]);
    let chosen = selection.chosen(&all, NOW);
    assert_eq!((chosen.count, chosen.inactive), (3, 2));
    let shown = selection.shown(&all[3..6]);
    assert_eq!((shown.count, shown.chosen), (3, 2));
}

#[derive(Debug, Clone)]
enum Step {
    Toggle(u32),
    Extend(Vec<u32>, u32),
    All(Vec<u32>),
    Choose(usize),
    Gone(Vec<u32>),
    Clear,
}

fn step() -> impl Strategy<Value = Step> {
    let some = || prop::collection::btree_set(0u32..24, 0..20);
    prop_oneof![
        (0u32..24).prop_map(Step::Toggle),
        (some(), 0u32..24)
            .prop_map(|(shown, to)| Step::Extend(shown.into_iter().rev().collect(), to)),
        some().prop_map(|shown| Step::All(shown.into_iter().collect())),
        (0usize..9).prop_map(Step::Choose),
        some().prop_map(|left| Step::Gone(left.into_iter().collect())),
        Just(Step::Clear),
    ]
}

proptest! {
    /// Whatever is done: nothing changes but the rows that it is about, and the counts are right.
    #[test]
    fn only_what_is_meant_changes(steps in prop::collection::vec(step(), 0..20)) {
        let all = rows(0..24);
        let mut selection = Selection::default();
        for step in steps {
            let before = numbers(&selection, 24);
            let touched: Vec<u32> = match step {
                Step::Toggle(number) => {
                    selection.toggle(&target(number));
                    prop_assert_ne!(before.contains(&number), selection.has(&target(number)));
                    vec![number]
                }
                Step::Extend(shown, to) => {
                    selection.extend(&rows(shown.iter().copied()), &target(to));
                    shown.into_iter().chain([to]).collect()
                }
                Step::All(shown) => {
                    selection.toggle_all(&rows(shown.iter().copied()));
                    let count = selection.shown(&rows(shown.iter().copied())).chosen;
                    prop_assert!(count == 0 || count == shown.len());
                    shown
                }
                Step::Choose(number) => {
                    let offers = ReadyMade::offers(&all, NOW);
                    let offer = &offers[number % offers.len()];
                    selection.choose(&offer.what, &all, NOW);
                    let chosen = selection.chosen(&all, NOW);
                    prop_assert_eq!((chosen.count, chosen.inactive), (offer.count, 0));
                    (0..24).collect()
                }
                Step::Gone(left) => {
                    selection.forget_others(&rows(left.iter().copied()));
                    prop_assert!(numbers(&selection, 24).iter().all(|number| left.contains(number)));
                    (0..24).filter(|number| !left.contains(number)).collect()
                }
                Step::Clear => {
                    selection.clear();
                    prop_assert!(selection.is_empty());
                    (0..24).collect()
                }
            };
            let after = numbers(&selection, 24);
            for number in (0..24).filter(|number| !touched.contains(number)) {
                prop_assert_eq!(before.contains(&number), after.contains(&number));
            }
            prop_assert_eq!(selection.chosen(&all, NOW).count, after.len());
            let inactive = after.iter().filter(|number| number.is_multiple_of(3)).count();
            prop_assert_eq!(selection.chosen(&all, NOW).inactive, inactive);
            prop_assert_eq!(selection.is_empty(), after.is_empty());
        }
    }
}
