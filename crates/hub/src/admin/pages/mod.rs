//! The pages, a file each.

pub mod account;
pub mod key_advice;
pub mod key_calls;
pub mod key_export;
pub mod key_form;
mod key_limits;
mod key_review;
pub mod key_rotate;
pub mod key_try;
pub mod key_usage;
pub mod keys;
pub mod leaked;
pub mod marketplace;
pub mod method_tree;
pub mod record;
pub mod record_csv;
mod record_filter;
mod record_rows;
pub mod reference;
pub mod refusals;
pub mod setup;
pub mod sign_in;
pub mod store_form;
pub mod stores;
pub mod unused_keys;
pub mod welcome;
pub mod well_known;
