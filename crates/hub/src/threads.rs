//! Runtimes whose threads are there from the start: where the machine gives none, the program says so and does not panic.

use std::io;
use std::sync::mpsc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// For how long a thread is kept that has nothing to do: for good.
const KEPT: Duration = Duration::from_secs(u32::MAX as u64);

/// A runtime that shares its work among so many threads.
///
/// # Errors
/// They cannot be had.
pub fn shared(threads: usize) -> io::Result<Runtime> {
    are_there(threads + 1)?;
    ready(Builder::new_multi_thread().worker_threads(threads))
}

/// A runtime that works on the thread that it is given.
///
/// # Errors
/// The thread for what waits beside it cannot be had.
pub fn single() -> io::Result<Runtime> {
    are_there(1)?;
    ready(&mut Builder::new_current_thread())
}

/// Work that waits is done by a thread that has been started here and stays. Where more cannot be started later, it waits
/// its turn for that one; without it, tokio would panic.
fn ready(builder: &mut Builder) -> io::Result<Runtime> {
    let runtime = builder.enable_all().thread_keep_alive(KEPT).build()?;
    let (tell, view) = mpsc::channel();
    runtime.spawn_blocking(move || drop(tell));
    // It ends as soon as the thread runs.
    let _: Result<(), _> = view.recv();
    Ok(runtime)
}

/// Whether so many threads can be had at once. Tokio does not ask: it panics where they cannot.
fn are_there(count: usize) -> io::Result<()> {
    let (end, ended) = crossbeam_channel::bounded::<()>(0);
    let threads: io::Result<Vec<_>> = (0..count)
        .map(|_| {
            let ended = ended.clone();
            std::thread::Builder::new().name("trial".to_owned()).spawn(move || ended.recv().unwrap_or_default())
        })
        .collect();
    drop(end);
    for thread in threads? {
        let _ = thread.join();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_works_and_waits() {
        for runtime in [shared(2), single()] {
            let runtime = runtime.expect("threads start");
            let done = runtime.block_on(async { tokio::task::spawn_blocking(|| 7).await });
            assert_eq!(done.expect("it is done"), 7);
        }
    }
}
