//! Orders and customers on the pages: what a person sees, and that a page and the API give the same verdict.

use serde_json::Value;

use crate::support::browser::Shown;
use crate::support::form::Form;
use crate::support::{Actor, Browser, TestHub};

/// Makes an order with a customer of its own and returns both ids.
fn order(key: &Actor, site: &str, number: &str, phone: &str) -> (i64, i64) {
    let made = key.post(
        "/orders/create",
        form! { site: site, order: {
            number: number, externalId: format!("ext-{number}"), firstName: format!("Buyer {number}"), phone: phone,
            email: format!("{number}@buyers.example").to_lowercase(), customerComment: format!("Call {phone}"),
            items: [{ productName: "Tea", initialPrice: "12.5", quantity: "2" }]
        } },
    );
    let made = made.is(201).json;
    let id = |pointer: &str| made.pointer(pointer).and_then(Value::as_i64).expect("an id");
    (id("/id"), id("/order/customer/id"))
}

/// The id of the person of a role.
fn person(hub: &TestHub, role: &str) -> i64 {
    hub.hub.account().users.iter().find(|user| user.email == format!("{role}@hub.test")).map(|user| user.id).expect("they are there")
}

/// Lets a person of a role see or change the orders of some stores.
fn choose(hub: &TestHub, admin: &mut Browser, role: &str, form: Form) {
    let id = person(hub, role);
    admin.post(&format!("/people/{id}/orders"), form).leads(&format!("/people/{id}?done=person-saved"));
}

fn holds_none(shown: &Shown, secrets: &[&str], path: &str) {
    for secret in secrets {
        assert!(!shown.text.contains(secret), "{path} shows {secret}");
    }
}

#[test]
fn a_person_of_one_store_finds_nothing_of_another() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    let (own, own_customer) = order(&all, "own", "OWN7", "+79260000001");
    let (other, other_customer) = order(&all, "other", "OTHER7", "+79260000002");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    let store = hub.hub.account().site("own").map(|site| site.id).expect("the store");
    choose(&hub, &mut admin, "manager", form! { orders: "change", stores: "some", store: store.to_string() });

    let secrets = ["OTHER7", "9260000002", "other7@buyers", "Store other"];
    for path in [
        "/orders",
        "/orders.csv",
        "/orders?q=OTHER7",
        "/orders?q=79260000002",
        "/orders?store=other",
        "/orders?status=new-group",
        "/customers",
        "/customers.csv",
        "/customers?store=other",
        "/orders/add",
    ] {
        let shown = clerk.get(path).is(200);
        // A page repeats what was searched for.
        let hidden: Vec<&str> = secrets.into_iter().filter(|secret| !path.contains(secret)).collect();
        holds_none(&shown, &hidden, path);
        assert!(
            !shown.text.contains(&format!("/orders/{other}\"")) && !shown.text.contains(&format!("/customers/{other_customer}\"")),
            "{path}"
        );
    }
    for text in ["OTHER7", "79260000002", "other7@buyers.example"] {
        let shown = clerk.post("/search", form! { q: text, part: "1" }).is(200);
        assert!(!shown.text.contains(&format!("/orders/{other}")) && !shown.text.contains(&format!("/customers/{other_customer}")));
    }
    clerk.post("/search", form! { q: "OWN7", part: "1" }).is(200).says(&format!("/orders/{own}"));
    let start = clerk.get("/start").is(200).says("OWN7");
    holds_none(&start, &["OTHER7"], "/start");

    for path in [
        format!("/orders/{other}"),
        format!("/orders/{other}/history"),
        format!("/orders/{other}/as-key"),
        format!("/orders/{other}/edit"),
        format!("/customers/{other_customer}"),
        format!("/customers/{other_customer}/edit"),
        format!("/customers/{own_customer}/merge?with={other_customer}"),
        format!("/orders/add?copy={other}"),
    ] {
        let shown = clerk.get(&path).is(404);
        holds_none(&shown, &secrets, &path);
    }
    let before = all.get(&format!("/orders/{other}"), form! { by: "id" }).ok();
    for (path, form) in [
        (format!("/orders/{other}/edit"), form! { firstName: "Changed" }),
        (format!("/orders/{other}/status"), form! { status: "complete" }),
        (format!("/customers/{other_customer}/edit"), form! { firstName: "Changed" }),
        (format!("/customers/{other_customer}/notes"), form! { text: "Changed" }),
    ] {
        let shown = clerk.post(&path, form);
        assert!([400, 404].contains(&shown.status), "{path}: {}", shown.status);
        holds_none(&shown, &secrets, &path);
    }
    let merged = clerk.post(&format!("/customers/{own_customer}/merge"), form! { with: other_customer.to_string() });
    assert_eq!(merged.status, 400);
    let looked = clerk.post("/orders/bulk", form! { id: other.to_string(), status: "complete" });
    assert_eq!(looked.status, 303, "nothing is chosen");
    clerk.post("/orders/bulk/apply", form! { id: other.to_string(), status: "complete" });
    assert_eq!(all.get(&format!("/orders/{other}"), form! { by: "id" }).ok(), before);
    clerk.get(&format!("/orders/{own}")).is(200).says("OWN7").says("Buyer OWN7");
}

