//! The form that names a profile.

use leptos::prelude::*;

use super::context::PROFILE_ID_FIELD;
use crate::{
    actions::Revocation,
    paste::Intake,
    profile::{DeepLink, ProfileId, ProfileIdProblem, ProfileType, Target},
    ui::{
        common::html::{El, Focusable, el},
        words::console::{say, t},
    },
};

/// The form that names a profile whose token is to be revoked; `on_submit` takes it once the entry names one, and `is_inactive`
/// knows of a profile that its token no longer works.
///
/// While the last revocation is still being read back, the form takes no other, so that none is lost sight of.
pub(crate) fn revoke_form(
    deep_link: RwSignal<DeepLink>,
    revocation: RwSignal<Revocation>,
    intake: RwSignal<Option<Intake>>,
    is_inactive: impl Fn(&Target) -> bool + Send + Sync + 'static,
    on_submit: impl Fn(Target) + 'static,
) -> El {
    let busy = move || revocation.with(Revocation::is_read_back);
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<ProfileIdProblem>);
    let chosen = RwSignal::new(ProfileType::default());
    let fill = move || {
        let DeepLink {
            profile_id,
            profile_type,
        } = deep_link.get();
        text.set(profile_id);
        chosen.set(profile_type);
        problem.set(None);
    };
    // At once, so that the first view has it already, and again when another profile is chosen elsewhere on the page.
    untrack(fill);
    Effect::new(fill);
    let is_inactive = Memo::new(move |_| {
        let profile_id = text.with(|text| ProfileId::parse(text).ok());
        profile_id.is_some_and(|profile_id| {
            is_inactive(&Target {
                profile_type: chosen.get(),
                profile_id,
            })
        })
    });
    let field = NodeRef::<Focusable>::new();

    let input = el("input")
        .attr("id", PROFILE_ID_FIELD)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "profile-id-problem profile-id-hint")
        .attr_if("aria-invalid", "true", move || problem.get().is_some())
        .node_ref(field)
        .value(text)
        .on("input", move |event| {
            text.set(event_target_value(&event));
            problem.set(None);
        });
    let problem_text = say(move |w| problem.get().map(w.profile_id_problem).unwrap_or_default());
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            match ProfileId::parse(&text.get_untracked()) {
                Ok(profile_id) => {
                    on_submit(Target {
                        profile_type: chosen.get_untracked(),
                        profile_id,
                    });
                }
                Err(found) => {
                    problem.set(Some(found));
                    // It may be a name, a link or anything else that the list can make something of.
                    if found == ProfileIdProblem::NotAGuid {
                        intake.set(Some(Intake::Typed(text.get_untracked())));
                    }
                    if let Some(field) = field.get_untracked() {
                        field.focus().ok();
                    }
                }
            }
        })
        .child(
            el("label")
                .attr("for", PROFILE_ID_FIELD)
                .child(t(|w| w.profile_id)),
        )
        .child(input)
        .child(
            el("p")
                .class("problem")
                .attr("id", "profile-id-problem")
                .child(problem_text),
        )
        .child(
            el("p")
                .class("hint")
                .attr("id", "profile-id-hint")
                .child(t(|w| w.profile_id_hint)),
        )
        .child(
            el("fieldset")
                .attr("role", "radiogroup")
                .child(el("legend").child(t(|w| w.profile_type)))
                .children(
                    ProfileType::ALL
                        .into_iter()
                        .flat_map(|kind| choice(kind, chosen)),
                ),
        )
        .child(inactive_hint(is_inactive))
        .child(submit(busy, is_inactive))
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

fn choice(kind: ProfileType, chosen: RwSignal<ProfileType>) -> [El; 2] {
    let hint = match kind {
        ProfileType::AndroidForWork => "hint-android-for-work",
        ProfileType::DeviceOwner => "hint-device-owner",
    };
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "profile-type")
        .attr("value", kind.key())
        .attr("aria-describedby", hint)
        .attr_if("checked", "", move || chosen.get() == kind)
        .checked(move || chosen.get() == kind)
        .on("change", move |_| chosen.set(kind));
    [
        el("label")
            .class("choice")
            .child(radio)
            .child(say(move |w| (w.profile_type_name)(kind))),
        el("p")
            .class("hint")
            .attr("id", hint)
            .child(say(move |w| (w.profile_type_hint)(kind))),
    ]
}
