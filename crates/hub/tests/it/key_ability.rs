//! What a key can do, in words: the same as trying every method for every store, whichever key it is.

use std::collections::BTreeSet;

use domain::access::grant::Grant;
use domain::access::hours::Hours;
use domain::access::limits::Limits;
use domain::access::masks::{CLASSES, Class, Masks};
use domain::access::rows::Rows;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::capabilities::{Capabilities, Capability, Part, Sight, State, compare};
use domain::keys::who::{self, Question};
use domain::keys::{self, Changes};
use domain::masking::answered;
use wire::Moment;
use wire::methods::{self, Entry, Reads, Verb};

use crate::support::hub::START;
use crate::support::{Actor, Browser, Call, TestHub};

const STORES: [&str; 3] = ["north", "south", "west"];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }
}

/// A hub with stores and a key of every kind.
fn furnished(dice: &mut Dice, count: usize) -> (TestHub, Vec<Actor>) {
    let hub = TestHub::new();
    STORES.iter().for_each(|store| drop(hub.site(store)));
    let keys = (0..count).map(|_| random_key(&hub, dice)).collect();
    (hub, keys)
}

fn random_key(hub: &TestHub, dice: &mut Dice) -> Actor {
    let sites: Vec<&str> = STORES.into_iter().filter(|_| dice.chance(2)).collect();
    let sites = if sites.is_empty() || dice.chance(5) { "all".to_owned() } else { sites.join(",") };
    let some: BTreeSet<String> = methods::all().iter().filter(|_| dice.chance(3)).map(|entry| entry.name().to_owned()).collect();
    let grant = if some.is_empty() || dice.chance(6) { Grant::All } else { Grant::Some(some.into_iter().collect()) };
    let key = hub.key_granting(&sites, grant);
    let masks: Vec<String> = CLASSES
        .into_iter()
        .filter(|_| dice.chance(3))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|class| format!("{}={}", class.name(), class.masks()[dice.below(class.masks().len() as u64) as usize].name()))
        .collect();
    let hours = match dice.below(6) {
        0 => Hours::parse("sat", "00:00-24:00", "UTC").ok(),
        1 => Hours::parse("mon", "00:00-24:00", "UTC").ok(),
        _ => None,
    };
    let ends_at = match dice.below(6) {
        0 => Some(START.0 - 1),
        1 => Some(START.0 + 60),
        _ => None,
    };
    let limits = Limits {
        starts_at: (dice.chance(8) && ends_at != Some(START.0 - 1)).then_some(START.0 + 30),
        hours,
        addresses: if dice.chance(3) { vec!["127.0.0.0/8".to_owned()] } else { Vec::new() },
        header_only: dice.chance(3),
        ..Limits::default()
    };
    let rows = if dice.chance(4) { "source=cpa,days=30" } else { "all" };
    let changes = Changes {
        masks: Some(Masks::parse(&masks.join(",")).expect("masks")),
        rows: Some(Rows::parse(rows).expect("rows")),
        ends_at: Some(ends_at),
        limits: Some(limits),
        ..Changes::default()
    };
    let (id, off) = (key.key, dice.chance(8));
    hub.hub
        .db
        .write_now(move |tx| {
            // An end is set while it lies ahead.
            keys::edit(tx, id, &changes, &By::Hub, Moment(START.0 - 60))?;
            if off { keys::set_active(tx, id, false, &By::Hub, START).map(drop) } else { Ok(()) }
        })
        .expect("the key can be changed");
    key
}

fn capabilities(hub: &TestHub, id: i64) -> Capabilities {
    let key = hub.hub.db.read_now(move |tx| keys::find(tx, id)).expect("there is the key");
    Capabilities::of(&key, &hub.hub.account(), START)
}

/// Whether the API says that a call of a method for a store would pass.
fn probed(key: &Actor, entry: &Entry, store: &str) -> bool {
    let path = entry.pattern().replace("v*", entry.versions.names().last().copied().unwrap_or_default());
    let path: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
    // The body of an upload is the file.
    let in_query = entry.verb == Verb::Get || entry.reads == Reads::File;
    let call = if in_query {
        Call::new(entry.verb.name(), &path.join("/")).query(form! { site: store })
    } else {
        Call::post(&path.join("/")).form(form! { site: store })
    };
    let reply = key.call(call.header("X-Dry-Run", "1"));
    reply.status == 200 && reply.json["dryRun"]["allowed"] == true
}

