//! English.

use crate::{
    cloud::Cloud,
    config::FieldProblem,
    session::SignInCause,
    ui::words::start::{Advice, SetUpWords, SignInHelp, Words},
};

pub(crate) static WORDS: Words = Words {
    product: "Token Console",
    language: "Language",
    starting: "Starting…",
    loading: "Loading…",
    not_loaded: "A part of this page did not load.",

    heading: "Revoke Android enrollment tokens",
    purpose: "Sign in and name an enrollment profile of Intune. Its current token, and every QR code made from it, stops working at once.",
    sign_in: "Sign in",
    try_again: "Try again",
    sign_out: "Sign out",
    signed_in_as: "Signed in as",
    signing_in_here: "Opening the sign-in page…",
    signing_in_elsewhere: "Finish signing in in the other window. If it is closed or hidden, try again.",
    tenant: "Tenant",
    cloud: "Cloud",
    cloud_name: |cloud| match cloud {
        Cloud::Global => "Global",
        Cloud::UsGov => "US Government (GCC High)",
        Cloud::UsGovDoD => "US Government (DoD)",
        Cloud::China => "China (21Vianet)",
    },
    sign_in_failed: "You are not signed in",
    sign_in_advice: |cause| {
        Some(match cause {
            SignInCause::Cancelled => Advice {
                happened: "The sign-in was cancelled.",
                next: "Sign in when you are ready.",
            },
            SignInCause::ConsentMissing => Advice {
                happened: "This app has not been granted its permission in your tenant.",
                next: "Send this admin-consent link to a Global Administrator or Privileged Role Administrator. After they have accepted, sign in again.",
            },
            SignInCause::WrongTenant => Advice {
                happened: "That account does not belong to the tenant of this page.",
                next: "Sign in with a work or school account of the tenant shown below.",
            },
            SignInCause::UnknownApp => Advice {
                happened: "The sign-in host does not know this app or this tenant.",
                next: "Whoever registered the app must compare clientId, tenantId and cloud in config.json with the app registration: step 5 of the registration in the README.",
            },
            SignInCause::PopupBlocked => Advice {
                happened: "The browser blocked the sign-in window.",
                next: "Allow pop-ups for this page, then try again.",
            },
            SignInCause::PopupNotFinished => Advice {
                happened: "The sign-in window gave no answer in time.",
                next: "Close it if it is still open, then try again.",
            },
            SignInCause::InProgress => Advice {
                happened: "Another sign-in of this page is still under way.",
                next: "Finish it or close its window, then try again.",
            },
            SignInCause::Offline => Advice {
                happened: "The sign-in host could not be reached.",
                next: "Check the network, and whether a proxy, an extension or a filter blocks the sign-in host. Then try again.",
            },
            SignInCause::Throttled => Advice {
                happened: "The sign-in host asks to wait: too many requests, or a fault on its side.",
                next: "Wait a minute, then try again.",
            },
            SignInCause::Expired => Advice {
                happened: "Your sign-in has expired, or more proof of who you are is asked for.",
                next: "Sign in again.",
            },
            SignInCause::OtherAccount => Advice {
                happened: "You came back with another account than the one you left with.",
                next: "Look at the account at the top of the page, then start again.",
            },
            SignInCause::Other => Advice {
                happened: "The sign-in failed.",
                next: "Try again. If it fails again, send the code below to whoever runs this page.",
            },
            SignInCause::NotAssigned
            | SignInCause::AppDisabled
            | SignInCause::Password
            | SignInCause::AccountBlocked
            | SignInCause::PolicyRefused
            | SignInCause::DeviceRefused
            | SignInCause::RedirectUri
            | SignInCause::PermissionMissing
            | SignInCause::ServiceMissing
            | SignInCause::OriginRemoved
            | SignInCause::StorageDenied
            | SignInCause::FederationFault
            | SignInCause::StartAgain => return None,
        })
    },
    admin_consent_link: "Admin-consent link",
    unavailable: Advice {
        happened: "Microsoft's sign-in library could not be started.",
        next: "A part of this page did not load, or an extension blocked it. Reload the page. If that does not help, try another browser.",
    },
    nothing_kept: Advice {
        happened: "This browser keeps nothing for this page, so that nobody can sign in here.",
        next: "Let this page keep cookies and site data, then reload. Chrome: Settings, On-device site data. Edge: Settings, Cookies. Firefox: Settings, Cookies and Site Data, or dom.storage.enabled in about:config. Safari: Settings, Advanced, Block all cookies. A policy of your organization, or a full disk, may be the cause too.",
    },
    reload: "Reload",
    privacy: "This page talks to Microsoft's sign-in host and to Microsoft Graph, and to nobody else.",
    version: concat!("Version ", env!("CARGO_PKG_VERSION")),

    code: "Code",
    message: "Message",
    copy: "Copy",
    copy_what: |what| format!("Copy {what}"),
    copied: "Copied",
    copy_failed: "Not copied",
};

