//! The methods about integration modules.

mod edit;
mod kinds;
