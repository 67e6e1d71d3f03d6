//! The hub as a program holds it: the database, the gate, the account in memory, the clock.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use arc_swap::ArcSwap;
use database::{Database, Tx};
use wire::Moment;

use crate::clock::Clock;
use crate::domain;
use crate::fault::Fault;
use crate::house::House;
use crate::keys::gate::{Gate, Key};
use crate::keys::pepper::Pepper;
use crate::keys::sealed::Seal;
use crate::keys::token;
use crate::trust::Trust;

/// How the hub is put together.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder, in which the pepper, the seal (and the embedded database) live.
    pub data: PathBuf,
    /// The database.
    pub database: database::Options,
    /// The largest request body that is read, in bytes.
    pub max_body: usize,
    /// The address under which others reach the hub, told by `system-info`.
    pub public_url: String,
}

/// An account opened for work on it: what the command line needs, and what a hub is built on.
pub struct Account {
    /// The database.
    pub db: Database,
    /// The secret that keys are hashed under.
    pub pepper: Pepper,
    /// The key that secrets which are read again are sealed under.
    pub seal: Seal,
}

impl Account {
    /// Opens the data folder and the database, and fills a fresh one with the reference data of a new account.
    ///
    /// # Errors
    /// The data folder or the database cannot be used, or the pepper is not the one of the keys in the database.
    pub fn open(data: &Path, database: &database::Options, now: Moment) -> anyhow::Result<Self> {
        std::fs::create_dir_all(data).with_context(|| format!("the data folder {} cannot be made", data.display()))?;
        let (pepper, seal) = (Pepper::open(data)?, Seal::open(data)?);
        let db = Database::open(database)?;
        let (ready, fingerprint) = db.read_now(|tx| {
            let seeded = !database::settings::all(tx)?.is_empty();
            Ok::<_, Fault>((seeded && !database::keys::unsearchable(tx)?, database::keys::pepper(tx, Pepper::VERSION)?))
        })?;
        anyhow::ensure!(
            fingerprint.is_none_or(|kept| kept == pepper.fingerprint()),
            "{} is not the pepper that the keys in this database were made under; put the right file in its place",
            data.join("pepper").display()
        );
        // A command beside a busy server need not wait for its turn to write when there is nothing to do.
        if !ready {
            db.write_now(move |tx| {
                domain::seed::fresh_account(tx, now)?;
                Ok::<_, Fault>(database::keys::make_searchable(tx)?)
            })?;
        }
        Ok(Self { db, pepper, seal })
    }
}

/// A running hub.
pub struct Hub {
    /// The database.
    pub db: Database,
    /// Every live key.
    pub gate: Gate,
    /// The key that secrets which are read again are sealed under.
    pub seal: Seal,
    /// What time it is.
    pub clock: Clock,
    /// How it was put together.
    pub settings: Settings,
    /// What the link holds by which the first administrator is made, as long as there is nobody.
    pub setup_code: String,
    house: ArcSwap<House>,
    keys_read: AtomicI64,
    /// Held while memory is brought up to date, so that an older picture never replaces a newer one.
    refreshing: Mutex<()>,
    trust: Trust,
}

impl Hub {
    /// Opens the account and reads its keys into memory.
    ///
    /// # Errors
    /// As [`Account::open`].
    pub fn open(settings: Settings, clock: Clock) -> anyhow::Result<Arc<Self>> {
        let account = Account::open(&settings.data, &settings.database, clock.now())?;
        let house = account.db.read_now(House::load)?;
        let hub = Arc::new(Self {
            db: account.db,
            gate: Gate::new(account.pepper),
            seal: account.seal,
            clock,
            settings,
            setup_code: token::random(32)?,
            house: ArcSwap::from_pointee(house),
            keys_read: AtomicI64::new(0),
            refreshing: Mutex::new(()),
            trust: Trust::default(),
        });
        hub.refresh()?;
        let weak = Arc::downgrade(&hub);
        hub.db.on_change(move |_| {
            let Some(hub) = weak.upgrade() else { return };
            if let Err(error) = hub.refresh() {
                tracing::error!(%error, "the account cannot be read after a change; calls are refused until it can");
                hub.trust.withdraw();
            }
        });
        Ok(hub)
    }

    /// Whether what is in memory may be relied on; if not, no call may be let in.
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The account as it is now.
    pub fn house(&self) -> Arc<House> {
        self.house.load_full()
    }

    /// Reads what changed in the database into memory: every changed key, and the account.
    ///
    /// # Errors
    /// The database failed.
    pub fn refresh(&self) -> Result<i64, Fault> {
        let _alone = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let since = self.keys_read.load(Ordering::SeqCst);
        let (keys, mut house) = self.db.read_apart(move |tx| changes(tx, since))?;
        for stored in &keys {
            self.gate.swap(stored.id, Key::of(stored));
        }
        let generation = house.generation;
        house.public_url.clone_from(&self.settings.public_url);
        self.house.store(Arc::new(house));
        self.keys_read.fetch_max(generation, Ordering::SeqCst);
        Ok(generation)
    }

    /// The generation of changes that memory includes.
    pub fn generation(&self) -> i64 {
        self.house.load().generation
    }
}

fn changes(tx: &mut Tx<'_>, since: i64) -> Result<(Vec<database::keys::Key>, House), Fault> {
    Ok((database::keys::changed_since(tx, since)?, House::load(tx)?))
}
