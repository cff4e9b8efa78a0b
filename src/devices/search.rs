//! Finding the devices that enrolled with a profile.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    device::{Device, Kind, WhyUntold, is_same_but_for_spelling},
    question::{DevicePart, DevicesQuestion},
};
use crate::{
    graph::{
        AskFor, Due, Ended, ListFailure, LongWait, NoAnswer, OneByOne, Page, PageEvent,
        PageProgress, Pager, ReadFailure, Step,
    },
    guid::Guid,
    inputs::Inputs,
    time::Time,
};

/// How many pages of the list are read.
pub(super) const MOST_PAGES: u32 = 200;

/// How many devices that can be of the profile are read, each by itself.
pub(super) const MOST_DEVICES: usize = 10_000;

/// What is to be read next, answered by a report of the same part and epoch.
pub(crate) type DeviceStep = Step<DevicePart>;

/// The search for the devices of a profile: the list, and then each of them that can be of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeviceSearch {
    question: DevicesQuestion,
    list: Pager<DevicePart>,
    each: OneByOne<DevicePart>,
    /// The IDs that were listed.
    seen: HashSet<Guid>,
    /// Those that can be of the profile and were not told yet.
    open: HashMap<Guid, Device>,
    found: Vec<Device>,
    untold: Vec<(Device, WhyUntold)>,
    /// How many devices name another profile, by its name.
    others: BTreeMap<String, usize>,
    listed: usize,
    unreadable: usize,
    is_cut_off: bool,
    is_cancelled: bool,
}

/// Whether the search came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending<'a> {
    /// Something is being read.
    Busy,
    /// Everything was read that there is.
    Complete,
    /// The person cancelled it.
    Cancelled,
    /// The list could not be read to its end.
    NotListed(&'a ListFailure),
    /// The list is longer than what is read of it.
    CutOff,
    /// The list was read, but not every device that can be of the profile.
    NotAllRead,
}

impl DeviceSearch {
    /// Begins a search, with its first steps.
    pub(crate) fn start(question: DevicesQuestion) -> (Self, Vec<DeviceStep>) {
        let since_ms = question.since_ms;
        let mut search = Self {
            question,
            list: Pager::new(DevicePart::List { since_ms }),
            each: OneByOne::new(),
            seen: HashSet::new(),
            open: HashMap::new(),
            found: Vec::new(),
            untold: Vec::new(),
            others: BTreeMap::new(),
            listed: 0,
            unreadable: 0,
            is_cut_off: false,
            is_cancelled: false,
        };
        let first = search.list.start();
        let steps = search.of_list(first).into_iter().collect();
        (search, steps)
    }

    /// Takes what came of a step, and says what is to be done next.
    pub(crate) fn handle(
        &mut self,
        part: &DevicePart,
        epoch: u32,
        report: PageEvent<Device>,
        inputs: &Inputs,
    ) -> Vec<DeviceStep> {
        let mut steps = Vec::new();
        if let DevicePart::One(_) = part {
            let (ended, step) = self.each.handle(part, epoch, report, inputs);
            if let Some(ended) = ended {
                self.end(ended);
            }
            steps.extend(step);
        } else {
            let (page, step) = self.list.handle(epoch, report, inputs);
            if let Some(page) = page {
                self.take(page);
            }
            let is_long = self.list.pages >= MOST_PAGES || self.open.len() >= MOST_DEVICES;
            self.is_cut_off |= is_long && step.is_some();
            let step = step.filter(|_| !self.is_cut_off);
            steps.extend(self.of_list(step));
        }
        steps.extend(self.go_on_each());
        steps
    }

    /// Leaves alone what was not read.
    pub(crate) fn cancel(&mut self) {
        if !self.is_busy() {
            return;
        }
        self.is_cancelled = true;
        self.each.stop();
        if self.is_listing() {
            let interrupted = ReadFailure::NoAnswer(NoAnswer::Interrupted);
            self.list.give_up(ListFailure::Read(interrupted));
        }
    }

    /// Goes on where it was cancelled, or where something could not be read.
    pub(crate) fn go_on(&mut self) -> Vec<DeviceStep> {
        self.is_cancelled = false;
        self.each.go_on();
        let untold = std::mem::take(&mut self.untold);
        for (device, why) in untold {
            match (&device.id, &why) {
                (Some(id), WhyUntold::Failed(_)) => {
                    self.each.push(DevicePart::One(id.clone()));
                    self.open.insert(id.clone(), device);
                }
                _ => self.untold.push((device, why)),
            }
        }
        let step = self.list.go_on();
        let mut steps: Vec<DeviceStep> = self.of_list(step).into_iter().collect();
        steps.extend(self.go_on_each());
        steps
    }

    fn of_list(&self, step: Due<DevicePart>) -> Option<DeviceStep> {
        step.map(|(epoch, effect)| (self.list.list().clone(), epoch, effect))
    }

    /// Reads devices by themselves, once the list has told all it does.
    fn go_on_each(&mut self) -> Vec<DeviceStep> {
        if self.is_listing() || self.is_cancelled {
            return Vec::new();
        }
        // What ended the list would end them too.
        if let PageProgress::Failed(failure) = &self.list.progress
            && failure.concerns_all()
        {
            self.each.stop();
        }
        self.each.steps()
    }

