//! Microsoft Graph in plain values: what is sent, and what an answer means. No network here.

mod answer;
mod ask_for;
pub mod audit;
mod challenge;
mod effective_permissions;
mod error_body;
#[cfg(test)]
mod field;
mod hints;
mod one_by_one;
mod page;
mod pager;
mod profile;
mod qr_code;
mod read_failure;
mod request;
pub mod retry_after;

pub use answer::{Answer, Cause, Certainty, Ids, LongWait, Refusal};
pub use ask_for::AskFor;
pub use audit::AuditEvent;
pub use challenge::{Challenge, Claims, claims_challenge};
pub use effective_permissions::AllowedActions;
pub use error_body::ErrorBody;
pub(crate) use one_by_one::{Ended, OneByOne, Step};
pub use page::Page;
pub use pager::{Due, ListCall, ListFailure, PageEffect, PageEvent, PageProgress, Pager};
pub use profile::{EnrollmentMode, Profile, TokenType};
pub use qr_code::QrCode;
pub use read_failure::{NoAnswer, ProfileReading, ReadFailure};
pub use request::{
    Freshness, GraphUrl, Method, Request, create_token, get_device, get_effective_permissions,
    get_profile, get_qr_code, get_token, list_audit_events, list_devices, list_profiles,
    list_tokens, next_page, revoke_token,
};
