//! Costs: a noun declared as data.

use database::rows::{Table, Visible, in_stores};
use database::{Condition, On, Tx};
use serde_json::{Value, json};
use wire::cost::CostFilter;
use wire::page::{Page, Pagination};
use wire::{Money, Patch, Problem};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::{self, Fact, Found, Kind, Link, Noun, Settling, Target};

const STORES: (&str, &str) = ("cost_sites", "cost_id");

static TABLE: Table = Table {
    name: "costs",
    links: &["order_id"],
    facts: &["amount", "item", "user_id", "creator_id", "first_day", "last_day"],
    // The amount covers all its stores, so every one of them must be seen.
    visible: &[Visible::Order("order_id"), Visible::EveryStore(STORES.0, STORES.1)],
};

/// Costs.
pub static COST: Noun = Noun {
    name: "Cost",
    member: "cost",
    table: &TABLE,
    book: None,
    required: &["dateFrom", "dateTo", "summ", "costItem"],
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
    let before = |field: &str| cost.before.and_then(|before| before.get(field));
    let item = draft::text(cost.body, "costItem").unwrap_or_default();
    if before("costItem") != cost.body.get("costItem") && act.account.dictionary("cost-items").get(item).is_none() {
        return Err(COST.not_loaded("costItem", format!("\"CostItem\" with \"code\"=\"{item}\" does not exist.")));
    }
    if let Some(user) = cost.body.get("userId").and_then(Value::as_i64)
        && before("userId") != cost.body.get("userId")
        && !act.account.users.iter().any(|known| known.id == user)
    {
        return Err(COST.not_loaded("userId", format!("\"User\" with \"id\"=\"{user}\" does not exist.")));
    }
    if draft::text(cost.body, "dateTo") < draft::text(cost.body, "dateFrom") {
        return Err(COST.not_loaded("dateTo", "must not be before dateFrom"));
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
    noun::list(tx, act, &COST, Some(found(act, filter)), page)
}

fn found(act: &Act<'_>, filter: &CostFilter) -> Found {
    let mut found = Found::default();
    found.numbers("id", &filter.ids);
    found.numbers("user_id", &filter.users);
    found.numbers("creator_id", &filter.created_by);
    found.numbers("order_id", &filter.order_ids);
    found.codes("item", &filter.cost_items);
    found.text(&filter.comment);
    let numbers = filter.order_number.value().filter(|number| !number.is_empty());
    found.of_orders("order_id", "number", numbers.into_iter().map(|number| (&*number.0).into()));
    found.of_orders("order_id", "external_id", filter.order_external_ids.iter().map(|id| (&*id.0).into()));
    if !filter.cost_groups.is_empty() {
        let of_group = |group: Option<&str>| group.is_some_and(|group| filter.cost_groups.iter().any(|wanted| wanted.0 == group));
        let items = act.account.dictionary("cost-items").iter().filter(|item| of_group(item.text("group")));
        found.0.push(Condition::OneOf(On::Column("item"), items.map(|item| (&item.code).into()).collect()));
    }
    if !filter.sites.is_empty() {
        let sites = filter.sites.iter().filter_map(|code| act.account.site(code)).filter(|site| act.scope.sites.contains(site.id));
        found.0.push(in_stores(STORES, sites.map(|site| site.id.into()).collect()));
    }
    let amount = |amount: &Patch<Money>| amount.value().map(|amount| amount.stored());
    found.0.extend(amount(&filter.min_summ).map(|least| Condition::AtLeast(On::Column("amount"), least.into())));
    found.0.extend(amount(&filter.max_summ).map(|most| Condition::AtMost(On::Column("amount"), most.into())));
    found.days(("first_day", "last_day"), act, &filter.date_from, &filter.date_to);
    let (from, to) = noun::span(&filter.created_at_from, &filter.created_at_to);
    found.span("created_at", &from, &to);
    found
}
