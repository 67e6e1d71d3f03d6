//! Random filters, each with what it means for a row in full.

use serde_json::{Value, json};

use super::world::{CITIES, DAYS, NAMES, SITES, Seer, World, linked, pick};
use crate::support::dice::Dice;
use crate::support::steps::id;

type Holds = Box<dyn Fn(&World, &Seer, &Value) -> bool>;

/// A filter with a value, and what it means.
pub struct Asked {
    pub form: Vec<(String, String)>,
    pub holds: Holds,
    /// Whether it looks at nothing that masks hide.
    pub plain: bool,
}

fn asked(filter: &str, value: impl ToString, holds: impl Fn(&World, &Seer, &Value) -> bool + 'static) -> Asked {
    Asked { form: vec![(format!("filter{filter}"), value.to_string())], holds: Box::new(holds), plain: true }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_lowercase()
}

/// One of these fields holds a text, in whatever case.
fn part(filter: &str, value: &str, fields: &'static [&'static str]) -> Asked {
    let wanted = value.to_lowercase();
    let holds = move |_: &World, _: &Seer, row: &Value| {
        fields.iter().any(|field| text(row.pointer(field).unwrap_or(&Value::Null)).contains(&wanted))
    };
    // Masks refuse what could find out a hidden field letter by letter.
    Asked { plain: false, ..asked(filter, value, holds) }
}

/// A field has this value.
fn same(filter: &str, value: impl Into<Value>, field: &'static str) -> Asked {
    let value = value.into();
    let sent = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    asked(filter, sent, move |_, _, row| row.pointer(field) == Some(&value))
}

/// A day that a field begins with is not before, or not after, another; a field without a day never fits.
fn by_day(filter: &str, day: &str, field: &'static str, from: bool) -> Asked {
    let wanted = day.to_owned();
    asked(filter, day, move |_, _, row| {
        let Some(is) = row.pointer(field).and_then(Value::as_str).and_then(|text| text.get(..10)) else { return false };
        if from { is >= wanted.as_str() } else { is <= wanted.as_str() }
    })
}

/// An amount is not less, or not more, than another.
fn by_amount(filter: &str, amount: f64, field: &'static str, least: bool) -> Asked {
    asked(filter, amount, move |_, _, row| {
        let is = row.pointer(field).map_or(0.0, |is| is.as_f64().or_else(|| is.as_str()?.parse().ok()).unwrap_or(0.0));
        if least { is >= amount } else { is <= amount }
    })
}

fn flag(filter: &str, value: bool, field: &'static str) -> Asked {
    asked(filter, i32::from(value), move |_, _, row| row.pointer(field).and_then(Value::as_bool).unwrap_or(false) == value)
}

/// One of the rows of a list, and a field of it, where it has one.
fn of_some(dice: &mut Dice, world: &World, list: &str, field: &str) -> Option<(i64, Value)> {
    let rows: Vec<&Value> = world.rows(list).iter().filter(|row| !row[field].is_null()).collect();
    (!rows.is_empty()).then(|| rows[dice.roll(rows.len() as u64) as usize]).map(|row| (id(row), row[field].clone()))
}

/// The orders or customers whose field has a value.
fn with(world: &World, list: &str, field: &str, value: &Value) -> Vec<i64> {
    world.rows(list).iter().filter(|row| row[field] == *value).map(id).collect()
}

/// A filter by the order or customer that rows link to.
fn of_linked(filter: &str, list: &'static str, field: &'static str, value: Value, member: &'static str) -> Asked {
    let sent = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    asked(filter, sent, move |world, _, row| linked(row, member).is_some_and(|other| with(world, list, field, &value).contains(&other)))
}

/// A file is attached to an order or customer that the key sees and whose field has a value.
fn attached(filter: &str, list: &'static str, field: &'static str, value: Value, member: &'static str) -> Asked {
    let sent = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    asked(filter, sent, move |world, seer, row| {
        let fits = |other: i64| world.rows(list).iter().any(|row| id(row) == other && row[field] == value && world.sees(seer, list, row));
        row["attachment"].as_array().is_some_and(|links| links.iter().any(|link| linked(link, member).is_some_and(fits)))
    })
}

