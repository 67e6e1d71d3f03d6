//! The lists of orders and customers: columns, sorting, saved views, and the key that made an order.

use crate::support::form::Form;
use crate::support::{Actor, Browser, TestHub};

/// Makes an order of a sum and returns its id.
fn order(key: &Actor, site: &str, number: &str, price: &str) -> i64 {
    let made = key.post(
        "/orders/create",
        form! { site: site, order: { number: number, firstName: format!("Buyer {number}"), phone: format!("+7926000{number}"),
            delivery: { date: format!("2026-01-{}", &number[2..]) }, items: [{ productName: format!("Tea {number}"), initialPrice: price, quantity: "1" }] } },
    );
    made.is(201).json["id"].as_i64().expect("an id")
}

/// The ids of the orders or customers on a page, in their order.
fn listed(browser: &mut Browser, path: &str) -> Vec<i64> {
    let shown = browser.get(path).is(200);
    let (base, _) = path.split_once('?').unwrap_or((path, ""));
    let rows = shown.text.split("<th scope=\"row\"><a href=\"").skip(1);
    rows.filter_map(|row| row.strip_prefix(base)?.strip_prefix('/')?.split('"').next()?.parse().ok()).collect()
}

/// Lets the person of a role see the orders of one store, or of all.
fn choose(hub: &TestHub, admin: &mut Browser, role: &str, form: Form) {
    let id =
        hub.hub.account().users.iter().find(|user| user.email == format!("{role}@hub.test")).map(|user| user.id).expect("they are there");
    admin.post(&format!("/people/{id}/orders"), form).leads(&format!("/people/{id}?done=person-saved"));
}

fn store(hub: &TestHub, code: &str) -> String {
    hub.hub.account().site(code).map(|site| site.id).expect("the store").to_string()
}

#[test]
fn each_user_chooses_columns_for_themselves() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    order(&all, "own", "1001", "12.5");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut reader = Browser::signed_in(&hub, "read-only");
    admin.get("/orders").is(200).says(">Payment</th>").hides("Tea 1001");
    let chosen = vec![
        ("here".to_owned(), "status=new-group&page=2".to_owned()),
        ("column".to_owned(), "items".to_owned()),
        ("column".to_owned(), "sum".to_owned()),
        ("column".to_owned(), "no-such-column".to_owned()),
    ];
    admin.post("/orders/columns", chosen).leads("/orders?status=new-group&page=2");
    admin.get("/orders").is(200).says("Tea 1001").hides(">Payment</th>");
    reader.get("/orders").is(200).says(">Payment</th>").hides("Tea 1001");
    admin.get("/orders?columns=phone,city").is(200).says("+79260001001").hides("Tea 1001");
    admin.post("/orders/columns", form! { here: "", usual: "1", column: "items" }).leads("/orders?");
    admin.get("/orders").is(200).says(">Payment</th>").hides("Tea 1001");
    // Nothing chosen, and what is no column at all, shows the usual ones.
    admin.post("/orders/columns", form! { here: "" }).leads("/orders?");
    admin.get("/orders?columns=%00,,%3Cb%3E").is(200).says(">Payment</th>");
    admin.post("/customers/columns", form! { here: "", column: "average" }).leads("/customers?");
    admin.get("/customers").is(200).says("Average order").hides(">Phone</th>");
}

