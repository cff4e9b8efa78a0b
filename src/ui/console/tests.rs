//! The HTML of every state of the list, made on the host.

use std::future::ready;

use leptos::prelude::*;
use serde_json::json;

use super::{
    Finder, FinderContext, INTAKE_PART, ListAddress, PANEL_PART,
    camera::{LoadCamera, camera, viewfinder},
    finder,
};
use crate::{
    actions::{
        Revocation,
        test_support::{DAY_MS, START},
    },
    address::{LinkedIds, Screen},
    config::{Config, PageAddress},
    graph::{Answer, ListFailure, NoAnswer, Page, PageEffect, PageEvent, Profile, ReadFailure},
    inputs::Inputs,
    language::Language,
    lazy::NotLoaded,
    paste::{IntakeProblem, PasteProblem},
    profile::{DeepLink, ProfileId, ProfileType},
    profiles::{Arrangement, Filter, Profiles, StateFilter},
    qr::{CameraProblem, PictureProblem},
    session::Account,
    time::rfc3339,
    ui::{
        CurrentLanguage, ScreenContext,
        common::signal::RwSignal,
        test_support::{assert_lacks, assert_says, by_role, cell, names, the},
    },
};

const INPUTS: Inputs = Inputs {
    now: START,
    random: [0; 16],
};

/// The list while its collections are read, step by step.
#[derive(Default)]
struct Shown {
    profiles: Profiles,
    language: Language,
    filter: Filter,
    linked: LinkedIds,
}

impl Shown {
    fn read(mut self, profile_type: ProfileType, report: PageEvent<Profile>) -> Self {
        let (epoch, _) = self.begin(profile_type);
        self.profiles.handle(profile_type, epoch, report, &INPUTS);
        self
    }

    fn begin(&mut self, profile_type: ProfileType) -> (u32, PageEffect) {
        let again = self.profiles.try_again(profile_type);
        again
            .or_else(|| self.profiles.refresh(profile_type))
            .unwrap()
    }

    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
            let config = Config::parse(
                r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"usGov"}"#,
                page,
            );
            finder(Finder {
                hidden: RwSignal::new(String::new()),
        refusal_is_closed: RwSignal::new(false),
                context: FinderContext {
                    around: ScreenContext {
                        config: config.unwrap(),
                        account: Account {
                            name: "Mira".into(),
                            upn: "mira@contoso.com".into(),
                            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
                            home_tenant_id: String::new(),
                            object_id: String::new(),
                        },
                        sign_in: Callback::new(|()| ()),
                        now: RwSignal::new(START),
                        on_action: Callback::new(|_| ()),
                        save: Callback::new(|_| ()),
                    },
                    deep_link: RwSignal::new(DeepLink::default()),
                    list_address: ListAddress {
                        tests_set_up: false,
                        filter: RwSignal::new(self.filter),
                        arrangement: RwSignal::new(Arrangement::default()),
                        linked: RwSignal::new(self.linked),
                    },
                    read: RwSignal::new(None),
                    intake: RwSignal::new(None),
                    every_active: RwSignal::new(0),
                    list_is_old: RwSignal::new(0),
                    revocation: RwSignal::new(Revocation::default()),
                    run_is_under_way: RwSignal::new(false),
                    not_kept: RwSignal::new(None),
                    on_plan: Callback::new(|_| ()),
                    on_open_plan: Callback::new(|_| ()),
                    screen: RwSignal::new(Screen::Profiles),
                },
                profiles: RwSignal::new(self.profiles),
                on_list: Callback::new(|_| ()),
                load_reader: || Box::pin(ready(Ok(INTAKE_PART))),
        load_panel: || Box::pin(ready(Ok(PANEL_PART))),
                on_files: Callback::new(|_| ()),
                on_paste: Callback::new(|()| ()),
                load_camera: || Box::pin(ready(Err(NotLoaded::Missing))),
                has_camera: true,
                search: RwSignal::new(None),
                on_search: Callback::new(|_| ()),
            })
            .into_view()
            .to_html()
            .replace("<!>", "")
        })
    }
}

fn profile(number: u32, name: &str, more: &serde_json::Value) -> Profile {
    let mut json = json!({
        "id": format!("0a1b2c3d-4e5f-6071-8293-{number:012x}"),
        "displayName": name,
        "tokenExpirationDateTime": rfc3339(START.unix_ms + 30 * DAY_MS),
    });
    for (key, value) in more.as_object().unwrap() {
        json[key] = value.clone();
    }
    Profile::parse(ProfileType::DeviceOwner, &json.to_string()).unwrap()
}

fn page(items: Vec<Profile>, next: Option<&str>) -> PageEvent<Profile> {
    PageEvent::Read(Ok(Page {
        items,
        unreadable: 0,
        next_link: next.map(str::to_owned),
    }))
}

