//! `latchkey key`: API access keys. They are addressed by id, never by token.

use std::collections::HashMap;

use database::keys::Key;
use serde_json::{Map, Value};

use crate::api;
use crate::cli::desk::Desk;
use crate::cli::{Stop, input, key_advice, key_usage, output};
use crate::config::Common;
use crate::domain::keys::{self, Changes, Reach};
use crate::domain::record::By;
use crate::keys::grant::Grant;
use crate::keys::token;

/// What to do with keys.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make a key and print its token, once
    Add {
        /// Name
        #[arg(long)]
        name: String,
        /// "all" (also stores that are added later), or codes of stores separated by commas
        #[arg(long, value_name = "all|CODE,…")]
        sites: String,
        /// "all" (also methods that later versions add), or patterns separated by commas: /api/v*/orders/statuses, orders.*,
        /// read, write
        #[arg(long, value_name = "all|PATTERN,…")]
        methods: String,
        /// A token from elsewhere, 32 to 100 characters, so that its holder needs no new one; "-" reads it from standard input
        #[arg(long)]
        token: Option<String>,
        /// A remark
        #[arg(long)]
        comment: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the keys
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a key with every store and method
    Show {
        /// Id of the key
        id: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell how a key is used: last call, calls by method, refusals, addresses
    Usage {
        /// Id of the key
        id: i64,
        /// The time it is about, up to now: hours (48), month (30 days), quarter (90 days), year (56 weeks)
        #[arg(long, default_value = "month", value_name = "hours|month|quarter|year")]
        window: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell what a key could do without, by what it did; try it, do it, take it back
    Advice(key_advice::Advice),
    /// Change a key; what is not named stays as it is
    Edit {
        /// Id of the key
        id: i64,
        /// Name
        #[arg(long)]
        name: Option<String>,
        /// "all", or codes of stores separated by commas, in place of those it has
        #[arg(long, value_name = "all|CODE,…")]
        sites: Option<String>,
        /// "all", or patterns separated by commas, in place of the methods it has
        #[arg(long, value_name = "all|PATTERN,…")]
        methods: Option<String>,
        /// A remark; an empty one is taken away
        #[arg(long)]
        comment: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Switch a key off: its next call is refused
    Disable {
        /// Id of the key
        id: i64,
    },
    /// Switch a key on again
    Enable {
        /// Id of the key
        id: i64,
    },
    /// Delete a key for good
    Delete {
        /// Id of the key
        id: i64,
    },
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Add { name, sites, methods, token, comment, json } => {
            let changes = Changes {
                name: Some(name),
                reach: Some(Reach::parse(&sites)),
                grant: Some(Grant::parse(&methods).map_err(Stop::Refused)?),
                comment,
                ..Changes::default()
            };
            add(common, token, changes, json)
        }
        Command::List { json } => list(&Desk::open(common)?, json),
        Command::Show { id, json } => {
            let desk = Desk::open(common)?;
            let key = desk.read(move |tx| keys::find(tx, id))?;
            show(&desk, &key, json)
        }
        Command::Advice(advice) => key_advice::run(common, &advice),
        Command::Usage { id, window, json } => key_usage::run(common, id, &window, json),
        Command::Edit { id, name, sites, methods, comment, json } => {
            let grant = methods.map(|methods| Grant::parse(&methods)).transpose().map_err(Stop::Refused)?;
            let changes = Changes { name, reach: sites.as_deref().map(Reach::parse), grant, comment, ..Changes::default() };
            let desk = Desk::open(common)?;
            let now = desk.now();
            let key = desk.change(move |tx| keys::edit(tx, id, &changes, &By::CommandLine, now))?;
            show(&desk, &key, json)
        }
        Command::Disable { id } => {
            let key = switch(common, id, false)?;
            output::text(&format!("Key {id}, {}, is off.", key.name))
        }
        Command::Enable { id } => {
            let key = switch(common, id, true)?;
            output::text(&format!("Key {id}, {}, is on.", key.name))
        }
        Command::Delete { id } => {
            let desk = Desk::open(common)?;
            let now = desk.now();
            let key = desk.change(move |tx| keys::delete(tx, id, &By::CommandLine, now))?;
            output::text(&format!("Key {id}, {}, is deleted.", key.name))
        }
    }
}

fn add(common: &Common, token: Option<String>, changes: Changes, json: bool) -> Result<(), Stop> {
    let token = match token.as_deref() {
        None => token::generate().map_err(|error| Stop::Refused(format!("no token can be made: {error}")))?,
        Some("-") => input::line()?,
        Some(token) => token.to_owned(),
    };
    let desk = Desk::open(common)?;
    let (now, pepper, given) = (desk.now(), desk.account.peppers.present.clone(), token.clone());
    let key = desk.change(move |tx| keys::add(tx, &pepper, &given, &changes, &By::CommandLine, now))?;
    if json {
        let mut shown = shown(&key, &codes(&desk)?);
        shown.shift_insert(1, "token".to_owned(), Value::String(token));
        return output::json(&shown);
    }
    output::text(&format!(
        "Key {} is made. Its token is shown only now and kept nowhere: copy it to where it is used.\n\n{token}\n",
        key.id
    ))
}

fn switch(common: &Common, id: i64, active: bool) -> Result<Key, Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    desk.change(move |tx| keys::set_active(tx, id, active, &By::CommandLine, now))
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let keys = desk.read(|tx| Ok(database::keys::changed_since(tx, 0)?))?;
    let codes = codes(desk)?;
    let live = keys.iter().filter(|key| key.deleted_at.is_none());
    if json {
        return output::json(&live.map(|key| shown(key, &codes)).collect::<Vec<_>>());
    }
    let rows: Vec<[String; 6]> = live
        .map(|key| {
            let sites = if key.all_sites { "all".to_owned() } else { codes_of(key, &codes).join(",") };
            let methods = if key.all_methods { "all".to_owned() } else { key.methods.len().to_string() };
            [key.id.to_string(), key.name.clone(), key.hint.clone(), sites, methods, state(key).to_owned()]
        })
        .collect();
    let empty = "There are no keys yet: latchkey key add --name NAME --sites all --methods all";
    output::table(["ID", "NAME", "TOKEN", "STORES", "METHODS", "STATE"], &rows, empty)
}

fn show(desk: &Desk, key: &Key, json: bool) -> Result<(), Stop> {
    let codes = codes(desk)?;
    let shown = shown(key, &codes);
    if json {
        return output::json(&shown);
    }
    let mut lines = vec![format!("Key {}: {}", key.id, key.name), format!("Token    {}", key.hint), format!("State    {}", state(key))];
    lines.push(format!("Made     {}", shown["createdAt"].as_str().unwrap_or_default()));
    if let Some(comment) = shown.get("comment").and_then(Value::as_str) {
        lines.push(format!("Comment  {comment}"));
    }
    let sites = if key.all_sites { "all, also those added later".to_owned() } else { codes_of(key, &codes).join(", ") };
    lines.push(format!("Stores   {sites}"));
    lines.push(format!(
        "Methods  {}",
        if key.all_methods { "all, also those of later versions".to_owned() } else { key.methods.len().to_string() }
    ));
    lines.extend(patterns(key).into_iter().map(|pattern| format!("         {pattern}")));
    output::text(&lines.join("\n"))
}

/// Codes of stores by id.
fn codes(desk: &Desk) -> Result<HashMap<i64, String>, Stop> {
    desk.read(|tx| Ok(database::sites::all(tx)?.into_iter().map(|site| (site.id, site.code)).collect()))
}

fn codes_of(key: &Key, codes: &HashMap<i64, String>) -> Vec<String> {
    key.sites.iter().filter_map(|id| codes.get(id)).cloned().collect()
}

/// The methods of a key as people write them, in the order of the list.
fn patterns(key: &Key) -> Vec<String> {
    if key.all_methods {
        return Vec::new();
    }
    let granted = api::methods().iter().filter(|method| key.methods.iter().any(|name| name == method.name()));
    granted.map(|method| method.pattern()).collect()
}

fn state(key: &Key) -> &'static str {
    if key.active { "on" } else { "off" }
}

fn shown(key: &Key, codes: &HashMap<i64, String>) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("id", key.id.into());
    set("name", key.name.clone().into());
    set("hint", key.hint.clone().into());
    set("active", key.active.into());
    set("sites", if key.all_sites { "all".into() } else { codes_of(key, codes).into() });
    set("methods", if key.all_methods { "all".into() } else { patterns(key).into() });
    set("createdAt", output::moment(key.created_at).into());
    shown.extend(serde_json::from_str::<Map<String, Value>>(&key.body).unwrap_or_default());
    shown
}
