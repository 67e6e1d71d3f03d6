//! What the program is told, by flags, the environment and a file, in this order; the one place that reads the environment.
//!
//! Every option has one name: `--max-body` on the command line is `LATCHKEY_MAX_BODY` in the environment and
//! `max-body` in the file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use database::Location;
use serde::Deserialize;
use tracing::level_filters::LevelFilter;

use crate::keys::addresses::Addresses;
use crate::server::limits::Limits;
use crate::slow::Bounds;
use crate::work::{Mail, Outside};

/// The most bytes of the write-ahead log, where none are named.
const LOG_LIMIT: usize = 256 * 1024 * 1024;
/// The least that can be asked of it.
const SMALLEST_LOG: usize = 4 * 1024 * 1024;

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

    /// What is told to the world outside.
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
            listen: serving.listen.clone(),
            public_url: serving.public_url.clone(),
            connections: serving.connections,
            max_body: serving.max_body,
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

fn folder(data: Option<PathBuf>) -> PathBuf {
    data.unwrap_or_else(|| PathBuf::from("./data"))
}

/// What one source says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Layer {
    data: Option<PathBuf>,
    database: Option<String>,
    require_account: Option<bool>,
    log: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    connections: Option<usize>,
    max_body: Option<usize>,
    max_connections: Option<usize>,
    max_connections_per_address: Option<usize>,
    request_timeout: Option<usize>,
    idle_timeout: Option<usize>,
    slow_reads: Option<usize>,
    slow_read_queue: Option<usize>,
    slow_read_wait: Option<usize>,
    slow_read_time: Option<usize>,
    wal_limit: Option<usize>,
    anonymous_bodies: Option<usize>,
    trusted_proxies: Option<String>,
    audit_anchor: Option<PathBuf>,
    leak_report_keys: Option<PathBuf>,
    webhooks_allow_private: Option<bool>,
    mail_server: Option<String>,
    mail_from: Option<String>,
}

impl Layer {
    fn environment() -> Result<Self, String> {
        Ok(Self {
            data: variable("LATCHKEY_DATA").map(PathBuf::from),
            database: variable("LATCHKEY_DATABASE"),
            require_account: flag("LATCHKEY_REQUIRE_ACCOUNT")?,
            log: variable("LATCHKEY_LOG"),
            listen: variable("LATCHKEY_LISTEN"),
            public_url: variable("LATCHKEY_PUBLIC_URL"),
            connections: number("LATCHKEY_CONNECTIONS")?,
            max_body: number("LATCHKEY_MAX_BODY")?,
            max_connections: number("LATCHKEY_MAX_CONNECTIONS")?,
            max_connections_per_address: number("LATCHKEY_MAX_CONNECTIONS_PER_ADDRESS")?,
            request_timeout: number("LATCHKEY_REQUEST_TIMEOUT")?,
            idle_timeout: number("LATCHKEY_IDLE_TIMEOUT")?,
            slow_reads: number("LATCHKEY_SLOW_READS")?,
            slow_read_queue: number("LATCHKEY_SLOW_READ_QUEUE")?,
            slow_read_wait: number("LATCHKEY_SLOW_READ_WAIT")?,
            slow_read_time: number("LATCHKEY_SLOW_READ_TIME")?,
            wal_limit: number("LATCHKEY_WAL_LIMIT")?,
            anonymous_bodies: number("LATCHKEY_ANONYMOUS_BODIES")?,
            trusted_proxies: variable("LATCHKEY_TRUSTED_PROXIES"),
            audit_anchor: variable("LATCHKEY_AUDIT_ANCHOR").map(PathBuf::from),
            leak_report_keys: variable("LATCHKEY_LEAK_REPORT_KEYS").map(PathBuf::from),
            webhooks_allow_private: flag("LATCHKEY_WEBHOOKS_ALLOW_PRIVATE")?,
            mail_server: variable("LATCHKEY_MAIL_SERVER"),
            mail_from: variable("LATCHKEY_MAIL_FROM"),
        })
    }

