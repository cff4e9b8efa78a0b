//! The other tabs of this page in this browser, which Intune counts together with this one.

use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "token-console-writes";

/// What a tab that was just opened says.
const HELLO: &str = "hello";

/// How many ages are read of one message.
const MOST: u32 = 1_000;

/// What another tab says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Heard {
    /// It wants to know what was sent.
    Hello,
    /// How long ago revocations were answered, in milliseconds.
    Writes(Vec<u64>),
}

/// The way to the other tabs.
pub(crate) struct OtherTabs {
    channel: BroadcastChannel,
    #[expect(dead_code, reason = "dropping it ends it")]
    listener: EventListener,
}

impl OtherTabs {
    /// Listens to the other tabs; `None` where the browser knows none.
    pub(crate) fn listen(mut on_heard: impl FnMut(Heard) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            if let Some(heard) = event.dyn_ref::<MessageEvent>().and_then(read) {
                on_heard(heard);
            }
        });
        Some(Self { channel, listener })
    }

    /// Asks what was sent.
    pub(crate) fn hello(&self) {
        self.channel.post_message(&HELLO.into()).ok();
    }

    /// Tells how long ago revocations were answered, in milliseconds.
    pub(crate) fn tell(&self, ages_ms: impl Iterator<Item = u64>) {
        #[expect(clippy::cast_precision_loss, reason = "they are below a minute")]
        let ages: Array = ages_ms.map(|age| JsValue::from_f64(age as f64)).collect();
        if ages.length() > 0 {
            self.channel.post_message(&ages).ok();
        }
    }
}

fn read(event: &MessageEvent) -> Option<Heard> {
    let data = event.data();
    if data.as_string().as_deref() == Some(HELLO) {
        return Some(Heard::Hello);
    }
    let ages = data.dyn_into::<Array>().ok()?.slice(0, MOST);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is within the bounds"
    )]
    let age = |value: JsValue| {
        let age = value.as_f64()?;
        (0.0..=86_400_000.0).contains(&age).then_some(age as u64)
    };
    Some(Heard::Writes(ages.iter().filter_map(age).collect()))
}
