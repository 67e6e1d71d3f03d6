//! The methods of the API, each where its source is, and what holds for many of them at once.

mod reference;
mod round_trip;
mod settings;
mod users;
