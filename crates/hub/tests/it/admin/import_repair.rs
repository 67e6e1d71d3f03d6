//! Imports with columns of custom fields, and rows that were refused, downloaded, repaired and imported again.

use std::sync::atomic::AtomicBool;

use hub::work::imports::look;
use serde_json::{Value, json};

use crate::support::browser::Shown;
use crate::support::{Actor, Browser, TestHub};

fn work(hub: &TestHub) {
    look(&hub.hub, &AtomicBool::new(false)).expect("the database answers");
}

/// Uploads a file, has its columns checked as they are suggested, and returns the path of the import and what was found.
#[track_caller]
fn check(hub: &TestHub, browser: &mut Browser, kind: &str, store: &str, text: &str) -> (String, Shown) {
    let parts = [("kind", None, kind), ("store", None, store), ("file", Some("goods.csv"), text)];
    let path = browser.upload("/imports/add", &parts).leads("/imports/").header("location").expect("an address").to_owned();
    let shown = browser.get(&path).is(200);
    let named = (0..).map(|place| format!("column-{place}")).take_while(|name| shown.text.contains(&format!("name=\"{name}\"")));
    let form = named.map(|name| (name.clone(), shown.field(&name))).collect();
    browser.post(&format!("{path}/columns"), form).leads(&path);
    work(hub);
    let shown = browser.get(&path).is(200);
    (path, shown)
}

#[track_caller]
fn run(hub: &TestHub, browser: &mut Browser, path: &str) -> Shown {
    browser.post(&format!("{path}/run"), form! {}).leads(path);
    work(hub);
    browser.get(path).is(200)
}

/// Declares custom fields of orders and of customers.
fn declare(key: &Actor) {
    let elements = json!([{"code": "mint", "name": "Mint"}, {"code": "rose", "name": "Rose petals"}]);
    key.post(
        "/custom-fields/dictionaries/create",
        form! { customDictionary: json!({"code": "tastes", "name": "Tastes", "elements": elements}) },
    )
    .is(201);
    for owner in ["order", "customer"] {
        for (code, name, kind) in [
            ("gift", "Gift", "boolean"),
            ("weight", "Weight", "numeric"),
            ("day", "Party", "date"),
            ("taste", "Taste", "dictionary"),
            ("tastes", "All tastes", "multiselect_dictionary"),
            ("wish", "Wish", "string"),
        ] {
            let dictionary = if kind.contains("dictionary") { json!("tastes") } else { Value::Null };
            let field = json!({"code": code, "name": name, "type": kind, "dictionary": dictionary});
            key.post(&format!("/custom-fields/{owner}/create"), form! { customField: field }).is(201);
        }
    }
}

#[test]
fn custom_fields_are_imported_exported_and_put_back() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("all", "all");
    declare(&key);
    let mut admin = Browser::signed_in(&hub, "administrator");
    let read = |kind: &str, id: &str| {
        let member = kind.trim_end_matches('s');
        key.get(&format!("/{kind}/{id}"), form! { site: "north" }).ok()[member]["customFields"].clone()
    };
    for kind in ["orders", "customers"] {
        // By the names of the fields and of the elements, as people write them.
        let text = "externalId,firstName,phone,Gift,Weight,Party,Taste,All tastes,WISH\n\
            e-1,Ann,+79260000001,yes,\"1,50\",04.08.1989,Rose petals,\"mint, Rose petals\",\"Ring, please\"\n\
            e-2,Bob,+79260000002,perhaps,,,,,\n\
            e-3,Eve,+79260000003,,heavy,,,,\n\
            e-4,Gus,+79260000004,,,,Lemon,,\n";
        let (path, shown) = check(&hub, &mut admin, kind, "north", text);
        let shown = shown.says("3 rows have faults").says("perhaps").says("heavy").says("Lemon").says("Taste");
        assert!(shown.text.contains("Weight"), "a fault names the field");
        run(&hub, &mut admin, &path).says("1 added");
        let fields =
            json!({"gift": true, "weight": 1.5, "day": "1989-08-04", "taste": "rose", "tastes": ["mint", "rose"], "wish": "Ring, please"});
        assert_eq!(read(kind, "e-1"), fields, "{kind}");

        let csv = admin.get(&format!("/export/{kind}.csv?store=north")).is(200).text;
        assert!(csv.contains("custom.tastes") && csv.contains("\"mint, rose\""), "{csv}");
        let (_, shown) = check(&hub, &mut admin, kind, "north", &csv);
        shown.says("No faults found").hides("Import 1");
        let (path, _) =
            check(&hub, &mut admin, kind, "north", &csv.replace("\"Ring, please\"", "\"Knock\"").replace("\"mint, rose\"", "\"rose\""));
        run(&hub, &mut admin, &path).says("1 changed");
        assert_eq!((read(kind, "e-1")["wish"].clone(), read(kind, "e-1")["tastes"].clone()), (json!("Knock"), json!(["rose"])));
        admin.post(&format!("{path}/undo"), form! {}).leads(&path);
        work(&hub);
        assert_eq!(read(kind, "e-1"), fields, "{kind}");
    }
}

