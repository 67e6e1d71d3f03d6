//! Costs: money that was spent over a span of days, by item, perhaps for one order or for some stores.

use crate::noun::Named;
use crate::patch::{entity, filter};
use crate::source::Source;
use crate::task::LinkedOrder;
use crate::{Arguments, Problem, Request};
use crate::{Day, Int, List, LongText, Moment, Money, Patch, ReadOnly, Text, Until};

entity! {
    /// A cost.
    #[schemars(example = serde_json::json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-31", "summ": 150.5, "costItem": "ads", "order": {"externalId": "A-1001"}}))]
    pub struct Cost {
        /// Internal id.
        id: ReadOnly<i64>,
        /// The first day it belongs to. Required.
        date_from: Patch<Day>,
        /// The last day it belongs to. Required.
        date_to: Patch<Day>,
        /// The amount, in `currency`. Required.
        summ: Patch<Money>,
        /// The account's base currency.
        currency: ReadOnly<Text>,
        /// Code of the item, from `reference/cost-items`. Required.
        cost_item: Patch<Text>,
        /// Remarks.
        comment: Patch<LongText>,
        /// When it was made.
        created_at: ReadOnly<Moment>,
        /// Internal id of the person who made it, as text; absent where a key did.
        created_by: ReadOnly<Text>,
        /// The order it was spent for.
        order: Patch<LinkedOrder>,
        /// Internal id of the person it was spent for.
        user_id: Patch<Int>,
        /// Codes of the stores it is shared among; none: the whole account.
        sites: Patch<List<Text>>,
        /// Where it came from.
        source: Patch<Source>,
    }
}

impl Named for Cost {
    const ONE: &'static str = "cost";
    const MANY: &'static str = "costs";
}

filter! {
    /// What a list of costs is narrowed to.
    pub struct CostFilter {
        /// Internal ids.
        ids: List<Int>,
        /// At least this amount.
        min_summ: Patch<Money>,
        /// At most this amount.
        max_summ: Patch<Money>,
        /// Number of the order.
        order_number: Patch<Text>,
        /// Internal ids of orders.
        order_ids: List<Int>,
        /// The client's own ids of orders.
        order_external_ids: List<Text>,
        /// Part of the comment.
        comment: Patch<Text>,
        /// Codes of stores.
        sites: List<Text>,
        /// Internal ids of the people who made it.
        created_by: List<Int>,
        /// Codes of groups of items.
        cost_groups: List<Text>,
        /// Codes of items.
        cost_items: List<Text>,
        /// Internal ids of the people it was spent for.
        users: List<Int>,
        /// Belongs to this day or a later one.
        date_from: List<Moment>,
        /// Belongs to this day or an earlier one.
        date_to: List<Until>,
        /// Made at this time or later.
        created_at_from: List<Moment>,
        /// Made at this time or earlier; a date alone takes in the whole day.
        created_at_to: List<Until>,
    }
}

/// The request of `costs/delete`.
#[derive(Debug, schemars::JsonSchema)]
pub struct DeleteCosts {
    /// Internal ids, at most 500.
    #[schemars(length(max = 500))]
    pub ids: Vec<i64>,
}

impl Request for DeleteCosts {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let is_list = match arguments.tree.get("ids") {
            Some(serde_json::Value::String(text)) => text.trim_start().starts_with('['),
            Some(value) => value.is_array() || value.is_object(),
            None => return Err(Problem::missing("ids")),
        };
        if !is_list {
            return Err(Problem::new(400, "Expected array, but got NULL: null"));
        }
        let ids: Vec<Int> = arguments.list("ids")?;
        if ids.len() > 500 {
            return Err(Problem::input("ids", "at most 500 values at once"));
        }
        Ok(Self { ids: ids.into_iter().map(|id| id.0).collect() })
    }
}

/// What came of `costs/delete`.
#[derive(Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeletedCosts {
    /// How many were deleted.
    pub count: usize,
    /// Internal ids of those that do not exist.
    pub not_removed_ids: Vec<i64>,
}
