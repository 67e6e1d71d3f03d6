//! The starting points of keys against what the modules they are for look at in `/api/credentials`: a key made from
//! one passes, and no longer does when a method that a check stands on is taken away.

use std::collections::BTreeSet;

use domain::access::grant::Grant;
use domain::access::templates::{Stores, Template, is_there};
use serde_json::{Value, json};
use wire::methods::{self, addresses};

use crate::support::TestHub;

/// What a module asks of the answer before it connects.
struct Check {
    template: &'static str,
    /// Whether the key must be for individual stores, and exactly one.
    one_store: bool,
    scopes: &'static [&'static str],
    /// Addresses of methods, to the letter: beside the scopes where it takes the one for the other, else by themselves.
    addresses: &'static [&'static str],
}

const CHECKS: [Check; 5] = [
    Check {
        template: "prestashop",
        one_store: true,
        scopes: &[
            "order_read",
            "order_write",
            "customer_read",
            "customer_write",
            "store_read",
            "store_write",
            "reference_read",
            "reference_write",
            "analytics_write",
            "telephony_read",
            "telephony_write",
            "delivery_read",
            "delivery_write",
            "user_read",
            "user_write",
            "segment_read",
            "custom_fields_write",
            "custom_fields_read",
            "task_read",
            "task_write",
            "integration_read",
            "integration_write",
            "cost_read",
            "cost_write",
            "payments_read",
            "payments_write",
            "file_read",
            "file_write",
            "loyalty_read",
            "loyalty_write",
            "verification_write",
            "verification_read",
        ],
        addresses: &[],
    },
    Check {
        template: "bitrix",
        one_store: false,
        scopes: &[
            "order_read",
            "order_write",
            "customer_read",
            "customer_write",
            "store_read",
            "store_write",
            "reference_read",
            "reference_write",
            "integration_read",
            "integration_write",
        ],
        addresses: &[],
    },
    Check { template: "woocommerce", one_store: true, scopes: &["analytics_write"], addresses: &[] },
    Check {
        template: "stripe",
        one_store: false,
        scopes: &[],
        addresses: &["/api/integration-modules/{code}", "/api/integration-modules/{code}/edit", "/api/payment/(updateInvoice|check)"],
    },
    Check {
        template: "messenger",
        one_store: false,
        scopes: &["integration_read", "integration_write"],
        addresses: &["/api/integration-modules/{code}", "/api/integration-modules/{code}/edit"],
    },
];

impl Check {
    fn passes(&self, credentials: &Value) -> bool {
        let list = |field: &str| credentials[field].as_array().cloned().unwrap_or_default();
        let scopes = list("scopes");
        let stores = !self.one_store || (credentials["siteAccess"] == "access_selective" && list("sitesAvailable").len() == 1);
        // A scope without methods cannot be had: the card of the module says so.
        let scoped = self.scopes.iter().filter(|scope| is_there(scope)).all(|scope| scopes.contains(&json!(scope)));
        let view = list("credentials");
        let addressed = self.addresses.iter().filter(|address| addresses::is_there(address)).all(|address| view.contains(&json!(address)));
        // A client takes an answer without any scopes for that of an older server, and looks at the addresses instead.
        let granted = match (self.scopes, self.addresses) {
            ([], _) => addressed,
            (_, []) => scoped,
            _ => scoped || (scopes.is_empty() && addressed),
        };
        stores && granted
    }
}

#[test]
fn a_key_from_a_template_passes_the_check_of_its_module_and_not_with_a_method_less() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    for check in CHECKS {
        let template = Template::named(check.template).expect("the template is there");
        let names: Vec<String> = template.methods().map(|method| method.name().to_owned()).collect();
        let credentials = |sites: &str, names: Vec<String>| {
            let key = hub.key_granting(sites, Grant::Some(names));
            key.get("/api/credentials", form! {}).ok()
        };
        assert!(check.passes(&credentials("north", names.clone())), "{}", check.template);
        assert_eq!(check.passes(&credentials("north,south", names.clone())), !check.one_store, "{}", check.template);
        assert_eq!(check.passes(&credentials("all", names.clone())), !check.one_store, "{}", check.template);
        let checked = |method: &&&methods::Entry| {
            method.scope.name().is_some_and(|scope| check.scopes.contains(&scope))
                || check.addresses.iter().any(|address| addresses::behind(address).contains(&method.name()))
        };
        let mut tried = 0;
        for method in methods::all().iter().filter(checked) {
            // A scope is answered as long as the key has a method of it; an address only with what is behind it.
            let scope = method.scope.name().filter(|scope| check.scopes.contains(scope));
            let of_scope =
                |name: &String| methods::all().iter().any(|other| other.name() == name && scope.is_some() && other.scope.name() == scope);
            let less = names.iter().filter(|name| *name != method.name() && !of_scope(name)).cloned().collect();
            assert!(!check.passes(&credentials("north", less)), "{} without {}", check.template, method.name());
            tried += 1;
        }
        let looks_at = check.scopes.iter().filter(|scope| is_there(scope)).count();
        let looks_for = check.addresses.iter().filter(|address| addresses::is_there(address)).count();
        assert!(tried >= looks_at.max(looks_for), "{}: {tried} ticks were tried", check.template);
    }
}

