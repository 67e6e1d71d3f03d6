//! The list of keys: filters that combine, search, order, pages.

use database::keys::Key;

use crate::support::browser::Shown;
use crate::support::{Browser, TestHub};

/// A key as the list is tried with.
struct Sample {
    name: String,
    active: bool,
    sites: Vec<i64>,
}

fn add(hub: &TestHub, samples: Vec<Sample>) {
    let made = hub.hub.db.write_now(move |tx| {
        for (number, sample) in samples.iter().enumerate() {
            let key = Key {
                external_id: None,
                id: 0,
                name: sample.name.clone(),
                token_hash: *blake3::hash(&number.to_be_bytes()).as_bytes(),
                pepper_version: 1,
                ends_at: None,
                cause: None,
                secret: 1,
                former: Vec::new(),
                hint: format!("lky_…{number:04}"),
                active: sample.active,
                deleted_at: None,
                all_sites: sample.sites.is_empty(),
                all_methods: true,
                created_at: 0,
                sites: sample.sites.clone(),
                methods: Vec::new(),
                body: "{}".to_owned(),
            };
            database::keys::add(tx, &key)?;
        }
        Ok::<_, database::Error>(())
    });
    made.expect("keys can be added");
}

/// The names of the list's rows, in order.
fn names(shown: &Shown) -> Vec<String> {
    let rows = shown.text.split("<th scope=\"row\"").skip(1);
    rows.map(|row| row.split("<bdi>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_combination_of_filters_agrees_with_the_keys() {
    let hub = TestHub::new();
    let sites = [hub.site("north").id, hub.site("south").id];
    let reaches: [Vec<i64>; 4] = [vec![], vec![sites[0]], vec![sites[1]], sites.to_vec()];
    let mut known = Vec::new();
    for (number, reach) in reaches.iter().enumerate() {
        for (active, word) in [(true, "Чай"), (false, "Tea")] {
            known.push(Sample { name: format!("{word} {number}"), active, sites: reach.clone() });
        }
    }
    let view: Vec<(String, bool, Vec<i64>)> = known.iter().map(|key| (key.name.clone(), key.active, key.sites.clone())).collect();
    add(&hub, known);
    let mut browser = Browser::signed_in(&hub, "read-only");
    for active in ["", "yes", "no"] {
        for access in ["", "all", "individual"] {
            for store in [None, Some(sites[0]), Some(sites[1])] {
                for (search, word) in [("", ""), ("%D0%A7%D0%90%D0%99", "чай"), ("tea%20", "tea ")] {
                    let wanted = view.iter().filter(|(name, on, reach)| {
                        (active.is_empty() || (active == "yes") == *on)
                            && (access.is_empty() || (access == "all") == reach.is_empty())
                            && store.is_none_or(|store| reach.is_empty() || reach.contains(&store))
                            && name.to_lowercase().contains(word.trim())
                    });
                    let mut wanted: Vec<&String> = wanted.map(|(name, ..)| name).collect();
                    wanted.sort_by_key(|name| name.to_lowercase());
                    let store = store.map(|store| store.to_string()).unwrap_or_default();
                    let path = format!("/integration/keys?active={active}&access={access}&store={store}&search={search}");
                    let found = names(&browser.get(&path).is(200));
                    assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "{path}");
                }
            }
        }
    }
    assert!(names(&browser.get("/integration/keys?store=999&access=individual")).is_empty());
    assert!(names(&browser.get("/integration/keys?store=north&access=individual")).is_empty());
    assert_eq!(names(&browser.get("/integration/keys?search=0003")), ["Tea 1"], "the end of a token is searched too");
    assert!(names(&browser.get("/integration/keys?search=%25")).is_empty(), "a wildcard means itself");
}

#[test]
fn five_hundred_keys_come_in_pages() {
    let hub = TestHub::new();
    add(&hub, (0..500).map(|number| Sample { name: format!("Key {number:03}"), active: number % 2 == 0, sites: vec![] }).collect());
    let mut browser = Browser::signed_in(&hub, "administrator");
    let first = browser.get("/integration/keys").is(200).says("500 keys").says("1 / 10");
    assert_eq!((names(&first).len(), names(&first)[0].as_str()), (50, "Key 000"));
    assert!(first.text.len() < 200_000, "{} bytes", first.text.len());
    let last = browser.get("/integration/keys?page=10").is(200);
    assert_eq!(names(&last).last().map(String::as_str), Some("Key 499"));
    assert_eq!(names(&browser.get("/integration/keys?sort=name&back=1"))[0], "Key 499");
    assert_eq!(names(&browser.get("/integration/keys?sort=state"))[1], "Key 002");
    assert_eq!(names(&browser.get("/integration/keys?sort=state&back=1"))[0], "Key 499");
    assert_eq!(names(&browser.get("/integration/keys?sort=made&back=1"))[0], "Key 499");
    let filtered = browser.get("/integration/keys?active=no&sort=name&page=2").is(200).says("250 keys").says("2 / 5");
    filtered.says("active=no&#38;sort=name&#38;page=3");
    for odd in ["page=0", "page=-3", "page=x", "page=99999999999999999999", "sort=%27", "active=maybe", "access=x"] {
        browser.get(&format!("/integration/keys?{odd}")).is(200);
    }
}

#[test]
fn deleted_keys_are_not_listed() {
    let hub = TestHub::new();
    add(&hub, vec![Sample { name: "Gone".to_owned(), active: true, sites: vec![] }]);
    let mut browser = Browser::signed_in(&hub, "administrator");
    assert_eq!(names(&browser.get("/integration/keys")), ["Gone"]);
    let key = hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read").remove(0);
    browser.post(&format!("/integration/keys/{}/delete", key.id), form! {}).leads("/integration/keys");
    browser.get("/integration/keys").says("No keys yet");
}

#[test]
fn a_searched_token_is_in_no_address_and_in_no_page() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let token = key.token.clone().unwrap_or_default();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let found = browser.post("/integration/keys/search", form! { search: token, access: "all" });
    let address = found.header("location").expect("it leads to the list").to_owned();
    assert!(!address.contains(&token[4..26]) && address.contains("access=all"), "{address}");
    let list = browser.get(&address).is(200).hides(&token[4..26]);
    assert_eq!(names(&list).len(), 1, "the key is found by what is shown of its token");
    // An address that holds one, as an older bookmark does, leads to one that does not.
    let led = browser.get(&format!("/integration/keys?search={token}"));
    assert_eq!((led.status, led.header("location")), (303, Some(address.replace("access=all&", "").as_str())));
    browser.post("/integration/keys/search", form! { search: "tea & co" }).leads("/integration/keys?search=tea+%26+co&sort=name");
}

#[test]
fn filters_in_use_are_tags_that_can_be_taken_away() {
    let hub = TestHub::new();
    let site = hub.site("north");
    add(&hub, vec![Sample { name: "Only".to_owned(), active: true, sites: vec![site.id] }]);
    let mut browser = Browser::signed_in(&hub, "read-only");
    let plain = browser.get("/integration/keys").is(200).hides("class=\"pill set\"").hides("Clear filters");
    plain.says("href=\"/integration/keys?active=yes&#38;sort=name\"");
    let narrowed = browser.get(&format!("/integration/keys?store={}&active=yes", site.id)).is(200).says("Clear filters");
    let narrowed = narrowed.says("href=\"/integration/keys?active=yes&#38;sort=name\" aria-label=\"Remove filter Store: Store north\"");
    narrowed.says(&format!("href=\"/integration/keys?store={}&#38;sort=name\" aria-label=\"Remove filter Activity: ", site.id));
}
