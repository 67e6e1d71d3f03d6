//! P4 and P5: making orders over HTTP, beside a loop that writes the same rows with the driver alone.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use postgres::Client;
use rusqlite::Connection;

use crate::Plan;
use crate::load::{Load, Source};
use crate::orders::{Buyers, KNOWN, Orders, external_id};
use crate::report::{Line, Target};
use crate::rows::{self, Rows};
use crate::server::{Account, Engine, Server};

/// Orders of a bulk call.
const BULK: usize = 50;
/// Clients that upload at once.
const UPLOADERS: usize = 8;

/// P4: one order a call.
///
/// # Errors
/// A server cannot be started or answered wrongly, or a raw loop was refused.
pub fn create(plan: &Plan, engine: Engine) -> anyhow::Result<Vec<Line>> {
    let mut pair = Pair::make(engine)?;
    let target = Target::Ratio(if engine == Engine::Sqlite { 0.50 } else { 0.35 });
    let mut lines = Vec::new();
    for (buyers, whose) in [(Buyers::New, "new customers"), (Buyers::Known, "known customers")] {
        for connections in [32, 256] {
            let orders = Orders::one_by_one(&pair.account.token, buyers, &pair.next);
            let rounds = pair.compare(plan, buyers, connections, 1, 201, &|| orders.source())?;
            let rows = pair.rows(buyers).len();
            let what = format!("orders/create, {connections} clients, {whose} : raw loop of the same {rows} rows");
            lines.push(Line::of_rounds("P4", engine.name(), what, &rounds, target));
        }
    }
    Ok(lines)
}

/// P5: fifty orders a call; figures are orders a second.
///
/// # Errors
/// As [`create`].
pub fn upload(plan: &Plan, engine: Engine) -> anyhow::Result<Vec<Line>> {
    let mut pair = Pair::make(engine)?;
    let target = if engine == Engine::Sqlite { Target::Ratio(0.60) } else { Target::None };
    let mut lines = Vec::new();
    for (buyers, whose) in [(Buyers::New, "new customers"), (Buyers::Known, "known customers")] {
        let orders = Orders::in_bulk(&pair.account.token, BULK, buyers, &pair.next);
        let rounds = pair.compare(plan, buyers, UPLOADERS, BULK as u64, 200, &|| orders.source())?;
        let what = format!("orders of orders/upload by {BULK}, {UPLOADERS} clients, {whose} : raw loop of the same rows");
        lines.push(Line::of_rounds("P5", engine.name(), what, &rounds, target));
    }
    Ok(lines)
}

/// Makes the orders and customers that are there before a measurement begins.
///
/// # Errors
/// The server answered wrongly.
pub fn fill(account: &Account, server: &Server) -> anyhow::Result<()> {
    let orders = Orders::in_bulk(&account.token, BULK, Buyers::New, &Arc::new(AtomicU64::new(0)));
    // One connection, so that orders have ids in the order of their numbers.
    Load { requests: KNOWN / BULK as u64, connections: 1, ..Load::new(server.address, 200, &|| orders.source()) }.run().map(drop)
}

/// The raw loop's connection.
enum Raw {
    Sqlite(Connection),
    Postgres(Client),
}

/// A hub, and a database of the same shape that the raw loop writes to.
struct Pair {
    account: Account,
    server: Server,
    next: Arc<AtomicU64>,
    raw: Raw,
    raw_next: u64,
    new: Rows,
    known: Rows,
    // Its folder goes when this does.
    _other: Account,
}

impl Pair {
    fn make(engine: Engine) -> anyhow::Result<Self> {
        let account = Account::make(engine, "hub")?;
        let server = account.serve()?;
        fill(&account, &server)?;
        let (mut new, known) = patterns()?;
        let other = Account::make(engine, "raw")?;
        let mut raw = match &other.database {
            None => Raw::Sqlite(rows::open_sqlite(&other.file())?),
            Some(address) => Raw::Postgres(rows::open_postgres(address)?),
        };
        write(&mut raw, &mut new, 0, KNOWN)?;
        let next = Arc::new(AtomicU64::new(KNOWN));
        Ok(Self { account, server, next, raw, raw_next: KNOWN, new, known, _other: other })
    }

    fn rows(&self, buyers: Buyers) -> &Rows {
        match buyers {
            Buyers::New => &self.new,
            Buyers::Known => &self.known,
        }
    }

    /// Both sides in turn; the raw loop writes as many orders as the hub has made, so that both databases grow alike.
    fn compare(
        &mut self,
        plan: &Plan,
        buyers: Buyers,
        connections: usize,
        bulk: u64,
        status: u16,
        source: &(dyn Fn() -> Source + Sync),
    ) -> anyhow::Result<Vec<(f64, f64)>> {
        let mut rounds = Vec::new();
        for _ in 0..plan.rounds {
            let ours = Load { connections, time: plan.time, ..Load::new(self.server.address, status, source) }.run()?;
            let rows = match buyers {
                Buyers::New => &mut self.new,
                Buyers::Known => &mut self.known,
            };
            let count = ours.answers * bulk;
            let baseline = write(&mut self.raw, rows, self.raw_next, count)?;
            self.raw_next += count;
            rounds.push((ours.rate * bulk as f64, baseline));
        }
        Ok(rounds)
    }
}

fn write(raw: &mut Raw, rows: &mut Rows, first: u64, count: u64) -> anyhow::Result<f64> {
    match raw {
        Raw::Sqlite(connection) => rows.write_sqlite(connection, first, count),
        Raw::Postgres(client) => rows.write_postgres(client, first, count),
    }
}

/// The rows of an order of a new customer, and of one of a known customer, as the hub itself writes them.
fn patterns() -> anyhow::Result<(Rows, Rows)> {
    let account = Account::make(Engine::Sqlite, "pattern")?;
    let server = account.serve()?;
    fill(&account, &server)?;
    let next = Arc::new(AtomicU64::new(KNOWN));
    let orders = Orders::one_by_one(&account.token, Buyers::Known, &next);
    Load { requests: 1, connections: 1, ..Load::new(server.address, 201, &|| orders.source()) }.run()?;
    drop(server);
    let new = Rows::read(&account.file(), &external_id(KNOWN - 1), Buyers::New)?;
    let known = Rows::read(&account.file(), &external_id(KNOWN), Buyers::Known)?;
    Ok((new, known))
}
