//! Settings of the account: time zone, language, currency, country.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::account::Account;
use domain::fault::Fault;
use domain::home::Home;
use domain::{gather, readings, settings};
use iso_currency::{Currency, IntoEnumIterator};
use wire::{Problem, Zone};

use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::words::Words;
use crate::admin::{Office, Visitor};

/// What can be set: the field of the form and the name it is kept under.
const SETTINGS: [(&str, &str); 4] =
    [("language", "system_language"), ("timezone", "timezone"), ("currency", "default_currency"), ("country", "country")];

#[derive(Template)]
#[template(path = "settings.html")]
struct Settings {
    page: Page,
    /// The languages: code, own name, whether it is chosen.
    languages: Vec<(&'static str, String, bool)>,
    place: Place,
    /// How far stored phones have been read again, in percent, while they are.
    reading: Option<i64>,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

/// The fields that say where the account is at home, with what may be chosen.
pub(super) struct Place {
    /// Name of the time zone.
    pub timezone: String,
    /// The zones there are, by region: the region, then name and city of each.
    pub zones: Vec<(String, Vec<(String, String)>)>,
    /// Code of the currency.
    pub currency: String,
    /// Codes and names.
    pub currencies: Vec<(String, String)>,
    /// Code of the country.
    pub country: String,
    /// Codes and names.
    pub countries: Vec<(String, String)>,
    /// Whether the time zone of the browser is known already.
    pub is_told: bool,
}

impl Place {
    /// Filled in with what is assumed.
    pub(super) fn of(home: Home, is_told: bool) -> Self {
        let mut currencies: Vec<(String, String)> =
            Currency::iter().map(|currency| (currency.code().to_owned(), currency.name().to_owned())).collect();
        currencies.sort();
        let mut countries: Vec<(String, String)> =
            rust_iso3166::ALL.iter().map(|country| (country.alpha2.to_owned(), country.name.to_owned())).collect();
        countries.sort_by(|one, other| one.1.cmp(&other.1));
        let Home { country, currency, zone } = home;
        Self { timezone: zone, zones: by_region(Zone::names()), currency, currencies, country, countries, is_told }
    }

    /// Whether the zone is among those that can be chosen.
    pub(super) fn has_zone(&self) -> bool {
        self.zones.iter().any(|(_, zones)| zones.iter().any(|(name, _)| *name == self.timezone))
    }

    /// Whether the currency is.
    pub(super) fn has_currency(&self) -> bool {
        self.currencies.iter().any(|(code, _)| *code == self.currency)
    }

    /// Whether the country is.
    pub(super) fn has_country(&self) -> bool {
        self.countries.iter().any(|(code, _)| *code == self.country)
    }

    /// As it was sent.
    pub(super) fn sent(fields: &Fields) -> Self {
        let text = |field: &str| fields.text(field).to_owned();
        Self::of(Home { country: text("country"), currency: text("currency"), zone: text("timezone") }, true)
    }
}

/// Zones by the part of the world they are in; those that name none come last.
fn by_region(names: Vec<String>) -> Vec<(String, Vec<(String, String)>)> {
    let mut regions: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut others = Vec::new();
    for name in names {
        let Some((region, city)) = name.split_once('/') else {
            others.push((name.clone(), name));
            continue;
        };
        let (region, city) = (region.to_owned(), city.replace('_', " "));
        match regions.last_mut() {
            Some((last, zones)) if *last == region => zones.push((name, city)),
            _ => regions.push((region, vec![(name, city)])),
        }
    }
    regions.push(("UTC".to_owned(), others));
    regions
}

/// Shows the form.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings").noticing(query.text("done"));
    let account = office.hub.account();
    let value = |field: &str| kept(&account, field);
    let mut form = form(page, value, Faults::default());
    form.base = conflict::base(&Fields::of(SETTINGS.map(|(field, _)| (field.to_owned(), kept(&account, field))).into()));
    match office.hub.db.read(readings::progress).await {
        Ok(progress) => form.reading = progress.filter(|progress| progress.of > 0).map(|progress| progress.percent()),
        Err(fault) => return page::failed(form.page, fault),
    }
    page::ok(&form)
}

/// Saves what is different.
pub async fn save(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (account, by, now) = (office.hub.account(), visitor.by(), office.hub.clock.now());
    let there = Fields::of(SETTINGS.map(|(field, _)| (field.to_owned(), kept(&account, field))).into());
    let mine = conflict::only(&fields, &SETTINGS.map(|(field, _)| field));
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&Settings { base, ..form(page, |field| fields.text(field).to_owned(), Faults::default()) });
    }
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let title = page.say("nav-settings");
            let about = (title, "/settings".to_owned(), "/settings".to_owned());
            return conflict::ask(page, about, (&mine, &there), differing, label, |_, _, value| value.to_owned());
        }
    };
    let base = conflict::base(&there);
    let changed = SETTINGS.map(|(field, _)| (field, fields.text(field).to_owned()));
    let changed: Vec<_> = changed.into_iter().filter(|(field, value)| *value != kept(&account, field)).collect();
    let saved = office.hub.db.write(move |tx| {
        let mut found = None;
        for (field, value) in &changed {
            let outcome = settings::set(tx, field, value, &by, now).map_err(|fault| named(field, fault));
            gather(&mut found, outcome)?;
        }
        found.map_or(Ok(()), |problem| Err(Fault::from(problem)))
    });
    match saved.await {
        Ok(()) => page::go("/settings?done=settings"),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &Settings { base, ..form(page, |field| fields.text(field).to_owned(), faults) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The label of a field.
fn label(page: &Page, field: &str) -> String {
    page.say(match field {
        "timezone" => "settings-zone",
        "currency" => "store-currency",
        "country" => "store-country",
        _ => "language",
    })
}

/// A refusal that names the field.
pub(super) fn named(field: &str, fault: Fault) -> Fault {
    match fault {
        Fault::Refused(problem) if problem.status == 400 => Problem::entity(field, problem.message).into(),
        fault => fault,
    }
}

fn kept(account: &Account, field: &str) -> String {
    let name = SETTINGS.iter().find(|(known, _)| *known == field).map_or("", |(_, name)| name);
    account.setting(name).unwrap_or_default().to_owned()
}

fn form(page: Page, value: impl Fn(&str) -> String, faults: Faults) -> Settings {
    let language = value("language");
    let home = Home { country: value("country"), currency: value("currency"), zone: value("timezone") };
    Settings {
        languages: settings::LANGUAGES.map(|code| (code, Words::of(code).say("language-name"), code == language)).to_vec(),
        place: Place::of(home, true),
        reading: None,
        base: String::new(),
        faults,
        page,
    }
}
