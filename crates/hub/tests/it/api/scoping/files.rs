//! Every way to name a file, or what one is attached to, to a method.

use serde_json::json;

use super::Names;
use crate::support::Call;

/// Adds every way to name a file to a method.
pub(super) fn calls(own: &Names, it: &Names, calls: &mut Vec<(&'static str, Call)>) {
    calls.push(("/files/{id}", Call::get(&format!("/files/{}", it.file))));
    calls.push(("/files/{id}/download", Call::get(&format!("/files/{}/download", it.file))));
    let edit = |id: i64, file: serde_json::Value| Call::post(&format!("/files/{id}/edit")).form(form! { file: file });
    calls.push(("/files/{id}/edit", edit(it.file, json!({"filename": "x"}))));
    calls.push(("/files/{id}/edit", edit(it.file, json!({"attachment": []}))));
    calls.push(("/files/{id}/delete", Call::post(&format!("/files/{}/delete", it.file))));
    // It names nothing of a store.
    calls.push(("/files/upload", Call::post("/files/upload").raw("text/plain", "")));
    for filter in [
        form! { "filter[ids][]": it.file },
        form! { "filter[orderIds][]": it.order },
        form! { "filter[orderExternalIds][]": it.order_external },
        form! { "filter[customerIds][]": it.customer },
        form! { "filter[customerExternalIds][]": it.customer_external },
        form! { "filter[sites][]": "south" },
        form! { "filter[filename]": "theirs" },
    ] {
        calls.push(("/files", Call::get("/files").query(filter)));
    }
    for name in [json!({"id": it.order}), json!({"externalId": it.order_external}), json!({"number": it.number})] {
        calls.push(("/files/{id}/edit", edit(own.file, json!({"attachment": [{"order": name}]}))));
    }
    for name in [json!({"id": it.customer}), json!({"externalId": it.customer_external, "site": "north"})] {
        calls.push(("/files/{id}/edit", edit(own.file, json!({"attachment": [{"customer": name}]}))));
    }
}
