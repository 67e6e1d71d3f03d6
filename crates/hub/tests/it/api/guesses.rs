//! A key that does not see phones or e-mails cannot confirm a guess of one by writing it.

use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, TestHub};

const MASKS: [&str; 3] = ["phone=hide,email=hide", "phone=partial,email=partial", "phone=hide,email=hide,names=hide"];

/// An answer without what differs from call to call: ids, numbers and moments.
fn blank(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let one = |(name, value): (&String, &Value)| {
                let differs = ["id", "slug", "number", "createdAt", "statusUpdatedAt", "changedAt"].contains(&name.as_str())
                    || (name == "newValue" && value.is_i64());
                let name = if name.bytes().all(|byte| byte.is_ascii_digit()) { "?" } else { name };
                if differs { format!("{name}:?") } else { format!("{name}:{}", blank(value)) }
            };
            format!("{{{}}}", members.iter().map(one).collect::<Vec<_>>().join(","))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(blank).collect::<Vec<_>>().join(",")),
        value => value.to_string(),
    }
}

fn customer_of(key: &Actor, order: Value) -> i64 {
    id(&key.order(order)["customer"])
}

fn duplicates(hub: &TestHub, customer: i64) -> Vec<i64> {
    let all = database::Scope::of(database::Sites::All);
    hub.hub.db.read_now(move |tx| database::customers::duplicates(tx, &all, customer)).expect("duplicates can be read")
}

#[test]
fn an_order_with_a_guessed_contact_finds_only_the_keys_own_customers() {
    for masks in MASKS {
        let hub = TestHub::new();
        let (_, open) = hub.site_with_key();
        let key = hub.masked("north", masks);
        let anna = open.customer(json!({"firstName": "Anna", "phones": [{"number": "8 (926) 123-45-67"}], "email": "anna@b.test"}));
        open.order(json!({"phone": "+79261234567"}));
        for (known, strange) in [
            (json!({"phone": "+79261234567"}), json!({"phone": "+79261230067"})),
            (json!({"email": "anna@b.test"}), json!({"email": "bnnb@b.test"})),
        ] {
            let (known_made, strange_made) = (key.order(known.clone()), key.order(strange.clone()));
            let mine = id(&known_made["customer"]);
            assert_ne!(mine, anna, "{masks}");
            assert_eq!(blank(&known_made), blank(&strange_made), "{masks}");
            assert_eq!(duplicates(&hub, mine), [anna], "{masks}: noted for the administrator");
            assert_eq!(duplicates(&hub, id(&strange_made["customer"])), Vec::<i64>::new());
            let view = |made: &Value| {
                let order = blank(&key.read_order(id(made)));
                let customer = blank(&key.read_customer(id(&made["customer"])));
                let rows = key.history("orders", form! { "filter[orderId]": id(made) });
                let rows = rows
                    .iter()
                    .chain(&key.history("customers", form! { "filter[customerId]": id(&made["customer"]) }))
                    .map(blank)
                    .collect::<Vec<_>>();
                (order, customer, rows)
            };
            assert_eq!(view(&known_made), view(&strange_made), "{masks}");
            // The same key finds again whom it made, and so does an upload.
            assert_eq!(customer_of(&key, known.clone()), mine);
            assert_eq!(customer_of(&key, strange.clone()), id(&strange_made["customer"]));
            let upload = key.post("/orders/upload", form! { orders: [known.clone(), strange.clone()] }).ok();
            assert_eq!((id(&upload["orders"][0]["customer"]), id(&upload["orders"][1]["customer"])), (mine, id(&strange_made["customer"])));
            // Keys that see everything find Anna, as before, and not whom a guess has made.
            assert_eq!(customer_of(&open, known), anna);
            // Where there is no other customer, they find the customers that the masked key made.
            assert_eq!(customer_of(&open, strange), id(&strange_made["customer"]));
        }
    }
}

#[test]
fn customers_that_a_key_made_itself_are_found_again_by_it_alone() {
    let hub = TestHub::new();
    let (_, open) = hub.site_with_key();
    let (key, other) = (hub.masked("north", "phone=hide"), hub.masked("north", "phone=hide"));
    let made = key.customer(json!({"firstName": "A", "phones": [{"number": "+79261234567"}]}));
    assert_eq!(customer_of(&key, json!({"phone": "8 926 123 45 67"})), made);
    assert_ne!(customer_of(&other, json!({"phone": "8 926 123 45 67"})), made);
    assert_eq!(customer_of(&open, json!({"additionalPhone": "8 926 123 45 67"})), made);
    // What another key adds to or takes from the customer changes nothing of whom the key finds.
    open.edit_customer(made, json!({"phones": [{"number": "+79990000001"}]}));
    assert_eq!(customer_of(&key, json!({"phone": "+79261234567"})), made);
    assert_ne!(customer_of(&key, json!({"phone": "+79990000001"})), made);
    // Once an administrator has merged it, the key goes along.
    let stays = open.customer(json!({"firstName": "B"}));
    open.post("/customers/combine", form! { customers: [{id: made}], resultCustomer: {id: stays} }).ok();
    assert_eq!(customer_of(&key, json!({"phone": "+79261234567"})), stays);
}

