//! The rows of an account as they are in full, and what each key sees of them.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::LISTS;
use crate::support::dice::Dice;
use crate::support::steps::id;
use crate::support::{Actor, Call, TestHub};

/// A key, and what it sees.
pub struct Seer {
    pub name: &'static str,
    pub key: Actor,
    /// The stores; none for all of them, also later ones.
    pub sites: Option<&'static [&'static str]>,
    /// Whether it sees orders of the source `cpa` only.
    pub narrow: bool,
    /// Whether it does not see emails.
    pub masked: bool,
}

pub struct World {
    pub hub: TestHub,
    pub dice: Dice,
    pub seers: Vec<Seer>,
    pub managers: [i64; 2],
    /// Which key made a row, by list and id.
    makers: HashMap<(&'static str, i64), i64>,
    /// The rows of each list, by its path.
    rows: HashMap<&'static str, Vec<Value>>,
    orders: Vec<(i64, &'static str)>,
    customers: Vec<(i64, &'static str)>,
}

pub const SITES: [&str; 4] = ["north", "south", "east", "west"];
pub const NAMES: [&str; 6] = ["Anna", "Boris", "Анна-Мария", "O'Neil", "Zoë 50%", "under_score"];
pub const TEXTS: [&str; 6] = ["", "call me", "CALL 100%", "back\\slash", "домофон", "Кофе и чай"];
pub const CITIES: [&str; 4] = ["Москва", "Madrid", "San José", "Mad"];
pub const DAYS: [&str; 5] = ["2025-12-31", "2026-01-01", "2026-02-15", "2026-03-13", "2026-03-31"];

pub fn pick<'a>(dice: &mut Dice, stock: &[&'a str]) -> &'a str {
    stock[dice.roll(stock.len() as u64) as usize]
}

/// The id of what a field names, if it names anything.
pub fn linked(row: &Value, field: &str) -> Option<i64> {
    row[field]["id"].as_i64()
}

impl World {
    pub fn new(dice: Dice) -> Self {
        let hub = TestHub::new();
        for site in SITES {
            hub.site(site);
        }
        hub.entry("cost-groups", "marketing", json!({"code": "marketing", "name": "Marketing", "color": "#da5c98"}));
        hub.entry("cost-items", "ads", json!({"code": "ads", "name": "Ads", "group": "marketing"}));
        hub.entry("cost-items", "rent", json!({"code": "rent", "name": "Rent"}));
        let managers = [hub.person("mona@hub.test", &["manager"]), hub.person("nils@hub.test", &["manager"])];
        let seer = |name, key, sites, narrow, masked| Seer { name, key, sites, narrow, masked };
        let seers = vec![
            seer("all stores", hub.key("all", "all"), None, false, false),
            seer("one store", hub.key("north", "all"), Some(&SITES[..1]), false, false),
            seer("three stores", hub.key("north,south,east", "all"), Some(&SITES[..3]), false, false),
            seer("orders of one source", hub.key_of_rows("all", "source=cpa"), None, true, false),
            seer("orders of one source in two stores", hub.key_of_rows("north,west", "source=cpa"), Some(&["north", "west"]), true, false),
            seer("all stores without emails", hub.masked("all", "email=hide"), None, false, true),
        ];
        Self { hub, dice, seers, managers, makers: HashMap::new(), rows: HashMap::new(), orders: Vec::new(), customers: Vec::new() }
    }

    pub fn rows(&self, list: &str) -> &[Value] {
        &self.rows[list]
    }

    fn row(&self, list: &str, wanted: i64) -> Option<&Value> {
        self.rows(list).iter().find(|row| id(row) == wanted)
    }

    fn sees_site(seer: &Seer, site: &Value) -> bool {
        seer.sites.is_none_or(|sites| sites.iter().any(|known| site == known))
    }

    fn sees_order(&self, seer: &Seer, order: i64) -> bool {
        let order = self.row("orders", order).expect("an order that is linked exists");
        Self::sees_site(seer, &order["site"]) && (!seer.narrow || order["source"]["source"] == "cpa")
    }

