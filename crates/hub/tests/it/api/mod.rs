//! The methods of the API, each where its source is.

mod reference;
mod settings;
mod users;
