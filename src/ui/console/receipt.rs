//! The receipt of a revocation, and the same call for other tools.

use leptos::prelude::*;

use crate::{
    actions::Receipt,
    config::Config,
    graph,
    guid::Guid,
    profile::{ProfileType, Target},
    text::markdown::cell,
    ui::{
        common::{
            context::File,
            copy_button::copy_button_labelled,
            html::{El, el},
        },
        words::{
            console::{ConsoleStrings, t, words},
            start::CurrentLanguage,
        },
    },
};

/// The buttons that copy or keep a receipt.
pub(super) fn receipt(
    receipt: &Receipt,
    target: &Target,
    config: &Config,
    save: Callback<File>,
) -> El {
    let language = use_context::<CurrentLanguage>()
        .map(|CurrentLanguage(language)| language.get_untracked())
        .unwrap_or_default();
    let w = words(language);
    let json = receipt.json();
    let name = format!("revocation-{}.json", target.profile_id);
    el("section")
        .child(el("h3").child(t(|w| w.receipt)))
        .child(
            el("p")
                .class("row")
                .child(copy_button_labelled(
                    text(receipt, w),
                    t(|w| w.copy_as_text),
                ))
                .child(copy_button_labelled(
                    markdown(receipt, w),
                    t(|w| w.copy_as_markdown),
                ))
                .child(copy_button_labelled(json.clone(), t(|w| w.copy_as_json)))
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("copy")
                        .on("click", move |_| {
                            save.run(File {
                                name: name.clone(),
                                media_type: "application/json",
                                text: json.clone(),
                            });
                        })
                        .child(t(|w| w.download_json)),
                ),
        )
        .child(el("h3").child(t(|w| w.same_call)))
        .child(
            el("p")
                .class("row")
                .child(copy_button_labelled(
                    curl(config, target),
                    t(|w| w.copy_as_curl),
                ))
                .child(copy_button_labelled(
                    power_shell(config, target),
                    t(|w| w.copy_as_power_shell),
                )),
        )
}

fn text(receipt: &Receipt, w: &'static ConsoleStrings) -> String {
    let mut text = String::new();
    for (entry, value) in receipt.entries() {
        text.push_str((w.receipt_entry)(*entry));
        text.push_str(": ");
        text.push_str(&value.replace(char::is_control, " "));
        text.push('\n');
    }
    text
}

fn markdown(receipt: &Receipt, w: &'static ConsoleStrings) -> String {
    let mut text = String::from("| | |\n|---|---|\n");
    for (entry, value) in receipt.entries() {
        text.push_str("| ");
        text.push_str((w.receipt_entry)(*entry));
        text.push_str(" | ");
        text.push_str(&cell(value));
        text.push_str(" |\n");
    }
    text
}

/// The call for curl, with the token left to a variable.
///
/// Over HTTP/1.1 some gateways want the length even of a body that is not there (RFC 9110, section 8.6).
fn curl(config: &Config, target: &Target) -> String {
    let request = graph::revoke_token(config, target, Guid::from_random([0; 16]));
    format!(
        "curl --request {} --header \"Authorization: Bearer $TOKEN\" --header 'Accept: application/json' --header 'Content-Length: 0' '{}'",
        request.method.as_str(),
        request.url.as_str()
    )
}