#[test]
fn refused_rows_are_downloaded_repaired_and_imported_again() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("all", "all");
    let mut admin = Browser::signed_in(&hub, "administrator");
    let mut clerk = Browser::signed_in(&hub, "manager");
    let id = hub.hub.account().users.iter().find(|user| user.email == "manager@hub.test").map(|user| user.id).expect("they are there");
    let south = hub.hub.account().site("south").map(|site| site.id).expect("the store").to_string();
    admin.post(&format!("/people/{id}/orders"), form! { orders: "change", stores: "some", store: south }).leads("/people/");
    let text = "Order number,Item,Price,Phone,Strange\n\
        A,Tea,10,+79260000001,x\n\
        A,Cup,much,+79260000001,y\n\
        B,Tea,10,+79260000002,=z\n\
        C,Pot,,+79260000003,\n\
        C,Lid,few,,\n";
    let (path, shown) = check(&hub, &mut admin, "orders", "north", text);
    let there = format!("{path}/refused.csv");
    shown.says("2 rows have faults").says(&there);
    let expected = |csv: &str| {
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], "\"Order number\",\"Item\",\"Price\",\"Phone\",\"Strange\",\"latchkey-error\"");
        assert_eq!(lines.len(), 6, "{csv}");
        assert!(lines[1].starts_with("\"A\",\"Tea\",\"10\",\"'+79260000001\",\"x\",\"") && lines[1].contains("price"), "{csv}");
        assert_eq!(lines[2], "\"A\",\"Cup\",\"much\",\"'+79260000001\",\"y\",");
    };
    expected(&admin.get(&there).is(200).text);
    run(&hub, &mut admin, &path).says("1 added");
    let csv = admin.get(&there).is(200).text;
    expected(&csv);
    // Neither a user of another store nor one who only reads gets the file.
    clerk.get(&there).is(404);
    Browser::signed_in(&hub, "read-only").get(&there).is(403);

    // Half of it repaired, then the rest: columns are read as they were, and what was wrong is not imported.
    let (path, shown) = check(&hub, &mut admin, "orders", "north", &csv.replace("much", "3"));
    shown.says("1 row has faults");
    run(&hub, &mut admin, &path).says("1 added");
    let csv = admin.get(&format!("{path}/refused.csv")).is(200).text;
    assert_eq!(csv.matches("latchkey-error").count(), 1);
    let (path, shown) = check(&hub, &mut admin, "orders", "north", &csv.replace("few", "4"));
    shown.says("No faults found");
    run(&hub, &mut admin, &path).says("1 added").hides("refused.csv");
    let numbers: Vec<Value> =
        key.get("/orders", form! {}).ok()["orders"].as_array().into_iter().flatten().map(|order| order["number"].clone()).collect();
    assert_eq!(numbers, ["C", "A", "B"]);
}
