//! The dialogs of the keyboard: the one that lists the keys, and the palette in which everything that can be done here is found
//! by its name. Their code comes with that of the panel: the list does not wait for it.

use std::sync::Arc;

use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast as _,
};

use super::{
    account::about,
    commands::{Handles, Opened},
    common::{
        context::CurrentTheme,
        dialog::is_closed,
        effect::effect,
        focus::focus,
        html::{El, dynamic, el},
        live::Live,
    },
    console::PROFILE_ID_FIELD,
    words::console::{ConsoleStrings, say, t},
};
use crate::{
    address::Screen,
    text::search::{SearchTerms, normal},
    theme::Theme,
    ui::common::signal::{Memo, RwSignal},
};

/// The dialogs.
pub(crate) fn command_dialogs(handles: Handles) -> AnyView {
    let opened = handles.opened;
    El::group([palette(all_commands(handles), opened), key_help(opened)])
}

/// Something that can be done here, by its name.
#[derive(Clone)]
struct Command {
    name: Live<String>,
    run: Callback<()>,
}

impl Command {
    fn new(
        name: impl Fn(&'static ConsoleStrings) -> String + Send + Sync + 'static,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: say(name),
            run: Callback::new(move |()| run()),
        }
    }
}

/// All that can be done from here.
fn all_commands(handles: Handles) -> Vec<Command> {
    let Handles {
        screen,
        every_active,
        list_is_old,
        opened,
        sign_in,
        sign_out,
    } = handles;
    let mut all = Screen::ALL
        .map(|of| {
            Command::new(
                move |w| (w.go_to)((w.screen_name)(of)),
                move || screen.set(of),
            )
        })
        .to_vec();
    all.extend([
        Command::new(
            |w| w.key_box.to_owned(),
            move || {
                screen.set(Screen::Profiles);
                focus(PROFILE_ID_FIELD);
            },
        ),
        Command::new(
            |w| w.select_active.to_owned(),
            move || {
                screen.set(Screen::Profiles);
                every_active.update(|count| *count += 1);
            },
        ),
        Command::new(
            |w| w.refresh_list.to_owned(),
            move || list_is_old.update(|count| *count += 1),
        ),
        Command::new(|w| w.keys.to_owned(), move || opened.set(Opened::Keys)),
        Command::new(|w| w.switch_account.to_owned(), move || sign_in.run(())),
        Command::new(|w| w.sign_out.to_owned(), move || sign_out.run(())),
    ]);
    if let Some(current) = use_context::<CurrentTheme>() {
        all.extend(Theme::ALL.map(|theme| {
            Command::new(
                move |w| format!("{}: {}", w.theme, (w.theme_name)(theme)),
                move || current.choose.run(theme),
            )
        }));
    }
    all
}

/// A dialog that is open while `opened` says so. The browser gives the focus back when it closes.
fn dialog(opened: RwSignal<Opened>, which: Opened, label: Live<&'static str>) -> El {
    let node = NodeRef::<html::Dialog>::new();
    effect(move || {
        let is_open = opened.get() == which;
        let Some(dialog) = node.get() else { return };
        if is_open && !dialog.open() {
            dialog.show_modal().ok();
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
    el("dialog")
        .class("commands-dialog")
        .attr("aria-label", label)
        .node_ref(node)
        .on("close", move |_| {
            if is_closed(node) && opened.get_untracked() == which {
                opened.set(Opened::Nothing);
            }
        })
}

fn palette(commands: Vec<Command>, opened: RwSignal<Opened>) -> El {
    let search = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    effect(move || {
        if opened.get() == Opened::Palette {
            search.set(String::new());
            at.set(0);
        }
    });
    let commands: Arc<[Command]> = commands.into();
    let found = {
        let commands = Arc::clone(&commands);
        Memo::new(move |_| {
            let terms = SearchTerms::of(&search.read());
            let fits =
                |(_, command): &(usize, &Command)| terms.are_in(&normal(&command.name.get()));
            let found = commands.iter().enumerate().filter(fits);
            found.map(|(place, _)| place).collect::<Vec<_>>()
        })
    };
    let run = {
        let commands = Arc::clone(&commands);
        Callback::new(move |place: usize| {
            opened.set(Opened::Nothing);
            if let Some(command) = commands.get(place) {
                command.run.run(());
            }
        })
    };
    let on_key = move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else {
            return;
        };
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match key.as_str() {
            "ArrowDown" => at.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
            "ArrowUp" => at.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Enter" => {
                let place = found.with_untracked(|found| found.get(at.get_untracked()).copied());
                if let Some(place) = place {
                    run.run(place);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = dynamic(move || {
        let now = at.get();
        El::many(
            found
                .get()
                .into_iter()
                .enumerate()
                .map(|(row, place)| {
                    el("li")
                        .attr("role", "option")
                        .attr("id", option_id(row))
                        .attr("aria-selected", if row == now { "true" } else { "false" })
                        .on("click", move |_| run.run(place))
                        .child(commands[place].name.clone())
                })
                .collect(),
        )
    });
    dialog(opened, Opened::Palette, t(|w| w.palette))
        .child(
            el("input")
                .attr("type", "text")
                .attr("role", "combobox")
                .attr("aria-expanded", "true")
                .attr("aria-controls", "palette-options")
                .attr(
                    "aria-activedescendant",
                    Live::new(move || option_id(at.get())),
                )
                .attr("aria-label", t(|w| w.palette))
                .attr("placeholder", t(|w| w.palette))
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("autofocus", "")
                .value(search)
                .on("input", move |event| {
                    search.set(event_target_value(&event));
                    at.set(0);
                })
                .on("keydown", on_key),
        )
        .child(
            el("ul")
                .attr("role", "listbox")
                .attr("id", "palette-options")
                .attr("aria-label", t(|w| w.palette))
                .child(options),
        )
}

fn option_id(row: usize) -> String {
    format!("palette-{row}")
}

type Word = fn(&'static ConsoleStrings) -> &'static str;

fn key_help(opened: RwSignal<Opened>) -> El {
    const KEYS: [(&str, Word); 10] = [
        ("/", |w| w.key_box),
        ("Ctrl+K", |w| w.palette),
        ("?", |w| w.keys),
        ("↑ ↓", |w| w.key_arrows),
        ("Space", |w| w.key_space),
        ("Ctrl+A", |w| w.key_all),
        ("Ctrl+C", |w| w.key_copy),
        ("Enter", |w| w.key_enter),
        ("R", |w| w.key_revoke),
        ("Esc", |w| w.key_escape),
    ];
    dialog(opened, Opened::Keys, t(|w| w.keys))
        .child(el("h2").child(t(|w| w.keys)))
        .child(el("dl").class("keys").children(KEYS.map(|(key, what)| {
            el("div")
                .child(el("dt").child(el("kbd").child(key)))
                .child(el("dd").child(t(what)))
        })))
        .child(about())
        .child(
            el("div").class("buttons").child(
                el("button")
                    .attr("type", "button")
                    .attr("autofocus", "")
                    .on("click", move |_| opened.set(Opened::Nothing))
                    .child(t(|w| w.close)),
            ),
        )
}
