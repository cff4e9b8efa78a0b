//! The screen of a page that has no usable configuration.

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    cloud::Cloud,
    config::{ConfigError, DEFAULT_PERMISSION, FieldProblem, PageAddress, Tenant},
    guid::Guid,
    ui::{
        common::{
            copy_button::copy_button,
            html::{El, dynamic, el},
            live::Live,
            sign_in_notice::reload_link,
        },
        words::{
            set_up::{SetUpStrings, say as say_own, t as own},
            start::say,
        },
    },
};

/// What is wrong, what to register in Entra, and a place to write `config.json`.
pub(crate) fn set_up(error: ConfigError, page: &PageAddress) -> AnyView {
    // Nothing is wrong yet where nobody has entered anything.
    let is_untouched = matches!(
        &error,
        ConfigError::Field {
            problem: FieldProblem::Missing,
            ..
        }
    );
    let problem = say_own(move |w| match &error {
        ConfigError::Unavailable { status } => (w.config_unavailable)(*status),
        ConfigError::NotJson { line, column } => (w.config_not_json)(*line, *column),
        ConfigError::Field { field, problem } => (w.config_field)(field, *problem),
    });
    let client_id = RwSignal::new(String::new());
    let tenant_id = RwSignal::new(String::new());
    let cloud = RwSignal::new(String::new());
    let portal = Live::new(move || cloud_of(cloud).registration_portal());
    let copied = |text: String, what| {
        el("p")
            .child(el("code").child(text.clone()))
            .child(copy_button(text, what))
    };
    let clouds = Cloud::ALL.map(|cloud| {
        el("option")
            .attr("value", cloud.key())
            .child(say(move |w| (w.cloud_name)(cloud)))
    });
    El::group([
        el("h1").child(own(|w| w.heading)),
        el("div")
            .attr("role", "alert")
            .class(if is_untouched {
                "notice"
            } else {
                "notice error"
            })
            .child(el("p").child(own(|w| w.lead)))
            .child(el("p").child(el("strong").child(problem)))
            .child(el("p").child(own(|w| w.nothing_sent))),
        el("h2").child(own(|w| w.register_heading)),
        el("p").child(
            el("a")
                .attr("href", portal)
                .child(own(|w| w.register_portal)),
        ),
        el("ol")
            .child(
                el("li")
                    .child(own(|w| w.register_steps[0]))
                    .child(copied(page.redirect_uri(), own(|w| w.redirect_uri))),
            )
            .child(
                el("li")
                    .child(own(|w| w.register_steps[1]))
                    .child(copied(DEFAULT_PERMISSION.to_owned(), own(|w| w.permission))),
            )
            .child(el("li").child(own(|w| w.register_steps[2]))),
        el("h2").child(own(|w| w.file_heading)),
        el("p").child(own(|w| w.file_lead)),
        text_field(
            "client-id",
            "client-id-hint",
            |w| w.client_id,
            |w| w.client_id_hint,
            client_id,
            |text| Guid::parse(text).is_some(),
        ),
        text_field(
            "tenant-id",
            "tenant-id-hint",
            |w| w.tenant_id,
            |w| w.tenant_id_hint,
            tenant_id,
            |text| Tenant::parse(text).is_some(),
        ),
        el("label").attr("for", "cloud").text(|w| w.cloud),
        el("select")
            .attr("id", "cloud")
            .on("change", move |event| cloud.set(event_target_value(&event)))
            .children(clouds),
        el("div").child(dynamic(move || {
            contents(file(&client_id.read(), &tenant_id.read(), cloud_of(cloud)))
        })),
    ])
}

fn cloud_of(key: RwSignal<String>) -> Cloud {
    Cloud::from_key(&key.read()).unwrap_or_default()
}

fn text_field(
    id: &'static str,
    hint_id: &'static str,
    label: fn(&'static SetUpStrings) -> &'static str,
    hint: fn(&'static SetUpStrings) -> &'static str,
    value: RwSignal<String>,
    is_right: fn(&str) -> bool,
) -> El {
    // What the field held when it was left: nothing is said while it is being typed. Of types that the page has at its start,
    // as those that this part shared with others would be in its main file.
    let left = RwSignal::new(String::new());
    let is_wrong = move || {
        let text = value.get();
        let entered = text.trim();
        !entered.is_empty() && left.get() == text && !is_right(entered)
    };
    el("div")
        .child(el("label").attr("for", id).child(own(label)))
        .child(
            el("input")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", hint_id)
                .attr(
                    "aria-invalid",
                    Live::new(move || if is_wrong() { "true" } else { "false" }),
                )
                .on("input", move |event| {
                    left.set(String::new());
                    value.set(event_target_value(&event));
                })
                .on("blur", move |_| left.set(value.get_untracked())),
        )
        .child(
            el("div")
                .attr("id", hint_id)
                .child(
                    el("p")
                        .class("problem")
                        .attr("aria-live", "polite")
                        .child(say_own(move |w| {
                            if is_wrong() {
                                (w.wrong_entry)(hint(w))
                            } else {
                                String::new()
                            }
                        })),
                )
                .child(el("p").class("hint").child(own(hint))),
        )
}

fn contents(file: Option<String>) -> AnyView {
    match file {
        None => El::group([el("p").child(own(|w| w.file_incomplete))]),
        Some(text) => El::group([
            el("p").child(own(|w| w.file_contents)),
            el("pre").attr("tabindex", "0").child(text.clone()),
            el("p")
                .child(copy_button(text.clone(), Live::new(|| "config.json")))
                .child(" ")
                .child(
                    el("a")
                        .attr("download", "config.json")
                        .attr("href", data_link(&text))
                        .child(own(|w| w.download_file)),
                )
                .child(" ")
                .child(reload_link()),
        ]),
    }
}

/// An address that holds a JSON file itself.
fn data_link(text: &str) -> String {
    let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    "data:application/json,".to_owned() + &encoded
}

/// The text of `config.json`, once both entries are right.
fn file(client_id: &str, tenant_id: &str, cloud: Cloud) -> Option<String> {
    let client_id = Guid::parse(client_id.trim())?;
    let tenant = Tenant::parse(tenant_id.trim())?;
    Some(format!(
        "{{\n  \"clientId\": \"{client_id}\",\n  \"tenantId\": \"{}\",\n  \"cloud\": \"{}\"\n}}\n",
        tenant.as_str(),
        cloud.key()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_file_that_is_offered_is_one_that_the_page_takes() {
        let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
        for cloud in Cloud::ALL {
            let text = file(
                " 5F1C7A52-4b0f-4d7e-9a55-0c6c2f1d8e11 ",
                "Contoso.com",
                cloud,
            )
            .unwrap();
            let link = data_link(&text);
            let (kind, file) = link.split_once(',').unwrap();
            let file = percent_encoding::percent_decode_str(file)
                .decode_utf8()
                .unwrap();
            assert_eq!((kind, &*file), ("data:application/json", &*text));
            assert_eq!(Config::parse(&text, page.clone()).unwrap().cloud, cloud);
        }
        assert_eq!(file("x", "contoso.com", Cloud::Global), None);
        assert_eq!(
            file(
                "5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11",
                "common",
                Cloud::Global
            ),
            None
        );
    }
}
