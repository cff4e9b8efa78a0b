//! Everything a text mentions, each once.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    ids, names,
    naming::Thing,
    pasted::{
        Found, MOST, NotRecognised, PasteProblem, Pasted, Place, Reason, Recognised, Reference,
    },
    secrecy::{self, Secrecy},
    text,
    token::{HiddenText, TokenSecret},
};
use crate::profile::ProfileId;

/// Takes in what the readers of the several forms find.
#[derive(Default)]
pub(super) struct Collector {
    pasted: Pasted,
    /// Where in `found` the profiles of a GUID are: one, or one of each collection.
    profiles: BTreeMap<String, Vec<usize>>,
    names: BTreeSet<String>,
    /// Where in `found` the tokens are, in the order of the tokens: no second copy of a secret is made.
    tokens: Vec<usize>,
    /// The IDs of other things.
    others: BTreeSet<(Thing, u128)>,
}

impl Collector {
    /// A profile. The same ID with and without `AOSP-` is the same profile, in the form that came first; so is one whose
    /// collection is told only once.
    pub(super) fn profile(
        &mut self,
        place: Place,
        reference: Reference,
    ) -> Result<(), PasteProblem> {
        let known = self
            .profiles
            .entry(reference.profile_id.bare().to_owned())
            .or_default();
        for &index in known.iter() {
            let Some(Recognised::Profile(earlier)) = self
                .pasted
                .found
                .get_mut(index)
                .map(|found| &mut found.what)
            else {
                continue;
            };
            if earlier.profile_type.is_none() {
                earlier.profile_type = reference.profile_type;
            }
            if reference.profile_type.is_none() || reference.profile_type == earlier.profile_type {
                self.pasted.duplicates += 1;
                return Ok(());
            }
        }
        known.push(self.pasted.found.len());
        self.found(place, Recognised::Profile(reference))
    }

    /// Perhaps a name. One in which something may be a secret is not shown.
    pub(super) fn name(&mut self, place: Place, name: &str) -> Result<(), PasteProblem> {
        match secrecy::of(name) {
            Secrecy::Plain => {}
            Secrecy::MayBeToken(word) => {
                let Some(token) = TokenSecret::parse(word) else {
                    return self.refuse(place, "", Reason::Secret);
                };
                return self.token_or_name(place, token, HiddenText::new(name));
            }
            Secrecy::Secret => return self.refuse(place, "", Reason::Secret),
        }
        if !self.names.insert(names::folded(name)) {
            self.pasted.duplicates += 1;
            return Ok(());
        }
        self.found(place, Recognised::Name(name.to_owned()))
    }

    pub(super) fn token(&mut self, place: Place, token: TokenSecret) -> Result<(), PasteProblem> {
        self.token_or(place, token, None)
    }

    /// What may be a token, and may be a name.
    pub(super) fn token_or_name(
        &mut self,
        place: Place,
        token: TokenSecret,
        name: HiddenText,
    ) -> Result<(), PasteProblem> {
        self.token_or(place, token, Some(name))
    }

    /// A token, or a word of what may be a name as well.
    fn token_or(
        &mut self,
        place: Place,
        token: TokenSecret,
        name: Option<HiddenText>,
    ) -> Result<(), PasteProblem> {
        let found = &mut self.pasted.found;
        let place_in_order = self.tokens.binary_search_by(|&index| {
            match found.get(index).map(|found| &found.what) {
                Some(Recognised::Token(earlier) | Recognised::TokenOrName(earlier, _)) => {
                    earlier.cmp(&token)
                }
                _ => Ordering::Less,
            }
        });
        match place_in_order {
            Ok(at) => {
                self.pasted.duplicates += 1;
                // What is said to be a token once is one.
                if name.is_none()
                    && let Some(earlier) =
                        self.tokens.get(at).and_then(|&index| found.get_mut(index))
                {
                    earlier.what = Recognised::Token(token);
                }
                Ok(())
            }
            Err(place_in_order) => {
                self.tokens.insert(place_in_order, found.len());
                self.found(
                    place,
                    match name {
                        Some(name) => Recognised::TokenOrName(token, name),
                        None => Recognised::Token(token),
                    },
                )
            }
        }
    }

    /// The ID of something else.
    pub(super) fn other(&mut self, thing: Thing, id: &ProfileId) {
        self.others.insert((thing, ids::number(id)));
    }

    /// Nothing that could be recognised.
    pub(super) fn refuse(
        &mut self,
        place: Place,
        line: &str,
        reason: Reason,
    ) -> Result<(), PasteProblem> {
        let excerpt = match (reason, secrecy::of(line)) {
            (Reason::Secret | Reason::TooDeep, _)
            | (_, Secrecy::MayBeToken(_) | Secrecy::Secret) => String::new(),
            (_, Secrecy::Plain) => text::excerpt(line),
        };
        self.pasted.not_recognised.push(NotRecognised {
            place,
            excerpt,
            reason,
        });
        bounded(self.pasted.not_recognised.len())
    }

    /// How much was mentioned up to here.
    pub(super) fn mentions(&self) -> usize {
        self.pasted.found.len() + self.pasted.duplicates + self.pasted.not_recognised.len()
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Pasted {
        let count = |thing| {
            let same = |other: &&(Thing, u128)| other.0 == thing;
            self.others.iter().filter(same).count()
        };
        let counted = Thing::ALL.map(|thing| (thing, count(thing)));
        self.pasted.others = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect();
        self.pasted
    }

    fn found(&mut self, place: Place, what: Recognised) -> Result<(), PasteProblem> {
        self.pasted.found.push(Found { place, what });
        bounded(self.pasted.found.len())
    }
}

fn bounded(count: usize) -> Result<(), PasteProblem> {
    if count > MOST {
        return Err(PasteProblem::TooMany);
    }
    Ok(())
}
