//! Finding orders: the filters of the API as conditions on columns and facets.

use database::orders::{self, OfCustomer};
use database::sums::{self, Measure};
use database::{Beginning, Condition, On, Tx, Value};
use wire::order::{OrderFilter, OrderStatus};
use wire::page::{Page, Pagination};
use wire::{Flag, Int, List, Moment, Money, Patch, Text, Until, Version};

use crate::access::masks::Class;
use crate::act::Act;
use crate::contact;
use crate::custom_fields::{self, Owner};
use crate::dependents;
use crate::fault::Fault;
use crate::filters::{self, span};
use crate::lists::Wish;
use crate::noun::Target;
use crate::orders::{parties, show};
use crate::walks::Step;

/// A page of orders as JSON texts, newest first, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn list(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    filter: &OrderFilter,
    page: Page,
    version: Version,
) -> Result<(Vec<String>, Pagination), Fault> {
    search(tx, act, filter, &Wish::default(), page, version)
}

/// A page of orders that fit a wish too. Its text is the number or the external id exactly, or what the filter `customer` finds,
/// if the actor sees names, phones and emails.
///
/// # Errors
/// The database failed.
pub fn search(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    filter: &OrderFilter,
    wish: &Wish,
    page: Page,
    version: Version,
) -> Result<(Vec<String>, Pagination), Fault> {
    let among = among(act, &filter.sites);
    let Some(conditions) = wished(tx, act, filter, wish, &among)? else { return Ok((Vec::new(), page.of(0))) };
    let count = |tx: &mut Tx<'_>| orders::count(tx, act.scope, &among, &conditions, filters::counted(page));
    let (sort, total) = wish.sort_among(|| count(tx))?;
    let mut step = Step::to(act, "orders", &among, &conditions, &sort, page);
    let beginning = step.beginning.take();
    let narrowed: Vec<Condition> = conditions.iter().cloned().chain(beginning).collect();
    let shown = orders::sorted(tx, act.scope, &among, &narrowed, &sort, step.part)?;
    let total = total.or_else(|| page.whole(shown.len())).map_or_else(|| count(tx), Ok)?;
    step.took(shown.iter().map(|order| Beginning { created_at: order.created_at, id: order.id }));
    Ok((show::texts(tx, act, &shown, version)?, page.of(total)))
}

/// How many orders [`search`] finds, counted to `most` at most where that is not kept.
///
/// # Errors
/// The database failed.
pub fn count(tx: &mut Tx<'_>, act: &Act<'_>, filter: &OrderFilter, wish: &Wish, most: i64) -> Result<i64, Fault> {
    let among = among(act, &filter.sites);
    match wished(tx, act, filter, wish, &among)? {
        Some(conditions) => Ok(orders::count(tx, act.scope, &among, &conditions, most)?),
        None => Ok(0),
    }
}

/// The conditions of a filter and a wish; `None` when nothing can match.
fn wished(tx: &mut Tx<'_>, act: &Act<'_>, filter: &OrderFilter, wish: &Wish, among: &[i64]) -> Result<Option<Vec<Condition>>, Fault> {
    custom_fields::check_filter(act.account, Owner::Order, &filter.custom_fields)?;
    let Some(mut conditions) = conditions(tx, filter, act, among)? else { return Ok(None) };
    conditions.extend(wish.maker.map(orders::made_by));
    let text = wish.text.as_str();
    if !text.is_empty() {
        let named = [On::Column("number"), On::Column("external_id")].map(|column| Condition::is(column, text));
        let mut wanted = Wanted { conditions: named.into(), act, among };
        if ![Class::Phone, Class::Email, Class::Names].into_iter().any(|class| act.is_blind_to(class)) {
            wanted.buyer(&Patch::Value(Text(text.to_owned())));
        }
        conditions.push(Condition::Any(wanted.conditions));
    }
    Ok(Some(conditions))
}

/// The statuses of orders named by either id.
///
/// # Errors
/// The database failed.
pub fn statuses(tx: &mut Tx<'_>, act: &Act<'_>, ids: &[i64], external_ids: &[String]) -> Result<Vec<OrderStatus>, Fault> {
    let found = orders::statuses(tx, act.scope, &act.visible(), ids, external_ids)?;
    let dictionary = act.account.dictionary("statuses");
    let group = |status: &str| dictionary.get(status).and_then(|entry| entry.text("group")).unwrap_or_default().to_owned();
    let mut view: Vec<OrderStatus> = Vec::with_capacity(found.len());
    for order in found {
        // Orders that are asked for together often have the same status.
        let group = match view.last() {
            Some(last) if last.status == order.status => last.group.clone(),
            _ => group(&order.status),
        };
        view.push(OrderStatus { id: order.id, external_id: order.external_id, group, status: order.status });
    }
    Ok(view)
}

