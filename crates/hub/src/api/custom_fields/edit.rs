//! POST /custom-fields/{entity}/{code}/edit: changes a custom field.

use domain::fault::Fault;
use domain::{custom_fields, draft};
use wire::custom_field::{Coded, EditField};
use wire::methods::CustomFieldsEdit;

use crate::api::{Answer, Call};

impl Answer for CustomFieldsEdit {
    fn answer(call: Call<'_, '_, EditField>) -> Result<Coded, Fault> {
        let (owner, code) = (super::owner(&call.request.entity)?, &call.request.code);
        custom_fields::edit(call.tx, owner, code, draft::of(&call.request.field)?, call.now)?;
        Ok(Coded { code: code.clone() })
    }
}
