//! The address of the page as a value: what it asks the form and the list to show. It sends nothing, and holds nothing that
//! was searched for, as that may be a secret.

use crate::{
    keyed::keyed,
    profile::{DeepLink, ProfileId, ProfileType, Target, Wanted},
    profiles::{Arrangement, COLUMN_KEYS, Filter, StateFilter},
};

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// What the form is filled with.
    pub form: DeepLink,
    /// Which profiles are to be ticked.
    pub ids: LinkedIds,
    /// How the page is looked at.
    pub view: View,
    /// Whether it is asked what the sign-in tells of the set-up.
    pub tests_set_up: bool,
}

/// The profiles of a link to many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LinkedIds {
    /// Each once, in the order of the link.
    pub ids: Vec<ProfileId>,
    /// How many entries were not read: what is no ID, and what is beyond [`LinkedIds::MOST`].
    pub not_read: usize,
}

/// How the page is looked at: what outlasts a reload.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct View {
    pub screen: Screen,
    /// What of the list is shown, but for what is searched for.
    pub filter: Filter,
    /// How the list is arranged.
    pub arrangement: Arrangement,
}

/// The screens of somebody who is signed in, in the order of their tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Screen {
    /// The list of profiles, and one of them.
    #[default]
    Profiles,
    /// The run that there is.
    Runs,
    /// What this browser remembers.
    Activity,
}

keyed!(pub(crate) each Screen {
    Profiles => "profiles",
    Runs => "runs",
    Activity => "activity",
});

impl Screen {
    /// The one of a name in an address.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

// The names of the parameters. None is one by which a sign-in host answers, such as `state`.
pub(crate) const PROFILE_ID: &str = "profileId";
const TYPE: &str = "type";
pub(crate) const IDS: &str = "ids";
/// Asks for the set-up of a page that is configured.
pub(crate) const SET_UP: &str = "setup";
/// Of [`SET_UP`]: asks what a sign-in tells of it.
pub(crate) const SET_UP_TEST: &str = "test";
const TAB: &str = "tab";
const FILTER_TYPE: &str = "filterType";
const FILTER_MODE: &str = "filterMode";
const FILTER_STATE: &str = "filterState";
const FILTER_RISK: &str = "filterRisk";
const IS_ON: &str = "1";
const SORT: &str = "sort";
const DESCENDING: &str = "-desc";

/// How long the name of a mode may be, in bytes.
const LONGEST_MODE: usize = 100;

impl Address {
    /// Reads the parameters of the address, decoded: `get` gives the first of a name. What is unknown is as if it were not there.
    pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let sort = get(SORT).unwrap_or_default();
        let named = get(PROFILE_ID).unwrap_or_default();
        // Several in the place of one are those of a link to many.
        let several = LinkedIds::parse(&named);
        let is_one = several.ids.len() < 2;
        Self {
            tests_set_up: get(SET_UP).is_some_and(|step| step == SET_UP_TEST),
            form: DeepLink::from_query(is_one.then_some(&*named), get(TYPE).as_deref()),
            ids: if is_one {
                LinkedIds::parse(&get(IDS).unwrap_or_default())
            } else {
                several
            },
            view: View {
                screen: get(TAB)
                    .and_then(|key| Screen::from_key(&key))
                    .unwrap_or_default(),
                filter: Filter {
                    profile_type: get(FILTER_TYPE).and_then(|key| ProfileType::from_key(&key)),
                    mode: get(FILTER_MODE).filter(|mode| is_mode(mode)),
                    state: get(FILTER_STATE).and_then(|key| StateFilter::from_key(&key)),
                    at_risk: get(FILTER_RISK).is_some_and(|value| value == IS_ON),
                },
                arrangement: arrangement(&sort).unwrap_or_default(),
            },
        }
    }
}

impl LinkedIds {
    /// How many IDs of a link are read.
    pub(crate) const MOST: usize = 2_000;

    fn parse(text: &str) -> Self {
        let mut linked = Self::default();
        let entries = text.split(|of: char| of == ',' || of == ';' || of.is_whitespace());
        for entry in entries.filter(|entry| !entry.is_empty()) {
            match ProfileId::parse(entry) {
                Ok(id) if linked.ids.iter().any(|known| known.bare() == id.bare()) => {}
                Ok(id) if linked.ids.len() < Self::MOST => linked.ids.push(id),
                _ => linked.not_read += 1,
            }
        }
        linked
    }

    /// Takes out the IDs of these, which were found.
    pub(crate) fn take(&mut self, found: &[Target]) {
        let is_found = |id: &ProfileId| found.iter().any(|of| of.profile_id.bare() == id.bare());
        self.ids.retain(|id| !is_found(id));
    }

