//! The banner: the product, who is signed in, and the language.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    language::Language,
    session::{Account, Session},
    ui::{
        common::html::{El, dynamic, el},
        words::start::{CurrentLanguage, load_words, t},
    },
};

/// The banner at the top of the page.
pub(crate) fn header(session: RwSignal<Session>, sign_out: Callback<()>) -> El {
    el("header")
        .child(el("p").class("product").text(|w| w.product))
        .child(language_choice())
        .child(dynamic(move || match session.get() {
            Session::SignedIn(account) => El::group([
                person(account),
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| sign_out.run(()))
                    .text(|w| w.sign_out),
            ]),
            _ => ().into_any(),
        }))
}

fn person(account: Account) -> El {
    el("dl")
        .class("person")
        .child(
            el("div")
                .child(el("dt").class("unseen").text(|w| w.signed_in_as))
                .child(el("dd").child(account.name))
                .child(el("dd").child(account.upn)),
        )
        .child(
            el("div")
                .child(el("dt").text(|w| w.tenant))
                .child(el("dd").child(account.tenant_id)),
        )
}

fn language_choice() -> El {
    let current = use_context::<CurrentLanguage>().map(|CurrentLanguage(current)| current);
    let of = move || current.map(|current| current.get()).unwrap_or_default();
    // What the field shows.
    let chosen = RwSignal::new(untrack(of).tag().to_owned());
    let options = Language::ALL.map(|language| {
        let option = el("option")
            .attr("value", language.tag())
            .attr("lang", language.tag())
            .child(language.name());
        if language == untrack(of) {
            option.attr("selected", "")
        } else {
            option
        }
    });
    el("select")
        .attr("aria-label", t(|w| w.language))
        .value(chosen)
        .on("change", move |event| {
            let tag = event_target_value(&event);
            let language = Language::of_tag(&tag);
            chosen.set(tag);
            if let (Some(current), Some(language)) = (current, language) {
                spawn_local(async move {
                    if load_words(language).await.is_ok() {
                        current.set(language);
                    }
                    // A language whose words do not load is not chosen.
                    chosen.set(current.get_untracked().tag().to_owned());
                });
            }
        })
        .children(options)
}
