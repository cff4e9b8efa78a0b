//! Obstacles: what concerns all of a run, not only the profile that it came from. Throttling, sign-in, the network.

use crate::{
    graph::{Claims, Refusal},
    session::SignInFailure,
    time::Time,
};

/// What is in the way of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// The browser is offline.
    Offline,
    /// Graph does not answer.
    NoAnswer,
    /// Graph asks to wait, again and again.
    Throttled,
    /// Graph refuses one after the other.
    Refused(Box<Refusal>),
    /// The person has to sign in.
    SignIn {
        /// The claims that Graph asks for, if it does.
        claims: Option<Claims>,
        /// Why there is no token; `None` where nobody tried to get one with the person.
        failure: Option<SignInFailure>,
    },
}

/// The person is to be taken to the sign-in host, at once: a browser opens a window for it in the task of the click only.
/// Whether it worked is [reported](Run::renewed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignInAsked {
    /// The claims that Graph asks for, if it does.
    pub claims: Option<Claims>,
}

/// A time that every request waits for, because Graph asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hold {
    pub until_tick_ms: u64,
    /// Until this time of day, for people.
    pub until: Time,
    /// Whether it is longer than a single revocation would wait by itself.
    pub is_long: bool,
}

/// How far the run has come in getting a token that Graph takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Renewal {
    /// How often there was a new one.
    pub count: u32,
    /// The claims that a token was got for.
    pub(super) met: Vec<Claims>,
    pub(super) stage: RenewalStage,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum RenewalStage {
    #[default]
    Idle,
    Due(Claims),
    UnderWay(Way),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    WithoutPerson(Claims),
    ByPerson(Option<Claims>),
}

impl Renewal {
    pub(super) fn is_idle(&self) -> bool {
        self.stage == RenewalStage::Idle
    }

    /// What is to be done for it now.
    pub(super) fn take(&mut self) -> Option<Claims> {
        let RenewalStage::Due(claims) = &self.stage else {
            return None;
        };
        let claims = claims.clone();
        self.stage = RenewalStage::UnderWay(Way::WithoutPerson(claims.clone()));
        Some(claims)
    }
}
