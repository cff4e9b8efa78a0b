//! Elements, live values and notices that several screens are made of.

pub(super) mod about;
pub(super) mod audit;
pub(super) mod audit_look;
pub(super) mod context;
pub(super) mod copy_button;
pub(super) mod details;
pub(super) mod devices;
pub(super) mod dialog;
pub(super) mod effect;
pub(super) mod failure;
pub(super) mod focus;
pub(super) mod html;
pub(super) mod icon;
mod icons;
pub(super) mod incident;
pub(super) mod lazy_view;
pub(super) mod live;
pub(super) mod menu;
pub(super) mod moment;
pub(super) mod permission;
pub(super) mod profile_facts;
pub(super) mod qr_code;
pub(super) mod rows;
pub(super) mod sign_in_notice;
pub(crate) mod signal;
pub(super) mod waiting;
