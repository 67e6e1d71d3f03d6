//! Settings of the account: which there are, what they may be, and what follows from changing one.

use database::Tx;
use serde_json::json;
use wire::{Moment, Problem, Zone};

use crate::audit_log::{self, Action, By, Subject};
use crate::fault::Fault;
use crate::keys::lifetime;
use crate::reference::{currencies, rule};
use crate::retention::{self, Term};
use crate::{backups, seed, stale};

/// The languages the account may speak.
pub const LANGUAGES: [&str; 3] = ["en", "ru", "es"];

/// Sets one setting and returns its value as it is kept: `timezone`, `language`, `currency` or `country`; the longer names they are kept under do as well.
///
/// A change of currency makes it the base currency, a change of language renames the reference data that still has
/// the names it came with, a change of country has stored phones read again; see [`crate::readings`].
///
/// # Errors
/// There is no such setting, or it cannot be that; the text says what it can be.
pub fn set(tx: &mut Tx<'_>, name: &str, value: &str, by: &By, now: Moment) -> Result<String, Fault> {
    let refused = |text: String| Problem::new(400, text);
    let value = value.trim();
    let (name, value) = match name {
        "timezone" => ("timezone", time_zone(value).map_err(refused)?),
        "language" | "system_language" => ("system_language", language(value).map_err(refused)?),
        "currency" | "default_currency" => ("default_currency", rule::currency(value).map_err(refused)?),
        "country" => ("country", rule::country(value).map_err(refused)?),
        "unused-notice-days" | stale::NOTICE => (stale::NOTICE, days(value).map_err(refused)?),
        "unused-disable-days" | stale::DISABLE => (stale::DISABLE, days(value).map_err(refused)?),
        "longest-key-life-days" | lifetime::LONGEST => (lifetime::LONGEST, days(value).map_err(refused)?),
        "longest-broad-key-life-days" | lifetime::LONGEST_BROAD => (lifetime::LONGEST_BROAD, days(value).map_err(refused)?),
        "backup-schedule" | backups::SCHEDULE => (backups::SCHEDULE, backups::Schedule::read(value).map_err(refused)?.to_string()),
        "backup-keep" | backups::KEEP => (backups::KEEP, backups::keep(value).map_err(refused)?.to_string()),
        "backup-encryption" | backups::ENCRYPTION => {
            (backups::ENCRYPTION, backups::Encryption::read(value).map_err(refused)?.name().to_owned())
        }
        other => {
            let Some(term) = Term::named(other) else {
                let terms = retention::ALL.map(|term| term.option);
                let text = format!(
                    "There is no setting \"{other}\"; the settings are timezone, language, currency, country, unused-notice-days, \
                     unused-disable-days, longest-key-life-days, longest-broad-key-life-days, backup-schedule, backup-keep, \
                     backup-encryption, {} and {}.",
                    terms[..terms.len() - 1].join(", "),
                    terms[terms.len() - 1]
                );
                return Err(refused(text).into());
            };
            (term.setting, term.read(value).map_err(refused)?.to_string())
        }
    };
    let is_other = database::settings::all(tx)?.iter().all(|setting| setting.0 != name || setting.1 != value);
    keep(tx, name, &value, by, now)?;
    match name {
        "country" if is_other => database::readings::begin(tx)?,
        "default_currency" => currencies::rebase(tx, &value)?,
        "system_language" => seed::rename_defaults(tx, &value)?,
        _ => {}
    }
    Ok(value)
}

/// Keeps a setting, and on record what it was before.
///
/// # Errors
/// The database failed.
pub(crate) fn keep(tx: &mut Tx<'_>, name: &str, value: &str, by: &By, now: Moment) -> Result<(), Fault> {
    tx.touch_house()?;
    let before = database::settings::all(tx)?.into_iter().find(|setting| setting.0 == name).map(|setting| setting.1);
    database::settings::set(tx, name, value, now.0)?;
    if before.as_deref() == Some(value) {
        return Ok(());
    }
    let mut changed = json!({name: {"after": value}});
    if let Some(before) = before {
        changed[name]["before"] = before.into();
    }
    audit_log::note(tx, by, Action::SettingsChanged, &Subject::named("settings", name), &changed, now)
}

fn time_zone(name: &str) -> Result<String, String> {
    let zone = Zone::named(name).map_err(|error| format!("{error} Example: Europe/Madrid"))?;
    Ok(zone.name().unwrap_or(name).to_owned())
}

fn days(text: &str) -> Result<String, String> {
    let days = text.parse::<i64>().ok().filter(|days| (0..=3650).contains(days));
    days.map(|days| days.to_string()).ok_or_else(|| "Enter a whole number from 0 (never) to 3650.".to_owned())
}

fn language(name: &str) -> Result<String, String> {
    let language = name.to_ascii_lowercase();
    if LANGUAGES.contains(&language.as_str()) {
        Ok(language)
    } else {
        Err(format!("There is no language \"{name}\"; the languages are en, ru and es."))
    }
}
