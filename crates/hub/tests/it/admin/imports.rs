//! Orders and customers out into files and in from files: the same rules as over the API, undone and continued at will.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hub::work::imports::{Worker, look};
use serde_json::{Value, json};

use crate::support::browser::Shown;
use crate::support::steps::id;
use crate::support::{Actor, Browser, TestHub};

/// Lets the server work on whatever waits.
fn work(hub: &TestHub) {
    look(&hub.hub, &AtomicBool::new(false)).expect("the database answers");
}

/// Uploads a file and returns the path of its import.
#[track_caller]
fn upload(browser: &mut Browser, kind: &str, store: &str, text: &str) -> String {
    let shown = browser.upload("/imports/add", &[("kind", None, kind), ("store", None, store), ("file", Some("goods.csv"), text)]);
    assert_eq!(shown.status, 303, "{shown:?}");
    shown.header("location").expect("an address").to_owned()
}

/// Has the columns checked as they were recognised, and returns the page with what was found.
#[track_caller]
fn check(hub: &TestHub, browser: &mut Browser, path: &str, more: &[(&str, &str)]) -> Shown {
    let shown = browser.get(path).is(200);
    let mut form: Vec<(String, String)> = (0..)
        .map(|place| format!("column-{place}"))
        .take_while(|name| shown.text.contains(&format!("name=\"{name}\"")))
        .map(|name| (name.clone(), shown.field(&name)))
        .collect();
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.post(&format!("{path}/columns"), form).leads(path);
    work(hub);
    browser.get(path).is(200)
}

#[track_caller]
fn run(hub: &TestHub, browser: &mut Browser, path: &str) -> Shown {
    browser.post(&format!("{path}/run"), form! {}).leads(path);
    work(hub);
    browser.get(path).is(200)
}

#[track_caller]
fn undo(hub: &TestHub, browser: &mut Browser, path: &str) -> Shown {
    browser.get(&format!("{path}/undo")).is(200).says("Undo this import?");
    browser.post(&format!("{path}/undo"), form! {}).leads(path);
    work(hub);
    browser.get(path).is(200)
}

fn export(browser: &mut Browser, kind: &str, store: &str) -> String {
    let shown = browser.get(&format!("/export/{kind}.csv?store={store}")).is(200);
    assert_eq!(shown.header("content-type"), Some("text/csv; charset=utf-8"));
    shown.text
}

fn fill(key: &Actor, site: &str) {
    let order = |order: Value| key.post("/orders/create", form! { site: site, order: order }).is(201);
    order(json!({
        "externalId": "e-1", "number": "N-1", "firstName": "=1+1", "lastName": "\"Quoted\", and\nbroken", "phone": "+79261234567",
        "email": "a@a.test", "status": "complete", "customerComment": "; , x",
        "delivery": {"code": "self-delivery", "cost": 5.5, "address": {"city": "Тверь", "street": "Мира"}},
        "items": [{"productName": "Tea", "initialPrice": 12.5, "quantity": 2}, {"productName": "Cup", "initialPrice": 1, "quantity": 1}],
        "payments": [{"type": "cash", "amount": 3}],
    }));
    order(json!({"externalId": "e-2", "firstName": "Bob", "phone": "+79990000001"}));
    let customer = json!({
        "externalId": "c-1", "firstName": "Анна", "phones": [{"number": "+79160000000"}, {"number": "-1"}, {"number": "3"}, {"number": "44444"}],
        "tags": ["a", "b c"], "birthday": "1989-08-04", "vip": true, "address": {"city": "Madrid"},
    });
    key.post("/customers/create", form! { site: site, customer: customer }).is(201);
}

