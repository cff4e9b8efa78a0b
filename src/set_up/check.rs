//! What can be found out about a set-up before anybody signs in: what is asked, of whom, and what an answer means.
//!
//! The rules for the host are those by which its files are made: by name, what has a hash may be kept for ever, `redirect.html` by
//! nobody, and all else is asked for again each time.

use serde_json::Value;

use super::{draft::Draft, entry::has};
use crate::{
    config::{Config, FILE, PageAddress, discovery_document},
    tenants::Tenants,
};

/// What is looked at, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    /// The tenant, as its sign-in host describes it to anybody.
    Tenant,
    /// `config.json`, as the host has it.
    ConfigFile,
    /// `redirect.html`, with a query, as the sign-in host sends people there.
    Redirect,
    /// `index.html`.
    Page,
    /// The WebAssembly.
    Code,
    /// A file that is not there.
    MissingFile,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub check: Check,
    pub url: String,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Probe {
    /// No answer that a script may see: no network, no such host, or something in between refuses.
    Nothing,
    Answer {
        status: u16,
        /// Where the answer came from at last.
        url: String,
        headers: Headers,
        /// What came, as text.
        body: String,
    },
}

/// The headers of an answer that matter here, each empty where it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Headers {
    pub content_type: String,
    pub cache_control: String,
    pub content_encoding: String,
    pub content_security_policy: String,
    pub cross_origin_opener_policy: String,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Good,
    /// It works, and could be better.
    Advice,
    Wrong,
}

/// What is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    NoAnswer,
    Status(u16),
    /// It is of this type.
    Type(String),
    /// Something else than the file of this page stands there.
    OtherFile,
    /// The host leads on to another address, and loses what stands behind the `?`: no sign-out, and no answer to admin consent.
    QueryLost,
    /// No header with a policy that says who may frame it.
    NoPolicy,
    /// An opener policy, with which a second window for the sign-in never answers.
    OpenerPolicy,
    /// It may be kept longer than it should: what `Cache-Control` says.
    Kept(String),
    /// It never changes, and is asked for again all the same.
    NotKept,
    NotCompressed,
    /// What is missing is answered with a page, which a browser may then keep in the place of a file.
    MissingIsThere,
    /// The sign-in host knows no such tenant; its number for that.
    NoSuchTenant,
    /// The tenant is in another cloud: the Graph host that it names.
    OtherCloud(String),
    /// `config.json` is not one that this page takes.
    UnusableFile,
    /// `config.json` has other entries than those above.
    OtherEntries,
}

impl Problem {
    fn verdict(&self) -> Verdict {
        match self {
            Self::NoPolicy | Self::Kept(_) | Self::NotKept | Self::NotCompressed => Verdict::Advice,
            _ => Verdict::Wrong,
        }
    }
}

/// What a question has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub check: Check,
    pub problems: Vec<Problem>,
    /// The ID of the tenant, where that was found.
    pub tenant_id: Option<String>,
}

impl Finding {
    pub(crate) fn verdict(&self) -> Verdict {
        let worst = self.problems.iter().map(Problem::verdict).max();
        worst.unwrap_or(Verdict::Good)
    }
}

/// What is to be asked about a draft, for a page at `page` whose WebAssembly is the file `code`.
pub(crate) fn questions(
    draft: &Draft,
    page: &PageAddress,
    known: &[Config],
    code: &str,
) -> Vec<Question> {
    let own = |path: &str| format!("{}{}{path}", page.origin, page.folder);
    let is_drafted = |of: &&Config| of.tenant == draft.tenant && of.cloud == draft.cloud;
    let discovery = known.iter().find(is_drafted).map_or_else(
        || {
            let host = draft.cloud.sign_in_host();
            discovery_document(&format!("https://{host}/{}", draft.tenant.as_str()))
        },
        Config::discovery_document,
    );
    [
        (Check::Tenant, discovery),
        (Check::ConfigFile, own(FILE)),
        (Check::Redirect, own("redirect.html?test=1")),
        (Check::Page, own("")),
        (Check::Code, own(code)),
        // As a part that a new version has taken the place of.
        (
            Check::MissingFile,
            own("token-console-missing-0000000000000000.wasm"),
        ),
    ]
    .map(|(check, url)| Question { check, url })
    .into()
}

