//! The banner: the product, whose tenant it is, and the person with all that is theirs.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    config::{Config, HeaderColor},
    language::Language,
    session::Session,
    tenants::NoTenant,
    theme::Theme,
    ui::{
        common::{
            context::{BannerPart, BannerTools, CurrentTheme},
            html::{El, dynamic, el},
            icon::{Icon, icon},
            live::Live,
            signal::RwSignal,
        },
        words::start::{CurrentLanguage, load_words, say, t},
    },
};

/// The banner at the top of the page. Most of what is there of the person comes with the screen of somebody who is signed in.
pub(crate) fn header(
    config: RwSignal<Option<Result<Config, NoTenant>>>,
    session: RwSignal<Session>,
    sign_out: Callback<()>,
) -> El {
    let of_config = move |pick: fn(&Config) -> String| {
        Live::new(move || {
            config.with(|config| match config {
                Some(Ok(config)) => pick(config),
                _ => String::new(),
            })
        })
    };
    let tools = use_context::<BannerTools>();
    let part = move |part: BannerPart| {
        dynamic(move || {
            let make = tools.and_then(|BannerTools(tools)| tools.get());
            make.map_or_else(|| ().into_any(), |make| make(part))
        })
    };
    let plain = dynamic(move || {
        let is_there = tools.is_some_and(|BannerTools(tools)| tools.with(Option::is_some));
        match session.get() {
            Session::SignedIn(account) if !is_there => El::group([
                el("span").child(account.upn),
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| sign_out.run(()))
                    .text(|w| w.sign_out),
            ]),
            _ => ().into_any(),
        }
    });
    el("header")
        .attr(
            "data-color",
            of_config(|of| of.color.map_or("", HeaderColor::name).to_owned()),
        )
        .child(
            el("p")
                .class("product")
                .child(icon(Icon::SHIELD_FILLED))
                .text(|w| w.product),
        )
        // Whoever has chosen the wrong one of several learns of it before the sign-in.
        .child(
            el("p")
                .class("tenant")
                .child(el("bdi").child(of_config(|of| of.name.clone().unwrap_or_default()))),
        )
        .child(part(BannerPart::Tenant))
        .child(
            el("div")
                .class("tools")
                .child(part(BannerPart::Tools))
                .child(theme_choice())
                .child(language_choice())
                .child(part(BannerPart::Account))
                .child(plain),
        )
}

/// One button for all themes.
fn theme_choice() -> El {
    let current = use_context::<CurrentTheme>();
    let now = move || current.map_or_else(Theme::default, |current| current.theme.get());
    el("button")
        .attr("type", "button")
        .class("tool")
        .attr(
            "aria-label",
            say(move |w| format!("{}: {}", w.theme, (w.theme_name)(now()))),
        )
        .attr("title", say(move |w| (w.theme_name)(now()).to_owned()))
        .on("click", move |_| {
            if let Some(current) = current {
                current.choose.run(untrack(now).next());
            }
        })
        .child(dynamic(move || {
            icon(match now() {
                Theme::System => Icon::DARK_THEME,
                Theme::Light => Icon::WEATHER_SUNNY,
                Theme::Dark => Icon::WEATHER_MOON,
            })
        }))
}

fn language_choice() -> El {
    let current = use_context::<CurrentLanguage>().map(|CurrentLanguage(current)| current);
    let of = move || current.map(RwSignal::get).unwrap_or_default();
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
    let choice = el("select")
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
        .children(options);
    // On a phone there is room for the icon only, and a tap on it is one on the choice.
    el("span")
        .class("language")
        .child(icon(Icon::LOCAL_LANGUAGE))
        .child(choice)
}
