//! The receipt of a revocation, and the same call for other tools.

use leptos::prelude::*;

use super::table_view::LIST;
use crate::{
    APP_VERSION,
    actions::{Receipt, ReceiptField, TokenAction},
    activity::AuditQuestion,
    config::Config,
    devices::DevicesSection,
    errand::Errand,
    graph::{Cause, EnrollmentMode, NoAnswer},
    guid::Guid,
    incident::{FolderContent, FolderFile, IncidentFolder, IncidentSubject, device_files},
    profile::{ProfileType, Target},
    text::markdown::cell,
    time::unix_ms,
    ui::{
        common::{
            audit::{AuditSection, audit_log, audit_section_of, with_findings},
            context::{File, Output, ScreenContext},
            copy_button::copy_button_labelled,
            devices::{section_of, sections_of},
            html::{El, dynamic, el},
            incident::IncidentOffer,
            moment::local_time,
        },
        words::{
            console::{ConsoleStrings, t, words},
            new_token::{self, NewTokenStrings},
            start::CurrentLanguage,
        },
    },
};

/// The buttons that copy, keep, print or share a receipt.
pub(super) fn receipt(
    receipt: &Receipt,
    target: &Target,
    action: TokenAction,
    around: &ScreenContext,
) -> El {
    let language = use_context::<CurrentLanguage>()
        .map(|CurrentLanguage(language)| language.get())
        .unwrap_or_default();
    let w = words(language);
    let (config, save) = (&around.config, around.save);
    let what = if receipt.is_of_new_token() {
        "new-token"
    } else {
        "revocation"
    };
    let name = format!("{what}-{}.json", target.profile_id);
    let new = new_token::words(language);
    let output = use_context::<Output>();
    let button = || el("button").attr("type", "button").class("copy");
    let question = AuditQuestion::of(receipt);
    let errand = question.clone().map(Errand::Audit);
    let documents = {
        let errand = errand.clone();
        let (receipt, target) = (receipt.clone(), target.clone());
        // What is found of the profile's devices goes along, and what Intune's audit log says.
        move || {
            let audit = errand.as_ref().and_then(audit_section_of);
            let devices = section_of(&target);
            Documents::of(&receipt, (w, new), devices.as_deref(), audit.as_deref())
        }
    };
    let folder = {
        let errand = errand.clone();
        let (receipt, target, around) = (receipt.clone(), target.clone(), around.clone());
        let documents = documents.clone();
        move || {
            let audit = errand.as_ref().and_then(audit_section_of);
            let audit = audit.map(|audit| audit.file());
            Some(folder_of(&receipt, &target, (&documents(), audit), &around))
        }
    };
    let buttons = dynamic(move || {
        let Documents {
            plain,
            markdown,
            json,
        } = documents();
        let name = name.clone();
        let print = output.map(|Output { print, .. }| {
            button()
                .on("click", move |_| print.run(()))
                .child(t(|w| w.print))
        });
        let share = output.and_then(|output| output.share).map(|share| {
            let plain = plain.clone();
            button()
                .on("click", move |_| share.run(plain.clone()))
                .child(t(|w| w.share))
        });
        let buttons = [
            copy_button_labelled(plain, t(|w| w.copy_as_text)),
            copy_button_labelled(markdown, t(|w| w.copy_as_markdown)),
            copy_button_labelled(json.clone(), t(|w| w.copy_as_json)),
            button()
                .on("click", move |_| {
                    save.run(File {
                        name: name.clone(),
                        media_type: "application/json",
                        text: json.clone(),
                    });
                })
                .child(t(|w| w.download_json)),
        ];
        El::many(buttons.into_iter().chain(print).chain(share).collect())
    });
    // Before it has ended there is more to come.
    let audit = question
        .zip(errand)
        .filter(|_| receipt.is_over())
        .and_then(|(question, errand)| audit_log(vec![question], errand, around));
    let offer = IncidentOffer::here(LIST);
    el("section")
        .child(el("h3").child(t(|w| w.receipt)))
        .child(el("p").class("row").child(buttons))
        .children(audit)
        .children(offer.map(|offer| el("p").child(offer.button().class("copy"))))
        .children(offer.map(|offer| offer.view(folder)))
        .child(el("h3").child(t(|w| w.same_call)))
        .child(
            el("p")
                .class("row")
                .child(copy_button_labelled(
                    curl(config, target, action),
                    t(|w| w.copy_as_curl),
                ))
                .child(copy_button_labelled(
                    power_shell(config, target, action),
                    t(|w| w.copy_as_power_shell),
                )),
        )
}

