//! The console: the box, the list under it, and the panel beside that.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    camera::camera,
    choosing::Choosing,
    context::{
        Finder, FinderContext, IntakeProps, ListAction, ListFailuresProps, LoadPanel, PanelPart,
        PanelProps,
    },
    intake,
    revoke_form::{BoxProps, revoke_form},
    selection_bar::{self, SelectionBar},
    start_choices::start_choices,
    table,
    table_view::{Spreadsheet, TableView},
    toolbar,
};
use crate::{
    actions::{ActionRequest, RevocationAction},
    address::LinkedIds,
    graph::{PageProgress, Profile},
    paste::Intake,
    profile::{DeepLink, Target, TypeChoice, Wanted},
    profiles::{Collection, Filter, Profiles, SearchVerdict, TokenSearch},
    runs::Choice,
    time::Time,
    ui::{
        common::{
            effect::effect,
            html::{El, dynamic, el},
            icon::{Icon, icon},
            lazy_view::lazily,
            live::Live,
            menu,
            signal::{Memo, RwSignal},
        },
        words::list::{say, t},
    },
};

/// The list of profiles.
pub(crate) fn finder(finder: Finder) -> AnyView {
    let given = finder.clone();
    let Finder {
        context,
        profiles,
        on_list,
        load_panel,
        on_files,
        search,
        hidden,
        ..
    } = finder;
    let FinderContext {
        around,
        revocation,
        not_kept,
        deep_link,
        list_address,
        read,
        intake,
        on_plan,
        every_active,
        ..
    } = context;
    let (now, on_action) = (around.now, around.on_action);
    let page = around.config.page.clone();
    let look = TableView::new(profiles, now, list_address);
    let choosing = Choosing::new(look, now);
    let linked = list_address.linked;
    tick_linked(linked, profiles, choosing);
    let picking = Picking::new(look, deep_link, on_action);
    let Picking { pick, request, .. } = picking;
    let props = PanelProps {
        around,
        revocation,
        not_kept,
        profiles,
        deep_link,
        look,
        request,
        readiness: RwSignal::new(None),
    };
    let is_loaded = RwSignal::new(false);
    let readiness = readiness_once_there(load_panel, is_loaded, props.clone());
    let sheet = Spreadsheet::new(hidden);
    let columns = columns(load_panel, is_loaded, props.clone(), sheet);
    let panel = panel_once_wanted(load_panel, is_loaded, props);
    let copy = copy_rows(load_panel, choosing, sheet);
    let is_open = move || {
        look.picked.with(Option::is_some)
            || revocation.with(|revocation| revocation.outcomes().next().is_some())
    };
    follow(every_active, choosing, search, request);
    let known = known(profiles, read);
    let camera_is_open = RwSignal::new(false);
    let is_offered = RwSignal::new(false);
    let form = revoke_form(BoxProps {
        deep_link,
        revocation,
        intake,
        search: look.search,
        known,
        sought: look.sought,
        now,
        on_submit: on_submit(known, on_action),
        on_files,
        camera_is_open,
        is_offered,
    });
    let (choices, camera) = ways_in(&given, camera_is_open);
    let bar = SelectionBar {
        profiles,
        linked,
        page,
        on_plan,
        load: load_panel,
    };
    let finder = el("section")
        .class("finder")
        .attr("aria-labelledby", "finder-heading")
        .child(intake::intake(desk(&given, picking, choosing, is_offered)))
        .child(
            head(choosing, profiles, sheet)
                .child(columns)
                .child(refresh(profiles, on_list)),
        )
        .child(failures(&given))
        .child(
            el("div")
                .class("finder-body")
                .attr("data-hidden", Live::new(move || hidden.get()))
                .attr_if("data-open", "", is_open)
                .child(list(choosing, bar, now, (pick, request, copy)))
                .child(panel),
        );
    El::group([readiness, choices, form, camera, finder])
}

/// What can be done with a profile that was found.
#[derive(Clone, Copy)]
struct Picking {
    /// Fills it into the box, and opens its details if its type is known.
    fill_in: Callback<Wanted>,
    /// The same, of what is in the list.
    pick: Callback<Target>,
    /// Asks whether to revoke its token.
    request: Callback<Target>,
}

