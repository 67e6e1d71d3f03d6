//! Modules of shops: which addresses of a hub each accepts, read in their sources, and what a key must have for them.

use database::keys::Key;

use crate::keys::grant;
use crate::keys::templates::{Stores, Template};

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

/// Whether the module of a shop accepts the address of a hub.
///
/// # Errors
/// Why it does not, and what to do.
pub fn accepts(shop: &str, url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").ok_or_else(|| format!("{url} does not begin with https://, which every module demands"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, port) = rest[..end].split_once(':').map_or((&rest[..end], None), |(host, port)| (host, Some(port)));
    let address = Address { host, port: port.filter(|port| *port != "443"), path: rest[end..].trim_end_matches('/') };
    match shop {
        "woocommerce" => woocommerce(&address, url),
        "prestashop" if !looks_like_ours(rest) => Err(format!(
            "the module takes {url} for no address of its maker; give the hub a further host name that its expression accepts, such as \
             hub.simla-com.example.org, with a certificate for it"
        )),
        "opencart" | "bitrix" if address.port.is_some() || !address.path.is_empty() => {
            Err(format!("the module keeps only the host of {url}: serve the hub at the root of a host, on port 443"))
        }
        _ => Ok(format!("the module accepts {url}")),
    }
}

fn woocommerce(address: &Address<'_>, url: &str) -> Result<String, String> {
    if address.port.is_some() || !address.path.is_empty() {
        return Err(format!("the module refuses {url} for its port or its path: serve the hub at the root of a host, on port 443"));
    }
    let domain = address.host.split_once('.').map_or("", |parts| parts.1);
    if WOOCOMMERCE.contains(&domain) {
        return Ok(format!("the module accepts {url}"));
    }
    Err(format!(
        "the settings form of the module refuses every host but those of its maker. Write the address past the form, and do not save the form \
         afterwards: wp option patch update woocommerce_integration-retailcrm_settings api_url {url}"
    ))
}

/// PrestaShop's expression has no anchors: one character at least, then one of the names anywhere in the address.
fn looks_like_ours(rest: &str) -> bool {
    let fits = |part: &[u8], name: &str| {
        part.len() >= name.len() && part.iter().zip(name.bytes()).all(|(byte, wanted)| wanted == b'.' || byte.eq_ignore_ascii_case(&wanted))
    };
    (1..rest.len()).any(|start| PRESTASHOP.iter().any(|name| fits(&rest.as_bytes()[start..], name)))
}

/// Whether a key is one that the module of a shop can work with; each line is a name and what was found.
pub fn key(shop: &str, key: &Key, now: i64) -> Vec<(&'static str, Result<String, String>)> {
    let Some(template) = Template::named(shop) else { return Vec::new() };
    let works = match () {
        () if key.deleted_at.is_some() => Err("the key is deleted: restore it, or make another one"),
        () if !key.active => Err("the key is disabled: enable it"),
        () if key.cause.is_some() || key.ends_at.is_some_and(|end| end <= now) => Err("the key has expired: extend it"),
        () => Ok("it is enabled"),
    };
    let stores = match (template.stores, key.all_sites, key.sites.len()) {
        (Stores::One, false, 1) => Ok("it is for one store, as the module demands".to_owned()),
        (Stores::One, ..) => Err("the module demands a key for exactly one store: choose one".to_owned()),
        (_, false, 0) => Err("it is for no store: choose one".to_owned()),
        _ => Ok("the module takes any number of stores".to_owned()),
    };
    let granted: Vec<_> = grant::granted(key).collect();
    let has = |scope: &str| key.all_methods || granted.iter().any(|method| method.scope.name() == Some(scope));
    let lacking: Vec<&str> = template.checks.iter().map(String::as_str).filter(|scope| !has(scope)).collect();
    let scopes = if lacking.is_empty() {
        Ok(format!("it has those that the module checks: {}", template.checks.len()))
    } else {
        let all = if template.everything() { "; only a key of all methods, also future ones, has them" } else { "" };
        Err(format!("the module refuses a key without {}{all}", lacking.join(", ")))
    };
    let missing: Vec<&str> = template.methods().filter(|method| !grant::grants(key, method)).map(crate::api::Entry::name).collect();
    let methods = if missing.is_empty() {
        Ok("it has every method that the module calls".to_owned())
    } else {
        Err(format!("calls of the module would be refused: allow {}", missing.join(", ")))
    };
    vec![("key", works.map(str::to_owned).map_err(str::to_owned)), ("stores", stores), ("scopes", scopes), ("methods", methods)]
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
            assert_eq!(accepts(shop, url).is_ok(), accepted, "{shop} {url}");
        }
        assert!(SHOPS.iter().all(|shop| Template::named(shop).is_some_and(|template| template.shelf == "shop")));
    }
}
