//! Intune's own audit log: what it says was done, by whom and when.

use std::{ops::RangeInclusive, slice};

use serde_json::Value;

use super::{
    answer::{Answer, Refusal},
    page::Page,
};
use crate::{
    guid::Guid,
    profile::{ProfileId, Target},
    text::json::Object,
    time::{self, Time},
};

/// An event of Intune's audit log.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-auditing-auditevent>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// The event's ID; empty if there is none, as with every text here.
    pub id: String,
    /// When it was done, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
    /// What was done, for people.
    pub activity: String,
    /// What was done, for programs.
    pub activity_type: String,
    /// By which kind of operation, such as `Action` or `Patch`.
    pub operation: String,
    /// How it ended, such as `Success`.
    pub result: String,
    /// Who did it: the user principal name, or else the name of the application.
    pub actor: String,
    /// The name of the application by which it was done.
    pub application: String,
    /// The part of Intune in which it was done.
    pub component: String,
    /// `correlationId`: by Microsoft's description the `client-request-id` of the request.
    pub correlation_id: String,
    /// The IDs of what it was done to.
    pub resource_ids: Vec<String>,
}

/// What is asked for. `resources` cannot be had in part: it also holds old and new values of properties, which are not kept.
pub(super) const SELECT: &str = "id,activity,activityType,activityOperationType,activityResult,activityDateTime,actor,componentName,correlationId,resources";

/// How long before it was sent, by this device's clock, an event of a revocation may be dated, in milliseconds.
pub const EARLIEST_MS: i64 = 5 * 60_000;

/// How long after it was sent, by this device's clock, an event of a revocation may be dated, in milliseconds.
pub const LATEST_MS: i64 = 60 * 60_000;

/// How much of a text is kept, in characters.
const LONGEST: usize = 1_000;

/// How many resources of an event are kept.
const MOST_RESOURCES: usize = 1_000;

impl AuditEvent {
    /// Reads an entry of the log; `None` for one without a time. Only the time has to be there.
    pub fn from_json(json: &Object) -> Option<Self> {
        let actors = match json.get("actor") {
            Some(Value::Array(actors)) => &actors[..],
            Some(actor) => slice::from_ref(actor),
            None => &[],
        };
        let actor_text = |name| {
            let mut names = actors
                .iter()
                .filter_map(|actor| Some(text(actor.as_object()?, name)));
            names.find(|name| !name.is_empty()).unwrap_or_default()
        };
        let resources = json.get("resources").and_then(Value::as_array);
        Some(Self {
            id: text(json, "id"),
            at_ms: time::unix_ms(json.get("activityDateTime")?.as_str()?)?,
            activity: text(json, "activity"),
            activity_type: text(json, "activityType"),
            operation: text(json, "activityOperationType"),
            result: text(json, "activityResult"),
            actor: [
                "userPrincipalName",
                "applicationDisplayName",
                "servicePrincipalName",
            ]
            .into_iter()
            .map(actor_text)
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
            application: actor_text("applicationDisplayName"),
            component: text(json, "componentName"),
            correlation_id: text(json, "correlationId"),
            resource_ids: resources
                .into_iter()
                .flatten()
                .filter_map(|resource| Some(text(resource.as_object()?, "resourceId")))
                .filter(|id| !id.is_empty())
                .take(MOST_RESOURCES)
                .collect(),
        })
    }

    /// Whether it tells of something that was done to this profile, in whichever form it writes the profile's ID.
    fn is_about(&self, target: &Target) -> bool {
        self.resource_ids.iter().any(|id| {
            ProfileId::parse(id).is_ok_and(|named| named.bare() == target.profile_id.bare())
        })
    }

    /// Whether it tells of a change, and not of somebody who looked.
    pub fn is_change(&self) -> bool {
        !self.operation.eq_ignore_ascii_case("get")
    }

    /// Whether it is of the request that was sent under this `client-request-id`.
    pub fn is_of_request(&self, client_request_id: &Guid) -> bool {
        self.correlation_id
            .eq_ignore_ascii_case(client_request_id.as_str())
    }

    /// What was done, for people if it is said for them.
    pub fn named(&self) -> &str {
        if self.activity.is_empty() {
            &self.activity_type
        } else {
            &self.activity
        }
    }

    /// Whether its activity has this in its name.
    pub fn names(&self, activity: &str) -> bool {
        let activity = activity.to_lowercase();
        [&self.activity, &self.activity_type]
            .iter()
            .any(|name| name.to_lowercase().contains(&activity))
    }

