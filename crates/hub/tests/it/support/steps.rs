//! What actors do all the time in tests: orders and customers made, read, changed, found and followed.

use serde_json::{Value, json};

use super::form::Form;
use super::{Actor, Reply, TestHub};

impl Actor {
    /// Makes an order in the only store of the key, and returns it.
    #[track_caller]
    pub fn order(&self, order: Value) -> Value {
        self.post("/orders/create", form! { order: order }).ok()["order"].take()
    }

    /// Makes an order in a store, and returns it.
    #[track_caller]
    pub fn order_in(&self, site: &str, order: Value) -> Value {
        self.post("/orders/create", form! { site: site, order: order }).ok()["order"].take()
    }

    /// Makes a customer in the only store of the key, and returns the id.
    #[track_caller]
    pub fn customer(&self, customer: Value) -> i64 {
        id(&self.post("/customers/create", form! { customer: customer }).ok())
    }

    /// Makes a customer in a store, and returns the id.
    #[track_caller]
    pub fn customer_in(&self, site: &str, customer: Value) -> i64 {
        id(&self.post("/customers/create", form! { site: site, customer: customer }).ok())
    }

    /// Reads an order by its internal id.
    #[track_caller]
    pub fn read_order(&self, id: i64) -> Value {
        self.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].take()
    }

    /// Reads a customer by the internal id.
    #[track_caller]
    pub fn read_customer(&self, id: i64) -> Value {
        self.get(&format!("/customers/{id}"), form! { by: "id" }).ok()["customer"].take()
    }

    /// Changes an order, named by its internal id, and returns it.
    #[track_caller]
    pub fn edit_order(&self, id: i64, order: Value) -> Value {
        self.try_edit_order(id, order).ok()["order"].take()
    }

    /// Tries to change an order.
    #[track_caller]
    pub fn try_edit_order(&self, id: i64, order: Value) -> Reply {
        self.post(&format!("/orders/{id}/edit"), form! { by: "id", order: order })
    }

    /// Changes a customer, named by the internal id, and returns the customer.
    #[track_caller]
    pub fn edit_customer(&self, id: i64, customer: Value) -> Value {
        self.post(&format!("/customers/{id}/edit"), form! { by: "id", customer: customer }).ok();
        self.read_customer(id)
    }

    /// The ids of a list (`orders`, `customers`, `customers/notes`) that these parameters find, in ascending order.
    #[track_caller]
    pub fn found(&self, list: &str, query: Form) -> Vec<i64> {
        let reply = self.get(&format!("/{list}"), query).ok();
        let name = if list == "customers-corporate" { "customersCorporate" } else { list.rsplit('/').next().unwrap_or_default() };
        let mut ids: Vec<i64> = rows(&reply, name).iter().map(id).collect();
        assert_eq!(reply["pagination"]["totalCount"], ids.len(), "{list}: the count belongs to the rows: {reply:#}");
        ids.sort_unstable();
        ids
    }

    /// The rows of a history: `orders` or `customers`.
    #[track_caller]
    pub fn history(&self, of: &str, mut query: Form) -> Vec<Value> {
        query.push(("limit".to_owned(), "100".to_owned()));
        rows(&self.get(&format!("/{of}/history"), query).ok(), "history")
    }
}

impl TestHub {
    /// Adds two stores, and three keys: of the first, of the second, of all stores.
    pub fn two_stores(&self) -> (Actor, Actor, Actor) {
        self.site("north");
        self.site("south");
        (self.key("north", "all"), self.key("south", "all"), self.key("all", "all"))
    }

    /// Adds a person of some user groups and returns the id.
    pub fn person(&self, email: &str, groups: &[&str]) -> i64 {
        let user = database::users::User {
            id: 0,
            email: email.to_owned(),
            first_name: "Mona".to_owned(),
            last_name: String::new(),
            role: "manager".to_owned(),
            status: "free".to_owned(),
            active: true,
            password_hash: String::new(),
            created_at: self.clock.now().0,
            language: None,
            hides_checklist: false,
            desk: String::new(),
            body: json!({ "groups": groups }).to_string(),
        };
        let id = self.hub.db.write_now(move |tx| database::users::add(tx, &user)).expect("a person can be added");
        id.expect("the e-mail is new")
    }

    /// Adds an entry to a dictionary.
    pub fn entry(&self, kind: &str, code: &str, body: Value) {
        let entry = database::reference::Entry {
            id: 0,
            kind: kind.to_owned(),
            code: code.to_owned(),
            active: true,
            ordering: 500,
            body: body.to_string(),
        };
        self.hub.db.write_now(move |tx| database::reference::save(tx, &entry)).expect("an entry can be added");
    }

    /// Adds a key of every method that sees these orders only.
    pub fn key_of_rows(&self, sites: &str, rows: &str) -> Actor {
        let key = self.key(sites, "all");
        self.narrow(&key, rows);
        key
    }

    /// Has a key see these orders only.
    pub fn narrow(&self, key: &Actor, rows: &str) {
        let rows = domain::access::rows::Rows::parse(rows).expect("rows");
        self.edit_key(key.key, move |key| {
            let mut body = serde_json::from_str(&key.body).expect("a body");
            rows.put(&mut body);
            key.body = Value::Object(body).to_string();
        });
    }

    /// Has the terms made of every row that was written, and blocks of histories counted, as a server does a moment later.
    pub fn make_terms(&self) {
        while self.hub.db.write_now(database::facets::step).expect("terms can be made") {}
        while self.hub.db.write_now(database::history_blocks::step).expect("blocks can be counted") {}
    }

    /// Moves the clock forward.
    pub fn wait(&self, seconds: i64) {
        self.clock.set(wire::Moment(self.clock.now().0 + seconds));
    }
}

/// The internal id of an answered entity.
#[track_caller]
pub fn id(entity: &Value) -> i64 {
    entity["id"].as_i64().unwrap_or_else(|| panic!("no id in {entity:#}"))
}

/// The rows of an answered list.
#[track_caller]
pub fn rows(reply: &Value, name: &str) -> Vec<Value> {
    reply[name].as_array().cloned().unwrap_or_else(|| panic!("no list {name} in {reply:#}"))
}

/// The fields that rows of a history tell of, in order.
pub fn fields(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["field"].as_str().unwrap_or_default()).collect()
}

/// Asserts that every member of `expected` is in `actual`, objects member by member, lists element by element.
#[track_caller]
pub fn assert_within(actual: &Value, expected: &Value) {
    let mut slips = Vec::new();
    compare("", actual, expected, &mut slips);
    assert!(slips.is_empty(), "{}\nin {actual:#}", slips.join("\n"));
}

fn compare(path: &str, actual: &Value, expected: &Value, slips: &mut Vec<String>) {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            for (name, value) in expected {
                compare(&format!("{path}.{name}"), actual.get(name).unwrap_or(&Value::Null), value, slips);
            }
        }
        (Value::Array(actual), Value::Array(expected)) if actual.len() == expected.len() => {
            for (index, (actual, expected)) in actual.iter().zip(expected).enumerate() {
                compare(&format!("{path}[{index}]"), actual, expected, slips);
            }
        }
        _ if actual == expected => {}
        _ => slips.push(format!("{path}: {actual} in place of {expected}")),
    }
}