#[test]
fn what_is_exported_is_imported_unchanged_and_into_another_store_it_is_the_same() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("all", "all");
    fill(&key, "north");
    let mut admin = Browser::signed_in(&hub, "administrator");
    for (kind, count) in [("customers", 3), ("orders", 2)] {
        let text = export(&mut admin, kind, "north");
        assert!(text.starts_with('\u{feff}') && !text.contains(",\"=") && !text.contains(",\"+"), "{text}");
        let path = upload(&mut admin, kind, "north", &text);
        let shown = check(&hub, &mut admin, &path, &[]);
        assert!(shown.text.contains(&format!("<p class=\"k\">Unchanged</p><p class=\"v\">{count}</p>")), "{kind}: {}", shown.text);
        shown.says("No faults found").hides("Import 1").hides("Import 2");

        // Of another store the ids and the store say nothing.
        let other = text.replace("\"north\"", "\"south\"");
        let path = upload(&mut admin, kind, "south", &other);
        let shown = check(&hub, &mut admin, &path, &[]);
        if kind == "orders" {
            assert!(shown.text.contains("<p class=\"k\">New</p><p class=\"v\">2</p>"), "{}", shown.text);
            run(&hub, &mut admin, &path).says("2 added");
        }
    }
    let same = |text: &str| -> BTreeSet<String> {
        let own = |line: &str| line.split_once(',').map(|(_, rest)| rest.replace("\"south\"", "\"north\"")).unwrap_or_default();
        text.split("\r\n").skip(1).map(own).collect()
    };
    let (north, south) = (export(&mut admin, "orders", "north"), export(&mut admin, "orders", "south"));
    assert_eq!(same(&north), same(&south));
    // Another row of the same file changes what it says and nothing else.
    let before = key.get("/orders/e-1", form! { site: "north" }).ok();
    let path = upload(&mut admin, "orders", "north", &north.replace("\"12.5\"", "\"13,5\""));
    check(&hub, &mut admin, &path, &[]);
    run(&hub, &mut admin, &path).says("0 added, 1 changed, 1 unchanged");
    let after = key.get("/orders/e-1", form! { site: "north" }).ok();
    assert_eq!(after["order"]["items"][0]["initialPrice"], json!(13.5));
    assert_eq!(after["order"]["items"][0]["id"], before["order"]["items"][0]["id"], "it is the same line");
    undo(&hub, &mut admin, &path).says("Undone; 0 kept");
    let undone = key.get("/orders/e-1", form! { site: "north" }).ok();
    assert_eq!(undone["order"]["items"], before["order"]["items"]);
}

const CUSTOMERS: &str = "Cust. no;Имя;Tel;Birthday;Tags\n\
    c-1;Anna;+7 926 123-45-67;04.08.1989;new\n\
    c-2;Boris;;04/05/1975;\n\
    c-3;Vera;+79990000003;;\"one, two\"\n\
    c-3;Vera again;;;\n\
    ;Gleb;+79990000004;;\n";