#[test]
fn what_is_hidden_from_a_person_is_on_no_page() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let (id, customer) = order(&all, "own", "OWN7", "+79260000001");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    let masks = [("hide-phone", "partial"), ("hide-email", "hide"), ("hide-prices", "hide")];
    let masks = masks.map(|(name, value)| (name.to_owned(), value.to_owned()));
    choose(&hub, &mut admin, "manager", [form! { orders: "change", stores: "all" }, masks.to_vec()].concat());
    let secrets = ["9260000001", "own7@buyers", "12.5", "25.00"];
    let path = |rest: &str| format!("/orders/{id}{rest}");
    for path in [
        "/orders".to_owned(),
        "/orders.csv".to_owned(),
        "/customers".to_owned(),
        "/customers.csv".to_owned(),
        path(""),
        path("/history"),
        path("/as-key"),
        path(&format!("/as-key?key={}", all.key)),
        path("/edit"),
        format!("/customers/{customer}"),
        format!("/customers/{customer}/edit"),
        "/start".to_owned(),
        format!("/orders/add?copy={id}"),
    ] {
        let shown = clerk.get(&path).is(200);
        holds_none(&shown, &secrets, &path);
    }
    for query in ["q=79260000001", "q=own7@buyers.example"] {
        let found = clerk.get(&format!("/orders?{query}")).is(200);
        assert!(!found.text.contains(&format!("href=\"/orders/{id}\"")), "a search confirms no guess: {query}");
    }
    clerk.get("/orders?min=20").is(200).hides(&format!("href=\"/orders/{id}\""));
    clerk.get("/orders?q=OWN7").is(200).says(&format!("href=\"/orders/{id}\""));
    // What was shown in part and comes back changes nothing.
    let form = clerk.get(&path("/edit"));
    let sent = form! { base: form.field("base"), status: form.field("status"), firstName: "Ann", phone: form.field("phone") };
    clerk.post(&path("/edit"), sent).leads(&path("?done=order-saved"));
    let order = all.get(&path(""), form! { by: "id" }).ok();
    let text = |pointer: &str| order.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    assert_eq!([text("/order/firstName"), text("/order/phone"), text("/order/email")], ["Ann", "+79260000001", "own7@buyers.example"]);
    assert_eq!(order.pointer("/order/items/0/initialPrice"), Some(&serde_json::json!(12.5)));
}

#[test]
fn a_page_and_the_api_give_the_same_verdict_on_the_same_change() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let changes: [(&str, &str, &str); 9] = [
        ("status", "status", "complete"),
        ("status", "status", "no-such-status"),
        ("manager", "managerId", "999"),
        ("email", "email", "new@buyers.example"),
        ("phone", "phone", "+7 926 555-01-02"),
        ("date", "delivery[date]", "2026-13-45"),
        ("cost", "delivery[cost]", "3.5"),
        ("cost", "delivery[cost]", "much"),
        ("externalId", "externalId", "ext-TAKEN"),
    ];
    order(&all, "own", "TAKEN", "+79260000009");
    for (place, (field, argument, value)) in changes.into_iter().enumerate() {
        let (by_page, _) = order(&all, "own", &format!("P{place}"), "+79260000001");
        let (by_call, _) = order(&all, "own", &format!("C{place}"), "+79260000001");
        let form = admin.get(&format!("/orders/{by_page}/edit")).is(200);
        let mut sent: Form =
            ["base", "status", "firstName", "phone", "email", "externalId"].map(|name| (name.to_owned(), form.field(name))).into();
        sent.retain(|(name, _)| name != field);
        sent.push((field.to_owned(), value.to_owned()));
        let page = admin.post(&format!("/orders/{by_page}/edit"), sent);
        let (head, rest) = argument.split_once('[').unwrap_or((argument, ""));
        let rest = if rest.is_empty() { String::new() } else { format!("[{rest}") };
        let call = all.post(
            &format!("/orders/{by_call}/edit"),
            vec![("by".to_owned(), "id".to_owned()), (format!("order[{head}]{rest}"), value.to_owned())],
        );
        assert_eq!(page.status == 303, call.status == 200, "{field} = {value}: page {}, API {}", page.status, call.status);
        let read = |id: i64| {
            let mut order = all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].clone();
            for own in [
                "id",
                "slug",
                "number",
                "externalId",
                "firstName",
                "createdAt",
                "customer",
                "contact",
                "items",
                "email",
                "fromApi",
                "statusUpdatedAt",
                "source",
            ] {
                if own != field {
                    order.as_object_mut().map(|order| order.shift_remove(own));
                }
            }
            order
        };
        if field != "externalId" {
            assert_eq!(read(by_page), read(by_call), "{field} = {value}");
        }
    }
}

