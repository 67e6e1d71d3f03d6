//! `latchkey serve`: opens the account, answers until it has to stop, and ends in order.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use database::Location;
use database::health::{self, Checking};
use domain::clock::Clock;
use domain::home::Home;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::admin;
use crate::app::{Hub, Settings};
use crate::cli::{Stop, output};
use crate::config::{self, Common, Config, Serving};
use crate::executor::Executor;
use crate::folder;
use crate::metrics::Listening;
use crate::server;
use crate::server::certificates::{CertificateWatch, Certificates};
use crate::server::limits::Limits;
use crate::systemd::Systemd;
use crate::threads;
use crate::traces::TraceSender;
use crate::upkeep::Upkeep;
use crate::watch::{self, Watch};
use crate::work::anchoring::Anchoring;
use crate::work::backups::BackupMaker;
use crate::work::catalogue::loader::Loader;
use crate::work::imports::Importing;
use crate::work::indexing::Indexing;
use crate::work::notices::Notices;
use crate::work::rereading::Rereading;
use crate::work::retention::Retention;
use crate::work::webhook_sender::Errands;

pub fn run(common: &Common, serving: &Serving) -> Result<(), Stop> {
    let config = Config::decide(common, serving).map_err(Stop::Usage)?;
    log(config.log, config.log_json);
    Ok(serve(&config)?)
}

fn serve(config: &Config) -> anyhow::Result<()> {
    config.check_account()?;
    for found in folder::open(&config.data)? {
        tracing::warn!("{found}");
    }
    let _alone = match config.database {
        Location::File(_) => Some(watch::lock(&config.data)?),
        Location::Server(_) => None,
    };
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = threads::shared(processors).context("no threads can be started")?;
    // Signals are heeded from here on, so that none ends the program half-way through its start.
    let stop = runtime.block_on(async {
        tokio::spawn(pass_over(signal(SignalKind::hangup())?));
        anyhow::Ok((signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?))
    })?;
    let listener = runtime.block_on(TcpListener::bind(&config.listen));
    let listener = listener.with_context(|| format!("cannot listen on {}; choose another address with --listen", config.listen))?;
    let certificates = match &config.tls {
        Some((certificate, key)) => Some(Arc::new(Certificates::open(certificate, key)?)),
        None => None,
    };
    let scheme = if certificates.is_some() { "https" } else { "http" };
    let address = format!("{scheme}://{}", listener.local_addr()?);
    let settings = Settings {
        data: config.data.clone(),
        database: config.database_options(),
        max_body: config.max_body,
        max_file: config.max_file,
        slow: config.slow,
        anonymous_bodies: config.anonymous_bodies,
        public_url: config.public_url.clone().unwrap_or_else(|| address.clone()),
        trusted_proxies: config.trusted_proxies.clone(),
        outside: config.outside(),
        metrics: config.metrics.clone(),
        log_calls: config.log_calls,
        traces: config.traces.clone(),
        limits: limits(config),
        certificates: certificates.clone(),
        backups: config.backups().map_err(anyhow::Error::msg)?,
        home: Home::of_system(),
    };
    // Both are gone once it is opened.
    let unclean = folder::served_at(&config.data).is_some() || health::was_left_open(&config.database);
    let unchecked = unclean && health::check(&config.database)?;
    let hub = Hub::open(settings, Clock::system())?;
    if !tracing::enabled!(tracing::Level::WARN) {
        for notice in &hub.notices {
            eprintln!("latchkey: {notice}");
        }
    }
    let checking = if unchecked { Checking::begin(&hub.db)? } else { None };
    let watch = Watch::begin(Arc::clone(&hub))?;
    let keeper = Notices::begin(Arc::clone(&hub))?;
    let anchoring = config.audit_anchor.clone().map(|path| Anchoring::begin(Arc::clone(&hub), path)).transpose()?;
    let upkeep = Upkeep::begin(Arc::clone(&hub)).context("no thread can be started")?;
    let errands = Errands::begin(Arc::clone(&hub))?;
    let certificate_watch = certificates.map(CertificateWatch::begin).transpose().context("no thread can be started")?;
    let retention = Retention::begin(Arc::clone(&hub)).context("no thread can be started")?;
    let backups = BackupMaker::begin(Arc::clone(&hub))?;
    let executor = Executor::open().context("no threads can be started")?;
    let note = folder::Note::leave(&config.data, &hub.settings.public_url)?;
    let repeats = hub.db.read_now(database::payments::repeats)?;
    if repeats > 0 {
        tracing::warn!(
            "payments with the external id of a newer payment of their store: {repeats}; they are kept as they are, and no other payment can repeat an id"
        );
    }
    let rereading = Rereading::begin(Arc::clone(&hub)).context("no thread can be started")?;
    let indexing = Indexing::begin(Arc::clone(&hub)).context("no thread can be started")?;
    let traces = TraceSender::begin(&hub).context("no thread can be started")?;
    let loader = Loader::begin(Arc::clone(&hub)).context("no thread can be started")?;
    let importing = Importing::begin(Arc::clone(&hub)).context("no thread can be started")?;
    if admin::setup_address(&hub).is_some() {
        let home = hub.account().home().view();
        tracing::info!("the fresh account is assumed to have {home}: the set-up page asks for them, `latchkey settings set` changes them");
    }
    let metrics = match &config.metrics_listen {
        Some(address) => Some(runtime.block_on(Listening::begin(Arc::clone(&hub), address))?),
        None => None,
    };
    let systemd = config::systemd().and_then(|(socket, watchdog)| {
        Systemd::connect(&socket, watchdog).inspect_err(|error| tracing::warn!(%error, "systemd cannot be reached")).ok()
    });
    if let Some(systemd) = &systemd {
        systemd.ready(runtime.handle());
    }
    // Whoever started the program may not be reading.
    let _ = output::text(&banner(config, &address, admin::setup_address(&hub)));
    let stop = async {
        ended(Arc::clone(&hub), stop).await;
        if let Some(systemd) = &systemd {
            systemd.stopping();
        }
    };
    runtime.block_on(server::serve_on(executor, listener, Arc::clone(&hub), stop));
    if let Some(metrics) = metrics {
        metrics.end();
    }
    // A read that still runs has no client left.
    runtime.shutdown_timeout(Duration::from_secs(5));
    if let Some(checking) = checking {
        checking.end();
    }
    backups.end();
    retention.end();
    if let Some(watch) = certificate_watch {
        watch.end();
    }
    keeper.end();
    rereading.end();
    indexing.end();
    loader.end();
    importing.end();
    if let Some(traces) = traces {
        traces.end();
    }
    errands.end();
    if let Some(anchoring) = anchoring {
        anchoring.end();
    }
    upkeep.end();
    // The last write of all: what was queued before it is on disk when it is.
    watch.end();
    if let Some(damage) = hub.db.damage() {
        // The note stays: the next start looks at the database before it serves it.
        bail!("{damage}");
    }
    note.remove();
    Ok(())
}

