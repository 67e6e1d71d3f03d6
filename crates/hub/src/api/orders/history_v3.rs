//! The history of orders as v3 answers it: each changed order once, with what it has become.

use domain::fault::Fault;
use serde_json::{Value, json};
use wire::history::HistoryRow;
use wire::reply::Ready;

/// The orders of some rows, in the order of their first row; later rows of an order overwrite earlier ones.
///
/// # Errors
/// A row is damaged.
pub fn orders(rows: &[Ready<HistoryRow>]) -> Result<Vec<Value>, Fault> {
    let mut orders: Vec<Value> = Vec::new();
    for row in rows {
        let row = serde_json::to_value(row)?;
        let id = &row["order"]["id"];
        let place = orders.iter().position(|order| order["id"] == *id).unwrap_or_else(|| {
            orders.push(json!({}));
            orders.len() - 1
        });
        let (Some(order), Some(shown)) = (orders[place].as_object_mut(), row["order"].as_object()) else { continue };
        order.extend(shown.clone());
        for mark in ["created", "deleted"] {
            if row[mark] == json!(true) {
                order.insert(mark.to_owned(), json!(true));
            }
        }
        if row["created"] != json!(true)
            && let Some(field) = row["field"].as_str()
        {
            order.insert(camel(field), row["newValue"].clone());
        }
    }
    Ok(orders)
}

/// `delivery_cost` as v3 names it: `deliveryCost`.
fn camel(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut raise = false;
    for letter in field.chars() {
        match letter {
            '_' | '.' => raise = true,
            _ if raise => {
                out.push(letter.to_ascii_uppercase());
                raise = false;
            }
            _ => out.push(letter),
        }
    }
    out
}
