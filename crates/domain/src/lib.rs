//! What may happen and who may ask: the rules, the keys, the account in memory. No HTTP and no SQL text in here.

pub mod access;
pub mod account;
pub mod act;
pub mod advice;
pub mod audit_log;
pub mod backups;
pub mod carts;
pub mod catalogue;
pub mod change;
pub mod changes_by_key;
pub mod clock;
pub mod contact;
pub mod corporate;
pub mod costs;
pub mod custom_fields;
mod customer_kinds;
pub mod customers;
pub mod defaults;
pub mod demo;
pub mod dependents;
pub mod derived;
pub mod desk;
pub mod desk_views;
pub mod draft;
pub mod fault;
pub mod files;
pub mod filters;
pub mod history;
pub mod home;
pub mod keys;
pub mod legacy;
pub mod lists;
pub mod masking;
pub mod matching;
pub mod modules;
pub mod notes;
pub mod noun;
pub mod orders;
pub mod own_account;
pub mod packs;
pub mod passwords;
pub mod people;
pub mod phone;
pub mod readings;
pub mod reauthentication;
pub mod reference;
pub mod retention;
pub mod sealing;
pub mod search;
pub mod second_step;
pub mod seed;
pub mod seldom;
pub mod sessions;
pub mod settings;
pub mod shops;
pub mod sites;
pub mod staff;
pub mod stale;
pub mod store_activity;
pub mod tasks;
pub mod templates;
pub mod trade;
pub mod usage;
pub mod users;
pub mod visible;
pub mod walks;
pub mod webhooks;

use wire::Problem;

use crate::fault::Fault;

/// A refusal that names the field; the text stands by itself.
fn refuse(field: &str, text: impl Into<String>) -> Fault {
    Problem::entity(field, text).into()
}

/// The same with the reason in a word, for a field that is refused for several reasons.
fn refuse_as(field: &str, code: &str, text: impl Into<String>) -> Fault {
    Problem::new(400, "Errors in the entity format").coded(field, code, text).into()
}

/// What is wrong, if anything, together with one more attempt: a form names all of its faults at once.
///
/// # Errors
/// What is no fault of a field, such as a failure of the database.
pub fn gather<T>(found: &mut Option<Problem>, outcome: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match outcome {
        Ok(done) => Ok(Some(done)),
        Err(Fault::Refused(problem)) if problem.status == 400 && !problem.errors.is_empty() => {
            *found = Some(match found.take() {
                Some(known) => known.and_all(problem),
                None => problem,
            });
            Ok(None)
        }
        Err(fault) => Err(fault),
    }
}

/// Why a text is refused that holds a token.
pub const TOKEN_IN_TEXT: &str = "This text contains a token, which anyone who can read the text could use. Remove it, or keep only its last \
                                 four characters.";

/// Refuses a text that people will read when there is something in it that looks like one of our tokens.
fn without_token(field: &str, text: &str) -> Result<(), Fault> {
    if crate::access::masking::is_in(text, "") { Err(refuse(field, TOKEN_IN_TEXT)) } else { Ok(()) }
}

/// A name people give: without the space around it, of 1 to 255 characters, all of them visible, and no token in it.
fn name_of<'a>(name: &'a str, whose: &str) -> Result<&'a str, Fault> {
    let name = kept_name_of(name, whose)?;
    if visible::has_hidden(name) { Err(refuse_as("name", "hidden-in-name", visible::HIDDEN_IN_NAME)) } else { Ok(name) }
}

/// The same for a name that is there already: it may be older than a rule about its characters.
fn kept_name_of<'a>(name: &'a str, whose: &str) -> Result<&'a str, Fault> {
    let name = name.trim();
    without_token("name", name)?;
    match name.chars().count() {
        _ if visible::is_empty(name) => Err(refuse("name", format!("The {whose} needs a name."))),
        1..=255 => Ok(name),
        count => Err(refuse("name", format!("The name has {count} characters; it may have 255 at most."))),
    }
}
