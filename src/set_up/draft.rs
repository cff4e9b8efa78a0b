//! The `config.json` that is being written.

use super::entry::{client_id_problem, tenant_problem};
use crate::{cloud::Cloud, config::Tenant, guid::Guid};

/// A file of one tenant whose every entry is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub client_id: Guid,
    pub tenant: Tenant,
    pub cloud: Cloud,
}

impl Draft {
    /// What was entered; `None` until it is right.
    pub(crate) fn of(client_id: &str, tenant: &str, cloud: Cloud) -> Option<Self> {
        let is_wrong =
            client_id_problem(client_id).is_some() || tenant_problem(tenant, client_id).is_some();
        if is_wrong {
            return None;
        }
        Some(Self {
            client_id: Guid::parse(client_id.trim())?,
            tenant: Tenant::parse(tenant.trim())?,
            cloud,
        })
    }

    /// The text of the file.
    pub(crate) fn file(&self) -> String {
        let Self {
            client_id,
            tenant,
            cloud,
        } = self;
        format!(
            "{{\n  \"clientId\": \"{client_id}\",\n  \"tenantId\": \"{}\",\n  \"cloud\": \"{}\"\n}}\n",
            tenant.as_str(),
            cloud.key()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, PageAddress};

    #[test]
    fn the_file_that_is_offered_is_one_that_the_page_takes() {
        const CLIENT: &str = "5F1C7A52-4b0f-4d7e-9a55-0c6c2f1d8e11";
        let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
        for cloud in Cloud::ALL {
            let draft = Draft::of(&format!(" {CLIENT} "), "Contoso.com", cloud).unwrap();
            let config = Config::parse(&draft.file(), page.clone()).unwrap();
            assert_eq!(config.cloud, cloud);
            assert_eq!(config.tenant, draft.tenant);
        }
        assert_eq!(Draft::of("x", "contoso.com", Cloud::Global), None);
        assert_eq!(Draft::of(CLIENT, "common", Cloud::Global), None);
        assert_eq!(Draft::of(CLIENT, CLIENT, Cloud::Global), None);
    }
}
