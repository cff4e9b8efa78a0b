//! `docs/outcomes.md`, written from the code: what the page says, does and sends, by letting it.

use std::fmt::Write as _;

use crate::{
    actions::{
        Call, RevocationAction, RevocationEffect, Stage,
        test_support::{self, Did, Harness, START},
    },
    graph::{Answer, Cause, NoAnswer},
    language::Language,
    session::SignInCause,
    time::utc,
    ui::{
        test_support::{by_role, names},
        tests::page_of,
    },
};

macro_rules! body {
    ($name:literal) => {
        include_str!(concat!("../../graph/fixtures/", $name))
    };
}

type Wire = Result<Answer, NoAnswer>;

/// Every cause, by name; one that is new does not compile until it is here.
fn cause_name(cause: &Cause) -> &'static str {
    match cause {
        Cause::ScopeMissing(_) => "ScopeMissing",
        Cause::RoleMissing => "RoleMissing",
        Cause::LicenceMissing => "LicenceMissing",
        Cause::Forbidden => "Forbidden",
        Cause::ApprovalRequired => "ApprovalRequired",
        Cause::SignInExpired => "SignInExpired",
        Cause::ClaimsChallenge(_) => "ClaimsChallenge",
        Cause::ChallengeUnreadable => "ChallengeUnreadable",
        Cause::NotFound => "NotFound",
        Cause::OtherCollection => "OtherCollection",
        Cause::Conflict => "Conflict",
        Cause::Throttled => "Throttled",
        Cause::ServiceFault => "ServiceFault",
        Cause::UnreadableAnswer => "UnreadableAnswer",
        Cause::UnexpectedSuccess => "UnexpectedSuccess",
        Cause::BadRequest => "BadRequest",
        Cause::Other => "Other",
    }
}

fn answer(status: u16, body: &str) -> Answer {
    test_support::answer(status, body)
}

fn unreadable_challenge() -> Answer {
    Answer {
        www_authenticate: r#"Bearer error="insufficient_claims", claims="?""#.into(),
        ..answer(401, "")
    }
}

/// Confirms, and answers every revocation alike. Before and between, the profile is read as it was shown; to settle or to
/// confirm, it is read as `after`. A silent sign-in gets a token, unless `silent` says no.
fn played(shown: &Wire, sent: &Wire, after: &Wire, silent: bool) -> (Harness, String) {
    let mut bench = called(Harness::requested(), shown.clone());
    bench.since();
    bench = bench.confirmed();
    loop {
        bench = match bench.due.as_ref().map(|(_, step)| step.clone()) {
            None => break,
            Some(RevocationEffect::Sleep(_)) => bench.wakes(),
            Some(RevocationEffect::StepUp { .. }) if silent => bench.stepped_up(Ok(())),
            Some(RevocationEffect::StepUp { .. }) => bench.stepped_up(Err(SignInCause::Expired)),
            Some(RevocationEffect::Call(Call::Send(..))) => called(bench, sent.clone()),
            Some(RevocationEffect::Call(Call::Read(..))) => {
                let reconciling =
                    matches!(bench.stage(), Stage::Verifying(_) | Stage::Reconciling(_));
                called(
                    bench,
                    if reconciling {
                        after.clone()
                    } else {
                        shown.clone()
                    },
                )
            }
        };
    }
    let did = sequence(&bench.did);
    (bench, did)
}

fn called(bench: Harness, answer: Wire) -> Harness {
    match answer {
        Ok(answer) => bench.graph(answer),
        Err(reason) => bench.lost(reason),
    }
}

