//! Settings of modules as v3 and v4 know them, over the modules of v5: what is changed in one is changed in the other.

use database::Tx;
use serde_json::{Map, Value};
use wire::Problem;
use wire::integration::legacy::{self, EditLegacy};

use crate::act::Act;
use crate::fault::Fault;
use crate::modules;
use crate::reference::fields;

/// The settings of a module of a kind.
///
/// # Errors
/// There is no module of that code and kind.
pub fn view(tx: &mut Tx<'_>, act: &Act<'_>, code: &str, kind: &str) -> Result<Map<String, Value>, Fault> {
    let module = modules::view(tx, act, code)?;
    Ok(module.and_then(|module| legacy::flat(module, kind)).ok_or_else(Problem::not_found)?)
}

/// Connects a module or changes it; fields that were not sent stay as they are, those of its kind too.
///
/// # Errors
/// Refused as by [`modules::announce`], or a field cannot be read.
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, key: i64, sent: &EditLegacy, kind: Option<&str>) -> Result<(), Fault> {
    let mut module = fields(&sent.module(kind)?)?;
    if let Some(kind) = kind
        && let Some(before) = modules::view(tx, act, &sent.code)?
        && let Some(Value::Object(known)) = before.get("integrations").and_then(|kinds| kinds.get(kind)).cloned()
        && let Some(slot) = module.get_mut("integrations").and_then(|kinds| kinds.get_mut(kind))
    {
        let mut whole = known;
        if let Value::Object(changed) = slot.take() {
            whole.extend(changed);
        }
        *slot = whole.into();
    }
    modules::announce(tx, act, key, &sent.code, module).map(drop)
}
