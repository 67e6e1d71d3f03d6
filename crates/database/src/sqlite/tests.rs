//! The writer and its groups, alone.

use std::sync::mpsc;

use super::*;
use crate::{Database, Location, Options};

fn write(tx: &mut Tx<'_>, kind: &str) -> Result<()> {
    tx.ids(&[(crate::Sequence::Orders, 1)])?;
    crate::tests::write(tx, kind)
}

/// Runs three jobs that wait for one another, so that they form one group; `second` decides how the second ends.
fn three(name: &str, second: impl Fn(&mut Tx<'_>) -> Result<()> + Send + 'static) -> (Vec<Result<()>>, i64, i64) {
    let folder = std::env::temp_dir().join(format!("latchkey-group-{}-{name}", std::process::id()));
    let options = Options::at(Location::File(folder.join("latchkey.db")));
    let database = Database::open(&options).expect("a fresh database opens");
    let (go, begun) = mpsc::channel::<()>();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let outcomes = runtime.block_on(async {
        let mut wait = Some(begun);
        let first = database.write(move |tx| {
            // It holds the group open until the others have been queued; run again, it does not wait again.
            if let Some(begun) = wait.take() {
                let _ = begun.recv();
            }
            write(tx, "first")
        });
        let second = database.write(second);
        let third = database.write(move |tx| write(tx, "third"));
        let all = async { tokio::join!(first, second, third) };
        let queued = async { go.send(()).expect("the first job waits") };
        let ((first, second, third), ()) = tokio::join!(all, queued);
        vec![first, second, third]
    });
    let count = |sql: &'static str| database.read_now(move |tx| tx.number(sql)).expect("it can be counted");
    let (rows, last) = (count("SELECT count(*) FROM desk_views"), count("SELECT value FROM sequences WHERE name = 'orders'"));
    drop(database);
    let _ = std::fs::remove_dir_all(folder);
    (outcomes, rows, last)
}

#[test]
fn a_job_that_fails_before_it_has_written_leaves_its_group_as_it_is() {
    let (outcomes, rows, last) = three("before", |tx| {
        tx.number("SELECT count(*) FROM desk_views")?;
        Err(Error::Row("refused".to_owned()))
    });
    assert!(outcomes[0].is_ok() && matches!(&outcomes[1], Err(Error::Row(text)) if text == "refused") && outcomes[2].is_ok());
    assert_eq!((rows, last), (2, 2));
}

#[test]
fn what_a_job_wrote_before_it_failed_is_undone_and_the_rest_of_its_group_is_kept() {
    let (outcomes, rows, last) = three("after", |tx| {
        write(tx, "second")?;
        Err(Error::Row("refused".to_owned()))
    });
    assert!(outcomes[0].is_ok() && matches!(&outcomes[1], Err(Error::Row(text)) if text == "refused") && outcomes[2].is_ok());
    assert_eq!((rows, last), (2, 2), "its id is given to the next one");
}

#[test]
fn a_job_that_panics_or_is_rolled_back_by_the_engine_takes_no_other_with_it() {
    let (outcomes, events, _) = three("panic", |tx| {
        write(tx, "second")?;
        panic!("on purpose")
    });
    assert!(outcomes[0].is_ok() && matches!(outcomes[1], Err(Error::Panic)) && outcomes[2].is_ok());
    assert_eq!(events, 2);
    // A statement that ends the whole transaction, as a full disk does.
    let (outcomes, events, _) =
        three("engine", |tx| tx.execute("INSERT OR ROLLBACK INTO sequences (name, value) VALUES ('orders', 1)").map(drop));
    let answered = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(outcomes[0].is_err() && outcomes[1].is_err() && events == answered as i64, "{outcomes:?}");
}
