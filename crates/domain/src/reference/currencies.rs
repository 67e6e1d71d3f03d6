//! Currencies: exactly one is the base, which is also the currency of the account.

use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use super::{CURRENCIES, Context, current, same_code, write};
use crate::account::{Account, Entry};
use crate::audit_log::By;
use crate::fault::Fault;
use crate::settings;

/// Adds a currency; returns the id.
///
/// # Errors
/// The code is none of ISO 4217 or the currency is there already, or another field breaks a rule.
pub fn create(tx: &mut Tx<'_>, sent: Map<String, Value>, by: &By, now: Moment) -> Result<i64, Fault> {
    let account = current(tx)?;
    let body = CURRENCIES.merge(Context { account: &account, sites: &Sites::All, now }, None, sent)?;
    let code = body.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
    if account.dictionary(CURRENCIES.kind).get(&code).is_some() {
        return Err(Problem::entity("code", format!("The currency \"{code}\" is there already.")).into());
    }
    follow(tx, &account, &code, &body, by, now)?;
    write(tx, &account, &CURRENCIES, None, &code, &body)
}

/// Changes a currency.
///
/// # Errors
/// There is no such currency, a field breaks a rule, or the account would be left without a base currency.
pub fn edit(tx: &mut Tx<'_>, id: i64, mut sent: Map<String, Value>, by: &By, now: Moment) -> Result<(), Fault> {
    let account = current(tx)?;
    let currency = account.dictionary(CURRENCIES.kind).iter().find(|currency| currency.id == id).ok_or_else(Problem::not_found)?;
    if let Some(Value::String(code)) = sent.get_mut("code") {
        code.make_ascii_uppercase();
    }
    same_code(&currency.code, &mut sent)?;
    let body = CURRENCIES.merge(Context { account: &account, sites: &Sites::All, now }, Some(&currency.body), sent)?;
    if currency.flag("isBase") && !is_base(&body) {
        return Err(Problem::entity("isBase", "One currency is the base: make another one the base instead.").into());
    }
    follow(tx, &account, &currency.code, &body, by, now)?;
    write(tx, &account, &CURRENCIES, Some(currency), &currency.code, &body).map(drop)
}

/// Makes a currency the base: the one of this code, or the base itself under its new code. The code must be one of
/// ISO 4217.
///
/// # Errors
/// The database failed.
pub(crate) fn rebase(tx: &mut Tx<'_>, code: &str) -> Result<(), Fault> {
    let account = current(tx)?;
    let currencies = account.dictionary(CURRENCIES.kind);
    let base: Option<&Entry> = currencies.iter().find(|currency| currency.flag("isBase"));
    let next = currencies.get(code).or(base);
    let mut body = next.map(|currency| currency.body.clone()).unwrap_or_default();
    body.insert("code".to_owned(), code.into());
    body.insert("isBase".to_owned(), Value::Bool(true));
    body.entry("isAutoConvert").or_insert(Value::Bool(false));
    write(tx, &account, &CURRENCIES, next, code, &body).map(drop)
}

/// A currency that becomes the base becomes the account's currency.
fn follow(tx: &mut Tx<'_>, account: &Account, code: &str, body: &Map<String, Value>, by: &By, now: Moment) -> Result<(), Fault> {
    if is_base(body) && account.currency() != code {
        settings::keep(tx, "default_currency", code, by, now)?;
    }
    Ok(())
}

fn is_base(body: &Map<String, Value>) -> bool {
    body.get("isBase") == Some(&Value::Bool(true))
}
