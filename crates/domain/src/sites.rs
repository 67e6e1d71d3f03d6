//! Stores: added and edited by people. Their codes never change.

use database::Tx;
use database::sites::Site;
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use crate::audit_log::{self, Action, By, details};
use crate::fault::Fault;
use crate::reference::{LEGAL_ENTITIES, rule};
use crate::{gather, name_of, refuse, users, without_token};

/// What is to be set of a store; what is `None` stays as it is, an empty text is taken away.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Name.
    pub name: Option<String>,
    /// Address of the store on the web.
    pub url: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Whether it is in use.
    pub active: Option<bool>,
    /// Place in lists.
    pub ordering: Option<i64>,
    /// What the store is, in a few words.
    pub description: Option<String>,
    /// Code of the legal entity it trades as.
    pub legal_entity: Option<String>,
    /// Name its emails come from.
    pub sender_name: Option<String>,
    /// E-mail its emails come from.
    pub sender_email: Option<String>,
}

/// A code for a store, made from its address or else its name: `https://www.Tea-Shop.example/ru` gives
/// `tea-shop-example`. Empty when nothing of it can be in a code.
pub fn code_for(url: &str, name: &str) -> String {
    let host = url.split_once("://").map_or(url, |parts| parts.1);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let from = if host.trim().is_empty() { name } else { host };
    let dashed = from.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(100).collect()
}

/// Adds a store. Currency and country are the account's where they are not named, and a store without a place comes
/// after all others. Keys for all stores reach it at once.
///
/// # Errors
/// Refused: a code that is malformed or taken, a field that is not what it should be.
pub fn add(tx: &mut Tx<'_>, code: &str, changes: &Changes, by: &By, now: Moment) -> Result<Site, Fault> {
    check_code(code)?;
    tx.touch_house()?;
    let settings = database::settings::all(tx)?;
    let setting = |name: &str| settings.iter().find(|setting| setting.0 == name).map(|setting| setting.1.clone());
    let defaults = Changes {
        currency: changes.currency.is_none().then(|| setting("default_currency")).flatten(),
        country: changes.country.is_none().then(|| setting("country")).flatten(),
        ..Changes::default()
    };
    let last = database::sites::all(tx)?.iter().map(|site| site.ordering).max().unwrap_or(0);
    let mut site =
        Site { id: 0, code: code.to_owned(), name: String::new(), active: true, ordering: last.saturating_add(10), body: "{}".to_owned() };
    apply(&mut site, &defaults)?;
    apply(&mut site, changes)?;
    name_of(&site.name, "store")?;
    known_entity(tx, changes)?;
    site.id = database::sites::add(tx, &site, now.0)?.ok_or_else(|| refuse("code", format!("There is a store \"{code}\" already.")))?;
    audit_log::note(tx, by, Action::SiteAdded, &(&site).into(), &details::added(&details::of_site(&site)), now)?;
    Ok(site)
}

/// Adds a store; without a code it gets one that is free, made from its address or its name.
///
/// # Errors
/// As [`add`]; and when neither address nor name has anything a code can be made of.
pub fn add_or_name(tx: &mut Tx<'_>, code: &str, changes: &Changes, by: &By, now: Moment) -> Result<Site, Fault> {
    if !code.is_empty() {
        return add(tx, code, changes, by, now);
    }
    tx.touch_house()?;
    let made = code_for(changes.url.as_deref().unwrap_or_default(), changes.name.as_deref().unwrap_or_default());
    let taken: Vec<String> = database::sites::all(tx)?.into_iter().map(|site| site.code).collect();
    let numbered = (2..).map(|number| format!("{made}-{number}"));
    let mut codes = std::iter::once(made.clone()).chain(numbered).filter(|code| !taken.contains(code) && code != "all");
    if made.is_empty() {
        // A name is refused before the code that could not be made of it.
        name_of(changes.name.as_deref().unwrap_or_default(), "store")?;
        return Err(refuse("code", "Neither the address nor the name has letters a code can be made of: write one."));
    }
    add(tx, &codes.next().unwrap_or(made), changes, by, now)
}

/// Changes a store.
///
/// # Errors
/// Refused: no such store, a field that is not what it should be.
pub fn edit(tx: &mut Tx<'_>, code: &str, changes: &Changes, by: &By, now: Moment) -> Result<Site, Fault> {
    tx.touch_house()?;
    let found = database::sites::all(tx)?.into_iter().find(|site| site.code == code);
    let before = found.ok_or_else(|| Problem::not_found().with("code", format!("There is no store \"{code}\".")))?;
    let mut site = before.clone();
    apply(&mut site, changes)?;
    known_entity(tx, changes)?;
    save(tx, &before, &site, by, now)?;
    Ok(site)
}

