//! Finding the profile that holds a token, without keeping any token.
//!
//! A list does not tell every token: AOSP profiles have been seen with `null` in its place, and tell theirs only where they
//! are read by themselves. What does not tell its token was not compared, and is never taken for a profile that holds
//! another one.

use std::collections::{HashSet, VecDeque};

use serde_json::Value;

use crate::{
    config::Config,
    graph::{
        self, ListCall, ListFailure, LongWait, Page, PageEffect, PageEvent, PageProgress, Pager,
        Request,
    },
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    text::json::Object,
};

/// How many profiles are read by themselves at once.
const WIDTH: usize = 4;

/// After how many profiles in a row that could not be read by themselves the rest is left alone.
const MOST_FAILURES: usize = 5;

/// From how many characters on a text can be a token: the shortest that are known have eight.
const SHORTEST: usize = 8;

/// How many times in a row the letter X makes a mask, and no token: one in millions has it.
const MASK: usize = 5;

/// The token of a profile, for as long as it takes to compare it. It is neither shown nor copied.
pub(crate) struct TokenOf {
    profile_id: ProfileId,
    /// `None` where the answer does not tell it.
    value: Option<String>,
}

impl TokenOf {
    /// Reads an entry of a list of tokens, or one that was asked for by itself; `None` for one that names no profile.
    pub(crate) fn from_json(json: &Object) -> Option<Self> {
        let value = json.get("tokenValue").and_then(Value::as_str);
        Some(Self {
            profile_id: ProfileId::parse(json.get("id")?.as_str()?).ok()?,
            value: value.filter(|value| is_told(value)).map(str::to_owned),
        })
    }
}

/// Whether a text can be a token at all, and not what stands for one that is not told: nothing, a mask, a word.
fn is_told(value: &str) -> bool {
    const WORDS: [&str; 3] = ["redacted", "protected", "undefined"];
    let value = value.trim();
    let of_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let first = value.chars().next();
    let one_character = value.chars().all(|char| Some(char) == first);
    let lower = value.to_ascii_lowercase();
    value.len() >= SHORTEST
        && value.bytes().all(of_token)
        && !one_character
        && !WORDS.contains(&lower.as_str())
        && !lower.contains(&"x".repeat(MASK))
}

/// What is read in a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The tokens of a collection, page by page.
    Collection(ProfileType),
    /// The token of one profile that its collection did not tell.
    Profile(Target),
}

/// What is to be read next, answered by a report of the same part and epoch.
pub(crate) type PartEffect = (Part, u32, PageEffect<Part>);

impl ListCall<Part> {
    /// The request for a page of tokens, or for one; `None` where its address must not be followed.
    pub fn tokens(&self, config: &Config, fresh: Guid) -> Option<Request> {
        match (&self.list, &self.link) {
            (Part::Collection(profile_type), None) => {
                Some(graph::list_tokens(config, *profile_type, fresh))
            }
            (Part::Collection(_), Some(link)) => graph::next_page(config, link, fresh),
            (Part::Profile(target), _) => Some(graph::get_token(config, target, fresh)),
        }
    }
}

/// The search for the profile that holds a token: both collections, and then whatever they do not tell, until it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenSearch {
    lists: [Pager<Part>; 2],
    /// How many entries of the lists name no profile.
    unreadable: usize,
    /// Whose tokens were compared, by [`key`].
    compared: HashSet<PartKey>,
    /// Whose tokens the lists do not tell, or did not at first, by [`key`].
    untold: HashSet<PartKey>,
    /// Those of them that are to be read by themselves.
    waiting: VecDeque<Target>,
    reading: Vec<Pager<Part>>,
    left_out: Vec<LeftOut>,
    failures_in_a_row: usize,
    found: Option<Target>,
}

/// A profile whose token was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub target: Target,
    pub why: WhyLeftOut,
}

/// Why a token was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WhyLeftOut {
    /// The profile was read by itself, and does not tell its token either.
    NotTold,
    /// The profile could not be read by itself.
    Failed(ListFailure),
    /// It was not read, after what had become of others.
    NotAsked,
}

