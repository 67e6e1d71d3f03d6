//! The methods of /customers-corporate.

mod books;
mod lists;
mod parts;
mod shops;
mod whole;

use serde_json::Value;

use crate::support::Actor;
use crate::support::steps::id;

#[track_caller]
fn create(key: &Actor, corporate: Value) -> i64 {
    let made = key.post("/customers-corporate/create", form! { customerCorporate: corporate });
    assert_eq!(made.status, 201, "{made}");
    id(&made.ok())
}

#[track_caller]
fn read(key: &Actor, id: i64) -> Value {
    key.get(&format!("/customers-corporate/{id}"), form! { by: "id" }).ok()["customerCorporate"].take()
}

/// Adds a part (`addresses`, `companies`, `contacts`) and returns its id.
#[track_caller]
fn add(key: &Actor, owner: i64, list: &str, part: Value) -> i64 {
    let one = match list {
        "addresses" => "address",
        "companies" => "company",
        _ => "contact",
    };
    let form = vec![("by".to_owned(), "id".to_owned()), (one.to_owned(), part.to_string())];
    let made = key.post(&format!("/customers-corporate/{owner}/{list}/create"), form);
    assert_eq!(made.status, 201, "{made}");
    id(&made.ok())
}

/// The parts of a list.
#[track_caller]
fn parts(key: &Actor, owner: i64, list: &str) -> Vec<Value> {
    crate::support::steps::rows(&key.get(&format!("/customers-corporate/{owner}/{list}"), form! { by: "id" }).ok(), list)
}
