//! Loading the goods of a store: a feed is fetched into a file, read batch by batch, and becomes the catalogue at its end.

pub mod fetch;
pub mod loader;

use std::fs::File;
use std::io::{BufReader, Seek};
use std::sync::Arc;

use database::Database;
use database::catalogue::feed::{self as kept, Group};
use database::catalogue::loads::Progress;
use domain::catalogue::feed::{self, Broken, Feed, Piece, Refusal};
use domain::catalogue::intake::Intake;
use domain::catalogue::loads;
use domain::clock::Clock;
use domain::fault::Fault;

/// What came of a load that went well.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// How far it came, which is to the end.
    pub progress: Progress,
    /// How many offers are gone.
    pub gone: i64,
    /// The first of the refused offers.
    pub refusals: Vec<Refusal>,
}

/// Why a load did not go well; the catalogue is as it was.
#[derive(Debug)]
pub enum Stopped {
    /// The feed cannot be had or read.
    Broken(Broken),
    /// The load was given up: the program was stopped, or another load took its place.
    Aborted,
    /// The database failed.
    Failed(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(problem) if problem.status == 409 => Self::Aborted,
            fault => Self::Failed(fault),
        }
    }
}

/// A load that has begun.
pub struct Job<'a> {
    /// Where it is written to.
    pub db: &'a Database,
    /// What time it is.
    pub clock: &'a Clock,
    /// The store.
    pub site: i64,
    /// Its number.
    pub load: i64,
}

impl Job<'_> {
    /// Loads a file to its end. After each batch it says how far it is; `go_on` may stop it there.
    ///
    /// # Errors
    /// The catalogue is as it was, and the load is noted as failed.
    pub fn run(&self, file: File, go_on: &mut dyn FnMut(&Progress) -> bool) -> Result<Loaded, Stopped> {
        let mut intake = Intake::default();
        let outcome = self.read(file, &mut intake, go_on);
        self.end(outcome, &intake)
    }

    /// Notes that there was nothing to load.
    pub fn fail(&self, reason: &'static str, about: String) -> Stopped {
        let broken = Broken { line: 0, reason, about };
        match self.end(Err(Stopped::Broken(broken)), &Intake::default()) {
            Ok(_) => Stopped::Aborted,
            Err(stopped) => stopped,
        }
    }

    fn read(&self, mut file: File, intake: &mut Intake, go_on: &mut dyn FnMut(&Progress) -> bool) -> Result<Loaded, Stopped> {
        self.clear()?;
        let unreadable = |error: std::io::Error| Stopped::Broken(Broken { line: 0, reason: "unreadable", about: error.to_string() });
        let bytes = file.metadata().map_err(unreadable)?.len();
        file.rewind().map_err(unreadable)?;
        let mut progress = Progress { bytes: i64::try_from(bytes).unwrap_or(i64::MAX), ..Progress::default() };
        let mut feed = Feed::new(BufReader::with_capacity(64 * 1024, file));
        while let Some(piece) = feed.piece().map_err(Stopped::Broken)? {
            match piece {
                Piece::Groups(groups) => self.stage_groups(groups)?,
                Piece::Offer(line, offer) => intake.take(line, *offer),
                Piece::Refused(refusal) => intake.refuse(refusal),
            }
            if intake.is_full() {
                progress.bytes_read = i64::try_from(feed.bytes()).unwrap_or(i64::MAX);
                self.stage(intake, &mut progress)?;
                if !go_on(&progress) {
                    return Err(Stopped::Aborted);
                }
            }
        }
        progress.bytes_read = progress.bytes;
        self.stage(intake, &mut progress)?;
        if intake.good == 0 {
            // A shop that is broken writes such feeds; one that sells nothing any more loads none.
            return Err(Stopped::Broken(Broken { line: 0, reason: "no-offers", about: String::new() }));
        }
        if !go_on(&progress) {
            return Err(Stopped::Aborted);
        }
        let (site, load, now) = (self.site, self.load, self.clock.now());
        let (properties, refusals) = (intake.properties(), intake.refusals.clone());
        let gone = self.db.write_apart(move |tx| loads::finish(tx, site, load, &properties, &refusals, now))?.unwrap_or(0);
        Ok(Loaded { progress, gone, refusals: Vec::new() })
    }

    fn stage_groups(&self, groups: Vec<feed::Group>) -> Result<(), Fault> {
        let load = self.load;
        let row = |(place, group): (usize, feed::Group)| Group {
            place: place as i64,
            external_id: group.id,
            parent: group.parent,
            level: group.level,
            name: group.name,
        };
        let groups: Vec<Group> = groups.into_iter().enumerate().map(row).collect();
        for some in groups.chunks(1000) {
            let some: Arc<[Group]> = some.into();
            self.db.write_apart(move |tx| Ok::<_, Fault>(kept::stage_groups(tx, load, &some)?))?;
        }
        Ok(())
    }

    /// Writes a batch, and how far the load is.
    fn stage(&self, intake: &mut Intake, progress: &mut Progress) -> Result<(), Stopped> {
        let (products, offers) = intake.batch();
        (progress.offers, progress.refused) = (intake.good, intake.refused);
        let (site, load, now, so_far) = (self.site, self.load, self.clock.now().0, *progress);
        let staged = self.db.write_apart(move |tx| {
            let changed = so_far.changed + kept::stage(tx, site, load, &products, &offers)? as i64;
            let alive = database::catalogue::loads::note(tx, site, load, &Progress { changed, ..so_far }, now)?;
            Ok::<_, Fault>(alive.then_some(changed))
        })?;
        progress.changed = staged.ok_or(Stopped::Aborted)?;
        Ok(())
    }

    /// Takes away what earlier loads have left.
    fn clear(&self) -> Result<(), Fault> {
        let (site, load) = (self.site, self.load);
        while !self.db.write_apart(move |tx| loads::clear(tx, site, load))? {}
        Ok(())
    }

    /// Notes how it ended, and cleans up.
    fn end(&self, outcome: Result<Loaded, Stopped>, intake: &Intake) -> Result<Loaded, Stopped> {
        let (site, load, now) = (self.site, self.load, self.clock.now());
        let broken = match &outcome {
            Ok(_) => None,
            Err(Stopped::Broken(broken)) => Some(broken.clone()),
            Err(Stopped::Aborted) => Some(Broken { line: 0, reason: "aborted", about: String::new() }),
            Err(Stopped::Failed(_)) => Some(Broken { line: 0, reason: "failed", about: String::new() }),
        };
        let (went_well, units) = (broken.is_none(), if broken.is_none() { intake.units() } else { Vec::new() });
        if let Some(broken) = broken {
            let refusals = intake.refusals.clone();
            self.db.write_apart(move |tx| loads::fail(tx, site, load, &broken, &refusals, now))?;
        }
        self.db.write_now(move |tx| loads::note_on_store(tx, site, &units, went_well, now))?;
        while !self.db.write_apart(move |tx| loads::clear(tx, site, 0))? {}
        outcome.map(|loaded| Loaded { refusals: intake.refusals.clone(), ..loaded })
    }
}
