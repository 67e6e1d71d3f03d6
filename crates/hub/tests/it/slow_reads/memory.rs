//! What a started server takes, as `ps` shows it, after many reads at the same time.

use std::path::Path;

use database::{Database, Tx};

use crate::support::{Account, write_row};

/// How many lists are read at the same time.
const READS: usize = 200;

/// What the system says of a process, in KiB.
fn view(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("Linux has it");
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).expect("it is there");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("it is a number")
}

/// How often a process has a file open.
fn open(process: u32, file: &Path) -> usize {
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).expect("Linux has it").flatten();
    open.filter(|entry| std::fs::read_link(entry.path()).is_ok_and(|target| target == file)).count()
}

#[test]
fn two_hundred_parallel_reads_leave_memory_and_connections_as_few_as_before() {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("north", "all");
    // A file that would be felt if each connection mapped it.
    let filled = Database::open(&account.fresh.options).expect("the database opens");
    let text = "x".repeat(1024 * 1024);
    for _ in 0..64 {
        let text = text.clone();
        filled.write_now(move |tx: &mut Tx<'_>| write_row(tx, &text)).expect("it is written");
    }
    drop(filled);
    let server = account.serve();
    let (process, key) = (server.process(), server.holder(&token));
    std::thread::scope(|scope| {
        for index in 0..READS {
            let key = &key;
            scope.spawn(move || {
                for path in ["/orders", "/customers", "/orders/history"] {
                    let answer = key.get(path, form! {});
                    assert!(answer.status == 200 || answer.status == 503, "call {index}: {answer}");
                }
            });
        }
    });
    let (size, resident, threads) = (view(process, "VmSize"), view(process, "VmRSS"), view(process, "Threads"));
    assert!(resident < 300 * 1024, "{resident} KiB of memory");
    assert!(size < 3 * 1024 * 1024, "{size} KiB of addresses");
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    assert!(threads < 40 + 6 * processors as u64, "{threads} threads");
    if account.is_embedded() {
        let file = std::fs::canonicalize(account.fresh.folder.path().join("latchkey.db")).expect("the file is there");
        let connections = open(process, &file);
        // Writer and standing read, those that upkeep shares, slow reads, and one for each thread that answers.
        assert!(connections <= 2 + 4 + 2 * processors + 2 * processors, "{connections} connections");
    }
}
