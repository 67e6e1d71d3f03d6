//! Every method of the list against every kind of key, verb and address: no authorisation list is kept by hand.

use std::collections::BTreeSet;

use domain::access::gate::Call as GateCall;
use domain::access::grant::Grant;
use wire::methods::{self, Entry, Verb, routes};

use crate::support::{Actor, Call, TestHub};

/// Every address of every method, with a value for each variable.
fn addresses() -> impl Iterator<Item = (usize, &'static Entry, String)> {
    methods::all().iter().enumerate().flat_map(|(index, method)| {
        let path: Vec<&str> = method.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
        let path = path.join("/");
        method.versions.prefixes().iter().map(move |prefix| (index, *method, format!("{prefix}{path}")))
    })
}

fn call(actor: &Actor, method: &Entry, address: &str) -> crate::support::Reply {
    actor.call(Call::new(method.verb.name(), address))
}

/// A grant of every method but this one.
fn all_but(index: usize) -> Grant {
    let names = methods::all().iter().enumerate().filter(|(other, _)| *other != index).map(|(_, method)| method.name().to_owned());
    Grant::Some(names.collect())
}

#[test]
fn refuses_who_has_no_key_or_an_unknown_one() {
    let hub = TestHub::new();
    let (anonymous, stranger) = (hub.anonymous(), hub.stranger());
    for (_, method, address) in addresses() {
        call(&anonymous, method, &address).refused(403, "\"apiKey\" is missing.");
        call(&stranger, method, &address).refused(403, "Wrong \"apiKey\" value.");
    }
}

#[test]
fn refuses_a_key_that_has_every_method_but_the_called_one() {
    let hub = TestHub::new();
    hub.site("north");
    for (index, method) in methods::all().iter().enumerate() {
        let key = hub.key_granting("all", all_but(index));
        for (_, _, address) in addresses().filter(|(other, ..)| *other == index) {
            call(&key, method, &address).denied();
        }
    }
}

#[test]
fn lets_a_key_with_the_one_method_in_and_nowhere_else() {
    let hub = TestHub::new();
    hub.site("north");
    let addresses: Vec<_> = addresses().collect();
    for (index, method) in methods::all().iter().enumerate() {
        let key = hub.key_granting("all", Grant::Some(vec![method.name().to_owned()]));
        let token = key.token.as_deref().unwrap_or_default();
        for other in 0..methods::all().len() {
            assert_eq!(
                hub.hub.gate.admit(token, &GateCall::plain(other, hub.clock.now())).is_ok(),
                other == index,
                "{} with a key for {}",
                methods::all()[other].path,
                method.path
            );
        }
        // Over the wire: its own addresses, and every tenth of the others, each time different ones.
        for (_, (other, called, address)) in
            addresses.iter().enumerate().filter(|(at, (other, ..))| *other == index || (at + index) % 10 == 0)
        {
            let reply = call(&key, called, address);
            if *other == index {
                assert_ne!(reply.message(), "Access denied.", "{address}");
                assert!(reply.status < 500, "{address}: {reply}");
            } else {
                reply.denied();
            }
        }
    }
}

#[test]
fn refuses_a_switched_off_and_a_deleted_key_everywhere() {
    let hub = TestHub::new();
    let (off, gone) = (hub.key("all", "all"), hub.key("all", "all"));
    hub.edit_key(off.key, |key| key.active = false);
    hub.edit_key(gone.key, |key| key.deleted_at = Some(key.created_at));
    for (_, method, address) in addresses() {
        call(&off, method, &address).refused(403, "Wrong \"apiKey\" value.");
        call(&gone, method, &address).refused(403, "Wrong \"apiKey\" value.");
    }
}

#[test]
fn answers_other_verbs_in_json() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for (_, method, address) in addresses() {
        for verb in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "QUERY"] {
            if routes::find(verb, &address).is_ok() {
                continue;
            }
            let reply = key.call(Call::new(verb, &address));
            assert_eq!(reply.status, 405, "{verb} {address}: {reply}");
            if verb != "HEAD" {
                reply.refused(405, "Method Not Allowed");
            }
        }
        assert!(routes::find(method.verb.name(), &address).is_ok(), "{address}");
    }
}

#[test]
fn answers_versions_a_method_does_not_have_like_any_unknown_address() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for (_, method, address) in addresses() {
        for prefix in ["/api", "/api/v2", "/api/v3", "/api/v4", "/api/v5", "/api/v6", "/api/v05", "/api/v5.0"] {
            let other = format!("{prefix}{}", &address[method.versions.prefixes()[0].len()..]);
            if !method.versions.prefixes().contains(&prefix)
                && routes::find("GET", &other).is_err()
                && routes::find("POST", &other).is_err()
            {
                call(&key, method, &other).refused(404, "API method not found");
            }
        }
    }
}

