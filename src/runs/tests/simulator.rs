//! A world in which a run happens: Graph, the network, the clocks, the storage, other admins and the person.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashSet},
};

use serde_json::Value;

use super::{
    chance::Chance,
    disk::{Disk, DiskWeather, Record, Write},
};
use crate::{
    actions::{
        Call, ReceiptField, RevocationEvent,
        test_support::{self, DAY_MS, START},
    },
    browser_records::{Kept, StorageProblem},
    devices::DevicesSections,
    graph::{Answer, Certainty, Freshness, NoAnswer, Profile, ReadFailure},
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    runs::{
        AfterWrite, Batch, Clock, Item, ItemStatus, Obstacle, Pace, Pause, Plan, Planner, Run,
        RunAction, RunEffect, RunPhase, Scope, WriteAhead, over_since, report,
    },
    session::{Account, SignInCause, SignInFailure},
    time::Time,
    token::Expiry,
};

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Ordinary,
    Throttled { says_when: bool },
    Busy,
    Fault { status: u16, acts: bool },
    Lost { reason: NoAnswer, acts: bool },
    Refused(u16),
    Gateway,
    OtherSuccess,
    Challenge,
    Expired,
    NoToken(SignInCause),
}

const FATES: &[Fate] = &[
    Fate::Throttled { says_when: true },
    Fate::Throttled { says_when: false },
    Fate::Busy,
    Fate::Fault {
        status: 500,
        acts: true,
    },
    Fate::Fault {
        status: 502,
        acts: false,
    },
    Fate::Fault {
        status: 504,
        acts: true,
    },
    Fate::Lost {
        reason: NoAnswer::Blocked,
        acts: true,
    },
    Fate::Lost {
        reason: NoAnswer::Blocked,
        acts: false,
    },
    Fate::Lost {
        reason: NoAnswer::TimedOut,
        acts: true,
    },
    Fate::Lost {
        reason: NoAnswer::Offline,
        acts: false,
    },
    Fate::Lost {
        reason: NoAnswer::Offline,
        acts: true,
    },
    Fate::Refused(400),
    Fate::Refused(403),
    Fate::Refused(404),
    Fate::Refused(409),
    Fate::Gateway,
    Fate::OtherSuccess,
    Fate::Challenge,
    Fate::Expired,
    Fate::NoToken(SignInCause::Expired),
    Fate::NoToken(SignInCause::Offline),
];

/// How many revocations went out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sends {
    /// Their record was on disk, with all others of the run.
    pub kept: u32,
    /// It was not: the person knew, and had said that the run may go on.
    pub risked: u32,
    /// They were taken back, as the disk did not keep their record, or as the run was to wait by then.
    pub withheld: u32,
}

/// A profile as Graph has it.
#[derive(Debug, Clone)]
struct Held {
    profile: Profile,
    /// From when on reads show the last change.
    visible_from: u64,
    shown_before: Profile,
}

/// A revocation that was sent.
#[derive(Debug, Clone)]
struct Post {
    item: usize,
    acted: bool,
    /// Whether the run was told that it surely did not run.
    turned_away: bool,
    /// Whether the person asked for another attempt since.
    forgiven: bool,
}

enum Event {
    Arrives {
        post: usize,
    },
    Answers {
        epoch: u32,
        ticket: u32,
        event: Box<RevocationEvent>,
        turned_away: Option<usize>,
    },
    Renewed {
        epoch: u32,
        worked: bool,
    },
    /// The disk says what became of a write.
    Written {
        epoch: u32,
    },
    Person,
}

/// How wild the world is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weather {
    /// A call fails once in so many times; 0 for never.
    pub fault_once_in: u64,
    /// The page is killed once in so many events; 0 for never.
    pub kill_once_in: u64,
    /// The person does something once in so many events; 0 for never.
    pub meddling_once_in: u64,
    /// The longest latency, in milliseconds.
    pub latency_ms: u64,
    /// How many writes the service takes within 20 s.
    pub writes: usize,
    /// How the disk is.
    pub disk: DiskWeather,
}

