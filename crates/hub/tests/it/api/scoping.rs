//! A row of a store that a key does not cover is answered exactly like one that never was, by every method.

mod account;
mod answered;
mod between_stores;
mod corporate;
mod files;
mod goods;
mod packs;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wire::methods;

pub(super) use self::account::has_rows;
use self::account::without_rows;
use self::goods::{calls_on_goods, goods};
use crate::support::steps::{id, rows};
use crate::support::{Actor, Call, TestHub};

/// What names the rows of one store.
#[derive(Debug, Clone)]
struct Names {
    /// What texts of the rows begin with.
    mark: String,
    order: i64,
    order_external: String,
    number: String,
    customer: i64,
    customer_external: String,
    payment: i64,
    payment_external: String,
    note: i64,
    task: i64,
    cost: i64,
    file: i64,
    item: i64,
    pack: i64,
    firm: i64,
    firm_external: String,
    /// An address, a company and a contact of the firm.
    parts: [i64; 3],
    firm_note: i64,
    person: i64,
    browser: String,
    group: i64,
    group_external: String,
    product: i64,
    product_external: String,
    offer: i64,
    catalog: i64,
}

impl Names {
    /// Rows that never were.
    fn of_unknown() -> Self {
        Self {
            mark: "none".to_owned(),
            order: 900_001,
            order_external: "none-o".to_owned(),
            number: "none-n".to_owned(),
            customer: 900_002,
            customer_external: "none-c".to_owned(),
            payment: 900_003,
            payment_external: "none-p".to_owned(),
            note: 900_004,
            task: 900_005,
            cost: 900_006,
            file: 900_013,
            item: 900_014,
            pack: 900_015,
            firm: 900_008,
            firm_external: "none-f".to_owned(),
            parts: [900_009, 900_010, 900_011],
            firm_note: 900_012,
            person: 900_007,
            browser: "none-b".to_owned(),
            group: 900_008,
            group_external: "none-g".to_owned(),
            product: 900_009,
            product_external: "none-x".to_owned(),
            offer: 900_010,
            catalog: 900_011,
        }
    }

