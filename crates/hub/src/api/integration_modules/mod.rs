//! Integration modules.

pub mod edit;
pub mod get;
