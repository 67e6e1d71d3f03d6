//! `filter[customFields][code]` of lists, by the type of the field.

use serde_json::json;

use super::{declare_all, rows_of_filters};
use crate::support::TestHub;
use crate::support::steps::id;

/// A filter, whether the first row is found by it, and whether the second is.
pub(super) const FILTERS: &[(&str, &str, bool, bool)] = &[
    ("[a_boolean]", "1", true, false),
    ("[a_boolean]", "true", true, false),
    ("[a_boolean]", "0", false, true),
    ("[a_date]", "2026-03-14", true, false),
    ("[a_date][min]", "2026-03-14", true, true),
    ("[a_date][min]", "2026-03-15", false, true),
    ("[a_date][max]", "2026-03-14", true, false),
    ("[a_datetime]", "2026-03-14", true, false),
    ("[a_datetime][max]", "2026-03-14", true, false),
    ("[a_datetime][min]", "2026-03-14 10:00:01", false, true),
    ("[a_datetime][min]", "2026-03-14 10:00:00", true, true),
    ("[a_email]", "ANN@", true, false),
    ("[a_integer]", "12", true, false),
    ("[a_integer]", "12.0", true, false),
    ("[a_integer][min]", "13", false, true),
    ("[a_integer][max]", "13", true, false),
    ("[a_numeric][min]", "2.5", true, true),
    ("[a_numeric][max]", "2.49", false, false),
    ("[a_numeric][max]", "10", true, false),
    ("[a_string]", "ACME", true, true),
    ("[a_string]", "acme ltd", true, false),
    ("[a_text]", "lines", true, false),
    ("[a_dictionary][]", "red", true, false),
    ("[a_dictionary]", "blue", false, true),
    ("[a_multiselect_dictionary][]", "red", true, true),
    ("[a_multiselect_dictionary][]", "blue", true, false),
    ("[a_multiselect_dictionary]", "re", false, false),
    ("[a_string]", "", true, true),
    ("[a_integer][min]", "", true, true),
];

#[test]
fn lists_are_filtered_by_the_type_of_the_field() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (first, second) = rows_of_filters();
    for (list, one) in [("orders", "order"), ("customers", "customer")] {
        declare_all(&key, one);
        let ids = [&first, &second].map(|fields| {
            let entity = json!({"firstName": one, "customFields": fields}).to_string();
            id(&key.post(&format!("/{list}/create"), vec![(one.to_owned(), entity)]).ok())
        });
        for (filter, value, is_first, is_second) in FILTERS {
            // The customers of the orders are customers too.
            let query = vec![(format!("filter[customFields]{filter}"), (*value).to_owned())];
            let found: Vec<i64> = key.found(list, query).into_iter().filter(|id| ids.contains(id)).collect();
            let expected: Vec<i64> = ids.into_iter().zip([is_first, is_second]).filter(|(_, wanted)| **wanted).map(|(id, _)| id).collect();
            assert_eq!(found, expected, "{list}: {filter} = {value}");
        }
        for (filter, value) in [("[a_integer]", "x"), ("[a_date][min]", "x"), ("[a_boolean]", "x"), ("[a_string][min]", "a")] {
            let query = vec![(format!("filter[customFields]{filter}"), value.to_owned())];
            key.get(&format!("/{list}"), query).refused(400, "Errors in the input parameters");
        }
    }
    let several = form! { "filter[customFields][a_dictionary][0]": "red", "filter[customFields][a_dictionary][1]": "blue" };
    assert_eq!(key.found("orders", several).len(), 2);
}
