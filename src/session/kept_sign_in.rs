//! What MSAL's entries in `sessionStorage` say of a sign-in, past the secrets in them.
//!
//! In what form MSAL keeps them is its own business: of what is not there, or is otherwise, nothing is known.
//! <https://github.com/AzureAD/microsoft-authentication-library-for-js/tree/dev/lib/msal-common/src/cache/entities>

use super::account::Account;
use crate::{
    guid::Guid,
    text::{
        base64,
        json::{self, Object},
    },
};

/// The longest ID token that is read, in bytes.
const LONGEST_ID_TOKEN: usize = 65_536;

/// What is known of a sign-in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KeptSignIn {
    /// Until when it is renewed without the person, in milliseconds since 1970-01-01T00:00:00Z: a refresh token of a page lasts
    /// 24 hours, however often it is used (<https://learn.microsoft.com/entra/identity-platform/refresh-tokens>).
    pub ends_ms: Option<i64>,
    /// By how much the clock of the device was ahead of the moment that the last ID token names as that of its issue, in
    /// milliseconds.
    pub ahead_ms: Option<i64>,
    /// Whether its access tokens have a permission that the page asks for; `None` where there is no access token to tell.
    pub has_permission: Option<bool>,
}

impl KeptSignIn {
    /// Reads the values of all entries; only what is of this account and this app counts.
    pub(crate) fn read(
        values: impl Iterator<Item = String>,
        client_id: &Guid,
        permissions: &[String],
        account: &Account,
    ) -> Self {
        let entries: Vec<Object> = values
            .filter_map(|value| json::object(&value))
            .filter(|entry| is(entry, "clientId", client_id.as_str()))
            .collect();
        let of = |credential: &'static str| {
            let all = entries.iter();
            all.filter(move |entry| is(entry, "credentialType", credential))
        };
        let claims = of("IdToken").find_map(|entry| {
            let claims = claims(text(entry, "secret")?)?;
            let is_it = !account.object_id.is_empty()
                && is(&claims, "oid", &account.object_id)
                && is(&claims, "tid", &account.tenant_id);
            is_it.then(|| Some((text(entry, "homeAccountId")?, claims)))?
        });
        let Some((home, claims)) = claims else {
            return Self::default();
        };
        let is_own = |entry: &&Object| is(entry, "homeAccountId", home);
        let access = || {
            let own = of("AccessToken").filter(is_own);
            own.filter(|entry| is(entry, "realm", &account.tenant_id))
        };
        let came_ms = access()
            .filter_map(|entry| seconds_ms(entry, "cachedAt"))
            .max();
        let issued_ms = claims.get("iat").and_then(serde_json::Value::as_i64);
        let issued_ms = issued_ms.and_then(in_ms);
        let scopes = access().filter_map(|entry| text(entry, "target"));
        let is_wanted = |scope: &str| {
            let name = scope.rsplit('/').next().unwrap_or_default();
            permissions.iter().any(|one| one.eq_ignore_ascii_case(name))
        };
        let is_granted = scopes.flat_map(str::split_whitespace).map(is_wanted);
        Self {
            ends_ms: of("RefreshToken")
                .filter(is_own)
                .filter_map(|entry| seconds_ms(entry, "expiresOn"))
                .max(),
            ahead_ms: came_ms
                .zip(issued_ms)
                .and_then(|(came, issued)| came.checked_sub(issued)),
            has_permission: is_granted.reduce(|one, other| one || other),
        }
    }
}

fn text<'a>(entry: &'a Object, name: &str) -> Option<&'a str> {
    entry.get(name)?.as_str()
}

fn is(entry: &Object, name: &str, value: &str) -> bool {
    text(entry, name).is_some_and(|text| text.eq_ignore_ascii_case(value))
}

/// A moment that an entry has in seconds.
fn seconds_ms(entry: &Object, name: &str) -> Option<i64> {
    in_ms(text(entry, name)?.parse().ok()?)
}

/// A moment in seconds, in milliseconds; `None` for one that no clock can tell: years 1970 to 9999.
fn in_ms(seconds: i64) -> Option<i64> {
    let is_told = (0..253_402_300_800).contains(&seconds);
    is_told.then(|| seconds * 1_000)
}

