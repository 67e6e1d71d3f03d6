//! Integration → API access keys → Templates: starting points of keys, one's own and those that are built in.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::grant::Grant;
use domain::access::templates::Template as BuiltIn;
use domain::fault::Fault;
use domain::templates::{self, Start};

use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "templates.html")]
struct Templates {
    page: Page,
    own: Vec<Row>,
    built_in: Vec<Row>,
    /// The address of this hub, for links that are passed on.
    address: String,
}

struct Row {
    code: String,
    name: String,
    about: String,
    /// Which stores a key made from it is for.
    stores: String,
    /// How many methods it starts with.
    methods: String,
    /// Whether such a key is another company's.
    partner: bool,
    /// How many keys were made from it.
    keys: i64,
}

fn row(page: &Page, start: &Start, counts: &HashMap<String, i64>) -> Row {
    let contents = start.contents();
    let about = match start {
        Start::BuiltIn(template) => page.words.find(&format!("shelf-{}-about", template.code)).unwrap_or_default(),
        Start::Own(own) => own.about.clone(),
    };
    Row {
        code: start.code().to_owned(),
        name: page.start(start),
        about,
        stores: page.say(&format!("template-stores-{}", contents.stores.name())),
        methods: match &contents.grant {
            Grant::All | Grant::AllAnd(_) => page.say("methods-all"),
            Grant::Some(names) => page.count("methods-count", &(names.len() as i64)),
        },
        partner: contents.partner,
        keys: counts.get(start.code()).copied().unwrap_or_default(),
    }
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let address = office.hub.account().public_url.clone();
    match office.read_slow(visitor.id, |tx| Ok::<_, Fault>((templates::all(tx)?, database::templates::counts(tx)?))).await {
        Ok((own, counts)) => {
            let own = own.into_iter().map(|own| row(&page, &Start::from(own), &counts)).collect();
            let built_in = BuiltIn::all().iter().map(|template| row(&page, &Start::BuiltIn(template), &counts)).collect();
            page::ok(&Templates { page, own, built_in, address })
        }
        Err(fault) => page::failed(page, fault),
    }
}

#[derive(Template)]
#[template(path = "template_delete.html")]
struct Delete {
    page: Page,
    code: String,
    name: String,
}

/// Asks whether a template is to be deleted.
pub async fn ask_delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(code): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    match office.hub.db.read(move |tx| templates::find(tx, &code)).await {
        Ok(own) => page::ok(&Delete { page, code: own.code, name: own.name }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Deletes a template.
pub async fn delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(code): Path<String>) -> Response {
    let (by, now) = (visitor.by(), office.hub.clock.now());
    match office.hub.db.write(move |tx| templates::delete(tx, &code, &by, now)).await {
        Ok(()) => page::go("/integration/templates?done=template-deleted"),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    }
}
