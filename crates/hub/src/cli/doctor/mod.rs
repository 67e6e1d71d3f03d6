//! `latchkey doctor`: what may be wrong with an installation, and what to do about it. It changes nothing unless it is asked to.

mod outside;
mod shop;

use std::path::Path;

use database::transfer::Source;
use database::{Database, Location, Options, deliveries, health};
use domain::access::lost;
use domain::access::pepper::Peppers;
use domain::access::sealed::Seal;
use domain::account::Account;
use domain::audit_log::check::{self, Outcome};
use domain::backups::{Plan, Schedule};
use domain::clock::Clock;
use domain::derived::{self, Differences};
use domain::fault::Fault;
use domain::sealing;
use serde_json::json;

use crate::cli::{Stop, output};
use crate::config::{Common, Config, Serving};
use crate::folder;

/// Look for what may be wrong with the installation; exits with 1 when something is. Nothing is changed without --mend
#[derive(clap::Args)]
pub struct Doctor {
    /// The server's options, as `latchkey serve` takes them
    #[command(flatten)]
    serving: Serving,
    /// Only look whether the module of a shop can connect: woocommerce, opencart, prestashop, bitrix or magento
    #[arg(long, value_name = "MODULE")]
    shop: Option<String>,
    /// The key that the module gets
    #[arg(long, value_name = "ID", requires = "shop")]
    key: Option<i64>,
    /// The address that the module gets [default: public-url]
    #[arg(long, value_name = "URL", requires = "shop")]
    url: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Work out anew what differs from the rows it is kept of: customers' sums, counts, the index of lists
    #[arg(long)]
    mend: bool,
}

/// What was found of one thing: what is as it should be, or what to do.
type Found = Result<String, String>;

/// The least free space that is enough, in bytes.
const ROOM: u64 = 1024 * 1024 * 1024;
/// For how long a webhook message may wait, in seconds.
const LATE: i64 = 3600;

pub fn run(common: &Common, asked: &Doctor) -> Result<(), Stop> {
    let config = Config::decide(common, &asked.serving).map_err(Stop::Usage)?;
    if let Some(shop) = &asked.shop {
        return print(shop::look(&config, shop, asked.key, asked.url.as_deref())?, asked.json);
    }
    let mut lines: Vec<(&str, Found)> = vec![("data folder", rights(&config.data)), ("free space", room(&config.data))];
    let tables = tables(&config.database);
    let (readable, mut opened) = (tables.is_ok(), None);
    lines.push(("database", tables));
    if readable {
        lines.push(("integrity", integrity(&config.database)));
        // From here on the tables are those of this version: nothing is brought up to date by looking.
        match Database::open(&Options::at(config.database.clone())) {
            Ok(db) => {
                lines.extend(account(&db, &config.data));
                lines.push(("index and sums", kept(&db, asked.mend)));
                lines.push(("backups", backups(&db).unwrap_or_else(|fault| Err(fault.to_string()))));
                opened = Some(db);
            }
            Err(error) => lines.push(("account", Err(error.to_string()))),
        }
    }
    // What cannot be read has a line of its own.
    let seal = Seal::find(&config.data).ok().flatten();
    lines.extend(outside::look(&config, seal.as_ref(), opened.as_ref()));
    print(lines, asked.json)
}

/// Prints the lines; what is wrong is the exit code.
fn print(lines: Vec<(&str, Found)>, json: bool) -> Result<(), Stop> {
    let wrong = lines.iter().filter(|line| line.1.is_err()).count();
    if json {
        let shown: Vec<_> = lines
            .iter()
            .map(|(name, found)| json!({"name": name, "ok": found.is_ok(), "text": found.as_ref().unwrap_or_else(|text| text)}))
            .collect();
        output::json(&shown)?;
    } else {
        let rows: Vec<[String; 3]> = lines
            .into_iter()
            .map(|(name, found)| match found {
                Ok(text) => [name.to_owned(), "ok".to_owned(), text],
                Err(text) => [name.to_owned(), "WRONG".to_owned(), text],
            })
            .collect();
        output::table(["WHAT", "", "DETAILS"], &rows, "")?;
    }
    if wrong == 0 { Ok(()) } else { Err(Stop::Silent(1)) }
}

fn rights(data: &Path) -> Found {
    if !data.is_dir() {
        return Err(format!("there is no folder {}: name another one with --data, or serve once to have it made", data.display()));
    }
    let open = folder::open_to_others(data);
    if open.is_empty() { Ok(format!("{}, private", data.display())) } else { Err(format!("close to other users: {}", open.join(", "))) }
}

fn room(data: &Path) -> Found {
    let free = rustix::fs::statvfs(data).map_err(|error| format!("cannot be read: {error}"))?;
    let bytes = free.f_bavail.saturating_mul(free.f_frsize);
    let shown = format!("{} MiB are free", bytes / 1024 / 1024);
    if bytes < ROOM { Err(format!("{shown}; make room, or writes fail when it is full")) } else { Ok(shown) }
}

/// Whether the database can be read, and whether steps are to be run on it.
fn tables(location: &Location) -> Found {
    let source = Source::open(location).map_err(|error| format!("{error}; see the options data and database"))?;
    let pending = source.pending().map_err(|error| error.to_string())?;
    if pending.is_empty() {
        Ok("it can be read; its tables are those of this version".to_owned())
    } else {
        Err(format!("it is of an older version: make a backup, then start the server, which runs {}", pending.join(", ")))
    }
}

