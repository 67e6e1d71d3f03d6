//! P8: a key is switched off while clients call without a pause; no call that begins after the change returned is let in.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};
use database::Location;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::keys::{self, Changes, Reach};
use hub::app::{Hub, Settings};
use hub::watch::Watch;
use tempfile::TempDir;

use crate::report::{Line, Target};
use crate::server::{Engine, fresh_database};

/// Clients that call at once.
const CLIENTS: usize = 8;

/// Switches a key off and on for so many rounds: on one server of the embedded database, on two of PostgreSQL.
///
/// # Errors
/// A server cannot be started or answered something else than let in or refused.
pub fn measure(engine: Engine) -> anyhow::Result<Line> {
    let (nodes, rounds) = match engine {
        Engine::Sqlite => (1, 1_000),
        // Every change waits for the other server, which looks ten times a second.
        Engine::Postgres => (2, 100),
    };
    let mut cluster = Cluster::start(engine, nodes)?;
    let leaks = cluster.play(rounds)?;
    cluster.end();
    let what = format!("calls let in after a key was switched off, {rounds} rounds, {CLIENTS} clients, servers: {nodes}");
    Ok(Line { id: "P8", engine: engine.name(), what, ours: leaks as f64, baseline: None, ratio: None, target: Target::Count(0.0) })
}

/// Servers on one database, in this process: changes are made as a page of the first one makes them.
struct Cluster {
    hubs: Vec<Arc<Hub>>,
    addresses: Vec<SocketAddr>,
    watches: Vec<Watch>,
    runtime: tokio::runtime::Runtime,
    key: i64,
    token: String,
    _folder: TempDir,
}

impl Cluster {
    fn start(engine: Engine, nodes: usize) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix_in("hub-", env!("CARGO_TARGET_TMPDIR"))?;
        let location = match engine {
            Engine::Sqlite => Location::File(folder.path().join("latchkey.db")),
            Engine::Postgres => Location::Server(fresh_database("revocation")?),
        };
        let settings = Settings {
            data: folder.path().to_owned(),
            database: database::Options { connections: 4, ..database::Options::at(location) },
            max_body: 1 << 20,
            max_file: 1 << 20,
            slow: Default::default(),
            anonymous_bodies: 1 << 20,
            metrics: hub::metrics::Readers::default(),
            log_calls: false,
            traces: None,
            public_url: "http://127.0.0.1".to_owned(),
            trusted_proxies: Default::default(),
            outside: Default::default(),
            limits: Default::default(),
            certificates: None,
            backups: hub::backup::Backups { place: hub::backup::place::Place::Folder(folder.path().join("backups")), passphrase: None },
            home: domain::home::Home::of_zone("Europe/Moscow"),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let (mut hubs, mut addresses, mut watches) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..nodes {
            let hub = Hub::open(settings.clone(), Clock::system())?;
            watches.push(Watch::begin(Arc::clone(&hub))?);
            let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
            addresses.push(listener.local_addr()?);
            runtime.spawn(hub::server::serve(listener, Arc::clone(&hub), std::future::pending()));
            hubs.push(hub);
        }
        let token = token::generate()?;
        let (given, pepper, now) = (token.clone(), hubs[0].gate.pepper(), hubs[0].clock.now());
        let changes = Changes { name: Some("Load".to_owned()), reach: Some(Reach::All), grant: Some(Grant::All), ..Changes::default() };
        let key = hubs[0].db.write_now(move |tx| keys::add(tx, &pepper, &given, &changes, &By::CommandLine, now)).map_err(view)?.id;
        Ok(Self { hubs, addresses, watches, runtime, key, token, _folder: folder })
    }

    /// How many calls that began while the key was off were let in.
    fn play(&mut self, rounds: usize) -> anyhow::Result<u64> {
        // 4n: on; 4n + 2: off; odd numbers are a change under way; the highest bit ends it.
        let (state, judged, leaks) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        const END: u64 = 1 << 63;
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|index| {
                    let address = self.addresses[index % self.addresses.len()];
                    let (token, state, judged, leaks) = (&self.token, &state, &judged, &leaks);
                    scope.spawn(move || -> anyhow::Result<()> {
                        let mut client = Client::connect(address, token)?;
                        loop {
                            let before = state.load(Ordering::SeqCst);
                            if before & END != 0 {
                                return Ok(());
                            }
                            let let_in = client.call()?;
                            if state.load(Ordering::SeqCst) == before && before % 2 == 0 {
                                ensure!(let_in || before % 4 == 2, "a key that is on was refused");
                                leaks.fetch_add(u64::from(let_in && before % 4 == 2), Ordering::SeqCst);
                                judged.fetch_add(1, Ordering::SeqCst);
                            }
                        }
                    })
                })
                .collect();
            let outcome = self.switch(rounds, &state, &judged, || clients.iter().any(|client| client.is_finished()));
            state.fetch_or(END, Ordering::SeqCst);
            for client in clients {
                client.join().unwrap_or_else(|_| anyhow::bail!("a client panicked"))?;
            }
            outcome
        })?;
        Ok(leaks.into_inner())
    }

    fn switch(&self, rounds: usize, state: &AtomicU64, judged: &AtomicU64, broken: impl Fn() -> bool) -> anyhow::Result<()> {
        for round in 0..2 * rounds {
            let enough = judged.load(Ordering::SeqCst) + 2 * CLIENTS as u64;
            while judged.load(Ordering::SeqCst) < enough && !broken() {
                std::thread::sleep(Duration::from_millis(1));
            }
            state.fetch_add(1, Ordering::SeqCst);
            let (hub, key, on) = (&self.hubs[0], self.key, round % 2 == 1);
            let now = hub.clock.now();
            hub.db.write_now(move |tx| keys::set_active(tx, key, on, &By::CommandLine, now)).map_err(view)?;
            state.fetch_add(1, Ordering::SeqCst);
        }
        Ok(())
    }

    fn end(self) {
        self.watches.into_iter().for_each(Watch::end);
        self.runtime.shutdown_background();
    }
}

/// One kept connection.
struct Client {
    stream: TcpStream,
    request: Vec<u8>,
}

impl Client {
    fn connect(address: SocketAddr, token: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, request: crate::orders::get(token, "/api/api-versions") })
    }

    /// Whether a call is let in.
    fn call(&mut self) -> anyhow::Result<bool> {
        self.stream.write_all(&self.request)?;
        let mut answer = vec![0; 4096];
        let mut filled = 0;
        // Both answers end with the brace of their JSON.
        while !answer[..filled].ends_with(b"}") {
            let count = self.stream.read(&mut answer[filled..])?;
            ensure!(count > 0, "the server closed a connection");
            filled += count;
        }
        let status = std::str::from_utf8(&answer[9..12]).ok().and_then(|text| text.parse::<u16>().ok());
        match status.context("an answer without status")? {
            200 => Ok(true),
            403 => Ok(false),
            _ => anyhow::bail!("an answer should be 200 or 403 and is {}", String::from_utf8_lossy(&answer[..filled])),
        }
    }
}

fn view(fault: Fault) -> anyhow::Error {
    anyhow::anyhow!("{fault:?}")
}
