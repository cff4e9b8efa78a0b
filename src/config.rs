//! `config.json`: which app, tenant and cloud this page serves. Read at start, never compiled in.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::{cloud::Cloud, guid::Guid, permission::Permission, profile::Target, session::Account};

/// The permission that sign-in asks for unless `scopes` says otherwise.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androidforworkenrollmentprofile-revoketoken>
pub(crate) const DEFAULT_PERMISSION: &str = "DeviceManagementConfiguration.ReadWrite.All";

/// The path, on the page's own origin, at which the file stands.
pub(crate) const FILE: &str = "config.json";

/// All but the unreserved characters of <https://www.rfc-editor.org/rfc/rfc3986#section-2.3>.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

const FIELDS: [&str; 8] = [
    "clientId", "tenantId", "cloud", "name", "color", "signIn", "scopes", "sandbox",
];

/// The parameter of an address that names one of several tenants.
pub(crate) const TENANT: &str = "tenant";

/// How many characters the name of a tenant may have.
const LONGEST_NAME: usize = 60;

/// A configuration whose every value is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The app registration's Application (client) ID.
    pub client_id: Guid,
    /// The tenant whose people may sign in.
    pub tenant: Tenant,
    /// The cloud of that tenant.
    pub cloud: Cloud,
    /// What the tenant is called on the page, if the file says so.
    pub name: Option<String>,
    /// The color of the header, if the file says one.
    pub color: Option<HeaderColor>,
    /// How a person is taken to the sign-in host.
    pub sign_in: SignInMode,
    /// The delegated permissions of Graph to ask for, such as [`DEFAULT_PERMISSION`]; never empty.
    pub permissions: Vec<String>,
    /// Where the page itself stands.
    pub page: PageAddress,
    sandbox: Option<Sandbox>,
}

/// A tenant by its ID or by one of its domains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tenant {
    /// The Directory (tenant) ID.
    Id(Guid),
    /// A verified domain, in lower case.
    Domain(String),
}

/// How a person is taken to the sign-in host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignInMode {
    /// The page itself goes there and comes back.
    #[default]
    Redirect,
    /// A second window goes there.
    Popup,
}

/// The colors that a header can have, which tell one tenant from another at a glance. A closed list: with each, in both themes,
/// what stands in the header can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderColor(&'static str);

impl HeaderColor {
    const ALL: [&'static str; 5] = ["blue", "green", "orange", "purple", "red"];

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| *name == text).map(Self)
    }

    /// What `config.json` and the style sheet call it.
    pub(crate) fn name(self) -> &'static str {
        self.0
    }
}

/// Paths on the page's own origin, so that no configuration can send a token to another host.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sandbox {
    sign_in: String,
    graph: String,
}

/// Where the page stands, as the browser's address bar has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAddress {
    /// `https://console.contoso.com`
    pub origin: String,
    /// `console.contoso.com`, with the port if there is one.
    pub host: String,
    /// `/tools/console/`, ending with a slash.
    pub folder: String,
    /// What names the tenant in the page's own links, where there are several.
    pub tenant: Option<String>,
}

/// Why there is no usable configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConfigError {
    /// The web server has no such file, or did not answer; the HTTP status if there was one.
    Unavailable {
        /// The HTTP status, if the server answered.
        status: Option<u16>,
    },
    /// The file is no JSON object.
    NotJson {
        /// The line where reading stopped, from 1; 0 if the text is JSON, but no object.
        line: usize,
        /// The column where reading stopped, from 1.
        column: usize,
    },
    /// One field is wrong.
    Field {
        /// The field's name in the file.
        field: String,
        /// What is wrong with it.
        problem: FieldProblem,
    },
}

/// What is wrong with a field of `config.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldProblem {
    /// It must be there and is not.
    Missing,
    /// It must be a GUID.
    NotAGuid,
    /// It must be a tenant's GUID or domain; `common` and the like stand for no tenant.
    NotATenant,
    /// It must be a key of [`Cloud`].
    UnknownCloud,
    /// It must be a name of at most 60 characters.
    NotAName,
    /// It must be the name of a [`HeaderColor`].
    UnknownColor,
    /// It must be a list of at most 500 tenants, each an object.
    NotTenants,
    /// Another tenant of the list has the same name.
    NameTaken,
    /// It must be `redirect` or `popup`.
    UnknownSignIn,
    /// It must be a list of permission names of Graph.
    NotPermissions,
    /// It must be an object of two absolute paths, `signIn` and `graph`.
    NotASandbox,
    /// It is for pages on `localhost` or `127.0.0.1` only.
    NotLoopback,
    /// It is no field of this file.
    Unknown,
}

