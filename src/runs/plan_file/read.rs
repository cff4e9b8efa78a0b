//! Reading a plan's file, as strictly as it is written: what is refused is said by name, and nothing of it is taken.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    problem::{PlanProblem, Wrong},
    saved::{
        ACTION, LONGEST, LONGEST_NAME, LONGEST_NOTE, PLAN_FORMAT, Place, SavedItem, SavedPlan,
        VERSION,
    },
};
use crate::{
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    runs::{plan::Planner, run::key},
    text::{
        json::{self, Object},
        line::{breaks_the_line, one_line},
    },
    time::{self, Time},
    token::{Expiry, TokenFingerprint},
};

/// How much of a file is quoted, in characters.
const LONGEST_QUOTE: usize = 60;

impl SavedPlan {
    /// Reads a plan for the tenant where somebody is signed in. `now`: by whose clock moments are told.
    pub(crate) fn read(text: &str, here: Place, now: Time) -> Result<Self, PlanProblem> {
        if text.len() > LONGEST {
            return Err(PlanProblem::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        let object = match json::value(text) {
            Some(Value::Object(object)) => object,
            Some(_) => return Err(PlanProblem::NotAPlan),
            None => return Err(PlanProblem::NotReadable),
        };
        let mut fields = PlanFields { object, item: None };
        if fields.take("format").as_ref().and_then(Value::as_str) != Some(PLAN_FORMAT) {
            return Err(PlanProblem::NotAPlan);
        }
        fields.is("version", VERSION, PlanProblem::Version)?;
        fields.is("action", ACTION, PlanProblem::Action)?;
        let file = Place {
            cloud: fields.needed("cloud", LONGEST_NAME)?,
            tenant_id: fields
                .guid("tenantId")?
                .ok_or_else(|| fields.missing("tenantId"))?,
        };
        if file != here {
            let cloud = quoted(&file.cloud);
            let file = Place { cloud, ..file };
            return Err(PlanProblem::Elsewhere { file, here });
        }
        // Whichever version of the page wrote it.
        fields.text("appVersion", LONGEST_NAME)?;
        let at = fields
            .moment("plannedAt")?
            .ok_or_else(|| fields.missing("plannedAt"))?;
        let planner = Planner {
            at: now.at(at),
            upn: fields.needed("plannedBy", LONGEST_NAME)?,
            name: fields.text("plannedByName", LONGEST_NAME)?,
            object_id: fields.guid("plannedByObjectId")?.unwrap_or_default(),
        };
        let reason = fields.text("reason", LONGEST_NOTE)?;
        let ticket = fields.text("ticket", LONGEST_NOTE)?;
        let includes_inactive = match fields.take("includesExpiredOrRevoked") {
            Some(Value::Bool(includes_inactive)) => includes_inactive,
            found => {
                return Err(fields.wrong_or_missing("includesExpiredOrRevoked", found.as_ref()));
            }
        };
        let items = match fields.take("items") {
            Some(Value::Array(items)) => items,
            found => return Err(fields.wrong_or_missing("items", found.as_ref())),
        };
        fields.end()?;
        Ok(Self {
            place: here,
            planner,
            reason,
            ticket,
            includes_inactive,
            items: read_items(items)?,
        })
    }
}

fn read_items(values: Vec<Value>) -> Result<Vec<SavedItem>, PlanProblem> {
    if values.is_empty() {
        return Err(PlanProblem::Empty);
    }
    if values.len() > SavedPlan::MOST {
        return Err(PlanProblem::TooMany);
    }
    let mut places = HashMap::new();
    let mut items = Vec::with_capacity(values.len());
    for (value, number) in values.into_iter().zip(1..) {
        let item = SavedItem::read(value, number)?;
        if let Some(first) = places.insert(key(&item.target), number) {
            return Err(PlanProblem::Twice {
                first,
                again: number,
            });
        }
        items.push(item);
    }
    Ok(items)
}

impl SavedItem {
    fn read(value: Value, number: usize) -> Result<Self, PlanProblem> {
        let item = Some(number);
        let Value::Object(object) = value else {
            let fields = PlanFields {
                object: Object::new(),
                item,
            };
            return Err(fields.problem("items", Wrong::Value));
        };
        let mut fields = PlanFields { object, item };
        let profile_type = fields.needed("profileType", LONGEST_NAME)?;
        let profile_id = fields.needed("profileId", LONGEST_NAME)?;
        let target = Target {
            profile_type: ProfileType::from_key(&profile_type)
                .ok_or_else(|| fields.problem("profileType", Wrong::Value))?,
            profile_id: ProfileId::parse(&profile_id)
                .map_err(|_| fields.problem("profileId", Wrong::Value))?,
        };
        let name = fields.text("profileName", LONGEST_NAME)?;
        let is_null = fields.object.get("tokenExpires") == Some(&Value::Null);
        let expires = if is_null {
            fields.take("tokenExpires");
            Expiry::Null
        } else {
            let expires = fields.moment("tokenExpires")?;
            expires.map_or(Expiry::Unknown, Expiry::At)
        };
        let token = TokenFingerprint {
            expires,
            created_ms: fields.moment("tokenCreated")?,
            modified_ms: fields.moment("profileModified")?,
        };
        fields.end()?;
        Ok(Self {
            target,
            name,
            token,
        })
    }
}

/// The fields of the plan, or of one of its profiles. Each can be taken once.
struct PlanFields {
    object: Object,
    /// The profile, by its place from 1.
    item: Option<usize>,
}

impl PlanFields {
    fn take(&mut self, name: &str) -> Option<Value> {
        self.object.remove(name)
    }

    /// A text on one line; empty where there is none.
    fn text(&mut self, name: &str, longest: usize) -> Result<String, PlanProblem> {
        let is_plain =
            |text: &str| text.chars().nth(longest).is_none() && !text.chars().any(breaks_the_line);
        match self.take(name) {
            None => Ok(String::new()),
            Some(Value::String(text)) if is_plain(&text) => Ok(text),
            Some(_) => Err(self.problem(name, Wrong::Value)),
        }
    }

    fn needed(&mut self, name: &str, longest: usize) -> Result<String, PlanProblem> {
        let text = self.text(name, longest)?;
        if text.is_empty() {
            return Err(self.missing(name));
        }
        Ok(text)
    }

    fn guid(&mut self, name: &str) -> Result<Option<String>, PlanProblem> {
        let text = self.text(name, LONGEST_NAME)?;
        if text.is_empty() {
            return Ok(None);
        }
        let guid = Guid::parse(&text).ok_or_else(|| self.problem(name, Wrong::Value))?;
        Ok(Some(guid.to_string()))
    }

    /// A moment in milliseconds since 1970-01-01T00:00:00Z.
    fn moment(&mut self, name: &str) -> Result<Option<i64>, PlanProblem> {
        let text = self.text(name, LONGEST_NAME)?;
        if text.is_empty() {
            return Ok(None);
        }
        let moment = time::unix_ms(&text).ok_or_else(|| self.problem(name, Wrong::Value))?;
        Ok(Some(moment))
    }

    /// What has to be one word, or else is a problem that quotes what is there.
    fn is(
        &mut self,
        name: &str,
        word: &str,
        other: fn(String) -> PlanProblem,
    ) -> Result<(), PlanProblem> {
        match self.take(name) {
            None => Err(self.missing(name)),
            Some(Value::String(text)) if text == word => Ok(()),
            Some(Value::String(text)) => Err(other(quoted(&text))),
            Some(Value::Number(number)) => match number.as_i64() {
                Some(number) => Err(other(number.to_string())),
                None => Err(self.problem(name, Wrong::Value)),
            },
            Some(_) => Err(self.problem(name, Wrong::Value)),
        }
    }

    /// Nothing is left that no plan of this version has: a later page may have meant something by it.
    fn end(self) -> Result<(), PlanProblem> {
        match self.object.keys().next() {
            None => Ok(()),
            Some(name) => Err(self.problem(name, Wrong::Unknown)),
        }
    }

    fn wrong_or_missing(&self, name: &str, found: Option<&Value>) -> PlanProblem {
        let wrong = found.map_or(Wrong::Missing, |_| Wrong::Value);
        self.problem(name, wrong)
    }

    fn missing(&self, name: &str) -> PlanProblem {
        self.problem(name, Wrong::Missing)
    }

    fn problem(&self, name: &str, wrong: Wrong) -> PlanProblem {
        PlanProblem::Field {
            item: self.item,
            name: quoted(name),
            wrong,
        }
    }
}

fn quoted(text: &str) -> String {
    one_line(text, LONGEST_QUOTE)
}
