//! API access keys: made, changed, switched off and on, deleted and brought back.

pub mod bulk;
pub mod bulk_within;
pub mod capabilities;
pub mod capabilities_view;
mod card;
pub mod care;
pub mod contact;
mod ending;
pub mod expiry;
pub mod external;
pub mod faults;
pub mod lifetime;
pub mod manager;
pub mod once;
pub mod origins;
pub mod plan;
pub mod plan_view;
pub mod retrieval;
pub mod rotation;
pub mod standing;
pub mod starting;
mod times;
pub mod view;
pub mod wanted;
pub mod when;
pub mod who;
pub mod within;

use database::Tx;
use database::keys::Key;
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use crate::access::grant::Grant;
use crate::access::limits::Limits;
use crate::access::masking;
use crate::access::masks::Masks;
use crate::access::pepper::Pepper;
use crate::access::rows::Rows;
use crate::access::token;
use crate::audit_log::{self, Action, By, details};
use crate::fault::Fault;
use crate::{TOKEN_IN_TEXT, kept_name_of, name_of, refuse, refuse_as, templates, without_token};

pub use card::Card;
pub use contact::Contact;
pub use ending::{Found, UNDO_DAYS, cause, delete, expose, has_leaked, holder, restore, suspend};

/// Which stores a key reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every store, also those that are added later.
    All,
    /// The stores of these codes.
    Some(Vec<String>),
}

impl Reach {
    /// Reads `all`, or codes of stores separated by commas.
    pub fn parse(text: &str) -> Self {
        let codes: Vec<String> = text.split(',').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect();
        if codes.iter().any(|code| code == "all") { Self::All } else { Self::Some(codes) }
    }
}

/// What is to be set of a key; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Its name elsewhere; an empty one is taken away.
    pub external_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// The stores it reaches.
    pub reach: Option<Reach>,
    /// The methods it grants.
    pub grant: Option<Grant>,
    /// A remark; an empty one is taken away.
    pub comment: Option<String>,
    /// What it is for, whom to ask about it, which company uses it: each text empty when it is to be taken away.
    pub card: Card,
    /// From when on it does not work, in Unix seconds; `Some(None)` for no end.
    pub ends_at: Option<Option<i64>>,
    /// What else limits it.
    pub limits: Option<Limits>,
    /// What it does not see as it is.
    pub masks: Option<Masks>,
    /// Which orders of its stores it sees.
    pub rows: Option<Rows>,
    /// The code of the template it is made from; empty for none.
    pub template: Option<String>,
}

/// Makes a key that is on. The token itself is kept nowhere.
///
/// # Errors
/// Refused: a token that cannot be one or that another key has, an unknown store, a key without name, stores or methods.
pub fn add(tx: &mut Tx<'_>, pepper: &Pepper, token: &str, changes: &Changes, by: &By, now: Moment) -> Result<Key, Fault> {
    if let Some(reason) = token::refusal(token) {
        return Err(refuse("token", reason));
    }
    tx.touch_keys()?;
    check_pepper(tx, pepper)?;
    let key = drafted(tx, changes, now)?;
    told_apart(&key, token)?;
    let mut key =
        Key { token_hash: pepper.hash(token), pepper_version: pepper.version(), hint: token::hint(token), created_at: now.0, ..key };
    key.id =
        database::keys::add(tx, &key)?.ok_or_else(|| refuse("token", "Another key has this token, or had it before it was deleted."))?;
    let made = details::added(&details::of_key(tx, &key)?);
    audit_log::note(tx, by, Action::KeyCreated, &(&key).into(), &made, now)?;
    Ok(key)
}

/// A key as it would be made, without a token; nothing is made.
///
/// # Errors
/// As [`add`].
pub fn drafted(tx: &mut Tx<'_>, changes: &Changes, now: Moment) -> Result<Key, Fault> {
    let mut key = blank();
    apply(tx, &mut key, changes)?;
    complete(&key)?;
    times::check(None, &key, now)?;
    lifetime::check(tx, None, &key, now)?;
    Ok(key)
}

/// A key of which nothing is said yet.
fn blank() -> Key {
    Key {
        id: 0,
        external_id: None,
        name: String::new(),
        token_hash: [0; 32],
        pepper_version: 0,
        hint: String::new(),
        active: true,
        deleted_at: None,
        all_sites: false,
        all_methods: false,
        created_at: 0,
        ends_at: None,
        cause: None,
        secret: 1,
        former: Vec::new(),
        sites: Vec::new(),
        methods: Vec::new(),
        body: "{}".to_owned(),
    }
}

/// Changes what a key is called, reaches and grants.
///
/// # Errors
/// Refused: no such key, an unknown store, an empty name, no stores or no methods.
pub fn edit(tx: &mut Tx<'_>, id: i64, changes: &Changes, by: &By, now: Moment) -> Result<Key, Fault> {
    let before = to_change(tx, id)?;
    let mut key = before.clone();
    apply(tx, &mut key, changes)?;
    complete(&key)?;
    times::check(Some(&before), &key, now)?;
    lifetime::check(tx, Some(&before), &key, now)?;
    save(tx, Action::KeyChanged, &before, &key, by, now)?;
    Ok(key)
}