pub(super) struct World {
    chance: Chance,
    weather: Weather,
    tick: u64,
    wall_jump_ms: i64,
    pub run: Run,
    pub disk: Disk,
    /// What is being written.
    write: Option<(WriteAhead, Write)>,
    /// Whether the person wanted the run to go on since the page says that the browser keeps nothing.
    person_knows: bool,
    /// Whether something was sent that a closed tab would lose, as the person knows.
    is_risked: bool,
    pub sends: Sends,
    held: Vec<Held>,
    /// What the browser keeps of each profile.
    kept: Vec<Option<Profile>>,
    posts: Vec<Post>,
    arrivals: Vec<u64>,
    events: BinaryHeap<Reverse<(u64, u64)>>,
    scheduled: BTreeMap<u64, Event>,
    number: u64,
    epoch: u32,
    faults_left: u32,
    kills_left: u32,
    touched: Vec<bool>,
    /// Those of a plan that was opened and is about another token than the profile holds.
    stale: Vec<bool>,
    /// Since when each profile is over, as far as the run goes.
    over_since: Vec<Option<u64>>,
    pub kills: u32,
    pub steps: u32,
}

fn random(chance: &mut Chance) -> [u8; 16] {
    let mut random = [0; 16];
    random[..8].copy_from_slice(&chance.next().to_le_bytes());
    random[8..].copy_from_slice(&chance.next().to_le_bytes());
    random
}

fn target(at: usize) -> Target {
    Target {
        profile_type: if at.is_multiple_of(2) {
            ProfileType::DeviceOwner
        } else {
            ProfileType::AndroidForWork
        },
        profile_id: ProfileId::parse(&format!("0a1b2c3d-4e5f-4071-8293-{at:012x}")).unwrap(),
    }
}

fn profile(at: usize, inactive: bool) -> Profile {
    let target = target(at);
    let owner = target.profile_type == ProfileType::DeviceOwner;
    Profile {
        id: target.profile_id.clone(),
        profile_type: target.profile_type,
        name: format!("Profile {at}"),
        description: None,
        mode: None,
        token_type: None,
        token_created_ms: owner.then_some(START.unix_ms - 30 * DAY_MS),
        token_expires: Expiry::At(START.unix_ms + if inactive { -DAY_MS } else { 400 * DAY_MS }),
        enrolled_devices: Some(3),
        created_ms: Some(START.unix_ms - 60 * DAY_MS),
        modified_ms: Some(START.unix_ms - 30 * DAY_MS),
    }
}

pub(super) fn plan() -> Plan {
    Plan {
        scope: Scope::Many,
        id: Guid::from_random([7; 16]),
        made_at: START,
        account: Account {
            name: "Mira".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        },
        reason: "leaked".into(),
        ticket: "INC-1".into(),
        includes_inactive: false,
        planned_by: None,
    }
}

/// Of a plan of somebody else; `stale`: which of the profiles hold another token since.
fn opened(held: &[Held], stale: &[bool]) -> Run {
    let items = held.iter().zip(stale).map(|(held, is_stale)| {
        let mut token = held.profile.token();
        if *is_stale {
            token.expires = Expiry::At(START.unix_ms + 200 * DAY_MS);
        }
        (held.profile.target(), token)
    });
    let plan = Plan {
        planned_by: Some(Planner {
            at: START,
            upn: "noor@contoso.com".into(),
            name: "Noor".into(),
            object_id: String::new(),
        }),
        ..plan()
    };
    Run::opened(plan, test_support::config(), items, None)
}

