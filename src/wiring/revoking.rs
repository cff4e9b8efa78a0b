//! Does what a revocation asks for.

use leptos::prelude::*;
use token_console::{
    browser::{clock, pending},
    click::Click,
    graph::{Claims, Profile},
    revocation::{Report, Revocation, Step},
};

use super::graph::{Graph, fresh_id, moment};

/// Does what the state machine asks for, and reports what came of it.
#[derive(Clone, Copy)]
pub struct Driver {
    /// The revocation.
    pub revocation: RwSignal<Revocation>,
    /// The profile that was read last, for the list.
    pub read: RwSignal<Option<Profile>>,
    /// Graph.
    pub graph: Graph,
}

impl Driver {
    /// Does a step that a click is the reason of, and all that follow from it. If the person is to be asked, the window
    /// opens before this returns.
    pub fn begin(
        self,
        click: &Click,
        (epoch, step): (u32, Step),
    ) -> impl Future<Output = ()> + use<> {
        let asking = match &step {
            Step::StepUp {
                claims,
                interactive: true,
            } => self.ask_person(click, claims),
            _ => None,
        };
        async move {
            match asking {
                Some(asking) => {
                    if let Some(report) = asking.await
                        && let Some(next) = self.reported(epoch, report)
                    {
                        self.run(next).await;
                    }
                }
                None => self.run((epoch, step)).await,
            }
        }
    }

    /// Does a step, and all that follow from it.
    pub async fn run(self, first: (u32, Step)) {
        let mut next = Some(first);
        while let Some((epoch, step)) = next {
            // Nothing to report: the page is about to go.
            let Some(report) = self.perform(step).await else {
                return;
            };
            next = self.reported(epoch, report);
        }
    }

    fn reported(self, epoch: u32, report: Report) -> Option<(u32, Step)> {
        if let Report::Read(Ok(profile)) = &report {
            self.read.set(Some(profile.clone()));
        }
        self.graph.now.set(clock::now());
        self.revocation
            .try_update(|revocation| revocation.report(epoch, report, &moment()))
            .flatten()
    }

    /// Takes the person to the sign-in host; nothing is reported if the page goes with them.
    fn ask_person(
        self,
        click: &Click,
        claims: &Claims,
    ) -> Option<impl Future<Output = Option<Report>> + use<>> {
        let msal = self.graph.sign_in.msal.get_value()?;
        let window = web_sys::window()?;
        if let Some(job) = self.revocation.read_untracked().job() {
            pending::keep(&window, &job.target, job.was_sent());
        }
        let asking = msal.step_up(click, claims);
        Some(async move {
            let result = match asking.await {
                Ok(None) => return None,
                Ok(Some(account)) => self.graph.sign_in.same_person(account),
                Err(failure) => Err(failure),
            };
            pending::take(&window);
            Some(Report::SteppedUp(result))
        })
    }

    async fn perform(self, step: Step) -> Option<Report> {
        Some(match step {
            Step::Sleep(ms) => {
                self.graph.sleep(ms).await;
                Report::Woke
            }
            Step::StepUp {
                claims,
                interactive: false,
            } => {
                let msal = self.graph.sign_in.msal.get_value()?;
                Report::SteppedUp(msal.satisfy(&claims).await)
            }
            // Only a wish leads to it, and that began it in its click: what is reported never does.
            Step::StepUp {
                interactive: true, ..
            } => return None,
            Step::Call(call) => {
                let request = call.request(&self.graph.config()?, fresh_id());
                match self.graph.ask(&request).await? {
                    Ok(answer) => call.report(&request, answer, clock::now()),
                    Err(failure) => Report::NoToken(failure),
                }
            }
        })
    }
}
