//! The columns of the lists of orders and customers: which there are, and what stands in their cells.

use domain::custom_fields::{self, Owner};
use serde_json::Value;

use crate::admin::desk::row::{self, Paid, text};
use crate::admin::desk::status::{self, Status};
use crate::admin::desk::timeline::person;
use crate::admin::desk::{Desk, money};
use crate::admin::page::Page;
use crate::admin::when::{Times, When};

/// A column that there is.
pub(super) struct Known {
    /// Its name in addresses.
    pub name: &'static str,
    /// The name of its text.
    pub label: &'static str,
    /// The class of its width.
    pub width: &'static str,
    /// The class of its cells.
    pub cell: &'static str,
}

const fn known(name: &'static str, label: &'static str, width: &'static str, cell: &'static str) -> Known {
    Known { name, label, width, cell }
}

/// The columns of orders beside the number.
pub(super) const ORDERS: [Known; 21] = [
    known("status", "order-status", "w-status", "c-st"),
    known("customer", "order-customer", "w-name", ""),
    known("store", "order-store", "w-store", ""),
    known("sum", "order-sum", "w-sum", "num c-sum"),
    known("payment", "order-payment", "w-paid", ""),
    known("created", "order-created", "w-when", "c-when"),
    known("changed", "lists-changed", "w-when", ""),
    known("phone", "buyer-phone", "w-store", ""),
    known("email", "email", "w-mail", ""),
    known("manager", "order-manager", "w-store", ""),
    known("items", "order-items", "w-mail", ""),
    known("type", "order-type", "w-paid", ""),
    known("method", "order-method", "w-paid", ""),
    known("delivery", "order-delivery-type", "w-store", ""),
    known("delivery-date", "order-delivery-day", "w-when", ""),
    known("delivery-cost", "order-delivery-cost", "w-sum", "num"),
    known("city", "address-city", "w-paid", ""),
    known("track", "order-track", "w-store", ""),
    known("pay", "order-payment-type", "w-store", ""),
    known("source", "order-source", "w-paid", ""),
    known("external-id", "field-external-id", "w-store", ""),
];
/// Those that are shown until others are chosen.
pub(super) const ORDERS_USUAL: [&str; 6] = ["status", "customer", "store", "sum", "payment", "created"];

/// The columns of customers beside the name.
pub(super) const CUSTOMERS: [Known; 12] = [
    known("phone", "buyer-phone", "w-store", ""),
    known("email", "email", "w-mail", ""),
    known("store", "order-store", "w-store", ""),
    known("orders", "customer-orders", "w-few", "num"),
    known("total", "customer-total", "w-sum", "num c-sum"),
    known("created", "customer-since", "w-when", "c-when"),
    known("average", "customer-average", "w-sum", "num"),
    known("city", "customer-city", "w-paid", ""),
    known("tags", "customer-tags", "w-mail", ""),
    known("manager", "order-manager", "w-store", ""),
    known("birthday", "customer-birthday", "w-when", ""),
    known("external-id", "field-external-id", "w-store", ""),
];
/// Those that are shown until others are chosen.
pub(super) const CUSTOMERS_USUAL: [&str; 6] = ["phone", "email", "store", "orders", "total", "created"];

/// What the name of a column of a custom field begins with.
const CUSTOM: &str = "custom-";

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name in addresses.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The class of its width.
    pub width: &'static str,
    /// The class of its cells.
    pub cell: &'static str,
}

/// Every column of a list that can be chosen, also those of custom fields.
pub(super) fn all(page: &Page, desk: &Desk, known: &[Known], owner: Owner) -> Vec<Column> {
    let own = known.iter().map(|column| Column {
        name: column.name.to_owned(),
        label: page.say(column.label),
        width: column.width,
        cell: column.cell,
    });
    let custom = custom_fields::declared_of(&desk.account, owner).filter(|field| field.active).map(|field| Column {
        name: format!("{CUSTOM}{}", field.code),
        label: field.text("name").unwrap_or(&field.code).to_owned(),
        width: "w-store",
        cell: "",
    });
    own.chain(custom).collect()
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) enum Cell {
    /// The status of an order, and whether the order is late.
    Status(Status, bool),
    /// How much of an order is paid.
    Paid(Paid),
    /// A moment.
    When(Option<When>),
    /// Anything else.
    Text(String),
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Status(..) => false,
            Self::Paid(paid) => paid.text.is_empty(),
            Self::When(at) => at.is_none(),
            Self::Text(text) => text.is_empty(),
        }
    }
}