    fn sees_customer(&self, seer: &Seer, customer: i64) -> bool {
        let site = &self.row("customers", customer).expect("a customer who is linked exists")["site"];
        let has_order =
            || self.rows("orders").iter().any(|order| linked(order, "customer") == Some(customer) && self.sees_order(seer, id(order)));
        Self::sees_site(seer, site) && (!seer.narrow || has_order())
    }

    /// Whether a key sees a row of a list.
    pub fn sees(&self, seer: &Seer, list: &str, row: &Value) -> bool {
        let own = |list: &'static str| (seer.sites.is_none() && !seer.narrow) || self.makers.get(&(list, id(row))) == Some(&seer.key.key);
        let (order, customer) = (linked(row, "order"), linked(row, "customer"));
        match list {
            "orders" => self.sees_order(seer, id(row)),
            "customers" => self.sees_customer(seer, id(row)),
            "customers/notes" => self.sees_customer(seer, customer.expect("a note has a customer")),
            "tasks" => {
                order.is_none_or(|order| self.sees_order(seer, order))
                    && customer.is_none_or(|customer| self.sees_customer(seer, customer))
                    && (order.is_some() || customer.is_some() || own("tasks"))
            }
            "costs" => {
                let sites = row["sites"].as_array().map(Vec::as_slice).unwrap_or_default();
                order.is_none_or(|order| self.sees_order(seer, order))
                    && sites.iter().all(|site| Self::sees_site(seer, site))
                    && (order.is_some() || !sites.is_empty() || own("costs"))
            }
            _ => {
                let links = row["attachment"].as_array().map(Vec::as_slice).unwrap_or_default();
                let seen = |link: &Value| {
                    linked(link, "order").is_some_and(|order| self.sees_order(seer, order))
                        || linked(link, "customer").is_some_and(|customer| self.sees_customer(seer, customer))
                };
                links.iter().any(seen) || (links.is_empty() && own("files"))
            }
        }
    }

    /// Reads every row of every list in full.
    pub fn look(&mut self) {
        for (list, member) in LISTS {
            let mut rows = Vec::new();
            loop {
                let page = (rows.len() / 100 + 1).to_string();
                let reply = self.seers[0].key.get(&format!("/{list}"), form! { limit: 100, page: page }).ok();
                let found = reply[member].as_array().cloned().unwrap_or_default();
                rows.extend(found.iter().cloned());
                if found.len() < 100 {
                    break;
                }
            }
            self.rows.insert(list, rows);
        }
        let known = |rows: &[Value]| rows.iter().map(id).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(known(self.rows("orders")), self.orders.iter().map(|(order, _)| *order).collect(), "every order is there");
        assert!(self.customers.iter().all(|(customer, _)| known(self.rows("customers")).contains(customer)), "every customer is there");
    }

    fn some<T: Copy>(dice: &mut Dice, stock: &[T]) -> T {
        stock[dice.roll(stock.len() as u64) as usize]
    }

    /// Makes rows, changes some, merges and deletes a few.
    pub fn change(&mut self, round: u64) {
        self.hub.wait(40_000);
        for _ in 0..3 {
            let site = Self::some(&mut self.dice, &SITES);
            let customer = self.customer();
            self.customers.push((self.seers[0].key.customer_in(site, customer), site));
        }
        for _ in 0..6 {
            let site = Self::some(&mut self.dice, &SITES);
            let order = self.order(site);
            self.orders.push((id(&self.seers[0].key.order_in(site, order)), site));
        }
        for _ in 0..4 {
            self.task();
            self.cost();
            self.file();
            self.note();
        }
        if round > 0 {
            self.edit();
            self.combine();
            self.delete();
        }
    }

    fn customer(&mut self) -> Value {
        let dice = &mut self.dice;
        let mut customer = json!({
            "firstName": pick(dice, &NAMES), "vip": dice.roll(3) == 0, "sex": pick(dice, &["male", "female"]),
            "address": {"city": pick(dice, &CITIES)}, "email": format!("c{}@mail.test", dice.roll(40)),
        });
        if dice.roll(2) == 0 {
            customer["externalId"] = json!(format!("c-{}", dice.roll(1_000_000)));
        }
        customer
    }

