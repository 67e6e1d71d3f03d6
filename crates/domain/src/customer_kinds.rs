//! What persons and corporate customers have in common: how they are merged.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wire::Problem;

use crate::change::Change;
use crate::draft::Body;
use crate::fault::Fault;

/// The rows of a merge, `gone` and `stays`, as `locate` finds each. `kind` is what a row is called in error texts.
///
/// # Errors
/// One of them does not exist, by its place; there is nothing to merge; or the database failed.
pub(crate) fn merging<T>(gone: &[i64], stays: i64, kind: &str, mut locate: impl FnMut(i64) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    // In the order of ids, so that two merges of the same rows never wait for each other.
    let all: BTreeSet<i64> = gone.iter().copied().chain([stays]).collect();
    if all.len() < 2 {
        return Err(Problem::entity("customers", "must name a customer other than resultCustomer").into());
    }
    let path = |id: i64| match gone.iter().position(|other| *other == id) {
        Some(place) => format!("customers.{place}"),
        None => "resultCustomer".to_owned(),
    };
    let found = |id: i64| {
        locate(id).map_err(|fault| match fault {
            Fault::Refused(_) => Problem::entity(path(id), format!("\"{kind}\" with \"id\"=\"{id}\" does not exist.")).into(),
            failure => failure,
        })
    };
    all.into_iter().map(found).collect()
}

/// Fills what the one that stays has not from the fields of one that goes.
pub(crate) fn fill_blanks(winner: &mut Body, theirs: impl IntoIterator<Item = (String, Value)>) {
    for (field, value) in theirs {
        let blank = winner.get(&field).is_none_or(|kept| kept.is_null() || *kept == json!("") || *kept == json!([]));
        if blank && field != "externalId" {
            winner.insert(field, value);
        }
    }
}

/// The last row of the history of one that goes; `stub` shows the one that stays, which is of the store `site`.
pub(crate) fn farewell(stays: i64, stub: Value, site: i64) -> Change {
    Change::new("combined_to", Value::Null, json!({ "id": stays })).marked("deleted", true).of_part("combinedTo", stub).telling_of(site)
}
