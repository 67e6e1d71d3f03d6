//! The same change on a page and over the API: both accept it and leave the same behind, or both refuse it and change nothing.

use serde_json::{Value, json};

use super::desk_steps::{Clerks, order};
use crate::support::form::Form;
use crate::support::{Actor, Browser};

/// A change: its name, fields of a page's form, the JSON of the same change over the API, and whether it is accepted.
type Change = (&'static str, Vec<(&'static str, String)>, Value, bool);

fn change(name: &'static str, field: &'static str, value: &str, json: Value, accepted: bool) -> Change {
    (name, vec![(field, value.to_owned())], json, accepted)
}

fn of_orders(manager: i64) -> Vec<Change> {
    let long = "x".repeat(300);
    vec![
        change("a status", "status", "complete", json!({"status": "complete"}), true),
        change("a status of an ended order", "status", "cancel-other", json!({"status": "cancel-other"}), true),
        change("an unknown status", "status", "nowhere", json!({"status": "nowhere"}), false),
        change("a manager", "manager", &manager.to_string(), json!({"managerId": manager}), true),
        change("an unknown manager", "manager", "999", json!({"managerId": 999}), false),
        change("no manager's id", "manager", "Ann", json!({"managerId": "Ann"}), false),
        change("an unknown type", "type", "nothing", json!({"orderType": "nothing"}), false),
        change("an unknown method", "method", "nothing", json!({"orderMethod": "nothing"}), false),
        change("a name", "firstName", "Zoë", json!({"firstName": "Zoë"}), true),
        change("a name without end", "firstName", &long, json!({"firstName": long}), false),
        change("a phone", "phone", "+34 600 555 142", json!({"phone": "+34 600 555 142"}), true),
        change("an email", "email", "zoe@buyers.example", json!({"email": "zoe@buyers.example"}), true),
        change("what is no email", "email", "zoe at home", json!({"email": "zoe at home"}), true),
        change("a way of delivery", "delivery", "courier", json!({"delivery": {"code": "courier"}}), true),
        change("an unknown delivery", "delivery", "balloon", json!({"delivery": {"code": "balloon"}}), false),
        change("a cost", "cost", "3.5", json!({"delivery": {"cost": "3.5"}}), true),
        change("a cost below nothing", "cost", "-1", json!({"delivery": {"cost": "-1"}}), true),
        change("no cost", "cost", "much", json!({"delivery": {"cost": "much"}}), false),
        change("a day", "date", "2027-02-28", json!({"delivery": {"date": "2027-02-28"}}), true),
        change("no day", "date", "2027-02-30", json!({"delivery": {"date": "2027-02-30"}}), false),
        change("an address", "address", "Calle Mayor 1", json!({"delivery": {"address": {"text": "Calle Mayor 1"}}}), true),
        change("a comment", "managerComment", "Ring twice", json!({"managerComment": "Ring twice"}), true),
        change("an external id that is taken", "externalId", "ext-OTHERS", json!({"externalId": "ext-OTHERS"}), false),
        change("a line", "new-name-0", "Cup", json!({"items": [{"productName": "Cup"}]}), true),
    ]
}

/// What the page and the API leave of an order: without what differs between any two orders.
fn left(desk: &Clerks, id: i64) -> Value {
    let mut order = desk.read(id);
    for own in ["id", "slug", "number", "externalId", "createdAt", "customer", "contact", "statusUpdatedAt", "source", "fromApi"] {
        order.as_object_mut().map(|order| order.shift_remove(own));
    }
    for item in order["items"].as_array_mut().into_iter().flatten() {
        item.as_object_mut().map(|item| item.shift_remove("id"));
    }
    order
}

