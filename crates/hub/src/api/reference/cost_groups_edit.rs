//! POST /reference/cost-groups/{code}/edit: make or change a group of costs; one client sends cost items here.

use domain::fault::Fault;
use domain::reference::{self, COST_GROUPS, COST_ITEMS, fields};
use wire::Problem;
use wire::methods::{CostGroupsEdit, CostItemsEdit};
use wire::reference::EditCostGroup;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CostGroupsEdit {
    fn answer(call: Call<'_, '_, EditCostGroup>) -> Result<Done, Fault> {
        let sites = call.caller.sites();
        match call.request {
            EditCostGroup::Group(sent) => reference::save(call.tx, &COST_GROUPS, &sent.code, fields(&sent.entry)?, sites, call.now)?,
            // The address does not widen what the key may do.
            EditCostGroup::Item(_) if !call.caller.may_call::<CostItemsEdit>() => return Err(Problem::denied().because("method").into()),
            EditCostGroup::Item(sent) => reference::save(call.tx, &COST_ITEMS, &sent.code, fields(&sent.entry)?, sites, call.now)?,
        };
        Ok(Done {})
    }
}
