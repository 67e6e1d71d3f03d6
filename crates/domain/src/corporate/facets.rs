//! What lists of corporate customers are filtered by, worked out when one is saved.

use serde_json::{Value, json};

use super::draft::Draft;
use super::parts::Part;
use crate::contact::{folded, plain_number};
use crate::custom_fields;
use crate::draft::{self, Body};
use crate::filters;

/// The numbers of organisations: the facet, and the field of the billing details.
pub(super) const NUMBERS: [(&str, &str); 5] = [
    ("contragentInn", "INN"),
    ("contragentKpp", "KPP"),
    ("contragentBik", "BIK"),
    ("contragentCorrAccount", "corrAccount"),
    ("contragentBankAccount", "bankAccount"),
];
/// The most companies of a corporate customer that are found by their custom fields, the main one first.
pub(super) const COMPANIES: usize = 10;

/// What stands before the codes of custom fields of a company, by its place among them.
pub(super) fn of_company(place: usize) -> String {
    if place == 0 { "company:".to_owned() } else { format!("company{}:", place + 1) }
}

/// The facets. Texts are lower-cased; values of several parts stand between bars.
pub(super) fn of(draft: &Draft) -> Value {
    let body = &draft.body;
    let mut facets = Body::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!("") {
            facets.insert(name.to_owned(), value);
        }
    };
    let nick_name = folded(draft::text(body, "nickName").unwrap_or_default()).into_owned();
    let texts =
        |part: Part, field: &str| bars(draft.parts(part).filter_map(|part| draft::text(part, field)).map(|text| folded(text).into_owned()));
    let companies = texts(Part::Company, "name");
    put("name", json!(format!("{nick_name} {companies}")));
    put("nickName", json!(nick_name));
    put("company", json!(companies));
    put("addressName", json!(texts(Part::Address, "name")));
    put("city", json!(texts(Part::Address, "city")));
    put("region", json!(texts(Part::Address, "region")));
    for flag in ["vip", "bad"] {
        put(flag, json!(i64::from(draft::flag(body, flag))));
    }
    put("manager", body.get("managerId").cloned().unwrap_or_default());
    put("discountCardNumber", json!(body.get("discountCardNumber").map(|card| filters::text(card).trim().to_owned())));
    let contragents = || draft.parts(Part::Company).filter_map(|company| draft::object(company, "contragent"));
    let of = |field: &str| contragents().filter_map(|contragent| contragent.get(field)).map(filters::text).collect::<Vec<_>>();
    put("contragentName", json!(bars(of("legalName").iter().map(|name| folded(name).into_owned()))));
    put("contragentType", json!(bars(of("contragentType").into_iter())));
    for (facet, field) in NUMBERS {
        put(facet, json!(bars(of(field).iter().map(|number| plain_number(number)))));
    }
    put("companies", json!(draft.parts(Part::Company).count()));
    custom_fields::facets(&with_companies(draft), &mut facets);
    Value::Object(facets)
}

fn bars(texts: impl Iterator<Item = String>) -> String {
    let joined = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|");
    if joined.is_empty() { joined } else { format!("|{joined}|") }
}

/// Custom fields of the corporate customer and, under names of their own, of each of its companies.
fn with_companies(draft: &Draft) -> Body {
    let mut all = draft::object(&draft.body, "customFields").cloned().unwrap_or_default();
    let mut companies: Vec<&Body> = draft.parts(Part::Company).collect();
    companies.sort_by_key(|company| !draft::flag(company, "isMain"));
    for (place, company) in companies.into_iter().enumerate().take(COMPANIES) {
        let values = draft::object(company, "customFields").into_iter().flatten();
        all.extend(values.map(|(code, value)| (format!("{}{code}", of_company(place)), value.clone())));
    }
    Body::from_iter([("customFields".to_owned(), Value::Object(all))])
}
