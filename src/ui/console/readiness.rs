//! What this account may do here: a line above the form, and in it a card for who wants to know.

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::Element};

use super::context::PanelProps;
use crate::{
    graph::ListFailure,
    permission::Permission,
    profile::ProfileType,
    readiness::{Known, OfBoth, Readiness, RolesTold, Seen, SeenChanges},
    session::KeptSignIn,
    ui::{
        common::{
            details::row,
            effect::effect,
            html::{El, dynamic, el},
            moment::local_time,
            permission::{Asking, asking, no_permission, offered, waiting_button, why_not_read},
            signal::{Memo, RwSignal},
        },
        words::readiness::{ReadinessStrings, say, t},
    },
};

/// What reading the roles takes.
const PERMISSION: Permission = Permission::Rbac;

/// A look at what the person's roles allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadinessLook {
    pub roles: RolesLook,
    /// How far the person has been asked for what it needs.
    pub asking: Asking,
}

/// What is known of the person's roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RolesLook {
    /// Nobody has asked yet.
    NotAsked,
    Reading,
    Told(RolesTold),
    NotTold(ListFailure),
}

/// What the view is given.
#[derive(Clone)]
pub(crate) struct ReadinessView {
    pub props: PanelProps,
    /// What changes of tokens were answered.
    pub changes: RwSignal<SeenChanges>,
    /// What is known of the sign-in.
    pub sign_in: Memo<KeptSignIn>,
    pub look: RwSignal<ReadinessLook>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
    /// Whether the card is open at once: the person was taken to the sign-in host from it.
    pub is_open: bool,
    /// Looks at the roles.
    pub on_look: Callback<()>,
}

/// The line, and the card in it.
pub(crate) fn readiness(view: ReadinessView) -> AnyView {
    let PanelProps {
        around,
        profiles,
        revocation,
        readiness,
        ..
    } = view.props.clone();
    let (look, changes, sign_in, now) = (view.look, view.changes, view.sign_in, around.now);
    effect(move || {
        let mut seen = changes.get_untracked();
        revocation.with(|revocation| seen.see(revocation));
        changes.maybe_update(|before| std::mem::replace(before, seen) != seen);
    });
    let found = Memo::new(move |_| {
        let (changes, now) = (changes.get(), now.get());
        let seen = profiles.with(|profiles| {
            sign_in.with(|sign_in| Seen::of(profiles, changes, sign_in, now.unix_ms))
        });
        look.with(|look| {
            let roles = match &look.roles {
                RolesLook::Told(roles) => Some(roles),
                _ => None,
            };
            Readiness::of(seen, roles)
        })
    });
    effect(move || readiness.set(Some(found.get())));
    let is_loud = move || {
        let found = found.get();
        OfBoth::of(found.revoke) == OfBoth::No || matches!(found.lasts, Known::No(_))
    };
    let is_open = RwSignal::new(view.is_open);
    let line = say(move |w| {
        let Readiness {
            read,
            revoke,
            lasts,
            ..
        } = found.get();
        let mut line = (w.line)(OfBoth::of(read), OfBoth::of(revoke));
        if let Known::No(why) = lasts {
            line.push_str((w.sign_in_ends)(why));
        }
        line
    });
    let details = el("details").class("readiness");
    let details = if view.is_open {
        details.attr("open", "")
    } else {
        details
    };
    let card = dynamic(move || {
        if is_open.get() {
            El::many(card(found, &view))
        } else {
            ().into_any()
        }
    });
    El::group([details
        .attr_if("data-no", "", is_loud)
        .on("toggle", move |event| {
            let is_it = event.target().and_then(|of| of.dyn_into::<Element>().ok());
            is_open.set(is_it.is_some_and(|of| of.has_attribute("open")));
        })
        .child(el("summary").child(line))
        .child(card)])
}

