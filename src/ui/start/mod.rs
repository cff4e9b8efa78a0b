//! The page of somebody who is not signed in, and what is around every screen.

mod choose_tenant;
mod header;
mod set_up;
mod signed_out;

pub(super) use header::header;
pub(crate) use set_up::{SET_UP_STYLE, SetUpContext, set_up};
pub(super) use signed_out::signed_out;
