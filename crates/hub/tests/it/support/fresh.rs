//! A fresh database for one test, on the engine that `LATCHKEY_TEST_DATABASE` names (`sqlite` by default).
//!
//! On PostgreSQL it is a copy of a template that the first test of a build makes, in the cluster whose address is in
//! `LATCHKEY_TEST_POSTGRES`; `./test` starts one.

use database::{Location, Options};
use domain::access::addresses::Addresses;
use domain::clock::Clock;
use hub::app::{Hub, Settings};
use hub::server::limits::Limits;
use hub::work::Outside;
use postgres::{Client, NoTls};
use tempfile::TempDir;

use super::hub::START;

/// Connections of one hub; enough for transactions to meet.
const CONNECTIONS: usize = 4;

/// A database that goes when this does.
pub struct Fresh {
    /// Where it is.
    pub options: Options,
    /// The data folder beside it.
    pub folder: TempDir,
    /// The cluster's address and the name in it.
    copy: Option<(String, String)>,
}

impl Fresh {
    /// Makes one.
    pub fn new() -> Self {
        let folder = TempDir::with_prefix("latchkey-test-").expect("a folder can be made");
        match setting("LATCHKEY_TEST_DATABASE").as_deref() {
            None | Some("sqlite") => {
                let location = Location::File(folder.path().join("latchkey.db"));
                Self { options: Options { connections: CONNECTIONS, ..Options::at(location) }, folder, copy: None }
            }
            Some("postgres") => {
                let cluster = setting("LATCHKEY_TEST_POSTGRES").expect("LATCHKEY_TEST_POSTGRES is set; ./test does it");
                let name = copy_of_template(&cluster, &folder);
                let location = Location::Server(address(&cluster, &name));
                Self { options: Options { connections: CONNECTIONS, ..Options::at(location) }, folder, copy: Some((cluster, name)) }
            }
            Some(other) => panic!("LATCHKEY_TEST_DATABASE is {other:?}, neither sqlite nor postgres"),
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Some((cluster, name)) = &self.copy else { return };
        let dropped = connect(cluster).batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
        // A second panic would hide the first; the cluster is thrown away anyway.
        if let Err(error) = dropped {
            eprintln!("the database {name} stays behind: {error}");
        }
    }
}

/// A setting of the tests; blank counts as absent.
#[expect(clippy::disallowed_methods, reason = "tests are configured by their environment")]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A connection beside the hub's.
pub fn connect(address: &str) -> Client {
    Client::connect(address, NoTls).unwrap_or_else(|error| panic!("no PostgreSQL at {address}: {error}; ./test starts one"))
}

/// The address of another database of the same cluster.
fn address(cluster: &str, name: &str) -> String {
    let (server, _) = cluster.rsplit_once('/').expect("LATCHKEY_TEST_POSTGRES is postgres://user@host/database");
    format!("{server}/{name}")
}

fn copy_of_template(cluster: &str, folder: &TempDir) -> String {
    let mut client = connect(cluster);
    let template = format!("latchkey_template_{}", build());
    // Tests run in several processes at once; one of them makes the template while the others wait.
    let lock = "SELECT pg_advisory_lock(20260314)";
    client.batch_execute(lock).expect("the lock can be had");
    let known = client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&template]).expect("the databases can be listed");
    if known.is_empty() {
        make_template(&mut client, cluster, &template);
    }
    client.batch_execute("SELECT pg_advisory_unlock(20260314)").expect("the lock can be given back");
    // The folder's random name is as good for the database.
    let random: String = folder.path().to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
    let name = format!("latchkey_{}_{}", std::process::id(), &random[random.len() - 6..].to_ascii_lowercase());
    client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).expect("the template can be copied");
    name
}

/// Makes the template under another name first, so that a half-made one is never copied.
fn make_template(client: &mut Client, cluster: &str, template: &str) {
    let draft = format!("{template}_draft");
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {draft}")).expect("a draft can be dropped");
    client.batch_execute(&format!("CREATE DATABASE {draft}")).expect("a database can be made");
    let data = TempDir::new().expect("a folder can be made");
    let database = Options::at(Location::Server(address(cluster, &draft)));
    let settings = Settings {
        data: data.path().to_owned(),
        database,
        max_body: 0,
        max_file: 0,
        slow: hub::slow::Bounds::default(),
        anonymous_bodies: 0,
        metrics: hub::metrics::Readers::default(),
        log_calls: false,
        traces: None,
        public_url: String::new(),
        trusted_proxies: Addresses::default(),
        outside: Outside::default(),
        limits: Limits::default(),
        certificates: None,
        backups: super::hub::backups_in(data.path()),
        home: super::hub::home(),
    };
    drop(Hub::open(settings, Clock::standing(START)).expect("a fresh database opens"));
    client.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {template}")).expect("a database can be renamed");
}

/// Tells builds apart: a template of other migrations or other seeds must not be copied.
fn build() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata).expect("the test program is there");
    let modified = program.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{}_{}", program.len(), modified.as_nanos())
}