#[test]
fn what_is_told_is_what_a_probe_of_every_method_and_store_finds() {
    let mut dice = Dice(7);
    let (hub, keys) = furnished(&mut dice, 12);
    let mut seen = (0, 0);
    for key in &keys {
        let capabilities = capabilities(&hub, key.key);
        for entry in methods::all() {
            for store in STORES {
                let view = capabilities.allows(entry, store);
                assert_eq!(view, probed(key, entry, store), "{} {} in {store}: {capabilities:?}", entry.verb.name(), entry.path);
                if view { seen.0 += 1 } else { seen.1 += 1 }
            }
        }
        assert!(!capabilities.reaches("nowhere"));
    }
    assert!(seen.0 > 100 && seen.1 > 100, "both answers were given: {seen:?}");
}

#[test]
fn who_can_is_whoever_would_say_so_of_itself() {
    let mut dice = Dice(11);
    let (hub, keys) = furnished(&mut dice, 30);
    let abilities: Vec<(i64, Capabilities)> = keys.iter().map(|key| (key.key, capabilities(&hub, key.key))).collect();
    let sites: Vec<(i64, &str)> = STORES.iter().map(|code| (hub.hub.account().site(code).expect("a store").id, *code)).collect();
    let methods = ["/orders", "/orders/create", "/orders/statuses", "/customers", "/users", "/credentials"];
    let mut found = 0;
    for method in methods.into_iter().map(Some).chain([None]) {
        for site in sites.iter().map(Some).chain([None]) {
            for sees in CLASSES.into_iter().map(Some).chain([None]) {
                let question = Question { method, site: site.map(|(id, _)| *id), sees };
                let (lines, total) = hub.hub.db.read_now(move |tx| who::can(tx, &question, 1_000)).expect("it can be asked");
                let entries: Vec<&&Entry> = methods::all().iter().filter(|entry| method.is_none_or(|name| entry.name() == name)).collect();
                let can = |capabilities: &Capabilities| {
                    site.is_none_or(|(_, code)| capabilities.reaches(code))
                        && entries
                            .iter()
                            .any(|entry| capabilities.grants(entry) && sees.is_none_or(|class| answered(entry).contains(&class)))
                        && sees.is_none_or(|class| capabilities.sight(class) == Sight::Whole)
                };
                let wanted: BTreeSet<i64> = abilities.iter().filter(|(_, capabilities)| can(capabilities)).map(|(id, _)| *id).collect();
                assert_eq!(lines.iter().map(|line| line.id).collect::<BTreeSet<_>>(), wanted, "{question:?}");
                assert_eq!(total as usize, wanted.len());
                found += wanted.len();
            }
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn whoever_sees_a_phone_is_told_to_see_it_and_nobody_else() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    shop.order(serde_json::json!({"firstName": "Anna", "phone": "+79261234567", "externalId": "1"}));
    let mut sees = BTreeSet::new();
    let mut view = BTreeSet::new();
    for masks in ["none", "phone=partial", "phone=hide", "phone=pseudonym", "names=hide"] {
        for methods in ["/api/v*/orders", "/api/v*/orders/statuses", "/api/v*/orders/history", "/api/credentials"] {
            let key = hub.key("north", methods);
            let (id, changes) = (key.key, Changes { masks: Masks::parse(masks).ok(), ..Changes::default() });
            hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::Hub, START)).expect("the key can be changed");
            let path = methods.replace("v*", "v5");
            let query = if path.ends_with("statuses") {
                form! { "externalIds[]": 1 }
            } else {
                form! {}
            };
            if key.get(&path, query).is(200).json.to_string().contains("79261234567") {
                sees.insert(id);
            }
            if capabilities(&hub, id).sight(Class::Phone) == Sight::Whole {
                view.insert(id);
            }
        }
    }
    assert_eq!(sees, view);
    assert_eq!(sees.len(), 4, "two methods that answer phones, two kinds of key that see them");
}

