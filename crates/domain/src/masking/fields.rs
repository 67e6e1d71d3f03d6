//! Which fields of answers and filters belong to which class. Tests hold every field of the API against these lists.

use serde_json::Value;

use super::answers::Place;
use crate::access::masks::{Class, Mask, Masks};

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    /// It is answered as it is, with everything in it: ids, codes, what the caller sent itself.
    Bare,
    /// Phones and e-mails are covered inside it, if the key does not see those.
    Text,
    /// It belongs to a class.
    Of(Class),
    /// It belongs to a class, and has no part that could be left: a birthday, a tax number.
    Whole(Class),
}

/// Names of fields, as `judge` reads them: lower-cased, letters and digits only.
const BARE: &[&str] = &[
    "id",
    "ids",
    "slug",
    "number",
    "externalid",
    "externalids",
    "xmlid",
    "code",
    "site",
    "status",
    "group",
    "type",
    "article",
    "barcode",
    "imageurl",
    "images",
    "ordertype",
    "ordermethod",
    "paymenttype",
    "paymentstatus",
    "trackingnumber",
    "tracknumber",
    "clientid",
    "browserid",
    "requestid",
    "trace",
    "hint",
    "ip",
    "ips",
    "latitude",
    "longitude",
    "coordinates",
    "markingcodes",
    "pagination",
    "errors",
    "errormsg",
    "token",
    "limits",
    "masks",
    "sees",
    "agreement",
    "pickuppointid",
    "shipmentpointid",
    "success",
    "iscostdependsonregionandweightandsum",
    "affectscost",
    "ratedeliverycost",
    "nulldeclaredvalue",
];
const PHONES: &[&str] = &["phone", "additionalphone", "phones", "externalphone", "externalphones"];
const EMAILS: &[&str] = &["email", "senderemail"];
const ADDRESSES: &[&str] = &["address", "addresses", "legaladdress", "bankaddress", "zip"];
const NAMES: &[&str] = &["firstname", "lastname", "patronymic", "nickname", "legalname", "sendername", "contact"];
/// Fields that identify a customer without being a name.
const REQUISITES: &[&str] = &[
    "inn",
    "okpo",
    "kpp",
    "ogrn",
    "ogrnip",
    "certificatenumber",
    "certificatedate",
    "bik",
    "bank",
    "corraccount",
    "bankaccount",
    "discountcardnumber",
    "birthday",
    "photourl",
];
/// Of those, texts in which people write anything, also phones.
const LOOSE: &[&str] = &["bank", "certificatenumber", "discountcardnumber", "photourl"];
const PRICES: &[&str] = &[
    "summ",
    "totalsumm",
    "prepaysum",
    "purchasesumm",
    "averagesumm",
    "marginsumm",
    "avgmarginsumm",
    "costsumm",
    "prepaysumm",
    "initialprice",
    "purchaseprice",
    "price",
    "prices",
    "minprice",
    "maxprice",
    "discounts",
    "amount",
    "cost",
    "netcost",
    "defaultcost",
    "defaultnetcost",
    "discount",
    "discountpercent",
    "discounttotal",
    "discountmanualamount",
    "discountmanualpercent",
    "personaldiscount",
    "personaldiscountpercent",
    "cumulativediscount",
    "bonusescredittotal",
    "bonuseschargetotal",
    "itemdeclaredvalues",
    "declaredvalue",
];
/// Parts of an address that are left of one that is covered in part.
pub(super) const COARSE: &[&str] = &["id", "countryiso", "country", "region", "regionid", "city", "cityid", "citytype", "ismain"];

/// Endings by which fields that no list names, those of delivery services and other free data, are known.
const ENDINGS: &[(&str, Class)] = &[
    ("phone", Class::Phone),
    ("phones", Class::Phone),
    ("phonenumber", Class::Phone),
    ("email", Class::Email),
    ("address", Class::Address),
    ("firstname", Class::Names),
    ("lastname", Class::Names),
    ("patronymic", Class::Names),
    ("contactname", Class::Names),
    ("customername", Class::Names),
    ("recipientname", Class::Names),
    ("receivername", Class::Names),
    ("clientname", Class::Names),
    ("fullname", Class::Names),
    ("price", Class::Prices),
    ("cost", Class::Prices),
    ("sum", Class::Prices),
    ("summ", Class::Prices),
    ("amount", Class::Prices),
    ("declaredvalue", Class::Prices),
];

