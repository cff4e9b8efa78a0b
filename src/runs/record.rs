//! The records of a run, so that a closed tab loses nothing: IDs, times and outcomes. No token, no secret.

use serde::Serialize;
use serde_json::Value;

use super::{
    item::{Item, ItemProgress, ItemResult, ItemStatus},
    plan::{Plan, Planner, Scope},
    queue::Scheduled,
    run::{Clock, Pause, Run, RunPhase},
};
use crate::{
    actions::{Job, Note, ProfileSnapshot, Receipt, Sent, Stage, TokenAction},
    config::Config,
    graph::{EnrollmentMode, Ids, Profile},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    session::Account,
    sort::sort_by,
    text::json::{Fields, Object, text as json_text},
    time::Time,
    token::{Expiry, TokenFingerprint},
};

/// The version of the records.
const VERSION: u32 = 1;

/// The version of those of a new token, which a page that came before these would take for a revocation.
const VERSION_OF_CREATE: u32 = 2;

/// Records that changed since they were asked for last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// The run's own, if it changed.
    pub header: Option<String>,
    /// Those of its profiles, by their number.
    pub items: Vec<(u32, String)>,
    /// Whether they say that the run is over.
    pub ends: bool,
}

/// Why a run cannot be taken up again from its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damaged {
    /// It is no record of a run, or one that came after this page.
    Unreadable,
    /// It is of another cloud than the configured one.
    OtherCloud,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Header {
    version: u32,
    id: String,
    cloud: String,
    made_at: StoredTime,
    started_at: Option<StoredTime>,
    ended_at: Option<StoredTime>,
    name: String,
    upn: String,
    tenant_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    object_id: String,
    reason: String,
    ticket: String,
    /// Who planned it, where it was opened from a file. A page that came before these takes it for a run of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_by: Option<PlannerRecord>,
    #[serde(rename = "includesDead")]
    includes_inactive: bool,
    /// Whether it is a single revocation. A page that came before these takes it for a run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    one: bool,
    phase: String,
    /// Until when Graph asks to wait, where that is long.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_until: Option<StoredTime>,
    /// `deviceOwner 0a1b…`, in the order of their numbers: so that a lost record is missed.
    targets: Vec<String>,
}

/// Who planned a run that was opened from a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlannerRecord {
    at: StoredTime,
    upn: String,
    name: String,
    object_id: String,
}

/// What the record of a run tells where this page can take it up.
struct Planned {
    plan: Plan,
    phase: RunPhase,
    targets: Vec<Target>,
    started_at: Option<StoredTime>,
    ended_at: Option<StoredTime>,
    held_until: Option<StoredTime>,
}

