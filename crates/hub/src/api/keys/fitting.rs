//! The keys that fit a filter, and the method that an address means, for the methods of the group.

use database::Tx;
use database::key_list::{self, Filter, Order, Stage};
use database::keys::Key as Stored;
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::Contact;
use domain::keys::manager::Manager;
use wire::key::{KeyFilter, KeyState};
use wire::methods::{self, Entry};
use wire::{Moment, Problem};

/// The keys within a managing key that fit a filter, in the order in which they were made.
pub fn within(tx: &mut Tx<'_>, manager: &Manager, filter: &KeyFilter, account: &Account, now: Moment) -> Result<Vec<Stored>, Fault> {
    let (lines, _) = key_list::page(tx, &narrowed(filter, account, now)?, Order::Made, false, i64::MAX, 0)?;
    let listed = |key: &Stored| lines.binary_search_by_key(&key.id, |line| line.id).is_ok();
    let named = |key: &Stored| {
        let names = &filter.external_ids;
        names.is_empty() || key.external_id.as_ref().is_some_and(|own| names.iter().any(|name| name.0 == *own))
    };
    // No key reaches a store that there is not.
    let anywhere = filter.site.value().is_none_or(|code| account.site(code).is_some());
    let mut found = database::keys::changed_since(tx, 0)?;
    found.retain(|key| anywhere && listed(key) && named(key) && manager.sees(key));
    Ok(found)
}

/// Whether a filter leaves anything out: one whose fields are blank does not.
pub fn narrows(filter: &KeyFilter, account: &Account, now: Moment) -> Result<bool, Problem> {
    Ok(narrowed(filter, account, now)? != Filter::default() || !filter.external_ids.is_empty() || filter.site.value().is_some())
}

/// The method that an address means: `/api/v*/orders`, `/api/v5/orders`, or its name in grants.
pub fn method(field: &str, address: &str) -> Result<&'static Entry, Problem> {
    let means = |method: &&&Entry| {
        let addresses = method.versions.prefixes().iter().map(|prefix| format!("{prefix}{}", method.path));
        [method.name(), &method.pattern()].contains(&address) || addresses.into_iter().any(|own| own == address)
    };
    methods::all().iter().find(means).copied().ok_or_else(|| Problem::input(field, "There is no such method."))
}

/// The filter as the list of the pages knows it.
fn narrowed(filter: &KeyFilter, account: &Account, now: Moment) -> Result<Filter, Problem> {
    const DAY: i64 = 86_400;
    let unused_days = filter.unused_days.value().map(|days| days.0);
    if unused_days.is_some_and(|days| days < 1) {
        return Err(Problem::input("unusedDays", "A number of days is at least 1."));
    }
    let state = filter.state.value().copied();
    let method = filter.grants.value().map(|address| method("grants", address)).transpose()?;
    let owner = filter.owner.value().map_or("", |owner| &owner.0);
    Ok(Contact::meant(owner, &account.users).narrowing(Filter {
        works: match state {
            Some(KeyState::Active) => Some((true, now.0)),
            Some(KeyState::Inactive) => Some((false, now.0)),
            _ => None,
        },
        stage: match state {
            Some(KeyState::Ending) => Some(Stage::Ending(now.0, now.0 + 30 * DAY)),
            Some(KeyState::Ended) => Some(Stage::Ended(now.0)),
            Some(KeyState::Expired) => Some(Stage::Expired(now.0)),
            Some(KeyState::Broad) => Some(Stage::Broad),
            Some(KeyState::Deleted) => Some(Stage::Deleted),
            _ => None,
        },
        site: filter.site.value().and_then(|code| account.site(code)).map(|site| site.id),
        methods: method.map(|method| method.name().to_owned()).into_iter().collect(),
        methods_apart: method.is_some_and(|method| method.manages_keys()),
        search: filter.search.value().map(|text| text.to_lowercase()).unwrap_or_default(),
        never_used: filter.never_used.value().is_some_and(|flag| flag.0),
        unused_since: unused_days.map(|days| now.0.saturating_sub(days.saturating_mul(DAY))),
        ..Filter::default()
    }))
}