#[test]
fn an_email_that_the_key_sees_finds_its_customer_whatever_the_phone_is() {
    let hub = TestHub::new();
    let (_, open) = hub.site_with_key();
    let key = hub.masked("north", "phone=hide");
    let anna = open.customer(json!({"phones": [{"number": "+79261234567"}]}));
    let boris = open.customer(json!({"email": "b@b.test"}));
    assert_eq!(customer_of(&key, json!({"phone": "+79261234567", "email": "b@b.test"})), boris);
    assert_eq!(duplicates(&hub, boris), [anna]);
}

/// Two stores of one account, alike but for what is kept in them: in the first it is what the key guesses.
struct Pair {
    hub: TestHub,
    open: Actor,
    orders: [i64; 2],
    customers: [i64; 2],
}

/// What the key guesses, and what looks the same when it is covered in part.
const KEPT: [(&str, &str, &str, &str); 2] =
    [("+79261234567", "anna@b.test", "Anna", "Main street"), ("+79261230067", "bnnb@b.test", "Alla", "High street")];

impl Pair {
    /// The two differ in what these masks cover.
    fn new(masks: &str) -> Self {
        let hub = TestHub::new();
        let (_, open) = hub.site_with_key();
        let kept = |of: usize| {
            let (phone, email, name, street) = KEPT[of];
            if masks.contains("email") { (phone, email, name, street) } else { (phone, KEPT[0].1, KEPT[0].2, KEPT[0].3) }
        };
        let order = |of: usize| {
            let (phone, email, name, street) = kept(of);
            id(&open.order(json!({
                "phone": phone, "email": email, "firstName": name, "customerComment": format!("call {phone}"),
                "customFields": {"contact": phone}, "delivery": {"address": {"street": street}, "data": {"receiver": phone}},
                "items": [{"productName": format!("for {phone}"), "comment": phone, "initialPrice": 5}],
                "payments": [{"type": "cash", "comment": format!("asks {phone}")}],
            })))
        };
        let customer = |of: usize| {
            let (phone, email, name, street) = kept(of);
            open.customer(json!({
                "phones": [{"number": phone}, {"number": "+74950000067"}], "email": email, "firstName": name, "address": {"street": street},
                "tags": [{"name": format!("tel {phone}")}], "customFields": {"contact": phone},
            }))
        };
        let (orders, customers) = ([order(0), order(1)], [customer(0), customer(1)]);
        Self { hub, open, orders, customers }
    }

    /// What the key is answered after `operation` on each of the two; the two must be alike.
    #[track_caller]
    fn compare(&self, key: &Actor, operation: impl Fn(usize) -> Value) {
        let view = [0, 1].map(|of| {
            let last = |book: &str| key.history(book, form! { "filter[sinceId]": 0 }).last().map_or(0, id);
            let before = [last("orders"), last("customers")];
            let answer = blank(&operation(of));
            let mut rows = Vec::new();
            for (book, before) in ["orders", "customers"].into_iter().zip(before) {
                for row in key.history(book, form! { "filter[sinceId]": before }) {
                    rows.push(format!("{} {}", id(&row) - before, blank(&row)));
                }
            }
            let order = key.get(&format!("/orders/{}", self.orders[of]), form! { by: "id" }).json;
            let customer = key.get(&format!("/customers/{}", self.customers[of]), form! { by: "id" }).json;
            (answer, rows, blank(&order), blank(&customer))
        });
        assert!(!view[0].1.is_empty(), "nothing was written");
        assert_eq!(view[0], view[1]);
    }
}

const ALL: [&str; 2] = [
    "phone=hide,email=hide,names=hide,address=hide,custom=hide",
    "phone=partial,email=partial,names=partial,address=partial,custom=partial",
];

