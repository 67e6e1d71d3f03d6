//! Lists by their facets: every filter finds the same whether the terms of its rows are made or not, and reads few rows.

use database::{Scope, Sites};
use domain::act::{Act, Actor as Author};
use domain::{customers, orders};
use serde_json::{Value, json};
use wire::customer::ListCustomers;
use wire::form::Form;
use wire::order::ListOrders;
use wire::{Arguments, Problem, Request, Version};

use super::customers::list as customers_list;
use super::orders::list as orders_list;
use crate::support::dice::Dice;
use crate::support::steps::id;
use crate::support::{Actor, TestHub};

/// Has terms made of no row any more, as before they were first made.
fn forget_terms(hub: &TestHub) {
    hub.hub.db.write_now(|tx| tx.execute("UPDATE facet_builds SET version = 0, done = 0")).expect("it can be said so");
}

#[test]
fn every_filter_finds_the_same_before_and_after_terms_are_made() {
    for build in [false, true] {
        let (hub, key, full, bare) = orders_list::furnished();
        if build {
            forget_terms(&hub);
            orders_list::assert_filters(&key, full, bare);
        }
        hub.make_terms();
        orders_list::assert_filters(&key, full, bare);
        let (hub, key, full, bare) = customers_list::furnished();
        if build {
            forget_terms(&hub);
            customers_list::assert_filters(&key, full, bare);
        }
        hub.make_terms();
        customers_list::assert_filters(&key, full, bare);
    }
}

/// Filters that terms do not narrow: what they ask hangs on other rows. Lists are walked from the newest row on for them.
pub(super) const WALKED: &[&str] = &[
    "[statusHistorySequence][]",
    "[firstOrderFrom]",
    "[firstOrderTo]",
    "[lastOrderFrom]",
    "[lastOrderTo]",
    "[subscriptions][0][channel]",
    "[subscriptions][channel]",
    "[subscriptions][0][subscription]",
    "[minOrdersCount]",
    "[maxOrdersCount]",
    "[minTotalSumm]",
    "[maxTotalSumm]",
    "[minAverageSumm]",
    "[maxAverageSumm]",
    "[minCostSumm]",
    "[maxCostSumm]",
    // The list's own order: only the rows between the moments are read.
    "[createdAtFrom]",
    "[createdAtTo]",
    "[dateFrom]",
    "[dateTo]",
];

/// Filters for the absence of a flag of the customer, which nearly every order has.
pub(super) const DENSE: &[(&str, &str)] = &[("[vip]", "0"), ("[bad]", "false")];

/// The request of a list with this filter.
pub(super) fn request<R: Request>(filter: &str, value: &str) -> Result<R, Problem> {
    let mut form = Form::default();
    form.insert(&format!("filter{filter}"), value.to_owned())?;
    R::read(&mut Arguments { tree: form.finish()?, version: Version::V5, ..Arguments::default() })
}

/// How the engine finds the rows of a list.
pub(super) fn plans(hub: &TestHub, list: &str, sites: Sites, filter: &str, value: &str, as_made: bool) -> Vec<String> {
    let (list, filter, value) = (list.to_owned(), filter.to_owned(), value.to_owned());
    let (account, now) = (hub.hub.account(), hub.clock.now());
    let read = hub.hub.db.read_now(move |tx| {
        let scope = Scope::of(sites.clone());
        let act = Act { scope: &scope, actor: Author::Code, behind: None, account: &account, now, masks: None };
        if as_made {
            tx.note_plans_as_made();
        } else {
            tx.note_plans()?;
        }
        if list == "orders" {
            let request: ListOrders = request(&filter, &value)?;
            orders::list(tx, &act, &request.filter, request.page, Version::V5)?;
        } else {
            let request: ListCustomers = request(&filter, &value)?;
            customers::list(tx, &act, &request.filter, request.page)?;
        }
        Ok::<_, domain::fault::Fault>(tx.plans())
    });
    read.unwrap_or_else(|fault| panic!("{fault}"))
}

/// What a plan of SQLite holds that reads every row of a list.
const WALKS: &[&str] = &["SCAN t", "SCAN orders", "SCAN customers", "SCAN c", "orders_newest", "customers_newest", "orders_status"];

/// The same of PostgreSQL, which takes any of the indexes of a table of two rows.
const SEQUENTIAL: &[&str] = &["Seq Scan on orders", "Seq Scan on customers", "Seq Scan on orders_history", "Seq Scan on customer_sums"];

