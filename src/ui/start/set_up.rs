//! The screen of a page that has no usable configuration, or whose set-up is asked for: a wizard from the registration to a file
//! that was tested.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::choose_tenant::choose_tenant;
use crate::{
    cloud::Cloud,
    config::{Config, ConfigError, DEFAULT_PERMISSION, FieldProblem, PageAddress},
    set_up::{
        Draft, EntryProblem, Finding, Probe, Tool, Verdict, client_id_problem, found, questions,
        register, tenant_problem,
    },
    tenants::Unchosen,
    text::style_sheet::include_style_sheet,
    ui::{
        common::{
            copy_button::copy_button,
            html::{El, dynamic, el},
            live::Live,
            sign_in_notice::reload_link,
            signal::RwSignal,
        },
        words::{
            set_up::{SetUpStrings, say as say_own, t as own},
            start::say,
        },
    },
};

/// What these screens look like.
pub(crate) const SET_UP_STYLE: &str = include_style_sheet!("../../../style/set-up.css");

/// What the screen has of the page around it.
pub(crate) struct SetUpContext {
    /// Why it is shown.
    pub why: Unchosen,
    /// Where the page stands.
    pub page: PageAddress,
    /// The tenant that the address names.
    pub named: Option<String>,
    /// What else the address says.
    pub query: String,
    /// The file with the page's own WebAssembly.
    pub code: String,
    /// Asks for a file, without anything that says who asks.
    pub ask: fn(String) -> Pin<Box<dyn Future<Output = Probe>>>,
}

/// What is entered, and what came of the test.
#[derive(Clone, Copy)]
struct Entries {
    client_id: RwSignal<String>,
    tenant: RwSignal<String>,
    cloud: RwSignal<String>,
    test: RwSignal<Test>,
}

/// What the test has found so far.
#[derive(Clone, Default)]
struct Test {
    findings: Vec<Finding>,
    is_under_way: bool,
}

impl Entries {
    fn of(config: Option<&Config>) -> Self {
        let text =
            |pick: fn(&Config) -> String| RwSignal::new(config.map_or_else(String::new, pick));
        Self {
            client_id: text(|of| of.client_id.to_string()),
            tenant: text(|of| of.tenant.as_str().to_owned()),
            cloud: RwSignal::new(
                config
                    .map_or_else(Cloud::default, |of| of.cloud)
                    .key()
                    .to_owned(),
            ),
            test: RwSignal::new(Test::default()),
        }
    }

    fn cloud(self) -> Cloud {
        Cloud::from_key(&self.cloud.read()).unwrap_or_default()
    }

    fn draft(self) -> Option<Draft> {
        Draft::of(&self.client_id.read(), &self.tenant.read(), self.cloud())
    }
}

