//! What was recognised in what a person handed in, and what was not.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    columns::{name, token_text},
    context::LoadPasteReader,
    selection_bar::intake_choice,
};
use crate::{
    graph::{PageProgress, Pager, Profile},
    paste::{
        Found, Intake, IntakeProblem, NameIndex, NotRecognised, PasteReader, Pasted, Place,
        Recognised, Reference, Resolution,
    },
    profile::{DeepLink, ProfileType, Target},
    profiles::{LeftOut, Part, Profiles, SearchVerdict, TokenSearch, WhyLeftOut},
    runs::Choice,
    time::Time,
    ui::{
        common::{
            html::{El, dynamic, el},
            profile_facts,
        },
        words::{
            console as common,
            list::{say, t},
        },
    },
};

/// How many lines of a kind are listed.
const MOST_LISTED: usize = 200;

/// What the notice needs of the list around it.
#[derive(Clone, Copy)]
pub(super) struct IntakeProps {
    /// What was handed in; it is taken out at once.
    pub intake: RwSignal<Option<Intake>>,
    pub load_reader: LoadPasteReader,
    /// The profiles, by which names are looked up.
    pub profiles: RwSignal<Profiles>,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// Fills a profile into the form.
    pub pick: Callback<Target>,
    /// How the search for a token stands.
    pub search: RwSignal<Option<TokenSearch>>,
    pub now: RwSignal<Time>,
    /// Searches for the profile of a token.
    pub on_search: Callback<Arc<Pasted>>,
    /// Chooses those that are in the list, too.
    pub on_choose: Callback<Arc<Choice>>,
    /// Plans to revoke the tokens of many profiles.
    pub on_plan: Callback<Choice>,
}

/// What came of the latest thing that was handed in.
#[derive(Clone, PartialEq, Eq)]
enum IntakeState {
    Reading([u8; 16]),
    /// A text, while what reads it is on its way; under a number of its own.
    Waiting(u32),
    Problem(IntakeProblem),
    Recognised(Arc<Pasted>),
    /// What was entered in place of an ID: the form has said that it is none, so what is found is offered, not filled in.
    Offered(Arc<Pasted>),
}

/// How much of the list was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListStands {
    Reading,
    Part,
    Whole,
}

impl ListStands {
    fn of(profiles: &Profiles) -> Self {
        if profiles.is_busy() {
            Self::Reading
        } else if profiles.is_complete() {
            Self::Whole
        } else {
            Self::Part
        }
    }
}

/// One line of what was recognised, looked up in the list.
#[derive(Clone, PartialEq, Eq)]
enum RecognisedLine {
    /// A profile; what the list knows of it, if it does.
    Profile(Target, Option<Profile>),
    /// A name that several profiles have, and how many more than those.
    Several(String, Vec<Profile>, usize),
    /// What may be the name of these, and how many more than those, and may be a token. It is not shown.
    Perhaps(Vec<Profile>, usize),
    /// A name that none has, among those of the list as far as it was read.
    NoSuchName(String, ListStands),
}

impl IntakeState {
    /// What a text holds; what is none is no text.
    fn of(text: &Intake, reader: PasteReader) -> Option<Self> {
        let recognised = match text {
            Intake::Text(text) | Intake::Typed(text) => (reader.recognise)(text),
            Intake::Code(text) => (reader.recognise_code)(text),
            Intake::Reading(_) | Intake::Read(..) | Intake::Problem(_) => return None,
        };
        Some(match recognised {
            Ok(pasted) if matches!(text, Intake::Typed(_)) => Self::Offered(Arc::new(pasted)),
            Ok(pasted) => Self::Recognised(Arc::new(pasted)),
            Err(problem) => Self::Problem(IntakeProblem::Paste(problem)),
        })
    }
}

/// What came last, and what reads it.
#[derive(Clone, Copy)]
struct LatestIntake {
    latest: RwSignal<Option<IntakeState>>,
    reader: StoredValue<Option<PasteReader>>,
    number: StoredValue<u32>,
    props: IntakeProps,
}

