//! The form of a store: a new one, or one there is.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::account::{Account, Entry, Site};
use domain::fault::Fault;
use domain::reference::LEGAL_ENTITIES;
use domain::sites::{self, Changes};
use wire::Problem;

use crate::admin::conflict::{self, Settled};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "store_form.html")]
struct StoreForm {
    page: Page,
    /// The store; 0 for a new one.
    id: i64,
    title: String,
    code: String,
    name: String,
    url: String,
    currency: String,
    country: String,
    ordering: String,
    description: String,
    /// The legal entities: code, name, whether it is chosen.
    entities: Vec<(String, String, bool)>,
    sender_name: String,
    sender_email: String,
    active: bool,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

impl StoreForm {
    fn filled(page: Page, account: &Account, id: i64, code: &str, fields: &Fields, faults: Faults) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            title: if id == 0 { page.say("store-new") } else { text("name") },
            id,
            code: code.to_owned(),
            name: text("name"),
            url: text("url"),
            currency: text("currency"),
            country: text("country"),
            ordering: text("ordering"),
            description: text("description"),
            entities: entities(account, fields.text("entity")),
            sender_name: text("sender-name"),
            sender_email: text("sender-email"),
            active: fields.has("active"),
            base: String::new(),
            faults,
            page,
        }
    }

    fn of(page: Page, account: &Account, site: &Site) -> Self {
        let text = |field: &str| site.text(field).unwrap_or_default().to_owned();
        Self {
            title: site.name.clone(),
            id: site.id,
            code: site.code.clone(),
            name: site.name.clone(),
            url: text("url"),
            currency: text("currency"),
            country: text("countryIso"),
            ordering: site.ordering.to_string(),
            description: text("description"),
            entities: entities(account, site.text("contragentCode").unwrap_or_default()),
            sender_name: text("senderName"),
            sender_email: text("senderEmail"),
            active: site.active,
            base: conflict::base(&fields_of(site)),
            faults: Faults::default(),
            page,
        }
    }
}

/// Shows the form of a new store.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let account = office.hub.account();
    let mut form = StoreForm::filled(page, &account, 0, "", &Fields::default(), Faults::default());
    (form.active, form.currency, form.country) = (true, account.currency().to_owned(), account.country().to_owned());
    page::ok(&form)
}

/// Adds a store.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let code = fields.text("code").to_owned();
    let (given, by, now) = (code.clone(), visitor.by(), office.hub.clock.now());
    if fields.has("again") {
        return page::ok(&StoreForm::filled(page, &office.hub.account(), 0, &code, &fields, Faults::default()));
    }
    let (changes, unread) = changes(&fields);
    let work = move |tx: &mut database::Tx<'_>| {
        let wrong = sites::faults(tx, Some(given.as_str()).filter(|code| !code.is_empty()), &changes)?;
        all_of(unread.clone(), wrong)?;
        sites::add_or_name(tx, &given, &changes, &by, now).map(drop)
    };
    let added = office.hub.db.write(work).await;
    after(page, &office.hub.account(), 0, &code, &fields, added, "/stores?done=store-added")
}

/// Shows the form of a store.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let account = office.hub.account();
    let Some(site) = id.parse().ok().and_then(|id| account.site_by_id(id)) else {
        return page::failed(page, Problem::not_found().into());
    };
    page::ok(&StoreForm::of(page, &account, site))
}

/// Changes a store.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let account = office.hub.account();
    let Some(site) = id.parse().ok().and_then(|id| account.site_by_id(id)) else {
        return page::failed(page, Problem::not_found().into());
    };
    let (code, by, now) = (site.code.clone(), visitor.by(), office.hub.clock.now());
    let (mine, there) = (conflict::only(&fields, &FIELDS), fields_of(site));
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&StoreForm { base, ..StoreForm::filled(page, &account, site.id, &site.code, &fields, Faults::default()) });
    }
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("/stores/{}/settings", site.id);
            let about = (site.name.clone(), address.clone(), address);
            return conflict::ask(page, about, (&mine, &there), differing, label, shown);
        }
    };
    let (changes, unread) = changes(&fields);
    let work = move |tx: &mut database::Tx<'_>| {
        let wrong = sites::faults(tx, None, &changes)?;
        all_of(unread.clone(), wrong)?;
        sites::edit(tx, &code, &changes, &by, now).map(drop)
    };
    let saved = office.hub.db.write(work).await;
    after(page, &account, site.id, &site.code, &fields, saved, &format!("/stores/{}?done=store-saved", site.id))
}