fn integrity(location: &Location) -> Found {
    match health::look_through(location) {
        Ok(true) => Ok("every page is whole, and every index has its rows".to_owned()),
        Ok(false) => Ok("the PostgreSQL server watches over it".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// What the account itself says.
fn account(db: &Database, data: &Path) -> Vec<(&'static str, Found)> {
    let said = |fault: Fault| fault.to_string();
    let audit_log = match check::check(db, &[]) {
        Ok(whole @ Outcome::Whole { .. }) => Ok(whole.to_string()),
        Ok(broken) => Err(format!("{broken}: compare it with an anchor, `latchkey audit verify --anchor FILE`")),
        Err(fault) => Err(said(fault)),
    };
    vec![
        ("clock", clock(db).unwrap_or_else(|fault| Err(said(fault)))),
        ("pepper", pepper(db, data)),
        ("seal", seal(db, data)),
        ("audit log", audit_log),
        ("webhooks", webhooks(db).unwrap_or_else(|fault| Err(said(fault)))),
    ]
}

/// Whether what is worked out from rows and kept is what the rows come to.
fn kept(db: &Database, mend: bool) -> Found {
    let differences = derived::check(db, mend).map_err(|fault| fault.to_string())?;
    let Differences { sums, counts, index } = differences;
    let shown = format!("customers' sums {sums}, counts of rows {counts}, rows in the index {index}");
    match (differences.any(), mend) {
        (false, _) => Ok("customers' sums, counts and the index of lists agree with the rows".to_owned()),
        (true, true) => Ok(format!("worked out anew: {shown}; the server indexes these rows a moment after it starts")),
        (true, false) => Err(format!("they differ from the rows: {shown}; `latchkey doctor --mend` works them out anew")),
    }
}

/// Whether the clock is behind what has been written already.
fn clock(db: &Database) -> Result<Found, Fault> {
    let (now, last) = (Clock::system().now().0, db.read_now(|tx| Ok::<_, Fault>(database::audit_log::head(tx)?.created_at))?);
    let shown = output::moment(now);
    Ok(if last > now + 60 {
        Err(format!("it is {shown}, but the audit log goes up to {}: set the clock", output::moment(last)))
    } else {
        Ok(shown)
    })
}

fn pepper(db: &Database, data: &Path) -> Found {
    let found = Peppers::find(data).map_err(|error| format!("{error:#}"))?;
    let Some(peppers) = found else {
        return Err(format!("{} is missing: put it back from a copy", data.join("pepper").display()));
    };
    match db.read_now(move |tx| lost::is_foreign(tx, &peppers)) {
        Ok(false) => Ok("it is the one of the keys".to_owned()),
        Ok(true) => Err("it is not the one that the keys were made under: put the right file in its place".to_owned()),
        Err(fault) => Err(fault.to_string()),
    }
}

fn seal(db: &Database, data: &Path) -> Found {
    let found = Seal::find(data).map_err(|error| format!("{error:#}"))?;
    let Some(seal) = found else { return Err(format!("{} is missing: put it back from a copy", data.join("seal").display())) };
    match db.read_now(move |tx| sealing::is_foreign(tx, &seal)) {
        Ok(false) => Ok("it is the one of the account".to_owned()),
        Ok(true) => Err(lost::foreign_seal(data)),
        Err(fault) => Err(fault.to_string()),
    }
}

fn webhooks(db: &Database) -> Result<Found, Fault> {
    let (now, line) = (Clock::system().now().0, db.read_now(|tx| Ok::<_, Fault>(deliveries::line(tx)?))?);
    let late = line.oldest.is_some_and(|oldest| now - oldest > LATE);
    let shown = format!("messages that wait: {}", line.waiting);
    Ok(if late { Err(format!("{shown}, some for more than an hour: see `latchkey webhook deliveries`")) } else { Ok(shown) })
}

/// Whether backups are made as they are scheduled.
fn backups(db: &Database) -> Result<Found, Fault> {
    let now = Clock::system().now();
    let (account, last, ended, next) = db.read_now(move |tx| {
        let account = Account::load(tx)?;
        let next = domain::backups::next(tx, &Plan::of(&account), &account.zone, now)?;
        Ok::<_, Fault>((account, database::backups::last_done(tx)?, database::backups::last_ended(tx)?, next))
    })?;
    let last = last.map_or_else(|| "none yet".to_owned(), |last| format!("the last one is of {}", output::moment(last.started_at)));
    if let Some(failed) = ended.filter(|ended| ended.state == "failed") {
        return Ok(Err(format!("the last one failed: {}; {last}", failed.error)));
    }
    Ok(match next {
        None if Plan::of(&account).schedule == Schedule::Off => {
            Ok(format!("not scheduled, {last}; to have the server make them: latchkey settings set backup-schedule \"daily 03:30\""))
        }
        Some(next) if next < now.0 - LATE => {
            Err(format!("one has been due since {}, {last}: is the server running?", output::moment(next)))
        }
        _ => Ok(format!("scheduled, {last}")),
    })
}