/// Milliseconds since 1970-01-01T00:00:00Z, and minutes east of UTC.
#[derive(Serialize, Clone, Copy)]
struct StoredTime(i64, i32);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemRecord {
    target: String,
    /// What is done to its token, where it is not only revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Before>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<TokenRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<EndRecord>,
    posts: u32,
    #[serde(flatten)]
    progress: ProgressRecord,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase", tag = "stand")]
enum ProgressRecord {
    Waiting,
    Sent { sent: SentRecord },
    Over(EndRecord),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EndRecord {
    state: String,
    receipt: Object,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<SentRecord>,
    retry: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SentRecord {
    client_request_id: String,
    at: StoredTime,
    answered: Option<StoredTime>,
    request_id: String,
    /// The `client-request-id` that the answer had.
    echoed_id: String,
    activity_id: String,
}

/// A profile as it was; Graph's own form has times to the second only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Before {
    id: String,
    name: String,
    mode: Option<String>,
    expires: Option<i64>,
    never_expires: bool,
    token_created: Option<i64>,
    created: Option<i64>,
    modified: Option<i64>,
    devices: Option<u32>,
}

/// By what a token is told from another.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TokenRecord {
    expires: Option<i64>,
    never_expires: bool,
    created: Option<i64>,
    modified: Option<i64>,
}

/// When the run of this record was over, in milliseconds since 1970-01-01T00:00:00Z; `None` while it is not, and for what
/// cannot be read.
pub(crate) fn over_since(header: &str) -> Option<i64> {
    let header = Header::read(header)?;
    let is_over = header.is_of_known_version() && header.phase == RunPhase::Over.key();
    is_over.then_some(header.ended_at.unwrap_or(header.made_at).0)
}

/// The runs of that scope that began and did not end, by their records, each with its ID. The one that was planned last comes
/// last.
pub(crate) fn left_unfinished(
    headers: Vec<(String, String)>,
    scope: Scope,
) -> Vec<(String, String)> {
    let mut left: Vec<_> = headers
        .into_iter()
        .filter_map(|(id, header)| Some((unfinished_since(&header, scope)?, id, header)))
        .collect();
    sort_by(&mut left, Ord::cmp);
    left.into_iter()
        .map(|(_, id, header)| (id, header))
        .collect()
}

/// Which run of those that began and did not end this page takes up, by its record. Of those that it can read it is the one that
/// was planned last by the person who is signed in. Where there is none of theirs, it is the last one of somebody else: whoever
/// signed in as the wrong person in the middle of their run learns so.
pub(crate) fn to_take_up(
    headers: Vec<(String, String)>,
    account: &Account,
    config: &Config,
) -> Option<(String, String)> {
    let readable = left_unfinished(headers, Scope::Many)
        .into_iter()
        .filter_map(|(id, header)| {
            let planned = Header::read(&header)?.planned(config).ok()?;
            Some((planned.plan.is_of(account), id, header))
        });
    // Of several that are as good it is the last.
    let (_, id, header) = readable.max_by_key(|(is_own, ..)| *is_own)?;
    Some((id, header))
}

/// When a run of that scope was planned that began and did not end, by its record, in milliseconds since
/// 1970-01-01T00:00:00Z; `None` for any other.
pub(super) fn unfinished_since(header: &str, scope: Scope) -> Option<i64> {
    let header = Header::read(header)?;
    let header = Some(header).filter(|header| header.scope() == scope)?;
    let is_unfinished = [RunPhase::Running, RunPhase::Stopping]
        .into_iter()
        .any(|phase| phase.key() == header.phase);
    is_unfinished.then_some(header.made_at.0)
}

impl Header {
    fn read(header: &str) -> Option<Self> {
        let mut fields = Fields::read(header)?;
        let Value::Array(targets) = fields.take("targets")? else {
            return None;
        };
        Some(Self {
            version: fields.count("version")?,
            id: fields.text("id")?,
            cloud: fields.text("cloud")?,
            made_at: StoredTime::read(&fields.take("madeAt")?)?,
            started_at: fields.optional("startedAt", |value| StoredTime::read(&value))?,
            ended_at: fields.optional("endedAt", |value| StoredTime::read(&value))?,
            name: fields.text("name")?,
            upn: fields.text("upn")?,
            tenant_id: fields.text("tenantId")?,
            object_id: fields.optional("objectId", json_text)?.unwrap_or_default(),
            planned_by: fields.optional("plannedBy", PlannerRecord::read)?,
            reason: fields.text("reason")?,
            ticket: fields.text("ticket")?,
            includes_inactive: fields.flag("includesDead")?,
            one: fields
                .optional("one", |value| value.as_bool())?
                .unwrap_or(false),
            phase: fields.text("phase")?,
            held_until: fields.optional("heldUntil", |value| StoredTime::read(&value))?,
            targets: targets.into_iter().map(json_text).collect::<Option<_>>()?,
        })
    }

    fn is_of_known_version(&self) -> bool {
        [VERSION, VERSION_OF_CREATE].contains(&self.version)
    }

    fn scope(&self) -> Scope {
        if self.one { Scope::One } else { Scope::Many }
    }

    /// What it tells, where this page can take the run up.
    fn planned(self, config: &Config) -> Result<Planned, Damaged> {
        if self.cloud != config.cloud.key() {
            return Err(Damaged::OtherCloud);
        }
        let scope = self.scope();
        let phase = RunPhase::ALL.into_iter().find(|of| of.key() == self.phase);
        let targets = self.targets.iter().map(|text| parse(text)).collect();
        let (true, Some(phase), Some(id), Some(targets)) = (
            self.is_of_known_version(),
            phase,
            Guid::parse(&self.id),
            targets,
        ) else {
            return Err(Damaged::Unreadable);
        };
        Ok(Planned {
            plan: Plan {
                id,
                made_at: self.made_at.into(),
                account: Account {
                    name: self.name,
                    upn: self.upn,
                    tenant_id: self.tenant_id,
                    home_tenant_id: String::new(),
                    object_id: self.object_id,
                },
                planned_by: self.planned_by.map(Planner::from),
                reason: self.reason,
                ticket: self.ticket,
                includes_inactive: self.includes_inactive,
                scope,
            },
            phase,
            targets,
            started_at: self.started_at,
            ended_at: self.ended_at,
            held_until: self.held_until,
        })
    }
}

impl Run {
    /// The records of a run of one, which hold what there is to keep of a single revocation that was sent.
    pub(crate) fn records_of_one(plan: Plan, config: Config, job: &Job) -> Changes {
        Self::of_one(plan, config, job).changes()
    }