#[test]
fn a_file_is_checked_imported_noted_and_undone_but_for_what_was_edited_since() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let there = key.customer(json!({"externalId": "c-1", "firstName": "Ann", "phones": ["+79260000000", "+79260000001"], "vip": true}));
    let mut admin = Browser::signed_in(&hub, "administrator");
    let path = upload(&mut admin, "customers", "north", CUSTOMERS);
    admin.get(&path).is(200).says("External ID").says("Check 5 rows").says("Gleb").says("Semicolon");
    let shown = check(&hub, &mut admin, &path, &[]).says("2 rows have faults").says("Day or month first?").says("04/05/1975");
    shown.says("Rows of one order must follow each other").says("Import 3 rows").says("Nothing has been changed yet");
    assert_eq!(key.found("customers", form! {}), [there], "the check changed nothing");
    assert_eq!(key.history("customers", form! {}).len(), 1);

    run(&hub, &mut admin, &path).says("2 added, 1 changed, 0 unchanged, 2 left out");
    let anna = key.read_customer(there);
    assert_eq!((&anna["firstName"], &anna["birthday"], &anna["vip"]), (&json!("Anna"), &json!("1989-08-04"), &json!(true)));
    assert_eq!(anna["phones"], json!([{"number": "+7 926 123-45-67"}, {"number": "+79260000001"}]), "the other phone stays");
    let all = key.found("customers", form! {});
    assert_eq!(all.len(), 3);
    let rows = key.history("customers", form! { "filter[customerId]": there });
    assert!(rows.len() > 1 && rows.iter().skip(1).all(|row| row["source"] == "user"), "{rows:?}");
    admin.get("/integration/audit-log?what=import").says("Import finished").says("goods.csv");
    admin.post(&format!("{path}/run"), form! {}).is(400);

    key.post("/customers/c-1/edit", form! { customer: {birthday: "1990-01-01"} }).ok();
    key.post("/customers/c-3/edit", form! { customer: {lastName: "P"} }).ok();
    let shown = undo(&hub, &mut admin, &path).says("Undone; 2 kept").says("Edited after the import");
    assert!(shown.text.contains("Birthday"), "{}", shown.text);
    let anna = key.read_customer(there);
    assert_eq!((&anna["firstName"], &anna["birthday"]), (&json!("Ann"), &json!("1990-01-01")));
    assert_eq!(anna["phones"][0]["number"], "+79260000000");
    assert_eq!(key.found("customers", form! {}).len(), 2, "the one without an id is gone, the edited one is kept");
    let gone = all.into_iter().find(|id| key.get(&format!("/customers/{id}"), form! { by: "id" }).status == 404).expect("one is gone");
    assert_eq!(key.history("customers", form! { "filter[customerId]": gone }).last().expect("a row")["deleted"], true);
    admin.post(&format!("{path}/undo"), form! {}).is(400);
    // What was kept is found again.
    let path = upload(&mut admin, "customers", "north", CUSTOMERS);
    check(&hub, &mut admin, &path, &[]);
    run(&hub, &mut admin, &path).says("1 added, 1 changed, 1 unchanged, 2 left out");
}

#[test]
fn existing_rows_are_updated_filled_or_left_and_found_by_contacts_where_that_was_chosen() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let there = key.customer(json!({"firstName": "Ann", "phones": ["+79261234567"]}));
    let mut admin = Browser::signed_in(&hub, "administrator");
    let text = "phone,firstName,lastName\n8 926 123-45-67,Anna,P\n";
    let mut import = |more: &[(&str, &str)]| {
        let path = upload(&mut admin, "customers", "north", text);
        check(&hub, &mut admin, &path, more);
        run(&hub, &mut admin, &path)
    };
    import(&[("contacts", "yes"), ("existing", "fill")]).says("0 added, 1 changed");
    let customer = key.read_customer(there);
    assert_eq!((&customer["firstName"], &customer["lastName"]), (&json!("Ann"), &json!("P")), "only what was empty is filled");
    import(&[("existing", "update")]).says("1 added, 0 changed");
    assert_eq!(key.found("customers", form! {}).len(), 2);
    // How the columns were read is remembered.
    let path = upload(&mut admin, "customers", "north", text);
    let shown = admin.get(&path).is(200);
    assert!(!shown.text.contains("name=\"contacts\" value=\"yes\" checked"));
    let form = form! { "column-0": "", "column-1": "", "column-2": "tags", "existing": "skip" };
    admin.post(&format!("{path}/columns"), form).leads(&path);
    let again = upload(&mut admin, "customers", "north", text);
    assert_eq!(admin.get(&again).field("column-2"), "tags");
}

#[test]
fn an_id_of_another_database_is_not_the_order_that_has_it_here() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let own = id(&key.order(json!({"externalId": "own", "number": "N-own", "firstName": "Ann"})));
    let mut admin = Browser::signed_in(&hub, "administrator");
    let text = format!("id,externalId,number,firstName\n{own},theirs,N-theirs,Bob\n");
    let path = upload(&mut admin, "orders", "north", &text);
    check(&hub, &mut admin, &path, &[]);
    run(&hub, &mut admin, &path).says("1 added, 0 changed");
    assert_eq!(key.read_order(own)["firstName"], "Ann");
    let text = format!("id,externalId,number,firstName\n{own},own,N-new,Anna\n{own}9,,,Nobody\n");
    let path = upload(&mut admin, "orders", "north", &text);
    check(&hub, &mut admin, &path, &[]).says("There is no such row in this store");
    run(&hub, &mut admin, &path).says("0 added, 1 changed");
    let order = key.read_order(own);
    assert_eq!((&order["firstName"], &order["number"]), (&json!("Anna"), &json!("N-new")));
}

