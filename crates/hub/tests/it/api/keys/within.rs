//! A managing key is never left with anything wider than itself, itself included.

use std::cell::Cell;
use std::net::IpAddr;
use std::sync::Arc;

use domain::access::gate::{Call as GateCall, Key};
use domain::access::limits::Transport;
use domain::access::masks::{CLASSES, Mask};
use domain::access::rows::FIELDS;
use domain::access::token;
use domain::audit_log::By;
use domain::keys::{self, wanted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use wire::Moment;
use wire::methods;

use crate::support::{Actor, TestHub};

const METHODS: [&str; 8] = [
    "all",
    "/api/v*/orders",
    "/api/v*/orders/create",
    "/api/v*/customers",
    "/api/credentials",
    "/api/keys",
    "/api/keys/create",
    "/api/keys/{id}/edit",
];
const ADDRESSES: [&str; 5] = ["127.0.0.0/8", "127.0.0.1", "10.0.0.0/8", "10.0.0.5-10.0.0.9", "10.0.0.4"];
const VALUES: [&str; 5] = ["cpa", "CPA", "partner", "news", "x"];

fn list(of: &'static [&'static str], sizes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Value> {
    subsequence(of.to_vec(), sizes).prop_map(|list| json!(list))
}

/// Limits, masks and rows, each said or not.
fn narrowness(often: f64) -> impl Strategy<Value = Value> {
    let limits = (
        (prop::option::of(0..4), prop::option::of(0..6)),
        prop::option::of(any::<bool>()),
        prop::option::of(list(&ADDRESSES, 0..=3)),
        prop::option::of(prop::bool::weighted(0.2)),
        prop::option::of(select(vec![
            "all 00:00-24:00 UTC",
            "mon-fri 09:00-18:00 UTC",
            "tue 10:00-12:00 UTC",
            "sat-sun 22:00-04:00 UTC",
            "all 08:00-20:00 Europe/Moscow",
        ])),
    );
    let limits = limits.prop_map(|((rate, burst), header_only, addresses, report_only, hours)| {
        let mut limits = json!({});
        let said = [
            ("rate", json!(rate)),
            ("burst", json!(burst)),
            ("headerOnly", json!(header_only)),
            ("addresses", json!(addresses)),
            ("hours", json!(hours)),
        ];
        said.into_iter().filter(|(_, value)| !value.is_null()).for_each(|(name, value)| limits[name] = value);
        if limits["addresses"].as_array().is_some_and(|list| !list.is_empty()) && report_only.is_some() {
            limits["reportOnly"] = json!(report_only);
        }
        limits
    });
    let mask = || prop::option::of(select(vec!["hide", "partial", "pseudonym"]));
    let masks = (mask(), mask()).prop_map(|(phone, names)| json!({"phone": phone, "names": names}));
    let rows =
        (list(&VALUES, 0..=3), prop::option::of(select(vec![1, 5, 30]))).prop_map(|(source, days)| json!({"source": source, "days": days}));
    let end = prop::option::of(select(vec!["2026-03-20", "2026-04-20", "2027-01-01"]));
    let said = |value: BoxedStrategy<Value>| prop::option::weighted(often, value);
    (said(limits.boxed()), said(masks.boxed()), said(rows.boxed()), end).prop_map(|(limits, masks, rows, end)| {
        let mut key = json!({});
        let said = [("limits", limits), ("masks", masks), ("rows", rows), ("endsAt", end.map(|end| json!(end)))];
        said.into_iter().for_each(|(name, value)| {
            if let Some(value) = value {
                key[name] = value
            }
        });
        key
    })
}

/// A key as it is sent.
fn wish(often: f64) -> impl Strategy<Value = Value> {
    let sites = prop_oneof![1 => Just(json!(["all"])), 4 => list(&["a", "b", "c"], 1..=3)];
    (sites, list(&METHODS, 1..=4), narrowness(often)).prop_map(|(sites, methods, mut key)| {
        (key["name"], key["sites"], key["methods"]) = (json!("K"), sites, methods);
        key
    })
}

/// The first thing that a key may and another one may not, found by trying.
fn more(key: &Key, than: &Key, sites: &[i64]) -> Option<String> {
    for site in sites.iter().copied().chain([1_000_000]) {
        if key.rules.sites.contains(site) && !than.rules.sites.contains(site) {
            return Some(format!("the store {site}"));
        }
    }
    for method in 0..methods::all().len() {
        if key.rules.methods.contains(method) && !than.rules.methods.contains(method) {
            return Some(format!("the method {}", methods::all()[method].path));
        }
    }
    let method = (0..methods::all().len()).find(|method| key.rules.methods.contains(*method))?;
    let addresses: Vec<IpAddr> =
        ["127.0.0.1", "127.8.0.1", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.9", "10.0.0.10", "203.0.113.7", "::1"]
            .map(|text| text.parse().expect("an address"))
            .into();
    for hour in (0..8 * 24).chain([40 * 24, 400 * 24]) {
        let now = 1_773_489_600 + 1_800 + hour * 3_600;
        for address in &addresses {
            for transport in [Transport::Header, Transport::Query] {
                let call = GateCall { transport, address: *address, now, ..GateCall::plain(method, Moment(now)) };
                if key.verdict(&call, now).is_none() && than.verdict(&call, now).is_some() {
                    return Some(format!("a call from {address} at {} by {transport:?}", Moment(now).0));
                }
            }
        }
    }
    if than.rules.rate_limit().rate > 0 && (key.rules.rate_limit().rate == 0 || key.rules.rate_limit().rate > than.rules.rate_limit().rate)
    {
        return Some(format!("{} calls per second", key.rules.rate_limit().rate));
    }
    if than.rules.rate_limit().rate > 0 && key.rules.rate_limit().burst() > than.rules.rate_limit().burst() {
        return Some(format!("{} calls at once", key.rules.rate_limit().burst()));
    }
    for class in CLASSES {
        let mask = |key: &Key| key.rules.masks.as_ref().and_then(|masks| masks.of(class));
        let shown = match (mask(key), mask(than)) {
            (_, None) | (Some(Mask::Hide), _) => false,
            (own, other) => own != other,
        };
        if shown {
            return Some(format!("{class:?}"));
        }
    }
    for field in FIELDS {
        for value in VALUES {
            let sees = |key: &Key| {
                let values = key.rules.rows.as_ref().and_then(|rows| rows.fields.get(&field).cloned());
                values.is_none_or(|values| values.iter().any(|own| own.eq_ignore_ascii_case(value)))
            };
            if sees(key) && !sees(than) {
                return Some(format!("orders of {} {value}", field.name()));
            }
        }
    }
    let days = |key: &Key| key.rules.rows.as_ref().and_then(|rows| rows.days).unwrap_or(i64::MAX);
    (days(key) > days(than)).then(|| format!("orders of {} days", days(key)))
}

impl TestHub {
    /// Adds a key as it is wished for, without anybody's being asked.
    fn wished(&self, wish: &Value) -> Result<Actor, ()> {
        let sent = serde_json::from_value(wish.clone()).map_err(drop)?;
        let changes = wanted::changes(&sent, None, &self.hub.account().zone).map_err(drop)?;
        let (token, hub, now) = (token::generate().expect("there is randomness"), Arc::clone(&self.hub), self.clock.now());
        let given = token.clone();
        let added = self.hub.db.write_now(move |tx| keys::add(tx, &hub.gate.pepper(), &given, &changes, &By::Hub, now));
        added.map(|key| self.anonymous().with_token(&token, key.id)).map_err(drop)
    }
}

#[test]
fn whatever_is_asked_for_nothing_is_wider_than_the_key_that_asked() {
    let hub = TestHub::new();
    let sites: Vec<i64> = ["a", "b", "c"].iter().map(|code| hub.site(code).id).collect();
    let mut runner = TestRunner::new(Config { cases: 80, failure_persistence: None, ..Config::default() });
    let (made, refused, changed) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let gate = |key: i64| hub.hub.gate.key(key).expect("the gate holds it");
    let view = runner.run(&(wish(0.4), prop::collection::vec((wish(0.15), narrowness(0.3)), 6)), |(parent, wishes)| {
        let mut parent = parent;
        for method in ["/api/keys", "/api/keys/create", "/api/keys/{id}/edit"] {
            parent["methods"].as_array_mut().expect("a list").push(json!(method));
        }
        let Ok(manager) = hub.wished(&parent) else { return Ok(()) };
        let managing = gate(manager.key);
        // A key that may not call now manages nothing now.
        if manager.get("/api/keys", form! {}).status != 200 {
            return Ok(());
        }
        for (wish, change) in &wishes {
            let reply = manager.post("/api/keys/create", form! { key: wish });
            // Too many calls at once; or it has given away the right to ask.
            if [503, 403].contains(&reply.status) {
                continue;
            }
            if reply.status != 201 {
                prop_assert!(reply.status == 400 && reply.json["errors"].as_object().is_some_and(|errors| !errors.is_empty()), "{}", reply);
                refused.set(refused.get() + 1);
                continue;
            }
            made.set(made.get() + 1);
            let id = reply.json["id"].as_i64().unwrap_or_default();
            let wider = more(&gate(id), &managing, &sites);
            prop_assert!(wider.is_none(), "{} made {} with {:?}", parent, wish, wider);
            for target in [id, manager.key] {
                let mut change = change.clone();
                change["methods"] = wish["methods"].clone();
                // Its own rights to manage may go too, and then there is nothing more to ask.
                let before = gate(manager.key);
                let reply = manager.post(&format!("/api/keys/{target}/edit"), form! { key: change });
                prop_assert!([200, 400, 403, 404, 503].contains(&reply.status), "{}", reply);
                changed.set(changed.get() + i32::from(reply.status == 200));
                let wider = more(&gate(target), &before, &sites);
                prop_assert!(wider.is_none(), "{} changed {} by {} and gained {:?}", parent, target, change, wider);
            }
            if manager.get("/api/keys", form! {}).status != 200 {
                break;
            }
        }
        let managing = gate(manager.key);
        let listed = manager.get("/api/keys", form! { limit: 100 });
        for key in listed.json["keys"].as_array().into_iter().flatten() {
            let id = key["id"].as_i64().unwrap_or_default();
            if let Some(key) = hub.hub.gate.key(id) {
                let wider = more(&key, &managing, &sites);
                prop_assert!(wider.is_none(), "{} sees {} with {:?}", parent, id, wider);
            }
        }
        Ok(())
    });
    view.unwrap_or_else(|failure| panic!("{failure}"));
    let (made, refused, changed) = (made.get(), refused.get(), changed.get());
    assert!(made > 20 && refused > 20 && changed > 20, "{made} made, {refused} refused, {changed} changed");
}

#[test]
fn what_is_wider_is_named() {
    let hub = TestHub::new();
    hub.site("a");
    hub.site("b");
    let wish = json!({
        "name": "Manager", "sites": ["a"], "methods": ["orders.*", "keys.*"], "endsAt": "2026-06-01", "masks": {"phone": "partial", "email": "hide"},
        "rows": {"source": ["cpa", "partner"], "days": 30},
        "limits": {"rate": 50, "addresses": ["127.0.0.0/8", "10.0.0.0/8"], "hours": "all 08:00-20:00 UTC", "headerOnly": true},
    });
    let manager = hub.wished(&wish).expect("it can be made");
    let asked = |more: Value| {
        let mut key = json!({"name": "K", "sites": ["a"], "methods": ["/api/v*/orders"]});
        more.as_object().into_iter().flatten().for_each(|(name, value)| key[name] = value.clone());
        manager.post("/api/keys/create", form! { key: key })
    };
    for (more, field) in [
        (json!({"sites": ["all"]}), "sites"),
        (json!({"sites": ["a", "b"]}), "sites"),
        (json!({"methods": ["all"]}), "methods"),
        (json!({"methods": ["/api/v*/customers"]}), "methods"),
        (json!({"endsAt": null}), "endsAt"),
        (json!({"endsAt": "2026-06-02"}), "endsAt"),
        (json!({"masks": {"phone": null}}), "masks"),
        (json!({"masks": {"phone": "pseudonym"}}), "masks"),
        (json!({"masks": {"email": "partial"}}), "masks"),
        (json!({"masks": null}), "masks"),
        (json!({"rows": {"source": ["news"]}}), "rows"),
        (json!({"rows": {"source": null}}), "rows"),
        (json!({"rows": {"days": 31}}), "rows"),
        (json!({"rows": null}), "rows"),
        (json!({"limits": null}), "limits.rate"),
        (json!({"limits": {"rate": 51}}), "limits.rate"),
        (json!({"limits": {"rate": 0}}), "limits.rate"),
        (json!({"limits": {"headerOnly": false}}), "limits.headerOnly"),
        (json!({"limits": {"addresses": []}}), "limits.addresses"),
        (json!({"limits": {"addresses": ["10.0.0.0/7"]}}), "limits.addresses"),
        (json!({"limits": {"reportOnly": true}}), "limits.reportOnly"),
        (json!({"limits": {"hours": null}}), "limits.hours"),
        (json!({"limits": {"hours": "all 08:00-20:01 UTC"}}), "limits.hours"),
    ] {
        let reply = asked(more.clone()).refused(400, "Errors in the entity format");
        let errors = reply.json["errors"].as_object().cloned().unwrap_or_default();
        assert_eq!(errors.keys().collect::<Vec<_>>(), [field], "{more}: {reply}");
    }
    for narrower in [
        json!({}),
        json!({"endsAt": "2026-05-01", "masks": {"phone": "hide", "names": "hide"}, "rows": {"source": ["CPA"], "days": 7}}),
        json!({"methods": ["orders.*", "/api/keys"], "limits": {"rate": 1, "addresses": ["10.1.0.0/16", "127.0.0.1"], "hours": "mon 09:00-10:00 UTC"}}),
    ] {
        let made = asked(narrower.clone()).is(201).ok();
        manager.get(&format!("/api/keys/{}", made["id"]), form! {}).ok();
    }
    // What is not said is passed on.
    let key = asked(json!({})).ok()["key"].clone();
    for name in ["endsAt", "masks", "rows"] {
        assert!(key.get(name).is_some(), "{key}");
    }
    assert_eq!((&key["limits"]["rate"], &key["limits"]["headerOnly"]), (&json!(50), &json!(true)));
}

#[test]
fn a_key_cannot_widen_itself_but_narrow_itself() {
    let hub = TestHub::new();
    hub.site("a");
    hub.site("b");
    let key = hub.manager("a", "orders.*");
    let path = format!("/api/keys/{}/edit", key.key);
    for wider in [
        json!({"sites": ["a", "b"]}),
        json!({"sites": ["all"]}),
        json!({"methods": ["all", "keys.*"]}),
        json!({"methods": ["customers.*", "keys.*"]}),
    ] {
        key.post(&path, form! { key: wider }).refused(400, "Errors in the entity format");
    }
    key.post(&path, form! { key: {methods: ["/api/v*/orders", "/api/keys"], limits: {rate: 100}} }).ok();
    key.get("/orders/1", form! {}).denied();
    key.post(&path, form! { key: {methods: ["orders.*", "keys.*"]} }).denied();
    key.get("/api/keys", form! {}).ok();
}

#[test]
fn a_key_whose_masks_or_rows_cannot_be_read_is_nobodys_to_see() {
    let hub = TestHub::new();
    hub.site("a");
    let manager = hub.manager("all", "all");
    for body in [r#"{"masks":{"fax":"hide"}}"#, r#"{"rows":[]}"#, "[]"] {
        let key = hub.key("a", "/api/v*/orders");
        manager.get(&format!("/api/keys/{}", key.key), form! {}).ok();
        hub.edit_key(key.key, move |key| key.body = body.to_owned());
        manager.get(&format!("/api/keys/{}", key.key), form! {}).refused(404, "Not found");
    }
}
