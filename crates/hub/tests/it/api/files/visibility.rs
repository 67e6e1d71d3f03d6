//! A file is seen through what it is attached to, and each key sees and replaces only its own part of that.

use serde_json::{Value, json};

use super::{attach, noise, read, shop, upload};
use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn any_attachment_that_is_seen_opens_a_file_and_shows_only_itself() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let here = id(&north.order(json!({"externalId": "n-1", "number": "N-1"})));
    let there = id(&south.order(json!({"firstName": "Boris"})));
    let anna = north.customer(json!({"externalId": "c-1"}));
    let file = upload(&all, b"contract");
    for key in [&north, &south] {
        key.get(&format!("/files/{file}"), form! {}).refused(404, "Not found");
        assert_eq!(key.found("files", form! {}), Vec::<i64>::new());
    }
    let order = json!({"order": {"id": here, "externalId": "n-1", "number": "N-1", "site": "north"}});
    let customer = json!({"customer": {"type": "customer", "id": anna, "externalId": "c-1", "site": "north"}});
    let named = json!([{"order": {"externalId": "n-1", "site": "north"}}, {"customer": {"externalId": "c-1", "site": "north"}}]);
    assert_eq!(attach(&all, file, named), json!([order, customer]));
    assert_eq!(read(&north, file)["attachment"], json!([order, customer]));
    assert_eq!(north.download(&format!("/files/{file}/download")).bytes, b"contract");
    south.get(&format!("/files/{file}/download"), form! {}).refused(404, "Not found");

    // Both see it, each its own side; what one replaces leaves the other's alone.
    let both = json!([{"order": {"id": here}}, {"order": {"id": there}}]);
    assert_eq!(attach(&all, file, both).as_array().map(Vec::len), Some(2));
    assert_eq!(read(&south, file)["attachment"].as_array().map(Vec::len), Some(1));
    assert_eq!(attach(&south, file, json!([])), Value::Null, "out of its sight");
    assert_eq!(read(&all, file)["attachment"], json!([order]));
    attach(&all, file, json!([{"order": {"id": here}}, {"order": {"id": there}}]));

    // Deleted by one, it is still there for the other.
    south.post(&format!("/files/{file}/delete"), form! {}).ok();
    south.post(&format!("/files/{file}/delete"), form! {}).refused(404, "Not found");
    assert_eq!(read(&north, file)["attachment"], json!([order]));
    north.post(&format!("/files/{file}/delete"), form! {}).ok();
    all.get(&format!("/files/{file}"), form! {}).refused(404, "Not found");
}

#[test]
fn an_unattached_file_is_its_makers_and_of_keys_for_all_stores() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let file = upload(&north, b"x");
    for key in [&north, &all] {
        assert_eq!(key.found("files", form! {}), [file]);
        assert_eq!(key.download(&format!("/files/{file}/download")).bytes, b"x");
    }
    assert_eq!(south.found("files", form! {}), Vec::<i64>::new());
    south.get(&format!("/files/{file}/download"), form! {}).refused(404, "Not found");
    // Nor does it see it once its maker has attached it elsewhere, or the maker once it hangs on another store alone.
    let there = id(&south.order(json!({"firstName": "Boris"})));
    let refused = north.post(&format!("/files/{file}/edit"), form! { file: {attachment: [{order: {id: there}}]} });
    let text = format!("\"Order\" with \"id\"=\"{there}\" does not exist.");
    assert_eq!(refused.refused(400, "File is not loaded").json["errors"], json!({"attachment.order": text}));
    attach(&all, file, json!([{"order": {"id": there}}]));
    north.get(&format!("/files/{file}"), form! {}).refused(404, "Not found");
    assert_eq!(south.found("files", form! {}), [file]);
}

#[test]
fn a_key_of_some_orders_sees_their_files_alone() {
    let (hub, key) = shop();
    let own = id(&key.order(json!({"source": {"source": "own"}})));
    let other = id(&key.order(json!({"source": {"source": "other"}})));
    let (seen, unseen) = (upload(&key, b"own"), upload(&key, b"other"));
    attach(&key, seen, json!([{"order": {"id": own}}, {"order": {"id": other}}]));
    attach(&key, unseen, json!([{"order": {"id": other}}]));
    let network = hub.key_of_rows("north", "source=own");
    assert_eq!(network.found("files", form! {}), [seen]);
    assert_eq!(network.found("files", form! { "filter[orderIds][]": other }), Vec::<i64>::new(), "not through what it does not see");
    assert_eq!(read(&network, seen)["attachment"].as_array().map(Vec::len), Some(1));
    network.get(&format!("/files/{unseen}/download"), form! {}).refused(404, "Not found");
}

