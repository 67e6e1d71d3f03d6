//! Keys that manage keys.

mod advice;
mod bulk;
mod can;
mod create;
mod edit;
mod explain;
mod extend;
mod life;
mod list;
mod only_by_name;
mod rotate;
mod templates;
mod usage;
mod who;
mod within;

use serde_json::Value;

use crate::support::{Actor, TestHub};

impl TestHub {
    /// A key for these stores that grants these methods and every one that manages keys.
    fn manager(&self, sites: &str, methods: &str) -> Actor {
        self.key(sites, &format!("{methods},keys.*"))
    }

    /// A stored key.
    fn stored(&self, id: i64) -> database::keys::Key {
        self.hub.db.read_now(move |tx| database::keys::find(tx, id)).expect("keys can be read").expect("there is such a key")
    }

    /// The rows of the record about a key, oldest first: who (kind and id), what.
    fn recorded(&self, key: i64) -> Vec<(String, Option<i64>, String)> {
        let rows = self.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 10_000)).expect("the record can be read");
        let about = rows.into_iter().filter(|row| row.subject_kind == "key" && row.subject_id == Some(key));
        about.map(|row| (row.by_kind, row.by_id, row.action)).collect()
    }
}

impl Actor {
    /// Makes a key: its id, and a caller who has it.
    #[track_caller]
    fn makes(&self, key: Value) -> (i64, Actor) {
        let made = self.post("/api/keys/create", form! { key: key }).ok();
        let id = made["id"].as_i64().expect("there is an id");
        (id, self.with_token(made["token"].as_str().expect("there is a token"), id))
    }
}
