//! Answers hold only what their types declare, so that the lists of fields, which are made of the types, are whole; and every filter
//! that names a row is tried with rows of another store.

use std::collections::{BTreeMap, BTreeSet};

use wire::methods::{self, Answers, Verb};

use super::{Names, calls, calls_on_goods, has_rows};
use crate::support::schemas::Schemas;
use crate::support::{Call, TestHub, samples};

#[test]
fn no_answer_has_a_field_that_its_type_does_not_declare() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = samples::furnish(&hub);
    key.customer(samples::customer(manager));
    key.order(samples::order(manager));
    let own = Names::make(&hub, &key, "own");
    let schemas = Schemas::of_today();
    let (mut answered, mut undeclared) = (BTreeSet::new(), BTreeSet::new());
    let whole_lists = || {
        let plain = methods::all().iter().filter(|method| method.verb == Verb::Get && !method.path.contains('{'));
        plain.map(|method| {
            let prefix = method.versions.prefixes().last().expect("it has a version");
            (method.path, Call::get(&format!("{prefix}{}", method.path)).query(form! { limit: 100 }))
        })
    };
    let named = calls(&own, &own).into_iter().chain(calls_on_goods(&own, &own));
    for (path, call) in whole_lists().chain(named).chain(whole_lists()) {
        let index = methods::all().iter().position(|method| method.path == path && method.verb.name() == call.verb());
        let index = index.unwrap_or_else(|| panic!("{} {path} is no method", call.verb()));
        if methods::all()[index].answers != Answers::Json {
            continue;
        }
        let reply = key.call(call);
        assert!(reply.status < 500, "{path}: {reply}");
        if reply.status < 300 {
            schemas.undeclared(index, &reply.json, &mut undeclared);
            answered.insert(path);
        }
    }
    assert!(undeclared.is_empty(), "declare these fields in the types of the answers: {undeclared:#?}");
    let reads = |method: &&&methods::Entry| method.verb == Verb::Get && has_rows(method) && method.answers == Answers::Json;
    let read: BTreeSet<&str> = methods::all().iter().filter(reads).map(|method| method.path).collect();
    assert_eq!(read.difference(&answered).collect::<Vec<_>>(), Vec::<&&str>::new(), "make a call of them in `calls` that succeeds");
}

/// Filters whose names look as if they named a row of a store, and do not.
const NO_ROWS: &[&str] = &[
    // A place in a history or a catalogue, and users of the account.
    "sinceId",
    "managerIds",
    // Codes of other systems, which are texts of a row.
    "deliveryExternalId",
    "deliveryNoteNumber",
    "discountCardNumber",
    "mgCustomerId",
    "trackNumber",
];

#[test]
fn every_filter_that_names_a_row_is_tried() {
    let unknown = Names::of_unknown();
    let mut tried: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, call) in calls(&unknown, &unknown).into_iter().chain(calls_on_goods(&unknown, &unknown)) {
        let text = String::from_utf8_lossy(&call.bytes()).replace("%5B", "[").replace("%5D", "]");
        let names = text.split("filter[").skip(1).filter_map(|rest| rest.split(']').next());
        tried.entry(path).or_default().extend(names.map(str::to_owned));
    }
    let names_rows = |name: &String| {
        let name = name.to_lowercase();
        ["id", "ids", "number", "numbers"].iter().any(|end| name.ends_with(end))
    };
    let mut untried = Vec::new();
    for (method, filters) in Schemas::of_today().filters().into_iter().filter(|(method, _)| has_rows(method)) {
        let tried = tried.get(method.path);
        for name in filters.iter().filter(|name| names_rows(name) && !NO_ROWS.contains(&name.as_str())) {
            if !tried.is_some_and(|tried| tried.contains(name)) {
                untried.push(format!("{} {name}", method.path));
            }
        }
    }
    assert!(untried.is_empty(), "try them in `calls` with a row of another store, or put them on the list: {untried:#?}");
}

/// Parameters of reading methods beside `filter`: the page, the order, the time, and the row or the store that is meant. None of them
/// finds rows by what a mask hides.
const BESIDE_FILTERS: &str = "by customer endDate externalId externalIds id ids limit offset page site siteBy skipMyChanges sort startDate";

#[test]
fn no_parameter_beside_filters_searches_for_what_is_masked() {
    let schemas = Schemas::of_today();
    let reading = schemas.beside_filters().into_iter().filter(|(method, _)| method.verb == Verb::Get && has_rows(method));
    let names: BTreeSet<String> = reading.flat_map(|(_, names)| names).collect();
    let known: BTreeSet<String> = BESIDE_FILTERS.split_whitespace().map(str::to_owned).collect();
    assert_eq!(names, known, "make a filter of it, which the lists of masks know, or put it on this list");
}
