//! Microsoft Graph in plain values: what is sent, and what an answer means. No network here.

mod answer;
mod error_body;
mod request;

pub use answer::{Answer, Cause, Ids, Refusal};
pub use error_body::ErrorBody;
pub use request::{GraphUrl, Method, Request, revoke_token};
