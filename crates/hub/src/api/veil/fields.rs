//! Which fields of answers and filters belong to which class. Tests hold every field of the API against these lists.

use crate::keys::masks::{Class, Mask, Masks};

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
    "offer",
    "ordertype",
    "ordermethod",
    "paymenttype",
    "paymentstatus",
    "trackingnumber",
    "tracknumber",
    "clientid",
    "markingcodes",
    "markingobjects",
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
/// Fields that say who somebody is without being a name.
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

/// What becomes of a field of an answer, or of one that a history tells of (`delivery_address.city`).
pub(super) fn judge(name: &str) -> Judged {
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
    for whole in ["orderproduct", "payments", "contragent", "integrationdeliverydata", "delivery"] {
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
    ("contragentInn", &[Class::Names]),
    ("contragentKpp", &[Class::Names]),
    ("contragentBik", &[Class::Names]),
    ("contragentCorrAccount", &[Class::Names]),
    ("contragentBankAccount", &[Class::Names]),
    ("discountCardNumber", &[Class::Names]),
    ("customFields", &[Class::Custom]),
    // Phones and e-mails stand in texts too, and are covered there.
    ("managerComment", &[Class::Phone, Class::Email]),
    ("customerComment", &[Class::Phone, Class::Email]),
    ("statusComment", &[Class::Phone, Class::Email]),
    ("notes", &[Class::Phone, Class::Email]),
    ("commentary", &[Class::Phone, Class::Email]),
    ("text", &[Class::Phone, Class::Email]),
    ("product", &[Class::Phone, Class::Email]),
];

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
