//! `latchkey secrets`: what to do when the pepper or the seal of the data folder is lost.

use database::Database;
use domain::access::lost;
use domain::audit_log::{self, Action, By, Subject};
use domain::clock::Clock;
use domain::fault::Fault;
use domain::keys;
use serde_json::json;

use crate::app::PEPPERS;
use crate::cli::{Stop, output};
use crate::config::{Common, Config, Serving};
use crate::folder;

/// Actions on the secrets of the data folder.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Create a new pepper or seal if the old one is lost for good. Every key then needs a new token, and
    /// data encrypted with the lost seal stays unreadable
    Renew,
}

pub fn run(common: &Common, command: &Command) -> Result<(), Stop> {
    match command {
        Command::Renew => renew(common),
    }
}

fn renew(common: &Common) -> Result<(), Stop> {
    let config = Config::decide(common, &Serving::default()).map_err(Stop::Usage)?;
    config.check_account()?;
    for found in folder::open(&config.data)? {
        eprintln!("latchkey: {found}");
    }
    let options = database::Options::at(config.database);
    // Not as an account is opened: that is refused while a secret is missing.
    let db = Database::open(&options).map_err(Fault::from)?;
    let renewed = lost::renew(&db, &config.data)?;
    if renewed.pepper.is_none() && renewed.seal.is_none() {
        return Err(Stop::Refused("neither the pepper nor the seal of this database is lost; nothing was renewed".to_owned()));
    }
    let (now, view) = (Clock::system().now(), renewed.clone());
    db.write_now(move |tx| {
        tx.touch_keys()?;
        tx.touch_house()?;
        if let Some(pepper) = &view.pepper {
            keys::check_pepper(tx, pepper)?;
            database::settings::set(tx, PEPPERS, &format!("{}/0", pepper.version()), now.0)?;
            let details = json!({"version": {"after": pepper.version()}, "lost": {"after": true}});
            audit_log::note(tx, &By::CommandLine, Action::PepperRotated, &Subject::named("settings", PEPPERS), &details, now)?;
        }
        if let Some(fingerprint) = &view.seal {
            database::seals::keep(tx, fingerprint)?;
            audit_log::note(
                tx,
                &By::CommandLine,
                Action::SettingsChanged,
                &Subject::named("settings", "seal"),
                &json!({"lost": {"after": true}}),
                now,
            )?;
        }
        Ok::<_, Fault>(())
    })?;
    let mut said = Vec::new();
    if renewed.pepper.is_some() {
        said.push("There is a new pepper. Tokens hashed with the lost pepper no longer work: replace the token of each key with `latchkey key rotate`.");
    }
    if renewed.seal.is_some() {
        said.push(
            "There is a new seal. What was encrypted under the lost one stays unreadable: `latchkey user reset` lets people in whose one-time \
             codes are not recognised, `latchkey webhook rotate` gives a webhook another secret, and tokens that were kept are not shown again.",
        );
    }
    said.push("Copy the files to the data folders of other servers, and restart every server.");
    output::text(&said.join(" "))
}
