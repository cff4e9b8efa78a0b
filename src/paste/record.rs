//! What is in an object, whatever it was written in: profiles, events about them, enrollment data, names; and the IDs of
//! everything else.

use serde_json::Value;

use super::{
    ids,
    line::Label,
    link,
    naming::{self, Kind, Name, Thing},
    pasted::{PasteProblem, Place, Reason, Reference},
    reading::{PasteReading, PasteSource},
    text,
    token::{self, TokenSecret},
};
use crate::{
    profile::{ProfileId, ProfileType},
    text::json::{self, Object},
};

/// Properties that only some things have, by which an object that does not say its type is told.
const SIGNATURES: [(&str, Thing); 44] = [
    ("devicename", Thing::Device),
    ("serialnumber", Thing::Device),
    ("imei", Thing::Device),
    ("azureaddeviceid", Thing::Device),
    ("azureactivedirectorydeviceid", Thing::Device),
    ("operatingsystem", Thing::Device),
    ("osversion", Thing::Device),
    ("compliancestate", Thing::Device),
    ("manageddevicename", Thing::Device),
    ("manageddeviceownertype", Thing::Device),
    ("enrolleddatetime", Thing::Device),
    ("enrollmentdate", Thing::Device),
    ("physicalids", Thing::Device),
    ("userprincipalname", Thing::User),
    ("upn", Thing::User),
    ("givenname", Thing::User),
    ("jobtitle", Thing::User),
    ("securityenabled", Thing::Group),
    ("mailenabled", Thing::Group),
    ("grouptypes", Thing::Group),
    ("membershiprule", Thing::Group),
    ("appdisplayname", Thing::App),
    ("publisherdomain", Thing::App),
    ("serviceprincipaltype", Thing::App),
    ("packageid", Thing::App),
    ("bundleid", Thing::App),
    ("publisher", Thing::App),
    ("publishingstate", Thing::App),
    ("extracthardwarehash", Thing::Policy),
    ("outofboxexperiencesettings", Thing::Policy),
    ("outofboxexperiencesetting", Thing::Policy),
    ("devicenametemplate", Thing::Policy),
    ("settingcount", Thing::Policy),
    ("technologies", Thing::Policy),
    ("templatereference", Thing::Policy),
    ("templateid", Thing::Policy),
    ("supportsscopetags", Thing::Policy),
    ("scheduledactionsforrule", Thing::Policy),
    ("supervisedmodeenabled", Thing::Policy),
    ("configurationendpointurl", Thing::Policy),
    ("requiresuserauthentication", Thing::Policy),
    ("assignmentfiltermanagementtype", Thing::Policy),
    ("verifieddomains", Thing::Tenant),
    ("tenanttype", Thing::Tenant),
];

/// Properties that only enrollment profiles of Android have.
const OF_PROFILES: [&str; 8] = [
    "enrollmentmode",
    "enrollmenttokentype",
    "tokenvalue",
    "tokenexpirationdatetime",
    "tokencreationdatetime",
    "enrolleddevicecount",
    "qrcodecontent",
    "isteamsdeviceprofile",
];

/// Properties that only the entries of logs have. The ID of one is its own, and never that of what it is about.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-auditing-auditevent>
const OF_EVENTS: [&str; 10] = [
    "activitytype",
    "activitydatetime",
    "activityoperationtype",
    "activityresult",
    "activitydisplayname",
    "auditeventid",
    "initiatedby",
    "targetresources",
    "operationname",
    "targetobjectids",
];

/// Properties that say what an object, or what an event is about, is.
const OF_TYPES: [&str; 14] = [
    "odatatype",
    "auditresourcetype",
    "resourcetype",
    "targettype",
    "profiletype",
    "collection",
    "type",
    "to",
    "odatacontext",
    "activitytype",
    "operationname",
    "operation",
    "activityname",
    "activity",
];

/// How long the name of a column may be, in bytes.
const LONGEST_NAME: usize = 200;

