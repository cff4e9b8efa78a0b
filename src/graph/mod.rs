//! Microsoft Graph in plain values: what is sent, and what an answer means. No network here.

mod answer;
mod challenge;
mod error_body;
mod profile;
mod request;
pub mod retry_after;

pub use answer::{Answer, Cause, Certainty, Ids, Refusal};
pub use challenge::{Challenge, Claims, claims_challenge};
pub use error_body::ErrorBody;
pub use profile::{EnrollmentMode, Profile, TokenType};
pub use request::{GraphUrl, Method, Request, get_profile, revoke_token};
