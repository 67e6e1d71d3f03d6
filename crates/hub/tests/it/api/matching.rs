//! Whose order it is: the rule by which an order finds its customer, across exactly the stores of the key.

use serde_json::{Value, json};

use crate::support::steps::{fields, id};
use crate::support::{Actor, TestHub};

/// The customer of a new order in a store.
#[track_caller]
fn customer_of(key: &Actor, site: &str, order: Value) -> i64 {
    id(&key.order_in(site, order)["customer"])
}

#[test]
fn a_phone_finds_its_owner_in_another_store_of_a_landing_page_key_only() {
    let hub = TestHub::new();
    let (shop, _, _) = hub.two_stores();
    let (landing, alone) = (hub.key("north,south", "all"), hub.key("south", "all"));
    let anna = shop.customer(json!({"firstName": "Anna", "phones": [{"number": "+79261234567"}]}));
    let order = json!({"firstName": "A.", "phone": "8 (926) 123-45-67"});

    let attached = landing.order_in("south", order.clone());
    assert_eq!(id(&attached["customer"]), anna);
    assert_eq!((&attached["site"], &attached["customer"]["site"]), (&json!("south"), &json!("north")));
    assert_eq!((&attached["firstName"], &attached["phone"]), (&json!("A."), &json!("8 (926) 123-45-67")), "the order keeps its own copy");
    assert_eq!(attached["customer"]["firstName"], "Anna");

    let made = customer_of(&alone, "south", order.clone());
    assert_ne!(made, anna, "a one-store key sees no customer of another store");
    assert_eq!(customer_of(&alone, "south", order), made);
    // The customer of the other store is not shown to the one-store key either.
    assert_eq!(alone.read_order(id(&attached)).get("customer"), None);
}

#[test]
fn an_explicit_reference_wins() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let phone = json!([{"number": "+79261234567"}]);
    let by_phone = all.customer_in("north", json!({"phones": phone, "email": "a@a.test"}));
    let named = all.customer_in("north", json!({"externalId": "c-1", "browserId": "visitor"}));
    let namesake = all.customer_in("south", json!({"externalId": "c-1"}));
    let order = |customer: Value| json!({"phone": "+79261234567", "email": "a@a.test", "customer": customer});

    assert_eq!(customer_of(&all, "north", order(json!({"id": named}))), named);
    assert_eq!(customer_of(&all, "north", order(json!({"id": named, "externalId": "nobody"}))), named, "the id wins");
    assert_eq!(customer_of(&all, "north", order(json!({"externalId": "c-1"}))), named);
    assert_eq!(customer_of(&all, "south", order(json!({"externalId": "c-1"}))), namesake, "external ids belong to a store");
    assert_eq!(customer_of(&all, "south", order(json!({"externalId": "c-1", "site": "north"}))), named);
    assert_eq!(customer_of(&all, "south", order(json!({"browserId": "visitor"}))), named);
    assert_eq!(customer_of(&all, "south", order(json!({"browserId": "nobody"}))), by_phone, "an unknown browser is no reference");
    assert_eq!(customer_of(&all, "south", order(json!({}))), by_phone);
}

#[test]
fn an_unknown_reference_is_refused_and_named() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let elsewhere = south.customer(json!({"externalId": "c-9"}));
    for (customer, field, value) in [
        (json!({"externalId": "c-7"}), "customer.externalId", "c-7"),
        (json!({"externalId": "c-9"}), "customer.externalId", "c-9"),
        (json!({"externalId": "c-9", "site": "south"}), "customer.externalId", "c-9"),
        (json!({"externalId": "c-9", "site": "nowhere"}), "customer.externalId", "c-9"),
        (json!({"id": elsewhere}), "customer.id", &elsewhere.to_string()),
        (json!({"id": 999}), "customer.id", "999"),
    ] {
        let reply = north.post("/orders/create", form! { order: {firstName: "A", customer: customer} });
        let name = field.trim_start_matches("customer.");
        let text = format!("\"Customer\" with \"{name}\"=\"{value}\" does not exist.");
        assert_eq!(reply.refused(400, "Order is not loaded").json["errors"], json!({ field: text }));
    }
    assert_eq!(all.found("orders", form! {}), Vec::<i64>::new(), "nothing was stored");
    assert_eq!(all.found("customers", form! {}), [elsewhere]);
}

