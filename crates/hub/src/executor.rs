//! Executor: a thread for each processor, each with connections of its own. What arrives on one is read, answered and
//! written by the same thread, so that nothing small is handed from thread to thread on its way.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::AbortHandle;

/// How long work that a worker has set aside may take to end once the worker is closed.
const DRAIN: Duration = Duration::from_secs(5);

/// A task, and what is done with the means to cut it off.
struct Task {
    work: Pin<Box<dyn Future<Output = ()> + Send>>,
    begun: Box<dyn FnOnce(AbortHandle) + Send>,
}

/// Some executor. Dropping them cuts off what still runs on them and waits for their threads.
pub struct Executor(Vec<Worker>);

struct Worker {
    tasks: Option<UnboundedSender<Task>>,
    thread: Option<JoinHandle<()>>,
    /// One reference more than there are tasks.
    busy: Arc<()>,
}

impl Executor {
    /// A worker for each processor.
    ///
    /// # Errors
    /// No more threads can be started.
    pub fn open() -> std::io::Result<Self> {
        let count = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        (0..count).map(|_| Worker::open()).collect::<Result<_, _>>().map(Self)
    }

    /// Runs a task on the worker that has the fewest, and hands out the means to cut it off. What it waits for must be made
    /// by itself: sockets and timers belong to the thread that makes them.
    pub fn run(&self, task: impl Future<Output = ()> + Send + 'static, begun: impl FnOnce(AbortHandle) + Send + 'static) {
        let Some(worker) = self.0.iter().min_by_key(|worker| Arc::strong_count(&worker.busy)) else { return };
        let busy = Arc::clone(&worker.busy);
        let work = Box::pin(async move {
            task.await;
            drop(busy);
        });
        let task = Task { work, begun: Box::new(begun) };
        // A worker ends only with all of them.
        let _ = worker.tasks.as_ref().map(|tasks| tasks.send(task));
    }
}

/// Lets every other task of the worker that is ready go first. Where none is, that is at once.
///
/// An answer wakes the program that waits for it, often on this very machine: a proxy, a shop. Answers that go out one by one
/// wake them and are interrupted once each; together, once for all of them.
pub async fn others_first() {
    let mut has_waited = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut has_waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

impl Worker {
    fn open() -> std::io::Result<Self> {
        let (tasks, view) = unbounded_channel();
        let (tell, begun) = mpsc::channel();
        // The runtime is made by the thread: where the thread cannot be had, it would be dropped among tasks, which it must not.
        let thread = std::thread::Builder::new().name("lane".to_owned()).spawn(move || {
            let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(tell.send(Err(error))),
            };
            // Whoever opens the worker waits for it.
            let _ = tell.send(Ok(()));
            runtime.block_on(start_all(view));
            runtime.shutdown_timeout(DRAIN);
        })?;
        begun.recv().map_err(std::io::Error::other)??;
        Ok(Self { tasks: Some(tasks), thread: Some(thread), busy: Arc::default() })
    }
}

async fn start_all(mut view: UnboundedReceiver<Task>) {
    while let Some(task) = view.recv().await {
        (task.begun)(tokio::spawn(task.work).abort_handle());
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|worker| worker.tasks = None);
        for thread in self.0.iter_mut().filter_map(|worker| worker.thread.take()) {
            // A thread that panicked has already reported it.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn tasks_are_shared_out_evenly_and_end_with_their_lanes() {
        let executor = Executor::open().expect("threads start");
        let (tell, view) = mpsc::channel();
        let held = Arc::new(());
        for _ in 0..3 * executor.0.len() {
            let (tell, held) = (tell.clone(), Arc::clone(&held));
            let task = async move {
                let _ = tell.send(std::thread::current().id());
                std::future::pending::<()>().await;
                drop(held);
            };
            executor.run(task, drop);
        }
        let mut counts = HashMap::new();
        view.iter().take(3 * executor.0.len()).for_each(|thread| *counts.entry(thread).or_insert(0) += 1);
        assert!(counts.len() == executor.0.len() && counts.values().all(|count| *count == 3), "{counts:?}");
        drop(executor);
        assert_eq!(Arc::strong_count(&held), 1, "a task outlived its lane");
    }

    #[test]
    fn a_task_that_is_cut_off_makes_room() {
        let executor = Executor::open().expect("threads start");
        let (tell, view) = mpsc::channel::<()>();
        let (hand, handed) = mpsc::channel();
        let task = async move {
            std::future::pending::<()>().await;
            drop(tell);
        };
        executor.run(task, move |begun| drop(hand.send(begun)));
        handed.recv().expect("it began").abort();
        assert!(view.recv().is_err(), "it was dropped");
    }

    #[test]
    fn whoever_lets_others_go_first_comes_after_all_that_are_ready() {
        let runtime = runtime::Builder::new_current_thread().build().expect("a runtime starts");
        let view = Arc::new(std::sync::Mutex::new(Vec::new()));
        let tell = |name| view.lock().expect("no thread panicked").push(name);
        runtime.block_on(async {
            let polite = |name: &'static str| {
                let view = Arc::clone(&view);
                async move {
                    others_first().await;
                    view.lock().expect("no thread panicked").push(name);
                }
            };
            let tasks = [tokio::spawn(polite("first")), tokio::spawn(polite("second"))];
            let hasty = Arc::clone(&view);
            tokio::spawn(async move { hasty.lock().expect("no thread panicked").push("hasty") }).await.expect("it ends");
            for task in tasks {
                task.await.expect("it ends");
            }
            tell("all");
        });
        assert_eq!(*view.lock().expect("no thread panicked"), ["hasty", "first", "second", "all"]);
    }

    #[test]
    fn a_task_that_is_done_makes_room_for_another() {
        let executor = Executor::open().expect("threads start");
        let idle = || executor.0.iter().all(|worker| Arc::strong_count(&worker.busy) == 1);
        assert!(idle());
        for _ in 0..4 {
            let (tell, view) = mpsc::channel::<()>();
            executor.run(async move { drop(tell) }, drop);
            assert!(view.recv().is_err(), "it has run");
            while !idle() {
                std::thread::yield_now();
            }
        }
    }
}
