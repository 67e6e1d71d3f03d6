//! Mailing subscriptions of customers.

use crate::condition::Condition;
use crate::{Result, Sql, Tx, Value};

/// A mailing subscription of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The customer.
    pub customer: i64,
    /// Channel, such as `email`.
    pub channel: String,
    /// Code of the subscription.
    pub subscription: String,
    /// On or off.
    pub subscribed: bool,
    /// When the subscription changed, in Unix seconds.
    pub changed_at: i64,
}

/// Switches a subscription.
///
/// # Errors
/// The engine refused it.
pub fn switch(tx: &mut Tx<'_>, subscription: &Subscription) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO customer_subscriptions (customer_id, channel, subscription, subscribed, changed_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (customer_id, channel, subscription) DO UPDATE SET subscribed = excluded.subscribed, changed_at = excluded.changed_at",
        )
        .bind(subscription.customer)
        .bind(&subscription.channel)
        .bind(&subscription.subscription)
        .bind(subscription.subscribed)
        .bind(subscription.changed_at),
    )
    .map(drop)
}

/// The subscriptions of customers.
///
/// # Errors
/// The engine refused it.
pub fn of(tx: &mut Tx<'_>, customers: &[i64]) -> Result<Vec<Subscription>> {
    let sql = Sql::new("SELECT customer_id, channel, subscription, subscribed, changed_at FROM customer_subscriptions WHERE ")
        .push_in("customer_id", customers.iter().copied())
        .push(" ORDER BY customer_id, channel, subscription");
    tx.all(sql, |row| {
        Ok(Subscription {
            customer: row.int(0)?,
            channel: row.text(1)?,
            subscription: row.text(2)?,
            subscribed: row.flag(3)?,
            changed_at: row.int(4)?,
        })
    })
}

/// Customers with (or without) an active subscription; an absent channel or code means any.
pub fn subscribed(channel: Option<&str>, subscription: Option<&str>, on: bool) -> Condition {
    let mut text = String::from(if on { "EXISTS" } else { "NOT EXISTS" });
    text.push_str(" (SELECT 1 FROM customer_subscriptions s WHERE s.customer_id = t.id AND s.subscribed = 1");
    let mut values = Vec::new();
    for (column, value) in [("channel", channel), ("subscription", subscription)] {
        if let Some(value) = value {
            text.push_str(&format!(" AND s.{column} = ?"));
            values.push(Value::from(value));
        }
    }
    text.push(')');
    Condition::Own(text, values)
}