#[test]
fn a_key_of_every_method_has_every_scope_a_module_demands_and_no_method_is_made_up_for_it() {
    let hub = TestHub::new();
    hub.site("north");
    let prestashop = CHECKS.iter().find(|check| check.template == "prestashop").expect("it is checked");
    let key = hub.key("north", "all");
    let answer = key.get("/api/credentials", form! {}).ok();
    let scopes = answer["scopes"].as_array().cloned().unwrap_or_default();
    for scope in prestashop.scopes {
        assert!(scopes.contains(&json!(scope)), "{scope}: {answer}");
    }
    assert!(!answer["scopes"].to_string().contains("key_"), "{answer}");
    assert_eq!(key.post("/telephony/call/event", form! {}).status, 404, "a scope is not a method");
    assert!(Template::named("prestashop").is_some_and(Template::everything));
    // A key of some methods has the scopes of these, and no others.
    let answer = hub.key("north", "/orders,/credentials").get("/api/credentials", form! {}).ok();
    assert_eq!(answer["scopes"], json!(["order_read"]));
}

#[test]
fn who_knows_no_scopes_finds_the_addresses_to_the_letter() {
    let hub = TestHub::new();
    hub.site("north");
    for check in CHECKS.iter().filter(|check| !check.addresses.is_empty()) {
        let old = Check { scopes: &[], ..*check };
        let template = Template::named(check.template).expect("the template is there");
        let names: Vec<String> = template.methods().map(|method| method.name().to_owned()).collect();
        let credentials = |names: Vec<String>| hub.key_granting("north", Grant::Some(names)).get("/api/credentials", form! {}).ok();
        assert!(old.passes(&credentials(names.clone())), "{}", check.template);
        for address in check.addresses.iter().filter(|address| addresses::is_there(address)) {
            for behind in addresses::behind(address) {
                let less = names.iter().filter(|name| *name != behind).cloned().collect();
                assert!(!old.passes(&credentials(less)), "{} without {behind}", check.template);
            }
        }
    }
}

#[test]
fn templates_ask_for_what_their_modules_check() {
    for check in CHECKS {
        let template = Template::named(check.template).expect("the template is there");
        assert_eq!(template.stores == Stores::One, check.one_store, "{}", check.template);
        assert_eq!(template.checks.len(), check.scopes.len(), "{}", check.template);
        for scope in check.scopes {
            assert!(template.checks.iter().any(|wanted| wanted == scope), "{} lacks {scope}", check.template);
        }
        assert_eq!(template.looks, check.addresses, "{}", check.template);
    }
}

/// What each module of a shop may call; see the heads of the files.
const CALLS: [(&str, &str); 5] = [
    ("woocommerce", include_str!("calls/woocommerce.txt")),
    ("opencart", include_str!("calls/opencart.txt")),
    ("prestashop", include_str!("calls/prestashop.txt")),
    ("bitrix", include_str!("calls/bitrix.txt")),
    ("magento", include_str!("calls/magento.txt")),
];

/// Methods that no hub had before the modules' sources were read for them: each module is listed with all that it calls of these.
const BLOCKS: &[&str] = &["customers-corporate", "custom-fields", "customer-interaction", "store", "statistic", "legacy-settings"];

#[test]
fn the_key_of_a_shop_may_call_what_its_module_calls_and_nothing_else() {
    for (code, text) in CALLS {
        let template = Template::named(code).expect("the template is there");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let listed: BTreeSet<&str> = lines.iter().map(|line| line.trim_end_matches(" *")).collect();
        let of_source: BTreeSet<&str> = lines.iter().filter_map(|line| line.strip_suffix(" *")).collect();
        let granted: BTreeSet<&str> = template.methods().map(|method| method.name()).collect();
        assert!(of_source.is_subset(&granted) && !of_source.is_empty(), "{code}: {:?}", of_source.difference(&granted));
        if template.everything() {
            assert_eq!(listed, of_source, "{code}");
            continue;
        }
        let of_blocks: BTreeSet<&str> =
            template.methods().filter(|method| BLOCKS.contains(&method.group)).map(|method| method.name()).collect();
        // Bitrix demands the scope to read stores, though it only writes to them.
        let demanded = if code == "bitrix" { BTreeSet::from(["/store/inventories"]) } else { BTreeSet::new() };
        assert_eq!(of_blocks.difference(&of_source).copied().collect::<BTreeSet<_>>(), demanded, "{code}");
        assert_eq!(granted, listed, "{code}");
    }
}

#[test]
fn the_keys_of_partners_can_do_one_thing() {
    let hub = TestHub::new();
    hub.site("north");
    for (template, only) in [("cpa", "/orders/statuses"), ("landing", "/orders/create")] {
        let template = Template::named(template).expect("the template is there");
        assert_eq!(template.methods().map(|method| method.name()).collect::<Vec<_>>(), [only]);
    }
}