#[test]
fn two_keys_differ_in_what_one_has_and_the_other_lacks() {
    let mut dice = Dice(3);
    let (hub, keys) = furnished(&mut dice, 10);
    let abilities: Vec<Capabilities> = keys.iter().map(|key| capabilities(&hub, key.key)).collect();
    for one in &abilities {
        assert!(compare(one, one).is_empty());
        for other in &abilities {
            let (there, back) = (compare(one, other), compare(other, one));
            assert_eq!(there.len(), back.len());
            for ((part, mine, theirs), (same, theirs_again, mine_again)) in there.iter().zip(&back) {
                assert_eq!((part, mine, theirs), (same, mine_again, theirs_again));
                assert!(mine.iter().all(|fact| one.facts.contains(fact) && !other.facts.contains(fact)));
            }
            // What both have and what differs is everything.
            let differ: usize = there.iter().map(|(_, mine, _)| mine.len()).sum();
            let common = one.facts.iter().filter(|fact| other.facts.contains(fact)).count();
            assert_eq!(differ + common, one.facts.len());
        }
    }
}

#[test]
fn a_key_that_cannot_be_read_says_that_it_lets_nobody_in() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.edit_key(key.key, |key| key.body = r#"{"masks": {"fax": "hide"}}"#.to_owned());
    assert_eq!(capabilities(&hub, key.key).state, State::Unreadable);
    assert_ne!(key.get("/api/credentials", form! {}).status, 200);
}

#[test]
fn the_page_tells_it_in_words_and_beside_another_key() {
    let hub = TestHub::new();
    STORES.iter().for_each(|store| drop(hub.site(store)));
    let (cpa, shop) = (hub.key("all", "/api/v*/orders/statuses"), hub.key("north,south", "orders.*"));
    let changes = Changes {
        name: Some("Shop <b>".to_owned()),
        masks: Masks::parse("phone=partial").ok(),
        rows: Rows::parse("source=cpa").ok(),
        limits: Some(Limits { rate: 5, addresses: vec!["10.0.0.0/8".to_owned()], ..Limits::default() }),
        ends_at: Some(Some(START.0 + 3_600)),
        ..Changes::default()
    };
    let id = shop.key;
    hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::Hub, START)).expect("the key can be changed");
    let mut browser = Browser::signed_in(&hub, "read-only");
    let page = |key: &Actor, rest: &str| format!("/integration/keys/{}/can{rest}", key.key);
    let shown =
        browser.get(&page(&shop, "")).is(200).says("Works now.").says("Access to 2 stores.").says("Permissions of Shop &#60;b&#62;");
    let shown = shown.says("<b>19 / 19</b> <span>All</span>").says("last two digits").says("Source: cpa").says("5 calls per second");
    shown.says("From 10.0.0.0/8").says("Until 14 Mar 2026, 16:00").says("No access");
    browser.get(&page(&cpa, "")).is(200).says("not reachable").says("Access to all stores (3 now)");
    let beside = browser.get(&page(&cpa, &format!("?with={}", shop.key))).is(200);
    let beside = beside.says("Stores added later").says("Store west (west)").says("/api/v*/orders/create");
    beside.hides("<li>/api/v*/orders/statuses — ").hides("Shop <b>");
    browser.get(&page(&shop, &format!("?with={}", shop.key))).is(200).says("The same permissions as");
    browser.get(&page(&shop, "?with=999")).is(404);
    browser.get("/integration/keys/999/can").is(404);
    let who = browser.get("/integration/keys/who").is(200).says("Select a method");
    assert!(!who.text.contains("<table"));
    let asked = browser.get("/integration/keys/who?method=/orders/create").is(200).says("Shop &#60;b&#62;").says("1 key");
    asked.hides("A key of a test").says("Never used");
    browser.get("/integration/keys/who?method=/orders&sees=phone").is(200).says("No key has this permission.");
    browser.get("/integration/keys/who?method=nonsense&store=x&sees=fax").is(200).says("Select a method");
}

#[test]
fn facts_belong_to_the_part_they_are_listed_under() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let capabilities = capabilities(&hub, key.key);
    let parts: usize = Part::ALL.iter().map(|part| capabilities.about(*part).count()).sum();
    assert_eq!(parts, capabilities.facts.len());
    assert!(capabilities.facts.contains(&Capability::FutureMethods) && !capabilities.facts.contains(&Capability::FutureStores));
    let none = hub.hub.db.read_now(|tx| {
        let question = Question { method: Some("/orders/statuses"), sees: Some(Class::Phone), ..Question::default() };
        Ok::<_, Fault>(who::can(tx, &question, 10)?.1)
    });
    assert_eq!(none.expect("it can be asked"), 0, "a method that answers no phones shows none");
}
