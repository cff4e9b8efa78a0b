//! Causes of a failed sign-in.

use crate::keyed::keyed;

/// The causes that somebody can do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInCause {
    /// The person turned back, or declined.
    Cancelled,
    /// Nobody has granted the app its permission in this tenant.
    ConsentMissing,
    /// The person is not among those who may use the app.
    NotAssigned,
    /// The app is switched off in the tenant.
    AppDisabled,
    /// The account is not of the configured tenant.
    WrongTenant,
    /// The password is wrong, or has to be changed.
    Password,
    /// The account is locked or disabled.
    AccountBlocked,
    /// A policy of the organization refuses the app, the place or the risk.
    PolicyRefused,
    /// A policy of the organization wants a device that it knows.
    DeviceRefused,
    /// The sign-in host does not know the app or the tenant of the configuration.
    UnknownApp,
    /// The page's redirect URI is not registered, or not as that of a single-page application.
    RedirectUri,
    /// The app is not registered with the permission that is asked for.
    PermissionMissing,
    /// The tenant does not know the service that the permission belongs to.
    ServiceMissing,
    /// Something on the way takes the header `Origin` away.
    OriginRemoved,
    /// The browser kept the second window from opening.
    PopupBlocked,
    /// The second window gave no answer in time.
    PopupNotFinished,
    /// Another sign-in of this page is under way.
    InProgress,
    /// The browser keeps nothing for this page.
    StorageDenied,
    /// The sign-in host was not reached.
    Offline,
    /// The sign-in host asks to wait.
    Throttled,
    /// What the sign-in host asks in its turn, such as the organization's own directory, has a fault.
    FederationFault,
    /// The sign-in page was old, or was left on the way.
    StartAgain,
    /// The person has to sign in again.
    Expired,
    /// Another person came back from the sign-in host than had left.
    OtherAccount,
    Other,
}

keyed! {
    SignInCause {
        Cancelled => "cancelled",
        Expired => "expired",
        WrongTenant => "wrongTenant",
        Password => "password",
        AccountBlocked => "accountBlocked",
        PopupBlocked => "popupBlocked",
        PopupNotFinished => "popupNotFinished",
        InProgress => "inProgress",
        OtherAccount => "otherAccount",
        StorageDenied => "storageDenied",
        ConsentMissing => "consentMissing",
        NotAssigned => "notAssigned",
        AppDisabled => "appDisabled",
        PolicyRefused => "policyRefused",
        DeviceRefused => "deviceRefused",
        RedirectUri => "redirectUri",
        PermissionMissing => "permissionMissing",
        ServiceMissing => "serviceMissing",
        UnknownApp => "unknownApp",
        OriginRemoved => "originRemoved",
        Offline => "offline",
        Throttled => "throttled",
        FederationFault => "federationFault",
        StartAgain => "startAgain",
        Other => "other",
    }
}
