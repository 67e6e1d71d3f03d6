//! Finding customers: the filters of the API as conditions on columns and facets.

use database::customers;
use database::sums::{self, Measure};
use database::{Beginning, Condition, On, Tx, Value};
use wire::customer::CustomerFilter;
use wire::page::{Page, Pagination};
use wire::{Flag, Int, List, Moment, Money, Patch, Text, Until};

use crate::access::masks::Class;
use crate::act::Act;
use crate::contact::folded;
use crate::custom_fields::{self, Owner};
use crate::customers::show;
use crate::dependents;
use crate::fault::Fault;
use crate::filters::{self, span};
use crate::lists::Wish;
use crate::notes::{self, NOTE};
use crate::noun::Target;
use crate::orders::managers_of;
use crate::walks::Step;

/// A page of customers as JSON texts, newest first, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &CustomerFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    search(tx, act, filter, &Wish::default(), page)
}

/// A page of customers that fit a wish too. Its text is the external id exactly, or what the filter `name` finds, if the actor
/// sees names, phones and emails.
///
/// # Errors
/// The database failed.
pub fn search(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    filter: &CustomerFilter,
    wish: &Wish,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let among = among(act, filter);
    let Some(conditions) = wished(tx, act, filter, wish, &among)? else { return Ok((Vec::new(), page.of(0))) };
    let count = |tx: &mut Tx<'_>| customers::count(tx, act.scope, &among, &conditions, filters::counted(page));
    let (sort, total) = wish.sort_among(|| count(tx))?;
    let mut step = Step::to(act, "customers", &among, &conditions, &sort, page);
    let beginning = step.beginning.take();
    let narrowed: Vec<Condition> = conditions.iter().cloned().chain(beginning).collect();
    let rows = customers::sorted(tx, act.scope, &among, &narrowed, &sort, step.part)?;
    let total = total.or_else(|| page.whole(rows.len())).map_or_else(|| count(tx), Ok)?;
    step.took(rows.iter().map(|customer| Beginning { created_at: customer.created_at, id: customer.id }));
    Ok((show::texts(tx, act, rows)?, page.of(total)))
}

/// How many customers [`search`] finds, counted to `most` at most where that is not kept.
///
/// # Errors
/// The database failed.
pub fn count(tx: &mut Tx<'_>, act: &Act<'_>, filter: &CustomerFilter, wish: &Wish, most: i64) -> Result<i64, Fault> {
    let among = among(act, filter);
    match wished(tx, act, filter, wish, &among)? {
        Some(conditions) => Ok(customers::count(tx, act.scope, &among, &conditions, most)?),
        None => Ok(0),
    }
}

/// The stores to look in: those the actor may see, less what the filter leaves out.
fn among(act: &Act<'_>, filter: &CustomerFilter) -> Vec<i64> {
    let wanted = |code: &str| filter.sites.is_empty() || filter.sites.iter().any(|site| site.0 == code);
    act.account.visible(&act.scope.sites).filter(|site| wanted(&site.code)).map(|site| site.id).collect()
}

/// The conditions of a filter and a wish; `None` when nothing can match.
fn wished(tx: &mut Tx<'_>, act: &Act<'_>, filter: &CustomerFilter, wish: &Wish, among: &[i64]) -> Result<Option<Vec<Condition>>, Fault> {
    custom_fields::check_filter(act.account, Owner::Customer, &filter.custom_fields)?;
    let Some(mut conditions) = conditions(filter, act, among) else { return Ok(None) };
    if let Some(wanted) = filter.abandoned_cart.value() {
        conditions.push(database::carts::abandoned(tx, act.scope, wanted.0)?);
    }
    conditions.extend(dependents::conditions(tx, act, Target::Customer, &filter.attachments, &filter.tasks_counts)?);
    for text in [&filter.notes, &filter.commentary] {
        if let Some(text) = text.value().filter(|text| !text.is_empty()) {
            conditions.push(notes::noted(tx, &NOTE, text)?);
        }
    }
    let text = wish.text.as_str();
    if !text.is_empty() {
        let mut any = vec![Condition::is(On::Column("external_id"), text)];
        if ![Class::Phone, Class::Email, Class::Names].into_iter().any(|class| act.is_blind_to(class)) {
            let countries = filters::countries(among, act.account);
            any.push(filters::person(text, "name", On::Column("email"), &countries, customers::with_phone));
        }
        conditions.push(Condition::Any(any));
    }
    Ok(Some(conditions))
}

