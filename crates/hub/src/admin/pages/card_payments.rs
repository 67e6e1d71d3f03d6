//! Payments on the card of an order: shown, added, changed and removed by the rules of the API.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::Tx;
use domain::fault::Fault;
use domain::noun::Target;
use domain::orders;
use serde_json::Value;
use wire::payment::{CreatePayment, EditPayment};
use wire::{Problem, Reference, Version};

use super::card_files::after;
use super::card_parts::{Refused, Subjects};
use super::keys::number;
use super::order;
use crate::admin::desk::row::{self, text};
use crate::admin::desk::{Desk, filled, status};
use crate::admin::fields::Fields;
use crate::admin::page::Page;
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// The fields of the form, where the payment has them, and the arguments of the API.
const FIELDS: [(&str, &str, &str); 4] = [
    ("type", "/type", "payment[type]"),
    ("status", "/status", "payment[status]"),
    ("amount", "/amount", "payment[amount]"),
    ("comment", "/comment", "payment[comment]"),
];

/// A payment as it is shown.
pub(super) struct Payment {
    /// Internal id.
    pub id: i64,
    /// The name of its type.
    pub kind: String,
    /// External id and comment.
    pub note: String,
    /// The name of its status.
    pub status: String,
    /// Whether its status says that it is paid.
    pub paid: bool,
    /// When it was paid.
    pub at: Option<When>,
    /// Its amount.
    pub sum: String,
}

/// The form of a payment: a new one, or one of the order.
#[derive(Default)]
pub(super) struct Form {
    /// The payment; 0 for a new one.
    pub id: i64,
    /// Whether it is unfolded.
    pub open: bool,
    /// Codes and names to choose from, and whether they are chosen.
    pub types: Vec<(String, String, bool)>,
    /// The same of statuses.
    pub statuses: Vec<(String, String, bool)>,
    /// Whether it has no status yet.
    pub no_status: bool,
    /// What is in its other fields.
    pub amount: String,
    pub comment: String,
}

impl Form {
    /// The form of a payment of the order, of a new one for any other id, or one that was refused.
    pub fn of(desk: &Desk, order: &Value, id: i64, refused: &Refused) -> Self {
        let is_refused = refused.form == "payment";
        let id = if is_refused { number(refused.fields.text("payment")) } else { id };
        let known = list(order).into_iter().find(|payment| payment["id"].as_i64() == Some(id));
        let value = |(name, pointer, _): &(&str, &str, &str)| {
            let stored = known.map(|payment| text(payment, pointer)).unwrap_or_default();
            if is_refused { refused.fields.text(name).to_owned() } else { stored }
        };
        let [kind, status, amount, comment] = FIELDS.each_ref().map(value);
        Self {
            id: known.and_then(|payment| payment["id"].as_i64()).unwrap_or(0),
            open: is_refused || known.is_some(),
            types: choices(desk, "payment-types", &kind),
            statuses: choices(desk, "payment-statuses", &status),
            no_status: status.is_empty(),
            amount,
            comment,
        }
    }
}

/// The entries of a dictionary that are in use, and the chosen one.
fn choices(desk: &Desk, kind: &str, chosen: &str) -> Vec<(String, String, bool)> {
    let entries = desk.account.dictionary(kind).iter().filter(|entry| entry.active || entry.code == chosen);
    entries.map(|entry| (entry.code.clone(), status::name(&desk.account, kind, &entry.code), entry.code == chosen)).collect()
}

fn list(order: &Value) -> Vec<&Value> {
    match &order["payments"] {
        Value::Object(by_id) => by_id.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    }
}

