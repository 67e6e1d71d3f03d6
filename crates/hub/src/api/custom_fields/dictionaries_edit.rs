//! POST /custom-fields/dictionaries/{code}/edit: changes a custom dictionary.

use wire::custom_field::{Coded, CustomDictionary};
use wire::reference::EditEntry;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{custom_fields, draft};
use crate::fault::Fault;

/// Change a custom dictionary.
pub struct CustomDictionariesEdit;

impl Method for CustomDictionariesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/custom-fields/dictionaries/{code}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsWrite;
    const SUMMARY: &'static str = "Change a custom dictionary";
    type Request = EditEntry<CustomDictionary>;
    type Reply = Coded;

    fn answer(call: Call<'_, '_, EditEntry<CustomDictionary>>) -> Result<Coded, Fault> {
        let code = &call.request.code;
        custom_fields::edit_dictionary(call.tx, code, draft::of(&call.request.entry)?, call.now)?;
        Ok(Coded { code: code.clone() })
    }
}
