//! Modules of shops: which addresses of a hub each accepts, read in their sources, and what a key must have for them.

use database::keys::Key;

use crate::access::grant;
use crate::access::templates::{Stores, Template};

/// The modules whose rules are known, by the codes of their templates.
pub const SHOPS: [&str; 5] = ["woocommerce", "opencart", "prestashop", "bitrix", "magento"];

/// What follows the first label of a host that WooCommerce's module accepts.
const WOOCOMMERCE: [&str; 7] = ["ecomlogic.com", "retailcrm.ru", "retailcrm.pro", "retailcrm.es", "simla.com", "simla.io", "retailcrm.io"];
/// What PrestaShop's module looks for in an address; a dot stands for any character.
const PRESTASHOP: [&str; 4] = ["retailcrm.pro", "retailcrm.ru", "retailcrm.es", "simla.com"];

/// An address, as modules take it apart.
struct Address<'a> {
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was looked at: `address`, `key`, `stores`, `scopes` or `methods`.
    pub name: &'static str,
    /// Whether the module can work with it.
    pub good: bool,
    /// The finding in a word, from which pages take the sentence.
    pub code: &'static str,
    /// What the sentence is about: a URL, names of scopes or methods, or nothing.
    pub about: String,
}

impl Found {
    fn new(name: &'static str, good: bool, code: &'static str, about: impl Into<String>) -> Self {
        Self { name, good, code, about: about.into() }
    }

    /// The finding, and what to do where the module cannot work with it, in English.
    pub fn sentence(&self) -> String {
        let about = &self.about;
        match self.code {
            "no-https" => format!("{about} does not begin with https://, which every module demands"),
            "presta-host" => format!(
                "the module takes {about} for no address of its maker; give the hub a further host name that its expression accepts, such as \
                 hub.simla-com.example.org, with a certificate for it"
            ),
            "host-only" => format!("the module keeps only the host of {about}: serve the hub at the root of a host, on port 443"),
            "woo-root" => {
                format!("the module refuses {about} for its port or its path: serve the hub at the root of a host, on port 443")
            }
            "woo-host" => format!(
                "the settings form of the module refuses every host but those of its maker. Write the address past the form, and do not save \
                 the form afterwards: wp option patch update woocommerce_integration-retailcrm_settings api_url {about}"
            ),
            "accepted" => format!("the module accepts {about}"),
            "deleted" => "the key is deleted: restore it, or make another one".to_owned(),
            "disabled" => "the key is disabled: enable it".to_owned(),
            "expired" => "the key has expired: extend it".to_owned(),
            "enabled" => "it is enabled".to_owned(),
            "one-store" => "it is for one store, as the module demands".to_owned(),
            "not-one-store" => "the module demands a key for exactly one store: choose one".to_owned(),
            "no-store" => "it is for no store: choose one".to_owned(),
            "any-stores" => "the module takes any number of stores".to_owned(),
            "scopes" => format!("it has those that the module checks: {about}"),
            "no-scopes" => format!("the module refuses a key without {about}"),
            "no-scopes-but-all" => {
                format!("the module refuses a key without {about}; only a key of all methods, also future ones, has them")
            }
            "methods" => "it has every method that the module calls".to_owned(),
            _ => format!("calls of the module would be refused: allow {about}"),
        }
    }
}

/// Whether the module of a shop accepts the address of a hub.
pub fn accepts(shop: &str, url: &str) -> Found {
    let found = |code: &'static str| Found::new("address", code == "accepted", code, url);
    let Some(rest) = url.strip_prefix("https://") else { return found("no-https") };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, port) = rest[..end].split_once(':').map_or((&rest[..end], None), |(host, port)| (host, Some(port)));
    let address = Address { host, port: port.filter(|port| *port != "443"), path: rest[end..].trim_end_matches('/') };
    let has_more = address.port.is_some() || !address.path.is_empty();
    let domain = address.host.split_once('.').map_or("", |parts| parts.1);
    found(match shop {
        "woocommerce" if has_more => "woo-root",
        "woocommerce" if !WOOCOMMERCE.contains(&domain) => "woo-host",
        "prestashop" if !looks_like_ours(rest) => "presta-host",
        "opencart" | "bitrix" if has_more => "host-only",
        _ => "accepted",
    })
}

