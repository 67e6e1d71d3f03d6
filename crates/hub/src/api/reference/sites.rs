//! GET /reference/sites: the stores the key sees.

use domain::fault::Fault;
use domain::reference::sites;
use wire::Nothing;
use wire::methods::Sites;

use crate::api::{Answer, Call};

impl Answer for Sites {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Self::Reply, Fault> {
        Ok(sites::shown(call.account, call.caller.sites()).into())
    }
}