#[test]
fn the_email_is_compared_trimmed_and_folded_after_the_phone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let anna = key.customer(json!({"email": "Анна@Example.com"}));
    let boris = key.customer(json!({"phones": [{"number": "8 495 765 43 21"}], "email": "b@b.test"}));
    assert_eq!(customer_of(&key, "north", json!({"email": "  АННА@example.COM "})), anna);
    assert_eq!(customer_of(&key, "north", json!({"email": "анна@example.com", "phone": "+7 999 000-00-00"})), anna, "an unknown phone");
    assert_eq!(customer_of(&key, "north", json!({"additionalPhone": "+74957654321"})), boris, "a second phone");
    assert_ne!(customer_of(&key, "north", json!({"email": "anna@example.co"})), anna);
}

#[test]
fn the_phone_wins_over_the_email_and_the_two_are_noted_as_one_perhaps() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let anna = all.customer_in("north", json!({"phones": [{"number": "+79261234567"}]}));
    let boris = all.customer_in("south", json!({"email": "b@b.test"}));
    assert_eq!(customer_of(&all, "south", json!({"phone": "89261234567", "email": "B@b.test"})), anna);
    let of = |id: i64| hub.hub.db.read_now(move |tx| database::customers::duplicates(tx, &database::Scope::of(database::Sites::All), id));
    assert_eq!(of(anna).expect("duplicates can be read"), [boris]);
    assert_eq!(of(boris).expect("duplicates can be read"), [anna]);

    let both = all.customer_in("north", json!({"phones": [{"number": "+79990000001"}], "email": "c@c.test"}));
    assert_eq!(customer_of(&all, "north", json!({"phone": "+79990000001", "email": "c@c.test"})), both);
    assert_eq!(of(both).expect("duplicates can be read"), Vec::<i64>::new(), "one customer has no duplicate");
}

#[test]
fn of_several_the_own_store_then_the_newest_order_then_the_lowest_id_decides() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let phone = json!({"phones": [{"number": "+79261234567"}]});
    let order = json!({"phone": "89261234567"});
    let (first, second) = (north.customer(phone.clone()), north.customer(phone.clone()));
    hub.site("west");
    assert_eq!(customer_of(&all, "west", order.clone()), first, "the lowest id");
    north.order(json!({"customer": {"id": second}, "createdAt": "2026-03-14 16:00:00"}));
    assert_eq!(customer_of(&all, "west", order.clone()), second, "the newest order");
    let own = south.customer(phone);
    assert_eq!(customer_of(&all, "south", order.clone()), own, "the order's own store");
    assert_eq!(customer_of(&all, "north", order), second);
}

#[test]
fn nobody_found_makes_a_customer_of_the_orders_store_from_its_contacts() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let order = all.order_in(
        "south",
        json!({
            "firstName": "Анна", "lastName": "П", "patronymic": "И", "phone": "89261234567", "additionalPhone": "+74957654321",
            "email": "a@a.test", "source": {"source": "yandex"}, "delivery": {"address": {"city": "Тверь", "street": "Мира"}},
        }),
    );
    let customer = all.read_customer(id(&order["customer"]));
    crate::support::steps::assert_within(
        &customer,
        &json!({
            "site": "south", "firstName": "Анна", "lastName": "П", "patronymic": "И", "email": "a@a.test", "ordersCount": 1,
            "phones": [{"number": "89261234567"}, {"number": "+74957654321"}], "source": {"source": "yandex"},
            "address": {"city": "Тверь", "street": "Мира", "text": "Мира"},
        }),
    );
    all.edit_order(id(&order), json!({"firstName": "Мария", "phone": "+70000000000"}));
    assert_eq!(all.read_customer(id(&customer)), customer, "a change of the order is no change of the customer");
}

#[test]
fn the_attachment_is_a_row_of_its_own_by_the_hub_itself() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let anna = north.customer(json!({"phones": [{"number": "+79261234567"}]}));
    let own = all.order_in("south", json!({"firstName": "Own"}));
    let other = all.order_in("south", json!({"phone": "89261234567"}));

    let rows = all.history("orders", form! { "filter[orderId]": id(&other) });
    assert_eq!(fields(&rows), ["status", "customer"]);
    assert_eq!((&rows[1]["source"], &rows[1]["oldValue"]), (&json!("code"), &Value::Null));
    assert_eq!(rows[1]["newValue"], json!({"id": anna, "site": "north"}));
    assert_eq!(rows[1].get("apiKey"), None);
    assert_eq!(fields(&south.history("orders", form! { "filter[orderId]": id(&own) })), ["status", "customer"]);
    assert_eq!(fields(&south.history("orders", form! { "filter[orderId]": id(&other) })), ["status"], "it names a customer of north");
}

