//! Asks a person for a further permission.

use leptos::prelude::*;

use super::graph::Graph;
use crate::{
    browser::pending, click::Click, errand::Errand, graph::AskFor, permission::Permission,
    session::SignInFailure,
};

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
