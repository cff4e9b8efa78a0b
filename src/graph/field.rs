//! Answers as they were seen in the field, each with its right value, and more of their kinds.

use serde_json::{Value, json};

use super::{Answer, Cause, Certainty, ErrorBody, Profile, Refusal, next_page};
use crate::{
    config::{Config, PageAddress},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    token::{Expiry, TokenState},
};

macro_rules! field {
    ($name:literal) => {
        include_str!(concat!("fixtures/field/", $name, ".json"))
    };
}

const NOW: i64 = 1_795_444_340_000;
const PROFILE: &str = "5d0c7e21-3b6f-4a98-9c14-7e2f8a6b0d31";

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        body: body.to_owned(),
        ..Answer::default()
    }
}

fn refused(status: u16, body: &str) -> Refusal {
    *answer(status, body).into_accepted("sent", NOW).unwrap_err()
}

fn error(code: &str, message: &str) -> String {
    json!({"error": {"code": code, "message": message}}).to_string()
}

/// Intune's own JSON, as text.
fn intune(text: &str, phrase: &str) -> String {
    let message = format!(
        "{text} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: e7a2c9f4-0b1d-4c63-8f5a-91d3b7e60a42 - Url: https://fef.amsub0502.manage.microsoft.com/x('{PROFILE}')?api-version=5026-01-10"
    );
    json!({"_version": 3, "Message": message, "CustomApiErrorPhrase": phrase, "RetryAfter": null,
        "ErrorSourceService": "", "HttpHeaders": "{}"})
    .to_string()
}

#[test]
fn each_answer_of_the_field_has_its_right_value() {
    use Certainty::{DidNotRun, MayHaveRun};
    for (status, body, code, message, cause, certainty) in [
        (
            400,
            field!("G01-multi-admin-approval"),
            "BadRequest",
            "Header 'x-msft-approval-justification' is required to request approval",
            Cause::ApprovalRequired,
            DidNotRun,
        ),
        (
            400,
            field!("G02-internal-error-400"),
            "InternalError",
            "An error has occurred",
            Cause::ServiceFault,
            MayHaveRun,
        ),
        (
            404,
            field!("G03-not-found-untold"),
            "ResourceNotFound",
            "An error has occurred",
            Cause::NotFound,
            DidNotRun,
        ),
        (
            500,
            field!("G04-message-only"),
            "UnknownError",
            "An internal server error has occurred",
            Cause::ServiceFault,
            MayHaveRun,
        ),
        (
            500,
            field!("G05-phrase-twice"),
            "Unknown",
            "An internal server error has occurred",
            Cause::ServiceFault,
            MayHaveRun,
        ),
        (
            400,
            field!("G06-unknown-id-400"),
            "BadRequest",
            "Cannot find profile with Id 5d0c7e21-3b6f-4a98-9c14-7e2f8a6b0d31 and accountId e7a2c9f4-0b1d-4c63-8f5a-91d3b7e60a42 to revoke",
            Cause::NotFound,
            DidNotRun,
        ),
        (
            401,
            field!("G07-compact-token"),
            "InvalidAuthenticationToken",
            "CompactToken parsing failed with error code: 80049217",
            Cause::SignInExpired,
            DidNotRun,
        ),
        (
            403,
            field!("G08-unknown-error-empty"),
            "UnknownError",
            "",
            Cause::Forbidden,
            DidNotRun,
        ),
    ] {
        let refusal = refused(status, body);
        assert_eq!(refusal.cause, cause, "{body}");
        assert_eq!(refusal.certainty(), certainty, "{body}");
        assert_eq!(
            (refusal.code.as_str(), refusal.message.as_str()),
            (code, message)
        );
        assert_eq!(refusal.date_ms, Some(1_795_429_025_000), "{body}");
        assert!(!refusal.ids.request_id.is_empty());
        assert!(!refusal.raw.contains("manage.microsoft"), "{}", refusal.raw);
        assert!(!refusal.may_be_sent_again(), "{body}");
    }
}

