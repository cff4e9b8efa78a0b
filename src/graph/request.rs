//! The requests this page makes, as plain values.

use super::audit;
use crate::{
    config::Config,
    guid::Guid,
    profile::{ProfileType, Target},
    time::{Time, rfc3339},
};

/// A URL at the Graph host of the configured cloud; a token is sent to nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphUrl(String);

impl GraphUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The methods of the requests this page makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Where the answer to a request may come from.
///
/// A browser asks with a preflight before each request whose answer must come from Graph, and else only where it has not
/// asked lately: <https://fetch.spec.whatwg.org/#cors-preflight-cache>, and what Chromium makes of it in
/// `services/network/cors/preflight_controller.cc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// From Graph, and the browser keeps it nowhere.
    Fresh,
    /// From Graph. Of whatever the browser kept of this address before nothing is left, and it may keep this.
    Renewing,
    /// From Graph, or what the browser kept of the last that was [`Renewing`](Self::Renewing).
    MayBeKept,
}

/// A request to Graph, whole but for the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    pub url: GraphUrl,
    /// A new GUID each time; Graph echoes it and Intune logs it as its Activity ID.
    ///
    /// <https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support>
    pub client_request_id: Guid,
    pub freshness: Freshness,
    /// What is sent with it: JSON, if anything.
    pub body: Option<String>,
}

/// The request that revokes a profile's current token.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-revoketoken>
pub fn revoke_token(config: &Config, target: &Target, client_request_id: Guid) -> Request {
    act(config, target, "revokeToken", client_request_id)
}

/// The request that makes a new token of a profile, which works for so many seconds.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-createtoken>
pub fn create_token(
    config: &Config,
    target: &Target,
    validity_seconds: u32,
    client_request_id: Guid,
) -> Request {
    Request {
        body: Some(format!("{{\"tokenValidityInSeconds\":{validity_seconds}}}")),
        ..act(config, target, "createToken", client_request_id)
    }
}

