//! GET /custom-fields: a page of the declared custom fields.

use wire::custom_field::{CustomField, CustomFieldFilter, ListLong};
use wire::noun::Listed;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::custom_fields;
use crate::fault::Fault;

/// List custom fields.
pub struct CustomFieldsList;

impl Method for CustomFieldsList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/custom-fields";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsRead;
    const SUMMARY: &'static str = "List custom fields";
    type Request = ListLong<CustomFieldFilter>;
    type Reply = Listed<CustomField>;

    fn answer(call: Call<'_, '_, ListLong<CustomFieldFilter>>) -> Result<Listed<CustomField>, Fault> {
        let (texts, pagination) = custom_fields::fields(call.account, &call.request.filter, call.request.page);
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}