fn refused(status: u16, retry_after: &str) -> PageEvent<Profile> {
    let answer = Answer {
        status,
        retry_after: retry_after.into(),
        ..Answer::default()
    };
    let refusal = answer
        .into_profiles(ProfileType::DeviceOwner, "c", START.unix_ms)
        .unwrap_err();
    PageEvent::Read(Err(ReadFailure::Refused(refusal)))
}

/// Both collections read to their end: one has these, the other one nothing.
fn whole(items: Vec<Profile>) -> Shown {
    Shown::default()
        .read(ProfileType::AndroidForWork, page(vec![], None))
        .read(ProfileType::DeviceOwner, page(items, None))
}

#[test]
fn while_it_is_read_the_rows_that_are_there_are_shown_with_how_many() {
    let mut shown = Shown::default().read(
        ProfileType::DeviceOwner,
        page(vec![profile(1, "Shop <floor>", &json!({}))], Some("x")),
    );
    shown.begin(ProfileType::AndroidForWork);
    let html = shown.html();
    assert_says(&html, &["Reading… 1 profile so far"]);
    let grid = the(&html, "grid", "Enrollment profiles");
    assert_eq!(grid.get("aria-rowcount"), "2");
    assert_eq!(cell(&grid.html, "Shop <floor>", "Token"), "30 days");
    assert!(the(&html, "button", "Refresh").is_disabled());
}

#[test]
fn a_list_without_profiles_says_so_and_shows_no_table() {
    let html = whole(vec![]).html();
    assert_says(
        &html,
        &["There are no enrollment profiles that your account can see."],
    );
    assert_eq!(by_role(&html, "grid"), []);
}

#[test]
fn a_row_tells_how_its_token_stands_and_what_is_worth_a_look() {
    let html = whole(vec![
        profile(
            1,
            "Default Fully Managed Profile",
            &json!({"tokenExpirationDateTime": null, "enrollmentMode": "corporateOwnedFullyManaged"}),
        ),
        profile(
            2,
            "",
            &json!({"tokenExpirationDateTime": rfc3339(START.unix_ms), "enrollmentMode": "corporateOwnedHologram"}),
        ),
        profile(
            3,
            "Long",
            &json!({"tokenExpirationDateTime": rfc3339(START.unix_ms + 400 * DAY_MS), "enrolledDeviceCount": 7}),
        ),
    ])
    .html();
    assert_says(&html, &["3 profiles · read at 15:32 (UTC+1)"]);
    let grid = the(&html, "grid", "Enrollment profiles").html;
    for (row, column, says) in [
        (
            "Default Fully Managed Profile",
            "Token",
            "No expiry default profile",
        ),
        ("(no name)", "Token", "Inactive since 2026-11-23"),
        ("(no name)", "Mode", "corporateOwnedHologram Device owner"),
        ("Long", "Devices", "7"),
    ] {
        assert_eq!(cell(&grid, row, column), says, "{row}");
    }
    assert!(cell(&grid, "Long", "Token").ends_with("works for over a year"));
    let mut sorted = by_role(&grid, "columnheader");
    sorted.retain(|head| !["", "none"].contains(&head.get("aria-sort")));
    let [sorted] = sorted.try_into().unwrap();
    assert_eq!(
        (sorted.name.as_str(), sorted.get("aria-sort")),
        ("Name", "ascending")
    );
}

#[test]
fn what_failed_is_said_in_its_place_with_a_way_on() {
    for (report, says) in [
        (refused(404, ""), "404 Not Found"),
        (
            PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline))),
            "This device is offline.",
        ),
        (
            PageEvent::NotRead(ListFailure::ForeignLink),
            "Graph names a next page on another host.",
        ),
        (
            PageEvent::NotRead(ListFailure::Endless),
            "Graph's pages lead in a circle.",
        ),
    ] {
        let html = Shown::default()
            .read(ProfileType::AndroidForWork, report)
            .read(
                ProfileType::DeviceOwner,
                page(vec![profile(1, "Shop", &json!({}))], None),
            )
            .html();
        assert_says(
            &html,
            &["Android for Work: the profiles could not be read.", says],
        );
        the(&html, "button", "Try again");
        assert_eq!(cell(&html, "Shop", "Type"), "Device owner");
    }
}

#[test]
fn a_list_that_is_read_in_part_or_from_before_says_so() {
    let first = page(vec![profile(1, "Shop", &json!({}))], Some("x"));
    let part = Shown::default().read(ProfileType::DeviceOwner, first);
    let mut profiles = part.profiles.clone();
    // The second page, which the pager asked for by itself.
    profiles.handle(ProfileType::DeviceOwner, 2, refused(500, ""), &INPUTS);
    let html = Shown {
        profiles,
        ..Shown::default()
    }
    .html();
    assert_says(
        &html,
        &["Device owner: not all profiles could be read. Those that were are shown."],
    );
    let html = whole(vec![profile(1, "Shop", &json!({}))])
        .read(ProfileType::DeviceOwner, refused(500, ""))
        .html();
    assert_says(&html, &["are shown as they were read before 14:32:20 UTC."]);
}

