//! POST /custom-fields/dictionaries/create: adds a custom dictionary.

use wire::custom_field::{Coded, CustomDictionary};
use wire::reference::NewEntry;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{custom_fields, draft};
use crate::fault::Fault;

/// Add a custom dictionary.
pub struct CustomDictionariesCreate;

impl Method for CustomDictionariesCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/custom-fields/dictionaries/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsWrite;
    const SUMMARY: &'static str = "Add a custom dictionary";
    const STATUS: u16 = 201;
    type Request = NewEntry<CustomDictionary>;
    type Reply = Coded;

    fn answer(call: Call<'_, '_, NewEntry<CustomDictionary>>) -> Result<Coded, Fault> {
        let sent = draft::of(&call.request.entry)?;
        Ok(Coded { code: custom_fields::create_dictionary(call.tx, sent, call.now)? })
    }
}
