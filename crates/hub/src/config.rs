//! The options of the program, from flags, the environment and a file, in this order; the one place that reads the environment.
//!
//! Every option has one name: `--max-body` on the command line is `LATCHKEY_MAX_BODY` in the environment and
//! `max-body` in the file.

mod layer;

use std::path::{Path, PathBuf};

use database::Location;
use domain::access::addresses::Addresses;
use layer::{Layer, folder};
use tracing::level_filters::LevelFilter;

use crate::backup::Backups;
use crate::backup::cipher::Passphrase;
use crate::backup::place::Place;
use crate::metrics::Readers;
use crate::server::limits::Limits;
use crate::slow::Bounds;
use crate::traces::Collector;
use crate::work::{Mail, Outside};

/// The options of every command: where the account is kept.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Common {
    /// The data folder: the key pepper and the embedded database [LATCHKEY_DATA; default: ./data]
    #[arg(long, global = true, help_heading = "Where the account is", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database, postgres://user:password@host/name; without it, latchkey.db in the data folder [LATCHKEY_DATABASE]
    #[arg(long, global = true, help_heading = "Where the account is", value_name = "URL")]
    pub database: Option<String>,
    /// A TOML file with these options by their names [LATCHKEY_CONFIG; default: latchkey.toml in the data folder, if it exists]
    #[arg(long, global = true, help_heading = "Where the account is", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Make no fresh account: an empty data folder or database, such as one that was not mounted, is an error [LATCHKEY_REQUIRE_ACCOUNT]
    #[arg(long, global = true, help_heading = "Where the account is")]
    pub require_account: bool,
}

