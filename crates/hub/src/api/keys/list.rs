//! GET /api/keys: keys, page by page.

use database::key_list::{self, Filter, Order, Stage};
use database::keys::Key as Stored;
use schemars::JsonSchema;
use serde::Serialize;
use wire::key::{Key, KeyFilter, KeyState, ListKeys};
use wire::page::Pagination;
use wire::{Moment, Problem};

use crate::api;
use crate::api::{Call, Method, Scope, Verb, Versions, Weight};
use crate::domain::keys::Contact;
use crate::domain::keys::manager::Manager;
use crate::domain::keys::told::told;
use crate::fault::Fault;
use crate::house::House;

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
    const VERSIONS: Versions = Versions::Unversioned;
    const SCOPE: Scope = Scope::KeyRead;
    const SUMMARY: &'static str = "List API access keys";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListKeys;
    type Reply = KeyPage;

    fn answer(call: Call<'_, '_, ListKeys>) -> Result<KeyPage, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let filter = &call.request.filter;
        let (lines, _) = key_list::page(call.tx, &narrowed(filter, call.house, call.now)?, Order::Made, false, i64::MAX, 0)?;
        let listed = |key: &Stored| lines.binary_search_by_key(&key.id, |line| line.id).is_ok();
        let named = |key: &Stored| {
            let names = &filter.external_ids;
            names.is_empty() || key.external_id.as_ref().is_some_and(|own| names.iter().any(|name| name.0 == *own))
        };
        // No key reaches a store that there is not.
        let anywhere = filter.site.value().is_none_or(|code| call.house.site(code).is_some());
        let mut found = database::keys::changed_since(call.tx, 0)?;
        found.retain(|key| anywhere && listed(key) && named(key) && manager.sees(key));
        let page = call.request.page;
        let pagination = page.of(found.len() as i64);
        Ok(KeyPage { pagination, keys: page.cut(found).iter().map(|key| told(call.house, key, call.now)).collect() })
    }
}

/// The filter as the list of the pages knows it.
fn narrowed(filter: &KeyFilter, house: &House, now: Moment) -> Result<Filter, Problem> {
    const DAY: i64 = 86_400;
    let state = filter.state.value().copied();
    let method = filter.grants.value().map(|address| {
        let found = api::methods().iter().find(|method| [method.name(), &method.pattern()].contains(&&*address.0));
        found.ok_or_else(|| Problem::input("grants", "There is no such method."))
    });
    let method = method.transpose()?;
    let owner = filter.owner.value().map_or("", |owner| &owner.0);
    Ok(Contact::meant(owner, &house.users).narrowing(Filter {
        active: match state {
            Some(KeyState::Active) => Some(true),
            Some(KeyState::Inactive) => Some(false),
            _ => None,
        },
        stage: match state {
            Some(KeyState::Ending) => Some(Stage::Ending(now.0, now.0 + 30 * DAY)),
            Some(KeyState::Ended) => Some(Stage::Ended(now.0)),
            Some(KeyState::Broad) => Some(Stage::Broad),
            Some(KeyState::Deleted) => Some(Stage::Deleted),
            _ => None,
        },
        site: filter.site.value().and_then(|code| house.site(code)).map(|site| site.id),
        methods: method.map(|method| method.name().to_owned()).into_iter().collect(),
        methods_apart: method.is_some_and(|method| method.manages_keys()),
        search: filter.search.value().map(|text| text.to_lowercase()).unwrap_or_default(),
        never_used: filter.never_used.value().is_some_and(|flag| flag.0),
        unused_since: filter.unused_days.value().map(|days| now.0.saturating_sub(days.0.saturating_mul(DAY))),
        ..Filter::default()
    }))
}
