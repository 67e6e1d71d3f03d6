//! The methods of /files: bytes in and out, what is known of them, who sees them, and where they are kept.

mod bytes;
mod filters;
mod kept;
mod visibility;

use serde_json::Value;

use crate::support::{Actor, Call, TestHub};

/// Bytes that are no text, of which each is different from its neighbours.
fn noise(size: usize) -> Vec<u8> {
    (0..size).map(|place| (place * 7 + place / 251) as u8).collect()
}

/// Uploads bytes as Go clients do; returns the id of the file.
#[track_caller]
fn upload(key: &Actor, bytes: &[u8]) -> i64 {
    uploaded(key, Call::post("/files/upload").raw("application/octet-stream", bytes))
}

#[track_caller]
fn uploaded(key: &Actor, call: Call) -> i64 {
    let reply = key.call(call);
    assert_eq!(reply.status, 200, "{reply}");
    reply.ok()["file"]["id"].as_i64().expect("the file has an id")
}

#[track_caller]
fn attach(key: &Actor, file: i64, attachment: Value) -> Value {
    key.post(&format!("/files/{file}/edit"), form! { file: {attachment: attachment} }).ok()["file"]["attachment"].take()
}

#[track_caller]
fn read(key: &Actor, file: i64) -> Value {
    key.get(&format!("/files/{file}"), form! {}).ok()["file"].take()
}

/// A hub with a store and a key.
fn shop() -> (TestHub, Actor) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    (hub, key)
}
