//! Rules that are not reached through the API alone.

mod letters;
mod people;
mod record;
mod seed;
mod settings;
mod tampering;
mod webhooks;
