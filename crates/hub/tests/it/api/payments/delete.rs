//! POST /orders/payments/{id}/delete: the payment goes and the sums follow.

use serde_json::json;

use crate::support::steps::{assert_within, id};
use crate::support::{Call, TestHub};

#[test]
fn a_payment_goes_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({
        "items": [{"productName": "Tea", "initialPrice": 10}],
        "payments": [{"type": "cash", "status": "paid", "amount": 10, "externalId": "p"}, {"type": "credit"}],
    }));
    let (first, second) = (id(&order["payments"][0]), id(&order["payments"][1]));
    assert_eq!(order["prepaySum"], 10);
    let path = format!("/orders/payments/{first}/delete");
    assert_eq!(key.call(Call::post(&path)).ok(), json!({"success": true}), "an empty body is enough");
    key.call(Call::post(&path)).refused(404, "Not found");
    key.post("/orders/payments/p/edit", form! { payment: {} }).refused(404, "Not found");
    let read = key.read_order(id(&order));
    assert_within(&read, &json!({"prepaySum": 0, "fullPaidAt": null}));
    assert_eq!(read["payments"].as_object().map(|payments| payments.keys().cloned().collect::<Vec<_>>()), Some(vec![second.to_string()]));
}
