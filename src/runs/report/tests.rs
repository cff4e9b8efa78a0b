use std::collections::HashMap;

use csv_core::{ReadFieldResult, Reader};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::json::VERSION;
use super::*;
use crate::{
    actions::{
        Call, ReceiptField,
        test_support::{self, START},
    },
    devices::{DevicesSection, DevicesSections},
    graph::{Answer, NoAnswer},
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    runs::{Clock, Item, ItemStatus, Plan, Planner, Run, RunAction, RunEffect, RunPhase, Scope},
    session::Account,
};

/// What becomes of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Confirmed,
    NotVisible,
    Refused,
    Faulty,
    Lost,
    Dead,
    Unreadable,
    Changed,
}

const FATES: [Fate; 8] = [
    Fate::Confirmed,
    Fate::NotVisible,
    Fate::Refused,
    Fate::Faulty,
    Fate::Lost,
    Fate::Dead,
    Fate::Unreadable,
    Fate::Changed,
];

impl Fate {
    fn state(self) -> ItemStatus {
        match self {
            Self::Confirmed | Self::NotVisible => ItemStatus::Revoked,
            Self::Refused | Self::Lost => ItemStatus::NotRevoked,
            Self::Faulty => ItemStatus::CannotTell,
            Self::Dead | Self::Unreadable | Self::Changed => ItemStatus::Skipped,
        }
    }
}

/// A run, and a Graph that is as kind to each of its profiles as its fate wants.
struct World {
    run: Run,
    profiles: Vec<(Fate, String)>,
    message: String,
    reads: HashMap<usize, u32>,
    clock: Clock,
}

fn id(number: usize) -> String {
    format!("{number:08x}-4e5f-6071-8293-a4b5c6d7e8f9")
}

fn plan(reason: &str, ticket: &str) -> Plan {
    Plan {
        scope: Scope::Many,
        id: Guid::parse("5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55").unwrap(),
        made_at: START,
        account: Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        },
        reason: reason.into(),
        ticket: ticket.into(),
        includes_inactive: false,
        planned_by: None,
    }
}

impl World {
    fn new(profiles: Vec<(Fate, String)>, plan: Plan, message: &str) -> Self {
        let chosen = (0..profiles.len()).map(|number| {
            let target = Target {
                profile_type: ProfileType::DeviceOwner,
                profile_id: ProfileId::parse(&id(number)).unwrap(),
            };
            (target, None)
        });
        let run = Run::new(plan, test_support::config(), chosen, true, None);
        Self {
            run,
            profiles,
            message: message.into(),
            reads: HashMap::new(),
            clock: Clock {
                tick_ms: 0,
                inputs: Inputs {
                    now: START,
                    random: [1; 16],
                },
            },
        }
    }

    fn of_every_fate() -> Self {
        let named = |fate| (fate, format!("Shop of {fate:?}"));
        let profiles = FATES.into_iter().map(named).collect();
        Self::new(profiles, plan("Phone lost", "INC-1"), "No.")
    }

    fn passes(&mut self, ms: u32) {
        self.clock.tick_ms += u64::from(ms);
        self.clock.inputs.now = self.clock.inputs.now.plus_ms(ms);
        let random = &mut self.clock.inputs.random;
        random[0] = random[0].wrapping_add(37);
        random[1] = random[1].wrapping_add(u8::from(random[0] < 37));
    }

    /// Until nothing more happens, or `stop` says so. A run that leaves everything out never starts.
    fn goes_on(&mut self, stop: impl Fn(&Run) -> bool) {
        let mut silent = 0;
        while !stop(&self.run) && self.run.totals().done() < self.run.totals().all() {
            self.passes(1);
            let Some(effect) = self.run.next(&self.clock) else {
                silent += 1;
                assert!(silent < 10_000, "nothing happens: {:?}", self.run.totals());
                if let Some(at) = self.run.wake_at(self.clock.tick_ms) {
                    let ms = at.saturating_sub(self.clock.tick_ms).try_into().unwrap();
                    self.passes(ms);
                } else if self.run.may(RunAction::Start) {
                    self.run.act(RunAction::Start, &self.clock);
                } else {
                    self.run.act(RunAction::Resume, &self.clock);
                }
                continue;
            };
            let RunEffect::Call { ticket, call } = effect else {
                panic!("{effect:?}");
            };
            self.answer(ticket, call);
        }
    }

