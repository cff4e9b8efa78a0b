//! What is shown while no tenant is chosen, with what reads a list of them: a part of the page of its own.

use leptos::{prelude::*, task::spawn_local};

use super::signed_in::Start;
use crate::{
    browser::{location, probe, style},
    tenants::{NoTenant, Tenants, Unchosen},
    ui::{SET_UP_STYLE, SetUpContext, set_up, starting},
};

pub(super) fn begin(why: NoTenant) -> AnyView {
    let page = location::page_address();
    let why = match why {
        NoTenant::Unusable(error) => Unchosen::Unusable(error),
        NoTenant::Unread(text) => {
            let read = Tenants::parse(&text, &page);
            let asked = location::asks_for_set_up();
            match Tenants::asked_for(read, asked, location::tenant()) {
                Ok(chosen) => {
                    // Not by `expect_context`, whose panic would come with the main file.
                    if let Some(start) = use_context::<Start>() {
                        spawn_local(start.sign_in.begin(chosen, start.config, start.returned));
                    }
                    return starting();
                }
                Err(why) => why,
            }
        }
    };
    style::adopt(SET_UP_STYLE);
    set_up(SetUpContext {
        why,
        page,
        named: location::tenant(),
        query: location::without_tenant(),
        code: probe::code(),
        ask: |url| Box::pin(probe::ask(url)),
    })
}
