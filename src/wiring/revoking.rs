//! Does what a revocation asks for.

use leptos::prelude::*;
use token_console::{
    browser::{clock, pending},
    graph::Profile,
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
    /// Does a step, and all that follow from it.
    pub async fn run(self, first: (u32, Step)) {
        let mut next = Some(first);
        while let Some((epoch, step)) = next {
            // Nothing to report: the page is about to go.
            let Some(report) = self.perform(step).await else {
                return;
            };
            if let Report::Read(Ok(profile)) = &report {
                self.read.set(Some(profile.clone()));
            }
            self.graph.now.set(clock::now());
            next = self
                .revocation
                .try_update(|revocation| revocation.report(epoch, report, &moment()))
                .flatten();
        }
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
            Step::StepUp {
                claims,
                interactive: true,
            } => {
                let msal = self.graph.sign_in.msal.get_value()?;
                let window = web_sys::window()?;
                if let Some(job) = self.revocation.read_untracked().job() {
                    pending::keep(&window, &job.target, job.was_sent());
                }
                let result = match msal.step_up(&claims).await {
                    Ok(None) => return None,
                    Ok(Some(account)) => self.graph.sign_in.same_person(account),
                    Err(failure) => Err(failure),
                };
                pending::take(&window);
                Report::SteppedUp(result)
            }
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
