//! Lists that a client walks page by page while others write.

use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, TestHub};

/// The ids of a page, and how many pages there are.
fn page(key: &Actor, list: &str, filter: &[(&str, &str)], number: i64, limit: i64) -> (Vec<i64>, i64) {
    let mut form: Vec<(String, String)> = filter.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    form.extend([("page".to_owned(), number.to_string()), ("limit".to_owned(), limit.to_string())]);
    let reply = key.get(&format!("/{list}"), form).ok();
    let ids = reply[list].as_array().expect("rows").iter().map(id_of).collect();
    (ids, reply["pagination"]["totalPageCount"].as_i64().expect("a number"))
}

fn id_of(row: &Value) -> i64 {
    row["id"].as_i64().expect("an id")
}

fn add(key: &Actor, list: &str, number: usize) -> i64 {
    match list {
        "orders" => id(&key.order(json!({"number": format!("n{number}"), "managerComment": "walked through"}))),
        _ => key.customer(json!({"externalId": format!("c{number}"), "firstName": "Walker"})),
    }
}

#[test]
fn a_walk_sees_every_row_once_while_others_write() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (list, filters) in [
        (
            "orders",
            [vec![], vec![("filter[managerComment]", "walked")], vec![("filter[sites][]", "north"), ("filter[extendedStatus][]", "new")]],
        ),
        ("customers", [vec![], vec![("filter[name]", "walker")], vec![("filter[sites][]", "north")]]),
    ] {
        (0..45).for_each(|number| _ = add(&key, list, number));
        for filter in filters {
            let there = page_after_page(&key, list, &filter);
            let mut seen = Vec::new();
            let (mut number, mut pages) = (1, 1);
            while number <= pages {
                let (ids, count) = page(&key, list, &filter, number, 20);
                seen.extend(ids);
                (number, pages) = (number + 1, count);
                if number < 4 {
                    // On top of the list; an offset would move by as many rows.
                    (0..7).for_each(|_| _ = add(&key, list, 1000 + hub.changes().len()));
                }
            }
            seen.retain(|id| there.contains(id));
            assert_eq!(seen, there, "{list} {filter:?}");
        }
    }
}

/// Every row there is now, read from the first page on.
fn page_after_page(key: &Actor, list: &str, filter: &[(&str, &str)]) -> Vec<i64> {
    let mut all = Vec::new();
    let (mut number, mut pages) = (1, 1);
    while number <= pages {
        let (ids, count) = page(key, list, filter, number, 100);
        all.extend(ids);
        (number, pages) = (number + 1, count);
    }
    all
}

#[test]
fn a_page_that_no_walk_leads_to_is_counted_from_the_first_row() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let other = hub.key("north", "all");
    let mut ids: Vec<i64> = (0..45).map(|number| add(&key, "orders", number)).collect();
    ids.reverse();
    assert_eq!(page(&key, "orders", &[], 2, 20).0, ids[20..40]);
    assert_eq!(page(&key, "orders", &[], 1, 20).0, ids[..20]);
    let newest = add(&key, "orders", 100);
    // The walk of one key, of one filter, of one limit, is not that of another.
    assert_eq!(page(&other, "orders", &[], 2, 20).0, ids[19..39]);
    assert_eq!(page(&key, "orders", &[("filter[managerComment]", "walked")], 2, 20).0, ids[19..39]);
    assert_eq!(page(&key, "orders", &[], 2, 50).0, Vec::<i64>::new());
    assert_eq!(page(&key, "orders", &[], 2, 20).0, ids[20..40]);
    // A walk that begins anew goes by what is there then; one that was left off is forgotten after a while.
    assert_eq!(page(&key, "orders", &[], 1, 20).0[0], newest);
    assert_eq!(page(&key, "orders", &[], 2, 20).0, ids[19..39]);
    assert_eq!(page(&key, "orders", &[], 3, 20).0, ids[39..]);
    add(&key, "orders", 101);
    hub.wait(301);
    assert_eq!(page(&key, "orders", &[], 2, 20).0, ids[18..38]);
}

#[test]
fn a_list_that_became_shorter_has_no_page_after_its_last() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let ids: Vec<i64> = (0..22).map(|number| add(&key, "orders", number)).collect();
    assert_eq!(page(&key, "orders", &[], 1, 20).1, 2);
    for (goes, stays) in [(ids[21], ids[0]), (ids[20], ids[0]), (ids[19], ids[0])] {
        key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays} }).ok();
    }
    assert_eq!(page(&key, "orders", &[], 1, 20).0.len(), 19);
    assert_eq!(page(&key, "orders", &[], 2, 20), (Vec::new(), 1));
}

#[test]
fn a_walk_shows_no_row_that_its_key_no_longer_sees() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let mut of_south = Vec::new();
    for number in 0..30 {
        add(&north, "orders", number);
        of_south.insert(0, add(&south, "orders", 100 + number));
    }
    assert_eq!(page(&all, "orders", &[], 1, 20), (page_after_page(&all, "orders", &[])[..20].to_vec(), 3));
    let sites = hub.hub.account().site("south").map(|site| vec![site.id]).expect("the store");
    hub.edit_key(all.key, move |key| {
        key.all_sites = false;
        key.sites.clone_from(&sites);
    });
    assert_eq!(page(&all, "orders", &[], 2, 20), (of_south[20..].to_vec(), 2));
}