/// Everything that is wrong with a store at once, for a form; `code` is that of a new one, if it was written.
///
/// # Errors
/// The database failed.
pub fn faults(tx: &mut Tx<'_>, code: Option<&str>, changes: &Changes) -> Result<Option<Problem>, Fault> {
    let mut found = None;
    if let Some(code) = code {
        gather(&mut found, check_code(code))?;
        if database::sites::all(tx)?.iter().any(|site| site.code == code) {
            gather::<()>(&mut found, Err(refuse("code", format!("There is a store \"{code}\" already."))))?;
        }
    }
    let mut site = Site { id: 0, code: String::new(), name: String::new(), active: true, ordering: 0, body: "{}".to_owned() };
    let none = Changes::default;
    for part in [
        Changes { name: changes.name.clone(), ..none() },
        Changes { url: changes.url.clone(), ..none() },
        Changes { currency: changes.currency.clone(), ..none() },
        Changes { country: changes.country.clone(), ..none() },
        Changes { description: changes.description.clone(), ..none() },
        Changes { legal_entity: changes.legal_entity.clone(), ..none() },
        Changes { sender_name: changes.sender_name.clone(), ..none() },
        Changes { sender_email: changes.sender_email.clone(), ..none() },
    ] {
        gather(&mut found, apply(&mut site, &part))?;
    }
    let known = known_entity(tx, changes);
    gather(&mut found, known)?;
    Ok(found)
}

/// Keeps a changed store, and on record what was changed.
///
/// # Errors
/// The database failed.
pub(crate) fn save(tx: &mut Tx<'_>, before: &Site, after: &Site, by: &By, now: Moment) -> Result<(), Fault> {
    database::sites::save(tx, after)?;
    if country_of(before) != country_of(after) {
        database::readings::begin(tx)?;
    }
    let changed = details::differences(&details::of_site(before), &details::of_site(after));
    if details::is_empty(&changed) { Ok(()) } else { audit_log::note(tx, by, Action::SiteChanged, &after.into(), &changed, now) }
}

/// The store's own country.
fn country_of(site: &Site) -> Option<String> {
    let body: Map<String, Value> = serde_json::from_str(&site.body).unwrap_or_default();
    body.get("countryIso").and_then(Value::as_str).map(str::to_owned)
}

fn check_code(code: &str) -> Result<(), Fault> {
    without_token("code", code)?;
    let fits = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    // Browsers take "." and ".." in an address for something else.
    let fits = fits && !code.starts_with('.') && !code.ends_with('.');
    if code.is_empty() || code.len() > 255 || !fits {
        return Err(refuse(
            "code",
            format!("\"{code}\" cannot be a store's code: write letters A to Z and a to z, digits, \"_\", \"-\" and \".\"."),
        ));
    }
    if code == "all" {
        return Err(refuse("code", "\"all\" cannot be a store's code: keys mean every store by it."));
    }
    Ok(())
}

/// Refuses the code of a legal entity that is not there.
fn known_entity(tx: &mut Tx<'_>, changes: &Changes) -> Result<(), Fault> {
    let Some(code) = changes.legal_entity.as_deref().map(str::trim).filter(|code| !code.is_empty()) else { return Ok(()) };
    let there = database::reference::all(tx)?.iter().any(|entry| entry.kind == LEGAL_ENTITIES.kind && entry.code == code);
    if there { Ok(()) } else { Err(refuse("contragentCode", format!("There is no legal entity \"{code}\"."))) }
}

fn apply(site: &mut Site, changes: &Changes) -> Result<(), Fault> {
    let mut body: Map<String, Value> = serde_json::from_str(&site.body)?;
    let mut set = |field: &str, value: &Option<String>, check: fn(&str) -> Result<String, String>| -> Result<(), Fault> {
        match value.as_deref().map(str::trim) {
            None => {}
            Some("") => drop(body.shift_remove(field)),
            Some(text) => {
                without_token(field, text)?;
                let text = check(text).map_err(|error| refuse(field, error))?;
                body.insert(field.to_owned(), Value::String(text));
            }
        }
        Ok(())
    };
    set("url", &changes.url, address)?;
    set("currency", &changes.currency, rule::currency)?;
    set("countryIso", &changes.country, rule::country)?;
    set("description", &changes.description, description)?;
    set("contragentCode", &changes.legal_entity, line)?;
    set("senderName", &changes.sender_name, line)?;
    set("senderEmail", &changes.sender_email, email)?;
    if let Some(name) = &changes.name {
        site.name = name_of(name, "store")?.to_owned();
    }
    site.active = changes.active.unwrap_or(site.active);
    site.ordering = changes.ordering.unwrap_or(site.ordering);
    site.body = serde_json::to_string(&body)?;
    Ok(())
}

fn address(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.starts_with('/')) || text.contains(char::is_whitespace) || text.len() > 2048 {
        return Err(format!("\"{text}\" is no address of a store: write it whole, such as https://shop.example.com."));
    }
    Ok(text.to_owned())
}

fn description(text: &str) -> Result<String, String> {
    match text.chars().count() {
        0..=2000 => Ok(text.to_owned()),
        count => Err(format!("The description has {count} characters; it may have 2000 at most.")),
    }
}

fn line(text: &str) -> Result<String, String> {
    match text.chars().count() {
        0..=255 => Ok(text.to_owned()),
        count => Err(format!("It has {count} characters; it may have 255 at most.")),
    }
}

fn email(text: &str) -> Result<String, String> {
    users::email_of(text).map(|_| text.to_owned()).map_err(|_| format!("\"{text}\" is not a valid email."))
}
