//! A PostgreSQL server: how it is connected to, and the limits that it puts on each of our sessions.

use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::tls::{Wanted, Way};
use crate::{Error, Result};

/// Settings of every session: PostgreSQL soon ends a session whose program hangs or has vanished, and releases its locks.
///
/// A transaction of ours waits for nothing between its statements, so it is idle for milliseconds, or its program hangs.
/// A lock is waited for longer than that, so that it is had in the end. Keepalives end sessions of machines that have
/// vanished; they are of no effect on sockets of the same machine.
const LIMITS: &str = "SET idle_in_transaction_session_timeout = '5s';
    SET lock_timeout = '8s';
    SET tcp_keepalives_idle = 10;
    SET tcp_keepalives_interval = 5;
    SET tcp_keepalives_count = 2;
    SET tcp_user_timeout = '15s';";

/// Settings of sessions that answer calls, in addition to [`LIMITS`]: how long one statement may take, and that only a
/// transaction that says so may change rows, for reads have none.
const SERVING: &str = "SET statement_timeout = '60s'; SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;";

/// Settings of sessions that copy a whole database, beside [`LIMITS`]: between two statements rows are written to a file or to another
/// machine, which may be slow.
const TRANSFERRING: &str = "SET idle_in_transaction_session_timeout = 0; SET tcp_user_timeout = 0; SET statement_timeout = 0;";

/// A server as its address describes it.
#[derive(Clone)]
pub(crate) struct Server {
    config: Config,
    ways: Vec<Way>,
}

impl Server {
    /// Reads an address. What it leaves open is set so that a server that has vanished is noticed within half a minute.
    pub(crate) fn at(address: &str) -> Result<Self> {
        let (address, wanted) = Wanted::take_from(address);
        let mut config: Config =
            address.parse().map_err(|error| Error::Open(format!("the address of the database cannot be read: {error}")))?;
        if config.get_application_name().is_none() {
            config.application_name("latchkey");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_tcp_user_timeout().is_none() {
            config
                .tcp_user_timeout(Duration::from_secs(20))
                .keepalives_idle(Duration::from_secs(20))
                .keepalives_interval(Duration::from_secs(5))
                .keepalives_retries(2);
        }
        let mut ways = wanted.ways()?;
        // As in libpq: a Unix socket needs no TLS, since its traffic does not leave the machine.
        if config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_))) && config.get_hostaddrs().is_empty() {
            ways = vec![Way { mode: SslMode::Disable, tls: None }];
        }
        Ok(Self { config, ways })
    }

    /// A session that answers calls, and what does TLS on it.
    pub(crate) fn serving(&self) -> Result<(Client, Option<MakeRustlsConnect>)> {
        self.connect(&[LIMITS, SERVING].concat())
    }

    /// A session that brings tables up to date, which may take long.
    pub(crate) fn migrating(&self) -> Result<Client> {
        self.connect(LIMITS).map(|(client, _)| client)
    }

    /// A session that copies a whole database, and what does TLS on it.
    pub(crate) fn transferring(&self) -> Result<(Client, Option<MakeRustlsConnect>)> {
        self.connect(&[LIMITS, TRANSFERRING].concat())
    }

    fn connect(&self, limits: &str) -> Result<(Client, Option<MakeRustlsConnect>)> {
        let unreachable = |error: postgres::Error| Error::Unreachable(Box::new(error.into()));
        let (mut client, tls) = self.try_ways().map_err(unreachable)?;
        client.batch_execute(limits).map_err(unreachable)?;
        Ok((client, tls))
    }

    fn try_ways(&self) -> std::result::Result<(Client, Option<MakeRustlsConnect>), postgres::Error> {
        let mut ways = self.ways.iter().peekable();
        loop {
            let Some(way) = ways.next() else { return Ok((self.config.connect(NoTls)?, None)) };
            let mut config = self.config.clone();
            config.ssl_mode(way.mode);
            let connected = match &way.tls {
                Some(tls) => config.connect(tls.clone()),
                None => config.connect(NoTls),
            };
            match connected {
                Err(error) if ways.peek().is_some() && is_refused_so(&error) => {}
                connected => return connected.map(|client| (client, way.tls.clone())),
            }
        }
    }
}

/// True when the server was there, and refused this way to connect (its list of who may connect has nothing for it), or TLS
/// itself failed.
fn is_refused_so(error: &postgres::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    if let Some(code) = error.code() {
        return *code == postgres::error::SqlState::INVALID_AUTHORIZATION_SPECIFICATION;
    }
    let cause = std::error::Error::source(error).and_then(|source| source.downcast_ref::<std::io::Error>());
    cause.is_some_and(|cause| [InvalidData, InvalidInput, Other, UnexpectedEof].contains(&cause.kind()))
}
