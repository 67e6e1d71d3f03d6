//! `latchkey key can` and `latchkey key who`: what a key can do, and which keys can do something.

use domain::access::grant::Grant;
use domain::access::masks::{CLASSES, Class};
use domain::access::settings::{Kind, Setting, Value as Said};
use domain::account::Account;
use domain::keys;
use domain::keys::capabilities::{Capabilities, Capability, Part, Sight, State, compare};
use domain::keys::who::{self, Question};
use serde_json::{Map, Value, json};
use wire::methods;

use crate::admin::capabilities;
use crate::admin::words::Words;
use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// The most keys that are listed.
const MOST: i64 = 100_000;

/// Shows the permissions of a key: stores, methods, hidden data, limits, dates.
#[derive(Debug, clap::Args)]
pub struct Can {
    /// ID of the key
    id: i64,
    /// ID of a key to compare with
    #[arg(long, value_name = "ID")]
    with: Option<i64>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Lists the keys that may call a method for a store, or see a kind of data there.
#[derive(Debug, clap::Args)]
pub struct Who {
    /// Keys that may call a method that matches this pattern, such as /api/v5/orders/create or orders.*
    #[arg(long, value_name = "PATTERN", required_unless_present_any = ["site", "sees"])]
    method: Option<String>,
    /// Code of the store
    #[arg(long, value_name = "CODE")]
    site: Option<String>,
    /// Data that is shown unmasked
    #[arg(long, value_name = "CLASS", value_parser = ["phone", "email", "address", "names", "prices", "custom"])]
    sees: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn can(common: &Common, asked: &Can) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (id, with, now) = (asked.id, asked.with, desk.now());
    let (key, other, account) =
        desk.read(move |tx| Ok((keys::find(tx, id)?, with.map(|with| keys::find(tx, with)).transpose()?, Account::load(tx)?)))?;
    let capabilities = Capabilities::of(&key, &account, now);
    if let Some(other) = other {
        let theirs = Capabilities::of(&other, &account, now);
        return if asked.json {
            let side = |facts: &[&Capability]| facts.iter().map(|fact| value(fact)).collect::<Vec<_>>();
            let parts = compare(&capabilities, &theirs)
                .into_iter()
                .map(|(part, one, two)| (part.name().to_owned(), json!({id.to_string(): side(&one), other.id.to_string(): side(&two)})));
            output::json(&parts.collect::<Map<_, _>>())
        } else {
            beside(&account, (&key, &capabilities), (&other, &theirs))
        };
    }
    if asked.json { output::json(&shown(&key, &capabilities, &account)) } else { print(&account, &key, &capabilities) }
}

/// What it can do, for programs: every combination of the methods and the stores is allowed while it works.
fn shown(key: &database::keys::Key, capabilities: &Capabilities, account: &Account) -> Value {
    let part = |part: Part| capabilities.about(part).map(value).collect::<Vec<_>>();
    let methods = methods::all().iter().filter(|entry| capabilities.grants(entry));
    let methods = methods.map(|entry| json!({"verb": entry.verb.name(), "method": entry.pattern(), "writes": entry.writes}));
    let stores: Vec<&String> =
        capabilities.about(Part::Stores).filter_map(|fact| if let Capability::Store(code) = fact { Some(code) } else { None }).collect();
    let sight = CLASSES.map(|class| {
        let seen = match capabilities.sight(class) {
            Sight::Whole => "whole",
            Sight::Never => "never",
            Sight::Masked(mask) => mask.name(),
        };
        (class.name().to_owned(), Value::from(seen))
    });
    json!({
        "id": key.id, "name": key.name, "works": capabilities.state == State::Works, "state": capabilities.state.name(),
        "contact": capabilities.contact.view(&account.users),
        "stores": stores, "futureStores": capabilities.facts.contains(&Capability::FutureStores),
        "methods": methods.collect::<Vec<_>>(), "futureMethods": capabilities.facts.contains(&Capability::FutureMethods),
        "sees": sight.into_iter().collect::<Map<_, _>>(),
        "rows": part(Part::Rows), "limits": part(Part::Limits), "dates": part(Part::Dates),
    })
}

/// A fact for programs.
fn value(fact: &Capability) -> Value {
    let pattern =
        |name: &str| methods::all().iter().find(|entry| entry.name() == name).map_or_else(|| name.to_owned(), |entry| entry.pattern());
    match fact {
        Capability::FutureStores => json!("future"),
        Capability::Store(code) => json!(code),
        Capability::FutureMethods => json!("future"),
        Capability::Method(name) => json!(pattern(name)),
        Capability::Mask(class, mask) => json!(format!("{}={}", class.name(), mask.name())),
        Capability::Row(field, values) => json!(format!("{}={}", field.name(), values.join("|"))),
        Capability::Days(days) => json!(format!("days={days}")),
        Capability::Limit(setting, said) => json!(limit(setting, said)),
        Capability::Ends(at) => json!(format!("ends={}", output::moment(*at))),
    }
}

/// What a setting says, as an option of the command line says it.
fn limit(setting: &Setting, said: &Said) -> String {
    let option = setting.option;
    match said {
        Said::Flag(_) if matches!(setting.kind, Kind::Status(..)) => format!("{option}=429"),
        Said::Flag(_) => option.to_owned(),
        Said::Count(count) => format!("{option}={count}"),
        Said::Address(range) => format!("address={range}"),
        Said::Moment(at) => format!("{option}={}", output::moment(*at)),
        Said::Hours(hours) => format!("{option}={} {} {}", hours.days_text(), hours.times_text(), hours.zone),
    }
}

fn print(account: &Account, key: &database::keys::Key, capabilities: &Capabilities) -> Result<(), Stop> {
    let words = Words::of("en");
    let mut lines = vec![format!("Key {}, {}: {}", key.id, key.name, words.say(&format!("can-state-{}", capabilities.state.name())))];
    for part in Part::ALL {
        let facts: Vec<String> = capabilities.about(part).map(|fact| capabilities::view(words, account, fact)).collect();
        let none = || words.find(&format!("part-{}-none", part.name())).into_iter().collect();
        let facts: Vec<String> = if facts.is_empty() { none() } else { facts };
        if part == Part::Masks {
            lines.push(format!("\n{}", words.say("can-sight")));
            lines.extend(CLASSES.map(|class| {
                format!(
                    "  {}: {}",
                    words.say(&format!("mask-{}", class.name())),
                    capabilities::seen(words, class, capabilities.sight(class))
                )
            }));
            continue;
        }
        lines.push(format!("\n{}", words.say(&format!("part-{}", part.name()))));
        lines.extend(facts.into_iter().map(|fact| format!("  {fact}")));
    }
    output::text(&lines.join("\n"))
}

fn beside(account: &Account, one: (&database::keys::Key, &Capabilities), other: (&database::keys::Key, &Capabilities)) -> Result<(), Stop> {
    let words = Words::of("en");
    let differences = compare(one.1, other.1);
    if differences.is_empty() {
        return output::text(&format!("Keys {} and {} have exactly the same permissions.", one.0.id, other.0.id));
    }
    let mut lines = Vec::new();
    for (part, mine, theirs) in differences {
        lines.push(words.say(&format!("part-{}", part.name())));
        for (key, facts) in [(one.0, mine), (other.0, theirs)] {
            lines.extend(
                facts.into_iter().map(|fact| format!("  only {} ({}): {}", key.id, key.name, capabilities::view(words, account, fact))),
            );
        }
    }
    output::text(&lines.join("\n"))
}

pub fn who(common: &Common, asked: &Who) -> Result<(), Stop> {
    let methods: Vec<Option<&'static str>> = match asked.method.as_deref().map(Grant::parse).transpose().map_err(Stop::Refused)? {
        None => vec![None],
        Some(Grant::All | Grant::AllAnd(_)) => {
            return Err(Stop::Usage("name a method, not \"all\": keys for every method may call each of them".to_owned()));
        }
        Some(Grant::Some(names)) => {
            methods::all().iter().map(|entry| entry.name()).filter(|name| names.iter().any(|asked| asked == name)).map(Some).collect()
        }
    };
    let desk = Desk::open(common)?;
    let account = desk.read(Account::load)?;
    let site = match asked.site.as_deref() {
        None => None,
        Some(code) => Some(account.site(code).ok_or_else(|| Stop::Refused(format!("there is no store \"{code}\"")))?.id),
    };
    let (sees, now) = (asked.sees.as_deref().and_then(Class::named), desk.now());
    let found = desk.read(move |tx| {
        let mut found: Vec<database::key_list::Line> = Vec::new();
        for method in &methods {
            let (lines, _) = who::can(tx, &Question { method: *method, site, sees }, MOST)?;
            for line in lines {
                if !found.iter().any(|known| known.id == line.id) {
                    found.push(line);
                }
            }
        }
        let mut keys = Vec::with_capacity(found.len());
        for line in found {
            keys.push((keys::find(tx, line.id)?, line.last_used));
        }
        Ok(keys)
    })?;
    let states = found.iter().map(|(key, last)| (key, Capabilities::of(key, &account, now), last.map(output::moment)));
    if asked.json {
        let shown = states.map(|(key, capabilities, last)| {
            json!({"id": key.id, "name": key.name, "state": capabilities.state.name(), "works": capabilities.state == State::Works, "lastUsedAt": last})
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 4]> = states
        .map(|(key, capabilities, last)| {
            [key.id.to_string(), key.name.clone(), capabilities.state.name().to_owned(), last.unwrap_or_else(|| "never".to_owned())]
        })
        .collect();
    output::table(["ID", "NAME", "STATE", "LAST USED"], &rows, "No key has this permission.")
}
