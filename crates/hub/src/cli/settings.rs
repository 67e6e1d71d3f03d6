//! `latchkey settings`: settings of the account.

use domain::audit_log::By;
use domain::settings;
use serde_json::{Map, Value};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Actions on settings.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Set one: timezone (Europe/Madrid), language (en, ru, es), currency (EUR), country (ES), unused-notice-days and unused-disable-days (0: never), longest-key-life-days and longest-broad-key-life-days (0: no limit), backup-schedule (off, "daily 03:30", "every 6"), backup-keep (1 to 1000), backup-encryption (none, all, with-secrets), keep-histories-days (0: for ever), keep-refusals-days, keep-deliveries-days, keep-usage-days, session-idle-hours and session-days
    Set {
        /// Name of the setting
        key: String,
        /// Value
        value: String,
    },
    /// List the settings
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    match command {
        Command::Set { key, value } => {
            let now = desk.now();
            let name = key.clone();
            let kept = desk.change(move |tx| settings::set(tx, &key, &value, &By::CommandLine, now))?;
            desk.reread()?;
            output::text(&format!("{name} is {kept}."))
        }
        Command::List { json } => {
            let settings = desk.read(|tx| Ok(database::settings::all(tx)?))?;
            if json {
                let shown: Map<String, Value> = settings.into_iter().map(|(name, value, _)| (name, Value::String(value))).collect();
                return output::json(&shown);
            }
            let rows: Vec<[String; 3]> =
                settings.into_iter().map(|(name, value, updated_at)| [name, value, output::moment(updated_at)]).collect();
            output::table(["NAME", "VALUE", "SET AT"], &rows, "There are no settings.")
        }
    }
}