#[test]
fn an_import_that_ends_in_the_middle_goes_on_and_nothing_is_doubled() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut admin = Browser::signed_in(&hub, "administrator");
    let rows: String = (0..130).map(|number| format!("e-{number},+7926{number:07},Tea,{number}\n")).collect();
    let text = format!("externalId,phone,itemName,itemPrice\n{rows}");
    let path = upload(&mut admin, "orders", "north", &text);
    check(&hub, &mut admin, &path, &[]).says("Import 130 rows");
    admin.post(&format!("{path}/run"), form! {}).leads(&path);
    let (account, stopped) = (|| hub.hub.account(), Arc::new(AtomicBool::new(false)));
    let worker = Worker { db: &hub.hub.db, account: &account, clock: &hub.clock, stopped: &stopped };
    let number: i64 = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    worker.work_on(number, &mut |_| stopped.store(true, Ordering::SeqCst)).expect("the database answers");
    assert_eq!(key.get("/orders", form! { limit: 20 }).ok()["pagination"]["totalCount"], 50);
    admin.get(&path).is(200).says("Importing").says("Stop");
    // Something works on it as far as anyone knows; after a while a server takes it up.
    work(&hub);
    assert_eq!(key.get("/orders", form! { limit: 20 }).ok()["pagination"]["totalCount"], 50);
    hub.wait(60);
    work(&hub);
    admin.get(&path).is(200).says("130 added");
    assert_eq!(key.get("/orders", form! { limit: 20 }).ok()["pagination"]["totalCount"], 130);
    assert_eq!(hub.changes().iter().filter(|change| *change == "order.status").count(), 130);
    assert_eq!(key.get("/customers", form! { limit: 20 }).ok()["pagination"]["totalCount"], 130);

    let kept = id(&key.get("/orders/e-7", form! {}).ok()["order"]);
    key.post(&format!("/orders/{kept}/edit"), form! { by: "id", order: {managerComment: "mine"} }).ok();
    undo(&hub, &mut admin, &path).says("Undone; 1 kept");
    assert_eq!(key.found("orders", form! {}), [kept]);
    assert_eq!(
        key.found("customers", form! {}).len(),
        1,
        "customers that were made with the orders are gone, but for the one whose order is kept"
    );
    // Their external ids are free again.
    let again = upload(&mut admin, "orders", "north", &text);
    check(&hub, &mut admin, &again, &[]);
    run(&hub, &mut admin, &again).says("129 added, 0 changed, 1 unchanged");
    assert!(hub.hub.db.read_now(database::row_counts::differences).expect("they can be compared").is_empty());
    assert!(hub.hub.db.read_now(|tx| database::sums::differences(tx, 10)).expect("they can be compared").is_empty());
}