#[test]
fn a_change_is_in_the_history_and_in_the_audit_log_under_the_person() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let (id, customer) = order(&all, "own", "OWN7", "+79260000001");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let user = person(&hub, "administrator");
    let form = admin.get(&format!("/orders/{id}")).is(200);
    admin
        .post(&format!("/orders/{id}/status"), form! { status: "complete", newest: form.field("newest") })
        .leads(&format!("/orders/{id}?done=order-saved"));
    let history = all.get("/orders/history", form! { filter: { orderId: id.to_string() }, limit: "100" }).ok();
    let rows = history["history"].as_array().cloned().unwrap_or_default();
    let row = rows.iter().find(|row| row["field"] == "status" && row["newValue"]["code"] == "complete").expect("the row");
    assert_eq!((row["source"].as_str(), row["user"]["id"].as_i64()), (Some("user"), Some(user)));
    admin.get(&format!("/orders/{id}/history")).is(200).says("Completed").says("Somebody Else");
    admin.post(&format!("/customers/{customer}/notes"), form! { text: "Prefers evenings" }).leads(&format!("/customers/{customer}"));
    admin.get(&format!("/customers/{customer}")).is(200).says("Prefers evenings");
    let log = admin.get("/integration/audit-log").is(200).says("Order edited on a page").says("Customer edited on a page");
    holds_none(&log, &["Prefers evenings"], "the audit log");
    assert!(log.text.contains("administrator@hub.test"));
    // A status that was changed meanwhile is not overwritten.
    all.post(&format!("/orders/{id}/edit"), form! { by: "id", order: { status: "new" } }).ok();
    let late = form! { status: "no-call", newest: form.field("newest") };
    admin.post(&format!("/orders/{id}/status"), late).leads(&format!("/orders/{id}?done=order-changed-meanwhile"));
    assert_eq!(all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"]["status"], "new");
}

#[test]
fn lines_are_changed_removed_and_added_and_an_order_is_made_by_hand() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let made = admin.post(
        "/orders/add",
        vec![
            ("store".to_owned(), "own".to_owned()),
            ("firstName".to_owned(), "Ann".to_owned()),
            ("phone".to_owned(), "+79260000003".to_owned()),
            ("new-name-0".to_owned(), "Tea".to_owned()),
            ("new-quantity-0".to_owned(), "2".to_owned()),
            ("new-price-0".to_owned(), "5".to_owned()),
            ("new-name-1".to_owned(), "Cup".to_owned()),
            ("new-quantity-1".to_owned(), "1".to_owned()),
            ("new-price-1".to_owned(), "7.5".to_owned()),
        ],
    );
    let place = made.leads("/orders/").header("location").unwrap_or_default().to_owned();
    let id: i64 = place.trim_start_matches("/orders/").split('?').next().and_then(|id| id.parse().ok()).expect("an id");
    let read = || all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].clone();
    assert_eq!(read()["totalSumm"], serde_json::json!(17.5));
    let items: Vec<i64> = read()["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect();
    let form = admin.get(&format!("/orders/{id}/edit")).is(200);
    let sent = vec![
        ("base".to_owned(), form.field("base")),
        ("firstName".to_owned(), "Ann".to_owned()),
        ("phone".to_owned(), form.field("phone")),
        ("status".to_owned(), form.field("status")),
        (format!("quantity-{}", items[0]), "3".to_owned()),
        (format!("price-{}", items[0]), "5".to_owned()),
        (format!("quantity-{}", items[1]), "1".to_owned()),
        (format!("price-{}", items[1]), "7.5".to_owned()),
        (format!("drop-{}", items[1]), "yes".to_owned()),
        ("new-name-0".to_owned(), "Pot".to_owned()),
        ("new-quantity-0".to_owned(), "1".to_owned()),
        ("new-price-0".to_owned(), "30".to_owned()),
    ];
    admin.post(&format!("/orders/{id}/edit"), sent).leads(&format!("/orders/{id}?done=order-saved"));
    let names: Vec<Value> = read()["items"].as_array().into_iter().flatten().map(|item| item["offer"]["displayName"].clone()).collect();
    assert_eq!((names, read()["totalSumm"].clone()), (vec!["Tea".into(), "Pot".into()], serde_json::json!(45)));
    admin.post("/orders/add", form! { store: "nowhere", firstName: "Ann" }).is(400);
}