/// The claims of an ID token, which nobody has verified: they are for display.
fn claims(token: &str) -> Option<Object> {
    let payload = token.split('.').nth(1)?;
    let bytes = base64::decoded(payload.as_bytes(), LONGEST_ID_TOKEN)?;
    json::object(str::from_utf8(&bytes).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::base64::tests::encoded;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const CLIENT: &str = "5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11";
    const TENANT: &str = "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346";
    const OID: &str = "1b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0";
    const HOME: &str = "1b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0.8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346";
    const IAT: i64 = 1_795_444_000;

    fn account() -> Account {
        Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: TENANT.to_uppercase(),
            home_tenant_id: TENANT.into(),
            object_id: OID.into(),
        }
    }

    fn read(entries: &[Value]) -> KeptSignIn {
        read_for(entries, &["User.Read"])
    }

    /// Where the page asks for these permissions.
    fn read_for(entries: &[Value], permissions: &[&str]) -> KeptSignIn {
        let values = entries.iter().map(Value::to_string);
        let permissions: Vec<String> = permissions.iter().map(|&one| one.to_owned()).collect();
        KeptSignIn::read(
            values,
            &Guid::parse(CLIENT).unwrap(),
            &permissions,
            &account(),
        )
    }

    fn id_token(claims: &Value) -> String {
        let payload = encoded(claims.to_string().as_bytes(), ['-', '_']);
        format!("e30.{}.c2ln", payload.trim_end_matches('='))
    }

    /// As MSAL 5.30 writes them.
    fn entries() -> Vec<Value> {
        let claims = json!({"oid": OID, "tid": TENANT, "iat": IAT});
        vec![
            json!({"credentialType": "IdToken", "homeAccountId": HOME, "environment": "login.windows.net", "clientId": CLIENT, "realm": TENANT, "secret": id_token(&claims), "lastUpdatedAt": "1795444300000"}),
            json!({"credentialType": "AccessToken", "homeAccountId": HOME, "clientId": CLIENT, "realm": TENANT, "secret": "opaque", "target": "openid https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All User.Read", "cachedAt": "1795444000", "expiresOn": "1795448000"}),
            json!({"credentialType": "AccessToken", "homeAccountId": HOME, "clientId": CLIENT, "realm": TENANT, "secret": "opaque", "target": "DeviceManagementApps.Read.All", "cachedAt": "1795444302", "expiresOn": "1795448000"}),
            json!({"credentialType": "RefreshToken", "homeAccountId": HOME, "clientId": CLIENT, "secret": "opaque", "expiresOn": "1795530400"}),
        ]
    }

    #[test]
    fn what_is_kept_tells_end_clock_and_permissions() {
        let kept = read(&entries());
        assert_eq!(kept.ends_ms, Some(1_795_530_400_000));
        assert_eq!(kept.ahead_ms, Some(302_000));
        for name in [
            "devicemanagementconfiguration.readwrite.all",
            "User.Read",
            "DeviceManagementApps.Read.All",
        ] {
            let kept = read_for(&entries(), &["Other.Read", name]);
            assert_eq!(kept.has_permission, Some(true), "{name}");
        }
        let kept = read_for(&entries(), &["ReadWrite.All"]);
        assert_eq!(kept.has_permission, Some(false));
    }

    #[test]
    fn what_is_of_somebody_else_or_another_app_tells_nothing() {
        for (field, value) in [
            ("clientId", json!("6f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11")),
            ("homeAccountId", json!("other")),
            ("credentialType", json!("AppMetadata")),
            ("credentialType", Value::Null),
        ] {
            let with = |of: usize| {
                let mut entries = entries();
                entries[of][field] = value.clone();
                read(&entries)
            };
            assert_eq!(with(0).ahead_ms, None, "{field}");
            assert_eq!(with(3).ends_ms, None, "{field}");
            assert_eq!(with(1).has_permission, Some(false), "{field}");
        }
        let mut guest = entries();
        guest[1]["realm"] = json!("another tenant");
        assert_eq!(read(&guest).has_permission, Some(false));
        let mut other = entries();
        other[0]["secret"] = json!(id_token(&json!({"oid": "o", "tid": TENANT, "iat": IAT})));
        assert_eq!(read(&other), KeptSignIn::default());
    }

    #[test]
    fn what_is_not_there_is_not_known() {
        assert_eq!(read(&[]), KeptSignIn::default());
        assert_eq!(read(&[]).has_permission, None);
        for (of, field) in [(3, "expiresOn"), (0, "secret")] {
            for value in [
                Value::Null,
                json!(7),
                json!(""),
                json!("9223372036854775807"),
                json!("9223372036854775"),
                json!("-9223372036854775"),
                json!("253402300800"),
                json!("-1"),
                json!("a.b.c"),
            ] {
                let mut entries = entries();
                entries[of][field] = value;
                let kept = read(&entries);
                assert!(kept.ends_ms.is_none() || kept.ahead_ms.is_none());
            }
        }
        // The sign-in host does not say how long the refresh token lasts.
        let mut entries = entries();
        entries[3].as_object_mut().unwrap().remove("expiresOn");
        let kept = read(&entries);
        assert_eq!((kept.ends_ms, kept.ahead_ms), (None, Some(302_000)));
    }

    proptest! {
        #[test]
        fn any_values_are_read(values in prop::collection::vec("\\PC*|\\{\"credentialType\":\"(IdToken|RefreshToken)\",\"clientId\":\"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11\",\"secret\":\"[a-z.=]*\",\"expiresOn\":\"-?[0-9]{0,30}\"\\}", 0..6)) {
            KeptSignIn::read(values.into_iter(), &Guid::parse(CLIENT).unwrap(), &[], &account());
        }
    }
}