#[test]
fn multi_admin_approval_is_told_by_its_header_its_code_and_its_phrases() {
    let headers = "Header 'X-MSFT-Approval-Justification' fehlt";
    for (status, body) in [
        // Without a justification; and the same in another language, or in other layers.
        (400, error("BadRequest", &intune(headers, ""))),
        (403, error("Forbidden", headers)),
        (
            400,
            json!({"Message": "header x-msft-approval-justification is missing"}).to_string(),
        ),
        // As soon as a request for approval was filed.
        (403, error("ApprovalRequired", "Approval Required.")),
        (403, error("approvalrequired", "")),
        (
            412,
            error(
                "BadRequest",
                &intune("Approval Required. Request Approval using the request ID returned as part of the x-msft-approval-code response header", ""),
            ),
        ),
        (
            409,
            error("Conflict", &intune("An active Approval Request already exists for this resource", "")),
        ),
        (400, error("BadRequest", "The operation requires Multi Admin Approval.")),
        (
            401,
            error("UnknownError", &json!({"ErrorCode": "Forbidden", "Message": intune("An error has occurred", "ApprovalRequired")}).to_string()),
        ),
    ] {
        let refusal = refused(status, &body);
        assert_eq!(refusal.cause, Cause::ApprovalRequired, "{status} {body}");
        assert_eq!(refusal.certainty(), Certainty::DidNotRun, "{status} {body}");
    }
    for (status, body, expected) in [
        (
            412,
            error("PreconditionFailed", "The ETag does not match"),
            Cause::Conflict,
        ),
        (
            409,
            error("Conflict", "The request already exists"),
            Cause::Conflict,
        ),
        (
            403,
            error("Forbidden", "Admin approval of the app"),
            Cause::Forbidden,
        ),
        // A fault says so by its status, whatever it repeats.
        (
            500,
            error("InternalServerError", "x-msft-approval-code"),
            Cause::ServiceFault,
        ),
    ] {
        assert_eq!(refused(status, &body).cause, expected, "{status} {body}");
    }
}

#[test]
fn a_400_is_a_fault_where_its_code_or_its_message_says_so_and_only_there() {
    for body in [
        error("InternalError", ""),
        error("InternalServerError", "An error has occurred"),
        error("internalServerError", &intune("An error has occurred", "")),
        error("UnknownError", ""),
        error("Unknown", &intune("An error has occurred", "")),
        error("ServiceUnavailable", "x"),
        error("serviceNotAvailable", "x"),
        error("GatewayTimeout", "x"),
        error("generalException", "General exception while processing"),
        error(
            "BadRequest",
            &intune("An internal server error has occurred", ""),
        ),
        error("BadRequest", "An Internal Server Error occurred"),
        error(
            "BadRequest",
            &intune("An error has occurred", "InternalServerError"),
        ),
        // The code that Intune put inside counts, not the one of the gateway.
        error(
            "BadRequest",
            &json!({"ErrorCode": "InternalError", "Message": intune("An error has occurred", "")})
                .to_string(),
        ),
        error(
            "BadRequest",
            &json!({"error": {"code": "InternalServerError", "message": "Oops"}}).to_string(),
        ),
        json!({"ErrorCode": "InternalError", "Message": "An error has occurred"}).to_string(),
        json!({"errorCode": "InternalError", "message": "An error has occurred"}).to_string(),
        serde_json::to_string(&error("InternalError", "x")).unwrap(),
    ] {
        let refusal = refused(400, &body);
        assert_eq!(refusal.cause, Cause::ServiceFault, "{body}");
        assert_eq!(refusal.certainty(), Certainty::MayHaveRun, "{body}");
    }
    for (body, expected) in [
        (
            error("BadRequest", &intune("An error has occurred", "")),
            Cause::BadRequest,
        ),
        (error("BadRequest", ""), Cause::BadRequest),
        (error("", "An error has occurred"), Cause::BadRequest),
        (
            error("InvalidRequest", "The internal name of the server is wrong"),
            Cause::BadRequest,
        ),
        (
            error("ModelValidationFailure", "Unknown value"),
            Cause::BadRequest,
        ),
        (
            error("Forbidden", "An error has occurred"),
            Cause::BadRequest,
        ),
        // An unknown code with words that are known is what the words say.
        (
            error("UnknownError", "Request not applicable to target tenant."),
            Cause::LicenceMissing,
        ),
        (
            error(
                "UnknownError",
                &intune("User is not authorized to perform this operation", ""),
            ),
            Cause::RoleMissing,
        ),
        (
            error(
                "UnknownError",
                "Application is not authorized to perform this operation.",
            ),
            Cause::ScopeMissing(vec![]),
        ),
        (
            error(
                "UnknownError",
                &json!({"ErrorCode": "Forbidden", "Message": "An error has occurred"}).to_string(),
            ),
            Cause::BadRequest,
        ),
    ] {
        let refusal = refused(400, &body);
        assert_eq!(refusal.cause, expected, "{body}");
        assert_eq!(refusal.certainty(), Certainty::DidNotRun, "{body}");
    }
}

