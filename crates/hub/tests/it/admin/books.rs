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

/// The entries of a book in the order of its page.
fn listed(browser: &mut Browser, book: &str) -> Vec<String> {
    let shown = browser.get(&format!("/books/{book}")).is(200);
    let rows = shown.text.split("data-entry=\"").skip(1);
    rows.filter_map(|row| row.split('"').next().map(str::to_owned)).collect()
}

/// How often the audit log names a change of a data book.
fn noted(browser: &mut Browser) -> usize {
    browser.get("/integration/audit-log").is(200).text.matches("Data book entry changed").count()
}

#[test]
fn entries_are_moved_within_their_group_and_keep_its_numbers() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut admin = Browser::signed_in(&hub, "administrator");
    for code in ["one", "two", "three"] {
        let entry = form! { new: "yes", code: code, name: format!("Group {code}"), ordering: "990", active: "yes" };
        admin.post("/books/cost-groups", entry).leads("/books/cost-groups");
    }
    let before = noted(&mut admin);
    let own = |browser: &mut Browser| -> Vec<String> {
        listed(browser, "cost-groups").into_iter().filter(|code| ["one", "two", "three"].contains(&code.as_str())).collect()
    };
    assert_eq!(own(&mut admin), ["one", "two", "three"]);
    let order = "/books/cost-groups/order";
    let shown = admin.post(order, form! { down: "one" }).leads("/books/cost-groups?moved=one&by=down");
    let place = shown.header("location").unwrap_or_default().to_owned();
    admin.get(&place).is(200).says("“Group one” is now number").says("role=\"status\"").says(" autofocus");
    assert_eq!(own(&mut admin), ["two", "one", "three"]);
    admin.post(order, form! { up: "three", open: "two" }).leads("/books/cost-groups?moved=three&by=up&code=two");
    assert_eq!(own(&mut admin), ["two", "three", "one"]);
    admin.post(order, form! { move: "one", before: "two" }).leads("/books/cost-groups?moved=one");
    assert_eq!(own(&mut admin), ["one", "two", "three"]);
    admin.post(order, form! { move: "one", before: "" }).leads("/books/cost-groups?moved=one");
    assert_eq!(own(&mut admin), ["two", "three", "one"]);
    assert_eq!(noted(&mut admin), before + 4, "each move is noted once");
    // The API answers with the numbers, each once and in this order.
    let groups = key.get("/reference/cost-groups", form! {}).ok();
    let number = |code: &str| {
        let all = groups["costGroups"].as_array().cloned().unwrap_or_default();
        all.iter().find(|group| group["code"] == code).and_then(|group| group["ordering"].as_i64()).expect("a number")
    };
    assert!(number("two") < number("three") && number("three") < number("one"), "{groups:?}");
    // What is there already stays, and is not noted.
    let all = listed(&mut admin, "cost-groups");
    let (first, last) = (all[0].clone(), all[all.len() - 1].clone());
    admin.post(order, form! { up: first.clone() }).leads("/books/cost-groups");
    admin.post(order, form! { down: last.clone() }).leads("/books/cost-groups");
    admin.post(order, form! { move: first.clone(), before: first }).leads("/books/cost-groups");
    assert_eq!(listed(&mut admin, "cost-groups"), all);
    assert_eq!(noted(&mut admin), before + 4);
    for wrong in [form! { up: "none" }, form! { move: "one", before: "none" }] {
        admin.post(order, wrong).is(404);
    }
    for wrong in [form! {}, form! { move: "" }, form! { down: "" }] {
        admin.post(order, wrong).is(400);
    }
    admin.post("/books/nothing/order", form! { up: "one" }).is(404);
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get("/books/cost-groups").is(200).hides("/order\"").hides("name=\"up\"");
    reader.post(order, form! { up: "one" }).is(403);
    assert_eq!(listed(&mut admin, "cost-groups"), all);
}

#[test]
fn statuses_are_moved_within_their_group_and_books_without_numbers_too() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut manager = Browser::signed_in(&hub, "manager");
    for (code, group) in [("packed", "assembling"), ("labelled", "assembling"), ("asked", "approval")] {
        let entry = form! { new: "yes", code: code, name: code, group: group, ordering: "990", active: "yes" };
        manager.post("/books/statuses", entry).leads("/books/statuses");
    }
    let place =
        |browser: &mut Browser, code: &str| listed(browser, "statuses").iter().position(|other| other == code).expect("it is listed");
    assert!(place(&mut manager, "packed") < place(&mut manager, "labelled"));
    manager.post("/books/statuses/order", form! { move: "labelled", before: "packed" }).leads("/books/statuses?moved=labelled");
    assert_eq!(place(&mut manager, "labelled") + 1, place(&mut manager, "packed"));
    // The API and the choice of a status follow.
    let statuses = key.get("/reference/statuses", form! {}).ok()["statuses"].clone();
    assert!(statuses["labelled"]["ordering"].as_i64() < statuses["packed"]["ordering"].as_i64(), "{statuses}");
    let form = manager.get("/orders/add").is(200).text;
    assert!(form.find("value=\"labelled\"") < form.find("value=\"packed\""));
    let all = listed(&mut manager, "statuses");
    manager.post("/books/statuses/order", form! { move: "asked", before: "packed" }).is(400);
    assert_eq!(listed(&mut manager, "statuses"), all, "an entry stays in its group");

    for code in ["card-a", "card-b"] {
        manager.post("/books/payment-types", form! { new: "yes", code: code, name: code, active: "yes" }).leads("/books/payment-types");
    }
    manager.post("/books/payment-types/order", form! { up: "card-b" }).leads("/books/payment-types?moved=card-b");
    let all = listed(&mut manager, "payment-types");
    let place = |code: &str| all.iter().position(|other| other == code);
    assert!(place("card-b") < place("card-a"), "{all:?}");
    let types = key.get("/reference/payment-types", form! {}).ok()["paymentTypes"].clone();
    assert!(types["card-b"].get("ordering").is_none(), "the API has no such field: {types}");
    // A later change by the API leaves the place alone.
    key.post("/reference/payment-types/card-b/edit", form! { paymentType: { name: "Card B" } }).ok();
    assert_eq!(listed(&mut manager, "payment-types"), all);
}