impl LatestIntake {
    async fn load(self) -> Option<PasteReader> {
        let reader = (self.props.load_reader)().await.ok();
        if reader.is_some() {
            self.reader.try_set_value(reader);
        }
        reader
    }

    fn take(self, intake: Intake) {
        let is_awaited = |number| {
            self.latest
                .with_untracked(|latest| *latest == Some(IntakeState::Reading(number)))
        };
        let text = match intake {
            Intake::Reading(number) => return self.show(IntakeState::Reading(number)),
            Intake::Problem(problem) => return self.show(IntakeState::Problem(problem)),
            Intake::Read(number, read) => match *read {
                // Something else came in the meantime.
                _ if !is_awaited(number) => return,
                Intake::Problem(problem) => return self.show(IntakeState::Problem(problem)),
                text => text,
            },
            text => text,
        };
        if let Some(reader) = self.reader.get_value() {
            if let Some(state) = IntakeState::of(&text, reader) {
                self.show(state);
            }
            return;
        }
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        let waiting = IntakeState::Waiting(number);
        self.show(waiting.clone());
        spawn_local(async move {
            let reader = self.load().await;
            let is_awaited = |latest: &Option<IntakeState>| *latest == Some(waiting);
            if self.latest.try_with_untracked(is_awaited) != Some(true) {
                return;
            }
            let state = match reader {
                Some(reader) => IntakeState::of(&text, reader),
                None => Some(IntakeState::Problem(IntakeProblem::NotLoaded)),
            };
            if let Some(state) = state {
                self.show(state);
            }
        });
    }

    fn show(self, state: IntakeState) {
        self.props.search.set(None);
        if let IntakeState::Offered(pasted) = &state
            && pasted.tokens().next().is_some()
        {
            // A secret does not stay in the form.
            self.props.deep_link.update(|link| link.profile_id.clear());
        }
        self.latest.set(Some(state));
    }
}

/// The notice that says what was recognised.
pub(super) fn intake(props: IntakeProps) -> El {
    let latest = RwSignal::new(None::<IntakeState>);
    let last = LatestIntake {
        latest,
        reader: StoredValue::new(None),
        number: StoredValue::new(0),
        props,
    };
    // It is there before somebody has found what to hand in, and nothing that the list needs waits for it.
    Effect::new(move || {
        if !props.profiles.with(Profiles::is_busy) && last.reader.with_value(Option::is_none) {
            spawn_local(async move {
                last.load().await;
            });
        }
    });
    Effect::new(move || {
        if props.intake.with(Option::is_none) {
            return;
        }
        // Nothing of it stays but what was recognised.
        if let Some(intake) = props.intake.try_update(Option::take).flatten() {
            last.take(intake);
        }
    });
    let shown = dynamic(move || match latest.get() {
        None => ().into_any(),
        Some(IntakeState::Reading(_)) => El::group([el("p")
            .attr("aria-live", "polite")
            .child(t(|w| w.reading_file))]),
        Some(IntakeState::Waiting(_)) => El::group([el("p")
            .attr("aria-live", "polite")
            .child(t(|w| w.reading_text))]),
        Some(IntakeState::Problem(problem)) => El::group([el("div")
            .class("notice error")
            .attr("aria-live", "polite")
            .child(el("p").child(say(move |w, _| (w.problem)(problem))))]),
        Some(IntakeState::Recognised(pasted)) => recognised(&pasted, true, props, latest),
        Some(IntakeState::Offered(pasted)) => recognised(&pasted, false, props, latest),
    });
    el("div").child(shown)
}