/// The bounds of connections, within the limit on open files, which is raised as far as it can be.
fn limits(config: &Config) -> Limits {
    let files = rlimit::increase_nofile_limit(rlimit::INFINITY).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit on open files cannot be raised");
        rlimit::Resource::NOFILE.get_soft().unwrap_or(256)
    });
    let most = Limits::most(files);
    let all = match config.max_connections {
        None => most,
        Some(wanted) if wanted <= most => wanted,
        Some(wanted) => {
            tracing::warn!(files, wanted, all = most, "so many connections do not fit into the limit on open files");
            most
        }
    };
    Limits { all, ..config.limits.clone() }
}

/// The end of a terminal does not end a server.
async fn pass_over(mut hangup: Signal) {
    while hangup.recv().await.is_some() {
        tracing::info!("SIGHUP is ignored: options are read at the start only");
    }
}

/// Resolves at a signal to stop, or when the database turns out to be damaged.
async fn ended(hub: Arc<Hub>, stop: (Signal, Signal)) {
    const PAUSE: Duration = Duration::from_millis(100);
    let damaged = async {
        while hub.db.damage().is_none() {
            tokio::time::sleep(PAUSE).await;
        }
        tracing::error!("{}", hub.db.damage().unwrap_or_default());
        hub.lease().withdraw();
    };
    tokio::select! {
        () = view(stop) => {}
        () = damaged => {}
    }
}

/// Resolves at a signal to stop. A second one ends the program at once.
async fn view((mut terminate, mut interrupt): (Signal, Signal)) {
    let mut either = async move || {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    either().await;
    tokio::spawn(async move {
        either().await;
        tracing::warn!("second signal to stop: ending without waiting for requests in flight");
        std::process::exit(1);
    });
}

fn log(level: LevelFilter, as_json: bool) {
    let others = level.min(LevelFilter::WARN);
    let targets = Targets::new().with_default(others).with_target("hub", level).with_target("domain", level).with_target("database", level);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(targets);
    if as_json {
        registry.with(lines.json().flatten_event(true).with_current_span(false).with_span_list(false)).init();
    } else {
        registry.with(lines.with_ansi(std::io::stderr().is_terminal())).init();
    }
}

fn banner(config: &Config, address: &str, setup: Option<String>) -> String {
    let data = std::fs::canonicalize(&config.data).unwrap_or_else(|_| config.data.clone());
    let mut lines = vec![
        format!("Latchkey {}", env!("CARGO_PKG_VERSION")),
        format!("  Address   {address}"),
        format!("  Data      {}", data.display()),
        format!("  Database  {}", database_name(&config.database)),
    ];
    if assets::all().is_empty() {
        lines.push("  Pages     without Swagger UI; to include it, install Node.js with npm and build again".to_owned());
    }
    if let Some(setup) = setup {
        lines.insert(2, format!("  Set up    {setup}"));
    }
    if let Some(url) = &config.public_url {
        lines.insert(2, format!("  Known as  {url}"));
    }
    lines.join("\n")
}

/// The database as it may be shown: without user, password and parameters.
fn database_name(location: &Location) -> String {
    match location {
        Location::File(path) => {
            format!("SQLite, {}", path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()))
        }
        Location::Server(address) => {
            let rest = address.split_once("://").map_or(address.as_str(), |parts| parts.1);
            let rest = rest.split(['?', '#']).next().unwrap_or_default();
            format!("PostgreSQL, {}", rest.rsplit_once('@').map_or(rest, |parts| parts.1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_of_the_database_is_not_shown() {
        for address in
            ["postgres://me:s3@cret@db:5432/hub?password=s3cret&x=@y", "postgresql://me:s3cret@db:5432/hub", "postgres://db:5432/hub"]
        {
            assert_eq!(database_name(&Location::Server(address.to_owned())), "PostgreSQL, db:5432/hub", "{address}");
        }
    }
}
