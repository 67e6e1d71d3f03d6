//! An event as a email: what its row of the record says, in the account's language.

use database::{Tx, audit_log};
use domain::account::Account;
use domain::fault::Fault;
use serde_json::Value;

use super::pages::audit_log_rows;
use super::words::Words;

/// A email of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// What it is about, in a line.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl Email {
    /// The email about an event, as [`outbox`](domain::webhooks::outbox) puts it in line.
    ///
    /// # Errors
    /// The database failed.
    pub fn of(tx: &mut Tx<'_>, event: &Value, account: &Account) -> Result<Self, Fault> {
        let words = Words::of(account.setting("system_language").unwrap_or_default());
        let what = audit_log_rows::action(event["type"].as_str().unwrap_or_default(), words);
        let record = match event["data"]["record"].as_i64() {
            Some(number) => audit_log::find(tx, number)?,
            None => None,
        };
        let (mut subject, mut lines, mut link) = (format!("Latchkey: {what}"), Vec::new(), String::new());
        if let Some(record) = record {
            let names = audit_log_rows::names(tx, std::slice::from_ref(&record))?;
            let row = audit_log_rows::row(&record, &names, words, account);
            if !row.on.is_empty() {
                subject = format!("{subject}: {}", row.on);
            }
            lines.push(format!("{}: {}", words.say("record-at"), row.at));
            lines.push(format!("{}: {}", words.say("record-who"), row.who));
            lines.push(String::new());
            lines.extend(row.changes.iter().map(said));
            link = row.link;
        }
        if let Some(anchor) = event["data"]["anchor"].as_str() {
            lines.push(anchor.to_owned());
        }
        // A subject is one line, whatever a name holds.
        let subject: String = subject.chars().map(|email| if email.is_control() { ' ' } else { email }).collect();
        lines.insert(0, format!("{subject}\n"));
        if !link.is_empty() {
            lines.push(format!("\n{}{link}", account.public_url));
        }
        lines.push(format!("\n-- \n{}\n{}/integration/webhooks", words.say("letter-why"), account.public_url));
        Ok(Self { subject, text: lines.join("\n") })
    }
}

/// A change in a line: `field: before → after`; of lists, what went and what came.
fn said(change: &audit_log_rows::Change) -> String {
    let whole = |side: &audit_log_rows::Side| {
        std::iter::once(side.text.as_str()).chain(side.rest.iter().map(String::as_str)).collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (change.before.as_ref().map(whole), change.after.as_ref().map(whole));
    let view = match (before, after, change.lists) {
        (before, after, true) => {
            let signed = |sign: &str, side: Option<String>| side.map(|side| format!("{sign} {side}"));
            [signed("−", before), signed("+", after)].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        (Some(before), after, false) => format!("{before} → {}", after.as_deref().unwrap_or("—")),
        (None, after, false) => after.unwrap_or_default(),
    };
    format!("{}: {view}", change.field)
}
