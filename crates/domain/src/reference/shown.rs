//! How entries are shown: what is kept, with what follows from the rest of the account.

use database::Sites;
use serde_json::{Map, Value};

use super::dictionary::Dictionary;
use super::links;
use crate::account::{Account, Entry};

/// The entries of a dictionary as the API answers them, in order, each with its code.
///
/// An entry that is offered in some stores only is shown to keys that see one of them, and names no other.
pub fn shown(account: &Account, sites: &Sites, dictionary: &Dictionary) -> Vec<(String, Map<String, Value>)> {
    let entries = account.dictionary(dictionary.kind).iter();
    entries.filter_map(|entry| Some((entry.code.clone(), fields(account, sites, dictionary.kind, entry)?))).collect()
}

fn fields(account: &Account, sites: &Sites, kind: &str, entry: &Entry) -> Option<Map<String, Value>> {
    let mut body = entry.body.clone();
    match kind {
        "status-groups" => {
            let statuses = account.dictionary("statuses").iter().filter(|status| status.text("group") == Some(&entry.code));
            body.insert("statuses".to_owned(), statuses.map(|status| Value::from(status.code.clone())).collect());
        }
        "delivery-types" => {
            let types = entry.body.get("deliveryPaymentTypes").and_then(Value::as_array).into_iter().flatten();
            body.insert("paymentTypes".to_owned(), types.filter_map(|one| one.get("code").cloned()).collect());
            body.entry("currency").or_insert_with(|| account.currency().into());
        }
        "mg-templates" => {
            let id = body.get("mgChannelId").and_then(Value::as_i64);
            let channel = account.dictionary("mg-channels").iter().find(|channel| Some(channel.id) == id);
            if let Some(mut channel) = channel.and_then(|channel| fields(account, sites, "mg-channels", channel)) {
                channel.shift_remove("code");
                body.insert("channel".to_owned(), channel.into());
            }
        }
        _ => {}
    }
    if let Some(far) = links::far(kind) {
        body.insert(far.field.to_owned(), far.codes(account, &entry.code).into());
    }
    if matches!(kind, "delivery-types" | "price-types" | "currencies" | "couriers" | "mg-channels" | "mg-templates") {
        body.insert("id".to_owned(), entry.id.into());
    }
    if let Some(Value::Array(codes)) = body.get_mut("sites") {
        let everywhere = codes.is_empty();
        codes.retain(|code| code.as_str().and_then(|code| account.site(code)).is_some_and(|site| sites.contains(site.id)));
        if codes.is_empty() && !everywhere {
            return None;
        }
    }
    Some(body)
}
