//! What is wrong with an entry, as it is typed.

use crate::{config::Tenant, guid::Guid};

/// What is wrong with what was typed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryProblem {
    /// A GUID has no such character.
    Character(char),
    /// A GUID has 36 characters, in groups of 8-4-4-4-12; of so many there are none or too many.
    Length(usize),
    /// It has 36 characters, in other groups.
    Groups,
    /// It is an address of a page.
    Link,
    /// It looks like a client secret, which this page has no use for and nobody should paste anywhere.
    Secret,
    /// It stands for many tenants, and so for none.
    NoTenant,
    /// A domain has a dot in it.
    NoDot,
    /// It is an e-mail address or a user name, and only what is behind the `@` is a domain.
    UserName,
    /// It can be no domain.
    Domain,
    /// It is the client ID once more.
    SameAsClient,
}

/// The length of a GUID in characters.
const GUID_LENGTH: usize = 36;
/// What stands for many tenants in an authority.
///
/// <https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints>
const MANY_TENANTS: [&str; 3] = ["common", "organizations", "consumers"];

/// What is wrong with an Application (client) ID; nothing, while nothing is there.
pub(crate) fn client_id_problem(text: &str) -> Option<EntryProblem> {
    let text = text.trim();
    (!text.is_empty()).then(|| guid_problem(text)).flatten()
}

/// What is wrong with a tenant, beside this client ID.
pub(crate) fn tenant_problem(text: &str, client_id: &str) -> Option<EntryProblem> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case(client_id.trim()) && Guid::parse(text).is_some() {
        return Some(EntryProblem::SameAsClient);
    }
    if Tenant::parse(text).is_some() {
        return None;
    }
    if MANY_TENANTS.iter().any(|of| text.eq_ignore_ascii_case(of)) {
        return Some(EntryProblem::NoTenant);
    }
    if has(text, "://") {
        return Some(EntryProblem::Link);
    }
    if has(text, "@") {
        return Some(EntryProblem::UserName);
    }
    // So far it may become a GUID: eight digits and a hyphen are no name that a domain begins with.
    let begins = text.bytes().take(9);
    let is_guid_like = text.len() >= 9
        && begins.enumerate().all(|(at, byte)| match at {
            8 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_guid_like && !has(text, ".") {
        return guid_problem(text);
    }
    Some(if has(text, ".") {
        EntryProblem::Domain
    } else {
        EntryProblem::NoDot
    })
}

/// Whether a text has another in it. In bytes: a search in a text would come with the main file, for every visitor.
pub(super) fn has(text: &str, part: &str) -> bool {
    text.as_bytes()
        .windows(part.len())
        .any(|window| window == part.as_bytes())
}

fn guid_problem(text: &str) -> Option<EntryProblem> {
    if Guid::parse(text).is_some() {
        return None;
    }
    if has(text, "://") {
        return Some(EntryProblem::Link);
    }
    // Entra's secrets have 40 characters of this kind, with a `~` among the first.
    if has(text, "~") && text.len() > 30 {
        return Some(EntryProblem::Secret);
    }
    let wrong = |of: &char| !of.is_ascii_hexdigit() && *of != '-';
    if let Some(wrong) = text.chars().find(wrong) {
        return Some(EntryProblem::Character(wrong));
    }
    Some(match text.len() {
        GUID_LENGTH => EntryProblem::Groups,
        length => EntryProblem::Length(length),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntryProblem as P;

    const CLIENT: &str = "5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11";

    #[test]
    fn a_client_id_is_a_guid_and_nothing_else() {
        for (text, problem) in [
            ("", None),
            ("  ", None),
            (CLIENT, None),
            (" 5F1C7A52-4B0F-4D7E-9A55-0C6C2F1D8E11 ", None),
            ("5f1c7a52", Some(P::Length(8))),
            ("5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11a", Some(P::Length(37))),
            ("5f1c7a524-b0f-4d7e-9a55-0c6c2f1d8e11", Some(P::Groups)),
            ("{5f1c7a52", Some(P::Character('{'))),
            ("nonsense", Some(P::Character('n'))),
            ("你", Some(P::Character('你'))),
            ("https://entra.microsoft.com/#view/x", Some(P::Link)),
            ("abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789.", Some(P::Secret)),
        ] {
            assert_eq!(client_id_problem(text), problem, "{text}");
        }
    }

    #[test]
    fn a_tenant_is_a_guid_or_a_domain_and_no_other_id() {
        for (text, problem) in [
            ("", None),
            ("contoso.onmicrosoft.com", None),
            ("8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346", None),
            (CLIENT, Some(P::SameAsClient)),
            ("Common", Some(P::NoTenant)),
            ("organizations", Some(P::NoTenant)),
            ("contoso", Some(P::NoDot)),
            ("8f3c1b52-0d4e", Some(P::Length(13))),
            ("8f3c1b52-0d4e-x", Some(P::Character('x'))),
            ("https://contoso.com", Some(P::Link)),
            ("mira@contoso.com", Some(P::UserName)),
            ("-contoso.com", Some(P::Domain)),
            ("contoso..com", Some(P::Domain)),
        ] {
            assert_eq!(tenant_problem(text, CLIENT), problem, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_the_file_takes_has_no_problem_and_the_other_way_round(text in "\\PC{0,45}") {
            let text = text.trim();
            if !text.is_empty() {
                proptest::prop_assert_eq!(client_id_problem(text).is_none(), Guid::parse(text).is_some());
                proptest::prop_assert_eq!(tenant_problem(text, "").is_none(), Tenant::parse(text).is_some());
            }
        }
    }
}