    fn of_one(plan: Plan, config: Config, job: &Job) -> Self {
        let now = plan.made_at;
        let before = match &job.known {
            ProfileSnapshot::Profile(profile) => Some(profile.clone()),
            ProfileSnapshot::NotRead | ProfileSnapshot::Unreadable(_) => None,
        };
        let mut item = Item::new(job.target.clone(), before);
        item.action = job.action;
        if let Some(sent) = job.sent() {
            item.posts = 1;
            item.progress = ItemProgress::Working(Box::new(item.job_for(sent.clone(), now)));
        }
        let mut run = Self::with_items(plan, config, vec![item]);
        run.started_at = Some(now);
        run.phase = RunPhase::Running;
        run
    }

    /// The revocation of a run of one that was taken up: it is to be looked what became of it. `None` where its record does
    /// not tell that it was sent.
    pub(crate) fn into_one(self) -> Option<Job> {
        match self.items.into_iter().next()?.progress {
            ItemProgress::Working(mut job) => {
                job.note = Note {
                    ticket: self.plan.ticket,
                    reason: self.plan.reason,
                };
                Some(*job)
            }
            ItemProgress::Waiting | ItemProgress::Over(_) => None,
        }
    }

    /// The records that changed since this was asked last.
    pub(super) fn changes(&mut self) -> Changes {
        let header = std::mem::take(&mut self.header_changed).then(|| json(&self.header()));
        let changed = |(item, number): (&mut Item, u32)| {
            std::mem::take(&mut item.changed).then(|| (number, json(&item.record())))
        };
        let items: Vec<_> = self.items.iter_mut().zip(0..).filter_map(changed).collect();
        let ends = match self.phase {
            RunPhase::Recording => true,
            // Kept once more.
            RunPhase::Over => header.is_some() || !items.is_empty(),
            RunPhase::Planning | RunPhase::Ready | RunPhase::Running | RunPhase::Stopping => false,
        };
        Changes {
            header,
            items,
            ends,
        }
    }

    /// The changes are on disk, or the person knows that they cannot be: a run whose end they tell is over.
    pub(super) fn recorded(&mut self, changes: &Changes) {
        if changes.ends && self.phase == RunPhase::Recording {
            self.phase = RunPhase::Over;
        }
    }

    fn header(&self) -> Header {
        let Plan {
            id,
            made_at,
            account,
            reason,
            ticket,
            includes_inactive,
            planned_by,
            scope,
        } = &self.plan;
        let creates = |item: &Item| matches!(item.action, TokenAction::Create { .. });
        Header {
            version: if self.items.iter().any(creates) {
                VERSION_OF_CREATE
            } else {
                VERSION
            },
            id: id.to_string(),
            cloud: self.config.cloud.key().to_owned(),
            made_at: (*made_at).into(),
            started_at: self.started_at.map(StoredTime::from),
            ended_at: self.ended_at.map(StoredTime::from),
            name: account.name.clone(),
            upn: account.upn.clone(),
            tenant_id: account.tenant_id.clone(),
            object_id: account.object_id.clone(),
            planned_by: planned_by.as_ref().map(PlannerRecord::from),
            reason: reason.clone(),
            ticket: ticket.clone(),
            includes_inactive: *includes_inactive,
            one: *scope == Scope::One,
            phase: self.phase.key().to_owned(),
            held_until: self
                .hold
                .filter(|hold| hold.is_long)
                .map(|hold| hold.until.into()),
            targets: self.items.iter().map(|item| line(&item.target)).collect(),
        }
    }