fn recognised(
    pasted: &Arc<Pasted>,
    fills_in: bool,
    desk: IntakeProps,
    latest: RwSignal<Option<IntakeState>>,
) -> AnyView {
    let entries = {
        let pasted = Arc::clone(pasted);
        Memo::new(move |_| desk.profiles.with(|profiles| look_up(&pasted, profiles)))
    };
    let only_ids = pasted
        .found
        .iter()
        .all(|found| matches!(found.what, Recognised::Profile(_)));
    // A name may fit another profile as well, as long as the list is being read.
    let certain = Memo::new(move |_| only_ids || !desk.profiles.with(Profiles::is_busy));
    if fills_in {
        fill_in(entries, certain, desk);
    }
    let has_token = pasted.tokens().next().is_some();
    let token = {
        let pasted = Arc::clone(pasted);
        has_token.then(|| token_notice(pasted, desk))
    };
    let summary = move || {
        let only = entries
            .with(|entries| matches!(entries.as_slice(), [(_, RecognisedLine::Profile(..))]));
        let count = entries.with(|entries| {
            let is_profile = |(_, entry): &&(Place, RecognisedLine)| {
                matches!(entry, RecognisedLine::Profile(..))
            };
            entries.iter().filter(is_profile).count()
        });
        let nothing = entries.with(Vec::is_empty) && !has_token;
        let mut line = el("p");
        if nothing {
            line = line.child(el("strong").child(t(|w| w.nothing_recognised)));
        } else if count > 0 {
            line = line.child(el("strong").child(say(move |w, _| (w.recognised)(count))));
            if only && fills_in && certain.get() {
                line = line.child(" ").child(t(|w| w.filled_in));
            }
        }
        El::group([line])
    };
    let listed = move || {
        El::many(
            entries
                .with(|entries| {
                    entries
                        .iter()
                        .take(MOST_LISTED)
                        .cloned()
                        .collect::<Vec<_>>()
                })
                .into_iter()
                .map(|(place, entry)| listed_entry(place, entry, desk))
                .collect(),
        )
    };
    let rest = move || {
        let left = entries.with(Vec::len).saturating_sub(MOST_LISTED);
        El::many(more(left))
    };
    let duplicates = pasted.duplicates;
    El::group([el("div")
        .class("notice")
        .attr("role", "group")
        .attr("aria-labelledby", "intake-heading")
        .child(el("h2").attr("id", "intake-heading").child(t(|w| w.intake)))
        .child(
            el("div")
                .attr("aria-live", "polite")
                .child(dynamic(summary)),
        )
        .children(token)
        .child(many(entries, desk))
        .child(el("ul").class("plain").child(dynamic(listed)))
        .child(dynamic(rest))
        .children(
            (duplicates > 0).then(|| el("p").child(say(move |w, _| (w.duplicates)(duplicates)))),
        )
        .children(others(pasted))
        .children(not_recognised(&pasted.not_recognised))
        .child(
            el("button")
                .attr("type", "button")
                .on("click", move |_| {
                    desk.search.set(None);
                    latest.set(None);
                })
                .child(t(|w| w.close)),
        )])
}

/// What can be done with several profiles at once.
fn many(entries: Memo<Vec<(Place, RecognisedLine)>>, desk: IntakeProps) -> AnyView {
    let choice = Memo::new(move |_| {
        entries.with(|entries| {
            intake_choice(entries.iter().filter_map(|(_, entry)| match entry {
                RecognisedLine::Profile(target, profile) => Some((target.clone(), profile.clone())),
                RecognisedLine::Several(..)
                | RecognisedLine::Perhaps(..)
                | RecognisedLine::NoSuchName(..) => None,
            }))
        })
    });
    let listed = Memo::new(move |_| {
        let is_listed = |of: &&(Target, Option<Profile>)| of.1.is_some();
        choice.with(|choice| choice.chosen.iter().filter(is_listed).count())
    });
    let left_out = Memo::new(move |_| {
        let is_none = |of: &&(Place, RecognisedLine)| !matches!(of.1, RecognisedLine::Profile(..));
        entries.with(|entries| entries.iter().filter(is_none).count())
    });
    dynamic(move || {
        let count = choice.with(|choice| choice.chosen.len());
        let (listed, left_out) = (listed.get(), left_out.get());
        if count < 2 {
            return ().into_any();
        }
        let mut buttons = Vec::new();
        if listed > 0 {
            buttons.push(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| desk.on_choose.run(choice.get_untracked()))
                    .child(say(move |w, _| (w.select_these)(listed, count))),
            );
        }
        buttons.push(
            el("button")
                .attr("type", "button")
                .class("primary")
                .on("click", move |_| {
                    desk.on_plan.run(choice.get_untracked().as_ref().clone());
                })
                .child(say(move |w, _| (w.revoke_many)(count))),
        );
        let left = (left_out > 0).then(|| el("p").child(say(move |w, _| (w.left_out)(left_out))));
        El::group([el("div")
            .children(left)
            .child(el("div").class("row many").children(buttons))])
    })
}

