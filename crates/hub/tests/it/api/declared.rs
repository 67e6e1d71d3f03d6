//! Lists of nouns that are declared as data: every parameter of a list is a filter, and every filter is found by an index.

use database::facets::{self, Asked};
use database::rows::Visible;
use domain::noun::{By, Filter, Noun};
use schemars::{JsonSchema, schema_for};

/// A list: its noun, its filters, and the parameters of its wire type.
pub(super) struct Declared {
    pub noun: &'static Noun,
    pub filters: Vec<(&'static [&'static str], By)>,
    pub parameters: Vec<String>,
    /// Those of them that take several values.
    pub lists: Vec<String>,
}

fn declared<F: JsonSchema>(noun: &'static Noun, filters: &'static [Filter<F>]) -> Declared {
    let schema = schema_for!(F);
    let parameters = schema.get("properties").and_then(serde_json::Value::as_object).expect("a filter has parameters");
    Declared {
        noun,
        filters: filters.iter().map(|filter| (filter.named, filter.by)).collect(),
        parameters: parameters.keys().cloned().collect(),
        lists: parameters.iter().filter(|(_, schema)| schema.to_string().contains("\"array\"")).map(|(name, _)| name.clone()).collect(),
    }
}

pub(super) fn lists() -> Vec<Declared> {
    vec![
        declared(&domain::tasks::TASK, domain::tasks::FILTERS),
        declared(&domain::costs::COST, domain::costs::FILTERS),
        declared(&domain::files::FILE, domain::files::FILTERS),
        declared(&domain::packs::PACK, domain::packs::FILTERS),
        declared(&domain::notes::NOTE, domain::notes::FILTERS),
        declared(&domain::notes::CORPORATE_NOTE, domain::notes::CORPORATE_FILTERS),
    ]
}

#[test]
fn every_parameter_of_a_declared_list_is_a_filter() {
    // Orders and customers are written by hand.
    let indexed = lists().iter().filter(|list| list.noun.table.index.is_some()).count();
    assert_eq!(indexed, facets::Noun::ALL.len() - 2, "a noun with an index has a list");
    assert_eq!(lists().len(), domain::noun::NOUNS.len(), "a noun has a list");
    for list in lists() {
        let mut named: Vec<&str> = list.filters.iter().flat_map(|(named, _)| named.iter().copied()).collect();
        named.sort_unstable();
        let mut parameters = list.parameters;
        parameters.sort_unstable();
        assert_eq!(named, parameters, "{}", list.noun.name);
    }
}

#[test]
fn every_filter_of_a_declared_list_is_found_by_an_index() {
    let mut slow = Vec::new();
    for list in lists() {
        let Some(index) = list.noun.table.index else { continue };
        for (named, by) in list.filters {
            let finds = |column: &str, asked| index.finds(column, asked);
            let hangs = |wanted: fn(&Visible) -> bool| index.visible.iter().any(wanted);
            let found = match by {
                By::Column(column) | By::Customer(column) | By::Named(_, column, _) => finds(column, Asked::Value),
                By::Order(column, theirs) => finds(column, Asked::Value) && ["number", "external_id"].contains(&theirs),
                By::Span(column) => finds(column, Asked::Between),
                By::Days(first, last) => finds(first, Asked::Between) && finds(last, Asked::Between),
                By::Text => finds("search", Asked::Part),
                By::Attached(_, theirs) => hangs(|link| matches!(link, Visible::AnyLinked(_))) && ["id", "external_id"].contains(&theirs),
                By::IsAttached(_) | By::AttachedIn(_) => hangs(|link| matches!(link, Visible::AnyLinked(_))),
                By::Stores => list.noun.stores.is_some() && hangs(|link| matches!(link, Visible::EveryStore(..))),
                By::Nothing => true,
            };
            if !found {
                slow.push(format!("{} {named:?}: {by:?}", list.noun.name));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