    fn answer(&mut self, ticket: u32, call: Call) {
        let request = call.request(&self.run.config, Guid::from_random([9; 16]));
        let answer = self.graph(&call);
        let report = call.event(&request, answer, self.clock.inputs.now);
        self.run.handle(ticket, report, &self.clock);
    }

    fn graph(&mut self, call: &Call) -> Result<Answer, NoAnswer> {
        let (Call::Read(target, _) | Call::Send(target, ..)) = call;
        let number = usize::from_str_radix(&target.profile_id.bare()[..8], 16).unwrap();
        let (fate, name) = &self.profiles[number];
        let seen = |of: &Answer| {
            let mut body: Value = serde_json::from_str(&of.body).unwrap();
            body["id"] = id(number).into();
            body["displayName"] = name.as_str().into();
            test_support::answer(200, body.to_string())
        };
        if matches!(call, Call::Send(..)) {
            return match fate {
                Fate::Confirmed | Fate::NotVisible => Ok(test_support::answer_204()),
                Fate::Refused => {
                    let error = json!({"error": {"code": "Forbidden", "message": self.message}});
                    Ok(test_support::answer(403, error.to_string()))
                }
                Fate::Faulty => {
                    let body = include_str!("../../graph/fixtures/server-error.json");
                    Ok(test_support::answer(500, body))
                }
                Fate::Lost => Err(NoAnswer::TimedOut),
                Fate::Dead | Fate::Unreadable | Fate::Changed => panic!("{fate:?} was sent"),
            };
        }
        let reads = self.reads.entry(number).or_default();
        *reads += 1;
        Ok(match (fate, *reads) {
            (Fate::Unreadable, _) => test_support::not_found(),
            (Fate::Changed, 2..) | (Fate::Faulty, 3..) => seen(&test_support::replaced()),
            (Fate::Dead, _) | (Fate::Confirmed, 3..) => seen(&test_support::revoked()),
            _ => seen(&test_support::active()),
        })
    }
}

/// A table, read by another program.
fn table(csv: &str) -> Vec<Vec<String>> {
    let mut rest = csv.strip_prefix('\u{feff}').unwrap().as_bytes();
    let mut reader = Reader::new();
    let mut rows = vec![Vec::new()];
    let mut field = Vec::new();
    let mut buffer = [0; 64];
    loop {
        let (result, read, written) = reader.read_field(rest, &mut buffer);
        rest = &rest[read..];
        field.extend_from_slice(&buffer[..written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let cell = String::from_utf8(std::mem::take(&mut field)).unwrap();
                rows.last_mut().unwrap().push(cell);
                if record_end {
                    rows.push(Vec::new());
                }
            }
            ReadFieldResult::End => {
                assert_eq!(rows.pop(), Some(Vec::new()));
                return rows;
            }
        }
    }
}

fn columns() -> Vec<&'static str> {
    let keys = csv::entries().map(ReceiptField::key);
    csv::FIRST
        .into_iter()
        .chain(keys)
        .chain(csv::LAST)
        .collect()
}

fn words() -> ReportStrings {
    ReportStrings {
        title: "Title",
        item: "Item",
        value: "Value",
        count: "Count",
        run: "Run",
        phase: "Phase",
        made_at: "Planned",
        planned_by: "Planned by",
        opened_at: "Opened",
        carried_out_by: "Carried out by",
        both: "Both",
        same_person: "same",
        started_at: "Started",
        ended_at: "Ended",
        cloud: "Cloud",
        reason: "Reason",
        ticket: "Ticket",
        totals: "Totals",
        unconfirmed: "Unconfirmed",
        all: "All",
        cannot_tell: "Cannot tell",
        not_revoked: "Not revoked",
        left_out: "Left out",
        not_confirmed: "Not confirmed",
        items: "Items",
        state: "State",
        why: "Why",
        entry: ReceiptField::key,
    }
}