/// What the answer to a question means.
pub(crate) fn found(
    question: &Question,
    probe: &Probe,
    draft: &Draft,
    page: &PageAddress,
) -> Finding {
    let check = question.check;
    let mut finding = Finding {
        check,
        problems: Vec::new(),
        tenant_id: None,
    };
    let Probe::Answer {
        status,
        url,
        headers,
        body,
    } = probe
    else {
        finding.problems.push(Problem::NoAnswer);
        return finding;
    };
    let mut problems = Vec::new();
    match check {
        Check::MissingFile => {
            if (200..300).contains(status) {
                problems.push(Problem::MissingIsThere);
            }
        }
        Check::Tenant => finding.tenant_id = of_tenant(*status, body, draft, &mut problems),
        _ if !(200..300).contains(status) => problems.push(Problem::Status(*status)),
        Check::ConfigFile => of_file(headers, body, draft, page, &mut problems),
        Check::Redirect => {
            if has(body, "msal-redirect-bridge") {
                if !has(url, "?test=1") {
                    problems.push(Problem::QueryLost);
                }
                of_document(headers, "no-store", &mut problems);
                let opener = headers.cross_origin_opener_policy.trim();
                if !opener.is_empty() && opener != "unsafe-none" {
                    problems.push(Problem::OpenerPolicy);
                }
            } else {
                problems.push(Problem::OtherFile);
            }
        }
        Check::Page => {
            if has(body, "id=\"boot\"") || has(body, "id=boot") {
                of_document(headers, "no-cache", &mut problems);
            } else {
                problems.push(Problem::OtherFile);
            }
        }
        Check::Code => of_code(headers, &mut problems),
    }
    finding.problems = problems;
    finding
}

/// <https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc>: a tenant that is not there is a 400, and `msgraph_host`
/// is the Graph of the tenant's cloud.
fn of_tenant(
    status: u16,
    body: &str,
    draft: &Draft,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    if status == 400 {
        problems.push(Problem::NoSuchTenant);
        return None;
    }
    if status != 200 {
        problems.push(Problem::Status(status));
        return None;
    }
    let document: Value = serde_json::from_str(body).unwrap_or_default();
    let field = |name: &str| document.get(name).and_then(Value::as_str);
    let Some(issuer) = field("issuer") else {
        problems.push(Problem::OtherFile);
        return None;
    };
    if let Some(graph) = field("msgraph_host")
        && graph != draft.cloud.graph_host()
    {
        problems.push(Problem::OtherCloud(graph.chars().take(100).collect()));
    }
    issuer
        .split('/')
        .find_map(crate::guid::Guid::parse)
        .map(|id| id.to_string())
}

fn of_file(
    headers: &Headers,
    body: &str,
    draft: &Draft,
    page: &PageAddress,
    problems: &mut Vec<Problem>,
) {
    let is_draft = |of: &Config| {
        of.client_id == draft.client_id && of.tenant == draft.tenant && of.cloud == draft.cloud
    };
    match Tenants::parse(body, page) {
        Err(_) => problems.push(Problem::UnusableFile),
        Ok(tenants) if !tenants.all().iter().any(is_draft) => problems.push(Problem::OtherEntries),
        Ok(_) => {}
    }
    of_cache(headers, "no-cache", problems);
}

fn of_document(headers: &Headers, cache: &str, problems: &mut Vec<Problem>) {
    if !headers.content_type.starts_with("text/html") {
        problems.push(Problem::Type(headers.content_type.clone()));
    }
    if !has(&headers.content_security_policy, "frame-ancestors") {
        problems.push(Problem::NoPolicy);
    }
    of_cache(headers, cache, problems);
}

/// `no-store` is as good as `no-cache`, and stricter.
fn of_cache(headers: &Headers, cache: &str, problems: &mut Vec<Problem>) {
    let said = &headers.cache_control;
    if !has(said, cache) && !has(said, "no-store") {
        problems.push(Problem::Kept(said.clone()));
    }
}

