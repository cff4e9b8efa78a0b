//! Revoking one token: a state machine fed with events. No clock, no network.
//!
//! Nothing is sent but in answer to [`Event::Confirmed`], and then once.

mod outcome;

pub use outcome::{NoAnswer, Outcome, Receipt};

use crate::{graph::Answer, guid::Guid, profile::Target, session::SignInFailure, time::Time};

/// Where a revocation stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Revocation {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// The person is asked whether to go on.
    Confirming(Target),
    /// A token for Graph is being fetched; nothing was sent yet.
    Preparing(Target),
    /// The request is on its way and cannot be taken back.
    Sending(Target, Guid),
    /// It is over.
    Settled(Target, Outcome),
}

/// What happens to a revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person asks to revoke a token.
    Requested(Target),
    /// The person says yes.
    Confirmed,
    /// The person turns back.
    Cancelled,
    /// There is an access token; the GUID is the new `client-request-id`.
    TokenReady(Guid),
    /// There is no access token.
    TokenRefused(SignInFailure, Time),
    /// Graph answered.
    Answered(Answer, Time),
    /// No answer came.
    NotAnswered(NoAnswer, Time),
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch an access token, then report [`Event::TokenReady`] or [`Event::TokenRefused`].
    FetchToken,
    /// Send the request, then report [`Event::Answered`] or [`Event::NotAnswered`].
    Send(Target, Guid),
}

impl Revocation {
    /// Takes an event; one that does not fit the state changes nothing.
    pub fn on(&mut self, event: Event) -> Option<Effect> {
        match (std::mem::take(self), event) {
            (Self::Idle | Self::Confirming(_) | Self::Settled(..), Event::Requested(target)) => {
                *self = Self::Confirming(target);
                None
            }
            (Self::Confirming(target), Event::Confirmed) => {
                *self = Self::Preparing(target);
                Some(Effect::FetchToken)
            }
            (Self::Confirming(_) | Self::Preparing(_), Event::Cancelled) => None,
            (Self::Preparing(target), Event::TokenReady(id)) => {
                *self = Self::Sending(target.clone(), id.clone());
                Some(Effect::Send(target, id))
            }
            (Self::Preparing(target), Event::TokenRefused(failure, at)) => {
                *self = Self::Settled(target, Outcome::NotSent { failure, at });
                None
            }
            (Self::Sending(target, id), Event::Answered(answer, at)) => {
                let outcome = match answer.into_revoked(id.as_str()) {
                    Ok(ids) => Outcome::Revoked(Receipt { ids, at }),
                    Err(refusal) => Outcome::Refused { refusal, at },
                };
                *self = Self::Settled(target, outcome);
                None
            }
            (Self::Sending(target, id), Event::NotAnswered(reason, at)) => {
                let outcome = Outcome::Unanswered {
                    reason,
                    client_request_id: id,
                    at,
                };
                *self = Self::Settled(target, outcome);
                None
            }
            (state, _) => {
                *self = state;
                None
            }
        }
    }

