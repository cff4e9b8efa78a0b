//! Further permissions: each is asked for only when what needs it is used, and sign-in asks for none of them.

use crate::keyed::keyed;

/// A delegated permission of Microsoft Graph, the least that there is for what needs it. Its key is its name.
///
/// <https://learn.microsoft.com/graph/permissions-reference>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Intune's audit log: <https://learn.microsoft.com/graph/api/intune-auditing-auditevent-list>.
    AuditEvents,
    /// The devices that Intune manages: <https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list>.
    ManagedDevices,
    /// What the person's roles allow: <https://learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions>.
    Rbac,
}

keyed!(pub each Permission {
    AuditEvents => "DeviceManagementApps.Read.All",
    ManagedDevices => "DeviceManagementManagedDevices.Read.All",
    Rbac => "DeviceManagementRBAC.Read.All",
});
