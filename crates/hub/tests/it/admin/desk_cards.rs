//! Files, tasks and notes on the cards of orders and customers, orders that are copied and combined.

use serde_json::Value;

use crate::support::form::Form;
use crate::support::{Actor, Browser, TestHub};

/// Makes an order and returns its id and that of its customer.
fn order(key: &Actor, site: &str, number: &str, phone: &str) -> (i64, i64) {
    let made = key.post(
        "/orders/create",
        form! { site: site, order: { number: number, firstName: format!("Buyer {number}"), phone: phone,
        items: [{ productName: "Tea", initialPrice: "10", quantity: "2" }] } },
    );
    let made = made.is(201).json;
    let id = |pointer: &str| made.pointer(pointer).and_then(Value::as_i64).expect("an id");
    (id("/id"), id("/order/customer/id"))
}

fn choose(hub: &TestHub, admin: &mut Browser, role: &str, form: Form) {
    let id =
        hub.hub.account().users.iter().find(|user| user.email == format!("{role}@hub.test")).map(|user| user.id).expect("they are there");
    admin.post(&format!("/people/{id}/orders"), form).leads(&format!("/people/{id}?done=person-saved"));
}

fn ids(key: &Actor, path: &str, member: &str, filter: Form) -> Vec<i64> {
    let found = key.get(path, filter).ok();
    found[member].as_array().into_iter().flatten().filter_map(|row| row["id"].as_i64()).collect()
}

#[test]
fn files_are_attached_downloaded_and_removed_as_over_the_api() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    let (own, customer) = order(&all, "own", "OWN7", "+79260000001");
    let (other, _) = order(&all, "other", "OTHER7", "+79260000002");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    for (card, filter) in [
        (format!("/orders/{own}"), form! { filter: { orderIds: [own.to_string()] } }),
        (format!("/customers/{customer}"), form! { filter: { customerIds: [customer.to_string()] } }),
    ] {
        admin.upload(&format!("{card}/files"), &[("file", Some("Счёт.txt"), "two teas")]).leads(&format!("{card}?done=file-attached"));
        admin.get(&card).is(200).says("Счёт.txt");
        let files = ids(&all, "/files", "files", filter.clone());
        assert_eq!(files.len(), 1, "{card}");
        let there = format!("{card}/files/{}", files[0]);
        let sent = admin.get(&there).is(200);
        assert_eq!(sent.text, "two teas");
        assert!(sent.header("content-disposition").is_some_and(|value| value.starts_with("attachment")));
        // Neither through another order nor for a user of another store.
        admin.get(&format!("/orders/{other}/files/{}", files[0])).is(404);
        admin.post(&format!("/orders/{other}/files/{}/remove", files[0]), form! {}).is(404);
        admin.upload(&format!("{card}/files"), &[("file", Some("empty.txt"), "")]).leads(&format!("{card}?done=file-none"));
        admin.upload(&format!("{card}/files"), &[("text", None, "no file")]).leads(&format!("{card}?done=file-none"));
        choose(
            &hub,
            &mut admin,
            "manager",
            form! { orders: "change", stores: "some", store: hub.hub.account().site("other").map(|site| site.id).expect("the store").to_string() },
        );
        clerk.get(&there).is(404);
        clerk.post(&format!("{there}/remove"), form! {}).is(404);
        let refused = clerk.upload(&format!("{card}/files"), &[("file", Some("a.txt"), "a")]);
        assert!([400, 404].contains(&refused.status), "{}", refused.status);
        assert_eq!(ids(&all, "/files", "files", filter.clone()), files);
        // Where data are hidden, nothing is sent.
        choose(
            &hub,
            &mut admin,
            "manager",
            [form! { orders: "change", stores: "all" }, vec![("hide-phone".to_owned(), "hide".to_owned())]].concat(),
        );
        clerk.get(&there).is(403).hides("two teas");
        clerk.get(&card).is(200).hides(&format!("href=\"{there}\""));
        admin.post(&format!("{there}/remove"), form! {}).leads(&format!("{card}?done=file-removed"));
        assert_eq!(ids(&all, "/files", "files", filter), [0; 0]);
        admin.get(&there).is(404);
    }
    // A file of two orders stays with the other one.
    admin.upload(&format!("/orders/{own}/files"), &[("file", Some("both.txt"), "both")]).leads("/orders/");
    let file = ids(&all, "/files", "files", form! { filter: { orderIds: [own.to_string()] } })[0];
    let both = form! { file: { attachment: [{ order: { id: own.to_string() } }, { order: { id: other.to_string() } }] } };
    all.post(&format!("/files/{file}/edit"), both).ok();
    admin.post(&format!("/orders/{own}/files/{file}/remove"), form! {}).leads("/orders/");
    assert_eq!(ids(&all, "/files", "files", form! { filter: { orderIds: [other.to_string()] } }), [file]);
    admin.get(&format!("/orders/{own}")).is(200).hides("both.txt");
    admin.get("/integration/audit-log").is(200).says("Order edited on a page").hides("both.txt");
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get(&format!("/orders/{other}/files/{file}")).is(200);
    reader.post(&format!("/orders/{other}/files/{file}/remove"), form! {}).is(403);
}