/// A list, its filters with a value that finds a row and one that finds none, and what makes a hub with rows.
pub(super) type Filtered = (&'static str, &'static [(&'static str, &'static str, &'static str)], fn() -> (TestHub, Actor, i64, i64));

#[test]
fn no_filter_reads_every_row() {
    let lists: [Filtered; 2] =
        [("orders", orders_list::FILTERS, orders_list::furnished), ("customers", customers_list::FILTERS, customers_list::furnished)];
    for (list, filters, furnished) in lists {
        let (hub, ..) = furnished();
        let shop = hub.hub.account().site("north").expect("the store").id;
        hub.site("south");
        hub.make_terms();
        let known = if hub.hub.db.engine() == database::Engine::Sqlite { WALKS } else { SEQUENTIAL };
        let mut walked = Vec::new();
        for (filter, yes, no) in filters.iter().filter(|(filter, ..)| !WALKED.contains(filter)) {
            for value in [yes, no].into_iter().filter(|value| !DENSE.contains(&(filter, value))) {
                for sites in [Sites::All, Sites::of([shop]), Sites::of([shop, shop + 1])] {
                    for plan in plans(&hub, list, sites.clone(), filter, value, false) {
                        // A condition that holds for no row is read before any table.
                        if plan.contains(" AND 1 = 0") {
                            continue;
                        }
                        let walks = |line: &str| known.iter().any(|walk| format!("{} ", line.trim()).contains(&format!("{walk} ")));
                        if let Some(walk) = plan.lines().skip(1).find(|line| walks(line)) {
                            walked.push(format!("{list} {filter}={value} {sites:?}: {walk}:\n{plan}\n"));
                        }
                    }
                }
            }
        }
        assert!(walked.is_empty(), "{}", walked.join("\n"));
    }
}

/// A value of some field, from a small stock, so that filters meet it.
fn pick<'a>(dice: &mut Dice, stock: &[&'a str]) -> &'a str {
    stock[dice.roll(stock.len() as u64) as usize]
}

const NAMES: &[&str] = &["Anna", "Boris", "Анна-Мария", "O'Neil", "Ян", "Zoë 50%", "under_score", "Annabel"];
const CITIES: &[&str] = &["Москва", "Madrid", "San José", "Нижний\nНовгород", "Mad", "a", ""];
const TEXTS: &[&str] = &["", "call me", "CALL", "back\\slash", "100%", "домофон"];
const DAYS: &[&str] = &["2025-12-31", "2026-01-01", "2026-02-15", "1969-12-31", "2026-03-13"];

fn random_order(dice: &mut Dice, customers: &[i64]) -> Value {
    let lines: Vec<Value> = (0..dice.roll(3))
        .map(|_| {
            json!({"productName": pick(dice, &["Tea", "Teapot", "Чайник", "CUP"]), "quantity": 1 + dice.roll(3),
                   "initialPrice": dice.roll(900) as f64 / 4.0, "purchasePrice": dice.roll(50)})
        })
        .collect();
    let mut order = json!({
        "firstName": pick(dice, NAMES), "items": lines, "createdAt": format!("{} 1{}:00:00", pick(dice, DAYS), dice.roll(9)),
        "status": pick(dice, &["new", "complete", "assembling"]), "orderMethod": pick(dice, &["phone", "app"]),
        "managerComment": pick(dice, TEXTS), "call": dice.roll(2) == 0, "shipped": dice.roll(4) == 0,
        "delivery": {
            "code": pick(dice, &["courier", "self-delivery"]), "cost": dice.roll(400), "date": pick(dice, &DAYS[..3]),
            "address": {"city": pick(dice, CITIES)},
        },
        "source": {"source": pick(dice, &["cpa", "seo", "CPA"])}, "customFields": {"score": dice.roll(40), "wrap": pick(dice, TEXTS)},
    });
    if dice.roll(2) == 0 {
        order["payments"] =
            json!([{"type": pick(dice, &["cash", "bank-card"]), "amount": dice.roll(500), "status": "paid", "paidAt": pick(dice, DAYS)}]);
    }
    if dice.roll(2) == 0 {
        order["phone"] = json!(format!("+7926{:07}", dice.roll(9)));
        order["email"] = json!(format!("{}@shop.example", pick(dice, &["anna", "boris", "an"])));
    }
    if dice.roll(3) > 0 {
        order["customer"] = json!({"id": customers[dice.roll(customers.len() as u64) as usize]});
    }
    order
}