/// What an address leads to by the rules alone: parts are compared byte by byte, a variable takes any part but an
/// empty one, and of several matches the one with a literal part where the others have a variable wins.
fn by_the_rules(verb: Verb, address: &str) -> Option<usize> {
    let parts: Vec<&str> = address.split('/').collect();
    let fits = |pattern: &[&str]| {
        pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(pattern, part)| if pattern.starts_with('{') { !part.is_empty() } else { pattern == part })
    };
    let mut matches = Vec::new();
    for (index, method) in methods::all().iter().enumerate().filter(|(_, method)| method.verb == verb) {
        for prefix in method.versions.prefixes() {
            let pattern = format!("{prefix}{}", method.path);
            let pattern: Vec<&str> = pattern.split('/').collect();
            if fits(&pattern) {
                matches.push((pattern.iter().map(|part| part.starts_with('{')).collect::<Vec<_>>(), index));
            }
        }
    }
    // false sorts before true: the earliest literal part wins.
    matches.into_iter().min().map(|(_, index)| index)
}

/// Addresses that try to look like another one.
fn tricks(address: &str) -> Vec<String> {
    let mut tricks =
        vec![format!("{address}/"), format!("{address}//"), format!("/{address}"), format!("{address}/."), format!("{address};x=1")];
    tricks.extend([format!("{address}%20"), format!("{address}%00"), format!("{address}.json"), address.to_ascii_uppercase()]);
    for (at, _) in address.match_indices('/') {
        let (before, after) = (&address[..at], &address[at + 1..]);
        for separator in ["//", "%2f", "%2F", "/./", "/x/../", "\\", "%5c", "/;/", "/..;/", "/%2e/", "/%2e%2e/"] {
            tricks.push(format!("{before}{separator}{after}"));
        }
    }
    for (at, byte) in address.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()) {
        tricks.push(format!("{}%{byte:02x}{}", &address[..at], &address[at + 1..]));
        tricks.push(format!("{}{}{}", &address[..at], char::from(byte.to_ascii_uppercase()), &address[at + 1..]));
    }
    tricks
}

#[test]
fn the_router_follows_the_rules_for_every_address_and_every_trick() {
    for (index, method, address) in addresses() {
        assert_eq!(by_the_rules(method.verb, &address), Some(index), "{address}");
        for address in tricks(&address).into_iter().chain([address]) {
            for verb in [Verb::Get, Verb::Post] {
                let found = routes::find(verb.name(), &address).ok().map(|found| found.method);
                assert_eq!(found, by_the_rules(verb, &address), "{} {address}", verb.name());
            }
        }
    }
}

#[test]
fn a_trick_in_the_address_never_reaches_another_method() {
    let hub = TestHub::new();
    for (index, method, address) in addresses() {
        // One address per method is enough here: the router is tried with all of them above.
        if !address.starts_with(method.versions.prefixes()[0]) {
            continue;
        }
        let key = hub.key_granting("all", Grant::Some(vec![method.name().to_owned()]));
        for trick in tricks(&address).into_iter().filter(|trick| trick.starts_with("/api/") && !trick.contains('\\')).step_by(3) {
            if by_the_rules(method.verb, &trick) != Some(index) {
                let reply = call(&key, method, &trick);
                assert!(matches!(reply.status, 403..=405), "{trick}: {reply}");
            }
        }
    }
}

#[test]
fn no_two_methods_share_an_address_or_a_name() {
    let (mut shapes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for method in methods::all() {
        for prefix in method.versions.prefixes() {
            let shape: Vec<&str> = method.path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
            assert!(
                shapes.insert((method.verb.name(), *prefix, shape.join("/"))),
                "two methods at {} {prefix}{}",
                method.verb.name(),
                method.path
            );
        }
        assert!(names.insert(method.name()), "two methods are called {}", method.name());
    }
}

#[test]
fn every_declaration_is_well_written() {
    for method in methods::all() {
        let path = method.path;
        assert!(path.starts_with('/') && !path.ends_with('/') && !path.contains("//"), "{path}");
        assert!(!path.starts_with("/v") && !path.starts_with("/api/"), "{path} has a version or a prefix");
        assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-{}".contains(&byte)), "{path}");
        assert!(!method.summary.is_empty() && method.summary.len() <= 100 && !method.summary.ends_with('.'), "{path}: {}", method.summary);
        assert!(matches!(method.status, 200 | 201), "{path}");
        assert!(method.verb == Verb::Post || !method.writes || path == "/statistic/update", "{path} is a GET and writes");
    }
    assert!(methods::all().len() <= 256, "grants hold 256 bits");
}
