//! Restoring: a backup becomes the account of a data folder and its database, or nothing changes.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use database::transfer::{Schema, Target};
use database::{Database, Location, Options, Tx, nodes};
use domain::access::ended::Ended;
use domain::audit_log::By;
use domain::audit_log::check::{self, Outcome};
use domain::fault::Fault;
use domain::keys::{cause, suspend};
use wire::Moment;

use super::cipher::Passphrase;
use super::manifest::{Manifest, TableEnd};
use super::read::{self, Checked, Walk};
use super::secrets::Secrets;
use super::{Progress, row, swap};
use crate::{folder, watch};

/// The file a database is made in before it takes its place.
const DRAFT: &str = ".restoring.new";

/// What is to be restored, and where to.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The backup.
    pub file: &'a Path,
    /// Its passphrase.
    pub passphrase: Option<Passphrase>,
    /// The data folder.
    pub data: &'a Path,
    /// The database.
    pub location: &'a Location,
    /// Whether an account that is there is replaced.
    pub replace: bool,
}

/// What has been restored.
#[derive(Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// Ids of keys that had ended after the backup was made, and stay off.
    pub kept_off: Vec<i64>,
    /// Whether the audit log is whole.
    pub audit_log: Outcome,
    /// What else the operator is to know.
    pub notices: Vec<String>,
}

/// What is known of the time after the backup.
struct Since {
    ended: Ended,
    /// The highest count of changes that a server can have read.
    generation: i64,
    now: Moment,
}

impl Since {
    /// What the data folder remembers.
    fn of(data: &Path, now: Moment) -> anyhow::Result<Self> {
        let ended = Ended::open(data)?;
        Ok(Self { generation: ended.generation(), ended, now })
    }

    /// Adds what the account says that is replaced.
    fn learn(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let generation = nodes::generation(tx)?;
        self.generation = self.generation.max(generation);
        Ok(self.ended.note(generation, &database::keys::changed_since(tx, 0)?, self.now)?)
    }

    /// Switches off what has ended since, and makes every server read everything anew.
    fn apply(&self, tx: &mut Tx<'_>) -> anyhow::Result<Vec<i64>> {
        let generation = self.generation.max(nodes::generation(tx)?) + 1;
        nodes::set_generation(tx, generation)?;
        let off = self.ended.revived(&database::keys::changed_since(tx, 0)?, self.now);
        for id in &off {
            suspend(tx, *id, cause::RESTORED, &By::Hub, self.now)?;
        }
        Ok(off)
    }
}

/// Restores a backup. It is read to its end and checked first; what was there is touched last, at one stroke.
///
/// # Errors
/// The backup is none, is damaged, or is of a newer version; a server runs; there is an account and it is not to be replaced; the
/// database failed. Nothing has changed then.
pub fn restore(order: &Order<'_>, now: Moment, progress: &mut dyn Progress) -> anyhow::Result<Restored> {
    let checked = read::check(order.file, order.passphrase.as_ref(), progress)?;
    let mut notices = folder::open(order.data)?;
    let secrets = secrets(order, &checked, &mut notices)?;
    let mut since = Since::of(order.data, now)?;
    let kept_off = match order.location {
        Location::File(path) => into_file(order, path, &checked, secrets.as_ref(), &mut since, &mut notices, progress)?,
        Location::Server(address) => {
            let mut target = Target::server(address, checked.schema.clone(), order.replace, |tx| since.learn(tx))?;
            let off = fill(order, &mut target, &checked, &since, progress)?;
            put(secrets.as_ref(), order.data)?;
            target.keep()?;
            off
        }
    };
    let db = Database::open(&Options::at(order.location.clone())).map_err(Fault::from)?;
    let audit_log = check::check(&db, &[])?;
    notices.extend(lacking(order.data));
    Ok(Restored { manifest: checked.manifest, kept_off, audit_log, notices })
}

fn put(secrets: Option<&Secrets>, data: &Path) -> anyhow::Result<()> {
    secrets.map_or(Ok(()), |secrets| secrets.put(data))
}

/// The secrets of the backup, if they are to be put into the data folder.
fn secrets(order: &Order<'_>, checked: &Checked, notices: &mut Vec<String>) -> anyhow::Result<Option<Secrets>> {
    match (&checked.secrets, &order.passphrase) {
        (None, _) => Ok(None),
        (Some(_), None) => {
            notices.push("the pepper and the seal are in the backup, but without its passphrase they are not restored".to_owned());
            Ok(None)
        }
        (Some(closed), Some(passphrase)) => {
            let secrets = Secrets::open(closed, passphrase)?;
            secrets.check(order.data)?;
            Ok(Some(secrets))
        }
    }
}

