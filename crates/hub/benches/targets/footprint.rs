//! P7: memory of an idle server, the time until it is ready, and what an order takes on disk.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use anyhow::Context;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::home::Home;
use domain::keys::{self, Changes, Reach};
use hub::app::Storage;

use crate::load::Load;
use crate::orders::{Buyers, Orders};
use crate::report::{Line, Target, median};
use crate::server::{Account, Engine};

/// Keys of the larger account, and of one transaction while they are made.
const KEYS: usize = 10_000;
const AT_ONCE: usize = 500;
/// Orders that are written to see what one takes on disk.
const ORDERS: u64 = 20_000;
/// How often a server is started.
const STARTS: usize = 5;

/// Measures it on the embedded database, whose file is its own.
///
/// # Errors
/// A server cannot be started.
pub fn measure() -> anyhow::Result<Vec<Line>> {
    let account = Account::make(Engine::Sqlite, "footprint")?;
    let line = |what: &str, ours, target| Line::of_figure("P7", Engine::Sqlite.name(), what, ours, target);
    let idle = || -> anyhow::Result<f64> {
        let server = account.serve()?;
        std::thread::sleep(Duration::from_secs(3));
        server.memory()
    };
    let mut lines = vec![line("idle memory, an empty account", idle()?, Target::Most(25.0, "MB"))];
    add_keys(&account)?;
    lines.push(line(&format!("idle memory, {KEYS} keys"), idle()?, Target::Most(40.0, "MB")));
    let before = size(&account)?;
    fill(&account)?;
    let grown = size(&account)? - before;
    lines.push(line("on disk, an order of one line with its customer and history", grown / ORDERS as f64 / 1e3, Target::Most(3.0, "KB")));
    let ready = |orderly: bool| -> anyhow::Result<f64> {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            let begun = Clock::uptime();
            let server = account.serve()?;
            times.push((Clock::uptime() - begun).as_secs_f64() * 1e3);
            // Dropping it is a `kill -9`.
            if orderly { server.stop()? } else { drop(server) }
        }
        Ok(median(times))
    };
    lines.push(line("from the start until it is ready", ready(true)?, Target::Most(300.0, "ms")));
    ready(false)?;
    lines.push(line("from the start until it is ready, after kill -9", ready(false)?, Target::Most(1000.0, "ms")));
    Ok(lines)
}

fn add_keys(account: &Account) -> anyhow::Result<()> {
    let options = database::Options::at(database::Location::File(account.file()));
    let storage = Storage::open(account.folder(), &options, &Home::of_zone("Europe/Moscow"), Clock::system().now())?;
    for chunk in 0..KEYS / AT_ONCE {
        let tokens = (0..AT_ONCE).map(|_| token::generate()).collect::<Result<Vec<_>, _>>()?;
        let (pepper, now) = (storage.peppers.present.clone(), Clock::system().now());
        let added = storage.db.write_now(move |tx| {
            for (index, token) in tokens.iter().enumerate() {
                let name = Some(format!("Key {}", chunk * AT_ONCE + index));
                let changes = Changes { name, reach: Some(Reach::All), grant: Some(Grant::All), ..Changes::default() };
                keys::add(tx, &pepper, token, &changes, &By::CommandLine, now)?;
            }
            Ok::<_, Fault>(())
        });
        added.map_err(|fault| anyhow::anyhow!("keys cannot be added: {fault}"))?;
    }
    Ok(())
}

/// Writes orders of one line each, by fifty.
fn fill(account: &Account) -> anyhow::Result<()> {
    let server = account.serve()?;
    let orders = Orders::of_one_line(&account.token, 50, Buyers::New, &Arc::new(AtomicU64::new(0)));
    let source = || orders.source();
    Load { connections: 2, requests: ORDERS / 50 / 2, ..Load::new(server.address, 200, &source) }.run()?;
    // The index follows within moments.
    std::thread::sleep(Duration::from_secs(3));
    server.stop()
}

/// The bytes of the database's files.
fn size(account: &Account) -> anyhow::Result<f64> {
    let file = account.file();
    let of = |path: &std::path::Path| fs::metadata(path).map_or(0, |found| found.len());
    let bytes = of(&file) + of(&file.with_extension("db-wal"));
    (bytes > 0).then_some(bytes as f64).context("there is no database")
}
