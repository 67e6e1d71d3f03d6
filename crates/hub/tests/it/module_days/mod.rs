//! A day of each shop module, call by call in the order of its source: it connects with its own checks, exports, edits, follows the
//! history, loads stock and prices. Every call is made with a key from the module's template, over HTTP.

mod days;

use domain::access::limits::Limits;
use domain::access::templates::Template;
use domain::access::token;
use domain::audit_log::By;
use domain::keys::{self, Reach};
use domain::templates::Contents;
use serde_json::{Value, json};

use crate::api::store::FEED;
use crate::support::form::Form;
use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub};

/// Rows that a module exports, and those of one call.
const ROWS: usize = 1000;
const BATCH: usize = 50;
/// Changes that users make while the module is not looking.
const CHANGES: usize = 200;

/// A hub, a shop with its module's key, and a user of the hub's own pages in the guise of another key.
struct Day {
    hub: TestHub,
    module: Actor,
    office: Actor,
}

impl Day {
    /// The morning: a store with a catalogue and warehouses, and a key from the template.
    fn of(template: &str) -> Self {
        let hub = TestHub::new();
        hub.site("north");
        hub.site("south");
        hub.load("north", FEED);
        hub.entry("stores", "main", json!({"code": "main", "name": "Main"}));
        hub.entry("stores", "shop", json!({"code": "shop", "name": "Shop", "inventoryType": "available"}));
        let template = Template::named(template).expect("there is the template");
        let token = token::generate().expect("there is randomness");
        let changes = keys::Changes {
            name: Some(template.code.clone()),
            reach: Some(Reach::parse("north")),
            ..Contents::of_built_in(template).changes(&Limits::default())
        };
        let (copy, pepper, now) = (token.clone(), hub.hub.gate.pepper(), hub.clock.now());
        let key = hub.hub.db.write_now(move |tx| keys::add(tx, &pepper, &copy, &changes, &By::Hub, now)).expect("a key can be added");
        let module = hub.holder(&token).with_token(&token, key.id);
        let office = hub.key("north", "all");
        Self { hub, module, office }
    }

    /// What the module reads of its key, and whether it is for this one store.
    fn credentials(&self) -> Value {
        let answer = self.module.get("/api/credentials", form! { cms_source: "shop", module_version: "4.8" }).ok();
        assert_eq!((&answer["siteAccess"], &answer["sitesAvailable"]), (&json!("access_selective"), &json!(["north"])));
        answer
    }

    /// The dictionaries that a settings page shows.
    fn settings(&self, dictionaries: &[(&str, &str)]) {
        for (path, member) in dictionaries {
            let answer = self.module.get(&format!("/reference/{path}"), form! {}).ok();
            assert!(!answer[*member].is_null(), "{path}: {answer}");
        }
    }

    /// Exports customers and then their orders, and sees that all are there, once.
    fn export(&self) {
        for batch in 0..ROWS / BATCH {
            let numbers = batch * BATCH..(batch + 1) * BATCH;
            let customers: Vec<Value> = numbers.clone().map(customer).collect();
            let answer = self.module.post("/customers/upload", form! { site: "north", customers: customers }).ok();
            assert_eq!(rows(&answer, "uploadedCustomers").len(), BATCH);
        }
        for batch in 0..ROWS / BATCH {
            let orders: Vec<Value> = (batch * BATCH..(batch + 1) * BATCH).map(order).collect();
            let answer = self.module.post("/orders/upload", form! { site: "north", orders: orders }).ok();
            assert_eq!(rows(&answer, "uploadedOrders").len(), BATCH);
        }
        // An export that is begun again doubles nothing.
        let again: Vec<Value> = (0..BATCH).map(order).collect();
        let repeated = self.module.post("/orders/upload", form! { site: "north", orders: again });
        assert_eq!((repeated.status, repeated.json["failedOrders"].as_array().map(Vec::len)), (460, Some(BATCH)), "{repeated}");
        let total = |path: &str| self.module.get(path, form! { limit: 20 }).ok()["pagination"]["totalCount"].as_u64();
        assert_eq!((total("/customers"), total("/orders")), (Some(ROWS as u64), Some(ROWS as u64)));
        let sample = self.module.get("/orders/o-777", form! { site: "north" }).ok()["order"].take();
        assert_eq!((&sample["customer"]["externalId"], &sample["items"][0]["offer"]["externalId"]), (&json!("c-777"), &json!("t#1")));
        assert_eq!(sample["totalSumm"], json!(21), "two at 10.50: {sample}");
    }

