//! GET /customers/notes, POST …/create and …/{id}/delete: notes on customers.

use serde_json::{Value, json};

use database::{Database, Sql};

use crate::support::steps::{id, rows};
use crate::support::{Account, TestHub};

#[test]
fn a_note_is_made_found_and_deleted() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"externalId": "c"}));
    let manager = hub.person("mona@hub.test", &["manager"]);
    let made = key.post("/customers/notes/create", form! { note: {text: "Любит ЧАЙ", managerId: manager, customer: {externalId: "c"}} });
    assert_eq!(made.status, 201);
    let note = id(&made.ok());
    let listed = key.get("/customers/notes", form! {}).ok();
    let shown = json!({
        "id": note, "managerId": manager, "text": "Любит ЧАЙ", "createdAt": "2026-03-14 15:00:00",
        "customer": {"id": customer, "externalId": "c", "site": "north", "type": "customer"},
    });
    assert_eq!(listed["notes"], json!([shown]));
    assert_eq!(listed["notes"].to_string(), json!([shown]).to_string(), "in this order");
    assert_eq!(key.post(&format!("/customers/notes/{note}/delete"), form! {}).ok(), json!({"success": true}));
    key.post(&format!("/customers/notes/{note}/delete"), form! {}).refused(404, "Not found");
    assert_eq!(key.get("/customers/notes", form! {}).ok()["notes"], json!([]));
    assert_eq!(hub.changes(), ["customer.id"], "a note is no change of the customer");
}

#[test]
fn every_filter_finds_the_note_that_has_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let (anna, boris) = (key.customer(json!({"externalId": "anna"})), key.customer(json!({"externalId": "boris"})));
    let add = |note: Value| id(&key.post("/customers/notes/create", form! { note: note }).ok());
    let first = add(json!({"text": "Любит ЧАЙ 100%", "managerId": manager, "customer": {"id": anna}}));
    hub.wait(86_400);
    let second = add(json!({"text": "Other", "customer": {"id": boris}}));
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[customerIds][]", anna.to_string(), boris.to_string()),
        ("[customerExternalIds][]", "anna".to_owned(), "boris".to_owned()),
        ("[managerIds][]", manager.to_string(), "99".to_owned()),
        ("[text]", "любит чай 100%".to_owned(), "любит кофе".to_owned()),
        ("[createdAtTo]", "2026-03-14".to_owned(), "2026-03-13".to_owned()),
        ("[createdAtTo]", "2026-03-14 15:00:00".to_owned(), "2026-03-14 14:59:59".to_owned()),
    ] {
        let find = |value: &str| key.found("customers/notes", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}");
        assert!(!find(&no).contains(&first), "{filter}");
    }
    assert_eq!(key.found("customers/notes", form! { "filter[createdAtFrom]": "2026-03-15" }), [second]);
    assert_eq!(key.found("customers/notes", form! { "filter[createdAtFrom]": "2026-03-14", "filter[noSuch]": 1 }), [first, second]);
    assert_eq!(
        rows(&key.get("/customers/notes", form! {}).ok(), "notes").iter().map(id).collect::<Vec<_>>(),
        [second, first],
        "newest first"
    );
}

