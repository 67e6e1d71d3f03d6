//! The pages, a file each.

pub mod account;
pub mod key_form;
mod key_review;
pub mod keys;
pub mod marketplace;
pub mod method_tree;
pub mod setup;
pub mod sign_in;
pub mod store_form;
pub mod stores;
pub mod welcome;
