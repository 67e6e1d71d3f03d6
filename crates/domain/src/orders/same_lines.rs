//! Which kept line of an order a sent one is, when an order is edited.
//!
//! 1. A line that names its internal id is that one or a new one; else one that names external ids is the one with any of
//!    them, or a new one. These come first.
//! 2. A line without ids is the one of the same offer: by the offer's id, else its external id, else its XML id.
//! 3. Else it is the one with the same product name and price, unless both name offers.
//! 4. Of several, the one that is most alike: first in price, quantity and properties, then in the price alone.
//! 5. A kept line is no more than one sent line.
//!
//! So an order that is sent again as it was has the lines it had, whether or not its sender keeps their ids.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use crate::access::masks::{Class, Masks};
use crate::act::Act;
use crate::draft::{self, Body};
use crate::masking;
use crate::orders::{items, totals};

/// For each sent line, the place of the kept one it is.
pub(super) fn places(act: &Act<'_>, kept: &[Body], sent: &[Body]) -> Vec<Option<usize>> {
    let mut search = Search { taken: vec![false; kept.len()], found: vec![None; sent.len()] };
    let named = Named::of(kept);
    for (index, line) in sent.iter().enumerate() {
        search.found[index] = named.of_line(line).into_iter().filter(|place| !search.taken[*place]).min();
        search.take(index);
    }
    let nameless: Vec<usize> = sent.iter().enumerate().filter(|(_, line)| is_nameless(line)).map(|(index, _)| index).collect();
    if nameless.is_empty() {
        return search.found;
    }
    let (kept, sent): (Vec<Looks>, Vec<Looks>) = (looks(act, kept), looks(act, sent));
    for by_offer in [true, false] {
        for detail in [Detail::All, Detail::Price, Detail::None] {
            if !by_offer && detail == Detail::None {
                continue;
            }
            let mut known: HashMap<String, VecDeque<usize>> = HashMap::new();
            for (place, looks) in kept.iter().enumerate().filter(|(place, _)| !search.taken[*place]) {
                for key in looks.keys(by_offer, detail, Side::Kept) {
                    known.entry(key).or_default().push_back(place);
                }
            }
            for index in &nameless {
                if search.found[*index].is_none() {
                    let mut keys = sent[*index].keys(by_offer, detail, Side::Sent).into_iter();
                    search.found[*index] = keys.find_map(|key| search.first(known.get_mut(&key)?));
                    search.take(*index);
                }
            }
        }
    }
    search.found
}

struct Search {
    taken: Vec<bool>,
    found: Vec<Option<usize>>,
}

impl Search {
    fn take(&mut self, index: usize) {
        if let Some(place) = self.found[index] {
            self.taken[place] = true;
        }
    }

    /// The first place that is not taken; those before it are forgotten, so that each is passed over once.
    fn first(&self, places: &mut VecDeque<usize>) -> Option<usize> {
        while places.front().is_some_and(|place| self.taken[*place]) {
            places.pop_front();
        }
        places.front().copied()
    }
}

/// How much of two lines must agree beside what is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    All,
    Price,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Kept,
    Sent,
}

/// What a line without ids is known by.
struct Looks {
    /// The ids of its offer, the strongest first.
    offer: Vec<String>,
    name: String,
    /// Whether the actor does not see the name, so that no line is found by it.
    is_unseen: bool,
    price: String,
    /// Quantity, properties and name.
    rest: String,
}

fn looks(act: &Act<'_>, lines: &[Body]) -> Vec<Looks> {
    lines.iter().map(|line| Looks::of(line, act.masks)).collect()
}