/// What of a receipt is copied, kept and shared.
struct Documents {
    plain: String,
    markdown: String,
    json: String,
}

impl Documents {
    fn of(
        receipt: &Receipt,
        (w, new): (&'static ConsoleStrings, &'static NewTokenStrings),
        devices: Option<&DevicesSection>,
        audit: Option<&AuditSection>,
    ) -> Self {
        let mut documents = Self {
            plain: text(receipt, w, new),
            markdown: markdown(receipt, w, new),
            json: with_findings(receipt.json(), devices, audit),
        };
        if let Some(devices) = devices {
            documents.plain.push('\n');
            documents.plain.push_str(&devices.text);
            documents.markdown.push('\n');
            documents.markdown.push_str(&devices.markdown);
        }
        if let Some(audit) = audit {
            documents.plain.push('\n');
            documents.plain.push_str(&audit.text);
            documents.markdown.push('\n');
            documents.markdown.push_str(&audit.markdown);
        }
        documents
    }
}

/// Everything that is known of one revocation, or of one new token.
fn folder_of(
    receipt: &Receipt,
    target: &Target,
    (documents, audit): (&Documents, Option<FolderFile>),
    around: &ScreenContext,
) -> IncidentFolder {
    let reports = [
        ("report.md", documents.markdown.clone()),
        ("report.csv", receipt.csv()),
        ("report.json", documents.json.clone()),
    ];
    let reports = reports.map(|(name, text)| FolderFile {
        name: name.to_owned(),
        content: FolderContent::Report,
        text,
    });
    let devices = device_files(&sections_of(|of| of == target));
    IncidentFolder {
        subject: IncidentSubject::Profile(target.clone()),
        account: around.account.clone(),
        cloud: around.config.cloud,
        files: reports.into_iter().chain(devices).chain(audit).collect(),
        profiles: 1,
    }
}

/// What a receipt says, for people: words in place of keys, and the time of their own clock beside that of the world.
fn rows(
    receipt: &Receipt,
    w: &'static ConsoleStrings,
    new: &'static NewTokenStrings,
) -> Vec<(&'static str, String)> {
    let is_new_token = receipt.is_of_new_token();
    let word = |value: &str| {
        let said = if is_new_token {
            (new.receipt_word)(value)
        } else {
            ""
        };
        match said {
            "" => (w.receipt_word)(value).to_owned(),
            said => said.to_owned(),
        }
    };
    let mut rows = Vec::new();
    for (entry, value) in receipt.entries() {
        let said = match entry {
            // They are in the title, with the result, and beside the time of the world.
            ReceiptField::AppVersion | ReceiptField::Confirmation | ReceiptField::SentAtLocal => {
                continue;
            }
            // What is not a new token is a revocation, as the title says.
            ReceiptField::Action if !is_new_token => continue,
            ReceiptField::Action | ReceiptField::Step => (new.receipt_word)(value).to_owned(),
            ReceiptField::Validity => (new.length)(value.parse().unwrap_or_default()),
            ReceiptField::Result => {
                let known = receipt.get(ReceiptField::Confirmation).unwrap_or_default();
                word(value) + (w.receipt_word)(known)
            }
            ReceiptField::ProfileType => ProfileType::from_key(value)
                .map_or_else(String::new, |of| (w.profile_type_name)(of).to_owned()),
            ReceiptField::EnrollmentMode => {
                (w.mode_name)(&EnrollmentMode::named(value.clone())).to_owned()
            }
            ReceiptField::Cause => {
                let cause = Cause::from_key(value).map(|of| (w.refused_advice)(&of));
                let advice =
                    cause.or_else(|| NoAnswer::from_key(value).map(|of| (w.unanswered_advice)(of)));
                advice.map_or_else(String::new, |advice| advice.happened.to_owned())
            }
            ReceiptField::SettledAt
            | ReceiptField::SentAt
            | ReceiptField::TokenCreated
            | ReceiptField::TokenExpiresBefore
            | ReceiptField::TokenExpiresAfter
            | ReceiptField::TokenCreatedAfter => match unix_ms(value) {
                Some(ms) => local_time(ms).on_both_clocks(),
                None => word(value),
            },
            _ => value.clone(),
        };
        rows.push(((w.receipt_entry)(*entry), said));
    }
    rows
}

fn title(
    receipt: &Receipt,
    w: &'static ConsoleStrings,
    new: &'static NewTokenStrings,
) -> &'static str {
    if receipt.is_of_new_token() {
        new.receipt_title
    } else {
        w.receipt_title
    }
}