    /// The query of a link to these profiles; `None` where they are none, or more than one can take.
    pub(crate) fn query<'a>(ids: impl IntoIterator<Item = &'a ProfileId>) -> Option<String> {
        let ids: Vec<&str> = ids.into_iter().map(ProfileId::as_str).collect();
        let fits = (1..=Self::MOST).contains(&ids.len());
        fits.then(|| format!("?{IDS}={}", ids.join(",")))
    }
}

impl View {
    /// The query with this view in it, in place of the one that it holds. What is not the view's stays as it is.
    pub(crate) fn in_query(&self, query: &str) -> String {
        let Filter {
            profile_type,
            mode,
            state,
            at_risk,
        } = &self.filter;
        let Arrangement { column, descending } = self.arrangement;
        let sort = COLUMN_KEYS
            .get(column)
            .filter(|_| self.arrangement != Arrangement::default());
        let screen = Some(self.screen).filter(|screen| *screen != Screen::default());
        replaced(
            query,
            &[
                (TAB, screen.map(|screen| screen.key().to_owned())),
                (FILTER_TYPE, profile_type.map(|of| of.key().to_owned())),
                (FILTER_MODE, mode.clone().filter(|mode| is_mode(mode))),
                (FILTER_STATE, state.map(|of| of.key().to_owned())),
                (FILTER_RISK, at_risk.then(|| IS_ON.to_owned())),
                (
                    SORT,
                    sort.map(|key| format!("{key}{}", if descending { DESCENDING } else { "" })),
                ),
            ],
        )
    }
}

/// The query with a profile in it that a person asks for, and its type if they chose that. What is not the form's stays as it is.
pub(crate) fn with_form(query: &str, wanted: &Wanted) -> String {
    let chosen = wanted.profile_type.chosen();
    replaced(
        query,
        &[
            (PROFILE_ID, Some(wanted.profile_id.to_string())),
            (TYPE, chosen.map(|of| of.key().to_owned())),
        ],
    )
}

/// The query with other values of these parameters, of which each needs no encoding; the rest is not touched.
fn replaced(query: &str, values: &[(&str, Option<String>)]) -> String {
    let is_ours = |pair: &str| {
        let name = pair.split('=').next();
        values.iter().any(|(ours, _)| Some(*ours) == name)
    };
    let query = query.strip_prefix('?').unwrap_or(query);
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_ours(pair));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    for (name, value) in values {
        pairs.extend(value.iter().map(|value| format!("{name}={value}")));
    }
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