#[test]
fn equal_orders_at_once_make_one_customer() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    for (round, order) in [
        json!({"firstName": "Anna", "phone": "8 (926) 123-45-67"}),
        json!({"firstName": "Boris", "email": "B@b.test"}),
        json!({"firstName": "Clara", "customer": {"browserId": "visitor"}}),
        json!({"firstName": "Dan", "phone": "+79990000000", "email": "d@d.test"}),
    ]
    .into_iter()
    .enumerate()
    {
        let customers = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..16)
                .map(|number| {
                    let (all, order) = (&all, &order);
                    scope.spawn(move || customer_of(all, ["north", "south"][number % 2], order.clone()))
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().expect("an order is made")).collect::<Vec<_>>()
        });
        assert!(customers.iter().all(|customer| *customer == customers[0]), "{customers:?}");
        assert_eq!(all.found("customers", form! {}).len(), round + 1);
    }
    let total = all.get("/orders", form! {}).ok()["pagination"]["totalCount"].take();
    assert_eq!(total, 64);
}

#[test]
fn an_upload_attaches_every_order_by_the_same_rule() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let anna = key.customer(json!({"phones": [{"number": "+79261234567"}]}));
    let orders = json!([{"phone": "89261234567"}, {"email": "b@b.test"}, {"email": "B@B.test"}, {"phone": "+7 926 123 45 67"}]);
    let made = key.post("/orders/upload", form! { orders: orders }).ok();
    let of = |index: usize| id(&made["orders"][index]["customer"]);
    assert_eq!((of(0), of(3)), (anna, anna));
    assert_eq!(of(1), of(2));
    assert_eq!(key.found("customers", form! {}).len(), 2);
}

#[test]
fn a_change_of_an_order_moves_it_to_a_named_customer_only() {
    let hub = TestHub::new();
    let (north, _, all) = hub.two_stores();
    let (anna, boris) =
        (north.customer(json!({"phones": [{"number": "+79261234567"}]})), all.customer_in("south", json!({"externalId": "b"})));
    let order = north.order(json!({"firstName": "X"}));
    let own = id(&order["customer"]);
    let edit = |key: &Actor, change: Value| key.edit_order(id(&order), change);
    assert_eq!(id(&edit(&north, json!({"phone": "+79261234567"}))["customer"]), own, "contacts are the order's own");
    assert_eq!(id(&edit(&north, json!({"customer": {"id": anna}}))["customer"]), anna);
    north.try_edit_order(id(&order), json!({"customer": {"id": boris}})).refused(400, "Order is not loaded");
    assert_eq!(id(&edit(&all, json!({"customer": {"externalId": "b", "site": "south"}}))["customer"]), boris);
    assert_eq!(id(&edit(&all, json!({"customer": {"id": boris}}))["customer"]), boris);
    let rows: Vec<Value> = all.history("orders", form! {}).into_iter().filter(|row| row["field"] == "customer").collect();
    let view: Vec<(&Value, &Value)> = rows.iter().map(|row| (&row["oldValue"], &row["newValue"])).collect();
    let (of, none) = (|id: i64, site: &str| json!({"id": id, "site": site}), Value::Null);
    assert_eq!(
        view,
        [
            (&none, &of(own, "north")),
            (&of(own, "north"), &of(anna, "north")),
            // A row of its own for each store, so that neither names the other.
            (&of(anna, "north"), &none),
            (&none, &of(boris, "south")),
        ]
    );
    // Back, by a key that may not see the customer it leaves.
    edit(&north, json!({"customer": {"id": anna}}));
    let rows: Vec<Value> = north.history("orders", form! {}).into_iter().filter(|row| row["field"] == "customer").collect();
    let view = rows.iter().map(|row| format!("{} {}", row["oldValue"], row["newValue"])).collect::<String>();
    assert!(rows.len() > 2 && !view.contains("south") && !view.contains(&format!("\"id\":{boris}")), "{view}");
}
