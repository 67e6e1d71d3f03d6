//! Files, tasks and notes on the cards of orders and customers, orders that are copied and combined.

use serde_json::Value;

use super::desk_steps::{Clerks, order};
use crate::support::form::Form;
use crate::support::{Actor, Browser};

fn ids(key: &Actor, path: &str, member: &str, filter: Form) -> Vec<i64> {
    let found = key.get(path, filter).ok();
    found[member].as_array().into_iter().flatten().filter_map(|row| row["id"].as_i64()).collect()
}

#[test]
fn files_are_attached_downloaded_and_removed_as_over_the_api() {
    let mut desk = Clerks::new();
    let ((own, customer), (other, _)) = (desk.own, desk.other);
    for (card, filter) in [
        (format!("/orders/{own}"), form! { filter: { orderIds: [own.to_string()] } }),
        (format!("/customers/{customer}"), form! { filter: { customerIds: [customer.to_string()] } }),
    ] {
        desk.admin.upload(&format!("{card}/files"), &[("file", Some("Счёт.txt"), "two teas")]).leads(&format!("{card}?done=file-attached"));
        desk.admin.get(&card).is(200).says("Счёт.txt");
        let files = ids(&desk.all, "/files", "files", filter.clone());
        assert_eq!(files.len(), 1, "{card}");
        let there = format!("{card}/files/{}", files[0]);
        let sent = desk.admin.get(&there).is(200);
        assert_eq!(sent.text, "two teas");
        assert!(sent.header("content-disposition").is_some_and(|value| value.starts_with("attachment")));
        // Neither through another order nor for a user of another store.
        desk.admin.get(&format!("/orders/{other}/files/{}", files[0])).is(404);
        desk.admin.post(&format!("/orders/{other}/files/{}/remove", files[0]), form! {}).is(404);
        desk.admin.upload(&format!("{card}/files"), &[("file", Some("empty.txt"), "")]).leads(&format!("{card}?done=file-none"));
        desk.admin.upload(&format!("{card}/files"), &[("text", None, "no file")]).leads(&format!("{card}?done=file-none"));
        desk.let_see("manager", "other", &[]);
        desk.clerk.get(&there).is(404);
        desk.clerk.post(&format!("{there}/remove"), form! {}).is(404);
        let refused = desk.clerk.upload(&format!("{card}/files"), &[("file", Some("a.txt"), "a")]);
        assert!([400, 404].contains(&refused.status), "{}", refused.status);
        assert_eq!(ids(&desk.all, "/files", "files", filter.clone()), files);
        // Where data are hidden, nothing is sent.
        desk.let_see("manager", "", &[("hide-phone", "hide")]);
        desk.clerk.get(&there).is(403).hides("two teas");
        desk.clerk.get(&card).is(200).hides(&format!("href=\"{there}\""));
        desk.admin.post(&format!("{there}/remove"), form! {}).leads(&format!("{card}?done=file-removed"));
        assert_eq!(ids(&desk.all, "/files", "files", filter), [0; 0]);
        desk.admin.get(&there).is(404);
    }
    // A file of two orders stays with the other one.
    desk.admin.upload(&format!("/orders/{own}/files"), &[("file", Some("both.txt"), "both")]).leads("/orders/");
    let file = ids(&desk.all, "/files", "files", form! { filter: { orderIds: [own.to_string()] } })[0];
    let both = form! { file: { attachment: [{ order: { id: own.to_string() } }, { order: { id: other.to_string() } }] } };
    desk.all.post(&format!("/files/{file}/edit"), both).ok();
    desk.admin.post(&format!("/orders/{own}/files/{file}/remove"), form! {}).leads("/orders/");
    assert_eq!(ids(&desk.all, "/files", "files", form! { filter: { orderIds: [other.to_string()] } }), [file]);
    desk.admin.get(&format!("/orders/{own}")).is(200).hides("both.txt");
    desk.admin.get("/integration/audit-log").is(200).says("Order edited on a page").hides("both.txt");
    let mut reader = Browser::signed_in(&desk.hub, "read-only");
    reader.get(&format!("/orders/{other}/files/{file}")).is(200);
    reader.post(&format!("/orders/{other}/files/{file}/remove"), form! {}).is(403);
}

