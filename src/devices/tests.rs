//! The search for devices, on the host.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Device, DeviceColumn, DevicePart, DeviceSearch, DeviceStep, DeviceStrings, DevicesFound,
    DevicesQuestion, Ending, WhyUntold, csv, device::Kind, json as json_of, markdown, search, text,
};
use crate::{
    config::{Config, PageAddress},
    graph::{
        Answer, AskFor, EnrollmentMode, ListCall, ListFailure, NoAnswer, Page, PageEffect,
        PageEvent, Profile, ReadFailure,
    },
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    session::{SignInCause, SignInFailure},
    text::csv::as_it_was,
    time::Time,
};

const NOW: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
};
const INPUTS: Inputs = Inputs {
    now: NOW,
    random: [0; 16],
};
/// 2026-11-20T08:00:00Z.
const SINCE: i64 = 1_795_161_600_000;

fn question() -> DevicesQuestion {
    DevicesQuestion {
        target: Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
        },
        name: "Shop floor".into(),
        mode: Some(EnrollmentMode::Dedicated),
        enrolled_devices: Some(7),
        since_ms: SINCE,
    }
}

fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn listed(number: u32) -> Value {
    json!({
        "id": id(number),
        "deviceName": format!("Scanner {number}"),
        "enrolledDateTime": "2026-11-21T09:00:00Z",
        "deviceEnrollmentType": "androidEnterpriseDedicatedDevice",
        "operatingSystem": "Android",
        "enrollmentProfileName": null,
    })
}

fn with(number: u32, field: &str, value: Value) -> Value {
    let mut device = listed(number);
    device[field] = value;
    device
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer {
        status,
        body: body.to_string(),
        ..Answer::default()
    }
}

fn page(devices: &[Value], next: Option<&str>) -> PageEvent<Device> {
    let body = json!({"value": devices, "@odata.nextLink": next});
    let read = answer(200, &body).into_page("c", 0, |json| Some(Device::from_json(json)));
    PageEvent::Read(Ok(read.unwrap()))
}

fn named(number: u32, name: &Value) -> PageEvent<Device> {
    let body = json!({"id": id(number), "enrollmentProfileName": name});
    let read = answer(200, &body).into_page_of_one("c", 0, |json| Some(Device::from_json(json)));
    PageEvent::Read(Ok(read.unwrap()))
}

fn refused(status: u16, code: &str) -> PageEvent<Device> {
    let body = json!({"error": {"code": code, "message": "no"}});
    let refusal = answer(status, &body)
        .into_page::<Device>("c", 0, |_| None)
        .unwrap_err();
    PageEvent::Read(Err(ReadFailure::Refused(refusal)))
}

/// Carries a search out to its end, by what is answered about the list and about each device.
struct Carried {
    search: DeviceSearch,
    asked: Vec<DevicePart>,
    at_once: usize,
}

impl Carried {
    fn out(
        question: DevicesQuestion,
        pages: Vec<PageEvent<Device>>,
        each: impl FnMut(u32) -> PageEvent<Device>,
    ) -> Self {
        let (search, steps) = DeviceSearch::start(question);
        let carried = Self {
            search,
            asked: Vec::new(),
            at_once: 0,
        };
        carried.on(steps, pages, each)
    }

    fn on(
        mut self,
        steps: Vec<DeviceStep>,
        pages: Vec<PageEvent<Device>>,
        mut each: impl FnMut(u32) -> PageEvent<Device>,
    ) -> Self {
        let mut pages = pages.into_iter();
        let mut due = std::collections::VecDeque::from(steps);
        while let Some((part, epoch, effect)) = due.pop_front() {
            self.at_once = self.at_once.max(due.len() + 1);
            let report = match (&part, effect) {
                (_, PageEffect::Sleep(_) | PageEffect::StepUp(_)) => PageEvent::Woke,
                (DevicePart::List { .. }, _) => pages.next().unwrap(),
                (DevicePart::One(id), _) => {
                    self.asked.push(part.clone());
                    let digits = id.as_str().rsplit('-').next().unwrap();
                    each(digits.parse().unwrap())
                }
            };
            due.extend(self.search.handle(&part, epoch, report, &INPUTS));
        }
        self
    }

    fn found(&self) -> DevicesFound {
        DevicesFound::of(&self.search, NOW, 0)
    }

    fn names(&self) -> Vec<String> {
        self.found().found().map(|of| of.name.clone()).collect()
    }

