//! GET /reference/sites: the stores the key sees.

use wire::Nothing;
use wire::methods::Sites;

use crate::api::{Answer, Call};
use crate::domain::reference::sites;
use crate::fault::Fault;

impl Answer for Sites {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Self::Reply, Fault> {
        Ok(sites::shown(call.account, call.caller.sites()).into())
    }
}
