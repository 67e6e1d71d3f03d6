//! An order or a customer as the cells of a file, and cells as the arguments of a call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::columns::{Form, Kind, Part, text};
use super::{custom, values};

/// The texts of columns, by their names; columns without one are left out.
pub type Texts = BTreeMap<String, String>;

/// An order or a customer as cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// Of the order or customer itself.
    pub head: Texts,
    /// Of each line of an order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Texts>,
}

impl Cells {
    /// The cells of an answer of the API.
    pub fn of(kind: Kind, row: &Value) -> Self {
        let payment = row["payments"].as_object().and_then(|payments| payments.values().next()).or_else(|| row["payments"].get(0));
        let mut cells = Self::default();
        for column in kind.columns() {
            let value = match (column.part, column.pointer.strip_prefix("/payment/")) {
                (Part::Line, _) => continue,
                (Part::Tags, _) => {
                    let names = row["tags"].as_array().into_iter().flatten().map(|tag| text(tag.get("name")));
                    names.collect::<Vec<_>>().join(", ")
                }
                (_, Some(field)) => text(payment.and_then(|payment| payment.get(field))),
                _ => text(row.pointer(column.pointer)),
            };
            if !value.is_empty() {
                cells.head.insert(column.name.to_owned(), value);
            }
        }
        cells.head.append(&mut custom::cells(row));
        if kind == Kind::Orders {
            cells.lines = row["items"].as_array().into_iter().flatten().map(line).collect();
        }
        cells
    }

    /// A cell of the order or customer itself.
    pub fn get(&self, name: &str) -> &str {
        self.head.get(name).map_or("", String::as_str)
    }
}

fn line(item: &Value) -> Texts {
    let mut texts = Texts::new();
    for column in Kind::Orders.columns().iter().filter(|column| column.part == Part::Line) {
        let value = if column.pointer.is_empty() {
            let names = ["/productName", "/offer/displayName", "/offer/name"].map(|pointer| text(item.pointer(pointer)));
            names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
        } else {
            text(item.pointer(column.pointer))
        };
        if !value.is_empty() {
            texts.insert(column.name.to_owned(), value);
        }
    }
    texts
}

/// The arguments that set these cells. `phones` are the numbers that a customer has now: those that are not among the cells stay.
pub fn arguments(kind: Kind, head: &Texts, lines: Option<&[Texts]>, phones: &[String]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let name = |path: &[&str]| format!("{}{}", kind.member(), path.iter().map(|part| format!("[{part}]")).collect::<String>());
    let mut numbers: Option<Vec<String>> = None;
    for column in kind.columns() {
        let Some(value) = head.get(column.name) else { continue };
        match column.part {
            Part::Field | Part::New => pairs.push((name(column.path), value.clone())),
            Part::Phone(place) => {
                let numbers = numbers.get_or_insert_with(|| phones.to_vec());
                if numbers.len() <= place {
                    numbers.resize(place + 1, String::new());
                }
                numbers[place].clone_from(value);
            }
            Part::Tags => list(&mut pairs, &name(&["tags"]), value.split(',').map(str::trim), "name"),
            Part::Id | Part::Store | Part::Line | Part::Shown => {}
        }
    }
    pairs.append(&mut custom::arguments(kind.member(), head));
    if let Some(numbers) = numbers {
        list(&mut pairs, &name(&["phones"]), numbers.iter().map(String::as_str), "number");
    }
    let Some(lines) = lines else { return pairs };
    if lines.is_empty() {
        pairs.push((name(&["items"]), "[]".to_owned()));
    }
    for (place, line) in lines.iter().enumerate() {
        let place = place.to_string();
        if let Some(id) = line.get(LINE_ID) {
            pairs.push((name(&["items", &place, "id"]), id.clone()));
        }
        for column in kind.columns().iter().filter(|column| column.part == Part::Line) {
            if let Some(value) = line.get(column.name) {
                let path = [&["items", &place][..], column.path].concat();
                pairs.push((name(&path), value.clone()));
            }
        }
    }
    pairs
}