    fn untold(&self) -> Vec<(String, &'static str)> {
        let found = self.found();
        let untold = found.untold();
        untold
            .map(|(of, why)| (of.name.clone(), why.key()))
            .collect()
    }
}

fn own(number: u32) -> PageEvent<Device> {
    named(number, &json!("Shop floor"))
}

#[test]
fn a_device_is_of_the_profile_whose_name_it_tells_when_it_is_read_by_itself() {
    let first = page(&[listed(1), listed(2)], Some("https://next"));
    let second = page(&[listed(2), listed(3), listed(4), listed(5)], None);
    let carried = Carried::out(question(), vec![first, second], |number| match number {
        2 => named(2, &json!("Warehouse")),
        3 => named(3, &Value::Null),
        4 => named(4, &json!(" shop FLOOR ")),
        5 => refused(404, "ResourceNotFound"),
        other => own(other),
    });
    assert_eq!(carried.names(), ["Scanner 1"]);
    assert_eq!(
        carried.untold(),
        [
            ("Scanner 3".to_owned(), "noProfileName"),
            ("Scanner 4".to_owned(), "otherSpelling"),
            ("Scanner 5".to_owned(), "gone")
        ]
    );
    let found = carried.found();
    assert_eq!(found.others, [("Warehouse".to_owned(), 1)]);
    // The one on both pages counts once, and is read once.
    assert_eq!((found.listed, carried.asked.len()), (5, 5));
    assert_eq!(found.ending, "complete");
    assert_eq!(carried.search.progress(), (5, 5));
}

#[test]
fn every_row_is_looked_at_whatever_the_filter_did() {
    let rows = [
        with(1, "enrolledDateTime", json!("2026-11-20T07:59:59Z")),
        with(2, "enrolledDateTime", json!("2026-11-20T08:00:00Z")),
        with(3, "enrolledDateTime", Value::Null),
        with(4, "enrolledDateTime", json!("0001-01-01T00:00:00Z")),
        with(5, "enrolledDateTime", json!(7)),
        with(
            6,
            "deviceEnrollmentType",
            json!("androidEnterpriseFullyManaged"),
        ),
        with(7, "deviceEnrollmentType", json!("windowsAzureADJoin")),
    ];
    let carried = Carried::out(question(), vec![page(&rows, None)], own);
    let mut names = carried.names();
    names.sort();
    // Of those that do not say when they enrolled nobody knows that they did before.
    assert_eq!(names, ["Scanner 2", "Scanner 3", "Scanner 4", "Scanner 5"]);
    assert_eq!((carried.asked.len(), carried.found().listed), (4, 7));
}

#[test]
fn what_fits_the_mode_or_does_not_say_may_be_of_the_profile() {
    let kind = |enrolled: &str, system: &str, mode: Option<EnrollmentMode>| {
        Device {
            enrollment_type: enrolled.into(),
            operating_system: system.into(),
            ..Device::default()
        }
        .kind(mode.as_ref())
    };
    let modes = [
        (
            "androidEnterpriseDedicatedDevice",
            EnrollmentMode::Dedicated,
        ),
        (
            "androidEnterpriseFullyManaged",
            EnrollmentMode::FullyManaged,
        ),
        (
            "androidEnterpriseCorporateWorkProfile",
            EnrollmentMode::WorkProfile,
        ),
        (
            "androidAOSPUserlessDeviceEnrollment",
            EnrollmentMode::AospUserless,
        ),
        (
            "androidAOSPUserOwnedDeviceEnrollment",
            EnrollmentMode::AospUserAssociated,
        ),
    ];
    for (enrolled, of) in &modes {
        for (_, mode) in &modes {
            let expected = if of == mode { Kind::MayBe } else { Kind::Other };
            assert_eq!(kind(enrolled, "Android", Some(mode.clone())), expected);
        }
        assert_eq!(kind(enrolled, "Android", None), Kind::MayBe);
    }
    for enrolled in [
        "",
        "unknown",
        "unknownFutureValue",
        "androidEnterpriseSomethingNew",
    ] {
        for (system, expected) in [
            ("", Kind::MayBe),
            ("Android", Kind::MayBe),
            ("AndroidForWork", Kind::MayBe),
            ("Android (AOSP)", Kind::MayBe),
            ("Windows", Kind::Other),
            ("iOS", Kind::Other),
        ] {
            let of = kind(enrolled, system, Some(EnrollmentMode::Dedicated));
            assert_eq!(of, expected, "{enrolled} {system}");
        }
    }
    for enrolled in ["userEnrollment", "appleBulkWithUser", "windowsCoManagement"] {
        assert_eq!(kind(enrolled, "", None), Kind::Other, "{enrolled}");
    }
}

