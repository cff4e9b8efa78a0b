//! What a name says of the ID, or the text, that it stands before.

use super::text;
use crate::profile::ProfileType;

/// What else has IDs that stand near those of profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// Intune's account of a tenant.
    Account,
    /// An app, or a client.
    App,
    Device,
    /// An entry of a log.
    Event,
    Group,
    /// A policy or setting, and any profile that enrolls no Android device.
    Policy,
    /// A request, session or operation.
    Request,
    /// A subscription, or another resource of Azure.
    Subscription,
    Tenant,
    User,
    Else,
}

impl Thing {
    /// All of them, in the order in which a person is shown them.
    pub const ALL: [Self; 11] = [
        Self::Account,
        Self::Tenant,
        Self::Device,
        Self::User,
        Self::Group,
        Self::App,
        Self::Policy,
        Self::Event,
        Self::Request,
        Self::Subscription,
        Self::Else,
    ];
}

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// An enrollment profile's ID: `profileId`; with the collection, if the name tells.
    Profile(Option<ProfileType>),
    /// The ID of whatever has it: `id`.
    Id,
    /// The ID of what an event is about: `resourceId`, `TargetObjectIds`.
    Target,
    /// The ID of something else: `tenantId`.
    Other(Thing),
    /// A name, of a profile unless it belongs to something else: `displayName`.
    Called,
    Token,
    /// What holds an enrollment token: `qrCodeContent`.
    Code,
    /// A secret that is of no use here: `wifiPassword`.
    Secret,
    /// A property of profiles, or of other things, that is neither: `createdDateTime`.
    Property,
    /// Nothing that is known.
    Unsaid,
}

/// The things by how their names end, in the languages in which portals and logs are met.
const THINGS: [(&str, Thing); 91] = [
    ("account", Thing::Account),
    ("accounts", Thing::Account),
    ("konto", Thing::Account),
    ("compte", Thing::Account),
    ("cuenta", Thing::Account),
    ("帐户", Thing::Account),
    ("账户", Thing::Account),
    ("tenant", Thing::Tenant),
    ("tenants", Thing::Tenant),
    ("directory", Thing::Tenant),
    ("organization", Thing::Tenant),
    ("organisation", Thing::Tenant),
    ("mandant", Thing::Tenant),
    ("mandanten", Thing::Tenant),
    ("locataire", Thing::Tenant),
    ("租户", Thing::Tenant),
    ("目录", Thing::Tenant),
    ("device", Thing::Device),
    ("devices", Thing::Device),
    ("gerät", Thing::Device),
    ("geräte", Thing::Device),
    ("appareil", Thing::Device),
    ("dispositivo", Thing::Device),
    ("machine", Thing::Device),
    ("computer", Thing::Device),
    ("hardware", Thing::Device),
    ("设备", Thing::Device),
    ("user", Thing::User),
    ("users", Thing::User),
    ("benutzer", Thing::User),
    ("utilisateur", Thing::User),
    ("usuario", Thing::User),
    ("owner", Thing::User),
    ("actor", Thing::User),
    ("member", Thing::User),
    ("principal", Thing::User),
    ("用户", Thing::User),
    ("group", Thing::Group),
    ("groups", Thing::Group),
    ("gruppe", Thing::Group),
    ("gruppen", Thing::Group),
    ("groupe", Thing::Group),
    ("grupo", Thing::Group),
    ("组", Thing::Group),
    ("app", Thing::App),
    ("apps", Thing::App),
    ("application", Thing::App),
    ("applications", Thing::App),
    ("client", Thing::App),
    ("serviceprincipal", Thing::App),
    ("serviceprincipals", Thing::App),
    ("anwendung", Thing::App),
    ("anwendungs", Thing::App),
    ("应用", Thing::App),
    ("应用程序", Thing::App),
    ("policy", Thing::Policy),
    ("policies", Thing::Policy),
    ("configuration", Thing::Policy),
    ("configurations", Thing::Policy),
    ("restriction", Thing::Policy),
    ("template", Thing::Policy),
    ("baseline", Thing::Policy),
    ("script", Thing::Policy),
    ("scripts", Thing::Policy),
    ("intent", Thing::Policy),
    ("richtlinie", Thing::Policy),
    ("richtlinien", Thing::Policy),
    ("策略", Thing::Policy),
    ("event", Thing::Event),
    ("events", Thing::Event),
    ("audit", Thing::Event),
    ("alert", Thing::Event),
    ("incident", Thing::Event),
    ("log", Thing::Event),
    ("事件", Thing::Event),
    ("activity", Thing::Request),
    ("correlation", Thing::Request),
    ("korrelations", Thing::Request),
    ("request", Thing::Request),
    ("anforderungs", Thing::Request),
    ("trace", Thing::Request),
    ("operation", Thing::Request),
    ("transaction", Thing::Request),
    ("session", Thing::Request),
    ("关联", Thing::Request),
    ("请求", Thing::Request),
    ("会话", Thing::Request),
    ("subscription", Thing::Subscription),
    ("subscriptions", Thing::Subscription),
    ("workspace", Thing::Subscription),
    ("订阅", Thing::Subscription),
];

