//! GET /custom-fields/dictionaries: the dictionaries that custom fields choose from, a page of them or one.

use domain::custom_fields;
use domain::fault::Fault;
use wire::custom_field::{ByCode, CustomDictionary, CustomDictionaryFilter, ListLong};
use wire::methods::{CustomDictionariesGet, CustomDictionariesList};
use wire::noun::{Listed, One};
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for CustomDictionariesList {
    fn answer(call: Call<'_, '_, ListLong<CustomDictionaryFilter>>) -> Result<Listed<CustomDictionary>, Fault> {
        let (texts, pagination) = custom_fields::dictionaries(call.account, &call.request.filter, call.request.page);
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}

impl Answer for CustomDictionariesGet {
    fn answer(call: Call<'_, '_, ByCode>) -> Result<One<CustomDictionary>, Fault> {
        Ok(One(Ready::new(custom_fields::dictionary(call.account, &call.request.code)?)?))
    }
}