/// PrestaShop's expression has no anchors: one character at least, then one of the names anywhere in the address.
fn looks_like_ours(rest: &str) -> bool {
    let fits = |part: &[u8], name: &str| {
        part.len() >= name.len() && part.iter().zip(name.bytes()).all(|(byte, wanted)| wanted == b'.' || byte.eq_ignore_ascii_case(&wanted))
    };
    (1..rest.len()).any(|start| PRESTASHOP.iter().any(|name| fits(&rest.as_bytes()[start..], name)))
}

/// Whether a key is one that the module of a shop can work with.
pub fn key(shop: &str, key: &Key, now: i64) -> Vec<Found> {
    let Some(template) = Template::named(shop) else { return Vec::new() };
    let works = match () {
        () if key.deleted_at.is_some() => "deleted",
        () if !key.active => "disabled",
        () if key.cause.is_some() || key.ends_at.is_some_and(|end| end <= now) => "expired",
        () => "enabled",
    };
    let stores = match (template.stores, key.all_sites, key.sites.len()) {
        (Stores::One, false, 1) => "one-store",
        (Stores::One, ..) => "not-one-store",
        (_, false, 0) => "no-store",
        _ => "any-stores",
    };
    let granted: Vec<_> = grant::granted(key).collect();
    let has = |scope: &str| key.all_methods || granted.iter().any(|method| method.scope.name() == Some(scope));
    let lacking: Vec<&str> = template.checks.iter().map(String::as_str).filter(|scope| !has(scope)).collect();
    let (scopes, named) = match (lacking.is_empty(), template.everything()) {
        (true, _) => ("scopes", template.checks.len().to_string()),
        (false, true) => ("no-scopes-but-all", lacking.join(", ")),
        (false, false) => ("no-scopes", lacking.join(", ")),
    };
    let missing: Vec<&str> = template.methods().filter(|method| !grant::grants(key, method)).map(wire::methods::Entry::name).collect();
    let methods = if missing.is_empty() { "methods" } else { "no-methods" };
    vec![
        Found::new("key", works == "enabled", works, ""),
        Found::new("stores", !matches!(stores, "not-one-store" | "no-store"), stores, ""),
        Found::new("scopes", scopes == "scopes", scopes, named),
        Found::new("methods", methods == "methods", methods, missing.join(", ")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_module_accepts_what_its_source_accepts() {
        for (shop, url, accepted) in [
            ("woocommerce", "https://hub.example.com", false),
            ("woocommerce", "https://demo.retailcrm.pro", true),
            ("woocommerce", "https://demo.retailcrm.pro/", true),
            ("woocommerce", "https://a.b.retailcrm.pro", false),
            ("woocommerce", "https://demo.retailcrm.pro:8443", false),
            ("woocommerce", "https://demo.retailcrm.pro/hub", false),
            ("prestashop", "https://hub.example.com", false),
            ("prestashop", "https://hub.simla-com.example.org", true),
            ("prestashop", "https://shop.retailcrm.pro.example.com", true),
            ("prestashop", "https://retailcrm.pro", false),
            ("opencart", "https://hub.example.com", true),
            ("opencart", "https://hub.example.com/", true),
            ("opencart", "https://hub.example.com:443", true),
            ("opencart", "https://hub.example.com:8443", false),
            ("opencart", "https://example.com/hub", false),
            ("bitrix", "https://hub.example.com", true),
            ("bitrix", "https://hub.example.com:8443", false),
            ("magento", "https://hub.example.com:8443/hub", true),
            ("magento", "http://hub.example.com", false),
            ("magento", "https://", true),
        ] {
            assert_eq!(accepts(shop, url).good, accepted, "{shop} {url}");
        }
        assert!(SHOPS.iter().all(|shop| Template::named(shop).is_some_and(|template| template.shelf == "shop")));
    }
}
