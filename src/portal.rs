//! Links into the Intune admin center.

use crate::cloud::Cloud;

/// The page of the Intune admin center that lists Android enrollment profiles.
///
/// No address of a single profile's page is published, so the list is as close as a link gets. The path is the one that
/// administrators' guides link to, in use since the admin center had another host (`endpoint.microsoft.com/#blade/…`). Hosts:
/// <https://learn.microsoft.com/intune/intune-service/fundamentals/intune-govt-service-description> and
/// <https://learn.microsoft.com/intune/intune-service/fundamentals/china>.
pub fn enrollment_profiles(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global => {
            "https://intune.microsoft.com/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
        }
        Cloud::UsGov | Cloud::UsGovDoD => {
            "https://intune.microsoft.us/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
        }
        Cloud::China => {
            "https://intune.microsoftonline.cn/#view/Microsoft_Intune_DeviceSettings/DevicesAndroidMenu/~/androidEnrollment"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_has_its_admin_center() {
        for (cloud, host) in [
            (Cloud::Global, "intune.microsoft.com"),
            (Cloud::UsGov, "intune.microsoft.us"),
            (Cloud::UsGovDoD, "intune.microsoft.us"),
            (Cloud::China, "intune.microsoftonline.cn"),
        ] {
            let rest = enrollment_profiles(cloud).strip_prefix("https://");
            assert!(rest.is_some_and(|rest| {
                rest.strip_prefix(host).is_some_and(|rest| {
                    rest.starts_with("/#view/") && rest.ends_with("/~/androidEnrollment")
                })
            }));
        }
    }
}