fn act(config: &Config, target: &Target, action: &str, client_request_id: Guid) -> Request {
    Request {
        method: Method::Post,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/{}/{}/{action}",
            config.graph_origin(),
            target.profile_type.collection(),
            target.profile_id,
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request that reads a profile, without its secrets.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-get>
pub fn get_profile(
    config: &Config,
    target: &Target,
    freshness: Freshness,
    client_request_id: Guid,
) -> Request {
    let select = target.profile_type.select();
    Request {
        freshness,
        ..get(config, target, select, client_request_id)
    }
}

/// The request that reads the token of one profile, which its collection did not tell.
pub fn get_token(config: &Config, target: &Target, client_request_id: Guid) -> Request {
    get(config, target, TOKEN, client_request_id)
}

/// What is asked for where somebody wants to see the QR code of a token, once they were told what it is; [`get_qr_code`] alone
/// asks for it.
const QR_CODE: &str = "id,displayName,enrollmentMode,tokenCreationDateTime,tokenExpirationDateTime,qrCodeContent,qrCodeImage";

/// The same of the older collection, which knows no mode and no creation.
const QR_CODE_OF_ANDROID_FOR_WORK: &str =
    "id,displayName,tokenExpirationDateTime,qrCodeContent,qrCodeImage";

/// The request that reads the QR code of one profile's token.
pub fn get_qr_code(config: &Config, target: &Target, client_request_id: Guid) -> Request {
    let select = match target.profile_type {
        ProfileType::AndroidForWork => QR_CODE_OF_ANDROID_FOR_WORK,
        ProfileType::DeviceOwner => QR_CODE,
    };
    get(config, target, select, client_request_id)
}

fn get(config: &Config, target: &Target, select: &str, client_request_id: Guid) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/{}/{}?$select={select}",
            config.graph_origin(),
            target.profile_type.collection(),
            target.profile_id.bare(),
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request for the first page of a collection, without secrets.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-list>
pub fn list_profiles(
    config: &Config,
    profile_type: ProfileType,
    client_request_id: Guid,
) -> Request {
    list(
        config,
        profile_type,
        profile_type.select(),
        client_request_id,
    )
}

/// What is asked for where tokens are compared: with [`list_tokens`] and [`get_token`], which no others but those who look
/// for the profile of a token may send, this page asks for secrets.
///
/// `tokenValue` comes only when it is selected: <https://learn.microsoft.com/graph/query-parameters#select-parameter>
const TOKEN: &str = "id,tokenValue";

/// The request for the first page of the tokens of a collection.
pub fn list_tokens(config: &Config, profile_type: ProfileType, client_request_id: Guid) -> Request {
    list(config, profile_type, TOKEN, client_request_id)
}

fn list(
    config: &Config,
    profile_type: ProfileType,
    select: &str,
    client_request_id: Guid,
) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/{}?$select={select}",
            config.graph_origin(),
            profile_type.collection(),
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request for the first page of Intune's audit log from one moment to another, to the second, the last event first.
///
/// <https://learn.microsoft.com/graph/api/intune-auditing-auditevent-list>
pub fn list_audit_events(
    config: &Config,
    from: Time,
    to: Time,
    client_request_id: Guid,
) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/auditEvents?$filter=activityDateTime%20ge%20{}%20and%20activityDateTime%20le%20{}&$orderby=activityDateTime%20desc&$select={}",
            config.graph_origin(),
            from.rfc3339(),
            to.rfc3339(),
            audit::SELECT,
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request for the first page of the devices that enrolled since a moment.
///
/// Graph filters devices by few fields, and its comparisons are `gt` and `lt`: so it is asked for what is later than a second
/// before. <https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list>
pub fn list_devices(
    config: &Config,
    since_ms: i64,
    select: &str,
    client_request_id: Guid,
) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/managedDevices?$filter=enrolledDateTime%20gt%20{}&$select={select}",
            config.graph_origin(),
            rfc3339(since_ms.saturating_sub(1_000)),
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request that reads the name of the profile with which a device enrolled.
///
/// <https://learn.microsoft.com/graph/api/intune-devices-manageddevice-get>
pub fn get_device(config: &Config, id: &Guid, client_request_id: Guid) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/managedDevices/{id}?$select=id,enrollmentProfileName",
            config.graph_origin(),
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request for what the person's roles allow, in every scope: which scope a person's own are read with is not documented, and
/// Microsoft's own tests ask for `*`.
///
/// <https://learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions>
pub fn get_effective_permissions(config: &Config, client_request_id: Guid) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/getEffectivePermissions(scope='*')",
            config.graph_origin(),
        )),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    }
}

/// The request for a further page, whose address Graph gave as `@odata.nextLink`; `None` where it leads anywhere but to the
/// Graph host of the configured cloud, for there the token must not go.
///
/// <https://learn.microsoft.com/graph/paging>
pub fn next_page(config: &Config, link: &str, client_request_id: Guid) -> Option<Request> {
    let origin = config.graph_origin();
    let path = path_on(&origin, link)?;
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (path.starts_with('/') && plain && link.len() <= LONGEST_LINK).then(|| Request {
        method: Method::Get,
        url: GraphUrl(format!("{origin}{path}")),
        client_request_id,
        freshness: Freshness::Fresh,
        body: None,
    })
}

/// What stands behind the origin in a link. The origin may be in any case, and may name the port that https has anyway.
fn path_on<'a>(origin: &str, link: &'a str) -> Option<&'a str> {
    let (start, rest) = link.split_at_checked(origin.len())?;
    if !start.eq_ignore_ascii_case(origin) {
        return None;
    }
    let has_usual_port = origin
        .strip_prefix("https://")
        .is_some_and(|host| !host.contains([':', '/']));
    match rest.strip_prefix(":443") {
        Some(path) if has_usual_port => Some(path),
        _ => Some(rest),
    }
}

