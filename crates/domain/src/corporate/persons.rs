//! Contact persons who were merged: corporate customers follow them to the person they have become.

use database::{Scope, Sites, Tx, corporate};
use serde_json::json;

use super::draft::Draft;
use super::parts::{self, Part};
use crate::act::Act;
use crate::change::Change;
use crate::draft;
use crate::fault::Fault;
use crate::matching::lock;

/// Has every corporate customer whose contact is `from` name `to`, a person of the store `home`, in place of it.
///
/// # Errors
/// The database failed.
pub fn follow(tx: &mut Tx<'_>, act: &Act<'_>, from: i64, to: i64, home: i64) -> Result<(), Fault> {
    let every = Scope::of(Sites::All);
    for row in corporate::of_contact(tx, &every, from)? {
        tx.lock([lock("corporate-row", &row.id.to_string())])?;
        let Some(row) = corporate::find(tx, &every, row.id)? else { continue };
        let mut after = Draft::of(&row)?;
        let mut contacts = after.take_parts(Part::Contact);
        let known = contacts.iter().position(|contact| parts::person(contact) == Some(to));
        let Some(place) = contacts.iter().position(|contact| parts::person(contact) == Some(from)) else { continue };
        match known {
            // Both were contacts: one of them is left, and is the main one if either was.
            Some(known) => {
                let is_main = [known, place].iter().any(|place| draft::flag(&contacts[*place], "isMain"));
                contacts[known].insert("isMain".to_owned(), json!(is_main));
                contacts.remove(place);
            }
            None => {
                contacts[place].insert("customer".to_owned(), json!({ "id": to }));
                contacts[place].insert("home".to_owned(), json!(home));
            }
        }
        after.set_parts(Part::Contact, contacts);
        let moved = Change::new("contact", json!({ "id": from }), json!({ "id": to })).by_code().telling_of(home);
        after.save(tx, act, vec![moved], "corporate.changed")?;
    }
    Ok(())
}
