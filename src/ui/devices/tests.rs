//! The HTML of every state of the devices, made on the host.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{Devices, DevicesLookup, devices, list::AT_ONCE};
use crate::{
    actions::test_support::{self, START},
    devices::{Device, DevicePart, DeviceSearch, DevicesQuestion, DevicesSections},
    graph::{
        Answer, EnrollmentMode, ListFailure, Page, PageEffect, PageEvent, Profile, ReadFailure,
    },
    inputs::Inputs,
    language::Language,
    lazy::NotLoaded,
    profile::ProfileType,
    profiles::Profiles,
    session::{Account, SignInCause, SignInFailure},
    ui::{
        CurrentLanguage, ScreenContext,
        common::{
            devices::{DevicesContext, DevicesDesk},
            permission::Asking,
            signal::{Memo, RwSignal},
        },
        test_support::{assert_lacks, assert_says, by_role, the},
        words::devices::words,
    },
};

const INPUTS: Inputs = Inputs {
    now: START,
    random: [0; 16],
};

fn question() -> DevicesQuestion {
    DevicesQuestion {
        target: test_support::target(ProfileType::DeviceOwner),
        name: "Shop <floor>".into(),
        mode: Some(EnrollmentMode::Dedicated),
        enrolled_devices: Some(7),
        since_ms: START.unix_ms - 86_400_000,
    }
}

fn device(number: usize) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "deviceName": format!("Scanner <{number}>"),
        "enrolledDateTime": "2026-11-23T14:00:00Z",
        "deviceEnrollmentType": "androidEnterpriseDedicatedDevice",
        "serialNumber": format!("R58N{number}"),
        "manufacturer": "Zebra",
        "model": "TC52",
        "userPrincipalName": "",
        "complianceState": "noncompliant",
        "enrollmentProfileName": "Shop <floor>",
    })
}

fn page(devices: &[Value], next: Option<&str>) -> PageEvent<Device> {
    let answer = Answer {
        status: 200,
        body: json!({"value": devices, "@odata.nextLink": next}).to_string(),
        ..Answer::default()
    };
    let read = answer.into_page("c", 0, |json| Some(Device::from_json(json)));
    PageEvent::Read(Ok(read.unwrap()))
}

fn refused(body: &str) -> PageEvent<Device> {
    let refusal = test_support::answer(403, body).into_page::<Device>("c", 0, |_| None);
    PageEvent::Read(Err(ReadFailure::Refused(refusal.unwrap_err())))
}

/// A search of whose list these pages were read, and of whose devices nothing.
fn listed(question: DevicesQuestion, pages: Vec<PageEvent<Device>>) -> DeviceSearch {
    let (mut search, mut steps) = DeviceSearch::start(question);
    for page in pages {
        let (part, epoch, _) = steps.remove(0);
        steps = search.handle(&part, epoch, page, &INPUTS);
    }
    search
}

/// A search that was read to its end; every device that was asked names no profile.
fn carried(question: DevicesQuestion, devices: &[Value]) -> DeviceSearch {
    let (mut search, steps) = DeviceSearch::start(question);
    let mut due = std::collections::VecDeque::from(steps);
    while let Some((part, epoch, effect)) = due.pop_front() {
        assert!(matches!(effect, PageEffect::Read(_)));
        let report = match part {
            DevicePart::List { .. } => page(devices, None),
            DevicePart::One(_) => PageEvent::Read(Ok(Page {
                items: Vec::new(),
                unreadable: 0,
                next_link: None,
            })),
        };
        due.extend(search.handle(&part, epoch, report, &INPUTS));
    }
    search
}

struct Shown {
    search: Option<DeviceSearch>,
    asking: Asking,
    profiles: Profiles,
    language: Language,
    is_busy: bool,
}

