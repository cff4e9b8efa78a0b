//! English.

use crate::{
    actions::Skip,
    browser_records::StorageProblem,
    runs::{
        ItemStatus,
        plan_file::{PlanProblem, SavedPlan, Wrong},
    },
    text::number::grouped,
    ui::{
        runs::{
            announcements::{Announcement, Blocker},
            column::RunColumn,
            counts::Counts,
        },
        words::tables::{runs::RunStrings, start::Advice},
    },
};

pub(crate) static WORDS: RunStrings = RunStrings {
    heading: "Revoke many tokens",
    elsewhere: "This run goes on in another tab of this browser.",
    one_at_a_time: "One run at a time: this one has to end before another is planned.",
    not_kept: "This browser cannot keep the run: leave this tab open until it is over.",
    storage_problem: |problem| match problem {
        StorageProblem::Unavailable => {
            "It offers no storage here: a private window, or a setting.".to_owned()
        }
        StorageProblem::Full => "There is no room left in its storage.".to_owned(),
        StorageProblem::Blocked => {
            "Another tab holds its storage with another version of this page: close that tab."
                .to_owned()
        }
        StorageProblem::Silent => "Its storage does not answer.".to_owned(),
        StorageProblem::Failed(why) => format!("Its storage failed: {why}"),
    },
    state: |state| match state {
        ItemStatus::Waiting => "Waiting",
        ItemStatus::Reading => "Reading",
        ItemStatus::Sending => "Sending",
        ItemStatus::Confirming => "Confirming",
        ItemStatus::Revoked => "Revoked",
        ItemStatus::NotRevoked => "Not revoked",
        ItemStatus::Skipped => "Skipped",
        ItemStatus::CannotTell => "Cannot tell",
    },
    skip: |skip| match skip {
        Skip::Inactive => "expired or revoked before",
        Skip::TokenChanged => "holds another token than the one that was shown",
        Skip::NotReadable => "could not be read",
        Skip::Duplicate => "in the list twice",
        Skip::Stopped => "the run was stopped before its turn",
    },
    progress: "Progress",
    pause: "Pause",
    resume: "Resume",
    stop: "Stop",
    close: "Close",

    planning: |done, all| match all {
        1 => "Reading 1 profile…".to_owned(),
        _ => format!("Reading {} of {} profiles…", grouped(done), grouped(all)),
    },
    planning_lead: "Nothing is sent but readings, until you confirm.",
    ready: |count, skipped| {
        let skipped = match skipped {
            0 => ".".to_owned(),
            1 => ", 1 is skipped.".to_owned(),
            _ => format!(", {} are skipped.", grouped(skipped)),
        };
        format!("{} will be revoked{skipped}", grouped(count))
    },
    nothing_left: "There is nothing to revoke.",
    nothing_sent: "Nothing has been sent.",
    requests: "Requests",
    requests_lead: "Nothing has been sent. These are the requests that would be sent, in this order, each after one more look at its profile:",
    copy_requests: "Copy the requests",
    download_requests: "Download the requests",
    for_somebody_else: "Have somebody else carry it out",
    for_somebody_else_lead: "A second pair of eyes: hand the file to somebody who may revoke tokens in this tenant. They open it here under Runs, every profile is read again, and they confirm. The file holds no secret, and saving it sends nothing.",
    save_plan: "Save the plan as a file",
    save_plan_hint: "Goes into the file and the report.",
    too_many_to_save: |most| {
        format!(
            "A plan as a file holds at most {} profiles: choose fewer.",
            grouped(most)
        )
    },
    planned_elsewhere: |who, at| {
        format!(
            "Planned by {who} at {at}, as its file says, which nothing proves. Every profile was read again with your rights."
        )
    },
    same_person: "Planned and carried out by the same person.",
    plan_refused: "The plan was not opened.",
    plan_problem: |problem| {
        plan_problem(problem) + " Nothing was sent, and nothing here has changed."
    },
    revoke_ask: |count| format!("{}…", revoke(count)),
    revoke,
    confirm_heading: |count, tenant| format!("{} of {tenant}?", revoke(count)),
    confirm_lead: |count| match count {
        1 => "The profile is read once more, and the token that is listed here expires at once.",
        _ => "Each profile is read once more, and the token that is listed here expires at once.",
    },
    confirm_list: "What is revoked",
    of_kind: |count, kind| format!("{} {kind}", grouped(count)),
    at_least: |count| format!("at least {}", grouped(count)),
    defaults: "Default profile",
    staging: "Staging",
    more: |count| format!("and {} more", grouped(count)),
    reason: "Reason (optional)",
    reason_hint: "Goes into the report, and is sent to nobody.",
    ticket: "Ticket number (optional)",
    type_count: |count| format!("Type {} to confirm", grouped(count)),
    count_wrong: |count| {
        format!(
            "That is not the number of tokens. Type {} to confirm. Nothing was sent.",
            grouped(count)
        )
    },

    revoked_of,
    so_far: |figures| {
        let lead = revoked_of(figures.revoked, figures.meant());
        with_the_rest(lead, figures)
    },
    ends: |time| format!("Ends about {time}"),
    next_room: |count, seconds| format!("next {} in {seconds} s (Intune's limit)", grouped(count)),
    left_over: "Left",
    hold: |seconds| format!("Graph asks to wait: {seconds} s"),
    long_hold: |until, left| {
        format!(
            "Graph asks to wait until {until}: nothing is sent before that time, and then the run goes on. Left: {left}"
        )
    },
    stopping: "Stopping. What is under way is finished, and nothing else is begun.",
    paused: "Paused. Nothing new is begun until you resume.",
    not_kept_pause: "Paused: this browser does not keep what becomes of the profiles. If you go on, leave this tab open until the run is over: a closed tab would lose that.",
    interrupted: "The page was closed in the middle of this run. What was sent has been looked up. Nothing else happens until you go on.",
    other_account: |upn, tenant| {
        format!(
            "This run belongs to {upn} in the tenant {tenant}. It can go on only when that account is signed in."
        )
    },
    blocked: |blocker| match blocker {
        Blocker::Offline => Advice {
            happened: "This device is offline.",
            next: "The run goes on by itself when it is online again.",
        },
        Blocker::NoAnswer => Advice {
            happened: "Graph does not answer.",
            next: "Check the network, and whether a proxy, an extension or a filter blocks Graph. Then resume.",
        },
        Blocker::Throttled => Advice {
            happened: "Graph asks to wait again and again.",
            next: "Other apps may be using up what Intune allows this tenant. Wait some minutes, then resume.",
        },
        Blocker::Refused => Advice {
            happened: "Graph refuses one after the other.",
            next: "The next ones would hardly fare better. Remove the cause, then resume.",
        },
        Blocker::SignIn => Advice {
            happened: "There is no access token that Graph accepts.",
            next: "Sign in again, and the run goes on.",
        },
        Blocker::Proof => Advice {
            happened: "A policy of your organization asks for more proof of who you are.",
            next: "Prove who you are, and the run goes on.",
        },
    },
    prove_button: "Prove who you are",
    kept: "The run is kept: if this page has to leave for the sign-in, it is here again afterwards.",
    saying: |saying| match saying {
        Announcement::Nothing => String::new(),
        Announcement::Planning(done, all) => (WORDS.planning)(*done, *all),
        Announcement::Ready(count, skipped) => (WORDS.ready)(*count, *skipped),
        Announcement::Running(done, all) => revoked_of(*done, *all),
        Announcement::Holding(done, all) => {
            format!("{}. Graph asks to wait.", revoked_of(*done, *all))
        }
        Announcement::Paused(done, all) => format!("Paused. {}", revoked_of(*done, *all)),
        Announcement::Blocked(blocker, done, all) => format!(
            "{} {}",
            (WORDS.blocked)(*blocker).happened,
            revoked_of(*done, *all)
        ),
        Announcement::Stopping(done, all) => format!("Stopping. {}", revoked_of(*done, *all)),
        Announcement::Over(figures) => (WORDS.verdict)(figures),
    },

    table: "Profiles of this run",
    column: |column| match column {
        RunColumn::Name => "Name",
        RunColumn::State => "State",
        RunColumn::Why => "Why",
        RunColumn::Type => "Type",
        RunColumn::Token => "Token before",
        RunColumn::Devices => "Devices",
        RunColumn::At => "At (UTC)",
        RunColumn::RequestId => "request-id",
    },
    filter: "Show",
    needs_person: "Needs you",
    every_state: "All",

    confirmed_as: |key| match key {
        "readBack" => "confirmed by reading back",
        "notVisibleYet" => "accepted by Graph, not visible yet",
        "otherToken" => "accepted by Graph; the profile holds a new token now, which works",
        "notReadable" => "accepted by Graph; the profile cannot be read",
        _ => "",
    },
    unanswered_revoked: "the answer does not say so, but the profile does",
    unanswered_not_revoked: "no answer that tells; the profile still holds the same token",
    unanswered_cannot_tell: "no answer that tells, and the profile does not tell either",
    record_lost: "this browser lost its record of it",
    no_token: "there was no access token",

    verdict,
    ending: |figures| match (figures.need_person, figures.revoked) {
        (0, 0) => "Nothing was revoked".to_owned(),
        (0, revoked) => format!("✓ {} revoked", grouped(revoked)),
        (count, _) => format!(
            "! {} of {} {}",
            grouped(count),
            grouped(figures.meant()),
            if count == 1 { "needs you" } else { "need you" }
        ),
    },
    totals: "Totals",
    confirmed: "Revoked and confirmed",
    unconfirmed: "Accepted by Graph, not visible yet",
    sum: "Total",
    planned: "Planned",
    planned_by: "Planned by, as its file says",
    carried_out_by: "Carried out by",
    started: "Started",
    ended: "Ended",
    reason_said: "Reason",
    ticket_said: "Ticket",
    run_id: "Run",
    retry: |count, all_failed| {
        let which = if all_failed {
            "failed"
        } else {
            "were not revoked"
        };
        format!("Retry the {} that {which}", grouped(count))
    },
    reconcile: |count| format!("Look again at the {} undecided", grouped(count)),
    download: "Download",
    download_as: |format| format!("Download {format}"),
    print: "Print",
};