/// What was done, with what repeats written once.
fn sequence(did: &[Did]) -> String {
    let words: Vec<String> = did
        .iter()
        .map(|did| match did {
            Did::Get(_) => "GET".to_owned(),
            Did::Post(_) => "POST".to_owned(),
            Did::Wait(17_000) => "wait 17 s".to_owned(),
            Did::Wait(_) => "wait".to_owned(),
            Did::StepUp { interactive: false } => "silent sign-in".to_owned(),
            Did::StepUp { interactive: true } => "sign-in".to_owned(),
        })
        .collect();
    let mut parts = Vec::new();
    let mut rest = &words[..];
    while !rest.is_empty() {
        let repeats = |length: usize| {
            let unit = &rest[..length];
            rest.chunks(length)
                .take_while(|chunk| *chunk == unit)
                .count()
        };
        let length = (1..=rest.len().min(3)).find(|length| repeats(*length) > 1);
        let (length, times) = length.map_or((1, 1), |length| (length, repeats(length)));
        let unit = rest[..length].join(", ");
        parts.push(if times > 1 && length == 1 {
            format!("{times} × {unit}")
        } else if times > 1 {
            format!("{times} × ({unit})")
        } else {
            unit
        });
        rest = &rest[length * times..];
    }
    parts.join(", ")
}

/// What the page says: its heading, its sentences, its buttons.
fn said(bench: &Harness) -> [String; 3] {
    let html = page_of(bench, Language::English);
    let in_dialog = !matches!(
        bench.stage(),
        Stage::Verifying(_) | Stage::Reconciling(_) | Stage::Finished(_)
    );
    let shown = ["alertdialog", "status", "alert"]
        .into_iter()
        .filter(|role| (*role == "alertdialog") == in_dialog)
        .flat_map(|role| by_role(&html, role))
        .find(|part| !part.text().is_empty())
        .unwrap()
        .html;
    let heading = names(&shown, "heading").remove(0);
    let says: Vec<_> = by_role(&shown, "paragraph")
        .into_iter()
        .filter(|part| by_role(&part.html, "button").is_empty())
        .map(|part| part.text())
        .filter(|text| !text.is_empty())
        .collect();
    let mut buttons = names(&shown, "button");
    // Every outcome that is over can be copied, downloaded and closed.
    buttons.retain(|name| {
        !["Copy", "Download", "Close"]
            .iter()
            .any(|word| name.starts_with(word))
    });
    // One step further away.
    if names(&shown, "group").contains(&"Before that time…".to_owned()) {
        buttons.insert(0, "Before that time…".to_owned());
    }
    [heading, says.join(" "), buttons.join(", ")]
}

fn head(text: &mut String, columns: &[&str]) {
    writeln!(text, "| {} |", columns.join(" | ")).unwrap();
    writeln!(text, "|{}", "---|".repeat(columns.len())).unwrap();
}

fn line(text: &mut String, cells: &[&str]) {
    assert!(cells.iter().all(|cell| !cell.contains('|')), "{cells:?}");
    writeln!(text, "| {} |", cells.join(" | ")).unwrap();
}

fn row(text: &mut String, first: &[&str], did: &str, bench: &Harness) {
    let [heading, says, buttons] = said(bench);
    let mut cells = first.to_vec();
    let stop = if heading.ends_with('?') { "" } else { "." };
    let says = format!("**{heading}{stop}** {says}")
        .replace(&bench.now.on_clock(), "yyyy-mm-dd hh:mm:ss ±hh:mm")
        .replace(&bench.now.utc_clock(), "hh:mm:ss UTC")
        .replace(
            &utc(bench.now.unix_ms + 3_600_000),
            "yyyy-mm-dd hh:mm:ss UTC",
        )
        .replace(&utc(START.unix_ms - 1_000), "yyyy-mm-dd hh:mm:ss UTC");
    cells.extend([did, says.as_str(), buttons.as_str()]);
    line(text, &cells);
}

const DOES: [&str; 3] = ["does by itself", "says", "buttons"];