fn text(receipt: &Receipt, w: &'static ConsoleStrings, new: &'static NewTokenStrings) -> String {
    let mut text = String::from(title(receipt, w, new));
    text.push_str(" · Token Console ");
    text.push_str(APP_VERSION);
    text.push_str("\n\n");
    for (name, value) in rows(receipt, w, new) {
        text.push_str(name);
        text.push_str(": ");
        text.push_str(&value.replace(char::is_control, " "));
        text.push('\n');
    }
    text
}

/// A table, whose head is what it is.
fn markdown(
    receipt: &Receipt,
    w: &'static ConsoleStrings,
    new: &'static NewTokenStrings,
) -> String {
    let mut text = String::from("| ");
    text.push_str(title(receipt, w, new));
    text.push_str(" | Token Console ");
    text.push_str(APP_VERSION);
    text.push_str(" |\n|---|---|\n");
    for (name, value) in rows(receipt, w, new) {
        text.push_str("| ");
        text.push_str(name);
        text.push_str(" | ");
        text.push_str(&cell(&value));
        text.push_str(" |\n");
    }
    text
}

/// The call for curl, with the token left to a variable.
///
/// Over HTTP/1.1 some gateways want the length even of a body that is not there (RFC 9110, section 8.6).
fn curl(config: &Config, target: &Target, action: TokenAction) -> String {
    let request = action.request(config, target, Guid::from_random([0; 16]));
    let body = match &request.body {
        Some(body) => format!("--header 'Content-Type: application/json' --data '{body}'"),
        None => "--header 'Content-Length: 0'".to_owned(),
    };
    format!(
        "curl --request {} --header \"Authorization: Bearer $TOKEN\" --header 'Accept: application/json' {body} '{}'",
        request.method.as_str(),
        request.url.as_str()
    )
}

