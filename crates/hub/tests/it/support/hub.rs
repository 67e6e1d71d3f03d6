//! `TestHub`: a hub in this process, on a database of its own, with a server on a loopback port.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use database::Sql;
use database::keys::Key;
use domain::access::addresses::Addresses;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::home::Home;
use domain::keys::{self, Reach};
use domain::users::{self, Role};
use domain::{passwords, sites};
use hub::app::{Hub, Settings};
use hub::server::limits::Limits;
use hub::work::Outside;
use tokio::runtime::Runtime;
use wire::Moment;

use super::actor::Actor;
use super::browser::PASSWORD;
use super::fresh::Fresh;

/// The moment at which every test begins: 2026-03-14 12:00:00 UTC, 15:00 in the zone of a fresh account.
pub const START: Moment = Moment(1_773_489_600);

/// The largest body a test hub reads, in bytes.
pub const MAX_BODY: usize = 10 * 1024 * 1024;

/// The largest file a test hub takes, in bytes.
pub const MAX_FILE: usize = 6 * 1024 * 1024;

/// The most bytes of bodies at once whose callers a test hub does not know yet.
pub const ANONYMOUS_BODIES: usize = 64 * 1024 * 1024;

/// A store of the hub under test.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Its internal id.
    pub id: i64,
    /// Its code.
    pub code: String,
}

/// A running hub. Dropping it stops the server and removes the database.
pub struct TestHub {
    /// The hub itself, for what has no address.
    pub hub: Arc<Hub>,
    /// The hub's clock: it stands until a test moves it.
    pub clock: Clock,
    address: SocketAddr,
    runtime: Option<Runtime>,
    // Last, so that the database goes when nothing holds it any more.
    _fresh: Fresh,
}

impl TestHub {
    /// A hub on a fresh database of the engine under test.
    pub fn new() -> Self {
        Self::view(Addresses::default(), Outside::default())
    }

    /// The same behind proxies whose word is taken.
    pub fn with_proxies(trusted_proxies: Addresses) -> Self {
        Self::view(trusted_proxies, Outside::default())
    }

    /// A hub whose webhooks may lead to this machine.
    pub fn reaching_private() -> Self {
        Self::view(Addresses::default(), Outside { private_addresses: true, ..Outside::default() })
    }

    /// A hub that sends emails.
    pub fn with_mail(mail: hub::work::Mail) -> Self {
        Self::view(Addresses::default(), Outside { mail: Some(mail), ..Outside::default() })
    }

    /// A hub that takes reports of leaked tokens, signed with the keys in this file.
    pub fn hearing_of_leaks(keys: std::path::PathBuf) -> Self {
        Self::view(Addresses::default(), Outside { leak_report_keys: Some(keys), ..Outside::default() })
    }

    /// A hub whose slow reads are bounded like this.
    pub fn bounded(slow: hub::slow::Bounds) -> Self {
        Self::set_up(|settings| Settings { slow, ..settings })
    }

    /// A hub with other bounds of connections.
    pub fn with_limits(limits: Limits) -> Self {
        Self::set_up(|settings| Settings { limits, ..settings })
    }

    /// A hub that sends traces of calls to a collector.
    pub fn traced(collector: hub::traces::Collector) -> Self {
        Self::set_up(|settings| Settings { traces: Some(collector), ..settings })
    }

    fn view(trusted_proxies: Addresses, outside: Outside) -> Self {
        Self::set_up(|settings| Settings { trusted_proxies, outside, ..settings })
    }

