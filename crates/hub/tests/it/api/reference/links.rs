//! Links shown from both sides, and the stores an entry is offered in.

use serde_json::{Value, json};

use crate::support::{Actor, TestHub};

fn entry(key: &Actor, path: &str, member: &str, code: &str) -> Value {
    key.get(&format!("/reference/{path}"), form! {}).ok()[member][code].clone()
}

#[test]
fn payment_types_and_statuses_tell_the_same_link() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let of_type = |code: &str| entry(&key, "payment-types", "paymentTypes", code)["paymentStatuses"].clone();
    let of_status = |code: &str| entry(&key, "payment-statuses", "paymentStatuses", code)["paymentTypes"].clone();

    key.post("/reference/payment-statuses/held/edit", form! { paymentStatus: {name: "Held", paymentTypes: ["bank-card", "credit"]} }).ok();
    assert_eq!(of_status("held"), json!(["bank-card", "credit"]));
    assert_eq!(of_type("bank-card").as_array().and_then(|statuses| statuses.last()), Some(&json!("held")));

    key.post("/reference/payment-types/credit/edit", form! { paymentType: {paymentStatuses: ["paid"]} }).ok();
    assert_eq!(of_status("held"), json!(["bank-card"]));
    assert_eq!(of_status("paid"), json!(["cash", "bank-card", "e-money", "bank-transfer", "credit"]));

    key.post("/reference/payment-statuses/held/edit", form! { paymentStatus: {name: "On hold"} }).ok();
    assert_eq!(of_status("held"), json!(["bank-card"]), "what was not sent stays");
    key.post("/reference/payment-statuses/held/edit", form! { paymentStatus: {paymentTypes: null} }).ok();
    assert_eq!(of_status("held"), json!([]));

    let reply = key
        .post("/reference/payment-types/new/edit", form! { paymentType: {name: "New", paymentStatuses: ["paid", "gone"]} })
        .refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"paymentStatuses[1]": "\"PaymentStatus\" with \"code\"=\"gone\" does not exist."}));
    assert_eq!(entry(&key, "payment-types", "paymentTypes", "new"), Value::Null, "a refused entry is not made");
}

#[test]
fn delivery_types_keep_who_collects_the_money() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let edit = |fields: Value| key.post("/reference/delivery-types/post/edit", vec![("deliveryType".to_owned(), fields.to_string())]);
    let kept = || {
        let post = entry(&key, "delivery-types", "deliveryTypes", "post");
        (post["deliveryPaymentTypes"].clone(), post["paymentTypes"].clone())
    };

    edit(json!({"name": "Post", "deliveryPaymentTypes": [{"code": "cash", "cod": true}], "paymentTypes": ["credit"]})).ok();
    assert_eq!(kept(), (json!([{"code": "cash", "cod": true}]), json!(["cash"])), "the newer list counts");

    edit(json!({"paymentTypes": ["credit", "cash", "cash"]})).ok();
    assert_eq!(kept(), (json!([{"code": "credit", "cod": false}, {"code": "cash", "cod": true}]), json!(["credit", "cash"])));

    key.post("/reference/payment-types/cash/edit", form! { paymentType: {deliveryTypes: ["courier"]} }).ok();
    assert_eq!(kept().1, json!(["credit"]));
    key.post("/reference/payment-types/e-money/edit", form! { paymentType: {deliveryTypes: ["post"]} }).ok();
    assert_eq!(kept().0, json!([{"code": "credit", "cod": false}, {"code": "e-money", "cod": false}]));
    assert_eq!(entry(&key, "payment-types", "paymentTypes", "e-money")["deliveryTypes"], json!(["post"]));

    let reply = edit(json!({"deliveryPaymentTypes": [{"cod": true}]})).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"deliveryPaymentTypes[0].code": "This value should not be blank."}));
    edit(json!({"deliveryPaymentTypes": [{"code": "cash"}, {"code": "cash"}]})).refused(400, "Errors in the entity format");
    edit(json!({"deliveryServices": ["express"]})).refused(400, "Errors in the entity format");
    key.post("/reference/delivery-services/express/edit", form! { deliveryService: {name: "Express"} }).ok();
    edit(json!({"deliveryServices": ["express"], "paymentTypes": null})).ok();
    assert_eq!(kept(), (json!([]), json!([])));
}

#[test]
fn a_key_neither_sees_nor_touches_the_stores_it_does_not_cover() {
    let hub = TestHub::new();
    let (_, north) = hub.site_with_key();
    hub.site("south");
    let both = hub.key("all", "all");
    let sites = |key: &Actor| entry(key, "payment-types", "paymentTypes", "cash")["sites"].clone();
    let edit = |key: &Actor, codes: Value| key.post("/reference/payment-types/cash/edit", form! { paymentType: {sites: codes} });

    edit(&both, json!(["north", "south"])).ok();
    assert_eq!(sites(&north), json!(["north"]));
    edit(&north, json!([])).ok();
    assert_eq!(sites(&both), json!(["south"]));
    assert_eq!(sites(&north), Value::Null, "what is offered in other stores only is not shown");

    let unknown = edit(&north, json!(["nowhere"])).refused(400, "Errors in the entity format").json;
    let hidden = edit(&north, json!(["south"])).refused(400, "Errors in the entity format").json;
    assert_eq!(unknown.to_string().replace("nowhere", "south"), hidden.to_string());
    edit(&both, json!([])).ok();
    assert_eq!(sites(&north), json!([]));
}