#[test]
fn tasks_are_made_and_completed_as_over_the_api() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    let (own, customer) = order(&all, "own", "OWN7", "+79260000001");
    let (other, _) = order(&all, "other", "OTHER7", "+79260000002");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    let person =
        hub.hub.account().users.iter().find(|user| user.email == "administrator@hub.test").map(|user| user.id).expect("they are there");
    for card in [format!("/orders/{own}"), format!("/customers/{customer}")] {
        let form = form! { text: "Call back", note: "About the tea", performer: person.to_string(), due: "2020-03-01T09:30" };
        admin.post(&format!("{card}/tasks"), form).leads(&format!("{card}?done=task-added"));
        admin.get(&card).is(200).says("Call back").says("About the tea").says("Late");
        let task = ids(&all, "/tasks", "tasks", form! {})[0];
        let read = || all.get(&format!("/tasks/{task}"), form! {}).ok()["task"].clone();
        assert_eq!(
            (read()["performer"].as_i64(), read()["datetime"].as_str().map(str::to_owned)),
            (Some(person), Some("2020-03-01 09:30".to_owned()))
        );
        assert_eq!(read()["creator"].as_i64(), Some(person));
        admin.post(&format!("/orders/{other}/tasks/{task}"), form! { do: "done" }).is(404);
        admin.post(&format!("{card}/tasks/{task}"), form! { do: "done" }).leads(&format!("{card}?done=task-changed"));
        assert_eq!(read()["complete"], true);
        admin.get(&card).is(200).says("completed").hides(">Late<");
        admin.post(&format!("{card}/tasks/{task}"), form! { do: "open" }).leads(&card);
        assert_eq!(read()["complete"], false);
        for wrong in [
            form! { performer: person.to_string() },
            form! { text: "x", performer: "999" },
            form! { text: "x", performer: person.to_string(), due: "soon" },
        ] {
            let shown = admin.post(&format!("{card}/tasks"), wrong);
            assert_eq!(shown.status, 400);
        }
        choose(
            &hub,
            &mut admin,
            "manager",
            form! { orders: "change", stores: "some", store: hub.hub.account().site("other").map(|site| site.id).expect("the store").to_string() },
        );
        clerk.post(&format!("{card}/tasks/{task}"), form! { do: "done" }).is(404);
        let made = clerk.post(&format!("{card}/tasks"), form! { text: "x", performer: person.to_string() });
        assert!([400, 404].contains(&made.status), "{}", made.status);
    }
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get(&format!("/orders/{own}")).is(200).says("Call back").hides("/tasks\"");
    reader.post(&format!("/orders/{own}/tasks"), form! { text: "x", performer: person.to_string() }).is(403);
}

