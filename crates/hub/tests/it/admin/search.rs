//! The search: keys by every text of theirs and by a pasted token, stores, methods, people, pages and request ids.

use crate::support::browser::Shown;
use crate::support::{Browser, TestHub};

/// Texts and addresses of the results, without the marks.
fn hits(shown: &Shown) -> Vec<(String, String)> {
    let hits = shown.text.split("class=\"hit\"").skip(1);
    let hit = |hit: &str| {
        let address = hit.split("href=\"").nth(1)?.split('"').next()?.to_owned();
        let title = hit.split("<bdi>").nth(1)?.split("</bdi>").next()?.replace("<mark>", "").replace("</mark>", "");
        Some((title, address))
    };
    hits.filter_map(hit).collect()
}

fn addresses(shown: &Shown) -> Vec<String> {
    hits(shown).into_iter().map(|(_, address)| address).collect()
}

#[test]
fn keys_are_found_by_name_comment_contact_and_external_id() {
    let hub = TestHub::new();
    hub.site("tea");
    hub.staff("olga@hub.test", "manager");
    let olga = hub.hub.account().users.iter().find(|user| user.email == "olga@hub.test").expect("she is there").id;
    let (by_comment, by_contact, by_external) = (hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"));
    hub.edit_key(by_comment.key, |key| key.body = serde_json::json!({"comment": "Осенняя Кампания 10%"}).to_string());
    hub.edit_key(by_contact.key, move |key| key.body = serde_json::json!({"contact": olga}).to_string());
    hub.edit_key(by_external.key, |key| key.external_id = Some("ERP-7_x".to_owned()));
    let mut browser = Browser::signed_in(&hub, "read-only");
    let mut found = |wanted: &str| addresses(&browser.post("/search", form! { q: wanted }).is(200));
    let key = |id: i64| format!("/integration/keys/{id}");
    for (wanted, id) in
        [("осенняя кампания", by_comment.key), ("10%", by_comment.key), ("OLGA@hub", by_contact.key), ("erp-7_X", by_external.key)]
    {
        assert_eq!(
            found(wanted).into_iter().filter(|address| address.starts_with("/integration/keys/")).collect::<Vec<_>>(),
            [key(id)],
            "{wanted}"
        );
    }
    assert_eq!(found("7%x"), Vec::<String>::new(), "wildcards mean themselves");
    assert!(found("STORE TEA").contains(&format!("/stores/{}", hub.hub.account().sites[0].id)));
    assert!(found("/orders/statuses").iter().any(|address| address.starts_with("/reference/orders/")));
    browser.post("/search", form! { q: "кампания" }).says("Осенняя <mark>Кампания</mark>").says("comment");
    browser.post("/search", form! { q: "<script>alert(1)</script>" }).is(200).hides("<script>alert").says("Nothing found");
}

#[test]
fn a_pasted_token_finds_its_key_and_is_repeated_nowhere() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let imported = "an-imported_token-0123456789-abcdef";
    let other = hub.key_with_token("all", domain::access::grant::Grant::All, imported);
    let token = domain::access::token::generate().expect("there is randomness");
    let mine = hub.key_with_token("all", domain::access::grant::Grant::All, &token);
    let mut browser = Browser::signed_in(&hub, "administrator");
    for (token, id) in [(token.as_str(), mine.key), (imported, other.key)] {
        for pasted in [token.to_owned(), format!("  {token}\n"), format!("secret-token:{token}")] {
            for part in ["", "1"] {
                let mut form = form! { q: pasted.clone() };
                form.extend((part == "1").then(|| ("part".to_owned(), "1".to_owned())));
                let shown = browser.post("/search", form).is(200);
                assert!(!format!("{:?} {}", shown.headers, shown.text).contains(token));
                assert_eq!(addresses(&shown)[0], format!("/integration/keys/{id}"));
                shown.says(&format!("/integration/keys/{id}/leaked"));
            }
        }
    }
    let stranger = domain::access::token::generate().expect("there is randomness");
    browser.post("/search", form! { q: stranger.clone() }).is(200).hides(&stranger).says("No key of this account has this token");
    Browser::signed_in(&hub, "read-only").post("/search", form! { q: token }).is(200).hides("/leaked");
    // Nothing that is searched for may come in an address.
    browser.get(&format!("/search?q={imported}")).is(200).hides(imported).hides(&format!("/integration/keys/{}\"", other.key));
    assert_ne!(key.key, other.key);
}

#[test]
fn only_what_the_visitor_may_open_is_found() {
    let hub = TestHub::new();
    hub.site("north");
    hub.staff("olga@hub.test", "manager");
    let mut administrator = Browser::signed_in(&hub, "administrator");
    let mut reader = Browser::signed_in(&hub, "read-only");
    let people = |shown: &Shown| addresses(shown).iter().filter(|address| address.starts_with("/people")).count();
    assert_eq!(people(&administrator.post("/search", form! { q: "olga" })), 1);
    assert_eq!(people(&reader.post("/search", form! { q: "olga" })), 0);
    assert_eq!(people(&administrator.post("/search", form! { q: "users" })), 1);
    assert_eq!(people(&reader.post("/search", form! { q: "users" })), 0);
    for address in addresses(&reader.get("/search")) {
        reader.get(&address).is(200);
    }
    Browser::new(hub.address()).post("/search", form! { q: "olga" }).leads("/sign-in");
}

#[test]
fn a_request_id_leads_to_the_refused_call() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/v*/orders/statuses");
    let refused = key.get("/orders", form! {});
    let id = refused.header("x-request-id").expect("every answer has an id").to_owned();
    hub::work::notices::Rounds::default().make(&hub.hub).expect("news can be written");
    let mut browser = Browser::signed_in(&hub, "read-only");
    let shown = browser.post("/search", form! { q: id.to_uppercase() }).is(200);
    assert_eq!(addresses(&shown), [format!("/integration/refusals?id={id}")]);
    browser.get(&addresses(&shown)[0]).is(200).says(&id);
}
