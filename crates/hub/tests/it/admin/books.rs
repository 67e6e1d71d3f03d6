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
    assert!(books.len() >= 16, "{books:?}");
    for book in books {
        // Couriers have no codes.
        let first = if book == "couriers" { "name=\"firstName\"" } else { "name=\"code\"" };
        manager.get(&format!("/books/{book}")).is(200).says(first).hides("entry-").hides("books-");
    }
    manager.get("/books/nothing").is(404);
    manager.get("/books/statuses?code=nothing").is(404);
    manager
        .post("/books/payment-types", form! { new: "yes", code: "voucher", name: "Voucher", active: "yes", sites: "north" })
        .leads("/books/payment-types");
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get("/books/payment-types?code=voucher").is(200).says("Voucher").hides("<button class=\"primary\"");
}

#[test]
fn couriers_legal_entities_and_currencies_are_kept_by_the_rules_of_the_api() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut manager = Browser::signed_in(&hub, "manager");
    let courier = form! { new: "yes", firstName: "Ann", lastName: "Lee", phone: "+34 600 555 142", active: "yes" };
    manager.post("/books/couriers", courier.clone()).leads("/books/couriers?done=book-saved");
    manager.post("/books/couriers", courier).leads("/books/couriers?done=book-saved");
    let couriers = || key.get("/reference/couriers", form! {}).ok()["couriers"].as_array().cloned().unwrap_or_default();
    assert_eq!(couriers().len(), 2);
    let id = couriers()[0]["id"].as_i64().expect("an id");
    assert_eq!((couriers()[0]["firstName"].as_str(), couriers()[0]["phone"]["number"].as_str()), (Some("Ann"), Some("+34 600 555 142")));
    let form = manager.get(&format!("/books/couriers?code={id}")).is(200).says("Ann Lee").says("+34 600 555 142");
    let change = form! { code: id.to_string(), base: form.field("base"), firstName: "Anna", lastName: "Lee" };
    manager.post("/books/couriers", change).leads("/books/couriers?done=book-saved");
    let changed = couriers().into_iter().find(|courier| courier["id"].as_i64() == Some(id)).expect("it is there");
    assert_eq!((changed["firstName"].as_str(), changed["active"].as_bool()), (Some("Anna"), Some(false)));
    manager.post("/books/couriers", form! { new: "yes", lastName: "Nameless" }).is(400);
    manager.post("/books/couriers", form! { new: "yes", firstName: "Bob", email: "no email" }).is(400);
    manager.post("/books/couriers", form! { code: "999", firstName: "Bob" }).is(404);
    manager.get("/books/couriers?code=nonsense").is(404);

    let entity = form! { new: "yes", code: "tea", legalName: "Tea House SL", contragentType: "legal-entity", countryIso: "ES", vatRate: "21", bankAccount: "ES91" };
    manager.post("/books/legal-entities", entity).leads("/books/legal-entities?done=book-saved");
    let kept = key.get("/reference/legal-entities", form! {}).ok()["legalEntities"].to_string();
    assert!(kept.contains("Tea House SL") && kept.contains("ES91") && kept.contains("21.00"), "{kept}");
    manager.get("/books/legal-entities?code=tea").is(200).says("Tea House SL");
    let wrong = form! { new: "yes", code: "cup", legalName: "Cup", contragentType: "legal-entity", countryIso: "Spain" };
    manager.post("/books/legal-entities", wrong).is(400);

    let currency = form! { new: "yes", code: "usd", manualConvertNominal: "1", manualConvertValue: "0.9" };
    manager.post("/books/currencies", currency).leads("/books/currencies?done=book-saved");
    let currencies = || key.get("/reference/currencies", form! {}).ok()["currencies"].to_string();
    assert!(currencies().contains("USD"), "{}", currencies());
    manager.post("/books/currencies", form! { new: "yes", code: "USD" }).is(400);
    manager.post("/books/currencies", form! { new: "yes", code: "money" }).is(400);
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get("/books/currencies?code=USD").is(200);
    reader.post("/books/currencies", form! { new: "yes", code: "GBP" }).is(403);
}
