//! Work that waits for a transaction. The code of waiting is made once, not for each piece of work: the work travels as a
//! trait object, and takes what came of it along.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use tokio::sync::oneshot;

use super::Failure;
use crate::{Error, Result, Tx};

/// What is to be done in a transaction. It may be run more than once.
pub(crate) type Body<T, E> = Box<dyn FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send>;

/// A body with room for what came of it.
pub(crate) trait Work: Any + Send {
    /// Does the work. `Ok(false)`: it refused, undo what it did. An error: the database failed.
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool>;
}

struct Task<T, E> {
    body: Body<T, E>,
    outcome: Option<std::result::Result<T, E>>,
}

impl<T: Send + 'static, E: Failure> Work for Task<T, E> {
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool> {
        let outcome = match (self.body)(tx) {
            Ok(value) => Ok(value),
            Err(error) => Err(match error.database() {
                Ok(failure) => return Err(failure),
                Err(refusal) => refusal,
            }),
        };
        let is_kept = outcome.is_ok();
        self.outcome = Some(outcome);
        Ok(is_kept)
    }
}

/// Makes work of a body.
pub(crate) fn work<T: Send + 'static, E: Failure>(body: Body<T, E>) -> Box<dyn Work> {
    Box::new(Task { body, outcome: None })
}

/// Work that waits for a transaction, and its caller.
pub(crate) struct Job {
    work: Box<dyn Work>,
    caller: oneshot::Sender<Done>,
}

/// What the caller gets: a failure, or the work with its outcome. Taking it apart is left to the caller's thread, which has
/// more time.
struct Done {
    error: Option<Error>,
    work: Box<dyn Work>,
}

impl Job {
    /// A job, and the answer to wait for.
    pub(crate) fn new(work: Box<dyn Work>) -> (Self, Answer) {
        let (caller, answer) = oneshot::channel();
        (Self { work, caller }, Answer(answer))
    }

    /// Does the work. `Ok(false)`: it refused, undo what it did. An error: the database failed.
    pub(crate) fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool> {
        // A panic must not end the database thread: it is reported and rolled back like a failure.
        std::panic::catch_unwind(AssertUnwindSafe(|| self.work.run(tx))).unwrap_or(Err(Error::Panic))
    }

    /// Answers the caller, after the commit; an error replaces what the work returned.
    pub(crate) fn settle(self, error: Option<Error>) {
        // The caller may be gone; the commit stays.
        let _ = self.caller.send(Done { error, work: self.work });
    }
}

/// What a caller waits for.
pub(crate) struct Answer(oneshot::Receiver<Done>);

impl Answer {
    /// Waits for what came of the work.
    pub(crate) async fn outcome<T: 'static, E: Failure>(self) -> std::result::Result<T, E> {
        self.0.await.map_or_else(|_| Err(Error::Closed.into()), Done::outcome)
    }

    /// [`Answer::outcome`] for a thread that may wait.
    pub(crate) fn outcome_now<T: 'static, E: Failure>(self) -> std::result::Result<T, E> {
        self.0.blocking_recv().map_or_else(|_| Err(Error::Closed.into()), Done::outcome)
    }
}

impl Done {
    fn outcome<T: 'static, E: Failure>(self) -> std::result::Result<T, E> {
        if let Some(error) = self.error {
            return Err(error.into());
        }
        let work: Box<dyn Any> = self.work;
        let task = work.downcast::<Task<T, E>>().ok();
        task.and_then(|task| task.outcome).unwrap_or_else(|| Err(Error::Closed.into()))
    }
}
