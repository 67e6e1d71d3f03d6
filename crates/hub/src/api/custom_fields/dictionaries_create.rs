//! POST /custom-fields/dictionaries/create: adds a custom dictionary.

use domain::fault::Fault;
use domain::{custom_fields, draft};
use wire::custom_field::{Coded, CustomDictionary};
use wire::methods::CustomDictionariesCreate;
use wire::reference::NewEntry;

use crate::api::{Answer, Call};

impl Answer for CustomDictionariesCreate {
    fn answer(call: Call<'_, '_, NewEntry<CustomDictionary>>) -> Result<Coded, Fault> {
        let sent = draft::of(&call.request.entry)?;
        Ok(Coded { code: custom_fields::create_dictionary(call.tx, sent, call.now)? })
    }
}
