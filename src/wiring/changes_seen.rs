//! What changes of tokens were answered, wherever they were sent from.

use crate::{readiness::SeenChanges, ui::RwSignal};

/// What is known of it as long as the person is signed in; found in the context.
#[derive(Clone, Copy)]
pub(super) struct ChangesSeen(pub RwSignal<SeenChanges>);
