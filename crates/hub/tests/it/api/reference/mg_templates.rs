//! GET /reference/mg-channels/templates, POST /reference/mg-channels/templates/edit

use serde_json::{Value, json};

use crate::support::{Actor, TestHub};

fn templates(key: &Actor, channel: Option<i64>) -> Vec<Value> {
    let query = channel.map(|id| ("channel_id".to_owned(), id.to_string())).into_iter().collect();
    let reply = key.get("/reference/mg-channels/templates", query).ok();
    reply["templates"].as_array().cloned().unwrap_or_default()
}

fn template(channel: i64, name: &str) -> Value {
    json!({"id": 0, "externalId": 10, "mgChannelId": channel, "code": format!("space#{name}#en"), "name": name, "namespace": "space", "lang": "en",
        "category": "test", "active": true, "template": [" ", {"var": "custom"}], "templateExample": ["WIU"], "footer": "Bye",
        "header": {"text": {"parts": ["Hello,", {"var": "custom"}], "example": ["Henry"]}},
        "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}], "verificationStatus": "REJECTED"})
}

#[test]
fn templates_are_made_changed_and_removed_at_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let edit = |templates: Value, removed: Value| {
        key.post("/reference/mg-channels/templates/edit", form! { templates: templates, removed: removed })
    };

    edit(json!([template(110, "one"), template(111, "one")]), json!([])).ok();
    let made = templates(&key, None);
    assert_eq!(made.len(), 2);
    let mut expected = template(110, "one");
    expected["id"] = made[0]["id"].clone();
    assert_eq!(made[0], expected, "what a messenger wrote is kept to the letter");
    assert_eq!(templates(&key, Some(111)).len(), 1);

    let (first, second) = (made[0]["id"].clone(), made[1]["id"].clone());
    edit(json!([{"mgChannelId": 110, "code": "space#one#en", "verificationStatus": "APPROVED", "footer": null}, {"mgChannelId": 110, "name": "two", "lang": "ru"}]), json!([second, 999])).ok();
    let kept = templates(&key, None);
    assert_eq!(kept.len(), 2);
    assert_eq!((&kept[0]["id"], &kept[0]["verificationStatus"], &kept[0]["footer"]), (&first, &json!("APPROVED"), &Value::Null));
    assert_eq!((&kept[1]["code"], &kept[1]["active"]), (&json!("#two#ru"), &json!(true)));

    let clash = edit(json!([{"id": first, "code": "#two#ru"}]), json!([])).refused(400, "Errors in the entity format");
    assert_eq!(clash.json["errors"], json!({"templates[0].code": "Another template of this channel has this code."}));
    let blank = edit(json!([template(1, "good"), {"code": "x"}]), json!([first])).refused(400, "Errors in the entity format");
    assert!(blank.json["errors"]["templates[1].name"].is_string(), "{blank}");
    assert_eq!(templates(&key, None), kept, "a refused call changes nothing");
}

#[test]
fn templates_come_in_pages() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let many: Vec<Value> = (0..25).map(|number| template(1, &format!("n{number:02}"))).collect();
    key.post("/reference/mg-channels/templates/edit", form! { templates: many, removed: [] }).ok();
    let page = key.get("/reference/mg-channels/templates", form! { limit: 10, page: 3 }).ok();
    assert_eq!(page["pagination"], json!({"limit": 10, "totalCount": 25, "currentPage": 3, "totalPageCount": 3}));
    assert_eq!(page["templates"].as_array().map(|templates| (templates.len(), templates[0]["name"].clone())), Some((5, json!("n20"))));
    key.get("/reference/mg-channels/templates", form! { limit: 300 }).refused(400, "Errors in the input parameters");
    key.get("/reference/mg-channels/templates", form! { channel_id: "x" }).refused(400, "Errors in the input parameters");
    key.post("/reference/mg-channels/templates/edit", form! {}).refused(400, "Parameter 'templates' is missing");
    key.post("/reference/mg-channels/templates/edit", form! { templates: "{", removed: [] }).refused(400, "Errors in the input parameters");
}