/// How long the address of a further page may be, in bytes.
const LONGEST_LINK: usize = 16_384;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::PageAddress,
        profile::{ProfileId, ProfileType},
    };

    fn config() -> Config {
        let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
        Config::parse(
            r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"global"}"#,
            page,
        )
        .unwrap()
    }

    #[test]
    fn lists_ask_for_no_secret_but_where_tokens_are_wanted() {
        let id = Guid::from_random([7; 16]);
        for profile_type in ProfileType::ALL {
            let start = format!(
                "https://graph.microsoft.com/beta/deviceManagement/{}?$select=",
                profile_type.collection()
            );
            let list = list_profiles(&config(), profile_type, id.clone());
            assert_eq!(list.method, Method::Get);
            assert_eq!(
                list.url.as_str(),
                format!("{start}{}", profile_type.select())
            );
            let tokens = list_tokens(&config(), profile_type, id.clone());
            assert_eq!(tokens.url.as_str(), format!("{start}id,tokenValue"));
            // What has a secret in it is kept nowhere.
            assert_eq!(tokens.freshness, Freshness::Fresh);
            let target = Target {
                profile_type,
                profile_id: ProfileId::parse("AOSP-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
            };
            let one = get_token(&config(), &target, id.clone());
            assert_eq!((one.method, one.freshness), (Method::Get, Freshness::Fresh));
            assert_eq!(
                one.url.as_str(),
                start.replace('?', "/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9?") + "id,tokenValue"
            );
        }
    }

    #[test]
    fn the_audit_log_is_asked_for_a_stretch_of_time() {
        let sent_at = Time {
            unix_ms: 1_795_444_340_999,
            offset_minutes: 60,
        };
        let (from, to) = audit::window(sent_at);
        let request = list_audit_events(&config(), from, to, Guid::from_random([7; 16]));
        assert_eq!(request.method, Method::Get);
        assert_eq!(
            request.url.as_str(),
            "https://graph.microsoft.com/beta/deviceManagement/auditEvents\
             ?$filter=activityDateTime%20ge%202026-11-23T14:27:20Z%20and%20activityDateTime%20le%202026-11-23T15:32:20Z\
             &$orderby=activityDateTime%20desc\
             &$select=id,activity,activityType,activityOperationType,activityResult,activityDateTime,actor,componentName,correlationId,resources"
        );
    }

    #[test]
    fn a_further_page_is_fetched_from_the_configured_host_only() {
        let next = |link: &str| next_page(&config(), link, Guid::from_random([7; 16]));
        let link =
            "https://graph.microsoft.com/beta/deviceManagement/x?$skiptoken=a%20b&$select=id";
        assert_eq!(next(link).unwrap().url.as_str(), link);
        for link in [
            "",
            "/beta/deviceManagement/x",
            "http://graph.microsoft.com/beta/x",
            "https://graph.microsoft.com",
            "https://graph.microsoft.com.evil.example/beta/x",
            "https://graph.microsoft.com@evil.example/beta/x",
            "https://graph.microsoft.com:444/beta/x",
            "https://graph.microsoft.us/beta/x",
            "https://evil.example/https://graph.microsoft.com/",
            "https://graph.microsoft.com/\\evil.example/x",
            "https://graph.microsoft.com/beta x",
            "https://graph.microsoft.com/be\tta",
        ] {
            assert_eq!(next(link), None, "{link}");
        }
        let long = format!("{link}{}", "a".repeat(LONGEST_LINK));
        assert_eq!(next(&long), None);
    }

    #[test]
    fn a_revocation_is_the_documented_request() {
        let config = config();
        let id = Guid::from_random([7; 16]);
        for (profile_type, text, path) in [
            (
                ProfileType::AndroidForWork,
                "0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9",
                "androidForWorkEnrollmentProfiles/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            ),
            (
                ProfileType::DeviceOwner,
                "AOSP-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
                "androidDeviceOwnerEnrollmentProfiles/AOSP-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            ),
        ] {
            let target = Target {
                profile_type,
                profile_id: ProfileId::parse(text).unwrap(),
            };
            let request = revoke_token(&config, &target, id.clone());
            assert_eq!(request.method.as_str(), "POST");
            assert_eq!(
                request.url.as_str(),
                format!("https://graph.microsoft.com/beta/deviceManagement/{path}/revokeToken")
            );
            assert_eq!(request.client_request_id, id);
            assert_eq!(request.freshness, Freshness::Fresh);
            let read = get_profile(&config, &target, Freshness::Renewing, id.clone());
            assert_eq!(read.freshness, Freshness::Renewing);
            assert_eq!(read.method.as_str(), "GET");
            assert_eq!(
                read.url.as_str(),
                format!(
                    "https://graph.microsoft.com/beta/deviceManagement/{}?$select={}",
                    path.replace("AOSP-", ""),
                    profile_type.select()
                )
            );
        }
    }
}