impl PasteReading {
    /// Reads an object, or a list of some.
    pub(super) fn value(&mut self, value: &Value, source: PasteSource) -> Result<(), PasteProblem> {
        let before = self.collector.mentions();
        let mut reader = RecordReader {
            elements: 0,
            source,
            left_out: None,
            reading: self,
        };
        reader.value(value, source.kind, Strings::AreIds)?;
        let left_out = reader.left_out;
        if self.collector.mentions() > before || source.depth > 0 {
            return Ok(());
        }
        let place = source.place.unwrap_or(Place::Element(1));
        self.collector
            .refuse(place, "", left_out.unwrap_or(Reason::WithoutId))
    }

    /// Reads the row of a table, or a block of properties.
    pub(super) fn record(
        &mut self,
        object: &Object,
        source: PasteSource,
    ) -> Result<Option<Reason>, PasteProblem> {
        let mut reader = RecordReader {
            elements: 0,
            source,
            left_out: None,
            reading: self,
        };
        reader.object(object, source.kind)?;
        Ok(reader.left_out)
    }
}

/// What strings in a list are.
#[derive(Clone, Copy)]
enum Strings {
    AreIds,
    /// Behind this name.
    Are(Name),
}

struct RecordReader<'a> {
    source: PasteSource,
    /// How many objects and strings have been looked at.
    elements: usize,
    /// Why something was left out, if nothing else is found.
    left_out: Option<Reason>,
    reading: &'a mut PasteReading,
}