#[test]
fn lists_are_sorted_both_ways_and_hidden_values_sort_nothing() {
    for terms in [false, true] {
        let hub = TestHub::new();
        hub.site("own");
        hub.site("other");
        let all = hub.key("all", "all");
        let first = order(&all, "own", "1001", "30");
        let second = order(&all, "other", "1003", "10");
        let third = order(&all, "own", "1002", "20");
        if terms {
            hub.make_terms();
        }
        let mut admin = Browser::signed_in(&hub, "administrator");
        let mut list = |query: &str| listed(&mut admin, &format!("/orders?{query}"));
        assert_eq!(list(""), [third, second, first]);
        assert_eq!(list("back=1"), [first, second, third]);
        assert_eq!(list("back=1&status=new-group"), [first, second, third]);
        assert_eq!(list("sort=sum"), [first, third, second]);
        assert_eq!(list("sort=sum&back=1"), [second, third, first]);
        assert_eq!(list("sort=sum&store=own"), [first, third]);
        assert_eq!(list("sort=delivery-date"), [second, third, first]);
        assert_eq!(list("sort=no-such-column"), [third, second, first]);
        assert_eq!(list("sort=sum&store=nowhere"), [0; 0]);
        let customers = listed(&mut admin, "/customers?sort=total");
        assert_eq!(customers.len(), 3);
        assert_eq!(listed(&mut admin, "/customers?sort=total&back=1"), customers.iter().rev().copied().collect::<Vec<_>>());
        assert_eq!(listed(&mut admin, "/customers?sort=name").len(), 3);
        let csv = admin.get("/orders.csv?sort=sum").is(200).text;
        let numbers: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        assert_eq!(numbers, ["\"1001\"", "\"1002\"", "\"1003\""]);

        let mut clerk = Browser::signed_in(&hub, "manager");
        choose(
            &hub,
            &mut admin,
            "manager",
            form! { orders: "see", stores: "all", hide_prices: "hide" }.into_iter().map(hyphenated).collect(),
        );
        assert_eq!(listed(&mut clerk, "/orders?sort=sum"), [third, second, first], "the order would show which sum is greater");
        clerk.get("/orders").is(200).hides("sort=sum\"");
        admin.get("/orders").is(200).says("sort=sum");
    }
}

fn hyphenated((name, value): (String, String)) -> (String, String) {
    (name.replace('_', "-"), value)
}

#[test]
fn views_are_saved_shared_renamed_and_deleted() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    order(&all, "own", "1001", "12.5");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut manager = Browser::signed_in(&hub, "manager");
    let mut reader = Browser::signed_in(&hub, "read-only");
    choose(&hub, &mut admin, "read-only", form! { orders: "see", stores: "some", store: store(&hub, "own") });

    admin.get("/orders").is(200).hides("Save this view");
    admin.get("/orders?min=5").is(200).says("Save this view");
    admin.get("/orders?sort=sum").is(200).says("Save this view");
    admin.get("/orders?status=new-group").is(200).hides("Save this view");
    let saved = manager.post("/orders/views", form! { name: "Dear ones", query: "min=5&sort=sum&page=7&evil=1", columns: "sum,items" });
    let place = saved.leads("/orders?min=5&sort=sum&view=").header("location").unwrap_or_default().to_owned();
    let id: i64 = place.rsplit('=').next().and_then(|id| id.parse().ok()).expect("an id");
    manager.get(&place).is(200).says("Tea 1001").hides("Save this view").says("aria-current=\"page\"><bdi>Dear ones");
    manager.get(&place.replace("min=5", "min=6")).is(200).says("Save changes to “Dear ones”");
    // Other users neither see nor change it.
    for other in [&mut admin, &mut reader] {
        other.get("/orders").is(200).hides("Dear ones");
        other.get("/orders/views").is(200).hides("Dear ones");
        other.get(&place).is(200).hides("Dear ones").hides("Tea 1001");
        other.post(&format!("/orders/views/{id}"), form! { name: "Mine", do: "rename" }).is(404);
        other.post(&format!("/orders/views/{id}"), form! { do: "delete" }).is(404);
    }
    manager.post(&format!("/customers/views/{id}"), form! { name: "Mine", do: "rename" }).is(404);
    manager
        .post(&format!("/orders/views/{id}"), form! { name: "Dear", shared: "yes", do: "rename" })
        .leads("/orders/views?done=view-saved");
    reader.get("/orders").is(200).says("<bdi>Dear</bdi>");
    reader.get("/orders/views").is(200).says("Dear").hides("value=\"delete\"");
    reader.post(&format!("/orders/views/{id}"), form! { do: "delete" }).is(404);
    admin.get("/integration/audit-log").is(200).says("View shared");
    admin.post(&format!("/orders/views/{id}"), form! { do: "update", query: "min=9", columns: "" }).leads("/orders?min=9");
    admin.get("/integration/audit-log").is(200).says("Shared view changed");

    // What is refused is said beside the form, which keeps what was entered.
    reader
        .post("/orders/views", form! { name: "All", shared: "yes", query: "min=1" })
        .is(400)
        .says("Only managers and administrators share");
    manager.post("/orders/views", form! { name: "  ", query: "min=1" }).is(400).says("Enter a name");
    manager.post("/orders/views", form! { name: "dear", query: "min=1" }).is(400).says("already a view").says("value=\"dear\"");
    manager.post("/orders/views", form! { name: "Anna", shared: "yes", query: "q=%2B79260001001" }).is(400).says("cannot be shared");
    manager.post("/orders/views", form! { name: "Anna", shared: "yes", query: "customer=7" }).is(400).says("cannot be shared");
    manager.post("/orders/views", form! { name: "x".repeat(61), query: "min=1" }).is(400);
    manager.post("/orders/views", form! { name: "Long", query: format!("min={}", "1".repeat(3000)) }).is(400);
    reader.post("/orders/views", form! { name: "Mine", query: "min=1" }).leads("/orders?min=1");
    // A shared view that names a store is not shown to those who do not see the store.
    manager.post("/orders/views", form! { name: "Of the other", shared: "yes", query: "store=other" }).leads("/orders?store=other");
    admin.get("/orders").is(200).says("Of the other");
    reader.get("/orders").is(200).hides("Of the other");
    reader.get("/orders/views").is(200).hides("Of the other");
    admin.post(&format!("/orders/views/{id}"), form! { do: "delete" }).leads("/orders/views?done=view-deleted");
    admin.get("/integration/audit-log").is(200).says("Shared view removed");
    manager.get("/orders").is(200).hides("<bdi>Dear</bdi>");
    manager.post("/customers/views", form! { name: "Buyers", query: "min=5&sort=name" }).leads("/customers?min=5&sort=name&view=");
    manager.get("/customers").is(200).says("Buyers");
    // Without a session, and without access to orders, there is nothing.
    choose(&hub, &mut admin, "read-only", form! { orders: "nothing", stores: "all" });
    reader.get("/orders/views").is(403);
    reader.post("/orders/columns", form! { here: "" }).is(403);
}

