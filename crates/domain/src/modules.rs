//! Integration modules: they connect by telling about themselves, with a key that may do that, and are changed in the
//! same way. What they are called with later (`clientId`, addresses) is kept as they sent it.

use database::modules::Module;
use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::Moment;
use wire::integration::{EditInfo, MadeDeliveryType};

use crate::access::templates::Template;
use crate::account::Account;
use crate::act::Act;
use crate::fault::Fault;
use crate::reference::dictionary::Fresh;
use crate::reference::rule::Rule;
use crate::reference::{self, Context, DELIVERY_TYPES, Dictionary};

/// The rules for what modules send.
const RULES: Dictionary = Dictionary {
    kind: "integration-modules",
    required: &["name"],
    fresh: &[("active", Fresh::Yes), ("freeze", Fresh::No), ("native", Fresh::No), ("availableCountries", Fresh::List)],
    rules: &[("availableCountries[]", Rule::Country)],
    ..Dictionary::PLAIN
};

/// What came of a module's telling about itself.
#[derive(Debug)]
pub struct Announced {
    /// What follows from it.
    pub info: EditInfo,
    /// Whether the module was not there before.
    pub is_new: bool,
}

/// Connects the module of a code, or changes it: fields that were not sent stay as they are, and of `integrations` the
/// kinds that were not sent.
///
/// # Errors
/// Refused: a code that cannot be one or differs from the one in `sent`, a new module without a name, a country there
/// is not.
pub fn announce(tx: &mut Tx<'_>, act: &Act<'_>, key: i64, code: &str, mut sent: Map<String, Value>) -> Result<Announced, Fault> {
    reference::check_code(code)?;
    reference::same_code(code, &mut sent)?;
    tx.lock([place(code)])?;
    let stored = database::modules::find(tx, code)?;
    let before: Option<Map<String, Value>> = stored.as_ref().map(|stored| serde_json::from_str(&stored.body)).transpose()?;
    let mut info = EditInfo::default();
    telephony(act, before.as_ref(), &mut sent, &mut info);
    if before.is_none() {
        name_from_catalogue(code, &mut sent);
    }
    let context = Context { account: act.account, sites: &act.scope.sites, now: act.now };
    if let Some(kinds) = sent.get_mut("integrations").and_then(Value::as_object_mut) {
        kinds.values_mut().for_each(settle);
    }
    let mut body = RULES.merge(context, before.as_ref(), sent)?;
    body.insert("code".to_owned(), code.into());
    let active = works(&body);
    let module = Module {
        id: 0,
        code: code.to_owned(),
        active,
        key,
        created_at: act.now.0,
        announced_at: act.now.0,
        body: serde_json::to_string(&body)?,
    };
    database::modules::save(tx, &module)?;
    if body.get("integrations").and_then(|kinds| kinds.get("delivery")).is_some() {
        info.delivery_type = delivery_type(tx, code, &body, active, act.now)?;
    }
    Ok(Announced { info, is_new: stored.is_none() })
}

/// A module as a key of these stores sees it; ids of other stores are left out.
///
/// # Errors
/// The database failed.
pub fn view(tx: &mut Tx<'_>, act: &Act<'_>, code: &str) -> Result<Option<Map<String, Value>>, Fault> {
    let Some(module) = database::modules::find(tx, code)? else { return Ok(None) };
    let mut body: Map<String, Value> = serde_json::from_str(&module.body)?;
    if let Some(phones) = phones(&mut body) {
        phones.retain(|phone| is_seen(act, phone));
    }
    Ok(Some(body))
}

/// Forgets a module that is gone for good; it connects again when it announces itself.
///
/// # Errors
/// The database failed.
pub fn forget(tx: &mut Tx<'_>, code: &str) -> Result<bool, Fault> {
    Ok(database::modules::remove(tx, code)?)
}

/// A new module without a name has the one of the catalogue, and without a code of its kind its own.
fn name_from_catalogue(code: &str, sent: &mut Map<String, Value>) {
    let blank = |value: Option<&Value>| value.and_then(Value::as_str).is_none_or(|text| text.trim().is_empty());
    if blank(sent.get("integrationCode")) {
        sent.insert("integrationCode".to_owned(), code.into());
    }
    if blank(sent.get("name")) {
        let kind = sent.get("integrationCode").and_then(Value::as_str).unwrap_or_default();
        if let Some(template) = Template::of_module(kind) {
            sent.insert("name".to_owned(), template.name.clone().into());
        }
    }
}

