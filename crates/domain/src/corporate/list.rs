//! Finding corporate customers: the filters of the API as conditions on columns and facets.

use database::corporate;
use database::customers;
use database::sums::Measure;
use database::{Condition, On, Tx};
use wire::corporate::CorporateFilter;
use wire::page::{Page, Pagination};
use wire::{Money, Patch, Text};

use super::facets::{COMPANIES, NUMBERS, of_company};
use super::show;
use crate::act::Act;
use crate::contact::{folded, plain_number};
use crate::custom_fields::{self, Owner};
use crate::fault::Fault;
use crate::filters::{self, span};
use crate::notes::{self, CORPORATE_NOTE};
use crate::orders::managers_of;

/// A page of corporate customers as JSON texts, newest first, and how many there are in all.
///
/// # Errors
/// The database failed, or a custom field cannot have a value that is looked for.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &CorporateFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    custom_fields::check_filter(act.account, Owner::CustomerCorporate, &filter.custom_fields)?;
    custom_fields::check_filter(act.account, Owner::Company, &filter.company_custom_fields)?;
    let wanted = |code: &str| filter.sites.is_empty() || filter.sites.iter().any(|site| site.0 == code);
    let among: Vec<i64> = act.account.visible(&act.scope.sites).filter(|site| wanted(&site.code)).map(|site| site.id).collect();
    let Some(mut conditions) = conditions(filter, act, &among) else { return Ok((Vec::new(), page.of(0))) };
    if let Some(text) = given(&filter.notes) {
        conditions.push(notes::noted(tx, &CORPORATE_NOTE, text)?);
    }
    let (rows, total) = corporate::list(tx, act.scope, &among, &conditions, page.limit, page.offset())?;
    Ok((show::texts(tx, act, rows)?, page.of(total)))
}

/// `None` when nothing can match.
fn conditions(filter: &CorporateFilter, act: &Act<'_>, among: &[i64]) -> Option<Vec<Condition>> {
    let mut all = Vec::new();
    if !filter.ids.is_empty() {
        all.push(Condition::OneOf(On::Column("id"), filter.ids.iter().map(|id| id.0.into()).collect()));
    }
    if !filter.external_ids.is_empty() {
        all.push(Condition::OneOf(On::Column("external_id"), filter.external_ids.iter().map(|id| (&*id.0).into()).collect()));
    }
    let names = filter.nick_name.iter().filter(|name| !name.trim().is_empty());
    let names: Vec<Condition> = names.map(|name| part("nickName", name)).collect();
    if !names.is_empty() {
        all.push(Condition::Any(names));
    }
    for (facet, text) in [
        ("company", &filter.company_name),
        ("addressName", &filter.address_name),
        ("city", &filter.city),
        ("region", &filter.region),
        ("contragentName", &filter.contragent_name),
    ] {
        all.extend(given(text).map(|text| part(facet, text)));
    }
    for ((facet, _), text) in NUMBERS.iter().zip([
        &filter.contragent_inn,
        &filter.contragent_kpp,
        &filter.contragent_bik,
        &filter.contragent_corr_account,
        &filter.contragent_bank_account,
    ]) {
        all.extend(given(text).map(|text| number(facet, text)));
    }
    if !filter.contragent_types.is_empty() {
        let each = filter.contragent_types.iter().map(|kind| Condition::Contains(On::Facet("contragentType"), format!("|{}|", kind.0)));
        all.push(Condition::Any(each.collect()));
    }
    if let Some(card) = given(&filter.discount_card_number) {
        all.push(Condition::is(On::Facet("discountCardNumber"), &*folded(card.trim())));
    }
    for (facet, flag) in [("vip", &filter.vip), ("bad", &filter.bad)] {
        all.extend(flag.value().map(|flag| Condition::is(On::Number(facet), i64::from(flag.0))));
    }
    if !filter.managers.is_empty() {
        all.push(Condition::OneOf(On::Number("manager"), filter.managers.iter().map(|id| id.0.into()).collect()));
    }
    if !filter.manager_groups.is_empty() {
        all.push(Condition::OneOf(On::Number("manager"), managers_of(act, &filter.manager_groups)));
    }
    all.extend(span(&On::Column("created_at"), &filter.date_from, &filter.date_to));
    contacts(filter, act, among, &mut all);
    orders(filter, act, &mut all);
    if let Some(custom) = filter.custom_fields.value() {
        all.extend(custom_fields::conditions(act.account, Owner::CustomerCorporate, "", &custom.0));
    }
    if let Some(custom) = filter.company_custom_fields.value() {
        let of = |place: usize| {
            let mut conditions = custom_fields::conditions(act.account, Owner::Company, &of_company(place), &custom.0);
            // A filter for "no value" must not match a place that has no company.
            conditions.extend((place > 0).then(|| Condition::AtLeast(On::Number("companies"), (place as i64 + 1).into())));
            Condition::All(conditions)
        };
        all.push(Condition::Any((0..COMPANIES).map(of).collect()));
    }
    let wants_some = |text: &Patch<Text>| given(text).is_some_and(|text| &**text != "1");
    let is_absent = wants_some(&filter.attachments) || wants_some(&filter.tasks_counts) || given(&filter.class_segment).is_some();
    (!is_absent).then_some(all)
}

