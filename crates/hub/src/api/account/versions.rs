//! GET /api/api-versions: the versions of the API.

use domain::fault::Fault;
use wire::Nothing;
use wire::account::VersionList;
use wire::methods::ApiVersions;

use crate::api::{Answer, Call};

impl Answer for ApiVersions {
    fn answer(_: Call<'_, '_, Nothing>) -> Result<VersionList, Fault> {
        Ok(VersionList { versions: ["3.0", "4.0", "5.0"] })
    }
}
