//! GET /custom-fields: a page of the declared custom fields.

use domain::custom_fields;
use domain::fault::Fault;
use wire::custom_field::{CustomField, CustomFieldFilter, ListLong};
use wire::methods::CustomFieldsList;
use wire::noun::Listed;

use crate::api::{Answer, Call};

impl Answer for CustomFieldsList {
    fn answer(call: Call<'_, '_, ListLong<CustomFieldFilter>>) -> Result<Listed<CustomField>, Fault> {
        let (texts, pagination) = custom_fields::fields(call.account, &call.request.filter, call.request.page);
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}
