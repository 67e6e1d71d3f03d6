//! `latchkey site`: stores.

use database::sites::Site;
use domain::audit_log::By;
use domain::sites::{self, Changes};
use serde_json::{Map, Value, json};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Actions on stores.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a store
    Add {
        /// Code: letters A to Z and a to z, digits, "_", "-" and "."
        code: String,
        #[command(flatten)]
        fields: Fields,
        /// Name
        #[arg(long)]
        name: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the stores
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Edit a store; options that are not given stay unchanged
    Edit {
        /// Code of the store
        code: String,
        #[command(flatten)]
        fields: Fields,
        /// Name
        #[arg(long)]
        name: Option<String>,
        /// Whether the store is active
        #[arg(long, value_name = "true|false")]
        active: Option<bool>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Fields of a store.
#[derive(clap::Args)]
pub struct Fields {
    /// Website, such as https://shop.example.com; empty to remove it
    #[arg(long)]
    url: Option<String>,
    /// Currency, ISO 4217; default: the account's
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Country, ISO 3166-1 alpha-2; default: the account's
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Sort order; default: last
    #[arg(long, value_name = "NUMBER")]
    ordering: Option<i64>,
    /// Description
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Code of its legal entity
    #[arg(long, value_name = "CODE")]
    legal_entity: Option<String>,
    /// Sender name of its emails
    #[arg(long, value_name = "NAME")]
    sender_name: Option<String>,
    /// Sender address of its emails
    #[arg(long, value_name = "EMAIL")]
    sender_email: Option<String>,
}

impl Fields {
    fn changes(self, name: Option<String>, active: Option<bool>) -> Changes {
        Changes {
            name,
            url: self.url,
            currency: self.currency,
            country: self.country,
            active,
            ordering: self.ordering,
            description: self.description,
            legal_entity: self.legal_entity,
            sender_name: self.sender_name,
            sender_email: self.sender_email,
        }
    }
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    match command {
        Command::Add { code, fields, name, json } => {
            let (changes, now) = (fields.changes(Some(name), None), desk.now());
            let site = desk.change(move |tx| sites::add(tx, &code, &changes, &By::CommandLine, now))?;
            print(&site, json, "Added")
        }
        Command::List { json } => list(&desk, json),
        Command::Edit { code, fields, name, active, json } => {
            let (changes, now) = (fields.changes(name, active), desk.now());
            let site = desk.change(move |tx| sites::edit(tx, &code, &changes, &By::CommandLine, now))?;
            desk.reread()?;
            print(&site, json, "Changed")
        }
    }
}

fn print(site: &Site, json: bool, what: &str) -> Result<(), Stop> {
    if json { output::json(&shown(site)) } else { output::text(&format!("{what} store {}: {}", site.code, site.name)) }
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let sites = desk.read(|tx| Ok(database::sites::all(tx)?))?;
    let shown: Vec<Value> = sites.iter().map(shown).collect();
    if json {
        return output::json(&shown);
    }
    let rows: Vec<[String; 6]> = sites
        .iter()
        .zip(&shown)
        .map(|(site, shown)| {
            let text = |field: &str| shown[field].as_str().unwrap_or("-").to_owned();
            let state = if site.active { "active" } else { "inactive" };
            [site.code.clone(), site.name.clone(), text("url"), text("currency"), text("countryIso"), state.to_owned()]
        })
        .collect();
    output::table(["CODE", "NAME", "URL", "CURRENCY", "COUNTRY", "STATE"], &rows, "No stores yet: latchkey site add CODE --name NAME")
}

/// A store as the API shows it.
fn shown(site: &Site) -> Value {
    let mut shown = json!({"id": site.id, "code": site.code, "name": site.name, "active": site.active, "ordering": site.ordering});
    let body: Map<String, Value> = serde_json::from_str(&site.body).unwrap_or_default();
    if let Some(shown) = shown.as_object_mut() {
        shown.extend(body);
    }
    shown
}
