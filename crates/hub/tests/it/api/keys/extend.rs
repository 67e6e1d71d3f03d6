//! POST /api/keys/{id}/extend

use serde_json::json;

use crate::support::TestHub;

#[test]
fn an_end_is_moved_for_a_reason_that_goes_on_record() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, holder) =
        manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"], "endsAt": "2026-03-20 12:00:00"}));
    let extend = |days: i64, reason: &str| manager.post(&format!("/api/keys/{id}/extend"), form! { days: days, reason: reason });
    assert_eq!(extend(10, "The move takes longer").ok()["key"]["endsAt"], "2026-03-30 12:00:00");
    hub.wait(60 * 86_400);
    holder.get("/api/credentials", form! {}).refused(403, "Wrong \"apiKey\" value.");
    // From now, since its end has passed; felt by the next call.
    assert_eq!(extend(1, "Once more").ok()["key"]["endsAt"], "2026-05-14 15:00:00");
    holder.get("/api/credentials", form! {}).ok();
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 10_000)).expect("the record can be read");
    let view: Vec<String> = rows.iter().filter(|row| row.action == "key.extended").map(|row| row.details.clone()).collect();
    assert!(view.len() == 2 && view[0].contains("The move takes longer"), "{view:?}");
    assert_eq!(hub.recorded(id).last(), Some(&("key".to_owned(), Some(manager.key), "key.extended".to_owned())));
}

#[test]
fn it_never_ends_later_than_the_key_that_asks() {
    let hub = TestHub::new();
    hub.site("north");
    let end = "2026-04-01 00:00:00";
    let above = hub.manager("all", "all");
    let (own, manager) = above.makes(json!({"name": "M", "sites": ["north"], "methods": ["orders.*", "keys.*"], "endsAt": end}));
    let (id, _) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/v*/orders"], "endsAt": "2026-03-20"}));
    let extend = |id: i64, days: i64| manager.post(&format!("/api/keys/{id}/extend"), form! { days: days, reason: "Needed" });
    extend(id, 12).ok();
    for id in [id, own] {
        let before = hub.stored(id).ends_at;
        let reply = extend(id, 1).refused(400, "Errors in the entity format");
        assert_eq!(reply.json["errors"], json!({"endsAt": "The calling key expires earlier: use the same or an earlier expiry date."}));
        assert_eq!(hub.stored(id).ends_at, before);
    }
    let outside = hub.key("north", "/api/v*/orders").key;
    extend(outside, 1).refused(404, "Not found");
}

#[test]
fn bad_input_names_the_field() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, _) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["read"], "endsAt": "2026-03-20"}));
    let path = format!("/api/keys/{id}/extend");
    manager.post(&path, form! { reason: "x" }).refused(400, "Parameter 'days' is missing");
    manager.post(&path, form! { days: 5 }).refused(400, "Parameter 'reason' is missing");
    manager.post(&path, form! { days: "soon", reason: "x" }).refused(400, "Errors in the input parameters");
    for (days, reason, field) in [(0, "x", "days"), (3651, "x", "days"), (5, "  ", "reason")] {
        let reply = manager.post(&path, form! { days: days, reason: reason }).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"][field].is_string(), "{reply}");
    }
    let (endless, _) = manager.makes(json!({"name": "E", "sites": ["north"], "methods": ["read"]}));
    let reply = manager.post(&format!("/api/keys/{endless}/extend"), form! { days: 5, reason: "x" }).is(400);
    assert_eq!(reply.json["errors"]["id"], format!("Key {endless} has no end that could be moved."));
}