    fn order(&mut self, site: &str) -> Value {
        let dice = &mut self.dice;
        let lines: Vec<Value> = (0..dice.roll(3))
            .map(|_| json!({"productName": pick(dice, &["Tea", "Teapot", "Чайник", "CUP"]), "quantity": 1 + dice.roll(3), "initialPrice": dice.roll(900) as f64 / 4.0}))
            .collect();
        let mut order = json!({
            "items": lines, "createdAt": format!("{} 1{}:00:00", pick(dice, &DAYS[..4]), dice.roll(9)),
            "number": format!("N{}", dice.roll(30)), "status": pick(dice, &["new", "complete", "assembling"]),
            "orderMethod": pick(dice, &["phone", "app"]), "managerComment": pick(dice, &TEXTS), "call": dice.roll(2) == 0,
            "delivery": {"address": {"city": pick(dice, &CITIES)}}, "source": {"source": pick(dice, &["cpa", "seo"])},
        });
        if dice.roll(2) == 0 {
            order["externalId"] = json!(format!("o-{}", dice.roll(1_000_000)));
        }
        let theirs: Vec<i64> = self.customers.iter().filter(|(_, of)| *of == site).map(|(customer, _)| *customer).collect();
        if theirs.is_empty() {
            order["firstName"] = json!("Walter");
            order["phone"] = json!("+79260000000");
        } else {
            order["customer"] = json!({"id": Self::some(dice, &theirs)});
        }
        order
    }