    /// How far it is from a moment, in milliseconds, whichever of the two was first.
    pub fn distance_ms(&self, moment: Time) -> u64 {
        self.at_ms.abs_diff(moment.unix_ms)
    }
}

/// Whether an event can be that of a revocation: of the profile, no mere reading, and near in time.
///
/// How Intune names the revocation of a token is not documented, so no event is left out for its name.
pub fn can_be_of(event: &AuditEvent, target: &Target, sent_at: Time) -> bool {
    window_ms(sent_at).contains(&event.at_ms) && event.is_change() && event.is_about(target)
}

/// When an event of a revocation can be dated: Intune's clock and this device's may differ, and Intune may take its time.
fn window_ms(sent_at: Time) -> RangeInclusive<i64> {
    sent_at.unix_ms.saturating_sub(EARLIEST_MS)..=sent_at.unix_ms.saturating_add(LATEST_MS)
}

/// From when to when the log is read for a revocation.
pub fn window(sent_at: Time) -> (Time, Time) {
    let at = |unix_ms| Time { unix_ms, ..sent_at };
    let window = window_ms(sent_at);
    (at(*window.start()), at(*window.end()))
}

impl Answer {
    /// A page of the audit log, as [`Answer::into_page`] has it.
    pub fn into_audit_events(
        self,
        sent_as: &str,
        now_ms: i64,
    ) -> Result<Page<AuditEvent>, Box<Refusal>> {
        self.into_page(sent_as, now_ms, AuditEvent::from_json)
    }
}

