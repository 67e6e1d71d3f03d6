//! P2 and P3: reading over HTTP, beside a bare handler and beside one that makes one statement.

use std::sync::Arc;

use crate::load::{Load, Source};
use crate::orders::{self, KNOWN};
use crate::report::{Line, Target};
use crate::server::{Account, Engine, Server};
use crate::{Plan, writes};

/// Connections under which reads are measured.
const CONNECTIONS: [usize; 2] = [32, 256];

/// P2: the smallest call and one order by id.
///
/// # Errors
/// A server cannot be started, or answered wrongly.
pub fn small(plan: &Plan) -> anyhow::Result<Vec<Line>> {
    let account = Account::make(Engine::Sqlite, "reads")?;
    let server = account.serve()?;
    writes::fill(&account, &server)?;
    let bare = Server::bare(&["fixed"])?;
    let versions = Arc::new(vec![orders::get(&account.token, "/api/api-versions")]);
    let by_id = |id: u64| orders::get(&account.token, &format!("/api/v5/orders/{}?by=id", 1 + id * 7919 % KNOWN));
    let by_id: Arc<Vec<Vec<u8>>> = Arc::new((0..1000).map(by_id).collect());
    let mut lines = Vec::new();
    for connections in CONNECTIONS {
        let rounds = compare(plan, connections, (&server, &|| orders::cycle(&versions)), (&bare, &|| orders::cycle(&versions)))?;
        let what = format!("smallest authenticated GET : bare handler, {connections} connections");
        lines.push(Line::of_rounds("P2", Engine::Sqlite.name(), what, &rounds, Target::Ratio(0.90)));
        let rounds = compare(plan, connections, (&server, &|| orders::cycle(&by_id)), (&bare, &|| orders::cycle(&versions)))?;
        let what = format!("one order by id : bare handler, {connections} connections");
        lines.push(Line::of_rounds("P2", Engine::Sqlite.name(), what, &rounds, Target::Ratio(0.55)));
    }
    Ok(lines)
}

/// P3: the statuses of 50 orders.
///
/// # Errors
/// As [`small`].
pub fn statuses(plan: &Plan) -> anyhow::Result<Vec<Line>> {
    let account = Account::make(Engine::Sqlite, "statuses")?;
    let server = account.serve()?;
    writes::fill(&account, &server)?;
    let bare = Server::bare(&["statuses", &account.file().to_string_lossy()])?;
    let request = |number: u64| {
        let ids: Vec<String> = (0..50).map(|index| format!("ids%5B%5D={}", 1 + (number * 50 + index) * 7919 % KNOWN)).collect();
        orders::get(&account.token, &format!("/api/v5/orders/statuses?{}", ids.join("&")))
    };
    let requests: Arc<Vec<Vec<u8>>> = Arc::new((0..200).map(request).collect());
    let mut lines = Vec::new();
    for connections in CONNECTIONS {
        let rounds = compare(plan, connections, (&server, &|| orders::cycle(&requests)), (&bare, &|| orders::cycle(&requests)))?;
        let what = format!("orders/statuses, 50 ids : one statement in a bare handler, {connections} connections");
        lines.push(Line::of_rounds("P3", Engine::Sqlite.name(), what, &rounds, Target::Ratio(0.70)));
    }
    Ok(lines)
}

type Side<'a> = (&'a Server, &'a (dyn Fn() -> Source + Sync));

/// Both sides in turn, round by round.
fn compare(plan: &Plan, connections: usize, ours: Side<'_>, baseline: Side<'_>) -> anyhow::Result<Vec<(f64, f64)>> {
    let run = |side: Side<'_>| Load { connections, time: plan.time, ..Load::new(side.0.address, 200, side.1) }.run();
    let mut rounds = Vec::new();
    for _ in 0..plan.rounds {
        rounds.push((run(ours)?.rate, run(baseline)?.rate));
    }
    Ok(rounds)
}
