//! Joining two orders: one stays, the other goes and behaves as absent from then on.

use database::{Sequence, Tx, orders};
use serde_json::{Value, json};
use wire::order::Technique;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::change::{self, Change};
use crate::draft::Body;
use crate::fault::Fault;
use crate::masking;
use crate::noun::{self, Target};
use crate::orders::edit::locate;
use crate::orders::save::{self, Draft};
use crate::orders::{history, items, payments};
use crate::packs;

/// Joins `gone` into `stays`.
///
/// # Errors
/// They are one order, either does not exist, they are of different stores, or the database failed.
pub fn combine(tx: &mut Tx<'_>, act: &Act<'_>, gone: i64, stays: i64, technique: Technique) -> Result<(), Fault> {
    if gone == stays {
        return Err(Problem::entity("resultOrder", "must be another order").into());
    }
    // In the order of ids, so that two joins of the same pair never wait for each other.
    let (first, second) = (gone.min(stays), gone.max(stays));
    let first = locate(tx, act, &Reference::Id(first), None)?;
    let second = locate(tx, act, &Reference::Id(second), None)?;
    let (gone, stays) = if first.id == gone { (first, second) } else { (second, first) };
    if gone.site != stays.site {
        return Err(Problem::entity("order", "the orders must be of one store").into());
    }
    let before = Draft::of(&stays)?;
    let mut loser = Draft::of(&gone)?;
    let mut after = before.clone();

    let stated = fill(&mut after.body, &loser.body, technique);
    let kept = std::mem::take(&mut after.items);
    let (lines, removed) = join_items(act, &kept, &loser.items, technique);
    let fresh = lines.iter().filter(|(_, before)| before.is_none()).count();
    let mut ids = tx.ids(&[(Sequence::Items, fresh)])?.remove(0).into_iter();
    let mut edited = items::Edited { items: Vec::new(), before: Vec::new(), removed };
    for (mut line, was) in lines {
        if was.is_none()
            && let Some(id) = ids.next()
        {
            items::complete(&mut line, act.now);
            items::identify(&mut line, id);
        }
        edited.items.push(line);
        edited.before.push(was);
    }
    after.items.clone_from(&edited.items);
    // Money that was paid stays paid, whichever order it was paid for.
    after.payments.append(&mut loser.payments);
    let country = after.phones.country.take().or_else(|| loser.phones.country.clone());
    after.read_phones(country.as_deref(), act.account);
    after.sum_up(act)?;
    edited.items.clone_from(&after.items);

    let id = loser.body.shift_remove("externalId");
    loser.merged_into = Some(after.id);
    let shown = json!({"id": after.id, "site": act.account.site_code(after.site)});
    let farewell = Change::new("combined_to", Value::Null, json!({"id": after.id})).marked("deleted", true).of_part("combinedTo", shown);
    if let Some(id) = id {
        loser.body.insert("externalId".to_owned(), id);
    }
    orders::save(tx, &loser.row(act.now, loser.texts().kept()))?;
    database::payments::move_to(tx, after.id, loser.id)?;
    noun::move_to(tx, Target::Order, after.id, loser.id)?;
    save::record(tx, act, &loser, vec![farewell], "order.combined")?;

    let mut view = history::differences(&before.body, &after.body);
    view.append(&mut items::changes(&edited));
    view.append(&mut payments::changes(&before.payments, &after.payments));
    view.append(&mut history::restated(act, &stated, &before.body, &after.body));
    change::arrange(act, &mut view);
    save::write_back(tx, act, &after, view, "order.changed")?;
    packs::follow(tx, act, after.id, &before.items, &after.items)
}

/// Fields of the order that stays, filled from or replaced by those of the one that goes. Returns those that were replaced.
fn fill(body: &mut Body, other: &Body, technique: Technique) -> Body {
    const OWN: &[&str] = &[
        "number",
        "externalId",
        "status",
        "statusUpdatedAt",
        "createdAt",
        "currency",
        "fromApi",
        "summ",
        "totalSumm",
        "prepaySum",
        "purchaseSumm",
        "fullPaidAt",
    ];
    if matches!(technique, Technique::Ours | Technique::Summ) {
        return Body::new();
    }
    let mut replaced = Body::new();
    for (field, value) in other.iter().filter(|(field, value)| !OWN.contains(&field.as_str()) && !is_blank(value)) {
        if technique == Technique::Theirs || body.get(field).is_none_or(is_blank) {
            body.insert(field.clone(), value.clone());
            replaced.insert(field.clone(), value.clone());
        }
    }
    replaced
}

/// Whether nothing was ever said: no custom field, a delivery that only costs nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.values().all(|member| member.as_f64() == Some(0.0)),
        _ => false,
    }
}

type Lines = Vec<(Body, Option<Body>)>;

/// The lines of the joined order, each with what it was in the order that stays; and the lines that are gone.
fn join_items(act: &Act<'_>, ours: &[Body], theirs: &[Body], technique: Technique) -> (Lines, Vec<Body>) {
    let new = |line: &Body| {
        let mut line = line.clone();
        line.shift_remove("id");
        line.shift_remove("externalIds");
        (line, None)
    };
    match technique {
        Technique::Ours => (ours.iter().map(|line| (line.clone(), Some(line.clone()))).collect(), Vec::new()),
        Technique::Theirs => (theirs.iter().map(new).collect(), ours.to_vec()),
        Technique::Merge => {
            (ours.iter().map(|line| (line.clone(), Some(line.clone()))).chain(theirs.iter().map(new)).collect(), Vec::new())
        }
        Technique::Summ => {
            let mut lines: Lines = ours.iter().map(|line| (line.clone(), Some(line.clone()))).collect();
            for line in theirs {
                let same = lines.iter_mut().find(|(ours, _)| is_same_thing(act, ours, line));
                match same {
                    Some((ours, _)) => {
                        let sum = super::totals::amount(ours, "quantity") + super::totals::amount(line, "quantity");
                        ours.insert("quantity".to_owned(), wire::Money(sum).json());
                    }
                    None => lines.push(new(line)),
                }
            }
            (lines, Vec::new())
        }
    }
}

/// Whether two lines are of the same thing, as far as the actor sees: who does not see what they are of could guess it.
fn is_same_thing(act: &Act<'_>, one: &Body, other: &Body) -> bool {
    let is_unseen = |field: &str, value: &Value| act.masks.is_some_and(|masks| masking::covers(masks, field, value));
    ["offer", "productName", "initialPrice"]
        .iter()
        .all(|field| one.get(*field) == other.get(*field) && !one.get(*field).is_some_and(|value| is_unseen(field, value)))
}
