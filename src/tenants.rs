//! The tenants that `config.json` names: one, or a list of which a person chooses one, as a service provider does, or whoever has
//! a tenant to try things in beside the real one.

use serde_json::Value;

use crate::config::{Config, ConfigError, FieldProblem, PageAddress, fields, wrong};

/// The field of a list, in which each entry has the fields of the file of one tenant.
const LIST: &str = "tenants";
const NAME: &str = "name";

/// How many tenants a list may hold.
const MOST: usize = 500;

/// Why no tenant is chosen by the file alone, and so nobody can sign in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoTenant {
    /// There is no usable configuration.
    Unusable(ConfigError),
    /// The file holds a list, or the address asks for the set-up: the text of the file, for [`Tenants::parse`]. Most visits
    /// need neither, and so what reads it is loaded by itself.
    Unread(String),
}

/// Reads the text of `config.json` for a page at `page`.
pub(crate) fn read(
    text: String,
    page: PageAddress,
    asks_for_set_up: bool,
) -> Result<Config, NoTenant> {
    let fields = fields(&text).map_err(NoTenant::Unusable)?;
    if asks_for_set_up || fields.contains_key(LIST) {
        return Err(NoTenant::Unread(text));
    }
    Config::of(&fields, page).map_err(NoTenant::Unusable)
}

/// The tenants of a file; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tenants(Vec<Config>);

/// Why none of them is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unchosen {
    /// There is no usable configuration.
    Unusable(ConfigError),
    /// The address names none of them.
    ToChoose {
        tenants: Tenants,
        /// What it names, which is no tenant of this page.
        unknown: Option<String>,
    },
    /// The address asks for the set-up.
    SetUp(Tenants),
}

impl Tenants {
    /// Reads the text of a file, for a page at `page`.
    pub(crate) fn parse(text: &str, page: &PageAddress) -> Result<Self, ConfigError> {
        let fields = fields(text)?;
        let Some(list) = fields.get(LIST) else {
            return Config::of(&fields, page.clone()).map(|only| Self(vec![only]));
        };
        if let Some(other) = fields.keys().find(|name| *name != LIST) {
            return Err(wrong(other, FieldProblem::Unknown));
        }
        let entries = list
            .as_array()
            .filter(|entries| (1..=MOST).contains(&entries.len()))
            .ok_or_else(|| wrong(LIST, FieldProblem::NotTenants))?;
        let mut tenants: Vec<Config> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let place = |field: &str| format!("{LIST}[{at}].{field}");
            let Value::Object(fields) = entry else {
                return Err(wrong(LIST, FieldProblem::NotTenants));
            };
            let tenant = Config::of(fields, page.clone()).map_err(|error| match error {
                ConfigError::Field { field, problem } => wrong(&place(&field), problem),
                other => other,
            })?;
            let is_taken = |other: &Config| other.is_called(tenant.name.as_deref());
            if tenant.name.is_none() {
                return Err(wrong(&place(NAME), FieldProblem::Missing));
            }
            if tenants.iter().any(is_taken) {
                return Err(wrong(&place(NAME), FieldProblem::NameTaken));
            }
            tenants.push(tenant);
        }
        let named: Vec<_> = tenants.iter().map(|of| of.link_name(&tenants)).collect();
        if tenants.len() > 1 {
            for (tenant, name) in tenants.iter_mut().zip(named) {
                tenant.page.tenant = name;
            }
        }
        Ok(Self(tenants))
    }

    /// What an address means of the file that was read: the one tenant that it names, or the set-up.
    pub(crate) fn asked_for(
        read: Result<Self, ConfigError>,
        asks_for_set_up: bool,
        named: Option<String>,
    ) -> Result<Config, Unchosen> {
        let tenants = read.map_err(Unchosen::Unusable)?;
        if asks_for_set_up {
            return Err(Unchosen::SetUp(tenants));
        }
        tenants.meant(named)
    }

    /// All of them, in the order of the file.
    pub(crate) fn all(&self) -> &[Config] {
        &self.0
    }

    /// The one that an address means: the only one, or the one that it names by its name, its ID or its domain.
    pub(crate) fn meant(self, named: Option<String>) -> Result<Config, Unchosen> {
        let mut found = match (&*self.0, &named) {
            ([only], _) => vec![only],
            (_, None) => vec![],
            (all, Some(name)) => all.iter().filter(|of| of.is_called(Some(name))).collect(),
        };
        if found.is_empty()
            && let Some(name) = &named
        {
            let is_tenant = |of: &&Config| of.tenant.as_str().eq_ignore_ascii_case(name.trim());
            found.extend(self.0.iter().filter(is_tenant));
        }
        match *found {
            [one] => Ok(one.clone()),
            _ => Err(Unchosen::ToChoose {
                tenants: self,
                unknown: named,
            }),
        }
    }
}

impl Config {
    fn is_called(&self, name: Option<&str>) -> bool {
        match (&self.name, name) {
            (Some(own), Some(name)) => own.eq_ignore_ascii_case(name.trim()),
            _ => false,
        }
    }