fn plan_problem(problem: &PlanProblem) -> String {
    match problem {
        PlanProblem::SeveralFiles => "Open one file at a time.".to_owned(),
        PlanProblem::TooLarge => "The file is longer than 5 MiB, and no plan is.".to_owned(),
        PlanProblem::NotReadable => {
            "The file is damaged, or something else: it is no whole JSON.".to_owned()
        }
        PlanProblem::NotAPlan => "The file is no plan that this page has saved.".to_owned(),
        PlanProblem::Version(version) => format!(
            "The plan is of version “{version}”, and this page knows version “1”: load the page anew, or ask for the plan once more."
        ),
        PlanProblem::Action(action) => format!(
            "The plan is for “{action}”, and this page opens plans for “revoke”: load the page anew."
        ),
        PlanProblem::Elsewhere { file, here } => format!(
            "The plan is for the tenant {} in the cloud {}. You are signed in to the tenant {} in the cloud {}.",
            file.tenant_id, file.cloud, here.tenant_id, here.cloud
        ),
        PlanProblem::Empty => "The plan names no profile.".to_owned(),
        PlanProblem::TooMany => format!(
            "The plan names more than {} profiles.",
            grouped(SavedPlan::MOST)
        ),
        PlanProblem::Twice { first, again } => format!(
            "Its profile {} is its profile {} once more: the file was altered.",
            grouped(*again),
            grouped(*first)
        ),
        PlanProblem::Field { item, name, wrong } => {
            let of = item.map_or_else(String::new, |item| {
                format!(" of its profile {}", grouped(item))
            });
            match wrong {
                Wrong::Missing => format!("“{name}”{of} is missing: the file was altered."),
                Wrong::Value => format!(
                    "“{name}”{of} is not what this page writes there: the file was altered."
                ),
                Wrong::Unknown => format!(
                    "“{name}”{of} is nothing that this page knows: the file was altered, or is of a later version."
                ),
            }
        }
    }
}

