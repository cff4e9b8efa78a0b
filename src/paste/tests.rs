use std::{fmt::Write as _, time::Instant};

use proptest::prelude::*;

use super::*;
use crate::profile::{ProfileId, ProfileType, Target};

const A: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const B: &str = "11111111-2222-4333-8444-555555555555";
const OTHER: &str = "99999999-8888-4777-8666-555555555555";
const TOKEN: &str = "JJIPHKWOFLVLGUBPRMQM";

const AFW: &str = "androidForWorkEnrollmentProfiles";
const OWNER: &str = "androidDeviceOwnerEnrollmentProfiles";

fn read(text: &str) -> Pasted {
    recognise(text).unwrap()
}

/// Everything found, one a line, as a person would see it.
fn found(text: &str) -> Vec<String> {
    let shown = |found: &Found| match &found.what {
        Recognised::Profile(reference) => reference.to_string(),
        Recognised::Name(name) => format!("name {name}"),
        Recognised::TokenOrName(..) => "token or name".into(),
        Recognised::Token(token) if token.matches(TOKEN) => "token".into(),
        Recognised::Token(_) => "another token".into(),
    };
    read(text).found.iter().map(shown).collect()
}

fn reasons(text: &str) -> Vec<(Place, Reason)> {
    read(text)
        .not_recognised
        .iter()
        .map(|not| (not.place, not.reason))
        .collect()
}

#[test]
fn an_id_is_recognised_in_every_form() {
    let upper = A.to_uppercase();
    let bare = A.replace('-', "");
    let dashed = A.replace('-', "\u{2011}");
    for text in [
        A.to_owned(),
        upper.clone(),
        bare.clone(),
        bare.to_uppercase(),
        format!("{{{A}}}"),
        format!("({A})"),
        format!("[{A}]"),
        format!("<{A}>"),
        format!("\"{A}\","),
        format!("'{upper}';"),
        format!("`{A}`."),
        format!("- {A}"),
        format!("-{A}-"),
        format!("urn:uuid:{A}"),
        format!("\u{feff}{A}\r\n\r\n"),
        format!("\u{202a}{A}\u{202c}"),
        format!("{}\u{200b}{}", &A[..20], &A[20..]),
        format!(
            "\0{}",
            upper
                .chars()
                .flat_map(|char| [char, '\0'])
                .collect::<String>()
        ),
        dashed,
        format!("Profile ID: {A}"),
        format!("Id                  : {A}"),
        format!("please revoke {A}, it leaked"),
        format!("<id>{A}</id>"),
        format!("Kiosk Berlin,{A},87"),
        format!("配送终端{A}"),
    ] {
        assert_eq!(found(&text), [A], "{text:?}");
    }
    for text in [
        format!("AOSP-{A}"),
        format!("aosp-{upper}"),
        format!("\"Aosp-{A}\""),
    ] {
        assert_eq!(found(&text), [format!("AOSP-{A}")], "{text}");
    }
    for text in [
        format!("{A}{B}"),
        format!("7{A}"),
        format!("12345678-{A}"),
        format!("x-{A}"),
    ] {
        assert_eq!(read(&text).profiles().count(), 0, "{text}");
    }
}

#[test]
fn several_ids_are_on_a_line() {
    for text in [
        format!("{A} {B}"),
        format!("{A},{B}"),
        format!("{A};\t{{{B}}}"),
        format!("{A}|{B}"),
        format!("\"{A}\"\n\n{B}"),
        format!("[\"{A}\",\n\"{B}\"]"),
    ] {
        assert_eq!(found(&text), [A, B], "{text}");
    }
}