impl Shown {
    fn of(search: Option<DeviceSearch>) -> Self {
        Self {
            search,
            asking: Asking::No,
            profiles: Profiles::default(),
            language: Language::English,
            is_busy: false,
        }
    }

    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            let asking = self.asking;
            let look = self.search.map(|search| DevicesLookup {
                search,
                asking,
                at: START,
            });
            let is_busy = self.is_busy;
            devices(&Devices {
                context: DevicesContext {
                    around: ScreenContext {
                        config: test_support::config(),
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
                    desk: DevicesDesk {
                        wanted: RwSignal::new(None),
                        found: RwSignal::new(DevicesSections::default()),
                        errand: RwSignal::new(None),
                        is_busy: Memo::new(move |_| is_busy),
                        load: || Box::pin(std::future::ready(Err(NotLoaded::Missing))),
                    },
                    profiles: RwSignal::new(self.profiles),
                    question: question(),
                },
                look: RwSignal::new(look),
                on_action: Callback::new(|_| ()),
            })
            .into_view()
            .to_html()
            .replace("<!>", "")
        })
    }
}

fn html(search: DeviceSearch) -> String {
    Shown::of(Some(search)).html()
}

#[test]
fn the_permission_is_said_before_it_is_asked_for() {
    let shown = Shown::of(None).html();
    assert_says(&shown, &["DeviceManagementManagedDevices.Read.All"]);
    the(&shown, "heading", "Who enrolled");
    assert!(!the(&shown, "button", "Look for devices").is_disabled());
    assert!(shown.contains("type=\"datetime-local\""), "{shown}");
    let busy = Shown {
        is_busy: true,
        ..Shown::of(None)
    };
    assert!(the(&busy.html(), "button", "Look for devices").is_disabled());
    let chinese = Shown {
        language: Language::SimplifiedChinese,
        ..Shown::of(None)
    };
    the(
        &chinese.html(),
        "button",
        words(Language::SimplifiedChinese).look_up,
    );
}

#[test]
fn how_far_it_is_stands_beside_cancel() {
    let next = Some("https://graph.microsoft.com/next");
    let listing = html(listed(question(), vec![page(&[device(1)], next)]));
    assert_says(
        &listing,
        &["Looking for devices…", "Reading the list: 1 so far."],
    );
    the(&listing, "button", "Cancel");
    assert!(the(&listing, "button", "Look again").is_disabled());
    assert_lacks(&listing, &["Scanner", "Save as CSV"]);
    let mut unnamed = device(2);
    unnamed["enrollmentProfileName"] = Value::Null;
    let reading = html(listed(question(), vec![page(&[device(1), unnamed], None)]));
    assert_says(&reading, &["Asking each device for its profile: 1 of 2."]);
}

#[test]
fn devices_are_listed_with_what_intune_knows_and_a_way_there() {
    let shown = html(carried(question(), &[device(1)]));
    assert_says(
        &shown,
        &[
            "1 device enrolled with this profile since then.",
            "Devices that the profile counts, whenever they enrolled: 7.",
        ],
    );
    let list = the(&shown, "list", "Who enrolled");
    assert_says(
        &list.html,
        &["Scanner <1>", "R58N1", "Zebra TC52", "noncompliant"],
    );
    assert_lacks(&list.html, &["Not known"]);
    let link = the(&list.html, "link", "Open in Intune");
    assert!(
        link.get("href")
            .ends_with("mdmDeviceId/00000000-0000-4000-8000-000000000001"),
        "{link:?}"
    );
    for button in [
        "Look again",
        "Save as CSV",
        "Save as JSON",
        "Copy as Markdown",
    ] {
        assert!(!the(&shown, "button", button).is_disabled());
    }
    assert_lacks(&shown, &["Search the devices", "Go on"]);
}

#[test]
fn what_could_not_be_told_is_listed_with_why() {
    let mut unnamed = device(2);
    unnamed["enrollmentProfileName"] = Value::Null;
    let mut hostile = device(3);
    hostile["id"] = json!("https://evil.example/");
    hostile["enrollmentProfileName"] = Value::Null;
    hostile["deviceName"] = json!("");
    let mut spelt = device(4);
    spelt["enrollmentProfileName"] = json!("SHOP <floor>");
    let shown = html(carried(question(), &[unnamed, hostile, spelt]));
    assert_says(
        &shown,
        &[
            "No device is known to have enrolled with this profile since then.",
            "Of 3 more devices it is not known.",
            "it names no profile.",
            "it has no ID by which to ask for it.",
            "it names “SHOP <floor>”, which is spelt another way.",
            "No name",
        ],
    );
    // What has no ID has no page in Intune.
    assert_eq!(by_role(&shown, "link").len(), 2);
    assert!(!shown.contains("evil.example"));
}