    fn take(&mut self, page: Page<Device>) {
        self.unreadable += page.unreadable;
        for device in page.items {
            if let Some(id) = &device.id
                && !self.seen.insert(id.clone())
            {
                // It was on a page before.
                continue;
            }
            self.listed += 1;
            // The filter may not have been heeded. Of one that does not say when, nobody knows.
            let is_earlier = device
                .enrolled_ms
                .is_some_and(|ms| ms < self.question.since_ms);
            if is_earlier || device.kind(self.question.mode.as_ref()) == Kind::Other {
                continue;
            }
            match (&device.id, &device.profile_name) {
                (_, Some(name)) => {
                    let name = name.clone();
                    self.told(device, Some(name));
                }
                (None, None) => self.untold.push((device, WhyUntold::NoId)),
                (Some(id), None) => {
                    self.each.push(DevicePart::One(id.clone()));
                    self.open.insert(id.clone(), device);
                }
            }
        }
    }

    /// A device that was read by itself, or could not be.
    fn end(&mut self, (part, result): Ended<DevicePart, Device>) {
        let DevicePart::One(id) = part else { return };
        let Some(device) = self.open.remove(&id) else {
            return;
        };
        match result {
            // An answer about another device than the one that was asked for tells nothing of either.
            Ok(read) => {
                let of_it = read.filter(|read| read.id.as_ref() == Some(&id));
                self.told(device, of_it.and_then(|read| read.profile_name));
            }
            Err(ListFailure::Read(failure)) if failure.is_not_found() => {
                self.untold.push((device, WhyUntold::Gone));
            }
            Err(failure) => self.untold.push((device, WhyUntold::Failed(failure))),
        }
    }

    /// A device says which profile it enrolled with, or does not.
    fn told(&mut self, mut device: Device, name: Option<String>) {
        device.profile_name.clone_from(&name);
        match name {
            None => self.untold.push((device, WhyUntold::NoName)),
            Some(name) if self.question.name.is_empty() => {
                *self.others.entry(name).or_default() += 1;
            }
            Some(name) if name == self.question.name => self.found.push(device),
            Some(name) if is_same_but_for_spelling(&name, &self.question.name) => {
                self.untold.push((device, WhyUntold::OtherSpelling(name)));
            }
            Some(name) => *self.others.entry(name).or_default() += 1,
        }
    }

    /// Whether something is being read, or will be.
    pub(crate) fn is_busy(&self) -> bool {
        !self.is_cancelled && (self.is_listing() || self.each.is_busy())
    }

    /// Whether the list is being read.
    pub(crate) fn is_listing(&self) -> bool {
        self.list.is_busy() && !self.is_cut_off
    }

    /// Whether it came to its end.
    pub(crate) fn ending(&self) -> Ending<'_> {
        if self.is_busy() {
            return Ending::Busy;
        }
        match &self.list.progress {
            _ if self.is_cancelled => Ending::Cancelled,
            PageProgress::Failed(failure) => Ending::NotListed(failure),
            _ if self.is_cut_off => Ending::CutOff,
            _ if self.failure().is_none() && self.left_out().is_empty() => Ending::Complete,
            _ => Ending::NotAllRead,
        }
    }

    /// Why a device could not be read, where that would help to know what to do.
    pub(crate) fn failure(&self) -> Option<&ListFailure> {
        if let PageProgress::Failed(failure) = &self.list.progress {
            return Some(failure);
        }
        self.untold.iter().rev().find_map(|(_, why)| match why {
            WhyUntold::Failed(failure) => Some(failure),
            _ => None,
        })
    }

    /// What the person has to be asked for so that it can go on; `None` where asking would not help.
    pub(crate) fn to_ask_for(&self) -> Option<AskFor> {
        if self.is_busy() || self.is_cancelled {
            return None;
        }
        self.failure()?.to_ask_for()
    }

    /// A wait that Graph asks for, where it is longer than the page waits by itself.
    pub(crate) fn long_wait(&self) -> Option<LongWait> {
        self.list.long_wait().or_else(|| self.each.long_wait())
    }

    /// Until when Graph asks to wait, while the page does so by itself.
    pub(crate) fn waits_until(&self) -> Option<Time> {
        let progress = [Some(&self.list.progress), self.each.waits()];
        progress
            .into_iter()
            .flatten()
            .find_map(|progress| match progress {
                PageProgress::Waiting(until) => Some(*until),
                _ => None,
            })
    }

    /// What is looked for.
    pub(crate) fn question(&self) -> &DevicesQuestion {
        &self.question
    }

    /// How many devices were listed, each once.
    pub(crate) fn listed(&self) -> usize {
        self.listed
    }

    /// How many entries of the list are no devices.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// How many devices were told, or could not be, and how many can be of the profile.
    pub(crate) fn progress(&self) -> (usize, usize) {
        let others: usize = self.others.values().sum();
        let done = self.found.len() + self.untold.len() + others;
        (done, done + self.open.len())
    }

    /// The devices of the profile, in the order in which they were told.
    pub(crate) fn found(&self) -> &[Device] {
        &self.found
    }

    /// How many devices name another profile, by its name.
    pub(crate) fn others(&self) -> &BTreeMap<String, usize> {
        &self.others
    }

    /// The devices of which it cannot be told. While something is read, those that are still to be read are not among them.
    pub(crate) fn untold(&self) -> Vec<(Device, WhyUntold)> {
        let mut untold = self.untold.clone();
        untold.extend(
            self.left_out()
                .into_iter()
                .map(|device| (device, WhyUntold::NotRead)),
        );
        untold
    }

    fn left_out(&self) -> Vec<Device> {
        if self.is_busy() {
            return Vec::new();
        }
        let left = self.each.left().filter_map(|part| match part {
            DevicePart::One(id) => self.open.get(id).cloned(),
            DevicePart::List { .. } => None,
        });
        left.collect()
    }
}