/// What Graph answers to the revocation, in words and as it comes.
#[allow(clippy::too_many_lines, reason = "a table")]
fn refusals() -> Vec<(&'static str, &'static str, Answer, bool)> {
    let aosp = true;
    vec![
        (
            "ScopeMissing",
            "403, *Application is not authorized*",
            answer(403, body!("scope-missing.json")),
            false,
        ),
        (
            "RoleMissing",
            "403, *User is not authorized*",
            answer(403, body!("role-missing.json")),
            false,
        ),
        (
            "LicenceMissing",
            "400, *Request not applicable to target tenant*",
            answer(400, body!("no-licence.json")),
            false,
        ),
        (
            "Forbidden",
            "403 without a reason",
            answer(403, body!("forbidden-untold.json")),
            false,
        ),
        (
            "Forbidden",
            "401 in which Intune says *Forbidden*",
            answer(401, body!("intune-401-forbidden.json")),
            false,
        ),
        (
            "ApprovalRequired",
            "400, *Header 'x-msft-approval-justification' is required*",
            test_support::needs_approval(),
            false,
        ),
        (
            "ApprovalRequired",
            "403, `ApprovalRequired`",
            answer(403, body!("approval-required.json")),
            false,
        ),
        (
            "SignInExpired",
            "401",
            answer(401, body!("token-expired.json")),
            false,
        ),
        (
            "ClaimsChallenge",
            "401 with claims, each time",
            test_support::challenged(401),
            false,
        ),
        (
            "ClaimsChallenge",
            "403 with claims, each time",
            test_support::challenged(403),
            false,
        ),
        (
            "ChallengeUnreadable",
            "401 with claims that cannot be read",
            unreadable_challenge(),
            false,
        ),
        ("NotFound", "404", test_support::not_found(), false),
        (
            "NotFound",
            "400, *Cannot find profile*",
            test_support::not_found_as_400(),
            false,
        ),
        (
            "NotFound",
            "404, for an AOSP profile (by its other name too)",
            test_support::not_found(),
            aosp,
        ),
        (
            "Conflict",
            "409",
            answer(409, body!("conflict.json")),
            false,
        ),
        (
            "Throttled",
            "429 with `Retry-After: 17`, each time",
            test_support::throttled("17"),
            false,
        ),
        (
            "Throttled",
            "429 with `Retry-After: 3600`",
            test_support::throttled("3600"),
            false,
        ),
        (
            "Throttled",
            "429 that does not say how long, each time",
            test_support::throttled(""),
            false,
        ),
        (
            "ServiceFault",
            "503 with `Retry-After: 17`, each time",
            test_support::busy("17"),
            false,
        ),
        (
            "ServiceFault",
            "503 with `Retry-After: 3600`",
            test_support::busy("3600"),
            false,
        ),
        (
            "ServiceFault",
            "503 that does not say how long",
            test_support::busy(""),
            false,
        ),
        (
            "ServiceFault",
            "500",
            answer(500, body!("server-error.json")),
            false,
        ),
        (
            "ServiceFault",
            "400, `InternalError`",
            test_support::fault_as_400(),
            false,
        ),
        (
            "ServiceFault",
            "408",
            answer(408, body!("server-error.json")),
            false,
        ),
        (
            "UnreadableAnswer",
            "502, a gateway's page",
            answer(502, body!("gateway-page.html")),
            false,
        ),
        (
            "UnreadableAnswer",
            "504 without a body",
            answer(504, ""),
            false,
        ),
        (
            "UnreadableAnswer",
            "403, a proxy's page",
            answer(403, body!("gateway-page.html")),
            false,
        ),
        ("UnexpectedSuccess", "200", answer(200, "{}"), false),
        (
            "BadRequest",
            "400",
            answer(400, body!("intune-level-1.json")),
            false,
        ),
        (
            "BadRequest",
            "400, for an AOSP profile (by its other name too)",
            answer(400, body!("intune-level-1.json")),
            aosp,
        ),
        (
            "Other",
            "402",
            answer(402, body!("server-error.json")),
            false,
        ),
        ("Other", "302", answer(302, ""), false),
    ]
}

fn no_answer_name(reason: NoAnswer) -> &'static str {
    match reason {
        NoAnswer::Offline => "Offline",
        NoAnswer::Blocked => "Blocked",
        NoAnswer::Policy => "Policy",
        NoAnswer::TimedOut => "TimedOut",
        NoAnswer::Interrupted => "Interrupted",
    }
}

const NO_ANSWERS: [NoAnswer; 4] = [
    NoAnswer::Offline,
    NoAnswer::Blocked,
    NoAnswer::Policy,
    NoAnswer::TimedOut,
];

