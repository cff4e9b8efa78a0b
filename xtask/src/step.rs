//! Work that takes a while, told as it happens.

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// A line on the terminal: the name when the work starts, the result and the time when it ends.
#[must_use]
#[derive(Debug)]
pub struct Step {
    started: Instant,
}

impl Step {
    /// Says what starts now.
    pub fn start(title: &str) -> Self {
        let mut terminal = io::stdout();
        // The line has no end yet, so nothing else would push it out.
        let _ = write!(terminal, "{title} … ").and_then(|()| terminal.flush());
        Self {
            started: Instant::now(),
        }
    }

    /// Says how it went and how long it took.
    pub fn end(self, result: &str) {
        say(&format!("{result} in {}", display(self.started.elapsed())));
    }
}

/// Prints a line. A terminal that has been closed is no reason to stop, which is what `println!` would do.
pub fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn display(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} s", time.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_only_where_they_matter() {
        assert_eq!(display(Duration::from_millis(440)), "0.4 s");
        assert_eq!(display(Duration::from_millis(312_900)), "312 s");
    }
}
