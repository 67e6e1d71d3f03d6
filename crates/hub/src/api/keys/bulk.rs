//! POST /api/keys/bulk: do something to several keys.

use domain::access::settings::{Bulk, SETTINGS, Value};
use domain::fault::Fault;
use domain::keys::bulk::{self, BulkOperation, Outcome, Selection, Settings};
use domain::keys::manager::Manager;
use domain::keys::{bulk_within, plan_view, starting};
use wire::key::{BulkKeys, KeyDeed, KeySettings, PlannedKeys};
use wire::methods::KeysBulk;
use wire::{Patch, Problem};

use crate::api::keys::{by, changing, fitting};
use crate::api::{Answer, Call};

/// The most keys that one call names or finds.
const MOST: usize = 1_000;

impl Answer for KeysBulk {
    fn answer(mut call: Call<'_, '_, BulkKeys>) -> Result<PlannedKeys, Fault> {
        let asked = call.request;
        let dry = asked.dry_run.is_some_and(|flag| flag.0);
        let manager = if dry { Manager::of(call.tx, call.caller.key.id)? } else { changing(&mut call)? };
        let operation = operation(&mut call, &manager)?;
        let selection = selection(&mut call, &manager)?;
        if dry {
            let plan = bulk_within::look(call.tx, &manager, &operation, &selection, call.now)?;
            return Ok(PlannedKeys { plan: plan_view::view(call.account, &plan, false, call.now) });
        }
        let (agreed, by) = (asked.agreed.as_ref().map(|text| text.0.as_str()), by(&call));
        match bulk_within::carry_out(call.tx, &manager, &operation, &selection, agreed, &by, call.now)? {
            Outcome::Done(plan) => Ok(PlannedKeys { plan: plan_view::view(call.account, &plan, true, call.now) }),
            Outcome::Changed(_) => {
                Err(Problem::entity("agreed", "Nothing is done: this is not what was agreed to any more. Look again with dryRun.").into())
            }
        }
    }
}

fn operation(call: &mut Call<'_, '_, BulkKeys>, manager: &Manager) -> Result<BulkOperation, Fault> {
    let asked = call.request;
    if asked.set.is_some() && asked.deed != KeyDeed::Set {
        return Err(Problem::entity("set", "What is set goes with the deed \"set\".").into());
    }
    if asked.template.is_some() && asked.deed != KeyDeed::Follow {
        return Err(Problem::entity("template", "A template goes with the deed \"follow\".").into());
    }
    Ok(match asked.deed {
        KeyDeed::Disable => BulkOperation::Disable,
        KeyDeed::Enable => BulkOperation::Enable,
        KeyDeed::Delete => BulkOperation::Delete,
        KeyDeed::Restore => BulkOperation::Restore,
        KeyDeed::Suspend => BulkOperation::Suspend,
        KeyDeed::Resume => BulkOperation::Resume,
        KeyDeed::Set => BulkOperation::Set(settings(asked.set.as_ref().unwrap_or(&KeySettings::default()))?),
        KeyDeed::Follow => {
            let code = asked.template.as_ref().ok_or_else(|| Problem::missing("template"))?;
            BulkOperation::Follow(Box::new(starting::contents(call.tx, manager, code)?))
        }
    })
}

fn settings(sent: &KeySettings) -> Result<Settings, Problem> {
    if *sent == KeySettings::default() {
        let names: Vec<&str> = SETTINGS.iter().filter(|setting| setting.bulk.is_some()).map(|setting| setting.json).collect();
        return Err(Problem::entity("set", format!("Say what is set: endsAt, {} or owner.", names.join(", "))));
    }
    let mut limits = Vec::new();
    for setting in &SETTINGS {
        let value = match &setting.bulk {
            Some(Bulk::Flag { sent: field, .. }) => said(field(sent), |flag| flag.0).map(|flag| Value::Flag(flag.unwrap_or_default())),
            Some(Bulk::Count { sent: field, .. }) => {
                let count = said(field(sent), |number| number.0).map(|number| setting.count(number.unwrap_or(0)));
                count.transpose().map_err(|text| Problem::entity(format!("set.{}", setting.json), text))?.map(Value::Count)
            }
            None => None,
        };
        limits.extend(value.map(|value| (setting, value)));
    }
    Ok(Settings {
        ends_at: said(&sent.ends_at, |moment| moment.0),
        limits,
        owner: said(&sent.owner, |text| text.0.clone()).map(Option::unwrap_or_default),
    })
}

/// A value, none where it is taken away, or nothing where the field was not sent.
fn said<T, U>(field: &Patch<T>, read: impl FnOnce(&T) -> U) -> Option<Option<U>> {
    match field {
        Patch::Absent => None,
        Patch::Null => Some(None),
        Patch::Value(value) => Some(Some(read(value))),
    }
}

fn selection(call: &mut Call<'_, '_, BulkKeys>, manager: &Manager) -> Result<Selection, Fault> {
    let asked = call.request;
    let third_parties = match asked.deed {
        KeyDeed::Suspend => Some(bulk::to_suspend()),
        KeyDeed::Resume => Some(bulk::to_resume()),
        _ => None,
    };
    let filter = match &asked.filter {
        Some(filter) if fitting::narrows(filter, call.account, call.now)? => Some(filter),
        _ => None,
    };
    let found: Vec<i64> = match (third_parties, asked.ids.is_empty(), filter) {
        (Some(those), true, None) => return bulk_within::those_within(call.tx, manager, &those),
        (Some(_), ..) => return Err(Problem::entity("ids", "This deed finds its keys itself: name none.").into()),
        (None, false, None) => asked.ids.iter().map(|id| id.0).collect(),
        (None, true, Some(filter)) => {
            let keys = fitting::within(call.tx, manager, filter, call.account, call.now)?;
            keys.iter().filter(|key| !manager.is(key)).map(|key| key.id).collect()
        }
        (None, true, None) => return Err(Problem::entity("ids", "Name the keys by their ids, or narrow them by a filter.").into()),
        (None, false, Some(_)) => return Err(Problem::entity("filter", "Ids and a filter do not go together.").into()),
    };
    if found.len() > MOST {
        let field = if filter.is_some() { "filter" } else { "ids" };
        return Err(Problem::entity(field, format!("These are {} keys; at most {MOST} are changed at once.", found.len())).into());
    }
    bulk_within::these(call.tx, manager, &found)
}