#[test]
fn a_400_means_not_found_where_it_speaks_of_the_profile_and_only_there() {
    for body in [
        error("BadRequest", &intune(&format!("Cannot find profile with Id {PROFILE} to revoke"), "")),
        error("BadRequest", &intune(&format!("Resource '{PROFILE}' does not exist"), "")),
        error("Request_ResourceNotFound", &format!("Resource '{PROFILE}' does not exist or one of its queried reference-property objects are not present.")),
        error("ResourceNotFound", ""),
        error("resourcenotfound", &intune("An error has occurred", "")),
        error("itemNotFound", "The item is gone."),
        error("NotFound", "x"),
        error("BadRequest", "The enrollment profile was not found."),
        error("BadRequest", "Could not find the specified enrollment profile"),
        error("BadRequest", &format!("Entity {PROFILE} doesn't exist")),
        error("UnknownError", &intune("No profile found with this ID", "")),
        error("BadRequest", &intune("An error has occurred", "ProfileNotFound")),
        error("BadRequest", &json!({"ErrorCode": "ResourceNotFound", "Message": intune("An error has occurred", "")}).to_string()),
    ] {
        let refusal = refused(400, &body);
        assert_eq!(refusal.cause, Cause::NotFound, "{body}");
        assert_eq!(refusal.certainty(), Certainty::DidNotRun, "{body}");
    }
    for body in [
        error(
            "BadRequest",
            "Resource not found for the segment 'revokeToken'.",
        ),
        error(
            "ResourceNotFound",
            "Resource not found for the segment 'revokeToken'.",
        ),
        error(
            "BadRequest",
            "Could not find a property named 'profile' on type 'microsoft.graph.androidDeviceOwnerEnrollmentProfile'.",
        ),
        error(
            "BadRequest",
            "Invalid filter clause: The entity property does not exist",
        ),
        error(
            "BadRequest",
            "The Android Enterprise binding does not exist.",
        ),
        error("BadRequest", "Tenant not found."),
        error(
            "BadRequest",
            &intune("The enrollment profile cannot be changed", ""),
        ),
        error("BadRequest", "The profile has no token to revoke"),
        error("BadRequest", &intune("An error has occurred", "")),
    ] {
        assert_eq!(refused(400, &body).cause, Cause::BadRequest, "{body}");
    }
}

#[test]
fn the_profile_is_read_where_an_answer_wraps_it() {
    let asked = Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse(PROFILE).unwrap(),
    };
    let read = |body: &str| answer(200, body).into_profile(&asked, "sent", NOW);
    let profile = read(field!("G11-get-wrapped")).unwrap();
    assert_eq!(profile.name, "Kiosk Harbour");
    assert_eq!(profile.token_expires, Expiry::At(1_801_770_257_142));
    for body in [
        json!({"@odata.context": "x", "value": {"id": PROFILE, "displayName": "A"}}),
        json!({"value": [{"id": PROFILE.to_uppercase()}]}),
    ] {
        assert!(read(&body.to_string()).is_ok(), "{body}");
    }
    let other = "c1e94b70-8a2d-4f53-b6e7-2d9a0f4c8b16";
    for body in [
        json!({"value": {"id": other}}),
        json!({"value": [{"id": other}, {"id": PROFILE}]}),
        json!({"value": []}),
        json!({"value": {"value": {"id": PROFILE}}}),
        json!({"value": PROFILE}),
        json!({"id": other, "value": {"id": PROFILE}}),
    ] {
        assert_eq!(
            read(&body.to_string()).unwrap_err().cause,
            Cause::UnreadableAnswer,
            "{body}"
        );
    }
}

#[test]
fn an_audit_event_is_read_in_each_shape_of_the_field() {
    let read = |body: &str| {
        let page = answer(200, body).into_audit_events("c", 0).unwrap();
        assert_eq!((page.items.len(), page.unreadable), (1, 0));
        page.items[0].clone()
    };
    let created = read(field!("G09-audit-wazuh"));
    assert_eq!(created.activity, "");
    assert_eq!(
        created.activity_type,
        "Create AndroidDeviceOwnerEnrollmentProfile"
    );
    assert_eq!(created.at_ms, 1_795_444_341_702);
    assert_eq!(created.actor, "mira@contoso.example");
    assert_eq!(created.resource_ids, [PROFILE]);
    let patched = read(field!("G10-audit-actor-list"));
    assert_eq!(patched.operation, "Patch");
    assert_eq!(patched.actor, "");
    assert_eq!(patched.resource_ids, [PROFILE]);
}

