//! A question to Graph, and what its answer means for the revocation that asked.

use super::{event::RevocationEvent, token_action::TokenAction};
use crate::{
    config::Config,
    graph::{self, Answer, Freshness, NoAnswer, ReadFailure, Request},
    guid::Guid,
    profile::Target,
    time::Time,
};

/// A question to Graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    /// What is this profile?
    Read(Target, Freshness),
    /// Change its token, under this `client-request-id`.
    Send(Target, TokenAction, Guid),
}

impl Call {
    /// Reads a profile, whatever for.
    pub(crate) fn read(target: Target) -> Self {
        Self::Read(target, Freshness::Fresh)
    }

    /// Reads a profile right before its token is revoked.
    pub(crate) fn read_before(target: Target) -> Self {
        Self::Read(target, Freshness::Renewing)
    }

    /// Reads a profile right after its token was revoked, where it was read [right before](Self::read_before). What the browser
    /// may have kept is what it was before, which never looks like a revocation: at worst the profile is read once more.
    pub(crate) fn read_back(target: Target) -> Self {
        Self::Read(target, Freshness::MayBeKept)
    }

    /// The request; `fresh` is a new GUID, for a call that has none yet.
    pub(crate) fn request(&self, config: &Config, fresh: Guid) -> Request {
        match self {
            Self::Read(target, freshness) => graph::get_profile(config, target, *freshness, fresh),
            Self::Send(target, action, id) => action.request(config, target, id.clone()),
        }
    }

    /// What came of the request.
    pub(crate) fn event(
        self,
        request: &Request,
        answer: Result<Answer, NoAnswer>,
        now: Time,
    ) -> RevocationEvent {
        match (self, answer) {
            (Self::Send(..), Ok(answer)) => RevocationEvent::Answered(answer),
            (Self::Send(..), Err(reason)) => RevocationEvent::NotAnswered(reason),
            (Self::Read(..), Err(reason)) => {
                RevocationEvent::Read(Err(ReadFailure::NoAnswer(reason)))
            }
            (Self::Read(target, _), Ok(answer)) => {
                let sent_as = request.client_request_id.as_str();
                let reading = answer.into_profile(&target, sent_as, now.unix_ms);
                RevocationEvent::Read(reading.map_err(ReadFailure::Refused))
            }
        }
    }
}
