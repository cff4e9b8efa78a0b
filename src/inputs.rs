//! Time and random bytes: the inputs of the state machines.

use crate::time::Time;

/// Time and chance, which come from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inputs {
    pub now: Time,
    /// Random bytes: a new `client-request-id`, and the jitter of a wait.
    pub random: [u8; 16],
}

impl Inputs {
    /// A share from 0 up to 1, by which a wait is spread.
    pub fn jitter(&self) -> f64 {
        f64::from(self.random[0]) / 256.0
    }
}