    /// Makes an order, its customer, a payment, a note, a task and a cost in a store.
    fn make(hub: &TestHub, key: &Actor, mark: &str) -> Self {
        let person = hub.person(&format!("{}@hub.test", hub.clock.now().0), &["manager"]);
        hub.wait(1);
        hub.entry("cost-items", "ads", json!({"code": "ads", "name": "Ads"}));
        let text = |kind: &str| format!("{mark}-{kind}");
        let customer = key.customer(json!({
            "externalId": text("c"), "browserId": text("b"), "firstName": "Анна", "vip": true, "phones": [{"number": format!("+7926000000{}", mark.len())}],
        }));
        let order = key.order(json!({
            "externalId": text("o"), "number": text("n"), "firstName": "Анна", "customer": {"id": customer}, "source": {"source": mark},
            "items": [{"productName": "Tea", "initialPrice": 100}],
            "payments": [{"type": "cash", "externalId": text("p"), "amount": 100, "status": "paid"}],
        }));
        let note = id(&key.post("/customers/notes/create", form! { note: {text: "Остаток", customer: {id: customer}} }).ok());
        let task = json!({"text": "Остаток", "performerId": person, "order": {"id": id(&order)}, "customer": {"id": customer}});
        let task = id(&key.post("/tasks/create", form! { task: task }).ok());
        let cost = json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-01", "summ": 5, "costItem": "ads", "comment": mark, "order": {"id": id(&order)}});
        let cost = id(&key.post("/costs/create", form! { cost: cost }).ok());
        key.post("/reference/stores/main/edit", form! { store: {code: "main", name: "Main"} });
        let item = id(&order["items"][0]);
        let pack = json!({"itemId": item, "store": "main", "quantity": 1, "invoiceNumber": mark});
        let pack = id(&key.post("/orders/packs/create", form! { pack: pack }).ok());
        let file = key.call(Call::post("/files/upload").query(form! { filename: mark }).raw("text/plain", mark)).ok()["file"]["id"]
            .as_i64()
            .expect("an id");
        let attachment = json!([{"order": {"id": id(&order)}}, {"customer": {"id": customer}}]);
        key.post(&format!("/files/{file}/edit"), form! { file: {attachment: attachment} }).ok();
        let firm = json!({
            "externalId": text("f"), "nickName": mark, "addresses": [{"name": mark}], "companies": [{"name": mark}],
            "customerContacts": [{"customer": {"id": customer}}],
        });
        let firm = id(&key.post("/customers-corporate/create", form! { customerCorporate: firm }).ok());
        let firm_order = json!({"customer": {"id": firm}, "contact": {"id": customer}, "source": {"source": mark}});
        key.order(firm_order);
        let parts = key.get(&format!("/customers-corporate/{firm}"), form! { by: "id" }).ok()["customerCorporate"].take();
        let parts = ["addresses", "companies", "customerContacts"].map(|list| id(&parts[list][0]));
        let firm_note = form! { note: {text: "Остаток", customer: {id: firm}} };
        let firm_note = id(&key.post("/customers-corporate/notes/create", firm_note).ok());
        let group = id(&key.post("/store/product-groups/create", form! { productGroup: {name: mark, externalId: text("g")} }).ok());
        let made = form! { products: [{name: mark, externalId: text("x"), groups: [{id: group}]}] };
        let product = key.post("/store/products/batch/create", made).ok()["addedProducts"][0].as_i64().expect("it was made");
        let shown = key.get("/store/products", form! { "filter[ids][]": product }).ok()["products"][0].take();
        let (offer, catalog) = (id(&shown["offers"][0]), shown["catalogId"].as_i64().expect("it has a catalogue"));
        Self {
            mark: mark.to_owned(),
            group,
            group_external: text("g"),
            product,
            product_external: text("x"),
            offer,
            catalog,
            task,
            cost,
            file,
            item,
            pack,
            firm,
            firm_external: text("f"),
            parts,
            firm_note,
            person,
            order: id(&order),
            order_external: text("o"),
            number: text("n"),
            customer,
            customer_external: text("c"),
            payment: id(&order["payments"][0]),
            payment_external: text("p"),
            note,
            browser: text("b"),
        }
    }

    /// An answer with these names taken out, for what was asked may be answered back.
    fn blanked(&self, status: u16, json: &Value) -> (u16, String) {
        let mut text = json.to_string();
        let [address, company, contact] = self.parts;
        let ids = [
            self.order,
            self.customer,
            self.payment,
            self.note,
            self.task,
            self.cost,
            self.file,
            self.item,
            self.pack,
            self.firm,
            self.firm_note,
        ];
        for id in ids.into_iter().chain([address, company, contact]) {
            text = text.replace(&format!("\\\"{id}\\\""), "\\\"#\\\"").replace(&format!("[{id}]"), "[#]");
        }
        let names = [&self.order_external, &self.number, &self.customer_external, &self.payment_external, &self.browser];
        for name in names.into_iter().chain([&self.firm_external, &self.group_external, &self.product_external]) {
            text = text.replace(name.as_str(), "#");
        }
        for id in [self.group, self.product, self.offer] {
            text = text.replace(&format!("\"id\":{id}"), "\"id\":#").replace(&format!("\\\"{id}\\\""), "\\\"#\\\"");
        }
        // Ids of new rows differ between one call and the next.
        (status, text)
    }
}