fn revoked_of(revoked: usize, all: usize) -> String {
    format!("{} of {} revoked", grouped(revoked), grouped(all))
}

fn revoke(count: usize) -> String {
    match count {
        1 => "Revoke 1 token".to_owned(),
        _ => format!("Revoke {} tokens", grouped(count)),
    }
}

fn verdict(figures: &Counts) -> String {
    let meant = figures.meant();
    let lead = if meant == 0 {
        "Nothing was revoked".to_owned()
    } else if figures.revoked < meant {
        revoked_of(figures.revoked, meant)
    } else {
        let confirmed = if figures.unconfirmed == 0 {
            " and confirmed"
        } else {
            ""
        };
        match meant {
            1 => format!("The token was revoked{confirmed}"),
            _ => format!("All {} tokens were revoked{confirmed}", grouped(meant)),
        }
    };
    with_the_rest(lead, figures)
}

fn with_the_rest(lead: String, figures: &Counts) -> String {
    let mut parts = vec![lead];
    let mut add = |count: usize, text: &str| {
        if count > 0 {
            parts.push(format!("{} {text}", grouped(count)));
        }
    };
    add(figures.unconfirmed, "not visible yet");
    add(figures.not_revoked, "not revoked");
    add(figures.cannot_tell, "cannot be told");
    add(figures.skipped(), "skipped");
    parts.join("; ")
}