fn before(text: &mut String) {
    text.push_str("\n## Before anybody is asked\n\nThe first `GET`, for the form's profile type, and what comes of it. Nothing is revoked.\n\n");
    let mut columns = vec!["`GET` answers"];
    columns.extend(DOES);
    head(text, &columns);
    for (name, bench) in vec![
        ("200", Harness::requested().graph(test_support::active())),
        (
            "200, and the token no longer works",
            Harness::requested().graph(test_support::revoked()),
        ),
        (
            "200, and the token no longer works, and the person wants to revoke it all the same",
            Harness::requested()
                .graph(test_support::revoked())
                .act(RevocationAction::AllTheSame),
        ),
        (
            "404, and 200 for the other type",
            Harness::requested()
                .graph(test_support::not_found())
                .graph(test_support::active()),
        ),
        (
            "404, and 404 for the other type",
            Harness::requested()
                .graph(test_support::not_found())
                .graph(test_support::not_found()),
        ),
        (
            "400, *Cannot find profile*, and 200 for the other type",
            Harness::requested()
                .graph(test_support::not_found_as_400())
                .graph(test_support::active()),
        ),
        ("403", Harness::requested().graph(test_support::forbidden())),
        (
            "500",
            Harness::requested().graph(answer(500, body!("server-error.json"))),
        ),
        (
            "429",
            Harness::requested().graph(test_support::throttled("17")),
        ),
        (
            "429 with `Retry-After: 3600`",
            Harness::requested().graph(test_support::throttled("3600")),
        ),
        (
            "nothing: the deadline has passed",
            Harness::requested().lost(NoAnswer::TimedOut),
        ),
        (
            "401 with claims, then 200",
            Harness::requested()
                .graph(test_support::challenged(401))
                .stepped_up(Ok(()))
                .graph(test_support::active()),
        ),
        (
            "401 with claims, and the sign-in host wants the person",
            Harness::requested()
                .graph(test_support::challenged(401))
                .stepped_up(Err(SignInCause::Expired)),
        ),
        (
            "401 with claims, twice",
            Harness::requested()
                .graph(test_support::challenged(401))
                .stepped_up(Ok(()))
                .graph(test_support::challenged(401)),
        ),
        (
            "not asked: no access token",
            Harness::requested().no_token(),
        ),
    ] {
        let did = if name.starts_with("not asked") {
            String::new()
        } else {
            sequence(&bench.did)
        };
        row(text, &[name], &did, &bench);
    }
    finding_out(text);
}

fn finding_out(text: &mut String) {
    text.push_str("\nWhere nobody chose the profile type, and the list does not have the ID in one collection alone, both are read: first that of Android for Work.\n\n");
    let mut columns = vec!["the first `GET` answers", "the second"];
    columns.extend(DOES);
    head(text, &columns);
    let finding = |first, second| called(called(Harness::finding(), first), second);
    let found = || Ok(test_support::active());
    let not_found = || Ok(test_support::not_found());
    let forbidden = || Ok(test_support::forbidden());
    for (first, second, bench) in vec![
        ("404", "200", finding(not_found(), found())),
        ("200", "404", finding(found(), not_found())),
        ("403", "200", finding(forbidden(), found())),
        (
            "nothing: the deadline has passed",
            "200",
            finding(Err(NoAnswer::TimedOut), found()),
        ),
        ("404", "404", finding(not_found(), not_found())),
        ("404", "403", finding(not_found(), forbidden())),
        ("403", "403", finding(forbidden(), forbidden())),
        ("200", "200", finding(found(), found())),
        (
            "429 with `Retry-After: 3600`",
            "not asked",
            called(Harness::finding(), Ok(test_support::throttled("3600"))),
        ),
    ] {
        row(text, &[first, second], &sequence(&bench.did), &bench);
    }
}