#[test]
fn a_list_that_tells_the_names_is_believed() {
    let rows = [
        with(1, "enrollmentProfileName", json!("Shop floor")),
        with(2, "enrollmentProfileName", json!("Warehouse")),
        with(3, "enrollmentProfileName", json!("")),
    ];
    let carried = Carried::out(question(), vec![page(&rows, None)], own);
    assert_eq!(carried.names(), ["Scanner 1", "Scanner 3"]);
    assert_eq!(carried.asked.len(), 1);
}

#[test]
fn what_has_no_id_that_is_one_is_counted_and_stands_in_no_request() {
    let rows = [
        with(1, "id", json!("../../users?x=")),
        with(2, "id", json!(7)),
        with(3, "id", Value::Null),
        json!("no device"),
        json!({}),
    ];
    let carried = Carried::out(question(), vec![page(&rows, None)], own);
    assert_eq!(carried.asked, []);
    let untold = carried.untold();
    assert_eq!(untold.len(), 4);
    assert!(untold.iter().all(|(_, why)| *why == "noId"));
    assert_eq!(carried.found().unreadable, 1);
}

#[test]
fn an_answer_about_another_device_tells_nothing() {
    let carried = Carried::out(question(), vec![page(&[listed(1)], None)], |_| own(2));
    assert_eq!(
        carried.untold(),
        [("Scanner 1".to_owned(), "noProfileName")]
    );
    assert!(carried.names().is_empty());
}

#[test]
fn a_profile_without_a_name_has_no_devices_that_could_be_told() {
    let unnamed = DevicesQuestion {
        name: String::new(),
        ..question()
    };
    let carried = Carried::out(
        unnamed,
        vec![page(&[listed(1), listed(2)], None)],
        |number| named(number, &if number == 1 { json!("") } else { json!("x") }),
    );
    assert!(carried.names().is_empty());
    assert_eq!(carried.untold().len(), 1);
}

#[test]
fn few_are_read_at_once_and_none_is_read_twice() {
    let rows: Vec<Value> = (0..100).map(listed).collect();
    let carried = Carried::out(question(), vec![page(&rows, None)], own);
    assert_eq!(carried.names().len(), 100);
    assert_eq!((carried.asked.len(), carried.at_once), (100, 8));
}

#[test]
fn where_graph_asks_to_wait_the_others_wait_too() {
    let (mut search, steps) = DeviceSearch::start(question());
    let [(list, epoch, _)] = steps.try_into().unwrap();
    let rows: Vec<Value> = (0..10).map(listed).collect();
    let mut steps = search.handle(&list, epoch, page(&rows, None), &INPUTS);
    assert_eq!(steps.len(), 8);
    let (part, epoch, _) = steps.remove(0);
    let asleep = search.handle(&part, epoch, refused(429, "TooManyRequests"), &INPUTS);
    let [(part, epoch, PageEffect::Sleep(_))] = &asleep[..] else {
        panic!("{asleep:?}")
    };
    assert!(search.waits_until().is_some());
    let (other, other_epoch, _) = steps.remove(0);
    assert_eq!(search.handle(&other, other_epoch, own(1), &INPUTS), []);
    let again = search.handle(part, *epoch, PageEvent::Woke, &INPUTS);
    // The one that waited, and the one for which there was no leave.
    assert_eq!(again.len(), 2);
    assert!(search.waits_until().is_none());
}

