//! Every key of another company is suspended at once, and exactly those are brought back.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::key_list::{self, Filter, Order};
use domain::access::templates::Template as BuiltIn;
use domain::fault::Fault;
use domain::keys::bulk::{self, BulkOperation, Outcome, Selection};
use domain::templates::{self, Start};

use super::key_plan::View;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// The most keys that are named of those that stay on.
const LEFT: i64 = 1000;

#[derive(Template)]
#[template(path = "key_panic.html")]
struct Panic {
    page: Page,
    /// The templates whose keys are other companies'.
    templates: String,
    /// What would be suspended.
    suspend: View,
    /// What would be brought back.
    resume: View,
    /// Keys that stay on: id, name, when they were last used.
    left: Vec<(i64, String, Option<When>)>,
    /// How many there are, and how many of them are not named.
    left_count: i64,
    left_more: i64,
    /// Whether the keys have changed since they were looked at.
    changed: bool,
}

/// Shows what would be suspended, and what would be brought back.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing_several(query.text("done"), query.text("count"));
    draw(&office, page, false).await
}

/// Suspends them.
pub async fn suspend(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    carry_out(&office, &visitor, &fields, BulkOperation::Suspend, bulk::to_suspend(), "panic-suspended").await
}

/// Brings back those that were suspended.
pub async fn resume(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    carry_out(&office, &visitor, &fields, BulkOperation::Resume, bulk::to_resume(), "panic-resumed").await
}

async fn carry_out(
    office: &Office,
    visitor: &Visitor,
    fields: &Fields,
    operation: BulkOperation,
    selection: Selection,
    done: &str,
) -> Response {
    let page = Page::new(office, Some(visitor), "keys");
    let (agreed, by, now) = (fields.text("agreed").to_owned(), visitor.by(), office.hub.clock.now());
    let work = move |tx: &mut database::Tx<'_>| bulk::carry_out(tx, &operation, &selection, Some(&agreed), &by, now);
    match office.hub.db.write(work).await {
        Ok(Outcome::Done(plan)) => page::go(&format!("/integration/keys/panic?done={done}&count={}", plan.steps.len())),
        Ok(Outcome::Changed(_)) => draw(office, page, true).await,
        Err(fault) => page::failed(page, fault),
    }
}

async fn draw(office: &Office, page: Page, changed: bool) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let read = office.read_slow(page.person(), move |tx| {
        let suspend = bulk::look(tx, &BulkOperation::Suspend, &bulk::to_suspend(), now)?;
        let resume = bulk::look(tx, &BulkOperation::Resume, &bulk::to_resume(), now)?;
        let active = Filter { active: Some(true), ..Filter::default() };
        let on = key_list::page(tx, &active, Order::LastUsed, true, LEFT, 0)?;
        Ok::<_, Fault>((suspend, resume, templates::all(tx)?, on))
    });
    match read.await {
        Ok((suspend, resume, own, (on, total))) => {
            let starts = BuiltIn::all().iter().map(Start::BuiltIn).chain(own.into_iter().map(Start::from));
            let foreign: Vec<String> = starts.filter(|start| start.contents().partner).map(|start| page.start(&start)).collect();
            let taken: HashSet<i64> = suspend.steps.iter().map(|step| step.before.id).collect();
            let left_count = total - taken.len() as i64;
            let left: Vec<_> = on
                .into_iter()
                .filter(|line| !taken.contains(&line.id))
                .map(|line| (line.id, line.name, line.last_used.map(|at| Times::new(page.words, &account.zone, now).when(at))))
                .collect();
            let left_more = left_count - left.len() as i64;
            let suspend = View::of(&page, &account, &BulkOperation::Suspend, &suspend);
            let resume = View::of(&page, &account, &BulkOperation::Resume, &resume);
            page::ok(&Panic { page, templates: foreign.join(", "), suspend, resume, left, left_count, left_more, changed })
        }
        Err(fault) => page::failed(page, fault),
    }
}
