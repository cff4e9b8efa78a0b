//! Writing a plan's file.

use super::saved::{ACTION, LONGEST, PLAN_FORMAT, SavedItem, SavedPlan, VERSION, written};
use crate::{APP_VERSION, runs::run::Run, text::json::ObjectText, token::Expiry};

/// The name of a plan's file: when it was planned.
pub(crate) fn plan_file_name(run: &Run) -> String {
    // Windows takes no colon in a name.
    let made_at = run.plan().made_at.rfc3339().replace(':', "");
    format!("revocation-plan-{made_at}.json")
}

impl SavedPlan {
    /// The file, as JSON, a line a profile. What would be too long to be opened again leaves the names out.
    pub(crate) fn text(&self) -> String {
        let whole = self.with_names(true);
        if whole.len() <= LONGEST {
            whole
        } else {
            self.with_names(false)
        }
    }

    fn with_names(&self, has_names: bool) -> String {
        let mut fields = ObjectText::lines();
        fields.text("format", PLAN_FORMAT);
        fields.text("version", VERSION);
        fields.text("action", ACTION);
        fields.text("appVersion", APP_VERSION);
        fields.text("cloud", &self.place.cloud);
        fields.text("tenantId", &self.place.tenant_id);
        fields.text("plannedAt", &self.planner.at.rfc3339());
        fields.text("plannedBy", &self.planner.upn);
        fields.text("plannedByName", &self.planner.name);
        fields.text("plannedByObjectId", &self.planner.object_id);
        fields.text("reason", &self.reason);
        fields.text("ticket", &self.ticket);
        fields.flag("includesExpiredOrRevoked", self.includes_inactive);
        let mut items = String::from("[");
        for item in &self.items {
            items.push_str(if items.len() == 1 {
                "\n    "
            } else {
                ",\n    "
            });
            items.push_str(&item.text(has_names));
        }
        items.push_str("\n  ]");
        fields.raw("items", &items);
        fields.end() + "\n"
    }
}

impl SavedItem {
    fn text(&self, has_name: bool) -> String {
        let mut fields = ObjectText::default();
        fields.text("profileType", self.target.profile_type.key());
        fields.text("profileId", self.target.profile_id.as_str());
        if has_name {
            fields.text("profileName", &self.name);
        }
        let moment = |ms: Option<i64>| ms.and_then(written).unwrap_or_default();
        fields.text("tokenCreated", &moment(self.token.created_ms));
        match self.token.expires {
            Expiry::At(ms) => fields.text("tokenExpires", &moment(Some(ms))),
            Expiry::Null => fields.raw("tokenExpires", "null"),
            Expiry::Unknown => {}
        }
        fields.text("profileModified", &moment(self.token.modified_ms));
        fields.end()
    }
}