/// A filter of a list.
pub fn random(dice: &mut Dice, world: &World, list: &str) -> Asked {
    let nothing = || asked("[ids][]", 999_999, |_, _, _| false);
    let whole = |dice: &mut Dice| {
        of_some(dice, world, list, "id").map_or_else(nothing, |(row, _)| asked("[ids][]", row, move |_, _, known| id(known) == row))
    };
    let day = pick(dice, &DAYS).to_owned();
    let words = pick(dice, &["call", "CALL", "me", "100%", "_", "back\\s", "омоф", "кофе", "nowhere", "e"]).to_owned();
    let manager = world.managers[dice.roll(2) as usize];
    match (list, dice.roll(12)) {
        (_, 0) => whole(dice),
        (_, 1) if list != "orders" && list != "customers" => by_day("[createdAtFrom]", "2026-03-15", "/createdAt", true),
        (_, 2) if list != "orders" && list != "customers" => by_day("[createdAtTo]", "2026-03-16", "/createdAt", false),
        ("orders", roll) => order(dice, roll, &day, &words),
        ("customers", roll) => customer(dice, roll, &day),
        ("tasks", 3) => same("[performers][]", manager, "/performer"),
        ("tasks", 4) => flag_of_status(dice.roll(2) == 0),
        ("tasks", 5) => by_day("[dateFrom]", &day, "/datetime", true),
        ("tasks", 6) => by_day("[dateTo]", &day, "/datetime", false),
        ("tasks", 7) => by_day("[completedAtFrom]", "2026-03-15", "/completedAt", true),
        ("tasks", 8) => of_some(dice, world, "orders", "number")
            .map_or_else(nothing, |(_, number)| of_linked("[orderNumber]", "orders", "number", number, "order")),
        ("tasks", 9) => {
            let name = pick(dice, &NAMES);
            let wanted = name.to_lowercase();
            let holds = move |world: &World, _: &Seer, row: &Value| {
                let theirs =
                    linked(row, "customer").and_then(|customer| world.rows("customers").iter().find(|known| id(known) == customer));
                theirs.is_some_and(|customer| text(&customer["firstName"]).contains(&wanted))
            };
            Asked { plain: false, ..asked("[customer]", name, holds) }
        }
        ("tasks", _) => part("[text]", &words, &["/text", "/commentary"]),
        ("costs", 3) => same("[costItems][]", pick(dice, &["ads", "rent"]), "/costItem"),
        ("costs", 4) => asked("[costGroups][]", "marketing", |_, _, row| row["costItem"] == "ads"),
        ("costs", 5) => by_amount("[minSumm]", dice.roll(4000) as f64 / 4.0, "/summ", true),
        ("costs", 6) => by_amount("[maxSumm]", dice.roll(4000) as f64 / 4.0, "/summ", false),
        ("costs", 7) => by_day("[dateFrom][]", &day, "/dateTo", true),
        ("costs", 8) => by_day("[dateTo][]", &day, "/dateFrom", false),
        ("costs", 9) => {
            let site = SITES[dice.roll(4) as usize];
            asked("[sites][]", site, move |_, seer, row| {
                seer.sites.is_none_or(|sites| sites.contains(&site))
                    && row["sites"].as_array().is_some_and(|sites| sites.contains(&json!(site)))
            })
        }
        ("costs", 10) => of_some(dice, world, "orders", "externalId")
            .map_or_else(nothing, |(_, own)| of_linked("[orderExternalIds][]", "orders", "externalId", own, "order")),
        ("costs", 11) => same("[users][]", manager, "/userId"),
        ("costs", _) => part("[comment]", &words, &["/comment"]),
        ("files", 3) => part("[filename]", pick(dice, &["voice", "СЧЁТ", "photo.1", "renamed", ".", "none"]), &["/filename"]),
        ("files", 4) => by_amount("[sizeFrom]", dice.roll(3000) as f64, "/size", true),
        ("files", 5) => by_amount("[sizeTo]", dice.roll(3000) as f64, "/size", false),
        ("files", 6) => {
            let wanted = dice.roll(2) == 0;
            asked("[isAttached]", i32::from(wanted), move |_, _, row| {
                row["attachment"].as_array().is_some_and(|links| !links.is_empty()) == wanted
            })
        }
        ("files", 7) => {
            of_some(dice, world, "orders", "id").map_or_else(nothing, |(_, order)| attached("[orderIds][]", "orders", "id", order, "order"))
        }
        ("files", 8) => of_some(dice, world, "customers", "externalId")
            .map_or_else(nothing, |(_, own)| attached("[customerExternalIds][]", "customers", "externalId", own, "customer")),
        ("files", 9) => same("[type][]", pick(dice, &["application/octet-stream", "image/png"]), "/type"),
        ("files", _) => {
            let site = SITES[dice.roll(4) as usize];
            let (orders, customers) =
                (attached("[sites][]", "orders", "site", json!(site), "order"), attached("", "customers", "site", json!(site), "customer"));
            asked("[sites][]", site, move |world, seer, row| {
                seer.sites.is_none_or(|sites| sites.contains(&site))
                    && ((orders.holds)(world, seer, row) || (customers.holds)(world, seer, row))
            })
        }
        (_, 3 | 4) => same("[managerIds][]", manager, "/managerId"),
        (_, 5 | 6) => of_some(dice, world, "customers", "id").map_or_else(nothing, |(customer, _)| {
            asked("[customerIds][]", customer, move |_, _, row| linked(row, "customer") == Some(customer))
        }),
        (_, 7 | 8) => of_some(dice, world, "customers", "externalId")
            .map_or_else(nothing, |(_, own)| of_linked("[customerExternalIds][]", "customers", "externalId", own, "customer")),
        _ => part("[text]", &words, &["/text"]),
    }
}