#[test]
fn tasks_are_made_and_completed_as_over_the_api() {
    let mut desk = Clerks::new();
    let ((own, customer), (other, _)) = (desk.own, desk.other);
    let person = desk.person("administrator");
    for card in [format!("/orders/{own}"), format!("/customers/{customer}")] {
        let form = form! { text: "Call back", note: "About the tea", performer: person.to_string(), due: "2020-03-01T09:30" };
        desk.admin.post(&format!("{card}/tasks"), form).leads(&format!("{card}?done=task-added"));
        desk.admin.get(&card).is(200).says("Call back").says("About the tea").says("Late");
        let task = ids(&desk.all, "/tasks", "tasks", form! {})[0];
        let read = || desk.all.get(&format!("/tasks/{task}"), form! {}).ok()["task"].clone();
        assert_eq!(
            (read()["performer"].as_i64(), read()["datetime"].as_str().map(str::to_owned)),
            (Some(person), Some("2020-03-01 09:30".to_owned()))
        );
        assert_eq!(read()["creator"].as_i64(), Some(person));
        desk.admin.post(&format!("/orders/{other}/tasks/{task}"), form! { do: "done" }).is(404);
        desk.admin.post(&format!("{card}/tasks/{task}"), form! { do: "done" }).leads(&format!("{card}?done=task-changed"));
        assert_eq!(read()["complete"], true);
        desk.admin.get(&card).is(200).says("completed").hides(">Late<");
        desk.admin.post(&format!("{card}/tasks/{task}"), form! { do: "open" }).leads(&card);
        assert_eq!(read()["complete"], false);
        for wrong in [
            form! { performer: person.to_string() },
            form! { text: "x", performer: "999" },
            form! { text: "x", performer: person.to_string(), due: "soon" },
        ] {
            let shown = desk.admin.post(&format!("{card}/tasks"), wrong);
            assert_eq!(shown.status, 400);
        }
        desk.let_see("manager", "other", &[]);
        desk.clerk.post(&format!("{card}/tasks/{task}"), form! { do: "done" }).is(404);
        let made = desk.clerk.post(&format!("{card}/tasks"), form! { text: "x", performer: person.to_string() });
        assert!([400, 404].contains(&made.status), "{}", made.status);
    }
    let mut reader = Browser::signed_in(&desk.hub, "read-only");
    reader.get(&format!("/orders/{own}")).is(200).says("Call back").hides("/tasks\"");
    reader.post(&format!("/orders/{own}/tasks"), form! { text: "x", performer: person.to_string() }).is(403);
}