fn list<'a>(pairs: &mut Vec<(String, String)>, name: &str, values: impl Iterator<Item = &'a str>, member: &str) {
    let before = pairs.len();
    for (place, value) in values.filter(|value| !value.is_empty()).enumerate() {
        pairs.push((format!("{name}[{place}][{member}]"), value.to_owned()));
    }
    if pairs.len() == before {
        pairs.push((name.to_owned(), "[]".to_owned()));
    }
}

/// Under this name a line says which one of the order it is.
const LINE_ID: &str = "itemId";

/// Says of lines that are sent which of those of an order they are: the first of the same offer, else of the same name. So a
/// line whose price changes stays the same line.
pub fn identify(row: &Value, lines: &mut [Texts]) {
    let mut there: Vec<(String, Texts)> =
        row["items"].as_array().into_iter().flatten().map(|item| (text(item.get("id")), line(item))).collect();
    for sent in lines {
        let same = |name: &str, there: &Texts| sent.get(name).is_some_and(|value| there.get(name) == Some(value));
        let by = |name: &str| there.iter().position(|(_, texts)| same(name, texts));
        if let Some(place) = by("itemExternalId").or_else(|| by("itemName")) {
            sent.insert(LINE_ID.to_owned(), there.remove(place).0);
        }
    }
}

/// The numbers of a customer, as they are answered.
pub fn phones(row: &Value) -> Vec<String> {
    row["phones"].as_array().into_iter().flatten().map(|phone| text(phone.get("number"))).collect()
}

/// Whether two texts of a column say the same.
pub fn is_same(kind: Kind, name: &str, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match kind.column(name).map(|column| (column.form, column.part)) {
        Some((Form::Number, _)) => values::number(one).is_some_and(|number| Some(number) == values::number(other)),
        Some((_, Part::Tags)) => {
            let tags = |text: &str| text.split(',').map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()).collect::<Vec<_>>();
            tags(one) == tags(other)
        }
        // What separates lines of a text is lost where a spreadsheet has saved the file.
        _ => one.replace("\r\n", "\n").trim() == other.replace("\r\n", "\n").trim(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_becomes_cells_and_cells_become_arguments() {
        let order = json!({
            "id": 7, "number": "7A", "firstName": "Ana", "delivery": {"cost": 5, "address": {"city": "Madrid"}},
            "payments": {"3": {"id": 3, "type": "cash", "amount": 9.8}},
            "items": [{"productName": "Tea", "initialPrice": 4.9, "quantity": 2}, {"offer": {"externalId": "o-1", "name": "Cup"}}],
        });
        let cells = Cells::of(Kind::Orders, &order);
        assert_eq!((cells.get("paymentType"), cells.get("paymentAmount"), cells.get("deliveryCity")), ("cash", "9.8", "Madrid"));
        assert_eq!((cells.lines[0]["itemPrice"].as_str(), cells.lines[1]["itemName"].as_str()), ("4.9", "Cup"));
        let pairs = arguments(Kind::Orders, &cells.head, Some(&cells.lines), &[]);
        let has = |name: &str, value: &str| pairs.iter().any(|pair| *pair == (name.to_owned(), value.to_owned()));
        assert!(has("order[delivery][address][city]", "Madrid") && has("order[items][1][offer][externalId]", "o-1"), "{pairs:?}");
        assert!(has("order[payments][0][type]", "cash") && !pairs.iter().any(|(name, _)| name.contains("[id]")));
        assert!(is_same(Kind::Orders, "itemPrice", "1234.5", "1 234,50") && !is_same(Kind::Orders, "number", "1", "1,0"));
    }

    #[test]
    fn a_phone_that_is_changed_leaves_the_others() {
        let head = Texts::from([("phone2".to_owned(), "+3".to_owned())]);
        let have = ["+1".to_owned(), "+2".to_owned()];
        let pairs = arguments(Kind::Customers, &head, None, &have);
        assert_eq!(pairs.iter().map(|(_, number)| number.as_str()).collect::<Vec<_>>(), ["+1", "+3"]);
        let none = Texts::from([("phone".to_owned(), String::new()), ("tags".to_owned(), String::new())]);
        assert!(arguments(Kind::Customers, &none, None, &[]).iter().all(|(_, value)| value == "[]"));
    }
}
