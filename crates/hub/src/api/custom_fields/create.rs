//! POST /custom-fields/{entity}/create: declares a custom field.

use wire::custom_field::{Coded, NewField};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{custom_fields, draft};
use crate::fault::Fault;

/// Add a custom field.
pub struct CustomFieldsCreate;

impl Method for CustomFieldsCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/custom-fields/{entity}/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsWrite;
    const SUMMARY: &'static str = "Add a custom field";
    const STATUS: u16 = 201;
    type Request = NewField;
    type Reply = Coded;

    fn answer(call: Call<'_, '_, NewField>) -> Result<Coded, Fault> {
        let owner = super::owner(&call.request.entity)?;
        let sent = draft::of(&call.request.field)?;
        Ok(Coded { code: custom_fields::create(call.tx, owner, sent, call.now)? })
    }
}