/// What is to be done before anybody can sign in.
pub(crate) fn set_up(context: SetUpContext) -> AnyView {
    let SetUpContext {
        why,
        page,
        named,
        query,
        code,
        ask,
    } = context;
    let (notice, known) = match why {
        Unchosen::ToChoose { tenants, unknown } => {
            return choose_tenant(&tenants, unknown, &query);
        }
        Unchosen::Unusable(error) => (what_is_wrong(error), Vec::new()),
        Unchosen::SetUp(tenants) => {
            let is_one = tenants.all().len() == 1;
            let meant = tenants.clone().meant(named).ok();
            let mut known = tenants.all().to_vec();
            if let Some(meant) = meant {
                known.insert(0, meant);
            }
            (again(&known, is_one), known)
        }
    };
    // Its links name the tenant that is looked at.
    let page = known.first().map_or(page, |of| of.page.clone());
    let entries = Entries::of(known.first());
    let step = |heading: fn(&'static SetUpStrings) -> &'static str| {
        el("li").child(el("h2").child(own(heading)))
    };
    El::group([
        el("h1").child(own(|w| w.heading)),
        notice,
        el("ol")
            .class("wizard")
            .attr("role", "list")
            .child(step(|w| w.cloud_heading).child(cloud_field(entries)))
            .child(
                step(|w| w.register_heading)
                    .children(registration(&page, entries))
                    .child(scripts(page.redirect_uri(), entries)),
            )
            .child(
                step(|w| w.ids_heading)
                    .child(el("p").child(own(|w| w.ids_lead)))
                    .child(text_field(
                        ["client-id", "client-id-hint"],
                        [|w| w.client_id, |w| w.client_id_hint],
                        entries,
                        entries.client_id,
                        Live::new(move || client_id_problem(&entries.client_id.read())),
                    ))
                    .child(text_field(
                        ["tenant-id", "tenant-id-hint"],
                        [|w| w.tenant_id, |w| w.tenant_id_hint],
                        entries,
                        entries.tenant,
                        Live::new(move || {
                            tenant_problem(&entries.tenant.read(), &entries.client_id.read())
                        }),
                    )),
            )
            .child(
                step(|w| w.file_heading)
                    .child(el("div").child(dynamic(move || contents(entries.draft())))),
            )
            .child(step(|w| w.test_heading).children(test(page, known, code, ask, entries))),
    ])
}

/// Why there is no usable configuration.
fn what_is_wrong(error: ConfigError) -> El {
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
    el("div")
        .attr("role", "alert")
        .class(if is_untouched {
            "notice"
        } else {
            "notice error"
        })
        .child(el("p").child(own(|w| w.lead)))
        .child(el("p").child(el("strong").child(problem)))
        .child(el("p").child(own(|w| w.nothing_sent)))
}

/// That the page is configured, and the way back.
fn again(known: &[Config], is_one: bool) -> El {
    let back = known.first().map(|of| of.page.link("")).unwrap_or_default();
    el("div")
        .class("notice")
        .child(el("p").child(own(|w| w.again)))
        .children((!is_one).then(|| el("p").child(own(|w| w.of_a_list))))
        .child(el("p").child(el("a").attr("href", back).child(own(|w| w.to_the_page))))
}

fn cloud_field(entries: Entries) -> El {
    let clouds = Cloud::ALL.map(|cloud| {
        el("option")
            .attr("value", cloud.key())
            .child(say(move |w| (w.cloud_name)(cloud)))
    });
    el("div")
        .child(el("label").attr("for", "cloud").text(|w| w.cloud))
        .child(
            el("select")
                .attr("id", "cloud")
                .value(entries.cloud)
                .on("change", move |event| {
                    entries.test.set(Test::default());
                    entries.cloud.set(event_target_value(&event));
                })
                .children(clouds),
        )
        .child(el("p").class("hint").child(own(|w| w.cloud_hint)))
}

fn registration(page: &PageAddress, entries: Entries) -> [El; 2] {
    let copied = |text: String, what| {
        el("p")
            .child(el("code").child(text.clone()))
            .child(copy_button(text, what))
    };
    [
        el("p").child(
            el("a")
                .attr(
                    "href",
                    Live::new(move || entries.cloud().registration_portal()),
                )
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
    ]
}

/// The same as scripts.
fn scripts(redirect_uri: String, entries: Entries) -> AnyView {
    dynamic(move || {
        let script = |tool, name: fn(&'static SetUpStrings) -> &'static str| {
            let text = register(tool, entries.cloud(), &redirect_uri)?;
            Some(
                el("details")
                    .child(el("summary").child(own(name)))
                    .child(el("pre").attr("tabindex", "0").child(text.clone()))
                    .child(el("p").child(copy_button(text, own(name)))),
            )
        };
        let both = [
            script(Tool::AzureCli, |w| w.script_azure_cli),
            script(Tool::GraphPowerShell, |w| w.script_graph_power_shell),
        ];
        El::group([el("div")
            .child(el("p").child(own(|w| w.scripts_lead)))
            .children(both.into_iter().flatten())])
    })
}

fn text_field(
    [id, hint_id]: [&'static str; 2],
    [label, hint]: [fn(&'static SetUpStrings) -> &'static str; 2],
    entries: Entries,
    value: RwSignal<String>,
    problem: Live<Option<EntryProblem>>,
) -> El {
    let is_wrong = problem.clone();
    el("div")
        .child(el("label").attr("for", id).child(own(label)))
        .child(
            el("input")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", hint_id)
                .attr(
                    "aria-invalid",
                    Live::new(move || {
                        if is_wrong.get().is_some() {
                            "true"
                        } else {
                            "false"
                        }
                    }),
                )
                .value(value)
                .on("input", move |event| {
                    entries.test.set(Test::default());
                    value.set(event_target_value(&event));
                }),
        )
        .child(
            el("div")
                .attr("id", hint_id)
                .child(
                    el("p")
                        .class("problem")
                        .attr("aria-live", "polite")
                        .child(say_own(move |w| {
                            problem.get().map_or_else(String::new, w.entry_problem)
                        })),
                )
                .child(el("p").class("hint").child(own(hint))),
        )
}

fn contents(draft: Option<Draft>) -> AnyView {
    let Some(draft) = draft else {
        return El::group([el("p").child(own(|w| w.file_incomplete))]);
    };
    let text = draft.file();
    El::group([
        el("p").child(own(|w| w.file_contents)),
        el("pre").attr("tabindex", "0").child(text.clone()),
        el("p")
            .class("row")
            .child(
                el("a")
                    .attr("download", "config.json")
                    .attr("href", data_link(&text))
                    .child(own(|w| w.download_file)),
            )
            .child(copy_button(text, Live::new(|| "config.json"))),
    ])
}

/// What can be found out before anybody signs in, once the person asks for it.
fn test(
    page: PageAddress,
    known: Vec<Config>,
    code: String,
    ask: fn(String) -> Pin<Box<dyn Future<Output = Probe>>>,
    entries: Entries,
) -> [El; 4] {
    let told = entries.test;
    let back = page.link("?setup=test");
    let host = page.host.clone();
    let run = move || {
        let (Some(draft), false) = (
            untrack(|| entries.draft()),
            untrack(|| told.read().is_under_way),
        ) else {
            return;
        };
        told.set(Test {
            findings: Vec::new(),
            is_under_way: true,
        });
        let (questions, page) = (questions(&draft, &page, &known, &code), page.clone());
        spawn_local(async move {
            for question in questions {
                let probe = ask(question.url.clone()).await;
                // An entry may have changed meanwhile: then this is about nothing any more.
                if untrack(|| entries.draft()).as_ref() != Some(&draft) {
                    break;
                }
                let finding = found(&question, &probe, &draft, &page);
                told.update(|test| test.findings.push(finding));
            }
            told.update(|test| test.is_under_way = false);
        });
    };
    [
        el("p").child(say_own(move |w| {
            (w.test_lead)(&host, entries.cloud().sign_in_host())
        })),
        el("p").child(
            el("button")
                .attr("type", "button")
                .class("primary")
                .attr(
                    "aria-disabled",
                    Live::new(move || {
                        if told.read().is_under_way || entries.draft().is_none() {
                            "true"
                        } else {
                            "false"
                        }
                    }),
                )
                .on("click", move |_| run())
                .child(own(|w| w.test)),
        ),
        el("div").attr("role", "status").child(say_own(move |w| {
            let test = told.read();
            let worst = test.findings.iter().map(Finding::verdict).max();
            match worst.filter(|_| !test.is_under_way) {
                Some(worst) => (w.verdict_of_all)(worst).to_owned(),
                None => String::new(),
            }
        })),
        el("div").child(dynamic(move || {
            let Test { findings, .. } = told.get();
            if findings.is_empty() {
                return ().into_any();
            }
            El::group([
                el("ul")
                    .class("findings")
                    .children(findings.iter().map(finding)),
                el("p").child(own(|w| w.sign_in_lead)).child(" ").child(
                    el("a")
                        .attr("href", back.clone())
                        .child(own(|w| w.sign_in_test)),
                ),
                el("p").child(reload_link()),
            ])
        })),
    ]
}

fn finding(finding: &Finding) -> El {
    let Finding {
        check,
        problems,
        tenant_id,
    } = finding;
    let check = *check;
    let verdict = finding.verdict();
    let problems = problems.iter().map(|problem| {
        let problem = problem.clone();
        el("li").child(say_own(move |w| (w.problem)(check, &problem)))
    });
    el("li")
        .child(
            el("strong")
                .attr(
                    "data-verdict",
                    match verdict {
                        Verdict::Good => "good",
                        Verdict::Advice => "advice",
                        Verdict::Wrong => "wrong",
                    },
                )
                .child(own_of(verdict)),
        )
        .child(" ")
        .child(say_own(move |w| (w.check)(check).to_owned()))
        .children(
            tenant_id
                .clone()
                .map(|id| el("span").child(" ").child(el("code").child(id))),
        )
        .child(el("ul").children(problems))
}

fn own_of(verdict: Verdict) -> Live<String> {
    say_own(move |w| (w.verdict)(verdict).to_owned())
}

/// An address that holds a JSON file itself.
fn data_link(text: &str) -> String {
    let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    "data:application/json,".to_owned() + &encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_is_the_file_itself() {
        let text = "{\n  \"a\": \"ü\"\n}\n";
        let link = data_link(text);
        let (kind, file) = link.split_once(',').unwrap();
        let file = percent_encoding::percent_decode_str(file);
        assert_eq!(
            (kind, &*file.decode_utf8().unwrap()),
            ("data:application/json", text)
        );
    }
}
