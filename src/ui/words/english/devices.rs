//! English.

use crate::{
    devices::{DeviceColumn, DeviceStrings, DevicesFound, WhyUntold},
    text::number::grouped,
    ui::words::tables::devices::DevicesStrings,
};

pub(crate) static WORDS: DevicesStrings = DevicesStrings {
    report: &REPORT,
    lead: |permission| {
        format!(
            "The devices that enrolled with this profile. To read them, this app asks for the permission {}, and for it nowhere else. The first time, this page may have to be left for that: save the receipt before.",
            permission.key()
        )
    },
    close: "Close",
    since: "Enrolled since",
    since_hint: "By your own clock. At first it is when the token was made, or the profile where that is not known.",
    since_wrong: "Say a day and a time.",
    look_up: "Look for devices",
    look_again: "Look again",
    go_on: "Go on",
    cancel: "Cancel",
    standing: "How it stands",
    busy: "Looking for devices…",
    listing: |count| format!("Reading the list: {} so far.", grouped(count)),
    reading: |done, all| {
        format!(
            "Asking each device for its profile: {} of {}.",
            grouped(done),
            grouped(all)
        )
    },
    waiting: |seconds| format!("Intune asks to wait. This page goes on in {seconds} s."),
    not_read: "The devices could not be read.",
    ending: |ending| match ending {
        "cancelled" => "You cancelled: not everything was read.",
        "notListed" => "The list of devices could not be read to its end: there may be more.",
        "cutOff" => {
            "The list of devices is longer than what was read of it: there may be more. Say a later time."
        }
        "notAllRead" => "Not every device could be asked for its profile.",
        _ => "",
    },
    search: "Search the devices",
    shown: |count| match count {
        1 => "1 device".to_owned(),
        _ => format!("{} devices", grouped(count)),
    },
    more: "Show more",
    no_name: "No name",
    not_known: "not known",
    open_in_intune: "Open in Intune",
    save_csv: "Save as CSV",
    save_json: "Save as JSON",
    copy: "Copy as Markdown",
    stranger: "What to do about a device that nobody knows",
    stranger_list: [
        "Open it in Intune. Wipe sets it to what it was in the shop: that is for devices that are dedicated or fully managed. Retire takes away what your organization put on it.",
        "Then change what it knew: Wi-Fi passwords, certificates, accounts that were used on it.",
        "This page does none of it.",
    ],
};

static REPORT: DeviceStrings = DeviceStrings {
    title: "Who enrolled",
    profile: "Profile",
    since: "Enrolled since",
    looked_up: "Looked up",
    result: "Result",
    column: |column| match column {
        DeviceColumn::Name => "Device",
        DeviceColumn::Enrolled => "Enrolled",
        DeviceColumn::Serial => "Serial number",
        DeviceColumn::User => "User",
        DeviceColumn::Make => "Model",
        DeviceColumn::Type => "Enrollment type",
        DeviceColumn::LastSync => "Last sync",
        DeviceColumn::Compliance => "Compliance",
    },
    summary,
    untold: "Not known whether it is one:",
    why: "Why",
    why_untold: |why| match why {
        WhyUntold::NoName => "it names no profile.".to_owned(),
        WhyUntold::OtherSpelling(name) => {
            format!("it names “{name}”, which is spelt another way.")
        }
        WhyUntold::Gone => "Intune no longer has it.".to_owned(),
        WhyUntold::NoId => "it has no ID by which to ask for it.".to_owned(),
        WhyUntold::Failed(_) => "it could not be asked.".to_owned(),
        WhyUntold::NotRead => "it was not asked.".to_owned(),
    },
};

fn summary(found: &DevicesFound) -> Vec<String> {
    let of_it = found.found().count();
    let untold = found.untold().count();
    let mut said = vec![match of_it {
        0 => "No device is known to have enrolled with this profile since then.".to_owned(),
        1 => "1 device enrolled with this profile since then.".to_owned(),
        _ => format!(
            "{} devices enrolled with this profile since then.",
            grouped(of_it)
        ),
    }];
    match untold {
        0 => {}
        1 => said.push("Of 1 more device it is not known.".to_owned()),
        _ => said.push(format!(
            "Of {} more devices it is not known.",
            grouped(untold)
        )),
    }
    if let Some(count) = found.question.enrolled_devices {
        said.push(format!(
            "Devices that the profile counts, whenever they enrolled: {}.",
            grouped(count as usize)
        ));
    }
    match found.namesakes {
        0 => {}
        1 => said.push("Another profile has the same name, and a device tells no more: these are the devices of both.".to_owned()),
        count => said.push(format!(
            "{} other profiles have the same name, and a device tells no more: these are the devices of all.",
            grouped(count)
        )),
    }
    if found.question.name.is_empty() {
        said.push(
            "The profile has no name, by which its devices could be told from others.".to_owned(),
        );
    }
    if found.question.may_go_unnamed() {
        said.push(
            "Devices of the fully managed profile that every tenant has name no profile."
                .to_owned(),
        );
    }
    if found.unreadable > 0 {
        said.push(format!(
            "Entries of the list that could not be read: {}.",
            grouped(found.unreadable)
        ));
    }
    let ending = (WORDS.ending)(found.ending);
    if !ending.is_empty() {
        said.push(ending.to_owned());
    }
    said
}
