//! The page of somebody who is not signed in, and what is around every screen.

mod header;
mod set_up;
mod signed_out;

pub use header::header;
pub use set_up::set_up;
pub use signed_out::signed_out;
