//! Declaring custom fields.

use database::{Sites, Tx};
use serde_json::{Value, json};
use wire::{Moment, Problem};

use super::{DICTIONARIES, Kind, Owner, values};
use crate::account::{Account, Entry};
use crate::draft::Body;
use crate::fault::Fault;
use crate::reference::dictionary::Fresh;
use crate::reference::rule::Rule;
use crate::reference::{self, Context, Dictionary};

const MODES: &[&str] = &["editable", "not_editable", "hidden", "miss"];

/// What any custom field may be.
const FIELD: Dictionary = Dictionary {
    kind: "",
    required: &["name", "type"],
    fresh: &[
        ("required", Fresh::No),
        ("inFilter", Fresh::No),
        ("inList", Fresh::No),
        ("inGroupActions", Fresh::No),
        ("ordering", Fresh::Whole(990)),
        ("viewMode", Fresh::Text("editable")),
        ("viewModeMobile", Fresh::Text("editable")),
    ],
    rules: &[
        ("type", Rule::OneOf(&Kind::NAMES)),
        ("viewMode", Rule::OneOf(MODES)),
        ("viewModeMobile", Rule::OneOf(MODES)),
        ("ordering", Rule::Between(0, i64::MAX)),
        ("dictionary", Rule::Code(DICTIONARIES, "CustomDictionary")),
    ],
    ..Dictionary::PLAIN
};

const BLANK: &str = "This value should not be blank.";

/// Declares a field and returns its code.
///
/// # Errors
/// A field of it is wrong, named; or the code is taken.
pub fn create(tx: &mut Tx<'_>, owner: Owner, mut sent: Body, now: Moment) -> Result<String, Fault> {
    let code = take_code(&mut sent).map_err(|text| refused("code", text))?;
    let account = reference::current(tx)?;
    if account.dictionary(owner.kind()).get(&code).is_some() {
        return Err(refused("code", format!("\"CustomField\" with \"code\"=\"{code}\" already exists.")).into());
    }
    save(tx, &account, owner, None, &code, sent, now)?;
    Ok(code)
}

/// Changes a field: what was not sent stays as it is.
///
/// # Errors
/// There is no such field, or something sent is wrong, named.
pub fn edit(tx: &mut Tx<'_>, owner: Owner, code: &str, mut sent: Body, now: Moment) -> Result<(), Fault> {
    let account = reference::current(tx)?;
    let stored = account.dictionary(owner.kind()).get(code).ok_or_else(Problem::not_found)?;
    reference::same_code(code, &mut sent).map_err(as_input)?;
    if let Some(kind) = sent.get("type").and_then(Value::as_str).filter(|kind| !kind.is_empty())
        && stored.text("type") != Some(kind)
    {
        return Err(refused("type", "cannot be changed: the values that are kept are of the old type").into());
    }
    sent.shift_remove("type");
    save(tx, &account, owner, Some(stored), code, sent, now)
}

fn save(
    tx: &mut Tx<'_>,
    account: &Account,
    owner: Owner,
    stored: Option<&Entry>,
    code: &str,
    mut sent: Body,
    now: Moment,
) -> Result<(), Fault> {
    match sent.shift_remove("entity") {
        Some(Value::String(other)) if !other.is_empty() && other != owner.name() => {
            let text = format!("is \"{other}\" here and \"{}\" in the address", owner.name());
            return Err(refused("entity", text).into());
        }
        _ => {}
    }
    let default = take_default(&mut sent);
    let context = Context { account, sites: &Sites::All, now };
    let mut body = FIELD.merge(context, stored.map(|field| &field.body), sent).map_err(as_input)?;
    let kind = body.get("type").and_then(Value::as_str).and_then(Kind::named).ok_or_else(|| refused("type", BLANK))?;
    match (kind.chooses(), body.contains_key("dictionary")) {
        (true, false) => return Err(refused("dictionary", BLANK).into()),
        (false, true) => return Err(refused("dictionary", "belongs to dictionary and multiselect_dictionary only").into()),
        _ => {}
    }
    if let Some(default) = default {
        let elements = body.get("dictionary").and_then(Value::as_str);
        match values::typed(account, kind, elements, default).map_err(|text| refused("defaultTyped", text))? {
            Value::Null => drop(body.shift_remove("defaultTyped")),
            value => drop(body.insert("defaultTyped".to_owned(), value)),
        }
    }
    let dictionary = Dictionary { kind: owner.kind(), ..Dictionary::PLAIN };
    body.insert("code".to_owned(), json!(code));
    reference::write(tx, account, &dictionary, stored, code, &body)?;
    Ok(())
}

/// The default that was sent, typed or as text; null for one that is taken away, `None` where nothing was said.
fn take_default(sent: &mut Body) -> Option<Value> {
    let (typed, text) = (sent.shift_remove("defaultTyped"), sent.shift_remove("default"));
    let said = |value: &Value| !value.is_null() && *value != json!("");
    match (typed, text) {
        (Some(typed), _) if said(&typed) => Some(typed),
        (_, Some(text)) if said(&text) => Some(text),
        (None, None) => None,
        _ => Some(Value::Null),
    }
}

/// Takes the code out of what was sent. It becomes a part of addresses, filters and histories.
pub(super) fn take_code(sent: &mut Body) -> Result<String, String> {
    let code = match sent.shift_remove("code") {
        Some(Value::String(code)) if !code.trim().is_empty() => code.trim().to_owned(),
        _ => return Err(BLANK.to_owned()),
    };
    let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-:".contains(&byte));
    if !plain || code.starts_with(['-', ':']) {
        return Err("may hold Latin letters, digits, _, - and :, and begins with a letter, a digit or _".to_owned());
    }
    Ok(code)
}

pub(super) fn refused(path: &str, text: impl Into<String>) -> Problem {
    Problem::new(400, INPUT).with(path, text)
}

const INPUT: &str = "Errors in the input parameters";

/// The contract has one text for all refusals of declarations.
pub(super) fn as_input(problem: Problem) -> Problem {
    Problem { message: INPUT.to_owned(), ..problem }
}
