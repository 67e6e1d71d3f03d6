//! GET /reference/sites, POST /reference/sites/{code}/edit

use serde_json::{Value, json};

use crate::support::TestHub;

#[test]
fn a_key_lists_the_stores_it_sees() {
    let hub = TestHub::new();
    let (north, key) = hub.site_with_key();
    let expected = json!({"north": {"id": north.id, "code": "north", "name": "Store north", "defaultForCrm": false, "loadFromYml": false,
        "isDemo": false, "ordering": 10, "currency": "RUB", "countryIso": "RU"}});
    hub.site("south");
    assert_eq!(key.get("/reference/sites", form! {}).ok()["sites"], expected);
    let all = hub.key("all", "all").get("/reference/sites", form! {}).ok()["sites"].clone();
    assert_eq!(all.as_object().map(|sites| sites.keys().cloned().collect::<Vec<_>>()), Some(vec!["north".to_owned(), "south".to_owned()]));
}

#[test]
fn a_store_is_changed_but_never_made() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.site("south");
    key.post("/reference/legal-entities/acme/edit", form! { legalEntity: {legalName: "Acme"} }).ok();
    let fields = json!({"code": "north", "name": "North", "url": "https://north.example.com", "countryIso": "es", "currency": "eur", "ordering": 5,
        "contragentCode": "acme", "senderEmail": "shop@example.com", "active": false, "ymlUrl": ""});
    key.post("/api/v3/reference/sites/north/edit", form! { site: fields }).ok();
    let north = key.get("/reference/sites", form! {}).ok()["sites"]["north"].clone();
    assert_eq!(
        (&north["name"], &north["countryIso"], &north["currency"], &north["ordering"]),
        (&json!("North"), &json!("ES"), &json!("EUR"), &json!(5))
    );
    assert_eq!(north["contragent"]["legalName"], "Acme");
    assert!(hub.hub.account().site("north").is_some_and(|site| site.active), "a key does not switch a store off");

    let none = "There is no store with this code, and stores are not made through the API.";
    for code in ["nowhere", "south"] {
        let reply = key.post(&format!("/reference/sites/{code}/edit"), form! { site: {name: "X"} }).refused(400, none);
        assert_eq!(reply.json.get("errors"), None, "no field is wrong: {reply}");
    }
    assert_eq!(hub.hub.account().sites.len(), 2);
    for (fields, field) in
        [(json!({"name": ""}), "name"), (json!({"contragentCode": "gone"}), "contragentCode"), (json!({"code": "west"}), "code")]
    {
        let reply = key.post("/reference/sites/north/edit", form! { site: fields }).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"][field].is_string(), "{reply}");
    }
    key.post("/reference/sites/north/edit", form! { site: "north" }).refused(400, "Errors in the entity format");
}

#[test]
fn one_store_is_the_default() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("all", "all");
    for code in ["north", "south"] {
        key.post(&format!("/reference/sites/{code}/edit"), form! { site: {defaultForCrm: true} }).ok();
    }
    let sites = key.get("/reference/sites", form! {}).ok()["sites"].clone();
    let flags: Vec<&Value> = ["north", "south"].iter().map(|code| &sites[code]["defaultForCrm"]).collect();
    assert_eq!(flags, [&json!(false), &json!(true)]);
}
