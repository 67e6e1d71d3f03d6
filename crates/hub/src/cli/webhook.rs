//! `latchkey webhook`: programs and mailboxes that are notified of events.

use std::collections::HashMap;

use database::deliveries::{self, Delivery};
use database::webhooks::Webhook;
use domain::access::masks::Masks;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::webhooks::{self, Changes, Place, Secret, event, outbox};
use serde_json::{Map, Value};

use crate::cli::desk::Desk;
use crate::cli::{Stop, input, output};
use crate::config::Common;

/// Actions on webhooks.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a webhook and print its signing secret, once; emails are not signed
    Add {
        /// Target: https://…, mailto:EMAIL, or contact for the contact of the key
        url: String,
        /// Events, separated by commas: key.created, key.*, order.created, customer.*; or all events of keys and of the server
        #[arg(long, default_value = "all", value_name = "all|NAME,…")]
        events: String,
        #[command(flatten)]
        of_rows: OfRows,
        /// Comment
        #[arg(long)]
        comment: Option<String>,
        /// Read the signing secret, whsec_…, from standard input instead of generating one
        #[arg(long)]
        secret_stdin: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the webhooks
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the names of the events
    Events,
    /// Edit a webhook; options that are not given stay unchanged
    Edit {
        /// ID of the webhook
        id: i64,
        /// Target
        #[arg(long)]
        url: Option<String>,
        /// Events, separated by commas, or all; replaces the current ones
        #[arg(long, value_name = "all|NAME,…")]
        events: Option<String>,
        #[command(flatten)]
        of_rows: OfRows,
        /// Comment; empty to remove it
        #[arg(long)]
        comment: Option<String>,
    },
    /// Disable a webhook: nothing is sent to it, and missed events are not sent later
    Disable {
        /// ID of the webhook
        id: i64,
    },
    /// Enable a webhook
    Enable {
        /// ID of the webhook
        id: i64,
    },
    /// Replace the signing secret and print the new one, once; the old one signs too for 24 hours
    Rotate {
        /// ID of the webhook
        id: i64,
    },
    /// Delete a webhook and its list of deliveries
    Delete {
        /// ID of the webhook
        id: i64,
    },
    /// Send a test to a webhook; requires a running server
    Test {
        /// ID of the webhook
        id: i64,
    },
    /// List deliveries, the newest last
    Deliveries {
        /// ID of the webhook; default: all
        id: Option<i64>,
        /// Number of lines
        #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100_000))]
        limit: i64,
        /// Print JSON, with every attempt
        #[arg(long)]
        json: bool,
    },
    /// Send a delivery again, with the same message ID
    Resend {
        /// ID of the delivery
        delivery: i64,
    },
}

/// What a webhook gets of orders and customers.
#[derive(clap::Args)]
pub struct OfRows {
    /// Stores whose orders and customers are sent
    #[arg(long, value_name = "all|CODE,…")]
    sites: Option<String>,
    /// Whether messages about orders and customers include the whole row, as the API returns it
    #[arg(long, value_name = "true|false")]
    with_rows: Option<bool>,
    /// Data to hide in messages about orders and customers, such as phone=partial,email=hide; none to hide nothing
    /// [default: phone, email, address, names and custom are hidden]
    #[arg(long, value_name = "none|CLASS=MASK,…", value_parser = Masks::parse)]
    masks: Option<Masks>,
}

impl OfRows {
    fn changes(self) -> Changes {
        Changes { sites: self.sites, with_rows: self.with_rows, masks: self.masks, ..Changes::default() }
    }
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = match command {
        Command::Events => return output::text(&event::names().join("\n")),
        _ => Desk::open(common)?,
    };
    let (now, ways) = (desk.now(), desk.outside.ways());
    let edit = |id: i64, changes: Changes| desk.change(move |tx| webhooks::edit(tx, id, &changes, ways, &By::CommandLine, now));
    match command {
        Command::Events => Ok(()),
        Command::Add { url, events, of_rows, comment, secret_stdin, json } => {
            let changes = Changes { url: Some(url), events: Some(events), comment, ..of_rows.changes() };
            add(&desk, changes, secret_stdin, json)
        }
        Command::List { json } => list(&desk, json),
        Command::Edit { id, url, events, of_rows, comment } => {
            let webhook = edit(id, Changes { url, events, comment, ..of_rows.changes() })?;
            output::text(&format!("Webhook {id} sends {} to {}.", webhook.events, webhook.url))
        }
        Command::Disable { id } => {
            edit(id, Changes { active: Some(false), ..Changes::default() })?;
            output::text(&format!("Webhook {id} is disabled."))
        }
        Command::Enable { id } => {
            edit(id, Changes { active: Some(true), ..Changes::default() })?;
            output::text(&format!("Webhook {id} is enabled."))
        }
        Command::Rotate { id } => {
            let (seal, secret) = (desk.storage.seal.clone(), Secret::generate()?);
            let made = secret.clone();
            desk.change(move |tx| webhooks::rotate(tx, &seal, id, &made, &By::CommandLine, now))?;
            let view = "For 24 hours the old one signs too. The new one is shown only now:";
            output::text(&format!("Webhook {id} has a new signing secret. {view}\n\n{}\n", secret.text()))
        }
        Command::Delete { id } => {
            desk.change(move |tx| webhooks::delete(tx, id, &By::CommandLine, now))?;
            output::text(&format!("Webhook {id} is deleted."))
        }
        Command::Test { id } => {
            desk.change(move |tx| outbox::test(tx, id, now))?;
            output::text(&format!("A test is queued. To see its result: latchkey webhook deliveries {id}"))
        }
        Command::Deliveries { id, limit, json } => deliveries(&desk, id, limit, json),
        Command::Resend { delivery } => {
            desk.change(move |tx| outbox::resend(tx, delivery, now))?;
            output::text(&format!("Delivery {delivery} is queued again."))
        }
    }
}

