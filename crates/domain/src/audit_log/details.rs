//! The details of a row: what was there before and what after, and never a token.

use std::collections::BTreeSet;

use database::keys::Key;
use database::sites::Site;
use database::{Tx, users::User};
use serde_json::{Map, Value, json};

use crate::access::grant;
use crate::fault::Fault;
use crate::keys::contact::Contact;

/// Fields of a body that hold secrets, from whichever caller.
const SECRET: [&str; 5] = ["token", "secret", "sealed", "hash", "password"];

/// Every field that differs, as `{"name": {"before": …, "after": …}}`; a side that has no such field is left out.
pub fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> Value {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names.into_iter().filter(|name| before.get(*name) != after.get(*name)).map(|name| {
        let sides = [("before", before.get(name)), ("after", after.get(name))];
        let sides = sides.into_iter().filter_map(|(side, value)| Some((side.to_owned(), value?.clone())));
        (name.clone(), Value::Object(sides.collect()))
    });
    Value::Object(changed.collect())
}

/// Whether details hold no change.
pub fn is_empty(details: &Value) -> bool {
    details.as_object().is_none_or(Map::is_empty)
}

/// Everything there is, as added: `{"name": {"after": …}}`.
pub fn added(after: &Map<String, Value>) -> Value {
    differences(&Map::new(), after)
}

/// A key in words a program can read: stores by code, methods by path.
///
/// # Errors
/// The database failed.
pub fn of_key(tx: &mut Tx<'_>, key: &Key) -> Result<Map<String, Value>, Fault> {
    let mut fields = body(&key.body);
    fields.insert("name".to_owned(), json!(key.name));
    fields.insert("active".to_owned(), json!(key.active));
    let sites = if key.all_sites {
        json!("all")
    } else {
        let sites = database::sites::all(tx)?;
        let code = |id: &i64| sites.iter().find(|site| site.id == *id).map(|site| site.code.clone());
        json!(key.sites.iter().filter_map(code).collect::<Vec<_>>())
    };
    fields.insert("sites".to_owned(), sites);
    let mut methods: Vec<String> = grant::named(key).map(|method| method.pattern()).collect();
    let methods = match (key.all_methods, methods.is_empty()) {
        (true, true) => json!("all"),
        (true, false) => {
            methods.insert(0, "all".to_owned());
            json!(methods)
        }
        (false, _) => json!(methods),
    };
    fields.insert("methods".to_owned(), methods);
    if let Some(external_id) = &key.external_id {
        fields.insert("externalId".to_owned(), json!(external_id));
    }
    if let Some(ends_at) = key.ends_at {
        fields.insert("endsAt".to_owned(), json!(ends_at));
    }
    if let Some((cause, _)) = &key.cause {
        fields.insert("cause".to_owned(), json!(cause));
    }
    // Notices about its end are not part of the key's own changes.
    fields.shift_remove("warned");
    // A person is shown by name and email.
    if fields.shift_remove("contact").is_some() {
        fields.insert("owner".to_owned(), json!(Contact::of(key).view(&database::users::all(tx)?)));
    }
    Ok(fields)
}

/// A person; nothing of their password.
pub fn of_user(user: &User) -> Map<String, Value> {
    let mut fields = body(&user.body);
    for (name, value) in [("email", &user.email), ("firstName", &user.first_name), ("lastName", &user.last_name), ("role", &user.role)] {
        fields.insert(name.to_owned(), json!(value));
    }
    fields.insert("active".to_owned(), json!(user.active));
    fields
}

/// A store.
pub fn of_site(site: &Site) -> Map<String, Value> {
    let mut fields = body(&site.body);
    fields.insert("name".to_owned(), json!(site.name));
    fields.insert("active".to_owned(), json!(site.active));
    fields.insert("ordering".to_owned(), json!(site.ordering));
    fields
}

fn body(text: &str) -> Map<String, Value> {
    let mut body: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    body.retain(|name, _| !SECRET.iter().any(|word| name.to_lowercase().contains(word)));
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        let before = map(json!({"name": "a", "sites": ["x"], "comment": "gone"}));
        let after = map(json!({"name": "b", "sites": ["x"], "active": true}));
        assert_eq!(
            differences(&before, &after),
            json!({"active": {"after": true}, "comment": {"before": "gone"}, "name": {"before": "a", "after": "b"}})
        );
        assert!(is_empty(&differences(&before, &before)));
    }

    #[test]
    fn a_body_gives_away_no_secret() {
        assert_eq!(body(r#"{"comment":"x","sealedToken":"y","token_copy":"z"}"#).keys().collect::<Vec<_>>(), ["comment"]);
    }
}
