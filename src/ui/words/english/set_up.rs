//! English.

use crate::{config::FieldProblem, ui::words::tables::set_up::SetUpStrings};

pub(crate) static WORDS: SetUpStrings = SetUpStrings {
    heading: "Set up Token Console",
    lead: "This page has no usable configuration yet.",
    config_unavailable: |status| {
        match status {
        Some(status) => format!("config.json could not be read: the web server answered {status}. It must stand beside index.html."),
        None => "config.json could not be read: the web server did not answer. It must stand beside index.html.".to_owned(),
    }
    },
    config_not_json: |line, column| match line {
        0 => "config.json is JSON, but not an object: it must begin with a curly brace.".to_owned(),
        _ => format!("config.json is not JSON: reading stopped at line {line}, column {column}."),
    },
    config_field: |field, problem| {
        let must = match problem {
            FieldProblem::Missing => "is missing.",
            FieldProblem::NotAGuid => {
                "must be a GUID: the Application (client) ID of the app registration."
            }
            FieldProblem::NotATenant => {
                "must be the Directory (tenant) ID or a domain of the tenant. common, organizations and consumers are not tenants."
            }
            FieldProblem::UnknownCloud => "must be global, usGov, usGovDoD or china.",
            FieldProblem::NotAName => "must be a name of at most 60 characters.",
            FieldProblem::UnknownSignIn => "must be redirect or popup.",
            FieldProblem::NotPermissions => {
                "must be a list of permission names of Microsoft Graph, such as DeviceManagementConfiguration.ReadWrite.All."
            }
            FieldProblem::NotASandbox => {
                "must hold two paths on this web server, signIn and graph, each beginning with a slash."
            }
            FieldProblem::NotLoopback => "is for pages on localhost or 127.0.0.1 only. Remove it.",
            FieldProblem::Unknown => "is not a field of this file. Correct its name or remove it.",
        };
        format!("config.json: the field {field} {must}")
    },
    nothing_sent: "Nothing was sent to anyone.",
    register_heading: "1. Register the app in Microsoft Entra",
    register_portal: "Open the portal",
    register_steps: [
        "App registrations, New registration. Accounts in this organizational directory only. Add the platform Single-page application with exactly this redirect URI:",
        "API permissions, Microsoft Graph, Delegated permissions. Add this one and grant admin consent:",
        "The people who sign in need the role Intune Administrator, or an Intune role that may update Android enrollment profiles.",
    ],
    redirect_uri: "Redirect URI",
    permission: "Permission",
    file_heading: "2. Write config.json",
    file_lead: "Enter what the Overview of the app registration shows. It stays on this page.",
    client_id: "Client ID",
    client_id_hint: "Application (client) ID, a GUID",
    tenant_id: "Tenant",
    tenant_id_hint: "Directory (tenant) ID, or a domain such as contoso.onmicrosoft.com",
    wrong_entry: |must| format!("This is not right. It must be: {must}."),
    download_file: "Download config.json",
    file_incomplete: "When both are right, the contents of config.json appear here.",
    file_contents: "Put this beside index.html as config.json, then reload:",
};
