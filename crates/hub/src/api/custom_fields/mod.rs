//! /custom-fields: which custom fields there are, and the dictionaries that they choose from.

pub mod create;
pub mod dictionaries;
pub mod dictionaries_create;
pub mod dictionaries_edit;
pub mod edit;
pub mod get;
pub mod list;

use domain::custom_fields::Owner;
use wire::Problem;

/// What an address names as the owner of a field. There are no addresses for other owners.
fn owner(name: &str) -> Result<Owner, Problem> {
    Owner::named(name).ok_or_else(Problem::no_method)
}
