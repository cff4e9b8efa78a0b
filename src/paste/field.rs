//! Inputs from the field, each with what it holds. Every ID, name and token in the files is invented.

use super::*;

const A: &str = "5d0c7e21-3b6f-4a98-9c14-7e2f8a6b0d31";
const B: &str = "c1e94b70-8a2d-4f53-b6e7-2d9a0f4c8b16";
const TOKEN: &str = "QWZKPLTR";
/// Secrets of the files, half of one in base64 included.
const SECRETS: [&str; 5] = [
    TOKEN,
    "invented-password",
    "invented_web_token",
    "eyJhbmRyb2lk",
    "UVdaS1BMVFI",
];

/// What is found, one a line.
fn found(pasted: &Pasted) -> Vec<String> {
    let shown = |found: &Found| match &found.what {
        Recognised::Profile(reference) => reference.to_string(),
        Recognised::Name(name) => format!("name {name}"),
        Recognised::TokenOrName(token, _) if token.matches(TOKEN) => "token or name".to_owned(),
        Recognised::Token(token) if token.matches(TOKEN) => "token".to_owned(),
        Recognised::Token(_) | Recognised::TokenOrName(..) => "another token".to_owned(),
    };
    pasted.found.iter().map(shown).collect()
}

fn text_of(file: &[u8]) -> String {
    decode(file.to_vec()).unwrap()
}

macro_rules! field {
    ($($name:literal => [$($found:expr),*], [$($reason:expr),*];)*) => {
        [$((
            $name,
            &include_bytes!(concat!("fixtures/field/", $name))[..],
            vec![$(String::from($found)),*],
            vec![$($reason),*],
        )),*]
    };
}

#[test]
fn each_input_from_the_field_is_read_right() {
    let afw = |id: &str| format!("androidForWorkEnrollmentProfiles/{id}");
    let owner = |id: &str| format!("androidDeviceOwnerEnrollmentProfiles/{id}");
    let device = Reason::OtherId(Thing::Device);
    let mut wrong = Vec::new();
    for (name, file, expected, reasons) in field! {
        "P01-eight-letters.txt" => ["token or name"], [];
        "P01b-token-blade.txt" => ["token"], [];
        "P01c-token-in-a-sentence.txt" => ["token"], [];
        "P02-prose-before-json.txt" => ["token"], [];
        "P04-trailing-comma-pretty.txt" => ["token"], [];
        "P05-smart-quotes.txt" => ["token"], [];
        "P05b-smart-quote-value-only.txt" => ["token"], [];
        "P06-escaped-line.txt" => ["token"], [];
        "P06b-escaped-line-without-link.txt" => ["token"], [];
        "P07-json-string.txt" => ["token"], [];
        "P09-html-entities.txt" => ["token"], [];
        "P10-chart-link.txt" => ["token"], [];
        "P11-zero-touch-iframe.txt" => ["token"], [];
        "P12-knox-custom-json.txt" => ["token"], [];
        "P13-qr-with-wifi.json" => ["token"], [];
        "P14-dpc-extras-wrapper.json" => ["token"], [];
        "P16-token-value-without-id.json" => ["token"], [];
        "P18-profile-with-everything.json" => [A], [];
        "P19-format-list.txt" => [A], [];
        "P19b-format-list-sdk.txt" => [owner(A)], [];
        "P21-format-table.txt" => [owner(A), owner(B)], [];
        "P23-export-csv.csv" => [owner(A), owner(B)], [];
        "P24-csv-with-qr.csv" => [A], [];
        "P25-devices.csv" => [], [device, device];
        "P26-windows-1252.csv" => [A, B], [];
        "P28-utf8-bom-semicolon.csv" => [A], [];
        "P28b-utf16-tab.txt" => [A], [];
        "P29-safelinks-portal.txt" => [A], [];
        "P30-safelinks-graph.txt" => [owner(A)], [];
        "P31b-safelinks-own-page.txt" => [owner(A)], [];
        "P32-urldefense-graph.txt" => [owner(A)], [];
        "P33-autopilot-link.txt" => [], [Reason::LinkWithoutProfile];
        "P35b-policy-link.txt" => [], [Reason::LinkWithoutProfile];
        "P36-tenant-before-hash.txt" => [A], [];
        "P37-query-before-hash.txt" => [A], [];
        "P38-batch.json" => [afw(A), owner(B)], [];
        "P40-audit-event-alone.json" => [owner(A)], [];
        "P41-log-analytics.json" => [owner(A)], [];
        "P43-markdown-link.txt" => [A], [];
        "P44-jira-link.txt" => [A], [];
        "P45-cmdlet.txt" => [owner(A)], [];
        "P45b-psobject.txt" => [A], [];
        "P46-guid-wrapped.txt" => [A], [];
        "P47b-properties-json.txt" => ["token"], [];
        "P48-qr-app-text.txt" => ["token"], [];
        "P50-terraform-state.json" => [owner(A)], [];
        "P51-old-doc-wrapper.json" => [owner(A)], [];
        "P52-graph-list.json" => [owner(A), owner(B)], [];
        "P54-dynamic-rule.txt" => ["name Kiosk Harbour"], [];
        "P55-qr-content-base64.txt" => ["token"], [];
    } {
        let pasted = recognise(&text_of(file)).unwrap();
        let not: Vec<Reason> = pasted.not_recognised.iter().map(|not| not.reason).collect();
        let shown = format!("{pasted:?}");
        let leaked = SECRETS.iter().any(|secret| shown.contains(secret));
        if found(&pasted) != expected || not != reasons || leaked || pasted.duplicates > 0 {
            wrong.push(format!("{name}: {pasted:#?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
