//! `latchkey audit`: the record of who did what, and whether it is what was written.

use std::path::{Path, PathBuf};

use database::history::{Book, Window};
use database::records::{self, Filter, Record};
use serde_json::{Map, Value};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;
use crate::domain::deeds::{self, Told};
use crate::domain::keys;
use crate::domain::record::check::{self, Outcome};
use crate::domain::record::{Action, Anchor, chain};
use crate::house::House;

/// What to do with the record.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Follow the chain from the first row to the last; exits with 1 and names the first bad row when it is broken
    Verify {
        /// A file of anchors, one on a line, as `latchkey audit anchor` prints and --audit-anchor writes them
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
    /// List who did what, the newest last
    List {
        /// Only what was done to, or by, the key of this id
        #[arg(long, value_name = "ID")]
        key: Option<i64>,
        /// Only this action, such as key.created, or this kind of action, such as key
        #[arg(long, value_name = "NAME")]
        action: Option<String>,
        /// So many of the newest rows
        #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        limit: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List what a key changed of orders or customers, the newest last: what is to be undone after a leak
    Changes {
        /// Id of the key
        key: i64,
        /// What it changed
        #[arg(long, default_value = "orders", value_parser = ["orders", "customers"])]
        of: String,
        /// Not before this moment, in the account's zone: 2026-05-01, or "2026-05-01 12:00"
        #[arg(long, value_name = "MOMENT")]
        from: Option<String>,
        /// Before this moment
        #[arg(long, value_name = "MOMENT")]
        until: Option<String>,
        /// Only with the secret of this number: 1 for the first, 2 after one rotation
        #[arg(long, value_name = "NUMBER")]
        secret: Option<i64>,
        /// Only by the call that was answered with this X-Request-Id
        #[arg(long, value_name = "ID")]
        request: Option<String>,
        /// So many of the newest
        #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        limit: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the last link of the chain, to be kept outside of this machine
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
            let zone = desk.read(House::load)?.zone;
            let moment = |text: Option<String>| match text {
                Some(text) => {
                    zone.read(&text).map(|moment| moment.map(|moment| moment.0)).map_err(|error| Stop::Usage(format!("\"{text}\" {error}")))
                }
                None => Ok(None),
            };
            let window = Window { from: moment(from)?, until: moment(until)?, secret, request, before: None };
            let book = if of == "customers" { Book::Customers } else { Book::Orders };
            let deeds = desk.read(move |tx| {
                keys::find(tx, key)?;
                let house = House::load(tx)?;
                deeds::of_key(tx, &house, book, key, &window, limit)
            })?;
            changes(deeds, json)
        }
        Command::Anchor => {
            let head = Desk::open(common)?.read(|tx| Ok(records::head(tx)?))?;
            output::text(&Anchor::from(&head).to_string())
        }
    }
}

fn changes(mut deeds: Vec<Told>, json: bool) -> Result<(), Stop> {
    deeds.reverse();
    if json {
        let shown = deeds.iter().map(|deed| {
            serde_json::json!({
                "id": deed.id, "at": output::moment(deed.created_at), "subject": {"id": deed.subject, "number": deed.number, "externalId": deed.external_id},
                "site": deed.site, "field": deed.field, "before": deed.before, "after": deed.after,
                "secretNumber": deed.secret, "requestId": deed.request_id,
            })
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 8]> = deeds
        .into_iter()
        .map(|deed| {
            let secret = deed.secret.map(|number| number.to_string()).unwrap_or_default();
            let name = if deed.number.is_empty() { deed.subject.to_string() } else { format!("{} ({})", deed.subject, deed.number) };
            let (before, after) = (deeds::plain(&deed.before), deeds::plain(&deed.after));
            [output::moment(deed.created_at), name, deed.site, deed.field, before, after, secret, deed.request_id]
        })
        .collect();
    output::table(["AT", "ID", "STORE", "FIELD", "BEFORE", "AFTER", "SECRET", "REQUEST"], &rows, "The key changed nothing then.")
}

fn verify(common: &Common, anchor: Option<&Path>) -> Result<(), Stop> {
    let anchors = match anchor {
        Some(path) => Anchor::read_some(path).map_err(Stop::Refused)?,
        None => Vec::new(),
    };
    let desk = Desk::open(common)?;
    match check::check(&desk.account.db, &anchors)? {
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
            "there is no action \"{name}\"; the kinds of actions are {kinds}, an action is such as key.created"
        )));
    }
    Ok(fitting)
}

fn list(desk: &Desk, filter: Filter, limit: i64, json: bool) -> Result<(), Stop> {
    let mut rows = desk.read(move |tx| Ok(records::list(tx, &filter, limit)?))?;
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
    output::table(["ROW", "AT", "WHO", "ACTION", "ON", "DETAILS"], &rows, "Nothing is on record.")
}

fn shown(row: &Record) -> Map<String, Value> {
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