    /// Reads a file; `None` when there is none. A folder in it is meant from where the file is.
    fn file(path: &Path) -> Result<Option<Self>, String> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{} cannot be read: {error}", path.display())),
        };
        let mut layer: Self = toml::from_str(&text).map_err(|error| {
            let place = error.span().map_or(1, |span| 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
            // The line itself may hold the password of the database: it is named, not shown.
            format!("{}, line {place}: {}", path.display(), error.message().lines().collect::<Vec<_>>().join(" "))
        })?;
        if let (Some(data), Some(home)) = (&layer.data, path.parent()) {
            layer.data = Some(home.join(data));
        }
        for named in [&mut layer.audit_anchor, &mut layer.leak_report_keys] {
            if let (Some(file), Some(home)) = (named.as_mut(), path.parent()) {
                *file = home.join(&*file);
            }
        }
        Ok(Some(layer))
    }

    fn or(self, other: Self) -> Self {
        Self {
            data: self.data.or(other.data),
            database: self.database.or(other.database),
            require_account: self.require_account.or(other.require_account),
            log: self.log.or(other.log),
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            connections: self.connections.or(other.connections),
            max_body: self.max_body.or(other.max_body),
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
            webhooks_allow_private: self.webhooks_allow_private.or(other.webhooks_allow_private),
            mail_server: self.mail_server.or(other.mail_server),
            mail_from: self.mail_from.or(other.mail_from),
        }
    }

    fn complete(self) -> Result<Config, String> {
        let data = folder(self.data);
        let database = match self.database {
            None => Location::File(data.join("latchkey.db")),
            Some(address) if address.starts_with("postgres://") || address.starts_with("postgresql://") => Location::Server(address),
            Some(_) => {
                return Err("the option database must begin with postgres://; for the embedded database leave it out and name its folder \
                            with the option data"
                    .to_owned());
            }
        };
        let log = self.log.as_deref().unwrap_or("info");
        let log = log.parse().map_err(|_| format!("the option log is \"{log}\"; use off, error, warn, info, debug or trace"))?;
        let public_url = self.public_url.map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = public_url.as_deref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            return Err(format!("the option public-url is \"{url}\"; it must begin with https:// or http://"));
        }
        let listen = self.listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        if listen.rsplit_once(':').is_none_or(|(host, port)| host.is_empty() || port.parse::<u16>().is_err()) {
            return Err(format!("the option listen is \"{listen}\"; use an IP address and a port, such as 127.0.0.1:8080 or [::]:8080"));
        }
        let trusted_proxies = Addresses::parse(self.trusted_proxies.as_deref().unwrap_or_default())
            .map_err(|error| format!("the option trusted-proxies: {error}"))?;
        let mail = match (self.mail_server, self.mail_from) {
            (None, None) => None,
            (Some(server), Some(from)) => Some(Mail::read(&server, &from)?),
            (Some(_), None) => return Err("the option mail-server also needs mail-from, the sender of the emails".to_owned()),
            (None, Some(_)) => return Err("the option mail-from also needs mail-server".to_owned()),
        };
        let at_least_one = |name: &str, number: usize| {
            if number == 0 { Err(format!("the option {name} is 0; it must be at least 1")) } else { Ok(number) }
        };
        let defaults = Limits::default();
        let seconds = |name: &str, seconds: Option<usize>, default: Duration| match seconds {
            None => Ok(default),
            Some(seconds) => at_least_one(name, seconds).map(|seconds| Duration::from_secs(seconds as u64)),
        };
        let limits = Limits {
            each: at_least_one("max-connections-per-address", self.max_connections_per_address.unwrap_or(defaults.each))?,
            request: seconds("request-timeout", self.request_timeout, defaults.request)?,
            idle: seconds("idle-timeout", self.idle_timeout, defaults.idle)?,
            ..defaults
        };
        let slow = Bounds::new(
            at_least_one("slow-reads", self.slow_reads.unwrap_or_else(Bounds::usual_places))?,
            self.slow_read_queue.unwrap_or(512),
            seconds("slow-read-wait", self.slow_read_wait, Duration::from_secs(10))?,
            seconds("slow-read-time", self.slow_read_time, Duration::from_secs(30))?,
        );
        let wal_limit = self.wal_limit.unwrap_or(LOG_LIMIT);
        if wal_limit < SMALLEST_LOG {
            return Err(format!("the option wal-limit is {wal_limit}; it must be at least {SMALLEST_LOG} bytes"));
        }
        Ok(Config {
            data,
            database,
            require_account: self.require_account.unwrap_or(false),
            log,
            listen,
            public_url,
            connections: at_least_one("connections", self.connections.unwrap_or(10))?,
            max_body: at_least_one("max-body", self.max_body.unwrap_or(10 * 1024 * 1024))?,
            max_connections: self.max_connections.map(|number| at_least_one("max-connections", number)).transpose()?,
            limits,
            slow,
            wal_limit: wal_limit as u64,
            anonymous_bodies: at_least_one("anonymous-bodies", self.anonymous_bodies.unwrap_or(64 * 1024 * 1024))?,
            trusted_proxies,
            audit_anchor: self.audit_anchor,
            leak_report_keys: self.leak_report_keys,
            webhooks_allow_private: self.webhooks_allow_private.unwrap_or(false),
            mail,
        })
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
