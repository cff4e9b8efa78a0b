//! Looks at what the person's Intune roles allow, where the person wants to know.

use leptos::{prelude::*, task::spawn_local};

use super::{
    changes_seen::ChangesSeen,
    graph::{Access, Graph, fresh_id},
    permission::{self, Interruption},
};
use crate::{
    browser::{clock, sign_in_entries},
    click::{self, Click},
    errand::Errand,
    graph::{self, AskFor, ListFailure, ReadFailure},
    permission::Permission,
    readiness::RolesTold,
    session::SignInFailure,
    ui::{
        Asking, Memo, RwSignal,
        console::{PanelProps, ReadinessLook, ReadinessView, RolesLook, readiness},
    },
};

const PERMISSION: Permission = Permission::Rbac;

/// Shows what is known, and goes on with what a sign-in has interrupted.
pub(super) fn begin(props: PanelProps) -> AnyView {
    let interruption = expect_context::<Interruption>();
    let driver = ReadinessDriver {
        look: RwSignal::new(ReadinessLook {
            roles: RolesLook::NotAsked,
            asking: Asking::No,
        }),
        graph: expect_context::<Graph>(),
        interruption,
    };
    let is_open = interruption.take_up(|errand| *errand == Errand::Readiness);
    if is_open {
        driver.start(false);
    }
    let (graph, changes) = (driver.graph, expect_context::<ChangesSeen>().0);
    let around = props.around.clone();
    readiness(ReadinessView {
        props,
        changes,
        // MSAL keeps another one whenever it was asked for a token, which is before Graph is.
        sign_in: Memo::new(move |_| {
            graph.now.track();
            sign_in_entries::read(&around.config, &around.account)
        }),
        look: driver.look,
        is_busy: interruption.is_busy,
        is_open,
        on_look: Callback::new(click::handler(move |click: &Click, ()| driver.act(click))),
    })
}

#[derive(Clone, Copy)]
struct ReadinessDriver {
    look: RwSignal<ReadinessLook>,
    graph: Graph,
    interruption: Interruption,
}

impl ReadinessDriver {
    fn act(self, click: &Click) {
        match self.wanted() {
            Some(wanted) => self.ask(Some(click), &wanted),
            None => self.start(true),
        }
    }

    /// Reads the roles; with `may_ask` the person is asked for what is found to be needed.
    fn start(self, may_ask: bool) {
        self.look.set(ReadinessLook {
            roles: RolesLook::Reading,
            asking: Asking::No,
        });
        spawn_local(async move {
            let Some(roles) = self.read().await else {
                return;
            };
            self.look.try_update(|look| look.roles = roles);
            if may_ask && let Some(wanted) = self.wanted() {
                // By now the click is over: where a window would open, the person is asked to click once more.
                self.ask(None, &wanted);
            }
        });
    }

    async fn read(self) -> Option<RolesLook> {
        let request = graph::get_effective_permissions(&self.graph.config()?, fresh_id());
        let access = Access::Permitted(PERMISSION);
        let failure = match self.graph.ask_with(&request, access).await? {
            Err(failure) => ListFailure::NoToken(failure),
            Ok(Err(reason)) => ListFailure::Read(ReadFailure::NoAnswer(reason)),
            Ok(Ok(answer)) => {
                let sent_as = request.client_request_id.as_str();
                let at_ms = clock::now().unix_ms;
                match answer.into_allowed_actions(sent_as, at_ms) {
                    Ok(allowed) => return Some(RolesLook::Told(RolesTold { allowed, at_ms })),
                    Err(refusal) => ListFailure::Read(ReadFailure::Refused(refusal)),
                }
            }
        };
        Some(RolesLook::NotTold(failure))
    }

    fn wanted(self) -> Option<AskFor> {
        let wanted = |look: &ReadinessLook| match &look.roles {
            RolesLook::NotTold(failure) => failure.to_ask_for(),
            _ => None,
        };
        self.look.try_with_untracked(wanted).flatten()
    }

    /// Takes the person to the sign-in host. With a redirect this page goes away, and comes back to the card.
    fn ask(self, click: Option<&Click>, wanted: &AskFor) {
        let asking = permission::ask_unless_busy(
            self.interruption.is_busy,
            || permission::ask(self.graph, click, PERMISSION, wanted, &Errand::Readiness),
            move |failure| self.asked(failure),
        );
        self.look.update(|look| look.asking = asking);
    }

    fn asked(self, failure: Option<SignInFailure>) {
        match failure {
            None => self.start(false),
            Some(failure) => {
                self.look
                    .try_update(|look| look.asking = Asking::Failed(failure));
            }
        }
    }
}