/// How a search stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SearchVerdict {
    /// Something is being read.
    Searching,
    /// This profile holds the token.
    Found(Target),
    /// No profile that this person can see holds it: the token of each was compared.
    NotFound,
    /// It was not among those that were compared, and not all were.
    CannotTell,
}

impl TokenSearch {
    /// Begins a search, with the first step of each collection.
    pub(crate) fn start() -> (Self, Vec<PartEffect>) {
        let mut lists = ProfileType::ALL.map(|of| Pager::new(Part::Collection(of)));
        let steps = lists.iter_mut().filter_map(first_step).collect();
        let search = Self {
            lists,
            unreadable: 0,
            compared: HashSet::new(),
            untold: HashSet::new(),
            waiting: VecDeque::new(),
            reading: Vec::new(),
            left_out: Vec::new(),
            failures_in_a_row: 0,
            found: None,
        };
        (search, steps)
    }

    /// Takes what came of a step, and says what is to be done next; `matches` says whether a token is the one that is
    /// searched for.
    pub(crate) fn handle(
        &mut self,
        part: &Part,
        epoch: u32,
        report: PageEvent<TokenOf>,
        inputs: &Inputs,
        matches: impl Fn(&str) -> bool,
    ) -> Vec<PartEffect> {
        let held = self.held();
        let mut pagers = self.lists.iter_mut().chain(&mut self.reading);
        let Some(pager) = pagers.find(|pager| pager.list() == part) else {
            return Vec::new();
        };
        let (page, mut step) = pager.handle(epoch, report, inputs);
        // Where Graph asks to wait with one of them, the others are not asked for either.
        if let Some(failure) = held
            && step.is_some()
        {
            pager.give_up(failure);
            step = None;
        }
        let progress = pager.progress.clone();
        let profile_type = match part {
            Part::Collection(profile_type) => *profile_type,
            Part::Profile(target) => target.profile_type,
        };
        let is_read = page.is_some();
        if let Some(page) = page {
            self.take(part, profile_type, page, matches);
        }
        if let Part::Profile(target) = part
            && matches!(progress, PageProgress::Complete | PageProgress::Failed(_))
        {
            self.end(target, is_read, progress);
        }
        if self.found.is_some() {
            return Vec::new();
        }
        let mut steps: Vec<PartEffect> = step
            .map(|(epoch, step)| (part.clone(), epoch, step))
            .into_iter()
            .collect();
        steps.extend(self.go_on());
        steps
    }

    fn take(
        &mut self,
        part: &Part,
        profile_type: ProfileType,
        page: Page<TokenOf>,
        matches: impl Fn(&str) -> bool,
    ) {
        let is_list = matches!(part, Part::Collection(_));
        if is_list {
            self.unreadable += page.unreadable;
        }
        for TokenOf { profile_id, value } in page.items {
            let target = Target {
                profile_type,
                profile_id,
            };
            // An answer about another profile than the one that was asked for tells nothing of either.
            if let Part::Profile(asked) = part
                && key(asked) != key(&target)
            {
                continue;
            }
            if let Some(value) = value {
                self.compared.insert(key(&target));
                if matches(&value) {
                    self.found.get_or_insert(target);
                }
            } else if is_list && self.untold.insert(key(&target)) {
                self.waiting.push_back(target);
            }
        }
    }

    /// A profile that was read by itself, or could not be.
    fn end(&mut self, target: &Target, is_read: bool, progress: PageProgress) {
        self.reading
            .retain(|pager| *pager.list() != Part::Profile(target.clone()));
        if is_read {
            self.failures_in_a_row = 0;
        }
        if self.compared.contains(&key(target)) {
            return;
        }
        let why = match progress {
            PageProgress::Failed(failure) => {
                self.failures_in_a_row += 1;
                if failure.concerns_all() || self.failures_in_a_row >= MOST_FAILURES {
                    self.leave_out_rest();
                }
                WhyLeftOut::Failed(failure)
            }
            _ => WhyLeftOut::NotTold,
        };
        self.left_out.push(LeftOut {
            target: target.clone(),
            why,
        });
    }

