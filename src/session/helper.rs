//! Who can help where a sign-in failed: what `docs/sign-in.md` says, and what the words of each cause are held against.

use super::sign_in_cause::SignInCause;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Helper {
    /// The person who signs in.
    Person,
    /// Whoever manages the tenant: its policies, accounts and apps.
    Administrator,
    /// Whoever registered the app, at a step of the registration in the README.
    Registrar {
        /// The number of the step.
        step: u8,
    },
    /// Whoever manages the network, or what else stands between the browser and the sign-in host.
    Network,
    /// Nobody has to: trying again does.
    Later,
}

impl SignInCause {
    pub(crate) fn helper(self) -> Helper {
        match self {
            Self::Cancelled
            | Self::Expired
            | Self::WrongTenant
            | Self::Password
            | Self::PopupBlocked
            | Self::PopupNotFinished
            | Self::InProgress
            | Self::OtherAccount
            | Self::StorageDenied => Helper::Person,
            Self::ConsentMissing
            | Self::NotAssigned
            | Self::AppDisabled
            | Self::AccountBlocked
            | Self::PolicyRefused
            | Self::DeviceRefused => Helper::Administrator,
            Self::RedirectUri => Helper::Registrar { step: 3 },
            Self::PermissionMissing | Self::ServiceMissing => Helper::Registrar { step: 4 },
            Self::UnknownApp => Helper::Registrar { step: 5 },
            Self::OriginRemoved | Self::Offline => Helper::Network,
            Self::Throttled | Self::FederationFault | Self::StartAgain | Self::Other => {
                Helper::Later
            }
        }
    }
}