/// What has IDs too, and no word of its own here.
const ELSE: [&str; 20] = [
    "object",
    "role",
    "tag",
    "filter",
    "assignment",
    "certificate",
    "connector",
    "category",
    "scope",
    "message",
    "job",
    "task",
    "run",
    "instance",
    "cluster",
    "hash",
    "checksum",
    "thumbprint",
    "fingerprint",
    "nonce",
];

/// What tells other profiles from those that enroll Android devices.
const OTHER_PROFILES: [&str; 30] = [
    "autopilot",
    "windows",
    "apple",
    "ios",
    "ipad",
    "macos",
    "dep",
    "ade",
    "configuration",
    "compliance",
    "policy",
    "update",
    "wifi",
    "vpn",
    "scep",
    "pkcs",
    "certificate",
    "user",
    "esp",
    "deployment",
    "trusted",
    "email",
    "security",
    "restriction",
    "hardware",
    "protection",
    "chrome",
    "linux",
    "status",
    "settings",
];

/// Names of properties that say that the lines around them are a thing's properties, and no names of profiles.
const PROPERTIES: [&str; 43] = [
    "description",
    "createddatetime",
    "lastmodifieddatetime",
    "modifieddatetime",
    "tokencreationdatetime",
    "tokenexpirationdatetime",
    "enrolleddevicecount",
    "enrollmentmode",
    "enrollmenttokentype",
    "enrollmenttokenusagecount",
    "configurewifi",
    "wifissid",
    "wifisecuritytype",
    "wifihidden",
    "isteamsdeviceprofile",
    "odatatype",
    "odatacontext",
    "odataetag",
    "contenttype",
    "accept",
    "host",
    "useragent",
    "date",
    "status",
    "mode",
    "type",
    "profiletype",
    "created",
    "modified",
    "expirationdate",
    "tokenexpires",
    "platform",
    "ensure",
    "credential",
    "uri",
    "method",
    "url",
    "body",
    "enrolleddevices",
    "cachecontrol",
    "version",
    "isassigned",
    "tokentype",
];

/// Passwords and the like, by how their names end or, for the longer ones, by what is in them.
const SECRETS: [&str; 26] = [
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "kennwort",
    "motdepasse",
    "contraseña",
    "密码",
    "psk",
    "presharedkey",
    "wlanschlüssel",
    "wifikey",
    "networkkey",
    "secret",
    "authorization",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "bearertoken",
    "webtoken",
    "cookie",
    "apikey",
    "sessionkey",
    "privatekey",
    "signature",
    "sig",
];

/// Reads a name, however it is spelt.
pub(super) fn named(name: &str) -> Name {
    let key = text::key(name);
    let key = key.as_str();
    if let Some(name) = secret(key) {
        return name;
    }
    match key {
        "id" | "ids" | "guid" | "uuid" => return Name::Id,
        "resourceid" | "resourceids" | "targetobjectid" | "targetobjectids" | "targetid"
        | "targetresourceid" | "targetresourceids" => return Name::Target,
        "tid" => return Name::Other(Thing::Tenant),
        "oid" => return Name::Other(Thing::User),
        "appid" | "aud" | "azp" => return Name::Other(Thing::App),
        "displayname"
        | "profilename"
        | "enrollmentprofilename"
        | "targetdisplayname"
        | "targetdisplaynames"
        | "名称"
        | "显示名称"
        | "anzeigename" => return Name::Called,
        _ => {}
    }
    if PROPERTIES.contains(&key) || key.starts_with("androidappextra") {
        return Name::Property;
    }
    let stem = ["ids", "id", "guid", "uuid"]
        .iter()
        .find_map(|end| key.strip_suffix(end));
    if let Some(name) = profile(stem.unwrap_or(key)) {
        return name;
    }
    let other = match stem {
        Some(stem) => thing(stem).or_else(|| {
            let is_else = ELSE.iter().any(|&end| stem.ends_with(end));
            is_else.then_some(Thing::Else)
        }),
        None => thing_alone(name),
    };
    other.map_or(Name::Unsaid, Name::Other)
}

/// Whether it is the name of a secret, and of which.
fn secret(key: &str) -> Option<Name> {
    match key {
        "token"
        | "tokens"
        | "tokenvalue"
        | "令牌"
        | "令牌值"
        | "注册令牌"
        | "jeton"
        | "registrierungstoken" => return Some(Name::Token),
        "qrcode" | "qrcodecontent" | "qrcodeimage" | "qrcodetext" => return Some(Name::Code),
        _ => {}
    }
    if key.ends_with("enrollmenttoken") || key.ends_with("enrollmenttokenvalue") {
        return Some(Name::Token);
    }
    let is_secret = SECRETS.iter().any(|&end| key.ends_with(end));
    is_secret.then_some(Name::Secret)
}

