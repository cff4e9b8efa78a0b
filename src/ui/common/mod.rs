//! What every screen is made of.

pub mod context;
pub mod copy_button;
pub mod details;
pub mod failure;
pub mod html;
pub mod lazy_view;
pub mod live;
pub mod profile_facts;
pub mod rows;
pub mod sign_in_notice;
pub mod waiting;
