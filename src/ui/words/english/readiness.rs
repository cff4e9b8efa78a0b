//! English.

use crate::{
    profile::ProfileType,
    readiness::{Known, OfBoth, Why},
    ui::words::tables::readiness::ReadinessStrings,
};

pub(crate) static WORDS: ReadinessStrings = ReadinessStrings {
    line: |read, revoke| format!("Am I ready? Read: {} · Revoke: {}", of(read), of(revoke)),
    lead: "What your account may do here, as far as it is known. What the lists and your revocations were answered counts more than what your roles are said to allow.",
    read: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Read Android for Work profiles",
        ProfileType::DeviceOwner => "Read device owner profiles",
    },
    revoke: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Revoke tokens of Android for Work",
        ProfileType::DeviceOwner => "Revoke tokens of device owner",
    },
    licence: "Intune licence",
    clock: "The clock of this device is right",
    sign_in: "The sign-in still works",
    lasts: "The sign-in lasts another hour",
    sign_in_ends: |why| match why {
        Why::SignIn => " · The sign-in has expired",
        _ => " · The sign-in ends within the hour",
    },
    sign_in_note: |ends| {
        let ends = match ends {
            Some(ends) => {
                format!("The sign-in is renewed by itself until {ends}; then you have to sign in again.")
            }
            None => "The sign-in host did not tell the page when the sign-in ends. From 24 hours after you signed in on, you may have to sign in again.".to_owned(),
        };
        format!(
            "{ends} Graph tells its time only where it refuses something; until then the clock is compared with the sign-in host's, to within six minutes."
        )
    },
    known: |known| match known {
        Known::Yes => "yes",
        Known::No(Why::Role) => "no, because your Intune role does not allow it",
        Known::No(Why::App) => "no, because this app was not granted the permission",
        Known::No(Why::Licence) => "no, because there is no Intune licence",
        Known::No(Why::Refused) => "no, because Graph refused it without saying why",
        Known::No(Why::SignIn) => "no, because the sign-in has expired",
        Known::No(Why::SignInEnds) => "no, because it ends within the hour",
        Known::No(Why::Clock) => "no, because it differs from Microsoft's by more than a minute",
        Known::Unclear => "not known",
    },
    needs: "Your Intune roles tell more. To read them takes the permission DeviceManagementRBAC.Read.All: where it was not granted yet, the sign-in host asks you for it. Nothing is changed.",
    look: "Look at my Intune roles",
    look_again: "Look again",
    looking: "Reading your Intune roles…",
    told: "Intune has told what your roles allow.",
    not_told: "Your Intune roles could not be read. That says nothing about what you may do.",
    hint: |why| match why {
        Why::Role => {
            "Your Intune role does not allow you to revoke this. The button works all the same: roles change, and Graph decides."
        }
        Why::App => {
            "This app was not granted the permission to revoke. The button works all the same: Graph decides."
        }
        Why::Licence => {
            "There is no Intune licence to revoke with. The button works all the same: Graph decides."
        }
        Why::Refused | Why::SignIn | Why::SignInEnds | Why::Clock => {
            "Graph refused this to your account before. The button works all the same: Graph decides."
        }
    },
};

fn of(both: OfBoth) -> &'static str {
    match both {
        OfBoth::Yes => "yes",
        OfBoth::No => "no",
        OfBoth::OneOnly => "in part",
        OfBoth::Unclear => "not known",
    }
}
