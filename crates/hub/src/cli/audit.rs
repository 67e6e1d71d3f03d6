//! `latchkey audit`: the record of who did what, and whether it is what was written.

use std::path::{Path, PathBuf};

use database::audit_log::{self, Filter, LogEntry};
use database::history::{Book, Window};
use database::{Scope, Sites};
use domain::account::Account;
use domain::audit_log::check::{self, Outcome};
use domain::audit_log::{Action, Anchor, chain};
use domain::changes_by_key::{self, Reader, View};
use domain::keys;
use serde_json::{Map, Value};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Actions on the audit log.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Verify the log from the first entry to the last; if it is not intact, names the first bad entry and exits with 1
    Verify {
        /// File of anchors, one per line, as printed by `latchkey audit anchor` or written by --audit-anchor
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
    /// List the entries, the newest last
    List {
        /// Only entries about the key with this ID, or made by it
        #[arg(long, value_name = "ID")]
        key: Option<i64>,
        /// Only this action, such as key.created, or this kind of action, such as key
        #[arg(long, value_name = "NAME")]
        action: Option<String>,
        /// Number of entries
        #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        limit: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the changes a key made to orders or customers, the newest last, to undo them after a leak
    Changes {
        /// ID of the key
        key: i64,
        /// Kind of data
        #[arg(long, default_value = "orders", value_parser = ["orders", "customers"])]
        of: String,
        /// From this time on, in the account's time zone: 2026-05-01 or "2026-05-01 12:00"
        #[arg(long, value_name = "MOMENT")]
        from: Option<String>,
        /// Before this time
        #[arg(long, value_name = "MOMENT")]
        until: Option<String>,
        /// Only with the token of this number: 1 for the first, 2 after one replacement
        #[arg(long, value_name = "NUMBER")]
        secret: Option<i64>,
        /// Only by the call with this request ID
        #[arg(long, value_name = "ID")]
        request: Option<String>,
        /// Number of lines
        #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        limit: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print an anchor of the last entry, to be stored outside this machine
    Anchor,
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Verify { anchor } => verify(common, anchor.as_deref()),
        Command::List { key, action, limit, json } => {
            let actions = action.map(|name| named(&name)).transpose()?.unwrap_or_default();
            list(&Desk::open(common)?, Filter { key, actions, ..Filter::default() }, limit, json)
        }
        Command::Changes { key, of, from, until, secret, request, limit, json } => {
            let desk = Desk::open(common)?;
            let zone = desk.read(Account::load)?.zone;
            let moment = |text: Option<String>| match text {
                Some(text) => {
                    zone.read(&text).map(|moment| moment.map(|moment| moment.0)).map_err(|error| Stop::Usage(format!("\"{text}\" {error}")))
                }
                None => Ok(None),
            };
            let window = Window { from: moment(from)?, until: moment(until)?, secret, request, before: None };
            let book = if of == "customers" { Book::Customers } else { Book::Orders };
            let rows = desk.read(move |tx| {
                keys::find(tx, key)?;
                let account = Account::load(tx)?;
                {
                    let reader = Reader { account: &account, scope: &Scope::of(Sites::All), shown: &Ok };
                    changes_by_key::of_key(tx, &reader, book, key, &window, limit)
                }
            })?;
            changes(rows, json)
        }
        Command::Anchor => {
            let head = Desk::open(common)?.read(|tx| Ok(audit_log::head(tx)?))?;
            output::text(&Anchor::from(&head).to_string())
        }
    }
}

fn changes(mut rows: Vec<View>, json: bool) -> Result<(), Stop> {
    rows.reverse();
    if json {
        let shown = rows.iter().map(|operation| {
            serde_json::json!({
                "id": operation.id, "at": output::moment(operation.created_at), "subject": {"id": operation.subject, "number": operation.number, "externalId": operation.external_id},
                "site": operation.site, "field": operation.field, "before": operation.before, "after": operation.after,
                "secretNumber": operation.secret, "requestId": operation.request_id,
            })
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 8]> = rows
        .into_iter()
        .map(|operation| {
            let secret = operation.secret.map(|number| number.to_string()).unwrap_or_default();
            let name = if operation.number.is_empty() {
                operation.subject.to_string()
            } else {
                format!("{} ({})", operation.subject, operation.number)
            };
            let (before, after) = (changes_by_key::plain(&operation.before), changes_by_key::plain(&operation.after));
            [output::moment(operation.created_at), name, operation.site, operation.field, before, after, secret, operation.request_id]
        })
        .collect();
    output::table(["AT", "ID", "STORE", "FIELD", "BEFORE", "AFTER", "TOKEN", "REQUEST"], &rows, "No changes in this period.")
}

fn verify(common: &Common, anchor: Option<&Path>) -> Result<(), Stop> {
    let anchors = match anchor {
        Some(path) => Anchor::read_some(path).map_err(Stop::Refused)?,
        None => Vec::new(),
    };
    let desk = Desk::open(common)?;
    match check::check(&desk.storage.db, &anchors)? {
        whole @ Outcome::Whole { .. } => output::text(&whole.to_string()),
        broken => Err(Stop::Refused(broken.to_string())),
    }
}

/// The actions of a name, or of a kind.
fn named(name: &str) -> Result<Vec<String>, Stop> {
    let names = Action::ALL.iter().map(|action| action.name());
    let fitting: Vec<String> =
        names.filter(|action| *action == name || action.split('.').next() == Some(name)).map(str::to_owned).collect();
    if fitting.is_empty() {
        let kinds = "key, user, site, settings, pepper and webhook";
        return Err(Stop::Usage(format!(
            "there is no action \"{name}\"; the kinds of actions are {kinds}; an example of an action is key.created"
        )));
    }
    Ok(fitting)
}

fn list(desk: &Desk, filter: Filter, limit: i64, json: bool) -> Result<(), Stop> {
    let mut rows = desk.read(move |tx| Ok(audit_log::list(tx, &filter, limit)?))?;
    rows.reverse();
    if json {
        return output::json(&rows.iter().map(shown).collect::<Vec<_>>());
    }
    let rows: Vec<[String; 6]> = rows
        .iter()
        .map(|row| {
            let who = match row.by_kind.as_str() {
                "user" => row.by_name.clone(),
                "cli" => "command line".to_owned(),
                kind => row.by_id.map_or_else(|| kind.to_owned(), |id| format!("{kind} {id}")),
            };
            let what = row.subject_id.map_or_else(String::new, |id| format!("{id} "));
            let (at, what) = (output::moment(row.created_at), format!("{what}{}", row.subject_name));
            [row.number.to_string(), at, who, row.action.clone(), what, row.details.clone()]
        })
        .collect();
    output::table(["ENTRY", "AT", "USER", "ACTION", "ON", "DETAILS"], &rows, "No entries.")
}

fn shown(row: &LogEntry) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    let named = |kind: &str, id: Option<i64>, name: &str| serde_json::json!({"kind": kind, "id": id, "name": name});
    set("number", row.number.into());
    set("at", output::moment(row.created_at).into());
    set("action", row.action.clone().into());
    set("by", named(&row.by_kind, row.by_id, &row.by_name));
    set("subject", named(&row.subject_kind, row.subject_id, &row.subject_name));
    set("details", serde_json::from_str(&row.details).unwrap_or_default());
    set("hash", chain::hex(&row.hash).into());
    shown
}