fn of_code(headers: &Headers, problems: &mut Vec<Problem>) {
    if headers.content_type != "application/wasm" {
        problems.push(Problem::Type(headers.content_type.clone()));
    }
    if !has(&headers.cache_control, "immutable") {
        problems.push(Problem::NotKept);
    }
    if headers.content_encoding.is_empty() {
        problems.push(Problem::NotCompressed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::Cloud;

    const TENANT: &str = "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346";

    fn draft() -> Draft {
        Draft::of("5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11", TENANT, Cloud::UsGov).unwrap()
    }

    fn page() -> PageAddress {
        PageAddress::new(
            "https://c.example".into(),
            "c.example".into(),
            "/x/index.html",
        )
    }

    /// The answer that is right, of which a test changes one thing.
    fn right(check: Check) -> (u16, Headers, String) {
        let headers = |content_type: &str, cache_control: &str, policy: &str| Headers {
            content_type: content_type.into(),
            cache_control: cache_control.into(),
            content_security_policy: policy.into(),
            ..Headers::default()
        };
        let framing = "default-src 'none'; frame-ancestors 'none'";
        match check {
            Check::Tenant => (
                200,
                headers("application/json", "max-age=86400", ""),
                format!(
                    r#"{{"issuer":"https://login.microsoftonline.us/{TENANT}/v2.0","msgraph_host":"graph.microsoft.us"}}"#
                ),
            ),
            Check::ConfigFile => (
                200,
                headers("application/json", "no-cache", ""),
                draft().file(),
            ),
            Check::Redirect => (
                200,
                headers("text/html; charset=utf-8", "no-store", framing),
                "<script src=\"msal-redirect-bridge.min-1.js\">".into(),
            ),
            Check::Page => (
                200,
                headers("text/html", "no-cache", framing),
                "<template id=\"boot\">".into(),
            ),
            Check::Code => (
                200,
                Headers {
                    content_encoding: "br".into(),
                    ..headers(
                        "application/wasm",
                        "public, max-age=31536000, immutable",
                        "",
                    )
                },
                String::new(),
            ),
            Check::MissingFile => (404, Headers::default(), String::new()),
        }
    }

    fn finding(
        check: Check,
        change: impl FnOnce(&mut u16, &mut Headers, &mut String, &mut String),
    ) -> Finding {
        let questions = questions(&draft(), &page(), &[], "token-console-1_bg.wasm");
        let question = questions.into_iter().find(|of| of.check == check).unwrap();
        let (mut status, mut headers, mut body) = right(check);
        let mut url = question.url.clone();
        change(&mut status, &mut headers, &mut body, &mut url);
        let probe = Probe::Answer {
            status,
            url,
            headers,
            body,
        };
        found(&question, &probe, &draft(), &page())
    }

    #[test]
    fn only_the_own_host_and_the_sign_in_host_are_asked() {
        let questions = questions(&draft(), &page(), &[], "a.wasm");
        let urls: Vec<_> = questions.iter().map(|of| of.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://login.microsoftonline.us/8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346/v2.0/.well-known/openid-configuration",
                "https://c.example/x/config.json",
                "https://c.example/x/redirect.html?test=1",
                "https://c.example/x/",
                "https://c.example/x/a.wasm",
                "https://c.example/x/token-console-missing-0000000000000000.wasm",
            ]
        );
        // The app is nobody's business before a sign-in.
        assert!(!urls.concat().contains("5f1c7a52"));
    }

    #[test]
    fn what_is_right_has_no_problem() {
        for check in [
            Check::Tenant,
            Check::ConfigFile,
            Check::Redirect,
            Check::Page,
            Check::Code,
            Check::MissingFile,
        ] {
            let finding = finding(check, |_, _, _, _| {});
            assert_eq!(finding.problems, [], "{check:?}");
            assert_eq!(finding.verdict(), Verdict::Good);
            let id = (check == Check::Tenant).then(|| TENANT.to_owned());
            assert_eq!(finding.tenant_id, id);
        }
    }

    #[test]
    fn a_sign_in_host_without_the_tenant_or_of_another_cloud_is_told_apart() {
        let of = |check: Finding| check.problems;
        assert_eq!(
            of(finding(Check::Tenant, |status, _, _, _| *status = 400)),
            [Problem::NoSuchTenant]
        );
        assert_eq!(
            of(finding(Check::Tenant, |_, _, body, _| {
                *body = body.replace("graph.microsoft.us", "dod-graph.microsoft.us");
            })),
            [Problem::OtherCloud("dod-graph.microsoft.us".into())]
        );
        assert_eq!(
            of(finding(Check::Tenant, |status, _, _, _| *status = 503)),
            [Problem::Status(503)]
        );
        assert_eq!(
            of(finding(Check::Tenant, |_, _, body, _| *body = "<html>".into())),
            [Problem::OtherFile]
        );
    }

    #[test]
    fn each_fault_of_a_host_has_its_name() {
        type Change = fn(&mut u16, &mut Headers, &mut String, &mut String);
        let cases: [(Check, Change, Problem, Verdict); 14] = [
            (
                Check::Redirect,
                |status, _, _, _| *status = 404,
                Problem::Status(404),
                Verdict::Wrong,
            ),
            (
                Check::Redirect,
                |_, _, body, _| body.clear(),
                Problem::OtherFile,
                Verdict::Wrong,
            ),
            (
                Check::Redirect,
                |_, _, _, url| *url = "https://c.example/x/redirect".into(),
                Problem::QueryLost,
                Verdict::Wrong,
            ),
            (
                Check::Redirect,
                |_, headers, _, _| headers.cross_origin_opener_policy = "same-origin".into(),
                Problem::OpenerPolicy,
                Verdict::Wrong,
            ),
            (
                Check::Redirect,
                |_, headers, _, _| headers.cache_control = "no-cache".into(),
                Problem::Kept("no-cache".into()),
                Verdict::Advice,
            ),
            (
                Check::Page,
                |_, headers, _, _| headers.content_security_policy.clear(),
                Problem::NoPolicy,
                Verdict::Advice,
            ),
            (
                Check::Page,
                |_, headers, _, _| headers.cache_control = "max-age=3600".into(),
                Problem::Kept("max-age=3600".into()),
                Verdict::Advice,
            ),
            (
                Check::Page,
                |_, headers, _, _| headers.content_type = "text/plain".into(),
                Problem::Type("text/plain".into()),
                Verdict::Wrong,
            ),
            (
                Check::Code,
                |_, headers, _, _| headers.content_type = "application/octet-stream".into(),
                Problem::Type("application/octet-stream".into()),
                Verdict::Wrong,
            ),
            (
                Check::Code,
                |_, headers, _, _| headers.cache_control = "no-cache".into(),
                Problem::NotKept,
                Verdict::Advice,
            ),
            (
                Check::Code,
                |_, headers, _, _| headers.content_encoding.clear(),
                Problem::NotCompressed,
                Verdict::Advice,
            ),
            (
                Check::MissingFile,
                |status, _, _, _| *status = 200,
                Problem::MissingIsThere,
                Verdict::Wrong,
            ),
            (
                Check::ConfigFile,
                |_, _, body, _| *body = "{".into(),
                Problem::UnusableFile,
                Verdict::Wrong,
            ),
            (
                Check::ConfigFile,
                |_, _, body, _| *body = body.replace("usGov", "global"),
                Problem::OtherEntries,
                Verdict::Wrong,
            ),
        ];
        for (check, change, problem, verdict) in cases {
            let finding = finding(check, change);
            assert_eq!(finding.problems, [problem], "{check:?}");
            assert_eq!(finding.verdict(), verdict);
        }
    }

    #[test]
    fn no_answer_is_said_to_be_none() {
        for question in questions(&draft(), &page(), &[], "a.wasm") {
            let finding = found(&question, &Probe::Nothing, &draft(), &page());
            assert_eq!(finding.problems, [Problem::NoAnswer]);
        }
    }

    #[test]
    fn a_file_of_several_tenants_holds_the_one_that_is_entered() {
        let finding = finding(Check::ConfigFile, |_, _, body, _| {
            let entry = body.replacen('{', "{\"name\": \"A\",", 1);
            *body = format!("{{\"tenants\": [{entry}]}}");
        });
        assert_eq!(finding.problems, []);
    }
}