impl World {
    pub(super) fn new(seed: u64, count: usize, weather: Weather) -> Self {
        let mut chance = Chance(seed);
        let held: Vec<Held> = (0..count)
            .map(|at| {
                let profile = profile(at, chance.once_in(8));
                Held {
                    shown_before: profile.clone(),
                    profile,
                    visible_from: 0,
                }
            })
            .collect();
        let reads_all = chance.once_in(2);
        let chosen = held.iter().map(|held| {
            let known = !chance.once_in(6);
            (held.profile.target(), known.then(|| held.profile.clone()))
        });
        let chosen: Vec<_> = chosen.collect();
        let is_opened = chance.once_in(3);
        let stale: Vec<bool> = held
            .iter()
            .map(|_| is_opened && chance.once_in(4))
            .collect();
        let mut run = if is_opened {
            opened(&held, &stale)
        } else {
            Run::new(plan(), test_support::config(), chosen, reads_all, None)
        };
        run.writes = Pace::new(weather.writes);
        let mut world = Self {
            chance,
            weather,
            tick: 5_000,
            wall_jump_ms: 0,
            run,
            disk: Disk::default(),
            write: None,
            person_knows: false,
            is_risked: false,
            sends: Sends::default(),
            touched: vec![false; held.len()],
            stale,
            over_since: vec![None; held.len()],
            kept: vec![None; held.len()],
            held,
            posts: Vec::new(),
            arrivals: Vec::new(),
            events: BinaryHeap::new(),
            scheduled: BTreeMap::new(),
            number: 0,
            epoch: 0,
            faults_left: 40,
            kills_left: 6,
            kills: 0,
            steps: 0,
        };
        world.schedule(0, Event::Person);
        world
    }

    fn clock(&mut self) -> Clock {
        Clock {
            tick_ms: self.tick,
            inputs: Inputs {
                now: self.now(),
                random: random(&mut self.chance),
            },
        }
    }

    fn now(&self) -> Time {
        let passed = i64::try_from(self.tick).unwrap();
        Time {
            unix_ms: START.unix_ms + passed + self.wall_jump_ms,
            ..START
        }
    }

    fn schedule(&mut self, after_ms: u64, event: Event) {
        self.number += 1;
        self.events
            .push(Reverse((self.tick + after_ms, self.number)));
        self.scheduled.insert(self.number, event);
    }

    /// Lets everything happen until the run is over and nobody wants anything more of it.
    pub(super) fn plays_out(&mut self) {
        loop {
            self.steps += 1;
            assert!(
                self.steps < 40_000,
                "it never ends: {:?} {:?}",
                self.run.phase(),
                self.run.obstacle()
            );
            self.go_on();
            let is_in_vain = self.run.phase() == RunPhase::Ready && !self.run.may(RunAction::Start);
            if is_in_vain || self.run.phase() == RunPhase::Over && !self.wants_more() {
                break;
            }
            let wake = {
                let tick = self.tick;
                self.run.wake_at(tick)
            }
            .map(|at| at.max(self.tick));
            let event = self.events.peek().map(|Reverse((at, _))| *at);
            match (wake, event) {
                (Some(wake), Some(event)) if event <= wake => self.happens(),
                (None, Some(_)) => self.happens(),
                (Some(wake), _) => {
                    assert!(wake > self.tick || self.run.flights.len() < crate::runs::run::WIDTH);
                    self.tick = wake.max(self.tick + 1);
                }
                (None, None) => self.schedule(1_000, Event::Person),
            }
            if self.weather.kill_once_in > 0
                && self.kills_left > 0
                && self.chance.once_in(self.weather.kill_once_in)
            {
                self.kill();
            }
        }
        self.assert_true();
    }

