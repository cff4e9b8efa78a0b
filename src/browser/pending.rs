//! What the person was about to do when a sign-in took them away from the page: which profile, and whether a
//! revocation of it was sent, and why they revoke; or what a further permission was wanted for.

use super::web_storage;
use crate::{
    actions::{ActionRequest, Note, Then, TokenAction},
    errand::Errand,
    profile::{ProfileId, ProfileType, TypeChoice, Wanted},
};

const KEY: &str = "pendingRevocation";
const ERRAND_KEY: &str = "pendingErrand";
const SENT: &str = "sent";
const OVER: &str = "over";
/// In place of the name of a collection, where that was not found out yet.
const FIND_OUT: &str = "findOut";
/// The bytes that a ticket or a reason can have: 500 characters of UTF-16 in their fields.
const LONGEST: usize = 1_500;

/// How far the revocation had come when the person left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Nothing was sent.
    New,
    /// It was sent, and turned away.
    Sent,
    /// It came to nothing for want of a token: what was typed is kept for when the person asks for it again.
    Over,
}

/// Keeps the profile, what is done to its token, whether that was sent, and why, until the person is back, in this tab.
pub(crate) fn keep(request: &ActionRequest, stands: Stands, Note { ticket, reason }: &Note) {
    let ActionRequest { wanted, action } = request;
    if let Some(storage) = web_storage::session() {
        let stands = match stands {
            Stands::New => "new",
            Stands::Sent => SENT,
            Stands::Over => OVER,
        };
        let kind = wanted
            .profile_type
            .chosen()
            .map_or(FIND_OUT, ProfileType::key);
        let action = action.text().unwrap_or_default();
        let text = format!(
            "{kind} {stands} {}\n{ticket}\n{reason}\n{action}",
            wanted.profile_id
        );
        storage.set_item(KEY, &text).ok();
        storage.remove_item(ERRAND_KEY).ok();
    }
}

/// Keeps what a permission is wanted for until the person is back, in this tab. It is the last thing they wanted, and so takes
/// the place of what [`keep`] kept.
pub(crate) fn keep_errand(errand: &Errand) {
    if let Some(storage) = web_storage::session() {
        storage.set_item(ERRAND_KEY, &errand.to_text()).ok();
        storage.remove_item(KEY).ok();
    }
}

/// Takes back what [`keep_errand`] kept, once.
pub(crate) fn take_errand() -> Option<Errand> {
    Errand::parse(&taken(ERRAND_KEY)?)
}

/// What was kept, as it was found.
#[derive(Clone)]
pub(crate) struct Pending(String);

/// Takes back what was kept, once.
pub(crate) fn take() -> Option<Pending> {
    taken(KEY).map(Pending)
}

impl Pending {
    /// The profile, what is done to its token, whether that was sent, and why; `None` if this page did not write it.
    pub(crate) fn read(&self) -> Option<(ActionRequest, Stands, Note)> {
        // Of one line, like the fields that they were typed in.
        let mut lines = self.0.split('\n');
        let (profile_type, text) = lines.next()?.split_once(' ')?;
        let mut said = || match lines.next() {
            Some(line) if line.len() <= LONGEST => line.to_owned(),
            _ => String::new(),
        };
        let note = Note {
            ticket: said(),
            reason: said(),
        };
        let action = match said().as_str() {
            "" => TokenAction::Revoke(Then::Nothing),
            action => TokenAction::parse(action)?,
        };
        let (stands, profile_id) = text.split_once(' ')?;
        let wanted = Wanted {
            profile_type: TypeChoice::of(ProfileType::from_key(profile_type)),
            profile_id: ProfileId::parse(profile_id).ok()?,
        };
        let stands = match stands {
            SENT => Stands::Sent,
            OVER => Stands::Over,
            _ => Stands::New,
        };
        Some((ActionRequest { wanted, action }, stands, note))
    }

    /// The profile that the person is asked about again.
    pub(crate) fn asked_again(&self) -> Option<ProfileId> {
        let (request, stands, _) = self.read()?;
        (stands != Stands::Over).then_some(request.wanted.profile_id)
    }
}

/// Drops whatever was kept.
pub(crate) fn drop_all() {
    taken(KEY);
    taken(ERRAND_KEY);
}

fn taken(key: &str) -> Option<String> {
    let storage = web_storage::session()?;
    let text = storage.get_item(key).ok()??;
    storage.remove_item(key).ok();
    Some(text)
}
