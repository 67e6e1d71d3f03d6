//! Settings of the account: time zone, language, currency, country.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use iso_currency::{Currency, IntoEnumIterator};
use wire::{Problem, Zone};

use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::words::Words;
use crate::admin::{Office, Visitor};
use crate::domain::settings;
use crate::fault::Fault;
use crate::house::House;

/// What can be set: the field of the form and the name it is kept under.
const SETTINGS: [(&str, &str); 4] =
    [("language", "system_language"), ("timezone", "timezone"), ("currency", "default_currency"), ("country", "country")];

#[derive(Template)]
#[template(path = "settings.html")]
struct Settings {
    page: Page,
    /// The languages: code, own name, whether it is chosen.
    languages: Vec<(&'static str, String, bool)>,
    timezone: String,
    zones: Vec<String>,
    currency: String,
    /// Codes and names.
    currencies: Vec<(String, String)>,
    country: String,
    /// Codes and names.
    countries: Vec<(String, String)>,
    faults: Faults,
}

/// Shows the form.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings").noticing(query.text("done"));
    let house = office.hub.house();
    let value = |field: &str| kept(&house, field);
    page::ok(&form(page, value, Faults::default()))
}

/// Saves what is different.
pub async fn save(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (house, by, now) = (office.hub.house(), visitor.by(), office.hub.clock.now());
    let changed = SETTINGS.map(|(field, _)| (field, fields.text(field).to_owned()));
    let changed: Vec<_> = changed.into_iter().filter(|(field, value)| *value != kept(&house, field)).collect();
    let saved = office.hub.db.write(move |tx| {
        for (field, value) in &changed {
            settings::set(tx, field, value, &by, now).map_err(|fault| named(field, fault))?;
        }
        Ok(())
    });
    match saved.await {
        Ok(()) => page::go("/settings?done=settings"),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &form(page, |field| fields.text(field).to_owned(), faults))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// A refusal that names the field.
fn named(field: &str, fault: Fault) -> Fault {
    match fault {
        Fault::Refused(problem) if problem.status == 400 => Problem::entity(field, problem.message).into(),
        fault => fault,
    }
}

fn kept(house: &House, field: &str) -> String {
    let name = SETTINGS.iter().find(|(known, _)| *known == field).map_or("", |(_, name)| name);
    house.setting(name).unwrap_or_default().to_owned()
}

fn form(page: Page, value: impl Fn(&str) -> String, faults: Faults) -> Settings {
    let language = value("language");
    let mut currencies: Vec<(String, String)> =
        Currency::iter().map(|currency| (currency.code().to_owned(), currency.name().to_owned())).collect();
    currencies.sort();
    let countries = rust_iso3166::ALL.iter().map(|country| (country.alpha2.to_owned(), country.name.to_owned()));
    Settings {
        languages: settings::LANGUAGES.map(|code| (code, Words::of(code).say("language-name"), code == language)).to_vec(),
        timezone: value("timezone"),
        zones: Zone::names(),
        currency: value("currency"),
        currencies,
        country: value("country"),
        countries: countries.collect(),
        faults,
        page,
    }
}