impl Picking {
    fn new(
        look: TableView,
        deep_link: RwSignal<DeepLink>,
        on_action: Callback<RevocationAction>,
    ) -> Self {
        let fill_in = Callback::new(move |wanted: Wanted| {
            let profile_type = wanted.profile_type.chosen();
            deep_link.set(DeepLink::from(&wanted));
            // What is in the list has a type.
            if let Some(profile_type) = profile_type {
                look.pick(Target {
                    profile_type,
                    profile_id: wanted.profile_id,
                });
            }
        });
        let pick = Callback::new(move |target: Target| fill_in.run(target.into()));
        let request = Callback::new(move |target: Target| {
            pick.run(target.clone());
            on_action.run(RevocationAction::Request(ActionRequest::revoke(target)));
        });
        Self {
            fill_in,
            pick,
            request,
        }
    }
}

/// What is made of what is pasted.
fn desk(
    finder: &Finder,
    picking: Picking,
    choosing: Choosing,
    is_offered: RwSignal<bool>,
) -> IntakeProps {
    let context = &finder.context;
    IntakeProps {
        intake: context.intake,
        load_reader: finder.load_reader,
        profiles: finder.profiles,
        deep_link: context.deep_link,
        pick: picking.fill_in,
        search: finder.search,
        now: context.around.now,
        on_search: finder.on_search,
        on_choose: Callback::new(move |choice: Arc<Choice>| choosing.add(&choice)),
        on_plan: context.on_plan,
        on_open_plan: context.on_open_plan,
        screen: context.screen,
        is_offered,
        picked: choosing.look.picked,
        revocation: context.revocation,
        run_is_under_way: context.run_is_under_way,
    }
}

/// The choices of a phone, and the camera.
fn ways_in(finder: &Finder, camera_is_open: RwSignal<bool>) -> (El, El) {
    let intake = finder.context.intake;
    let on_code = Callback::new(move |text| intake.set(Some(Intake::Code(text))));
    let choices = start_choices(
        finder.profiles,
        finder.context.around.now,
        finder.on_paste,
        finder.has_camera.then_some(camera_is_open),
    );
    let camera = camera(camera_is_open, finder.load_camera, on_code, finder.on_files);
    (choices, camera)
}

/// What is known of a profile: from the list, or, as what is read away from it is learned by it, from that.
fn known(
    profiles: RwSignal<Profiles>,
    read: RwSignal<Option<Profile>>,
) -> Callback<Wanted, Option<Profile>> {
    Callback::new(move |wanted: Wanted| {
        let of_list = profiles.with(|profiles| profiles.find_wanted(&wanted).cloned());
        of_list.or_else(|| read.get().filter(|read| read.is_wanted(&wanted)))
    })
}

/// Nothing has to be found out of what is known.
fn on_submit(
    known: Callback<Wanted, Option<Profile>>,
    on_action: Callback<RevocationAction>,
) -> Callback<Wanted> {
    Callback::new(move |mut wanted: Wanted| {
        if wanted.profile_type == TypeChoice::FindOut
            && let Some(profile) = untrack(|| known.run(wanted.clone()))
        {
            wanted.profile_type = TypeChoice::Listed(profile.profile_type);
        }
        on_action.run(RevocationAction::Request(ActionRequest::revoke(wanted)));
    })
}

/// What stands above the table: what was read, the filters, and what chooses many.
fn head(choosing: Choosing, profiles: RwSignal<Profiles>, sheet: Spreadsheet) -> El {
    let (look, now) = (choosing.look, choosing.now);
    let filters_are_open = RwSignal::new(false);
    el("div")
        .class("finder-head")
        .attr_if("aria-busy", "true", move || {
            profiles.with(Profiles::is_busy)
        })
        .attr_if("data-open", "", move || filters_are_open.get())
        .child(
            el("h2")
                .class("unseen")
                .attr("id", "finder-heading")
                .child(t(|w| w.heading)),
        )
        .child(status(profiles, now, look, sheet))
        .child(toolbar::switch(look, filters_are_open))
        .child(toolbar::toolbar(look, now))
        .child(selection_bar::commands(choosing, profiles))
}