impl Config {
    /// Reads the text of a file of one tenant.
    #[cfg(test)]
    pub(crate) fn parse(text: &str, page: PageAddress) -> Result<Self, ConfigError> {
        Self::of(&fields(text)?, page)
    }

    /// Takes the fields of one tenant, for a page at `page`.
    pub(crate) fn of(fields: &Map<String, Value>, page: PageAddress) -> Result<Self, ConfigError> {
        let client_id = required(fields, "clientId", FieldProblem::NotAGuid, Guid::parse)?;
        let tenant = required(fields, "tenantId", FieldProblem::NotATenant, Tenant::parse)?;
        let cloud = required(fields, "cloud", FieldProblem::UnknownCloud, Cloud::from_key)?;
        let name = match fields.get("name") {
            None => None,
            Some(value) => {
                Some(tenant_name(value).ok_or_else(|| wrong("name", FieldProblem::NotAName))?)
            }
        };
        let color = match fields.get("color") {
            None => None,
            Some(value) => {
                let color = value.as_str().and_then(HeaderColor::parse);
                Some(color.ok_or_else(|| wrong("color", FieldProblem::UnknownColor))?)
            }
        };
        let sign_in = match fields.get("signIn").map(Value::as_str) {
            None => SignInMode::default(),
            Some(Some("redirect")) => SignInMode::Redirect,
            Some(Some("popup")) => SignInMode::Popup,
            Some(_) => return Err(wrong("signIn", FieldProblem::UnknownSignIn)),
        };
        let permissions = match fields.get("scopes") {
            None => vec![DEFAULT_PERMISSION.to_owned()],
            Some(list) => {
                permissions(list).ok_or_else(|| wrong("scopes", FieldProblem::NotPermissions))?
            }
        };
        let sandbox = match fields.get("sandbox") {
            None => None,
            Some(_) if !page.is_loopback() => {
                return Err(wrong("sandbox", FieldProblem::NotLoopback));
            }
            Some(value) => Some(
                Sandbox::parse(value).ok_or_else(|| wrong("sandbox", FieldProblem::NotASandbox))?,
            ),
        };
        if let Some(field) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
            return Err(wrong(field, FieldProblem::Unknown));
        }
        Ok(Self {
            client_id,
            tenant,
            cloud,
            name,
            color,
            sign_in,
            permissions,
            page,
            sandbox,
        })
    }

    /// The tenant as a person calls it: by the name in the file, by its domain, or by its ID.
    pub fn tenant_label<'a>(&'a self, account: Option<&'a Account>) -> &'a str {
        match (&self.name, &self.tenant) {
            (Some(name), _) => name,
            (None, Tenant::Domain(domain)) => domain,
            (None, Tenant::Id(id)) => account
                .and_then(Account::domain)
                .unwrap_or_else(|| id.as_str()),
        }
    }

    /// The authority that MSAL signs in with: the tenant's, so that work or school accounts of it are the only ones.
    ///
    /// MSAL demands `https` here even of the local tenant, which it then never asks: it is given the endpoints.
    pub fn authority(&self) -> String {
        let tenant = self.tenant.as_str();
        match &self.sandbox {
            None => format!("https://{}/{tenant}", self.cloud.sign_in_host()),
            Some(sandbox) => format!("https://{}{}/{tenant}", self.page.host, sandbox.sign_in),
        }
    }

    /// The local tenant's sign-in endpoints; `None` in production, where MSAL knows them.
    pub fn sandbox_sign_in(&self) -> Option<String> {
        let sandbox = self.sandbox.as_ref()?;
        Some(format!(
            "{}{}/{}",
            self.page.origin,
            sandbox.sign_in,
            self.tenant.as_str()
        ))
    }

    /// Where the sign-in host describes the tenant to anybody.
    ///
    /// <https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri>
    pub fn discovery_document(&self) -> String {
        discovery_document(&self.sandbox_sign_in().unwrap_or_else(|| self.authority()))
    }

    /// Where Graph is reached, without a version: the only place a token is sent to.
    pub fn graph_origin(&self) -> String {
        match &self.sandbox {
            None => format!("https://{}", self.cloud.graph_host()),
            Some(sandbox) => format!("{}{}", self.page.origin, sandbox.graph),
        }
    }

    /// The scopes that sign-in asks for: the permissions of the chosen cloud's Graph.
    pub fn scopes(&self) -> Vec<String> {
        let scope = |permission: &String| self.scope(permission);
        self.permissions.iter().map(scope).collect()
    }

    /// The scope that only what needs this permission asks for.
    pub fn permission_scope(&self, permission: Permission) -> String {
        self.scope(permission.key())
    }

    fn scope(&self, permission: &str) -> String {
        format!("https://{}/{permission}", self.cloud.graph_host())
    }

    /// The address at which an administrator grants the permissions for the whole tenant.
    ///
    /// <https://learn.microsoft.com/entra/identity-platform/v2-admin-consent>
    pub fn admin_consent_link(&self) -> String {
        self.consent_link(&self.scopes().join(" "))
    }

    /// The address at which an administrator grants a further permission for the whole tenant.
    pub fn permission_consent_link(&self, permission: Permission) -> String {
        self.consent_link(&self.permission_scope(permission))
    }

    fn consent_link(&self, scopes: &str) -> String {
        let base = match self.sandbox_sign_in() {
            Some(base) => base,
            None => self.authority(),
        };
        format!(
            "{base}/v2.0/adminconsent?client_id={}&scope={}&redirect_uri={}",
            self.client_id,
            utf8_percent_encode(scopes, RESERVED),
            utf8_percent_encode(&self.page.redirect_uri(), RESERVED),
        )
    }
}