#[test]
fn orders_are_combined_by_the_rules_of_the_api() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    let (elsewhere, _) = order(&all, "other", "OTHER7", "+79260000002");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    for technique in ["ours", "theirs", "summ", "merge"] {
        let pair = |name: &str| {
            let (stays, customer) = order(&all, "own", &format!("{name}-1"), "+79260000001");
            let (goes, _) = order(&all, "own", &format!("{name}-2"), "+79260000001");
            all.post(&format!("/orders/{goes}/edit"), form! { by: "id", order: { customerComment: "Ring twice" } }).ok();
            (stays, goes, customer)
        };
        let (stays, goes, _) = pair(&format!("P{technique}"));
        let (other_stays, other_goes, _) = pair(&format!("C{technique}"));
        admin.get(&format!("/orders/{stays}")).is(200).says(&format!("/orders/{stays}/combine")).says(&format!("/orders/add?copy={stays}"));
        admin.get(&format!("/orders/{stays}/combine")).is(200).says(&format!("combine?with={goes}"));
        admin.get(&format!("/orders/{stays}/combine?number=P{technique}-2")).is(200).says("This order is removed");
        admin.get(&format!("/orders/{stays}/combine?number=absent")).is(200).says("has no order");
        let sent = form! { with: goes.to_string(), technique: technique };
        admin.post(&format!("/orders/{stays}/combine"), sent).leads(&format!("/orders/{stays}?done=orders-combined"));
        all.post(
            "/orders/combine",
            form! { order: { id: other_goes.to_string() }, resultOrder: { id: other_stays.to_string() }, technique: technique },
        )
        .ok();
        let read = |id: i64| {
            let order = all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].clone();
            let items: Vec<Value> = order["items"].as_array().into_iter().flatten().map(|item| item["quantity"].clone()).collect();
            (order["customerComment"].clone(), order["totalSumm"].clone(), items)
        };
        assert_eq!(read(stays), read(other_stays), "{technique}");
        assert_eq!(all.get(&format!("/orders/{goes}"), form! { by: "id" }).status, 404);
        admin.get(&format!("/orders/{stays}/combine?with={goes}")).is(404);
        // What the API refuses, the page refuses.
        admin.post(&format!("/orders/{stays}/combine"), form! { with: stays.to_string() }).is(400);
        admin.post(&format!("/orders/{stays}/combine"), form! { with: elsewhere.to_string() }).is(400);
        admin.post(&format!("/orders/{stays}/combine"), form! { with: other_stays.to_string(), technique: "nonsense" }).is(400);
        admin.post(&format!("/orders/{stays}/combine"), form! { with: "999999" }).is(404);
    }
    admin.get("/integration/audit-log").is(200).says("Order edited on a page");
    let (own, _) = order(&all, "own", "LAST", "+79260000001");
    let before = all.get(&format!("/orders/{own}"), form! { by: "id" }).ok();
    choose(
        &hub,
        &mut admin,
        "manager",
        form! { orders: "change", stores: "some", store: hub.hub.account().site("other").map(|site| site.id).expect("the store").to_string() },
    );
    clerk.get(&format!("/orders/{elsewhere}/combine?with={own}")).is(404).hides("LAST");
    clerk.get(&format!("/orders/{elsewhere}/combine?number={own}")).is(200).hides("Buyer LAST");
    clerk.post(&format!("/orders/{elsewhere}/combine"), form! { with: own.to_string() }).is(404);
    assert_eq!(all.get(&format!("/orders/{own}"), form! { by: "id" }).ok(), before);
}

#[test]
fn one_note_is_pinned_and_stands_above_the_others() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let all = hub.key("all", "all");
    let (_, customer) = order(&all, "own", "OWN7", "+79260000001");
    let (_, other) = order(&all, "other", "OTHER7", "+79260000002");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    for text in ["First note", "Second note"] {
        admin.post(&format!("/customers/{customer}/notes"), form! { text: text }).leads(&format!("/customers/{customer}"));
    }
    let notes = ids(&all, "/customers/notes", "notes", form! {});
    let (second, first) = (notes[0], notes[1]);
    let pin = |note: i64| format!("/customers/{customer}/notes/{note}/pin");
    admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<");
    for note in [second, first] {
        admin.post(&pin(note), form! { do: "pin" }).leads(&format!("/customers/{customer}?done=note-pinned"));
    }
    let shown = admin.get(&format!("/customers/{customer}")).is(200);
    assert_eq!(shown.text.matches(">Unpin<").count(), 1);
    assert!(shown.text.find("First note") < shown.text.find("Second note"), "the pinned one comes first");
    assert_eq!(shown.text.matches("First note").count(), 1);
    admin.post(&format!("/customers/{other}/notes/{first}/pin"), form! { do: "pin" }).is(404);
    choose(
        &hub,
        &mut admin,
        "manager",
        form! { orders: "change", stores: "some", store: hub.hub.account().site("other").map(|site| site.id).expect("the store").to_string() },
    );
    clerk.post(&pin(second), form! { do: "pin" }).is(404);
    Browser::signed_in(&hub, "read-only").post(&pin(second), form! { do: "pin" }).is(403);
    admin.post(&pin(first), form! { do: "unpin" }).leads(&format!("/customers/{customer}?done=note-unpinned"));
    admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<");
    // A pinned note that is removed is gone, and one that moves with a merge is pinned no more.
    admin.post(&pin(first), form! { do: "pin" }).leads("/customers/");
    admin.post(&format!("/customers/{customer}/notes/{first}/remove"), form! {}).leads("/customers/");
    admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<").says("Second note");
}