    /// The profile that the confirmation on screen is about.
    pub fn asked(&self) -> Option<&Target> {
        match self {
            Self::Confirming(target) | Self::Preparing(target) | Self::Sending(target, _) => {
                Some(target)
            }
            Self::Idle | Self::Settled(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        profile::{ProfileId, ProfileType},
        session::SignInCause,
    };
    use proptest::prelude::*;

    const NOW: Time = Time {
        unix_ms: 0,
        offset_minutes: 0,
    };

    fn target(last: char) -> Target {
        Target {
            profile_type: ProfileType::AndroidForWork,
            profile_id: ProfileId::parse(&format!("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f{last}"))
                .unwrap(),
        }
    }

    fn id() -> Guid {
        Guid::from_random([1; 16])
    }

    fn failure() -> SignInFailure {
        SignInFailure {
            cause: SignInCause::Expired,
            code: "login_required".into(),
            detail: String::new(),
        }
    }

    fn after(events: impl IntoIterator<Item = Event>) -> (Revocation, Vec<Effect>) {
        let mut revocation = Revocation::default();
        let effects = events
            .into_iter()
            .filter_map(|event| revocation.on(event))
            .collect();
        (revocation, effects)
    }

    #[test]
    fn a_confirmed_revocation_is_sent_once_however_often_it_is_clicked() {
        let answer = Answer {
            status: 204,
            request_id: "r".into(),
            ..Answer::default()
        };
        let (revocation, effects) = after([
            Event::Requested(target('1')),
            Event::Confirmed,
            Event::Confirmed,
            Event::TokenReady(id()),
            Event::TokenReady(id()),
            Event::Confirmed,
            Event::Cancelled,
            Event::Requested(target('2')),
            Event::Answered(answer, NOW),
        ]);
        assert_eq!(
            effects,
            [Effect::FetchToken, Effect::Send(target('1'), id())]
        );
        let Revocation::Settled(settled, Outcome::Revoked(receipt)) = revocation else {
            panic!("{revocation:?}");
        };
        assert_eq!(settled, target('1'));
        assert_eq!(receipt.ids.request_id, "r");
        assert_eq!(receipt.ids.client_request_id, id().as_str());
    }

    #[test]
    fn a_cancelled_revocation_sends_nothing_even_if_the_token_comes_late() {
        for events in [
            vec![
                Event::Requested(target('1')),
                Event::Cancelled,
                Event::Confirmed,
            ],
            vec![
                Event::Requested(target('1')),
                Event::Confirmed,
                Event::Cancelled,
                Event::TokenReady(id()),
            ],
        ] {
            let (revocation, effects) = after(events);
            assert_eq!(revocation, Revocation::Idle);
            assert!(
                !effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Send(..)))
            );
        }
    }

    #[test]
    fn without_a_token_nothing_is_sent_and_the_outcome_says_so() {
        let (revocation, effects) = after([
            Event::Requested(target('1')),
            Event::Confirmed,
            Event::TokenRefused(failure(), NOW),
        ]);
        assert_eq!(effects, [Effect::FetchToken]);
        assert_eq!(
            revocation,
            Revocation::Settled(
                target('1'),
                Outcome::NotSent {
                    failure: failure(),
                    at: NOW
                }
            )
        );
    }

    #[test]
    fn a_lost_answer_keeps_the_id_by_which_support_finds_the_request() {
        let (revocation, _) = after([
            Event::Requested(target('1')),
            Event::Confirmed,
            Event::TokenReady(id()),
            Event::NotAnswered(NoAnswer::Network, NOW),
        ]);
        assert_eq!(
            revocation,
            Revocation::Settled(
                target('1'),
                Outcome::Unanswered {
                    reason: NoAnswer::Network,
                    client_request_id: id(),
                    at: NOW
                }
            )
        );
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Requested(target('1'))),
            Just(Event::Requested(target('2'))),
            Just(Event::Confirmed),
            Just(Event::Cancelled),
            Just(Event::TokenReady(id())),
            Just(Event::TokenRefused(failure(), NOW)),
            any::<u16>().prop_map(|status| Event::Answered(
                Answer {
                    status,
                    ..Answer::default()
                },
                NOW
            )),
            Just(Event::NotAnswered(NoAnswer::Network, NOW)),
        ]
    }

    proptest! {
        #[test]
        fn every_sending_follows_a_confirmation_of_its_own(events in prop::collection::vec(any_event(), 0..60)) {
            let mut revocation = Revocation::default();
            let (mut asked, mut confirmed) = (None, 0_u32);
            for event in events {
                let before = revocation.clone();
                if let Some(Effect::Send(sent, _)) = revocation.on(event.clone()) {
                    prop_assert_eq!(Some(&sent), asked.as_ref());
                    prop_assert_eq!(confirmed, 1);
                    confirmed = 0;
                }
                match (before, event) {
                    (Revocation::Idle | Revocation::Confirming(_) | Revocation::Settled(..), Event::Requested(target)) => {
                        (asked, confirmed) = (Some(target), 0);
                    }
                    (Revocation::Confirming(_), Event::Confirmed) => confirmed += 1,
                    _ => {}
                }
            }
        }
    }
}
