//! How many checks passed and failed.

use std::fmt;
use std::ops::AddAssign;

/// A count of checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that ran and held.
    pub passed: usize,
    /// Checks that did not hold, or did not run.
    pub failed: usize,
}

impl Tally {
    pub fn one(passed: bool) -> Self {
        Self {
            passed: passed.into(),
            failed: (!passed).into(),
        }
    }

    /// Sums the `test result:` lines of `cargo test`; an ignored test proves nothing and counts as failed.
    pub fn of_cargo_test(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines() {
            let Some(result) = line.trim().strip_prefix("test result:") else {
                continue;
            };
            let count = |of: &str| {
                result
                    .split(['.', ';'])
                    .find_map(|part| part.trim().strip_suffix(of)?.trim().parse().ok())
                    .unwrap_or(0)
            };
            tally += Self {
                passed: count("passed"),
                failed: count("failed") + count("ignored"),
            };
        }
        tally
    }

    /// Reads the totals of a `JUnit` report; a skipped test proves nothing and counts as failed.
    pub fn of_junit(report: &str) -> Option<Self> {
        let (_, rest) = report.split_once("<testsuites ")?;
        let (attributes, _) = rest.split_once('>')?;
        let count = |name: &str| -> Option<usize> {
            let (_, value) = attributes.split_once(&format!("{name}=\""))?;
            value.split_once('"')?.0.parse().ok()
        };
        let failed = count("failures")? + count("skipped")? + count("errors")?;
        Some(Self {
            passed: count("tests")?.checked_sub(failed)?,
            failed,
        })
    }

    /// The tally of a test runner: a run without tests, or one that failed outside its tests, is one failure more.
    #[must_use]
    pub fn judged_by(mut self, exit_was_success: bool) -> Self {
        let empty = self == Self::default();
        if empty || (!exit_was_success && self.failed == 0) {
            self.failed += 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_every_test_binary() {
        let output = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.25s
";
        assert_eq!(
            Tally::of_cargo_test(output),
            Tally {
                passed: 7,
                failed: 3
            }
        );
    }

    #[test]
    fn reads_a_junit_report() {
        let report = r#"<testsuites id="" name="" tests="12" failures="2" skipped="1" errors="0" time="9.5">
<testsuite name="a.spec.mjs" tests="12" failures="2" skipped="1" time="9" errors="0">"#;
        assert_eq!(
            Tally::of_junit(report),
            Some(Tally {
                passed: 9,
                failed: 3
            })
        );
    }

    #[test]
    fn what_is_no_junit_report_has_no_tally() {
        assert_eq!(Tally::of_junit(""), None);
        assert_eq!(Tally::of_junit(r#"<testsuites tests="1">"#), None);
    }

    #[test]
    fn a_run_without_tests_has_failed() {
        assert_eq!(Tally::default().judged_by(true).failed, 1);
    }

    #[test]
    fn a_failure_outside_the_tests_counts() {
        let tally = Tally {
            passed: 5,
            failed: 0,
        };
        assert_eq!(tally.judged_by(false).failed, 1);
        assert_eq!(tally.judged_by(true), tally);
    }

    #[test]
    fn a_failed_test_is_not_counted_twice() {
        let tally = Tally {
            passed: 5,
            failed: 2,
        };
        assert_eq!(tally.judged_by(false), tally);
    }

    #[test]
    fn reads_as_the_last_line() {
        assert_eq!(
            Tally {
                passed: 5,
                failed: 2
            }
            .to_string(),
            "5 passed, 2 failed"
        );
    }
}
