use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    PLAN_FORMAT, Place, PlanProblem, SavedPlan, Wrong, plan_file_name,
    saved::{LONGEST, SavedItem},
};
use crate::{
    actions::test_support::{self, DAY_MS, START},
    graph::Profile,
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    runs::{Plan, Run, RunPhase, Scope},
    session::Account,
    text::line::breaks_the_line,
    token::Expiry,
};

const TENANT: &str = "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346";

fn plan(reason: &str, ticket: &str) -> Plan {
    Plan {
        scope: Scope::Many,
        id: Guid::from_random([7; 16]),
        made_at: START,
        account: Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: TENANT.into(),
            home_tenant_id: String::new(),
            object_id: "0D6E7F10-1122-4334-8556-778899AABBCC".into(),
        },
        reason: reason.into(),
        ticket: ticket.into(),
        includes_inactive: false,
        planned_by: None,
    }
}

fn profile(at: usize, name: &str) -> Profile {
    let profile_type = ProfileType::ALL[at % 2];
    let is_owner = profile_type == ProfileType::DeviceOwner;
    Profile {
        id: ProfileId::parse(&format!("0a1b2c3d-4e5f-4071-8293-{at:012x}")).unwrap(),
        profile_type,
        name: name.into(),
        description: None,
        mode: None,
        token_type: None,
        token_created_ms: is_owner.then_some(START.unix_ms - 30 * DAY_MS + 7),
        token_expires: Expiry::At(START.unix_ms + 35 * DAY_MS),
        enrolled_devices: None,
        created_ms: None,
        modified_ms: Some(START.unix_ms - DAY_MS),
    }
}

fn run(plan: Plan, profiles: Vec<Profile>) -> Run {
    let chosen = profiles
        .into_iter()
        .map(|profile| (profile.target(), Some(profile)));
    let run = Run::new(plan, test_support::config(), chosen, false, None);
    assert_eq!(run.phase(), RunPhase::Ready);
    run
}

fn here() -> Place {
    Place::of(&plan("", "").account, &test_support::config())
}

fn read(text: &str) -> Result<SavedPlan, PlanProblem> {
    SavedPlan::read(text, here(), START)
}

fn saved() -> String {
    let profiles = vec![profile(0, "Shop"), profile(1, "仓库")];
    SavedPlan::of(&run(plan("Leaked", "INC-1"), profiles)).text()
}

fn with(change: impl FnOnce(&mut Value)) -> Result<SavedPlan, PlanProblem> {
    let mut file: Value = serde_json::from_str(&saved()).unwrap();
    change(&mut file);
    read(&file.to_string())
}