/// The payments of an order.
pub(super) fn of_order(desk: &Desk, times: &Times, order: &Value, sum: &impl Fn(&Value) -> String) -> Vec<Payment> {
    let payment = |payment: &Value| {
        let code = text(payment, "/status");
        let note = [text(payment, "/externalId"), text(payment, "/comment")];
        Payment {
            id: payment["id"].as_i64().unwrap_or(0),
            kind: status::name(&desk.account, "payment-types", &text(payment, "/type")),
            note: note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            paid: desk.account.dictionary("payment-statuses").get(&code).is_some_and(|entry| entry.flag("paymentComplete")),
            status: if code.is_empty() { code } else { status::name(&desk.account, "payment-statuses", &code) },
            at: row::moment(desk, payment, "/paidAt").map(|at| times.when(at)),
            sum: sum(&payment["amount"]),
        }
    };
    list(order).into_iter().map(payment).collect()
}

fn arguments(fields: &Fields) -> Vec<(String, String)> {
    filled(fields, &FIELDS.map(|(name, _, argument)| (name, argument)))
}

/// Adds a payment.
pub async fn add(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (desk, of) = (Desk::of(&office, &visitor), Subjects { target: Target::Order, id: number(&id) });
    let mut pairs = arguments(&fields);
    pairs.push(("payment[order][id]".to_owned(), of.id.to_string()));
    let added = match desk.request::<CreatePayment>(&pairs, None) {
        Ok(request) => {
            let added = office.hub.db.write(move |tx| {
                // An order that is not there is no fault of the form.
                orders::get(tx, &desk.act(), of.id, Version::V5)?.ok_or_else(Problem::not_found)?;
                orders::add_payment(tx, &desk.act(), None, &request.payment)?;
                of.note(tx, &desk, "payments")
            });
            added.await
        }
        Err(problem) => Err(problem.into()),
    };
    answer(&office, &visitor, of, fields, added, "payment-added#payments").await
}

/// Changes a payment of this order, or removes it.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, payment)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let (desk, of, payment) = (Desk::of(&office, &visitor), Subjects { target: Target::Order, id: number(&id) }, number(&payment));
    if fields.text("do") == "remove" {
        let removed = office.hub.db.write(move |tx| {
            belongs(tx, &desk, of.id, payment)?;
            orders::remove_payment(tx, &desk.act(), payment)?;
            of.note(tx, &desk, "payments")
        });
        return after(&office, &visitor, of, removed.await, "payment-removed#payments");
    }
    let mut pairs = arguments(&fields);
    if fields.has("comment") && fields.text("comment").is_empty() {
        pairs.push(("payment[comment]".to_owned(), String::new()));
    }
    let changed = match desk.request::<EditPayment>(&pairs, Some(payment)) {
        Ok(request) => {
            let changed = office.hub.db.write(move |tx| {
                belongs(tx, &desk, of.id, payment)?;
                orders::change_payment(tx, &desk.act(), &Reference::Id(payment), None, None, &request.payment)?;
                of.note(tx, &desk, "payments")
            });
            changed.await
        }
        Err(problem) => Err(problem.into()),
    };
    let mut sent: Vec<(String, String)> = fields.iter().filter(|(name, _)| name != "payment").cloned().collect();
    sent.push(("payment".to_owned(), payment.to_string()));
    answer(&office, &visitor, of, Fields::of(sent), changed, "payment-changed#payments").await
}

/// Refuses a payment that is not one of the order.
fn belongs(tx: &mut Tx<'_>, desk: &Desk, order: i64, payment: i64) -> Result<(), Fault> {
    let found = orders::get(tx, &desk.act(), order, Version::V5)?.ok_or_else(Problem::not_found)?;
    let order: Value = serde_json::from_str(&found)?;
    let is_there = list(&order).into_iter().any(|known| known["id"].as_i64() == Some(payment));
    if is_there { Ok(()) } else { Err(Problem::not_found().into()) }
}

/// Goes back to the card, or shows it with the form as it was filled in.
async fn answer(office: &Office, visitor: &Visitor, of: Subjects, fields: Fields, done: Result<(), Fault>, what: &str) -> Response {
    match done {
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let refused = Refused::of(&Page::new(office, Some(visitor), "orders"), "payment", fields, &problem);
            order::refused(office, visitor, of.id, refused).await
        }
        done => after(office, visitor, of, done, what),
    }
}
