//! GET /api/system-info: version and addresses of the hub.

use domain::fault::Fault;
use wire::Nothing;
use wire::account::Info;
use wire::methods::SystemInfo;

use crate::api::{Answer, Call};

impl Answer for SystemInfo {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Info, Fault> {
        let url = call.account.public_url.clone();
        Ok(Info { system_version: env!("CARGO_PKG_VERSION"), public_url: url.clone(), technical_url: url })
    }
}
