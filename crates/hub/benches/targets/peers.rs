//! Another way to build the same: Django REST framework with an API key on SQLite, beside the hub in one run.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::{Context, ensure};

use crate::Plan;
use crate::load::{Load, Source};
use crate::orders::{self, Buyers, Orders};
use crate::report::{Line, Target};
use crate::server::{Account, Engine, Server};

/// Where the peer's source is.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");
/// Clients at once, on both sides.
const CLIENTS: usize = 32;

/// A small authenticated read and an order made, on both; `python` has the packages of `peers/requirements.txt`.
///
/// # Errors
/// A server cannot be started, or answered wrongly.
pub fn measure(plan: &Plan, python: &Path) -> anyhow::Result<Vec<Line>> {
    let data = tempfile::tempdir()?;
    let run = |command: &mut Command| {
        command.current_dir(SOURCE).env("PEER_DATA", data.path()).env("DJANGO_SETTINGS_MODULE", "shop.settings").stderr(Stdio::inherit());
    };
    let mut prepare = Command::new(python);
    prepare.args(["-B", "-m", "shop.prepare"]);
    run(&mut prepare);
    let made = prepare.output().context("the peer cannot be prepared")?;
    ensure!(made.status.success(), "the peer cannot be prepared");
    let key = String::from_utf8(made.stdout)?.trim().to_owned();
    // Free a moment ago.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut serve = Command::new(python);
    serve.args(["-B", "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", "--worker-class", "gthread", "--threads", "8"]);
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).to_string();
    serve.args(["--workers", &workers, "--keep-alive", "60", "--log-level", "error", "--bind", &address.to_string()]);
    run(&mut serve);
    let peer = Server::at(&mut serve, address)?;
    let account = Account::make(Engine::Sqlite, "peers")?;
    let hub = account.serve()?;

    let read = |token: &str| Arc::new(vec![orders::get(token, "/api/api-versions")]);
    let (of_hub, of_peer) = (read(&account.token), read(&key));
    let next = Arc::new(AtomicU64::new(0));
    let create = |token: &str| Orders::one_by_one(token, Buyers::New, &next);
    let (to_hub, to_peer) = (create(&account.token), create(&key));
    let mut lines = Vec::new();
    let mut compare = |what: &str, status: u16, ours: &(dyn Fn() -> Source + Sync), theirs: &(dyn Fn() -> Source + Sync)| {
        let rate =
            |server: &Server, source| Load { connections: CLIENTS, time: plan.time, ..Load::new(server.address, status, source) }.run();
        let rounds =
            (0..plan.rounds).map(|_| Ok((rate(&hub, ours)?.rate, rate(&peer, theirs)?.rate))).collect::<anyhow::Result<Vec<_>>>()?;
        lines.push(Line::of_rounds(
            "vs",
            Engine::Sqlite.name(),
            format!("{what}, {CLIENTS} clients : Django REST framework"),
            &rounds,
            Target::None,
        ));
        anyhow::Ok(())
    };
    compare("small authenticated GET", 200, &|| orders::cycle(&of_hub), &|| orders::cycle(&of_peer))?;
    compare("an order made", 201, &|| to_hub.source(), &|| to_peer.source())?;
    // Its workers end with it only where it ends in order.
    peer.stop()?;
    Ok(lines)
}
