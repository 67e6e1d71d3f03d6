//! The hub as a program holds it: the database, the gate, the account in memory, the clock.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use arc_swap::ArcSwap;
use database::{Database, Engine, Tx};
use domain::access::addresses::Addresses;
use domain::access::ended::Ended;
use domain::access::gate::{Gate, Key};
use domain::access::grant::Methods;
use domain::access::lost;
use domain::access::pepper::Peppers;
use domain::access::reporters::Reporters;
use domain::access::request_id::RequestIds;
use domain::access::sealed::Seal;
use domain::access::secrets::Secrets;
use domain::access::usage::Usage;
use domain::account::Account;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::home::Home;
use domain::keys::{cause, suspend};
use wire::Moment;

use crate::api::turn::Places;
use crate::backup::Backups;
use crate::bodies::Bodies;
use crate::file_store::FileStore;
use crate::folder;
use crate::lease::Lease;
use crate::metrics::{Metrics, Readers};
use crate::server::certificates::Certificates;
use crate::server::limits::Limits;
use crate::slow::{Bounds, SlowReads};
use crate::traces::{Collector, Traces};
use crate::watch;
use crate::work::{self, Outside};

/// The setting that notes which peppers are in use, so that running servers read them anew.
pub const PEPPERS: &str = "peppers";

/// How the hub is put together.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder, in which the pepper, the seal (and the embedded database) live.
    pub data: PathBuf,
    /// The database.
    pub database: database::Options,
    /// The largest request body that is read, in bytes.
    pub max_body: usize,
    /// The largest file that is taken, in bytes.
    pub max_file: usize,
    /// How slow reads are bounded.
    pub slow: Bounds,
    /// The most bytes of bodies at once whose callers are not known yet.
    pub anonymous_bodies: usize,
    /// The address under which others reach the hub, answered by `system-info`.
    pub public_url: String,
    /// Proxies whose forwarded addresses are trusted; empty for none.
    pub trusted_proxies: Addresses,
    /// What is sent to and received from other machines.
    pub outside: Outside,
    /// Who may read metrics at the hub's own address.
    pub metrics: Readers,
    /// Whether each call has a line in the log.
    pub log_calls: bool,
    /// Where traces of calls go; none: calls are not traced.
    pub traces: Option<Collector>,
    /// The bounds of connections.
    pub limits: Limits,
    /// What connections are secured with, where the server does that itself.
    pub certificates: Option<Arc<Certificates>>,
    /// Where and how backups are made.
    pub backups: Backups,
    /// Where a fresh account is assumed to be at home.
    pub home: Home,
}

/// An account opened for work on it: what the command line needs, and what a hub is built on.
pub struct Storage {
    /// The database.
    pub db: Database,
    /// The secrets that keys are hashed under.
    pub peppers: Peppers,
    /// The key that secrets which are read again are sealed under.
    pub seal: Seal,
    /// What was found wrong when it was opened, for the operator.
    pub notices: Vec<String>,
}

impl Storage {
    /// Opens the data folder and the database, and fills a fresh one with the reference data of a new account.
    ///
    /// # Errors
    /// The data folder or the database cannot be used, or the pepper is not the one of the keys in the database.
    pub fn open(data: &Path, database: &database::Options, home: &Home, now: Moment) -> anyhow::Result<Self> {
        let home = home.clone();
        let mut notices = folder::open(data)?;
        let db = Database::open(database)?;
        let ready = db.read_now(|tx| Ok::<_, Fault>(!database::settings::all(tx)?.is_empty() && !database::keys::unsearchable(tx)?))?;
        let (peppers, seal) = lost::secrets(&db, data)?;
        let found = seal.clone();
        if db.read_now(move |tx| domain::sealing::is_foreign(tx, &found))? {
            notices.push(lost::foreign_seal(data));
        }
        // A command beside a busy server need not wait for its turn to write when there is nothing to do.
        if !ready {
            db.write_now(move |tx| {
                domain::seed::fresh_account(tx, &home, now)?;
                database::facets::open(tx)?;
                Ok::<_, Fault>(database::keys::make_searchable(tx)?)
            })?;
        }
        Ok(Self { db, peppers, seal, notices })
    }
}