#[test]
fn ids_of_other_things_are_left_out() {
    for (text, thing) in [
        (format!("Tenant ID: {OTHER}"), Thing::Tenant),
        (format!("tenantId={OTHER}"), Thing::Tenant),
        (format!("\"accountId\": \"{OTHER}\","), Thing::Account),
        (format!("request-id {OTHER}"), Thing::Request),
        (format!("<DeviceId>{OTHER}</DeviceId>"), Thing::Device),
        (format!("\"roleScopeTagIds\": [\"{OTHER}\"]"), Thing::Else),
    ] {
        assert_eq!(
            reasons(&text),
            [(Place::Line(1), Reason::OtherId(thing))],
            "{text}"
        );
        assert_eq!(found(&text), [""; 0]);
        assert_eq!(read(&text).others, [(thing, 1)]);
    }
    // Names that only sound like it.
    for text in [
        format!("Kiosk Android: {A}"),
        format!("for user, {A}"),
        format!("Madrid {A}"),
    ] {
        assert_eq!(found(&text), [A], "{text}");
    }
    let cut_off = format!(r#"{{"accountId":"{OTHER}","id":"{A}","displayName":"x"#);
    assert_eq!(found(&cut_off), [A]);
}

#[test]
fn links_to_graph_name_the_collection() {
    for host in [
        "https://graph.microsoft.com/beta/deviceManagement/",
        "https://graph.microsoft.us/v1.0/deviceManagement/",
        "https://dod-graph.microsoft.us/beta/deviceManagement/",
        "HTTPS://microsoftgraph.chinacloudapi.cn/beta/devicemanagement/",
        "POST https://graph.microsoft.com/beta/deviceManagement/",
        "/deviceManagement/",
        "deviceManagement/",
        "beta/deviceManagement/",
        "",
    ] {
        for collection in [AFW, OWNER] {
            for rest in [
                format!("/{A}"),
                format!("/{A}/revokeToken"),
                format!("/{A}/createToken"),
                format!("/{A}/microsoft.graph.revokeToken"),
                format!("/{A}?$select=id,displayName"),
                format!("('{A}')"),
                format!("('{A}')/revokeToken"),
                format!("%28%27{A}%27%29"),
                format!("/%7B{A}%7D/"),
                format!("?$filter=id%20eq%20%27{A}%27"),
            ] {
                let text = format!("{host}{collection}{rest}");
                assert_eq!(found(&text), [format!("{collection}/{A}")], "{text}");
            }
        }
    }
    let text = format!(
        r#"curl -X POST "https://graph.microsoft.com/beta/deviceManagement/{OWNER}/AOSP-{A}/revokeToken" -H "x""#
    );
    assert_eq!(found(&text), [format!("{OWNER}/AOSP-{A}")]);
    let text = format!(
        "https://graph.microsoft.com/beta/deviceManagement/{AFW}/{A},https://graph.microsoft.com/beta/deviceManagement/{OWNER}/{B};{OTHER}"
    );
    assert_eq!(
        found(&text),
        [
            format!("{AFW}/{A}"),
            format!("{OWNER}/{B}"),
            OTHER.to_owned()
        ]
    );
    let explorer = format!(
        "https://developer.microsoft.com/en-us/graph/graph-explorer?request=deviceManagement%2F{OWNER}%2F{A}&method=GET&version=beta&GraphUrl=https://graph.microsoft.com"
    );
    assert_eq!(found(&explorer), [format!("{OWNER}/{A}")]);
    assert_eq!(
        found(&explorer.replace("%2F", "%252F")),
        [format!("{OWNER}/{A}")]
    );
    for link in [
        format!("https://graph.microsoft.com/beta/deviceManagement/{AFW}"),
        format!("https://graph.microsoft.com/v1.0/groups/{OTHER}"),
        "https://learn.microsoft.com/graph/overview".into(),
    ] {
        assert_eq!(
            reasons(&link),
            [(Place::Line(1), Reason::LinkWithoutProfile)],
            "{link}"
        );
    }
}

#[test]
fn links_into_the_portal_name_a_profile_or_are_ambiguous() {
    for host in [
        "https://intune.microsoft.com/",
        "https://endpoint.microsoft.com/",
        "https://portal.azure.com/",
        "https://ms.portal.azure.com/",
        "https://intune.microsoft.us/",
        "https://portal.azure.us/",
        "https://intune.microsoftonline.cn/",
        "https://portal.azure.cn/",
        "intune.microsoft.com/",
    ] {
        for route in [
            format!("#view/Microsoft_Intune_Enrollment/AndroidProfileBlade/profileId/{A}"),
            format!(
                "#view/Microsoft_Intune_Enrollment/AndroidProfileBlade/profileId/{A}/tenantId/{OTHER}/name/x"
            ),
            format!(
                "#@{OTHER}/view/Microsoft_Intune_Enrollment/Blade/~/overview/enrollmentProfileId/{A}"
            ),
            format!("#blade/Microsoft_Intune_DeviceSettings/Blade/groupId/{OTHER}/id/{A}"),
            format!(
                "?feature.x=true#view/X/Blade/profile~/%7B%22id%22%3A%22{A}%22%2C%22accountId%22%3A%22{OTHER}%22%7D"
            ),
            format!("#view/X/Blade/{A}"),
            format!("{OTHER}/#view/X/Blade/{A}/x/{A}"),
        ] {
            let text = format!("{host}{route}");
            assert_eq!(found(&text), [A], "{text}");
        }
        for route in [
            format!("#view/X/Blade/{A}/{B}"),
            format!("#view/X/profileId/{A}/id/{B}"),
        ] {
            let text = format!("{host}{route}");
            assert_eq!(
                reasons(&text),
                [(Place::Line(1), Reason::AmbiguousLink)],
                "{text}"
            );
        }
        let text = format!("{host}#@{OTHER}/view/X");
        assert_eq!(
            reasons(&text),
            [(Place::Line(1), Reason::LinkWithoutProfile)],
            "{text}"
        );
    }
}

#[test]
fn this_pages_own_links_are_recognised() {
    for page in [
        "https://console.contoso.com/",
        "http://localhost:8080/x/index.html",
        "",
    ] {
        assert_eq!(
            found(&format!("{page}?profileId={A}&type=deviceOwner")),
            [format!("{OWNER}/{A}")]
        );
        assert_eq!(
            found(&format!(
                "{page}?type=androidForWork&profileId=%7B{A}%7D#top"
            )),
            [format!("{AFW}/{A}")]
        );
        assert_eq!(found(&format!("{page}?profileId={A}")), [A]);
    }
}

#[test]
fn json_gives_ids_and_nothing_else_of_it() {
    let profile = |id: &str| {
        format!(
            r##"{{"@odata.type":"#microsoft.graph.androidDeviceOwnerEnrollmentProfile","accountId":"{OTHER}","id":"{id}","displayName":"Kiosk","roleScopeTagIds":["{OTHER}"],"tokenValue":"{TOKEN}","qrCodeContent":"{{\"android.app.extra.X\":\"{TOKEN}\"}}","assignments":[{{"id":"{OTHER}"}}]}}"##
        )
    };
    let owner = |id: &str| format!("{OWNER}/{id}");
    assert_eq!(found(&profile(A)), [owner(A)]);
    assert_eq!(
        found(&format!("[{},{}]", profile(A), profile(B))),
        [owner(A), owner(B)]
    );
    assert_eq!(
        found(&format!("{}\n{}", profile(A), profile(B))),
        [owner(A), owner(B)]
    );
    let context = format!("https://graph.microsoft.com/beta/$metadata#deviceManagement/{AFW}");
    for (text, expected) in [
        (
            format!(
                r#"{{"@odata.context":"{context}","value":[{{"id":"{A}","accountId":"{OTHER}"}},{{"id":"{B}"}}]}}"#
            ),
            vec![format!("{AFW}/{A}"), format!("{AFW}/{B}")],
        ),
        (
            format!(r#"{{"@odata.context":"{context}/$entity","id":"{A}"}}"#),
            vec![format!("{AFW}/{A}")],
        ),
        (
            format!(
                r#"{{"tenantId":"{OTHER}","export":{{"profiles":[{{"Id":"{A}","EnrollmentMode":"corporateOwnedDedicatedDevice"}}]}}}}"#
            ),
            vec![owner(A)],
        ),
        (
            format!(
                r#"{{"result":"revoked","tenantId":"{OTHER}","profileId":"AOSP-{A}","profileType":"deviceOwner","clientRequestId":"{OTHER}","id":"{B}"}}"#
            ),
            vec![owner(&format!("AOSP-{A}"))],
        ),
        (
            format!(r#"["{A}","{}","Kiosk Berlin"]"#, B.to_uppercase()),
            vec![A.into(), B.into(), "name Kiosk Berlin".into()],
        ),
        (
            format!(r#"{{"ids":["{A}"],"groupIds":["{OTHER}"],"note":"{OTHER}"}}"#),
            vec![A.into()],
        ),
    ] {
        assert_eq!(found(&text), expected, "{text}");
        assert_eq!(reasons(&text), []);
    }
    for (text, reason) in [
        ("{}".to_owned(), Reason::WithoutId),
        ("[1, null, {}]".to_owned(), Reason::WithoutId),
        (
            format!(r#"{{"accountId":"{OTHER}"}}"#),
            Reason::OtherId(Thing::Account),
        ),
        (r#"{"id":"x"}"#.to_owned(), Reason::WithoutId),
        (
            format!(r##"{{"@odata.type":"#microsoft.graph.group","id":"{OTHER}"}}"##),
            Reason::OtherId(Thing::Group),
        ),
        (
            format!(
                r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups","value":[{{"id":"{OTHER}"}}]}}"#
            ),
            Reason::OtherId(Thing::Group),
        ),
    ] {
        assert_eq!(reasons(&text), [(Place::Element(1), reason)], "{text}");
        assert_eq!(found(&text), [""; 0]);
    }
}

#[test]
fn a_table_gives_its_column_of_ids() {
    for header in [
        "id",
        "Id",
        "profileId",
        "ProfileId",
        "Profile ID",
        "EnrollmentProfileId",
        "profile_id",
    ] {
        for separator in [',', ';', '\t'] {
            let text = format!("\u{feff}Name|\"{header}\"|Account\r\n\"Kiosk, \"\"Berlin\"\"\nsecond floor\"|{A}|{OTHER}\r\n\r\nx|\"{{{B}}}\"|{OTHER}\r\n")
                .replace('|', &separator.to_string());
            assert_eq!(found(&text), [A, B], "{text}");
            assert_eq!(read(&text).found[1].place, Place::Line(5));
        }
    }
    let typed =
        format!("#TYPE System.X\nid,id2,type\n{A},x,deviceOwner\n{B},x,{AFW}\n,x,\n,,\nKiosk,x,\n");
    assert_eq!(
        found(&typed),
        [
            format!("{OWNER}/{A}"),
            format!("{AFW}/{B}"),
            "name Kiosk".into()
        ]
    );
    assert_eq!(reasons(&typed), [(Place::Line(5), Reason::WithoutId)]);
    assert_eq!(found(&format!("sep=;\nId;ProfileId\n{OTHER};{A}")), [A]);
    assert_eq!(found(&format!("Id\n{A}\n{B}")), [A, B]);
    // No column of IDs: line by line.
    assert_eq!(found(&format!("name,key\nx,{A}")), ["name name,key", A]);
    assert_eq!(found("id"), ["name id"]);
    // A quote that is never closed hides no rows.
    let mut unclosed = format!("id,name\n{A},\"x\n");
    for _ in 0..200 {
        unclosed.push_str("11111111-2222-4333-8444-555555555555,y\n");
    }
    assert!(found(&unclosed).contains(&B.to_owned()));
}

#[test]
fn enrollment_data_is_a_secret() {
    let extras = |bundle: &str| {
        format!(
            r#"{{"android.app.extra.PROVISIONING_DEVICE_ADMIN_COMPONENT_NAME":"com.google.android.apps.work.clouddpc/.receivers.CloudDeviceAdminReceiver","android.app.extra.PROVISIONING_WIFI_PASSWORD":"hunter22222","android.app.extra.PROVISIONING_ADMIN_EXTRAS_BUNDLE":{bundle}}}"#
        )
    };
    let google =
        format!(r#"{{"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN": "{TOKEN}"}}"#);
    for text in [
        extras(&google),
        extras(&google).replace(",\"", ",\n  \""),
        google.clone(),
        extras(&format!(
            r#"{{"com.microsoft.x":{{"enrollmentToken":"{TOKEN}","tenantId":"{OTHER}"}}}}"#
        )),
        extras(&format!(r#"{{"x":"{TOKEN}","y":"a b c d e f g h","z":1}}"#)),
        TOKEN.to_owned(),
        format!(" \"{TOKEN}\"\r\n"),
        format!("Token: {TOKEN}"),
        // Cut off, and so no JSON.
        format!("\"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN\": \"{TOKEN}\""),
        format!("\"tokenValue\": \"{TOKEN}"),
        extras(&google)
            .replace("EXTRA_ENROLLMENT_TOKEN", "x")
            .replace('}', ""),
        format!("https://enterprise.google.com/android/enroll?et={TOKEN}"),
        format!("afw#setup:{TOKEN}"),
    ] {
        assert_eq!(found(&text), ["token"], "{text}");
        let shown = format!("{:?}", read(&text));
        assert!(
            !shown.contains(TOKEN) && !shown.contains("hunter2"),
            "{shown}"
        );
    }
    for text in ["12345678", "01234567890123456789"] {
        assert_eq!(found(text), ["another token"], "{text}");
    }
    for text in ["1234567", "123456789", "KIOSKS"] {
        assert_eq!(found(text), [format!("name {text}")]);
    }
    for text in [
        extras("{}"),
        format!("wifiPassword={TOKEN}"),
        format!("Wi-Fi password: {TOKEN}"),
    ] {
        let text = text.trim_end_matches('}');
        let pasted = read(text);
        assert!(!format!("{pasted:?}").contains(TOKEN), "{pasted:?}");
        assert_eq!(pasted.not_recognised[0].reason, Reason::Secret);
    }
    assert!(
        TokenSecret::parse("kiosk-token_1")
            .unwrap()
            .matches(" kiosk-token_1\n")
    );
    for text in ["short", "with space", A, &"x".repeat(257), "a/b/c/d/e"] {
        assert_eq!(TokenSecret::parse(text), None, "{text}");
    }
}

#[test]
fn the_rest_are_names_or_nothing() {
    assert_eq!(
        found("- Kiosk Berlin\n\n\"Kiosk – Paris\",\n---\n},\nkiosk  berlin\n配送终端"),
        ["name Kiosk Berlin", "name Kiosk – Paris", "name 配送终端"]
    );
    assert_eq!(read("Kiosk\nKIOSK\n").duplicates, 1);
    let long = format!("Kiosk\n\u{202e}{}", "é".repeat(300));
    let pasted = read(&long);
    assert_eq!(reasons(&long), [(Place::Line(2), Reason::TooLong)]);
    assert_eq!(pasted.not_recognised[0].excerpt.chars().count(), 80);
    assert!(!pasted.not_recognised[0].excerpt.contains('\u{202e}'));
}

#[test]
fn a_profile_is_counted_once() {
    let text = format!("{B}\nAOSP-{A}\n{OWNER}/{A}\n{A}\n{AFW}/{A}\n{AFW}/AOSP-{A}\n{B}");
    let pasted = read(&text);
    assert_eq!(
        found(&text),
        [
            B.to_owned(),
            format!("{OWNER}/AOSP-{A}"),
            format!("{AFW}/{A}")
        ]
    );
    assert_eq!(pasted.duplicates, 4);
    assert_eq!(pasted.found[2].place, Place::Line(5));
}

#[test]
fn one_plain_id_needs_no_recognition() {
    for text in [
        A,
        " {0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}\n",
        "aosp-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        "",
        " ",
    ] {
        assert!(!wants_recognition(text), "{text}");
    }
    for text in ["x", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", &format!("{A} {B}")] {
        assert!(wants_recognition(text), "{text}");
    }
}

fn index(names: &[&str]) -> NameIndex {
    NameIndex::new(names.iter().map(|&name| {
        let target = Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(A).unwrap(),
        };
        (name.to_owned(), target)
    }))
}

#[test]
fn a_name_is_looked_up() {
    let index = index(&[
        "Kiosk Berlin",
        "kiosk  berlin ",
        "Kiosk Paris",
        "Old kiosk",
        "Ärzte Köln",
        "",
        "Lager",
    ]);
    let one = |name| match index.resolve(name) {
        Resolution::One(found) => Some(found.name.as_str()),
        _ => None,
    };
    let several = |name| match index.resolve(name) {
        Resolution::Several { offered, more } => Some((offered.len(), more)),
        _ => None,
    };
    assert_eq!(one(" KIOSK PARIS"), Some("Kiosk Paris"));
    assert_eq!(one("ÄRZTE"), Some("Ärzte Köln"));
    assert_eq!(one("paris"), Some("Kiosk Paris"));
    assert_eq!(several("Kiosk Berlin"), Some((2, 0)));
    assert_eq!(several("kiosk"), Some((3, 0)));
    for name in ["", " ", "Kiosk Berlin 2", "\u{feff}"] {
        assert_eq!(index.resolve(name), Resolution::Unknown, "{name}");
    }
    let many: Vec<_> = (0..50).map(|n| format!("Kiosk {n}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let index = self::index(&many);
    let Resolution::Several { offered, more, .. } = index.resolve("kiosk") else {
        panic!("several");
    };
    assert_eq!(
        (offered.len(), more, offered[0].name.as_str()),
        (20, 30, "Kiosk 0")
    );
}

#[test]
fn what_is_too_much_is_refused() {
    assert_eq!(
        recognise(&" ".repeat(LONGEST_TEXT + 1)),
        Err(PasteProblem::TooLarge)
    );
    let ids = |count: usize| {
        let mut text = String::new();
        for n in 0..count {
            writeln!(text, "{n:08x}-4e5f-6071-8293-a4b5c6d7e8f9").unwrap();
        }
        text
    };
    assert_eq!(read(&ids(MOST)).found.len(), MOST);
    for text in [
        ids(MOST + 1),
        format!("id\n{}", ids(MOST + 1)),
        format!("[\"{}\"]", ids(MOST + 1).trim().replace('\n', "\",\"")),
    ] {
        assert_eq!(recognise(&text), Err(PasteProblem::TooMany));
    }
    assert_eq!(
        recognise(&format!("id\n{}", "x,\n,x\n".repeat(MOST + 1))),
        Err(PasteProblem::TooMany)
    );
}

/// Quadratic work on this much would take minutes for each text.
#[test]
fn hostile_text_takes_linear_time() {
    let fill = |part: &str| part.repeat(300_000 / part.len());
    for text in [
        fill("a"),
        fill("-"),
        fill("0"),
        fill(","),
        fill("\""),
        fill(" "),
        fill("%25"),
        fill("a:"),
        fill("https://"),
        fill("https://a,"),
        fill("?profileId="),
        fill("#@/"),
        fill("androidForWorkEnrollmentProfile"),
        fill("androidForWorkEnrollmentProfiles/"),
        fill("["),
        fill("{\"a\":"),
        fill("\u{feff}"),
        fill("afw#setup:"),
        fill("EXTRA_ENROLLMENT_TOKEN"),
        fill(&format!("{A} ")),
        format!(
            "https://intune.microsoft.com/#view/{}",
            fill(&format!("{A}/")).get(40..).unwrap()
        ),
        format!("id,x\n{}", fill("\"\n").get(8..).unwrap()),
        format!("id,x\n{}", fill("\"").get(8..).unwrap()),
        fill("{\"a\":{a="),
        fill("a: b\n"),
        fill("a: b\n\n"),
        fill("> "),
        fill("id\n--\n"),
        fill("\\\""),
        fill("\"\n"),
        fill("{\"a\":\"\n"),
        fill("&amp;"),
        fill("=3D"),
        fill("eyJhIjoi"),
        fill("?u=http://a"),
        fill("0a1b2c3d-4e5f-\n"),
        fill("enrollmentProfileName -eq \""),
        format!("[{}]", fill("0,").get(8..).unwrap().trim_end_matches(',')),
        // What people hand in much of.
        fill(&format!("{A}\n")),
        fill(&format!("{}\n", A.replace('-', ""))),
        format!("id\n{}", fill(&format!("{A}\n"))),
        format!("Id\tName\n{}", fill(&format!("{A}\tKiosk\n"))),
        format!("[{}\"\"]", fill(&format!("\"{A}\","))),
        format!("[{}\"\"]", fill("\"Kiosk Berlin\",")),
        format!("id\n{}", fill("x,\n,x\n")),
        fill("Kiosk Berlin\n"),
        fill("key : value\n"),
        fill(&format!("id : {A}\nname : Kiosk\n\n")),
        fill(&format!("{TOKEN}\n")),
        fill(&format!(
            "https://intune.microsoft.com/#view/X/Blade/profileId/{A}\n"
        )),
        fill(&format!("{{\"id\":\"{A}\"}}\n")),
        fill(&format!("> > please revoke {A}\n")),
        // Words and lines that may be one text in base64, and lines that are one but for the last.
        fill("eyJhIjoieHh4eHh4In0K"),
        fill("eyJhIjoieHh4eHh4In0K\n"),
        format!("{}////////////////////\n", fill("eyJhIjoieHh4eHh4In0K\n")),
        // What a name, a key, a column is looked for in.
        fill("enrollmentProfileName"),
        fill("{'a':1,\"b "),
        fill("{'a':1,\"b \n"),
        format!(
            "{}\n{}\n{}",
            "id ".repeat(30_000),
            "-- ".repeat(30_000),
            fill("a\n")
        ),
        format!(
            "Token,Profile Name,{}\n{}",
            fill("n").get(..100_000).unwrap(),
            fill("a,b,c\n")
        ),
        format!(
            "{{\"columns\":[\"id\",\"{}\"],\"rows\":[{}[]]}}",
            fill("n").get(..100_000).unwrap(),
            fill("[\"a\",\"b\"],")
        ),
    ] {
        let start = Instant::now();
        let (_, work) = recognise_and_count(&text);
        let seconds = start.elapsed().as_secs();
        let name = text.get(..20).unwrap_or_default();
        assert!(seconds < 20, "{seconds} s for {name}");
        assert!(work.read <= 400 * text.len(), "{work:?} for {name}");
        assert!(work.decoded <= 20 * text.len(), "{work:?} for {name}");
    }
}

/// The profiles as text, one a line.
fn written(pasted: &Pasted) -> String {
    pasted.profiles().fold(String::new(), |text, reference| {
        text + &reference.to_string() + "\n"
    })
}

fn id() -> impl Strategy<Value = String> {
    "(AOSP-)?[0-3]{8}-4e5f-6071-8293-a4b5c6d7e8f[0-1]"
}

/// Text in an encoding that people and programs wrap text in.
fn wrapped(text: &str, how: u8) -> String {
    match how % 6 {
        0 => percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
            .to_string(),
        1 => serde_json::to_string(text).unwrap(),
        2 => text.replace('"', "&quot;"),
        3 => format!(
            "{{\"qrCodeContent\":{}}}",
            serde_json::to_string(text).unwrap()
        ),
        4 => format!("https://contoso.example/?data={}", wrapped(text, 0)),
        _ => text.replace('"', "“"),
    }
}

proptest! {
    #[test]
    fn no_secret_is_shown_however_deep_and_however_encoded(
        secret in "[A-Z]{20}|[A-Z]{8}",
        key in prop::sample::select(vec![
            "com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN",
            "android.app.extra.PROVISIONING_WIFI_PASSWORD",
            "tokenValue",
            "wifiPassword",
        ]),
        how in prop::collection::vec(0..6_u8, 0..4),
        before in "(?s)[a-z ,:{}\n\"]{0,12}",
        after in "(?s)[a-z ,:{}\n\"]{0,12}",
        cut in 0..40_usize,
    ) {
        let json = format!("{{\"{key}\":\"{secret}\"}}");
        let encoded = how.iter().fold(json, |text, how| wrapped(&text, *how));
        let end = encoded.len().saturating_sub(cut.saturating_sub(20));
        let text = format!("{before}{}{after}", encoded.get(..end).unwrap_or(&encoded));
        let (pasted, work) = recognise_and_count(&text);
        prop_assert!(work.decoded <= 20 * text.len() + 100_000, "{:?}", work);
        prop_assert!(work.read <= 400 * text.len() + 10_000, "{:?} for {}", work, text.len());
        let shown = format!("{pasted:?}");
        prop_assert!(!shown.contains(&secret), "{}", shown);
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,200}") {
        let pasted = read(&text);
        for not in &pasted.not_recognised {
            prop_assert!(not.excerpt.chars().count() <= 80);
            prop_assert!(!not.excerpt.chars().any(char::is_control));
        }
    }

    #[test]
    fn text_of_known_words_is_read(words in prop::collection::vec(prop::sample::select(vec![
        A, B, "AOSP-", "\"", "{", "}", "[", "]", ":", ",", ";", "\t", "\n", "\r\n", "id", "profileId", "type", "value", "=", "/", "?", "#", "@", "%2F", "'", "(",
        "https://", "intune.microsoft.com", AFW, OWNER, "@odata.type", "android.app.extra.", "EXTRA_ENROLLMENT_TOKEN", TOKEN, "é", "\u{2011}", " ", "\0",
    ]), 0..30)) {
        let text = words.concat();
        let pasted = read(&text);
        let again = written(&pasted);
        let again = read(&again);
        prop_assert!(again.profiles().eq(pasted.profiles()));
        prop_assert_eq!(again.duplicates + again.not_recognised.len(), 0);
    }

    #[test]
    fn order_is_kept_and_everything_is_counted(
        ids in prop::collection::vec((id(), prop::option::of(prop::sample::select(ProfileType::ALL.to_vec()))), 1..20),
        junk in 0..5_usize,
    ) {
        let mut text = String::new();
        for (id, profile_type) in &ids {
            let reference = Reference { profile_id: ProfileId::parse(id).unwrap(), profile_type: *profile_type };
            writeln!(text, "{reference}").unwrap();
        }
        text.push_str(&"https://contoso.com/\n".repeat(junk));
        let pasted = read(&text);
        prop_assert_eq!(pasted.found.len() + pasted.duplicates + pasted.not_recognised.len(), ids.len() + junk);
        let mut first = Vec::new();
        for (id, _) in &ids {
            let bare = ProfileId::parse(id).unwrap().bare().to_owned();
            if !first.contains(&bare) {
                first.push(bare);
            }
        }
        let mut seen = Vec::new();
        for reference in pasted.profiles() {
            let bare = reference.profile_id.bare().to_owned();
            if !seen.contains(&bare) {
                seen.push(bare);
            }
        }
        prop_assert_eq!(seen, first);
        let places: Vec<_> = pasted.found.iter().map(|found| match found.place { Place::Line(line) => line, Place::Element(_) => 0 }).collect();
        prop_assert!(places.is_sorted());
        let rendered = written(&pasted);
        let again = read(&rendered);
        prop_assert!(again.profiles().eq(pasted.profiles()));
    }

    #[test]
    fn a_secret_is_never_shown(secret in "[A-Z]{20}", around in "[a-z \"{},\n]{0,20}") {
        for text in [
            format!("{{\"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN\":\"{secret}\"}}"),
            format!("{around}\"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN\":\"{secret}"),
            format!("{{\"id\":\"{A}\",\"tokenValue\":\"{secret}\"}}"),
            format!("{around}\n{secret}\n"),
            format!("https://enterprise.google.com/android/enroll?et={secret}"),
        ] {
            let shown = format!("{:?}", read(&text));
            prop_assert!(!shown.contains(&secret), "{}", shown);
        }
    }

    /// Control characters, as text in UTF-16 has them that was read as single bytes, or marks of width and direction.
    #[test]
    fn a_secret_is_not_shown_though_what_nobody_sees_stands_between_its_letters(
        secret in "[A-Z]{20,22}|[0-9]{20}|[A-Z]{8}",
        unseen in "[\\x00\\x01\\x1b\\x7f\\u{200b}\\u{200c}\\u{200d}\\u{2060}\\u{feff}\\u{ad}\\u{fe0f}\\u{180e}\\u{34f}\\u{332}\\u{3164}\\u{ffa0}\\u{e0020}\\u{1d173}]{1,3}",
        every in 1..20_usize,
        around in ("[ a-z(]{0,4}", "[ a-z)]{0,4}"),
    ) {
        let letters: Vec<_> = secret.chars().collect();
        let divided: Vec<String> = letters.chunks(every).map(|letters| letters.iter().collect()).collect();
        let divided = format!("{}{}{}", around.0, divided.join(&unseen), around.1);
        for text in [divided.clone(), json_string(&divided)] {
            let shown = letters_shown(&read(&text));
            let joined = around.0.ends_with(|char: char| char.is_ascii_alphanumeric())
                || around.1.starts_with(|char: char| char.is_ascii_alphanumeric());
            prop_assert!(secret.len() == 8 && joined || !shown.contains(&secret), "{:?}: {}", text, shown);
        }
    }

    #[test]
    fn any_name_is_looked_up(names in prop::collection::vec("\\PC{0,8}", 0..8), name in "\\PC{0,4}") {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        index(&names).resolve(&name);
    }
}

#[test]
fn a_token_in_a_table_of_ids_is_not_repeated() {
    let pasted = read(&format!("a,id\n{TOKEN}\n"));
    assert_eq!(pasted.not_recognised.len(), 1);
    assert!(!format!("{pasted:?}").contains(TOKEN));
}

#[test]
fn a_token_that_other_letters_are_joined_to_is_not_shown() {
    for text in [
        format!("{TOKEN}C"),
        format!("X{TOKEN}"),
        format!("token{TOKEN}x"),
        format!("\u{35cc}\0\0QW\0\0\0{}\0\0C", TOKEN.get(2..).unwrap()),
        TOKEN.chars().flat_map(|char| [char, '\0']).collect(),
        TOKEN.chars().flat_map(|char| ['\0', char]).collect(),
    ] {
        let shown = letters_shown(&read(&text));
        assert!(!shown.contains(TOKEN), "{text:?}: {shown}");
    }
}

/// The letters and digits of all that the page shows of a text.
fn letters_shown(pasted: &Pasted) -> String {
    let names = pasted.found.iter().filter_map(|found| match &found.what {
        Recognised::Name(name) => Some(name),
        _ => None,
    });
    let excerpts = pasted.not_recognised.iter().map(|not| &not.excerpt);
    names
        .chain(excerpts)
        .flat_map(|text| text.chars())
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// A text as JSON.
fn json_string(text: &str) -> String {
    serde_json::to_string(&[text]).unwrap()
}

#[test]
fn what_is_said_to_be_a_token_is_one_unless_it_is_something_better() {
    let code = |text: &str| recognise_code(text).unwrap();
    let token = |pasted: &Pasted, value: &str| {
        let matches: Vec<_> = pasted.tokens().map(|token| token.matches(value)).collect();
        matches == [true] && pasted.found.len() == 1 && pasted.not_recognised.is_empty()
    };
    assert!(token(&code("abc-DEF_12345"), "abc-DEF_12345"));
    assert!(token(&code(&format!("  {TOKEN}\n")), TOKEN));
    let enrollment =
        format!(r#"{{"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN":"{TOKEN}"}}"#);
    assert!(token(&code(&enrollment), TOKEN));
    assert_eq!(code(A).profiles().next().unwrap().profile_id.as_str(), A);
    for text in ["", "two words", "short", "https://example.com/menu"] {
        assert_eq!(code(text).tokens().count(), 0, "{text}");
    }
}

#[test]
fn a_long_word_of_letters_and_digits_is_a_secret_and_a_wrong_id_is_none() {
    let aosp = "eyJhbGciOiJub25lIn0-Zm9vYmFyQmF6UXV4MTIzNDU2Nzg5MDEyMzQ1Njc4OTA";
    assert_eq!(found(aosp), ["another token"]);
    for name in [
        format!("AOSP-AOSP-{A}"),
        "donaudampfschifffahrtselektrizitätenhauptbetriebswerk".to_owned(),
        "WarehouseScannersOfTheRotterdamDistributionCentre".to_owned(),
        "a".repeat(60),
    ] {
        assert_eq!(found(&name), [format!("name {name}")]);
    }
    // What a code says beside the token is nobody's business either.
    let code = recognise_code("WIFI:S:shop;P:correct horse;;\nline two").unwrap();
    assert_eq!(code.tokens().count(), 0);
    assert!(code.found.is_empty());
    assert!(code.not_recognised.iter().all(|not| not.excerpt.is_empty()));
    assert_eq!(code.not_recognised.len(), 2);
}
