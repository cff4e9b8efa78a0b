//! Props and actions of the activity.

use leptos::prelude::*;

use super::problem::Problem;
use crate::{
    activity::{AuditQuestion, Memory},
    errand::Errand,
    ui::common::{
        audit_look::{AuditLook, AuditLookup},
        context::ScreenContext,
        html::Focusable,
        signal::{Memo, RwSignal},
    },
};

/// What the activity has of the page around it.
#[derive(Clone)]
pub(crate) struct ActivityContext {
    /// What everything on the screen may need.
    pub around: ScreenContext,
    /// What a further permission was wanted for when a sign-in took the person away, until it is taken up.
    pub errand: RwSignal<Option<Errand>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
    /// Shows the report of a run, by the run's ID.
    pub on_open_run: Callback<String>,
}

/// What the activity shows, and what a person can make it do.
#[derive(Clone)]
pub(crate) struct Activity {
    /// What it has of the page around it.
    pub context: ActivityContext,
    /// What is remembered, once it was read.
    pub memory: RwSignal<Option<Memory>>,
    /// The IDs of the runs whose records are still there.
    pub runs: RwSignal<Vec<String>>,
    /// Why something could not be kept, read or erased.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether anything is remembered from now on.
    pub keeps: RwSignal<bool>,
    /// How the look into the audit log stands.
    pub look: RwSignal<Option<AuditLookup>>,
    /// Takes what the person wants.
    pub on_action: Callback<ActivityAction>,
}

impl Activity {
    /// What the view of a look into the audit log is given.
    pub(super) fn audit_look(&self) -> AuditLook {
        let on_action = self.on_action;
        AuditLook {
            look: self.look,
            is_busy: self.context.is_busy,
            config: self.context.around.config.clone(),
            on_look: Callback::new(move |questions: Vec<AuditQuestion>| {
                for question in questions {
                    on_action.run(ActivityAction::LookUp(question));
                }
            }),
            button: NodeRef::new(),
        }
    }
}

/// What a person wants of the activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ActivityAction {
    /// Remember from now on, or do not.
    Keep(bool),
    /// Erase the entry of this key.
    Erase(String),
    EraseAll,
    /// Take everything away as a file.
    Export,
    /// Look for a revocation in Intune's audit log.
    LookUp(AuditQuestion),
}

/// What of it all the person wants to see.
#[derive(Clone, Copy)]
pub(super) struct ActivityView {
    pub search: RwSignal<String>,
    pub most: RwSignal<usize>,
    /// The key of the entry whose details are open.
    pub open: RwSignal<Option<String>>,
    /// Where the focus goes when what had it is gone.
    pub landing: NodeRef<Focusable>,
}

impl ActivityView {
    pub(super) fn land(self) {
        request_animation_frame(move || {
            if let Some(landing) = self.landing.get_untracked() {
                landing.focus().ok();
            }
        });
    }
}