impl Tenant {
    /// Reads a tenant's GUID or domain.
    pub fn parse(text: &str) -> Option<Self> {
        Guid::parse(text).map(Self::Id).or_else(|| {
            let domain = text.to_ascii_lowercase();
            // In bytes: a search in a text would be 3 kB of the first load, as nothing else there needs one.
            (domain.len() <= 253
                && domain.as_bytes().contains(&b'.')
                && domain.split('.').all(|label| {
                    (1..=63).contains(&label.len())
                        && !label.starts_with('-')
                        && !label.ends_with('-')
                        && label
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                }))
            .then_some(Self::Domain(domain))
        })
    }

    /// The tenant as it stands in an authority's path.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::Domain(domain) => domain,
        }
    }
}

impl Sandbox {
    fn parse(value: &Value) -> Option<Self> {
        let fields = value.as_object().filter(|fields| fields.len() == 2)?;
        let path = |name: &str| {
            let path = fields.get(name)?.as_str()?;
            let plain = path.strip_prefix('/').is_some_and(|rest| {
                rest.split('/').all(|segment| {
                    !segment.is_empty()
                        && segment
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                })
            });
            plain.then(|| path.to_owned())
        };
        Some(Self {
            sign_in: path("signIn")?,
            graph: path("graph")?,
        })
    }
}

impl PageAddress {
    /// The address that fills the form with a profile, and does nothing more.
    pub fn deep_link(&self, target: &Target) -> String {
        let Target {
            profile_type,
            profile_id,
        } = target;
        let kind = profile_type.key();
        self.link(&format!("?profileId={profile_id}&type={kind}"))
    }

    /// The address of the page with a query, and with the tenant in it where there are several.
    pub fn link(&self, query: &str) -> String {
        let Self {
            origin,
            folder,
            tenant,
            ..
        } = self;
        let tenant = tenant.as_ref().map_or_else(String::new, |tenant| {
            let mark = if query.is_empty() { "?" } else { "&" };
            let tenant = utf8_percent_encode(tenant, RESERVED);
            format!("{mark}{TENANT}={tenant}")
        });
        format!("{origin}{folder}{query}{tenant}")
    }

    /// Takes the parts of the browser's `location`.
    pub fn new(origin: String, host: String, pathname: &str) -> Self {
        let folder = match pathname.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => "/".to_owned(),
        };
        Self {
            origin,
            host,
            folder,
            tenant: None,
        }
    }

    /// The page that the sign-in host sends people back to; Entra compares it letter by letter.
    pub fn redirect_uri(&self) -> String {
        format!("{}{}redirect.html", self.origin, self.folder)
    }

    fn is_loopback(&self) -> bool {
        let name = self
            .host
            .rsplit_once(':')
            .map_or(&*self.host, |(name, _)| name);
        matches!(name, "localhost" | "127.0.0.1")
    }
}

/// The address of the document in which a tenant's sign-in host describes it.
pub(crate) fn discovery_document(authority: &str) -> String {
    format!("{authority}/v2.0/.well-known/openid-configuration")
}

fn tenant_name(value: &Value) -> Option<String> {
    let name = value.as_str()?.trim();
    let is_plain = !name.is_empty() && !name.contains(char::is_control);
    (is_plain && name.chars().count() <= LONGEST_NAME).then(|| name.to_owned())
}

