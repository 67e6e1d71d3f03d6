//! GET /api/keys: keys, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use wire::key::{Key, ListKeys};
use wire::page::Pagination;

use crate::api::keys::fitting;
use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::keys::manager::Manager;
use crate::domain::keys::view::view;
use crate::fault::Fault;

/// Lists the keys that are within the one that asks.
pub struct KeysList;

/// A page of keys.
#[derive(Serialize, JsonSchema)]
pub struct KeyPage {
    /// Which page it is.
    pagination: Pagination,
    /// The keys, in the order in which they were made.
    keys: Vec<Key>,
}

impl Method for KeysList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/keys";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyRead;
    const SUMMARY: &'static str = "List API access keys";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListKeys;
    type Reply = KeyPage;

    fn answer(call: Call<'_, '_, ListKeys>) -> Result<KeyPage, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let found = fitting::within(call.tx, &manager, &call.request.filter, call.account, call.now)?;
        let page = call.request.page;
        let pagination = page.of(found.len() as i64);
        Ok(KeyPage { pagination, keys: page.cut(found).iter().map(|key| view(call.account, key, call.now)).collect() })
    }
}
