//! An older database is put back: what had ended stays off.

use std::sync::Arc;

use database::{Sql, Tx};
use domain::access::gate::Call;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::keys::{self, Changes, Reach, rotation};
use hub::app::Hub;

use crate::support::fresh::Fresh;
use crate::support::hub::START;

/// A server on an account with a key for each of these tokens.
fn open(fresh: &Fresh) -> Arc<Hub> {
    Hub::open(fresh.settings(), Clock::standing(START)).expect("the account opens")
}

fn add(hub: &Hub, name: &str) -> (i64, String) {
    let (token, pepper) = (token::generate().expect("there is randomness"), hub.gate.pepper());
    let (given, name) = (token.clone(), name.to_owned());
    let key = write(hub, move |tx| {
        let changes = Changes { name: Some(name.clone()), reach: Some(Reach::All), grant: Some(Grant::All), ..Changes::default() };
        keys::add(tx, &pepper, &given, &changes, &By::Hub, START)
    });
    (key.id, token)
}

fn write<T: Send + 'static>(hub: &Hub, work: impl FnMut(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static) -> T {
    hub.db.write_now(work).unwrap_or_else(|fault| panic!("{fault}"))
}

fn works(hub: &Hub, token: &str) -> bool {
    hub.gate.admit(token, &Call::plain(0, START)).is_ok()
}

#[test]
fn what_had_ended_stays_off_and_says_why_until_somebody_switches_it_on() {
    let fresh = Fresh::new();
    let hub = open(&fresh);
    let (off, deleted, rotated, kept, again) =
        (add(&hub, "Off"), add(&hub, "Deleted"), add(&hub, "Rotated"), add(&hub, "Kept"), add(&hub, "Again"));
    // The backup: rows as they are now, and how far the account has come.
    let tables = ["keys", "generations"];
    let backup: Vec<String> = tables.iter().map(|table| format!("CREATE TABLE backup_{table} AS SELECT * FROM {table}")).collect();
    write(&hub, move |tx| {
        for statement in &backup {
            tx.execute(Sql::new(statement.clone()))?;
        }
        Ok(())
    });
    let (pepper, fresh_token) = (hub.gate.pepper(), token::generate().expect("there is randomness"));
    write(&hub, move |tx| {
        keys::set_active(tx, off.0, false, &By::Hub, START)?;
        keys::delete(tx, deleted.0, &By::Hub, START)?;
        rotation::rotate(tx, &pepper, rotated.0, &fresh_token, rotation::Overlap::None, &By::Hub, START)?;
        keys::set_active(tx, again.0, false, &By::Hub, START)?;
        keys::set_active(tx, again.0, true, &By::Hub, START).map(drop)
    });
    assert_eq!([&off, &deleted, &rotated, &kept, &again].map(|key| works(&hub, &key.1)), [false, false, false, true, true]);
    drop(hub);

    let hub = open(&fresh);
    write(&hub, |tx| {
        for statement in [
            "DELETE FROM former_secrets",
            "UPDATE keys SET active = b.active, deleted_at = b.deleted_at, token_hash = b.token_hash, secret = b.secret, cause = b.cause,
             generation = b.generation FROM backup_keys b WHERE b.id = keys.id",
            "UPDATE generations SET value = (SELECT value FROM backup_generations)",
        ] {
            tx.execute(Sql::new(statement))?;
        }
        Ok(())
    });
    drop(hub);

    let hub = open(&fresh);
    assert_eq!([&off, &deleted, &rotated, &kept, &again].map(|key| works(&hub, &key.1)), [false, false, false, true, true]);
    let stored = hub.db.read_now(move |tx| keys::find(tx, deleted.0)).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(stored.cause.map(|(cause, _)| cause).as_deref(), Some("restored"));
    write(&hub, move |tx| keys::set_active(tx, rotated.0, true, &By::Hub, START));
    assert!(works(&hub, &rotated.1));
    drop(hub);
    assert!(works(&open(&fresh), &rotated.1), "what a user has enabled again stays on");
}

#[test]
fn a_database_that_is_not_behind_is_left_alone() {
    let fresh = Fresh::new();
    let hub = open(&fresh);
    let (id, token) = add(&hub, "Till");
    write(&hub, move |tx| keys::set_active(tx, id, false, &By::Hub, START));
    drop(hub);
    // A command without a server does not write the file.
    let account =
        hub::app::Storage::open(fresh.folder.path(), &fresh.options, &crate::support::hub::home(), START).expect("the account opens");
    account.db.write_now(move |tx| keys::set_active(tx, id, true, &By::CommandLine, START)).unwrap_or_else(|fault| panic!("{fault}"));
    drop(account);
    assert!(works(&open(&fresh), &token));
}
