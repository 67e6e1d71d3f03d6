//! The desk a command works at: the account opened, and changes that are done only when running servers know of them.

use std::path::{Path, PathBuf};

use database::Tx;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::home::Home;
use domain::readings;
use wire::Moment;

use crate::app::Storage;
use crate::cli::Stop;
use crate::config::{Common, Config, Serving};
use crate::watch;
use crate::work::Outside;

/// An account a command works on.
pub struct Desk {
    /// Its database and secrets.
    pub storage: Storage,
    /// What the options say about the world outside.
    pub outside: Outside,
    data: PathBuf,
    clock: Clock,
}

impl Desk {
    /// Opens the account that the options name.
    pub fn open(common: &Common) -> Result<Self, Stop> {
        let config = Config::decide(common, &Serving::default()).map_err(Stop::Usage)?;
        config.check_account()?;
        let clock = Clock::system();
        let outside = config.outside();
        let options = database::Options::at(config.database);
        let storage = Storage::open(&config.data, &options, &Home::of_system(), clock.now())?;
        for notice in &storage.notices {
            eprintln!("latchkey: {notice}");
        }
        Ok(Self { storage, outside, data: config.data, clock })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Reads, everything as of one moment.
    pub fn read<T: Send + 'static>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static) -> Result<T, Stop> {
        Ok(self.storage.db.read_apart(work)?)
    }

    /// Reads stored phones again, where a change made it due, and shows how far it is.
    pub fn reread(&self) -> Result<(), Stop> {
        if self.read(readings::progress)?.is_none_or(|progress| progress.of == 0) {
            return Ok(());
        }
        let mut view = -1;
        while let Some(progress) = self.storage.db.write_now(readings::step)? {
            if progress.percent() >= view + 5 {
                view = progress.percent();
                eprintln!("latchkey: phone numbers are being updated to the new country: {view} %");
            }
        }
        eprintln!("latchkey: the phone numbers of all customers and orders are updated");
        Ok(())
    }

    /// Makes a change and waits until every running server has read it: their next request is answered by it.
    pub fn change<T: Send + 'static>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static) -> Result<T, Stop> {
        let (made, generation) = self.storage.db.write_now(move |tx| {
            let made = work(tx)?;
            Ok::<_, Fault>((made, database::nodes::generation(tx)?))
        })?;
        match watch::settle(&self.storage.db, &self.data, generation) {
            Ok(true) => {}
            Ok(false) => {
                eprintln!("latchkey: the change is saved, but a running server has not read it yet; see its log, or restart it")
            }
            Err(error) => eprintln!("latchkey: the change is saved, but it is unknown whether running servers have read it: {error}"),
        }
        Ok(made)
    }
}