    /// Takes up a run from its records. What was sent and not answered is looked up; nothing else happens until the person
    /// wants the run to go on. Profiles whose record is lost or damaged are among those of which nobody knows.
    pub(crate) fn restore(
        header: &str,
        records: &[(u32, String)],
        config: Config,
        clock: &Clock,
    ) -> Result<Self, Damaged> {
        let header = Header::read(header).ok_or(Damaged::Unreadable)?;
        let Planned {
            plan,
            phase,
            targets,
            started_at,
            ended_at,
            held_until,
        } = header.planned(&config)?;
        let now = clock.inputs.now;
        let mut items: Vec<Item> = targets
            .into_iter()
            .map(|target| Item::without_record(target, now, &plan))
            .collect();
        for (number, text) in records {
            let at = usize::try_from(*number).unwrap_or(usize::MAX);
            if let Some(item) = items.get_mut(at)
                && let Some(restored) = Item::restored(text, &item.target, now)
            {
                *item = restored;
            }
        }
        let mut run = Self::with_items(plan, config, items);
        run.started_at = started_at.map(Time::from);
        run.ended_at = ended_at.map(Time::from);
        run.phase = phase;
        run.header_changed = false;
        let posts = run.items.iter().map(|item| item.posts as usize).sum();
        run.writes = run.writes.after(posts, clock.tick_ms);
        let left = held_until.map(|until| until.0.saturating_sub(now.unix_ms));
        if let Some(left) = left.and_then(|left| u64::try_from(left).ok()) {
            run.hold_for(left, true, clock);
        }
        run.take_up(clock);
        Ok(run)
    }

    fn take_up(&mut self, clock: &Clock) {
        for at in 0..self.items.len() {
            match &self.items[at].progress {
                ItemProgress::Working(_) => self.queue.at(clock.tick_ms, at, Scheduled::Wake),
                ItemProgress::Waiting if self.phase == RunPhase::Running => {
                    self.queue.writers.push_back(at);
                }
                ItemProgress::Waiting | ItemProgress::Over(_) => {}
            }
        }
        match self.phase {
            RunPhase::Running => self.pause = Some(Pause::Interrupted),
            RunPhase::Stopping => self.skip_unsent(clock.inputs.now),
            // Nothing was sent: the plan is made anew.
            RunPhase::Planning | RunPhase::Ready => self.begin_planning(clock.inputs.now),
            RunPhase::Recording | RunPhase::Over => {}
        }
        self.conclude(clock.inputs.now);
    }
}

impl RunPhase {
    pub(super) const ALL: [Self; 5] = [
        Self::Planning,
        Self::Ready,
        Self::Running,
        Self::Stopping,
        Self::Over,
    ];

    /// The name in records and reports, which tell of a run only what is kept of it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Stopping => "stopping",
            Self::Recording | Self::Over => "over",
        }
    }
}

impl Item {
    fn record(&self) -> ItemRecord {
        let progress = match &self.progress {
            ItemProgress::Waiting => ProgressRecord::Waiting,
            ItemProgress::Working(job) => match &job.stage {
                Stage::Sending(sent) | Stage::Verifying(sent) => {
                    ProgressRecord::Sent { sent: sent.into() }
                }
                Stage::Reconciling(indeterminate) => ProgressRecord::Sent {
                    sent: indeterminate.sent().into(),
                },
                Stage::Locating(refused) => ProgressRecord::Sent {
                    sent: (&refused.sent).into(),
                },
                _ => ProgressRecord::Waiting,
            },
            ItemProgress::Over(end) => ProgressRecord::Over((&**end).into()),
        };
        ItemRecord {
            target: line(&self.target),
            action: self.action.text(),
            before: self.before.as_ref().map(Before::from),
            planned: self.planned.as_ref().map(TokenRecord::from),
            previous: self.previous.as_ref().map(|end| (&**end).into()),
            posts: self.posts,
            progress,
        }
    }

    /// `planned`: which profile the run's own record says it is.
    fn restored(text: &str, planned: &Target, now: Time) -> Option<Self> {
        let record = ItemRecord::read(text)?;
        let target = parse(&record.target)?;
        if target.profile_id.bare() != planned.profile_id.bare() {
            return None;
        }
        let before = match record.before {
            Some(before) => Some(before.profile(target.profile_type)?),
            None => None,
        };
        let mut item = Self::new(target, before);
        if let Some(action) = record.action {
            item.action = TokenAction::parse(&action)?;
        }
        item.planned = record.planned.map(TokenFingerprint::from);
        item.posts = record.posts;
        item.previous = record.previous.and_then(EndRecord::end).map(Box::new);
        item.changed = false;
        item.progress = match record.progress {
            ProgressRecord::Waiting => ItemProgress::Waiting,
            ProgressRecord::Sent { sent } => {
                ItemProgress::Working(Box::new(item.job_for(sent.sent()?, now)))
            }
            ProgressRecord::Over(end) => ItemProgress::Over(Box::new(end.end()?)),
        };
        Some(item)
    }

