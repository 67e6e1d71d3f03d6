//! An order between what is kept and what is changed: its body apart, its sums worked out, written back with its history.

use database::Tx;
use database::history::Book;
use database::orders::{self, Order};
use database::payments::Payment;
use serde_json::{Value, json};
use wire::{Moment, Problem};

use crate::account::Account;
use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::orders::{facets, payment_ids, totals};
use crate::phone::Phones;

/// An order taken apart.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The customer.
    pub customer: Option<i64>,
    /// Whether it is linked to others.
    pub linked: bool,
    /// The order it was merged into.
    pub merged_into: Option<i64>,
    /// Everything else, without lines and payments.
    pub body: Body,
    /// The lines.
    pub items: Vec<Body>,
    /// The payments.
    pub payments: Vec<Body>,
    /// The buyer's phones.
    pub phones: Phones,
}

impl Draft {
    /// Takes a kept order apart.
    ///
    /// # Errors
    /// Its body is damaged.
    pub(super) fn of(order: &Order) -> Result<Self, Fault> {
        let mut body = draft::read(&order.body)?;
        let items = super::intake::objects(body.shift_remove("items"));
        let payments = match body.shift_remove("payments") {
            Some(Value::Object(by_id)) => {
                super::intake::objects(Some(Value::Array(by_id.into_iter().map(|(_, payment)| payment).collect())))
            }
            _ => Vec::new(),
        };
        Ok(Self {
            id: order.id,
            site: order.site,
            customer: order.customer,
            linked: order.linked,
            merged_into: order.merged_into,
            body,
            items,
            payments,
            phones: Phones::of_facets(&order.facets),
        })
    }

    /// Reads the buyer's phones again, where `country` is the one that is named with them.
    pub(super) fn read_phones(&mut self, country: Option<&str>, account: &Account) {
        self.phones = facets::phones(&self.body, country, self.site, account);
    }

    /// Works out the sums.
    ///
    /// # Errors
    /// A sum is larger than an amount may be.
    pub(super) fn sum_up(&mut self, act: &Act<'_>) -> Result<(), Problem> {
        totals::sum_up(&mut self.body, &mut self.items, &mut self.payments, act.account, act.now)
    }

    /// The order as JSON texts. They go into several rows and into the answer, and are written once.
    pub(super) fn texts(&self) -> Texts {
        let id = |payment: &Body| payment.get("id").and_then(Value::as_i64).unwrap_or(0);
        Texts {
            body: draft::json(&self.body),
            items: self.items.iter().map(draft::json).collect(),
            payments: self.payments.iter().map(|payment| (id(payment), draft::json(payment))).collect(),
        }
    }

    /// The row to keep; `body` is its text.
    pub(super) fn row(&self, now: Moment, body: String) -> Order {
        let text = |field: &str| draft::text(&self.body, field).map(str::to_owned);
        Order {
            id: self.id,
            site: self.site,
            external_id: text("externalId"),
            number: text("number").unwrap_or_default(),
            status: text("status").unwrap_or_default(),
            customer: self.customer,
            created_at: draft::moment(&self.body, "createdAt").unwrap_or(now).0,
            total: totals::stored(&self.body, "totalSumm"),
            costs: totals::costs(&self.body),
            linked: self.linked,
            merged_into: self.merged_into,
            body,
            facets: draft::json(&facets::of(&self.body, &self.items, &self.payments, &self.phones)),
        }
    }

    /// The rows that find the payments.
    pub(super) fn payment_rows(&self) -> Vec<Payment> {
        let row = |payment: &Body| Payment {
            id: payment.get("id").and_then(Value::as_i64).unwrap_or(0),
            order: self.id,
            site: self.site,
            external_id: draft::text(payment, "externalId").map(str::to_owned),
            kind: draft::text(payment, "type").unwrap_or_default().to_owned(),
            status: draft::text(payment, "status").map(str::to_owned),
            paid_at: draft::moment(payment, "paidAt").map(|moment| moment.0),
        };
        self.payments.iter().map(row).collect()
    }