/// The stores to look in: those the actor may see, less what the filter leaves out.
fn among(act: &Act<'_>, codes: &List<Text>) -> Vec<i64> {
    act.account
        .visible(&act.scope.sites)
        .filter(|site| codes.is_empty() || codes.iter().any(|code| code.0 == site.code))
        .map(|site| site.id)
        .collect()
}

/// `None` when nothing can match.
fn conditions(tx: &mut Tx<'_>, filter: &OrderFilter, act: &Act<'_>, among: &[i64]) -> Result<Option<Vec<Condition>>, Fault> {
    let mut all = Wanted { conditions: Vec::new(), act, among };
    if all.absent(filter).is_none() {
        return Ok(None);
    }
    all.columns(filter);
    all.customer(tx, filter)?;
    all.texts(filter);
    all.sums(filter);
    all.flags(filter);
    all.codes(filter);
    all.days(filter);
    if !filter.product_groups.is_empty() {
        let groups: Vec<i64> = filter.product_groups.iter().map(|group| group.0).collect();
        all.conditions.push(database::order_items::in_groups(tx, act.scope, &groups)?);
    }
    all.conditions.extend(dependents::conditions(tx, act, Target::Order, &filter.attachments, &filter.tasks_counts)?);
    if let Some(custom) = filter.custom_fields.value() {
        all.conditions.extend(custom_fields::conditions(act.account, Owner::Order, "", &custom.0));
    }
    Ok(Some(all.conditions))
}

