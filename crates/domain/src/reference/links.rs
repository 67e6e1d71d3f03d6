//! Links that are shown from both sides and kept on one: payment types and their statuses and delivery types.

use database::Tx;
use serde_json::{Map, Value, json};
use wire::Problem;

use super::dictionary::Context;
use super::row;
use crate::account::Account;
use crate::fault::Fault;

/// The older list of payment types of a delivery type.
const OLDER: &str = "paymentTypes";

/// A link whose other side keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Far {
    /// The field on this side: codes of entries of the other dictionary.
    pub field: &'static str,
    /// The other dictionary.
    pub kind: &'static str,
    /// The field that keeps the link there.
    pub kept_in: &'static str,
}

/// The link that entries of a dictionary show but do not keep.
pub fn far(kind: &str) -> Option<Far> {
    match kind {
        "payment-statuses" => Some(Far { field: "paymentTypes", kind: "payment-types", kept_in: "paymentStatuses" }),
        "payment-types" => Some(Far { field: "deliveryTypes", kind: "delivery-types", kept_in: "deliveryPaymentTypes" }),
        _ => None,
    }
}

impl Far {
    /// The codes of the entries of the other side that are linked to `code`.
    pub fn codes(self, account: &Account, code: &str) -> Vec<Value> {
        let linked = account.dictionary(self.kind).iter().filter(|other| position(other.body.get(self.kept_in), code).is_some());
        linked.map(|other| other.code.clone().into()).collect()
    }

    /// Takes the codes that were sent out of the entry; `None` when the link was not sent.
    pub fn take(self, body: &mut Map<String, Value>) -> Option<Vec<String>> {
        Some(texts(&body.shift_remove(self.field)?))
    }

    /// Links `code` with exactly these entries of the other side.
    pub fn spread(self, tx: &mut Tx<'_>, account: &Account, code: &str, wanted: &[String]) -> Result<(), Fault> {
        for other in account.dictionary(self.kind).iter() {
            let mut body = other.body.clone();
            let list = body.entry(self.kept_in).or_insert_with(|| Value::Array(Vec::new()));
            let at = position(Some(list), code);
            let items = list.as_array_mut();
            match (at, wanted.contains(&other.code), items) {
                (Some(at), false, Some(items)) => drop(items.remove(at)),
                (None, true, Some(items)) if self.kept_in == "deliveryPaymentTypes" => items.push(json!({"code": code, "cod": false})),
                (None, true, Some(items)) => items.push(code.into()),
                _ => continue,
            }
            database::reference::update(tx, &row(self.kind, &other.code, Some(other), &body)?)?;
        }
        Ok(())
    }
}

/// Prepares what was sent: a null list of links means that nothing is linked, which must not be taken for "not
/// sent", and of the two lists of payment types of a delivery type the newer one counts.
pub fn prepare(kind: &str, sent: &mut Map<String, Value>) {
    if kind == "delivery-types" && sent.contains_key("deliveryPaymentTypes") {
        sent.shift_remove(OLDER);
    }
    let field = far(kind).map_or(OLDER, |far| far.field);
    if let Some(value @ Value::Null) = sent.get_mut(field) {
        *value = Value::Array(Vec::new());
    }
}

/// Brings an entry into the form that is kept: the older list of payment types of a delivery type becomes the newer
/// one, and stores that the caller may not see stay as they were.
pub fn settle(context: Context<'_>, kind: &str, stored: Option<&Map<String, Value>>, body: &mut Map<String, Value>) -> Result<(), Problem> {
    if kind == "delivery-types" {
        if let Some(older) = body.shift_remove(OLDER) {
            let before = stored.and_then(|stored| stored.get("deliveryPaymentTypes"));
            body.insert("deliveryPaymentTypes".to_owned(), renewed(before, &texts(&older)));
        }
        complete(body)?;
    }
    let kept = stored.and_then(|stored| stored.get("sites")).map(texts).unwrap_or_default();
    if let Some(Value::Array(sites)) = body.get_mut("sites") {
        for code in kept {
            let hidden = context.account.site(&code).is_none_or(|site| !context.sites.contains(site.id));
            if hidden && !sites.iter().any(|site| site.as_str() == Some(&code)) {
                sites.push(code.into());
            }
        }
    }
    Ok(())
}

/// The payment types of these codes; one that was there before stays as it was.
fn renewed(before: Option<&Value>, codes: &[String]) -> Value {
    let kept = |code: &str| before?.as_array()?.get(position(before, code)?).cloned();
    codes.iter().map(|code| kept(code).unwrap_or_else(|| json!({"code": code, "cod": false}))).collect()
}

/// Every payment type of a delivery type has a code, once, and says who collects the money.
fn complete(body: &mut Map<String, Value>) -> Result<(), Problem> {
    let Some(Value::Array(types)) = body.get_mut("deliveryPaymentTypes") else { return Ok(()) };
    let mut seen = std::collections::HashSet::new();
    for (index, item) in types.iter_mut().enumerate() {
        let Some(code) = item.get("code").and_then(Value::as_str) else {
            return Err(Problem::entity(format!("deliveryPaymentTypes[{index}].code"), "This value should not be blank."));
        };
        if !seen.insert(code.to_owned()) {
            return Err(Problem::entity(format!("deliveryPaymentTypes[{index}].code"), format!("\"{code}\" is there twice")));
        }
        if let Some(item) = item.as_object_mut() {
            item.entry("cod").or_insert(Value::Bool(false));
        }
    }
    Ok(())
}

/// Where a code is in a list of codes or of objects with a code.
fn position(list: Option<&Value>, code: &str) -> Option<usize> {
    list?.as_array()?.iter().position(|item| item.as_str().or_else(|| item.get("code")?.as_str()) == Some(code))
}

/// The texts of a list.
fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