#[test]
fn a_key_with_masks_downloads_nothing_and_reads_no_phone_in_a_name() {
    let (hub, key) = shop();
    let order = id(&key.order(json!({"firstName": "Anna"})));
    let file = upload(&key, b"call +7 926 123-45-67");
    key.post(&format!("/files/{file}/edit"), form! { file: {filename: "scan 89261234567.pdf", attachment: [{order: {id: order}}]} }).ok();
    let masked = hub.masked("north", "phone=partial");
    let refused = masked.get(&format!("/files/{file}/download"), form! {});
    assert_eq!(refused.header("x-denied-reason"), Some("field"));
    refused.denied();
    assert_eq!(read(&masked, file)["filename"], "scan *****67.pdf");
    masked.get("/files", form! { "filter[filename]": "8926" }).denied();
    // What comes back masked changes nothing.
    let back = read(&masked, file);
    masked.post(&format!("/files/{file}/edit"), form! { file: back }).ok();
    assert_eq!(read(&key, file)["filename"], "scan 89261234567.pdf");
}

#[test]
fn files_go_along_where_orders_and_customers_are_merged() {
    let (_hub, key) = shop();
    let (one, two) = (key.customer(json!({"externalId": "1"})), key.customer(json!({"externalId": "2"})));
    let (gone, stays) = (id(&key.order(json!({"firstName": "Anna"}))), id(&key.order(json!({"firstName": "Boris"}))));
    let file = upload(&key, &noise(9));
    // Attached to both sides of each merge, it must not be attached twice.
    attach(&key, file, json!([{"order": {"id": gone}}, {"order": {"id": stays}}, {"customer": {"id": one}}, {"customer": {"id": two}}]));
    key.post("/orders/combine", form! { order: {id: gone}, resultOrder: {id: stays} }).ok();
    key.post("/customers/combine", form! { customers: [{id: one}], resultCustomer: {id: two} }).ok();
    let attachment = read(&key, file)["attachment"].take();
    assert_eq!(attachment.as_array().map(Vec::len), Some(2), "{attachment}");
    assert_eq!((&attachment[0]["order"]["id"], &attachment[1]["customer"]["id"]), (&json!(stays), &json!(two)));
}

#[test]
fn every_filter_finds_the_file_that_has_it() {
    let hub = TestHub::new();
    let (north, _, key) = hub.two_stores();
    let order = id(&north.order(json!({"externalId": "o-1"})));
    let anna = north.customer(json!({"externalId": "c-1"}));
    let first = upload(&key, b"%PDF-1.4 one");
    key.post(
        &format!("/files/{first}/edit"),
        form! { file: {filename: "Счёт 100%.pdf", attachment: [{order: {id: order}}, {customer: {id: anna}}]} },
    )
    .ok();
    hub.wait(86_400);
    let second = upload(&key, &noise(1000));
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[orderIds][]", order.to_string(), "999".to_owned()),
        ("[orderExternalIds][]", "o-1".to_owned(), "o-2".to_owned()),
        ("[customerIds][]", anna.to_string(), "999".to_owned()),
        ("[customerExternalIds][]", "c-1".to_owned(), "c-2".to_owned()),
        ("[createdAtTo]", "2026-03-14".to_owned(), "2026-03-13".to_owned()),
        ("[sizeTo]", "12".to_owned(), "11".to_owned()),
        ("[type][]", "application/pdf".to_owned(), "text/plain".to_owned()),
        ("[filename]", "счёт 100%".to_owned(), "100_".to_owned()),
        ("[isAttached]", "1".to_owned(), "0".to_owned()),
        ("[sites][]", "north".to_owned(), "south".to_owned()),
    ] {
        let find = |value: &str| key.found("files", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}={yes}");
        assert!(!find(&no).contains(&first), "{filter}={no}");
    }
    for (filter, value) in [("createdAtFrom", "2026-03-15"), ("sizeFrom", "13"), ("isAttached", "0"), ("type", "application/octet-stream")]
    {
        assert_eq!(key.found("files", vec![(format!("filter[{filter}]"), value.to_owned())]), [second], "{filter}={value}");
    }
    assert_eq!(key.found("files", form! { "filter[filename]": "", "filter[isAttached]": "" }), [first, second], "blanks narrow nothing");
    key.get("/files", form! { "filter[sizeFrom]": "large" }).refused(400, "Errors in the input parameters");
    key.get("/files", form! { limit: 30 }).refused(400, "Errors in the input parameters");
}

#[test]
fn what_is_named_otherwise_than_by_its_id_needs_a_store() {
    let hub = TestHub::new();
    let (north, _, all) = hub.two_stores();
    north.order(json!({"externalId": "o-1", "number": "N-1"}));
    let file = upload(&all, b"x");
    let edit = |form| all.post(&format!("/files/{file}/edit"), form);
    edit(form! { file: {attachment: [{order: {number: "N-1"}}]} }).refused(400, "Parameter 'site' is missing");
    edit(form! { site: "north", file: {attachment: [{order: {number: "N-1"}}]} }).ok();
    let nameless = edit(form! { file: {attachment: [{customer: {site: "north"}}]} }).refused(400, "File is not loaded");
    assert_eq!(nameless.json["errors"], json!({"attachment.customer": "Set one of the following fields: id, externalId"}));
    let many: Vec<Value> = (0..101).map(|id| json!({"order": {"id": id}})).collect();
    edit(form! { file: {attachment: many} }).refused(400, "File is not loaded");
    edit(form! { file: {attachment: "x"} }).refused(400, "Errors in the entity format");
    assert_eq!(read(&all, file)["attachment"].as_array().map(Vec::len), Some(1), "what was refused has changed nothing");
}