#[test]
fn orders_are_combined_by_the_rules_of_the_api() {
    let mut desk = Clerks::new();
    let (elsewhere, _) = desk.other;
    for technique in ["ours", "theirs", "summ", "merge"] {
        let pair = |name: &str| {
            let (stays, customer) = order(&desk.all, "own", &format!("{name}-1"), "+79260000001");
            let (goes, _) = order(&desk.all, "own", &format!("{name}-2"), "+79260000001");
            desk.all.post(&format!("/orders/{goes}/edit"), form! { by: "id", order: { customerComment: "Ring twice" } }).ok();
            (stays, goes, customer)
        };
        let (stays, goes, _) = pair(&format!("P{technique}"));
        let (other_stays, other_goes, _) = pair(&format!("C{technique}"));
        desk.admin
            .get(&format!("/orders/{stays}"))
            .is(200)
            .says(&format!("/orders/{stays}/combine"))
            .says(&format!("/orders/add?copy={stays}"));
        desk.admin.get(&format!("/orders/{stays}/combine")).is(200).says(&format!("combine?with={goes}"));
        desk.admin.get(&format!("/orders/{stays}/combine?number=P{technique}-2")).is(200).says("This order is removed");
        desk.admin.get(&format!("/orders/{stays}/combine?number=absent")).is(200).says("has no order");
        let sent = form! { with: goes.to_string(), technique: technique };
        desk.admin.post(&format!("/orders/{stays}/combine"), sent).leads(&format!("/orders/{stays}?done=orders-combined"));
        desk.all
            .post(
                "/orders/combine",
                form! { order: { id: other_goes.to_string() }, resultOrder: { id: other_stays.to_string() }, technique: technique },
            )
            .ok();
        let read = |id: i64| {
            let order = desk.all.get(&format!("/orders/{id}"), form! { by: "id" }).ok()["order"].clone();
            let items: Vec<Value> = order["items"].as_array().into_iter().flatten().map(|item| item["quantity"].clone()).collect();
            (order["customerComment"].clone(), order["totalSumm"].clone(), items)
        };
        assert_eq!(read(stays), read(other_stays), "{technique}");
        assert_eq!(desk.all.get(&format!("/orders/{goes}"), form! { by: "id" }).status, 404);
        desk.admin.get(&format!("/orders/{stays}/combine?with={goes}")).is(404);
        // What the API refuses, the page refuses.
        desk.admin.post(&format!("/orders/{stays}/combine"), form! { with: stays.to_string() }).is(400);
        desk.admin.post(&format!("/orders/{stays}/combine"), form! { with: elsewhere.to_string() }).is(400);
        desk.admin.post(&format!("/orders/{stays}/combine"), form! { with: other_stays.to_string(), technique: "nonsense" }).is(400);
        desk.admin.post(&format!("/orders/{stays}/combine"), form! { with: "999999" }).is(404);
    }
    desk.admin.get("/integration/audit-log").is(200).says("Order edited on a page");
    let (own, _) = order(&desk.all, "own", "LAST", "+79260000001");
    let before = desk.all.get(&format!("/orders/{own}"), form! { by: "id" }).ok();
    desk.let_see("manager", "other", &[]);
    desk.clerk.get(&format!("/orders/{elsewhere}/combine?with={own}")).is(404).hides("LAST");
    desk.clerk.get(&format!("/orders/{elsewhere}/combine?number={own}")).is(200).hides("Buyer LAST");
    desk.clerk.post(&format!("/orders/{elsewhere}/combine"), form! { with: own.to_string() }).is(404);
    assert_eq!(desk.all.get(&format!("/orders/{own}"), form! { by: "id" }).ok(), before);
}

#[test]
fn one_note_is_pinned_and_stands_above_the_others() {
    let mut desk = Clerks::new();
    let ((_, customer), (_, other)) = (desk.own, desk.other);
    for text in ["First note", "Second note"] {
        desk.admin.post(&format!("/customers/{customer}/notes"), form! { text: text }).leads(&format!("/customers/{customer}"));
    }
    let notes = ids(&desk.all, "/customers/notes", "notes", form! {});
    let (second, first) = (notes[0], notes[1]);
    let pin = |note: i64| format!("/customers/{customer}/notes/{note}/pin");
    desk.admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<");
    for note in [second, first] {
        desk.admin.post(&pin(note), form! { do: "pin" }).leads(&format!("/customers/{customer}?done=note-pinned"));
    }
    let shown = desk.admin.get(&format!("/customers/{customer}")).is(200);
    assert_eq!(shown.text.matches(">Unpin<").count(), 1);
    assert!(shown.text.find("First note") < shown.text.find("Second note"), "the pinned one comes first");
    assert_eq!(shown.text.matches("First note").count(), 1);
    desk.admin.post(&format!("/customers/{other}/notes/{first}/pin"), form! { do: "pin" }).is(404);
    desk.let_see("manager", "other", &[]);
    desk.clerk.post(&pin(second), form! { do: "pin" }).is(404);
    Browser::signed_in(&desk.hub, "read-only").post(&pin(second), form! { do: "pin" }).is(403);
    desk.admin.post(&pin(first), form! { do: "unpin" }).leads(&format!("/customers/{customer}?done=note-unpinned"));
    desk.admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<");
    // A pinned note that is removed is gone, and one that moves with a merge is pinned no more.
    desk.admin.post(&pin(first), form! { do: "pin" }).leads("/customers/");
    desk.admin.post(&format!("/customers/{customer}/notes/{first}/remove"), form! {}).leads("/customers/");
    desk.admin.get(&format!("/customers/{customer}")).is(200).hides(">Unpin<").says("Second note");
}