impl RecordReader<'_> {
    fn next_place(&mut self) -> Place {
        self.elements += 1;
        self.source.place.unwrap_or(Place::Element(self.elements))
    }

    fn here(&self) -> PasteSource {
        self.source.at(Place::Element(self.elements.max(1)))
    }

    fn mentions(&self) -> usize {
        self.reading.collector.mentions()
    }

    fn value(&mut self, value: &Value, kind: Kind, strings: Strings) -> Result<(), PasteProblem> {
        match (value, strings) {
            (Value::Array(items), _) => {
                for item in items {
                    self.value(item, kind, strings)?;
                }
                Ok(())
            }
            (Value::Object(object), _) => self.object(object, kind),
            (Value::String(text), Strings::AreIds) => {
                let place = self.next_place();
                let source = PasteSource {
                    depth: self.source.depth + 1,
                    ..self.source.at(place).about(kind)
                };
                self.reading.text(text, source)
            }
            (Value::String(text), Strings::Are(name)) => self.string(name, text, kind),
            _ => Ok(()),
        }
    }

    fn object(&mut self, object: &Object, inherited: Kind) -> Result<(), PasteProblem> {
        if token::is_enrollment(object) {
            return self.enrollment(object);
        }
        if let Some(rows) = rows(object) {
            for row in rows {
                self.object(&row, inherited)?;
            }
            return Ok(());
        }
        if let Some((name, value)) = pair(object) {
            if let (Name::Id, Some(id), Kind::Unsaid | Kind::Profile(_)) =
                (naming::named(name), value.as_str(), inherited)
            {
                let source = self.here().about(inherited);
                return self.reading.ids(id, 0, Label::None, source).map(|_| ());
            }
            return self.field(name, value, inherited, false);
        }
        let kind = kind(object, inherited);
        let event = is_event(object);
        let own = own_id(
            object,
            if event {
                Kind::Other(Thing::Event)
            } else {
                kind
            },
        );
        if let Some((profile_id, profile_type)) = own.and_then(Own::profile) {
            let place = self.next_place();
            // Whatever else the object holds is about this profile: its secrets, too, which are of no use here.
            self.count_others(object);
            return self.reading.collector.profile(
                place,
                Reference {
                    profile_id,
                    profile_type: profile_type.or(kind.profile_type()),
                },
            );
        }
        let before = self.mentions();
        let place = own.map(|_| self.next_place());
        if let Some(id) = own.and_then(|own| ids::only(own.id)) {
            let thing = match kind {
                _ if event => Thing::Event,
                Kind::Other(thing) => thing,
                _ => Thing::Else,
            };
            self.reading.collector.other(thing, &id);
        }
        self.fields(object, kind)?;
        if self.mentions() > before {
            return Ok(());
        }
        let (Some(Own { id, .. }), Some(place)) = (own, place) else {
            return Ok(());
        };
        let reason = match kind {
            _ if ids::is_cut_off(id) => Reason::CutOff,
            _ if event => Reason::OtherId(Thing::Event),
            Kind::Other(Thing::Else) => Reason::OtherType,
            Kind::Other(thing) => Reason::OtherId(thing),
            _ => self.left_out.unwrap_or(Reason::WithoutId),
        };
        self.reading.collector.refuse(place, id, reason)
    }

    fn fields(&mut self, object: &Object, kind: Kind) -> Result<(), PasteProblem> {
        // The token of a profile is in what its QR code says, too.
        let token = find(object, |name| name == Name::Token)
            .and_then(|(_, value)| TokenSecret::parse_value(value.as_str()?));
        let has_token = token.is_some();
        if let Some(token) = token {
            let place = self.next_place();
            self.reading.collector.token(place, token)?;
        }
        for (name, value) in object {
            self.field(name, value, kind, has_token)?;
        }
        Ok(())
    }

    fn field(
        &mut self,
        key: &str,
        value: &Value,
        kind: Kind,
        has_token: bool,
    ) -> Result<(), PasteProblem> {
        let name = naming::named(key);
        match (name, value) {
            (Name::Token | Name::Code, _) if has_token => Ok(()),
            (Name::Secret, _) => {
                if value.as_str().is_some_and(|text| !text.is_empty()) {
                    self.left_out.get_or_insert(Reason::Secret);
                }
                Ok(())
            }
            (_, Value::String(text)) => self.string(name, text, kind),
            (_, Value::Array(_)) => {
                let (strings, kind) = match name {
                    Name::Id | Name::Profile(_) => (Strings::AreIds, kind),
                    Name::Other(thing) => (Strings::Are(name), Kind::Other(thing)),
                    _ if key == "value" => (Strings::AreIds, kind),
                    _ => (Strings::Are(name), about(key, kind)),
                };
                self.value(value, kind, strings)
            }
            (_, Value::Object(object)) => self.object(object, about(key, kind)),
            _ => Ok(()),
        }
    }

    fn string(&mut self, name: Name, text: &str, kind: Kind) -> Result<(), PasteProblem> {
        let here = self.here();
        match (name, kind) {
            (Name::Secret, _) => {
                self.left_out.get_or_insert(Reason::Secret);
                Ok(())
            }
            (Name::Token, _) => {
                let place = self.next_place();
                match TokenSecret::parse_value(text) {
                    Some(token) => self.reading.collector.token(place, token),
                    None if text.trim().is_empty() => Ok(()),
                    None => {
                        self.left_out = Some(Reason::Secret);
                        Ok(())
                    }
                }
            }
            (Name::Code, _) => {
                if text.trim().is_empty() {
                    return Ok(());
                }
                let before = self.mentions();
                self.reading.text(text, here.inside())?;
                if self.mentions() == before {
                    self.left_out = Some(Reason::Secret);
                }
                Ok(())
            }
            (Name::Other(thing), _) | (Name::Id | Name::Target, Kind::Other(thing)) => {
                self.count(thing, text);
                self.nested(text, here.about(Kind::Other(thing)))
            }
            (Name::Target | Name::Profile(_), _) => {
                let typed = match name {
                    Name::Profile(Some(typed)) => Kind::Profile(Some(typed)),
                    _ => kind,
                };
                let place = self.next_place();
                let source = self.source.at(place).about(typed);
                let why = self.reading.ids(text, 0, Label::None, source)?;
                self.left_out = self.left_out.or(why);
                Ok(())
            }
            _ => self.nested(text, here.about(kind)),
        }
    }

    /// What a string holds: JSON, a link, enrollment data, the rule of a group. IDs in it are about anything.
    fn nested(&mut self, text: &str, source: PasteSource) -> Result<(), PasteProblem> {
        let start = text.trim_start();
        if start.starts_with(['{', '[', '\\']) || start.starts_with("\"{") || token::is_in(text) {
            return self.reading.text(text, source.inside());
        }
        if text.len() >= 24
            && !text.contains(char::is_whitespace)
            && let Some(decoded) = super::decoding::base64(text)
        {
            return self.reading.text(&decoded, source.inside());
        }
        self.reading.names_in_rule(text, source)?;
        for word in text.split_whitespace() {
            if !link::is_link(word) {
                continue;
            }
            for piece in link::pieces(word) {
                // A link that names no profile is one of many in an object.
                if link::is_link(piece) && self.reading.link(piece, source)?.is_some() {
                    self.left_out.get_or_insert(Reason::LinkWithoutProfile);
                }
            }
        }
        Ok(())
    }

    /// The IDs of other things beside that of a profile.
    fn count_others(&mut self, object: &Object) {
        for (key, value) in object {
            if let (Name::Other(thing), Some(text)) = (naming::named(key), value.as_str()) {
                self.count(thing, text);
            }
        }
    }

    fn count(&mut self, thing: Thing, text: &str) {
        for (id, _) in ids::mentions(text, 0) {
            self.reading.collector.other(thing, &id);
            self.left_out.get_or_insert(Reason::OtherId(thing));
        }
    }

    fn enrollment(&mut self, object: &Object) -> Result<(), PasteProblem> {
        let place = self.next_place();
        let tokens = token::in_enrollment(object);
        if tokens.is_empty() {
            return self.reading.collector.refuse(place, "", Reason::Secret);
        }
        for token in tokens {
            self.reading.collector.token(place, token)?;
        }
        Ok(())
    }
}

