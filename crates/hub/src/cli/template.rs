//! `latchkey template`: starting points of keys, built in and one's own.

use database::key_list::Filter;
use domain::access::grant::Grant;
use domain::access::limits::Limits;
use domain::access::masks::Masks;
use domain::access::rows::Rows;
use domain::access::templates::{Stores, Template as BuiltIn};
use domain::account::Account;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::bulk::{BulkOperation, Selection};
use domain::keys::{self, Card, Changes};
use domain::templates::{self, Contents, Own, Start};
use serde_json::{Map, Value, json};
use wire::methods;

use crate::cli::desk::Desk;
use crate::cli::key::bulk::{How, carry_out};
use crate::cli::key::limits;
use crate::cli::key::sight::Sight;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Actions on templates.
#[derive(clap::Subcommand)]
pub enum Command {
    /// List all templates, including the built-in ones
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a template with every method
    Show {
        /// Code of the template
        code: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add a template
    Add {
        /// Code: letters A to Z and a to z, digits, "-" and "_"
        code: String,
        /// Name
        #[arg(long)]
        name: String,
        /// Copy the settings of this key
        #[arg(long, value_name = "ID", conflicts_with = "from")]
        from_key: Option<i64>,
        /// Copy this template
        #[arg(long, value_name = "CODE")]
        from: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Edit a template; options that are not given, and keys created from it, stay unchanged
    Edit {
        /// Code of the template
        code: String,
        /// Name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Delete a template; keys created from it stay unchanged
    Delete {
        /// Code of the template
        code: String,
    },
    /// Update keys created from a template, all of them or none
    Apply {
        /// Code of the template
        code: String,
        /// IDs of keys, separated by commas
        #[arg(long, value_name = "ID,…", value_delimiter = ',')]
        keys: Vec<i64>,
        /// All keys created from it
        #[arg(long, conflicts_with = "keys")]
        all: bool,
        #[command(flatten)]
        how: How,
    },
}

/// Contents of a template.
#[derive(clap::Args)]
pub struct Fields {
    /// Description; empty to remove it
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Access type of its keys: one store, some or all
    #[arg(long, value_name = "one|some|all", value_parser = ["one", "some", "all"])]
    stores: Option<String>,
    /// Whether its keys belong to another company
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    partner: Option<bool>,
    /// "all", or patterns separated by commas
    #[arg(long, value_name = "all|PATTERN,…")]
    methods: Option<String>,
    #[command(flatten)]
    limits: limits::Options,
    #[command(flatten)]
    sight: Sight,
}

impl Fields {
    fn put(self, template: &mut Own, desk: &Desk) -> Result<(), Stop> {
        let contents = &mut template.contents;
        if let Some(about) = self.about {
            template.about = about;
        }
        contents.stores = self.stores.as_deref().and_then(Stores::named).unwrap_or(contents.stores);
        contents.partner = self.partner.unwrap_or(contents.partner);
        if let Some(methods) = self.methods {
            contents.grant = Grant::parse(&methods).map_err(Stop::Refused)?;
        }
        let mut changes = self.sight.changes()?;
        let account = desk.read(Account::load)?;
        self.limits.put(&mut changes, contents.limits.clone(), &account.zone, desk.now())?;
        let limits = changes.limits.unwrap_or_else(|| contents.limits.clone());
        if changes.ends_at.is_some() || limits.starts_at.is_some() || changes.card != Card::default() {
            return Err(Stop::Usage("a template has no start date, no expiry date and no notes; set them for each key".to_owned()));
        }
        contents.limits = limits;
        contents.masks = changes.masks.unwrap_or_else(|| contents.masks.clone());
        contents.rows = changes.rows.unwrap_or_else(|| contents.rows.clone());
        Ok(())
    }
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    match command {
        Command::List { json } => list(&desk, json),
        Command::Show { code, json } => show(&desk, &code, json),
        Command::Add { code, name, from_key, from, fields } => {
            let contents = match (from_key, from) {
                (Some(id), _) => desk.read(move |tx| Ok(Contents::of_key(&keys::find(tx, id)?)))?,
                (None, Some(code)) => start(&desk, &code)?.contents(),
                (None, None) => empty(),
            };
            let mut own = Own { code: code.clone(), name, about: String::new(), contents };
            fields.put(&mut own, &desk)?;
            desk.change(move |tx| templates::add(tx, &own, &By::CommandLine, now))?;
            output::text(&format!(
                "Template {code} is added. To add a key from it: latchkey key add --template {code} --name NAME --sites CODE"
            ))
        }
        Command::Edit { code, name, fields } => {
            let wanted = code.clone();
            let mut own = desk.read(move |tx| templates::find(tx, &wanted))?;
            own.name = name.unwrap_or(own.name);
            fields.put(&mut own, &desk)?;
            desk.change(move |tx| templates::edit(tx, &own, &By::CommandLine, now))?;
            output::text(&format!(
                "Template {code} is changed. No keys were changed. To preview their update: latchkey template apply {code} --all --dry-run"
            ))
        }
        Command::Delete { code } => {
            let gone = code.clone();
            desk.change(move |tx| templates::delete(tx, &gone, &By::CommandLine, now))?;
            output::text(&format!("Template {code} is deleted. No keys were changed."))
        }
        Command::Apply { code, keys, all, how } => apply(&desk, &code, keys, all, &how),
    }
}

fn apply(desk: &Desk, code: &str, keys: Vec<i64>, all: bool, how: &How) -> Result<(), Stop> {
    if keys.is_empty() && !all {
        return Err(Stop::Usage("select keys with --keys ID,… or --all".to_owned()));
    }
    let start = start(desk, code)?;
    let made = Filter { template: Some(code.to_owned()), ..Filter::default() };
    let (filter, asked) = (made.clone(), keys.clone());
    let of_it = desk.read(move |tx| Ok(database::key_list::ids(tx, &filter)?))?;
    if let Some(id) = asked.iter().find(|id| !of_it.contains(id)) {
        return Err(Stop::Refused(format!("key {id} was not created from the template \"{code}\"")));
    }
    let selection = if all { Selection::Fitting(Box::new(made), Vec::new()) } else { Selection::These(keys) };
    carry_out(desk, BulkOperation::Follow(Box::new(start.contents())), selection, how)
}

fn empty() -> Contents {
    Contents {
        stores: Stores::Some,
        partner: false,
        grant: Grant::Some(Vec::new()),
        limits: Limits::default(),
        masks: Masks::default(),
        rows: Rows::default(),
    }
}

fn start(desk: &Desk, code: &str) -> Result<Start, Stop> {
    let wanted = code.to_owned();
    desk.read(move |tx| templates::start(tx, &wanted))?.ok_or_else(|| Stop::Refused(format!("there is no template \"{code}\"")))
}

/// What a key made from a template starts with.
pub fn changes(desk: &Desk, code: &str) -> Result<Changes, Stop> {
    Ok(start(desk, code)?.contents().changes(&Limits::default()))
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let (own, counts) = desk.read(|tx| Ok::<_, Fault>((templates::all(tx)?, database::templates::counts(tx)?)))?;
    let starts: Vec<Start> = BuiltIn::all().iter().map(Start::BuiltIn).chain(own.into_iter().map(Start::from)).collect();
    let count = |start: &Start| counts.get(start.code()).copied().unwrap_or_default();
    if json {
        let shown = starts.iter().map(|start| {
            let mut shown = shown(start);
            shown.insert("keys".to_owned(), count(start).into());
            shown
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 6]> = starts
        .iter()
        .map(|start| {
            let (contents, kind) = (start.contents(), if matches!(start, Start::BuiltIn(_)) { "built in" } else { "own" });
            let methods = match &contents.grant {
                Grant::All | Grant::AllAnd(_) => "all".to_owned(),
                Grant::Some(names) => names.len().to_string(),
            };
            [start.code().to_owned(), name(start), kind.to_owned(), contents.stores.name().to_owned(), methods, count(start).to_string()]
        })
        .collect();
    output::table(["CODE", "NAME", "KIND", "STORES", "METHODS", "KEYS"], &rows, "")
}

fn show(desk: &Desk, code: &str, json: bool) -> Result<(), Stop> {
    let shown = shown(&start(desk, code)?);
    if json {
        return output::json(&shown);
    }
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => format!("\n  {}", list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n  ")),
        other => other.to_string(),
    };
    output::text(&shown.iter().map(|(field, value)| format!("{field}: {}", text(value))).collect::<Vec<_>>().join("\n"))
}

/// Templates that are built in are named by the words of the pages.
fn name(start: &Start) -> String {
    match start {
        Start::BuiltIn(template) if template.name.is_empty() => {
            crate::admin::words::Words::of("en").say(&format!("template-{}", template.code))
        }
        Start::BuiltIn(template) => template.name.clone(),
        Start::Own(own) => own.name.clone(),
    }
}

fn shown(start: &Start) -> Map<String, Value> {
    let mut shown = Map::new();
    shown.insert("code".to_owned(), start.code().into());
    shown.insert("name".to_owned(), name(start).into());
    shown.insert("builtIn".to_owned(), json!(matches!(start, Start::BuiltIn(_))));
    if let Start::Own(own) = start {
        shown.insert("about".to_owned(), own.about.clone().into());
    }
    start.contents().put(&mut shown);
    if let Some(Value::Array(names)) = shown.get("methods") {
        let granted = methods::all().iter().filter(|method| names.iter().any(|name| name == method.name()));
        let patterns: Vec<String> = granted.map(|method| method.pattern()).collect();
        shown.insert("methods".to_owned(), patterns.into());
    }
    shown
}