/// Fills the form with the profile that was recognised, if it is the only one, once.
fn fill_in(entries: Memo<Vec<(Place, RecognisedLine)>>, certain: Memo<bool>, desk: IntakeProps) {
    let filled = StoredValue::new(false);
    Effect::new(move || {
        let certain = certain.get();
        let only = entries.with(|entries| match entries.as_slice() {
            [(_, RecognisedLine::Profile(target, _))] => Some(target.clone()),
            _ => None,
        });
        if let Some(target) = only
            && certain
            && !filled.get_value()
        {
            filled.set_value(true);
            desk.pick.run(target);
        }
    });
}

/// What was recognised, looked up in the list.
fn look_up(pasted: &Pasted, profiles: &Profiles) -> Vec<(Place, RecognisedLine)> {
    let has_names = pasted.found.iter().any(|found| {
        matches!(
            found.what,
            Recognised::Name(_) | Recognised::TokenOrName(..)
        )
    });
    let names = if has_names {
        NameIndex::new(
            profiles
                .rows()
                .map(|row| (row.profile.name.clone(), row.profile.target())),
        )
    } else {
        NameIndex::default()
    };
    let known = |target: &Target| profiles.find(target).cloned();
    pasted
        .found
        .iter()
        .filter_map(|Found { place, what }| {
            let entry = match what {
                Recognised::Profile(reference) => {
                    let target = target_of(reference, profiles);
                    let profile = known(&target);
                    RecognisedLine::Profile(target, profile)
                }
                Recognised::Name(name) => match names.resolve(name) {
                    Resolution::One(found) => {
                        RecognisedLine::Profile(found.target.clone(), known(&found.target))
                    }
                    Resolution::Several { offered, more } => RecognisedLine::Several(
                        name.clone(),
                        offered
                            .into_iter()
                            .filter_map(|offered| known(&offered.target))
                            .collect(),
                        more,
                    ),
                    Resolution::Unknown => {
                        RecognisedLine::NoSuchName(name.clone(), ListStands::of(profiles))
                    }
                },
                Recognised::TokenOrName(_, name) => match names.resolve_hidden(name) {
                    Resolution::One(found) => {
                        RecognisedLine::Perhaps(known(&found.target).into_iter().collect(), 0)
                    }
                    Resolution::Several { offered, more } => RecognisedLine::Perhaps(
                        offered
                            .into_iter()
                            .filter_map(|offered| known(&offered.target))
                            .collect(),
                        more,
                    ),
                    Resolution::Unknown => return None,
                },
                Recognised::Token(_) => return None,
            };
            Some((*place, entry))
        })
        .collect()
}

/// The collection that the text names, or else the one in which the list has the profile.
fn target_of(reference: &Reference, profiles: &Profiles) -> Target {
    let profile_id = &reference.profile_id;
    let of = |profile_type| Target {
        profile_type,
        profile_id: profile_id.clone(),
    };
    let listed = || {
        let mut types = ProfileType::ALL.into_iter();
        types.find(|profile_type| profiles.find(&of(*profile_type)).is_some())
    };
    of(reference.profile_type.or_else(listed).unwrap_or_default())
}

