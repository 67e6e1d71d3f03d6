//! `latchkey key`: API access keys. They are addressed by id, never by token.

mod addresses;
pub mod bulk;
mod can;
mod care;
mod explain;
mod life;
pub mod limits;
mod reveal;
pub mod sight;

use std::collections::HashMap;

use database::keys::Key;
use database::users::User;
use serde_json::{Map, Value};
use wire::Moment;

use crate::account::Account;
use crate::admin::capabilities;
use crate::admin::words::Words;
use crate::cli::desk::Desk;
use crate::cli::{Stop, key_advice, key_usage, output, template};
use crate::config::Common;
use crate::domain::audit_log::By;
use crate::domain::keys::capabilities::{Capabilities, Part};
use crate::domain::keys::standing::Standing;
use crate::domain::keys::{self, Changes, Contact, Reach, retrieval};
use crate::keys::grant::{self, Grant};

/// What to do with keys.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make a key and print its token, once
    Add {
        /// Name
        #[arg(long)]
        name: String,
        /// The template it starts from; what is said besides comes on top
        #[arg(long, value_name = "CODE")]
        template: Option<String>,
        /// "all" (also stores that are added later), or codes of stores separated by commas
        #[arg(long, value_name = "all|CODE,…")]
        sites: String,
        /// "all" (also methods that later versions add), or patterns separated by commas: /api/v*/orders/statuses, orders.*,
        /// read, write. The methods that manage keys are no part of these: name them beside, keys.*
        #[arg(long, value_name = "all|PATTERN,…", required_unless_present = "template")]
        methods: Option<String>,
        /// A token from elsewhere, 32 to 100 characters, so that its holder needs no new one; "-" reads it from standard input
        #[arg(long)]
        token: Option<String>,
        /// A remark
        #[arg(long)]
        comment: Option<String>,
        /// The name by which a file or a program looks after it
        #[arg(long, value_name = "NAME")]
        external_id: Option<String>,
        /// Keep the token, sealed, so that it can be shown again with `latchkey key reveal`
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
        /// Only those that need care: they end within 7 days, their contact has left, or their review is due
        #[arg(long)]
        needs_care: bool,
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
    /// Tell what a key can do: stores, methods, what it does not see, limits, dates
    Can(can::Can),
    /// Tell which keys may call a method for a store, or see a class of fields there
    Who(can::Who),
    /// Move the end of a key, for a reason
    Extend(care::Extend),
    /// Give the keys of a person another contact
    HandOver(care::HandOver),
    /// Tell from where a key is used, and make its address list from that
    Addresses(addresses::Addresses),
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
        /// The name by which a file or a program looks after it; an empty one is taken away
        #[arg(long, value_name = "NAME")]
        external_id: Option<String>,
        /// The template it counts as made from, "none" for none; nothing else of it changes by that
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
    /// Delete a key; it can be restored for 30 days
    Delete {
        /// Id of the key
        id: i64,
    },
    /// Bring a deleted key back as it was
    Restore {
        /// Id of the key
        id: i64,
    },
    /// Give a key another token; the old one works beside it for a time
    Rotate(life::Rotate),
    /// End the old token of a key that was rotated
    Finish {
        /// Id of the key
        id: i64,
    },
    /// Switch a key off for good, because somebody else has its token
    Leaked {
        /// Id of the key
        id: i64,
    },
    /// Show a token that was kept with --show-again
    Reveal {
        /// Id of the key
        id: i64,
        /// What the token is needed for; it goes on record
        #[arg(long)]
        reason: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell why a call was refused, by the X-Request-Id it was answered with
    Explain {
        /// The id of the request
        request_id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell whether a call would pass, rule by rule, without making it
    Try(explain::Try),
    /// Do something to several keys at once, to all of them or to none
    Bulk(bulk::Bulk),
    /// Suspend every key of another company at once, or bring those back
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
            output::text(&format!("Key {id}, {}, is deleted. It can be brought back for 30 days: latchkey key restore {id}", key.name))
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
        format!("copy it to where it is used. It can be shown again: latchkey key reveal {} --reason TEXT", key.id)
    } else {
        "it is shown only now and kept nowhere: copy it to where it is used.".to_owned()
    };
    output::text(&format!("Key {} is made. This is its token; {kept}\n\n{token}\n", key.id))
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
    let empty = "There are no keys yet: latchkey key add --name NAME --sites all --methods all";
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
    lines.push(format!("Made     {}", shown["createdAt"].as_str().unwrap_or_default()));
    if let Some(comment) = shown.get("comment").and_then(Value::as_str) {
        lines.push(format!("Comment  {comment}"));
    }
    if let Some(template) = shown.get("template").and_then(Value::as_str) {
        lines.push(format!("Template {template}"));
    }
    let sites = if key.all_sites { "all, also those added later".to_owned() } else { codes_of(key, &codes).join(", ") };
    lines.push(format!("Stores   {sites}"));
    lines.push(format!(
        "Methods  {}",
        match (key.all_methods, key.methods.is_empty()) {
            (true, true) => "all, also those of later versions".to_owned(),
            (true, false) => "all, also those of later versions, and of those that manage keys:".to_owned(),
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
        Standing::Stopped(cause) => format!("off, {cause}"),
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
