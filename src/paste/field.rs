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

/// Inputs of the same kinds that are in no file, from other tools and in other encodings.
#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn inputs_of_the_same_kinds_are_read_right() {
    let (account, tenant, other) = (
        "e7a2c9f4-0b1d-4c63-8f5a-91d3b7e60a42",
        "2f8b6d10-94c7-4e3a-a5d8-6c0e1b7f3925",
        "9b3d5f70-61a8-4c2e-8d94-0f7a2e6c1b58",
    );
    let afw = |id: &str| format!("androidForWorkEnrollmentProfiles/{id}");
    let owner = |id: &str| format!("androidDeviceOwnerEnrollmentProfiles/{id}");
    let key = "com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN";
    let code = format!(r#"{{"{key}":"{TOKEN}"}}"#);
    let portal = format!(
        "https://intune.microsoft.com/#view/Microsoft_Intune_Enrollment/AndroidProfileBlade/profileId/{A}"
    );
    let encoded =
        percent_encoding::utf8_percent_encode(&portal, percent_encoding::NON_ALPHANUMERIC)
            .to_string();
    let twice = percent_encoding::utf8_percent_encode(&encoded, percent_encoding::NON_ALPHANUMERIC)
        .to_string();
    let a = vec![A.to_owned()];
    let token = vec!["token".to_owned()];
    let none: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    for (text, expected) in [
        // Labels, sentences, and the page of a portal.
        (format!("Token:\n{TOKEN}\n"), token.clone()),
        (format!("Enrollment token\r\n\r\n{TOKEN}\r\n"), token.clone()),
        (format!("The token is `{TOKEN}`, please revoke it."), token.clone()),
        (format!("Profile ID\n{A}\nAccount ID\n{account}\n"), a.clone()),
        ("Kiosk HARBOURX".to_owned(), vec!["another token or name".to_owned()]),
        // Enrollment data.
        (format!("Poster: {code} (second floor)"), token.clone()),
        (format!("{{'{key}': '{TOKEN}'}}"), token.clone()),
        (format!("{{„{key}“: „{TOKEN}“}}"), token.clone()),
        (format!("｛＂{key}＂：＂{TOKEN}＂｝"), token.clone()),
        (format!("{{«{key}» : «{TOKEN}»,}}"), token.clone()),
        (format!("// QR\n{{\n  /* token */ {key:?}: \"{TOKEN}\", // here\n}}"), token.clone()),
        (code.trim_end_matches(['}', '"']).to_owned(), token.clone()),
        (serde_json::to_string(&serde_json::to_string(&code).unwrap()).unwrap(), token.clone()),
        (format!("qrCodeContent: {code}"), token.clone()),
        (format!("\"dpc\": {},", serde_json::to_string(&code).unwrap()), token.clone()),
        (code.replace('"', "&#34;"), token.clone()),
        (code.replace('"', "&amp;quot;"), token.clone()),
        (code.replace('"', "\\u0022"), token.clone()),
        (code.replace('"', "\"\""), token.clone()),
        (format!("https://api.qrserver.com/v1/create-qr-code/?size=200x200&data={}", code.replace('"', "%22").replace('{', "%7B").replace('}', "%7D")), token.clone()),
        (format!("https://quickchart.io/qr?text={}", code.replace('"', "%2522").replace('{', "%257B").replace('}', "%257D")), token.clone()),
        (code.replace('"', "%22").replace('{', "%7B").replace('}', "%7D"), token.clone()),
        (format!("{key}\\={TOKEN}"), token.clone()),
        (format!("=7B=22{key}=22=3A=22{TOKEN}=22=7D"), token.clone()),
        (format!("> {{\n> \"{key}\":\n> \"{TOKEN}\"\n> }}"), token.clone()),
        (format!("tokenValue : {TOKEN}\ndisplayName : Kiosk"), token.clone()),
        (format!("displayName,tokenValue\nKiosk,{TOKEN}\n"), token.clone()),
        (format!(r#"{{"value":[{{"displayName":"x","qrCodeContent":{}}}]}}"#, serde_json::to_string(&code).unwrap()), token.clone()),
        ("eyJjb20uZ29vZ2xlLmFuZHJvaWQuYXBwcy53b3JrLmNsb3VkZHBjLkVYVFJBX0VOUk9MTE1FTlRfVE9LRU4iOiJRV1pLUExUUiJ9".to_owned(), token.clone()),
        ("{\"qrCodeContent\":\"eyJjb20uZ29vZ2xlLmFuZHJvaWQuYXBwcy53b3JrLmNsb3VkZHBjLkVYVFJBX0VOUk9MTE1FTlRfVE9LRU4iOiJRV1pLUExUUiJ9\"}".to_owned(), token.clone()),
        ("eyJjb20uZ29vZ2xlLmFuZHJvaWQuYXBwcy53b3JrLmNsb3VkZHBj\nLkVYVFJBX0VOUk9MTE1FTlRfVE9LRU4iOiJRV1pLUExUUiJ9\n".to_owned(), token.clone()),
        (format!("https://enterprise.google.com/android/enroll?et={TOKEN}&x=1"), token.clone()),
        (format!("afw#setup/{TOKEN}"), token.clone()),
        // Properties.
        (format!("accountId: {account}\nid: {A}\ndisplayName: Kiosk\n"), a.clone()),
        (format!("- accountId: {account}\n  id: {A}\n- accountId: {account}\n  id: {B}\n"), vec![A.to_owned(), B.to_owned()]),
        (format!("$p = @{{\n  AccountId = '{account}'\n  Id = '{A}'\n  DisplayName = \"Kiosk\"\n}}"), a.clone()),
        (format!("IntuneAndroidDeviceOwnerEnrollmentProfile 'Kiosk'\n{{\n    AccountId = \"{account}\";\n    Id = \"{A}\";\n    TenantId = \"{tenant}\";\n}}"), vec![owner(A)]),
        (format!("resource \"microsoft365wp_android_enrollment_profile\" \"kiosk\" {{\n  account_id = \"{account}\"\n  id = \"{A}\"\n}}"), a.clone()),
        (format!("resource \"azuread_group\" \"x\" {{\n  id = \"{other}\"\n}}"), none.clone()),
        (format!("Id : {A}\nTenantId : {tenant}\n\nId : {B}\nTenantId : {tenant}\n"), vec![A.to_owned(), B.to_owned()]),
        (format!("POST {}{}/{A}/revokeToken HTTP/1.1\nHost: graph.microsoft.com\nclient-request-id: {other}\nAuthorization: Bearer x", "https://graph.microsoft.com/beta/deviceManagement/", "androidForWorkEnrollmentProfiles"), vec![afw(A)]),
        (format!("<S N=\"accountId\">{account}</S>\n<S N=\"id\">{A}</S>\n<S N=\"displayName\">Kiosk</S>"), a.clone()),
        (format!("accountId: {account}\nassignments:\n- id: {other}\n  target:\n    groupId: {tenant}\ndisplayName: Kiosk\nid: {A}\n"), a.clone()),
        (format!(r#"[{{"Name":"accountId","Value":"{account}"}},{{"Name":"id","Value":"{A}"}}]"#), a.clone()),
        (format!("Id : {}...\nDisplayName : Kiosk", &A[..17]), none.clone()),
        // Tables.
        (format!("Name                           Value\n----                           -----\naccountId                      {account}\nid                             {A}\n"), a.clone()),
        (format!("Id                   DisplayName\n--                   -----------\n{}... Kiosk\n", &A[..17]), none.clone()),
        (format!("AccountId                             Id                                    DisplayName\n------------------------------------  ------------------------------------  -----------\n{account}  {A}  仓库 终端\n"), a.clone()),
        (format!("| Account ID | Id | Name |\n|---|:-:|---|\n| {account} | {A} | Kiosk |\n"), a.clone()),
        (format!("Device ID\tDevice name\n{other}\tKIOSK\n"), none.clone()),
        (format!("id,deviceName,serialNumber\n{other},KIOSK,1\n"), none.clone()),
        (format!("userId;userPrincipalName\n{other};mira@contoso.example\n"), none.clone()),
        (format!("TimeGenerated,OperationName,Properties\n2026,Patch AndroidForWorkEnrollmentProfile,\"{{\"\"TargetObjectIds\"\":[\"\"{A}\"\"],\"\"AuditEventId\"\":\"\"{other}\"\"}}\"\n"), vec![afw(A)]),
        (format!("id;name\r{A};x\r{B};y\r"), vec![A.to_owned(), B.to_owned()]),
        // Links.
        (format!("https://eur01.safelinks.protection.outlook.com/?url={encoded}&data=05%7C02"), a.clone()),
        (format!("https://www.google.com/url?sa=t&url={encoded}&usg=x"), a.clone()),
        (format!("https://l.facebook.com/l.php?u={twice}&h=x"), a.clone()),
        (format!("https://linkprotect.cudasvc.com/url?a={encoded}&c=E,1,x"), a.clone()),
        (format!("https://secure-web.cisco.com/1abc/{encoded}"), a.clone()),
        (format!("https://urldefense.com/v3/__{}__;Iw!!x$", portal.replace('#', "*")), a.clone()),
        (format!("https://urldefense.proofpoint.com/v2/url?u={}&d=x", portal.replace('-', "-2D").replace('_', "-5F").replace("://", "-3A__").replace('#', "-23").replace('/', "_")), a.clone()),
        (format!("<{portal}|Kiosk Harbour>"), a.clone()),
        (format!("<a href=\"{portal}\">Kiosk</a>"), a.clone()),
        (portal.replace("https://", "hxxps://").replace('.', "[.]"), a.clone()),
        (format!("https://intune.microsoft.com/#view/Microsoft_Intune_Devices/DeviceSettingsMenuBlade/~/overview/mdmDeviceId/{other}"), none.clone()),
        (format!("https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Overview/groupId/{other}"), none.clone()),
        (format!("https://intune.microsoft.com/#view/Microsoft_Intune_DeviceSettings/CompliancePolicyOverview.ReactView/policyId/{other}/platform~/4"), none.clone()),
        (format!("https://intune.microsoft.com/#view/Microsoft_Intune_Enrollment/AppleProfileMenuBlade/~/overview/profileId/{other}"), none.clone()),
        // Objects of other kinds, and what is about a profile in them.
        (format!(r#"{{"id":"{other}","displayName":"All","securityEnabled":true,"mailEnabled":false}}"#), none.clone()),
        (format!(r#"{{"id":"{other}","deviceName":"KIOSK","serialNumber":"1"}}"#), none.clone()),
        (format!(r#"{{"log":{{"entries":[{{"request":{{"url":"https://graph.microsoft.com/beta/deviceManagement/androidForWorkEnrollmentProfiles/{A}/revokeToken","headers":[{{"name":"client-request-id","value":"{other}"}}]}},"response":{{"content":{{"text":""}}}}}}]}}}}"#), vec![afw(A)]),
        (format!(r#"{{"responses":[{{"id":"1","status":200,"body":{{"id":"{A}","accountId":"{account}"}}}}]}}"#), a.clone()),
        (format!(r#"{{"tables":[{{"name":"PrimaryResult","columns":[{{"name":"OperationName"}},{{"name":"TargetObjectIds"}},{{"name":"CorrelationId"}}],"rows":[["Delete AndroidDeviceOwnerEnrollmentProfile","[\"{A}\"]","{other}"]]}}]}}"#), vec![owner(A)]),
        (format!(r#"{{"id":"{other}","activityType":"Patch DeviceConfiguration","resources":[{{"auditResourceType":"DeviceConfiguration","resourceId":"{tenant}"}}]}}"#), none.clone()),
        (format!("Get-MgBetaDeviceManagementAndroidForWorkEnrollmentProfile -AndroidForWorkEnrollmentProfileId {A}"), vec![afw(A)]),
        (format!("Connect-MgGraph -TenantId {tenant} -ClientId {other}"), none.clone()),
        // Rules, and IDs on their way.
        ("(device.enrollmentProfileName -startsWith 'Kiosk ')".to_owned(), vec!["name Kiosk".to_owned()]),
        ("device.enrollmentProfileName -in [\"Kiosk A\", \"Kiosk B\"]".to_owned(), vec!["name Kiosk A".to_owned(), "name Kiosk B".to_owned()]),
        (format!("{}\n  {}\n", &A[..19], &A[19..]), a.clone()),
        (format!("> {}\n> {} please", &A[..14], &A[14..]), a.clone()),
        (A.replace('-', "\u{2013}"), a.clone()),
        (A.replace('-', "%2D"), a.clone()),
        (format!("=\"{A}\""), a.clone()),
        (format!("'{A}"), a.clone()),
    ] {
        let pasted = recognise(&text).unwrap();
        let shown = format!("{pasted:?}");
        let found: Vec<String> = found(&pasted)
            .into_iter()
            .map(|found| if text.contains("HARBOURX") { "another token or name".to_owned() } else { found.trim_end().to_owned() })
            .collect();
        if found != expected || SECRETS.iter().any(|secret| shown.contains(secret)) {
            wrong.push(format!("{text}\n  expected {expected:?}\n  {shown}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
