//! A key that another user has changed while its form was open: both versions, field by field.

use axum::response::Response;
use database::keys::Key;
use domain::account::Account;

use crate::admin::conflict::{self, Differing};
use crate::admin::fields::Fields;
use crate::admin::page::Page;

/// Labels of fields that are not called like the field.
const LABELS: [(&str, &str); 30] = [
    ("name", "key-name"),
    ("comment", "key-comment"),
    ("external_id", "external-id"),
    ("whose", "whose-title"),
    ("access", "access"),
    ("store", "key-stores"),
    ("everything", "methods-mode"),
    ("method", "key-allowed"),
    ("show_again", "key-show-again"),
    ("rate", "limit-rate"),
    ("burst", "limit-burst"),
    ("refuse_at_once", "limit-refuse-at-once"),
    ("modern_status", "limit-modern"),
    ("addresses", "limit-addresses"),
    ("report_only", "limit-report-only"),
    ("header_only", "limit-header-only"),
    ("suspend_on_reuse", "limit-suspend"),
    ("starts", "limit-starts"),
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
    let name = LABELS.iter().find(|(name, _)| *name == field).map_or_else(|| field.replace('_', "-"), |(_, label)| (*label).to_owned());
    page.say(&name)
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
