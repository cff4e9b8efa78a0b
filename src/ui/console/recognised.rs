//! What was recognised in what a person handed in, and what was not: a part of the page with what reads texts.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    columns::{name, token_text},
    context::{IntakePart, IntakeProps},
    list_failures,
    plan_offer::plan_offer,
    selection_bar::intake_choice,
};
use crate::{
    actions::Revocation,
    graph::{PageProgress, Pager, Profile},
    paste::{
        Found, NameIndex, NotRecognised, PasteReader, Pasted, Place, Recognised, Reference,
        Resolution,
    },
    profile::{Target, TypeChoice, Wanted},
    profiles::{LeftOut, Part, Profiles, SearchVerdict, TokenSearch, WhyLeftOut},
    ui::{
        common::{
            effect::{effect, effect_since},
            html::{El, dynamic, el},
            profile_facts,
            signal::{Memo, RwSignal},
        },
        words::{
            console as common,
            list::{say, t},
        },
    },
};

/// What reads texts, with what shows them.
pub(crate) const INTAKE_PART: IntakePart = IntakePart {
    reader: PasteReader::WHOLE,
    show: recognised,
    show_plan: plan_offer,
};

/// How many lines of a kind are listed.
const MOST_LISTED: usize = 200;

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
    Profile(Wanted, Option<Profile>),
    /// A name that several profiles have, and how many more than those.
    Several(String, Vec<Profile>, usize),
    /// What may be the name of these, and how many more than those, and may be a token. It is not shown.
    Perhaps(Vec<Profile>, usize),
    /// A name that none has, among those of the list as far as it was read.
    NoSuchName(String, ListStands),
}

/// What was recognised, with what can be done with it.
fn recognised(
    pasted: &Arc<Pasted>,
    fills_in: bool,
    props: IntakeProps,
    on_close: Callback<()>,
) -> AnyView {
    let entries = {
        let pasted = Arc::clone(pasted);
        Memo::new(move |_| props.profiles.with(|profiles| look_up(&pasted, profiles)))
    };
    let only_ids = pasted
        .found
        .iter()
        .all(|found| matches!(found.what, Recognised::Profile(_)));
    // A name may fit another profile as well, as long as the list is being read.
    let certain = Memo::new(move |_| only_ids || !props.profiles.with(Profiles::is_busy));
    if fills_in {
        fill_in(entries, certain, props);
    } else {
        offer(entries, props.is_offered);
    }
    close_once_done(pasted, props, on_close);
    let has_token = pasted.tokens().next().is_some();
    let token = {
        let pasted = Arc::clone(pasted);
        has_token.then(|| token_notice(pasted, props))
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
                .map(|(place, entry)| listed_entry(place, entry, props))
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
        .child(" ")
        .child(
            el("div")
                .attr("aria-live", "polite")
                .child(dynamic(summary)),
        )
        .child(" ")
        .children(token)
        .child(many(entries, props))
        .child(el("ul").class("plain").child(dynamic(listed)))
        .child(dynamic(rest))
        .child(" ")
        .children((duplicates > 0).then(|| {
            el("p")
                .child(say(move |w, _| (w.duplicates)(duplicates)))
                .child(" ")
        }))
        .children(others(pasted))
        .child(" ")
        .children(not_recognised(&pasted.not_recognised))
        .child(
            el("button")
                .attr("type", "button")
                .on("click", move |_| {
                    props.search.set(None);
                    on_close.run(());
                })
                .child(t(|w| w.close)),
        )])
}

