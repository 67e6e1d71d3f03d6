//! The filters of the audit log, as the query of an address names them.

use database::audit_log::Filter;
use domain::account::Account;
use domain::audit_log::Action;
use jiff::civil::Date;

use crate::admin::fields::Fields;

/// The fields of the address.
const FIELDS: [&str; 5] = ["who", "what", "key", "from", "to"];

/// Reads the filter. What cannot be read narrows to nothing rather than showing everything.
pub fn read(query: &Fields, account: &Account) -> Filter {
    let (kind, id) = match query.text("who") {
        "" => (None, None),
        who => match who.split_once('-') {
            Some((kind, id)) => (Some(kind.to_owned()), Some(id.parse().unwrap_or(-1))),
            None => (Some(who.to_owned()), None),
        },
    };
    let day = |name: &str| query.text(name).parse::<Date>().ok();
    let key = query.text("key");
    Filter {
        by_kind: kind,
        by_id: id,
        actions: actions(query.text("what")),
        key: key.parse().ok(),
        key_named: if key.parse::<i64>().is_ok() { String::new() } else { key.to_lowercase() },
        from: day("from").map(|day| account.zone.day_start(day).0),
        until: day("to").map(|day| account.zone.day_end(day).0),
        before: query.text("before").parse().ok(),
    }
}

/// Whether the address narrows the list.
pub fn is_narrowed(query: &Fields) -> bool {
    FIELDS.iter().any(|name| !query.text(name).is_empty())
}

/// The address of the same list elsewhere: as a file, or from another row on.
pub fn address(path: &str, query: &Fields, before: Option<i64>) -> String {
    let kept = FIELDS.iter().map(|name| (*name, query.text(name))).filter(|(_, value)| !value.is_empty());
    let mut address = form_urlencoded::Serializer::new(String::new());
    address.extend_pairs(kept);
    if let Some(before) = before {
        address.append_pair("before", &before.to_string());
    }
    let address = address.finish();
    if address.is_empty() { path.to_owned() } else { format!("{path}?{address}") }
}

/// The kinds of actions, in the order of the list of actions.
pub fn kinds() -> Vec<&'static str> {
    let mut kinds: Vec<&str> = Action::ALL.iter().map(|action| kind(*action)).collect();
    kinds.dedup();
    kinds
}

/// The kind of an action: what it is done to.
pub fn kind(action: Action) -> &'static str {
    action.name().split('.').next().unwrap_or_default()
}

fn actions(name: &str) -> Vec<String> {
    if name.is_empty() {
        return Vec::new();
    }
    let fitting = Action::ALL.iter().filter(|action| action.name() == name || kind(**action) == name);
    let mut names: Vec<String> = fitting.map(|action| action.name().to_owned()).collect();
    if names.is_empty() {
        names.push(name.to_owned());
    }
    names
}
