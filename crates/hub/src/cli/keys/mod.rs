//! `latchkey keys`: keys as a file describes them.

mod apply;
mod export;
mod file;
mod sink;
mod words;

use std::path::PathBuf;

use domain::account::Account;
use domain::keys::plan::{self, Others, Plan};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// The exit code of a plan that is not empty.
const DIFFERS: u8 = 3;

/// Actions on a file of keys.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Show what would change so that keys match a file. Exit codes: 0 nothing, 3 something
    Plan {
        #[command(flatten)]
        described: Described,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Apply the plan, all of it or nothing
    Apply {
        #[command(flatten)]
        described: Described,
        #[command(flatten)]
        tokens: sink::Options,
        /// Apply only if the plan still has this fingerprint, printed by `plan`
        #[arg(long, value_name = "FINGERPRINT")]
        agreed: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the file for the existing keys; it contains no tokens
    Export {
        /// Give keys without an external ID one, made from their names
        #[arg(long)]
        name_them: bool,
    },
}

/// A file, and what happens to keys that are not in it.
#[derive(Debug, Clone, clap::Args)]
pub struct Described {
    /// The TOML file; "-" reads standard input
    file: PathBuf,
    /// Disable keys that are not in the file: those with an external ID ("named"), or "all"
    #[arg(long, value_name = "named|all", num_args = 0..=1, require_equals = true, default_missing_value = "named", value_parser = ["named", "all"])]
    prune: Option<String>,
}

impl Described {
    fn others(&self) -> Others {
        match self.prune.as_deref() {
            None => Others::Stay,
            Some("all") => Others::All,
            Some(_) => Others::Named,
        }
    }

    /// The plan as of now.
    fn plan(&self, desk: &Desk) -> Result<(Plan, Account, Vec<plan::Wanted>), Stop> {
        let text = file::text(&self.file)?;
        let account = desk.read(Account::load)?;
        let wanted = file::read(&text, &account.zone).map_err(|error| Stop::Refused(format!("{}: {error}", self.file.display())))?;
        let (described, others, zone, now) = (wanted.clone(), self.others(), account.zone.clone(), desk.now());
        let plan = desk.read(move |tx| plan::plan(tx, &described, others, &zone, now))?;
        Ok((plan, account, wanted))
    }
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Plan { described, json } => {
            let (plan, account, _) = described.plan(&Desk::open(common)?)?;
            if json {
                output::json(&words::json(&plan))?;
            } else {
                output::text(&words::plan(&plan, &account))?;
            }
            if plan.steps.is_empty() { Ok(()) } else { Err(Stop::Silent(DIFFERS)) }
        }
        Command::Apply { described, tokens, agreed, json } => apply::run(common, &described, &tokens, agreed.as_deref(), json),
        Command::Export { name_them } => export::run(common, name_them),
    }
}