/// Every way to name a row to a method. `own` are rows of the caller's own store.
fn calls(own: &Names, it: &Names) -> Vec<(&'static str, Call)> {
    let get = |path: &'static str, address: String, query| (path, Call::get(&address).query(query));
    let post = |path: &'static str, address: String, form| (path, Call::post(&address).form(form));
    let mut calls = Vec::new();
    let (order, customer) = ("/orders/{externalId}", "/customers/{externalId}");
    for (by, order_key, customer_key) in
        [("id", it.order.to_string(), it.customer.to_string()), ("externalId", it.order_external.clone(), it.customer_external.clone())]
    {
        calls.push(get(order, format!("/orders/{order_key}"), form! { by: by }));
        calls.push(get(customer, format!("/customers/{customer_key}"), form! { by: by }));
        calls.push(post("/orders/{externalId}/edit", format!("/orders/{order_key}/edit"), form! { by: by, order: {lastName: "X"} }));
        calls.push(post("/customers/{externalId}/edit", format!("/customers/{customer_key}/edit"), form! { by: by, customer: {vip: 1} }));
        let mail = form! { by: by, subscriptions: [{channel: "email", active: true}] };
        calls.push(post("/customers/{externalId}/subscriptions", format!("/customers/{customer_key}/subscriptions"), mail));
    }
    for (by, payment) in [("id", it.payment.to_string()), ("externalId", it.payment_external.clone())] {
        let form = form! { by: by, payment: {comment: "X"} };
        calls.push(post("/orders/payments/{externalId}/edit", format!("/orders/payments/{payment}/edit"), form));
    }
    for (by, who) in [("id", it.customer.to_string()), ("externalId", it.customer_external.clone())] {
        let at = |rest: &str| format!("/customer-interaction/north/{rest}");
        calls.push(("/customer-interaction/{site}/cart/{customer}", Call::get(&at(&format!("cart/{who}"))).query(form! { by: by })));
        calls.push((
            "/customer-interaction/{site}/favorites/{customer}",
            Call::get(&at(&format!("favorites/{who}"))).query(form! { by: by }),
        ));
        let favorite = form! { by: by, favorite: {offer: {externalId: own.product_external}} };
        calls.push((
            "/customer-interaction/{site}/favorites/{customer}/add",
            Call::post(&at(&format!("favorites/{who}/add"))).form(favorite.clone()),
        ));
        calls.push((
            "/customer-interaction/{site}/favorites/{customer}/remove",
            Call::post(&at(&format!("favorites/{who}/remove"))).form(favorite),
        ));
    }
    for name in [json!({"id": it.customer}), json!({"externalId": it.customer_external}), json!({"browserId": it.browser})] {
        let cart = json!({"externalId": "cart", "customer": name, "items": []});
        calls
            .push(("/customer-interaction/{site}/cart/set", Call::post("/customer-interaction/north/cart/set").form(form! { cart: cart })));
        calls.push((
            "/customer-interaction/{site}/cart/clear",
            Call::post("/customer-interaction/north/cart/clear").form(form! { cart: cart }),
        ));
    }
    calls.push(post("/orders/payments/{id}/delete", format!("/orders/payments/{}/delete", it.payment), form! {}));
    calls.push(post("/customers/notes/{id}/delete", format!("/customers/notes/{}/delete", it.note), form! {}));

    corporate::calls(own, it, &mut calls);
    calls.push(get("/tasks/{id}", format!("/tasks/{}", it.task), form! {}));
    calls.push(post("/tasks/{id}/edit", format!("/tasks/{}/edit", it.task), form! { task: {text: "X"} }));
    calls.push(get("/costs/{id}", format!("/costs/{}", it.cost), form! {}));
    calls.push(post("/costs/{id}/edit", format!("/costs/{}/edit", it.cost), form! { cost: {summ: 1} }));
    calls.push(post("/costs/{id}/delete", format!("/costs/{}/delete", it.cost), form! {}));
    calls.push(post("/costs/delete", "/costs/delete".to_owned(), form! { ids: [it.cost] }));
    for filter in [
        form! { "filter[ids][]": it.task },
        form! { "filter[orderNumber]": it.number },
        form! { "filter[customer]": it.customer_external },
        form! { "filter[performers][]": it.person },
    ] {
        calls.push(("/tasks", Call::get("/tasks").query(filter)));
    }
    calls.push(get("/tasks/history", "/tasks/history".to_owned(), form! { "filter[taskId]": it.task }));
    for filter in [
        form! { "filter[ids][]": it.cost },
        form! { "filter[orderNumber]": it.number },
        form! { "filter[orderIds][]": it.order },
        form! { "filter[orderExternalIds][]": it.order_external },
        form! { "filter[sites][]": "south" },
    ] {
        calls.push(("/costs", Call::get("/costs").query(filter)));
    }
    for name in [json!({"id": it.order}), json!({"externalId": it.order_external}), json!({"number": it.number})] {
        let task = form! { task: {text: "x", performerId: own.person, order: name} };
        calls.push(("/tasks/create", Call::post("/tasks/create").form(task)));
        calls.push(post("/tasks/{id}/edit", format!("/tasks/{}/edit", own.task), form! { task: {order: name} }));
        let cost = json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-01", "summ": 5, "costItem": "ads", "order": name});
        calls.push(("/costs/create", Call::post("/costs/create").form(form! { cost: cost })));
        calls.push(("/costs/upload", Call::post("/costs/upload").form(form! { costs: [cost] })));
        calls.push(post("/costs/{id}/edit", format!("/costs/{}/edit", own.cost), form! { cost: {order: name} }));
    }
    for name in [json!({"id": it.customer}), json!({"externalId": it.customer_external})] {
        let task = form! { task: {text: "x", performerId: own.person, customer: name} };
        calls.push(("/tasks/create", Call::post("/tasks/create").form(task)));
        calls.push(post("/tasks/{id}/edit", format!("/tasks/{}/edit", own.task), form! { task: {customer: name} }));
    }
    for filter in [
        form! { "filter[ids][]": it.order },
        form! { "filter[externalIds][]": it.order_external },
        form! { "filter[numbers][]": it.number },
        form! { "filter[customerId]": it.customer },
        form! { "filter[customerExternalId]": it.customer_external },
        form! { "filter[sites][]": "south" },
    ] {
        calls.push(("/orders", Call::get("/orders").query(filter)));
    }
    for filter in [
        form! { "filter[ids][]": it.customer },
        form! { "filter[externalIds][]": it.customer_external },
        form! { "filter[browserId]": it.browser },
        form! { "filter[name]": it.customer_external },
        form! { "filter[sites][]": "south" },
    ] {
        calls.push(("/customers", Call::get("/customers").query(filter)));
    }
    for filter in [
        form! { "filter[ids][]": it.note },
        form! { "filter[customerIds][]": it.customer },
        form! { "filter[customerExternalIds][]": it.customer_external },
    ] {
        calls.push(("/customers/notes", Call::get("/customers/notes").query(filter)));
    }
    for version in ["v3", "v4", "v5"] {
        let address = format!("/api/{version}/orders/statuses");
        calls.push(get("/orders/statuses", address.clone(), form! { "ids[]": it.order }));
        calls.push(get("/orders/statuses", address.clone(), form! { "externalIds[]": it.order_external }));
        calls.push(get("/orders/statuses", address, form! { "ids[0]": own.order, "ids[1]": it.order }));
    }
    calls.push(get("/orders/history", "/orders/history".to_owned(), form! { "filter[orderId]": it.order }));
    calls.push(get("/orders/history", "/orders/history".to_owned(), form! { "filter[orderExternalId]": it.order_external }));
    calls.push(get("/customers/history", "/customers/history".to_owned(), form! { "filter[customerId]": it.customer }));
    calls.push(get("/customers/history", "/customers/history".to_owned(), form! { "filter[customerExternalId]": it.customer_external }));

    files::calls(own, it, &mut calls);
    packs::calls(own, it, &mut calls);
    for (gone, stays) in [(it.order, own.order), (own.order, it.order)] {
        for technique in ["ours", "theirs", "summ", "merge"] {
            let form = form! { order: {id: gone}, resultOrder: {id: stays}, technique: technique };
            calls.push(("/orders/combine", Call::post("/orders/combine").form(form)));
        }
    }
    for (gone, stays) in [(it.customer, own.customer), (own.customer, it.customer)] {
        let form = form! { customers: [{id: gone}], resultCustomer: {id: stays} };
        calls.push(("/customers/combine", Call::post("/customers/combine").form(form)));
    }
    for name in [json!({"id": it.order}), json!({"externalId": it.order_external}), json!({"number": it.number})] {
        let link = form! { link: {comment: "x", orders: [{id: own.order}, name]} };
        calls.push(("/orders/links/create", Call::post("/orders/links/create").form(link)));
        let payment = form! { payment: {type: "cash", order: name} };
        calls.push(("/orders/payments/create", Call::post("/orders/payments/create").form(payment)));
    }
    for name in [
        json!({"id": it.customer}),
        json!({"externalId": it.customer_external}),
        json!({"externalId": it.customer_external, "site": "south"}),
    ] {
        let note = form! { note: {text: "x", customer: name} };
        calls.push(("/customers/notes/create", Call::post("/customers/notes/create").form(note)));
        calls.push(("/orders/create", Call::post("/orders/create").form(form! { order: {customer: name} })));
        calls.push(("/orders/upload", Call::post("/orders/upload").form(form! { orders: [{customer: name}] })));
        let edit = Call::post(&format!("/orders/{}/edit", own.order)).form(form! { by: "id", order: {customer: name} });
        calls.push(("/orders/{externalId}/edit", edit));
    }
    let ids = |group: &str, id: i64| match group {
        "orders" => form! { orders: [{id: id, externalId: "fixed"}] },
        _ => form! { customers: [{id: id, externalId: "fixed"}] },
    };
    calls.push(("/orders/fix-external-ids", Call::post("/orders/fix-external-ids").form(ids("orders", it.order))));
    calls.push(("/customers/fix-external-ids", Call::post("/customers/fix-external-ids").form(ids("customers", it.customer))));
    // Names that are taken in the other store are free in this one; the call is refused only for the wrong code.
    let wrong = |external_id: &str| json!({"externalId": external_id, "status": "no", "sex": "no"});
    calls.push(("/orders/upload", Call::post("/orders/upload").form(form! { orders: [wrong(&it.order_external)] })));
    calls.push(("/customers/create", Call::post("/customers/create").form(form! { customer: wrong(&it.customer_external) })));
    calls.push(("/customers/upload", Call::post("/customers/upload").form(form! { customers: [wrong(&it.customer_external)] })));
    calls
}

