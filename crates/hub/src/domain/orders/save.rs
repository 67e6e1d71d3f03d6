//! An order between what is kept and what is changed: its body apart, its sums worked out, written back with its history.

use database::Tx;
use database::history::Book;
use database::orders::{self, Order, Payment};
use serde_json::{Value, json};
use wire::Problem;

use crate::domain::act::Act;
use crate::domain::change::{self, Change, Subject};
use crate::domain::draft::{self, Body};
use crate::domain::orders::{facets, totals};
use crate::fault::Fault;

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
        })
    }

    /// Works out the sums.
    ///
    /// # Errors
    /// A sum is larger than an amount may be.
    pub(super) fn sum_up(&mut self, act: &Act<'_>) -> Result<(), Problem> {
        totals::sum_up(&mut self.body, &mut self.items, &mut self.payments, act.house, act.now)
    }

    /// The order as JSON texts. An order that is made goes into several rows and into the answer; it is written once.
    pub(super) fn texts(&self) -> Texts {
        let payments: Vec<String> = self.payments.iter().map(draft::json).collect();
        let id = |payment: &Body| payment.get("id").map(Value::to_string).unwrap_or_default();
        let by_id: Vec<String> =
            self.payments.iter().zip(&payments).map(|(payment, text)| format!("{}:{text}", draft::json(&id(payment)))).collect();
        Texts {
            body: draft::json(&self.body),
            items: draft::json(&self.items),
            payments: format!("[{}]", payments.join(",")),
            payments_by_id: format!("{{{}}}", by_id.join(",")),
        }
    }

    /// The row to keep.
    pub(super) fn row(&self, act: &Act<'_>, texts: &Texts) -> Order {
        let text = |field: &str| draft::text(&self.body, field).map(str::to_owned);
        Order {
            id: self.id,
            site: self.site,
            external_id: text("externalId"),
            number: text("number").unwrap_or_default(),
            status: text("status").unwrap_or_default(),
            customer: self.customer,
            created_at: draft::moment(&self.body, "createdAt").unwrap_or(act.now).0,
            total: totals::stored(&self.body, "totalSumm"),
            costs: totals::costs(&self.body),
            linked: self.linked,
            merged_into: self.merged_into,
            body: texts.around("", &texts.payments_by_id),
            facets: draft::json(&facets::of(&self.body, &self.items, &self.payments)),
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

    /// The whole order as a history shows it once, with payments as a list: JSON text.
    pub(super) fn snapshot(&self, act: &Act<'_>, texts: &Texts) -> String {
        let ids = format!("\"slug\":{0},\"id\":{0},\"site\":{1}", self.id, draft::json(act.house.site_code(self.site)));
        texts.around(&ids, &texts.payments)
    }

    /// What every later row of the history shows of the order.
    pub(super) fn stub(&self, act: &Act<'_>) -> Value {
        let mut stub = Body::new();
        stub.insert("id".to_owned(), json!(self.id));
        for field in ["externalId", "managerId"] {
            if let Some(value) = self.body.get(field) {
                stub.insert(field.to_owned(), value.clone());
            }
        }
        stub.insert("site".to_owned(), json!(act.house.site_code(self.site)));
        stub.insert("status".to_owned(), self.body.get("status").cloned().unwrap_or_default());
        Value::Object(stub)
    }
}

/// The parts of an order as JSON texts.
pub(super) struct Texts {
    /// Everything but lines and payments.
    body: String,
    /// The lines.
    items: String,
    /// The payments as a list.
    payments: String,
    /// The payments as lists of orders answer them: by id.
    payments_by_id: String,
}

impl Texts {
    /// The order with these members first and the payments in this form.
    fn around(&self, first: &str, payments: &str) -> String {
        let mut out = String::with_capacity(first.len() + self.body.len() + self.items.len() + payments.len() + 32);
        out.push('{');
        out.push_str(first);
        draft::push_members(&mut out, &self.body);
        // An order's body is never empty, so that something stands before the comma.
        out.push_str(",\"items\":");
        out.push_str(&self.items);
        out.push_str(",\"payments\":");
        out.push_str(payments);
        out.push('}');
        out
    }
}

/// Writes a changed order back, with its payments, its history and its event.
///
/// # Errors
/// The actor would not see it any more, or the database failed.
pub(super) fn write_back(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    let row = draft.row(act, &draft.texts());
    refuse_unseen(act, &row)?;
    orders::save(tx, &row)?;
    orders::replace_payments(tx, draft.id, &draft.payment_rows())?;
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
    let stub = draft::json(&draft.stub(act));
    change::record(tx, act, &Subject { book: Book::Orders, id: draft.id, site: draft.site, member: "order", shown: &stub, event }, changes)
}
