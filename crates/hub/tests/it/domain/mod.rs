//! Rules that are not reached through the API alone.

mod seed;
mod settings;