/// The fields of `config.json`.
pub(crate) fn fields(text: &str) -> Result<Map<String, Value>, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(ConfigError::NotJson { line: 0, column: 0 }),
        Err(error) => Err(ConfigError::NotJson {
            line: error.line(),
            column: error.column(),
        }),
    }
}

pub(crate) fn wrong(field: &str, problem: FieldProblem) -> ConfigError {
    ConfigError::Field {
        field: field.to_owned(),
        problem,
    }
}

fn required<T>(
    fields: &Map<String, Value>,
    field: &str,
    otherwise: FieldProblem,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, ConfigError> {
    let value = fields
        .get(field)
        // As in the file that comes with the page.
        .filter(|value| value.as_str() != Some(""))
        .ok_or_else(|| wrong(field, FieldProblem::Missing))?;
    value
        .as_str()
        .and_then(parse)
        .ok_or_else(|| wrong(field, otherwise))
}

fn permissions(list: &Value) -> Option<Vec<String>> {
    let list = list.as_array().filter(|list| !list.is_empty())?;
    list.iter()
        .map(|name| {
            let name = name.as_str()?;
            let plain = !name.is_empty()
                && name.split('.').all(|part| {
                    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())
                });
            plain.then(|| name.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const CLIENT: &str = "5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11";

    fn page(origin: &str) -> PageAddress {
        let host = origin.split("//").nth(1).unwrap_or_default().to_owned();
        PageAddress::new(origin.to_owned(), host, "/tools/console/index.html")
    }

    fn parse(file: &Value) -> Result<Config, ConfigError> {
        Config::parse(&file.to_string(), page("https://console.contoso.com"))
    }

    fn good() -> Value {
        json!({"clientId": CLIENT, "tenantId": "Contoso.onmicrosoft.com", "cloud": "global"})
    }

    fn with(field: &str, value: Value) -> Value {
        let mut file = good();
        file[field] = value;
        file
    }

    #[test]
    fn the_shortest_file_asks_for_the_documented_permission_and_no_more() {
        let config = parse(&good()).unwrap();
        assert_eq!(
            config.authority(),
            "https://login.microsoftonline.com/contoso.onmicrosoft.com"
        );
        assert_eq!(config.graph_origin(), "https://graph.microsoft.com");
        assert_eq!(
            config.scopes(),
            ["https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All"]
        );
        assert_eq!(config.sign_in, SignInMode::Redirect);
        assert_eq!(
            config.page.redirect_uri(),
            "https://console.contoso.com/tools/console/redirect.html"
        );
    }

    #[test]
    fn hosts_and_scope_follow_the_cloud() {
        for (cloud, sign_in, graph) in [
            ("global", "login.microsoftonline.com", "graph.microsoft.com"),
            ("usGov", "login.microsoftonline.us", "graph.microsoft.us"),
            (
                "usGovDoD",
                "login.microsoftonline.us",
                "dod-graph.microsoft.us",
            ),
            (
                "china",
                "login.partner.microsoftonline.cn",
                "microsoftgraph.chinacloudapi.cn",
            ),
        ] {
            let config = parse(&with("cloud", json!(cloud))).unwrap();
            assert!(
                config
                    .authority()
                    .starts_with(&format!("https://{sign_in}/")),
                "{cloud}"
            );
            assert_eq!(config.graph_origin(), format!("https://{graph}"));
            assert!(
                config.scopes()[0].starts_with(&format!("https://{graph}/")),
                "{cloud}"
            );
            for permission in Permission::ALL {
                let scope = config.permission_scope(permission);
                assert_eq!(scope, format!("https://{graph}/{}", permission.key()));
                assert!(!config.scopes().contains(&scope));
            }
        }
    }

    #[test]
    fn a_wrong_field_is_named_with_what_it_must_be() {
        use FieldProblem as P;
        for (field, value, problem) in [
            ("clientId", json!("contoso"), P::NotAGuid),
            ("clientId", json!(7), P::NotAGuid),
            ("tenantId", json!("common"), P::NotATenant),
            ("tenantId", json!("contoso.com/evil"), P::NotATenant),
            ("tenantId", json!("-contoso.com"), P::NotATenant),
            ("tenantId", json!("a..b"), P::NotATenant),
            ("cloud", json!("mars"), P::UnknownCloud),
            ("name", json!(7), P::NotAName),
            ("name", json!("  "), P::NotAName),
            ("name", json!("a\nb"), P::NotAName),
            ("name", json!("n".repeat(61)), P::NotAName),
            ("color", json!("Red"), P::UnknownColor),
            ("color", json!(7), P::UnknownColor),
            ("signIn", json!("iframe"), P::UnknownSignIn),
            ("signIn", Value::Null, P::UnknownSignIn),
            ("scopes", json!([]), P::NotPermissions),
            ("scopes", json!("User.Read"), P::NotPermissions),
            (
                "scopes",
                json!(["https://evil.example/User.Read"]),
                P::NotPermissions,
            ),
            (
                "sandbox",
                json!({"signIn": "/a", "graph": "/b"}),
                P::NotLoopback,
            ),
            ("tenantID", json!("x"), P::Unknown),
        ] {
            assert_eq!(
                parse(&with(field, value.clone())),
                Err(wrong(field, problem)),
                "{field} {value}"
            );
        }
        for field in ["clientId", "tenantId", "cloud"] {
            let mut file = good();
            file.as_object_mut().unwrap().remove(field);
            assert_eq!(parse(&file), Err(wrong(field, P::Missing)));
        }
    }

    #[test]
    fn a_file_that_is_no_json_object_is_refused() {
        for text in ["", "[]", "<!doctype html>", "{\"clientId\":", "{} {}"] {
            let result = Config::parse(text, page("https://console.contoso.com"));
            assert!(
                matches!(result, Err(ConfigError::NotJson { .. })),
                "{text}: {result:?}"
            );
        }
    }

    #[test]
    fn a_file_saved_with_a_byte_order_mark_is_read() {
        let text = format!("\u{feff}{}", good());
        assert!(Config::parse(&text, page("https://console.contoso.com")).is_ok());
    }

    #[test]
    fn a_sandbox_is_for_loopback_pages_and_stays_on_their_origin() {
        let file = |sandbox: Value| with("sandbox", sandbox).to_string();
        let good = file(json!({"signIn": "/sandbox/sign-in", "graph": "/sandbox/graph"}));
        for origin in [
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://localhost",
        ] {
            let config = Config::parse(&good, page(origin)).unwrap();
            assert_eq!(config.graph_origin(), format!("{origin}/sandbox/graph"));
            assert!(config.authority().starts_with("https://"), "{origin}");
        }
        for origin in [
            "https://contoso.com",
            "http://localhost.contoso.com",
            "http://127.0.0.1.nip.io:80",
            "http://[::1]:8080",
        ] {
            assert_eq!(
                Config::parse(&good, page(origin)),
                Err(wrong("sandbox", FieldProblem::NotLoopback)),
                "{origin}"
            );
        }
        for sandbox in [
            json!({}),
            json!("/a"),
            json!({"signIn": "//evil.example", "graph": "/b"}),
            json!({"signIn": "/a", "graph": "https://evil.example"}),
            json!({"signIn": "/a", "graph": "/b/../c"}),
            json!({"signIn": "/a", "graph": "/b", "x": 1}),
            json!({"signIn": "@evil.example", "graph": "/b"}),
        ] {
            assert_eq!(
                Config::parse(&file(sandbox.clone()), page("http://localhost:8080")),
                Err(wrong("sandbox", FieldProblem::NotASandbox)),
                "{sandbox}"
            );
        }
    }

    #[test]
    fn the_admin_consent_link_names_app_scope_and_way_back() {
        assert_eq!(
            parse(&good()).unwrap().admin_consent_link(),
            "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/adminconsent\
             ?client_id=5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11\
             &scope=https%3A%2F%2Fgraph.microsoft.com%2FDeviceManagementConfiguration.ReadWrite.All\
             &redirect_uri=https%3A%2F%2Fconsole.contoso.com%2Ftools%2Fconsole%2Fredirect.html"
        );
    }

    #[test]
    fn each_further_permission_has_a_consent_link_of_its_own() {
        let config = parse(&good()).unwrap();
        for permission in Permission::ALL {
            assert_eq!(
                config.permission_consent_link(permission),
                config.admin_consent_link().replace(
                    "DeviceManagementConfiguration.ReadWrite.All",
                    permission.key()
                )
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_an_authority_of_another_host(tenant in "\\PC*") {
            if let Ok(config) = parse(&with("tenantId", json!(tenant))) {
                let path = config.authority().replacen("https://login.microsoftonline.com/", "", 1);
                prop_assert!(path.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'));
            }
        }

        #[test]
        fn no_bytes_make_the_parser_panic(text in "\\PC*") {
            Config::parse(&text, page("http://localhost:8080")).ok();
        }
    }
}
