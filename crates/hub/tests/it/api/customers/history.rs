//! GET /customers/history: who changed what about whom.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{assert_within, fields, id};

#[test]
fn a_new_customer_is_a_row_of_the_id_with_the_whole_customer() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"externalId": "c", "firstName": "Anna"}));
    let rows = key.history("customers", form! {});
    assert_eq!(rows.len(), 1);
    let row = json!({"created": true, "source": "api", "apiKey": {"current": true}, "field": "id", "newValue": customer, "createdAt": "2026-03-14 15:00:00"});
    assert_within(&rows[0], &row);
    assert_within(
        &rows[0]["customer"],
        &json!({"id": customer, "externalId": "c", "site": "north", "firstName": "Anna", "type": "customer"}),
    );
    assert!(rows[0].get("oldValue").is_some_and(Value::is_null));
}

#[test]
fn every_field_is_told_by_its_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let other = hub.key("north", "all");
    let customer = key.customer(json!({"externalId": "c"}));
    let manager = hub.person("mona@hub.test", &["manager"]);
    let mut change = crate::support::samples::customer(manager);
    change["externalId"] = json!("d");
    other.edit_customer(customer, change);
    let rows: Vec<Value> = key.history("customers", form! { "filter[customerId]": customer }).split_off(1);
    let names = fields(&rows);
    for name in [
        "external_id",
        "is_contact",
        "created_at",
        "manager",
        "vip",
        "bad",
        "contragent.contragent_type",
        "contragent.legal_name",
        "contragent.i_n_n",
        "contragent.certificate_date",
        "tags",
        "custom_level",
        "custom_club",
        "personal_discount",
        "discount_card_number",
        "address.index",
        "address.country",
        "address.city",
        "address.intercom_code",
        "first_name",
        "last_name",
        "patronymic",
        "sex",
        "email",
        "email_marketing_unsubscribed_at",
        "phones",
        "birthday",
        "photo_url",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    for row in &rows {
        assert_eq!(row["apiKey"], json!({"current": false}));
        assert_eq!(row["customer"], json!({"id": customer, "externalId": "d", "site": "north"}));
    }
    let address = json!({"id": key.read_customer(customer)["address"]["id"], "isMain": true});
    for row in &rows {
        let of_address = row["field"].as_str().is_some_and(|field| field.starts_with("address."));
        assert_within(&row["address"], if of_address { &address } else { &Value::Null });
    }
    let manager_row = rows.iter().find(|row| row["field"] == "manager").expect("the manager is shown");
    assert_eq!((&manager_row["oldValue"], &manager_row["newValue"]), (&Value::Null, &json!({"id": manager})));
}

#[test]
fn it_is_narrowed_by_customer_by_moment_and_by_the_last_row() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let one = key.customer(json!({"externalId": "one"}));
    hub.wait(60);
    let two = key.customer(json!({"externalId": "two"}));
    let of = |query| key.history("customers", query).iter().map(|row| id(&row["customer"])).collect::<Vec<_>>();
    assert_eq!(of(form! {}), [one, two]);
    assert_eq!(of(form! { "filter[customerId]": two }), [two]);
    assert_eq!(of(form! { "filter[customerExternalId]": "one" }), [one]);
    assert_eq!(of(form! { "filter[customerExternalId]": "none" }), Vec::<i64>::new());
    assert_eq!(of(form! { "filter[startDate]": "2026-03-14 15:00:30" }), [two]);
    assert_eq!(of(form! { "filter[endDate]": "2026-03-14 15:00:30" }), [one]);
    assert_eq!(of(form! { "filter[endDate]": "2026-03-14" }), [one, two]);
    let first = id(&key.history("customers", form! {})[0]);
    assert_eq!(of(form! { "filter[sinceId]": first, page: 1 }), [two]);
    key.get("/customers/history", form! { "filter[sinceId]": first, page: 2 }).refused(400, "Errors in the input parameters");
    key.get("/api/v3/customers/history", form! {}).refused(404, "Not found");
    key.get("/api/v4/customers/history", form! {}).ok();
}

#[test]
fn every_phone_that_came_or_went_has_a_row() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"phones": ["+79991112233", "+79994445566"]}));
    key.edit_customer(customer, json!({"phones": [{"number": "+79994445566"}, {"number": "911"}, {"number": "112"}]}));
    let view: Vec<(Value, Value)> = key.history("customers", form! {})[1..]
        .iter()
        .inspect(|row| assert_eq!(row["field"], "phones"))
        .map(|row| (row["oldValue"].clone(), row["newValue"].clone()))
        .collect();
    let none = Value::Null;
    assert_eq!(view, [(json!("+79991112233"), none.clone()), (none.clone(), json!("911")), (none, json!("112"))]);
    // The same phones in another order are no news, but are kept so.
    key.edit_customer(customer, json!({"phones": ["112", "911", "+79994445566"]}));
    assert_eq!(key.history("customers", form! {}).len(), 4);
    assert_eq!(key.read_customer(customer)["phones"][0]["number"], "112");
}