/// The options of a server.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Serving {
    /// The address to listen on [LATCHKEY_LISTEN; default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The address under which others reach the hub, such as https://hub.example.com [LATCHKEY_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Connections to PostgreSQL [LATCHKEY_CONNECTIONS; default: 10]
    #[arg(long, value_name = "NUMBER")]
    pub connections: Option<usize>,
    /// The largest request body that is read, in bytes [LATCHKEY_MAX_BODY; default: 10485760]
    #[arg(long, value_name = "BYTES")]
    pub max_body: Option<usize>,
    /// The largest file that is taken, in bytes [LATCHKEY_MAX_FILE; default: 52428800]
    #[arg(long, value_name = "BYTES")]
    pub max_file: Option<usize>,
    /// Connections of clients at once [LATCHKEY_MAX_CONNECTIONS; default: as many as the limit on open files leaves room for, 20000
    /// at most]
    #[arg(long, value_name = "NUMBER")]
    pub max_connections: Option<usize>,
    /// Connections at once from one address, or one /64 network of IPv6; loopback and trusted proxies are not counted
    /// [LATCHKEY_MAX_CONNECTIONS_PER_ADDRESS; default: 1024]
    #[arg(long, value_name = "NUMBER")]
    pub max_connections_per_address: Option<usize>,
    /// For how many seconds a new connection may send no request, and the head or the body of a request may stall
    /// [LATCHKEY_REQUEST_TIMEOUT; default: 15]
    #[arg(long, value_name = "SECONDS")]
    pub request_timeout: Option<usize>,
    /// For how many seconds a kept connection may be idle, and an answer may not be read [LATCHKEY_IDLE_TIMEOUT; default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub idle_timeout: Option<usize>,
    /// How many slow reads (lists, histories, exports, charts) run at once; one key or person has half of them at most
    /// [LATCHKEY_SLOW_READS; default: twice the processors]
    #[arg(long, value_name = "NUMBER")]
    pub slow_reads: Option<usize>,
    /// How many slow reads may wait for a place; a quarter of them of one key or person [LATCHKEY_SLOW_READ_QUEUE; default: 512]
    #[arg(long, value_name = "NUMBER")]
    pub slow_read_queue: Option<usize>,
    /// For how long a slow read may wait for a place [LATCHKEY_SLOW_READ_WAIT; default: 10]
    #[arg(long, value_name = "SECONDS")]
    pub slow_read_wait: Option<usize>,
    /// How long a slow read may take before it is stopped [LATCHKEY_SLOW_READ_TIME; default: 30]
    #[arg(long, value_name = "SECONDS")]
    pub slow_read_time: Option<usize>,
    /// The most bytes of the embedded database's write-ahead log [LATCHKEY_WAL_LIMIT; default: 268435456]
    #[arg(long, value_name = "BYTES")]
    pub wal_limit: Option<usize>,
    /// The most bytes of request bodies at once whose callers are not known yet, because their token is in the body
    /// [LATCHKEY_ANONYMOUS_BODIES; default: 67108864]
    #[arg(long, value_name = "BYTES")]
    pub anonymous_bodies: Option<usize>,
    /// Proxies in front of the hub, addresses or networks separated by commas: only their X-Forwarded-For is believed [LATCHKEY_TRUSTED_PROXIES]
    #[arg(long, value_name = "ADDRESS,…")]
    pub trusted_proxies: Option<String>,
    /// A file outside of the data folder that the last link of the record's chain is appended to [LATCHKEY_AUDIT_ANCHOR]
    #[arg(long, value_name = "FILE")]
    pub audit_anchor: Option<PathBuf>,
    /// A file with the public keys of scanners that may report leaked tokens at /leaked/report: PEM, each after a line with its
    /// identifier, or the list that GitHub publishes [LATCHKEY_LEAK_REPORT_KEYS]
    #[arg(long, value_name = "FILE")]
    pub leak_report_keys: Option<PathBuf>,
    /// Let webhooks lead to this machine and into private networks, also over plain http [LATCHKEY_WEBHOOKS_ALLOW_PRIVATE]
    #[arg(long)]
    pub webhooks_allow_private: bool,
    /// The mail server that takes emails, smtp://user:password@host:587; a password is better kept in the environment or the file
    /// [LATCHKEY_MAIL_SERVER]
    #[arg(long, value_name = "URL")]
    pub mail_server: Option<String>,
    /// In whose name emails are sent: an address, or Name <address> [LATCHKEY_MAIL_FROM]
    #[arg(long, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// How much is logged: off, error, warn, info, debug or trace [LATCHKEY_LOG; default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// How the log is written: text or json, one line an event [LATCHKEY_LOG_FORMAT; default: text]
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// Log one line for each call, at the level info [LATCHKEY_LOG_CALLS]
    #[arg(long)]
    pub log_calls: bool,
    /// Send traces of calls to this URL, by OTLP over HTTP as JSON, such as http://127.0.0.1:4318/v1/traces [LATCHKEY_TRACES_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub traces_endpoint: Option<String>,
    /// Headers of the requests with traces, such as authorization=Basic abc,x-tenant=shop; they are better kept in the environment or the
    /// file [LATCHKEY_TRACES_HEADERS]
    #[arg(long, value_name = "NAME=VALUE,…")]
    pub traces_headers: Option<String>,
    /// How many of a hundred calls are traced; a call with a `traceparent` header follows it instead [LATCHKEY_TRACES_PERCENT; default: 100]
    #[arg(long, value_name = "NUMBER")]
    pub traces_percent: Option<usize>,
    /// An address of its own for /metrics, /healthz and /readyz, such as 127.0.0.1:9090; who reaches it needs no token
    /// [LATCHKEY_METRICS_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    pub metrics_listen: Option<String>,
    /// A file with the server's certificate and those between it and its authority, PEM: the server then speaks TLS itself. It is read
    /// anew when it changes [LATCHKEY_TLS_CERT]
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The file of the certificate's key, PEM [LATCHKEY_TLS_KEY]
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Where scheduled backups go: a folder, or s3://BUCKET/FOLDER/ with the credentials of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
    /// AWS_REGION and AWS_ENDPOINT [LATCHKEY_BACKUPS; default: the folder backups in the data folder]
    #[arg(long, value_name = "DIR|s3://…")]
    pub backups: Option<String>,
    /// A file whose text is the passphrase of scheduled backups [LATCHKEY_BACKUP_PASSPHRASE_FILE; LATCHKEY_BACKUP_PASSPHRASE: the
    /// passphrase itself]
    #[arg(long, value_name = "FILE")]
    pub backup_passphrase_file: Option<PathBuf>,
    /// Answer /metrics at the hub's own address to who sends this text as Authorization: Bearer; it is better kept in the environment or
    /// the file [LATCHKEY_METRICS_TOKEN]
    #[arg(long, value_name = "TEXT")]
    pub metrics_token: Option<String>,
    /// Answer /metrics at the hub's own address to these addresses or networks, separated by commas [LATCHKEY_METRICS_ALLOW]
    #[arg(long, value_name = "ADDRESS,…")]
    pub metrics_allow: Option<String>,
}