#[test]
fn what_is_cancelled_is_counted_and_can_go_on() {
    let (mut search, steps) = DeviceSearch::start(question());
    let [(list, epoch, _)] = steps.try_into().unwrap();
    let rows: Vec<Value> = (0..10).map(listed).collect();
    let mut steps = search.handle(&list, epoch, page(&rows, None), &INPUTS);
    let (part, epoch, _) = steps.remove(0);
    search.handle(&part, epoch, own(0), &INPUTS);
    search.cancel();
    assert_eq!(search.ending(), Ending::Cancelled);
    let found = DevicesFound::of(&search, NOW, 0);
    assert_eq!((found.found().count(), found.untold().count()), (1, 9));
    assert!(found.untold().all(|(_, why)| *why == WhyUntold::NotRead));
    // What still comes of what was asked before changes nothing.
    let (part, epoch, _) = steps.remove(0);
    assert_eq!(search.handle(&part, epoch, own(1), &INPUTS), []);
    assert_eq!(search.found().len(), 1);
    let steps = search.go_on();
    assert_eq!((search.ending(), steps.len()), (Ending::Busy, 8));
    let carried = Carried {
        search,
        asked: Vec::new(),
        at_once: 0,
    }
    .on(steps, Vec::new(), own);
    assert_eq!((carried.names().len(), carried.asked.len()), (10, 9));
    assert_eq!(carried.found().ending, "complete");

    // While the list is read, too.
    let (mut search, steps) = DeviceSearch::start(question());
    search.cancel();
    let [(list, epoch, _)] = steps.try_into().unwrap();
    assert_eq!(search.handle(&list, epoch, page(&rows, None), &INPUTS), []);
    assert_eq!(search.ending(), Ending::Cancelled);
    let steps = search.go_on();
    let carried = Carried {
        search,
        asked: Vec::new(),
        at_once: 0,
    }
    .on(steps, vec![page(&rows, None)], own);
    assert_eq!(carried.names().len(), 10);
}

#[test]
fn what_ends_one_reading_for_all_ends_the_others_and_can_go_on() {
    let rows: Vec<Value> = (0..10).map(listed).collect();
    let mut count = 0;
    let carried = Carried::out(question(), vec![page(&rows, None)], |number| {
        count += 1;
        if count > 3 {
            return PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline)));
        }
        own(number)
    });
    assert_eq!(carried.found().ending, "notAllRead");
    let found = carried.found();
    assert_eq!((found.found().count(), found.untold().count()), (3, 7));
    let failed = found.untold().filter(|(_, why)| why.key() == "failed");
    assert!((1..=8).contains(&failed.count()));
    let mut search = carried.search;
    let steps = search.go_on();
    let carried = Carried {
        search,
        asked: Vec::new(),
        at_once: 0,
    }
    .on(steps, Vec::new(), own);
    assert_eq!(carried.names().len(), 10);
    assert_eq!(carried.found().ending, "complete");
}

#[test]
fn a_device_that_is_refused_does_not_end_the_others_but_five_in_a_row_do() {
    let rows: Vec<Value> = (0..20).map(listed).collect();
    let forbidden = |number: u32, every: u32| {
        if number.is_multiple_of(every) {
            refused(403, "Forbidden")
        } else {
            own(number)
        }
    };
    let some = Carried::out(question(), vec![page(&rows, None)], |number| {
        forbidden(number, 5)
    });
    assert_eq!((some.names().len(), some.untold().len()), (16, 4));
    assert_eq!(some.found().ending, "notAllRead");
    let all = Carried::out(question(), vec![page(&rows, None)], |number| {
        forbidden(number, 1)
    });
    assert_eq!(all.found().ending, "notAllRead");
    assert_eq!((all.names().len(), all.untold().len()), (0, 20));
    assert!(all.asked.len() < 15);
}

#[test]
fn the_person_is_asked_where_that_helps_and_the_search_goes_on() {
    let missing = |cause| {
        PageEvent::NotRead(ListFailure::NoToken(SignInFailure {
            cause,
            code: "x".into(),
            detail: String::new(),
        }))
    };
    let carried = Carried::out(question(), vec![missing(SignInCause::ConsentMissing)], own);
    assert_eq!(carried.search.to_ask_for(), Some(AskFor::Permission));
    assert!(matches!(carried.search.ending(), Ending::NotListed(_)));
    let mut search = carried.search;
    let steps = search.go_on();
    let carried = Carried {
        search,
        asked: Vec::new(),
        at_once: 0,
    }
    .on(steps, vec![page(&[listed(1)], None)], |_| {
        missing(SignInCause::Expired)
    });
    // So it is where the sign-in ends while devices are read.
    assert_eq!(carried.search.to_ask_for(), Some(AskFor::Permission));
    let offline = Carried::out(question(), vec![missing(SignInCause::Offline)], own);
    assert_eq!(offline.search.to_ask_for(), None);
}

