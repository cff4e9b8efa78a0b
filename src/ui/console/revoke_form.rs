//! The box on top of the console: it names a profile, or searches the list.

use leptos::prelude::*;

use super::context::{PICTURE_FIELD, PROFILE_ID_FIELD};
use crate::{
    actions::Revocation,
    graph::Profile,
    paste::Intake,
    profile::{DeepLink, ProfileId, ProfileIdProblem, ProfileType, Target, TypeChoice, Wanted},
    time::Time,
    ui::{
        common::{
            effect::{effect, effect_since},
            html::{El, Focusable, el},
            icon::{Icon, icon},
            profile_facts,
            signal::{Memo, RwSignal},
        },
        words::{
            console::{say, t},
            list::t as list_t,
        },
    },
};

/// What the box has of the console around it.
#[derive(Clone, Copy)]
pub(super) struct BoxProps {
    pub deep_link: RwSignal<DeepLink>,
    pub revocation: RwSignal<Revocation>,
    /// Gets what was entered that is no ID.
    pub intake: RwSignal<Option<Intake>>,
    /// The words that the list is searched for.
    pub search: RwSignal<String>,
    /// What is known of a profile.
    pub known: Callback<Wanted, Option<Profile>>,
    /// Gets the profile whose ID was entered, where it is known: the list leads to its row.
    pub sought: RwSignal<Option<Target>>,
    pub now: RwSignal<Time>,
    /// Takes the entry once it names a profile.
    pub on_submit: Callback<Wanted>,
    /// Takes the event of a file field.
    pub on_files: Callback<leptos::ev::Event>,
    /// Whether the dialog of the camera is wanted.
    pub camera_is_open: RwSignal<bool>,
    /// Whether profiles are offered for what was entered.
    pub is_offered: RwSignal<bool>,
}

/// The box: what names a profile, by hand or pasted; or else what the list is searched for.
///
/// While the last revocation is still being read back, the form takes no other, so that none is lost sight of.
pub(super) fn revoke_form(props: BoxProps) -> El {
    let BoxProps {
        deep_link,
        revocation,
        intake,
        search,
        known,
        sought,
        now,
        on_submit,
        on_files,
        camera_is_open,
        is_offered,
    } = props;
    let busy = move || revocation.with(Revocation::is_read_back);
    let entry = Entry {
        text: RwSignal::new(String::new()),
        problem: RwSignal::new(None),
        chosen: RwSignal::new(None),
        came_along: StoredValue::new(false),
    };
    let fill = move || {
        entry.fill(deep_link.get());
        search.set(String::new());
    };
    // At once, so that the first view has it already, and again when another profile is chosen elsewhere on the page.
    untrack(fill);
    effect(fill);
    let is_inactive = is_inactive(entry, known, now);
    let field = NodeRef::<Focusable>::new();
    let input = input(entry, (search, sought), known, field);

    let problem_text = say(move |w| {
        let problem = entry.problem.get();
        if problem.is_some() && is_offered.get() {
            return w.offered;
        }
        problem.map(w.profile_id_problem).unwrap_or_default()
    });
    el("form")
        .class("box")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let text = entry.text.get_untracked();
            match untrack(|| entry.wanted(&text)) {
                Ok(wanted) => on_submit.run(wanted),
                Err(found) => {
                    entry.problem.set(Some(found));
                    // It may be a name, a link or anything else that the list can make something of.
                    if found == ProfileIdProblem::NotAGuid {
                        intake.set(Some(Intake::Typed(text)));
                    }
                    if let Some(field) = field.get_untracked() {
                        field.focus().ok();
                    }
                }
            }
        })
        .child(
            el("label")
                .class("unseen")
                .attr("for", PROFILE_ID_FIELD)
                .child(t(|w| w.profile_id)),
        )
        .child(
            el("div")
                .class("field")
                .child(icon(Icon::SEARCH))
                .child(input)
                .child(picture(on_files))
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("pick")
                        .on("click", move |_| camera_is_open.set(true))
                        .child(icon(Icon::CAMERA))
                        .child(el("span").child(list_t(|w| w.camera))),
                ),
        )
        .child(types(entry))
        .child(submit(busy, is_inactive))
        .child(
            el("p")
                .class("problem")
                .attr("id", "profile-id-problem")
                .child(problem_text),
        )
        .child(inactive_hint(is_inactive))
        .child(hint())
}

fn hint() -> El {
    el("p")
        .class("unseen")
        .attr("id", "profile-id-hint")
        .child(t(|w| w.profile_id_hint))
}

/// What is in the box.
#[derive(Clone, Copy)]
struct Entry {
    text: RwSignal<String>,
    problem: RwSignal<Option<ProfileIdProblem>>,
    chosen: RwSignal<Option<ProfileType>>,
    /// The type that came with an ID is that ID's; the one that a person chose stays.
    came_along: StoredValue<bool>,
}

