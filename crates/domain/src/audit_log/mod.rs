//! Who did what: every change of keys, people, stores and settings leaves a row that cannot be changed unseen.

pub mod action;
pub mod anchor;
pub mod by;
pub mod chain;
pub mod check;
pub mod details;

use database::Tx;
use database::audit_log::{self, LogEntry};
use serde_json::Value;
use wire::Moment;

pub use action::Action;
pub use anchor::Anchor;
pub use by::{By, Subject};

use crate::access::masking::masked;
use crate::fault::Fault;
use crate::webhooks::{event, outbox};

/// Adds a row, in the transaction of the change it records, and puts it in line for webhooks. `details` is one JSON object, made by [`details`] where
/// something was changed; tokens in it are masked.
///
/// It comes last in a transaction: from here to the commit no other one gets past the same point.
///
/// # Errors
/// The database failed.
pub fn note(tx: &mut Tx<'_>, by: &By, action: Action, subject: &Subject, details: &Value, now: Moment) -> Result<(), Fault> {
    let head = audit_log::take_head(tx)?;
    let mut record = LogEntry {
        number: head.number,
        created_at: now.0,
        action: action.name().to_owned(),
        by_kind: by.kind().to_owned(),
        by_id: by.id(),
        by_name: masked(by.name(), "").into_owned(),
        subject_kind: subject.kind.to_owned(),
        subject_id: subject.id,
        subject_name: masked(&subject.name, "").into_owned(),
        details: masked(&chain::canonical(details), "").into_owned(),
        hash: Vec::new(),
    };
    record.hash = chain::hash(&head.hash, &record).to_vec();
    audit_log::append(tx, &record)?;
    if event::is_told(action) {
        outbox::queue(tx, &record)?;
    }
    Ok(())
}