/// Everything that can be read.
fn everything(key: &Actor) -> Vec<Value> {
    let mut all: Vec<Value> = [
        "/orders",
        "/customers",
        "/customers/notes",
        "/tasks",
        "/costs",
        "/tasks/history",
        "/files",
        "/orders/packs",
        "/orders/packs/history",
        "/customers-corporate",
        "/customers-corporate/notes",
    ]
    .map(|list| {
        let mut reply = key.get(list, form! { limit: 100 }).ok();
        reply["pagination"].take();
        reply["generatedAt"].take();
        reply
    })
    .to_vec();
    all.extend(["orders", "customers", "customers-corporate"].map(|book| Value::Array(key.history(book, form! {}))));
    all
}

#[test]
fn a_row_of_another_store_is_answered_like_one_that_never_was() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let (own, theirs, unknown) = (Names::make(&hub, &north, "own"), Names::make(&hub, &south, "theirs"), Names::of_unknown());
    // A landing page of north and another store beside it is no different from north alone.
    hub.site("west");
    let both = hub.key("north,west", "all");
    let (theirs_before, seen_before, goods_before) = (everything(&south), everything(&all), goods(&south));
    for (key, site) in [(&north, None), (&both, Some("north"))] {
        let with_site = |call: Call| match site {
            Some(site) if call.verb() == "POST" => call.query(form! { site: site }),
            Some(site) => call.query(form! { site: site }),
            None => call,
        };
        let there = calls(&own, &theirs).into_iter().chain(calls_on_goods(&own, &theirs));
        let nowhere = calls(&own, &unknown).into_iter().chain(calls_on_goods(&own, &unknown));
        for ((method, there), (_, nowhere)) in there.zip(nowhere) {
            let (there, nowhere) = (with_site(there), with_site(nowhere));
            let asked = String::from_utf8_lossy(&there.bytes()).into_owned();
            let (there, nowhere) = (key.call(there), key.call(nowhere));
            assert_eq!(
                theirs.blanked(there.status, &there.json),
                unknown.blanked(nowhere.status, &nowhere.json),
                "{method}: {asked}\n{there}\n{nowhere}"
            );
            assert!(there.status < 500, "{method}: {there}");
        }
    }
    assert_eq!(everything(&south), theirs_before, "the other store is as it was");
    assert_eq!(goods(&south), goods_before, "its goods too");
    assert_eq!(everything(&all), seen_before, "nothing was changed anywhere");
}

