//! `latchkey import`: orders and customers from files for spreadsheets, checked, imported, continued and undone.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use database::imports::Import;
use database::{Scope, Sites};
use domain::access::secrets::Secrets;
use domain::account::Account;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::trade::sheet::{Format, guess};
use domain::trade::{Existing, Kind, Plan, imports};
use serde_json::{Value, json};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;
use crate::work::imports::{NewFile, Worker, stage};

/// Actions on imports.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Import orders from a CSV file: one row for each item
    Orders(FromFile),
    /// Import customers from a CSV file
    Customers(FromFile),
    /// List imports, the newest first
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Continue an import that was stopped
    Continue {
        /// ID of the import
        id: i64,
    },
    /// Undo an import: delete what it added and put back what it changed, unless that was edited since
    Undo {
        /// ID of the import
        id: i64,
    },
}

/// A file to import.
#[derive(clap::Args)]
pub struct FromFile {
    /// Path of the file
    file: PathBuf,
    /// Code of the store
    #[arg(long, value_name = "CODE")]
    site: String,
    /// Check the file and change nothing
    #[arg(long)]
    dry_run: bool,
    /// What each column of the file becomes, in order, separated by commas: externalId,phone,,tags; empty to leave a column out
    /// [default: by the names in the first row]
    #[arg(long, value_name = "NAME,…")]
    columns: Option<String>,
    /// What is done with orders and customers that exist
    #[arg(long, value_name = "update|fill|skip", default_value = "update", value_parser = existing)]
    existing: Existing,
    /// Find customers without an ID by phone or email
    #[arg(long)]
    by_contacts: bool,
    /// Encoding [default: recognised]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What separates columns [default: recognised]
    #[arg(long, value_name = "comma|semicolon|tab")]
    separator: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

fn existing(text: &str) -> Result<Existing, String> {
    Existing::named(text).ok_or_else(|| "use update, fill or skip".to_owned())
}

fn every() -> Scope {
    Scope::of(Sites::All)
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    match command {
        Command::Orders(asked) => import(&desk, Kind::Orders, &asked),
        Command::Customers(asked) => import(&desk, Kind::Customers, &asked),
        Command::List { json } => list(&desk, json),
        Command::Continue { id } => {
            let now = desk.now();
            desk.change(move |tx| imports::run(tx, &every(), id, &By::CommandLine, now))?;
            tell(&work(&desk, id)?, false)
        }
        Command::Undo { id } => {
            let now = desk.now();
            desk.change(move |tx| imports::undo(tx, &every(), id, None, now))?;
            tell(&work(&desk, id)?, false)
        }
    }
}

fn import(desk: &Desk, kind: Kind, asked: &FromFile) -> Result<(), Stop> {
    let shown = asked.file.display();
    let unreadable = |error: std::io::Error| Stop::Refused(format!("{shown} cannot be read: {error}"));
    let mut file = File::open(&asked.file).map_err(unreadable)?;
    let account = desk.read(Account::load)?;
    let site = account.site(&asked.site).ok_or_else(|| Stop::Refused(format!("There is no store \"{}\".", asked.site)))?.id;
    let guessed = guess(&mut file).map_err(unreadable)?;
    let encoding = asked.encoding.as_deref().unwrap_or(guessed.encoding.name());
    let separator = asked.separator.as_deref().unwrap_or(guessed.separator_name());
    let format = Format::named(encoding, separator);
    let format = format.ok_or_else(|| Stop::Refused("Use a known encoding, and comma, semicolon or tab as the separator.".to_owned()))?;
    let columns = asked.columns.as_deref().map_or_else(Vec::new, |names| names.split(',').map(|name| name.trim().to_owned()).collect());
    let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let new = NewFile { site, user: None, kind, name: &name, format: Some(format), columns };
    let id = stage(&desk.storage.db, &Clock::system(), &new, &mut file)?;
    let (wanted, by_contacts, now) = (asked.existing, asked.by_contacts, desk.now());
    let named = asked.columns.clone();
    let checked = desk.change(move |tx| {
        let import = database::imports::find(tx, &every(), id)?.ok_or_else(wire::Problem::not_found)?;
        let known = Plan::read(&import.plan)?;
        let mut plan = Plan { existing: wanted, by_contacts, ..known };
        if let Some(named) = &named {
            plan.columns = named.split(',').map(|name| name.trim().to_owned()).collect();
            plan.columns.resize(plan.header.len(), String::new());
        }
        imports::check(tx, &every(), id, &plan, now)
    });
    if let Err(stop) = checked {
        desk.change(move |tx| imports::delete(tx, &every(), id))?;
        return Err(stop);
    }
    let checked = work(desk, id)?;
    if asked.dry_run {
        desk.change(move |tx| imports::delete(tx, &every(), id))?;
        return tell(&checked, asked.json);
    }
    let now = desk.now();
    desk.change(move |tx| imports::run(tx, &every(), id, &By::CommandLine, now))?;
    tell(&work(desk, id)?, asked.json)
}

/// Works on an import to its end, and shows how far it is.
fn work(desk: &Desk, id: i64) -> Result<Import, Stop> {
    let mut account = desk.read(Account::load)?;
    let peppers = Arc::new(desk.storage.peppers.clone());
    account.secrets = Some(Arc::new(Secrets { peppers, seal: desk.storage.seal.clone() }));
    let account = Arc::new(account);
    let (current, clock) = (|| Arc::clone(&account), Clock::system());
    let worker = Worker { db: &desk.storage.db, account: &current, clock: &clock, stopped: &AtomicBool::new(false) };
    let mut said = 0;
    worker.work_on(id, &mut |import| {
        let rows = import.added + import.changed + import.same + import.refused;
        if import.state != "undoing" && rows >= said + 5000 {
            said = rows;
            eprintln!("latchkey: {}: {rows} of {} rows", import.state, import.total);
        }
    })?;
    desk.read(move |tx| Ok(database::imports::find(tx, &every(), id)?.ok_or_else(wire::Problem::not_found)?))
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let account = desk.read(Account::load)?;
    let all = desk.read(|tx| Ok(database::imports::list(tx, &every(), 1000)?))?;
    if json {
        let shown = |import: &Import| {
            let mut shown = counts(import);
            shown["site"] = account.site_code(import.site).into();
            shown["createdAt"] = output::moment(import.created_at).into();
            shown
        };
        return output::json(&all.iter().map(shown).collect::<Vec<_>>());
    }
    let rows: Vec<[String; 8]> = all
        .iter()
        .map(|import| {
            [
                import.id.to_string(),
                output::moment(import.created_at),
                import.kind.clone(),
                account.site_code(import.site).to_owned(),
                import.file.clone(),
                import.state.clone(),
                import.added.to_string(),
                import.changed.to_string(),
            ]
        })
        .collect();
    output::table(["ID", "AT", "WHAT", "STORE", "FILE", "STATE", "ADDED", "CHANGED"], &rows, "No imports yet.")
}

fn counts(import: &Import) -> Value {
    json!({
        "id": import.id, "kind": import.kind, "file": import.file, "state": import.state, "rows": import.total, "added": import.added,
        "changed": import.changed, "unchanged": import.same, "refused": import.refused,
    })
}

fn tell(import: &Import, as_json: bool) -> Result<(), Stop> {
    let faults = imports::faults(import);
    if as_json {
        let mut shown = counts(import);
        shown["faults"] = json!(faults);
        return output::json(&shown);
    }
    let (id, added, changed) = (import.id, import.added, import.changed);
    let mut text = match import.state.as_str() {
        "undone" => format!("Import {id} is undone; {} kept, because they were edited since.\n", import.refused),
        "checked" => format!(
            "Nothing was changed. {added} would be added, {changed} changed, {} left as they are, {} refused.\n",
            import.same, import.refused
        ),
        "done" => format!("Import {id}: {added} added, {changed} changed, {} left as they are, {} refused.\n", import.same, import.refused),
        state => format!("Import {id} is {state}: {added} added, {changed} changed, {} refused.\n", import.refused),
    };
    for fault in faults.iter().take(50) {
        let said = if fault.text.is_empty() { fault.reason.as_str() } else { fault.text.as_str() };
        text.push_str(&format!("line {}: {} {}: {said}\n", fault.line, fault.column, fault.cell));
    }
    if faults.len() > 50 {
        text.push_str(&format!("and {} more\n", faults.len() - 50));
    }
    output::text(&text)
}