    /// The key that makes the next row, with an order and a customer that it may name.
    fn maker(&mut self) -> (usize, Option<i64>, Option<i64>) {
        let place = self.dice.roll(3) as usize;
        let sites = self.seers[place].sites;
        let seen = |rows: &[(i64, &'static str)]| -> Vec<i64> {
            rows.iter().filter(|(_, site)| sites.is_none_or(|sites| sites.contains(site))).map(|(row, _)| *row).collect()
        };
        let (orders, customers) = (seen(&self.orders), seen(&self.customers));
        let dice = &mut self.dice;
        let mut some = |rows: Vec<i64>| (!rows.is_empty() && dice.roll(2) == 0).then(|| Self::some(dice, &rows));
        (place, some(orders), some(customers))
    }

    fn task(&mut self) {
        let (place, order, customer) = self.maker();
        let dice = &mut self.dice;
        let mut task = json!({
            "text": format!("{} {}", pick(dice, &["Do", "Позвонить"]), pick(dice, &TEXTS)), "performerId": Self::some(dice, &self.managers),
            "complete": dice.roll(3) == 0, "datetime": format!("{} 12:30", pick(dice, &DAYS)), "commentary": pick(dice, &TEXTS),
        });
        for (field, linked) in [("order", order), ("customer", customer)] {
            if let Some(linked) = linked {
                task[field] = json!({"id": linked});
            }
        }
        let made = id(&self.seers[place].key.post("/tasks/create", form! { task: task }).ok());
        self.makers.insert(("tasks", made), self.seers[place].key.key);
    }

    fn cost(&mut self) {
        let (place, order, _) = self.maker();
        let sites = self.seers[place].sites.unwrap_or(&SITES);
        let dice = &mut self.dice;
        let (first, length) = (dice.roll(DAYS.len() as u64) as usize, dice.roll(2) as usize);
        let mut cost = json!({
            "dateFrom": DAYS[first], "dateTo": DAYS[(first + length).min(DAYS.len() - 1)], "summ": dice.roll(4000) as f64 / 4.0,
            "costItem": pick(dice, &["ads", "rent"]), "comment": pick(dice, &TEXTS),
        });
        let named: Vec<&str> = sites.iter().copied().filter(|_| dice.roll(3) == 0).collect();
        if !named.is_empty() {
            cost["sites"] = json!(named);
        }
        if let Some(order) = order {
            cost["order"] = json!({"id": order});
        }
        if dice.roll(2) == 0 {
            cost["userId"] = json!(Self::some(dice, &self.managers));
        }
        let made = id(&self.seers[place].key.post("/costs/create", form! { cost: cost }).ok());
        self.makers.insert(("costs", made), self.seers[place].key.key);
    }

    fn file(&mut self) {
        let (place, order, customer) = self.maker();
        let dice = &mut self.dice;
        let bytes = vec![b'x'; 1 + dice.roll(3000) as usize];
        let name = format!("{}.{}", pick(dice, &["invoice", "Счёт 7", "photo"]), dice.roll(9));
        let key = &self.seers[place].key;
        let reply = key.call(Call::post("/files/upload").query(form! { filename: name }).raw("application/octet-stream", bytes)).ok();
        let file = id(&reply["file"]);
        self.makers.insert(("files", file), key.key);
        let links: Vec<Value> = order
            .map(|order| json!({"order": {"id": order}}))
            .into_iter()
            .chain(customer.map(|id| json!({"customer": {"id": id}})))
            .collect();
        if !links.is_empty() {
            key.post(&format!("/files/{file}/edit"), form! { file: {attachment: links} }).ok();
        }
    }

    fn note(&mut self) {
        let (customer, _) = Self::some(&mut self.dice, &self.customers);
        let mut note = json!({"text": format!("Note {}", pick(&mut self.dice, &TEXTS)), "customer": {"id": customer}});
        if self.dice.roll(2) == 0 {
            note["managerId"] = json!(Self::some(&mut self.dice, &self.managers));
        }
        self.seers[0].key.post("/customers/notes/create", form! { note: note }).ok();
    }

    fn any(&mut self, list: &'static str) -> Option<i64> {
        let ids: Vec<i64> = self.rows.get(list)?.iter().map(id).collect();
        (!ids.is_empty()).then(|| Self::some(&mut self.dice, &ids))
    }

    fn edit(&mut self) {
        let (order, site) = Self::some(&mut self.dice, &self.orders);
        let mut change = self.order(site);
        for field in ["customer", "externalId", "firstName", "phone"] {
            change.as_object_mut().expect("an order").remove(field);
        }
        self.seers[0].key.edit_order(order, change);
        let (customer, _) = Self::some(&mut self.dice, &self.customers);
        let mut change = self.customer();
        change.as_object_mut().expect("a customer").remove("externalId");
        self.seers[0].key.edit_customer(customer, change);
        let (order, text) = (Self::some(&mut self.dice, &self.orders).0, pick(&mut self.dice, &TEXTS[1..]));
        if let Some(task) = self.any("tasks") {
            self.seers[0]
                .key
                .post(&format!("/tasks/{task}/edit"), form! { task: {commentary: text, complete: true, order: {id: order}} })
                .ok();
        }
        if let Some(cost) = self.any("costs") {
            let sites = [Self::some(&mut self.dice, &SITES)];
            self.seers[0].key.post(&format!("/costs/{cost}/edit"), form! { cost: {summ: 77, sites: sites, comment: text} }).ok();
        }
        if let Some(file) = self.any("files") {
            let links = if self.dice.roll(2) == 0 { json!([]) } else { json!([{"order": {"id": order}}]) };
            self.seers[0].key.post(&format!("/files/{file}/edit"), form! { file: {filename: "renamed.txt", attachment: links} }).ok();
        }
    }

    fn combine(&mut self) {
        let pair = |rows: &[(i64, &'static str)], dice: &mut Dice| {
            let (stays, site) = Self::some(dice, rows);
            rows.iter().find(|(row, of)| *row != stays && *of == site).map(|(goes, _)| (stays, *goes))
        };
        let orders = pair(&self.orders, &mut self.dice);
        let customers = pair(&self.customers, &mut self.dice);
        let key = &self.seers[0].key;
        if let Some((stays, goes)) = orders {
            key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays}, technique: "merge" }).ok();
            self.orders.retain(|(order, _)| *order != goes);
        }
        if let Some((stays, goes)) = customers {
            key.post("/customers/combine", form! { customers: [{"id": goes}], resultCustomer: {id: stays} }).ok();
            self.customers.retain(|(customer, _)| *customer != goes);
        }
    }

    fn delete(&mut self) {
        for (list, path) in [("costs", "/costs"), ("files", "/files"), ("customers/notes", "/customers/notes")] {
            if let Some(row) = self.any(list) {
                self.seers[0].key.post(&format!("{path}/{row}/delete"), form! {}).ok();
                self.rows.get_mut(list).expect("a list").retain(|known| id(known) != row);
            }
        }
    }
}
