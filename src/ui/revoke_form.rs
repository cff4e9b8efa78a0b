//! The form that names a profile.

use leptos::{html, prelude::*};

use super::{
    html::{El, el},
    words::say,
};
use crate::profile::{DeepLink, ProfileId, ProfileIdProblem, ProfileType, Target};

/// The form that names a profile whose token is to be revoked; `on_submit` takes it once the entry names one.
pub fn revoke_form(deep_link: DeepLink, on_submit: impl Fn(Target) + 'static) -> El {
    let text = RwSignal::new(deep_link.profile_id);
    let chosen = StoredValue::new(deep_link.profile_type);
    let problem = RwSignal::new(None::<ProfileIdProblem>);
    let field = NodeRef::<html::Input>::new();

    let input = el("input")
        .attr("id", "profile-id")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "profile-id-problem profile-id-hint")
        .attr_if("aria-invalid", "true", move || problem.get().is_some())
        .node_ref(field)
        .value(move || text.get())
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
                        profile_type: chosen.get_value(),
                        profile_id,
                    });
                }
                Err(found) => {
                    problem.set(Some(found));
                    if let Some(field) = field.get_untracked() {
                        field.focus().ok();
                    }
                }
            }
        })
        .child(el("label").attr("for", "profile-id").text(|w| w.profile_id))
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
                .text(|w| w.profile_id_hint),
        )
        .child(
            el("fieldset")
                .attr("role", "radiogroup")
                .child(el("legend").text(|w| w.profile_type))
                .children(
                    ProfileType::ALL
                        .into_iter()
                        .flat_map(|kind| choice(kind, chosen)),
                ),
        )
        .child(
            el("button")
                .attr("type", "submit")
                .class("primary")
                .text(|w| w.revoke),
        )
}

fn choice(kind: ProfileType, chosen: StoredValue<ProfileType>) -> [El; 2] {
    let hint = match kind {
        ProfileType::AndroidForWork => "hint-android-for-work",
        ProfileType::DeviceOwner => "hint-device-owner",
    };
    let mut radio = el("input")
        .attr("type", "radio")
        .attr("name", "profile-type")
        .attr("value", kind.key())
        .attr("aria-describedby", hint)
        .on("change", move |_| chosen.set_value(kind));
    if chosen.get_value() == kind {
        radio = radio.attr("checked", "");
    }
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
