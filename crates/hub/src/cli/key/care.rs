//! `latchkey key extend`, `latchkey key hand-over` and `latchkey key list --needs-care`: keys that want looking after.

use database::key_list::{self, Filter, Order, Stage};
use domain::account::Account;
use domain::audit_log::By;
use domain::keys::{self, Card, Contact, care, contact, lifetime};
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// The most keys that are listed.
const MOST: i64 = 100_000;

/// Extends a key, from its expiry date or from now if that has passed.
#[derive(Debug, clap::Args)]
pub struct Extend {
    /// ID of the key
    id: i64,
    /// Number of days
    #[arg(long, value_name = "NUMBER")]
    days: i64,
    /// Reason, recorded in the audit log
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Gives the keys of a contact to another contact.
#[derive(Debug, clap::Args)]
pub struct HandOver {
    /// Email of the current contact
    #[arg(long, value_name = "EMAIL")]
    from: String,
    /// New contact: the email of a user, or the name of another person
    #[arg(long, value_name = "EMAIL|TEXT")]
    to: String,
    /// Only the keys with these IDs, separated by commas
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    keys: Vec<i64>,
}

pub fn extend(common: &Common, asked: Extend) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (Extend { id, days, reason, json }, now) = (asked, desk.now());
    let key = desk.change(move |tx| lifetime::extend(tx, id, days, &reason, &By::CommandLine, now))?;
    let ends = key.ends_at.map(output::moment).unwrap_or_default();
    if json {
        return output::json(&json!({"id": id, "endsAt": ends}));
    }
    output::text(&format!("Key {id}, {}, expires {ends}.", key.name))
}

pub fn hand_over(common: &Common, asked: HandOver) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let email = asked.from.trim().to_lowercase();
    let people = desk.read(|tx| Ok(database::users::all(tx)?))?;
    let from = people.into_iter().find(|person| person.email == email);
    let from = from.ok_or_else(|| Stop::Refused(format!("there is no user with the email {email}; `latchkey user list` lists them")))?.id;
    let (HandOver { to, keys, .. }, now) = (asked, desk.now());
    let view = to.trim().to_owned();
    let handed = desk.change(move |tx| {
        let only = (!keys.is_empty()).then_some(keys.as_slice());
        contact::hand_over(tx, from, only, &to, &By::CommandLine, now)
    })?;
    if handed.is_empty() {
        return output::text(&format!("{email} is not the contact of any of these keys."));
    }
    let names: Vec<String> = handed.iter().map(|key| format!("{} ({})", key.id, key.name)).collect();
    output::text(&format!("{view} is now the contact of: {}.", names.join(", ")))
}

/// Lists the keys that need attention, and why.
pub fn list(common: &Common, json: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    let (found, account) = desk.read(move |tx| {
        let account = Account::load(tx)?;
        let stages = [
            ("ends-soon", Stage::Ending(now.0, now.0 + care::SOON)),
            ("contact-left", Stage::Orphaned),
            ("review-due", Stage::ReviewDue(care::today(&account.zone, now))),
        ];
        let mut found = Vec::new();
        for (want, stage) in stages {
            let filter = Filter { stage: Some(stage), ..Filter::default() };
            for line in key_list::page(tx, &filter, Order::Name, false, MOST, 0)?.0 {
                found.push((want, keys::find(tx, line.id)?, line.last_used));
            }
        }
        Ok((found, account))
    })?;
    let view = found.iter().map(|(want, key, last)| {
        let day = match *want {
            "ends-soon" => key.ends_at.map(output::moment),
            "review-due" => Card::of(key, &[]).review,
            _ => None,
        };
        let in_use = last.is_some_and(|at| at > now.0 - care::LATELY);
        (key, *want, day.unwrap_or_default(), Contact::of(key).view(&account.users), in_use)
    });
    if json {
        let shown = view.map(|(key, want, day, owner, in_use)| {
            json!({"id": key.id, "name": key.name, "needs": want, "by": day, "owner": owner, "usedLately": in_use})
        });
        return output::json(&shown.collect::<Vec<_>>());
    }
    let rows: Vec<[String; 6]> = view
        .map(|(key, want, day, owner, in_use)| {
            let used = if in_use { "yes" } else { "no" };
            [key.id.to_string(), key.name.clone(), want.to_owned(), day, owner, used.to_owned()]
        })
        .collect();
    output::table(["ID", "NAME", "NEEDS", "BY", "CONTACT", "USED TODAY"], &rows, "No key needs attention.")
}