/// Fields that hold whatever a client chose, under names that it chose.
const FREE: &[&str] = &["customfields", "extradata", "properties", "deliveryextradata", "shipmentextradata"];
/// What integrations of deliveries keep: free but for these ids.
const DELIVERY_DATA: &str = "data";
const DELIVERY_IDS: &[&str] = &["externalid", "tracknumber", "trackingnumber", "pickuppointid", "shipmentpointid"];
/// What marks of goods are: codes that are longer than phones.
const MARKS: &[&str] = &["code"];
/// The same in histories: `integration_delivery_data.track_number`, `custom_color`, `order_product.properties`.
const DELIVERY_HISTORY: &str = "integrationdeliverydata";

/// Declarations of custom fields, as answers name them: they hold nothing of a customer. Spelled to the letter, for histories name
/// of the values of a field as `custom_` and its code.
const DECLARED: &[&str] = &["customField", "customDictionary", "customDictionaries"];

/// What a field holds.
pub(super) fn place(name: &str) -> Place {
    if DECLARED.contains(&name) {
        return Place::Typed;
    }
    let word = normal(name);
    let custom = word.starts_with("custom") && !word.starts_with("customer");
    match word.as_str() {
        word if FREE.contains(&word) || custom || word.ends_with("orderproductproperties") => Place::Free,
        DELIVERY_DATA | "deliverydata" | DELIVERY_HISTORY => Place::Known(DELIVERY_IDS),
        "markingobjects" => Place::Known(MARKS),
        word if word.starts_with("deliverydata") || word.starts_with(DELIVERY_HISTORY) => Place::Free,
        _ => Place::Typed,
    }
}

/// What becomes of a field in free data: names that mean an id elsewhere mean nothing there.
pub(super) fn judge_free(name: &str, place: Place) -> Judged {
    let word = normal(name);
    match judge(name) {
        Judged::Bare if matches!(place, Place::Known(ids) if ids.contains(&word.as_str())) => Judged::Bare,
        Judged::Bare => Judged::Text,
        judged => judged,
    }
}

/// Whether a field that belongs to a class that is shown may hold a phone all the same.
pub(super) fn is_loose(name: &str) -> bool {
    let word = normal(name);
    LOOSE.iter().any(|loose| word.ends_with(loose))
}

/// What becomes of a field of an answer, or of one in a history (`delivery_address.city`).
pub(super) fn judge(name: &str) -> Judged {
    if DECLARED.contains(&name) {
        return Judged::Text;
    }
    let word = normal(name);
    if let Some(judged) = listed(&word) {
        return judged;
    }
    if address_part(&word).is_some() {
        return Judged::Of(Class::Address);
    }
    if word.starts_with("custom") && !word.starts_with("customer") && word != "custom" {
        return Judged::Of(Class::Custom);
    }
    for data in [DELIVERY_HISTORY, "deliverydata"] {
        if let Some(field) = word.strip_prefix(data).filter(|field| !field.is_empty()) {
            return judge_free(field, Place::Known(DELIVERY_IDS));
        }
    }
    for whole in ["orderproduct", "payments", "companycontragent", "contragent", "delivery"] {
        if let Some(judged) = word.strip_prefix(whole).and_then(listed) {
            return judged;
        }
    }
    let ending = ENDINGS.iter().find(|(ending, _)| word.ends_with(ending));
    ending.map_or(Judged::Text, |(_, class)| Judged::Of(*class))
}

/// Whether a field of an answer is on one of the lists; every other one is a text, or holds further fields.
pub fn is_listed(name: &str) -> bool {
    listed(&normal(name)).is_some()
}

fn listed(word: &str) -> Option<Judged> {
    let lists: [(&[&str], Judged); 8] = [
        (BARE, Judged::Bare),
        (PHONES, Judged::Of(Class::Phone)),
        (EMAILS, Judged::Of(Class::Email)),
        (ADDRESSES, Judged::Of(Class::Address)),
        (NAMES, Judged::Of(Class::Names)),
        (REQUISITES, Judged::Whole(Class::Names)),
        (PRICES, Judged::Of(Class::Prices)),
        (&["customfields"], Judged::Of(Class::Custom)),
    ];
    lists.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, judged)| judged)
}

/// Which part of an address a field of a history is.
pub(super) fn address_part(name: &str) -> Option<String> {
    let word = normal(name);
    let part = word.strip_prefix("deliveryaddress").or_else(|| word.strip_prefix("address"))?;
    (!part.is_empty()).then(|| part.to_owned())
}