    fn without_record(target: Target, now: Time, plan: &Plan) -> Self {
        let mut item = Self::new(target, None);
        item.progress = ItemProgress::Over(Box::new(ItemResult::lost(&item, now, plan)));
        item.changed = false;
        item
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn line(target: &Target) -> String {
    format!("{} {}", target.profile_type.key(), target.profile_id)
}

fn parse(text: &str) -> Option<Target> {
    let (profile_type, id) = text.split_once(' ')?;
    Some(Target {
        profile_type: ProfileType::ALL
            .into_iter()
            .find(|of| of.key() == profile_type)?,
        profile_id: ProfileId::parse(id).ok()?,
    })
}

impl StoredTime {
    fn read(value: &Value) -> Option<Self> {
        let [unix_ms, offset_minutes] = value.as_array()?.as_slice() else {
            return None;
        };
        let offset_minutes = i32::try_from(offset_minutes.as_i64()?).ok()?;
        Some(Self(unix_ms.as_i64()?, offset_minutes))
    }
}

impl From<Time> for StoredTime {
    fn from(time: Time) -> Self {
        Self(time.unix_ms, time.offset_minutes)
    }
}

impl From<StoredTime> for Time {
    fn from(StoredTime(unix_ms, offset_minutes): StoredTime) -> Self {
        Self {
            unix_ms,
            offset_minutes: offset_minutes.clamp(-1_440, 1_440),
        }
    }
}

impl ItemRecord {
    fn read(text: &str) -> Option<Self> {
        let mut fields = Fields::read(text)?;
        Some(Self {
            target: fields.text("target")?,
            action: fields.optional("action", json_text)?,
            before: fields.optional("before", Before::read)?,
            planned: fields.optional("planned", TokenRecord::read)?,
            previous: fields
                .optional("previous", |value| EndRecord::read(&mut Fields::of(value)?))?,
            posts: fields.count("posts")?,
            progress: match fields.text("stand")?.as_str() {
                "waiting" => ProgressRecord::Waiting,
                "sent" => ProgressRecord::Sent {
                    sent: SentRecord::read(fields.take("sent")?)?,
                },
                "over" => ProgressRecord::Over(EndRecord::read(&mut fields)?),
                _ => return None,
            },
        })
    }
}

impl From<&ItemResult> for EndRecord {
    fn from(end: &ItemResult) -> Self {
        Self {
            state: end.state.key().to_owned(),
            receipt: end.receipt.to_object(),
            open: end.open.as_ref().map(SentRecord::from),
            retry: end.may_be_retried,
        }
    }
}

impl EndRecord {
    fn read(fields: &mut Fields) -> Option<Self> {
        let Value::Object(receipt) = fields.take("receipt")? else {
            return None;
        };
        Some(Self {
            state: fields.text("state")?,
            receipt,
            open: fields.optional("open", SentRecord::read)?,
            retry: fields.flag("retry")?,
        })
    }

    fn end(self) -> Option<ItemResult> {
        let state = ItemStatus::ALL
            .into_iter()
            .find(|of| of.is_over() && of.key() == self.state)?;
        let open = match self.open {
            Some(open) => Some(open.sent()?),
            None => None,
        };
        Some(ItemResult {
            state,
            receipt: Receipt::from_object(&self.receipt),
            open,
            may_be_retried: self.retry
                && state != ItemStatus::Revoked
                && state != ItemStatus::CannotTell,
        })
    }
}

impl From<&Sent> for SentRecord {
    fn from(sent: &Sent) -> Self {
        Self {
            client_request_id: sent.client_request_id.to_string(),
            at: sent.at.into(),
            answered: sent.answered.map(StoredTime::from),
            request_id: sent.ids.request_id.clone(),
            echoed_id: sent.ids.client_request_id.clone(),
            activity_id: sent.ids.activity_id.clone(),
        }
    }
}

impl SentRecord {
    fn read(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            client_request_id: fields.text("clientRequestId")?,
            at: StoredTime::read(&fields.take("at")?)?,
            answered: fields.optional("answered", |value| StoredTime::read(&value))?,
            request_id: fields.text("requestId")?,
            echoed_id: fields.text("echoedId")?,
            activity_id: fields.text("activityId")?,
        })
    }