fn listed_entry(place: Place, entry: RecognisedLine, desk: IntakeProps) -> El {
    let item = el("li").child(
        el("span")
            .class("place")
            .child(say(move |w, _| (w.place)(place))),
    );
    match entry {
        RecognisedLine::Profile(target, profile) => {
            item.child(choice(target, profile.as_ref(), desk))
        }
        RecognisedLine::Several(name, offered, left) => item
            .child(el("span").child(say(move |w, _| (w.several)(&name))))
            .child(choices(offered, desk))
            .children(more(left)),
        RecognisedLine::Perhaps(offered, left) => item
            .child(el("span").child(t(|w| w.perhaps_a_name)))
            .child(choices(offered, desk))
            .children(more(left)),
        RecognisedLine::NoSuchName(name, stands) => {
            let text = say(move |w, _| match stands {
                ListStands::Reading => (w.name_not_yet)(&name),
                ListStands::Part => (w.name_not_in_part)(&name),
                ListStands::Whole => (w.no_such_name)(&name),
            });
            item.child(el("span").child(text))
        }
    }
}

fn choices(offered: Vec<Profile>, desk: IntakeProps) -> El {
    let choice = |profile: Profile| el("li").child(choice(profile.target(), Some(&profile), desk));
    el("ul")
        .class("plain")
        .children(offered.into_iter().map(choice))
}

fn choice(target: Target, profile: Option<&Profile>, desk: IntakeProps) -> El {
    let profile_type = target.profile_type;
    let id = target.profile_id.to_string();
    let label = profile.map_or_else(String::new, |profile| profile.name.clone());
    let what = match profile {
        Some(profile) => name(profile),
        None => el("span").class("hint").child(t(|w| w.not_in_list)),
    };
    let shown = id.clone();
    el("span")
        .class("choose")
        .child(what)
        .child(el("code").child(shown))
        .child(el("span").child(common::say(move |w| (w.profile_type_name)(profile_type))))
        .child(
            el("button")
                .attr("type", "button")
                .class("copy")
                .attr("aria-label", say(move |w, _| (w.choose_which)(&label, &id)))
                .on("click", move |_| desk.pick.run(target.clone()))
                .child(t(|w| w.choose)),
        )
}

fn more(left: usize) -> Vec<El> {
    if left == 0 {
        return Vec::new();
    }
    vec![el("p").child(say(move |w, _| (w.more)(left)))]
}

fn others(pasted: &Pasted) -> Option<El> {
    let others = pasted.others.clone();
    (!others.is_empty()).then(|| el("p").child(say(move |w, _| (w.others)(&others))))
}

fn not_recognised(lines: &[NotRecognised]) -> Option<El> {
    let count = lines.len();
    (count > 0).then(|| {
        el("details")
            .attr("open", "")
            .child(el("summary").child(say(move |w, _| (w.not_recognised)(count))))
            .child(
                el("ul")
                    .class("plain")
                    .children(lines.iter().take(MOST_LISTED).map(|line| {
                        let NotRecognised {
                            place,
                            excerpt,
                            reason,
                        } = line.clone();
                        el("li")
                            .child(
                                el("span")
                                    .class("place")
                                    .child(say(move |w, _| (w.place)(place))),
                            )
                            .child(el("bdi").child(excerpt))
                            .child(" ")
                            .child(
                                el("span")
                                    .class("hint")
                                    .child(say(move |w, _| (w.reason)(reason))),
                            )
                    })),
            )
            .children(more(count.saturating_sub(MOST_LISTED)))
    })
}

