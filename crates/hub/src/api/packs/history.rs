//! GET /orders/packs/history: what happened to packs.

use domain::fault::Fault;
use domain::packs;
use wire::methods::PacksHistory;
use wire::pack::PackHistory;

use crate::api::{Answer, Call};

impl Answer for PacksHistory {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<PackHistory, Fault> {
        let (texts, pagination) = packs::read_history(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(PackHistory { generated_at: call.now, history: crate::api::ready(texts)?, pagination })
    }
}