fn add(desk: &Desk, changes: Changes, given: bool, json: bool) -> Result<(), Stop> {
    let secret = match given {
        true => Secret::parse(&input::line()?)
            .ok_or_else(|| Stop::Refused("not a valid signing secret; use whsec_ followed by 24 to 64 bytes in Base64".to_owned()))?,
        false => Secret::generate()?,
    };
    let (now, ways) = (desk.now(), desk.outside.ways());
    let (seal, kept) = (desk.storage.seal.clone(), secret.clone());
    let (webhook, sites) = desk.change(move |tx| {
        let webhook = webhooks::add(tx, &seal, &kept, &changes, ways, &By::CommandLine, now)?;
        Ok((webhook.clone(), webhooks::site_codes(tx, &webhook)?))
    })?;
    if json {
        let mut shown = shown(&webhook, sites.as_deref());
        if !Place::is_of_people(&webhook.url) {
            shown.shift_insert(1, "secret".to_owned(), Value::String(secret.text()));
        }
        return output::json(&shown);
    }
    if given || Place::is_of_people(&webhook.url) {
        return output::text(&format!("Webhook {} is added.", webhook.id));
    }
    let view = "Its signing secret is shown only now: copy it to the receiver.";
    output::text(&format!("Webhook {} is added. {view}\n\n{}\n", webhook.id, secret.text()))
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let listed = desk.read(|tx| {
        let all = database::webhooks::all(tx)?.into_iter();
        all.map(|webhook| Ok((webhooks::site_codes(tx, &webhook)?, webhook))).collect::<Result<Vec<_>, Fault>>()
    })?;
    if json {
        return output::json(&listed.iter().map(|(sites, webhook)| shown(webhook, sites.as_deref())).collect::<Vec<_>>());
    }
    let webhooks: Vec<Webhook> = listed.into_iter().map(|(_, webhook)| webhook).collect();
    let rows: Vec<[String; 5]> = webhooks
        .iter()
        .map(|webhook| {
            [webhook.id.to_string(), webhook.url.clone(), webhook.events.clone(), state(webhook).to_owned(), webhook.comment.clone()]
        })
        .collect();
    output::table(["ID", "TARGET", "EVENTS", "STATE", "COMMENT"], &rows, "No webhooks yet: latchkey webhook add URL")
}

/// In one word: `on`, `off`, `failing` or `stopped`.
fn state(webhook: &Webhook) -> &'static str {
    match webhook {
        Webhook { active: true, failing_since: None, .. } => "on",
        Webhook { active: true, .. } => "failing",
        Webhook { stopped_at: Some(_), .. } => "stopped",
        _ => "off",
    }
}

fn shown(webhook: &Webhook, sites: Option<&[String]>) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("id", webhook.id.into());
    set("url", webhook.url.clone().into());
    set("comment", webhook.comment.clone().into());
    set("events", webhook.events.split(',').collect());
    if event::chosen_of_rows(&webhook.events).next().is_some() {
        set("sites", sites.map_or_else(|| "all".into(), |sites| sites.to_vec().into()));
        set("withRows", webhook.with_rows.into());
        set("masks", serde_json::json!(webhooks::rows::masks(&webhook.masks)));
    }
    set("state", state(webhook).into());
    set("failingSince", webhook.failing_since.map(output::moment).into());
    set("stoppedAt", webhook.stopped_at.map(output::moment).into());
    set("createdAt", output::moment(webhook.created_at).into());
    shown
}

fn deliveries(desk: &Desk, id: Option<i64>, limit: i64, json: bool) -> Result<(), Stop> {
    let (mut lines, attempts) = desk.read(move |tx| {
        if let Some(id) = id {
            webhooks::find(tx, id)?;
        }
        let lines = deliveries::list(tx, id, None, limit)?;
        let mut attempts = HashMap::new();
        for line in &lines {
            attempts.insert(line.id, deliveries::attempts(tx, line.id)?);
        }
        Ok((lines, attempts))
    })?;
    lines.reverse();
    let of = |line: &Delivery| attempts.get(&line.id).map(Vec::as_slice).unwrap_or_default();
    if json {
        let shown = lines.iter().map(|line| {
            let attempts = of(line).iter().map(|attempt| {
                let at = output::moment(attempt.created_at);
                serde_json::json!({"at": at, "status": attempt.status, "error": attempt.error, "milliseconds": attempt.milliseconds})
            });
            serde_json::json!({
                "id": line.id, "webhook": line.webhook, "message": line.message, "event": line.event, "state": line.state,
                "createdAt": output::moment(line.created_at), "nextAttemptAt": line.due_at.map(output::moment),
                "payload": serde_json::from_str::<Value>(&line.payload).unwrap_or_default(), "attempts": attempts.collect::<Vec<_>>(),
            })
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 8]> = lines
        .iter()
        .map(|line| {
            let tried = of(line);
            let last = tried.last().map(|attempt| if attempt.error.is_empty() { "taken".to_owned() } else { attempt.error.clone() });
            [
                line.id.to_string(),
                line.webhook.to_string(),
                output::moment(line.created_at),
                line.event.clone(),
                line.state.clone(),
                tried.len().to_string(),
                line.due_at.map(output::moment).unwrap_or_default(),
                last.unwrap_or_default(),
            ]
        })
        .collect();
    output::table(["ID", "WEBHOOK", "AT", "EVENT", "STATE", "TRIED", "NEXT", "LAST ANSWER"], &rows, "No deliveries yet.")
}
