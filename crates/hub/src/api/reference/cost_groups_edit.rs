//! POST /reference/cost-groups/{code}/edit: make or change a group of costs; one client sends cost items here.

use wire::reference::CostGroup;
use wire::reply::Done;
use wire::{Arguments, Problem, Request};

use super::CostItemsEdit;
use super::editing::{EditEntry, Edited};
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::{self, COST_GROUPS, COST_ITEMS};
use crate::fault::Fault;

/// Makes or changes a group of costs.
pub struct CostGroupsEdit;

impl Edited for CostGroupsEdit {
    type Entity = CostGroup;
    const FORM: &'static [&'static str] = &["costGroup"];
}

/// What was sent.
pub enum GroupOrItem {
    /// A group.
    Group(EditEntry<CostGroupsEdit>),
    /// A cost item: Python's client posts them to this address.
    Item(EditEntry<CostItemsEdit>),
}

impl Request for GroupOrItem {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let sent = |name: &str| arguments.tree.contains_key(name);
        if sent("costItem") && !sent("costGroup") {
            return EditEntry::read(arguments).map(Self::Item);
        }
        EditEntry::read(arguments).map(Self::Group)
    }
}

impl Method for CostGroupsEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/cost-groups/{code}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Make or change a group of costs";
    type Request = GroupOrItem;
    type Reply = Done;

    fn answer(call: Call<'_, '_, GroupOrItem>) -> Result<Done, Fault> {
        let sites = call.caller.sites();
        match call.request {
            GroupOrItem::Group(sent) => reference::save(call.tx, &COST_GROUPS, &sent.code, sent.fields.clone(), sites, call.now)?,
            // The address does not widen what the key may do.
            GroupOrItem::Item(_) if !call.caller.may_call::<CostItemsEdit>() => return Err(Problem::denied().into()),
            GroupOrItem::Item(sent) => reference::save(call.tx, &COST_ITEMS, &sent.code, sent.fields.clone(), sites, call.now)?,
        };
        Ok(Done {})
    }
}
