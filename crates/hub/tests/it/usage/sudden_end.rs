//! After `kill -9` the counts of the last seconds at most are gone; after an orderly end none.

use std::time::Duration;

use domain::access::usage::FLUSH_EVERY;
use serde_json::Value;

use crate::support::{Actor, Program};

fn calls(program: &Program, key: &Actor) -> i64 {
    let usage: Value = serde_json::from_str(&program.run(&["key", "usage", &key.key.to_string(), "--json"])).expect("it is JSON");
    usage["methods"].as_array().into_iter().flatten().filter_map(|method| method["calls"].as_i64()).sum()
}

fn call(program: &Program, key: &Actor, times: usize) {
    for _ in 0..times {
        program.meet(key).get("/api/credentials", form! {}).ok();
    }
}

#[test]
fn five_seconds_at_most_are_lost() {
    let mut program = Program::start();
    let key = program.key("all", "/api/credentials");
    call(&program, &key, 20);
    const { assert!(FLUSH_EVERY < 5000) };
    std::thread::sleep(Duration::from_secs(5));
    call(&program, &key, 3);
    program.kill();
    program.serve();
    let known = calls(&program, &key);
    assert!((20..=23).contains(&known), "{known} of 23 calls are known");
    call(&program, &key, 4);
    program.stop();
    assert_eq!(calls(&program, &key), known + 4, "an orderly end loses nothing");
}
