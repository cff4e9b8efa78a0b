//! Looks for the devices that enrolled with a profile.

use std::sync::Once;

use leptos::{prelude::*, task::spawn_local};

use super::{
    graph::{Access, Graph, inputs},
    page_reader::perform,
    permission,
};
use crate::{
    browser::{clock, style},
    click::{self, Click},
    devices::{Device, DevicePart, DeviceSearch, DeviceStep, DevicesQuestion},
    errand::Errand,
    graph::{Answer, AskFor, ListCall},
    permission::Permission,
    session::SignInFailure,
    ui::{
        Asking, DevicesContext, Memo, RwSignal,
        devices::{DEVICES_STYLE, Devices, DevicesAction, DevicesLookup, devices},
    },
};

/// What reading devices takes.
const PERMISSION: Permission = Permission::ManagedDevices;
const ACCESS: Access = Access::Permitted(PERMISSION);

/// Shows a profile's devices, and goes on with what a sign-in has interrupted.
pub(super) fn begin(context: DevicesContext) -> AnyView {
    static STYLE: Once = Once::new();
    STYLE.call_once(|| style::adopt(DEVICES_STYLE));
    let driver = DevicesDriver {
        look: RwSignal::new(None),
        number: StoredValue::new(0),
        graph: expect_context::<Graph>(),
        is_busy: context.desk.is_busy,
    };
    let errand = context.desk.errand;
    if let Some(Errand::Devices(question)) = errand.get_untracked() {
        errand.set(None);
        driver.start(question, false);
    }
    devices(&Devices {
        context,
        look: driver.look,
        on_action: Callback::new(click::handler(move |click, action| {
            driver.act(click, action);
        })),
    })
}

/// Reads devices, a few at once, and asks for the permission where the person wants them read.
#[derive(Clone, Copy)]
struct DevicesDriver {
    /// How the look stands.
    look: RwSignal<Option<DevicesLookup>>,
    /// Which look it is; what still comes of an earlier one is ignored.
    number: StoredValue<u32>,
    graph: Graph,
    /// Whether something is under way that leaving the page would interrupt.
    is_busy: Memo<bool>,
}

impl DevicesDriver {
    fn act(self, click: &Click, action: DevicesAction) {
        let wanted = self.wanted();
        match action {
            DevicesAction::Cancel => {
                self.next_number();
                self.with_search(DeviceSearch::cancel);
            }
            DevicesAction::Look(question) => {
                let is_same = |look: &DevicesLookup| *look.search.question() == question;
                let is_same = self
                    .look
                    .with_untracked(|look| look.as_ref().is_some_and(is_same));
                match wanted.filter(|_| is_same) {
                    Some(wanted) => self.ask(Some(click), &wanted),
                    None => self.start(question, true),
                }
            }
            DevicesAction::GoOn => match wanted {
                Some(wanted) => self.ask(Some(click), &wanted),
                None => self.go_on(true),
            },
        }
    }

    /// Looks; with `may_ask` the person is asked for what is found to be needed.
    fn start(self, question: DevicesQuestion, may_ask: bool) {
        let (search, steps) = DeviceSearch::start(question);
        self.graph.now.set(clock::now());
        self.look.set(Some(DevicesLookup {
            search,
            asking: Asking::No,
            at: clock::now(),
        }));
        self.begin(steps, self.next_number(), may_ask);
    }

    fn go_on(self, may_ask: bool) {
        let steps = self.with_search(DeviceSearch::go_on).unwrap_or_default();
        self.begin(steps, self.next_number(), may_ask);
    }

    fn next_number(self) -> u32 {
        self.number.update_value(|number| *number += 1);
        self.number.get_value()
    }

    fn with_search<R>(self, act: impl FnOnce(&mut DeviceSearch) -> R) -> Option<R> {
        let look = self
            .look
            .try_update(|look| look.as_mut().map(|look| act(&mut look.search)));
        look.flatten()
    }

    fn begin(self, steps: Vec<DeviceStep>, number: u32, may_ask: bool) {
        for step in steps {
            spawn_local(self.run(step, number, may_ask));
        }
    }

    async fn run(self, (part, epoch, effect): DeviceStep, number: u32, may_ask: bool) {
        let read = |answer: Answer, sent_as: &str, now_ms| {
            let device = |json: &_| Some(Device::from_json(json));
            match part {
                DevicePart::List { .. } => answer.into_page(sent_as, now_ms, device),
                DevicePart::One(_) => answer.into_page_of_one(sent_as, now_ms, device),
            }
        };
        let Some(event) = perform(self.graph, ACCESS, effect, ListCall::devices, read).await else {
            return;
        };
        if self.number.try_get_value() != Some(number) {
            return;
        }
        self.graph.now.set(clock::now());
        let steps = self.with_search(|search| search.handle(&part, epoch, event, &inputs()));
        let Some(steps) = steps else { return };
        let is_over = steps.is_empty();
        self.begin(steps, number, may_ask);
        if is_over
            && may_ask
            && let Some(wanted) = self.wanted()
        {
            // By now the click is over: where a window would open, the person is asked to click once more.
            self.ask(None, &wanted);
        }
    }

    fn wanted(self) -> Option<AskFor> {
        let wanted = |look: &Option<DevicesLookup>| look.as_ref()?.search.to_ask_for();
        self.look.try_with_untracked(wanted).flatten()
    }

    /// Takes the person to the sign-in host. With a redirect this page goes away, and comes back to the question.
    fn ask(self, click: Option<&Click>, wanted: &AskFor) {
        let Some(mut look) = self.look.get_untracked() else {
            return;
        };
        let errand = Errand::Devices(look.search.question().clone());
        look.asking = permission::ask_unless_busy(
            self.is_busy,
            || permission::ask(self.graph, click, PERMISSION, wanted, &errand),
            move |failure| self.asked(failure),
        );
        self.look.set(Some(look));
    }

    fn asked(self, failure: Option<SignInFailure>) {
        let goes_on = failure.is_none();
        self.look.try_update(|look| {
            if let Some(look) = look {
                look.asking = failure.map_or(Asking::No, Asking::Failed);
            }
        });
        if goes_on {
            self.go_on(false);
        }
    }
}