#[test]
fn a_change_of_an_order_has_the_same_verdict_on_the_page_and_over_the_api() {
    let mut desk = Clerks::new();
    order(&desk.all, "own", "OTHERS", "+79260000008");
    let manager = desk.person("manager");
    for (place, (name, fields, sent, accepted)) in of_orders(manager).into_iter().enumerate() {
        let twin = |letter: &str, desk: &Clerks| {
            let id = order(&desk.all, "own", &format!("{letter}{place}"), "+79260000001").0;
            let same = json!({"firstName": "Buyer", "email": "buyer@buyers.example"});
            desk.all.post(&format!("/orders/{id}/edit"), form! { by: "id", order: same }).ok();
            if name.contains("ended") {
                desk.all.post(&format!("/orders/{id}/edit"), form! { by: "id", order: {status: "complete"} }).ok();
            }
            id
        };
        let (by_page, by_call) = (twin("P", &desk), twin("C", &desk));
        let before = left(&desk, by_page);
        let path = format!("/orders/{by_page}/edit");
        let mut form: Form = vec![("base".to_owned(), desk.admin.get(&path).is(200).field("base"))];
        form.extend(fields.into_iter().map(|(field, value)| (field.to_owned(), value)));
        let page = desk.admin.post(&path, form);
        let call = desk.all.post(&format!("/orders/{by_call}/edit"), form! { by: "id", order: sent.clone() });
        assert_eq!((page.status, call.status), if accepted { (303, 200) } else { (400, 400) }, "{name}: {}", call.json);
        // A line over the API replaces the others, on the page it is added to them.
        if !sent["items"].is_array() {
            assert_eq!(left(&desk, by_page), left(&desk, by_call), "{name}");
        }
        assert_eq!(left(&desk, by_page) != before, accepted, "{name}");
    }
}

#[test]
fn lines_have_the_same_verdict() {
    let mut desk = Clerks::new();
    for (place, (field, value, accepted)) in [
        ("quantity", "3", true),
        ("quantity", "0.5", true),
        ("quantity", "-1", false),
        ("quantity", "many", false),
        ("price", "9.99", true),
        ("price", "-5", false),
        ("price", "x", false),
        ("drop", "yes", true),
    ]
    .into_iter()
    .enumerate()
    {
        let twin = |letter: &str, desk: &Clerks| {
            let id = order(&desk.all, "own", &format!("{letter}{place}"), "+79260000001").0;
            (id, desk.read(id)["items"][0]["id"].as_i64().expect("a line"))
        };
        let ((by_page, line), (by_call, other)) = (twin("P", &desk), twin("C", &desk));
        let path = format!("/orders/{by_page}/edit");
        let base = desk.admin.get(&path).is(200).field("base");
        let page = desk.admin.post(&path, vec![("base".to_owned(), base), (format!("{field}-{line}"), value.to_owned())]);
        // Over the API a line that is not listed is removed.
        let items = match field {
            "quantity" => json!([{"id": other, "quantity": value}]),
            "price" => json!([{"id": other, "initialPrice": value}]),
            _ => json!([]),
        };
        let call = desk.all.post(&format!("/orders/{by_call}/edit"), form! { by: "id", order: { items: items } });
        assert_eq!((page.status, call.status), if accepted { (303, 200) } else { (400, 400) }, "{field} {value}: {}", call.json);
        let sums = |id: i64| (desk.read(id)["totalSumm"].clone(), desk.read(id)["items"].as_array().map(Vec::len));
        assert_eq!(sums(by_page), sums(by_call), "{field} {value}");
    }
}

#[test]
fn a_change_of_a_customer_has_the_same_verdict() {
    let mut desk = Clerks::new();
    let taken = desk.all.post("/customers/create", form! { site: "own", customer: { externalId: "taken", firstName: "Bob" } });
    taken.is(201);
    for (place, (field, value, sent, accepted)) in [
        ("firstName", "Zoë", json!({"firstName": "Zoë"}), true),
        ("email", "zoe@buyers.example", json!({"email": "zoe@buyers.example"}), true),
        ("email", "zoe at home", json!({"email": "zoe at home"}), true),
        ("birthday", "1990-02-28", json!({"birthday": "1990-02-28"}), true),
        ("birthday", "28.02.1990", json!({"birthday": "28.02.1990"}), false),
        ("externalId", "taken", json!({"externalId": "taken"}), false),
        ("manager", "999", json!({"managerId": 999}), false),
        ("city", "Madrid", json!({"address": {"city": "Madrid"}}), true),
        ("vip", "yes", json!({"vip": true}), true),
        ("tags", "tea\r\nlikes cups", json!({"tags": ["tea", "likes cups"]}), true),
        ("tags", "tea\r\n\r\n", json!({"tags": [{"name": "tea"}]}), true),
        ("phones", "+34 600 555 142", json!({"phones": [{"number": "+34 600 555 142"}]}), true),
    ]
    .into_iter()
    .enumerate()
    {
        let twin = |letter: &str| {
            let customer = json!({"firstName": "Ann", "email": format!("{letter}{place}@buyers.example")});
            desk.all.post("/customers/create", form! { site: "own", customer: customer }).is(201).json["id"].as_i64().expect("an id")
        };
        let (by_page, by_call) = (twin("p"), twin("c"));
        let read = |id: i64| {
            let mut customer = desk.all.get(&format!("/customers/{id}"), form! { by: "id" }).ok()["customer"].clone();
            let different: &[&str] = if field == "email" { &["id", "createdAt"] } else { &["id", "createdAt", "email"] };
            different.iter().for_each(|own| drop(customer.as_object_mut().map(|customer| customer.shift_remove(*own))));
            for phone in customer["phones"].as_array_mut().into_iter().flatten() {
                phone.as_object_mut().map(|phone| phone.shift_remove("id"));
            }
            if let Some(address) = customer["address"].as_object_mut() {
                address.shift_remove("id");
            }
            customer
        };
        let path = format!("/customers/{by_page}/edit");
        let shown = desk.admin.get(&path).is(200);
        let mut form: Form = ["base", "firstName", "email"].map(|name| (name.to_owned(), shown.field(name))).into();
        form.retain(|(name, _)| name != field);
        form.push((field.to_owned(), value.to_owned()));
        let page = desk.admin.post(&path, form);
        let call = desk.all.post(&format!("/customers/{by_call}/edit"), form! { by: "id", customer: sent });
        assert_eq!((page.status, call.status), if accepted { (303, 200) } else { (400, 400) }, "{field} {value}: {}", call.json);
        if accepted || field != "email" {
            assert_eq!(read(by_page), read(by_call), "{field} {value}");
        }
    }
}

