//! Finding the profile that holds a token, without keeping any token.

use super::{PageReport, PageStep, Pager, Progress};
use crate::{
    json::Object,
    profile::{ProfileId, ProfileType, Target},
    revocation::Moment,
};

/// The token of a profile, for as long as it takes to compare it. It is neither shown nor copied.
pub struct TokenOf {
    profile_id: ProfileId,
    value: String,
}

impl TokenOf {
    /// Reads an entry of a list of tokens; `None` for one without a token.
    pub fn from_json(json: &Object) -> Option<Self> {
        let value = json.get("tokenValue")?.as_str()?;
        Some(Self {
            profile_id: ProfileId::parse(json.get("id")?.as_str()?).ok()?,
            value: value.to_owned(),
        })
    }
}

/// The search for the profile that holds a token: both collections, until it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSearch {
    pagers: [Pager; 2],
    found: Option<Target>,
}

/// How a search stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Pages are being read.
    Searching,
    /// This profile holds the token.
    Found(Target),
    /// No profile that this person can see holds it.
    NotFound,
    /// It was not among what could be read, and not everything could be read.
    CannotTell,
}

impl TokenSearch {
    /// Begins a search, with the first step of each collection.
    pub fn start() -> (Self, Vec<(ProfileType, u32, PageStep)>) {
        let mut pagers = ProfileType::ALL.map(Pager::new);
        let steps = pagers
            .iter_mut()
            .zip(ProfileType::ALL)
            .filter_map(|(pager, profile_type)| {
                let (epoch, step) = pager.start()?;
                Some((profile_type, epoch, step))
            })
            .collect();
        let search = Self {
            pagers,
            found: None,
        };
        (search, steps)
    }

    /// Takes what came of a step; `matches` says whether a token is the one that is searched for.
    pub fn report(
        &mut self,
        profile_type: ProfileType,
        epoch: u32,
        report: PageReport<TokenOf>,
        moment: &Moment,
        matches: impl Fn(&str) -> bool,
    ) -> Option<(u32, PageStep)> {
        let pager = self
            .pagers
            .iter_mut()
            .zip(ProfileType::ALL)
            .find_map(|(pager, of)| (of == profile_type).then_some(pager))?;
        let (page, step) = pager.report(epoch, report, moment);
        let holder = page
            .into_iter()
            .flat_map(|page| page.items)
            .find(|token| matches(&token.value));
        if let Some(TokenOf { profile_id, .. }) = holder {
            self.found.get_or_insert(Target {
                profile_type,
                profile_id,
            });
        }
        step.filter(|_| self.found.is_none())
    }

    /// How the search stands.
    pub fn verdict(&self) -> Verdict {
        match &self.found {
            Some(target) => Verdict::Found(target.clone()),
            None if self.pagers.iter().any(Pager::is_busy) => Verdict::Searching,
            None if self
                .pagers
                .iter()
                .all(|pager| pager.progress == Progress::Complete) =>
            {
                Verdict::NotFound
            }
            None => Verdict::CannotTell,
        }
    }

    /// Both collections, as far as they were read.
    pub fn pagers(&self) -> &[Pager; 2] {
        &self.pagers
    }
}