/// `None` when nothing can match.
fn conditions(filter: &CustomerFilter, act: &Act<'_>, among: &[i64]) -> Option<Vec<Condition>> {
    let mut all = Wanted { conditions: Vec::new(), visible: act.visible(), act };
    all.numbers(On::Column("id"), &filter.ids);
    all.one_of(On::Column("external_id"), &filter.external_ids);
    all.one_of(On::Column("browser_id"), &one(&filter.browser_id));
    all.one_of(On::Facet("country"), &filter.countries);
    all.one_of(On::Facet("contragentType"), &filter.contragent_types);
    all.one_of(On::Facet("sex"), &one(&filter.sex));
    all.one_of(On::Facet("mgCustomerId"), &one(&filter.mg_customer_id));
    all.numbers(On::Number("manager"), &filter.managers);
    if !filter.manager_groups.is_empty() {
        all.conditions.push(Condition::OneOf(On::Number("manager"), managers_of(act, &filter.manager_groups)));
    }
    all.texts(filter, among);
    all.flags(filter);
    all.orders(filter);
    for tag in filter.tags.iter().chain(filter.attached_tags.iter()) {
        all.conditions.push(Condition::Has(On::Facet("tags"), folded(tag).into_owned()));
    }
    all.conditions.extend(span(&On::Column("created_at"), &filter.date_from, &filter.date_to));
    if let Some(custom) = filter.custom_fields.value() {
        all.conditions.extend(custom_fields::conditions(act.account, Owner::Customer, "", &custom.0));
    }
    if let Some(subscriptions) = filter.subscriptions.value() {
        all.conditions.extend(subscribed(&subscriptions.0));
    }
    absent(filter)?;
    Some(all.conditions)
}

fn one(text: &Patch<Text>) -> List<Text> {
    List(text.value().filter(|text| !text.is_empty()).cloned().into_iter().collect())
}

/// Conditions on mailing subscriptions: `{channel, subscription, subscribed}`, one or a list.
fn subscribed(wanted: &serde_json::Value) -> Vec<Condition> {
    let one = wanted.get("channel").is_some() || wanted.get("subscription").is_some();
    let each: Vec<&serde_json::Value> = match wanted {
        serde_json::Value::Object(_) if one => vec![wanted],
        serde_json::Value::Object(by_index) => by_index.values().collect(),
        serde_json::Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let text = |wanted: &serde_json::Value, field: &str| wanted.get(field).map(crate::filters::text).filter(|text| !text.is_empty());
    let condition = |wanted: &serde_json::Value| {
        let on = !matches!(text(wanted, "subscribed").as_deref(), Some("0" | "false"));
        database::subscriptions::subscribed(text(wanted, "channel").as_deref(), text(wanted, "subscription").as_deref(), on)
    };
    each.into_iter().map(condition).collect()
}

struct Wanted<'a> {
    conditions: Vec<Condition>,
    visible: Vec<i64>,
    act: &'a Act<'a>,
}