/// Takes out of what a telephony module sent whom and what there is not, and notes it; numbers of stores the key does
/// not see stay as they were.
fn telephony(act: &Act<'_>, before: Option<&Map<String, Value>>, sent: &mut Map<String, Value>, info: &mut EditInfo) {
    let Some(telephony) = sent.get_mut("integrations").and_then(|kinds| kinds.get_mut("telephony")).and_then(Value::as_object_mut) else {
        return;
    };
    if let Some(codes) = telephony.get_mut("additionalCodes").and_then(Value::as_array_mut) {
        codes.retain(|code| {
            let id = code.get("userId").and_then(Value::as_i64).unwrap_or_default();
            let there = act.account.users.iter().any(|user| user.id == id);
            if !there {
                info.not_exist_users_ids.push(id);
            }
            there
        });
    }
    if let Some(phones) = telephony.get_mut("externalPhones").and_then(Value::as_array_mut) {
        phones.retain(|phone| {
            let seen = is_seen(act, phone);
            if !seen {
                info.not_exist_site_codes.push(site_of(phone).to_owned());
            }
            seen
        });
    }
    let mut before = before.cloned().unwrap_or_default();
    let kept: Vec<Value> =
        self::phones(&mut before).into_iter().flatten().filter(|phone| !is_seen(act, phone)).map(std::mem::take).collect();
    if !kept.is_empty()
        && let Some(phones) = telephony.entry("externalPhones").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
    {
        phones.extend(kept);
    }
}

/// Of a kind nothing is kept that has no value, and no wish for a new token: there is no message service to give one.
fn settle(kind: &mut Value) {
    match kind {
        Value::Object(members) => {
            members.retain(|name, member| !member.is_null() && name != "refreshToken");
            members.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

fn phones(body: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    body.get_mut("integrations")?.get_mut("telephony")?.get_mut("externalPhones")?.as_array_mut()
}

fn site_of(phone: &Value) -> &str {
    phone.get("siteCode").and_then(Value::as_str).unwrap_or_default()
}

fn is_seen(act: &Act<'_>, phone: &Value) -> bool {
    act.account.site(site_of(phone)).is_some_and(|site| act.scope.sites.contains(site.id))
}

fn works(body: &Map<String, Value>) -> bool {
    let flag = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or(false);
    flag("active") && !flag("freeze")
}

/// The delivery type that belongs to a delivery module: made when it connects, switched off and on with it.
fn delivery_type(
    tx: &mut Tx<'_>,
    code: &str,
    body: &Map<String, Value>,
    active: bool,
    now: Moment,
) -> Result<Option<MadeDeliveryType>, Fault> {
    tx.touch_house()?;
    let account = Account::load(tx)?;
    let types = account.dictionary(DELIVERY_TYPES.kind);
    let own = types.iter().find(|entry| entry.text("integrationCode") == Some(code));
    let mut sent = Map::from_iter([("active".to_owned(), active.into())]);
    let type_code = match own {
        Some(own) => own.code.clone(),
        None => {
            sent.insert("name".to_owned(), body.get("name").cloned().unwrap_or_default());
            sent.insert("integrationCode".to_owned(), code.into());
            let numbered = (2..).map(|number| format!("{code}-{number}"));
            std::iter::once(code.to_owned()).chain(numbered).find(|code| types.get(code).is_none()).unwrap_or_default()
        }
    };
    if own.is_none_or(|own| own.active != active) {
        reference::save(tx, &DELIVERY_TYPES, &type_code, sent, &Sites::All, now)?;
    }
    let all = database::reference::all(tx)?;
    let made = all.into_iter().find(|entry| entry.kind == DELIVERY_TYPES.kind && entry.code == type_code);
    Ok(made.map(|entry| MadeDeliveryType { id: entry.id, code: entry.code }))
}

/// What is locked while the module of a code is changed.
fn place(code: &str) -> i64 {
    let hash = *blake3::hash(format!("integration module {code}").as_bytes()).as_bytes();
    i64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
}