impl Looks {
    /// What is compared of a line. What the actor does not see is left out: which line is found would confirm a guess at it.
    fn of(line: &Body, masks: Option<&Masks>) -> Self {
        let is_seen = |field: &str, value: &Value| masks.is_none_or(|masks| !masking::covers(masks, field, value));
        let offer = draft::object(line, "offer");
        let name = draft::text(line, "productName");
        let named = |field: &str| offer.and_then(|offer| draft::text(offer, field));
        let number = |field: &str, absent: i64| draft::money(line, field).map_or(absent.into(), |amount| amount.0.normalize());
        let sees_prices = masks.is_none_or(|masks| !masks.cover(Class::Prices));
        let price = if sees_prices { totals::amount(line, "initialPrice").normalize().to_string() } else { String::new() };
        let properties = items::by_code(line.get("properties").filter(|value| is_seen("properties", value)).cloned());
        let is_unseen = name.is_some_and(|name| !is_seen("productName", &name.into()));
        let name = name.filter(|_| !is_unseen);
        Self {
            offer: offer.map(offer_ids).unwrap_or_default(),
            is_unseen,
            name: name.or_else(|| named("name")).or_else(|| named("displayName")).unwrap_or_default().to_owned(),
            rest: format!("{}\n{}\n{properties}", number("quantity", 1), name.unwrap_or_default()),
            price,
        }
    }

    /// The texts that are equal where two lines are the same.
    fn keys(&self, by_offer: bool, detail: Detail, side: Side) -> Vec<String> {
        let detail = match detail {
            Detail::All => format!("{}\n{}", self.price, self.rest),
            Detail::Price => self.price.clone(),
            Detail::None => String::new(),
        };
        if by_offer {
            return self.offer.iter().map(|offer| format!("{offer}\n{detail}")).collect();
        }
        if self.is_unseen || (self.name.is_empty() && !self.offer.is_empty()) {
            return Vec::new();
        }
        // Two offers may have one name and one price, as the sizes of a shirt have: a line with an offer is looked for among
        // those without one only.
        let kinds: &[&str] = match (side, self.offer.is_empty()) {
            (Side::Kept, true) => &["without offer", "with offer"],
            (Side::Kept, false) | (Side::Sent, true) => &["without offer"],
            (Side::Sent, false) => &["with offer"],
        };
        kinds.iter().map(|kind| format!("{kind}\n{}\n{detail}", self.name)).collect()
    }
}

fn offer_ids(offer: &Body) -> Vec<String> {
    let id = |field: &str| match offer.get(field)? {
        Value::String(text) if !text.is_empty() => Some(format!("{field}:{text}")),
        Value::Number(number) => Some(format!("{field}:{number}")),
        _ => None,
    };
    ["id", "externalId", "xmlId"].into_iter().filter_map(id).collect()
}

fn is_nameless(sent: &Body) -> bool {
    sent.get("id").and_then(Value::as_i64).is_none() && external_ids(sent).next().is_none()
}

/// Where kept lines are, by their ids.
struct Named {
    by_id: HashMap<i64, usize>,
    by_external_id: HashMap<(String, String), usize>,
}

impl Named {
    fn of(lines: &[Body]) -> Self {
        let mut named = Self { by_id: HashMap::new(), by_external_id: HashMap::new() };
        for (place, line) in lines.iter().enumerate() {
            if let Some(id) = line.get("id").and_then(Value::as_i64) {
                named.by_id.entry(id).or_insert(place);
            }
            for id in external_ids(line) {
                named.by_external_id.entry(id).or_insert(place);
            }
        }
        named
    }

    /// Where a sent line may be found; its internal id, if there is one, is the only one that counts.
    fn of_line(&self, sent: &Body) -> Vec<usize> {
        match sent.get("id").and_then(Value::as_i64) {
            Some(id) => self.by_id.get(&id).copied().into_iter().collect(),
            None => external_ids(sent).filter_map(|id| self.by_external_id.get(&id).copied()).collect(),
        }
    }
}

/// The ids of a line in other systems: which system, and the id there.
fn external_ids(line: &Body) -> impl Iterator<Item = (String, String)> {
    let ids = line.get("externalIds").and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(|id| Some((id["code"].as_str().unwrap_or_default().to_owned(), id["value"].as_str()?.to_owned())))
}