struct Wanted<'a> {
    conditions: Vec<Condition>,
    act: &'a Act<'a>,
    /// The stores to look in.
    among: &'a [i64],
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

    fn contains(&mut self, facet: &'static str, text: &Patch<Text>) {
        if let Some(text) = text.value().filter(|text| !text.is_empty()) {
            self.conditions.push(Condition::Contains(On::Facet(facet), contact::folded(text).into_owned()));
        }
    }

    fn between(&mut self, on: &On, least: &Patch<Money>, most: &Patch<Money>) {
        if let Some(least) = least.value() {
            self.conditions.push(Condition::AtLeast(on.clone(), least.stored().into()));
        }
        if let Some(most) = most.value() {
            self.conditions.push(Condition::AtMost(on.clone(), most.stored().into()));
        }
    }

    fn flag(&mut self, facet: &'static str, flag: &Patch<Flag>) {
        if let Some(flag) = flag.value() {
            self.conditions.push(Condition::is(On::Number(facet), i64::from(flag.0)));
        }
    }

    fn within(&mut self, on: &On, from: &Patch<Moment>, to: &Patch<Until>) {
        self.conditions.extend(span(on, from, to));
    }

    fn columns(&mut self, filter: &OrderFilter) {
        self.numbers(On::Column("id"), &filter.ids);
        self.one_of(On::Column("external_id"), &filter.external_ids);
        self.one_of(On::Column("number"), &filter.numbers);
        if !filter.extended_status.is_empty() {
            let statuses = self.statuses(&filter.extended_status);
            self.conditions.push(Condition::OneOf(On::Column("status"), statuses));
        }
        self.within(&On::Column("created_at"), &filter.created_at_from, &filter.created_at_to);
        if !filter.status_history_sequence.is_empty() {
            let codes: Vec<String> = filter.status_history_sequence.iter().take(10).map(|code| code.0.clone()).collect();
            self.conditions.push(orders::passed_through(&codes));
        }
    }

    /// Codes of statuses, those of whole groups spelled out.
    fn statuses(&self, wanted: &List<Text>) -> Vec<Value> {
        let dictionary = self.act.account.dictionary("statuses");
        let mut codes: Vec<Value> = wanted.iter().map(|code| Value::from(&code.0)).collect();
        for group in wanted.iter().filter_map(|code| code.strip_suffix("-group")) {
            codes.extend(dictionary.iter().filter(|status| status.text("group") == Some(group)).map(|status| Value::from(&status.code)));
        }
        codes
    }

    /// Conditions on the customer look only at customers of the stores the actor may see.
    fn customer(&mut self, tx: &mut Tx<'_>, filter: &OrderFilter) -> Result<(), Fault> {
        let visible = self.act.visible();
        let mut wanted = Vec::new();
        if let Some(id) = filter.customer_id.value() {
            // The number may be that of a person or of a corporate customer.
            let id: i64 = id.parse().unwrap_or(0);
            self.conditions.push(match database::corporate::find(tx, self.act.scope, id)? {
                Some(firm) => parties::of_firm(&visible, Condition::is(On::Column("id"), firm.id)),
                None => orders::of_customer(tx, OfCustomer::Id(id), &visible)?,
            });
        }
        if let Some(external_id) = filter.customer_external_id.value() {
            let person = orders::of_customer(tx, OfCustomer::ExternalId(external_id.0.clone()), &visible)?;
            let mut is_of_firm = false;
            for site in &visible {
                is_of_firm |= database::corporate::find_external(tx, self.act.scope, *site, &external_id.0)?.is_some();
            }
            self.conditions.push(if is_of_firm {
                let firm = parties::of_firm(&visible, Condition::is(On::Column("external_id"), &*external_id.0));
                Condition::Any(vec![person, firm])
            } else {
                person
            });
        }
        for (facet, flag) in [("vip", &filter.vip), ("bad", &filter.bad)] {
            if let Some(flag) = flag.value() {
                wanted.push(OfCustomer::Flag(facet, flag.0));
            }
        }
        for wanted in wanted {
            self.conditions.push(orders::of_customer(tx, wanted, &visible)?);
        }
        self.conditions.extend(parties::conditions(filter, &visible));
        self.buyer(&filter.customer);
        Ok(())
    }

    /// Part of the name, the e-mail, or the phone however it is written.
    fn buyer(&mut self, text: &Patch<Text>) {
        let Some(text) = text.value().filter(|text| !text.is_empty()) else { return };
        let phones = |keys: &[String]| {
            let kept = keys.iter().map(|key| Condition::Has(On::Facet("phones"), key.clone()));
            // Orders whose phones are still to be read by the rules of now are found by how they were written.
            let written = keys.iter().map(|key| {
                let digits = contact::digits(key);
                let tail = digits[digits.len().saturating_sub(10)..].to_owned();
                Condition::All(vec![Condition::Empty(On::Facet("phones")), Condition::Contains(On::Facet("buyer"), tail)])
            });
            Condition::Any(kept.chain(written).collect())
        };
        self.conditions.push(filters::person(text, "buyer", On::Facet("email"), &filters::countries(self.among, self.act.account), phones));
    }

    fn texts(&mut self, filter: &OrderFilter) {
        for (facet, text) in [
            ("city", &filter.city),
            ("region", &filter.region),
            ("index", &filter.index),
            ("metro", &filter.metro),
            ("notes", &filter.delivery_address_notes),
            ("managerComment", &filter.manager_comment),
            ("customerComment", &filter.customer_comment),
            ("statusComment", &filter.status_comment),
            ("trackNumber", &filter.track_number),
            ("contragentName", &filter.contragent_name),
            ("source", &filter.source_name),
            ("medium", &filter.medium_name),
            ("campaign", &filter.campaign_name),
            ("keyword", &filter.keyword_name),
            ("content", &filter.ad_content_name),
            ("products", &filter.product),
        ] {
            self.contains(facet, text);
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
        if let Some(email) = filter.email.value().filter(|email| !email.is_empty()) {
            self.conditions.push(filters::email(On::Facet("email"), On::Facet("email"), email));
        }
        if let Some(id) = filter.delivery_external_id.value() {
            self.conditions.push(Condition::is(On::Facet("deliveryExternalId"), &id.0));
        }
    }

    fn sums(&mut self, filter: &OrderFilter) {
        self.between(&On::Column("total"), &filter.min_price, &filter.max_price);
        self.between(&On::Column("costs"), &filter.min_cost_summ, &filter.max_cost_summ);
        self.between(&On::Number("prepaySum"), &filter.min_prepay_summ, &filter.max_prepay_summ);
        self.between(&On::Number("purchaseSumm"), &filter.min_purchase_summ, &filter.max_purchase_summ);
        self.between(&On::Number("deliveryCost"), &filter.min_delivery_cost, &filter.max_delivery_cost);
        self.between(&On::Number("deliveryNetCost"), &filter.min_delivery_net_cost, &filter.max_delivery_net_cost);
        self.between(&On::Number("marginSumm"), &filter.min_margin_summ, &filter.max_margin_summ);
    }

    fn flags(&mut self, filter: &OrderFilter) {
        self.flag("call", &filter.call);
        self.flag("expired", &filter.expired);
        self.flag("shipped", &filter.shipped);
    }

    fn codes(&mut self, filter: &OrderFilter) {
        self.one_of(On::Facet("type"), &filter.order_types);
        self.one_of(On::Facet("method"), &filter.order_methods);
        self.one_of(On::Facet("country"), &filter.countries);
        self.one_of(On::Facet("contragentType"), &filter.contragent_types);
        self.one_of(On::Facet("deliveryType"), &filter.delivery_types);
        self.one_of(On::Facet("deliveryService"), &filter.delivery_services);
        self.one_of(On::Facet("shipmentStore"), &filter.shipment_stores);
        self.numbers(On::Number("manager"), &filter.managers);
        self.numbers(On::Number("courier"), &filter.couriers);
        for (facet, codes) in [("paymentTypes", &filter.payment_types), ("paymentStatuses", &filter.payment_statuses)] {
            if !codes.is_empty() {
                let any = codes.iter().map(|code| Condition::Has(On::Facet(facet), code.0.clone())).collect();
                self.conditions.push(Condition::Any(any));
            }
        }
        if !filter.manager_groups.is_empty() {
            let managers = managers_of(self.act, &filter.manager_groups);
            self.conditions.push(Condition::OneOf(On::Number("manager"), managers));
        }
    }

    fn days(&mut self, filter: &OrderFilter) {
        self.within(&On::Number("statusUpdatedAt"), &filter.status_updated_at_from, &filter.status_updated_at_to);
        self.within(&On::Number("fullPaidAt"), &filter.full_paid_at_from, &filter.full_paid_at_to);
        self.within(&On::Number("paidAt"), &filter.paid_at_from, &filter.paid_at_to);
        let visible = self.act.visible();
        for (measure, from, to) in [
            (Measure::First, &filter.first_order_from, &filter.first_order_to),
            (Measure::Newest, &filter.last_order_from, &filter.last_order_to),
        ] {
            let bounds = [(from.value().map(|from| from.0), true), (to.value().map(|to| to.0.0), false)];
            for (bound, at_least) in bounds {
                if let Some(bound) = bound {
                    self.conditions.push(sums::of_measured_customer(self.act.scope, measure, at_least, bound, &visible));
                }
            }
        }
        for (facet, from, to) in [
            ("deliveryDate", &filter.delivery_date_from, &filter.delivery_date_to),
            ("shipmentDate", &filter.shipment_date_from, &filter.shipment_date_to),
        ] {
            if let Some(from) = from.value() {
                self.conditions.push(Condition::AtLeast(On::Facet(facet), from.0.to_string().into()));
            }
            if let Some(to) = to.value() {
                self.conditions.push(Condition::AtMost(On::Facet(facet), to.0.to_string().into()));
            }
        }
        let clock = |time: &wire::Clock| format!("{:02}:{:02}", time.0.hour(), time.0.minute());
        if let Some(from) = filter.delivery_time_from.value() {
            self.conditions.push(Condition::AtLeast(On::Facet("deliveryFrom"), clock(from).into()));
        }
        if let Some(to) = filter.delivery_time_to.value() {
            self.conditions.push(Condition::AtMost(On::Facet("deliveryTo"), clock(to).into()));
        }
    }

    /// Filters on what no order has in this version: receipts, web visits.
    /// `None` when only orders that have it would match.
    fn absent(&self, filter: &OrderFilter) -> Option<()> {
        let texts =
            [&filter.receipt_fiscal_document_attribute, &filter.receipt_status, &filter.receipt_operation, &filter.receipt_order_status];
        if texts.into_iter().any(|text| text.value().is_some_and(|text| !text.is_empty())) {
            return None;
        }
        if filter.online.value().is_some_and(|flag| flag.0) || filter.uploaded_to_ext_store_sys.value().is_some_and(|flag| flag.0) {
            return None;
        }
        let days = [&filter.dpd_parcel_date_from, &filter.dpd_parcel_date_to];
        let since = [&filter.first_web_visit_from, &filter.last_web_visit_from];
        let until = [&filter.first_web_visit_to, &filter.last_web_visit_to];
        let visited = since.into_iter().any(|from| from.value().is_some()) || until.into_iter().any(|to| to.value().is_some());
        if visited || days.into_iter().any(|day| day.value().is_some()) || !filter.mg_channels.is_empty() {
            return None;
        }
        if !filter.tags.is_empty() || !filter.attached_tags.is_empty() {
            return None;
        }
        let states = &filter.delivery_states;
        (states.is_empty() || states.iter().any(|state| &**state == "none")).then_some(())
    }
}

/// The ids of the people of user groups.
pub(crate) fn managers_of(act: &Act<'_>, groups: &List<Text>) -> Vec<Value> {
    let in_group = |user: &&database::users::User| {
        let body: serde_json::Value = serde_json::from_str(&user.body).unwrap_or_default();
        let codes = body["groups"].as_array().cloned().unwrap_or_default();
        groups.iter().any(|group| codes.iter().any(|code| code.as_str() == Some(&group.0)))
    };
    act.account.users.iter().filter(in_group).map(|user| Value::from(user.id)).collect()
}