/// The ID that an object has itself.
#[derive(Clone, Copy)]
struct Own<'a> {
    id: &'a str,
    name: Name,
    is_other: bool,
}

impl Own<'_> {
    fn profile(self) -> Option<(ProfileId, Option<ProfileType>)> {
        let typed = match self.name {
            Name::Profile(typed) => typed,
            _ => None,
        };
        (!self.is_other).then(|| Some((ids::only(self.id)?, typed)))?
    }
}

/// An object's ID: `profileId` and the like before `id`, which may be of what tells about the profile.
fn own_id(object: &Object, kind: Kind) -> Option<Own<'_>> {
    let own = |wanted: fn(Name) -> bool| {
        let (name, value) = find(object, wanted)?;
        let is_other = matches!(kind, Kind::Other(_)) && !matches!(name, Name::Profile(Some(_)));
        Some(Own {
            id: value.as_str()?,
            name,
            is_other,
        })
    };
    own(|name| matches!(name, Name::Profile(_)))
        .filter(|own| ids::only(own.id).is_some())
        .or_else(|| own(|name| name == Name::Id))
        .or_else(|| own(|name| matches!(name, Name::Profile(_))))
}

fn find(object: &Object, wanted: impl Fn(Name) -> bool) -> Option<(Name, &Value)> {
    object.iter().find_map(|(key, value)| {
        let name = naming::named(key);
        (wanted(name) && value.as_str().is_some_and(|text| !text.trim().is_empty()))
            .then_some((name, value))
    })
}

