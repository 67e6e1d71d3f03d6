//! The pages, a file each.

pub mod account;
pub mod invitation;
pub mod key_form;
mod key_review;
pub mod keys;
pub mod marketplace;
pub mod method_tree;
pub mod people;
pub mod person_form;
pub mod second_step;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod sign_in_code;
pub mod store_form;
pub mod stores;
pub mod welcome;