    fn happens(&mut self) {
        let Reverse((at, number)) = self.events.pop().unwrap();
        self.tick = self.tick.max(at);
        if self.chance.once_in(50) {
            let jumps = [-7_200_000, -3_000, 3_000, 86_400_000, 3_600_000];
            self.wall_jump_ms = *self.chance.pick(&jumps);
        }
        match self.scheduled.remove(&number).unwrap() {
            Event::Arrives { post } => self.arrives(post),
            Event::Answers {
                epoch,
                ticket,
                event,
                turned_away,
            } if epoch == self.epoch => {
                if let Some(post) = turned_away {
                    self.posts[post].turned_away = true;
                }
                let clock = self.clock();
                self.run.handle(ticket, *event, &clock);
                // A page may die between learning something and writing it down.
                if self.weather.kill_once_in > 0
                    && self.kills_left > 0
                    && self.chance.once_in(self.weather.kill_once_in * 4)
                {
                    self.kill();
                }
            }
            Event::Written { epoch } if epoch == self.epoch => self.written(),
            Event::Renewed { epoch, worked } if epoch == self.epoch => {
                let result = if worked {
                    Ok(())
                } else {
                    Err(failure(SignInCause::Cancelled))
                };
                let clock = self.clock();
                self.run.renewed(result, &clock);
            }
            Event::Answers { .. } | Event::Renewed { .. } | Event::Written { .. } => {}
            Event::Person => self.person(),
        }
        for (since, item) in self.over_since.iter_mut().zip(self.run.items()) {
            *since = item.end().map(|_| since.unwrap_or(self.tick));
        }
        assert_adds_up(&self.run, self.held.len());
    }

    /// Does what a batch asks for: reads at once, the rest once the disk has said what became of the records.
    fn go_on(&mut self) {
        let mut chance = self.chance.clone();
        let (tick_ms, now) = (self.tick, self.now());
        let Batch { reads, write } = self.run.batch(|| Clock {
            tick_ms,
            inputs: Inputs {
                now,
                random: random(&mut chance),
            },
        });
        self.chance = chance;
        assert!(self.run.flights.len() <= crate::runs::run::WIDTH);
        for read in reads {
            self.perform(read);
        }
        if let Some(write) = write {
            assert!(self.write.is_none(), "two writes at once");
            self.begin_to_write(write);
        }
    }

    fn begin_to_write(&mut self, write: WriteAhead) {
        let records = &write.records;
        if let Some(header) = &records.header {
            assert_eq!(over_since(header).is_some(), records.ends);
        }
        let items = records.items.iter().map(|(at, text)| {
            let item = &self.run.items()[usize::try_from(*at).unwrap()];
            let record = Record {
                text: text.clone(),
                end: item.end().cloned(),
            };
            (*at, record)
        });
        let (after_ms, begun) = self.disk.begin(
            records.header.clone(),
            items.collect(),
            self.weather.disk,
            &mut self.chance,
        );
        self.write = Some((write, begun));
        let epoch = self.epoch;
        self.schedule(after_ms, Event::Written { epoch });
    }

    fn written(&mut self) {
        let (write, begun) = self.write.take().unwrap();
        let was_known = self.disk.problem().is_some();
        let was_recording = self.run.phase() == RunPhase::Recording;
        let ends = write.records.ends;
        let kept = self.disk.end(begun);
        assert!(was_known || kept != Kept::NotAsKnown);
        self.person_knows &= self.disk.problem().is_some();
        let decided = self.run.flights.len();
        let clock = self.clock();
        match self.run.kept(write, kept, &clock) {
            AfterWrite::Write(more) => self.begin_to_write(more),
            AfterWrite::Send(sends) => {
                self.sends.withheld += u32::try_from(decided - self.run.flights.len()).unwrap();
                if kept == Kept::Not && self.run.phase() == RunPhase::Running {
                    assert_eq!(self.run.pause(), Some(Pause::NotKept));
                }
                if matches!(kept, Kept::Yes { .. }) {
                    self.is_risked = false;
                }
                if was_recording && ends {
                    assert_eq!(self.run.phase(), RunPhase::Over);
                }
                if self.run.phase() == RunPhase::Over && matches!(kept, Kept::Yes { .. }) {
                    assert!(self.disk.says_that_it_is_over(), "over, but not on disk");
                }
                for send in sends {
                    self.perform(send);
                }
            }
        }
    }

    fn perform(&mut self, effect: RunEffect) {
        match effect {
            RunEffect::Call { ticket, call } => {
                if let Call::Send(target, _, id) = &call {
                    self.assert_may_go_out(target, id);
                }
                self.call(ticket, &call);
            }
            RunEffect::Renew(_) => {
                let worked = self.chance.once_in(2);
                let epoch = self.epoch;
                self.schedule(200, Event::Renewed { epoch, worked });
            }
        }
    }