/// The rows of a section's table, cell by cell; what is escaped stays so.
fn section(markdown: &str, title: &str) -> Vec<Vec<String>> {
    let (_, rest) = markdown.split_once(&format!("## {title}\n\n")).unwrap();
    rest.lines()
        .take_while(|line| !line.is_empty())
        .skip(2)
        .map(|line| {
            let line = line.replace(r"\\", "\u{1}").replace(r"\|", "\u{2}");
            let line = line.strip_prefix("| ").unwrap().strip_suffix(" |").unwrap();
            line.split(" | ").map(str::to_owned).collect()
        })
        .collect()
}

/// All three forms say the same, of the same profiles, and it adds up.
fn check(run: &Run) {
    let rows = table(&csv(run));
    let of_json: Value = serde_json::from_str(&json(run, &DevicesSections::default())).unwrap();
    let items = of_json["items"].as_array().unwrap();
    let markdown = markdown(run, &DevicesSections::default(), &words());
    let listed = section(&markdown, "Items");
    let count = run.items().len();
    assert_eq!(
        (rows.len() - 1, items.len(), listed.len()),
        (count, count, count)
    );

    assert_eq!(rows[0], columns());
    let totals = of_json["totals"].as_object().unwrap();
    let total = |key: &str| usize::try_from(totals[key].as_u64().unwrap()).unwrap();
    for state in ItemStatus::ALL {
        let key = state.key();
        let with = |found: bool| usize::from(found);
        let sums = [
            rows[1..]
                .iter()
                .map(|row| with(row[1] == key))
                .sum::<usize>(),
            items.iter().map(|item| with(item["state"] == key)).sum(),
            listed.iter().map(|row| with(row[3] == key)).sum(),
        ];
        assert_eq!(sums, [total(key); 3], "{key}");
        let row = vec![key.to_owned(), total(key).to_string()];
        assert!(section(&markdown, "Totals").contains(&row), "{markdown}");
    }
    let sum: usize = ItemStatus::ALL
        .into_iter()
        .map(|state| total(state.key()))
        .sum();
    assert_eq!((sum, total("all")), (count, count));
    assert_eq!(total("unconfirmed"), run.unconfirmed());

    for (at, item) in run.items().iter().enumerate() {
        let (row, object) = (&rows[at + 1], items[at].as_object().unwrap());
        assert_eq!(row.len(), columns().len());
        let mut known = 0;
        for (column, cell) in columns().into_iter().zip(row) {
            let cell = crate::text::csv::as_it_was(cell);
            let plan = run.plan();
            match column {
                "runId" => assert_eq!(cell, plan.id.as_str()),
                "reason" => assert_eq!(cell, plan.reason),
                "ticket" => assert_eq!(cell, plan.ticket),
                "plannedBy" => {
                    let planner = plan.planned_by.as_ref();
                    assert_eq!(cell, planner.map_or("", |planner| &planner.upn));
                }
                "plannedAt" => {
                    let planner = plan.planned_by.as_ref();
                    let at = planner.map(|planner| planner.at.rfc3339());
                    assert_eq!(cell, at.unwrap_or_default());
                }
                _ => {
                    let value = match object.get(column) {
                        Some(Value::String(text)) => text.clone(),
                        Some(number) => number.to_string(),
                        None => String::new(),
                    };
                    assert_eq!(cell, value, "{column}");
                    known += usize::from(!value.is_empty());
                }
            }
        }
        assert_eq!(known, object.len(), "{object:?}");
        assert_eq!(object["number"], at + 1);
        assert_eq!(object["profileId"], item.target.profile_id.as_str());
        assert_eq!(object["profileType"], item.target.profile_type.key());
        assert_eq!(object.contains_key("result"), item.end().is_some());
        assert_eq!(listed[at].len(), 8, "{markdown}");
        assert_eq!(listed[at][0], (at + 1).to_string());
        assert_eq!(listed[at][2], item.target.profile_id.as_str());
    }
}

