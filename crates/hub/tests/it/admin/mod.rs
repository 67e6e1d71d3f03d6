//! The pages, as somebody at a browser meets them.

mod headers;
mod key_changes;
mod keys;
mod keys_list;
mod record;
mod roles;
mod setup;
mod sign_in;
mod stores;
mod webhooks;
mod words;
