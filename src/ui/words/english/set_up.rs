//! English.

use crate::{
    config::FieldProblem,
    set_up::{Check, EntryProblem, Problem, Verdict},
    ui::words::tables::set_up::SetUpStrings,
};

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
            FieldProblem::UnknownColor => "must be blue, green, orange, purple or red.",
            FieldProblem::NotTenants => {
                "must be a list of 1 to 500 tenants, each an object with name, clientId, tenantId and cloud."
            }
            FieldProblem::NameTaken => {
                "is the name of a tenant before it: each needs a name of its own."
            }
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
    again: "This page is configured. Here you can look at its set-up again, test it, and write its file anew.",
    of_a_list: "Its config.json holds a list of tenants: what is written here are the fields of one of them.",
    to_the_page: "Back to the page",
    cloud_heading: "1. Choose the cloud",
    cloud_hint: "The Microsoft cloud that your Intune is in. GCC is part of Global.",
    register_heading: "2. Register the app in Microsoft Entra",
    register_portal: "Open the portal",
    register_steps: [
        "App registrations, New registration. Accounts in this organizational directory only. Add the platform Single-page application with exactly this redirect URI:",
        "API permissions, Microsoft Graph, Delegated permissions. Add this one and grant admin consent:",
        "The people who sign in need the role Intune Administrator, or an Intune role that may update Android enrollment profiles.",
    ],
    redirect_uri: "Redirect URI",
    permission: "Permission",
    scripts_lead: "Or let one of these scripts do the same. It prints both IDs that are asked for next.",
    script_azure_cli: "Script for the Azure CLI",
    script_graph_power_shell: "Script for Microsoft Graph PowerShell",
    ids_heading: "3. Enter the IDs",
    ids_lead: "They are in the Overview of the app registration. They are no secrets, and stay on this page.",
    client_id: "Client ID",
    client_id_hint: "Application (client) ID, a GUID",
    tenant_id: "Tenant",
    tenant_id_hint: "Directory (tenant) ID, or a domain such as contoso.onmicrosoft.com",
    entry_problem: |problem| {
        match problem {
        EntryProblem::Character(wrong) => format!("“{wrong}” is no character of a GUID, which has 0 to 9, a to f and hyphens."),
        EntryProblem::Length(length) => format!("A GUID has 36 characters; here are {length}."),
        EntryProblem::Groups => "A GUID has groups of 8, 4, 4, 4 and 12 characters.".to_owned(),
        EntryProblem::Link => "This is an address. Enter the ID alone.".to_owned(),
        EntryProblem::Secret => "This looks like a client secret. The page needs none: clear the field, and delete that secret in Entra if it was pasted anywhere else.".to_owned(),
        EntryProblem::NoTenant => "This stands for every tenant. Enter the ID or a domain of yours.".to_owned(),
        EntryProblem::NoDot => "A domain has a dot in it, such as contoso.onmicrosoft.com.".to_owned(),
        EntryProblem::UserName => "This is a user name or an address. Enter only what stands behind the @.".to_owned(),
        EntryProblem::Domain => "This is no domain: letters, digits and hyphens, with dots between.".to_owned(),
        EntryProblem::SameAsClient => "This is the client ID once more. The Directory (tenant) ID stands below it.".to_owned(),
    }
    },
    file_heading: "4. Write config.json",
    file_incomplete: "When both IDs are right, the contents of config.json appear here.",
    file_contents: "Put this beside index.html as config.json:",
    download_file: "Download config.json",
    test_heading: "5. Test",
    test_lead: |host, sign_in_host| {
        format!(
            "Test asks {host} for files of this page, and {sign_in_host} for what it tells anybody about the tenant. The client ID is sent to nobody. Nothing is sent before you press Test."
        )
    },
    test: "Test",
    check: |check| match check {
        Check::Tenant => "The tenant is known to its sign-in host.",
        Check::ConfigFile => "config.json is in place.",
        Check::Redirect => "redirect.html takes the answer of the sign-in host.",
        Check::Page => "index.html comes with the headers it needs.",
        Check::Code => "The WebAssembly comes with its type, and may be kept.",
        Check::MissingFile => "A file that is not there is said not to be there.",
    },
    verdict: |verdict| match verdict {
        Verdict::Good => "Good.",
        Verdict::Advice => "Could be better.",
        Verdict::Wrong => "Not yet.",
    },
    verdict_of_all: |verdict| match verdict {
        Verdict::Good => "All of this is as it should be.",
        Verdict::Advice => "This works. What could be better is said below.",
        Verdict::Wrong => "Something is not right yet: see below.",
    },
    problem: |check, problem| {
        match problem {
        Problem::NoAnswer => match check {
            Check::Tenant => "The sign-in host did not answer: no network, or something in between does not let it through.".to_owned(),
            _ => "The web server did not answer.".to_owned(),
        },
        Problem::Status(status) => format!("The answer was {status}."),
        Problem::Type(found) => format!("Its Content-Type is “{found}”: the web server does not know this kind of file. The host files of the release say it."),
        Problem::OtherFile => "Something else stands in its place.".to_owned(),
        Problem::QueryLost => "The web server leads to another address and drops what stands behind the question mark: sign-out and admin consent will get no answer. Switch off what it calls clean URLs.".to_owned(),
        Problem::NoPolicy => "No header Content-Security-Policy with frame-ancestors: another site could show this page within its own.".to_owned(),
        Problem::OpenerPolicy => "It has a header Cross-Origin-Opener-Policy: a sign-in in a second window will never answer. Set it for index.html only.".to_owned(),
        Problem::Kept(said) if said.is_empty() => "No header Cache-Control: browsers may keep it for as long as they like, and miss the next version.".to_owned(),
        Problem::Kept(said) => format!("Cache-Control is “{said}”: browsers may keep it too long."),
        Problem::NotKept => "Cache-Control does not say immutable: what never changes is asked for again at each start.".to_owned(),
        Problem::NotCompressed => "It is not compressed: a first visit loads three times as much.".to_owned(),
        Problem::MissingIsThere => "The web server answers with a page instead of 404. After an update browsers may keep that page in the place of a file for a year. Add the 404.html of the release, or switch off the fallback for single-page applications.".to_owned(),
        Problem::NoSuchTenant => "It knows no such tenant: compare ID or domain, and the cloud.".to_owned(),
        Problem::OtherCloud(graph) => format!("This tenant is in the cloud of {graph}: choose that one in step 1."),
        Problem::UnusableFile => "What stands there is not usable: put the file of step 4 in its place.".to_owned(),
        Problem::OtherEntries => "What stands there has other entries than those above.".to_owned(),
    }
    },
    sign_in_lead: "Whether the app, its consent, your role and the licence are right is known only after a sign-in:",
    sign_in_test: "Sign in and finish the test",
    choose_tenant: "Choose a tenant",
    choose_tenant_lead: "This page serves several tenants. Whoever signs in to one of them does so in this tab only.",
    unknown_tenant: |name| {
        format!(
            "The link names the tenant “{name}”, which is none of this page. Nothing was sent to anyone."
        )
    },
};