#[test]
fn a_list_of_actors_names_the_first_who_has_a_name() {
    let read = |actor: Value| {
        let body = json!({"value": [{"activityDateTime": "2026-11-23T14:32:21Z", "actor": actor}]});
        let page = answer(200, &body.to_string()).into_audit_events("c", 0);
        page.unwrap().items[0].actor.clone()
    };
    assert_eq!(
        read(json!([{"auditActorType": "ItPro"}, {"userPrincipalName": "mira@contoso.example"}])),
        "mira@contoso.example"
    );
    assert_eq!(
        read(json!([{"applicationDisplayName": "Console"}, 7])),
        "Console"
    );
    assert_eq!(read(json!([[], null])), "");
}

#[test]
fn the_port_that_https_has_anyway_is_the_same_host() {
    let config = |page: &str, sandbox: &str| {
        let host = page.split_once("//").unwrap().1;
        let page = PageAddress::new(page.into(), host.into(), "/");
        let text = format!(
            r#"{{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"global"{sandbox}}}"#
        );
        Config::parse(&text, page).unwrap()
    };
    let real = config("https://c.example", "");
    let next = |link: &str| {
        next_page(&real, link, Guid::from_random([7; 16])).map(|next| next.url.as_str().to_owned())
    };
    let path = "/beta/deviceManagement/x?$skiptoken=A:443";
    let plain = format!("https://graph.microsoft.com{path}");
    for link in [
        format!("https://graph.microsoft.com:443{path}"),
        format!("HTTPS://Graph.Microsoft.COM:443{path}"),
        format!("https://GRAPH.microsoft.com{path}"),
        plain.clone(),
    ] {
        assert_eq!(next(&link), Some(plain.clone()), "{link}");
    }
    for link in [
        format!("https://graph.microsoft.com:4430{path}"),
        format!("https://graph.microsoft.com:443.evil.example{path}"),
        format!("https://graph.microsoft.com:443@evil.example{path}"),
        format!("https://graph.microsoft.com:443:443{path}"),
        format!("https://graph.microsoft.com:80{path}"),
        format!("http://graph.microsoft.com:443{path}"),
        "https://graph.microsoft.com:443".to_owned(),
    ] {
        assert_eq!(next(&link), None, "{link}");
    }
    let local = config(
        "http://localhost:8080",
        r#","sandbox":{"signIn":"/signin","graph":"/graph"}"#,
    );
    let at = |link: &str| next_page(&local, link, Guid::from_random([7; 16])).is_some();
    assert!(at("http://localhost:8080/graph/beta/x"));
    assert!(!at("http://localhost:8080:443/graph/beta/x"));
    assert!(!at("http://localhost:443/graph/beta/x"));
}

#[test]
fn the_year_9999_is_no_end() {
    for date in [
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T00:00:00+14:00",
        "9999-12-31",
    ] {
        let json = json!({"id": PROFILE, "tokenExpirationDateTime": date});
        let profile = Profile::parse(ProfileType::DeviceOwner, &json.to_string()).unwrap();
        let expected = if date.len() == 10 {
            TokenState::Unknown
        } else {
            TokenState::NeverExpires
        };
        assert_eq!(profile.token_state(NOW), expected, "{date}");
    }
}

#[test]
fn what_wraps_an_error_does_not_hide_it() {
    let inner = intune("User is not authorized to perform this operation", "");
    let lower = json!({"errorCode": "Forbidden", "message": inner, "customApiErrorPhrase": "x"})
        .to_string();
    for body in [
        error("UnknownError", &lower),
        error(
            "UnknownError",
            &json!({"error": {"code": "Forbidden", "message": inner}}).to_string(),
        ),
        json!({"Error": {"Code": "Forbidden", "Message": inner}}).to_string(),
        serde_json::to_string(&error("Forbidden", &inner)).unwrap(),
        serde_json::to_string(&lower).unwrap(),
        lower.clone(),
    ] {
        let read = ErrorBody::parse(&body).unwrap();
        assert_eq!(
            (read.code.as_str(), read.message.as_str()),
            (
                "Forbidden",
                "User is not authorized to perform this operation"
            ),
            "{body}"
        );
        assert_eq!(refused(403, &body).cause, Cause::RoleMissing, "{body}");
    }
    // What only looks like one of Intune's stays what it is: a proxy's, or a text.
    for body in [
        r#"{"message":"Unauthorized"}"#,
        r#""no""#,
        r#"{"error":"x"}"#,
    ] {
        assert_eq!(ErrorBody::parse(body), None, "{body}");
    }
    let body = error("x", r#"{"message":"y"}"#);
    assert_eq!(
        ErrorBody::parse(&body).unwrap().message,
        r#"{"message":"y"}"#
    );
}
