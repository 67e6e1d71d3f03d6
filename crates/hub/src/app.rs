//! The hub as a program holds it: the database, the gate, the account in memory, the clock.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use database::{Database, Tx};

use crate::clock::Clock;
use crate::fault::Fault;
use crate::house::House;
use crate::keys::gate::{Gate, Key};
use crate::keys::pepper::Pepper;

/// How the hub is put together.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder, in which the pepper (and the embedded database) live.
    pub data: PathBuf,
    /// The database.
    pub database: database::Options,
    /// The largest request body that is read, in bytes.
    pub max_body: usize,
    /// The address under which others reach the hub, told by `system-info`.
    pub public_url: String,
}

/// A running hub.
pub struct Hub {
    /// The database.
    pub db: Database,
    /// Every live key.
    pub gate: Gate,
    /// What time it is.
    pub clock: Clock,
    /// How it was put together.
    pub settings: Settings,
    house: ArcSwap<House>,
    keys_read: AtomicI64,
    /// Held while memory is brought up to date, so that an older picture never replaces a newer one.
    refreshing: Mutex<()>,
}

impl Hub {
    /// Opens the database, fills a fresh one with the reference data of a new account, and reads keys and account.
    ///
    /// # Errors
    /// The data folder or the database cannot be used.
    pub fn open(settings: Settings, clock: Clock) -> anyhow::Result<Arc<Self>> {
        std::fs::create_dir_all(&settings.data)?;
        let pepper = Pepper::open(&settings.data)?;
        let db = Database::open(&settings.database)?;
        let now = clock.now();
        db.write_now(move |tx| crate::domain::seed::fresh_account(tx, now))?;
        let house = db.read_now(House::load)?;
        let hub = Arc::new(Self {
            db,
            gate: Gate::new(pepper),
            clock,
            settings,
            house: ArcSwap::from_pointee(house),
            keys_read: AtomicI64::new(0),
            refreshing: Mutex::new(()),
        });
        hub.refresh()?;
        let weak = Arc::downgrade(&hub);
        hub.db.on_change(move |_| {
            let Some(hub) = weak.upgrade() else { return };
            if let Err(error) = hub.refresh() {
                // Answering with a picture that may be old would let a revoked key in.
                tracing::error!(%error, "the account cannot be read after a change; stopping");
                std::process::abort();
            }
        });
        Ok(hub)
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
        let (keys, mut house) = self.db.read_now(move |tx| changes(tx, since))?;
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