#[test]
fn a_name_that_is_not_unique_is_said() {
    let profiles = [(1, "Shop <floor>"), (2, "Shop <floor>"), (3, "Other")];
    let items = profiles.map(|(number, name)| {
        let json = json!({
            "id": format!("0a1b2c3d-4e5f-6071-8293-{number:012}"),
            "displayName": name,
        });
        Profile::from_json(ProfileType::DeviceOwner, json.as_object().unwrap()).unwrap()
    });
    let mut profiles = Profiles::default();
    let (epoch, _) = profiles.refresh(ProfileType::DeviceOwner).unwrap();
    let page = PageEvent::Read(Ok(Page {
        items: items.into(),
        unreadable: 0,
        next_link: None,
    }));
    profiles.handle(ProfileType::DeviceOwner, epoch, page, &INPUTS);
    let shown = |profiles| {
        let search = carried(question(), &[device(1)]);
        let shown = Shown {
            profiles,
            ..Shown::of(Some(search))
        };
        shown.html()
    };
    let same = "2 other profiles have the same name";
    assert_says(&shown(profiles), &[same]);
    assert_lacks(&shown(Profiles::default()), &["the same name"]);
}

#[test]
fn many_can_be_searched_and_come_a_screenful_at_a_time() {
    let many: Vec<Value> = (0..60).map(device).collect();
    let shown = html(carried(question(), &many));
    let list = the(&shown, "list", "Who enrolled");
    assert_eq!(by_role(&list.html, "listitem").len(), AT_ONCE);
    the(&shown, "searchbox", "Search the devices");
    the(&shown, "button", "Show more");
    assert_says(&shown, &["60 devices"]);
}

#[test]
fn what_was_not_read_is_said_with_why_and_a_way_on() {
    let failure = |cause| SignInFailure {
        cause,
        code: "a_code".into(),
        detail: "AADSTS: <what>".into(),
    };
    let no_token = |cause| vec![PageEvent::NotRead(ListFailure::NoToken(failure(cause)))];
    let role = include_str!("../../graph/fixtures/role-missing.json");
    let cases: [(Vec<PageEvent<Device>>, &[&str]); 4] = [
        (
            vec![refused(role)],
            &["Managed devices: Read", "request-id"],
        ),
        (
            no_token(SignInCause::ConsentMissing),
            &[
                "DeviceManagementManagedDevices.Read.All",
                "a_code",
                "AADSTS: <what>",
            ],
        ),
        (no_token(SignInCause::Expired), &["Look again to sign in."]),
        (
            vec![
                page(&[device(1)], Some("https://graph.microsoft.com/next")),
                PageEvent::NotRead(ListFailure::ForeignLink),
            ],
            &["next page on another host", "1 device enrolled"],
        ),
    ];
    for (pages, parts) in cases {
        let search = listed(question(), pages);
        let shown = html(search.clone());
        assert_says(&shown, &["could not be read to its end"]);
        assert_says(&shown, parts);
        assert!(!the(&shown, "button", "Look again").is_disabled());
        let chinese = Shown {
            language: Language::SimplifiedChinese,
            ..Shown::of(Some(search))
        };
        assert_says(&chinese.html(), &["未能读完设备列表"]);
    }
    let offered = Shown {
        asking: Asking::Offered,
        ..Shown::of(Some(listed(
            question(),
            no_token(SignInCause::ConsentMissing),
        )))
    }
    .html();
    assert_says(&offered, &["Before the devices can be read"]);
    the(&offered, "button", "Open the sign-in window");
    let declined = Shown {
        asking: Asking::Failed(failure(SignInCause::Cancelled)),
        ..Shown::of(Some(listed(
            question(),
            no_token(SignInCause::ConsentMissing),
        )))
    };
    assert_says(
        &declined.html(),
        &[
            "The devices could not be read.",
            "The permission was not given.",
        ],
    );
    let mut cancelled = listed(
        question(),
        vec![page(&[device(1)], Some("https://graph.microsoft.com/next"))],
    );
    cancelled.cancel();
    let shown = html(cancelled);
    assert_says(
        &shown,
        &[
            "You cancelled: not everything was read.",
            "1 device enrolled",
        ],
    );
    the(&shown, "button", "Go on");
}
