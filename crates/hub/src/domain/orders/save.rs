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

    /// The row to keep.
    pub(super) fn row(&self, act: &Act<'_>) -> Order {
        let text = |field: &str| draft::text(&self.body, field).map(str::to_owned);
        let facets = facets::of(&self.body, &self.items, &self.payments).to_string();
        let mut body = self.body.clone();
        body.insert("items".to_owned(), Value::Array(self.items.iter().cloned().map(Value::Object).collect()));
        body.insert("payments".to_owned(), by_id(&self.payments));
        Order {
            id: self.id,
            site: self.site,
            external_id: text("externalId"),
            number: text("number").unwrap_or_default(),
            status: text("status").unwrap_or_default(),
            customer: self.customer,
            created_at: draft::moment(&self.body, "createdAt").unwrap_or(act.now).0,
            total: totals::stored(&self.body, "totalSumm"),
            linked: self.linked,
            merged_into: self.merged_into,
            body: Value::Object(body).to_string(),
            facets,
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

    /// The whole order as a history shows it once, with payments as a list.
    pub(super) fn snapshot(&self, act: &Act<'_>) -> Value {
        let mut whole = Body::new();
        whole.insert("slug".to_owned(), json!(self.id));
        whole.insert("id".to_owned(), json!(self.id));
        whole.insert("site".to_owned(), json!(act.house.site_code(self.site)));
        whole.extend(self.body.clone());
        whole.insert("items".to_owned(), Value::Array(self.items.iter().cloned().map(Value::Object).collect()));
        whole.insert("payments".to_owned(), Value::Array(self.payments.iter().cloned().map(Value::Object).collect()));
        Value::Object(whole)
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

/// Payments as lists of orders answer them: by id.
pub(super) fn by_id(payments: &[Body]) -> Value {
    let id = |payment: &Body| payment.get("id").map(Value::to_string).unwrap_or_default();
    Value::Object(payments.iter().map(|payment| (id(payment), Value::Object(payment.clone()))).collect())
}

/// Writes a changed order back, with its payments, its history and its event.
///
/// # Errors
/// The database failed.
pub(super) fn write_back(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    orders::save(tx, &draft.row(act))?;
    orders::replace_payments(tx, draft.id, &draft.payment_rows())?;
    record(tx, act, draft, changes, event)
}

/// Writes the history and the event of an order.
///
/// # Errors
/// The database failed.
pub(super) fn record(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    let stub = draft.stub(act);
    change::record(tx, act, &Subject { book: Book::Orders, id: draft.id, site: draft.site, member: "order", shown: &stub, event }, changes)
}
