//! GET /api/api-versions: the versions of the API.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Nothing;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::fault::Fault;

/// Lists the versions of the API.
pub struct ApiVersions;

/// The versions.
#[derive(Serialize, JsonSchema)]
pub struct VersionList {
    /// Version numbers, such as `5.0`.
    versions: [&'static str; 3],
}

impl Method for ApiVersions {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api-versions";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::None;
    const SUMMARY: &'static str = "List the API versions";
    type Request = Nothing;
    type Reply = VersionList;

    fn answer(_: Call<'_, '_, Nothing>) -> Result<VersionList, Fault> {
        Ok(VersionList { versions: ["3.0", "4.0", "5.0"] })
    }
}