impl Entry {
    fn fill(self, link: DeepLink) {
        self.text.set(link.profile_id);
        self.chosen.set(link.profile_type);
        self.came_along.set_value(true);
        self.problem.set(None);
    }

    /// The profile that a text names, of the type that is chosen.
    fn wanted(self, text: &str) -> Result<Wanted, ProfileIdProblem> {
        Ok(Wanted {
            profile_id: ProfileId::parse(text)?,
            profile_type: TypeChoice::of(self.chosen.get()),
        })
    }
}

/// Whether the token of what is entered no longer works.
fn is_inactive(
    entry: Entry,
    known: Callback<Wanted, Option<Profile>>,
    now: RwSignal<Time>,
) -> Memo<bool> {
    Memo::new(move |_| {
        let wanted = entry.text.with(|text| entry.wanted(text));
        wanted.is_ok_and(|wanted| {
            let known = known.run(wanted);
            known.is_some_and(|profile| profile_facts::is_inactive(&profile, now.get()))
        })
    })
}

/// The field, which searches the list while an ID is not whole.
fn input(
    entry: Entry,
    (search, sought): (RwSignal<String>, RwSignal<Option<Target>>),
    known: Callback<Wanted, Option<Profile>>,
    field: NodeRef<Focusable>,
) -> El {
    let Entry {
        text,
        problem,
        chosen,
        came_along,
    } = entry;
    // “Show all” empties the box too.
    effect_since(move |was_searched| {
        let is_searched = search.with(|search| !search.is_empty());
        let is_id = || text.with_untracked(|text| ProfileId::parse(text).is_ok());
        if was_searched && !is_searched && !is_id() {
            text.set(String::new());
        }
        is_searched
    });
    el("input")
        .attr("id", PROFILE_ID_FIELD)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", t(|w| w.box_hint))
        .attr("aria-describedby", "profile-id-problem profile-id-hint")
        .attr_if("aria-invalid", "true", move || problem.get().is_some())
        .node_ref(field)
        .value(text)
        .on("input", move |event| {
            let entered = event_target_value(&event);
            if came_along.get_value() {
                chosen.set(None);
            }
            // An ID leads to its row, among all others.
            match untrack(|| entry.wanted(&entered)) {
                Ok(wanted) => {
                    search.set(String::new());
                    let profile = untrack(|| known.run(wanted));
                    sought.set(profile.map(|profile| profile.target()));
                }
                Err(_) => search.set(entered.clone()),
            }
            text.set(entered);
            problem.set(None);
        })
}

/// The field for a picture of a QR code. The label is what is seen of it.
fn picture(on_files: Callback<leptos::ev::Event>) -> El {
    el("label")
        .class("pick")
        .attr("title", list_t(|w| w.code_picture))
        .child(icon(Icon::QR_CODE))
        .child(el("span").child(list_t(|w| w.picture)))
        .child(
            el("input")
                .class("unseen")
                .attr("id", PICTURE_FIELD)
                .attr("type", "file")
                .attr("accept", "image/*")
                .attr("aria-label", list_t(|w| w.code_picture))
                .on("change", move |event| on_files.run(event)),
        )
}

fn types(entry: Entry) -> El {
    let choices = std::iter::once(None).chain(ProfileType::ALL.map(Some));
    el("fieldset")
        .attr("role", "radiogroup")
        .child(el("legend").child(t(|w| w.profile_type)))
        .children(choices.map(|kind| {
            choice(
                kind,
                move || entry.chosen.get() == kind,
                move || {
                    entry.came_along.set_value(false);
                    entry.chosen.set(kind);
                },
            )
        }))
}

fn inactive_hint(is_inactive: Memo<bool>) -> El {
    let text = say(move |w| {
        if is_inactive.get() {
            w.inactive_heading
        } else {
            ""
        }
    });
    el("p").class("hint").child(text)
}

/// The button; nothing is ready to revoke a token that no longer works.
fn submit(busy: impl Fn() -> bool + Copy + Send + Sync + 'static, is_inactive: Memo<bool>) -> El {
    el("button")
        .attr("type", "submit")
        .attr_if("aria-disabled", "true", busy)
        .attr_if("aria-describedby", "read-back", busy)
        .attr_if("class", "primary", move || !is_inactive.get())
        .child(t(|w| w.revoke))
}

/// The choice of a type, or that it is found out. What more there is to say of it takes no line of its own.
fn choice(
    kind: Option<ProfileType>,
    is_chosen: impl Fn() -> bool + Clone + Send + Sync + 'static,
    choose: impl Fn() + 'static,
) -> El {
    let hint = move || say(move |w| kind.map_or(w.find_out_hint, w.profile_type_hint));
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "profile-type")
        .attr("value", kind.map_or("", ProfileType::key))
        .attr("title", hint())
        .attr_if("checked", "", is_chosen.clone())
        .checked(is_chosen)
        .on("change", move |_| choose());
    el("label")
        .class("choice")
        .attr("title", hint())
        .child(radio)
        .child(say(move |w| kind.map_or(w.find_out, w.profile_type_name)))
}