/// A key as it is, and as it would be after a change; nothing is changed.
///
/// # Errors
/// As [`edit`].
pub fn preview(tx: &mut Tx<'_>, id: i64, changes: &Changes, now: Moment) -> Result<(Key, Key), Fault> {
    let before = find(tx, id)?;
    let mut after = before.clone();
    apply(tx, &mut after, changes)?;
    complete(&after)?;
    times::check(Some(&before), &after, now)?;
    lifetime::check(tx, Some(&before), &after, now)?;
    Ok((before, after))
}

/// Switches a key off or on.
///
/// # Errors
/// Refused: no such key, or one that has leaked, which never works again.
pub fn set_active(tx: &mut Tx<'_>, id: i64, active: bool, by: &By, now: Moment) -> Result<Key, Fault> {
    let before = to_change(tx, id)?;
    let mut key = Key { active, ..before.clone() };
    if active {
        ending::refuse_leaked(&key)?;
        key.cause = None;
    }
    save(tx, if active { Action::KeyEnabled } else { Action::KeyDisabled }, &before, &key, by, now)?;
    Ok(key)
}

/// A key that has not been deleted.
///
/// # Errors
/// Refused: no such key.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Key, Fault> {
    Ok(database::keys::find(tx, id)?.filter(|key| key.deleted_at.is_none()).ok_or_else(|| absent(id))?)
}

fn absent(id: i64) -> Problem {
    Problem::not_found().with("id", format!("There is no key {id}."))
}

fn body(key: &Key) -> Map<String, Value> {
    serde_json::from_str(&key.body).unwrap_or_default()
}

/// What limits a key beside its stores and methods.
pub fn limits(key: &Key) -> Limits {
    Limits::of_body(&body(key))
}

/// What a key does not see as it is. Masks that cannot be read keep the key from working, and are none here.
pub fn masks(key: &Key) -> Masks {
    Masks::of_body(&body(key)).unwrap_or_default()
}

/// Which orders of its stores a key sees. Rows that cannot be read keep the key from working, and are all of them here.
pub fn rows(key: &Key) -> Rows {
    Rows::of_body(&body(key)).unwrap_or_default()
}