    fn assert_may_go_out(&mut self, target: &Target, id: &Guid) {
        assert_eq!(
            self.run.phase(),
            RunPhase::Running,
            "nothing is sent before or after the run"
        );
        assert!(
            self.run.may_begin() && self.run.hold(self.tick).is_none(),
            "nothing is sent while the run waits"
        );
        let item = self.item_of(target).expect("only what was planned");
        assert!(!self.stale[item], "the plan is about another token");
        if self.disk.tells_of(item, id.as_str()) && self.is_all_on_disk() {
            self.sends.kept += 1;
            return;
        }
        assert!(
            self.disk.problem().is_some() && self.person_knows,
            "sent before its record was kept"
        );
        self.sends.risked += 1;
        self.is_risked = true;
    }

    /// Whether a page that is opened now would find how each profile ended, but for what has changed since.
    fn is_all_on_disk(&self) -> bool {
        let items = self.run.items();
        let is_told = |(at, item): (usize, &Item)| {
            let record = self.disk.record(at);
            record.is_some_and(|record| item.changed || record.end.as_ref() == item.end())
        };
        self.disk.found(items.len()).is_some() && items.iter().enumerate().all(is_told)
    }

    fn item_of(&self, target: &Target) -> Option<usize> {
        self.held.iter().position(|held| {
            held.profile.profile_type == target.profile_type
                && held.profile.id.bare() == target.profile_id.bare()
        })
    }

    fn fate(&mut self) -> Fate {
        let fault = self.weather.fault_once_in > 0
            && self.faults_left > 0
            && self.chance.once_in(self.weather.fault_once_in);
        if !fault {
            return Fate::Ordinary;
        }
        self.faults_left -= 1;
        *self.chance.pick(FATES)
    }

    fn call(&mut self, ticket: u32, call: &Call) {
        let latency = 1 + self.chance.below(self.weather.latency_ms);
        let arrival = self.chance.below(latency + 1);
        let fate = self.fate();
        let waits = match fate {
            Fate::Lost {
                reason: NoAnswer::TimedOut,
                ..
            } => 30_000,
            _ => latency,
        };
        match call {
            Call::Send(target, _, id) => {
                let item = self
                    .item_of(target)
                    .expect("only what was planned is revoked");
                for post in self.posts.iter().filter(|post| post.item == item) {
                    assert!(
                        post.turned_away || post.forgiven,
                        "sent twice, and the first may have run"
                    );
                }
                let sends = !matches!(fate, Fate::NoToken(_));
                let acts = match fate {
                    Fate::Ordinary | Fate::OtherSuccess => true,
                    Fate::Fault { acts, .. } | Fate::Lost { acts, .. } => acts,
                    _ => false,
                };
                let post = self.posts.len();
                if sends {
                    self.posts.push(Post {
                        item,
                        acted: false,
                        turned_away: false,
                        forgiven: false,
                    });
                    if acts {
                        self.schedule(arrival, Event::Arrives { post });
                    }
                    self.arrivals.push(self.tick + arrival);
                }
                let event = self.handle(call, fate, Some(id), None);
                let turned_away = match &event {
                    RevocationEvent::Answered(answer) => {
                        let refusal = answer
                            .clone()
                            .into_accepted(id.as_str(), self.now().unix_ms)
                            .err();
                        refusal.is_some_and(|refusal| refusal.certainty() == Certainty::DidNotRun)
                    }
                    _ => false,
                };
                let epoch = self.epoch;
                self.schedule(
                    waits,
                    Event::Answers {
                        epoch,
                        ticket,
                        event: Box::new(event),
                        turned_away: (sends && turned_away).then_some(post),
                    },
                );
            }
            Call::Read(target, freshness) => {
                if self.chance.once_in(60) {
                    self.other_admin(target);
                }
                let at = self.item_of(target);
                let kept = at.and_then(|at| self.kept[at].clone());
                let is_kept =
                    *freshness == Freshness::MayBeKept && kept.is_some() && self.chance.once_in(2);
                let (seen, fate) = if is_kept {
                    (kept, Fate::Ordinary)
                } else {
                    (at.map(|at| self.shown(at)), fate)
                };
                if let (Freshness::Renewing, Fate::Ordinary, Some(at)) = (freshness, fate, at) {
                    self.kept[at].clone_from(&seen);
                }
                let event = self.handle(call, fate, None, seen);
                let epoch = self.epoch;
                self.schedule(
                    waits,
                    Event::Answers {
                        epoch,
                        ticket,
                        event: Box::new(event),
                        turned_away: None,
                    },
                );
            }
        }
    }