#[test]
fn at_every_moment_of_a_run_its_report_has_every_profile_once_and_adds_up() {
    let mut world = World::of_every_fate();
    check(&world.run);
    let mut seen = Vec::new();
    while world.run.phase() != RunPhase::Recording {
        let before = world.run.totals();
        world.goes_on(|run| run.totals() != before);
        check(&world.run);
        let states = world.run.items().iter().map(Item::state);
        seen.extend(states);
    }
    for (item, fate) in world.run.items().iter().zip(FATES) {
        assert_eq!(item.state(), fate.state(), "{fate:?}");
    }
    assert!(seen.contains(&ItemStatus::Waiting) && seen.contains(&ItemStatus::Confirming));
}

#[test]
fn what_is_under_way_is_reported_with_the_request_that_was_sent() {
    let profiles = vec![(Fate::Confirmed, "Shop".to_owned())];
    let mut world = World::new(profiles, plan("", ""), "");
    let is_sending = |run: &Run| run.totals().get(ItemStatus::Sending) == 1;
    world.goes_on(is_sending);
    // The revocation is decided; now it leaves.
    let effect = world.run.next(&world.clock);
    let Some(RunEffect::Call { ticket, call }) = effect else {
        panic!("{effect:?}");
    };
    let Call::Send(.., client_request_id) = call.clone() else {
        panic!("{call:?}");
    };
    check(&world.run);
    let of = |run: &Run| -> Map<String, Value> {
        let report: Value = serde_json::from_str(&json(run, &DevicesSections::default())).unwrap();
        report["items"][0].as_object().unwrap().clone()
    };
    let sending = of(&world.run);
    assert_eq!(sending["state"], "sending");
    assert_eq!(sending["timesSent"], 1);
    assert_eq!(sending["clientRequestId"], client_request_id.as_str());
    assert_eq!(sending["profileName"], "Shop");
    assert!(sending["request"].as_str().unwrap().starts_with("POST "));
    assert!(sending.contains_key("sentAt") && !sending.contains_key("settledAt"));
    world.answer(ticket, call);
    check(&world.run);
    let confirming = of(&world.run);
    assert_eq!(confirming["state"], "confirming");
    assert_eq!(confirming["status"], "204 No Content");
    assert_eq!(confirming["requestId"], "r-1");
}

#[test]
fn what_is_open_comes_first_with_the_cause_and_the_ids() {
    let mut world = World::of_every_fate();
    world.goes_on(|_| false);
    let markdown = markdown(&world.run, &DevicesSections::default(), &words());
    let headings: Vec<_> = markdown
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(
        headings,
        [
            "Totals",
            "Cannot tell",
            "Not revoked",
            "Left out",
            "Not confirmed",
            "Items"
        ]
    );
    let names = |title| -> Vec<String> {
        let rows = section(&markdown, title).into_iter();
        rows.map(|row| row[1].clone()).collect()
    };
    assert_eq!(names("Cannot tell"), ["Shop of Faulty"]);
    assert_eq!(names("Not revoked"), ["Shop of Refused", "Shop of Lost"]);
    // What could not be read has no name.
    assert_eq!(names("Left out"), ["", "Shop of Changed"]);
    assert_eq!(names("Not confirmed"), ["Shop of NotVisible"]);
    let refused = &section(&markdown, "Not revoked")[0];
    assert!(refused[4].starts_with("refused, 403, ") && refused[4].ends_with(", Forbidden, No."));
    assert_eq!(
        refused[6..],
        ["c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1", "r-1"]
    );
    let unreadable = &section(&markdown, "Left out")[0];
    assert_eq!(unreadable[4], "notReadable");
    for line in [
        "| Run | 5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55 |",
        "| Phase | over |",
        "| Planned | 2026-11-23T14:32:20Z |",
        "| account | mira@contoso.com |",
        "| tenantId | 8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346 |",
        "| Reason | Phone lost |",
        "| Ticket | INC-1 |",
        concat!("| appVersion | ", env!("CARGO_PKG_VERSION"), " |"),
        "| All | 8 |",
        "| Unconfirmed | 1 |",
    ] {
        assert!(markdown.lines().any(|of| of == line), "{line}: {markdown}");
    }
}

