//! What a person sees of orders and customers: nothing, to read or to change, of which stores, and which data are hidden.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::masks::{CLASSES, Class, Mask, Masks};
use domain::desk::{self, DeskAccess, May};
use domain::fault::Fault;
use domain::people::Administrator;
use wire::Problem;

use super::keys::number;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// A way to hide data: name, text, and whether it is chosen.
type Way = (&'static str, String, bool);

#[derive(Template)]
#[template(path = "person_desk.html")]
struct PersonDesk {
    page: Page,
    id: i64,
    name: String,
    /// Names, texts, and which is chosen.
    levels: Vec<(&'static str, String, bool)>,
    every_store: bool,
    /// Ids, names, and which are chosen.
    stores: Vec<(i64, String, bool)>,
    /// The classes of data: name, label, and the ways to hide it.
    classes: Vec<(&'static str, String, Vec<Way>)>,
    faults: Faults,
}

/// Shows the form.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    match form(&office, page, number(&id), None, Faults::default()) {
        Ok(form) => page::ok(&form),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "people"), fault),
    }
}

/// Saves it.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    let (id, access, account, now) = (number(&id), access(&fields), office.hub.account(), office.hub.clock.now());
    let administrator = Administrator { by: visitor.by(), role: visitor.role };
    let chosen = access.clone();
    match office.hub.db.write(move |tx| desk::choose(tx, &account, &administrator, id, &chosen, now)).await {
        Ok(()) => page::go(&format!("/people/{id}?done=person-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            match form(&office, page, id, Some(access), faults) {
                Ok(form) => page::show(StatusCode::BAD_REQUEST, &form),
                Err(fault) => page::failed(Page::new(&office, Some(&visitor), "people"), fault),
            }
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// What the form says.
fn access(fields: &Fields) -> DeskAccess {
    let stores: BTreeSet<i64> = fields.all("store").filter_map(|id| id.parse().ok()).collect();
    let masks = CLASSES.into_iter().filter_map(|class| Some((class, Mask::named(fields.text(&format!("hide-{}", class.name())))?)));
    DeskAccess {
        may: May::named(fields.text("orders")).unwrap_or_default(),
        stores: (fields.text("stores") != "all").then_some(stores),
        masks: Masks(masks.collect()),
    }
}

fn mask_text(page: &Page, class: Class, mask: Mask) -> String {
    match mask {
        Mask::Partial => page.say(&format!("mask-partial-{}", class.name())),
        other => page.say(&format!("mask-{}", other.name())),
    }
}

fn form(office: &Office, page: Page, id: i64, sent: Option<DeskAccess>, faults: Faults) -> Result<PersonDesk, Fault> {
    let account = office.hub.account();
    let user = account.users.iter().find(|user| user.id == id).ok_or_else(Problem::not_found)?;
    let access = sent.unwrap_or_else(|| DeskAccess::of(user));
    let level = |may: May| (may.name(), page.say(&format!("desk-{}", may.name())), access.may == may);
    let chosen = |site: i64| access.stores.as_ref().is_some_and(|stores| stores.contains(&site));
    let ways = |class: Class| {
        let shown = std::iter::once(("", page.say("mask-shown"), !access.masks.cover(class)));
        let hidden = class.masks().iter().map(|mask| (mask.name(), mask_text(&page, class, *mask), access.masks.of(class) == Some(*mask)));
        shown.chain(hidden).collect()
    };
    Ok(PersonDesk {
        id,
        name: format!("{} {}", user.first_name, user.last_name).trim_end().to_owned(),
        levels: May::ALL.map(level).into(),
        every_store: access.stores.is_none(),
        stores: account.sites.iter().map(|site| (site.id, site.name.clone(), chosen(site.id))).collect(),
        classes: CLASSES.map(|class| (class.name(), page.say(&format!("mask-{}", class.name())), ways(class))).into(),
        faults,
        page,
    })
}
