//! `latchkey site`.

use serde_json::json;

use crate::support::Account;

#[test]
fn a_store_is_added_listed_and_edited() {
    let account = Account::new();
    let north = account.json(&[
        "site",
        "add",
        "north_1",
        "--name",
        " North shop ",
        "--url",
        "https://north.example.com",
        "--currency",
        "eur",
        "--country",
        "es",
    ]);
    assert_eq!(
        north,
        json!({"id": 1, "code": "north_1", "name": "North shop", "active": true, "ordering": 10,
               "url": "https://north.example.com", "currency": "EUR", "countryIso": "ES"})
    );
    let south = account.ok(&["site", "add", "South-2", "--name", "Юг"]);
    assert_eq!(south, "Added store South-2: Юг\n");
    let list = account.json(&["site", "list"]);
    assert_eq!(list[0], north);
    assert_eq!((&list[1]["currency"], &list[1]["countryIso"], &list[1]["ordering"]), (&json!("RUB"), &json!("RU"), &json!(20)));

    let edited = account.json(&["site", "edit", "north_1", "--name", "North", "--url", "", "--active", "false", "--ordering", "30"]);
    assert_eq!(
        edited,
        json!({"id": 1, "code": "north_1", "name": "North", "active": false, "ordering": 30, "currency": "EUR", "countryIso": "ES"})
    );
    let table = account.ok(&["site", "list"]);
    assert_eq!(
        table,
        "CODE     NAME   URL  CURRENCY  COUNTRY  STATE\n\
         South-2  Юг     -    RUB       RU       active\n\
         north_1  North  -    EUR       ES       inactive\n"
    );
}

#[test]
fn a_code_may_be_an_address() {
    let account = Account::new();
    account.site("shop.example.com");
    let (_, token) = account.key("shop.example.com", "all");
    let server = account.serve();
    let key = server.holder(&token);
    assert_eq!(key.order_in("shop.example.com", json!({"externalId": "1"}))["site"], "shop.example.com");
    assert_eq!(key.get("/orders/1", vec![("site".into(), "shop.example.com".into())]).ok()["order"]["externalId"], "1");
    let edited = account.json(&["site", "edit", "shop.example.com", "--name", "Shop"]);
    assert_eq!((&edited["code"], &edited["name"]), (&json!("shop.example.com"), &json!("Shop")));
}

#[test]
fn what_cannot_be_a_store_is_refused_with_the_reason() {
    let account = Account::new();
    account.site("north");
    for (arguments, view) in [
        (
            &["site", "add", "a b", "--name", "x"][..],
            "\"a b\" cannot be a store's code: write letters A to Z and a to z, digits, \"_\", \"-\" and \".\".",
        ),
        (
            &["site", "add", "юг", "--name", "x"],
            "\"юг\" cannot be a store's code: write letters A to Z and a to z, digits, \"_\", \"-\" and \".\".",
        ),
        (
            &["site", "add", "", "--name", "x"],
            "\"\" cannot be a store's code: write letters A to Z and a to z, digits, \"_\", \"-\" and \".\".",
        ),
        (
            &["site", "add", "..", "--name", "x"],
            "\"..\" cannot be a store's code: write letters A to Z and a to z, digits, \"_\", \"-\" and \".\".",
        ),
        (&["site", "add", "all", "--name", "x"], "\"all\" cannot be a store's code: keys mean every store by it."),
        (&["site", "add", "north", "--name", "x"], "There is a store \"north\" already."),
        (&["site", "add", "x", "--name", "  "], "The store needs a name."),
        (
            &["site", "add", "x", "--name", "x", "--currency", "EURO"],
            "There is no currency \"EURO\"; write its ISO 4217 code, such as EUR.",
        ),
        (
            &["site", "add", "x", "--name", "x", "--country", "XX"],
            "There is no country \"XX\"; write its two-letter ISO 3166-1 code, such as ES.",
        ),
        (
            &["site", "edit", "north", "--url", "north.example.com"],
            "\"north.example.com\" is no address of a store: write it whole, such as https://shop.example.com.",
        ),
        (&["site", "edit", "south", "--name", "x"], "There is no store \"south\"."),
    ] {
        assert_eq!(account.refused(arguments), view);
    }
    assert_eq!(account.json(&["site", "list"]).as_array().map(Vec::len), Some(1), "a refusal leaves nothing behind");
    let usage = account.run(&["site", "add", "x"]);
    assert_eq!(usage.code, 2, "{usage:?}");
    assert!(usage.err.contains("--name"), "{usage:?}");
}