    /// An order that comes in, is edited by number and by id, and paid.
    fn sell(&self) {
        let made = self.module.post("/orders/create", form! { site: "north", order: order(ROWS) });
        assert_eq!(made.status, 201, "{made}");
        let number = id(&made.json);
        let change = json!({"externalId": format!("o-{ROWS}"), "status": "complete", "managerComment": "Ring twice"});
        self.module.post(&format!("/orders/o-{ROWS}/edit"), form! { by: "externalId", site: "north", order: change }).ok();
        self.module.post(&format!("/orders/{number}/edit"), form! { by: "id", site: "north", order: {customerComment: "Thanks"} }).ok();
        let payment = json!({"externalId": "p-1", "amount": 21, "status": "paid", "type": "bank-card", "order": {"id": number}});
        let paid = self.module.post("/orders/payments/create", form! { site: "north", payment: payment });
        assert_eq!(paid.status, 201, "{paid}");
        self.module.post("/orders/payments/p-1/edit", form! { by: "externalId", site: "north", payment: {amount: 20} }).ok();
        self.module.post("/customers/c-1/edit", form! { by: "externalId", site: "north", customer: {firstName: "Maria"} }).ok();
        let shown = self.module.get(&format!("/orders/{number}"), form! { by: "id" }).ok()["order"].take();
        assert_eq!((&shown["status"], &shown["customerComment"]), (&json!("complete"), &json!("Thanks")));
    }

    /// Follows the history over changes of users: each comes once, in order, and the module's own are marked as its own.
    fn follow(&self) {
        let (mut since, own) = self.pages(0);
        assert!(!own.is_empty() && own.iter().all(is_own), "so far only the module has made changes");
        for number in 0..CHANGES {
            let change = if number % 2 == 0 { json!({"status": "complete"}) } else { json!({"managerComment": format!("Call {number}")}) };
            self.office.post(&format!("/orders/o-{number}/edit"), form! { by: "externalId", site: "north", order: change }).ok();
        }
        self.module.post("/orders/o-999/edit", form! { by: "externalId", site: "north", order: {managerComment: "Ours"} }).ok();
        let (last, news) = self.pages(since);
        assert!(last > since);
        since = last;
        let (echo, pulled): (Vec<&Value>, Vec<&Value>) = news.iter().partition(|row| is_own(row));
        assert_eq!(echo.len(), 1, "{echo:?}");
        let ids: Vec<&str> = pulled.iter().filter_map(|row| row["order"]["externalId"].as_str()).collect();
        let expected: Vec<String> = (0..CHANGES).map(|number| format!("o-{number}")).collect();
        assert_eq!(ids, expected);
        assert_eq!(self.pages(since).1, [Value::Null; 0], "nothing comes twice");
        self.office.post("/customers/c-2/edit", form! { by: "externalId", site: "north", customer: {firstName: "Vera"} }).ok();
        let rows = rows(&self.module.get("/customers/history", form! { "filter[sinceId]": 0, limit: 100 }).ok(), "history");
        assert!(!rows.is_empty());
    }

    /// The history of orders from a row on, page by page: the last id, and the rows.
    fn pages(&self, since: i64) -> (i64, Vec<Value>) {
        let (mut since, mut all) = (since, Vec::new());
        loop {
            let page = self.module.get("/orders/history", form! { "filter[sinceId]": since, limit: 100 }).ok();
            let page = rows(&page, "history");
            let Some(last) = page.last() else { return (since, all) };
            since = id(last);
            all.extend(page);
        }
    }

    /// Stock as a module reads it: pages of 250, with warehouses in every row.
    fn stock_down(&self, site: &str) {
        let filter = form! { "filter[details]": 1, site: "filter", limit: 250, page: 1 };
        let mut filter: Form = filter.into_iter().filter(|(name, _)| name != "site").collect();
        filter.push((site.to_owned(), "north".to_owned()));
        let answer = self.module.get("/store/inventories", filter).ok();
        assert_eq!(answer["pagination"]["totalPageCount"], 1);
        let offers = rows(&answer, "offers");
        assert!(offers.len() >= 2 && offers.iter().all(|offer| offer["stores"].is_array() && offer["externalId"].is_string()), "{answer}");
    }

