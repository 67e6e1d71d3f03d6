//! The keys that were made from a template and are not as it says any more: what would change of each, and the confirmation.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::Tx;
use database::key_list::Filter;
use domain::fault::Fault;
use domain::keys::bulk::{self, BulkOperation, Outcome, Plan, Selection};
use domain::templates::{self, Start};
use wire::{Moment, Problem};

use super::key_plan::View;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "template_keys.html")]
struct TemplateKeys {
    page: Page,
    code: String,
    name: String,
    /// Whether it is built in, and so has no form.
    built_in: bool,
    plan: View,
    /// Keys that were ticked.
    ticked: Vec<i64>,
    /// Whether the keys have changed since they were ticked.
    changed: bool,
}

/// The template of a code, and what it would make of the keys that were made from it.
fn look(tx: &mut Tx<'_>, code: &str, now: Moment) -> Result<(Start, BulkOperation, Plan), Fault> {
    let absent = || Problem::not_found().with("template", format!("There is no template \"{code}\"."));
    let start = templates::start(tx, code)?.ok_or_else(absent)?;
    let operation = BulkOperation::Follow(Box::new(start.contents()));
    let made = Filter { template: Some(code.to_owned()), ..Filter::default() };
    let plan = bulk::look(tx, &operation, &Selection::Fitting(Box::new(made), Vec::new()), now)?;
    Ok((start, operation, plan))
}

/// Shows the keys.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing_several(query.text("done"), query.text("count"));
    draw(&office, page, code, Vec::new(), false).await
}

/// Applies the template to the keys that are ticked, to all of them or to none.
pub async fn apply(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let ids: Vec<i64> = fields.all("key").filter_map(|id| id.parse().ok()).collect();
    let (by, now, agreed, asked, ticked) =
        (visitor.by(), office.hub.clock.now(), fields.text("agreed").to_owned(), code.clone(), ids.clone());
    let work = move |tx: &mut Tx<'_>| {
        tx.touch_keys()?;
        if ids.is_empty() {
            return Err(Problem::entity("none-chosen", "Choose at least one key.").into());
        }
        // What was agreed to was seen on a page of all keys of the template.
        let (_, operation, plan) = look(tx, &asked, now)?;
        let seen = |id: &i64| plan.steps.iter().any(|step| step.before.id == *id);
        if plan.confirmation != agreed || !ids.iter().all(seen) {
            return Ok(None);
        }
        match bulk::carry_out(tx, &operation, &Selection::These(ids.clone()), None, &by, now)? {
            Outcome::Done(plan) => Ok(Some(plan.steps.len())),
            Outcome::Changed(_) => Ok(None),
        }
    };
    match office.hub.db.write(work).await {
        Ok(Some(count)) => page::go(&format!("/integration/templates/{code}/keys?done=template-applied&count={count}")),
        Ok(None) => draw(&office, page, code, ticked, true).await,
        Err(fault) => page::failed(page, fault),
    }
}

async fn draw(office: &Office, page: Page, code: String, ticked: Vec<i64>, changed: bool) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    match office.read_slow(page.person(), move |tx| look(tx, &code, now)).await {
        Ok((start, operation, plan)) => {
            let plan = View::of(&page, &account, &operation, &plan);
            let (code, name, built_in) = (start.code().to_owned(), page.start(&start), matches!(start, Start::BuiltIn(_)));
            page::ok(&TemplateKeys { page, code, name, built_in, plan, ticked, changed })
        }
        Err(fault) => page::failed(page, fault),
    }
}