#[test]
fn the_file_is_what_its_description_shows() {
    let text = saved();
    let description = include_str!("../../../docs/plan-file.md").replace("\r\n", "\n");
    let example = description.split("```json\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    assert_eq!(text.replace(crate::APP_VERSION, "0.2.0"), example);
    let object: Value = serde_json::from_str(&text).unwrap();
    for keys in [&object, &object["items"][0]] {
        for key in keys.as_object().unwrap().keys() {
            let row = format!("\n| `{key}` |");
            assert!(description.contains(&row), "{key}");
        }
    }
    for sentence in [PLAN_FORMAT, "10,000", "5 MiB", "256", "500"] {
        assert!(description.contains(sentence), "{sentence}");
    }
    let run = run(plan("", ""), vec![profile(0, "")]);
    assert_eq!(
        plan_file_name(&run),
        "revocation-plan-2026-11-23T143220Z.json"
    );
    assert_eq!(
        (LONGEST, SavedPlan::MOST),
        (crate::paste::LONGEST_TEXT, crate::paste::MOST)
    );
}

#[test]
fn only_what_would_be_revoked_is_in_the_file() {
    let mut expired = profile(1, "Old");
    expired.token_expires = Expiry::At(START.unix_ms - 1);
    let profiles = vec![profile(0, "Shop"), expired.clone()];
    let of = |plan: Plan| SavedPlan::of(&run(plan, profiles.clone()));
    assert_eq!(of(plan("", "")).items.len(), 1);
    let all = of(Plan {
        includes_inactive: true,
        ..plan("", "")
    });
    assert_eq!(all.items[1].target, expired.target());
    assert!(read(&all.text()).unwrap().includes_inactive);
}

#[test]
fn a_file_for_elsewhere_names_both_tenants_and_clouds() {
    let file = |cloud: &str, tenant: &str| Place {
        cloud: cloud.into(),
        tenant_id: tenant.into(),
    };
    let other = "9f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346";
    for (cloud, tenant) in [("global", other), ("usGov", TENANT), ("mars", TENANT)] {
        let problem = with(|plan| {
            plan["cloud"] = cloud.into();
            plan["tenantId"] = tenant.into();
            // What is wrong with the rest of it does not matter.
            plan["items"] = 5.into();
        });
        let file = file(cloud, tenant);
        let here = here();
        assert_eq!(problem, Err(PlanProblem::Elsewhere { file, here }));
    }
    let loud = with(|plan| plan["tenantId"] = TENANT.to_uppercase().into());
    assert_eq!(loud.unwrap().place, here());
}

#[test]
fn what_is_no_plan_of_this_version_is_refused_by_name() {
    let cases = [
        ("", PlanProblem::NotReadable),
        ("{", PlanProblem::NotReadable),
        ("[1]", PlanProblem::NotAPlan),
        ("{}", PlanProblem::NotAPlan),
        (r#"{"format":"another"}"#, PlanProblem::NotAPlan),
    ];
    for (text, problem) in cases {
        assert_eq!(read(text), Err(problem), "{text}");
    }
    let version = |value: Value| with(|plan| plan["version"] = value).unwrap_err();
    assert_eq!(version("2".into()), PlanProblem::Version("2".into()));
    assert_eq!(version(2.into()), PlanProblem::Version("2".into()));
    assert_eq!(
        version(format!("\u{202e}{}", "9".repeat(99)).into()),
        PlanProblem::Version(format!(" {}", "9".repeat(59)))
    );
    // What another version may have is not looked at.
    let newer = with(|plan| {
        plan["version"] = "2".into();
        plan["action"] = "revokeThenCreate".into();
        plan["cloud"] = json!({});
    });
    assert_eq!(newer, Err(PlanProblem::Version("2".into())));
    let action = with(|plan| plan["action"] = "createToken".into());
    assert_eq!(action, Err(PlanProblem::Action("createToken".into())));
    assert_eq!(
        with(|plan| plan["items"] = json!([])),
        Err(PlanProblem::Empty)
    );
    let again = with(|plan| {
        let mut again = plan["items"][0].clone();
        let id = again["profileId"].as_str().unwrap().to_uppercase();
        again["profileId"] = format!("AOSP-{id}").into();
        plan["items"].as_array_mut().unwrap().push(again);
    });
    assert_eq!(again, Err(PlanProblem::Twice { first: 1, again: 3 }));
    let longest = format!("{}{}", saved(), " ".repeat(LONGEST));
    assert_eq!(read(&longest), Err(PlanProblem::TooLarge));
    assert!(read(&format!("\u{feff}{}", saved())).is_ok());
}

#[test]
fn every_field_is_checked_and_named() {
    let wrong = |item: Option<usize>, name: &str, wrong: Wrong| PlanProblem::Field {
        item,
        name: name.into(),
        wrong,
    };
    let missing = [
        "action",
        "cloud",
        "includesExpiredOrRevoked",
        "items",
        "plannedAt",
    ]
    .into_iter()
    .chain(["plannedBy", "tenantId", "version"]);
    for name in missing {
        let found = with(|plan| {
            plan.as_object_mut().unwrap().remove(name).unwrap();
        });
        assert_eq!(found, Err(wrong(None, name, Wrong::Missing)));
    }
    for name in ["profileId", "profileType"] {
        let found = with(|plan| {
            let item = plan["items"][1].as_object_mut().unwrap();
            item.remove(name).unwrap();
        });
        assert_eq!(found, Err(wrong(Some(2), name, Wrong::Missing)));
    }
    let long = "a".repeat(257);
    for (pointer, value) in [
        ("/appVersion", json!(1)),
        ("/cloud", json!(["global"])),
        ("/includesExpiredOrRevoked", json!("false")),
        ("/items", json!({})),
        ("/plannedAt", json!("yesterday")),
        ("/plannedBy", json!(null)),
        ("/plannedBy", json!("mira\u{202e}moc.osotnoc@")),
        ("/plannedBy", json!(long)),
        ("/plannedByName", json!("a\nb")),
        ("/plannedByObjectId", json!("me")),
        ("/reason", json!("a".repeat(501))),
        ("/tenantId", json!("contoso.com")),
        ("/ticket", json!("\u{2066}")),
        ("/version", json!(1.5)),
    ] {
        let found = with(|plan| *plan.pointer_mut(pointer).unwrap() = value.clone());
        let name = &pointer[1..];
        assert_eq!(found, Err(wrong(None, name, Wrong::Value)), "{value}");
    }
    for (name, value) in [
        ("profileId", json!("x")),
        ("profileId", json!(7)),
        ("profileName", json!(long)),
        ("profileName", json!("\u{0}")),
        ("profileType", json!("windows")),
        ("tokenCreated", json!(0)),
        ("tokenExpires", json!("never")),
        ("profileModified", json!("")),
    ] {
        let found = with(|plan| plan["items"][0][name] = value.clone());
        // An empty text is none.
        if value == json!("") {
            assert_eq!(found.unwrap().items[0].token.modified_ms, None);
        } else {
            assert_eq!(found, Err(wrong(Some(1), name, Wrong::Value)), "{value}");
        }
    }
    for value in [json!(null), json!("deviceOwner"), json!([])] {
        let found = with(|plan| plan["items"][1] = value);
        assert_eq!(found, Err(wrong(Some(2), "items", Wrong::Value)));
    }
    let unknown = with(|plan| plan["notBefore"] = "2027".into());
    assert_eq!(unknown, Err(wrong(None, "notBefore", Wrong::Unknown)));
    let unknown = with(|plan| plan["items"][1]["a\u{202e}"] = true.into());
    assert_eq!(unknown, Err(wrong(Some(2), "a ", Wrong::Unknown)));
}

#[test]
fn whatever_is_saved_can_be_opened_again_however_long_the_names_are() {
    let items: Vec<_> = (0..SavedPlan::MOST)
        .map(|at| profile(at, &"仓".repeat(300)))
        .collect();
    let plan = SavedPlan::of(&run(plan("", ""), items));
    let text = plan.text();
    assert!(text.len() <= LONGEST, "{}", text.len());
    let opened = read(&text).unwrap();
    assert_eq!(opened.items.len(), SavedPlan::MOST);
    let bare = |items: &[SavedItem]| -> Vec<_> {
        let bare = items.iter().map(|item| (item.target.clone(), item.token));
        bare.collect()
    };
    assert_eq!(bare(&opened.items), bare(&plan.items));
    let mut more = plan;
    let profile_id = ProfileId::parse(&Guid::from_random([1; 16]).to_string()).unwrap();
    more.items.push(SavedItem {
        target: Target {
            profile_id,
            ..more.items[0].target.clone()
        },
        ..more.items[0].clone()
    });
    assert_eq!(read(&more.text()), Err(PlanProblem::TooMany));
}

const HOSTILE: &str = "\\PC{0,20}|[\"\\\\{}\\[\\],:\t\r\n \u{0}\u{85}\u{a0}\u{2028}\u{200b}\u{feff}\u{202e}\u{2066}仓a]{0,20}|[a-z]{490,510}";

fn any_ms() -> impl Strategy<Value = i64> {
    prop_oneof![
        START.unix_ms..START.unix_ms + 400 * DAY_MS,
        // The years 2 to 9999, and a little more.
        -62_104_060_800_000_i64..253_402_400_000_000,
    ]
}

fn any_expiry() -> impl Strategy<Value = Expiry> {
    prop_oneof![
        any_ms().prop_map(Expiry::At),
        Just(Expiry::Null),
        Just(Expiry::Unknown),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_back(
        tokens in prop::collection::vec((HOSTILE, any_expiry(), prop::option::of(any_ms()), prop::option::of(any_ms())), 1..6),
        [reason, ticket, upn, name] in [HOSTILE, HOSTILE, HOSTILE, HOSTILE],
        includes_inactive: bool,
    ) {
        let profiles: Vec<_> = tokens
            .into_iter()
            .enumerate()
            .map(|(at, (name, token_expires, token_created_ms, modified_ms))| Profile {
                token_created_ms,
                token_expires,
                modified_ms,
                ..profile(at, &name)
            })
            .collect();
        let mut plan = plan(&reason, &ticket);
        plan.account.upn = format!("a{upn}");
        plan.account.name = name;
        plan.includes_inactive = includes_inactive;
        let run = run(plan, profiles.clone());
        let saved = SavedPlan::of(&run);
        if saved.items.is_empty() {
            return Ok(());
        }
        let text = saved.text();
        let opened = read(&text).unwrap();
        prop_assert_eq!(opened.planner.at.rfc3339(), saved.planner.at.rfc3339());
        let mut to_the_second = opened;
        to_the_second.planner.at = saved.planner.at;
        prop_assert_eq!(&to_the_second, &saved);
        prop_assert!(!text.replace('\n', "").contains(breaks_the_line));
        // And each is the token that was shown.
        for item in &saved.items {
            let of = profiles.iter().find(|profile| profile.is(&item.target)).unwrap();
            let in_years = |ms: &i64| (2..=9999).contains(&crate::time::year(*ms));
            if of.token_created_ms.iter().chain(&of.modified_ms).all(in_years) {
                prop_assert!(item.token.is_same_token(&of.token()));
            }
        }
    }

    #[test]
    fn an_altered_file_never_panics_and_never_makes_what_it_does_not_name(
        at in any::<prop::sample::Index>(),
        length in 0_usize..80,
        put in HOSTILE,
        more in prop_oneof![Just(""), Just("\"items\": []"), Just("null"), Just("1e999"), Just("\"\\ud800\""), Just("{\"version\": \"1\"}")],
    ) {
        let text = saved();
        let at = at.index(text.len());
        let (mut from, mut to) = (at, (at + length).min(text.len()));
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        while !text.is_char_boundary(to) {
            to += 1;
        }
        for put in [put.as_str(), more] {
            let altered = format!("{}{put}{}", &text[..from], &text[to..]);
            let Ok(plan) = read(&altered) else { continue };
            for item in &plan.items {
                let lower = altered.to_lowercase();
                prop_assert!(lower.contains(&item.target.profile_id.bare().to_lowercase()), "{}", altered);
                prop_assert!(altered.contains(item.target.profile_type.key()));
            }
            let id = Guid::from_random([8; 16]);
            let account = self::plan("", "").account;
            let run = plan.opened(id, account, test_support::config(), START, None);
            // Each is to be read before anything else.
            prop_assert_eq!(run.phase(), RunPhase::Planning);
            prop_assert!(run.items().iter().all(|item| item.before.is_none() && item.posts == 0));
        }
    }

    #[test]
    fn any_text_is_a_plan_or_is_refused(text in "\\PC*|[\\[\\]{}\":,0-9a-z\\\\ ]{0,200}") {
        prop_assert!(read(&text).is_err());
    }
}
