//! Telling the file of a plan from whatever else names profiles.

use crate::runs::plan_file::PLAN_FORMAT;

/// Whether a text is the file of a plan, be it of another version or damaged: an object in which its format is a JSON string.
/// Whoever opens it is told what is wrong with it; it is never taken for a list of IDs.
pub fn is_plan(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_quoted = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        let behind = text.as_bytes().get(at + PLAN_FORMAT.len());
        before == Some(&b'"') && behind == Some(&b'"')
    };
    let mut windows = text.as_bytes().windows(PLAN_FORMAT.len()).enumerate();
    text.starts_with('{') && windows.any(|(at, of)| of == PLAN_FORMAT.as_bytes() && is_quoted(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_of_any_version_is_one_and_what_only_speaks_of_it_is_not() {
        for text in [
            r#"{"format":"token-console-plan"}"#,
            "\u{feff}\r\n{\n  \"version\": \"9\",\n  \"format\" : \"token-console-plan\", \"items",
        ] {
            assert!(is_plan(text), "{text}");
        }
        for text in [
            "",
            "token-console-plan",
            "{token-console-plan}",
            r#"[{"format":"token-console-plan"}]"#,
            r#"{"displayName":"my token-console-plan"}"#,
            r#"{"description":"{\"format\":\"token-console-plan\"}"}"#,
            r#"{"format":"token-console-planner"}"#,
        ] {
            assert!(!is_plan(text), "{text}");
        }
    }
}