#[test]
fn several_orders_are_changed_at_once_and_customers_are_merged() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let (first, stays) = order(&all, "own", "A1", "+79260000001");
    let (second, goes) = order(&all, "own", "A2", "+79260000002");
    all.post(&format!("/orders/{second}/edit"), form! { by: "id", order: { status: "complete" } }).ok();
    let mut admin = Browser::signed_in(&hub, "administrator");
    let chosen =
        || vec![("id".to_owned(), first.to_string()), ("id".to_owned(), second.to_string()), ("status".to_owned(), "complete".to_owned())];
    admin.post("/orders/bulk", chosen()).is(200).says("1 order changes").says("1 order already has this");
    admin.post("/orders/bulk/apply", chosen()).leads("/orders?done=orders-changed&count=1");
    assert_eq!(all.get(&format!("/orders/{first}"), form! { by: "id" }).ok()["order"]["status"], "complete");
    admin.post("/orders/bulk", form! { status: "complete" }).leads("/orders?done=orders-none-chosen");

    admin.get(&format!("/customers/{stays}/merge?with={goes}")).is(200).says("After the merge").says("a2@buyers.example");
    admin
        .post(&format!("/customers/{stays}/merge"), form! { with: goes.to_string() })
        .leads(&format!("/customers/{stays}?done=customers-merged"));
    let gone = all.get(&format!("/customers/{goes}"), form! { by: "id" });
    assert_eq!((gone.status, gone.json["combinedTo"].as_i64()), (404, Some(stays)));
    admin.get(&format!("/customers/{stays}")).is(200).says("A1").says("A2");
    admin.post(&format!("/customers/{stays}/merge"), form! { with: stays.to_string() }).is(400);
}

#[test]
fn access_is_chosen_by_an_administrator_and_nothing_is_shown_without_it() {
    let hub = TestHub::new();
    hub.site("own");
    let all = hub.key("all", "all");
    let (id, customer) = order(&all, "own", "OWN7", "+79260000001");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut reader = Browser::signed_in(&hub, "read-only");
    // What a person of this role begins with: reading.
    reader.get(&format!("/orders/{id}")).is(200).hides("/edit\"");
    reader.post(&format!("/orders/{id}/status"), form! { status: "complete" }).is(403);
    reader.get(&format!("/customers/{customer}/edit")).is(403);
    choose(&hub, &mut admin, "read-only", form! { orders: "nothing", stores: "all" });
    for path in ["/orders", "/orders.csv", "/customers", "/customers.csv"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("/orders/{id}"), format!("/customers/{customer}")])
    {
        let shown = reader.get(&path).is(403);
        holds_none(&shown, &["OWN7", "9260000001"], &path);
    }
    reader.get("/start").is(200).hides("OWN7").hides("href=\"/orders\"");
    let found = reader.post("/search", form! { q: "OWN7", part: "1" }).is(200);
    holds_none(&found, &["Buyer OWN7"], "the search");
    let read_only = person(&hub, "read-only");
    admin.post(&format!("/people/{read_only}/orders"), form! { orders: "see", stores: "some" }).is(400);
    admin.get("/integration/audit-log").is(200).says("Orders and customers");
    // A person of an older version, for whom nothing was ever chosen, sees nothing.
    hub.block_on(hub.hub.db.write(move |tx| database::users::set_desk(tx, read_only, ""))).expect("it is written");
    reader.get("/orders").is(403);
}