    fn set_up(change: impl FnOnce(Settings) -> Settings) -> Self {
        let fresh = Fresh::new();
        let clock = Clock::standing(START);
        let settings = change(fresh.settings());
        let hub = Hub::open(settings, clock.clone()).expect("a fresh database opens");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads start");
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).expect("a loopback port is free");
        let address = listener.local_addr().expect("the port is known");
        runtime.spawn(hub::server::serve(listener, Arc::clone(&hub), std::future::pending()));
        Self { hub, clock, address, runtime: Some(runtime), _fresh: fresh }
    }

    /// Another server on the same account, where there can be several; else the same.
    pub fn another(&self) -> Arc<Hub> {
        match self.hub.db.engine() {
            database::Engine::Sqlite => Arc::clone(&self.hub),
            database::Engine::Postgres => Hub::open(self.hub.settings.clone(), self.clock.clone()).expect("the database opens once more"),
        }
    }

    /// Runs something that waits, beside the server.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.as_ref().expect("the server runs").block_on(work)
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Adds a store.
    pub fn site(&self, code: &str) -> Shop {
        let (code, now) = (code.to_owned(), self.clock.now());
        let changes = sites::Changes { name: Some(format!("Store {code}")), ..sites::Changes::default() };
        let site = self.hub.db.write_now(move |tx| sites::add(tx, &code, &changes, &By::Hub, now)).expect("a store can be added");
        Shop { id: site.id, code: site.code }
    }

    /// Adds a store and a key that sees only it and may call everything.
    pub fn site_with_key(&self) -> (Shop, Actor) {
        let shop = self.site("north");
        let key = self.key("north", "all");
        (shop, key)
    }

    /// Adds a key. `sites` is `all` or codes of stores, `methods` is `all` or patterns, both separated by commas.
    pub fn key(&self, sites: &str, methods: &str) -> Actor {
        self.key_granting(sites, Grant::parse(methods).expect("the patterns match methods"))
    }

    /// Adds a key with a grant that is at hand already.
    pub fn key_granting(&self, sites: &str, grant: Grant) -> Actor {
        self.key_with_token(sites, grant, &token::generate().expect("there is randomness"))
    }

    /// Adds a key whose token came from elsewhere.
    pub fn key_with_token(&self, sites: &str, grant: Grant, token: &str) -> Actor {
        let changes = keys::Changes {
            name: Some("A key of a test".to_owned()),
            reach: Some(Reach::parse(sites)),
            grant: Some(grant),
            ..keys::Changes::default()
        };
        let (hub, copy, now) = (Arc::clone(&self.hub), token.to_owned(), self.clock.now());
        let key =
            self.hub.db.write_now(move |tx| keys::add(tx, &hub.gate.pepper(), &copy, &changes, &By::Hub, now)).expect("a key can be added");
        Actor::new(self.address, Some(token.to_owned()), key.id)
    }

    /// Changes a stored key; when this returns, every later call must feel it.
    pub fn edit_key(&self, id: i64, mut change: impl FnMut(&mut Key) + Send + 'static) {
        let edited = self.hub.db.write_now(move |tx| {
            let Some(mut key) = database::keys::find(tx, id)? else { return Ok::<_, database::Error>(false) };
            change(&mut key);
            database::keys::save(tx, &key)?;
            Ok(true)
        });
        assert!(edited.expect("a key can be saved"), "no key {id}");
    }

    /// Adds a person who may sign in; everyone has the same password.
    pub fn staff(&self, email: &str, role: &str) {
        // Hashing takes long, and everyone's may be the same.
        static HASH: LazyLock<String> = LazyLock::new(|| passwords::hash(PASSWORD).expect("the password will do"));
        let (email, role, now) = (email.to_owned(), Role::named(role).expect("there is such a role"), self.clock.now());
        let added = self.hub.db.write_now(move |tx| users::add(tx, &email, "Somebody Else", role, &HASH, &By::Hub, now).map(drop));
        added.expect("a person can be added");
    }

    /// Takes a person the right to sign in.
    pub fn shut_out(&self, email: &str) {
        let id = self.hub.account().users.iter().find(|user| user.email == email).expect("there is such a person").id;
        self.hub.db.write_now(move |tx| database::users::set_active(tx, id, false)).expect("a person can be shut out");
    }

    /// A caller without a key.
    pub fn anonymous(&self) -> Actor {
        Actor::new(self.address, None, 0)
    }

    /// A caller whose token has the right form but belongs to no key.
    pub fn stranger(&self) -> Actor {
        Actor::new(self.address, Some(token::generate().expect("there is randomness")), 0)
    }

    /// A caller with this token.
    pub fn holder(&self, token: &str) -> Actor {
        Actor::new(self.address, Some(token.to_owned()), 0)
    }

    /// What the histories of customers and orders hold: `customer.id`, `order.status`, each oldest first.
    pub fn changes(&self) -> Vec<String> {
        let fields = |table: &str, member: &str| {
            let text = format!("SELECT '{member}.' || h.field FROM {table} h ORDER BY h.id");
            self.hub.db.read_now(move |tx| tx.all(Sql::new(text.clone()), |row| row.text(0))).expect("a history can be read")
        };
        [fields("customers_history", "customer"), fields("orders_history", "order")].concat()
    }
}

impl Drop for TestHub {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(10));
        }
    }
}

impl Fresh {
    /// How a hub on it is put together.
    pub fn settings(&self) -> Settings {
        Settings {
            data: self.folder.path().to_owned(),
            database: self.options.clone(),
            max_body: MAX_BODY,
            max_file: MAX_FILE,
            slow: hub::slow::Bounds::default(),
            anonymous_bodies: ANONYMOUS_BODIES,
            metrics: hub::metrics::Readers::default(),
            log_calls: false,
            traces: None,
            public_url: "https://hub.test".to_owned(),
            trusted_proxies: Addresses::default(),
            outside: Outside::default(),
            limits: Limits::default(),
            certificates: None,
            backups: backups_in(self.folder.path()),
            home: home(),
        }
    }
}

/// Backups in a data folder, as they are without options.
pub fn backups_in(data: &std::path::Path) -> hub::backup::Backups {
    hub::backup::Backups { place: hub::backup::place::Place::Folder(data.join("backups")), passphrase: None }
}

/// Where the accounts of tests are at home.
pub fn home() -> Home {
    Home::of_zone("Europe/Moscow")
}