fn text(json: &Object, name: &str) -> String {
    let text = json.get(name).and_then(Value::as_str).unwrap_or_default();
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{graph::Cause, profile::ProfileType};
    use proptest::prelude::*;
    use serde_json::json;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    const OTHER: &str = "1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    const SENT: Time = Time {
        unix_ms: 1_795_444_340_000,
        offset_minutes: 60,
    };

    fn target(id: &str) -> Target {
        Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(id).unwrap(),
        }
    }

    fn page(body: &str) -> Result<Page<AuditEvent>, Box<Refusal>> {
        let answer = Answer {
            status: 200,
            body: body.to_owned(),
            ..Answer::default()
        };
        answer.into_audit_events("c", 0)
    }

    fn event(after_ms: i64, operation: &str, resource: &str) -> AuditEvent {
        let json = json!({
            "id": after_ms.to_string(),
            "activityDateTime": "2026-11-23T14:32:20Z",
            "activityOperationType": operation,
            "resources": [{"resourceId": OTHER}, {"resourceId": resource}],
        });
        let mut event = AuditEvent::from_json(json.as_object().unwrap()).unwrap();
        event.at_ms = SENT.unix_ms + after_ms;
        event
    }

    fn ids(events: &[AuditEvent], id: &str) -> Vec<String> {
        events
            .iter()
            .filter(|event| can_be_of(event, &target(id), SENT))
            .map(|event| event.id.clone())
            .collect()
    }

    #[test]
    fn an_event_is_read_in_the_documented_shape_without_values_of_properties() {
        let page = page(include_str!("fixtures/audit-events.json")).unwrap();
        assert_eq!(
            page.items[0],
            AuditEvent {
                id: "59653ce8-3ce8-5965-e83c-6559e83c6559".into(),
                at_ms: SENT.unix_ms + 1_636,
                activity: "revokeToken AndroidDeviceOwnerEnrollmentProfile".into(),
                activity_type: "revokeToken AndroidDeviceOwnerEnrollmentProfile".into(),
                operation: "Action".into(),
                result: "Success".into(),
                actor: "mira@contoso.com".into(),
                application: "Token Console".into(),
                component: "Enrollment".into(),
                correlation_id: "0fb57f5b-7f5b-0fb5-5b7f-b50f5b7fb50f".into(),
                resource_ids: vec![ID.to_uppercase()],
            }
        );
        assert_eq!(page.items[1].actor, "Token Console");
        assert_eq!(page.items.len(), 2);
        assert_eq!(page.unreadable, 1);
        assert_eq!(
            page.next_link.as_deref(),
            Some(
                "https://graph.microsoft.com/beta/deviceManagement/auditEvents?$skiptoken=LastDate"
            )
        );
        assert!(!format!("{page:?}").contains("SECRET"));
        assert_eq!(ids(&page.items, ID), [page.items[0].id.as_str()]);
    }

    #[test]
    fn only_the_time_has_to_be_right() {
        let bare = |json: Value| AuditEvent::from_json(json.as_object().unwrap());
        let hostile = json!({"activityDateTime": "2026-11-23T14:32:20Z", "id": 7, "activity": [], "activityType": {},
            "activityOperationType": null, "activityResult": false, "actor": "x", "componentName": 1.5,
            "correlationId": [[]], "resources": [7, {"resourceId": 7}, {"resourceId": ""}, null]});
        assert_eq!(
            bare(hostile),
            bare(json!({"activityDateTime": "2026-11-23T14:32:20Z"}))
        );
        for json in [
            json!({}),
            json!({"activityDateTime": null}),
            json!({"activityDateTime": "yesterday"}),
        ] {
            assert_eq!(bare(json), None);
        }
        let many: Vec<_> = (0..=MOST_RESOURCES)
            .map(|_| json!({"resourceId": "é".repeat(LONGEST + 1)}))
            .collect();
        let event =
            bare(json!({"activityDateTime": "2026-11-23T14:32:20Z", "resources": many})).unwrap();
        assert_eq!(event.resource_ids.len(), MOST_RESOURCES);
        assert_eq!(event.resource_ids[0].chars().count(), LONGEST);
    }

    #[test]
    fn an_event_belongs_to_a_revocation_by_profile_time_and_kind() {
        let shouted = ID.to_uppercase();
        let events = [
            event(40_000, "Action", ID),
            event(-EARLIEST_MS, "Patch", &shouted),
            event(-EARLIEST_MS - 1, "Action", ID),
            event(LATEST_MS, "Delete", ID),
            event(LATEST_MS + 1, "Action", ID),
            event(1_000, "Get", ID),
            event(1_001, "GET", ID),
            event(1_002, "Action", OTHER),
            event(1_003, "Action", "x"),
            event(-2_000, "", &format!("AOSP-{shouted}")),
        ];
        let expected = ["40000", "-300000", "3600000", "-2000"];
        assert_eq!(ids(&events, ID), expected);
        assert_eq!(ids(&events, &format!("AOSP-{ID}")), expected);
        assert_eq!(ids(&events[4..9], ID), [""; 0]);
    }

    #[test]
    fn a_refusal_is_one_here_too() {
        let answer = Answer {
            status: 403,
            body: include_str!("fixtures/scope-missing.json").to_owned(),
            ..Answer::default()
        };
        let refusal = answer.into_audit_events("c", 0).unwrap_err();
        assert!(matches!(refusal.cause, Cause::ScopeMissing(_)));
        let refusal = page(r#"{"value":"SECRET"}"#).unwrap_err();
        assert_eq!(refusal.cause, Cause::UnreadableAnswer);
        assert!(!format!("{refusal:?}").contains("SECRET"));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "\\PC{0,8}".prop_map(Value::from),
            Just(json!(ID)),
            Just(json!("2026-11-23T14:32:20Z")),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let key = prop::sample::select(vec![
                "id",
                "actor",
                "resources",
                "resourceId",
                "activityDateTime",
                "activityOperationType",
                "userPrincipalName",
                "value",
            ]);
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((key, inner), 0..6).prop_map(|fields| fields
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect::<Object>()
                    .into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_entry_is_read_or_counted(entries in prop::collection::vec(any_json(), 0..6)) {
            let read = page(&json!({"value": entries}).to_string()).unwrap();
            prop_assert_eq!(read.items.len() + read.unreadable, entries.len());
        }

        #[test]
        fn any_text_is_a_page_or_a_refusal(text in "\\PC*") {
            page(&text).ok();
        }

        #[test]
        fn matches_are_near_changes(
            times in prop::collection::vec((-8_000_000_i64..8_000_000, 0u8..3), 0..20),
            sent in prop_oneof![Just(SENT.unix_ms), Just(i64::MIN), Just(i64::MAX)],
        ) {
            let events: Vec<_> = times.iter().map(|(after, kind)| {
                let (operation, id) = [("Action", ID), ("Get", ID), ("Action", OTHER)][usize::from(*kind)];
                event(*after, operation, id)
            }).collect();
            let sent_at = Time { unix_ms: sent, ..SENT };
            let found: Vec<_> = events.iter().filter(|event| can_be_of(event, &target(ID), sent_at)).collect();
            let near = |(after, kind): &&(i64, u8)| *kind == 0 && (-EARLIEST_MS..=LATEST_MS).contains(after);
            let expected = if sent == SENT.unix_ms { times.iter().filter(near).count() } else { 0 };
            prop_assert_eq!(found.len(), expected);
            let (from, to) = window(sent_at);
            prop_assert!(found.iter().all(|event| from.unix_ms <= event.at_ms && event.at_ms <= to.unix_ms));
        }
    }
}
