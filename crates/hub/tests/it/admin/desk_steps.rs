//! A hub with an order in each of two stores, an administrator and a clerk: what tests of the desk begin with.

use serde_json::{Value, json};

use crate::support::{Actor, Browser, TestHub};

/// What tests of the desk begin with.
pub struct Clerks {
    pub hub: TestHub,
    /// A key for everything.
    pub all: Actor,
    /// An order and its customer in the store `own`.
    pub own: (i64, i64),
    /// The same in the store `other`.
    pub other: (i64, i64),
    pub admin: Browser,
    pub clerk: Browser,
}

impl Clerks {
    /// The clerk, a manager, sees everything until another choice is made.
    pub fn new() -> Self {
        let hub = TestHub::new();
        hub.site("own");
        hub.site("other");
        let all = hub.key("all", "all");
        let own = order(&all, "own", "OWN7", "+79260000001");
        let other = order(&all, "other", "OTHER7", "+79260000002");
        let (admin, clerk) = (Browser::signed_in(&hub, "administrator"), Browser::signed_in(&hub, "manager"));
        Self { hub, all, own, other, admin, clerk }
    }

    /// The id of the user of a role.
    pub fn person(&self, role: &str) -> i64 {
        let email = format!("{role}@hub.test");
        self.hub.hub.account().users.iter().find(|user| user.email == email).map(|user| user.id).expect("they are there")
    }

    /// The id of a store.
    pub fn store(&self, code: &str) -> i64 {
        self.hub.hub.account().site(code).map(|site| site.id).expect("the store")
    }

    /// Lets the user of a role change the orders of a store, of all for an empty code, with some classes hidden: `hide-phone`, `hide`.
    pub fn let_see(&mut self, role: &str, store: &str, hidden: &[(&str, &str)]) {
        let mut form = if store.is_empty() {
            form! { orders: "change", stores: "all" }
        } else {
            form! { orders: "change", stores: "some", store: self.store(store).to_string() }
        };
        form.extend(hidden.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let id = self.person(role);
        self.admin.post(&format!("/people/{id}/orders"), form).leads(&format!("/people/{id}?done=person-saved"));
    }

    /// An order as the API answers it.
    pub fn read(&self, order: i64) -> Value {
        self.all.get(&format!("/orders/{order}"), form! { by: "id" }).ok()["order"].clone()
    }
}

/// Makes an order with a customer of its own and returns both ids.
pub fn order(key: &Actor, site: &str, number: &str, phone: &str) -> (i64, i64) {
    let order = json!({
        "number": number, "externalId": format!("ext-{number}"), "firstName": format!("Buyer {number}"), "phone": phone,
        "email": format!("{number}@buyers.example").to_lowercase(), "customerComment": format!("Call {phone}"),
        "items": [{"productName": "Tea", "initialPrice": 10, "quantity": 2}]
    });
    let made = key.post("/orders/create", form! { site: site, order: order }).is(201).json;
    let id = |pointer: &str| made.pointer(pointer).and_then(Value::as_i64).expect("an id");
    (id("/id"), id("/order/customer/id"))
}
