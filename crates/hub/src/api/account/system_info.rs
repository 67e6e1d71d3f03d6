//! GET /api/system-info: version and addresses of the hub.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Nothing;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::fault::Fault;

/// Tells the version and the addresses of the hub.
pub struct SystemInfo;

/// Version and addresses.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// Version of the hub.
    system_version: &'static str,
    /// Address for people.
    public_url: String,
    /// Address for programs.
    technical_url: String,
}

impl Method for SystemInfo {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/system-info";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::None;
    const SUMMARY: &'static str = "Get the version and URLs of the server";
    type Request = Nothing;
    type Reply = Info;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<Info, Fault> {
        let url = call.account.public_url.clone();
        Ok(Info { system_version: env!("CARGO_PKG_VERSION"), public_url: url.clone(), technical_url: url })
    }
}
