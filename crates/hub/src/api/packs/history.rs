//! GET /orders/packs/history: what happened to packs.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Moment;
use wire::noun::List;
use wire::pack::{PackHistoryFilter, PackHistoryRow};
use wire::page::Pagination;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::packs;
use crate::fault::Fault;

/// Read what happened to packs, oldest first.
pub struct PacksHistory;

/// A page of the history of packs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackHistory {
    /// When the answer was made.
    generated_at: Moment,
    /// The rows, by ascending id.
    history: Vec<Ready<PackHistoryRow>>,
    /// Which page it is.
    pagination: Pagination,
}

impl Method for PacksHistory {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/orders/packs/history";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderRead;
    const SUMMARY: &'static str = "Read what happened to packs, oldest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = List<PackHistoryFilter>;
    type Reply = PackHistory;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<PackHistory, Fault> {
        let (texts, pagination) = packs::read_history(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(PackHistory { generated_at: call.now, history: crate::api::ready(texts)?, pagination })
    }
}