/// A running hub.
pub struct Hub {
    /// The database.
    pub db: Database,
    /// Every live key.
    pub gate: Gate,
    /// How keys are used.
    pub usage: Usage,
    /// What a reading of metrics says of calls.
    pub metrics: Metrics,
    /// The key that secrets which are read again are sealed under.
    pub seal: Seal,
    /// What time it is.
    pub clock: Clock,
    /// How it was put together.
    pub settings: Settings,
    /// What takes long, and how much of it goes on at once.
    pub slow: SlowReads,
    /// The code in the link that makes the first administrator, as long as there is no user.
    pub setup_code: String,
    /// Traces of calls; none without a collector.
    pub traces: Option<Arc<Traces>>,
    /// Makes the ids that are answered with calls.
    pub request_ids: RequestIds,
    /// What bodies of calls may take of the machine.
    pub bodies: Bodies,
    /// What files on their way in may take of it.
    pub file_bodies: Bodies,
    /// Where the bytes of large files are kept.
    pub files: FileStore,
    /// Who may report tokens that they found.
    pub reporters: Reporters,
    /// The places for calls that wait for their turn.
    pub waiting: Places,
    /// Backups that people ask for.
    pub backups: work::backups::Orders,
    /// What was found wrong when the account was opened, for the operator; the log has it too.
    pub notices: Vec<String>,
    account: ArcSwap<Account>,
    keys_read: AtomicI64,
    /// What has ended, for the day an older database is put back.
    ended: Ended,
    /// The name by which other nodes know this one, once it serves.
    node: OnceLock<String>,
    /// Held while memory is brought up to date, so that an older picture never replaces a newer one.
    refreshing: Mutex<()>,
    lease: Lease,
}

impl Hub {
    /// Opens the account and reads its keys into memory.
    ///
    /// # Errors
    /// As [`Storage::open`].
    pub fn open(settings: Settings, clock: Clock) -> anyhow::Result<Arc<Self>> {
        let storage = Storage::open(&settings.data, &settings.database, &settings.home, clock.now())?;
        for notice in &storage.notices {
            tracing::warn!("{notice}");
        }
        let account = storage.db.read_now(Account::load)?;
        let data = settings.data.clone();
        let reporters = settings.outside.leak_report_keys.as_deref().map(Reporters::open).transpose().map_err(anyhow::Error::msg)?;
        let setup_code = storage.seal.setup_code();
        let bodies = Bodies::new(settings.anonymous_bodies);
        let file_bodies = Bodies::for_files(settings.max_file);
        let files = FileStore::new(&settings.data, &settings.database.location);
        files.clear_drafts();
        let hub = Arc::new(Self {
            db: storage.db,
            gate: Gate::new(storage.peppers),
            usage: Usage::new(clock.now()),
            metrics: Metrics::default(),
            seal: storage.seal,
            clock,
            slow: SlowReads::new(settings.slow),
            traces: settings.traces.clone().map(Traces::new),
            settings,
            setup_code,
            request_ids: RequestIds::begin()?,
            bodies,
            file_bodies,
            files,
            reporters: reporters.unwrap_or_default(),
            waiting: Places::default(),
            backups: work::backups::Orders::default(),
            notices: storage.notices,
            account: ArcSwap::from_pointee(account),
            keys_read: AtomicI64::new(0),
            ended: Ended::open(&data)?,
            node: OnceLock::new(),
            refreshing: Mutex::new(()),
            lease: Lease::default(),
        });
        hub.keep_ended()?;
        hub.refresh()?;
        let weak = Arc::downgrade(&hub);
        hub.db.on_change(move |_| {
            let Some(hub) = weak.upgrade() else { return };
            if let Err(error) = hub.refresh() {
                tracing::error!(%error, "the account cannot be read after a change; calls are refused until it can");
                hub.lease.withdraw();
            }
            // An embedded database has one server.
            if hub.db.engine() == Engine::Postgres {
                match watch::settle_others(&hub) {
                    Ok(true) => {}
                    Ok(false) => tracing::warn!("another server has not followed a change in good time"),
                    Err(error) => tracing::warn!(%error, "whether other servers have followed a change could not be seen"),
                }
            }
        });
        Ok(hub)
    }

    /// The name by which other nodes know this one; empty before it serves.
    pub fn node(&self) -> &str {
        self.node.get().map_or("", String::as_str)
    }

