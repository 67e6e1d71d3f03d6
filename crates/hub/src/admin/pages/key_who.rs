//! "Who can …?": the keys that may call a method for a store, or see a class of fields there.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::access::masks::{CLASSES, Class};
use domain::keys::who::{self, Question};
use wire::methods;

use super::keys::{self, Row};
use super::keys_filters::{self, Choice};
use crate::admin::capabilities;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// The most keys on the page; the list of keys shows them all.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "key_who.html")]
struct KeyWho {
    page: Page,
    /// The methods to choose from, by the titles of their blocks.
    methods: Vec<(String, Vec<Choice>)>,
    /// The stores to choose from: id, name, whether it is chosen.
    stores: Vec<(i64, String, bool)>,
    classes: Vec<Choice>,
    asked: bool,
    /// What was asked, as a sentence.
    question: String,
    rows: Vec<Row>,
    total: i64,
    /// How many more there are than are shown.
    more: i64,
}

/// Shows the question and, once something is asked, the keys.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let method = methods::all().iter().map(|entry| entry.name()).find(|name| *name == query.text("method"));
    let site = query.text("store").parse::<i64>().ok().and_then(|id| account.site_by_id(id));
    let sees = Class::named(query.text("sees"));
    let question = Question { method, site: site.map(|site| site.id), sees };
    let asked = method.is_some() || site.is_some() || sees.is_some();
    let (lines, total) = if asked {
        match office.read_slow(visitor.id, move |tx| who::can(tx, &question, MOST)).await {
            Ok(found) => found,
            Err(fault) => return page::failed(page, fault),
        }
    } else {
        (Vec::new(), 0)
    };
    let mut view = Vec::new();
    view.extend(method.map(|name| page.named("who-calls", &capabilities::method(page.words, name))));
    view.extend(sees.map(|class| page.named("who-sees", &page.say(&format!("mask-{}", class.name())))));
    view.extend(site.map(|site| page.named("who-in", &site.name)));
    page::ok(&KeyWho {
        methods: keys_filters::methods(&page, query.text("method")),
        stores: account.sites.iter().map(|each| (each.id, each.name.clone(), Some(each.id) == question.site)).collect(),
        classes: CLASSES.map(|class| (class.name(), page.say(&format!("mask-{}", class.name())), Some(class) == sees)).into(),
        asked,
        question: view.join(" · "),
        more: total - lines.len() as i64,
        rows: lines.into_iter().map(|line| keys::row(&page, &account, line, &[], now)).collect(),
        total,
        page,
    })
}
