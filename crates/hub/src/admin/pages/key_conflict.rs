//! A key that another user has changed while its form was open: both versions, field by field.

use axum::response::Response;
use database::keys::Key;
use domain::access::settings::Setting;
use domain::account::Account;

use crate::admin::conflict::{self, Differing};
use crate::admin::fields::Fields;
use crate::admin::page::Page;

/// Labels of fields that are not called like the field and are no setting of the limits.
const LABELS: [(&str, &str); 21] = [
    ("name", "key-name"),
    ("comment", "key-comment"),
    ("external_id", "external-id"),
    ("whose", "whose-title"),
    ("access", "access"),
    ("store", "key-stores"),
    ("everything", "methods-mode"),
    ("method", "key-allowed"),
    ("show_again", "key-show-again"),
    ("ends", "limit-ends"),
    ("day", "limit-hours"),
    ("from", "limit-from"),
    ("till", "limit-till"),
    ("zone", "limit-zone"),
    ("purpose", "card-purpose"),
    ("owner", "card-owner"),
    ("party", "whose-company"),
    ("review", "card-review"),
    ("about", "template-about"),
    ("stores", "key-stores"),
    ("partner", "template-partner"),
];

/// The label of a field of a key or a template.
pub fn label(page: &Page, field: &str) -> String {
    let known = LABELS.iter().find(|(name, _)| *name == field).map(|(_, label)| *label);
    match known.or_else(|| Setting::of_field(field).map(|setting| setting.label)) {
        Some(label) => page.say(label),
        None => page.say(&field.replace('_', "-")),
    }
}

/// A value of a field of a key or a template.
pub fn shown(page: &Page, account: &Account, field: &str, value: &str) -> String {
    match (field, value) {
        ("whose", value) => page.say(&format!("whose-{value}")),
        ("access", value) => page.say(&format!("access-{value}")),
        ("everything", value) => page.say(if value == "yes" { "methods-mode-all" } else { "methods-mode-some" }),
        ("store", code) => account.site(code).map_or_else(|| code.to_owned(), |site| site.name.clone()),
        ("day", day) => page.say(&format!("day-{day}")),
        ("stores", kind) => page.say(&format!("template-stores-{kind}")),
        ("starts" | "ends", moment) => moment.replace('T', " "),
        (name, mask) if name.starts_with("mask_") => page.words.find(&format!("mask-{mask}")).unwrap_or_else(|| mask.to_owned()),
        (_, "yes") => page.say("yes"),
        (_, value) => value.replace('\n', ", "),
    }
}

/// Asks which values of a key to keep.
pub fn ask(page: Page, account: &Account, key: &Key, sides: (&Fields, &Fields), differing: Vec<Differing>) -> Response {
    let address = super::key_form::address(key.id);
    let about = (key.name.clone(), address.clone(), address);
    conflict::ask(page, about, sides, differing, label, |page, field, value| shown(page, account, field, value))
}
