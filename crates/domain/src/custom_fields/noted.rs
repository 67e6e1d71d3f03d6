//! Changes of custom fields and their dictionaries on pages, noted in the audit log.

use database::Tx;
use serde_json::{Value, json};
use wire::Moment;

use super::{DICTIONARIES, Owner};
use crate::audit_log::{self, Action, By, Subject, details};
use crate::draft::Body;
use crate::fault::Fault;
use crate::reference;

/// Makes a change of a custom field, or of a dictionary where no owner is given, and notes what differs afterwards.
///
/// # Errors
/// The change was refused, or the database failed.
pub fn noting(
    tx: &mut Tx<'_>,
    by: &By,
    owner: Option<Owner>,
    code: &str,
    now: Moment,
    change: impl FnOnce(&mut Tx<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let kind = owner.map_or(DICTIONARIES, Owner::kind);
    let before = kept(tx, kind, code)?;
    change(tx)?;
    let differences = details::differences(&before, &kept(tx, kind, code)?);
    if details::is_empty(&differences) {
        return Ok(());
    }
    let (action, subject) = match owner {
        Some(owner) => (Action::FieldChanged, Subject::named("field", &format!("{}/{code}", owner.name()))),
        None => (Action::FieldDictionaryChanged, Subject::named("dictionary", code)),
    };
    audit_log::note(tx, by, action, &subject, &differences, now)
}

/// What is kept of a declaration; nothing where there is none. Elements are shown as forms have them: code and name.
fn kept(tx: &mut Tx<'_>, kind: &str, code: &str) -> Result<Body, Fault> {
    let mut body = reference::current(tx)?.dictionary(kind).get(code).map(|entry| entry.body.clone()).unwrap_or_default();
    body.shift_remove("code");
    if let Some(Value::Array(elements)) = body.get_mut("elements") {
        for element in elements {
            let text = |field: &str| element[field].as_str().unwrap_or_default();
            *element = json!(format!("{} {}", text("code"), text("name")));
        }
    }
    Ok(body)
}