/// What an object, or what an event is about: what it says itself, or else what its properties say, or what holds it.
pub(super) fn kind(object: &Object, inherited: Kind) -> Kind {
    let keys: Vec<(String, Option<&str>)> = object
        .iter()
        .map(|(key, value)| (text::key(key), value.as_str()))
        .collect();
    let said = |wanted: &str| {
        keys.iter()
            .find(|(key, value)| key == wanted && value.is_some())
            .and_then(|(_, value)| *value)
    };
    let mut by_type = Kind::Unsaid;
    for wanted in OF_TYPES {
        let Some(value) = said(wanted) else { continue };
        match Kind::of_type(value) {
            Kind::Unsaid if wanted == "odatatype" => return Kind::Other(Thing::Else),
            kind if wanted == "odatatype" => return kind,
            // An address, of a mail.
            _ if wanted == "to" && !value.contains('_') => {}
            Kind::Unsaid if wanted == "odatacontext" && is_of_another_set(value) => {
                return Kind::Other(Thing::Else);
            }
            Kind::Unsaid => {}
            kind @ Kind::Profile(_) => return kind,
            kind if by_type == Kind::Unsaid => by_type = kind,
            _ => {}
        }
    }
    if by_type != Kind::Unsaid {
        return by_type;
    }
    let has = |wanted: &str| keys.iter().any(|(key, _)| key == wanted);
    if !matches!(inherited, Kind::Other(_)) && OF_PROFILES.iter().any(|name| has(name)) {
        // Of the two collections only this one has modes.
        let has_mode = said("enrollmentmode").is_some();
        return match inherited.profile_type() {
            None if has_mode => Kind::Profile(Some(ProfileType::DeviceOwner)),
            typed => Kind::Profile(typed),
        };
    }
    let signature = SIGNATURES.iter().find(|(name, _)| has(name));
    match (signature, inherited) {
        (Some((_, thing)), Kind::Unsaid | Kind::Other(_)) => Kind::Other(*thing),
        _ => inherited,
    }
}

/// Whether an object is the entry of a log, by its properties.
pub(super) fn is_event(object: &Object) -> bool {
    object
        .keys()
        .any(|key| OF_EVENTS.contains(&text::key(key).as_str()))
}

fn is_of_another_set(context: &str) -> bool {
    text::contains(context, "$metadata#")
}

/// What objects are about that stand under some name: `group`, `targetResources`.
fn about(key: &str, kind: Kind) -> Kind {
    match (naming::named(key), kind) {
        (Name::Other(thing), _) => Kind::Other(thing),
        _ => match text::key(key).as_str() {
            "assignments" | "rolescopetags" | "settings" | "categories" => Kind::Other(Thing::Else),
            "actor" | "initiatedby" => Kind::Other(Thing::User),
            _ => kind,
        },
    }
}

/// A name and its value, as logs write what they know: `{"name": "accountId", "value": "…"}`.
fn pair(object: &Object) -> Option<(&str, &Value)> {
    let get = |names: [&str; 3]| {
        object
            .iter()
            .find(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
            .map(|(_, value)| value)
    };
    (object.len() == 2).then(|| {
        let name = get(["name", "key", "displayName"])?.as_str()?;
        Some((name, get(["value", "newValue", "val"])?))
    })?
}

/// A table in JSON: `columns` and `rows` of Log Analytics, `Schema` and `Values` of Intune's reports.
fn rows(object: &Object) -> Option<Vec<Object>> {
    let get = |name: &str| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .and_then(|(_, value)| value.as_array())
    };
    let (columns, rows) = match (get("columns"), get("rows")) {
        (Some(columns), Some(rows)) => (columns, rows),
        _ => (get("schema")?, get("values")?),
    };
    let names: Vec<&str> = columns
        .iter()
        .map(|column| {
            let named = ["name", "Column", "ColumnName", "Name"]
                .iter()
                .find_map(|key| column.get(key));
            let name = named.unwrap_or(column).as_str().unwrap_or_default();
            // Each row takes a copy of it.
            if name.len() > LONGEST_NAME { "" } else { name }
        })
        .collect();
    let row = |row: &Value| {
        let cells = row.as_array()?;
        let fields = names.iter().zip(cells);
        Some(json::object_of(
            fields.map(|(name, cell)| ((*name).to_owned(), cell.clone())),
        ))
    };
    Some(rows.iter().filter_map(row).collect())
}