/// The call for Microsoft Graph PowerShell.
///
/// <https://learn.microsoft.com/powershell/module/microsoft.graph.beta.devicemanagement.enrollment/>
fn power_shell(config: &Config, target: &Target) -> String {
    let kind = match target.profile_type {
        ProfileType::AndroidForWork => "AndroidForWork",
        ProfileType::DeviceOwner => "AndroidDeviceOwner",
    };
    format!(
        "Connect-MgGraph -Environment {} -TenantId {} -Scopes {}\n\
         Revoke-MgBetaDeviceManagement{kind}EnrollmentProfileToken -{kind}EnrollmentProfileId {}",
        config.cloud.power_shell_environment(),
        config.tenant.as_str(),
        config.permissions.join(","),
        target.profile_id
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actions::test_support, config::PageAddress, language::Language, session::Account};

    fn config(cloud: &str) -> Config {
        let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/");
        let text = format!(
            r#"{{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"{cloud}"}}"#
        );
        Config::parse(&text, page).unwrap()
    }

    fn receipt_of(message: &str) -> Receipt {
        let body = serde_json::json!({"error": {"code": "Forbidden", "message": message}});
        let ended =
            test_support::Harness::sent().graph(test_support::answer(403, body.to_string()));
        let account = Account {
            name: "Mira".into(),
            upn: "mira_o@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        };
        Receipt::of(ended.job(), &account, &config("global")).unwrap()
    }

    #[test]
    fn text_has_one_line_for_each_entry_whatever_they_hold() {
        let receipt = receipt_of("no\r\nResult: revoked\u{1b}[2K\u{0}\u{85}\t\"é\"");
        for language in [Language::English, Language::SimplifiedChinese] {
            let text = text(&receipt, words(language));
            assert_eq!(text.lines().count(), receipt.entries().len());
            assert!(!text.replace('\n', "").contains(char::is_control));
        }
        let english = text(&receipt, words(Language::English));
        assert!(
            english.starts_with("Result: refused\nConfirmation: none\n"),
            "{english}"
        );
        assert!(
            english.contains("\nMessage: no  Result: revoked [2K"),
            "{english}"
        );
        assert!(
            english.contains("\nAccount: mira_o@contoso.com\n"),
            "{english}"
        );
    }

    #[test]
    fn markdown_is_a_table_in_which_nothing_is_taken_for_markup() {
        let hostile = "a|b\n|c|\\ *x* _y_ `z` <b> [l](m) &lt; # ~~s~~ $m$";
        let receipt = receipt_of(hostile);
        let markdown = markdown(&receipt, words(Language::English));
        let lines: Vec<_> = markdown.lines().collect();
        assert_eq!(lines.len(), 2 + receipt.entries().len());
        assert_eq!(lines[..3], ["| | |", "|---|---|", "| Result | refused |"]);
        assert!(
            lines.contains(
                &r"| Message | a\|b \|c\|\\ \*x\* \_y\_ \`z\` \<b\> \[l\](m) \&lt; \# \~\~s\~\~ \$m\$ |"
            ),
            "{markdown}"
        );
        assert!(
            lines.contains(&r"| Account | mira\_o@contoso.com |"),
            "{markdown}"
        );
        for line in lines {
            let cells = line.replace(r"\\", "").replace(r"\|", "");
            assert_eq!(cells.matches('|').count(), 3, "{line}");
        }
    }

    #[test]
    fn the_same_call_goes_to_the_cloud_and_the_collection_and_holds_no_token() {
        for (cloud, host, environment) in [
            ("global", "graph.microsoft.com", "Global"),
            ("usGov", "graph.microsoft.us", "USGov"),
            ("usGovDoD", "dod-graph.microsoft.us", "USGovDoD"),
            ("china", "microsoftgraph.chinacloudapi.cn", "China"),
        ] {
            for (profile_type, kind, collection) in [
                (
                    ProfileType::AndroidForWork,
                    "AndroidForWork",
                    "androidForWorkEnrollmentProfiles",
                ),
                (
                    ProfileType::DeviceOwner,
                    "AndroidDeviceOwner",
                    "androidDeviceOwnerEnrollmentProfiles",
                ),
            ] {
                let (config, target) = (config(cloud), test_support::target(profile_type));
                let id = test_support::ID;
                assert_eq!(
                    curl(&config, &target),
                    format!(
                        "curl --request POST --header \"Authorization: Bearer $TOKEN\" --header 'Accept: application/json' --header 'Content-Length: 0' 'https://{host}/beta/deviceManagement/{collection}/{id}/revokeToken'"
                    )
                );
                assert_eq!(
                    power_shell(&config, &target),
                    format!(
                        "Connect-MgGraph -Environment {environment} -TenantId contoso.com -Scopes DeviceManagementConfiguration.ReadWrite.All\nRevoke-MgBetaDeviceManagement{kind}EnrollmentProfileToken -{kind}EnrollmentProfileId {id}"
                    )
                );
            }
        }
    }
}