fn token_notice(pasted: Arc<Pasted>, desk: IntakeProps) -> El {
    let is_certain = pasted
        .found
        .iter()
        .any(|found| matches!(found.what, Recognised::Token(_)));
    let lead = (!is_certain).then(|| el("p").child(t(|w| w.perhaps_a_token_lead)));
    let heading = if is_certain {
        t(|w| w.token_heading)
    } else {
        t(|w| w.perhaps_a_token_heading)
    };
    let state = move || match desk.search.get() {
        None => {
            let pasted = Arc::clone(&pasted);
            El::group([el("p").child(
                el("button")
                    .attr("type", "button")
                    .class("primary")
                    .on("click", move |_| desk.on_search.run(Arc::clone(&pasted)))
                    .child(t(|w| w.find_profile)),
            )])
        }
        Some(search) => match search.verdict() {
            SearchVerdict::Searching => {
                let pages = search.lists().iter().map(|pager| pager.pages).sum();
                let left = search.to_be_read();
                let reads_lists = search.lists().iter().any(Pager::is_busy);
                El::group([el("p").child(say(move |w, _| {
                    if reads_lists || left == 0 {
                        (w.searching)(pages)
                    } else {
                        (w.searching_each)(left)
                    }
                }))])
            }
            // The confirmation is open, or was.
            SearchVerdict::Found(_) => El::group([el("p").child(t(|w| w.filled_in))]),
            SearchVerdict::NotFound => El::group([el("p").child(t(|w| w.token_not_found))]),
            SearchVerdict::CannotTell => {
                let mut lines = not_compared(&search, desk);
                let pasted = Arc::clone(&pasted);
                let button = move || {
                    let pasted = Arc::clone(&pasted);
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| desk.on_search.run(Arc::clone(&pasted)))
                        .child(common::t(|w| w.try_again))
                };
                let wait = search.long_wait();
                lines.push(el("div").child(super::list_failures::again(wait, desk.now, button)));
                El::many(lines)
            }
        },
    };
    el("div")
        .child(el("p").child(el("strong").child(heading)))
        .children(lead)
        .child(el("p").child(t(|w| w.token_lead)))
        .child(el("div").attr("aria-live", "polite").child(dynamic(state)))
}

/// What was not compared with the token, and why: as long as there is any, the token may be one of those.
fn not_compared(search: &TokenSearch, desk: IntakeProps) -> Vec<El> {
    let (compared, unreadable) = (search.compared(), search.unreadable());
    let left_out = search.left_out().to_vec();
    let count = left_out.len();
    let mut lines = vec![
        el("p").child(el("strong").child(t(|w| w.token_cannot_tell))),
        el("p").child(say(move |w, _| (w.token_compared)(compared))),
    ];
    for pager in search.lists() {
        if let (Part::Collection(profile_type), PageProgress::Failed(failure)) =
            (pager.list().clone(), &pager.progress)
        {
            lines.push(el("p").child(say(move |w, common| {
                (w.token_list_failed)((common.profile_type_name)(profile_type))
            })));
            lines.extend(super::list_failures::why(failure));
        }
    }
    if unreadable > 0 {
        lines.push(el("p").child(say(move |w, _| (w.token_unreadable)(unreadable))));
    }
    if count == 0 {
        return lines;
    }
    lines.push(el("p").child(say(move |w, _| (w.token_left_out)(count))));
    let now = desk.now.get_untracked();
    let rows = desk.profiles.with_untracked(|profiles| {
        let row = |LeftOut { target, why }: LeftOut| {
            let profile = profiles.find(&target).cloned();
            (target, profile, why)
        };
        let rows = left_out.into_iter().map(row);
        rows.collect::<Vec<(Target, Option<Profile>, WhyLeftOut)>>()
    });
    let is_inactive = |profile: &Profile| profile_facts::is_inactive(profile, now);
    if rows
        .iter()
        .all(|(_, profile, _)| profile.as_ref().is_some_and(is_inactive))
    {
        lines.push(el("p").child(t(|w| w.token_left_out_inactive)));
    }
    let failure = rows.iter().find_map(|(_, _, why)| match why {
        WhyLeftOut::Failed(failure) => Some(failure.clone()),
        WhyLeftOut::NotTold | WhyLeftOut::NotAsked => None,
    });
    lines.push(
        el("ul")
            .class("plain")
            .children(
                rows.into_iter()
                    .take(MOST_LISTED)
                    .map(|(target, profile, why)| {
                        let state = profile.as_ref().map(|of| of.token_state(now.unix_ms));
                        let said = say(move |w, _| {
                            let why = (w.token_why)(&why);
                            state.map_or_else(
                                || why.to_owned(),
                                |state| format!("{} · {why}", token_text(w, state)),
                            )
                        });
                        el("li")
                            .child(choice(target, profile.as_ref(), desk))
                            .child(el("span").class("hint").child(said))
                    }),
            ),
    );
    lines.extend(more(count.saturating_sub(MOST_LISTED)));
    lines.extend(failure.iter().flat_map(super::list_failures::why));
    lines
}
