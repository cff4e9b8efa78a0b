//! Rows of the list for a spreadsheet.

use std::sync::Arc;

use super::{hidden_columns::HiddenColumns, row::ListRow};
use crate::{
    graph::Profile,
    text::csv::{self, BYTE_ORDER_MARK, harmless},
    time::rfc3339,
    token::{Expiry, TokenState},
};

/// The fields of a row: the place of the column that they belong to, Graph's name, and the value. `tokenState` is ours.
type Field = (usize, &'static str, fn(&Profile, i64) -> String);

const FIELDS: [Field; 9] = [
    (0, "displayName", |of, _| of.name.clone()),
    (0, "id", |of, _| of.id.to_string()),
    (1, "type", |of, _| of.profile_type.key().to_owned()),
    (2, "enrollmentMode", |of, _| {
        let mode = of.mode.as_ref();
        mode.map_or_else(String::new, |mode| mode.as_str().to_owned())
    }),
    (3, "tokenState", |of, now_ms| {
        match of.token_state(now_ms) {
            TokenState::Active { .. } => "active",
            TokenState::NeverExpires => "neverExpires",
            TokenState::ExpiredOrRevoked { .. } => "expiredOrRevoked",
            TokenState::Unknown => "unknown",
        }
        .to_owned()
    }),
    (3, "tokenExpirationDateTime", |of, _| {
        match of.token_expires {
            Expiry::At(ms) => rfc3339(ms),
            Expiry::Null | Expiry::Unknown => String::new(),
        }
    }),
    (4, "enrolledDeviceCount", |of, _| {
        of.enrolled_devices
            .map_or_else(String::new, |count| count.to_string())
    }),
    (5, "createdDateTime", |of, _| moment(of.created_ms)),
    (6, "lastModifiedDateTime", |of, _| moment(of.modified_ms)),
];

fn moment(ms: Option<i64>) -> String {
    ms.map_or_else(String::new, rfc3339)
}

fn fields(hidden: HiddenColumns) -> impl Iterator<Item = Field> {
    let is_shown = move |(column, ..): &Field| !hidden.has(*column);
    FIELDS.into_iter().filter(is_shown)
}

/// Rows as comma-separated values in UTF-8, under Graph's names.
pub(crate) fn csv(rows: &[Arc<ListRow>], hidden: HiddenColumns, now_ms: i64) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    csv::row(&mut text, fields(hidden).map(|(_, name, _)| name));
    for row in rows {
        let cells: Vec<String> = fields(hidden)
            .map(|(.., value)| value(&row.profile, now_ms))
            .collect();
        csv::row(&mut text, cells.iter().map(String::as_str));
    }
    text
}

/// Rows as a spreadsheet takes them from the clipboard: a tab between fields, and no head.
pub(crate) fn tab_separated(rows: &[Arc<ListRow>], hidden: HiddenColumns, now_ms: i64) -> String {
    let mut text = String::new();
    for row in rows {
        for ((.., value), at) in fields(hidden).zip(0_u32..) {
            if at > 0 {
                text.push('\t');
            }
            // What breaks a row or a field is a space; what stands at its start is no formula and no quote.
            let value = value(&row.profile, now_ms).replace(['\t', '\r', '\n'], " ");
            let value = harmless(&value);
            if value.starts_with('"') {
                text.push('\'');
            }
            text.push_str(&value);
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::profile::ProfileType;

    fn rows() -> Vec<Arc<ListRow>> {
        let given = json!([
            {
                "id": "0a1b2c3d-4e5f-6071-8293-000000000001",
                "displayName": "=1+1\tDock, \"north\"",
                "enrollmentMode": "corporateOwnedDedicatedDevice",
                "tokenExpirationDateTime": "2026-11-23T14:32:20Z",
                "enrolledDeviceCount": 7,
                "createdDateTime": "2025-01-02T03:04:05Z",
            },
            { "id": "0a1b2c3d-4e5f-6071-8293-000000000002", "displayName": "\"quoted\"" },
        ]);
        let read = |json: &serde_json::Value| {
            Profile::from_json(ProfileType::DeviceOwner, json.as_object().unwrap()).unwrap()
        };
        let given = given.as_array().unwrap().iter().map(read);
        given.map(|of| Arc::new(ListRow::new(of, 0))).collect()
    }

    #[test]
    fn a_row_has_what_its_columns_show_under_the_names_of_graph() {
        let table = csv(&rows(), HiddenColumns::default(), 0);
        let mut lines = table.split("\r\n");
        assert_eq!(
            lines.next().unwrap(),
            "\u{feff}\"displayName\",\"id\",\"type\",\"enrollmentMode\",\"tokenState\",\"tokenExpirationDateTime\",\"enrolledDeviceCount\",\"createdDateTime\",\"lastModifiedDateTime\""
        );
        assert_eq!(
            lines.next().unwrap(),
            "\"'=1+1\tDock, \"\"north\"\"\",\"0a1b2c3d-4e5f-6071-8293-000000000001\",\"deviceOwner\",\"corporateOwnedDedicatedDevice\",\"active\",\"2026-11-23T14:32:20Z\",\"7\",\"2025-01-02T03:04:05Z\",\"\""
        );
        assert_eq!(lines.count(), 2);
    }

    #[test]
    fn the_clipboard_has_one_line_a_row_without_what_is_left_out() {
        let hidden = HiddenColumns::parse("type token created modified");
        assert_eq!(
            tab_separated(&rows(), hidden, 0),
            "'=1+1 Dock, \"north\"\t0a1b2c3d-4e5f-6071-8293-000000000001\tcorporateOwnedDedicatedDevice\t7\r\n\
             '\"quoted\"\t0a1b2c3d-4e5f-6071-8293-000000000002\t\t\r\n"
        );
    }
}