/// The call for Microsoft Graph PowerShell.
///
/// <https://learn.microsoft.com/powershell/module/microsoft.graph.beta.devicemanagement.enrollment/>
fn power_shell(config: &Config, target: &Target, action: TokenAction) -> String {
    let kind = match target.profile_type {
        ProfileType::AndroidForWork => "AndroidForWork",
        ProfileType::DeviceOwner => "AndroidDeviceOwner",
    };
    let (verb, validity) = match action {
        TokenAction::Revoke(_) => ("Revoke", String::new()),
        TokenAction::Create { validity, .. } => (
            "New",
            format!(" -TokenValidityInSeconds {}", validity.seconds()),
        ),
    };
    format!(
        "Connect-MgGraph -Environment {} -TenantId {} -Scopes {}\n\
         {verb}-MgBetaDeviceManagement{kind}EnrollmentProfileToken -{kind}EnrollmentProfileId {}{validity}",
        config.cloud.power_shell_environment(),
        config.tenant.as_str(),
        config.permissions.join(","),
        target.profile_id
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actions::{
            Then,
            test_support::{self, START},
        },
        config::PageAddress,
        language::Language,
        session::Account,
        ui::common::moment::set_local_clock,
    };

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
        Receipt::of(ended.job(), &account(), &config("global")).unwrap()
    }

    fn account() -> Account {
        Account {
            name: "Mira".into(),
            upn: "mira_o@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        }
    }

    /// Entries of their own in JSON, and beside others for people.
    const BESIDE: usize = 3;

    #[test]
    fn text_has_one_line_for_each_entry_whatever_they_hold() {
        let receipt = receipt_of("no\r\nResult: revoked\u{1b}[2K\u{0}\u{85}\t\"é\"");
        set_local_clock(|unix_ms| START.at(unix_ms));
        for language in [Language::English, Language::SimplifiedChinese] {
            let text = text(&receipt, words(language), new_token::words(language));
            assert_eq!(text.lines().count(), 2 + receipt.entries().len() - BESIDE);
            assert!(!text.replace('\n', "").contains(char::is_control));
        }
        let english = text(
            &receipt,
            words(Language::English),
            new_token::words(Language::English),
        );
        let title = format!("Token revocation receipt · Token Console {APP_VERSION}\n\n");
        assert!(
            english.starts_with(&format!("{title}Result: refused, not revoked\n")),
            "{english}"
        );
        for line in [
            "Message: no  Result: revoked [2K",
            "Account: mira_o@contoso.com\n",
            "Profile type: Device owner\n",
            "Enrollment mode: Dedicated\n",
            "Kind: Intune refused, and does not say why.\n",
            "Sent at: 2026-11-23 15:32:20 +01:00 · 2026-11-23 14:32:20 UTC\n",
        ] {
            assert!(
                english.contains(&format!("\n{line}")),
                "{line} in {english}"
            );
        }
    }

    #[test]
    fn the_devices_of_the_profile_and_the_audit_log_stand_below_and_within() {
        let receipt = receipt_of("no");
        let devices = DevicesSection {
            target: test_support::target(ProfileType::DeviceOwner),
            text: "Who enrolled\nResult: none\n".into(),
            markdown: "## Who enrolled\n".into(),
            json: r#"{"version": "1", "devices": []}"#.into(),
            csv: String::new(),
        };
        let audit = AuditSection {
            of: Errand::Audit(AuditQuestion::of(&receipt).unwrap()),
            text: "Log\n".into(),
            markdown: "## Log\n".into(),
            json: r#"{"version": "1", "events": []}"#.into(),
        };
        let w = (
            words(Language::English),
            new_token::words(Language::English),
        );
        let with = Documents::of(&receipt, w, Some(&devices), Some(&audit));
        let without = Documents::of(&receipt, w, None, None);
        assert_eq!(
            with.plain,
            without.plain + "\n" + &devices.text + "\n" + &audit.text
        );
        assert_eq!(
            with.markdown,
            without.markdown + "\n" + &devices.markdown + "\n" + &audit.markdown
        );
        let mut json: serde_json::Value = serde_json::from_str(&with.json).unwrap();
        let within = json.as_object_mut().unwrap().remove("devices").unwrap();
        assert_eq!(within, serde_json::json!({"version": "1", "devices": []}));
        let within = json.as_object_mut().unwrap().remove("auditLog").unwrap();
        assert_eq!(within, serde_json::json!({"version": "1", "events": []}));
        assert_eq!(
            json,
            serde_json::from_str::<serde_json::Value>(&without.json).unwrap()
        );
        // It can be read as a receipt all the same.
        assert_eq!(Receipt::parse(&with.json), Receipt::parse(&without.json));
    }

    #[test]
    fn a_receipt_says_in_words_how_it_ended_whatever_that_is() {
        for (name, ended) in test_support::endings()
            .into_iter()
            .chain(test_support::endings_of_new_token())
        {
            let receipt = Receipt::of(ended.job(), &account(), &config("global")).unwrap();
            for language in [Language::English, Language::SimplifiedChinese] {
                for (entry, said) in rows(&receipt, words(language), new_token::words(language)) {
                    assert!(!said.is_empty(), "{name}: {entry}");
                    let is_key = ["readBack", "cannotTell", "androidForWork", "deviceOwner"]
                        .iter()
                        .any(|key| said == **key);
                    assert!(!is_key, "{name}: {entry}: {said}");
                }
            }
        }
        let confirmed = &test_support::endings()[0].1;
        let receipt = Receipt::of(confirmed.job(), &account(), &config("global")).unwrap();
        let said = rows(
            &receipt,
            words(Language::English),
            new_token::words(Language::English),
        );
        assert_eq!(
            said[0],
            (
                "Result",
                "revoked, confirmed by reading the profile back".to_owned()
            )
        );
    }

    #[test]
    fn markdown_is_a_table_in_which_nothing_is_taken_for_markup() {
        let hostile = "a|b\n|c|\\ *x* _y_ `z` <b> [l](m) &lt; # ~~s~~ $m$";
        let receipt = receipt_of(hostile);
        let markdown = markdown(
            &receipt,
            words(Language::English),
            new_token::words(Language::English),
        );
        let lines: Vec<_> = markdown.lines().collect();
        assert_eq!(lines.len(), 2 + receipt.entries().len() - BESIDE);
        let head = format!("| Token revocation receipt | Token Console {APP_VERSION} |");
        assert_eq!(
            lines[..3],
            [&head, "|---|---|", "| Result | refused, not revoked |"]
        );
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
                    curl(&config, &target, TokenAction::Revoke(Then::Nothing)),
                    format!(
                        "curl --request POST --header \"Authorization: Bearer $TOKEN\" --header 'Accept: application/json' --header 'Content-Length: 0' 'https://{host}/beta/deviceManagement/{collection}/{id}/revokeToken'"
                    )
                );
                assert_eq!(
                    power_shell(&config, &target, TokenAction::Revoke(Then::Nothing)),
                    format!(
                        "Connect-MgGraph -Environment {environment} -TenantId contoso.com -Scopes DeviceManagementConfiguration.ReadWrite.All\nRevoke-MgBetaDeviceManagement{kind}EnrollmentProfileToken -{kind}EnrollmentProfileId {id}"
                    )
                );
            }
        }
    }
}
