//! Costs: a noun declared as data.

use database::rows::Table;
use database::{Tx, facets};
use serde_json::json;
use wire::cost::CostFilter;
use wire::page::{Page, Pagination};
use wire::{Money, Patch, Problem};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::{self, Among, Asked, By, Fact, Filter, Kind, Known, Link, Noun, Refusals, Settling, Target};

const STORES: (&str, &str) = ("cost_sites", "cost_id");

static TABLE: Table = Table {
    name: "costs",
    links: &["order_id"],
    facts: &["amount", "item", "user_id", "creator_id", "first_day", "last_day"],
    visible: facets::COSTS.visible,
    index: Some(&facets::COSTS),
};

/// Costs.
pub static COST: Noun = Noun {
    name: "Cost",
    member: "cost",
    refusals: Refusals::Loaded,
    table: &TABLE,
    book: None,
    required: &["dateFrom", "dateTo", "summ", "costItem"],
    known: &[
        Known { field: "costItem", among: Among::Dictionary("cost-items", "CostItem") },
        Known { field: "userId", among: Among::Users },
    ],
    links: &[Link { field: "order", to: Target::Order }],
    stores: Some(STORES),
    attached: &[],
    facts: &[
        Fact { field: "summ", kind: Kind::Money },
        Fact { field: "costItem", kind: Kind::Code },
        Fact { field: "userId", kind: Kind::Number },
        Fact { field: "creator", kind: Kind::Number },
        Fact { field: "dateFrom", kind: Kind::Day },
        Fact { field: "dateTo", kind: Kind::Day },
    ],
    searched: &["comment"],
    settle,
    shown,
    names: |path| Some((snake(path), Shape::Plain)),
};

fn settle(act: &Act<'_>, cost: &mut Settling<'_>) -> Result<(), Problem> {
    if draft::text(cost.body, "dateTo") < draft::text(cost.body, "dateFrom") {
        return Err(COST.refused("dateTo", "must not be before dateFrom"));
    }
    if let (None, Some(person)) = (cost.before, act.actor.user()) {
        cost.body.insert("creator".to_owned(), json!(person));
    }
    Ok(())
}

fn shown(act: &Act<'_>, cost: &mut Body) {
    if let Some(creator) = cost.shift_remove("creator") {
        cost.insert("createdBy".to_owned(), json!(creator.to_string()));
    }
    cost.insert("currency".to_owned(), json!(act.account.currency()));
}

/// A page of costs as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &CostFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &COST, FILTERS, filter, page)
}

/// The filters of the list.
pub static FILTERS: &[Filter<CostFilter>] = &[
    Filter { named: &["ids"], by: By::Column("id"), asked: |_, sent| Asked::numbers(&sent.ids) },
    Filter { named: &["users"], by: By::Column("user_id"), asked: |_, sent| Asked::numbers(&sent.users) },
    Filter { named: &["createdBy"], by: By::Column("creator_id"), asked: |_, sent| Asked::numbers(&sent.created_by) },
    Filter { named: &["orderIds"], by: By::Column("order_id"), asked: |_, sent| Asked::numbers(&sent.order_ids) },
    Filter { named: &["costItems"], by: By::Column("item"), asked: |_, sent| Asked::codes(&sent.cost_items) },
    Filter { named: &["costGroups"], by: By::Column("item"), asked: items_of_groups },
    Filter { named: &["comment"], by: By::Text, asked: |_, sent| Asked::part(&sent.comment) },
    Filter { named: &["orderNumber"], by: By::Order("order_id", "number"), asked: |_, sent| Asked::code(&sent.order_number) },
    Filter {
        named: &["orderExternalIds"],
        by: By::Order("order_id", "external_id"),
        asked: |_, sent| Asked::codes(&sent.order_external_ids),
    },
    Filter { named: &["sites"], by: By::Stores, asked: |act, sent| Asked::sites(act, &sent.sites) },
    Filter { named: &["minSumm", "maxSumm"], by: By::Span("amount"), asked: amounts },
    Filter {
        named: &["dateFrom", "dateTo"],
        by: By::Days("first_day", "last_day"),
        asked: |act, sent| Asked::days(act, sent.date_from.first().copied(), sent.date_to.first().copied()),
    },
    Filter {
        named: &["createdAtFrom", "createdAtTo"],
        by: By::Span("created_at"),
        asked: |_, sent| Asked::spans(&sent.created_at_from, &sent.created_at_to),
    },
];

fn items_of_groups(act: &Act<'_>, sent: &CostFilter) -> Option<Asked> {
    let of_group = |group: Option<&str>| group.is_some_and(|group| sent.cost_groups.iter().any(|wanted| wanted.0 == group));
    let items = act.account.dictionary("cost-items").iter().filter(|item| of_group(item.text("group")));
    (!sent.cost_groups.is_empty()).then(|| Asked::OneOf(items.map(|item| (&item.code).into()).collect()))
}

fn amounts(_: &Act<'_>, sent: &CostFilter) -> Option<Asked> {
    let amount = |amount: &Patch<Money>| amount.value().map(|amount| amount.stored());
    Asked::between(amount(&sent.min_summ), amount(&sent.max_summ))
}