impl Serving {
    /// These options, and the other's where these are silent.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            connections: self.connections.or(other.connections),
            max_body: self.max_body.or(other.max_body),
            max_file: self.max_file.or(other.max_file),
            max_connections: self.max_connections.or(other.max_connections),
            max_connections_per_address: self.max_connections_per_address.or(other.max_connections_per_address),
            request_timeout: self.request_timeout.or(other.request_timeout),
            idle_timeout: self.idle_timeout.or(other.idle_timeout),
            slow_reads: self.slow_reads.or(other.slow_reads),
            slow_read_queue: self.slow_read_queue.or(other.slow_read_queue),
            slow_read_wait: self.slow_read_wait.or(other.slow_read_wait),
            slow_read_time: self.slow_read_time.or(other.slow_read_time),
            wal_limit: self.wal_limit.or(other.wal_limit),
            anonymous_bodies: self.anonymous_bodies.or(other.anonymous_bodies),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            audit_anchor: self.audit_anchor.or(other.audit_anchor),
            leak_report_keys: self.leak_report_keys.or(other.leak_report_keys),
            webhooks_allow_private: self.webhooks_allow_private || other.webhooks_allow_private,
            mail_server: self.mail_server.or(other.mail_server),
            mail_from: self.mail_from.or(other.mail_from),
            log: self.log.or(other.log),
            log_format: self.log_format.or(other.log_format),
            log_calls: self.log_calls || other.log_calls,
            traces_endpoint: self.traces_endpoint.or(other.traces_endpoint),
            traces_headers: self.traces_headers.or(other.traces_headers),
            traces_percent: self.traces_percent.or(other.traces_percent),
            metrics_listen: self.metrics_listen.or(other.metrics_listen),
            metrics_token: self.metrics_token.or(other.metrics_token),
            metrics_allow: self.metrics_allow.or(other.metrics_allow),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            backups: self.backups.or(other.backups),
            backup_passphrase_file: self.backup_passphrase_file.or(other.backup_passphrase_file),
        }
    }
}

/// What the program works with, everything decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// The database.
    pub database: Location,
    /// Whether there must be an account already.
    pub require_account: bool,
    /// How much is logged.
    pub log: LevelFilter,
    /// The address to listen on.
    pub listen: String,
    /// The address under which others reach the hub, without a slash at its end; none: the address it listens on.
    pub public_url: Option<String>,
    /// Connections to PostgreSQL.
    pub connections: usize,
    /// The largest request body that is read, in bytes.
    pub max_body: usize,
    /// The largest file that is taken, in bytes.
    pub max_file: usize,
    /// Connections of clients at once; none: as many as the limit on open files leaves room for.
    pub max_connections: Option<usize>,
    /// The bounds of connections, but for their number.
    pub limits: Limits,
    /// How slow reads are bounded.
    pub slow: Bounds,
    /// The most bytes of the embedded database's write-ahead log.
    pub wal_limit: u64,
    /// The most bytes of request bodies at once whose callers are not known yet.
    pub anonymous_bodies: usize,
    /// Proxies whose word on who calls is taken.
    pub trusted_proxies: Addresses,
    /// The file that anchors of the record are appended to.
    pub audit_anchor: Option<PathBuf>,
    /// The file of the public keys of those who may report leaked tokens.
    pub leak_report_keys: Option<PathBuf>,
    /// Whether webhooks may lead into private networks.
    pub webhooks_allow_private: bool,
    /// Who takes emails.
    pub mail: Option<Mail>,
    /// Whether the log is written as JSON.
    pub log_json: bool,
    /// Whether each call has a line in the log.
    pub log_calls: bool,
    /// Where traces of calls go.
    pub traces: Option<Collector>,
    /// The address of its own for metrics.
    pub metrics_listen: Option<String>,
    /// Who else may read metrics.
    pub metrics: Readers,
    /// The certificate of the server itself, and its key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Where scheduled backups go.
    pub backups: Place,
    /// The file of their passphrase.
    pub backup_passphrase_file: Option<PathBuf>,
}

impl Config {
    /// How a server opens its database.
    pub fn database_options(&self) -> database::Options {
        database::Options {
            location: self.database.clone(),
            connections: self.connections,
            slow_reads: self.slow.limits.places,
            slow_time: self.slow.time,
            log_limit: self.wal_limit,
        }
    }

    /// Refuses to make an account where there must be one.
    ///
    /// # Errors
    /// There is none, or the database cannot be used.
    pub fn check_account(&self) -> anyhow::Result<()> {
        let place = || match &self.database {
            Location::File(_) => format!("the data folder {}", self.data.display()),
            Location::Server(_) => "the database".to_owned(),
        };
        anyhow::ensure!(
            !self.require_account || database::Database::holds_account(&self.database_options())?,
            "there is no account in {}, but the option require-account is set: check the path and whether it is mounted",
            place()
        );
        Ok(())
    }

    /// Where and how scheduled backups are made.
    ///
    /// # Errors
    /// The file of the passphrase cannot be read, or the passphrase is too short.
    pub fn backups(&self) -> Result<Backups, String> {
        let passphrase = passphrase(self.backup_passphrase_file.as_deref())?;
        let passphrase = passphrase.map(|text| Passphrase::new(&text)).transpose();
        let passphrase = passphrase.map_err(|error| format!("the option backup-passphrase-file: {error}"))?;
        Ok(Backups { place: self.backups.clone(), passphrase })
    }

