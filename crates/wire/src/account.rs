//! What a key is answered about the account and itself.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

/// What the key may do.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Grants {
    /// Addresses of the granted methods without version, such as `/api/orders/create`; older clients read these.
    pub credentials: Vec<String>,
    /// Scopes of which the key has a method, such as `order_read`; `key_read` and `key_write` only with every method of them. A key of
    /// all methods, also future ones, has every scope there is.
    pub scopes: BTreeSet<&'static str>,
    /// `access_full` for every store, `access_selective` for chosen ones.
    pub site_access: &'static str,
    /// Codes of the stores the key sees.
    pub sites_available: Vec<String>,
}

/// Version and addresses.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// Version of the hub.
    pub system_version: &'static str,
    /// Address for people.
    pub public_url: String,
    /// Address for programs.
    pub technical_url: String,
}

/// The versions.
#[derive(Serialize, JsonSchema)]
pub struct VersionList {
    /// Version numbers, such as `5.0`.
    pub versions: [&'static str; 3],
}
