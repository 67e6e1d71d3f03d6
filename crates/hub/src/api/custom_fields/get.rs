//! GET /custom-fields/{entity}/{code}: one declared custom field.

use wire::custom_field::{CustomField, OneField};
use wire::noun::One;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::custom_fields;
use crate::fault::Fault;

/// Read one custom field.
pub struct CustomFieldsGet;

impl Method for CustomFieldsGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/custom-fields/{entity}/{code}";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsRead;
    const SUMMARY: &'static str = "Read one custom field";
    type Request = OneField;
    type Reply = One<CustomField>;

    fn answer(call: Call<'_, '_, OneField>) -> Result<One<CustomField>, Fault> {
        let owner = super::owner(&call.request.entity)?;
        Ok(One(Ready::new(custom_fields::field(call.account, owner, &call.request.code)?)?))
    }
}
