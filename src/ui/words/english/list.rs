//! English.

use crate::{
    graph::ListFailure,
    paste::{IntakeProblem, PasteProblem, Place, Reason, Thing},
    profiles::{Risk, StateFilter, WhyLeftOut},
    qr::{CameraProblem, PictureProblem},
    text::number::grouped,
    ui::words::tables::list::ListStrings,
};

pub(crate) static WORDS: ListStrings = ListStrings {
    heading: "Enrollment profiles",
    refresh: "Refresh",
    reading: |count| match count {
        1 => "Reading… 1 profile so far".to_owned(),
        _ => format!("Reading… {} profiles so far", grouped(count)),
    },
    waiting: |seconds| format!("Intune asks to wait: {seconds} s"),
    count: |count| match count {
        1 => "1 profile".to_owned(),
        _ => format!("{} profiles", grouped(count)),
    },
    shown: |shown, count| format!("{} of {} profiles shown", grouped(shown), grouped(count)),
    read_at: |time| format!("read at {time}"),
    empty: "There are no enrollment profiles that your account can see.",
    no_match: "No profile matches.",
    show_all: "Show all",
    failed: |profile_type, count| match count {
        0 => format!("{profile_type}: the profiles could not be read."),
        _ => format!("{profile_type}: not all profiles could be read. Those that were are shown."),
    },
    stale: |time| {
        format!("Those that could not be read anew are shown as they were read before {time}.")
    },
    unreadable: |count| match count {
        1 => "1 entry could not be read and is not shown.".to_owned(),
        _ => format!(
            "{count} entries could not be read and are not shown.",
            count = grouped(count)
        ),
    },
    list_failure: |failure| match failure {
        ListFailure::ForeignLink => {
            "Graph names a next page on another host. Your sign-in is not sent there."
        }
        ListFailure::Endless => "Graph's pages lead in a circle.",
        ListFailure::NoToken(_) => "There is no access token. Sign in again.",
        ListFailure::Read(_) => "",
    },
    picture: "Picture",
    scan: "Scan or pick a QR picture",
    paste: "Paste an ID or token",
    all_profiles: |active| format!("All profiles ({} active)", grouped(active)),
    filters: "Filters",
    filter_switch: "Filter and select",
    selection: "Selection",
    every_type: "Every type",
    every_mode: "Every mode",
    no_mode: "No mode",
    every_state: "Every state",
    state_filter: "Token state",
    state_filter_name: |state| match state {
        StateFilter::Works => "Works",
        StateFilter::ExpiresSoon => "Expires within 30 days",
        StateFilter::NeverExpires => "Does not expire",
        StateFilter::ExpiredOrRevoked => "Expired or revoked",
        StateFilter::Unknown => "Not known",
    },
    column_name: "Name",
    column_type: "Type",
    column_mode: "Mode",
    column_token: "Token",
    column_devices: "Devices",
    column_created: "Created",
    column_modified: "Modified",
    table: "Enrollment profiles",
    table_hint: "Arrow keys move, Space selects, Shift and Space selects up to here, Control and A selects all that are shown, Enter shows the details, R asks to revoke.",
    select_row: |name| format!("Select {name}"),
    select_shown: "Select all shown",
    selecting: "Select",
    every_active: |count, is_whole| {
        if is_whole {
            format!("Every active token ({})", grouped(count))
        } else {
            format!(
                "Every active token of those read so far ({})",
                grouped(count)
            )
        }
    },
    every_active_of: "Every active token of…",
    every_active_of_part: "Every active token, of those read so far, of…",
    of_kind: "type or mode…",
    device_total: |count| {
        let devices = if count == 1 { "device" } else { "devices" };
        format!("{} {devices}", grouped(count))
    },
    columns: "Columns",
    columns_hint: "A narrow window leaves out some by itself.",
    download_rows: "Download the rows shown as CSV",
    copy_rows_hint: "Ctrl+C in the list copies the selected rows for a spreadsheet.",
    rows_copied: |count, is_copied| {
        let rows = if count == 1 { "row" } else { "rows" };
        let done = if is_copied {
            "copied"
        } else {
            "could not be copied"
        };
        format!("{} {rows} {done}", grouped(count))
    },
    counted: |name, count| format!("{name} ({})", grouped(count)),
    all_shown: |count| format!("All {} shown", grouped(count)),
    select_none: "None",
    selected: |count, dead, hidden| {
        let mut more = Vec::new();
        match dead {
            0 => {}
            1 => more.push("1 of them no longer works".to_owned()),
            _ => more.push(format!("{} of them no longer work", grouped(dead))),
        }
        if hidden > 0 {
            more.push(format!("{} not shown by the filter", grouped(hidden)));
        }
        let count = grouped(count);
        if more.is_empty() {
            format!("{count} selected")
        } else {
            format!("{count} selected ({})", more.join(", "))
        }
    },
    linked_not_found: |count, is_whole| {
        let so_far = if is_whole {
            ""
        } else {
            " as far as it was read"
        };
        format!(
            "{count} of the link not in the list{so_far}",
            count = grouped(count)
        )
    },
    linked_not_read: |count| {
        format!(
            "{count} of the link not read: no ID, or too many",
            count = grouped(count)
        )
    },
    copy_link: "Copy link to this selection",
    dry_run: "Dry run first: read every profile and show the requests, send nothing",
    include_inactive: "Include tokens that already expired or were revoked",
    revoke_many: |count| match count {
        1 => "Revoke 1 token…".to_owned(),
        _ => format!("Revoke {} tokens…", grouped(count)),
    },
    select_these: |listed, count| {
        if listed == count {
            format!("Select these {}", grouped(count))
        } else {
            format!(
                "Select the {} of these {} that are in the list",
                grouped(listed),
                grouped(count)
            )
        }
    },
    left_out: |count| match count {
        1 => "1 name is left out: it does not tell which profile is meant.".to_owned(),
        _ => format!(
            "{count} names are left out: they do not tell which profile is meant.",
            count = grouped(count)
        ),
    },
    expires_in: |days| match days {
        0 => "Expires in less than a day".to_owned(),
        1 => "Expires in 1 day".to_owned(),
        _ => format!("Expires in {days} days"),
    },
    days: |days| match days {
        0 => "Less than a day".to_owned(),
        1 => "1 day".to_owned(),
        _ => format!("{days} days"),
    },
    until_year: |year| format!("Until {year}"),
    no_expiry: "No expiry",
    inactive: |date| format!("Inactive since {date}"),
    never_expires: "Does not expire",
    inactive_since: |date| format!("Expired or revoked since {date}"),
    not_known: "Not known",
    risk: |risk| match risk {
        Risk::NeverExpires => "does not expire",
        Risk::LongLived => "works for over a year",
        Risk::NeverUsed => "never used",
        Risk::DefaultFullyManaged => "default profile",
        Risk::Staging => "staging",
    },
    risk_advice: |risk| match risk {
        Risk::NeverExpires => "The token works until it is revoked.",
        Risk::LongLived => "The token works for more than another year.",
        Risk::NeverUsed => "The token is half a year old or more, and no device has enrolled.",
        Risk::DefaultFullyManaged => {
            "Intune made this profile by itself. Without its token, devices can no longer enroll as fully managed by default."
        }
        Risk::Staging => "A staging token enrolls devices before their users have them.",
    },
    details: "Profile",
    worth_a_look: "Worth a look",
    description: "Description",
    created: "Profile created",
    modified: "Profile changed",
    deep_link: "Link to this page",
    portal: "Open Intune",
    close: "Close",
    revoke: "Revoke token…",

    intake: "What you handed in",
    is_plan: "This is a plan that somebody saved as a file.",
    is_plan_lead: "Opening it sends nothing: every profile of it is read, and you decide.",
    open_this_plan: "Open the plan",
    reading_file: "Reading the file…",
    reading_text: "Reading…",
    problem: |problem| match problem {
        IntakeProblem::Paste(PasteProblem::TooLarge)
        | IntakeProblem::Picture(PictureProblem::TooLarge) => {
            "This is more than 5 MB. Hand in less at a time. Nothing was sent."
        }
        IntakeProblem::Paste(PasteProblem::TooMany) => {
            "This holds more than 10,000 IDs or lines. Hand in less at a time. Nothing was sent."
        }
        IntakeProblem::SeveralFiles => "Hand in one file at a time. Nothing was sent.",
        IntakeProblem::NotText => {
            "This file is neither text nor a picture. It can be a text, CSV or JSON file, or a picture of a QR code. Nothing was sent."
        }
        IntakeProblem::Picture(PictureProblem::TooManyPixels) => {
            "This picture has more than 40 million pixels. Cut out the QR code, or take a smaller picture. Nothing was sent."
        }
        IntakeProblem::Picture(PictureProblem::NotAPicture) => {
            "The browser cannot show this picture. Try a PNG or JPEG. Nothing was sent."
        }
        IntakeProblem::Picture(PictureProblem::NoCode) => {
            "No QR code was found in this picture. Cut it out so that it fills the picture, straight and sharp, then try again. Nothing was sent."
        }
        IntakeProblem::Picture(PictureProblem::Altered) => {
            "This browser alters every picture before a page can look at it, against fingerprinting, so that no QR code can be read here: in Firefox and Tor Browser that is privacy.resistFingerprinting. Read the code with a phone or another app and paste its text into the box, or use another browser. Nothing was sent."
        }
        IntakeProblem::NotLoaded => {
            "The part of this page that reads it did not load. Check the network, then try again. Nothing was sent."
        }
    },
    recognised: |count| match count {
        1 => "1 profile recognised.".to_owned(),
        _ => format!("{count} profiles recognised.", count = grouped(count)),
    },
    nothing_recognised: "No profile was recognised in this.",
    duplicates: |count| match count {
        1 => "1 that was there twice was left out.".to_owned(),
        _ => format!(
            "{count} that were there more than once were left out.",
            count = grouped(count)
        ),
    },
    filled_in: "It is in the box.",
    choose: "Choose",
    choose_which: |name, id| format!("Choose {name} {id}"),
    place: |place| match place {
        Place::Line(number) => format!("Line {number}"),
        Place::Element(number) => format!("Element {number}"),
    },
    not_in_list: "not in the list",
    several: |name| format!("Several profiles fit “{name}”:"),
    more: |count| format!("and {count} more", count = grouped(count)),
    no_such_name: |name| format!("No profile is called “{name}”."),
    name_not_yet: |name| format!("“{name}”: the list is still being read."),
    name_not_in_part: |name| {
        format!("No profile that could be read is called “{name}”. Not all could be read.")
    },
    not_recognised: |count| match count {
        1 => "1 line was not recognised:".to_owned(),
        _ => format!("{count} lines were not recognised:", count = grouped(count)),
    },
    reason: |reason| {
        match reason {
        Reason::LinkWithoutProfile => "a link that names no profile".to_owned(),
        Reason::AmbiguousLink => {
            "a link with several IDs, any of which might be the profile's".to_owned()
        }
        Reason::OtherId(thing) => format!("the ID of something else: {}", thing_name(thing, 1)),
        Reason::CutOff => {
            "an ID of which the end is missing; copy it from a view that shows it whole, such as Format-List".to_owned()
        }
        Reason::OtherType => "an object of another type".to_owned(),
        Reason::WithoutId => "no ID".to_owned(),
        Reason::Secret => {
            "enrollment data without a token that can be read; it is not shown here".to_owned()
        }
        Reason::TooLong => "too long for a name".to_owned(),
        Reason::TooDeep => {
            "a text within a text too many times over; hand in the innermost. It is not shown here".to_owned()
        }
    }
    },
    others: |others| {
        let counted = others.iter().map(|&(thing, count)| match count {
            1 => thing_name(thing, 1).to_owned(),
            _ => format!(
                "{count} {}",
                thing_name(thing, count),
                count = grouped(count)
            ),
        });
        let counted: Vec<String> = counted.collect();
        format!(
            "IDs of something else that were left out: {}.",
            counted.join(", ")
        )
    },
    token_heading: "This holds an enrollment token",
    perhaps_a_token_heading: "This may be an enrollment token",
    perhaps_a_token_lead: "It may be a name as well, so it is not repeated here.",
    perhaps_a_name: "It may be the name of a profile:",
    token_lead: "It is not shown, kept or sent. To find its profile, this page has to read the tokens of all profiles from Graph once. They are compared here, in memory, and dropped.",
    find_profile: "Read the tokens and find the profile",
    searching: |pages| match pages {
        1 => "Comparing… 1 page read".to_owned(),
        _ => format!("Comparing… {pages} pages read"),
    },
    searching_each: |left| match left {
        1 => "Comparing… 1 profile that the list did not tell is read by itself".to_owned(),
        _ => format!(
            "Comparing… {left} profiles whose tokens the lists did not tell are read one by one",
            left = grouped(left)
        ),
    },
    token_not_found: "No profile that your account can see holds this token now.",
    token_not_found_why: " It may have been replaced or revoked already, or belong to another tenant.",
    token_cannot_tell: "It cannot be told whether one of your profiles holds this token: not all could be compared.",
    token_compared: |count| match count {
        0 => "No token could be compared.".to_owned(),
        1 => "The token of 1 profile was compared, and is another one.".to_owned(),
        _ => format!(
            "The tokens of {count} profiles were compared: none of these holds it.",
            count = grouped(count)
        ),
    },
    token_list_failed: |profile_type| {
        format!("{profile_type}: the tokens could not be read, or not all of them.")
    },
    token_unreadable: |count| match count {
        1 => "1 entry of the lists could not be read, and was not compared.".to_owned(),
        _ => format!(
            "{count} entries of the lists could not be read, and were not compared.",
            count = grouped(count)
        ),
    },
    token_left_out: |count| {
        match count {
        1 => "1 profile was not compared. Look at it in Intune, or revoke its token if it may be this one:".to_owned(),
        _ => format!("{count} profiles were not compared. Look at them in Intune, or revoke the tokens that may be this one:", count = grouped(count)),
    }
    },
    token_left_out_inactive: "As the list shows it, none of their tokens works any more.",
    token_why: |why| match why {
        WhyLeftOut::NotTold => "Graph does not tell its token",
        WhyLeftOut::Failed(_) => "its token could not be read",
        WhyLeftOut::NotAsked => "its token was not read, after others could not be",
    },
    code_picture: "Picture of the QR code",
    camera: "Camera",
    camera_heading: "Scan a QR code",
    camera_lead: "Hold the QR code in front of the camera. What it sees is shown here, and neither kept nor sent.",
    camera_picture: "Pick a picture instead",
    camera_problem: |problem| match problem {
        CameraProblem::Missing => {
            "No camera was found on this device. Pick a picture of the QR code instead."
        }
        CameraProblem::Denied => {
            "The browser does not let this page use the camera. Allow it in the browser's settings for this site, or pick a picture of the QR code instead."
        }
        CameraProblem::Forbidden => {
            "The web server of this page does not let it use the camera (Permissions-Policy). Pick a picture of the QR code instead."
        }
        CameraProblem::Insecure => {
            "The browser lets only pages with HTTPS use the camera. Pick a picture of the QR code instead."
        }
        CameraProblem::Busy => {
            "The camera shows nothing: another program may be using it. Close that, or pick a picture of the QR code instead."
        }
        CameraProblem::Altered => {
            "This browser alters every picture before a page can look at it, against fingerprinting, so that no QR code can be read here. Paste the text of the QR code instead."
        }
    },
};

fn thing_name(thing: Thing, count: usize) -> &'static str {
    let (one, many) = match thing {
        Thing::Account => ("an Intune account", "Intune accounts"),
        Thing::App => ("an app", "apps"),
        Thing::Device => ("a device", "devices"),
        Thing::Event => ("a log entry", "log entries"),
        Thing::Group => ("a group", "groups"),
        Thing::Policy => (
            "a policy or another kind of profile",
            "policies or other kinds of profiles",
        ),
        Thing::Request => ("a request or session", "requests or sessions"),
        Thing::Subscription => ("an Azure resource", "Azure resources"),
        Thing::Tenant => ("a tenant", "tenants"),
        Thing::User => ("a user", "users"),
        Thing::Else => ("another object", "other objects"),
    };
    if count == 1 { one } else { many }
}
