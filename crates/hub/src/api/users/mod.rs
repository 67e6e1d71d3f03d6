//! People of the account.

pub mod get;
pub mod groups;
pub mod list;
pub mod status;