#[test]
fn a_payment_has_the_same_verdict() {
    let mut desk = Clerks::new();
    for (place, (fields, sent, accepted)) in [
        (
            vec![("type", "cash"), ("amount", "7.5"), ("status", "paid"), ("comment", "At the door")],
            json!({"type": "cash", "amount": "7.5", "status": "paid", "comment": "At the door"}),
            true,
        ),
        (vec![("type", "cash"), ("status", "paid")], json!({"type": "cash", "status": "paid"}), true),
        (vec![("type", "cash"), ("amount", "much")], json!({"type": "cash", "amount": "much"}), false),
        (vec![("type", "cash"), ("amount", "-1")], json!({"type": "cash", "amount": "-1"}), false),
        (vec![("type", "shells"), ("amount", "1")], json!({"type": "shells", "amount": "1"}), false),
        (vec![("type", "cash"), ("status", "nothing")], json!({"type": "cash", "status": "nothing"}), false),
        (vec![("amount", "1")], json!({"amount": "1"}), false),
    ]
    .into_iter()
    .enumerate()
    {
        let twin = |letter: &str| order(&desk.all, "own", &format!("{letter}{place}"), "+79260000001").0;
        let (by_page, by_call) = (twin("P"), twin("C"));
        let form: Form = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let page = desk.admin.post(&format!("/orders/{by_page}/payments"), form.clone());
        let mut payment = sent.clone();
        payment["order"] = json!({"id": by_call});
        let call = desk.all.post("/orders/payments/create", form! { payment: payment });
        assert_eq!((page.status, call.status), if accepted { (303, 201) } else { (400, 400) }, "{sent}: {}", call.json);
        let read = |id: i64| desk.all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].clone();
        let payments = |id: i64| -> Vec<Value> {
            read(id)["payments"].as_object().into_iter().flatten().map(|(_, payment)| payment.clone()).collect()
        };
        let bare = |id: i64| -> Vec<Value> {
            let fields = |payment: Value| json!([payment["type"], payment["amount"], payment["status"], payment["comment"]]);
            payments(id).into_iter().map(fields).collect()
        };
        assert_eq!((bare(by_page), read(by_page)["prepaySum"].clone()), (bare(by_call), read(by_call)["prepaySum"].clone()), "{sent}");
        if !accepted {
            // What was typed is in the form again.
            for (_, value) in fields.iter().filter(|(name, _)| *name == "amount") {
                assert!(page.text.contains(&format!("value=\"{value}\"")) && page.text.contains("id=\"payment\" open"), "{value} is lost");
            }
            continue;
        }
        // The same of a change and of a removal.
        let (own, other) = (payments(by_page)[0]["id"].as_i64().expect("an id"), payments(by_call)[0]["id"].as_i64().expect("an id"));
        desk.admin.get(&format!("/orders/{by_page}?payment={own}")).is(200).says(&format!("action=\"/orders/{by_page}/payments/{own}\""));
        for (amount, accepted) in [("9", true), ("much", false)] {
            let page =
                desk.admin.post(&format!("/orders/{by_page}/payments/{own}"), form! { type: "cash", amount: amount, comment: "Changed" });
            let change = json!({"type": "cash", "amount": amount, "comment": "Changed"});
            let call = desk.all.post(&format!("/orders/payments/{other}/edit"), form! { by: "id", payment: change });
            assert_eq!((page.status, call.status), if accepted { (303, 200) } else { (400, 400) }, "{amount}: {}", call.json);
            assert_eq!(bare(by_page), bare(by_call), "{amount}");
        }
        // Not through another order.
        desk.admin.post(&format!("/orders/{by_call}/payments/{own}"), form! { amount: "1" }).is(404);
        desk.admin.post(&format!("/orders/{by_call}/payments/{own}"), form! { do: "remove" }).is(404);
        desk.admin
            .post(&format!("/orders/{by_page}/payments/{own}"), form! { do: "remove" })
            .leads(&format!("/orders/{by_page}?done=payment-removed"));
        desk.all.post(&format!("/orders/payments/{other}/delete"), form! {}).ok();
        assert_eq!((bare(by_page), read(by_page)["prepaySum"].clone()), (bare(by_call), read(by_call)["prepaySum"].clone()));
    }
    desk.admin.get("/integration/audit-log").is(200).says("Order edited on a page").hides("At the door");
    let mut reader = Browser::signed_in(&desk.hub, "read-only");
    reader.get(&format!("/orders/{}", desk.own.0)).is(200).hides("/payments\"");
    reader.post(&format!("/orders/{}/payments", desk.own.0), form! { type: "cash" }).is(403);
}

