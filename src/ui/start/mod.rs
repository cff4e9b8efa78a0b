//! The page of somebody who is not signed in, and what is around every screen.

mod header;
mod set_up;
mod signed_out;

pub(super) use header::header;
pub(super) use set_up::set_up;
pub(super) use signed_out::signed_out;
