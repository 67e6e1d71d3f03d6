//! Rules that are not reached through the API alone.

mod audit_log;
mod emails;
mod people;
mod row_webhooks;
mod seed;
mod settings;
mod tampering;
mod webhooks;
