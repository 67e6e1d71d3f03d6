//! Templates of messages in messengers: changed many at once, known by channel and code.

use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use super::{Context, MG_TEMPLATES, current, row};
use crate::account::Entry;
use crate::fault::Fault;

/// Fields whose inside belongs to the messenger: they are kept to the letter.
const VERBATIM: [&str; 4] = ["header", "template", "templateExample", "buttons"];

/// Removes the templates of these ids, then makes or changes the others: one whose id, or whose channel and code, are
/// known is changed. Ids that are not known are passed over.
///
/// # Errors
/// A template breaks a rule; its fields are named by its place in the list.
pub fn edit(tx: &mut Tx<'_>, templates: &[Map<String, Value>], removed: &[i64], now: Moment) -> Result<(), Fault> {
    let account = current(tx)?;
    let (gone, mut known): (Vec<Entry>, Vec<Entry>) =
        account.dictionary(MG_TEMPLATES.kind).iter().cloned().partition(|template| removed.contains(&template.id));
    for template in gone {
        database::reference::remove(tx, MG_TEMPLATES.kind, &template.code)?;
    }
    let context = Context { account: &account, sites: &Sites::All, now };
    for (index, sent) in templates.iter().enumerate() {
        let (at, body) = renewed(context, &known, sent.clone()).map_err(|problem| placed(problem, index))?;
        let mut entry = at.map_or_else(fresh, |at| known[at].clone());
        entry.code = place(&body);
        entry.body = body;
        let row = row(MG_TEMPLATES.kind, &entry.code, at.map(|_| &entry), &entry.body)?;
        match at {
            Some(at) => {
                database::reference::update(tx, &row)?;
                known[at] = entry;
            }
            None => {
                entry.id = database::reference::save(tx, &row)?;
                known.push(entry);
            }
        }
    }
    Ok(())
}

fn fresh() -> Entry {
    Entry { id: 0, code: String::new(), active: true, ordering: 990, body: Map::new() }
}

/// What a template will be, and where among the known ones it is if it is not new.
fn renewed(context: Context<'_>, known: &[Entry], mut sent: Map<String, Value>) -> Result<(Option<usize>, Map<String, Value>), Problem> {
    let id = sent.shift_remove("id").and_then(|id| id.as_i64());
    let verbatim: Vec<(&str, Value)> = VERBATIM.iter().filter_map(|field| Some((*field, sent.shift_remove(*field)?))).collect();
    let by_id = known.iter().position(|template| Some(template.id) == id);
    if by_id.is_none() && text(&sent, "code").is_empty() && !text(&sent, "name").is_empty() {
        sent.insert("code".to_owned(), format!("{}#{}#{}", text(&sent, "namespace"), text(&sent, "name"), text(&sent, "lang")).into());
    }
    let in_place = |body: &Map<String, Value>| known.iter().position(|template| template.code == place(body));
    let at = by_id.or_else(|| in_place(&sent));
    let mut body = MG_TEMPLATES.merge(context, at.map(|at| &known[at].body), sent)?;
    for (field, value) in verbatim {
        match value {
            Value::Null => drop(body.shift_remove(field)),
            value => drop(body.insert(field.to_owned(), value)),
        }
    }
    if in_place(&body).is_some_and(|other| Some(other) != at) {
        return Err(Problem::entity("code", "Another template of this channel has this code."));
    }
    Ok((at, body))
}

/// What no two templates share: the channel and the code in it.
fn place(body: &Map<String, Value>) -> String {
    format!("{}:{}", body.get("mgChannelId").and_then(Value::as_i64).unwrap_or_default(), text(body, "code"))
}

fn text<'a>(body: &'a Map<String, Value>, field: &str) -> &'a str {
    body.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn placed(mut problem: Problem, index: usize) -> Problem {
    let errors = std::mem::take(&mut problem.errors);
    problem.errors = errors.into_iter().map(|(path, text)| (format!("templates[{index}].{path}"), text)).collect();
    problem
}