#[test]
fn a_user_imports_and_exports_only_their_stores_and_sees_no_hidden_data() {
    let hub = TestHub::new();
    hub.site("own");
    hub.site("other");
    let key = hub.key("all", "all");
    fill(&key, "own");
    fill(&key, "other");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let theirs = upload(&mut admin, "customers", "own", CUSTOMERS);
    let foreign = upload(&mut admin, "customers", "other", CUSTOMERS);
    let mut clerk = Browser::signed_in(&hub, "manager");
    let account = hub.hub.account();
    let user = account.users.iter().find(|user| user.email == "manager@hub.test").map(|user| user.id).expect("they are there");
    let own = account.site("own").map(|site| site.id).expect("the store").to_string();
    let mut access = form! { orders: "change", stores: "some", store: own, "hide-phone": "hide", "hide-email": "partial" };
    admin.post(&format!("/people/{user}/orders"), access.clone()).is(303);
    clerk.get("/export/orders.csv?store=other").is(404);
    clerk.get(&foreign).is(404);
    clerk.get(&theirs).is(404);
    clerk.get("/imports").is(200).hides("goods.csv");
    clerk.get("/export").is(200).says("Store own").hides("Store other");
    let refused =
        clerk.upload("/imports/add", &[("kind", None, "orders"), ("store", None, "other"), ("file", Some("a.csv"), "number\n1\n")]);
    refused.is(400).says("Choose a store");
    let text = export(&mut clerk, "customers", "own");
    assert!(text.contains("Анна") && !text.contains("9160000000") && !text.contains("a@a.test"), "{text}");

    // What is hidden and comes back changes nothing; a row of the other store is refused.
    let path = upload(&mut clerk, "customers", "own", &text);
    check(&hub, &mut clerk, &path, &[]).says("No faults found").hides("Import 1");
    let path = upload(&mut clerk, "customers", "own", &text.replace("\"own\"", "\"other\""));
    check(&hub, &mut clerk, &path, &[]).says("The row is of another store");
    let path = upload(&mut clerk, "customers", "own", "externalId,firstName\nc-1,Inna\n");
    check(&hub, &mut clerk, &path, &[]).says("Import 1 row");
    access[0].1 = "see".to_owned();
    admin.post(&format!("/people/{user}/orders"), access).is(303);
    clerk.post(&format!("{path}/run"), form! {}).is(403);
    clerk.get("/imports").is(403);
    clerk.get("/imports/add").is(403);
    clerk.get("/export").is(200);
    // An import that was begun does not outlive the access of its user.
    admin.post(&format!("/imports/{}/run", path.rsplit('/').next().unwrap_or_default()), form! {}).is(303);
    work(&hub);
    assert_eq!(key.get("/customers/c-1", form! { site: "own" }).ok()["customer"]["firstName"], "Анна");
    admin.get(&path).is(200).says("may not change orders and customers of this store");
}

#[test]
fn what_cannot_be_imported_is_refused_in_words() {
    let hub = TestHub::new();
    hub.site("north");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut send =
        |text: &str| admin.upload("/imports/add", &[("kind", None, "orders"), ("store", None, "north"), ("file", Some("a"), text)]);
    send("").is(400).says("Choose a file");
    send("a,b\n").is(400).says("no rows below its header");
    send("\n \n,,\n").is(400).says("no rows below its header");
    send(&format!("{}\n1\n", "a,".repeat(300))).is(400).says("more than 200 columns");
    send(&format!("a\n{}", "1\n".repeat(200_001))).is(400).says("more than 200,000 rows");
    for (text, columns, reason) in [
        ("a,b\n1,2\n", ["", ""], "at least one column"),
        ("a,b\n1,2\n", ["number", "number"], "two columns become the same field"),
        ("a,b\n1,2\n", ["itemName", ""], "items need a column"),
        ("a,b\n1,2\n", ["nonsense", ""], "there is no such column"),
    ] {
        let path = upload(&mut admin, "orders", "north", text);
        let form = form! { "column-0": columns[0], "column-1": columns[1] };
        admin.post(&format!("{path}/columns"), form).is(400).says(reason);
        admin.post(&format!("{path}/delete"), form! {}).leads("/imports?done=import-deleted");
        admin.get(&path).is(404);
    }
    let text = "number,status,itemName,itemPrice,itemQuantity,createdAt\nN1,nowhere,Tea,1,1,\nN2,new,Tea,ten,1,\nN3,new,Tea,1,-1,\nN4,new,Tea,1,1,31.02.2026\nN5,new,Tea,1,1,14.03.2026 9:05,extra\n";
    let path = upload(&mut admin, "orders", "north", text);
    let shown = check(&hub, &mut admin, &path, &[]).says("5 rows have faults").hides("Import 1");
    let shown = shown.says("There is no such entry").says("Not a number").says("Not a date").says("more cells than the header");
    assert!(shown.text.contains("Item: quantity"), "a rule of the API names its column: {}", shown.text);
    for path in ["/imports/99", "/imports/x", "/export/nothing.csv?store=north", "/export/orders.csv?store=nowhere"] {
        admin.get(path).is(404);
    }
}
