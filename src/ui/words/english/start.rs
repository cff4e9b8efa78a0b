//! English.

use super::static_page;
use crate::{
    cloud::Cloud,
    session::SignInCause,
    theme::Theme,
    ui::words::tables::start::{Advice, StartStrings},
};

pub(crate) static WORDS: StartStrings = StartStrings {
    product: "Token Console",
    language: "Language",
    starting: static_page::WORDS.starting,
    loading: "Loading…",
    not_loaded: "A part of this page did not load.",

    heading: static_page::WORDS.heading,
    purposes: [
        "Finds an enrollment profile of Intune by its name, its ID, its QR code or its token.",
        "Revokes its current token, and every QR code made from it, at once: one, or a thousand in one run.",
        "Confirms it by reading the profile back. Nothing is sent before you confirm.",
    ],
    another_tenant: "Another tenant",
    link_names_profile: "This link is about a profile. Sign in to see it.",
    sign_in: "Sign in",
    with_microsoft: " with Microsoft",
    try_again: "Try again",
    sign_out: "Sign out",
    account: "Account",
    account_id: "User name",
    tenant_id: "Tenant ID",
    switch_account: "Switch account",
    theme: "Theme",
    theme_name: |theme| match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
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
    reload: static_page::WORDS.reload,
    privacy: "This page talks to Microsoft's sign-in host and to Microsoft Graph, and to nobody else.",
    version: concat!("Version ", env!("CARGO_PKG_VERSION")),
    source_code: "Source code",
    licences: "Licences",

    code: "Code",
    message: "Message",
    copy: "Copy",
    copy_what: |what| format!("Copy {what}"),
    copied: "Copied",
    copy_failed: "Not copied",
};
