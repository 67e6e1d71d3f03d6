//! How entries are told: what is kept, with what follows from the rest of the account.

use database::Sites;
use serde_json::{Map, Value};

use super::dictionary::Dictionary;
use super::links;
use crate::house::{Entry, House};

/// The entries of a dictionary as the API tells them, in order, each with its code.
///
/// An entry that is offered in some stores only is told to those who see one of them, and names no other.
pub fn shown(house: &House, sites: &Sites, dictionary: &Dictionary) -> Vec<(String, Map<String, Value>)> {
    let entries = house.dictionary(dictionary.kind).iter();
    entries.filter_map(|entry| Some((entry.code.clone(), fields(house, sites, dictionary.kind, entry)?))).collect()
}

fn fields(house: &House, sites: &Sites, kind: &str, entry: &Entry) -> Option<Map<String, Value>> {
    let mut body = entry.body.clone();
    match kind {
        "status-groups" => {
            let statuses = house.dictionary("statuses").iter().filter(|status| status.text("group") == Some(&entry.code));
            body.insert("statuses".to_owned(), statuses.map(|status| Value::from(status.code.clone())).collect());
        }
        "delivery-types" => {
            let types = entry.body.get("deliveryPaymentTypes").and_then(Value::as_array).into_iter().flatten();
            body.insert("paymentTypes".to_owned(), types.filter_map(|one| one.get("code").cloned()).collect());
            body.entry("currency").or_insert_with(|| house.currency().into());
        }
        "mg-templates" => {
            let id = body.get("mgChannelId").and_then(Value::as_i64);
            let channel = house.dictionary("mg-channels").iter().find(|channel| Some(channel.id) == id);
            if let Some(mut channel) = channel.and_then(|channel| fields(house, sites, "mg-channels", channel)) {
                channel.shift_remove("code");
                body.insert("channel".to_owned(), channel.into());
            }
        }
        _ => {}
    }
    if let Some(far) = links::far(kind) {
        body.insert(far.field.to_owned(), far.codes(house, &entry.code).into());
    }
    if matches!(kind, "delivery-types" | "price-types" | "currencies" | "couriers" | "mg-channels" | "mg-templates") {
        body.insert("id".to_owned(), entry.id.into());
    }
    if let Some(Value::Array(codes)) = body.get_mut("sites") {
        let everywhere = codes.is_empty();
        codes.retain(|code| code.as_str().and_then(|code| house.site(code)).is_some_and(|site| sites.contains(site.id)));
        if codes.is_empty() && !everywhere {
            return None;
        }
    }
    Some(body)
}