#[test]
fn an_order_outside_the_rows_of_a_key_is_answered_like_one_that_never_was() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let (own, theirs, unknown) = (Names::make(&hub, &shop, "own"), Names::make(&hub, &shop, "theirs"), Names::of_unknown());
    let network = hub.key_of_rows("north", "source=own");
    let before = everything(&shop);
    for ((method, there), (_, nowhere)) in calls(&own, &theirs).into_iter().zip(calls(&own, &unknown)) {
        let asked = String::from_utf8_lossy(&there.bytes()).into_owned();
        let (there, nowhere) = (network.call(there), network.call(nowhere));
        assert_eq!(
            theirs.blanked(there.status, &there.json),
            unknown.blanked(nowhere.status, &nowhere.json),
            "{method}: {asked}\n{there}\n{nowhere}"
        );
        assert!(there.status < 500, "{method}: {there}");
    }
    assert_eq!(everything(&shop), before, "nothing was changed");
    let seen: String = everything(&network).iter().map(Value::to_string).collect();
    assert!(seen.contains("own-o") && seen.contains("own-c") && !seen.contains("theirs"), "{seen}");
}

#[test]
fn every_method_on_store_data_is_among_the_tried_ones() {
    let unknown = Names::of_unknown();
    let made = calls(&unknown, &unknown).into_iter().chain(calls_on_goods(&unknown, &unknown));
    // Two verbs at one path are two methods.
    let tried: BTreeSet<(&str, String)> = made.map(|(path, call)| (path, call.verb().to_owned())).collect();
    let of_stores = methods::all().iter().filter(|method| has_rows(method));
    let of_stores: BTreeSet<(&str, String)> = of_stores.map(|method| (method.path, method.verb.name().to_owned())).collect();
    let gone: Vec<&str> = without_rows().filter(|path| methods::all().iter().all(|method| method.path != *path)).collect();
    assert!(gone.is_empty(), "these are gone: {gone:?}");
    assert_eq!(of_stores.difference(&tried).collect::<Vec<_>>(), Vec::<&(&str, String)>::new());
    assert_eq!(tried.difference(&of_stores).collect::<Vec<_>>(), Vec::<&(&str, String)>::new());
}

#[test]
fn names_are_free_in_every_store() {
    let hub = TestHub::new();
    let (north, south, _) = hub.two_stores();
    let theirs = Names::make(&hub, &south, "x");
    let own = Names::make(&hub, &north, "x");
    assert_ne!((own.order, own.customer, own.payment), (theirs.order, theirs.customer, theirs.payment));
    for (key, names) in [(&north, &own), (&south, &theirs)] {
        assert_eq!(id(&key.get("/orders/x-o", form! {}).ok()["order"]), names.order);
        assert_eq!(id(&key.get("/customers/x-c", form! {}).ok()["customer"]), names.customer);
        assert_eq!(id(&key.post("/orders/payments/x-p/edit", form! { payment: {comment: "x"} }).ok()), names.payment);
        assert_eq!(key.found("orders", form! { "filter[numbers][]": "x-n" }), [names.order]);
        assert_eq!(rows(&key.get("/orders/statuses", form! { "externalIds[]": "x-o" }).ok(), "orders").len(), 1);
    }
    south.post("/orders/fix-external-ids", form! { orders: [{id: theirs.order, externalId: "y"}] }).ok();
    north.post("/orders/fix-external-ids", form! { orders: [{id: own.order, externalId: "y"}] }).ok();
}
