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