fn random_filter(dice: &mut Dice) -> (&'static str, String) {
    let amount = |dice: &mut Dice| (dice.roll(2400) as f64 / 2.0).to_string();
    let (name, stock): (&'static str, &[&str]) = match dice.roll(22) {
        0 => ("[customer]", &["anna", "ann", "an", "борис", "50%", "_", "+79260000003", "926000", "shop.example", "anna@shop.example"]),
        1 => ("[city]", &["мос", "mad", "a", "d", "новгород", "nowhere", "jos"]),
        2 => ("[product]", &["tea", "pot", "чай", "x", "t"]),
        3 => ("[managerComment]", &["call", "back\\", "%", "100%", "me", "омоф"]),
        4 => ("[email]", &["anna@shop.example", "an@", "shop", "@"]),
        5 => ("[extendedStatus][]", &["new", "complete", "assembling-group", "none"]),
        6 => ("[orderMethods][]", &["phone", "app", "PHONE"]),
        7 => ("[paymentTypes][]", &["cash", "bank-card", "CASH", "ca"]),
        8 => ("[call]", &["0", "1"]),
        9 => ("[shipped]", &["0", "1"]),
        10 => ("[deliveryTypes][]", &["courier", "self-delivery", ""]),
        11 => ("[sourceName]", &["cpa", "s", "eo"]),
        12 => ("[customFields][wrap]", &["call", "call me", "100%"]),
        13 => ("[createdAtFrom]", DAYS),
        14 => ("[createdAtTo]", DAYS),
        15 => ("[deliveryDateFrom]", DAYS),
        16 => ("[paidAtTo]", DAYS),
        17 => ("[vip]", &["0", "1"]),
        18 => return ("[minPrice]", amount(dice)),
        19 => return ("[maxPrice]", amount(dice)),
        20 => return ("[customFields][score][min]", dice.roll(40).to_string()),
        _ => return ("[maxDeliveryCost]", dice.roll(400).to_string()),
    };
    (name, pick(dice, stock).to_owned())
}

#[test]
fn random_filters_find_what_a_look_at_every_row_finds() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let narrow = hub.key_of_rows("all", "source=cpa");
    let mut dice = Dice(24);
    let buyers: Vec<i64> = (0..4)
        .map(|number| {
            all.customer_in(
                "north",
                json!({"firstName": pick(&mut dice, NAMES), "vip": number == 0, "phones": [{"number": format!("+7926000000{number}")}]}),
            )
        })
        .collect();
    let mut made: Vec<(i64, &str)> = Vec::new();
    for round in 0..9 {
        for _ in 0..6 {
            let site = pick(&mut dice, &["north", "south"]);
            made.push((id(&all.order_in(site, random_order(&mut dice, &buyers))), site));
        }
        let (order, site) = made[dice.roll(made.len() as u64) as usize];
        let mut change = random_order(&mut dice, &buyers);
        change.as_object_mut().expect("an order").remove("customer");
        all.edit_order(order, change);
        if let Some((other, _)) = made.iter().find(|(other, theirs)| *other != order && *theirs == site) {
            let other = *other;
            all.post("/orders/combine", form! { order: {id: other}, resultOrder: {id: order}, technique: "merge" }).ok();
            made.retain(|(id, _)| *id != other);
        }
        all.edit_customer(
            buyers[round % 4],
            json!({"vip": dice.roll(2) == 0, "firstName": pick(&mut dice, NAMES), "tags": ["A|b", "tea"]}),
        );
        // Now and then, some rows have terms and others are still to get theirs.
        if round % 3 != 2 {
            hub.make_terms();
        }
        let asked: Vec<Vec<(String, String)>> = (0..12)
            .map(|_| (0..=dice.roll(2)).map(|_| random_filter(&mut dice)).map(|(name, value)| (format!("filter{name}"), value)).collect())
            .collect();
        let ask = |keys: &[&Actor]| -> Vec<Vec<i64>> {
            keys.iter()
                .flat_map(|key| {
                    asked.iter().map(|form| key.found("orders", [form.clone(), vec![("limit".to_owned(), "100".to_owned())]].concat()))
                })
                .collect()
        };
        let keys = [&north, &south, &all, &narrow];
        let (by_terms, version) = (ask(&keys), built(&hub));
        hub.hub.db.write_now(|tx| tx.execute("UPDATE facet_builds SET version = 0")).expect("terms can be put aside");
        let by_rows = ask(&keys);
        hub.hub
            .db
            .write_now(move |tx| tx.execute(database::Sql::new("UPDATE facet_builds SET version = $1").bind(version)))
            .expect("and used again");
        assert_eq!((by_terms.len(), by_rows.len()), (keys.len() * asked.len(), by_terms.len()));
        for (place, (found, expected)) in by_terms.iter().zip(&by_rows).enumerate() {
            assert_eq!(found, expected, "round {round}, key {}, {:?}", place / asked.len(), asked[place % asked.len()]);
        }
    }
}

