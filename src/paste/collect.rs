//! Everything a text mentions, each once.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Found, MOST, NotRecognised, PasteProblem, Pasted, Place, Reason, Recognised, Reference,
    TokenSecret, names, text, token,
};

/// Takes in what the readers of the several forms find.
#[derive(Default)]
pub struct Collector {
    pasted: Pasted,
    /// Where in `found` the profiles of a GUID are: one, or one of each collection.
    profiles: BTreeMap<String, Vec<usize>>,
    names: BTreeSet<String>,
    /// Where in `found` the tokens are, in the order of the tokens: no second copy of a secret is made.
    tokens: Vec<usize>,
}

impl Collector {
    /// A profile. The same ID with and without `AOSP-` is the same profile, in the form that came first; so is one whose
    /// collection is told only once.
    pub fn profile(&mut self, place: Place, reference: Reference) -> Result<(), PasteProblem> {
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

    /// Perhaps a name.
    pub fn name(&mut self, place: Place, name: &str) -> Result<(), PasteProblem> {
        if !self.names.insert(names::folded(name)) {
            self.pasted.duplicates += 1;
            return Ok(());
        }
        self.found(place, Recognised::Name(name.to_owned()))
    }

    /// A token.
    pub fn token(&mut self, place: Place, token: TokenSecret) -> Result<(), PasteProblem> {
        let found = &self.pasted.found;
        let place_in_order = self.tokens.binary_search_by(|&index| {
            match found.get(index).map(|found| &found.what) {
                Some(Recognised::Token(earlier)) => earlier.cmp(&token),
                _ => Ordering::Less,
            }
        });
        match place_in_order {
            Ok(_) => {
                self.pasted.duplicates += 1;
                Ok(())
            }
            Err(place_in_order) => {
                self.tokens.insert(place_in_order, found.len());
                self.found(place, Recognised::Token(token))
            }
        }
    }

    /// Nothing that could be recognised.
    pub fn refuse(&mut self, place: Place, line: &str, reason: Reason) -> Result<(), PasteProblem> {
        let excerpt = match reason {
            Reason::Secret => String::new(),
            _ if token::is_near(line) || token::in_line(line).is_some() => String::new(),
            _ => text::excerpt(line),
        };
        self.pasted.not_recognised.push(NotRecognised {
            place,
            excerpt,
            reason,
        });
        bounded(self.pasted.not_recognised.len())
    }

    /// How much was mentioned up to here.
    pub fn mentions(&self) -> usize {
        self.pasted.found.len() + self.pasted.duplicates + self.pasted.not_recognised.len()
    }

    /// All of it.
    pub fn finish(self) -> Pasted {
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
