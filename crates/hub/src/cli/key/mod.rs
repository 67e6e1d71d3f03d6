//! `latchkey key`: API access keys. They are addressed by id, never by token.

mod addresses;
pub mod bulk;
mod can;
mod care;
mod explain;
mod life;
pub mod limits;
mod reveal;
mod settings;
pub mod sight;

use std::collections::HashMap;

use database::keys::Key;
use database::users::User;
use domain::access::grant::{self, Grant};
use domain::account::Account;
use domain::audit_log::By;
use domain::keys::capabilities::{Capabilities, Part};
use domain::keys::standing::Standing;
use domain::keys::{self, Changes, Contact, Reach, retrieval};
use serde_json::{Map, Value};
use wire::Moment;

use crate::admin::capabilities;
use crate::admin::words::Words;
use crate::cli::desk::Desk;
use crate::cli::{Stop, key_advice, key_usage, output, template};
use crate::config::Common;

/// Actions on keys.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a key and print its token, once
    Add {
        /// Name
        #[arg(long)]
        name: String,
        /// The template to start from; other options override it
        #[arg(long, value_name = "CODE")]
        template: Option<String>,
        /// "all" (including stores added later), or store codes separated by commas
        #[arg(long, value_name = "all|CODE,…")]
        sites: String,
        /// "all" (including methods added in future versions), or patterns separated by commas: /api/v*/orders/statuses, orders.*,
        /// read, write. Key management methods are not included: add keys.*
        #[arg(long, value_name = "all|PATTERN,…", required_unless_present = "template")]
        methods: Option<String>,
        /// An existing token of 32 to 100 characters, so that the client keeps it; "-" reads it from standard input
        #[arg(long)]
        token: Option<String>,
        /// Comment
        #[arg(long)]
        comment: Option<String>,
        /// External ID, used by configuration files and other programs
        #[arg(long, value_name = "NAME")]
        external_id: Option<String>,
        /// Store the token encrypted so that it can be shown again with `latchkey key reveal`
        #[arg(long)]
        show_again: bool,
        #[command(flatten)]
        limits: limits::Options,
        #[command(flatten)]
        sight: sight::Sight,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the keys
    List {
        /// Only keys that need attention: they expire within 7 days, their contact is deactivated, or their review is due
        #[arg(long)]
        needs_care: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a key with every store and method
    Show {
        /// ID of the key
        id: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show the permissions of a key: stores, methods, hidden data, limits, dates
    Can(can::Can),
    /// List the keys that may call a method for a store, or see a kind of data there
    Who(can::Who),
    /// Extend a key, with a reason
    Extend(care::Extend),
    /// Give the keys of a contact to another contact
    HandOver(care::HandOver),
    /// Show from which IP addresses a key is used, and create its list of allowed IP addresses
    Addresses(addresses::Addresses),
    /// Show the usage of a key: last call, calls by method, refused calls, IP addresses
    Usage {
        /// ID of the key
        id: i64,
        /// Period up to now: hours (48), month (30 days), quarter (90 days), year (56 weeks)
        #[arg(long, default_value = "month", value_name = "hours|month|quarter|year")]
        window: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show the unused permissions of a key; try, apply or undo their removal
    Advice(key_advice::Advice),
    /// Edit a key; options that are not given stay unchanged
    Edit {
        /// ID of the key
        id: i64,
        /// Name
        #[arg(long)]
        name: Option<String>,
        /// "all", or store codes separated by commas; replaces the current ones
        #[arg(long, value_name = "all|CODE,…")]
        sites: Option<String>,
        /// "all", or patterns separated by commas; replaces the current methods
        #[arg(long, value_name = "all|PATTERN,…")]
        methods: Option<String>,
        /// Comment; empty to remove it
        #[arg(long)]
        comment: Option<String>,
        /// External ID, used by configuration files and other programs; empty to remove it
        #[arg(long, value_name = "NAME")]
        external_id: Option<String>,
        /// The template it was created from, or "none"; changes nothing else
        #[arg(long, value_name = "none|CODE")]
        template: Option<String>,
        #[command(flatten)]
        limits: limits::Options,
        #[command(flatten)]
        sight: sight::Sight,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Disable a key: its calls are refused at once
    Disable {
        /// ID of the key
        id: i64,
    },
    /// Enable a key
    Enable {
        /// ID of the key
        id: i64,
    },
    /// Delete a key; it can be restored for 30 days
    Delete {
        /// ID of the key
        id: i64,
    },
    /// Restore a deleted key
    Restore {
        /// ID of the key
        id: i64,
    },
    /// Replace the token of a key; the old one keeps working for a time
    Rotate(life::Rotate),
    /// Revoke the old tokens of a key
    Finish {
        /// ID of the key
        id: i64,
    },
    /// Report the token of a key as leaked and disable the key permanently
    Leaked {
        /// ID of the key
        id: i64,
    },
    /// Show a token that was stored with --show-again
    Reveal {
        /// ID of the key
        id: i64,
        /// Reason for viewing, recorded in the audit log
        #[arg(long)]
        reason: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Explain why a call was refused, by the X-Request-Id header of its answer
    Explain {
        /// Request ID
        request_id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Test whether a call would be allowed, rule by rule, without executing it
    Try(explain::Try),
    /// Apply an action to several keys at once, to all of them or to none
    Bulk(bulk::Bulk),
    /// Suspend all third-party keys at once, or resume them
    Panic(bulk::Panic),
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Add { name, template, sites, methods, token, comment, external_id, show_again, limits, sight, json } => {
            let changes = Changes {
                name: Some(name),
                reach: Some(Reach::parse(&sites)),
                grant: methods.as_deref().map(Grant::parse).transpose().map_err(Stop::Refused)?,
                comment,
                external_id,
                template,
                ..sight.changes()?
            };
            add(common, token, changes, limits, show_again, json)
        }
        Command::List { needs_care: true, json } => care::list(common, json),
        Command::List { json, .. } => list(&Desk::open(common)?, json),
        Command::Show { id, json } => {
            let desk = Desk::open(common)?;
            let key = desk.read(move |tx| keys::find(tx, id))?;
            show(&desk, &key, json)
        }
        Command::Can(asked) => can::can(common, &asked),
        Command::Who(asked) => can::who(common, &asked),
        Command::Extend(asked) => care::extend(common, asked),
        Command::HandOver(asked) => care::hand_over(common, asked),
        Command::Addresses(asked) => addresses::run(common, &asked),
        Command::Advice(advice) => key_advice::run(common, &advice),
        Command::Usage { id, window, json } => key_usage::run(common, id, &window, json),
        Command::Edit { id, name, sites, methods, comment, external_id, template, limits, sight, json } => {
            let grant = methods.map(|methods| Grant::parse(&methods)).transpose().map_err(Stop::Refused)?;
            let template = template.map(|code| if code == "none" { String::new() } else { code });
            let reach = sites.as_deref().map(Reach::parse);
            let mut changes = Changes { name, reach, grant, comment, external_id, template, ..sight.changes()? };
            let desk = Desk::open(common)?;
            let now = desk.now();
            let (so_far, account) = desk.read(move |tx| Ok((keys::limits(&keys::find(tx, id)?), Account::load(tx)?)))?;
            limits.put(&mut changes, so_far, &account.zone, now)?;
            let key = desk.change(move |tx| keys::edit(tx, id, &changes, &By::CommandLine, now))?;
            show(&desk, &key, json)
        }
        Command::Disable { id } => {
            let key = switch(common, id, false)?;
            output::text(&format!("Key {id}, {}, is disabled.", key.name))
        }
        Command::Enable { id } => {
            let key = switch(common, id, true)?;
            output::text(&format!("Key {id}, {}, is enabled.", key.name))
        }
        Command::Delete { id } => {
            let desk = Desk::open(common)?;
            let now = desk.now();
            let key = desk.change(move |tx| keys::delete(tx, id, &By::CommandLine, now))?;
            output::text(&format!("Key {id}, {}, is deleted. To restore it within 30 days: latchkey key restore {id}", key.name))
        }
        Command::Restore { id } => life::restore(common, id),
        Command::Rotate(asked) => life::rotate(common, &asked),
        Command::Finish { id } => life::finish(common, id),
        Command::Leaked { id } => life::leaked(common, id),
        Command::Reveal { id, reason, json } => reveal::run(common, id, reason, json),
        Command::Explain { request_id, json } => explain::explain(common, request_id, json),
        Command::Try(asked) => explain::dry_run(common, asked),
        Command::Bulk(asked) => bulk::run(common, asked),
        Command::Panic(asked) => bulk::panic(common, &asked),
    }
}

fn add(
    common: &Common,
    token: Option<String>,
    mut changes: Changes,
    limits: limits::Options,
    show_again: bool,
    json: bool,
) -> Result<(), Stop> {
    let token = life::token_of(token.as_deref())?;
    let desk = Desk::open(common)?;
    let account = desk.read(Account::load)?;
    let mut start = Changes::default();
    if let Some(code) = changes.template.clone() {
        start = template::changes(&desk, &code)?;
    }
    limits.put(&mut changes, start.limits.clone().unwrap_or_default(), &account.zone, desk.now())?;
    changes.grant = changes.grant.or(start.grant);
    changes.limits = changes.limits.or(start.limits);
    changes.masks = changes.masks.or(start.masks);
    changes.rows = changes.rows.or(start.rows);
    let seal = desk.storage.seal.clone();
    let (now, pepper, given) = (desk.now(), desk.storage.peppers.present.clone(), token.clone());
    let key = desk.change(move |tx| {
        let key = keys::add(tx, &pepper, &given, &changes, &By::CommandLine, now)?;
        if show_again {
            retrieval::keep(tx, &seal, &key, &given)?;
        }
        Ok(key)
    })?;
    if json {
        let mut shown = shown(&key, &codes(&desk)?, now);
        shown.shift_insert(1, "token".to_owned(), Value::String(token));
        return output::json(&shown);
    }
    let kept = if show_again {
        format!("copy it to the client. To show it again: latchkey key reveal {} --reason TEXT", key.id)
    } else {
        "it is shown only now and not stored: copy it to the client.".to_owned()
    };
    output::text(&format!("Key {} is added. This is its token; {kept}\n\n{token}\n", key.id))
}

fn switch(common: &Common, id: i64, active: bool) -> Result<Key, Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    desk.change(move |tx| keys::set_active(tx, id, active, &By::CommandLine, now))
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let keys = desk.read(|tx| Ok(database::keys::changed_since(tx, 0)?))?;
    let codes = codes(desk)?;
    let now = desk.now();
    let live = keys.iter().filter(|key| key.deleted_at.is_none());
    if json {
        return output::json(&live.map(|key| shown(key, &codes, now)).collect::<Vec<_>>());
    }
    let rows: Vec<[String; 6]> = live
        .map(|key| {
            let sites = if key.all_sites { "all".to_owned() } else { codes_of(key, &codes).join(",") };
            let methods = match (key.all_methods, key.methods.len()) {
                (true, 0) => "all".to_owned(),
                (true, more) => format!("all+{more}"),
                (false, count) => count.to_string(),
            };
            [key.id.to_string(), key.name.clone(), key.hint.clone(), sites, methods, state(key, now)]
        })
        .collect();
    let empty = "No keys yet: latchkey key add --name NAME --sites all --methods all";
    output::table(["ID", "NAME", "TOKEN", "STORES", "METHODS", "STATE"], &rows, empty)
}

fn show(desk: &Desk, key: &Key, json: bool) -> Result<(), Stop> {
    let codes = codes(desk)?;
    let now = desk.now();
    let shown = shown(key, &codes, now);
    if json {
        return output::json(&shown);
    }
    let mut lines =
        vec![format!("Key {}: {}", key.id, key.name), format!("Token    {}", key.hint), format!("State    {}", state(key, now))];
    lines.extend(key.external_id.iter().map(|name| format!("External {name}")));
    lines.push(format!("Created  {}", shown["createdAt"].as_str().unwrap_or_default()));
    if let Some(comment) = shown.get("comment").and_then(Value::as_str) {
        lines.push(format!("Comment  {comment}"));
    }
    if let Some(template) = shown.get("template").and_then(Value::as_str) {
        lines.push(format!("Template {template}"));
    }
    let sites = if key.all_sites { "all, including stores added later".to_owned() } else { codes_of(key, &codes).join(", ") };
    lines.push(format!("Stores   {sites}"));
    lines.push(format!(
        "Methods  {}",
        match (key.all_methods, key.methods.is_empty()) {
            (true, true) => "all, including methods added in future versions".to_owned(),
            (true, false) => "all, including methods added in future versions, and these key management methods:".to_owned(),
            (false, _) => key.methods.len().to_string(),
        }
    ));
    lines.extend(patterns(key).into_iter().map(|pattern| format!("         {pattern}")));
    lines.extend(sight::lines(key));
    let account = desk.read(Account::load)?;
    let capabilities = Capabilities::of(key, &account, now);
    for (title, part) in [("Dates", Part::Dates), ("Limits", Part::Limits)] {
        let facts = capabilities.about(part).map(|fact| capabilities::view(Words::of("en"), &account, fact));
        lines.extend(facts.enumerate().map(|(index, fact)| format!("{:<9}{fact}", if index == 0 { title } else { "" })));
    }
    output::text(&lines.join("\n"))
}

fn codes(desk: &Desk) -> Result<Names, Stop> {
    desk.read(|tx| {
        let sites = database::sites::all(tx)?.into_iter().map(|site| (site.id, site.code)).collect();
        Ok(Names { sites, people: database::users::all(tx)? })
    })
}

/// What stores and people are called.
struct Names {
    /// Codes of stores by id.
    sites: HashMap<i64, String>,
    people: Vec<User>,
}

fn codes_of(key: &Key, names: &Names) -> Vec<String> {
    key.sites.iter().filter_map(|id| names.sites.get(id)).cloned().collect()
}

/// The methods that are named with a key as people write them, in the order of the list.
fn patterns(key: &Key) -> Vec<String> {
    grant::named(key).map(|method| method.pattern()).collect()
}

fn state(key: &Key, now: Moment) -> String {
    match Standing::of(key, now) {
        Standing::Stopped(cause) => format!("disabled, {cause}"),
        standing => standing.name().to_owned(),
    }
}

fn shown(key: &Key, codes: &Names, now: Moment) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("id", key.id.into());
    if let Some(name) = &key.external_id {
        set("externalId", name.clone().into());
    }
    set("name", key.name.clone().into());
    set("hint", key.hint.clone().into());
    set("active", key.active.into());
    set("state", Standing::of(key, now).name().into());
    set("sites", if key.all_sites { "all".into() } else { codes_of(key, codes).into() });
    let mut methods = patterns(key);
    if key.all_methods {
        methods.insert(0, "all".to_owned());
    }
    set("methods", if methods == ["all"] { "all".into() } else { methods.into() });
    set("createdAt", output::moment(key.created_at).into());
    if let Some(ends_at) = key.ends_at {
        set("endsAt", output::moment(ends_at).into());
    }
    if let Some((cause, since)) = &key.cause {
        set("cause", cause.clone().into());
        set("causedAt", output::moment(*since).into());
    }
    if key.secret > 1 {
        set("secret", key.secret.into());
    }
    let mut body = serde_json::from_str::<Map<String, Value>>(&key.body).unwrap_or_default();
    body.shift_remove("warned");
    if body.contains_key("contact") {
        body.insert("owner".to_owned(), Contact::of(key).view(&codes.people).into());
    }
    shown.extend(body);
    shown
}
