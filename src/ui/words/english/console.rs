//! English.

use super::start;
use crate::{
    actions::ReceiptField,
    address::Screen,
    graph::{Cause, EnrollmentMode, NoAnswer},
    profile::{ProfileIdProblem, ProfileType},
    time::Unit,
    ui::words::tables::{console::ConsoleStrings, start::Advice},
};

pub(crate) static WORDS: ConsoleStrings = ConsoleStrings {
    start: &start::WORDS,

    sign_in_again: "Sign in again",

    screens: "Screens",
    screen_name: |screen| match screen {
        Screen::Profiles => "Profiles",
        Screen::Runs => "Runs",
        Screen::Activity => "Activity",
    },
    no_run: "No run",
    whats_new: "What is new",
    read_me: "How it works",
    no_run_lead: "To revoke many tokens at once, tick profiles in the list, or paste their IDs, and plan a run.",
    open_plan: "Open a plan",
    to_profiles: "Go to profiles",
    palette: "Find a command",
    keys: "Keyboard",
    key_box: "Go to the box",
    key_arrows: "Move in the list; also Home, End, Page Up and Page Down",
    key_space: "Select a profile; with Shift, all up to here",
    key_all: "Select all that are shown",
    key_copy: "Copy the selected rows for a spreadsheet",
    key_enter: "Show the details of a profile",
    key_revoke: "Ask to revoke its token",
    key_escape: "Close what is open",
    go_to: |screen| format!("Go to {screen}"),
    refresh_list: "Refresh the list",
    select_active: "Select every active token",
    skip_link: "Skip to the list",
    run_pill: "Run under way:",
    offline: "You are offline. Nothing can be read, revoked or signed in to until the network is back; what is on the screen stays.",
    help: "Help",

    profile_id: "Profile ID",
    profile_id_hint: "The GUID of the enrollment profile, such as 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9. AOSP- in front is fine. Or paste anything that names it.",
    box_hint: "Search, or paste an ID, a name, a link, a list, a token or a picture",
    offered: "This is not a profile ID. It must be a GUID, or a name: choose the profile that this one fits below.",
    profile_id_problem: |problem| match problem {
        ProfileIdProblem::Empty => "Enter the ID of the enrollment profile.",
        ProfileIdProblem::NotAGuid => {
            "This is not a profile ID. It must be a GUID: 8-4-4-4-12 digits from 0 to 9 and a to f. Nothing was sent."
        }
    },
    profile_type: "Profile type",
    find_out: "Find out",
    find_out_hint: "Whichever of the two has the profile",
    profile_type_name: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Android for Work",
        ProfileType::DeviceOwner => "Device owner",
    },
    profile_type_hint: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Dedicated devices, in the older collection",
        ProfileType::DeviceOwner => "Dedicated, fully managed, corporate work profile, AOSP",
    },
    revoke: "Revoke token",

    confirm_of: ["Revoke the token of ", "?"],
    confirm_lead: "Whatever token the profile holds at that moment expires at once.",
    account: "Account",
    stops: "Stops working",
    stops_list: [
        "New enrollments with this token or its QR code",
        "Zero-touch and Knox configurations that hold this token",
        "Printed QR codes and NFC tags made from it",
    ],
    stays: "Stays as it is",
    stays_list: [
        "Devices that are already enrolled",
        "The profile itself, which can be given a new token",
    ],
    no_undo: "This cannot be undone.",
    say_ticket: "Ticket number (optional)",
    say_reason: "Reason (optional)",
    say_hint: "Goes into the receipt, and is sent to nobody.",
    details: "Details",
    cancel: "Cancel",
    preparing: "Getting access…",
    revoking: "Revoking…",

    revoked: "The token was revoked",
    revoked_of: ["The token of ", " was revoked"],
    refused_advice: |cause| match cause {
        Cause::ScopeMissing(_) => Advice {
            happened: "This app lacks a permission that Intune asks for.",
            next: "An administrator must grant the permission named in the message to the app registration. Then sign out and in again.",
        },
        Cause::RoleMissing => Advice {
            happened: "Your account has no Intune role that allows this.",
            next: "Ask for the role Intune Administrator, or for a custom role with Android Enterprise: Read, Update onboarding and Update enrollment profiles.",
        },
        Cause::LicenceMissing => Advice {
            happened: "This tenant has no Intune licence, or Intune is not set up in it.",
            next: "Check that you are signed in to the right tenant, and the licences of that tenant in the Microsoft 365 admin center.",
        },
        Cause::Forbidden => Advice {
            happened: "Intune refused, and does not say why.",
            next: "Check your Intune role and its scope tags, the Intune licence of the tenant, and the app's permission.",
        },
        Cause::ApprovalRequired => Advice {
            happened: "Multi Admin Approval protects this action in your tenant: a second administrator has to approve it.",
            next: "This page cannot ask for that approval. Revoke the token in the Intune admin center, where you give a reason and another administrator approves it, or ask whoever manages Tenant administration, Multi Admin Approval, to leave this app or these profiles out.",
        },
        Cause::SignInExpired => Advice {
            happened: "Graph no longer accepts your sign-in.",
            next: "Sign out, sign in again, and try once more.",
        },
        Cause::ClaimsChallenge(_) => Advice {
            happened: "A policy of your organization asks for more proof of who you are, or for a newer sign-in.",
            next: "Sign in again, then confirm once more. If it is asked for again, the policy may forbid the network you are on: ask whoever manages Conditional Access.",
        },
        Cause::ChallengeUnreadable => Advice {
            happened: "A policy of your organization asks for more proof of who you are, but not in a form that this page can read.",
            next: "Sign out and in again once. If that does not help, send the details below to whoever manages Conditional Access.",
        },
        Cause::NotFound => Advice {
            happened: "There is no profile with this ID, as far as your account can see.",
            next: "Check the ID. If it is right, the profile was deleted, or the scope tags of your role hide it.",
        },
        Cause::OtherCollection => Advice {
            happened: "The profile with this ID is of the other profile type.",
            next: "Choose the other profile type, and look at the profile again before you confirm.",
        },
        Cause::Conflict => Advice {
            happened: "The profile is being changed by somebody else.",
            next: "Wait a moment, look at the profile in Intune, then try again.",
        },
        Cause::Throttled => Advice {
            happened: "Intune got too many requests and did not carry this one out.",
            next: "Wait, then try again.",
        },
        Cause::ServiceFault => Advice {
            happened: "The service has a fault.",
            next: "Look at the profile in Intune before you try again.",
        },
        Cause::UnreadableAnswer => Advice {
            happened: "The answer does not come from Graph, or not all of it: a proxy, a filter or a gateway may have written it.",
            next: "Check the network and whether a proxy stands between this page and Graph. Look at the profile in Intune before you try again.",
        },
        Cause::UnexpectedSuccess => Advice {
            happened: "Graph answered with a success that is not the documented one.",
            next: "Look at the profile in Intune before you try again.",
        },
        Cause::BadRequest => Advice {
            happened: "Graph refused the request as wrong.",
            next: "Check the ID and the profile type. If both are right, send the details below to Microsoft support.",
        },
        Cause::Other => Advice {
            happened: "Graph gave an answer that this page does not know.",
            next: "Look at the profile in Intune before you try again.",
        },
    },
    may_have_revoked: "It is not known whether the token was revoked",
    not_revoked: "The token was not revoked",
    unanswered_advice: |reason| match reason {
        NoAnswer::Offline => Advice {
            happened: "This device is offline.",
            next: "When it is online again, look at the profile in Intune before you try again.",
        },
        NoAnswer::Blocked => Advice {
            happened: "The connection failed, or a proxy, an extension or a filter blocked the request or its answer: the browser does not say which.",
            next: "The request may have arrived all the same. Look at the profile in Intune before you try again.",
        },
        NoAnswer::Policy => Advice {
            happened: "The content security policy that the web server of this page sends (connect-src) forbids it to reach Graph, so the browser did not send the request. Whoever runs the server must send the policy of the file _headers, or none.",
            next: "This request did not arrive. Reload the page once the policy is right.",
        },
        NoAnswer::TimedOut => Advice {
            happened: "Graph took too long to answer.",
            next: "The request may still be carried out. Look at the profile in Intune before you try again.",
        },
        NoAnswer::Interrupted => Advice {
            happened: "The page was closed before the answer came.",
            next: "The request may have been carried out. Look at the profile in Intune before you try again.",
        },
    },
    not_sent: "Nothing was sent: the token was not revoked",
    status: "HTTP status",
    time: "Time",
    local_time: "Local time",
    activity_id: "Intune activity ID",
    none: "none",

    reading_heading: "Reading the profile",
    reading: "Nothing is sent before you confirm.",
    elsewhere_heading: "The profile is of the other type",
    elsewhere: "The chosen profile type has no such profile. This one has the ID:",
    nowhere_heading: "No profile with this ID was found",
    nowhere: "Neither profile type has one, and nothing was sent.",
    in_both_heading: "Both profile types have this ID",
    in_both: "Choose the one that you mean.",
    undecided_heading: "The profile type could not be found out",
    undecided: "If you know its type, choose it: you can revoke its token all the same. Nothing is sent before you confirm.",
    use_type: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Use Android for Work",
        ProfileType::DeviceOwner => "Use Device owner",
    },
    no_name: "(no name)",
    profile_name: "Name",
    mode: "Enrollment mode",
    mode_name: |mode| match mode {
        EnrollmentMode::Dedicated => "Dedicated",
        EnrollmentMode::FullyManaged => "Fully managed",
        EnrollmentMode::WorkProfile => "Corporate work profile",
        EnrollmentMode::AospUserless => "AOSP, userless",
        EnrollmentMode::AospUserAssociated => "AOSP, user-associated",
        EnrollmentMode::Other(name) => name,
    },
    token: "Current token",
    token_created: "Token created",
    token_expires_in: |days| match days {
        0 => "works, expires in less than a day".to_owned(),
        1 => "works, expires in 1 day".to_owned(),
        _ => format!("works, expires in {days} days"),
    },
    token_works_until: |year| format!("works until {year}"),
    token_never_expires: "works, does not expire",
    token_inactive_since: |time| format!("expired or revoked since {time}"),
    not_known: "not known",
    enrolled_devices: "Devices enrolled",
    unread: "The profile could not be read. You can revoke its token all the same.",
    token_changed: "The profile holds another token than the one you were shown. Nothing was revoked: look again.",
    not_kept: "This browser keeps no record of it: leave this tab open until the outcome is there.",
    not_kept_asked: "This browser could not keep a record of it, and nothing was sent. If you go on, leave this tab open until the outcome is there.",
    close: "Close",
    facts_lost: "The profile could not be read again. Nothing was revoked.",
    facts_found: "The profile can be read now. Nothing was revoked: look at it first.",
    asks_to_wait: |until, length| {
        format!(
            "Intune asks to wait until {until}: {length}. This page sends nothing again by itself."
        )
    },
    length: |count, unit| match unit {
        Unit::Day if count == 1 => "1 day".to_owned(),
        Unit::Day => format!("{count} days"),
        Unit::Hour => format!("{count} h"),
        Unit::Minute => format!("{count} min"),
        Unit::Second => format!("{count} s"),
    },
    early: "Before that time…",
    early_lead: "What is sent before that time counts too, and Intune may ask to wait longer, also whoever else works with this app.",
    inactive_heading: "The token of this profile no longer works",
    inactive_lead: |since| {
        format!(
            "It expired or was revoked: no device can enroll with it since {since}. There is nothing left to revoke, and nothing was sent."
        )
    },
    died_meanwhile: "The token worked when you were shown it, and no longer does.",
    inactive_clock: |now| {
        format!(
            "That goes by the clock of this device, on which it is {now}. If that clock is wrong, the token may work."
        )
    },
    inactive_leaked: "If it leaked, look at the devices that were enrolled with it before.",
    all_the_same: "Revoke it all the same…",
    waiting_heading: "Intune asks to wait",
    waiting: |seconds| {
        format!(
            "The request was not carried out. In {seconds} s the profile is read again, and the request sent again."
        )
    },
    step_up_heading: "More proof of who you are is asked for",
    step_up_silent: "Asking for a new access token…",
    step_up_asking: "A policy of your organization asks you to sign in again. Nothing was revoked. If this page has to leave for it, you are asked again before anything is sent.",
    step_up: "Continue to sign-in",
    verifying: "Reading the profile back to confirm it…",
    reconciling: "Reading the profile to find out…",
    confirmed: |time| format!("204 No Content, confirmed by reading back at {time}"),
    not_visible: "204 No Content, not visible yet",
    other_token: "204 No Content. The profile holds another token now: somebody has made a new one, which works.",
    not_read: "204 No Content. The profile cannot be read, so this is not confirmed.",
    revoked_unanswered: |time| {
        format!("The answer does not say so, but the profile does, read back at {time}.")
    },
    same_token: "The profile still holds the same token.",
    check_again: "Check again",
    raw: "Answer as it came",
    who_enrolled: "Who enrolled?",
    audit_log: "Look it up in Intune's audit log",
    limits: "What this does not do",
    limits_list: [
        "Devices that are already enrolled stay enrolled. If the token leaked, check the devices of this profile.",
        "Zero-touch, Knox and printed QR codes that hold the token stop working until they are given a new one.",
        "The QR code of an AOSP profile holds the Wi-Fi password in plain text. If it leaked, change that password too.",
    ],
    receipt: "Receipt",
    receipt_title: "Token revocation receipt",
    print: "Print",
    share: "Share",
    copy_as_text: "Copy as text",
    copy_as_markdown: "Copy as Markdown",
    copy_as_json: "Copy as JSON",
    download_json: "Download JSON",
    incident: "Incident folder…",
    same_call: "The same call",
    copy_as_curl: "Copy for curl",
    copy_as_power_shell: "Copy for PowerShell",
    activity: "Activity",
    outcome_of: |outcome, profile| format!("{outcome}: {profile}"),
    show: "Show",
    receipt_word: |word| match word {
        "revoked" => "revoked",
        "revokedWithoutAnswer" => "revoked, though no answer said so",
        "notRevoked" => "not revoked",
        "cannotTell" => "not known whether revoked",
        "refused" => "refused, not revoked",
        "notSent" => "nothing was sent, not revoked",
        "turnedAway" => "turned away, not revoked",
        "readBack" => ", confirmed by reading the profile back",
        "readingBack" => ", and the profile is still being read back",
        "notVisibleYet" => ", and not visible in the profile yet",
        "otherToken" => ", and the profile holds another token now",
        "notReadable" => ", and the profile could not be read back",
        "never" => "does not expire",
        _ => "",
    },
    receipt_entry: |entry| match entry {
        ReceiptField::Result => "Result",
        ReceiptField::Action => "Action",
        ReceiptField::Step => "Step",
        ReceiptField::Confirmation => "Confirmation",
        ReceiptField::Skipped => "Skipped because",
        ReceiptField::SettledAt => "Settled at",
        ReceiptField::Account => "Account",
        ReceiptField::Tenant => "Tenant ID",
        ReceiptField::Ticket => "Ticket",
        ReceiptField::Reason => "Reason",
        ReceiptField::ProfileId => "Profile ID",
        ReceiptField::ProfileType => "Profile type",
        ReceiptField::ProfileName => "Profile name",
        ReceiptField::EnrollmentMode => "Enrollment mode",
        ReceiptField::TokenCreated => "Token created",
        ReceiptField::TokenExpiresBefore => "Token expiry before",
        ReceiptField::Validity => "Validity asked for",
        ReceiptField::TokenExpiresAfter => "Token expiry after",
        ReceiptField::TokenCreatedAfter => "New token created",
        ReceiptField::Request => "Request",
        ReceiptField::SentAt => "Sent at",
        ReceiptField::SentAtLocal => "Sent at, local time",
        ReceiptField::Status => "HTTP status",
        ReceiptField::Cause => "Kind",
        ReceiptField::Code => "Code",
        ReceiptField::Message => "Message",
        ReceiptField::RequestId => "request-id",
        ReceiptField::ClientRequestId => "client-request-id",
        ReceiptField::ActivityId => "Intune activity ID",
        ReceiptField::AppVersion => "Token Console version",
    },
};