    fn sent(self) -> Option<Sent> {
        Some(Sent {
            client_request_id: Guid::parse(&self.client_request_id)?,
            at: self.at.into(),
            answered: self.answered.map(Time::from),
            ids: Ids {
                request_id: self.request_id,
                client_request_id: self.echoed_id,
                activity_id: self.activity_id,
            },
        })
    }
}

impl From<&Planner> for PlannerRecord {
    fn from(planner: &Planner) -> Self {
        Self {
            at: planner.at.into(),
            upn: planner.upn.clone(),
            name: planner.name.clone(),
            object_id: planner.object_id.clone(),
        }
    }
}

impl From<PlannerRecord> for Planner {
    fn from(record: PlannerRecord) -> Self {
        Self {
            at: record.at.into(),
            upn: record.upn,
            name: record.name,
            object_id: record.object_id,
        }
    }
}

impl PlannerRecord {
    fn read(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            at: StoredTime::read(&fields.take("at")?)?,
            upn: fields.text("upn")?,
            name: fields.text("name")?,
            object_id: fields.text("objectId")?,
        })
    }
}

impl From<&TokenFingerprint> for TokenRecord {
    fn from(token: &TokenFingerprint) -> Self {
        let (expires, never_expires) = stored(token.expires);
        Self {
            expires,
            never_expires,
            created: token.created_ms,
            modified: token.modified_ms,
        }
    }
}

impl From<TokenRecord> for TokenFingerprint {
    fn from(record: TokenRecord) -> Self {
        Self {
            expires: expiry(record.expires, record.never_expires),
            created_ms: record.created,
            modified_ms: record.modified,
        }
    }
}

impl TokenRecord {
    fn read(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let number = |value: Value| value.as_i64();
        Some(Self {
            expires: fields.optional("expires", number)?,
            never_expires: fields.flag("neverExpires")?,
            created: fields.optional("created", number)?,
            modified: fields.optional("modified", number)?,
        })
    }
}

/// An expiry as records have it: when it is, or whether it is never.
fn stored(expires: Expiry) -> (Option<i64>, bool) {
    match expires {
        Expiry::At(ms) => (Some(ms), false),
        Expiry::Null => (None, true),
        Expiry::Unknown => (None, false),
    }
}

fn expiry(ms: Option<i64>, is_never: bool) -> Expiry {
    match (ms, is_never) {
        (Some(ms), _) => Expiry::At(ms),
        (None, true) => Expiry::Null,
        (None, false) => Expiry::Unknown,
    }
}

impl From<&Profile> for Before {
    fn from(profile: &Profile) -> Self {
        let (expires, never_expires) = stored(profile.token_expires);
        Self {
            id: profile.id.to_string(),
            name: profile.name.clone(),
            mode: profile.mode.as_ref().map(|mode| mode.as_str().to_owned()),
            expires,
            never_expires,
            token_created: profile.token_created_ms,
            created: profile.created_ms,
            modified: profile.modified_ms,
            devices: profile.enrolled_devices,
        }
    }
}

impl Before {
    fn read(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let number = |value: Value| value.as_i64();
        Some(Self {
            id: fields.text("id")?,
            name: fields.text("name")?,
            mode: fields.optional("mode", json_text)?,
            expires: fields.optional("expires", number)?,
            never_expires: fields.flag("neverExpires")?,
            token_created: fields.optional("tokenCreated", number)?,
            created: fields.optional("created", number)?,
            modified: fields.optional("modified", number)?,
            devices: fields.optional("devices", |value| u32::try_from(value.as_i64()?).ok())?,
        })
    }

    fn profile(self, profile_type: ProfileType) -> Option<Profile> {
        Some(Profile {
            id: ProfileId::parse(&self.id).ok()?,
            profile_type,
            name: self.name,
            description: None,
            mode: self.mode.map(EnrollmentMode::named),
            token_type: None,
            token_created_ms: self.token_created,
            token_expires: expiry(self.expires, self.never_expires),
            enrolled_devices: self.devices,
            created_ms: self.created,
            modified_ms: self.modified,
        })
    }
}