pub(crate) static SET_UP: SetUpWords = SetUpWords {
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
    file_incomplete: "When both are right, the contents of config.json appear here.",
    file_contents: "Put this beside index.html as config.json, then reload:",
};

pub(crate) static SIGN_IN_HELP: SignInHelp = SignInHelp {
    advice: |cause| {
        Some(match cause {
            SignInCause::NotAssigned => Advice {
                happened: "You are not assigned to this app.",
                next: "Ask an administrator of your tenant to assign you: Enterprise applications, this app, Users and groups.",
            },
            SignInCause::AppDisabled => Advice {
                happened: "This app is switched off in your tenant.",
                next: "Ask an administrator of your tenant to switch it on: Enterprise applications, this app, Properties, Enabled for users to sign in.",
            },
            SignInCause::Password => Advice {
                happened: "The password is wrong, has expired, or has to be changed.",
                next: "Sign in again and do what the sign-in page asks for. If that is not possible, ask your help desk for a new password.",
            },
            SignInCause::AccountBlocked => Advice {
                happened: "Your account is locked or disabled, or may not sign in at this time.",
                next: "Ask an administrator of your tenant who manages accounts. A lock after wrong passwords ends by itself.",
            },
            SignInCause::PolicyRefused => Advice {
                happened: "A policy of your organization refuses this device, this app or the place you sign in from.",
                next: "Signing in again does not help. Send the code and message below to the administrator who manages Conditional Access in your tenant.",
            },
            SignInCause::DeviceRefused => Advice {
                happened: "A policy of your organization wants a device that it manages, and does not see one here.",
                next: "Use a managed device, and on it a browser that shows it: Edge signed in with your work account, or Chrome with Microsoft Single Sign On. If it is one, send the code and message below to the administrator who manages Conditional Access in your tenant.",
            },
            SignInCause::RedirectUri => Advice {
                happened: "The app registration does not have this page as a single-page application.",
                next: "Whoever registered the app must enter the redirect URI of this page, letter by letter, under the platform Single-page application and not Web: step 3 of the registration in the README.",
            },
            SignInCause::PermissionMissing => Advice {
                happened: "The app registration does not list the permission that this page asks for.",
                next: "Whoever registered the app must add it under API permissions, Microsoft Graph, Delegated permissions, and have it granted: step 4 of the registration in the README.",
            },
            SignInCause::ServiceMissing => Advice {
                happened: "Your tenant does not have the service that this page asks for a permission of.",
                next: "Whoever registered the app must look at step 4 of the registration in the README: the permission is one of Microsoft Graph, cloud in config.json is the cloud of the tenant, and the tenant has an Intune licence.",
            },
            SignInCause::OriginRemoved => Advice {
                happened: "Something between this page and the sign-in host takes the Origin header away.",
                next: "Whoever manages the proxy or the extension that does so must leave requests to the sign-in host as they are. Try another network, or a browser without extensions.",
            },
            SignInCause::StorageDenied => Advice {
                happened: "The browser does not keep what a sign-in needs.",
                next: "Allow cookies and site data for this page, or make room for them, then try again.",
            },
            SignInCause::FederationFault => Advice {
                happened: "The sign-in system of your organization, which Microsoft's sign-in host asks, gave no good answer.",
                next: "Try again. If it fails again, send the code and message below to whoever manages sign-in in your organization.",
            },
            SignInCause::StartAgain => Advice {
                happened: "The sign-in page was out of date, or was left on the way.",
                next: "Start again from here. If it fails again, close every other tab with a sign-in page first.",
            },
            _ => return None,
        })
    },
};