fn given(text: &Patch<Text>) -> Option<&Text> {
    text.value().filter(|text| !text.trim().is_empty())
}

fn part(facet: &'static str, text: &str) -> Condition {
    Condition::Contains(On::Facet(facet), folded(text.trim()).into_owned())
}

/// A number of one of several companies: a whole one, or with fewer than eight letters and digits a part of one.
fn number(facet: &'static str, text: &str) -> Condition {
    let plain = plain_number(text);
    match plain.chars().count() {
        0 => Condition::OneOf(On::Facet(facet), Vec::new()),
        1..8 => Condition::Contains(On::Facet(facet), plain),
        _ => Condition::Contains(On::Facet(facet), format!("|{plain}|")),
    }
}

/// Conditions on contact persons look only at those the actor may see.
fn contacts(filter: &CorporateFilter, act: &Act<'_>, among: &[i64], all: &mut Vec<Condition>) {
    if !filter.contact_ids.is_empty() {
        let ids = filter.contact_ids.iter().map(|id| id.0.into()).collect();
        all.push(corporate::with_contact(act.scope, &[Condition::OneOf(On::Column("id"), ids)]));
    }
    let countries = filters::countries(among, act.account);
    let person = |text: &str| filters::person(text, "name", On::Column("email"), &countries, customers::with_phone);
    for text in [&filter.contact_name, &filter.phone] {
        all.extend(given(text).map(|text| corporate::with_contact(act.scope, &[person(text)])));
    }
    if let Some(email) = given(&filter.email) {
        let email = filters::email(On::Column("email"), On::Facet("email"), email);
        all.push(corporate::with_contact(act.scope, &[email]));
    }
    if let Some(name) = given(&filter.name) {
        all.push(Condition::Any(vec![part("name", name), corporate::with_contact(act.scope, &[person(name)])]));
    }
}

/// Conditions on orders look only at those the actor may see.
fn orders(filter: &CorporateFilter, act: &Act<'_>, all: &mut Vec<Condition>) {
    let whole = |amount: &Money| amount.0.trunc().try_into().unwrap_or(i64::MAX);
    for (measure, least, most) in [
        (Measure::Orders, &filter.min_orders_count, &filter.max_orders_count),
        (Measure::Sum, &filter.min_total_summ, &filter.max_total_summ),
        (Measure::Average, &filter.min_average_summ, &filter.max_average_summ),
        (Measure::Costs, &filter.min_cost_summ, &filter.max_cost_summ),
    ] {
        for (bound, at_least) in [(least, true), (most, false)] {
            if let Some(bound) = bound.value() {
                let value = if measure == Measure::Orders { whole(bound) } else { bound.stored() };
                all.push(corporate::measured(act.scope, measure, at_least, value));
            }
        }
    }
    for (measure, from, to) in [
        (Measure::First, &filter.first_order_from, &filter.first_order_to),
        (Measure::Newest, &filter.last_order_from, &filter.last_order_to),
    ] {
        for (bound, at_least) in [(from.value().map(|from| from.0), true), (to.value().map(|to| to.0.0), false)] {
            all.extend(bound.map(|bound| corporate::measured(act.scope, measure, at_least, bound)));
        }
    }
}
