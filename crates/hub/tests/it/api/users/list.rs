//! GET /users

use serde_json::json;
use wire::Moment;

use super::person;
use crate::support::hub::START;
use crate::support::{Actor, TestHub};

fn found(key: &Actor, filter: &[(&str, &str)]) -> Vec<i64> {
    let query = filter.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let reply = key.get("/users", query).ok();
    let ids: Vec<i64> = reply["users"].as_array().into_iter().flatten().filter_map(|user| user["id"].as_i64()).collect();
    assert_eq!(reply["pagination"]["totalCount"], ids.len());
    ids
}

#[test]
fn every_filter_narrows_the_list() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let boss = person(&hub, "boss@example.com", "administrator", json!({}));
    hub.clock.set(Moment(START.0 + 86_400));
    let seller = person(&hub, "seller@example.com", "manager", json!({}));
    let director = person(&hub, "director@example.org", "read-only", json!({"groups": ["director"]}));
    hub.hub.db.write_now(move |tx| database::users::set_status(tx, director, "dinner")).expect("a status can be set");

    assert_eq!(found(&key, &[]), [boss, seller, director]);
    assert_eq!(found(&key, &[("filter", "None")]), [boss, seller, director]);
    for (name, value, expected) in [
        ("email", "EXAMPLE.COM", vec![boss, seller]),
        ("status", "dinner", vec![director]),
        ("online", "1", vec![]),
        ("online", "0", vec![boss, seller, director]),
        ("active", "1", vec![boss, seller, director]),
        ("active", "0", vec![]),
        ("isManager", "1", vec![seller]),
        ("isPosManager", "True", vec![seller]),
        ("isAdmin", "1", vec![boss]),
        ("isAdmin", "0", vec![seller, director]),
        ("groups][", "director", vec![director]),
        ("createdAtFrom", "2026-03-15", vec![seller, director]),
        ("createdAtTo", "2026-03-14", vec![boss]),
        ("createdAtTo", "2026-03-14 14:59:59", vec![]),
    ] {
        assert_eq!(found(&key, &[(&format!("filter[{name}]"), value)]), expected, "{name}={value}");
    }
    assert_eq!(found(&key, &[("filter[groups][]", "director"), ("filter[groups][]", "superadmins")]), [boss, director]);
    assert_eq!(found(&key, &[("filter[isAdmin]", "1"), ("filter[status]", "busy")]), [0_i64; 0]);

    for (name, value) in [("active", "maybe"), ("status", "asleep"), ("createdAtFrom", "soon")] {
        let reply = key.get("/users", vec![(format!("filter[{name}]"), value.to_owned())]).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"][format!("children[{name}]")].is_string(), "{reply}");
    }
}

#[test]
fn people_come_in_pages() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for number in 0..21 {
        person(&hub, &format!("p{number}@example.com"), "manager", json!({}));
    }
    let page = key.get("/users", form! { page: 2 }).ok();
    assert_eq!(page["pagination"], json!({"limit": 20, "totalCount": 21, "currentPage": 2, "totalPageCount": 2}));
    assert_eq!(page["users"].as_array().map(Vec::len), Some(1));
    key.get("/users", form! { limit: 300 }).refused(400, "Errors in the input parameters");
}
