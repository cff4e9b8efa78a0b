//! The requests this page makes, as plain values.

use crate::{config::Config, guid::Guid, profile::Target};

/// A URL at the Graph host of the configured cloud; a token is sent to nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphUrl(String);

impl GraphUrl {
    /// The URL's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The methods of the requests this page makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`, without a body.
    Post,
}

impl Method {
    /// The method's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A request to Graph, whole but for the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address.
    pub url: GraphUrl,
    /// A new GUID each time; Graph echoes it and Intune logs it as its Activity ID.
    ///
    /// <https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support>
    pub client_request_id: Guid,
}

/// The request that revokes a profile's current token.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-revoketoken>
pub fn revoke_token(config: &Config, target: &Target, client_request_id: Guid) -> Request {
    Request {
        method: Method::Post,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/{}/{}/revokeToken",
            config.graph_origin(),
            target.profile_type.collection(),
            target.profile_id,
        )),
        client_request_id,
    }
}

/// The request that reads a profile, without its secrets.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-get>
pub fn get_profile(config: &Config, target: &Target, client_request_id: Guid) -> Request {
    Request {
        method: Method::Get,
        url: GraphUrl(format!(
            "{}/beta/deviceManagement/{}/{}?$select={}",
            config.graph_origin(),
            target.profile_type.collection(),
            target.profile_id.bare(),
            target.profile_type.select(),
        )),
        client_request_id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::PageAddress,
        profile::{ProfileId, ProfileType},
    };

    #[test]
    fn a_revocation_is_the_documented_request() {
        let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
        let config = Config::parse(
            r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"global"}"#,
            page,
        )
        .unwrap();
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
            let read = get_profile(&config, &target, id.clone());
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
