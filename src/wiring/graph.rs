//! Graph, as this page reaches it: with a token of who is signed in.

use leptos::prelude::*;

use super::sign_in::SignIn;
use crate::{
    browser::{clock, fetch, random, timer},
    config::Config,
    graph::{Answer, Claims, NoAnswer, Request},
    guid::Guid,
    inputs::Inputs,
    permission::Permission,
    runs::Clock,
    session::SignInFailure,
    tenants::NoTenant,
    time::Time,
    ui::RwSignal,
};

/// Graph, as this page reaches it.
#[derive(Clone, Copy)]
pub(super) struct Graph {
    /// Who is signed in.
    pub sign_in: SignIn,
    pub config: RwSignal<Option<Result<Config, NoTenant>>>,
    /// The time that the page shows.
    pub now: RwSignal<Time>,
}

/// Which token a request is sent with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// The one that sign-in asks for.
    SignIn,
    /// The one for what needs a further permission.
    Permitted(Permission),
}

impl Graph {
    /// The configuration; `None` where nothing can be asked yet.
    pub(super) fn config(self) -> Option<Config> {
        self.config.get_untracked()?.ok()
    }

    /// Sends a request once. After an answer that may refuse its token MSAL is asked for the next one.
    pub(super) async fn ask(
        self,
        request: &Request,
    ) -> Option<Result<Result<Answer, NoAnswer>, SignInFailure>> {
        self.ask_with(request, Access::SignIn).await
    }

    /// As [`Graph::ask`], with the token that is wanted.
    pub(super) async fn ask_with(
        self,
        request: &Request,
        access: Access,
    ) -> Option<Result<Result<Answer, NoAnswer>, SignInFailure>> {
        let msal = self.sign_in.msal.get_value()?;
        let token = match access {
            Access::SignIn => msal.access_token().await,
            Access::Permitted(permission) => {
                let scope = self.config()?.permission_scope(permission);
                msal.access_token_for(&scope).await
            }
        };
        let token = match token {
            Ok(token) => token,
            Err(failure) => return Some(Err(failure)),
        };
        let answer = fetch::send(request, &token).await;
        if answer.as_ref().is_ok_and(Answer::may_refuse_token) {
            msal.let_go_of_tokens();
        }
        Some(Ok(answer))
    }

    /// Gets a token with these claims, without the person.
    pub(super) async fn satisfy(self, claims: &Claims, access: Access) -> Option<()> {
        let msal = self.sign_in.msal.get_value()?;
        // Whether that helped, Graph says.
        match access {
            Access::SignIn => msal.satisfy(claims).await.ok(),
            Access::Permitted(permission) => {
                let scope = self.config()?.permission_scope(permission);
                msal.satisfy_for(&scope, claims).await.ok()
            }
        };
        Some(())
    }

    /// Waits, and lets the page count down.
    pub(super) async fn sleep(self, ms: u32) {
        let until = clock::now().plus_ms(ms);
        loop {
            let left = clock::now().ms_until(until);
            if left == 0 {
                return;
            }
            timer::sleep(left.min(1_000)).await;
            self.now.set(clock::now());
        }
    }
}

/// Time and chance.
pub(super) fn inputs() -> Inputs {
    Inputs {
        now: clock::now(),
        random: random::bytes(),
    }
}

/// The same, with the clock that only runs forward.
pub(super) fn clock() -> Clock {
    Clock {
        tick_ms: clock::tick_ms(),
        inputs: inputs(),
    }
}

pub(super) fn fresh_id() -> Guid {
    Guid::from_random(random::bytes())
}
