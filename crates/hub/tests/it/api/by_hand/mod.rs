//! Lists against a look at every row, written here once more: random rows, random filters, keys that see different parts.

mod filters;
mod world;

use serde_json::Value;

use filters::Asked;
use world::{Seer, World};

use crate::support::dice::Dice;
use crate::support::steps::id;

/// A list: its path, and the member of its answer.
pub(super) const LISTS: [(&str, &str); 6] = [
    ("orders", "orders"),
    ("customers", "customers"),
    ("tasks", "tasks"),
    ("costs", "costs"),
    ("files", "files"),
    ("customers/notes", "notes"),
];

/// The ids of the rows of a list that a key sees and of which all that is asked holds, newest first.
fn expected(world: &World, seer: &Seer, list: &str, asked: &[Asked]) -> Vec<i64> {
    let mut rows: Vec<&Value> = world.rows(list).iter().filter(|row| world.sees(seer, list, row)).collect();
    rows.retain(|row| asked.iter().all(|asked| (asked.holds)(world, seer, row)));
    // Moments are texts that sort as they follow each other.
    rows.sort_by_key(|row| std::cmp::Reverse((row["createdAt"].as_str().expect("a moment").to_owned(), id(row))));
    rows.into_iter().map(id).collect()
}

fn compare(world: &World, seer: &Seer, (list, member): (&str, &str), asked: &[Asked], seed: u64) {
    let expected = expected(world, seer, list, asked);
    let form: Vec<(String, String)> = asked.iter().flat_map(|asked| asked.form.clone()).collect();
    let about = || format!("seed {seed}: {list} for {} by {form:?}", seer.name);
    let mut found = Vec::new();
    for page in 1..=expected.len().div_ceil(20).max(1) {
        let query = [form.clone(), vec![("limit".to_owned(), "20".to_owned()), ("page".to_owned(), page.to_string())]].concat();
        let reply = seer.key.get(&format!("/{list}"), query);
        assert_eq!(reply.status, 200, "{}: {reply}", about());
        let reply = reply.ok();
        assert_eq!(reply["pagination"]["totalCount"], expected.len(), "{}", about());
        found.extend(reply[member].as_array().unwrap_or_else(|| panic!("no {member} in {reply:#}")).iter().map(id));
    }
    assert_eq!(found, expected, "{}", about());
}

/// A store that a key does not see is refused.
fn is_refused(seer: &Seer, asked: &Asked) -> bool {
    let foreign = |site: &String| seer.sites.is_some_and(|sites| !sites.contains(&site.as_str()));
    asked.form.iter().any(|(name, value)| name == "filter[sites][]" && foreign(value))
}

#[test]
fn random_lists_are_what_a_look_at_every_row_finds() {
    match crate::support::fresh::setting("LATCHKEY_SEED").and_then(|seed| seed.parse().ok()) {
        Some(seed) => lists_are_what_a_look_at_every_row_finds(seed),
        None => [2026, 11].into_iter().for_each(lists_are_what_a_look_at_every_row_finds),
    }
}

fn lists_are_what_a_look_at_every_row_finds(seed: u64) {
    let mut world = World::new(Dice(seed));
    let mut met = std::collections::BTreeMap::new();
    for round in 0..5 {
        world.change(round);
        // Now and then, some rows are indexed and others are still to be.
        if round != 2 {
            world.hub.make_terms();
        }
        if round == 3 {
            world.change(round);
        }
        world.look();
        for place in 0..world.seers.len() {
            for list in LISTS {
                for single in [true, true, false] {
                    let mut dice = Dice(seed ^ world.dice.roll(u64::MAX));
                    let seer = &world.seers[place];
                    let mut asked: Vec<Asked> =
                        (0..if single { 1 } else { 2 }).map(|_| filters::random(&mut dice, &world, list.0)).collect();
                    asked.retain(|asked| (asked.plain || !seer.masked) && !is_refused(seer, asked));
                    if asked.len() == 2 && asked[0].form.iter().any(|(name, _)| asked[1].form.iter().any(|(other, _)| name == other)) {
                        asked.truncate(1);
                    }
                    compare(&world, seer, list, &asked, seed);
                    *met.entry(list.0).or_insert(0) += expected(&world, seer, list.0, &asked).len();
                }
            }
        }
    }
    // Filters that never found anything would show nothing.
    assert!(met.len() == LISTS.len() && met.values().all(|rows| *rows > 20), "{met:?}");
}