/// What is known, one by one, and the button that looks further.
fn card(found: Memo<Readiness>, view: &ReadinessView) -> Vec<El> {
    let sign_in = view.sign_in;
    let known = move |pick: fn(&Readiness) -> Known| say(move |w| (w.known)(found.with(pick)));
    let types = ProfileType::ALL.into_iter().enumerate();
    let of_types = types.flat_map(|(at, of)| {
        let [read, revoke] = [
            |of: &Readiness, at| of.read.get(at).copied(),
            |of: &Readiness, at| of.revoke.get(at).copied(),
        ]
        .map(|pick: fn(&Readiness, usize) -> Option<Known>| {
            say(move |w| {
                (w.known)(
                    found
                        .with(|found| pick(found, at))
                        .unwrap_or(Known::Unclear),
                )
            })
        });
        [
            row(say(move |w| (w.read)(of)), read),
            row(say(move |w| (w.revoke)(of)), revoke),
        ]
    });
    let mut rows = vec![
        el("p").child(t(|w| w.lead)),
        el("dl")
            .children(of_types)
            .child(row(t(|w| w.licence), known(|of| of.licence)))
            .child(row(t(|w| w.clock), known(|of| of.clock)))
            .child(row(t(|w| w.sign_in), known(|of| of.sign_in)))
            .child(row(t(|w| w.lasts), known(|of| of.lasts))),
        el("p").class("hint").child(say(move |w| {
            let end = sign_in.with(|sign_in| sign_in.ends_ms);
            let end = end.map(|end| local_time(end).on_both_clocks());
            (w.sign_in_note)(end.as_deref())
        })),
    ];
    rows.extend(roles(view));
    rows
}

/// The button that reads the person's roles, and what came of it.
fn roles(view: &ReadinessView) -> [El; 2] {
    let ReadinessView {
        look,
        is_busy,
        on_look,
        ..
    } = *view;
    let config = view.props.around.config.clone();
    let waits = Memo::new(move |_| {
        is_busy.get()
            || look.with(|look| look.roles == RolesLook::Reading || look.asking == Asking::UnderWay)
    });
    let button = move || waiting_button(move || waits.get(), move || on_look.run(())).class("copy");
    let name = say(move |w| {
        if look.with(|look| look.roles == RolesLook::NotAsked) {
            w.look
        } else {
            w.look_again
        }
    });
    let said = |pick: Word| vec![el("p").child(t(pick))];
    let says = dynamic(move || {
        let ReadinessLook {
            roles,
            asking: asked,
        } = look.get();
        El::many(match (asked, roles) {
            (Asking::UnderWay, _) => vec![asking(PERMISSION)],
            (Asking::Offered, _) => offered(PERMISSION, button()).into(),
            (Asking::Failed(failure), _) => not_told(no_permission(&failure, PERMISSION, &config)),
            (Asking::No, RolesLook::NotAsked) => said(|w| w.needs),
            (Asking::No, RolesLook::Reading) => said(|w| w.looking),
            (Asking::No, RolesLook::Told(_)) => said(|w| w.told),
            (Asking::No, RolesLook::NotTold(failure)) => {
                not_told(why_not_read(&failure, PERMISSION, &config))
            }
        })
    });
    [
        el("p").child(button().child(name)),
        el("div").attr("aria-live", "polite").child(says),
    ]
}

type Word = fn(&'static ReadinessStrings) -> &'static str;

/// That the roles could not be read says nothing of what the person may do.
fn not_told(why: Vec<El>) -> Vec<El> {
    let mut rows = vec![el("p").child(el("strong").child(t(|w| w.not_told)))];
    rows.extend(why);
    rows
}

/// What is said beside the button that revokes, where the account may not.
pub(super) fn hint(readiness: RwSignal<Option<Readiness>>, profile_type: ProfileType) -> AnyView {
    let why = Memo::new(move |_| {
        readiness.with(
            |found| match found.as_ref()?.revoke.get(profile_type as usize)? {
                Known::No(why) => Some(*why),
                Known::Yes | Known::Unclear => None,
            },
        )
    });
    dynamic(move || match why.get() {
        Some(why) => El::group([el("p").class("hint").child(say(move |w| (w.hint)(why)))]),
        None => ().into_any(),
    })
    .into_any()
}