/// Whether this part is left of an address that is covered in part.
pub(super) fn is_coarse(part: &str) -> bool {
    COARSE.contains(&normal(part).as_str())
}

fn normal(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Filters by name, and the classes that each of them looks at.
const FILTERS: &[(&str, &[Class])] = &[
    ("customer", &[Class::Names, Class::Phone, Class::Email]),
    ("name", &[Class::Names, Class::Phone, Class::Email]),
    ("email", &[Class::Email]),
    ("countries", &[Class::Address]),
    ("city", &[Class::Address]),
    ("region", &[Class::Address]),
    ("index", &[Class::Address]),
    ("metro", &[Class::Address]),
    ("deliveryAddressNotes", &[Class::Address, Class::Phone, Class::Email]),
    ("contragentName", &[Class::Names]),
    ("companyName", &[Class::Names]),
    ("nickName", &[Class::Names]),
    ("contactName", &[Class::Names, Class::Phone, Class::Email]),
    ("phone", &[Class::Phone]),
    ("addressName", &[Class::Address]),
    ("companyCustomFields", &[Class::Custom, Class::Email]),
    ("contragentInn", &[Class::Names]),
    ("contragentKpp", &[Class::Names]),
    ("contragentBik", &[Class::Names]),
    ("contragentCorrAccount", &[Class::Names]),
    ("contragentBankAccount", &[Class::Names]),
    ("discountCardNumber", &[Class::Names]),
    ("customFields", &[Class::Custom, Class::Email]),
    // Phones and e-mails stand in texts too, and are covered there.
    ("managerComment", &[Class::Phone, Class::Email]),
    ("customerComment", &[Class::Phone, Class::Email]),
    ("statusComment", &[Class::Phone, Class::Email]),
    ("notes", &[Class::Phone, Class::Email]),
    ("commentary", &[Class::Phone, Class::Email]),
    ("comment", &[Class::Phone, Class::Email]),
    ("text", &[Class::Phone, Class::Email]),
    ("filename", &[Class::Phone, Class::Email]),
    ("product", &[Class::Phone, Class::Email]),
];

/// Filters that look at texts of every kind, in which phones and e-mails may stand too.
const TEXTS: &[&str] = &[
    "customFields",
    "companyCustomFields",
    "nickName",
    "addressName",
    "sourceName",
    "mediumName",
    "campaignName",
    "keywordName",
    "adContentName",
    "tags",
    "attachedTags",
    "city",
    "region",
    "metro",
    "countries",
    "contragentName",
    "companyName",
    "discountCardNumber",
];
/// From how many digits on a text that is searched for may be a part of a phone.
const PART_OF_PHONE: usize = 3;

/// Whether a filter looks for what may be a part of a phone or an e-mail that the key does not see.
pub(super) fn looks_for_contacts(masks: &Masks, filter: &str, value: &Value) -> bool {
    let suspect = |text: &str| {
        (masks.cover(Class::Phone) && text.chars().filter(|letter| letter.is_numeric()).count() >= PART_OF_PHONE)
            || (masks.cover(Class::Email) && text.contains('@'))
    };
    TEXTS.contains(&filter) && any_text(value, &suspect)
}

fn any_text(value: &Value, wanted: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => wanted(text),
        Value::Number(number) => wanted(&number.to_string()),
        Value::Array(list) => list.iter().any(|value| any_text(value, wanted)),
        Value::Object(members) => members.values().any(|value| any_text(value, wanted)),
        _ => false,
    }
}

/// The classes that a filter looks at.
pub fn filter_classes(name: &str) -> &'static [Class] {
    if let Some((_, classes)) = FILTERS.iter().find(|(filter, _)| *filter == name) {
        return classes;
    }
    let is_sum = ["Price", "Summ", "Cost"].iter().any(|word| name.contains(word));
    if is_sum && (name.starts_with("min") || name.starts_with("max")) { &[Class::Prices] } else { &[] }
}

/// Whether a filter's class is covered: of an address that is covered in part, the rest may be searched.
pub(super) fn hides(masks: &Masks, class: Class, filter: &str) -> bool {
    match masks.of(class) {
        Some(Mask::Partial) if class == Class::Address => !["countries", "region", "city"].contains(&filter),
        mask => mask.is_some(),
    }
}
