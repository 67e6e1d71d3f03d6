//! GET /statistic/update: asks for a load of the catalogues of the stores that the key sees.

use wire::Nothing;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::loads;
use crate::fault::Fault;

/// Ask for a load of catalogues.
pub struct StatisticUpdate;

impl Method for StatisticUpdate {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/statistic/update";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::AnalyticsWrite;
    const SUMMARY: &'static str = "Load the catalogues of the key's stores as soon as possible";
    const WRITES: bool = true;
    type Request = Nothing;
    type Reply = Done;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<Done, Fault> {
        loads::ask(call.tx, call.account, &call.caller.scope.sites, call.now).map(|()| Done {})
    }
}
