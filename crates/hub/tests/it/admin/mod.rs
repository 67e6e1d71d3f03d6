//! The pages, as somebody at a browser meets them.

mod audit_log;
mod headers;
mod key_calls;
mod key_changes;
mod key_life;
mod key_panic;
mod keys;
mod keys_bulk;
mod keys_list;
mod keys_sight;
mod marketplace;
mod people;
mod reference;
mod roles;
mod second_step;
mod settings;
mod setup;
mod sign_in;
mod stores;
mod templates;
mod webhooks;
mod words;
