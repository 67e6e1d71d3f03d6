//! Many changes at once, from several programs, on servers that watch one database.

use std::sync::Arc;

use database::Database;
use domain::access::gate::Call;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::keys::{self, Changes, Reach};
use hub::app::{Hub, Storage};
use hub::watch::{self, Watch};
use wire::methods;

use crate::support::fresh::Fresh;
use crate::support::hub::START;

const WRITERS: usize = 8;
const ROUNDS: usize = 10;

/// Makes a change: a command waits for the servers by itself, for a server it is part of the change.
fn change<T: Send + 'static>(
    db: &Database,
    command: Option<&Fresh>,
    mut work: impl FnMut(&mut database::Tx<'_>) -> Result<T, Fault> + Send + 'static,
) -> T {
    let changed = db.write_now(move |tx| {
        let made = work(tx)?;
        Ok::<_, Fault>((made, database::nodes::generation(tx)?))
    });
    let (made, generation) = changed.expect("the change is saved");
    if let Some(fresh) = command {
        assert!(watch::settle(db, fresh.folder.path(), generation).expect("the nodes can be asked"), "a server has not followed");
    }
    made
}

/// One writer's life of one key: whatever its settings become, every server takes it for that at once.
fn live(writer: usize, db: &Database, command: Option<&Fresh>, servers: &[Arc<Hub>]) {
    let pepper = servers[0].gate.pepper();
    let token = token::generate().expect("there is randomness");
    let names: Vec<String> = methods::all().iter().map(|method| method.name().to_owned()).collect();
    let given = token.clone();
    let all = Changes { name: Some(format!("Key {writer}")), reach: Some(Reach::All), grant: Some(Grant::All), ..Changes::default() };
    let id = change(db, command, move |tx| keys::add(tx, &pepper, &given, &all, &By::Hub, START)).id;
    let admits = |method: usize| {
        let verdicts: Vec<bool> =
            servers.iter().map(|hub| hub.lease().holds() && hub.gate.admit(&token, &Call::plain(method, START)).is_ok()).collect();
        assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "the servers disagree: {verdicts:?}");
        verdicts[0]
    };
    assert!(admits(0));
    let mut held = 0;
    for round in 0..ROUNDS {
        let method = (writer * ROUNDS + round) % names.len();
        change(db, command, move |tx| keys::set_active(tx, id, false, &By::Hub, START));
        assert!(!admits(held), "writer {writer}, round {round}: a key that is off is let in");
        change(db, command, move |tx| keys::set_active(tx, id, true, &By::Hub, START));
        assert!(admits(held), "writer {writer}, round {round}: a key that is on is refused");
        let only = Changes { grant: Some(Grant::Some(vec![names[method].clone()])), ..Changes::default() };
        change(db, command, move |tx| keys::edit(tx, id, &only, &By::Hub, START));
        let granted: Vec<&str> = (0..names.len()).filter(|method| admits(*method)).map(|method| names[method].as_str()).collect();
        // Two verbs at one path are one name.
        assert!(!granted.is_empty() && granted.iter().all(|name| *name == names[method]), "writer {writer}, round {round}: {granted:?}");
        held = method;
    }
    change(db, command, move |tx| keys::delete(tx, id, &By::Hub, START));
    assert!(!admits(0));
}

#[test]
fn whatever_order_changes_come_in_every_server_follows_before_the_change_returns() {
    let fresh = Fresh::new();
    let command = Storage::open(fresh.folder.path(), &fresh.options, &crate::support::hub::home(), START).expect("the account opens");
    let embedded = command.db.reads_here();
    let _lock = embedded.then(|| watch::lock(fresh.folder.path()).expect("there is no other server"));
    let servers: Vec<Arc<Hub>> = (0..if embedded { 1 } else { 2 })
        .map(|_| Hub::open(fresh.settings(), Clock::standing(START)).expect("the account opens"))
        .collect();
    let watches: Vec<Watch> = servers.iter().map(|hub| Watch::begin(Arc::clone(hub)).expect("the watch begins")).collect();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            // Some changes are a command's, the others a server's own.
            let (db, command) = if writer % 2 == 0 { (&command.db, Some(&fresh)) } else { (&servers[writer / 2 % servers.len()].db, None) };
            let servers = &servers;
            scope.spawn(move || live(writer, db, command, servers));
        }
    });
    watches.into_iter().for_each(Watch::end);
    let left = command.db.read_now(|tx| database::nodes::behind(tx, i64::MAX, "")).expect("the nodes can be asked");
    assert_eq!(left, 0, "a server that ends takes itself off the list");
}