/// On to the list, or back to the form with what is wrong in it.
fn after(page: Page, account: &Account, id: i64, code: &str, fields: &Fields, outcome: Result<(), Fault>, list: &str) -> Response {
    match outcome {
        Ok(()) => page::go(list),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            let base = account.site_by_id(id).map(|site| conflict::base(&fields_of(site))).unwrap_or_default();
            page::show(StatusCode::BAD_REQUEST, &StoreForm { base, ..StoreForm::filled(page, account, id, code, fields, faults) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The fields of the form.
const FIELDS: [&str; 10] =
    ["name", "url", "currency", "country", "ordering", "description", "entity", "sender-name", "sender-email", "active"];

/// A store as the form would send it.
fn fields_of(site: &Site) -> Fields {
    let text = |field: &str| site.text(field).unwrap_or_default().to_owned();
    let ordering = site.ordering.to_string();
    let active = if site.active { "yes".to_owned() } else { String::new() };
    let (entity, sender_name, sender_email) = (text("contragentCode"), text("senderName"), text("senderEmail"));
    let values = [
        site.name.clone(),
        text("url"),
        text("currency"),
        text("countryIso"),
        ordering,
        text("description"),
        entity,
        sender_name,
        sender_email,
        active,
    ];
    Fields::of(FIELDS.into_iter().map(str::to_owned).zip(values).collect())
}

/// The label of a field.
fn label(page: &Page, field: &str) -> String {
    page.say(match field {
        "url" => "store-address",
        "ordering" => "store-order",
        "active" => "store-in-use",
        field => return page.say(&format!("store-{field}")),
    })
}

fn shown(page: &Page, field: &str, value: &str) -> String {
    if field == "active" { page.say("yes") } else { value.to_owned() }
}

/// Refuses what cannot be read together with what is wrong otherwise.
fn all_of(unread: Option<Problem>, wrong: Option<Problem>) -> Result<(), Fault> {
    unread.into_iter().chain(wrong).reduce(Problem::and_all).map_or(Ok(()), |problem| Err(problem.into()))
}

/// What the form says, and what of it cannot be read.
fn changes(fields: &Fields) -> (Changes, Option<Problem>) {
    let text = |name: &str| Some(fields.text(name).to_owned());
    let ordering = fields.text("ordering").parse().ok();
    let unread =
        (ordering.is_none() && !fields.text("ordering").is_empty()).then(|| Problem::entity("ordering", "The place is a whole number."));
    let changes = Changes {
        name: text("name"),
        url: text("url"),
        currency: text("currency"),
        country: text("country"),
        active: Some(fields.has("active")),
        ordering,
        description: text("description"),
        legal_entity: text("entity"),
        sender_name: text("sender-name"),
        sender_email: text("sender-email"),
    };
    (changes, unread)
}

/// The legal entities to choose from; one that is chosen stays choosable when it is gone.
fn entities(account: &Account, chosen: &str) -> Vec<(String, String, bool)> {
    let view = |entry: &Entry| {
        let name = entry.text("legalName").or_else(|| entry.text("name")).unwrap_or(&entry.code).to_owned();
        (entry.code.clone(), name, entry.code == chosen)
    };
    let dictionary = account.dictionary(LEGAL_ENTITIES.kind);
    let mut found: Vec<_> = dictionary.iter().filter(|entry| entry.active || entry.code == chosen).map(view).collect();
    if !chosen.is_empty() && dictionary.get(chosen).is_none() {
        found.push((chosen.to_owned(), chosen.to_owned(), true));
    }
    found
}
