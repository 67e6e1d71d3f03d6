//! More work than the database can take: what waits is bounded, and what does not fit is refused at once.

use std::sync::{Arc, Condvar, Mutex};

use database::{Database, Error, MOST_WAITING, Tx};

use crate::support::fresh::Fresh;

fn small(tx: &mut Tx<'_>) -> Result<i64, Error> {
    tx.number("SELECT 1")
}

#[test]
fn more_changes_than_can_wait_are_refused_and_the_others_are_made() {
    const TOO_MANY: usize = 100;
    let fresh = Fresh::new();
    let db = Database::open(&fresh.options).expect("a fresh database opens");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let held = fresh.options.connections;
    let outcomes = runtime.block_on(async {
        let holding: Vec<_> = (0..held)
            .map(|_| {
                let (db, gate) = (db.clone(), Arc::clone(&gate));
                tokio::spawn(async move {
                    db.write(move |tx| {
                        let (open, changed) = &*gate;
                        let closed = open.lock().expect("nothing panicked");
                        drop(changed.wait_while(closed, |open| !*open).expect("nothing panicked"));
                        small(tx)
                    })
                    .await
                })
            })
            .collect();
        let waiting: Vec<_> = (0..MOST_WAITING + TOO_MANY)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { db.write(small).await })
            })
            .collect();
        // Each task runs up to where it waits; those that are refused have ended then.
        while waiting.iter().filter(|task| task.is_finished()).count() + held < TOO_MANY {
            tokio::task::yield_now().await;
        }
        *gate.0.lock().expect("nothing panicked") = true;
        gate.1.notify_all();
        let mut outcomes = Vec::new();
        for task in holding.into_iter().chain(waiting) {
            outcomes.push(task.await.expect("nothing panicked"));
        }
        outcomes
    });
    let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Busy))).count();
    assert!((TOO_MANY - held..=TOO_MANY + held).contains(&refused), "{refused} were refused");
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), outcomes.len() - refused);
    assert!(Error::Busy.is_unavailable(), "it is answered by 503");
}
