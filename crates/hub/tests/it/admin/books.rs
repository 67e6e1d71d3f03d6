//! Data books on the pages: their rules are those of the API.

use crate::support::{Browser, TestHub};

#[test]
fn an_entry_is_added_and_changed_by_the_rules_of_the_api() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut manager = Browser::signed_in(&hub, "manager");
    manager.get("/books").is(200).says("Statuses").says("href=\"/books/payment-types\"");
    let add =
        |code: &str, name: &str, group: &str| form! { new: "yes", code: code, name: name, group: group, ordering: "5", active: "yes" };
    manager.post("/books/statuses", add("packed", "Packed", "assembling")).leads("/books/statuses?done=book-saved");
    let status = || key.get("/reference/statuses", form! {}).ok()["statuses"]["packed"].clone();
    assert_eq!(
        (status()["name"].as_str(), status()["group"].as_str(), status()["active"].as_bool()),
        (Some("Packed"), Some("assembling"), Some(true))
    );
    manager.get("/books/statuses").is(200).says("Packed").says("packed");
    manager.post("/books/statuses", add("packed", "Again", "assembling")).is(400).says("aria-invalid");
    manager.post("/books/statuses", add("other", "", "assembling")).is(400);
    manager.post("/books/statuses", add("", "Nameless", "assembling")).is(400);

    let form = manager.get("/books/statuses?code=packed").is(200).says("0 orders have this status");
    let change = form! { code: "packed", base: form.field("base"), name: "Packed up", group: "assembling", ordering: "5" };
    manager.post("/books/statuses", change.clone()).leads("/books/statuses?done=book-saved");
    assert_eq!((status()["name"].as_str(), status()["active"].as_bool()), (Some("Packed up"), Some(false)), "what is not ticked is off");
    // The form of before does not overwrite what has changed since.
    manager
        .post(
            "/books/statuses",
            change.into_iter().map(|(name, value)| if name == "name" { (name, "Third".to_owned()) } else { (name, value) }).collect(),
        )
        .is(409);
    let mut admin = Browser::signed_in(&hub, "administrator");
    admin.get("/integration/audit-log").is(200).says("Data book entry changed").says("statuses/packed");
}

#[test]
fn every_book_opens_with_its_entries_and_its_form() {
    let hub = TestHub::new();
    hub.site("north");
    let mut manager = Browser::signed_in(&hub, "manager");
    let index = manager.get("/books").is(200);
    let books: Vec<String> =
        index.text.split("href=\"/books/").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect();
    assert!(books.len() >= 13, "{books:?}");
    for book in books {
        manager.get(&format!("/books/{book}")).is(200).says("name=\"code\"").hides("entry-").hides("books-");
    }
    manager.get("/books/nothing").is(404);
    manager.get("/books/statuses?code=nothing").is(404);
    manager
        .post("/books/payment-types", form! { new: "yes", code: "voucher", name: "Voucher", active: "yes", sites: "north" })
        .leads("/books/payment-types");
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get("/books/payment-types?code=voucher").is(200).says("Voucher").hides("<button class=\"primary\"");
}