#[test]
fn orders_are_found_by_the_key_that_made_them() {
    for terms in [false, true] {
        let hub = TestHub::new();
        hub.site("own");
        hub.site("other");
        let (all, shop) = (hub.key("all", "all"), hub.key("own", "all"));
        let by_all = order(&all, "own", "1001", "12.5");
        let by_shop = order(&shop, "own", "1002", "12.5");
        let elsewhere = order(&all, "other", "1003", "12.5");
        let mut admin = Browser::signed_in(&hub, "administrator");
        admin.post("/orders/add", form! { store: "own", firstName: "Ann", phone: "+79260000009" }).leads("/orders/");
        if terms {
            hub.make_terms();
        }
        // Another key that edits an order has not made it.
        all.post(&format!("/orders/{by_shop}/edit"), form! { by: "id", order: { status: "complete" } }).ok();
        let mut list = |query: String| listed(&mut admin, &format!("/orders?{query}"));
        assert_eq!(list(format!("key={}", all.key)), [elsewhere, by_all]);
        assert_eq!(list(format!("key={}", shop.key)), [by_shop]);
        assert_eq!(list(format!("key={}&store=own", all.key)), [by_all]);
        assert_eq!(list(format!("key={}&q=1003", all.key)), [elsewhere]);
        assert_eq!(list(format!("key={}&q=1002", all.key)), [0; 0]);
        assert_eq!(list("key=999999".to_owned()), [0; 0]);
        assert_eq!(list("key=nonsense".to_owned()), [0; 0]);
        assert_eq!(list(String::new()).len(), 4);
        let mut clerk = Browser::signed_in(&hub, "manager");
        choose(&hub, &mut admin, "manager", form! { orders: "see", stores: "some", store: store(&hub, "own") });
        assert_eq!(listed(&mut clerk, &format!("/orders?key={}", all.key)), [by_all]);
        // Histories may be deleted; the key is known all the same.
        hub.hub.db.write_now(|tx| tx.execute("DELETE FROM orders_history")).expect("it is deleted");
        admin.get(&format!("/orders/{by_shop}")).is(200).says(&format!("/integration/keys/{}\"", shop.key));
    }
}