/// The cell of an order.
pub(super) fn of_order(page: &Page, desk: &Desk, times: &Times, order: &Value, column: &str) -> Cell {
    let entry = |pointer: &str, kind: &str| match text(order, pointer) {
        code if code.is_empty() => String::new(),
        code => status::name(&desk.account, kind, &code),
    };
    let sum = |pointer: &str| money::of(page.words.language, order.pointer(pointer).unwrap_or(&Value::Null), row::currency(desk, order));
    Cell::Text(match column {
        "status" => return Cell::Status(Status::of(&desk.account, &text(order, "/status")), order["expired"].as_bool().unwrap_or(false)),
        "payment" => return Cell::Paid(Paid::of(order)),
        "created" => return Cell::When(row::moment(desk, order, "/createdAt").map(|at| times.when(at))),
        "changed" => return Cell::When(row::moment(desk, order, "/statusUpdatedAt").map(|at| times.when(at))),
        "customer" => row::name(order),
        "store" => row::store(desk, &text(order, "/site")),
        "sum" => sum("/totalSumm"),
        "phone" => text(order, "/phone"),
        "email" => text(order, "/email"),
        "manager" => manager(desk, order),
        "items" => names(order["items"].as_array(), "/offer/displayName"),
        "type" => entry("/orderType", "order-types"),
        "method" => entry("/orderMethod", "order-methods"),
        "delivery" => entry("/delivery/code", "delivery-types"),
        "delivery-date" => text(order, "/delivery/date"),
        "delivery-cost" => sum("/delivery/cost"),
        "city" => text(order, "/delivery/address/city"),
        "track" => text(order, "/delivery/data/trackNumber"),
        "pay" => payment_types(desk, order),
        "source" => text(order, "/source/source"),
        "external-id" => text(order, "/externalId"),
        other => custom(page, desk, Owner::Order, order, other),
    })
}

/// The cell of a customer.
pub(super) fn of_customer(page: &Page, desk: &Desk, times: &Times, customer: &Value, column: &str) -> Cell {
    let sum = |field: &str| money::of(page.words.language, &customer[field], row::currency(desk, customer));
    Cell::Text(match column {
        "created" => return Cell::When(row::moment(desk, customer, "/createdAt").map(|at| times.when(at))),
        "phone" => text(customer, "/phones/0/number"),
        "email" => text(customer, "/email"),
        "store" => row::store(desk, &text(customer, "/site")),
        "orders" => customer["ordersCount"].as_i64().map_or_else(String::new, |count| page.number(&count)),
        "total" => sum("totalSumm"),
        "average" => sum("averageSumm"),
        "city" => text(customer, "/address/city"),
        "tags" => names(customer["tags"].as_array(), "/name"),
        "manager" => manager(desk, customer),
        "birthday" => text(customer, "/birthday"),
        "external-id" => text(customer, "/externalId"),
        other => custom(page, desk, Owner::Customer, customer, other),
    })
}

fn manager(desk: &Desk, row: &Value) -> String {
    row["managerId"].as_i64().map(|id| person(desk, id)).unwrap_or_default()
}

fn names(list: Option<&Vec<Value>>, pointer: &str) -> String {
    let each = list.into_iter().flatten().map(|value| text(value, pointer)).filter(|name| !name.is_empty());
    each.collect::<Vec<_>>().join(", ")
}

/// The types of an order's payments, each once.
fn payment_types(desk: &Desk, order: &Value) -> String {
    let payments: Vec<&Value> = match &order["payments"] {
        Value::Object(by_id) => by_id.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<String> = Vec::new();
    for payment in payments {
        let name = status::name(&desk.account, "payment-types", &text(payment, "/type"));
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The value of a custom field: names instead of the codes of a dictionary.
fn custom(page: &Page, desk: &Desk, owner: Owner, row: &Value, column: &str) -> String {
    let Some(code) = column.strip_prefix(CUSTOM) else { return String::new() };
    let field = custom_fields::declared_of(&desk.account, owner).find(|field| field.code == code);
    let dictionary = field.and_then(|field| field.text("dictionary")).unwrap_or_default();
    let element = |value: &Value| match value {
        Value::String(text) if !dictionary.is_empty() => custom_fields::element_name(&desk.account, dictionary, text),
        Value::String(text) => text.clone(),
        Value::Bool(flag) => page.say(if *flag { "yes" } else { "no" }),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match &row["customFields"][code] {
        Value::Array(values) => values.iter().map(element).collect::<Vec<_>>().join(", "),
        value => element(value),
    }
}
