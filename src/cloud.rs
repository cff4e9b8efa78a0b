//! The four Microsoft clouds, a closed list: a token never goes to any other host.

use crate::guid::Guid;

/// A Microsoft cloud that has Intune's Graph API.
///
/// Hosts: <https://learn.microsoft.com/graph/deployments> and
/// <https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cloud {
    /// The worldwide cloud, which includes US Government GCC.
    #[default]
    Global,
    /// US Government L4, also called GCC High.
    UsGov,
    /// US Government L5, Department of Defense.
    UsGovDoD,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// Every cloud, in the order in which a person is shown them.
    pub const ALL: [Self; 4] = [Self::Global, Self::UsGov, Self::UsGovDoD, Self::China];

    /// The name that `config.json` uses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::UsGov => "usGov",
            Self::UsGovDoD => "usGovDoD",
            Self::China => "china",
        }
    }

    /// The cloud of a name in `config.json`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.key() == key)
    }

    /// The host that signs people in.
    pub fn sign_in_host(self) -> &'static str {
        match self {
            Self::Global => "login.microsoftonline.com",
            Self::UsGov | Self::UsGovDoD => "login.microsoftonline.us",
            Self::China => "login.partner.microsoftonline.cn",
        }
    }

    /// The host of Microsoft Graph.
    pub fn graph_host(self) -> &'static str {
        match self {
            Self::Global => "graph.microsoft.com",
            Self::UsGov => "graph.microsoft.us",
            Self::UsGovDoD => "dod-graph.microsoft.us",
            Self::China => "microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The name that `Connect-MgGraph -Environment` takes.
    ///
    /// <https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands>
    pub fn power_shell_environment(self) -> &'static str {
        match self {
            Self::Global => "Global",
            Self::UsGov => "USGov",
            Self::UsGovDoD => "USGovDoD",
            Self::China => "China",
        }
    }

    /// The portal in which an app is registered.
    pub fn registration_portal(self) -> &'static str {
        match self {
            Self::Global => "https://entra.microsoft.com",
            Self::UsGov | Self::UsGovDoD => "https://portal.azure.us",
            Self::China => "https://portal.azure.cn",
        }
    }

    /// The page of a device in the Intune admin center.
    ///
    /// Microsoft publishes no such address; many administrators' tools link to this one, such as
    /// <https://github.com/KelvinTegelaar/CIPP>.
    pub(crate) fn intune_device(self, id: &Guid) -> String {
        let host = match self {
            Self::Global => "intune.microsoft.com",
            Self::UsGov | Self::UsGovDoD => "intune.microsoft.us",
            Self::China => "intune.microsoftonline.cn",
        };
        format!(
            "https://{host}/#view/Microsoft_Intune_Devices/DeviceSettingsMenuBlade/~/overview/mdmDeviceId/{id}"
        )
    }

    /// The page of the Intune admin center that lists Android enrollment profiles.
    ///
    /// No address of a single profile's page is published, so the list is as close as a link gets. The path is the one that
    /// administrators' guides link to, in use since the admin center had another host (`endpoint.microsoft.com/#blade/…`). Hosts:
    /// <https://learn.microsoft.com/intune/intune-service/fundamentals/intune-govt-service-description> and
    /// <https://learn.microsoft.com/intune/intune-service/fundamentals/china>.
    pub fn intune_portal(self) -> &'static str {
        match self {
            Self::Global => {
                "https://intune.microsoft.com/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
            }
            Self::UsGov | Self::UsGovDoD => {
                "https://intune.microsoft.us/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
            }
            Self::China => {
                "https://intune.microsoftonline.cn/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_its_cloud() {
        for cloud in Cloud::ALL {
            assert_eq!(Cloud::from_key(cloud.key()), Some(cloud));
        }
        for key in ["", "Global", "germany", "usgov"] {
            assert_eq!(Cloud::from_key(key), None, "{key}");
        }
    }

    #[test]
    fn each_cloud_has_its_admin_center() {
        for (cloud, host) in [
            (Cloud::Global, "intune.microsoft.com"),
            (Cloud::UsGov, "intune.microsoft.us"),
            (Cloud::UsGovDoD, "intune.microsoft.us"),
            (Cloud::China, "intune.microsoftonline.cn"),
        ] {
            let rest = cloud.intune_portal().strip_prefix("https://");
            assert!(rest.is_some_and(|rest| {
                rest.strip_prefix(host).is_some_and(|rest| {
                    rest.starts_with("/#view/") && rest.ends_with("/~/androidEnrollment")
                })
            }));
            let id = Guid::from_random([7; 16]);
            let device = cloud.intune_device(&id);
            let start = format!("https://{host}/#view/Microsoft_Intune_Devices/");
            assert!(device.starts_with(&start), "{device}");
            assert!(device.ends_with(&format!("/mdmDeviceId/{id}")), "{device}");
        }
    }
}