    /// What names this one of several in a link: the tenant itself, and where several apps are of one tenant, its name.
    fn link_name(&self, of: &[Self]) -> Option<String> {
        let same = of.iter().filter(|other| other.tenant == self.tenant);
        match same.count() {
            1 => Some(self.tenant.as_str().to_owned()),
            _ => self.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const CLIENT: &str = "5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11";

    fn page() -> PageAddress {
        PageAddress::new("https://c.example".into(), "c.example".into(), "/x/")
    }

    fn entry(name: &str, tenant: &str) -> Value {
        json!({"name": name, "clientId": CLIENT, "tenantId": tenant, "cloud": "global"})
    }

    fn parse(tenants: &Value) -> Result<Tenants, ConfigError> {
        Tenants::parse(&json!({"tenants": tenants}).to_string(), &page())
    }

    fn three() -> Tenants {
        parse(&json!([
            entry("Contoso", "contoso.com"),
            entry("Contoso test", "contoso.com"),
            entry("Fabrikam", "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346"),
        ]))
        .unwrap()
    }

    #[test]
    fn an_address_names_one_by_name_domain_or_id_and_never_one_of_two() {
        for (named, found) in [
            ("contoso", Some("Contoso")),
            (" Contoso TEST ", Some("Contoso test")),
            ("8F3C1B52-0D4E-4A6B-9C57-2E1D7A90B346", Some("Fabrikam")),
            ("contoso.com", None),
            ("", None),
            ("adatum.com", None),
        ] {
            let meant = three().meant(Some(named.to_owned()));
            let name = meant.as_ref().ok().and_then(|of| of.name.as_deref());
            assert_eq!(name, found, "{named}");
            if found.is_none() {
                let Err(Unchosen::ToChoose { unknown, tenants }) = meant else {
                    panic!("{named}")
                };
                assert_eq!((unknown.as_deref(), tenants.all().len()), (Some(named), 3));
            }
        }
        assert!(three().meant(None).is_err());
    }

    #[test]
    fn a_file_of_one_tenant_means_that_one_whatever_a_link_says() {
        let file = json!({"clientId": CLIENT, "tenantId": "contoso.com", "cloud": "global"});
        let read = |asks_for_set_up| read(file.to_string(), page(), asks_for_set_up);
        let config = read(false).unwrap();
        assert_eq!(config.page.link("?a=1"), "https://c.example/x/?a=1");
        assert_eq!(read(true), Err(NoTenant::Unread(file.to_string())));
        let tenants = Tenants::parse(&file.to_string(), &page()).unwrap();
        assert_eq!(tenants.all(), [config]);
        let list = parse(&json!([entry("A", "contoso.com")])).unwrap();
        assert_eq!(
            list.meant(None).unwrap().page.link(""),
            "https://c.example/x/"
        );
    }

    #[test]
    fn the_links_of_a_page_of_several_name_the_tenant_and_find_it_again() {
        let three = three();
        let links: Vec<_> = three
            .all()
            .iter()
            .map(|of| of.page.link("?ids=1"))
            .collect();
        assert_eq!(
            links,
            [
                "https://c.example/x/?ids=1&tenant=Contoso",
                "https://c.example/x/?ids=1&tenant=Contoso%20test",
                "https://c.example/x/?ids=1&tenant=8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346",
            ]
        );
        for tenant in three.all() {
            let meant = three.clone().meant(tenant.page.tenant.clone());
            assert_eq!(meant.as_ref(), Ok(tenant));
        }
    }

    #[test]
    fn what_is_wrong_in_a_list_is_named_with_its_place() {
        use FieldProblem as P;
        let nameless = json!({"clientId": CLIENT, "tenantId": "a.com", "cloud": "global"});
        for (tenants, field, problem) in [
            (json!([]), "tenants", P::NotTenants),
            (json!({}), "tenants", P::NotTenants),
            (json!([7]), "tenants", P::NotTenants),
            (json!([nameless]), "tenants[0].name", P::Missing),
            (
                json!([entry("A", "a.com"), entry("a", "b.com")]),
                "tenants[1].name",
                P::NameTaken,
            ),
            (
                json!([entry("A", "a.com"), entry("B", "common")]),
                "tenants[1].tenantId",
                P::NotATenant,
            ),
            (
                json!(vec![entry("A", "a.com"); 501]),
                "tenants",
                P::NotTenants,
            ),
        ] {
            assert_eq!(parse(&tenants), Err(wrong(field, problem)), "{field}");
        }
        let text = json!({"tenants": [entry("A", "a.com")]}).to_string();
        assert_eq!(
            read(text.clone(), page(), false),
            Err(NoTenant::Unread(text))
        );
        let beside = json!({"tenants": [entry("A", "a.com")], "cloud": "global"});
        assert_eq!(
            Tenants::parse(&beside.to_string(), &page()),
            Err(wrong("cloud", P::Unknown))
        );
    }

    #[test]
    fn an_address_that_asks_for_the_set_up_gets_it_whoever_it_names() {
        let named = Some("Fabrikam".to_owned());
        let asked = Tenants::asked_for(Ok(three()), true, named.clone());
        assert_eq!(asked, Err(Unchosen::SetUp(three())));
        assert!(Tenants::asked_for(Ok(three()), false, named).is_ok());
        let wrong = wrong("cloud", FieldProblem::Missing);
        assert_eq!(
            Tenants::asked_for(Err(wrong.clone()), true, None),
            Err(Unchosen::Unusable(wrong))
        );
    }
}