/// The version by whose rules all terms are made.
fn built(hub: &TestHub) -> i64 {
    hub.hub.db.read_now(|tx| tx.number("SELECT min(version) FROM facet_builds")).expect("the version can be read")
}

#[test]
fn terms_that_differ_from_their_rows_are_found_and_mended() {
    use database::facets::{Noun, differences, mend, strays};
    let (hub, key, full, bare) = orders_list::furnished();
    let look = || {
        hub.hub.db.read_now(|tx| {
            let (lacking, _) = differences(tx, Noun::Orders, 0)?;
            Ok::<_, database::Error>((lacking, strays(tx, Noun::Orders, 10)?))
        })
    };
    hub.make_terms();
    assert_eq!(look().expect("terms can be compared"), (vec![], vec![]));
    // Rows that were changed beside the program.
    hub.hub
        .db
        .write_now(move |tx| {
            tx.execute(
                database::Sql::new("UPDATE orders SET facets = '{\"method\": \"x\"}', created_at = created_at + 1 WHERE id = $1")
                    .bind(bare),
            )
        })
        .expect("a row can be changed");
    let (lacking, stray) = look().expect("terms can be compared");
    assert_eq!(
        (lacking.iter().map(|row| row.0).collect::<Vec<_>>(), stray.iter().map(|row| row.0).collect::<Vec<_>>()),
        (vec![bare], vec![bare])
    );
    assert!(key.found("orders", form! { "filter[orderMethods][]": "x" }).is_empty());
    hub.hub.db.write_now(move |tx| mend(tx, Noun::Orders, &[lacking.clone(), stray.clone()].concat())).expect("rows can be noted");
    assert_eq!(key.found("orders", form! { "filter[orderMethods][]": "x" }), [bare]);
    hub.make_terms();
    assert_eq!(look().expect("terms can be compared"), (vec![], vec![]));
    assert_eq!(key.found("orders", form! { "filter[orderMethods][]": "x" }), [bare]);
    assert_eq!(key.found("orders", form! { "filter[numbers][]": "N-1" }), [full]);
    // Values of facets that are gone: what is looked for by them is not found.
    let dear = || key.found("orders", form! { "filter[minPrice]": "0.01" });
    let before = dear();
    assert!(before.contains(&full), "{before:?}");
    let gone = "DELETE FROM facet_values WHERE noun = 'orders' AND facet = 'total #'";
    hub.hub.db.write_now(move |tx| tx.execute(gone)).expect("values can be removed");
    assert!(dear().is_empty());
    let (lacking, _) = look().expect("terms can be compared");
    assert!(lacking.iter().any(|row| row.0 == full), "{lacking:?}");
    hub.hub.db.write_now(move |tx| mend(tx, Noun::Orders, &lacking)).expect("rows can be noted");
    hub.make_terms();
    assert_eq!((look().expect("terms can be compared"), dear()), ((vec![], vec![]), before));
}

