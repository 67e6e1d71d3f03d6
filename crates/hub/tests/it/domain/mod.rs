//! Rules that are not reached through the API alone.

mod audit_log;
mod emails;
mod people;
mod seed;
mod settings;
mod tampering;
mod webhooks;
