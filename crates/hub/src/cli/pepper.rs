//! `latchkey pepper`: the secret under which tokens are hashed is replaced, while everything goes on.

use domain::access::pepper::Peppers;
use domain::audit_log::{self, Action, By, Subject};
use domain::fault::Fault;
use domain::keys;

use crate::app::PEPPERS;
use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Actions on the pepper.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Create a new pepper. Tokens hashed with the old one keep working and are rehashed when they are used
    Rotate,
    /// Show how many keys still use the old pepper
    Status,
    /// Remove the old pepper: calls with keys that still use it are refused
    Retire {
        /// Remove it even if keys still use it
        #[arg(long)]
        force: bool,
    },
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let known = desk.storage.peppers.clone();
    let version = known.present.version();
    let left = desk.read(move |tx| Ok::<_, Fault>(database::secrets::under_other_peppers(tx, version)?))?;
    match command {
        Command::Status => {
            let former = known
                .former
                .map_or("There is one pepper.".to_owned(), |_| format!("There are two peppers; {left} keys still use the old one."));
            output::text(&format!("{former} The current pepper is version {version}."))
        }
        Command::Rotate => {
            let next = Peppers::rotate(desk.data())?;
            note(&desk, &next)?;
            output::text(&format!(
                "The pepper is version {} now. Tokens move to it when they are used; look with `latchkey pepper status` and take the \
                 old one with `latchkey pepper retire`. If several servers run, copy the file \"pepper\" to each data folder.",
                next.present.version()
            ))
        }
        Command::Retire { force } => {
            if left > 0 && !force {
                return Err(Stop::Refused(format!(
                    "{left} keys still use the old pepper and would be refused; wait until they are used, replace their tokens, or use --force"
                )));
            }
            let next = Peppers::retire(desk.data())?;
            note(&desk, &next)?;
            output::text("There is one pepper. Copies of the old one in backups are of no use any more.")
        }
    }
}

/// Tells running servers of the peppers in use.
fn note(desk: &Desk, peppers: &Peppers) -> Result<(), Stop> {
    let (now, present) = (desk.now(), peppers.present.clone());
    let used = format!("{}/{}", present.version(), peppers.former.as_ref().map_or(0, |pepper| pepper.version()));
    desk.change(move |tx| {
        tx.touch_keys()?;
        tx.touch_house()?;
        keys::check_pepper(tx, &present)?;
        database::settings::set(tx, PEPPERS, &used, now.0)?;
        let details = serde_json::json!({"version": {"after": present.version()}});
        audit_log::note(tx, &By::CommandLine, Action::PepperRotated, &Subject::named("settings", PEPPERS), &details, now)
    })
}
