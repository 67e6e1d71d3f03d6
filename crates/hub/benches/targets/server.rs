//! Servers under load, each a process of its own: the program itself, and the bare parts it is compared with.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, ensure};
use domain::access::token;
use postgres::{Client, NoTls};
use tempfile::TempDir;

/// The program, built like this benchmark.
const PROGRAM: &str = env!("CARGO_BIN_EXE_latchkey");

/// A running server; it ends when this does.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a process and waits until it says where it listens.
    fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("a server cannot be started")?;
        let out = child.stdout.take().context("the server has no output")?;
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        for line in BufReader::new(out).lines() {
            if let Some((_, address)) = line?.split_once("http://") {
                server.address = address.trim().parse()?;
                return Ok(server);
            }
        }
        anyhow::bail!("the server ended before it listened")
    }

    /// Starts a process that is to listen at this address, and waits until it does.
    ///
    /// # Errors
    /// It cannot be started, or does not listen.
    pub fn at(command: &mut Command, address: SocketAddr) -> anyhow::Result<Self> {
        let child = command.spawn().context("a server cannot be started")?;
        let server = Self { child, address };
        for _ in 0..600 {
            if std::net::TcpStream::connect(address).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        anyhow::bail!("the server does not listen at {address}")
    }

    /// A bare handler of the framework.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn bare(arguments: &[&str]) -> anyhow::Result<Self> {
        Self::start(Command::new(std::env::current_exe()?).arg("baseline").args(arguments))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the load has reported.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// The memory that the process has, in megabytes (RSS).
    ///
    /// # Errors
    /// The process has ended.
    pub fn memory(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("the kernel shows no memory")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes * 1024.0 / 1e6)
    }

    /// Asks it to end in order, and waits until it has.
    ///
    /// # Errors
    /// The signal cannot be sent.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

/// Which database a hub is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// A cluster of PostgreSQL.
    Postgres,
}

impl Engine {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// An account with one store and one key that sees it.
pub struct Account {
    folder: TempDir,
    /// The address of its PostgreSQL database.
    pub database: Option<String>,
    /// The key's token.
    pub token: String,
}

impl Account {
    /// Makes one; `name` distinguishes its database from others of the cluster.
    ///
    /// # Errors
    /// The program refused something, or no cluster is at hand.
    pub fn make(engine: Engine, name: &str) -> anyhow::Result<Self> {
        // On the disk of the build: a folder in memory would make every commit free.
        let folder = TempDir::with_prefix_in("hub-", env!("CARGO_TARGET_TMPDIR"))?;
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_database(name)?),
        };
        let account = Self { folder, database, token: token::generate().context("there is no randomness")? };
        account.command(&["site", "add", "north", "--name", "North"])?;
        account.command(&["key", "add", "--name", "Load", "--sites", "north", "--methods", "all", "--token", &account.token])?;
        Ok(account)
    }

    /// Adds stores, and a key of every method for some of the stores; its token.
    ///
    /// # Errors
    /// The program refused something.
    pub fn key(&self, new: &[&str], sites: &str) -> anyhow::Result<String> {
        for code in new {
            self.command(&["site", "add", code, "--name", code])?;
        }
        let token = token::generate().context("there is no randomness")?;
        self.command(&["key", "add", "--name", sites, "--sites", sites, "--methods", "all", "--token", &token])?;
        Ok(token)
    }

    /// The file of the embedded database.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("latchkey.db")
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Serves it.
    ///
    /// # Errors
    /// The server cannot be started.
    pub fn serve(&self) -> anyhow::Result<Server> {
        Server::start(self.program().args(["serve", "--listen", "127.0.0.1:0", "--log", "warn"]))
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let output = self.program().args(arguments).output()?;
        ensure!(output.status.success(), "latchkey {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    fn program(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--data").arg(self.folder.path());
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command
    }
}

/// The cluster that the script has started.
#[expect(clippy::disallowed_methods, reason = "the script that starts the cluster passes its address this way")]
fn cluster() -> anyhow::Result<String> {
    std::env::var("LATCHKEY_TEST_POSTGRES").context("LATCHKEY_TEST_POSTGRES is not set; ./bench starts a cluster")
}

/// The address of a new, empty database of that cluster.
///
/// # Errors
/// No cluster is at hand, or it refuses.
pub fn fresh_database(name: &str) -> anyhow::Result<String> {
    let cluster = cluster()?;
    let mut client = Client::connect(&cluster, NoTls)?;
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    client.batch_execute(&format!("CREATE DATABASE {name}"))?;
    let (server, _) = cluster.rsplit_once('/').context("the cluster's address has no database")?;
    Ok(format!("{server}/{name}"))
}
