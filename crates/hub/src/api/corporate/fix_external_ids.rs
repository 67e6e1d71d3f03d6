//! POST /customers-corporate/fix-external-ids: external ids given afterwards.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::FixExternalIds;
use wire::methods::CorporateFixExternalIds;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CorporateFixExternalIds {
    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        corporate::fix_external_ids(call.tx, &call.act(), &call.request.0.rows)?;
        Ok(Done {})
    }
}