fn planner() -> Planner {
    Planner {
        at: START.plus_ms(60_000),
        upn: "noor@contoso.com".into(),
        name: "Noor|El".into(),
        object_id: "0d6e7f10-1122-4334-8556-778899aabbcc".into(),
    }
}

/// Devices of two of the profiles; of the first one they were looked up twice.
fn some_devices(run: &Run) -> DevicesSections {
    let mut devices = DevicesSections::default();
    for (item, name) in run.items().iter().zip(["first", "second", "first again"]) {
        let same = run.items().first().unwrap();
        let of = if name == "first again" { same } else { item };
        devices.put(DevicesSection {
            target: of.target.clone(),
            text: String::new(),
            markdown: format!("## {name}\n"),
            json: json!({ "name": name }).to_string(),
            csv: String::new(),
        });
    }
    devices
}

#[test]
fn the_devices_that_were_looked_up_stand_behind_the_profiles() {
    let world = World::of_every_fate();
    let devices = some_devices(&world.run);
    let report: Value = serde_json::from_str(&super::json(&world.run, &devices)).unwrap();
    let without: Value =
        serde_json::from_str(&super::json(&world.run, &DevicesSections::default())).unwrap();
    // What was found last of a profile.
    assert_eq!(
        report["devices"],
        json!([{"name": "second"}, {"name": "first again"}])
    );
    assert_eq!(report["items"], without["items"]);
    assert_eq!(without.get("devices"), None);
    let text = markdown(&world.run, &devices, &words());
    assert!(
        text.ends_with("\n\n## second\n\n## first again\n"),
        "{text}"
    );
}

#[test]
fn who_planned_and_who_carried_out_are_both_named_and_one_person_is_said_to_be_one() {
    let mut world = World::of_every_fate();
    world.run.plan.planned_by = Some(planner());
    check(&world.run);
    let two = markdown(&world.run, &DevicesSections::default(), &words());
    let report: Value =
        serde_json::from_str(&json(&world.run, &DevicesSections::default())).unwrap();
    assert_eq!(report["run"]["plannedBy"], "noor@contoso.com");
    assert_eq!(report["run"]["plannedAt"], "2026-11-23T14:33:20Z");
    assert_eq!(report["run"]["account"], "mira@contoso.com");
    assert_eq!(report["run"]["plannedBySamePerson"], false);
    for line in [
        "| Planned | 2026-11-23T14:33:20Z |",
        r"| Planned by | noor@contoso.com (Noor\|El) |",
        "| Opened | 2026-11-23T14:32:20Z |",
        "| Carried out by | mira@contoso.com |",
    ] {
        assert!(two.lines().any(|of| of == line), "{line}: {two}");
    }
    assert!(!two.contains("| Both |") && !two.contains("| account |"));
    world.run.plan.account.upn = "NOOR@contoso.com".into();
    assert!(
        markdown(&world.run, &DevicesSections::default(), &words()).contains("| Both | same |\n")
    );
    assert!(
        json(&world.run, &DevicesSections::default()).contains("\"plannedBySamePerson\": true")
    );
}

