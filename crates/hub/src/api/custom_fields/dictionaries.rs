//! GET /custom-fields/dictionaries: the dictionaries that custom fields choose from, a page of them or one.

use wire::custom_field::{ByCode, CustomDictionary, CustomDictionaryFilter, ListLong};
use wire::noun::{Listed, One};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::custom_fields;
use crate::fault::Fault;

/// List custom dictionaries.
pub struct CustomDictionariesList;

impl Method for CustomDictionariesList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/custom-fields/dictionaries";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsRead;
    const SUMMARY: &'static str = "List custom dictionaries";
    type Request = ListLong<CustomDictionaryFilter>;
    type Reply = Listed<CustomDictionary>;

    fn answer(call: Call<'_, '_, ListLong<CustomDictionaryFilter>>) -> Result<Listed<CustomDictionary>, Fault> {
        let (texts, pagination) = custom_fields::dictionaries(call.account, &call.request.filter, call.request.page);
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}

/// Read one custom dictionary.
pub struct CustomDictionariesGet;

impl Method for CustomDictionariesGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/custom-fields/dictionaries/{code}";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomFieldsRead;
    const SUMMARY: &'static str = "Read one custom dictionary";
    type Request = ByCode;
    type Reply = One<CustomDictionary>;

    fn answer(call: Call<'_, '_, ByCode>) -> Result<One<CustomDictionary>, Fault> {
        Ok(One(Ready::new(custom_fields::dictionary(call.account, &call.request.code)?)?))
    }
}
