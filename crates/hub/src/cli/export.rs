//! `latchkey export`: all orders and customers of a store as files for spreadsheets.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use database::{Scope, Sites};
use domain::account::Account;
use domain::act::{Act, Actor};
use domain::audit_log::{self, Action, By, Subject};
use domain::trade::{Kind, export};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Write all orders and customers of a store into orders.csv and customers.csv, which can be imported again
#[derive(clap::Args)]
pub struct Export {
    /// Code of the store
    #[arg(long, value_name = "CODE")]
    site: String,
    /// Folder to write to; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub fn run(common: &Common, asked: &Export) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let account = Arc::new(desk.read(Account::load)?);
    let site = account.site(&asked.site).cloned().ok_or_else(|| Stop::Refused(format!("There is no store \"{}\".", asked.site)))?;
    let failed = |path: &Path, error: std::io::Error| Stop::Refused(format!("{} cannot be written: {error}", path.display()));
    fs::create_dir_all(&asked.out).map_err(|error| failed(&asked.out, error))?;
    for kind in [Kind::Customers, Kind::Orders] {
        let path = asked.out.join(format!("{}.csv", kind.name()));
        // Nothing that is there is lost by a slip.
        let file = File::create_new(&path).map_err(|error| failed(&path, error))?;
        let mut out = BufWriter::new(file);
        let mut write = |text: &str| out.write_all(text.as_bytes()).map_err(|error| failed(&path, error));
        write(export::MARK)?;
        write(&export::header(&account, kind))?;
        let mut next = Some(0);
        while let Some(after) = next {
            let (account, id, now) = (Arc::clone(&account), site.id, desk.now());
            let (text, last) = desk.read(move |tx| {
                let scope = Scope::of(Sites::of([id]));
                let act = Act { scope: &scope, actor: Actor::Code, behind: None, account: &account, now, masks: None };
                export::some(tx, &act, kind, id, after)
            })?;
            write(&text)?;
            next = last;
        }
        out.flush().map_err(|error| failed(&path, error))?;
    }
    let (now, subject) = (desk.now(), Subject::numbered("site", site.id, &site.code));
    desk.change(move |tx| audit_log::note(tx, &By::CommandLine, Action::StoreExported, &subject, &serde_json::json!({}), now))?;
    output::text(&format!("Wrote customers.csv and orders.csv of {} to {}.", asked.site, asked.out.display()))
}
