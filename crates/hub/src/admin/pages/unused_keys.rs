//! The rule for unused keys: after how many days their contacts are notified, and after how many more the keys are disabled.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::stale::{self, Round, Rule};
use domain::{keys, settings};
use wire::Problem;

use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "unused_keys.html")]
struct UnusedKeys {
    page: Page,
    notice: String,
    disable: String,
    faults: Faults,
    rule: Rule,
    /// Keys that the next round notifies about: id, name.
    view: Vec<(i64, String)>,
    /// Keys that the next round switches off: id, name.
    off: Vec<(i64, String)>,
}

/// Shows the rule and what it would do next.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let rule = Rule::of(&office.hub.account());
    form(&office, page, rule, [rule.notice.to_string(), rule.disable.to_string()], Faults::default()).await
}

/// Changes the rule.
pub async fn change(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (notice, disable) = (fields.text("notice").to_owned(), fields.text("disable").to_owned());
    let (by, now, days) = (visitor.by(), office.hub.clock.now(), [notice.clone(), disable.clone()]);
    let changed = office.hub.db.write(move |tx| {
        for (name, field, days) in [(stale::NOTICE, "notice", &days[0]), (stale::DISABLE, "disable", &days[1])] {
            settings::set(tx, name, days, &by, now).map_err(|fault| match fault {
                Fault::Refused(problem) => Problem::entity(field, problem.message).into(),
                fault => fault,
            })?;
        }
        Ok::<_, Fault>(())
    });
    match changed.await {
        Ok(()) => page::go("/integration/keys/unused?done=unused-saved"),
        Err(Fault::Refused(problem)) => {
            let (faults, rule) = (page.faults(&problem), Rule::of(&office.hub.account()));
            form(&office, page, rule, [notice, disable], faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn form(office: &Office, page: Page, rule: Rule, [notice, disable]: [String; 2], faults: Faults) -> Response {
    let now = office.hub.clock.now();
    let read = office.read_slow(page.person(), move |tx| {
        let Round { noticed, disabled, .. } = stale::due(tx, rule, now)?;
        let mut named = |ids: Vec<i64>| ids.into_iter().map(|id| Ok((id, keys::find(tx, id)?.name))).collect::<Result<Vec<_>, Fault>>();
        Ok::<_, Fault>((named(noticed)?, named(disabled)?))
    });
    let (view, off) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    page::show(status, &UnusedKeys { page, notice, disable, faults, rule, view, off })
}
