//! The page of a store's catalogue, and the loads that it asks for.

use std::io::{Seek, Write};
use std::sync::atomic::AtomicBool;

use domain::catalogue::loads;
use hub::work::catalogue::{Job, Stopped, loader};
use serde_json::json;
use wire::Moment;

use crate::api::store::FEED;
use crate::support::receiver::Receiver;
use crate::support::{Browser, TestHub};

fn feed() -> String {
    let groups = "<category id=\"tea\">Tea</category><category id=\"cups\">Cups</category>";
    format!("<yml_catalog><shop><categories>{groups}</categories>\n<offers>{FEED}\n<offer id=\"bad\"/></offers></shop></yml_catalog>")
}

#[test]
fn a_feed_is_set_loaded_when_due_and_shown_with_what_was_refused() {
    let hub = TestHub::reaching_private();
    let id = hub.site("north").id;
    let shop = Receiver::start();
    let feed = feed();
    let served = || shop.will_answer(&[&format!("200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{feed}", feed.len())]);
    let mut browser = Browser::signed_in(&hub, "manager");
    let path = format!("/stores/{id}/catalogue");
    browser.get(&path).is(200).says("has not been loaded yet").says("No products yet").hides("Load now");
    let url = format!("http://{}/feed.xml", shop.address);
    browser.post(&path, form! { url: "", every: "daily" }).is(400).says("Enter the URL of the feed");
    browser.post(&path, form! { url: url, every: "daily" }).leads(&format!("{path}?done=catalogue-saved"));
    let stop = AtomicBool::new(false);
    served();
    loader::load_due(&hub.hub, &stop).expect("the database answers");
    let shown = browser.get(&path).is(200).says("Green tea").says("Load now").hides("Nothing");
    let shown = shown.says("Refused offers").says("name is missing").says("refused: 1");
    assert!(shown.text.contains("A-100") && shown.text.contains("₽10.50"), "{}", shown.text);
    browser.get(&format!("{path}?name=a-200")).is(200).says("200 g").hides("Cup");
    browser.get(&format!("{path}?name=nowhere")).is(200).hides("Green tea");

    // It is due once a day, or on request.
    loader::load_due(&hub.hub, &stop).expect("the database answers");
    assert_eq!(shop.got().len(), 1);
    browser.post(&format!("{path}/load"), form! {}).leads(&format!("{path}?done=catalogue-asked"));
    browser.get(&path).says("will start in a few seconds");
    shop.will_answer(&["404 Not Found"]);
    loader::load_due(&hub.hub, &stop).expect("the database answers");
    browser.get(&path).is(200).says("the shop answered 404").says("keeps the catalogue it had").says("Green tea");
    // What failed is tried again within the hour; what leads elsewhere is followed.
    hub.wait(3600);
    shop.will_answer(&["302 Found\r\nLocation: /other.xml"]);
    served();
    loader::load_due(&hub.hub, &stop).expect("the database answers");
    assert!(shop.got().last().expect("it was asked").line.contains("/other.xml"));
    browser.get(&path).is(200).says("new or changed: 0").hides("answered 404");
}

#[test]
fn a_file_is_uploaded_and_loaded() {
    let hub = TestHub::new();
    let id = hub.site("north").id;
    let mut browser = Browser::signed_in(&hub, "manager");
    let path = format!("/stores/{id}/catalogue");
    browser.upload(&format!("{path}/upload"), &[("file", Some("goods.xml"), &feed())]).leads(&format!("{path}?done=catalogue-asked"));
    for _ in 0..200 {
        let shown = browser.get(&path).is(200);
        if shown.text.contains("Green tea") {
            shown.says("goods.xml");
            let key = hub.key("north", "all");
            let order = json!({"items": [{"offer": {"externalId": "t#1"}}, {"offer": {"externalId": "t#2"}}]});
            let order = key.post("/orders/create", form! { order: order }).ok()["id"].clone();
            let card = Browser::signed_in(&hub, "administrator").get(&format!("/orders/{order}")).is(200);
            card.says("href=\"https://shop.test/t1.jpg\"").says("Green tea, 200 g").hides("href=\"\"");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the file was not loaded");
}

#[test]
fn a_load_is_cancelled_and_the_catalogue_stays() {
    let hub = TestHub::reaching_private();
    let id = hub.site("north").id;
    hub.load("north", FEED);
    let mut browser = Browser::signed_in(&hub, "manager");
    let path = format!("/stores/{id}/catalogue");
    browser.get(&path).is(200).hides("Cancel load");

    // One that runs: it notices at its next batch.
    let begun = hub.hub.db.write_now(move |tx| loads::begin(tx, id, "goods.xml", Moment(1)));
    let load = begun.expect("it begins").expect("no other load runs");
    browser.get(&path).is(200).says("Cancel load").hides("Load now");
    browser.post(&format!("{path}/cancel"), form! {}).leads(&format!("{path}?done=catalogue-cancelled"));
    browser.get(&path).is(200).says("The load was cancelled.").says("keeps the catalogue it had").hides("Cancel load");
    let mut file = tempfile::tempfile().expect("a file can be made");
    file.write_all(feed().replace("Green tea", "Other tea").as_bytes()).and_then(|()| file.rewind()).expect("it can be written");
    let job = Job { db: &hub.hub.db, clock: &hub.clock, site: id, load };
    let outcome = job.run(file, &mut |_| true);
    assert!(matches!(outcome, Err(Stopped::Aborted)), "{outcome:?}");
    browser.get(&path).is(200).says("The load was cancelled.").says("Green tea").hides("Other tea");

    // One that was asked for: it does not begin.
    let shop = Receiver::start();
    browser.post(&path, form! { url: format!("http://{}/feed.xml", shop.address), every: "daily" });
    browser.post(&format!("{path}/load"), form! {});
    browser.get(&path).says("Cancel load");
    browser.post(&format!("{path}/cancel"), form! {}).leads(&format!("{path}?done=catalogue-cancelled"));
    let waits = hub.hub.db.read_now(move |tx| loads::schedule(tx, id)).expect("it can be read").wanted_at;
    assert_eq!(waits, None);
    browser.get(&path).hides("Cancel load").says("Load now");
}

#[test]
fn private_addresses_and_readers_are_refused() {
    let hub = TestHub::new();
    let id = hub.site("north").id;
    let path = format!("/stores/{id}/catalogue");
    let mut browser = Browser::signed_in(&hub, "manager");
    for url in ["https://127.0.0.1/feed.xml", "http://shop.example.com/feed.xml", "ftp://shop.example.com", "feed"] {
        browser.post(&path, form! { url: url, every: "daily" }).is(400).says("aria-invalid=\"true\"");
    }
    let mut reader = Browser::signed_in(&hub, "read-only");
    reader.get(&path).is(200).hides("type=\"file\"");
    for address in [path.clone(), format!("{path}/load"), format!("{path}/cancel"), format!("{path}/upload")] {
        reader.post(&address, form! {}).is(403);
    }
    browser.get("/stores/999/catalogue").is(404);
}
