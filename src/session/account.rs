//! Who is signed in, and why nobody is.
use super::sign_in_failure::SignInFailure;

/// The state of sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Session {
    /// Sign-in is being set up, or a redirect is being finished.
    Starting,
    /// Microsoft's sign-in library is not there.
    Unavailable {
        /// MSAL's code, or what JavaScript threw.
        code: String,
    },
    /// The browser keeps nothing for this page, so that no sign-in would last.
    NothingKept {
        /// What the browser threw, by name.
        code: String,
    },
    /// Nobody is signed in.
    SignedOut {
        /// Why the last attempt failed, if there was one.
        failure: Option<SignInFailure>,
    },
    /// The sign-in host has the person, in another window or in this one.
    SigningIn,
    /// Somebody is signed in.
    SignedIn(Account),
}

/// The signed-in person. For display only: MSAL.js does not verify the ID token that this comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The display name; empty if the sign-in host gave none.
    pub name: String,
    /// The user principal name.
    pub upn: String,
    /// The ID of the tenant that signed the person in.
    pub tenant_id: String,
    /// The ID of the tenant that the account is of, which for a guest is another one; empty where that is not known.
    pub home_tenant_id: String,
    /// The object ID of the person in the tenant that signed them in; empty where that is not known.
    pub object_id: String,
}

impl Account {
    /// The domain of the tenant by which the person is named there; a guest's is that of somebody else's tenant.
    pub fn domain(&self) -> Option<&str> {
        let (_, domain) = self.upn.rsplit_once('@')?;
        let is_at_home = self.home_tenant_id.eq_ignore_ascii_case(&self.tenant_id);
        (is_at_home && !domain.is_empty()).then_some(domain)
    }

    /// Whether this is the same person in the same tenant, whatever the display name is now.
    ///
    /// Entra tells neither tenant IDs nor user principal names apart by case, and does not give them back in the same one
    /// every time. The names are ASCII: <https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname>
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.tenant_id.eq_ignore_ascii_case(&other.tenant_id)
            && self.upn.eq_ignore_ascii_case(&other.upn)
    }
}
