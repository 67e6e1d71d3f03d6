//! `latchkey catalogue`: the goods of a store, loaded from a feed.

use std::fs::File;

use domain::account::Account;
use domain::catalogue::loads;
use domain::clock::Clock;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;
use crate::threads;
use crate::work::catalogue::fetch::fetch;
use crate::work::catalogue::{Job, Loaded, Stopped};
use crate::work::post::Poster;

/// Actions on catalogues.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Load the catalogue of a store from an ICML feed; if that fails, the store keeps the catalogue it has
    Load {
        /// Code of the store
        site: String,
        /// Path of a file, or URL of a feed
        #[arg(value_name = "FILE|URL")]
        source: String,
        /// Print the result as JSON
        #[arg(long)]
        json: bool,
    },
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let Command::Load { site, source, json } = command;
    let desk = Desk::open(common)?;
    let account = desk.read(Account::load)?;
    let id = account.site(&site).map(|site| site.id).ok_or_else(|| Stop::Refused(format!("There is no store \"{site}\".")))?;
    // A file is opened, and a feed fetched, before anything is noted down.
    let file = open(&desk, &source)?;
    let (noted, now) = (source.clone(), desk.now());
    let begun = desk.storage.db.write_apart(move |tx| loads::begin(tx, id, &noted, now))?;
    let Some(load) = begun else {
        return Err(Stop::Refused(format!(
            "The catalogue of {site} is being loaded already. If that load was interrupted, try again in {} minutes.",
            loads::PATIENCE / 60
        )));
    };
    let mut said = -1;
    let job = Job { db: &desk.storage.db, clock: &Clock::system(), site: id, load };
    let loaded = job.run(file, &mut |progress| {
        let percent = progress.bytes_read * 100 / progress.bytes.max(1);
        if percent >= said + 5 {
            said = percent;
            eprintln!("latchkey: {percent} %, {} offers read, {} refused", progress.offers, progress.refused);
        }
        true
    });
    match loaded {
        Ok(loaded) => print(&site, &loaded, json),
        Err(Stopped::Broken(broken)) => {
            Err(Stop::Refused(format!("The catalogue was not loaded, {site} keeps the one it has: {}.", broken.sentence())))
        }
        Err(Stopped::Aborted) => Err(Stop::Refused(format!("The load was given up; {site} keeps the catalogue it has."))),
        Err(Stopped::Failed(fault)) => Err(fault.into()),
    }
}

fn open(desk: &Desk, source: &str) -> Result<File, Stop> {
    if !source.contains("://") {
        return File::open(source).map_err(|error| Stop::Refused(format!("{source} cannot be opened: {error}")));
    }
    let runtime = threads::single().map_err(|error| Stop::Refused(format!("no thread can be started: {error}")))?;
    let poster = Poster::new(desk.outside.private_addresses);
    runtime.block_on(fetch(&poster, source, desk.data())).map_err(|error| Stop::Refused(format!("{source} cannot be fetched: {error}")))
}

fn print(site: &str, loaded: &Loaded, json: bool) -> Result<(), Stop> {
    let progress = &loaded.progress;
    if json {
        return output::json(&serde_json::json!({
            "site": site, "offers": progress.offers, "changed": progress.changed, "gone": loaded.gone, "refused": progress.refused,
            "refusals": loaded.refusals,
        }));
    }
    let mut text = format!(
        "Loaded the catalogue of {site}: {} offers, {} of them new or changed; {} gone, {} refused\n",
        progress.offers, progress.changed, loaded.gone, progress.refused
    );
    for refusal in &loaded.refusals {
        text.push_str(&format!("line {}: {}: {}\n", refusal.line, refusal.offer, refusal.sentence()));
    }
    let more = progress.refused - loaded.refusals.len() as i64;
    if more > 0 {
        text.push_str(&format!("and {more} more\n"));
    }
    output::text(&text)
}
