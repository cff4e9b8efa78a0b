//! JSON: profiles as Graph and its SDKs write them, exports that hold some, lists of IDs, and enrollment data.

use serde_json::Value;

use crate::{
    json::{self, Object},
    profile::ProfileType,
};

use super::{
    PasteProblem, Place, Reason, Reference,
    collect::Collector,
    ids,
    line::{self, Source},
    text, token,
};

/// What a text says of the type of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Profile(ProfileType),
    Other,
    Unsaid,
}

/// Reads a text that is a JSON object or array; any other value is plain text.
pub fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    json::value(text)
}

/// Reads JSON. `place`: where all of it is; else each element has a place of its own.
pub fn read(
    json: &Value,
    place: Option<Place>,
    collector: &mut Collector,
) -> Result<(), PasteProblem> {
    let before = collector.mentions();
    let mut reader = Reader {
        place,
        elements: 0,
        collector,
    };
    reader.value(json, Kind::Unsaid, Strings::AreIds)?;
    if collector.mentions() > before {
        return Ok(());
    }
    let place = place.unwrap_or(Place::Element(1));
    collector.refuse(place, "", Reason::WithoutId)
}

/// What strings in a list are.
#[derive(Clone, Copy)]
enum Strings {
    AreIds,
    AreNothing,
}

struct Reader<'a> {
    place: Option<Place>,
    /// How many objects and strings have been looked at.
    elements: usize,
    collector: &'a mut Collector,
}

impl Reader<'_> {
    fn next_place(&mut self) -> Place {
        self.elements += 1;
        self.place.unwrap_or(Place::Element(self.elements))
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
                let source = Source {
                    place: self.next_place(),
                    profile_type: kind.profile_type(),
                };
                line::read(text, source, self.collector)
            }
            _ => Ok(()),
        }
    }

    fn object(&mut self, object: &Object, inherited: Kind) -> Result<(), PasteProblem> {
        if token::is_enrollment(object) {
            return self.enrollment(object);
        }
        let kind = kind(object, inherited);
        let Some(id) = id(object) else {
            return self.fields(object, kind);
        };
        if let Some(profile_id) = ids::only(id)
            && kind != Kind::Other
        {
            let place = self.next_place();
            // Whatever else the object holds is about this profile: its secrets, too, which are of no use here.
            return self.collector.profile(
                place,
                Reference {
                    profile_id,
                    profile_type: kind.profile_type(),
                },
            );
        }
        let before = self.collector.mentions();
        let place = self.next_place();
        self.fields(object, kind)?;
        if self.collector.mentions() > before {
            return Ok(());
        }
        let reason = match kind {
            Kind::Other => Reason::OtherType,
            _ => Reason::WithoutId,
        };
        self.collector.refuse(place, id, reason)
    }

    fn fields(&mut self, object: &Object, kind: Kind) -> Result<(), PasteProblem> {
        for (name, value) in object {
            // `ids`, `profileIds`
            let one = name.strip_suffix(['s', 'S']).unwrap_or(name);
            let strings =
                if matches!(value, Value::Array(_)) && (name == "value" || ids::is_id_name(one)) {
                    Strings::AreIds
                } else {
                    Strings::AreNothing
                };
            self.value(value, kind, strings)?;
        }
        Ok(())
    }

    fn enrollment(&mut self, object: &Object) -> Result<(), PasteProblem> {
        let place = self.next_place();
        let tokens = token::in_enrollment(object);
        if tokens.is_empty() {
            return self.collector.refuse(place, "", Reason::Secret);
        }
        for token in tokens {
            self.collector.token(place, token)?;
        }
        Ok(())
    }
}

impl Kind {
    fn profile_type(self) -> Option<ProfileType> {
        match self {
            Self::Profile(profile_type) => Some(profile_type),
            Self::Other | Self::Unsaid => None,
        }
    }
}

/// An object's ID: `profileId` and the like before `id`, which may be of what tells about the profile.
fn id(object: &Object) -> Option<&str> {
    let named = |wanted: fn(&str) -> bool| {
        object
            .iter()
            .find(|(name, _)| ids::is_id_name(name) && wanted(name))
            .and_then(|(_, value)| value.as_str())
    };
    named(|name| name.len() > 2).or_else(|| named(|name| name.len() == 2))
}

/// The type of an object: what it says itself, or else what holds it.
fn kind(object: &Object, inherited: Kind) -> Kind {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    if let Some(name) = text("@odata.type") {
        return ids::profile_type(name).map_or(Kind::Other, Kind::Profile);
    }
    let known = ["profileType", "type", "@odata.context"]
        .iter()
        .find_map(|name| ids::profile_type(text(name)?));
    if let Some(profile_type) = known {
        return Kind::Profile(profile_type);
    }
    if text("@odata.context").is_some_and(|context| text::contains(context, "$metadata#")) {
        return Kind::Other;
    }
    // Of the two collections only this one has modes.
    let has_mode = ["enrollmentMode", "EnrollmentMode"]
        .iter()
        .any(|name| text(name).is_some());
    match inherited {
        Kind::Unsaid if has_mode => Kind::Profile(ProfileType::DeviceOwner),
        _ => inherited,
    }
}
