//! Asks a person for a further permission.

use leptos::{prelude::*, task::spawn_local};

use super::graph::Graph;
use crate::{
    browser::pending,
    click::Click,
    errand::Errand,
    graph::AskFor,
    permission::Permission,
    session::SignInFailure,
    ui::{Asking, Memo, RwSignal},
};

/// What a further permission was wanted for, and when nobody may be asked for one; found in the context.
#[derive(Clone, Copy)]
pub(super) struct Interruption {
    /// What a sign-in that left the page has come back to, until it is taken up.
    pub errand: RwSignal<Option<Errand>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
}

impl Interruption {
    /// Takes up what the page has come back to, if it is this.
    pub(super) fn take_up(self, is_it: impl FnOnce(&Errand) -> bool) -> bool {
        let is_it = self
            .errand
            .with_untracked(|errand| errand.as_ref().is_some_and(is_it));
        if is_it {
            self.errand.set(None);
        }
        is_it
    }
}

/// Asks by `ask`, which is [`ask`], unless something is under way, and says how far that has come; `asked` hears what came of it,
/// unless the page goes.
pub(super) fn ask_unless_busy<Asked>(
    is_busy: Memo<bool>,
    ask: impl FnOnce() -> Option<Asked>,
    asked: impl FnOnce(Option<SignInFailure>) + 'static,
) -> Asking
where
    Asked: Future<Output = Option<Result<(), SignInFailure>>> + 'static,
{
    if is_busy.get_untracked() {
        return Asking::Offered;
    }
    let Some(asking) = ask() else {
        return Asking::Offered;
    };
    spawn_local(async move {
        // Or the page is about to go.
        if let Some(result) = asking.await {
            asked(result.err());
        }
    });
    Asking::UnderWay
}

/// Takes the person to the sign-in host for what a reading lacks. With a redirect this page goes away, and comes back to the
/// errand; then nothing comes of the future. The window opens before this returns.
///
/// `None` where nothing was done: a window would open, and there is no click for it any more.
pub(super) fn ask(
    graph: Graph,
    click: Option<&Click>,
    permission: Permission,
    wanted: &AskFor,
    errand: &Errand,
) -> Option<impl Future<Output = Option<Result<(), SignInFailure>>> + use<>> {
    let msal = graph.sign_in.msal.get_value()?;
    let scope = graph.config()?.permission_scope(permission);
    let claims = match wanted {
        AskFor::Permission => None,
        AskFor::Proof(claims) => Some(claims),
    };
    let asking = msal.ask_for(click, &scope, claims)?;
    pending::keep_errand(errand);
    Some(async move {
        let result = match asking.await {
            Ok(None) => return None,
            Ok(Some(account)) => graph.sign_in.same_person(account),
            Err(failure) => Err(failure),
        };
        pending::take_errand();
        Some(result)
    })
}
