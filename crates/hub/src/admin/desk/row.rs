//! An order or a customer of a list, read from the answer that a key would get.

use serde_json::Value;

use super::Desk;
use super::money;
use super::status::Status;
use crate::admin::page::Page;
use crate::admin::when::{Times, When};

/// An order of a list.
pub struct OrderRow {
    /// Internal id.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub status: Status,
    /// The buyer's name.
    pub buyer: String,
    /// The store's name.
    pub store: String,
    /// The total; empty where it is hidden.
    pub sum: String,
    /// When it was made.
    pub created: Option<When>,
    /// How much is paid.
    pub paid: Paid,
    /// Whether it is late.
    pub late: bool,
}

/// How much of an order is paid: the name of a text and whether something is owed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Paid {
    /// The name of its text; empty where sums are hidden.
    pub text: &'static str,
    /// Whether something is owed.
    pub owed: bool,
}

impl Paid {
    /// How much of an order is paid.
    pub fn of(order: &Value) -> Self {
        let Some(total) = order["totalSumm"].as_f64() else { return Self::default() };
        match order["prepaySum"].as_f64().unwrap_or(0.0) {
            paid if total > 0.0 && paid >= total => Self { text: "order-paid", owed: false },
            paid if paid > 0.0 => Self { text: "order-partly-paid", owed: true },
            _ => Self { text: "order-not-paid", owed: total > 0.0 },
        }
    }
}

impl OrderRow {
    /// An order as it is answered.
    pub fn of(page: &Page, desk: &Desk, times: &Times, order: &Value) -> Self {
        Self {
            id: order["id"].as_i64().unwrap_or(0),
            number: text(order, "/number"),
            status: Status::of(&desk.account, &text(order, "/status")),
            buyer: name(order),
            store: store(desk, &text(order, "/site")),
            sum: money::of(page.words.language, &order["totalSumm"], currency(desk, order)),
            created: moment(desk, order, "/createdAt").map(|at| times.when(at)),
            paid: Paid::of(order),
            late: order["expired"].as_bool().unwrap_or(false),
        }
    }
}

/// A text of an answer; empty where there is none.
pub fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A moment of an answer, in Unix seconds.
pub fn moment(desk: &Desk, value: &Value, pointer: &str) -> Option<i64> {
    let written = value.pointer(pointer)?.as_str()?;
    desk.account.zone.read(written).ok().flatten().map(|moment| moment.0)
}

/// The name of a person, or of a company; the nickname, the phone or the email where there is none.
pub fn name(value: &Value) -> String {
    let parts = ["/firstName", "/patronymic", "/lastName"].map(|part| text(value, part));
    let full = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    let others = ["/nickName", "/customer/nickName", "/phone", "/email", "/phones/0/number"];
    if full.is_empty() {
        others.map(|other| text(value, other)).into_iter().find(|other| !other.is_empty()).unwrap_or_default()
    } else {
        full
    }
}

/// The name of a store's code.
pub fn store(desk: &Desk, code: &str) -> String {
    desk.account.site(code).map_or_else(|| code.to_owned(), |site| site.name.clone())
}

/// The currency of an order: its own, its store's, or the account's.
pub fn currency<'a>(desk: &'a Desk, order: &'a Value) -> &'a str {
    let own = order["currency"].as_str();
    let stores = || desk.account.site(order["site"].as_str()?)?.text("currency");
    own.or_else(stores).unwrap_or_else(|| desk.account.currency())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_paid_follows_from_the_sums_and_is_unknown_where_they_are_hidden() {
        let paid = |order: Value| Paid::of(&order).text;
        assert_eq!(paid(json!({"totalSumm": 10, "prepaySum": 10})), "order-paid");
        assert_eq!(paid(json!({"totalSumm": 10, "prepaySum": 4})), "order-partly-paid");
        assert_eq!(paid(json!({"totalSumm": 10})), "order-not-paid");
        assert_eq!(paid(json!({"totalSumm": 0})), "order-not-paid");
        assert!(!Paid::of(&json!({"totalSumm": 0})).owed);
        assert_eq!(paid(json!({})), "");
    }

    #[test]
    fn someone_without_a_name_is_called_by_what_is_known() {
        assert_eq!(name(&json!({"firstName": "Ada", "lastName": "Byron"})), "Ada Byron");
        assert_eq!(name(&json!({"phone": "+34 600 555 142"})), "+34 600 555 142");
        assert_eq!(name(&json!({"phones": [{"number": "600"}]})), "600");
        assert_eq!(name(&json!({})), "");
    }
}