impl Wanted<'_> {
    fn one_of(&mut self, on: On, values: &List<Text>) {
        if !values.is_empty() {
            self.conditions.push(Condition::OneOf(on, values.iter().map(|value| Value::from(&value.0)).collect()));
        }
    }

    fn numbers(&mut self, on: On, values: &List<Int>) {
        if !values.is_empty() {
            self.conditions.push(Condition::OneOf(on, values.iter().map(|value| Value::from(value.0)).collect()));
        }
    }

    fn texts(&mut self, filter: &CustomerFilter, among: &[i64]) {
        if let Some(name) = filter.name.value().filter(|name| !name.is_empty()) {
            let countries = filters::countries(among, self.act.account);
            self.conditions.push(filters::person(name, "name", On::Column("email"), &countries, customers::with_phone));
        }
        if let Some(email) = filter.email.value().filter(|email| !email.is_empty()) {
            self.conditions.push(filters::email(On::Column("email"), On::Facet("email"), email));
        }
        // A card has no form by which part of its number could be known: any text is a whole one.
        if let Some(card) = filter.discount_card_number.value().filter(|card| !card.is_empty()) {
            self.conditions.push(Condition::is(On::Facet("discountCardNumber"), &*folded(card.trim())));
        }
        for (facet, text) in [
            ("contragentInn", &filter.contragent_inn),
            ("contragentKpp", &filter.contragent_kpp),
            ("contragentBik", &filter.contragent_bik),
            ("contragentCorrAccount", &filter.contragent_corr_account),
            ("contragentBankAccount", &filter.contragent_bank_account),
        ] {
            if let Some(text) = text.value().filter(|text| !text.is_empty()) {
                self.conditions.push(filters::number(On::Facet(facet), text));
            }
        }
        for (facet, text) in [
            ("city", &filter.city),
            ("region", &filter.region),
            ("contragentName", &filter.contragent_name),
            ("source", &filter.source_name),
            ("medium", &filter.medium_name),
            ("campaign", &filter.campaign_name),
            ("keyword", &filter.keyword_name),
            ("content", &filter.ad_content_name),
        ] {
            if let Some(text) = text.value().filter(|text| !text.is_empty()) {
                self.conditions.push(Condition::Contains(On::Facet(facet), folded(text.trim()).into_owned()));
            }
        }
    }

    fn flags(&mut self, filter: &CustomerFilter) {
        let flags: [(&'static str, &Patch<Flag>); 3] = [("vip", &filter.vip), ("bad", &filter.bad), ("isContact", &filter.is_contact)];
        for (facet, flag) in flags {
            if let Some(flag) = flag.value() {
                self.conditions.push(Condition::is(On::Number(facet), i64::from(flag.0)));
            }
        }
        if let Some(unsubscribed) = filter.email_marketing_unsubscribed.value() {
            self.conditions.push(Condition::is(On::Number("unsubscribed"), i64::from(unsubscribed.0)));
        }
    }

    /// Conditions on the customer's orders look only at stores the actor may see.
    fn orders(&mut self, filter: &CustomerFilter) {
        let whole = |amount: &Money| amount.0.trunc().try_into().unwrap_or(i64::MAX);
        let amounts: [(Measure, &Patch<Money>, &Patch<Money>); 4] = [
            (Measure::Orders, &filter.min_orders_count, &filter.max_orders_count),
            (Measure::Sum, &filter.min_total_summ, &filter.max_total_summ),
            (Measure::Average, &filter.min_average_summ, &filter.max_average_summ),
            (Measure::Costs, &filter.min_cost_summ, &filter.max_cost_summ),
        ];
        for (measure, least, most) in amounts {
            for (bound, at_least) in [(least, true), (most, false)] {
                if let Some(bound) = bound.value() {
                    let value = if measure == Measure::Orders { whole(bound) } else { bound.stored() };
                    self.conditions.push(sums::measured(self.act.scope, measure, at_least, value, &self.visible));
                }
            }
        }
        let moments: [(Measure, &Patch<Moment>, &Patch<Until>); 2] = [
            (Measure::First, &filter.first_order_from, &filter.first_order_to),
            (Measure::Newest, &filter.last_order_from, &filter.last_order_to),
        ];
        for (measure, from, to) in moments {
            let bounds = [(from.value().map(|from| from.0), true), (to.value().map(|to| to.0.0), false)];
            for (bound, at_least) in bounds {
                if let Some(bound) = bound {
                    self.conditions.push(sums::measured(self.act.scope, measure, at_least, bound, &self.visible));
                }
            }
        }
    }
}

/// Filters on what no customer has in this version: segments, web visits.
/// `None` when only customers that have it would match.
fn absent(filter: &CustomerFilter) -> Option<()> {
    let given = |text: &Patch<Text>| text.value().is_some_and(|text| !text.is_empty());
    if given(&filter.segment) || given(&filter.class_segment) {
        return None;
    }
    if filter.online.value().is_some_and(|flag| flag.0) || !filter.mg_channels.is_empty() {
        return None;
    }
    let since = [&filter.first_web_visit_from, &filter.last_web_visit_from].into_iter().all(|from| from.value().is_none());
    let until = [&filter.first_web_visit_to, &filter.last_web_visit_to].into_iter().all(|to| to.value().is_none());
    (since && until).then_some(())
}