fn flag_of_status(done: bool) -> Asked {
    asked("[status]", if done { "completed" } else { "performing" }, move |_, _, row| row["complete"].as_bool().unwrap_or(false) == done)
}

fn order(dice: &mut Dice, roll: u64, day: &str, words: &str) -> Asked {
    match roll {
        1 => by_day("[createdAtFrom]", day, "/createdAt", true),
        2 => by_day("[createdAtTo]", day, "/createdAt", false),
        3 => same("[extendedStatus][]", pick(dice, &["new", "complete", "assembling"]), "/status"),
        4 => same("[orderMethods][]", pick(dice, &["phone", "app"]), "/orderMethod"),
        5 => flag("[call]", dice.roll(2) == 0, "/call"),
        6 => by_amount("[minPrice]", dice.roll(2400) as f64 / 2.0, "/totalSumm", true),
        7 => by_amount("[maxPrice]", dice.roll(2400) as f64 / 2.0, "/totalSumm", false),
        8 => part("[city]", pick(dice, &["мос", "mad", "a", "jos", "nowhere"]), &["/delivery/address/city"]),
        9 => same("[sites][]", pick(dice, &SITES), "/site"),
        10 => same("[numbers][]", format!("N{}", dice.roll(30)), "/number"),
        _ => part("[managerComment]", words, &["/managerComment"]),
    }
}

fn customer(dice: &mut Dice, roll: u64, day: &str) -> Asked {
    match roll {
        1 | 2 => flag("[vip]", dice.roll(2) == 0, "/vip"),
        3 | 4 => part("[name]", pick(dice, &NAMES), &["/firstName"]),
        5 | 6 => part("[city]", pick(dice, &[CITIES[0], CITIES[1], "mad", "a"]), &["/address/city"]),
        7 => same("[sex]", pick(dice, &["male", "female"]), "/sex"),
        8 => same("[sites][]", pick(dice, &SITES), "/site"),
        9 => by_day("[dateFrom]", day, "/createdAt", true),
        10 => by_day("[dateTo]", day, "/createdAt", false),
        _ => {
            let email = format!("c{}@mail.test", dice.roll(40));
            Asked { plain: false, ..same("[email]", email, "/email") }
        }
    }
}