#[test]
fn a_list_without_an_end_is_cut_off_and_what_was_listed_is_read() {
    let pages = (0..search::MOST_PAGES)
        .map(|number| page(&[listed(number)], Some(&format!("https://next/{number}"))));
    let carried = Carried::out(question(), pages.collect(), own);
    assert_eq!(carried.found().ending, "cutOff");
    assert_eq!(carried.names().len(), search::MOST_PAGES as usize);

    let many: Vec<Value> = (0..12_000).map(listed).collect();
    let page = |rows: &[Value]| page(rows, Some("https://next"));
    let carried = Carried::out(question(), vec![page(&many)], own);
    assert_eq!(carried.found().ending, "cutOff");
    assert_eq!(carried.names().len(), 12_000);
    assert!(carried.names().len() >= search::MOST_DEVICES);
}

#[test]
fn the_requests_are_the_documented_ones() {
    let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
    let config = Config::parse(
        r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"global"}"#,
        page,
    )
    .unwrap();
    let request = |list: DevicePart, link: Option<&str>| {
        let link = link.map(str::to_owned);
        let request = ListCall { list, link }.devices(&config, Guid::from_random([7; 16]));
        request.map(|request| request.url.as_str().to_owned())
    };
    let list = DevicePart::List { since_ms: SINCE };
    let root = "https://graph.microsoft.com/beta/deviceManagement/managedDevices";
    assert_eq!(
        request(list.clone(), None).unwrap(),
        format!(
            "{root}?$filter=enrolledDateTime%20gt%202026-11-20T07:59:59Z&$select=id,deviceName,enrolledDateTime,deviceEnrollmentType,operatingSystem,manufacturer,model,serialNumber,userPrincipalName,lastSyncDateTime,complianceState,enrollmentProfileName"
        )
    );
    assert_eq!(
        request(list.clone(), Some(&format!("{root}?$skiptoken=1"))).unwrap(),
        format!("{root}?$skiptoken=1")
    );
    assert_eq!(request(list, Some("https://evil.example/")), None);
    let one = DevicePart::One(Guid::parse(&id(1)).unwrap());
    assert_eq!(
        request(one, None).unwrap(),
        format!("{root}/{}?$select=id,enrollmentProfileName", id(1))
    );
}

#[test]
fn a_question_is_of_what_the_profile_says() {
    let profile = |profile_type, json: Value| {
        let profile = Profile::from_json(profile_type, json.as_object().unwrap()).unwrap();
        DevicesQuestion::of(&profile, SINCE)
    };
    let bare = json!({"id": id(1), "displayName": "Kiosk"});
    let of_work = profile(ProfileType::AndroidForWork, bare.clone());
    assert_eq!(of_work.mode, Some(EnrollmentMode::Dedicated));
    assert_eq!(profile(ProfileType::DeviceOwner, bare).mode, None);
    let unknown = json!({"id": id(1), "enrollmentMode": "corporateOwnedHologram"});
    assert_eq!(profile(ProfileType::DeviceOwner, unknown).mode, None);
    let managed = json!({"id": id(1), "enrollmentMode": "corporateOwnedFullyManaged"});
    assert!(profile(ProfileType::DeviceOwner, managed).may_go_unnamed());
}

fn strings() -> DeviceStrings {
    DeviceStrings {
        title: "Devices",
        profile: "Profile",
        since: "Since",
        looked_up: "Looked up",
        result: "Result",
        column: |column| match column {
            DeviceColumn::Name => "name",
            _ => "other",
        },
        summary: |found| vec![format!("{} of it", found.found().count())],
        untold: "Not known",
        why: "Why",
        why_untold: |why| why.key().to_owned(),
    }
}

fn hostile() -> DevicesFound {
    let rows = [
        with(1, "deviceName", json!("=cmd|' /C calc'!A0")),
        with(2, "deviceName", json!("a|b\n\u{202e}<img src=x>\"")),
        with(3, "enrolledDateTime", json!("2026-11-22T09:00:00Z")),
    ];
    let carried = Carried::out(question(), vec![page(&rows, None)], |number| match number {
        2 => named(2, &Value::Null),
        other => own(other),
    });
    carried.found()
}

#[test]
fn a_spreadsheet_calculates_nothing_of_it_and_loses_nothing() {
    let table = csv(&hostile());
    let lines: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}\"id\",\"deviceName\",\"enrolledDateTime\",\"deviceEnrollmentType\",\"operatingSystem\",\"manufacturer\",\"model\",\"serialNumber\",\"userPrincipalName\",\"lastSyncDateTime\",\"complianceState\",\"enrollmentProfileName\",\"result\""
    );
    // The last one first, and those that cannot be told behind.
    assert!(lines[1].starts_with(&format!("\"{}\",\"Scanner 3\"", id(3))));
    assert!(lines[2].contains("\"'=cmd|' /C calc'!A0\""), "{}", lines[2]);
    assert!(
        lines[2].ends_with("\"Shop floor\",\"ofProfile\""),
        "{}",
        lines[2]
    );
    assert!(lines[3].ends_with("\"\",\"noProfileName\""), "{}", lines[3]);
    assert_eq!(as_it_was("'=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0");
}