fn between(text: &mut String) {
    text.push_str("\n## Between the confirmation and the sending\n\nThe `GET` right before the `POST`, after every confirmation, wait or sign-in.\n\n");
    let mut columns = vec!["shown before", "`GET` answers"];
    columns.extend(DOES);
    head(text, &columns);
    for (shown, name, first, then) in [
        (
            "a profile",
            "the same token",
            Ok(test_support::active()),
            Ok(test_support::active()),
        ),
        (
            "a profile",
            "another token",
            Ok(test_support::active()),
            Ok(test_support::replaced()),
        ),
        (
            "a profile",
            "a token that no longer works",
            Ok(test_support::active()),
            Ok(test_support::revoked()),
        ),
        (
            "a profile",
            "403",
            Ok(test_support::active()),
            Ok(test_support::forbidden()),
        ),
        (
            "a profile",
            "nothing: the connection failed",
            Ok(test_support::active()),
            Err(NoAnswer::Blocked),
        ),
        (
            "that it cannot be read",
            "403",
            Ok(test_support::forbidden()),
            Ok(test_support::forbidden()),
        ),
        (
            "that it cannot be read",
            "429 with `Retry-After: 3600`",
            Ok(test_support::forbidden()),
            Ok(test_support::throttled("3600")),
        ),
        (
            "that it cannot be read",
            "a profile",
            Ok(test_support::forbidden()),
            Ok(test_support::active()),
        ),
    ] {
        let mut bench = called(Harness::requested(), first);
        bench.since();
        let bench = called(bench.confirmed(), then);
        let did = sequence(&bench.did);
        row(text, &[shown, name], &did, &bench);
    }
}

fn refused(text: &mut String) -> Vec<&'static str> {
    text.push_str("\n## When Graph does not answer `204 No Content`\n\nFrom the confirmation on; every `GET` shows the token that was shown before, and a silent sign-in gets an access token.\n\n");
    let mut columns = vec!["cause", "`POST` is answered"];
    columns.extend(DOES);
    head(text, &columns);
    let mut causes = Vec::new();
    for (name, words, refusal, aosp) in refusals() {
        let cause = refusal.clone().into_accepted("c", 0).unwrap_err().cause;
        assert_eq!(cause_name(&cause), name, "{words}");
        causes.push(name);
        let shown = Ok(if aosp {
            test_support::aosp()
        } else {
            test_support::active()
        });
        let (bench, did) = played(&shown, &Ok(refusal), &shown, true);
        row(text, &[name, words], &did, &bench);
    }
    let (bench, did) = played(
        &Ok(test_support::active()),
        &Ok(test_support::challenged(401)),
        &Ok(test_support::active()),
        false,
    );
    row(
        text,
        &[
            "ClaimsChallenge",
            "401 with claims, and the sign-in host wants the person",
        ],
        &did,
        &bench,
    );
    let bench = Harness::requested()
        .graph(test_support::forbidden())
        .confirmed();
    let since = bench.did.len() - 1;
    let bench = bench
        .graph(test_support::forbidden())
        .graph(test_support::not_found())
        .graph(test_support::active());
    let did = sequence(&bench.did[since..]);
    row(
        text,
        &[
            "OtherCollection",
            "404, for a profile that could not be read before and that the other type has",
        ],
        &did,
        &bench,
    );
    causes.push("OtherCollection");
    causes
}

fn unknown(text: &mut String) {
    text.push_str("\n## When the answer does not tell, or none comes\n\nNothing is sent again. What the profile says afterwards counts.\n\n");
    let mut columns = vec!["`POST` is answered", "`GET` afterwards"];
    columns.extend(DOES);
    head(text, &columns);
    let mut sent: Vec<(String, Wire)> = NO_ANSWERS
        .into_iter()
        .map(|reason| {
            (
                format!("not at all: {}", no_answer_name(reason)),
                Err(reason),
            )
        })
        .collect();
    sent.push((
        "400, `InternalError`".to_owned(),
        Ok(test_support::fault_as_400()),
    ));
    sent.push((
        "500".to_owned(),
        Ok(answer(500, body!("server-error.json"))),
    ));
    for (name, sent) in sent {
        for (read, after) in [
            ("the token has expired since", Ok(test_support::revoked())),
            ("nothing has changed", Ok(test_support::active())),
            ("another token", Ok(test_support::replaced())),
            ("something else has changed", Ok(test_support::edited())),
            ("403", Ok(test_support::forbidden())),
        ] {
            let (bench, did) = played(&Ok(test_support::active()), &sent, &after, true);
            row(text, &[&name, read], &did, &bench);
        }
        let unread = Ok(test_support::forbidden());
        let (bench, did) = played(&unread, &sent, &unread, true);
        row(
            text,
            &[&name, "not asked: it could not be read before either"],
            &did,
            &bench,
        );
    }
}