/// What has to be put beside the database yet.
fn lacking(data: &Path) -> Option<String> {
    let missing: Vec<&str> = ["pepper", "seal"].into_iter().filter(|name| !data.join(name).exists()).collect();
    let names = missing.join(" and the ");
    (!missing.is_empty())
        .then(|| format!("put the {names} of the account into {} before it is served: no key works without the pepper", data.display()))
}

fn into_file(
    order: &Order<'_>,
    path: &Path,
    checked: &Checked,
    secrets: Option<&Secrets>,
    since: &mut Since,
    notices: &mut Vec<String>,
    progress: &mut dyn Progress,
) -> anyhow::Result<Vec<i64>> {
    // As a server does: none runs, and none starts before this ends.
    let _alone = watch::lock(order.data)?;
    let options = Options::at(Location::File(path.to_owned()));
    match Database::holds_account(&options) {
        Ok(false) => {}
        Ok(true) if order.replace => learn(&options, since)?,
        Ok(true) => bail!("there is an account in {}; --replace puts the backup in its place", order.data.display()),
        Err(error) if order.replace => {
            notices.push(format!(
                "the database that is replaced cannot be read ({error}): keys that ended are known from the file \"ended\" only"
            ));
        }
        Err(error) => return Err(error).context("there is a database that cannot be read; --replace puts the backup in its place"),
    }
    let draft = order.data.join(DRAFT);
    swap::clear(&draft)?;
    let filled = fill_file(order, &draft, checked, since, progress);
    if filled.is_err() {
        // It is cleared at the next restore, should that fail too.
        let _ = swap::clear(&draft);
    }
    let off = filled?;
    put(secrets, order.data)?;
    if let Some(aside) = swap::swap(&draft, path)? {
        notices.push(format!("the database that was replaced is damaged; it is kept as {}", aside.display()));
    }
    Ok(off)
}

fn learn(options: &Options, since: &mut Since) -> anyhow::Result<()> {
    let db = Database::open(options).map_err(Fault::from)?;
    let (generation, keys) = db.read_now(|tx| Ok::<_, Fault>((nodes::generation(tx)?, database::keys::changed_since(tx, 0)?)))?;
    since.generation = since.generation.max(generation);
    Ok(since.ended.note(generation, &keys, since.now)?)
}

fn fill_file(order: &Order<'_>, draft: &Path, checked: &Checked, since: &Since, progress: &mut dyn Progress) -> anyhow::Result<Vec<i64>> {
    let mut target = Target::file(draft, checked.schema.clone())?;
    let off = fill(order, &mut target, checked, since, progress)?;
    target.keep()?;
    Ok(off)
}

/// Loads the rows, reads them back, and brings the account up to this version.
fn fill(order: &Order<'_>, target: &mut Target, checked: &Checked, since: &Since, progress: &mut dyn Progress) -> anyhow::Result<Vec<i64>> {
    let mut walk = Walk::open(order.file, order.passphrase.as_ref())?;
    while let Some(table) = walk.next_table()? {
        let mut loading = target.load(&table)?;
        walk.rows(&table, "restored", progress, |row| Ok(loading.push(row)?)).with_context(|| format!("the table {}", table.name))?;
        loading.end().with_context(|| format!("the table {}", table.name))?;
    }
    ensure!(walk.end()? == *checked, "the backup has been changed while it was restored");
    compare(target, &checked.schema, &checked.manifest)?;
    target.complete(&checked.manifest.counters)?;
    since.apply(&mut target.tx())
}

/// Reads back what was loaded.
fn compare(target: &mut Target, schema: &Schema, manifest: &Manifest) -> anyhow::Result<()> {
    for (table, end) in schema.tables.iter().zip(&manifest.tables) {
        let (mut rows, mut sum, mut bytes) = (0, blake3::Hasher::new(), Vec::new());
        target.rows::<anyhow::Error>(table, |cells| {
            bytes.clear();
            row::write(cells, &mut bytes);
            sum.update(&bytes);
            rows += 1;
            Ok(())
        })?;
        let found = TableEnd { name: table.name.clone(), rows, blake3: sum.finalize().to_hex().to_string() };
        ensure!(found == *end, "the database does not keep the rows of {} as they are in the backup", table.name);
    }
    Ok(())
}