#[test]
fn a_wait_is_counted_down() {
    let html = Shown::default()
        .read(ProfileType::DeviceOwner, refused(429, "17"))
        .html();
    assert_says(&html, &["Intune asks to wait: 17 s"]);
}

const CAMERA_PROBLEMS: [CameraProblem; 6] = [
    CameraProblem::Missing,
    CameraProblem::Denied,
    CameraProblem::Forbidden,
    CameraProblem::Insecure,
    CameraProblem::Busy,
    CameraProblem::Altered,
];

#[test]
fn the_camera_is_a_button_and_its_dialog_has_another_way() {
    the(&whole(Vec::new()).html(), "button", "Camera");
    let dialog = |is_open| {
        Owner::new().with(|| {
            let load: LoadCamera = || Box::pin(ready(Err(NotLoaded::Missing)));
            let ignored = Callback::new(|_| ());
            let dialog = camera(RwSignal::new(is_open), load, Callback::new(|_| ()), ignored);
            dialog.into_render().to_html().replace("<!>", "")
        })
    };
    let html = dialog(true);
    the(&html, "dialog", "Scan a QR code");
    the(&html, "button", "Pick a picture instead");
    the(&html, "button", "Try again");
    assert!(the(&html, "button", "Cancel").has("autofocus"));
    assert!(by_role(&dialog(false), "button").is_empty());
}

#[test]
fn what_the_camera_sees_is_shown_or_why_it_sees_nothing() {
    let shown = |problem| {
        let html =
            Owner::new().with(|| viewfinder(NodeRef::new(), RwSignal::new(problem)).to_html());
        // Its picture is for eyes alone.
        html.replace(" aria-hidden=\"true\"", "")
    };
    let html = shown(None);
    let [video] = &by_role(&html, "video")[..] else {
        panic!("{html}")
    };
    assert!(video.has("playsinline") && video.has("muted") && !video.has("hidden"));
    assert_says(&html, &["neither kept nor sent"]);
    for problem in CAMERA_PROBLEMS {
        let html = shown(Some(problem));
        assert!(by_role(&html, "video")[0].has("hidden"), "{problem:?}");
        assert_says(
            &html,
            &[(crate::ui::words::list::words(Language::English).camera_problem)(problem)],
        );
    }
}

#[test]
fn every_problem_and_reason_has_words_in_both_languages() {
    use crate::paste::{Place, Reason, Thing};
    for language in Language::ALL {
        let w = crate::ui::words::list::words(language);
        let problems = [
            IntakeProblem::Paste(PasteProblem::TooLarge),
            IntakeProblem::Paste(PasteProblem::TooMany),
            IntakeProblem::SeveralFiles,
            IntakeProblem::NotText,
            IntakeProblem::Picture(PictureProblem::TooManyPixels),
            IntakeProblem::Picture(PictureProblem::NotAPicture),
            IntakeProblem::Picture(PictureProblem::NoCode),
            IntakeProblem::Picture(PictureProblem::Altered),
            IntakeProblem::NotLoaded,
        ];
        let mut said: Vec<String> = problems
            .into_iter()
            .map(|of| (w.problem)(of).to_owned())
            .collect();
        let reasons = [
            Reason::LinkWithoutProfile,
            Reason::AmbiguousLink,
            Reason::CutOff,
            Reason::OtherType,
            Reason::WithoutId,
            Reason::Secret,
            Reason::TooLong,
            Reason::TooDeep,
        ];
        said.extend(reasons.into_iter().map(w.reason));
        said.extend(
            CAMERA_PROBLEMS
                .into_iter()
                .map(|of| (w.camera_problem)(of).to_owned()),
        );
        for thing in Thing::ALL {
            said.push((w.reason)(Reason::OtherId(thing)));
            said.push((w.others)(&[(thing, 1)]));
            said.push((w.others)(&[(thing, 3)]));
            assert!((w.others)(&[(thing, 3)]).contains('3'));
        }
        let count = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), count);
        assert!((w.place)(Place::Line(3)).contains('3'));
        assert!((w.place)(Place::Element(3)).contains('3'));
    }
}

