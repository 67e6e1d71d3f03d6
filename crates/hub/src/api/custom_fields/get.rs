//! GET /custom-fields/{entity}/{code}: one declared custom field.

use domain::custom_fields;
use domain::fault::Fault;
use wire::custom_field::{CustomField, OneField};
use wire::methods::CustomFieldsGet;
use wire::noun::One;
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for CustomFieldsGet {
    fn answer(call: Call<'_, '_, OneField>) -> Result<One<CustomField>, Fault> {
        let owner = super::owner(&call.request.entity)?;
        Ok(One(Ready::new(custom_fields::field(call.account, owner, &call.request.code)?)?))
    }
}
