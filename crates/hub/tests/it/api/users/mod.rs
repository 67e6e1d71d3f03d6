//! People of the account.

mod get;
mod groups;
mod list;
mod status;

use database::users::User;

use crate::support::TestHub;

/// Adds a person; `body` is their further fields.
pub fn person(hub: &TestHub, email: &str, role: &str, body: serde_json::Value) -> i64 {
    let user = User {
        id: 0,
        email: email.to_owned(),
        first_name: "Ann".to_owned(),
        last_name: String::new(),
        role: role.to_owned(),
        status: "free".to_owned(),
        active: true,
        password_hash: "$argon2id$secret".to_owned(),
        created_at: hub.clock.now().0,
        body: body.to_string(),
        language: None,
        hides_checklist: false,
        desk: String::new(),
    };
    let added = hub.hub.db.write_now(move |tx| database::users::add(tx, &user)).expect("a person can be added");
    added.expect("the e-mail is free")
}
