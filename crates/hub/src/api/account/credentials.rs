//! GET /api/credentials: what the key may do.

use std::collections::BTreeSet;

use database::Sites;
use schemars::JsonSchema;
use serde::Serialize;
use wire::Nothing;

use crate::api::{self, Call, Method, Permission, Verb, Versions, addresses};
use crate::fault::Fault;

/// The scopes that modules know. Some demand those of methods that are not there yet.
const EVERY: [&str; 32] = [
    "analytics_write",
    "cost_read",
    "cost_write",
    "custom_fields_read",
    "custom_fields_write",
    "customer_read",
    "customer_write",
    "delivery_read",
    "delivery_write",
    "file_read",
    "file_write",
    "integration_read",
    "integration_write",
    "loyalty_read",
    "loyalty_write",
    "order_read",
    "order_write",
    "payments_read",
    "payments_write",
    "reference_read",
    "reference_write",
    "segment_read",
    "store_read",
    "store_write",
    "task_read",
    "task_write",
    "telephony_read",
    "telephony_write",
    "user_read",
    "user_write",
    "verification_read",
    "verification_write",
];

/// Tells a key what it may do.
pub struct Credentials;

/// What the key may do.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Grants {
    /// Addresses of the granted methods without version, such as `/api/orders/create`; older clients read these.
    credentials: Vec<String>,
    /// Scopes of which the key has a method, such as `order_read`; `key_read` and `key_write` only with every method of them. A key of
    /// all methods, also future ones, has every scope there is.
    scopes: BTreeSet<&'static str>,
    /// `access_full` for every store, `access_selective` for chosen ones.
    site_access: &'static str,
    /// Codes of the stores the key sees.
    sites_available: Vec<String>,
}

impl Method for Credentials {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/credentials";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::None;
    const SUMMARY: &'static str = "Get the permissions of the key: scopes, methods, stores";
    type Request = Nothing;
    type Reply = Grants;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<Grants, Fault> {
        let key = &call.caller.key;
        let granted = api::methods().iter().enumerate().filter(|(index, _)| key.rules.methods.contains(*index));
        let granted: BTreeSet<&str> = granted.map(|(_, method)| method.name()).collect();
        let mut grants = Grants {
            credentials: addresses::view(|name| granted.contains(name)),
            scopes: BTreeSet::new(),
            site_access: if key.rules.sites == Sites::All { "access_full" } else { "access_selective" },
            sites_available: call.account.visible(&key.rules.sites).map(|site| site.code.clone()).collect(),
        };
        let mut partial = BTreeSet::new();
        for (index, method) in api::methods().iter().enumerate() {
            if let Some(scope) = method.scope.name() {
                (if key.rules.methods.contains(index) { &mut grants.scopes } else { &mut partial }).insert(scope);
            }
        }
        // Who manages keys with a part of its methods is not taken for one that has them all.
        grants.scopes.retain(|scope| !scope.starts_with("key_") || !partial.contains(scope));
        if database::keys::find(call.tx, key.id)?.is_some_and(|key| key.all_methods) {
            grants.scopes.extend(EVERY);
        }
        Ok(grants)
    }
}
