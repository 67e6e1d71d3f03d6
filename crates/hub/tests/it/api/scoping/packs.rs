//! Every way to name a pack, or a line of an order, to a method.

use serde_json::json;

use super::Names;
use crate::support::Call;

/// Adds every way to name a pack to a method.
pub(super) fn calls(own: &Names, it: &Names, calls: &mut Vec<(&'static str, Call)>) {
    calls.push(("/orders/packs/{id}", Call::get(&format!("/orders/packs/{}", it.pack))));
    let edit = |id: i64, pack: serde_json::Value| Call::post(&format!("/orders/packs/{id}/edit")).form(form! { pack: pack });
    calls.push(("/orders/packs/{id}/edit", edit(it.pack, json!({"quantity": 2}))));
    calls.push(("/orders/packs/{id}/edit", edit(own.pack, json!({"itemId": it.item}))));
    calls.push(("/orders/packs/{id}/delete", Call::post(&format!("/orders/packs/{}/delete", it.pack))));
    let pack = json!({"itemId": it.item, "store": "main", "quantity": 1});
    calls.push(("/orders/packs/create", Call::post("/orders/packs/create").form(form! { pack: pack })));
    for filter in [
        form! { "filter[ids][]": it.pack },
        form! { "filter[itemId]": it.item },
        form! { "filter[orderId]": it.order },
        form! { "filter[orderExternalId]": it.order_external },
        form! { "filter[invoiceNumber]": it.mark },
        form! { "filter[offerExternalId]": it.product_external },
        form! { "filter[offerXmlId]": it.product_external },
    ] {
        calls.push(("/orders/packs", Call::get("/orders/packs").query(filter)));
    }
    for filter in [form! { "filter[orderId]": it.order }, form! { "filter[orderExternalId]": it.order_external }] {
        calls.push(("/orders/packs/history", Call::get("/orders/packs/history").query(filter)));
    }
}