    fn shown(&self, at: usize) -> Profile {
        let held = &self.held[at];
        if self.tick >= held.visible_from {
            held.profile.clone()
        } else {
            held.shown_before.clone()
        }
    }

    fn change(&mut self, at: usize, lag_ms: u64, change: impl FnOnce(&mut Profile)) {
        let shown = self.shown(at);
        let held = &mut self.held[at];
        held.shown_before = shown;
        held.visible_from = self.tick + lag_ms;
        change(&mut held.profile);
    }

    fn arrives(&mut self, post: usize) {
        self.posts[post].acted = true;
        let at = self.posts[post].item;
        let lag = if self.chance.once_in(10) {
            self.chance.below(20_000)
        } else {
            0
        };
        // The service has a clock of its own, which is right.
        let service_ms = START.unix_ms + i64::try_from(self.tick).unwrap();
        self.change(at, lag, |profile| {
            profile.token_expires = Expiry::At(service_ms - 1_000);
            profile.modified_ms = Some(service_ms);
        });
    }

    /// Somebody else makes a new token, or revokes the one there is.
    fn other_admin(&mut self, target: &Target) {
        let Some(at) = self.item_of(target) else {
            return;
        };
        self.touched[at] = true;
        let service_ms = START.unix_ms + i64::try_from(self.tick).unwrap();
        let renews = self.chance.once_in(2);
        self.change(at, 0, |profile| {
            profile.modified_ms = Some(service_ms);
            if renews {
                profile.token_created_ms = profile.token_created_ms.map(|_| service_ms);
                profile.token_expires = Expiry::At(service_ms + 90 * DAY_MS);
            } else {
                profile.token_expires = Expiry::At(service_ms - 1_000);
            }
        });
    }

    fn handle(
        &mut self,
        call: &Call,
        fate: Fate,
        id: Option<&Guid>,
        seen: Option<Profile>,
    ) -> RevocationEvent {
        let now = self.now();
        let answer = match fate {
            Fate::Ordinary => match (id, seen) {
                (Some(_), _) => test_support::answer_204(),
                (None, Some(profile)) => return RevocationEvent::Read(Ok(profile)),
                (None, None) => test_support::answer(404, ""),
            },
            Fate::Throttled { says_when } => {
                test_support::throttled(if says_when { "3" } else { "" })
            }
            Fate::Busy => test_support::busy("2"),
            Fate::Fault { status, .. } | Fate::Refused(status) => test_support::answer(status, ""),
            Fate::Gateway => test_support::answer(502, "<html>bad gateway</html>"),
            Fate::OtherSuccess => test_support::answer(200, "{}"),
            Fate::Challenge => test_support::challenged(401),
            Fate::Expired => expired(),
            Fate::NoToken(cause) => return RevocationEvent::NoToken(failure(cause)),
            Fate::Lost { reason, .. } => {
                return match id {
                    Some(_) => RevocationEvent::NotAnswered(reason),
                    None => RevocationEvent::Read(Err(ReadFailure::NoAnswer(reason))),
                };
            }
        };
        match call {
            Call::Send(..) => RevocationEvent::Answered(answer),
            Call::Read(target, _) => RevocationEvent::Read(
                answer
                    .into_profile(target, "", now.unix_ms)
                    .map_err(ReadFailure::Refused),
            ),
        }
    }

