//! GET /api/credentials: what the key may do.

use std::collections::BTreeSet;

use database::Sites;
use domain::fault::Fault;
use wire::Nothing;
use wire::account::Grants;
use wire::methods::Credentials;
use wire::methods::{self, addresses};

use crate::api::{Answer, Call};

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

impl Answer for Credentials {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Grants, Fault> {
        let key = &call.caller.key;
        let granted = methods::all().iter().enumerate().filter(|(index, _)| key.rules.methods.contains(*index));
        let granted: BTreeSet<&str> = granted.map(|(_, method)| method.name()).collect();
        let mut grants = Grants {
            credentials: addresses::view(|name| granted.contains(name)),
            scopes: BTreeSet::new(),
            site_access: if key.rules.sites == Sites::All { "access_full" } else { "access_selective" },
            sites_available: call.account.visible(&key.rules.sites).map(|site| site.code.clone()).collect(),
        };
        let mut partial = BTreeSet::new();
        for (index, method) in methods::all().iter().enumerate() {
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