    /// Stock as a module counts it, by warehouse.
    fn stock_up(&self) {
        let stores = json!([{"code": "main", "available": 12}, {"code": "shop", "available": 1}]);
        let offers = json!([{"externalId": "t#1", "stores": stores}, {"xmlId": "x-2", "stores": stores}]);
        let answer = self.module.post("/store/inventories/upload", form! { site: "north", offers: offers }).ok();
        assert_eq!((&answer["processedOffersCount"], &answer["notFoundOffers"]), (&json!(2), &json!([])));
        let shown = rows(&self.module.get("/store/inventories", form! { "filter[offerExternalId][]": "t#1" }).ok(), "offers");
        assert_eq!(shown[0]["quantity"], 13);
    }

    /// Prices of a price type.
    fn prices_up(&self, kind: &str) {
        let one = |offer: &str, price: f64| json!({"externalId": offer, "site": "north", "prices": [{"code": kind, "price": price}]});
        let prices = json!([one("t#1", 9.99), one("t#2", 18.5)]);
        let answer = self.module.post("/store/prices/upload", form! { prices: prices }).ok();
        assert_eq!((&answer["processedOffersCount"], &answer["notFoundOffers"]), (&json!(2), &json!([])));
    }

    /// A cart: there is none, it is set, replaced, and emptied by an order.
    fn cart(&self) {
        let place = "/customer-interaction/north/cart";
        let read = || self.module.get(&format!("{place}/c-5"), form! { by: "externalId" }).ok()["cart"].take();
        assert!(read().get("externalId").is_none());
        let cart = |quantity: u8| {
            json!({
                "customer": {"externalId": "c-5", "site": "north"}, "link": "https://shop.test/cart", "droppedAt": "2026-03-14 13:00:00+01:00",
                "items": [{"offer": {"externalId": "t#1"}, "quantity": quantity, "price": 10.5, "createdAt": "2026-03-14 13:00:00"}],
            })
        };
        let mut first = cart(1);
        first["externalId"] = json!("cart-5");
        self.module.post(&format!("{place}/set"), form! { cart: first }).ok();
        self.module.post(&format!("{place}/set"), form! { cart: cart(3) }).ok();
        assert_eq!((&read()["externalId"], &read()["items"][0]["quantity"]), (&json!("cart-5"), &json!(3)));
        let clear = json!({"customer": {"externalId": "c-5", "site": "north"}, "clearedAt": "2026-03-14 16:00:00+03:00"});
        self.module.post(&format!("{place}/clear"), form! { cart: clear }).ok();
        assert_eq!(read()["items"], json!([]));
    }

    /// The evening: no call of the module was refused.
    fn ends(self) {
        let refused = self.hub.hub.db.read_now(|tx| database::refusals::latest(tx, None, 100)).expect("refusals can be read");
        assert!(refused.is_empty(), "{refused:?}");
    }
}

/// Whether a module passes a row over: a change of its own, or what followed from one, such as the customer of its order.
fn is_own(row: &Value) -> bool {
    row["apiKey"]["current"] == true || row["source"] == "code"
}

fn customer(number: usize) -> Value {
    json!({
        "externalId": format!("c-{number}"), "firstName": "Anna", "lastName": format!("Petrova {number}"), "email": format!("c{number}@shop.test"),
        "phones": [{"number": format!("+7 900 000-{:02}-{:02}", number / 100, number % 100)}], "createdAt": "2026-01-01 10:00:00",
        "address": {"countryIso": "RU", "city": "Moscow", "text": "Lesnaya, 12"},
    })
}

fn order(number: usize) -> Value {
    json!({
        "externalId": format!("o-{number}"), "number": format!("N{number}"), "createdAt": "2026-02-01 10:00:00", "status": "new",
        "orderMethod": "shopping-cart", "firstName": "Anna", "lastName": format!("Petrova {number}"), "email": format!("c{number}@shop.test"),
        "customer": {"externalId": format!("c-{}", number.min(ROWS - 1))},
        "items": [{"offer": {"externalId": "t#1"}, "productName": "Green tea, 100 g", "initialPrice": 10.5, "quantity": 2,
            "externalIds": [{"code": "shop", "value": format!("1_{number}")}]}],
        "delivery": {"code": "courier", "cost": 0, "address": {"city": "Moscow", "text": "Lesnaya, 12"}},
    })
}