    /// The tab is gone, and with it every answer that was to come; what was sent arrives all the same.
    ///
    /// `false` where there would be nothing to come back to, so that this tab stays open: the person has the run go on although
    /// the browser keeps nothing, or has just cleared its data.
    fn kill(&mut self) -> bool {
        if self.is_risked {
            return false;
        }
        // What was being written is on disk, or it is not.
        let mut disk = self.disk.clone();
        if let Some((_, begun)) = &self.write {
            disk.is_left(begun.clone(), &mut self.chance);
        }
        let Some((header, records)) = disk.found(self.run.items().len()) else {
            return false;
        };
        self.disk = disk;
        self.write = None;
        self.kills_left -= 1;
        self.kills += 1;
        self.epoch += 1;
        self.disk.is_opened_anew();
        self.person_knows = false;
        // What was under way is there before the page is back.
        let last = self.arrivals.iter().copied().max().unwrap_or(0);
        self.tick = last.max(self.tick + self.chance.below(10_000));
        let clock = self.clock();
        let mut restored =
            Run::restore(&header, &records, test_support::config(), &clock).expect("a record");
        restored.writes = Pace::new(self.weather.writes).after(self.posts.len(), self.tick);
        for (at, item) in restored.items().iter().enumerate() {
            let end = self.disk.record(at).and_then(|record| record.end.as_ref());
            assert!(end.is_none() || end == item.end(), "over, and yet taken up");
        }
        self.run = restored;
        assert_adds_up(&self.run, self.held.len());
        true
    }

    /// What the person does: waits for the plan, begins, meddles, and answers whatever the run asks for.
    fn person(&mut self) {
        self.schedule(2_000, Event::Person);
        if self.run.phase() == RunPhase::Ready {
            self.act(RunAction::Start);
        }
        let meddles =
            self.weather.meddling_once_in > 0 && self.chance.once_in(self.weather.meddling_once_in);
        if meddles {
            let action = *self
                .chance
                .pick(&[RunAction::Pause, RunAction::Stop, RunAction::Online]);
            self.act(action);
        } else {
            for action in [RunAction::SignIn, RunAction::Resume] {
                self.act(action);
            }
        }
    }

    fn act(&mut self, action: RunAction) {
        let clock = self.clock();
        let may = self.run.may(action);
        let before = (!may).then(|| self.run.clone());
        if action == RunAction::Retry && may {
            for post in &mut self.posts {
                let item = &self.run.items()[post.item];
                post.forgiven |= item.state() == ItemStatus::NotRevoked;
            }
        }
        let asked = self.run.act(action, &clock);
        let goes_on = matches!(
            action,
            RunAction::Start | RunAction::Resume | RunAction::Retry | RunAction::Reconcile
        );
        self.person_knows |= may && goes_on && self.disk.problem().is_some();
        if let Some(before) = before {
            assert!(
                self.run == before,
                "an action that does not fit changes nothing"
            );
        }
        if asked.is_some() {
            // A redirect takes the page away, perhaps before anything is kept; a window does not.
            if self.kills_left > 0 && self.chance.once_in(3) && self.kill() {
                return;
            }
            let worked = !self.chance.once_in(4);
            let epoch = self.epoch;
            self.schedule(5_000, Event::Renewed { epoch, worked });
        }
    }

    fn was_retried(&self, item: usize) -> bool {
        self.posts
            .iter()
            .any(|post| post.item == item && post.forgiven)
    }

    fn wants_more(&mut self) -> bool {
        let action =
            *self
                .chance
                .pick(&[RunAction::Retry, RunAction::Reconcile, RunAction::Online]);
        if self.chance.once_in(2) && self.run.may(action) && self.faults_left > 0 {
            self.faults_left = self.faults_left.saturating_sub(5);
            self.act(action);
            return true;
        }
        false
    }