    /// What is sent to and received from other machines.
    pub fn outside(&self) -> Outside {
        Outside {
            audit_anchor: self.audit_anchor.clone(),
            private_addresses: self.webhooks_allow_private,
            leak_report_keys: self.leak_report_keys.clone(),
            mail: self.mail.clone(),
        }
    }

    /// Decides every option: a flag, else the environment, else the file, else the default.
    ///
    /// # Errors
    /// One line that names the option, what is wrong with it and what to write instead.
    pub fn decide(common: &Common, serving: &Serving) -> Result<Self, String> {
        let environment = Layer::environment()?;
        let flags = Layer {
            data: common.data.clone(),
            database: common.database.clone(),
            require_account: common.require_account.then_some(true),
            log: serving.log.clone(),
            log_format: serving.log_format.clone(),
            log_calls: serving.log_calls.then_some(true),
            traces_endpoint: serving.traces_endpoint.clone(),
            traces_headers: serving.traces_headers.clone(),
            traces_percent: serving.traces_percent,
            metrics_listen: serving.metrics_listen.clone(),
            metrics_token: serving.metrics_token.clone(),
            metrics_allow: serving.metrics_allow.clone(),
            tls_cert: serving.tls_cert.clone(),
            tls_key: serving.tls_key.clone(),
            backups: serving.backups.clone(),
            backup_passphrase_file: serving.backup_passphrase_file.clone(),
            listen: serving.listen.clone(),
            public_url: serving.public_url.clone(),
            connections: serving.connections,
            max_body: serving.max_body,
            max_file: serving.max_file,
            max_connections: serving.max_connections,
            max_connections_per_address: serving.max_connections_per_address,
            request_timeout: serving.request_timeout,
            idle_timeout: serving.idle_timeout,
            slow_reads: serving.slow_reads,
            slow_read_queue: serving.slow_read_queue,
            slow_read_wait: serving.slow_read_wait,
            slow_read_time: serving.slow_read_time,
            wal_limit: serving.wal_limit,
            anonymous_bodies: serving.anonymous_bodies,
            trusted_proxies: serving.trusted_proxies.clone(),
            audit_anchor: serving.audit_anchor.clone(),
            leak_report_keys: serving.leak_report_keys.clone(),
            webhooks_allow_private: serving.webhooks_allow_private.then_some(true),
            mail_server: serving.mail_server.clone(),
            mail_from: serving.mail_from.clone(),
        };
        let view = flags.or(environment);
        let file = match common.config.clone().or_else(|| variable("LATCHKEY_CONFIG").map(PathBuf::from)) {
            Some(path) => Layer::file(&path)?.ok_or_else(|| format!("there is no configuration file {}", path.display()))?,
            None => Layer::file(&folder(view.data.clone()).join("latchkey.toml"))?.unwrap_or_default(),
        };
        view.or(file).complete()
    }
}

/// The passphrase of backups: the text of a file, or of the environment. It is not an option, which could be read in a list of processes.
///
/// # Errors
/// The file cannot be read.
pub fn passphrase(file: Option<&Path>) -> Result<Option<String>, String> {
    match file {
        Some(path) => std::fs::read_to_string(path).map(Some).map_err(|error| format!("{} cannot be read: {error}", path.display())),
        None => Ok(variable("LATCHKEY_BACKUP_PASSPHRASE")),
    }
}

/// The variables that say how a bucket of S3 is reached, such as `AWS_ACCESS_KEY_ID`.
pub fn aws() -> Vec<(String, String)> {
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
    std::env::vars_os().filter_map(text).filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty()).collect()
}

/// What systemd says to a service that it started: the socket on which it hears from it, and within how many microseconds it wants to.
pub fn systemd() -> Option<(String, Option<u64>)> {
    Some((variable("NOTIFY_SOCKET")?, variable("WATCHDOG_USEC").and_then(|text| text.parse().ok())))
}

/// A variable of the environment; an empty one is none.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn number(name: &str) -> Result<Option<usize>, String> {
    let Some(value) = variable(name) else { return Ok(None) };
    value.parse().map(Some).map_err(|_| format!("{name} is \"{value}\"; use a whole number"))
}

fn flag(name: &str) -> Result<Option<bool>, String> {
    let Some(value) = variable(name) else { return Ok(None) };
    value.parse().map(Some).map_err(|_| format!("{name} is \"{value}\"; use true or false"))
}
