//! POST /custom-fields/{entity}/create: declares a custom field.

use domain::fault::Fault;
use domain::{custom_fields, draft};
use wire::custom_field::{Coded, NewField};
use wire::methods::CustomFieldsCreate;

use crate::api::{Answer, Call};

impl Answer for CustomFieldsCreate {
    fn answer(call: Call<'_, '_, NewField>) -> Result<Coded, Fault> {
        let owner = super::owner(&call.request.entity)?;
        let sent = draft::of(&call.request.field)?;
        Ok(Coded { code: custom_fields::create(call.tx, owner, sent, call.now)? })
    }
}