    fn assert_true(&mut self) {
        let mut arrivals = std::mem::take(&mut self.arrivals);
        arrivals.sort_unstable();
        for (first, last) in arrivals
            .iter()
            .zip(arrivals.iter().skip(self.weather.writes))
        {
            assert!(last - first >= 20_000, "too many within 20 s");
        }
        assert_adds_up(&self.run, self.held.len());
        let planner = self.run.plan().planned_by.is_some();
        assert!(planner || !self.stale.contains(&true), "who planned it");
        // Reading a report back takes longer than a run.
        if self.chance.once_in(10) {
            self.assert_report_adds_up();
        }
        for (at, item) in self.run.items().iter().enumerate() {
            let state = item.state();
            assert!(state.is_over(), "{state:?} in the end");
            let end = item.end().unwrap();
            let receipt = &end.receipt;
            let acted = self.posts.iter().any(|post| post.item == at && post.acted);
            let sent = self.posts.iter().any(|post| post.item == at);
            let result = receipt.get(ReceiptField::Result).unwrap();
            match state {
                ItemStatus::Revoked => {
                    // A page that died right before it sent something cannot know that it did not.
                    assert!(sent || self.kills > 0, "revoked without a request");
                    assert!(
                        acted || self.touched[at],
                        "revoked, says the run, but nothing was: {result}"
                    );
                }
                // What has arrived or shown since, nobody could have seen; and another attempt that came to nothing leaves
                // what was said before.
                ItemStatus::NotRevoked if result == "notRevoked" => assert!(
                    !acted
                        || self.touched[at]
                        || self.was_retried(at)
                        || self.over_since[at].is_some_and(|since| {
                            self.held[at].visible_from + self.weather.latency_ms > since
                        }),
                    "not revoked, says the run, but it could be seen: {receipt:?}"
                ),
                ItemStatus::NotRevoked => assert!(
                    !acted || self.was_retried(at),
                    "not revoked, says the run, but it was: {receipt:?}"
                ),
                ItemStatus::Skipped => {
                    assert!(receipt.get(ReceiptField::Skipped).is_some());
                    assert!(
                        !acted || self.touched[at] || self.was_retried(at),
                        "skipped, says the run, but it was revoked"
                    );
                }
                ItemStatus::CannotTell => {
                    assert!(sent || self.kills > 0, "cannot tell of what was never sent");
                }
                _ => unreachable!(),
            }
            assert_eq!(
                receipt
                    .get(ReceiptField::ProfileId)
                    .map(|id| id.trim_start_matches("AOSP-")),
                Some(item.target.profile_id.bare())
            );
        }
    }
}

impl World {
    /// The report has each profile once, and its totals are those of its items.
    fn assert_report_adds_up(&self) {
        let report: Value =
            serde_json::from_str(&report::json(&self.run, &DevicesSections::default())).unwrap();
        let items = report["items"].as_array().unwrap();
        let ids: HashSet<_> = items
            .iter()
            .map(|item| {
                item["profileId"]
                    .as_str()
                    .unwrap()
                    .trim_start_matches("AOSP-")
            })
            .collect();
        assert_eq!(ids.len(), self.held.len());
        let totals = &report["totals"];
        assert_eq!(totals["all"], self.held.len());
        for state in ItemStatus::ALL {
            let of_state = items.iter().filter(|item| item["state"] == state.key());
            assert_eq!(totals[state.key()], of_state.count());
        }
    }
}

fn assert_adds_up(run: &Run, count: usize) {
    assert_eq!(
        run.items().len(),
        count,
        "a profile was lost, or is there twice"
    );
    let totals = run.totals();
    assert_eq!(totals.all(), count);
    if run.phase() == RunPhase::Over {
        assert_eq!(totals.done(), count, "over, but not all done");
    }
    if let Some(Obstacle::SignIn { .. }) = run.obstacle() {
        assert_ne!(run.phase(), RunPhase::Over);
    }
}

fn failure(cause: SignInCause) -> SignInFailure {
    test_support::failure(cause)
}

fn expired() -> Answer {
    test_support::answer(
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}"#,
    )
}
