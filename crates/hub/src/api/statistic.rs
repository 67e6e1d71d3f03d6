//! GET /statistic/update: asks for a load of the catalogues of the stores that the key sees.

use domain::catalogue::loads;
use domain::fault::Fault;
use wire::Nothing;
use wire::methods::StatisticUpdate;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for StatisticUpdate {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Done, Fault> {
        loads::ask(call.tx, call.account, &call.caller.scope.sites, call.now).map(|()| Done {})
    }
}