/// What can be done with several profiles at once.
fn many(entries: Memo<Vec<(Place, RecognisedLine)>>, props: IntakeProps) -> AnyView {
    let choice = Memo::new(move |_| {
        entries.with(|entries| {
            intake_choice(entries.iter().filter_map(|(_, entry)| match entry {
                // Of which type those are that no list has, the run finds out.
                RecognisedLine::Profile(wanted, profile) => {
                    Some((wanted.first_place(), profile.clone()))
                }
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
                    .on("click", move |_| {
                        props.on_choose.run(choice.get_untracked());
                    })
                    .child(say(move |w, _| (w.select_these)(listed, count))),
            );
        }
        buttons.push(
            el("button")
                .attr("type", "button")
                .class("primary")
                .on("click", move |_| {
                    props.on_plan.run(choice.get_untracked().as_ref().clone());
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
fn fill_in(entries: Memo<Vec<(Place, RecognisedLine)>>, certain: Memo<bool>, props: IntakeProps) {
    let filled = StoredValue::new(false);
    effect(move || {
        let certain = certain.get();
        let only = entries.with(|entries| match entries.as_slice() {
            [(_, RecognisedLine::Profile(wanted, _))] => Some(wanted.clone()),
            _ => None,
        });
        if let Some(wanted) = only
            && certain
            && !filled.get_value()
        {
            filled.set_value(true);
            props.pick.run(wanted);
        }
    });
}

/// What was handed in has had its use once its token is revoked, or a run has begun. Of several profiles, those are left that
/// were not revoked.
fn close_once_done(pasted: &Arc<Pasted>, props: IntakeProps, on_close: Callback<()>) {
    let pasted = Arc::clone(pasted);
    let revoked = Memo::new(move |_| {
        let revoked = props.revocation.with(Revocation::revoked);
        revoked.is_some_and(|revoked| match pasted.found.as_slice() {
            [
                Found {
                    what: Recognised::Profile(of),
                    ..
                },
            ] => of.profile_id.bare() == revoked.bare(),
            found => found.len() == 1,
        })
    });
    // What was so when it was handed in says nothing of it.
    effect_since(move |were: Option<(bool, bool)>| {
        let are = (revoked.get(), props.run_is_under_way.get());
        if were.is_some_and(|(was_revoked, was_run)| (are.0 && !was_revoked) || (are.1 && !was_run))
        {
            props.search.set(None);
            on_close.run(());
        }
        Some(are)
    });
}

/// Where something is offered for what was entered, the box does not say that it is nothing.
fn offer(entries: Memo<Vec<(Place, RecognisedLine)>>, is_offered: RwSignal<bool>) {
    let is_found =
        |(_, line): &(Place, RecognisedLine)| !matches!(line, RecognisedLine::NoSuchName(..));
    effect(move || is_offered.set(entries.with(|entries| entries.iter().any(is_found))));
    on_cleanup(move || {
        is_offered.try_set(false);
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
                    let wanted = wanted(reference, profiles);
                    let profile = profiles.find_wanted(&wanted).cloned();
                    RecognisedLine::Profile(wanted, profile)
                }
                Recognised::Name(name) => match names.resolve(name) {
                    Resolution::One(found) => {
                        RecognisedLine::Profile(found.target.clone().into(), known(&found.target))
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
fn wanted(reference: &Reference, profiles: &Profiles) -> Wanted {
    let wanted = Wanted {
        profile_id: reference.profile_id.clone(),
        profile_type: TypeChoice::of(reference.profile_type),
    };
    match profiles.find_wanted(&wanted) {
        Some(profile) => Wanted {
            profile_type: TypeChoice::Chosen(profile.profile_type),
            ..wanted
        },
        None => wanted,
    }
}

fn listed_entry(place: Place, entry: RecognisedLine, props: IntakeProps) -> El {
    let item = line(place);
    match entry {
        RecognisedLine::Profile(wanted, profile) => {
            item.child(choice(wanted, profile.as_ref(), props))
        }
        RecognisedLine::Several(name, offered, left) => item
            .child(el("span").child(say(move |w, _| (w.several)(&name))))
            .child(" ")
            .child(choices(offered, props))
            .children(more(left)),
        RecognisedLine::Perhaps(offered, left) => item
            .child(el("span").child(t(|w| w.perhaps_a_name)))
            .child(" ")
            .child(choices(offered, props))
            .children(more(left)),
        RecognisedLine::NoSuchName(name, stands) => {
            let text = say(move |w, _| match stands {
                ListStands::Reading => (w.name_not_yet)(&name),
                ListStands::Part => (w.name_not_in_part)(&name),
                ListStands::Whole => (w.no_such_name)(&name),
            });
            item.child(el("span").child(text)).child(" ")
        }
    }
}

/// A line of a list. What stands side by side is told apart by whoever copies or hears it, too.
fn line(place: Place) -> El {
    el("li")
        .child(
            el("span")
                .class("place")
                .child(say(move |w, _| (w.place)(place))),
        )
        .child(" ")
}

fn choices(offered: Vec<Profile>, props: IntakeProps) -> El {
    let choice =
        |profile: Profile| el("li").child(choice(profile.target().into(), Some(&profile), props));
    el("ul")
        .class("plain")
        .children(offered.into_iter().map(choice))
}

fn choice(wanted: Wanted, profile: Option<&Profile>, props: IntakeProps) -> El {
    let profile_type = wanted.profile_type.chosen();
    let id = wanted.profile_id.to_string();
    let label = profile.map_or_else(String::new, |profile| profile.name.clone());
    let what = match profile {
        Some(profile) => name(profile),
        None => el("span").class("hint").child(t(|w| w.not_in_list)),
    };
    let shown = id.clone();
    el("span")
        .class("choose")
        .child(what)
        .child(" ")
        .child(el("code").child(shown))
        .child(" ")
        .children(profile_type.map(|profile_type| {
            el("span")
                .child(common::say(move |w| (w.profile_type_name)(profile_type)))
                .child(" ")
        }))
        .child(
            el("button")
                .attr("type", "button")
                .class("copy")
                .attr("aria-label", say(move |w, _| (w.choose_which)(&label, &id)))
                .on("click", move |_| props.pick.run(wanted.clone()))
                .child(t(|w| w.choose)),
        )
        .child(" ")
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
            .child(" ")
            .child(
                el("ul")
                    .class("plain")
                    .children(lines.iter().take(MOST_LISTED).map(|left| {
                        let NotRecognised {
                            place,
                            excerpt,
                            reason,
                        } = left.clone();
                        line(place)
                            .child(el("bdi").child(excerpt))
                            .child(" ")
                            .child(
                                el("span")
                                    .class("hint")
                                    .child(say(move |w, _| (w.reason)(reason))),
                            )
                            .child(" ")
                    })),
            )
            .children(more(count.saturating_sub(MOST_LISTED)))
    })
}

fn token_notice(pasted: Arc<Pasted>, props: IntakeProps) -> El {
    let is_certain = pasted
        .found
        .iter()
        .any(|found| matches!(found.what, Recognised::Token(_)));
    // What is known of the token comes first; what it may be, and what a search would do, only as long as that is not known.
    let verdict = Memo::new(move |_| {
        props
            .search
            .with(|search| search.as_ref().map(TokenSearch::verdict))
    });
    let heading = say(move |w, _| match verdict.get() {
        Some(SearchVerdict::NotFound) => w.token_not_found,
        Some(SearchVerdict::CannotTell) => w.token_cannot_tell,
        _ if is_certain => w.token_heading,
        _ => w.perhaps_a_token_heading,
    });
    let lead = dynamic(move || match verdict.get() {
        None | Some(SearchVerdict::Searching) => {
            let perhaps = (!is_certain).then(|| el("p").child(t(|w| w.perhaps_a_token_lead)));
            let lead = el("p").child(t(|w| w.token_lead));
            El::many(perhaps.into_iter().chain([lead]).collect())
        }
        Some(_) => ().into_any(),
    });
    let state = move || match props.search.get() {
        None => {
            let pasted = Arc::clone(&pasted);
            El::group([el("p").child(
                el("button")
                    .attr("type", "button")
                    .class("primary")
                    .on("click", move |_| props.on_search.run(Arc::clone(&pasted)))
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
            // All that there is to say of it stands first.
            SearchVerdict::NotFound => ().into_any(),
            SearchVerdict::CannotTell => {
                let mut lines = not_compared(&search, props);
                let pasted = Arc::clone(&pasted);
                let button = move || {
                    let pasted = Arc::clone(&pasted);
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| props.on_search.run(Arc::clone(&pasted)))
                        .child(common::t(|w| w.try_again))
                };
                let wait = search.long_wait();
                lines.push(el("div").child(list_failures::again(wait, props.now, button)));
                El::many(lines)
            }
        },
    };
    el("div")
        .attr("aria-live", "polite")
        .child(el("p").child(el("strong").child(heading)).child(say(
            move |w, _| match verdict.get() {
                Some(SearchVerdict::NotFound) => w.token_not_found_why,
                _ => "",
            },
        )))
        .child(lead)
        .child(dynamic(state))
}

/// What was not compared with the token, and why: as long as there is any, the token may be one of those.
fn not_compared(search: &TokenSearch, props: IntakeProps) -> Vec<El> {
    let (compared, unreadable) = (search.compared(), search.unreadable());
    let left_out = search.left_out().to_vec();
    let count = left_out.len();
    let mut lines = vec![el("p").child(say(move |w, _| (w.token_compared)(compared)))];
    for pager in search.lists() {
        if let (Part::Collection(profile_type), PageProgress::Failed(failure)) =
            (pager.list().clone(), &pager.progress)
        {
            lines.push(el("p").child(say(move |w, common| {
                (w.token_list_failed)((common.profile_type_name)(profile_type))
            })));
            lines.extend(list_failures::why(failure));
        }
    }
    if unreadable > 0 {
        lines.push(el("p").child(say(move |w, _| (w.token_unreadable)(unreadable))));
    }
    if count == 0 {
        return lines;
    }
    lines.push(el("p").child(say(move |w, _| (w.token_left_out)(count))));
    let now = props.now.get_untracked();
    let rows = props.profiles.with_untracked(|profiles| {
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
                                |state| format!("{} · {why}", token_text(w, state, now)),
                            )
                        });
                        el("li")
                            .child(choice(target.into(), profile.as_ref(), props))
                            .child(el("span").class("hint").child(said))
                    }),
            ),
    );
    lines.extend(more(count.saturating_sub(MOST_LISTED)));
    lines.extend(failure.iter().flat_map(list_failures::why));
    lines
}
