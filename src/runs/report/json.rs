//! The report for other programs; `docs/run-report.md` describes it.

use super::rows::receipt;
use crate::{
    APP_VERSION,
    devices::DevicesSections,
    runs::{item::ItemStatus, run::Run},
    text::json::ObjectText,
    time::Time,
};

/// The version of the JSON shape.
pub(crate) const VERSION: &str = "1";

/// The report as JSON, a line a profile.
/// `devices` are those of its profiles that were looked up.
pub(crate) fn json(run: &Run, devices: &DevicesSections) -> String {
    let mut json = format!(
        "{{\n  \"version\": \"{VERSION}\",\n  \"appVersion\": \"{APP_VERSION}\",\n  \"run\": "
    );
    json.push_str(&header(run));
    json.push_str(",\n  \"totals\": ");
    json.push_str(&totals(run));
    json.push_str(",\n  \"items\": [");
    for (item, number) in run.items.iter().zip(1_u32..) {
        json.push_str(if number == 1 { "\n    " } else { ",\n    " });
        let mut fields = ObjectText::default();
        fields.raw("number", &number.to_string());
        fields.text("state", item.state().key());
        fields.raw("timesSent", &item.posts.to_string());
        for (entry, value) in receipt(run, item).entries() {
            fields.text(entry.key(), value);
        }
        json.push_str(&fields.end());
    }
    json.push_str("\n  ]");
    for (section, at) in devices.iter().zip(0_u32..) {
        json.push_str(if at == 0 {
            ",\n  \"devices\": [\n    "
        } else {
            ",\n    "
        });
        json.push_str(&section.json);
    }
    json.push_str(if devices.is_empty() {
        "\n}\n"
    } else {
        "\n  ]\n}\n"
    });
    json
}

fn header(run: &Run) -> String {
    let plan = &run.plan;
    let moment = |time: Option<Time>| time.map(Time::rfc3339).unwrap_or_default();
    let mut fields = ObjectText::default();
    fields.text("id", plan.id.as_str());
    fields.text("phase", run.phase.key());
    fields.text("madeAt", &plan.made_at.rfc3339());
    fields.text("startedAt", &moment(run.started_at));
    fields.text("endedAt", &moment(run.ended_at));
    fields.text("cloud", run.config.cloud.key());
    fields.text("tenantId", &plan.account.tenant_id);
    fields.text("account", &plan.account.upn);
    fields.text("accountName", &plan.account.name);
    if let Some((planner, is_same_person)) = plan.planner() {
        fields.text("plannedAt", &planner.at.rfc3339());
        fields.text("plannedBy", &planner.upn);
        fields.text("plannedByName", &planner.name);
        fields.text("plannedByObjectId", &planner.object_id);
        fields.flag("plannedBySamePerson", is_same_person);
    }
    fields.text("reason", &plan.reason);
    fields.text("ticket", &plan.ticket);
    fields.flag("includesExpiredOrRevoked", plan.includes_inactive);
    fields.end()
}

fn totals(run: &Run) -> String {
    let totals = run.totals();
    let mut fields = ObjectText::default();
    for state in ItemStatus::ALL {
        fields.raw(state.key(), &totals.get(state).to_string());
    }
    fields.raw("unconfirmed", &run.unconfirmed().to_string());
    fields.raw("all", &totals.all().to_string());
    fields.end()
}
