//! The documents under `docs/` that tests write from what the code says.

mod outcomes;
mod sign_in;