    fn held(&self) -> Option<ListFailure> {
        let of_lists = self.lists.iter().filter_map(|pager| match &pager.progress {
            PageProgress::Failed(failure) => Some(failure),
            _ => None,
        });
        let of_each = self
            .left_out
            .iter()
            .filter_map(|left_out| match &left_out.why {
                WhyLeftOut::Failed(failure) => Some(failure),
                WhyLeftOut::NotTold | WhyLeftOut::NotAsked => None,
            });
        let mut failures = of_lists.chain(of_each);
        failures
            .find(|failure| failure.long_wait().is_some())
            .cloned()
    }

    fn leave_out_rest(&mut self) {
        let rest = self.waiting.drain(..);
        self.left_out.extend(rest.map(|target| LeftOut {
            target,
            why: WhyLeftOut::NotAsked,
        }));
    }

    /// Reads what the lists did not tell, once they have told all they do.
    fn go_on(&mut self) -> Vec<PartEffect> {
        let mut steps = Vec::new();
        // What Graph asks to wait for longer than the page does by itself holds for whatever else there is to read.
        if self.long_wait().is_some() {
            self.leave_out_rest();
        }
        if self.lists.iter().any(Pager::is_busy) {
            return steps;
        }
        let waits = |pager: &Pager<Part>| matches!(pager.progress, PageProgress::Waiting(_));
        // Where Graph asks one of them to wait, the others are not sent either.
        while self.reading.len() < WIDTH && !self.reading.iter().any(waits) {
            let Some(target) = self.waiting.pop_front() else {
                break;
            };
            // It was on two pages, of which one told it.
            if self.compared.contains(&key(&target)) {
                continue;
            }
            let mut pager = Pager::new(Part::Profile(target));
            steps.extend(first_step(&mut pager));
            self.reading.push(pager);
        }
        steps
    }

    /// How the search stands.
    pub(crate) fn verdict(&self) -> SearchVerdict {
        let is_busy = |pager: &Pager<Part>| pager.is_busy();
        let is_complete = |pager: &Pager<Part>| pager.progress == PageProgress::Complete;
        match &self.found {
            Some(target) => SearchVerdict::Found(target.clone()),
            None if self.lists.iter().chain(&self.reading).any(is_busy) => SearchVerdict::Searching,
            None if self.lists.iter().all(is_complete)
                && self.unreadable == 0
                && self.left_out.is_empty() =>
            {
                SearchVerdict::NotFound
            }
            None => SearchVerdict::CannotTell,
        }
    }

    /// A wait that Graph asks for, where it is longer than the page waits by itself.
    pub(crate) fn long_wait(&self) -> Option<LongWait> {
        self.held()?.long_wait()
    }

    /// Both collections, as far as they were read.
    pub(crate) fn lists(&self) -> &[Pager<Part>; 2] {
        &self.lists
    }

    #[cfg(test)]
    pub(super) fn reading(&self) -> &[Pager<Part>] {
        &self.reading
    }

    /// How many tokens were compared.
    pub(crate) fn compared(&self) -> usize {
        self.compared.len()
    }

    /// How many profiles are still to be read by themselves.
    pub(crate) fn to_be_read(&self) -> usize {
        self.waiting.len() + self.reading.len()
    }

    /// How many entries of the lists name no profile.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// The profiles whose tokens were not compared.
    pub(crate) fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

/// By what one profile is told from another, whichever form its ID has.
type PartKey = (ProfileType, String);

fn key(target: &Target) -> PartKey {
    (target.profile_type, target.profile_id.bare().to_owned())
}

fn first_step(pager: &mut Pager<Part>) -> Option<PartEffect> {
    let (epoch, step) = pager.start()?;
    Some((pager.list().clone(), epoch, step))
}