/// Does what is wished elsewhere: that every active token be chosen, and that what a search for a token found be asked about.
fn follow(
    every_active: RwSignal<u32>,
    choosing: Choosing,
    search: RwSignal<Option<TokenSearch>>,
    request: Callback<Target>,
) {
    effect(move || {
        if every_active.get() > 0 {
            choosing.choose_every_active();
        }
    });
    // What a token search finds leads to the confirmation.
    let found = Memo::new(move |_| {
        search.with(|search| match search.as_ref()?.verdict() {
            SearchVerdict::Found(target) => Some(target),
            _ => None,
        })
    });
    effect(move || {
        if let Some(target) = found.get() {
            request.run(target);
        }
    });
}

/// What could not be read. Its words come once there is something to say.
fn failures(finder: &Finder) -> El {
    let load = finder.load_panel;
    let props = ListFailuresProps {
        profiles: finder.profiles,
        now: finder.context.around.now,
        on_list: finder.on_list,
        refusal_is_closed: finder.refusal_is_closed,
        tests_set_up: finder.context.list_address.tests_set_up,
    };
    let is_any = Memo::new(move |_| {
        let has_failed =
            |profiles: &Profiles| profiles.collections().iter().any(Collection::has_failed);
        props.profiles.with(has_failed)
    });
    el("div").attr("role", "group").child(dynamic(move || {
        if props.tests_set_up || is_any.get() {
            lazily(load, move |part| (part.list_failures)(props))
        } else {
            ().into_any()
        }
    }))
}

/// The panel is there before somebody has found what to open, and the list does not wait for it; nor does the panel wait for a
/// long list, as what was left of an earlier visit is taken up with it.
fn panel_once_wanted(load: LoadPanel, is_loaded: RwSignal<bool>, props: PanelProps) -> AnyView {
    let (profiles, look, revocation) = (props.profiles, props.look, props.revocation);
    let has_answered = Memo::new(move |_| profiles.with(Profiles::has_answered));
    effect(move || {
        if has_answered.get() {
            spawn_local(async move {
                if load().await.is_ok() && is_loaded.try_get_untracked() == Some(false) {
                    is_loaded.set(true);
                }
            });
        }
    });
    let is_wanted = Memo::new(move |was: Option<&bool>| {
        was == Some(&true)
            || is_loaded.get()
            || look.picked.with(Option::is_some)
            || revocation.with(|revocation| {
                revocation.job().is_some() || revocation.outcomes().next().is_some()
            })
    });
    dynamic(move || {
        if !is_wanted.get() {
            return ().into_any();
        }
        let props = props.clone();
        lazily(load, move |part: PanelPart| {
            is_loaded.maybe_update(|is_loaded| !std::mem::replace(is_loaded, true));
            (part.panel)(props.clone())
        })
    })
}

/// What this account may do here: said once something is known of it, in room that is there before.
fn readiness_once_there(load: LoadPanel, is_loaded: RwSignal<bool>, props: PanelProps) -> El {
    el("div").class("readiness-line").child(dynamic(move || {
        if !is_loaded.get() {
            return ().into_any();
        }
        let props = props.clone();
        lazily(load, move |part: PanelPart| (part.readiness)(props.clone()))
    }))
}

/// What a link names is ticked once it is there, and no more.
fn tick_linked(linked: RwSignal<LinkedIds>, profiles: RwSignal<Profiles>, choosing: Choosing) {
    effect(move || {
        let found = profiles.with(|profiles| {
            let is_read = !profiles.is_busy();
            linked.with(|linked| profiles.with_ids(if is_read { &linked.ids } else { &[] }))
        });
        if !found.is_empty() {
            choosing.add_targets(&found);
            linked.update(|linked| linked.take(&found));
        }
    });
}

fn refresh(profiles: RwSignal<Profiles>, on_list: Callback<ListAction>) -> El {
    let busy = move || profiles.with(Profiles::is_busy);
    el("button")
        .attr("type", "button")
        .class("tool")
        .attr("aria-label", t(|w| w.refresh))
        .attr("title", t(|w| w.refresh))
        .attr_if("aria-disabled", "true", busy)
        .on("click", move |_| on_list.run(ListAction::Refresh))
        .child(icon(Icon::ARROW_SYNC))
}

/// Copies the rows that are chosen, or else the one of a profile.
fn copy_rows(load: LoadPanel, choosing: Choosing, sheet: Spreadsheet) -> Callback<Option<Target>> {
    Callback::new(move |active: Option<Target>| {
        let now_ms = choosing.now.get_untracked().unix_ms;
        let rows = choosing.rows(active.as_ref());
        spawn_local(async move {
            if let Ok(part) = load().await {
                (part.copy_rows)(sheet, &rows, now_ms);
            }
        });
    })
}