#[test]
fn each_view_has_a_count_of_what_the_visitor_sees() {
    for terms in [false, true] {
        let hub = TestHub::new();
        hub.site("own");
        hub.site("other");
        let all = hub.key("all", "all");
        let first = order(&all, "own", "1001", "12.5");
        order(&all, "own", "1002", "30");
        order(&all, "other", "1003", "30");
        all.post(&format!("/orders/{first}/edit"), form! { by: "id", order: { status: "complete" } }).ok();
        let mut admin = Browser::signed_in(&hub, "administrator");
        let mut clerk = Browser::signed_in(&hub, "manager");
        let saved = admin.post("/orders/views", form! { name: "Dear", shared: "yes", query: "min=20", columns: "" });
        let dear = saved.leads("/orders?min=20").header("location").unwrap_or_default().to_owned();
        if terms {
            hub.make_terms();
        }
        let counts = |browser: &mut Browser, list: &str| -> serde_json::Value {
            let shown = browser.get(&format!("/{list}/counts")).is(200);
            assert_eq!(shown.header("content-type"), Some("application/json"));
            serde_json::from_str(&shown.text).expect("JSON")
        };
        // Each count belongs to a tab of the page.
        let page = admin.get("/orders").is(200).says("data-counts=\"/orders/counts\"").text.replace("&#38;", "&");
        let own = counts(&mut admin, "orders");
        for (address, _) in own.as_object().expect("an object") {
            assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
        }
        let of = |counts: &serde_json::Value, address: &str| counts[address].as_str().unwrap_or_default().to_owned();
        assert_eq!([of(&own, "/orders"), of(&own, "/orders?status=new-group"), of(&own, &dear)], ["3", "2", "2"]);
        assert_eq!(of(&counts(&mut admin, "customers"), "/customers"), "3");

        choose(&hub, &mut admin, "manager", form! { orders: "see", stores: "some", store: store(&hub, "own") });
        let own = counts(&mut clerk, "orders");
        assert_eq!([of(&own, "/orders"), of(&own, "/orders?status=new-group"), of(&own, &dear)], ["2", "1", "1"]);
        assert_eq!(of(&counts(&mut clerk, "customers"), "/customers"), "2");
        // A count by a hidden value would confirm a guess.
        choose(
            &hub,
            &mut admin,
            "manager",
            form! { orders: "see", stores: "all", hide_prices: "hide" }.into_iter().map(hyphenated).collect(),
        );
        let own = counts(&mut clerk, "orders");
        assert_eq!((of(&own, "/orders"), own.get(&dear)), ("3".to_owned(), None));
        // Many are not counted to the end.
        hub.hub
            .db
            .write_now(|tx| tx.execute("UPDATE row_counts SET number = number + 1000 WHERE noun = 'orders'"))
            .expect("they are changed");
        let own = counts(&mut admin, "orders");
        assert_eq!([of(&own, "/orders"), of(&own, &dear)], ["1,000+", "2"]);
        choose(&hub, &mut admin, "manager", form! { orders: "nothing", stores: "all" });
        clerk.get("/orders/counts").is(403);
    }
}

#[test]
fn a_chosen_column_has_a_line_with_its_label_on_a_phone() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    order(&all, "own", "1001", "12.5");
    let mut admin = Browser::signed_in(&hub, "administrator");
    admin.get("/orders").is(200).hides(" c-more");
    let chosen = admin.get("/orders?columns=status,phone,city").is(200);
    // The status has a place of its own, and a customer without a city no line.
    assert_eq!(chosen.text.matches(" c-more\" data-l=").count(), 1);
    chosen.says("c-more\" data-l=\"Phone\"").hides("data-l=\"City\"");
    admin.get("/customers").is(200).hides(" c-more");
    admin.get("/customers?columns=phone,external-id,store").is(200).says("c-more\" data-l=\"Store\"").hides("data-l=\"Phone\"");
}
