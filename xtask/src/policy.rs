//! The content security policy of a document. It stands in the document's own `<meta>`, in `index.html` and in
//! `public/redirect.html`, and nowhere else: whatever else has to say it is made of that.

use crate::failure::Result;
use crate::markup::{self, unexpected};

/// <https://www.w3.org/TR/CSP3/#framework-policy>, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy(String);

impl Policy {
    /// The one that the document sets for itself.
    pub fn of(document: &str) -> Result<Self> {
        let meta = markup::element(document, "<meta", &["Content-Security-Policy"], ">")?;
        markup::attribute(&document[meta], "content")
            .map(|policy| Self(policy.to_owned()))
            .ok_or_else(|| unexpected("its policy is empty"))
    }

    /// This one, in which the directive of this name also allows this source expression, such as a hash.
    pub fn allowing(&self, name: &str, source: &str) -> Result<Self> {
        let start = format!("{name} ");
        let mut directives = self
            .0
            .split("; ")
            .filter(|directive| directive.starts_with(&start));
        let (Some(directive), None) = (directives.next(), directives.next()) else {
            return Err(unexpected(&format!("its policy does not have {name} once")));
        };
        let allowed = format!("{directive} {source}");
        markup::replaced_once(&self.0, directive, &allowed).map(Self)
    }

    /// This one with a directive more: a header may say what a document cannot say of itself.
    pub fn with(&self, directive: &str) -> String {
        format!("{}; {directive}", self.0)
    }

    /// The document that sets this policy for itself in place of the one that it had.
    pub fn put_into(&self, document: &str) -> Result<String> {
        let Self(old) = Self::of(document)?;
        markup::replaced_once(document, &old, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIFIED: &str = "<meta charset=utf-8><meta content=\"default-src 'none'; script-src 'self'; img-src 'self'\" http-equiv=Content-Security-Policy>";

    #[test]
    fn reads_the_policy_of_each_document_as_it_is_written() {
        for document in [
            include_str!("../../index.html"),
            include_str!("../../public/redirect.html"),
        ] {
            let Policy(policy) = Policy::of(document).unwrap();
            assert!(policy.starts_with("default-src 'none'; "), "{policy}");
            assert!(policy.ends_with("; trusted-types 'none'"), "{policy}");
        }
    }

    #[test]
    fn a_source_is_allowed_in_the_document_as_in_the_policy() {
        let policy = Policy::of(MINIFIED).unwrap();
        let more = policy.allowing("script-src", "'sha256-x'").unwrap();
        let document = more.put_into(MINIFIED).unwrap();
        assert_eq!(
            document,
            MINIFIED.replace("script-src 'self'", "script-src 'self' 'sha256-x'")
        );
        assert_eq!(Policy::of(&document), Ok(more));
    }

    #[test]
    fn a_policy_that_does_not_have_the_directive_once_is_refused() {
        for policy in [
            "default-src 'none'",
            "script-src 'self'; script-src 'none'",
            "script-src-elem 'self'",
        ] {
            assert!(
                Policy(policy.to_owned())
                    .allowing("script-src", "'sha256-x'")
                    .is_err(),
                "{policy}"
            );
        }
        assert!(Policy::of("<meta charset=utf-8>").is_err());
        assert!(Policy::of(&format!("{MINIFIED}{MINIFIED}")).is_err());
    }
}