/// Counts that the index decides for most rows, beside rows that look alike: a word within another, letters that are there but
/// not next to each other, sums at the edges of their intervals, hosts of emails that are longer.
#[test]
fn counts_leave_out_rows_that_only_look_alike() {
    // Of each kind, so that a page of twenty is full and its list has to be counted.
    const OF_EACH: usize = 21;
    let hub = TestHub::new();
    let _ = hub.site("north");
    let key = hub.key("all", "all");
    let kinds = [
        ("Anna", "Smith", "a", "shop.example", 100.0),
        ("Joanna", "Smithson", "b", "shop.examples", 100.01),
        ("Nna", "Ann", "c", "myshop.example", 99.99),
        ("Annabel", "O'Anna", "shop", "other.example", 1500.0),
        ("ANNA", "anna", "d", "SHOP.example", 1499.99),
    ];
    for (kind, (first, last, local, host, price)) in kinds.iter().enumerate() {
        let order = |at: usize| {
            json!({"externalId": format!("{kind}-{at}"), "firstName": first, "lastName": last, "email": format!("{local}{at}@{host}"),
                "managerComment": format!("{first} was called"),
                "items": [{"productName": format!("{last} tea"), "initialPrice": price, "quantity": 1}]})
        };
        let orders: Vec<Value> = (0..OF_EACH).map(order).collect();
        key.post("/api/v5/orders/upload", form! { "site": "north", "orders": Value::from(orders) }).ok();
    }
    let count = |list: &str, filter: &str, value: &str| {
        let answer = key.get(&format!("/api/v5/{list}"), vec![(filter.to_owned(), value.to_owned())]).ok();
        assert_eq!(answer[list].as_array().map(Vec::len), Some(20), "{filter}={value}");
        answer["pagination"]["totalCount"].as_u64().expect("a count") as usize / OF_EACH
    };
    for round in ["waiting", "made"] {
        for (list, filter, value, expected) in [
            ("orders", "filter[customer]", "anna", 4),
            ("orders", "filter[customer]", "annab", 1),
            ("orders", "filter[customer]", "ann", 5),
            ("orders", "filter[email]", "@shop", 3),
            ("orders", "filter[email]", "@shop.example", 3),
            ("orders", "filter[email]", "shop.example", 4),
            ("orders", "filter[managerComment]", "anna", 4),
            ("orders", "filter[minPrice]", "100", 4),
            ("orders", "filter[maxPrice]", "100", 2),
            ("orders", "filter[minPrice]", "1500", 1),
            ("orders", "filter[product]", "anna", 2),
            ("customers", "filter[name]", "anna", 4),
            ("customers", "filter[email]", "@shop", 3),
        ] {
            assert_eq!(count(list, filter, value), expected, "{round}: {list} {filter} {value}");
        }
        hub.make_terms();
    }
}

#[test]
fn pages_of_wide_ranges_hold_the_newest_rows_wherever_they_are() {
    // More than the newest rows that are looked at first.
    const ROWS: usize = 640;
    let hub = TestHub::new();
    let _ = hub.site("north");
    let key = hub.key("all", "all");
    // The first fifty cost more than any other; every order costs another amount, so that a range has many intervals.
    let price = |at: usize| if at < 50 { 70_000 + 311 * at } else { 2_000 + 97 * at };
    let order = |at: usize| {
        let created = format!("2026-03-{:02} {:02}:{:02}:00", 1 + at / 100, at % 100 / 10, at % 10);
        json!({"externalId": format!("W-{at}"), "createdAt": created, "items": [{"initialPrice": price(at), "quantity": 1}]})
    };
    for part in (0..ROWS).collect::<Vec<_>>().chunks(50) {
        let orders: Vec<Value> = part.iter().map(|at| order(*at)).collect();
        key.post("/api/v5/orders/upload", form! { "site": "north", "orders": Value::from(orders) }).ok();
    }
    let walk = |range: &[(&str, usize)]| {
        let (mut found, mut pages) = (Vec::new(), 1);
        while found.len() / 20 + 1 >= pages {
            let mut query = vec![("page".to_owned(), pages.to_string())];
            query.extend(range.iter().map(|(name, value)| (format!("filter[{name}]"), value.to_string())));
            let answer = key.get("/api/v5/orders", query).ok();
            let ids = answer["orders"].as_array().expect("orders").iter().map(|order| order["externalId"].as_str().unwrap().to_owned());
            found.extend(ids);
            if answer["pagination"]["totalPageCount"].as_u64().unwrap() as usize <= pages {
                assert_eq!(answer["pagination"]["totalCount"].as_u64().unwrap() as usize, found.len(), "{range:?}");
                break;
            }
            pages += 1;
        }
        found
    };
    for round in ["waiting", "made", "edited"] {
        let mut prices: Vec<usize> = (0..ROWS).map(price).collect();
        if round == "edited" {
            // One of the newest leaves the range, one of the oldest comes into it, before their terms are made anew.
            for (at, price) in [(ROWS - 3, 1), (55, 80_000)] {
                let items = json!([{"initialPrice": price, "quantity": 1}]);
                key.post(&format!("/api/v5/orders/W-{at}/edit"), form! { "site": "north", "order": json!({"items": items}) }).ok();
                prices[at] = price;
            }
        }
        for (low, high) in [(2_001, 90_000), (70_001, 84_999), (30_003, 60_001), (1_999_999, 2_000_000)] {
            let expected: Vec<String> =
                (0..ROWS).rev().filter(|at| (low..=high).contains(&prices[*at])).map(|at| format!("W-{at}")).collect();
            assert_eq!(walk(&[("minPrice", low), ("maxPrice", high)]), expected, "{round}: {low} to {high}");
        }
        hub.make_terms();
    }
}
