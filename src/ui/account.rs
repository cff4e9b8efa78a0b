//! What the banner has of whoever is signed in: whose tenant it is, and the person with all that is theirs.

use leptos::prelude::*;

use super::{
    common::{
        about::{document, version},
        details::id_row,
        html::{El, el},
        menu,
    },
    words::{
        console::t as told,
        start::{say, t},
    },
};
use crate::{config::Config, session::Account};

/// Whose tokens these are.
pub(super) fn tenant(config: &Config, account: &Account) -> AnyView {
    let cloud = config.cloud;
    El::group([el("p")
        .class("tenant")
        .child(el("bdi").child(config.tenant_label(Some(account)).to_owned()))
        .child(" ")
        .child(
            el("span")
                .class("badge")
                .child(say(move |w| (w.cloud_name)(cloud))),
        )])
}

pub(super) fn leave(sign_out: Callback<()>) -> El {
    el("button")
        .attr("type", "button")
        .class("sign-out")
        .on("click", move |_| sign_out.run(()))
        .text(|w| w.sign_out)
}

/// Who is signed in, and what a person can do about that.
pub(super) fn menu(
    config: &Config,
    account: Account,
    sign_in: Callback<()>,
    sign_out: Callback<()>,
) -> El {
    let initials = initials(&account.name, &account.upn);
    let button = el("summary")
        .attr("aria-label", {
            // What is seen is part of the name, for whoever speaks it.
            let (initials, upn) = (initials.clone(), account.upn.clone());
            say(move |w| format!("{initials}, {}: {upn}", w.account))
        })
        .attr("title", account.upn.clone())
        .child(el("span").attr("aria-hidden", "true").child(initials));
    let contents = el("div")
        .child(el("p").child(el("strong").child(account.name)))
        .child(
            el("dl")
                .children(id_row(t(|w| w.account_id), account.upn))
                .children(id_row(t(|w| w.tenant_id), account.tenant_id)),
        )
        .child(
            el("p")
                .class("row")
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| sign_in.run(()))
                        .text(|w| w.switch_account),
                )
                .child(leave(sign_out)),
        )
        // In a tab of its own, which has no part in this one's session.
        .children(config.page.tenant.is_some().then(|| {
            el("p").child(
                el("a")
                    .attr("href", config.page.folder.clone())
                    .attr("target", "_blank")
                    .attr("rel", "noopener noreferrer")
                    .text(|w| w.another_tenant),
            )
        }))
        .child(about());
    menu::menu("account", button, contents)
}

/// Which build of the page this is, by which terms it may be used, and where it is told what it does.
pub(super) fn about() -> El {
    const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
    // Whoever builds a release may say of what.
    let commit = option_env!("TOKEN_CONSOLE_COMMIT").map(|commit| {
        el("span")
            .child(" · ")
            .child(el("code").child(commit.to_owned()))
    });
    let source = (!REPOSITORY.is_empty()).then(|| document(REPOSITORY).text(|w| w.source_code));
    el("p")
        .class("hint")
        .children(version())
        .children(commit)
        .child(" · ")
        .child(env!("CARGO_PKG_LICENSE"))
        .child(" · ")
        .child(document("changelog.txt").child(told(|w| w.whats_new)))
        .child(" · ")
        .child(document("readme.txt").child(told(|w| w.read_me)))
        .child(" ")
        .children(source)
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str, upn: &str) -> String {
    let mut words = name.split(' ').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or(upn);
    let letters = [Some(first), words.next_back()].into_iter().flatten();
    letters.filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_changelog() {
        let html = about().into_render().to_html();
        assert!(
            html.contains(concat!("Version ", env!("CARGO_PKG_VERSION"))),
            "{html}"
        );
        assert!(html.contains("MIT OR Apache-2.0"), "{html}");
        let links: Vec<_> = html.split("<a href=\"").skip(1).collect();
        assert_eq!(links.len(), 3, "{html}");
        for (link, file) in
            links
                .iter()
                .zip(["third-party-notices.txt", "changelog.txt", "readme.txt"])
        {
            assert!(link.starts_with(file), "{link}");
            assert!(link.contains("rel=\"noreferrer\""), "{link}");
        }
        let changelog = include_str!("../../CHANGELOG.md");
        let released = changelog.lines().find_map(|line| line.strip_prefix("## 0"));
        let version = released
            .and_then(|rest| rest.split(' ').next())
            .unwrap_or_default();
        assert_eq!(format!("0{version}"), env!("CARGO_PKG_VERSION"));
    }
}
