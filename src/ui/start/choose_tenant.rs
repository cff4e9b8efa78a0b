//! The screen of a page of several tenants, of which none is chosen yet.

use leptos::prelude::*;

use crate::{
    config::{Config, HeaderColor},
    tenants::Tenants,
    ui::{
        common::html::{El, el},
        words::{
            set_up::{say as say_own, t as own},
            start::say,
        },
    },
};

/// A link for each tenant, to this same address with the tenant in it. `query` is what else the address says.
pub(super) fn choose_tenant(tenants: &Tenants, unknown: Option<String>, query: &str) -> AnyView {
    let choice = |of: &Config| {
        let cloud = of.cloud;
        el("li").child(
            el("a")
                .attr("href", of.page.link(query))
                .attr("data-color", of.color.map_or("", HeaderColor::name))
                .child(el("bdi").child(of.tenant_label(None).to_owned()))
                .child(
                    el("span")
                        .child(of.tenant.as_str().to_owned())
                        .child(" · ")
                        .child(say(move |w| (w.cloud_name)(cloud))),
                ),
        )
    };
    El::group([
        el("h1").text(|w| w.heading),
        el("div")
            .attr("role", "alert")
            .children(unknown.map(|name| {
                // However long it is: it is whatever somebody wrote into a link.
                let name: String = name.chars().take(100).collect();
                el("p")
                    .class("notice error")
                    .child(say_own(move |w| (w.unknown_tenant)(&name)))
            })),
        el("h2").child(own(|w| w.choose_tenant)),
        el("p").child(own(|w| w.choose_tenant_lead)),
        el("ul")
            .class("choices")
            .children(tenants.all().iter().map(choice)),
    ])
}
