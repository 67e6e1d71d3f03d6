//! What a webhook gets of orders and customers, in its form: events, stores, whole rows, hidden data.

use database::webhooks::Webhook;
use domain::access::masks::{CLASSES, Class, Mask, Masks};
use domain::account::Account;
use domain::webhooks::{Changes, event as events, rows};

use super::audit_log_rows;
use super::webhook_form::Choice;
use crate::admin::fields::Fields;
use crate::admin::page::Page;

/// The fields of this part of the form.
pub const FIELDS: [&str; 10] = [
    "row-event",
    "row-stores",
    "row-store",
    "with-rows",
    "hide-phone",
    "hide-email",
    "hide-address",
    "hide-names",
    "hide-prices",
    "hide-custom",
];

/// A class of data: its name, its label, and the ways to hide it, each with its text and whether it is chosen.
type Hidden = (&'static str, String, Vec<(&'static str, String, bool)>);

/// This part of the form.
pub struct RowChoices {
    /// The events.
    pub events: Vec<Choice>,
    /// Whether it is about every store.
    pub every_store: bool,
    /// The stores: code, name, and whether it is chosen.
    pub stores: Vec<(String, String, bool)>,
    /// Whether it gets whole rows.
    pub with_rows: bool,
    /// The classes of data that can be hidden.
    pub classes: Vec<Hidden>,
}

impl RowChoices {
    /// The choices as fields say them.
    pub fn of(page: &Page, account: &Account, fields: &Fields) -> Self {
        let chosen = |field: &str, value: &str| fields.all(field).any(|other| other == value);
        let event = |name| Choice { text: self::event(page, name), chosen: chosen("row-event", name), name };
        let class = |class: Class| {
            let now = Mask::named(fields.text(&format!("hide-{}", class.name())));
            let way = |mask: Mask| {
                let text = match mask {
                    Mask::Partial => page.say(&format!("mask-partial-{}", class.name())),
                    Mask::Hide => page.say("mask-hide"),
                    Mask::Pseudonym => page.say("hook-pseudonym"),
                };
                (mask.name(), text, now == Some(mask))
            };
            let ways = std::iter::once(("", page.say("mask-shown"), now.is_none())).chain(class.masks().iter().copied().map(way));
            (class.name(), page.say(&format!("mask-{}", class.name())), ways.collect())
        };
        Self {
            events: events::OF_ROWS.map(event).into(),
            every_store: fields.text("row-stores") != "some",
            stores: account.sites.iter().map(|site| (site.code.clone(), site.name.clone(), chosen("row-store", &site.code))).collect(),
            with_rows: fields.has("with-rows"),
            classes: CLASSES.map(class).into(),
        }
    }
}

/// The fields of a new webhook with these events.
pub fn defaults(events: &str) -> Fields {
    let mut pairs: Vec<(String, String)> = events::chosen_of_rows(events).map(|name| ("row-event".to_owned(), name.to_owned())).collect();
    pairs.extend(hidden(&rows::personal()));
    Fields::of(pairs)
}

/// The fields of a webhook.
pub fn fields_of(webhook: &Webhook, account: &Account) -> Fields {
    let mut pairs: Vec<(String, String)> =
        events::chosen_of_rows(&webhook.events).map(|name| ("row-event".to_owned(), name.to_owned())).collect();
    let some = !webhook.site_ids.is_empty();
    pairs.push(("row-stores".to_owned(), if some { "some" } else { "all" }.to_owned()));
    let stores = rows::sites(&webhook.site_ids);
    let chosen = account.sites.iter().filter(|site| some && stores.contains(site.id));
    pairs.extend(chosen.map(|site| ("row-store".to_owned(), site.code.clone())));
    if webhook.with_rows {
        pairs.push(("with-rows".to_owned(), "yes".to_owned()));
    }
    pairs.extend(hidden(&rows::masks(&webhook.masks)));
    Fields::of(pairs)
}

fn hidden(masks: &Masks) -> impl Iterator<Item = (String, String)> {
    masks.0.iter().map(|(class, mask)| (format!("hide-{}", class.name()), mask.name().to_owned()))
}

/// What the form says of this part. Where the part was not sent, as by a form that was opened before it was there, it stays as
/// it is.
pub fn changes(fields: &Fields) -> Changes {
    if !fields.has("row-stores") {
        return Changes::default();
    }
    let sites = match fields.text("row-stores") {
        "some" => fields.all("row-store").collect::<Vec<_>>().join(","),
        _ => "all".to_owned(),
    };
    let masks = CLASSES.into_iter().filter_map(|class| Some((class, Mask::named(fields.text(&format!("hide-{}", class.name())))?)));
    Changes { sites: Some(sites), with_rows: Some(fields.has("with-rows")), masks: Some(Masks(masks.collect())), ..Changes::default() }
}

/// What an event is called.
pub fn event(page: &Page, name: &str) -> String {
    match name {
        // In the audit log it is what a user did on a page.
        "customer.merged" => page.say("hook-customer-merged"),
        name => audit_log_rows::action(name, page.words),
    }
}

/// The label of a field.
pub fn label(page: &Page, field: &str) -> String {
    match field.strip_prefix("hide-") {
        Some(class) => page.say(&format!("mask-{class}")),
        None => page.say(match field {
            "row-event" => "hook-row-events",
            "with-rows" => "hook-with-rows",
            _ => "nav-stores",
        }),
    }
}

/// A value of a field as people read it.
pub fn shown(page: &Page, field: &str, value: &str) -> String {
    match (field, value) {
        ("row-event", name) => event(page, name),
        ("row-stores", "some") => page.say("desk-stores-some"),
        ("row-stores", _) => page.say("desk-stores-all"),
        ("with-rows", _) => page.say("yes"),
        ("row-store", code) => code.to_owned(),
        (_, "") => page.say("mask-shown"),
        (_, "hide") => page.say("mask-hide"),
        (_, "pseudonym") => page.say("hook-pseudonym"),
        (field, _) => page.say(&format!("mask-partial-{}", field.trim_start_matches("hide-"))),
    }
}
