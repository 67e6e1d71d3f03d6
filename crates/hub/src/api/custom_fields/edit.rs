//! POST /custom-fields/{entity}/{code}/edit: changes a custom field.

use wire::custom_field::{Coded, EditField};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{custom_fields, draft};
use crate::fault::Fault;

/// Change a custom field.
pub struct CustomFieldsEdit;

impl Method for CustomFieldsEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/custom-fields/{entity}/{code}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsWrite;
    const SUMMARY: &'static str = "Change a custom field";
    type Request = EditField;
    type Reply = Coded;

    fn answer(call: Call<'_, '_, EditField>) -> Result<Coded, Fault> {
        let (owner, code) = (super::owner(&call.request.entity)?, &call.request.code);
        custom_fields::edit(call.tx, owner, code, draft::of(&call.request.field)?, call.now)?;
        Ok(Coded { code: code.clone() })
    }
}
