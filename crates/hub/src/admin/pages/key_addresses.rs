//! The address list of a key, made from where it was used: what would change is there to be seen before it is saved.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::keys::origins::{self, Proposal};

use super::keys::{minutes, number};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "key_addresses.html")]
struct KeyAddresses {
    page: Page,
    id: i64,
    name: String,
    /// Ranges of the list: text, whether calls came from it, whether it is to stay.
    present: Vec<(String, bool, bool)>,
    /// Addresses that could be added.
    missing: Vec<Missing>,
    too_many: bool,
    enforced: bool,
    /// Whether calls from elsewhere are to be noted only.
    report_only: bool,
    faults: Faults,
}

struct Missing {
    address: String,
    calls: i64,
    last: String,
    chosen: bool,
}

/// Shows the list as it is, and what calls of the last 30 days would add to it.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    draw(&office, Page::new(&office, Some(&visitor), "keys"), number(&id), None, Faults::default()).await
}

/// Saves the list that was chosen.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let list: Vec<String> = ["keep", "add"].iter().flat_map(|name| fields.all(name)).map(str::to_owned).collect();
    let report_only = fields.text("elsewhere") != "refuse";
    match office.hub.db.write(move |tx| origins::change(tx, id, &list, report_only, &by, now)).await {
        Ok(_) => page::go(&format!("/integration/keys/{id}?done=key-addresses")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            draw(&office, page, id, Some(&fields), faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn draw(office: &Office, page: Page, id: i64, sent: Option<&Fields>, faults: Faults) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let (key, proposal) = match office.read_slow(page.person(), move |tx| Proposal::of(tx, id, origins::DAYS, now)).await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let too_many = proposal.is_too_long();
    let chosen = |name: &'static str| sent.map(|sent| sent.all(name).map(str::to_owned).collect::<BTreeSet<String>>());
    let (kept, added) = (chosen("keep"), chosen("add"));
    // Calls from the missing addresses are refused where the list is enforced: find out first who they were.
    let missing = proposal.missing.into_iter().map(|seen| Missing {
        chosen: added.as_ref().map_or(!proposal.enforced && !too_many, |added| added.contains(&seen.address)),
        last: minutes(page.words, &account, seen.last_at),
        address: seen.address,
        calls: seen.calls,
    });
    let stays = |range: &String| kept.as_ref().is_none_or(|kept| kept.contains(range));
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let form = KeyAddresses {
        id,
        name: key.name,
        present: proposal.present.iter().map(|(range, used)| (range.clone(), *used, stays(range))).collect(),
        missing: missing.collect(),
        too_many,
        enforced: proposal.enforced,
        report_only: sent.map_or(!proposal.enforced, |sent| sent.text("elsewhere") != "refuse"),
        faults,
        page,
    };
    page::show(status, &form)
}