#[test]
fn who_may_not_change_may_not_on_either_side() {
    let mut desk = Clerks::new();
    let ((own, customer), (other, other_customer)) = (desk.own, desk.other);
    let of_own = desk.hub.key("own", "all");
    let reading = desk.hub.key("all", "/api/v*/orders,/api/v*/customers");
    desk.let_see("manager", "own", &[]);
    let mut reader = Browser::signed_in(&desk.hub, "read-only");
    let status = |browser: &mut Browser, path: &str, form: Form| browser.post(path, form).status;
    let call = |key: &Actor, path: &str, form: Form| key.post(path, form).status;
    let before = (desk.read(own), desk.read(other));
    // A store that is not theirs: as if there were no such row.
    let edit = || form! { by: "id", order: { firstName: "Changed" } };
    assert_eq!(
        (
            status(&mut desk.clerk, &format!("/orders/{other}/edit"), form! { firstName: "Changed" }),
            call(&of_own, &format!("/orders/{other}/edit"), edit())
        ),
        (404, 404)
    );
    let edit_customer = form! { by: "id", customer: { firstName: "Changed" } };
    assert_eq!(
        (
            status(&mut desk.clerk, &format!("/customers/{other_customer}/edit"), form! { firstName: "Changed" }),
            call(&of_own, &format!("/customers/{other_customer}/edit"), edit_customer)
        ),
        (404, 404)
    );
    assert_eq!(status(&mut desk.clerk, "/orders/add", form! { store: "other", firstName: "Ann" }), 400);
    assert!([400, 403, 404].contains(&call(&of_own, "/orders/create", form! { site: "other", order: { firstName: "Ann" } })));
    // Who only reads.
    assert_eq!(
        (
            status(&mut reader, &format!("/orders/{own}/edit"), form! { firstName: "Changed" }),
            call(&reading, &format!("/orders/{own}/edit"), edit())
        ),
        (403, 403)
    );
    assert_eq!(status(&mut reader, &format!("/customers/{customer}/notes"), form! { text: "Changed" }), 403);
    assert_eq!((desk.read(own), desk.read(other)), before);
    // An order that was combined into another one is gone on both sides.
    let (goes, _) = order(&desk.all, "own", "GOES", "+79260000001");
    desk.all
        .post("/orders/combine", form! { order: { id: goes.to_string() }, resultOrder: { id: own.to_string() }, technique: "ours" })
        .ok();
    assert_eq!(
        (
            status(&mut desk.clerk, &format!("/orders/{goes}/edit"), form! { firstName: "Changed" }),
            call(&of_own, &format!("/orders/{goes}/edit"), edit())
        ),
        (404, 404)
    );
}
