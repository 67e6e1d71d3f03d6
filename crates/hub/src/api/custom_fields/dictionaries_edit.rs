//! POST /custom-fields/dictionaries/{code}/edit: changes a custom dictionary.

use domain::fault::Fault;
use domain::{custom_fields, draft};
use wire::custom_field::{Coded, CustomDictionary};
use wire::methods::CustomDictionariesEdit;
use wire::reference::EditEntry;

use crate::api::{Answer, Call};

impl Answer for CustomDictionariesEdit {
    fn answer(call: Call<'_, '_, EditEntry<CustomDictionary>>) -> Result<Coded, Fault> {
        let code = &call.request.code;
        custom_fields::edit_dictionary(call.tx, code, draft::of(&call.request.entry)?, call.now)?;
        Ok(Coded { code: code.clone() })
    }
}
