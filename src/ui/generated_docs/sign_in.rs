//! `docs/sign-in.md`, written from the code: what an error of a sign-in comes to, and who can help.

use std::fmt::Write as _;

use crate::{
    language::Language,
    session::{Helper, SignInCause, sign_in_errors::TABLE},
    ui::words::{
        sign_in_help::sign_in_help,
        start::{Advice, words},
    },
};

fn who(helper: Helper) -> String {
    match helper {
        Helper::Person => "the person who signs in".to_owned(),
        Helper::Administrator => "an administrator of the tenant".to_owned(),
        Helper::Registrar { step } => format!(
            "whoever registered the app: [step {step}](../README.md#register-the-app-in-microsoft-entra)"
        ),
        Helper::Network => "whoever manages the network".to_owned(),
        Helper::Later => "nobody has to: try again".to_owned(),
    }
}

fn advice(language: Language, cause: SignInCause) -> Advice {
    let at_hand = (words(language).sign_in_advice)(cause);
    let rare = (sign_in_help(language).advice)(cause);
    assert!(at_hand.is_some() != rare.is_some(), "{cause:?}");
    at_hand.or(rare).unwrap()
}

fn says(cause: SignInCause) -> String {
    let advice = advice(Language::English, cause);
    format!("**{}** {}", advice.happened, advice.next)
}

fn document() -> String {
    let mut text = String::from(
        "# Errors of signing in\n\n\
         For each error of the sign-in host (`AADSTS` and a number) and of MSAL.js that the page tells apart: what it says, and who can help.\n\
         A test writes this page from the table in `src/session/sign_in_errors.rs` (`src/ui/generated_docs/sign_in.rs`) and fails when it is out of date: `UPDATE_DOCS=1 cargo test --lib generated_docs` writes it anew.\n\n\
         The number goes first, then Entra's sub-error, then the code. `access_denied` with a number that is not here is no cancel. \
         What is in neither table leads to the last row of the first. What a number means in Microsoft's own words: `https://login.microsoftonline.com/error?code=` and the number.\n\n\
         ## What the page says\n\n\
         | cause | says | who can help |\n|---|---|---|\n",
    );
    for key in SignInCause::KEYS {
        let cause = SignInCause::from_key(key).unwrap();
        writeln!(
            text,
            "| `{key}` | {} | {} |",
            says(cause),
            who(cause.helper())
        )
        .unwrap();
    }
    text.push_str("\n## Numbers\n\n| number | cause | who can help |\n|---|---|---|\n");
    let mut rows: Vec<(u32, String, SignInCause)> = Vec::new();
    for row in &TABLE {
        for number in row.numbers {
            rows.push((*number, format!("AADSTS{number}"), row.cause));
        }
        for [first, last] in row.families {
            let name = format!("AADSTS{first} to AADSTS{last}, where not named here");
            rows.push((*first, name, row.cause));
        }
    }
    rows.sort_by_key(|(number, name, _)| (*number, name.len()));
    for (_, name, cause) in rows {
        writeln!(
            text,
            "| {name} | `{}` | {} |",
            cause.key(),
            who(cause.helper())
        )
        .unwrap();
    }
    text.push_str("\n## Codes\n\n| code | cause | who can help |\n|---|---|---|\n");
    let mut rows: Vec<_> = TABLE
        .iter()
        .flat_map(|row| row.codes.iter().map(|code| (*code, row.cause)))
        .collect();
    rows.sort_unstable_by_key(|(code, _)| *code);
    for (code, cause) in rows {
        writeln!(
            text,
            "| `{code}` | `{}` | {} |",
            cause.key(),
            who(cause.helper())
        )
        .unwrap();
    }
    text
}

#[test]
fn the_list_of_sign_in_errors_says_what_the_code_does() {
    let document = document();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sign-in.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &document).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == document,
        "docs/sign-in.md is out of date: UPDATE_DOCS=1 cargo test --lib generated_docs. It should be:\n{document}"
    );
}

#[test]
fn what_the_page_says_names_whoever_can_help() {
    for key in SignInCause::KEYS {
        let cause = SignInCause::from_key(key).unwrap();
        let next = [Language::English, Language::SimplifiedChinese]
            .map(|language| advice(language, cause).next);
        let named: [&[&str]; 2] = match cause.helper() {
            Helper::Registrar { step } => [
                &["Whoever registered the app", &format!("step {step} of")],
                &["注册此应用的人员", &format!("第 {step} 步")],
            ],
            Helper::Administrator => [&["dministrator"], &["管理员"]],
            Helper::Network => [&["proxy"], &["代理"]],
            Helper::Later => [&["again"], &["重"]],
            Helper::Person => [&[], &[]],
        };
        for (next, named) in next.iter().zip(named) {
            for name in named {
                assert!(next.contains(*name), "{key}: {next}");
            }
        }
        if !matches!(cause.helper(), Helper::Registrar { .. }) {
            assert!(!next[0].contains("step "), "{key}");
        }
    }
}
