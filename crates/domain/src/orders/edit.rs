//! Changing an order: what was sent is merged in, lines are found again, sums and history follow.

use database::merged::{self, Gone};
use database::orders::{self, Order as Row};
use database::{Scope, Sequence, Sites, Tx, customers};
use serde_json::{Value, json};
use wire::order::Order;
use wire::payment::Payment;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::catalogue::find;
use crate::change::{self, Change};
use crate::custom_fields::{self, Owner};
use crate::draft;
use crate::fault::Fault;
use crate::matching::{self, lock};
use crate::orders::save::Draft;
use crate::orders::{buyer, goods, history, intake, items, parties, payment_ids, payments, save, totals};
use crate::packs;

/// Finds the order a call names, to change it. `site` is the store the call's external ids belong to.
///
/// # Errors
/// There is none that the actor may see: `Not found`, with `combinedTo` when it was merged into one it may see.
pub fn locate(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Row, Fault> {
    let row = match which {
        Reference::Id(id) => orders::find(tx, act.scope, *id)?,
        Reference::External(external_id) => match site {
            Some(site) => orders::find_external(tx, act.scope, site, external_id)?,
            None => None,
        },
    };
    let Some(row) = row else { return Err(absent(tx, act, which, site)?.into()) };
    // The order is locked until the transaction ends; read it again behind the lock.
    tx.lock([lock("order-row", &row.id.to_string())])?;
    if tx.engine() == database::Engine::Sqlite {
        return Ok(row);
    }
    orders::find(tx, act.scope, row.id)?.ok_or_else(|| Problem::not_found().into())
}

/// The answer for an order that is not there; one that was joined says to which.
///
/// # Errors
/// The database failed.
pub fn absent(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Problem, Fault> {
    let problem = Problem::not_found();
    let gone = match (which, site) {
        (Reference::Id(id), _) => Gone::Id(*id),
        (Reference::External(external_id), Some(site)) => Gone::External(site, external_id),
        (Reference::External(_), None) => return Ok(problem),
    };
    Ok(match merged::order(tx, act.scope, act.scope, gone)? {
        Some(into) => problem.and("combinedTo", into),
        None => problem,
    })
}

/// Why an order may not have an external id: another order of its store has it, or had it and was combined into an order
/// other than `own`. `None` when it may.
///
/// # Errors
/// The database failed.
pub(super) fn taken(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str, own: Option<i64>) -> Result<Option<Taken>, Fault> {
    let Some((_, is_gone)) = merged::order_named(tx, site, external_id)? else { return Ok(None) };
    if !is_gone {
        return Ok(Some(Taken { into: None }));
    }
    let (gone, every) = (Gone::External(site, external_id), Scope::of(Sites::All));
    let into = merged::order(tx, &every, &every, gone)?;
    if into.is_some() && into == own {
        return Ok(None);
    }
    // Which order it is, only those who see that one learn.
    Ok(Some(Taken { into: merged::order(tx, &act.scope.whole(), act.scope, gone)? }))
}

/// An external id that an order may not have.
pub(super) struct Taken {
    /// The order that the one with the id was combined into, where it was and may be named.
    into: Option<i64>,
}

impl Taken {
    /// The reason in words.
    pub(super) fn text(&self) -> String {
        match self.into {
            Some(into) => format!("Order already exists: it was combined into the order with the id {into}."),
            None => "Order already exists.".to_owned(),
        }
    }

    /// The refusal of making an order.
    pub(super) fn of_new(&self) -> Problem {
        let problem = Problem::new(400, "Order already exists.");
        if self.into.is_some() { self.named(problem.with("externalId", self.text())) } else { problem }
    }

    /// Adds the order that is named to a refusal.
    pub(super) fn named(&self, problem: Problem) -> Problem {
        match self.into {
            Some(into) => problem.and("combinedTo", into),
            None => problem,
        }
    }
}

/// Changes an order and returns its id. `payment` is what changes of its first payment, or becomes it.
///
/// # Errors
/// The order does not exist, something sent is wrong, or the database failed.
pub fn edit(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    which: &Reference,
    site: Option<i64>,
    sent: &Order,
    payment: Option<&Payment>,
) -> Result<i64, Fault> {
    intake::check(sent, act.account)?;
    let row = locate(tx, act, which, site)?;
    let mut before = Draft::of(&row)?;
    // What no order is without is no change of one that was made when orders could be without it.
    intake::settle(&mut before.body);
    // Nor is what is shown of a line by today's arithmetic; what cannot be worked out stays as it is.
    let _ = totals::sum_up_items(&before.body, &mut before.items, act.account);
    let mut after = before.clone();

    let mut body = draft::of(sent)?;
    custom_fields::take(act.account, Owner::Order, "", &mut body, Some(&before.body))?;
    let sent_items = body.shift_remove("items");
    let sent_payments = body.shift_remove("payments");
    for field in ["customer", "contact", "company"] {
        body.shift_remove(field);
    }
    // The id in the address names the order; the same id inside changes nothing, and a blank one removes nothing.
    keep_required(&mut body);
    let status_changes = body.get("status").is_some_and(|status| *status != before.body["status"]);
    if !status_changes {
        body.shift_remove("statusComment");
    }
    let stated = act.masks.is_some().then(|| (stated(&body), sent_items.clone(), sent_payments.clone()));
    let comment_was = after.body.get("statusComment").is_some();
    let status_moved = body.contains_key("statusUpdatedAt");
    draft::merge(&mut after.body, body);
    if sent.delivery.value().is_some_and(|delivery| delivery.address.value().is_some_and(|address| address.text.is_absent())) {
        let was = draft::object(&before.body, "delivery").and_then(|delivery| draft::object(delivery, "address"));
        if let Some(address) =
            after.body.get_mut("delivery").and_then(|delivery| delivery.get_mut("address")).and_then(Value::as_object_mut)
        {
            crate::customers::recompose_address(was, address);
        }
    }
    if status_changes {
        if !status_moved {
            after.body.insert("statusUpdatedAt".to_owned(), draft::stored(act.now));
        }
        if comment_was && sent.status_comment.is_absent() {
            after.body.shift_remove("statusComment");
        }
    }
    intake::settle(&mut after.body);
    refuse_taken_id(tx, act, &before, &after)?;
    let mut changes = attach(tx, act, &mut after, sent)?;
    if let Some(customer) = after.customer.filter(|customer| before.customer != Some(*customer) && !buyer::is_told(&after.body)) {
        after.body.extend(buyer::of_card(tx, act, after.site, customer)?);
    }
    let country = intake::named_country(sent).or_else(|| after.phones.country.take());
    after.read_phones(country.as_deref(), act.account);

    let edited = match sent_items.filter(|items| !items.is_null()) {
        None => None,
        Some(sent) => {
            let (kept, mut sent) = (std::mem::take(&mut after.items), intake::objects(Some(sent)));
            let named = goods::named_by(&sent, after.site);
            let found = if named.is_empty() { Vec::new() } else { find::goods(tx, act.scope, &named)? };
            for (item, found) in sent.iter_mut().zip(&found) {
                found.as_ref().map(|found| goods::identify(item, found)).transpose()?;
            }
            Some(items::edit(act, kept, sent, &found))
        }
    };
    if let Some(edited) = &edited {
        after.items.clone_from(&edited.items);
        number_new(tx, act, &mut after, edited)?;
    }
    if let Some(sent) = sent_payments.filter(|payments| !payments.is_null()) {
        payments::replace(tx, act, &mut after, intake::objects(Some(sent)))?;
        payment_ids::refuse_given(tx, &before.payments, &after, |place| format!("payments[{place}].externalId"))?;
    }
    if let Some(payment) = payment {
        payments::change_first(tx, act, &mut after, payment)?;
    }
    after.sum_up(act)?;

    let mut view = history::differences(&before.body, &after.body);
    view.append(&mut changes);
    let lines_were_sent = edited.is_some();
    if let Some(mut edited) = edited {
        edited.items.clone_from(&after.items);
        view.append(&mut items::changes(&edited));
    }
    view.append(&mut payments::changes(&before.payments, &after.payments));
    if let Some((body, items, payments)) = stated {
        view.append(&mut history::restated(act, &body, &before.body, &after.body));
        view.append(&mut items::restated(act, &intake::objects(items), &before.items, &after.items));
        view.append(&mut payments::restated(act, &intake::objects(payments), &before.payments, &after.payments));
        if let (Some(payment), [old, ..], [new, ..]) = (payment, &*before.payments, &*after.payments) {
            view.append(&mut payments::restated_one(act, &draft::of(payment)?, old, new));
        }
        change::arrange(act, &mut view);
    }
    // Histories leave fields out, so an empty list does not mean that nothing changed.
    let same = before.body == after.body && before.items == after.items && before.payments == after.payments;
    if view.is_empty() && same {
        return Ok(row.id);
    }
    save::write_back(tx, act, &after, view, if status_changes { "order.status_changed" } else { "order.changed" })?;
    if lines_were_sent {
        packs::follow(tx, act, row.id, &before.items, &after.items)?;
    }
    Ok(row.id)
}

/// What was sent, as far as a missing row could confirm it.
fn stated(body: &draft::Body) -> draft::Body {
    let mut stated = body.clone();
    if let Some(address) = stated.get_mut("delivery").and_then(|delivery| delivery.get_mut("address")).and_then(Value::as_object_mut) {
        crate::customers::state_text(address);
    }
    stated
}

/// What an order cannot be without stays when null is sent.
fn keep_required(body: &mut draft::Body) {
    body.retain(|field, value| {
        !(value.is_null() && matches!(field.as_str(), "number" | "status" | "orderType" | "orderMethod" | "createdAt"))
    });
}

fn refuse_taken_id(tx: &mut Tx<'_>, act: &Act<'_>, before: &Draft, after: &Draft) -> Result<(), Fault> {
    let id = draft::text(&after.body, "externalId");
    let Some(id) = id.filter(|id| draft::text(&before.body, "externalId") != Some(id)) else { return Ok(()) };
    tx.lock([lock("order", &format!("{}/{id}", after.site))])?;
    match taken(tx, act, after.site, id, Some(after.id))? {
        Some(taken) => Err(taken.named(Problem::order_not_loaded("externalId", taken.text())).into()),
        None => Ok(()),
    }
}

/// Attaches the order to another customer, when the edit names one.
fn attach(tx: &mut Tx<'_>, act: &Act<'_>, after: &mut Draft, sent: &Order) -> Result<Vec<Change>, Fault> {
    let (mut changes, is_settled) = parties::attach(tx, act, after, sent)?;
    if !is_settled {
        changes.append(&mut attach_person(tx, act, after, sent)?);
    }
    Ok(changes)
}

fn attach_person(tx: &mut Tx<'_>, act: &Act<'_>, after: &mut Draft, sent: &Order) -> Result<Vec<Change>, Fault> {
    let clues = intake::named(sent.customer.value());
    if clues.id.is_none() && clues.external_id.is_none() {
        return Ok(Vec::new());
    }
    let Some(matched) = matching::find(tx, act, after.site, &clues, "customer")? else { return Ok(Vec::new()) };
    let found = matched.found;
    if after.customer == Some(found.id) {
        return Ok(Vec::new());
    }
    let shown = |id: i64, site: i64| json!({"id": id, "site": act.account.site_code(site)});
    // Also when the actor may not see the customer that is left: others read the history too.
    let left = match after.customer {
        Some(id) => customers::find(tx, &Scope::of(Sites::All), id)?,
        None => None,
    };
    after.customer = Some(found.id);
    let (new, here) = (shown(found.id, found.site), found.site);
    Ok(match left {
        None => vec![Change::new("customer", Value::Null, new).telling_of(here)],
        Some(left) if left.site == here => vec![Change::new("customer", shown(left.id, here), new).telling_of(here)],
        // A row concerns one store only, so that a key of one of the two learns nothing of the other.
        Some(left) => vec![
            Change::new("customer", shown(left.id, left.site), Value::Null).telling_of(left.site),
            Change::new("customer", Value::Null, new).telling_of(here),
        ],
    })
}

/// Gives new lines their ids.
fn number_new(tx: &mut Tx<'_>, act: &Act<'_>, after: &mut Draft, edited: &items::Edited) -> Result<(), Fault> {
    let fresh: Vec<usize> = edited.before.iter().enumerate().filter(|(_, before)| before.is_none()).map(|(index, _)| index).collect();
    let ids = tx.ids(&[(Sequence::Items, fresh.len())])?;
    for (index, id) in fresh.into_iter().zip(&ids[0]) {
        items::complete(&mut after.items[index], act.now);
        items::identify(&mut after.items[index], *id);
    }
    Ok(())
}
