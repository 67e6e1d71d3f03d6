//! The pages, a file each.

pub mod account;
pub mod key_calls;
pub mod key_form;
mod key_review;
pub mod keys;
pub mod method_tree;
pub mod reference;
pub mod setup;
pub mod sign_in;
pub mod store_form;
pub mod stores;
pub mod welcome;
pub mod well_known;