/// The code of the template a key was made from; empty when it was made from none.
pub fn template(key: &Key) -> String {
    body(key).get("template").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The remark on a key; empty when there is none.
pub fn comment(key: &Key) -> String {
    body(key).get("comment").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Refuses a token that is written in the name, the remark or another text of its key.
fn told_apart(key: &Key, token: &str) -> Result<(), Fault> {
    let body = body(key);
    let texts = body.iter().filter_map(|(field, value)| Some((field.as_str(), value.as_str()?)));
    let texts = texts.chain([("name", key.name.as_str()), ("externalId", key.external_id.as_deref().unwrap_or_default())]);
    match texts.into_iter().find(|(_, text)| masking::is_in(text, token)) {
        Some((field, _)) => Err(refuse(field, TOKEN_IN_TEXT)),
        None => Ok(()),
    }
}

fn complete(key: &Key) -> Result<(), Fault> {
    kept_name_of(&key.name, "key")?;
    if !key.all_sites && key.sites.is_empty() {
        return Err(refuse("sites", "Name at least one store, or \"all\"."));
    }
    if !key.all_methods && key.methods.is_empty() {
        return Err(refuse("methods", "Name at least one method, or \"all\"."));
    }
    Ok(())
}

/// Keeps a changed key, and on record what was changed; what is as it was leaves no row there.
fn save(tx: &mut Tx<'_>, action: Action, before: &Key, after: &Key, by: &By, now: Moment) -> Result<(), Fault> {
    save_telling(tx, action, before, after, &Value::Null, by, now)
}

/// [`save`] with more details for the audit log besides the changes.
fn save_telling(tx: &mut Tx<'_>, action: Action, before: &Key, after: &Key, more: &Value, by: &By, now: Moment) -> Result<(), Fault> {
    database::keys::save(tx, after)?;
    let mut changed = details::differences(&details::of_key(tx, before)?, &details::of_key(tx, after)?);
    if details::is_empty(&changed) && before.deleted_at == after.deleted_at {
        return Ok(());
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        changed[name.as_str()] = value.clone();
    }
    audit_log::note(tx, by, action, &after.into(), &changed, now)
}

/// The key, locked until this transaction ends.
pub(crate) fn to_change(tx: &mut Tx<'_>, id: i64) -> Result<Key, Fault> {
    tx.touch_keys()?;
    find(tx, id)
}

/// The first key decides which pepper the account's keys are under; nodes with another one would never let it in.
pub fn check_pepper(tx: &mut Tx<'_>, pepper: &Pepper) -> Result<(), Fault> {
    let fingerprint = pepper.fingerprint();
    match database::keys::pepper(tx, pepper.version())? {
        None => Ok(database::keys::keep_pepper(tx, pepper.version(), &fingerprint)?),
        Some(kept) if kept == fingerprint => Ok(()),
        Some(_) => Err(refuse_as(
            "token",
            "pepper",
            "The account's keys are under another pepper: copy the file \"pepper\" of the data folder they were made in.",
        )),
    }
}

fn apply(tx: &mut Tx<'_>, key: &mut Key, changes: &Changes) -> Result<(), Fault> {
    if let Some(external_id) = &changes.external_id {
        key.external_id = external::read(external_id)?;
        external::is_free(tx, key)?;
    }
    if let Some(name) = &changes.name {
        key.name = name_of(name, "key")?.to_owned();
    }
    match &changes.reach {
        None => {}
        Some(Reach::All) => (key.all_sites, key.sites) = (true, Vec::new()),
        Some(Reach::Some(codes)) => (key.all_sites, key.sites) = (false, site_ids(tx, codes)?),
    }
    match &changes.grant {
        None => {}
        Some(Grant::All) => (key.all_methods, key.methods) = (true, Vec::new()),
        Some(Grant::AllAnd(names)) => (key.all_methods, key.methods) = (true, names.clone()),
        Some(Grant::Some(names)) => (key.all_methods, key.methods) = (false, names.clone()),
    }
    if let Some(ends_at) = changes.ends_at {
        key.ends_at = ends_at;
    }
    let mut body: Map<String, Value> = serde_json::from_str(&key.body)?;
    for (name, text) in [("comment", changes.comment.as_ref())].into_iter().chain(changes.card.texts()) {
        without_token(name, text.map_or("", String::as_str))?;
        match text.map(|text| text.trim()) {
            None => {}
            Some("") => drop(body.shift_remove(name)),
            Some(text) => drop(body.insert(name.to_owned(), text.into())),
        }
    }
    if let Some(day) = changes.card.review.as_deref().map(str::trim).filter(|day| !day.is_empty()) {
        let read = day.parse::<jiff::civil::Date>();
        let read = read.map_err(|_| refuse("review", format!("\"{day}\" is no day; write one such as 2027-01-31.")))?;
        body.insert("review".to_owned(), read.to_string().into());
    }
    match (&changes.card.party, changes.card.ours) {
        (Some(party), _) if !party.trim().is_empty() => drop(body.shift_remove("ours")),
        (_, Some(true)) => drop(body.insert("ours".to_owned(), true.into())),
        (_, Some(false)) => drop(body.shift_remove("ours")),
        _ => {}
    }
    if let Some(owner) = &changes.card.owner {
        without_token("owner", owner)?;
        contact::put(tx, &mut body, owner)?;
    }
    check(tx, changes)?;
    if let Some(limits) = &changes.limits {
        limits.put(&mut body);
    }
    if let Some(masks) = &changes.masks {
        masks.put(&mut body);
    }
    if let Some(rows) = &changes.rows {
        rows.put(&mut body);
    }
    if let Some(code) = &changes.template
        && !code.is_empty()
    {
        if templates::start(tx, code)?.is_none() {
            return Err(refuse("template", format!("There is no template \"{code}\".")));
        }
        body.insert("template".to_owned(), code.clone().into());
    } else if changes.template.is_some() {
        body.shift_remove("template");
    }
    key.body = serde_json::to_string(&body)?;
    Ok(())
}

/// Refuses limits, masks and rows that cannot be.
///
/// # Errors
/// Refused: one of them, named.
pub(crate) fn check(tx: &mut Tx<'_>, changes: &Changes) -> Result<(), Fault> {
    if let Some((field, text)) = changes.limits.as_ref().and_then(Limits::fault) {
        return Err(refuse(field, text));
    }
    if let Some(text) = changes.masks.as_ref().and_then(Masks::fault) {
        return Err(refuse("masks", text));
    }
    if let Some(rows) = &changes.rows {
        let known: Vec<(String, String)> = database::reference::all(tx)?.into_iter().map(|entry| (entry.kind, entry.code)).collect();
        if let Some(text) = rows.fault(|kind, code| known.iter().any(|(kinds, codes)| kinds == kind && codes == code)) {
            return Err(refuse("rows", text));
        }
    }
    Ok(())
}

fn no_store(code: &str) -> Fault {
    refuse("sites", format!("There is no store \"{code}\"."))
}

fn site_ids(tx: &mut Tx<'_>, codes: &[String]) -> Result<Vec<i64>, Fault> {
    if codes.is_empty() {
        return Err(refuse("sites", "Name at least one store, or \"all\"."));
    }
    let sites = database::sites::all(tx)?;
    let mut ids = Vec::with_capacity(codes.len());
    for code in codes {
        let site = sites.iter().find(|site| site.code == *code);
        ids.push(site.ok_or_else(|| no_store(code))?.id);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
