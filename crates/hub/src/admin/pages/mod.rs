//! The pages, a file each.

pub mod account;
pub mod key_changes;
pub mod key_form;
mod key_review;
pub mod keys;
pub mod method_tree;
pub mod record;
pub mod record_csv;
mod record_filter;
mod record_rows;
pub mod setup;
pub mod sign_in;
pub mod store_form;
pub mod stores;
pub mod webhook_delivery;
pub mod webhook_form;
pub mod webhook_secret;
pub mod webhooks;
pub mod welcome;
