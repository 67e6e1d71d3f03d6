//! What one source of options says: the flags, the environment or the file, put on top of each other.

use std::path::{Path, PathBuf};
use std::time::Duration;

use database::Location;
use domain::access::addresses::Addresses;
use serde::Deserialize;

use super::{Config, flag, number, variable};
use crate::backup::place::Place;
use crate::metrics::Readers;
use crate::server::limits::Limits;
use crate::slow::Bounds;
use crate::traces::Collector;
use crate::work::Mail;

/// The most bytes of the write-ahead log, where none are named.
const LOG_LIMIT: usize = 256 * 1024 * 1024;
/// The least that can be asked of it.
const SMALLEST_LOG: usize = 4 * 1024 * 1024;

/// The data folder, where none is named too.
pub fn folder(data: Option<PathBuf>) -> PathBuf {
    data.unwrap_or_else(|| PathBuf::from("./data"))
}

/// What one source says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Layer {
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub require_account: Option<bool>,
    pub log: Option<String>,
    pub log_format: Option<String>,
    pub log_calls: Option<bool>,
    pub traces_endpoint: Option<String>,
    pub traces_headers: Option<String>,
    pub traces_percent: Option<usize>,
    pub metrics_listen: Option<String>,
    pub metrics_token: Option<String>,
    pub metrics_allow: Option<String>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub backups: Option<String>,
    pub backup_passphrase_file: Option<PathBuf>,
    pub listen: Option<String>,
    pub public_url: Option<String>,
    pub connections: Option<usize>,
    pub max_body: Option<usize>,
    pub max_file: Option<usize>,
    pub max_connections: Option<usize>,
    pub max_connections_per_address: Option<usize>,
    pub request_timeout: Option<usize>,
    pub idle_timeout: Option<usize>,
    pub slow_reads: Option<usize>,
    pub slow_read_queue: Option<usize>,
    pub slow_read_wait: Option<usize>,
    pub slow_read_time: Option<usize>,
    pub wal_limit: Option<usize>,
    pub anonymous_bodies: Option<usize>,
    pub trusted_proxies: Option<String>,
    pub audit_anchor: Option<PathBuf>,
    pub leak_report_keys: Option<PathBuf>,
    pub webhooks_allow_private: Option<bool>,
    pub mail_server: Option<String>,
    pub mail_from: Option<String>,
}

impl Layer {
    pub fn environment() -> Result<Self, String> {
        Ok(Self {
            data: variable("LATCHKEY_DATA").map(PathBuf::from),
            database: variable("LATCHKEY_DATABASE"),
            require_account: flag("LATCHKEY_REQUIRE_ACCOUNT")?,
            log: variable("LATCHKEY_LOG"),
            log_format: variable("LATCHKEY_LOG_FORMAT"),
            log_calls: flag("LATCHKEY_LOG_CALLS")?,
            traces_endpoint: variable("LATCHKEY_TRACES_ENDPOINT"),
            traces_headers: variable("LATCHKEY_TRACES_HEADERS"),
            traces_percent: number("LATCHKEY_TRACES_PERCENT")?,
            metrics_listen: variable("LATCHKEY_METRICS_LISTEN"),
            metrics_token: variable("LATCHKEY_METRICS_TOKEN"),
            metrics_allow: variable("LATCHKEY_METRICS_ALLOW"),
            tls_cert: variable("LATCHKEY_TLS_CERT").map(PathBuf::from),
            tls_key: variable("LATCHKEY_TLS_KEY").map(PathBuf::from),
            backups: variable("LATCHKEY_BACKUPS"),
            backup_passphrase_file: variable("LATCHKEY_BACKUP_PASSPHRASE_FILE").map(PathBuf::from),
            listen: variable("LATCHKEY_LISTEN"),
            public_url: variable("LATCHKEY_PUBLIC_URL"),
            connections: number("LATCHKEY_CONNECTIONS")?,
            max_body: number("LATCHKEY_MAX_BODY")?,
            max_file: number("LATCHKEY_MAX_FILE")?,
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
    pub fn file(path: &Path) -> Result<Option<Self>, String> {
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
        for named in [
            &mut layer.audit_anchor,
            &mut layer.leak_report_keys,
            &mut layer.backup_passphrase_file,
            &mut layer.tls_cert,
            &mut layer.tls_key,
        ] {
            if let (Some(file), Some(home)) = (named.as_mut(), path.parent()) {
                *file = home.join(&*file);
            }
        }
        if let (Some(backups), Some(home)) = (&layer.backups, path.parent())
            && !backups.contains("://")
        {
            layer.backups = Some(home.join(backups).display().to_string());
        }
        Ok(Some(layer))
    }

    pub fn or(self, other: Self) -> Self {
        Self {
            data: self.data.or(other.data),
            database: self.database.or(other.database),
            require_account: self.require_account.or(other.require_account),
            log: self.log.or(other.log),
            log_format: self.log_format.or(other.log_format),
            log_calls: self.log_calls.or(other.log_calls),
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
            webhooks_allow_private: self.webhooks_allow_private.or(other.webhooks_allow_private),
            mail_server: self.mail_server.or(other.mail_server),
            mail_from: self.mail_from.or(other.mail_from),
        }
    }

    pub fn complete(self) -> Result<Config, String> {
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
        if !is_address(&listen) {
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
        let log_json = match self.log_format.as_deref().unwrap_or("text") {
            "text" => false,
            "json" => true,
            other => return Err(format!("the option log-format is \"{other}\"; write text or json")),
        };
        if let Some(listen) = self.metrics_listen.as_deref().filter(|listen| !is_address(listen)) {
            return Err(format!("the option metrics-listen is \"{listen}\"; write an address and a port, such as 127.0.0.1:9090"));
        }
        if self.metrics_token.as_deref().is_some_and(|token| token.len() < 16) {
            return Err("the option metrics-token is too short; it needs at least 16 characters".to_owned());
        }
        let metrics = Readers {
            token: self.metrics_token,
            addresses: Addresses::parse(self.metrics_allow.as_deref().unwrap_or_default())
                .map_err(|error| format!("the option metrics-allow: {error}"))?,
        };
        let tls = match (self.tls_cert, self.tls_key) {
            (None, None) => None,
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (Some(_), None) => return Err("the option tls-cert also needs tls-key, the file of its key".to_owned()),
            (None, Some(_)) => return Err("the option tls-key also needs tls-cert, the file of the certificate".to_owned()),
        };
        let traces = match self.traces_endpoint {
            None => None,
            Some(endpoint) => Some(Collector::read(&endpoint, self.traces_headers.as_deref(), self.traces_percent)?),
        };
        let backups = match self.backups.as_deref() {
            None => Place::Folder(data.join("backups")),
            Some(text) => Place::read_folder(text).map_err(|error| format!("the option backups: {error}"))?,
        };
        Ok(Config {
            tls,
            backups,
            backup_passphrase_file: self.backup_passphrase_file,
            data,
            database,
            require_account: self.require_account.unwrap_or(false),
            log,
            listen,
            public_url,
            connections: at_least_one("connections", self.connections.unwrap_or(10))?,
            max_body: at_least_one("max-body", self.max_body.unwrap_or(10 * 1024 * 1024))?,
            max_file: at_least_one("max-file", self.max_file.unwrap_or(50 * 1024 * 1024))?,
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
            log_json,
            log_calls: self.log_calls.unwrap_or(false),
            traces,
            metrics_listen: self.metrics_listen,
            metrics,
        })
    }
}

/// Whether a text is an address to listen on.
fn is_address(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}