#[test]
fn the_json_has_its_documented_shape() {
    let found: Value = serde_json::from_str(&json_of(&hostile())).unwrap();
    assert_eq!(found["version"], "1");
    assert_eq!(found["since"], "2026-11-20T08:00:00Z");
    assert_eq!(found["ending"], "complete");
    assert_eq!(
        found["profile"],
        json!({
            "id": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "type": "deviceOwner",
            "displayName": "Shop floor",
            "enrollmentMode": "corporateOwnedDedicatedDevice",
            "enrolledDeviceCount": 7,
            "namesakes": 0,
        })
    );
    assert_eq!(
        found["totals"],
        json!({"ofProfile": 2, "untold": 1, "ofOtherProfiles": 0, "listed": 3, "unreadable": 0})
    );
    assert_eq!(found["otherProfiles"], json!([]));
    assert_eq!(
        found["devices"][0],
        json!({
            "result": "ofProfile",
            "id": id(3),
            "deviceName": "Scanner 3",
            "enrolledDateTime": "2026-11-22T09:00:00Z",
            "deviceEnrollmentType": "androidEnterpriseDedicatedDevice",
            "operatingSystem": "Android",
            "enrollmentProfileName": "Shop floor",
        })
    );
    // What the documentation says of the keys is all there is.
    let document = include_str!("../../docs/devices.md");
    for key in [
        "complete",
        "cancelled",
        "notListed",
        "cutOff",
        "notAllRead",
        "ofProfile",
        "noProfileName",
        "otherSpelling",
        "gone",
        "noId",
        "failed",
        "notRead",
    ] {
        assert!(document.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn markdown_and_text_stay_what_they_are_whatever_a_device_is_called() {
    let found = hostile();
    let said = markdown(&found, &strings());
    let rows: Vec<&str> = said.lines().filter(|line| line.starts_with('|')).collect();
    // Two tables, each with a head.
    assert_eq!(rows.len(), 2 + 2 + 2 + 1);
    assert!(said.contains(r"a\|b"), "{said}");
    assert!(said.contains(r"\<img src=x\>"), "{said}");
    assert!(said.contains("- Result: 2 of it\n"), "{said}");
    let lines = text(&found, &strings());
    assert_eq!(lines.lines().count(), 1 + 5 + 3);
    assert!(!lines.replace('\n', "").contains(char::is_control));
}

proptest! {
    #[test]
    fn any_answers_are_counted_to_the_last(
        rows in prop::collection::vec((0_u32..12, 0..4_usize, 0..3_usize), 0..30),
        answers in prop::collection::vec(0..6_usize, 12),
    ) {
        let types = ["androidEnterpriseDedicatedDevice", "windowsAzureADJoin", "", "androidSomething"];
        let times = [json!("2026-11-21T09:00:00Z"), json!("2020-01-01T00:00:00Z"), Value::Null];
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(number, of_type, time)| {
                let mut row = with(number, "deviceEnrollmentType", json!(types[of_type]));
                row["enrolledDateTime"] = times[time].clone();
                row
            })
            .collect();
        let carried = Carried::out(question(), vec![page(&rows, None)], |number| {
            match answers[number as usize] {
                0 => own(number),
                1 => named(number, &json!("other")),
                2 => named(number, &Value::Null),
                3 => refused(404, "NotFound"),
                4 => refused(403, "Forbidden"),
                _ => PageEvent::Read(Ok(Page { items: Vec::new(), unreadable: 1, next_link: None })),
            }
        });
        let found = carried.found();
        prop_assert!(!carried.search.is_busy());
        // Nobody is twice in it, and whoever may be of the profile is found, of another one, or not known.
        let told = found.rows.len() + found.of_others();
        prop_assert_eq!(carried.search.progress(), (told - carried.search.untold().iter().filter(|(_, why)| *why == WhyUntold::NotRead).count(), told));
        prop_assert!(told <= found.listed && found.listed <= 12);
    }
}
