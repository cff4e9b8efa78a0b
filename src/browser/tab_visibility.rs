//! Whether the tab is in sight.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use web_sys::VisibilityState;

use super::{clock, timer::Alarm};

/// As long as it lives, what is to be done when the tab was out of sight for long is done.
#[must_use]
pub(crate) struct OutOfSight {
    #[expect(dead_code, reason = "dropping it ends it")]
    listener: EventListener,
}

/// Since when the tab is out of sight, and what ends that.
type Since = Option<(u64, Alarm)>;

/// Does something each time the tab was out of sight for so many milliseconds. Browsers hold up the timers of such a tab, or stop
/// it whole: then it is done as soon as the tab is back, before anything of it is seen.
pub(crate) fn after_out_of_sight(ms: u32, act: impl Fn() + Clone + 'static) -> Option<OutOfSight> {
    let document = web_sys::window()?.document()?;
    let since: Rc<RefCell<Since>> = Rc::default();
    let seen = document.clone();
    let listener = EventListener::new(&document, "visibilitychange", move |_| {
        if seen.visibility_state() == VisibilityState::Hidden {
            let act = act.clone();
            let alarm = Alarm::after(ms, act);
            *since.borrow_mut() = Some((clock::tick_ms(), alarm));
        } else if let Some((since, _)) = since.borrow_mut().take()
            && clock::tick_ms().saturating_sub(since) >= u64::from(ms)
        {
            act();
        }
    });
    Some(OutOfSight { listener })
}