    /// Takes the name by which other nodes know this one; the first counts.
    pub(crate) fn is_node(&self, id: &str) {
        self.node.get_or_init(|| id.to_owned());
    }

    /// Whether what is in memory may be relied on; if not, no call may be let in.
    pub fn lease(&self) -> &Lease {
        &self.lease
    }

    /// The account as it is now.
    pub fn account(&self) -> Arc<Account> {
        self.account.load_full()
    }

    /// Switches off what had ended before an older database was put back.
    fn keep_ended(&self) -> Result<(), Fault> {
        // Nearly always it is not, and a start reads every key but once.
        if !self.ended.is_ahead_of(self.db.read_apart(database::nodes::generation)?) {
            return Ok(());
        }
        let (now, keys) = (self.clock.now(), self.db.read_apart(|tx| database::keys::changed_since(tx, 0))?);
        let revived = self.ended.revived(&keys, now);
        if revived.is_empty() {
            return Ok(());
        }
        tracing::warn!(keys = ?revived, "this database is older than what was served from this data folder: keys that had ended stay off");
        self.db.write_now(move |tx| {
            for id in &revived {
                suspend(tx, *id, cause::RESTORED, &By::Hub, now)?;
            }
            Ok(())
        })
    }

    /// Reads what changed in the database into memory: every changed key, and the account.
    ///
    /// # Errors
    /// The database failed.
    pub fn refresh(&self) -> Result<i64, Fault> {
        let _alone = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let since = self.keys_read.load(Ordering::SeqCst);
        let (mut keys, mut account, trials) = self.db.read_apart(move |tx| changes(tx, since))?;
        if self.read_peppers(&keys, &account) {
            keys = self.db.read_apart(|tx| Ok::<_, Fault>(database::keys::changed_since(tx, 0)?))?;
        }
        let peppers = self.gate.peppers();
        for stored in &keys {
            self.gate.swap(stored.id, Key::of(stored, &peppers));
        }
        self.usage.set_trials(trials);
        let generation = account.generation;
        if let Err(error) = self.ended.note(generation, &keys, self.clock.now()) {
            tracing::warn!(%error, "what has ended cannot be remembered beside the database");
        }
        account.public_url.clone_from(&self.settings.public_url);
        account.secrets = Some(Arc::new(Secrets { peppers, seal: self.seal.clone() }));
        account.walks = Arc::clone(&self.account().walks);
        self.account.store(Arc::new(account));
        self.keys_read.fetch_max(generation, Ordering::SeqCst);
        Ok(generation)
    }

    /// Reads the peppers anew when they have changed: the account notes each change of them. True when there are others
    /// than before.
    fn read_peppers(&self, keys: &[database::keys::Key], account: &Account) -> bool {
        let noted = account.setting(PEPPERS).unwrap_or_default();
        let known = self.gate.peppers();
        let now = format!("{}/{}", known.present.version(), known.former.as_ref().map_or(0, |pepper| pepper.version()));
        let strange = keys.iter().any(|key| known.of_version(key.pepper_version).is_none());
        if noted == now || (noted.is_empty() && !strange) {
            return false;
        }
        match Peppers::open(&self.settings.data) {
            Ok(peppers) if peppers != *known => {
                self.gate.pepper_with(peppers);
                true
            }
            Ok(_) => false,
            Err(error) => {
                tracing::error!(%error, "the peppers cannot be read; keys under new ones are refused");
                false
            }
        }
    }

    /// The generation of changes that memory includes.
    pub fn generation(&self) -> i64 {
        self.account.load().generation
    }
}

/// Changed keys, the account, and the grants on trial by key.
type Picture = (Vec<database::keys::Key>, Account, HashMap<i64, Methods>);

fn changes(tx: &mut Tx<'_>, since: i64) -> Result<Picture, Fault> {
    let trials = database::trials::all(tx)?.into_iter();
    let trials = trials.map(|trial| Ok((trial.key, Methods::of(&serde_json::from_str::<Vec<String>>(&trial.methods)?))));
    let trials = trials.collect::<Result<_, Fault>>()?;
    Ok((database::keys::changed_since(tx, since)?, Account::load(tx)?, trials))
}