#[test]
fn an_edit_of_an_order_with_a_guess_is_told_like_any_other() {
    let (phone, email, name, street) = KEPT[0];
    for masks in ALL.into_iter().chain(["phone=partial", "phone=hide"]) {
        let pair = Pair::new(masks);
        let key = pair.hub.masked("north", masks);
        let items = pair.orders.map(|order| id(&pair.open.read_order(order)["items"][0]));
        let payments = pair.orders.map(|order| {
            let payments = pair.open.read_order(order)["payments"].take();
            payments.as_object().and_then(|all| all.values().next().map(id)).expect("a payment")
        });
        pair.compare(&key, |of| {
            let guess = json!({
                "phone": phone, "customerComment": format!("call {phone}"), "email": email, "firstName": name, "mark": 5,
                "delivery": {"data": {"receiver": phone}, "address": {"street": street}}, "customFields": {"contact": phone},
                "items": [{"id": items[of], "productName": format!("for {phone}"), "comment": phone}],
                "payments": [{"id": payments[of], "comment": format!("asks {phone}")}],
            });
            key.edit_order(pair.orders[of], guess)
        });
    }
}

#[test]
fn an_edit_of_a_payment_or_a_join_of_orders_with_a_guess_is_told_like_any_other() {
    let (phone, email, name, _) = KEPT[0];
    for masks in ALL {
        let pair = Pair::new(masks);
        let key = pair.hub.masked("north", masks);
        let payments = pair.orders.map(|order| {
            let payments = pair.open.read_order(order)["payments"].take();
            payments.as_object().and_then(|all| all.values().next().map(id)).expect("a payment")
        });
        pair.compare(&key, |of| {
            let comment = json!({"comment": format!("asks {phone}")});
            key.post(&format!("/orders/payments/{}/edit", payments[of]), form! { by: "id", payment: comment }).ok()
        });
        for technique in ["theirs", "summ"] {
            let gone = [0, 1].map(|_| {
                id(&key.order(json!({
                    "phone": phone, "email": email, "firstName": name, "customerComment": format!("call {phone}"),
                    "items": [{"productName": format!("for {phone}"), "initialPrice": 5}],
                })))
            });
            pair.compare(&key, |of| {
                let (order, result) = (json!({"id": gone[of]}), json!({"id": pair.orders[of]}));
                key.post("/orders/combine", form! { technique: technique, order: order, resultOrder: result }).ok()
            });
        }
    }
}

#[test]
fn an_edit_of_a_customer_with_a_guess_is_told_like_any_other() {
    let (phone, email, name, street) = KEPT[0];
    for masks in ALL {
        let pair = Pair::new(masks);
        let key = pair.hub.masked("north", masks);
        let guess = json!({
            "phones": [{"number": phone}], "email": email, "firstName": name, "address": {"street": street},
            "addTags": [{"name": format!("tel {phone}")}], "customFields": {"contact": phone}, "vip": true,
        });
        pair.compare(&key, |of| key.edit_customer(pair.customers[of], guess.clone()));
        pair.compare(&key, |of| key.edit_customer(pair.customers[of], json!({"phones": [{"number": "8 926 123-45-67"}]})));
        assert_eq!(pair.open.read_customer(pair.customers[0])["phones"].as_array().map(Vec::len), Some(2), "a phone it has is not added");
        assert_eq!(pair.open.read_customer(pair.customers[1])["phones"].as_array().map(Vec::len), Some(3));
    }
}

#[test]
fn a_merge_of_customers_with_a_guess_is_told_like_any_other() {
    let (phone, _, _, _) = KEPT[0];
    for masks in ALL {
        let pair = Pair::new(masks);
        let key = pair.hub.masked("north", masks);
        let gone = [0, 1].map(|_| key.customer(json!({"phones": [{"number": phone}], "tags": [{"name": format!("tel {phone}")}]})));
        pair.compare(&key, |of| {
            key.post("/customers/combine", form! { customers: [{id: gone[of]}], resultCustomer: {id: pair.customers[of]} }).ok()
        });
    }
}

#[test]
fn a_line_sent_without_an_id_confirms_neither_a_price_nor_a_name_that_is_not_seen() {
    for (masks, seen, right, wrong) in [
        ("prices=hide", true, json!({"productName": "Tea", "initialPrice": 100}), json!({"productName": "Tea", "initialPrice": 70})),
        ("phone=hide", false, json!({"productName": "For +79261234567"}), json!({"productName": "For +79261230067"})),
    ] {
        let hub = TestHub::new();
        let (_, open) = hub.site_with_key();
        let key = hub.masked("north", masks);
        let line_after = |sent: &Value| {
            let mut kept = right.clone();
            kept["quantity"] = json!(1);
            let order = id(&open.order(json!({"firstName": "Anna", "items": [kept]})));
            let before = id(&open.read_order(order)["items"][0]);
            key.post(&format!("/orders/{order}/edit"), form! { by: "id", order: {items: [sent]} }).ok();
            id(&key.read_order(order)["items"][0]) == before
        };
        assert_eq!((line_after(&right), line_after(&wrong)), (seen, seen), "{masks}");
    }
}