#[test]
fn the_description_of_the_report_names_every_key_and_value() {
    let description = include_str!("../../../docs/run-report.md");
    let rows = |title: &str| -> Vec<&str> {
        let (_, rest) = description.split_once(&format!("\n## {title}\n")).unwrap();
        let section = rest.split("\n## ").next().unwrap();
        section
            .lines()
            .filter_map(|line| Some(line.strip_prefix("| `")?.split_once("` |")?.0))
            .collect()
    };
    let mut world = World::of_every_fate();
    world.run.plan.planned_by = Some(planner());
    world.goes_on(|_| false);
    let text = json(&world.run, &some_devices(&world.run));
    // In the order in which they are written, which a parsed object does not keep.
    let in_order = |object: &Value, text: &str| -> Vec<String> {
        let mut keys: Vec<_> = object.as_object().unwrap().keys().cloned().collect();
        keys.sort_by_key(|key| text.find(&format!("\"{key}\": ")).unwrap());
        keys
    };
    let report: Value = serde_json::from_str(&text).unwrap();
    let after = |start: &str| text.split_once(start).unwrap().1;
    assert_eq!(rows("JSON"), in_order(&report, &text));
    assert_eq!(rows("`run`"), in_order(&report["run"], after("\"run\": ")));
    assert_eq!(
        rows("`totals`"),
        in_order(&report["totals"], after("\"totals\": "))
    );
    let of_receipt: Vec<_> = csv::entries().map(ReceiptField::key).collect();
    let own = in_order(&report["items"][0], after("\"items\": "));
    let own: Vec<_> = own
        .into_iter()
        .filter(|key| !of_receipt.contains(&key.as_str()))
        .collect();
    assert_eq!(rows("`items`"), own);
    let of_csv = columns();
    let of_csv: Vec<_> = of_csv
        .into_iter()
        .filter(|key| !of_receipt.contains(key))
        .collect();
    assert_eq!(rows("CSV"), of_csv);
    assert!(description.contains(&format!("`\"{VERSION}\"`")));
    for phase in RunPhase::ALL {
        assert!(description.contains(&format!("`{}`", phase.key())));
    }
}

#[test]
fn a_reports_file_is_named_by_time_and_run_as_every_system_takes_it() {
    let run = Run::new(plan("", ""), test_support::config(), [], true, None);
    assert_eq!(
        report_file_name(&run, "csv"),
        "revocation-run-2026-11-23T143220Z-5e0cc26f.csv"
    );
    check(&run);
}

const HOSTILE: &str = "\\PC{0,20}|[=+@＝＋－＠'\"“;,|`<>\\[\\]\\\\*_#&!:/.\t\r\n \u{0}\u{85}\u{a0}\u{2028}\u{200b}\u{feff}\u{202e}\u{2066}a-]{0,20}|=cmd\\|' /C calc'!A0|https://evil\\.example|</td><script>alert\\(1\\)</script>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_names_reasons_and_messages_hold_every_form_says_it_and_stays_whole(
        names in prop::collection::vec((0..FATES.len(), HOSTILE), 0..8),
        [reason, ticket, message, upn] in [HOSTILE, HOSTILE, HOSTILE, HOSTILE],
        stop in 0_u32..60,
    ) {
        let profiles: Vec<_> = names.into_iter().map(|(fate, name)| (FATES[fate], name)).collect();
        let mut plan = plan(&reason, &ticket);
        plan.account.upn.clone_from(&upn);
        let mut world = World::new(profiles.clone(), plan, &message);
        let steps = std::cell::Cell::new(0);
        world.goes_on(|_| steps.replace(steps.get() + 1) >= stop);
        check(&world.run);
        world.goes_on(|_| false);
        check(&world.run);
        let report: Value = serde_json::from_str(&json(&world.run, &DevicesSections::default())).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        prop_assert_eq!(text(&report["run"]["reason"]), reason);
        prop_assert_eq!(text(&report["run"]["ticket"]), ticket);
        for (item, (fate, name)) in report["items"].as_array().unwrap().iter().zip(&profiles) {
            prop_assert_eq!(&item["state"], fate.state().key());
            prop_assert_eq!(&text(&item["account"]), &upn);
            if *fate != Fate::Unreadable {
                prop_assert_eq!(&text(&item["profileName"]), name);
            }
        }
        let markdown = markdown(&world.run, &DevicesSections::default(), &words());
        for line in markdown.lines().filter(|line| !line.is_empty()) {
            prop_assert!(line.starts_with("| ") || line.starts_with("# ") || line.starts_with("## ") || line.starts_with("|-"), "{}", line);
            let bare = line.replace(r"\\", "-").replace(r"\://", "-").replace("\\<", "-").replace("\\[", "-").replace("\\`", "-");
            prop_assert!(!bare.contains(['<', '[', '`']), "{}", line);
            prop_assert!(!bare.contains("://") && !bare.contains(char::is_control), "{}", line);
        }
    }
}