fn revoked(text: &mut String) {
    text.push_str("\n## After `204 No Content`\n\nThe profile is read until it shows the revocation, with growing waits.\n\n");
    let mut columns = vec!["`GET` afterwards"];
    columns.extend(DOES);
    head(text, &columns);
    for (name, shown, after) in [
        (
            "the token has expired since",
            test_support::active(),
            Ok(test_support::revoked()),
        ),
        (
            "nothing has changed, each time",
            test_support::active(),
            Ok(test_support::active()),
        ),
        (
            "something else has changed, each time",
            test_support::active(),
            Ok(test_support::edited()),
        ),
        (
            "another token",
            test_support::active(),
            Ok(test_support::replaced()),
        ),
        (
            "401 with claims, each time",
            test_support::active(),
            Ok(test_support::challenged(401)),
        ),
        (
            "429 with `Retry-After: 17`, each time",
            test_support::active(),
            Ok(test_support::throttled("17")),
        ),
        (
            "429 with `Retry-After: 3600`",
            test_support::active(),
            Ok(test_support::throttled("3600")),
        ),
        (
            "no answer, each time",
            test_support::active(),
            Err(NoAnswer::Offline),
        ),
        (
            "403, as before",
            test_support::forbidden(),
            Ok(test_support::forbidden()),
        ),
    ] {
        let (bench, did) = played(&Ok(shown), &Ok(test_support::answer_204()), &after, true);
        row(text, &[name], &did, &bench);
    }
    let (bench, did) = {
        let bench = Harness::sent()
            .graph(test_support::answer_204())
            .graph(test_support::active())
            .wakes();
        let bench = bench.graph(test_support::revoked());
        let did = sequence(&bench.did[1..]);
        (bench, did)
    };
    row(
        text,
        &["nothing has changed, then the token has expired"],
        &did,
        &bench,
    );
}

fn table() -> String {
    let mut text = String::from(
        "# Outcomes\n\n\
         For each answer, or none: what the page says, what it does by itself, what it sends.\n\
         A test writes this page by letting the code run (`src/ui/generated_docs/outcomes.rs`) and fails when it is out of date: `UPDATE_DOCS=1 cargo test --lib outcomes` writes it anew.\n\n\
         `GET` reads the profile, `POST` revokes its token. A *wait* without a number is 2, 4, 8 … 60 s, the later half of which is chance. Every `POST` has a `client-request-id` of its own, and a deadline of 30 s.\n",
    );
    before(&mut text);
    between(&mut text);
    let causes = refused(&mut text);
    for key in Cause::KEYS {
        let cause = Cause::from_key(key).unwrap();
        assert!(causes.contains(&cause_name(&cause)), "{key} is missing");
    }
    unknown(&mut text);
    revoked(&mut text);
    text
}

#[test]
fn the_table_of_outcomes_says_what_the_code_does() {
    let table = table();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/outcomes.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == table,
        "docs/outcomes.md is out of date: UPDATE_DOCS=1 cargo test --lib outcomes. It should be:\n{table}"
    );
}

#[test]
fn what_repeats_is_written_once() {
    let [get, post, wait] = [
        Did::Get(String::new()),
        Did::Post(String::new()),
        Did::Wait(1),
    ];
    let did = [get.clone(), post, wait.clone(), get.clone(), wait, get];
    assert_eq!(sequence(&did), "GET, POST, 2 × (wait, GET)");
    assert_eq!(sequence(&[]), "");
}