/// The menu of columns. What stands in it comes with the panel.
fn columns(
    load: LoadPanel,
    is_loaded: RwSignal<bool>,
    props: PanelProps,
    sheet: Spreadsheet,
) -> El {
    let contents = dynamic(move || {
        let props = props.clone();
        if is_loaded.get() {
            lazily(load, move |part| (part.column_menu)(props.clone(), sheet))
        } else {
            ().into_any()
        }
    });
    let button = el("summary")
        .class("tool")
        .attr("aria-label", t(|w| w.columns))
        .attr("title", t(|w| w.columns))
        .child(icon(Icon::COLUMN_TRIPLE));
    menu::menu("columns", button, el("div").child(contents))
}

/// The table, as soon as there is anything to show.
fn list(
    choosing: Choosing,
    bar: SelectionBar,
    now: RwSignal<Time>,
    (pick, request, copy): (Callback<Target>, Callback<Target>, Callback<Option<Target>>),
) -> El {
    let profiles = bar.profiles;
    let look = choosing.look;
    let is_empty = Memo::new(move |_| look.sorted.with(Vec::is_empty));
    let nothing_shown = Memo::new(move |_| look.shown.with(Vec::is_empty));
    let no_match = move || {
        if nothing_shown.get() {
            El::group([no_match(look)])
        } else {
            ().into_any()
        }
    };
    let contents = dynamic(move || {
        if !is_empty.get() {
            El::views([
                dynamic(no_match),
                table::table(choosing, now, (pick, request, copy)).into_render(),
                selection_bar::selection_bar(choosing, bar.clone()).into_render(),
            ])
        } else if profiles.with(Profiles::is_complete) {
            El::group([el("p").child(t(|w| w.empty))])
        } else if profiles.with(Profiles::is_busy) {
            skeleton()
        } else {
            ().into_any()
        }
    });
    el("div").class("list").child(contents)
}

/// Rows to come.
fn skeleton() -> AnyView {
    const ROWS: usize = 8;
    let row = |_| el("div").class("skeleton");
    El::group([el("div")
        .class("rows")
        .attr("aria-hidden", "true")
        .children((0..ROWS).map(row))])
}

/// How far the reading has come, and how much is shown.
fn status(
    profiles: RwSignal<Profiles>,
    now: RwSignal<Time>,
    look: TableView,
    sheet: Spreadsheet,
) -> El {
    let text = say(move |w, _| {
        let (count, shown) = (look.sorted.with(Vec::len), look.shown.with(Vec::len));
        profiles.with(|profiles| {
            let collections = profiles.collections();
            let until = collections.iter().find_map(|of| match of.pager.progress {
                PageProgress::Waiting(until) => Some(until),
                _ => None,
            });
            if let Some(until) = until {
                return (w.waiting)(now.get().ms_until(until).div_ceil(1_000));
            }
            if profiles.is_busy() {
                return (w.reading)(count);
            }
            let read_at = collections.iter().filter_map(|of| of.read_at).next_back();
            let mut text = if shown == count {
                (w.count)(count)
            } else {
                (w.shown)(shown, count)
            };
            if let Some(at) = read_at {
                text.push_str(" · ");
                text.push_str(&(w.read_at)(&at.local_clock(now.get_untracked())));
            }
            sheet.said.with(|said| {
                if !said.is_empty() {
                    text.push_str(" · ");
                    text.push_str(said);
                }
            });
            text
        })
    });
    el("p")
        .class("hint")
        // The status and the alert are for what becomes of a revocation.
        .attr("aria-live", "polite")
        .attr(
            "title",
            Live::new(move || {
                let read_at = profiles.with(|of| {
                    of.collections()
                        .iter()
                        .filter_map(|of| of.read_at)
                        .next_back()
                });
                read_at.map_or_else(String::new, Time::utc)
            }),
        )
        .child(text)
}

fn no_match(look: TableView) -> El {
    el("p").child(t(|w| w.no_match)).child(" ").child(
        el("button")
            .attr("type", "button")
            .on("click", move |_| {
                look.filter.set(Filter::default());
                look.search.set(String::new());
            })
            .child(t(|w| w.show_all)),
    )
}