#[test]
fn what_is_no_note_is_refused() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let customer = all.customer_in("north", json!({"externalId": "c"}));
    for (note, path) in [
        (json!({"customer": {"id": customer}}), "text"),
        (json!({"text": "  ", "customer": {"id": customer}}), "text"),
        (json!({"text": "x"}), "customer"),
        (json!({"text": "x", "customer": {}}), "customer"),
        (json!({"text": "x", "customer": {"id": 99}}), "customer"),
        (json!({"text": "x", "customer": {"externalId": "c", "site": "south"}}), "customer"),
        (json!({"text": "x", "managerId": 99, "customer": {"id": customer}}), "managerId"),
        // The first wrong field is named, in this order.
        (json!({}), "text"),
        (json!({"managerId": 99, "customer": {"id": 99}}), "text"),
        (json!({"text": "x", "managerId": 99, "customer": {"id": 99}}), "managerId"),
        (json!({"text": "x", "managerId": 99}), "managerId"),
    ] {
        let reply = all.post("/customers/notes/create", form! { site: "north", note: note }).refused(400, "Errors in the entity format");
        let errors = reply.json["errors"].as_object().expect("the errors are named").clone();
        assert_eq!(errors.keys().collect::<Vec<_>>(), [path], "{reply}");
    }
    for (named, text) in [
        (json!({}), "Set one of the following fields: id, externalId"),
        (json!({"id": null}), "Set one of the following fields: id, externalId"),
        (json!({"browserId": "b"}), "Set one of the following fields: id, externalId"),
        (json!(null), "must be given"),
        (json!({"id": 99}), "there is no such customer"),
        (json!({"externalId": "nobody"}), "there is no such customer"),
    ] {
        for path in ["/customers/notes/create", "/customers-corporate/notes/create"] {
            let reply = all.post(path, form! { site: "north", note: json!({"text": "x", "customer": named}) });
            assert_eq!(reply.refused(400, "Errors in the entity format").json["errors"], json!({"customer": text}), "{path}: {named}");
        }
    }
    let placed = json!({"text": "x", "customer": {"externalId": "c", "site": "nowhere"}});
    all.post("/customers/notes/create", form! { note: placed }).refused(400, "Parameter 'site' is missing");
    let by_external_id = json!({"text": "x", "customer": {"externalId": "c"}});
    all.post("/customers/notes/create", form! { note: by_external_id }).refused(400, "Parameter 'site' is missing");
    all.post("/customers/notes/create", form! { note: by_external_id, site: "nowhere" }).denied();
    all.post("/customers/notes/create", form! { note: by_external_id, site: "north" }).ok();
}

#[test]
fn notes_of_an_older_database_are_still_there() {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("north", "all");
    let server = account.serve();
    let key = server.holder(&token);
    let customer = key.customer(json!({"externalId": "c"}));
    let text = "Said \"no\"\nand \\ left, Ёж";
    let ids = [(); 2].map(|()| id(&key.post("/customers/notes/create", form! { note: {text: text, customer: {id: customer}} }).ok()));
    server.signal("TERM");
    server.end();
    // Back to the tables of then: a note's text and manager in columns of their own.
    let database = Database::open(&account.fresh.options).expect("the database opens");
    let done = database.write_now(move |tx| {
        for table in ["customer_notes", "corporate_notes"] {
            tx.execute(Sql::new(format!("DROP INDEX {table}_newest")))?;
            for change in [
                "ADD COLUMN site_id BIGINT NOT NULL DEFAULT 1",
                "ADD COLUMN text TEXT NOT NULL DEFAULT ''",
                "DROP COLUMN body",
                "DROP COLUMN maker_id",
            ] {
                tx.execute(Sql::new(format!("ALTER TABLE {table} {change}")))?;
            }
        }
        tx.execute(Sql::new("UPDATE customer_notes SET text = $1").bind(text))?;
        tx.execute(Sql::new("UPDATE customer_notes SET manager_id = 7 WHERE id = $1").bind(ids[1]))?;
        tx.execute("DELETE FROM schema_steps WHERE name = '0050_notes_as_rows'").map(drop)
    });
    done.expect("the database can be taken back");
    drop(database);
    let server = account.serve();
    let key = server.holder(&token);
    let listed = key.get("/customers/notes", form! {}).ok();
    let shown = rows(&listed, "notes");
    assert_eq!(shown.iter().map(id).collect::<Vec<_>>(), [ids[1], ids[0]]);
    assert!(shown.iter().all(|note| note["text"] == json!(text) && note["customer"]["id"] == json!(customer)), "{listed}");
    assert_eq!((&shown[0]["managerId"], &shown[1]["managerId"]), (&json!(7), &Value::Null));
    server.signal("TERM");
    server.end();
}
