//! English.

use crate::{
    session::SignInCause,
    ui::words::tables::{sign_in_help::SignInHelpStrings, start::Advice},
};

pub(crate) static WORDS: SignInHelpStrings = SignInHelpStrings {
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