/// The name of a profile's ID: of Android's enrollment, or of another.
fn profile(stem: &str) -> Option<Name> {
    let before = [
        "enrollmentprofile",
        "enrollmentprofiles",
        "profile",
        "profiles",
        "配置文件",
        "profil",
    ]
    .iter()
    .find_map(|end| stem.strip_suffix(end))?;
    let typed = profile_type(stem);
    if typed.is_none() && (is_of_another_profile(before) || matches!(before, "ap" | "mobileconfig"))
    {
        return Some(Name::Other(Thing::Policy));
    }
    Some(Name::Profile(typed))
}

fn is_of_another_profile(key: &str) -> bool {
    !key.contains("android") && OTHER_PROFILES.iter().any(|other| key.contains(other))
}

/// The thing that a name ends with.
fn thing(stem: &str) -> Option<Thing> {
    THINGS
        .iter()
        .find_map(|&(end, thing)| stem.ends_with(end).then_some(thing))
}

/// The thing that a name without `id` is: its last word, or the last part of it.
fn thing_alone(name: &str) -> Option<Thing> {
    let word = name
        .trim()
        .rsplit(|char: char| !char.is_alphanumeric())
        .next()?;
    let last = word
        .char_indices()
        .rev()
        .find(|(_, char)| char.is_uppercase())
        .and_then(|(at, _)| word.get(at..))
        .unwrap_or(word);
    let (word, last) = (text::key(word), text::key(last));
    THINGS
        .iter()
        .find_map(|&(name, thing)| (name == word || name == last).then_some(thing))
}

/// The collection that a text names: by its name, its type's or the one in deep links.
pub(super) fn profile_type(text: &str) -> Option<ProfileType> {
    ProfileType::ALL.into_iter().find(|known| {
        // The name of the type is the collection's without the last letter.
        let collection = known.collection();
        text::contains(
            text,
            collection.get(..collection.len() - 1).unwrap_or(collection),
        ) || text::key(text).eq_ignore_ascii_case(known.key())
    })
}

/// What a name of a type, a resource or an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Enrollment profiles, of this collection if it is told.
    Profile(Option<ProfileType>),
    Other(Thing),
    /// The text does not say.
    Unsaid,
}

impl Kind {
    /// The collection, if it is told.
    pub(super) fn profile_type(self) -> Option<ProfileType> {
        match self {
            Self::Profile(profile_type) => profile_type,
            Self::Other(_) | Self::Unsaid => None,
        }
    }

    /// Reads the name of a type, a resource or an operation: `azuread_group`, `Patch DeviceConfiguration`.
    pub(super) fn of_type(text: &str) -> Self {
        if let Some(profile_type) = profile_type(text) {
            return Self::Profile(Some(profile_type));
        }
        let key = text::key(text);
        if key.contains("enrollmentprofile") || key.contains("androidprofile") {
            return if is_of_another_profile(&key) {
                Self::Other(Thing::Policy)
            } else {
                Self::Profile(None)
            };
        }
        for (sign, thing) in [
            ("autopilot", Thing::Policy),
            ("policy", Thing::Policy),
            ("policies", Thing::Policy),
            ("configuration", Thing::Policy),
            ("compliance", Thing::Policy),
            ("restriction", Thing::Policy),
            ("template", Thing::Policy),
            ("serviceprincipal", Thing::App),
            ("application", Thing::App),
            ("mobileapp", Thing::App),
            ("group", Thing::Group),
            ("subscription", Thing::Subscription),
            ("organization", Thing::Tenant),
            ("tenant", Thing::Tenant),
            ("auditevent", Thing::Event),
            ("device", Thing::Device),
            ("user", Thing::User),
        ] {
            // `deviceManagement`, `deviceOwner` are in the names of everything.
            let bare = key
                .replace("devicemanagement", "")
                .replace("deviceowner", "");
            if bare.contains(sign) {
                return Self::Other(thing);
            }
        }
        Self::Unsaid
    }
}

/// Whether the name of a page is that of a page about something else.
pub(super) fn is_of_another_page(page: &str) -> bool {
    let key = text::key(page);
    [
        "apple",
        "ios",
        "macos",
        "windows",
        "espprofile",
        "dep",
        "apps",
        "appmenu",
        "script",
        "filter",
        "scopetag",
        "role",
        "connector",
        "certificate",
        "update",
        "baseline",
        "enrollmentprogram",
        "setting",
    ]
    .iter()
    .any(|sign| key.contains(sign))
}