#[test]
fn every_active_token_is_offered_by_what_occurs_and_how_many_they_are() {
    let inactive = json!({"tokenExpirationDateTime": rfc3339(START.unix_ms), "enrollmentMode": "corporateOwnedFullyManaged"});
    let dedicated = json!({"enrollmentMode": "corporateOwnedDedicatedDevice"});
    let html = whole(vec![
        profile(1, "Shop", &dedicated),
        profile(2, "", &dedicated),
        profile(3, "Old", &inactive),
    ])
    .html();
    for button in ["Every active token (2)", "All 3 shown"] {
        the(&html, "button", button);
    }
    let menu = the(&html, "combobox", "Every active token of…");
    assert_eq!(
        names(&menu.html, "option"),
        ["type or mode…", "Device owner (2)", "Dedicated (2)"]
    );
    let grid = the(&html, "grid", "Enrollment profiles");
    assert_eq!(grid.get("aria-multiselectable"), "true");
    for name in [
        "Select all shown",
        "Select Shop",
        "Select (no name)",
        "Select Old",
    ] {
        let check = the(&grid.html, "checkbox", name);
        assert_eq!(check.get("aria-checked"), "false", "{name}");
    }
    assert_lacks(
        &html,
        &["Fully managed (", "Android for Work (", "0 selected"],
    );
}

#[test]
fn every_active_token_of_part_of_the_list_is_said_to_be_that() {
    let html = Shown::default()
        .read(ProfileType::AndroidForWork, refused(500, ""))
        .read(
            ProfileType::DeviceOwner,
            page(vec![profile(1, "Shop", &json!({}))], None),
        )
        .html();
    the(
        &html,
        "button",
        "Every active token of those read so far (1)",
    );
    the(
        &html,
        "combobox",
        "Every active token, of those read so far, of…",
    );
}

#[test]
fn what_is_chosen_is_said_in_both_languages() {
    let [english, chinese] =
        [Language::English, Language::SimplifiedChinese].map(crate::ui::words::list::words);
    for (counts, in_english, in_chinese) in [
        ((1, 0, 0), "1 selected", "已选择 1 个"),
        (
            (2, 1, 0),
            "2 selected (1 of them no longer works)",
            "已选择 2 个（其中 1 个已失效）",
        ),
        (
            (12, 2, 3),
            "12 selected (2 of them no longer work, 3 not shown by the filter)",
            "已选择 12 个（其中 2 个已失效，3 个被筛选条件隐藏）",
        ),
    ] {
        let (count, inactive, hidden) = counts;
        assert_eq!((english.selected)(count, inactive, hidden), in_english);
        assert_eq!((chinese.selected)(count, inactive, hidden), in_chinese);
    }
}

#[test]
fn the_list_is_there_in_chinese() {
    let html = Shown {
        language: Language::SimplifiedChinese,
        ..whole(vec![profile(
            1,
            "Shop",
            &json!({"tokenExpirationDateTime": null}),
        )])
    }
    .html();
    assert_says(
        &html,
        &[
            "注册配置文件",
            "1 个配置文件",
            "无期限",
            "所有有效令牌（1）",
        ],
    );
    the(&html, "button", "刷新");
    the(&html, "combobox", "令牌状态");
    assert_lacks(
        &html,
        &["Refresh", "Search", "Expires", "Devices", "Select", "Every"],
    );
}

#[test]
fn what_a_link_names_and_the_list_does_not_have_is_counted() {
    let id =
        |number: u32| ProfileId::parse(&format!("0a1b2c3d-4e5f-6071-8293-{number:012x}")).unwrap();
    let linked = LinkedIds {
        ids: vec![id(8), id(9)],
        not_read: 3,
    };
    let shown = |shown: Shown| Shown {
        linked: linked.clone(),
        ..shown
    };
    let listed = || whole(vec![profile(1, "Shop", &json!({}))]);
    assert_says(
        &shown(listed()).html(),
        &["2 of the link not in the list · 3 of the link not read"],
    );
    // As long as it is read, nobody knows.
    let mut reading = listed();
    reading.begin(ProfileType::AndroidForWork);
    assert_lacks(&shown(reading).html(), &["not in the list"]);
    let part = listed().read(ProfileType::AndroidForWork, refused(403, ""));
    assert_says(
        &shown(part).html(),
        &["2 of the link not in the list as far as it was read"],
    );
    assert_lacks(&listed().html(), &["of the link"]);
}

#[test]
fn a_filter_that_an_address_asks_for_is_seen_even_where_it_fits_nothing() {
    let html = Shown {
        filter: Filter {
            mode: Some("corporateOwnedHologram".into()),
            state: Some(StateFilter::NeverExpires),
            ..Filter::default()
        },
        ..whole(vec![profile(1, "Shop", &json!({}))])
    }
    .html();
    assert_says(&html, &["No profile matches"]);
    for chosen in ["corporateOwnedHologram", "Does not expire"] {
        assert!(the(&html, "option", chosen).has("selected"));
    }
}