/// Whether this may be Graph's name of a mode; empty for profiles that have none.
fn is_mode(name: &str) -> bool {
    name.len() <= LONGEST_MODE && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn arrangement(text: &str) -> Option<Arrangement> {
    let (key, descending) = match text.strip_suffix(DESCENDING) {
        Some(key) => (key, true),
        None => (text, false),
    };
    Some(Arrangement {
        column: COLUMN_KEYS.iter().position(|known| *known == key)?,
        descending,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::TypeChoice;
    use proptest::prelude::*;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    /// Reads a query of which nothing is encoded.
    fn read(query: &str) -> Address {
        let query = query.strip_prefix('?').unwrap_or(query);
        Address::read(|name| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.to_owned())
        })
    }

    fn id(number: usize) -> ProfileId {
        ProfileId::parse(&format!("0a1b2c3d-4e5f-6071-8293-{number:012x}")).unwrap()
    }

    #[test]
    fn an_address_without_parameters_asks_for_nothing() {
        assert_eq!(read(""), Address::default());
        assert_eq!(View::default().in_query(""), "");
        assert_eq!(View::default().in_query("?"), "");
    }

    #[test]
    fn a_link_names_a_profile_and_its_type_only_if_that_was_chosen() {
        let address = read(&format!("?profileId={ID}&type=deviceOwner"));
        assert_eq!(address.form.profile_type, Some(ProfileType::DeviceOwner));
        assert_eq!(read(&format!("?profileId={ID}")).form.profile_type, None);
        let target = Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(ID).unwrap(),
        };
        let before = "?lang=x&type=androidForWork&profileId=y&tab=runs";
        assert_eq!(
            with_form(before, &target.clone().into()),
            format!("?lang=x&tab=runs&profileId={ID}&type=deviceOwner")
        );
        for profile_type in [
            TypeChoice::FindOut,
            TypeChoice::Listed(ProfileType::DeviceOwner),
        ] {
            let wanted = Wanted {
                profile_type,
                ..target.clone().into()
            };
            assert_eq!(
                with_form(before, &wanted),
                format!("?lang=x&tab=runs&profileId={ID}")
            );
        }
    }

    #[test]
    fn a_link_to_many_has_each_once_and_says_how_many_it_could_not_read() {
        let aosp = format!("AOSP-{ID}");
        let linked = read(&format!("?ids={ID},,{aosp},nonsense,{},{ID}", id(1))).ids;
        assert_eq!(linked.ids, [ProfileId::parse(ID).unwrap(), id(1)]);
        assert_eq!(linked.not_read, 1);

        let many = |count: usize| (0..count).map(id).collect::<Vec<_>>();
        let link = LinkedIds::query(&many(LinkedIds::MOST)).unwrap();
        assert_eq!(read(&link).ids.ids.len(), LinkedIds::MOST);
        let too_many = format!("{link},{},{}", id(5), id(LinkedIds::MOST));
        let linked = read(&too_many).ids;
        assert_eq!((linked.ids.len(), linked.not_read), (LinkedIds::MOST, 1));
        assert_eq!(LinkedIds::query(&many(LinkedIds::MOST + 1)), None);
        assert_eq!(LinkedIds::query(&[]), None);
    }

    #[test]
    fn several_ids_in_the_place_of_one_are_a_link_to_many() {
        for separator in [",", " ", ", ", ";"] {
            let address = read(&format!("?profileId={}{separator}{}", id(1), id(2)));
            assert_eq!(address.form, DeepLink::default());
            assert_eq!(address.ids.ids, [id(1), id(2)]);
        }
        let address = read(&format!("?profileId={}, nonsense&ids={}", id(1), id(2)));
        assert_eq!(address.form.profile_id, format!("{}, nonsense", id(1)));
        assert_eq!(address.ids.ids, [id(2)]);
    }

    #[test]
    fn what_is_unknown_is_as_if_it_were_not_there() {
        for query in [
            "?tab=settings&filterType=ios&filterMode=<b>&filterState=dead&filterRisk=2&sort=secret-desc",
            "?tab=&filterType=&filterState=&filterRisk=&sort=-desc",
            "?tab=RUNS&sort=0&filterType=constructor&filterMode=%2e%2e",
        ] {
            assert_eq!(read(query), Address::default(), "{query}");
        }
        let long = "m".repeat(LONGEST_MODE + 1);
        assert_eq!(read(&format!("?filterMode={long}")), Address::default());
    }

    #[test]
    fn what_is_not_the_views_stays_as_it_is() {
        let query = "?a=%2C+b&tab=activity&ids=x%2Cy&sort=name-desc&&profileId=&b";
        let view = View {
            screen: Screen::Runs,
            ..View::default()
        };
        assert_eq!(
            view.in_query(query),
            "?a=%2C+b&ids=x%2Cy&profileId=&b&tab=runs"
        );
    }

    fn any_view() -> impl Strategy<Value = View> {
        let types = ProfileType::ALL.map(Some).into_iter().chain([None]);
        let states = StateFilter::ALL.map(Some).into_iter().chain([None]);
        (
            prop::sample::select(Screen::ALL.to_vec()),
            prop::sample::select(types.collect::<Vec<_>>()),
            prop::option::of("[a-zA-Z0-9]{0,40}"),
            prop::sample::select(states.collect::<Vec<_>>()),
            any::<bool>(),
            0..COLUMN_KEYS.len(),
            any::<bool>(),
        )
            .prop_map(
                |(screen, profile_type, mode, state, at_risk, column, descending)| View {
                    screen,
                    filter: Filter {
                        profile_type,
                        mode,
                        state,
                        at_risk,
                    },
                    arrangement: Arrangement { column, descending },
                },
            )
    }

    proptest! {
        #[test]
        fn a_view_is_read_as_it_was_written(view in any_view(), before in any_view(), rest in "(&?[a-z]{1,5}=[a-z,%0-9]{0,9}){0,3}") {
            let query = view.in_query(&before.in_query(&rest));
            prop_assert_eq!(&read(&query).view, &view);
            // Written once more it is the same, and what is not the view's is still there.
            prop_assert_eq!(&view.in_query(&query), &query);
            let kept = rest.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("sort=") && !pair.starts_with("tab="));
            for pair in kept {
                prop_assert!(query.contains(pair));
            }
        }

        #[test]
        fn ids_are_read_as_they_were_written(numbers in prop::collection::btree_set(0..10_000_usize, 1..60)) {
            let ids: Vec<_> = numbers.into_iter().map(id).collect();
            let read = read(&LinkedIds::query(&ids).unwrap()).ids;
            prop_assert_eq!(read, LinkedIds { ids, not_read: 0 });
        }

        #[test]
        fn whatever_stands_in_the_address_what_is_read_is_bounded(text in "\\PC*") {
            let address = Address::read(|_| Some(text.clone()));
            prop_assert!(address.ids.ids.len() <= LinkedIds::MOST);
            prop_assert!(address.view.filter.mode.is_none_or(|mode| mode.len() <= LONGEST_MODE));
        }
    }
}