    /// What every later row of the history shows of the order, beside its id: JSON text.
    pub(super) fn stub(&self, account: &Account) -> String {
        let mut stub = Body::new();
        for field in ["externalId", "managerId"] {
            if let Some(value) = self.body.get(field) {
                stub.insert(field.to_owned(), value.clone());
            }
        }
        stub.insert("site".to_owned(), json!(account.site_code(self.site)));
        stub.insert("status".to_owned(), self.body.get("status").cloned().unwrap_or_default());
        draft::json(&stub)
    }
}

/// The parts of an order as JSON texts.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    /// Everything but lines and payments.
    pub body: String,
    /// The lines.
    pub items: Vec<String>,
    /// The payments, with their ids.
    pub payments: Vec<(i64, String)>,
}

impl Texts {
    /// The order as it is kept and as lists answer it: its payments by id.
    pub(super) fn kept(&self) -> String {
        self.written("", ['{', '}'], |out, id| {
            out.push('"');
            draft::push_number(out, id);
            out.push_str("\":");
        })
    }

    /// The whole order as a history shows it once and as it is answered when it is made: its payments as a list.
    pub(super) fn whole(&self, id: i64, site: &str) -> String {
        let mut first = String::with_capacity(64);
        for name in ["\"slug\":", ",\"id\":"] {
            first.push_str(name);
            draft::push_number(&mut first, id);
        }
        first.push_str(",\"site\":");
        draft::push_text(&mut first, site);
        self.written(&first, ['[', ']'], |_, _| {})
    }

    /// The order with these members first; its payments within these brackets, each after what `name` writes.
    fn written(&self, first: &str, [open, close]: [char; 2], name: impl Fn(&mut String, i64)) -> String {
        let parts = self.items.iter().chain(self.payments.iter().map(|(_, text)| text));
        let length: usize = parts.map(|part| part.len() + 24).sum();
        let mut out = String::with_capacity(first.len() + self.body.len() + length + 32);
        out.push('{');
        out.push_str(first);
        draft::push_members(&mut out, &self.body);
        // An order's body is never empty, so that something stands before the comma.
        out.push_str(",\"items\":[");
        for (index, item) in self.items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "," });
            out.push_str(item);
        }
        out.push_str("],\"payments\":");
        out.push(open);
        for (index, (id, payment)) in self.payments.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "," });
            name(&mut out, *id);
            out.push_str(payment);
        }
        out.push(close);
        out.push('}');
        out
    }
}

/// What finds a kept order, by the rules and the account of now: its facets.
///
/// # Errors
/// Its body is damaged.
pub fn found_by(order: &Order, account: &Account) -> Result<String, Fault> {
    let mut draft = Draft::of(order)?;
    let country = draft.phones.country.take();
    draft.read_phones(country.as_deref(), account);
    Ok(draft::json(&facets::of(&draft.body, &draft.items, &draft.payments, &draft.phones)))
}

/// Writes a changed order back, with its payments, its history and its event.
///
/// # Errors
/// The actor would not see it any more, or the database failed.
pub(super) fn write_back(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    let row = draft.row(act.now, draft.texts().kept());
    refuse_unseen(act, &row)?;
    orders::save(tx, &row)?;
    payment_ids::kept(database::payments::replace(tx, draft.id, &draft.payment_rows())?)?;
    record(tx, act, draft, changes, event)
}

/// Nobody makes an order that they would not see, nor moves one out of their own sight.
///
/// # Errors
/// The actor sees some orders only, and this is none of them: `Access denied.`
pub(super) fn refuse_unseen(act: &Act<'_>, row: &Order) -> Result<(), Problem> {
    if act.scope.is_whole() {
        return Ok(());
    }
    let facets: Body = serde_json::from_str(&row.facets).unwrap_or_default();
    let seen = act.scope.admits(row, |name| facets.get(name).and_then(Value::as_str).map(str::to_owned));
    if seen { Ok(()) } else { Err(Problem::denied().because("field")) }
}

/// Writes the history and the event of an order.
///
/// # Errors
/// The database failed.
pub(super) fn record(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    let stub = draft::identified(draft.id, &draft.stub(act.account));
    change::record(tx, act, &Subject { book: Book::Orders, id: draft.id, site: draft.site, member: "order", shown: &stub, event }, changes)
}
