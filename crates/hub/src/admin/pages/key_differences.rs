//! What a change of a key adds and removes, each in a sentence: for the plans of what is done to several keys.

use std::collections::BTreeSet;

use database::keys::Key;
use domain::access::grant;
use domain::access::settings::{Kind, Setting};
use domain::account::Account;
use domain::keys;
use wire::methods;

use super::key_limits::LimitsForm;
use super::key_masks;
use super::method_tree;
use crate::admin::page::Page;
use crate::admin::when;
use crate::admin::words::method_text;

/// Something that changes.
pub struct Difference {
    /// Whether the key gains by it; names and remarks are neither.
    pub gain: Option<bool>,
    /// The words.
    pub text: String,
}

/// What becomes different, in the words of the page.
pub fn differences(page: &Page, account: &Account, before: &Key, after: &Key) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut say = |gain: Option<bool>, text: String| found.push(Difference { gain, text });
    if before.name != after.name {
        say(None, page.named("change-name", &after.name));
    }
    match keys::comment(after) {
        comment if comment == keys::comment(before) => {}
        comment if comment.is_empty() => say(None, page.say("change-comment-gone")),
        comment => say(None, page.named("change-comment", &comment)),
    }
    match &after.external_id {
        name if *name == before.external_id => {}
        None => say(None, page.say("change-external-id-gone")),
        Some(name) => say(None, page.named("change-external-id", name)),
    }
    if before.all_sites != after.all_sites {
        say(Some(after.all_sites), page.say(if after.all_sites { "change-access-all" } else { "change-access-individual" }));
    }
    let name = |id: &i64| account.site_by_id(*id).map_or_else(|| id.to_string(), |site| site.name.clone());
    let (old, new) = (before.sites.iter().collect::<BTreeSet<_>>(), after.sites.iter().collect::<BTreeSet<_>>());
    if !after.all_sites {
        new.difference(&old).for_each(|id| say(Some(true), page.named("change-store-more", &name(id))));
    }
    if !before.all_sites && !after.all_sites {
        old.difference(&new).for_each(|id| say(Some(false), page.named("change-store-less", &name(id))));
    }
    if before.all_methods != after.all_methods {
        say(Some(after.all_methods), page.say(if after.all_methods { "change-methods-all" } else { "change-methods-individual" }));
    }
    let (old, new) = (methods(before), methods(after));
    for (gain, name) in new.difference(&old).map(|name| (true, name)).chain(old.difference(&new).map(|name| (false, name))) {
        // Next to "every method", only the methods that manage keys are listed one by one.
        if !(before.all_methods || after.all_methods) || grant::manages_keys(name) {
            say(Some(gain), view(page, name, gain));
        }
    }
    limits(page, account, before, after, &mut found);
    key_masks::differences(page, account, before, after, &mut found);
    found
}

/// What changes of the limits and notices; neither is a gain or a loss of permissions.
fn limits(page: &Page, account: &Account, before: &Key, after: &Key, found: &mut Vec<Difference>) {
    let shown = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    for (name, old, new) in changed_limits(page, account, before, after) {
        found.push(Difference { gain: None, text: format!("{}: {} → {}", page.say(name), shown(old), shown(new)) });
    }
}

/// The limits and notes that change: the name of the label, the value before, the value after; empty where nothing is set.
pub fn changed_limits(page: &Page, account: &Account, before: &Key, after: &Key) -> Vec<(&'static str, String, String)> {
    let (old, new) = (LimitsForm::of_key(account, before), LimitsForm::of_key(account, after));
    let yes = |is: bool| page.say(if is { "yes" } else { "no" });
    let hours = |form: &LimitsForm| {
        let days: Vec<String> = form.days.iter().map(|day| page.say(&format!("day-{day}"))).collect();
        if days.is_empty() { String::new() } else { format!("{} {}–{} ({})", days.join(", "), form.from, form.till, form.zone) }
    };
    let day = |text: &str| when::typed(page.words, text);
    let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(", ");
    let value = |form: &LimitsForm, setting: &Setting| match setting.kind {
        Kind::Flag(..) | Kind::Status(..) => yes(form.is_ticked(setting)),
        Kind::Count(..) => form.text(setting).to_owned(),
        Kind::Addresses(_) => lines(form.text(setting)),
        Kind::Moment(_) => day(form.text(setting)),
        Kind::Hours(_) => hours(form),
    };
    let mut fields = Vec::new();
    for setting in Setting::in_form() {
        fields.push((setting.label, value(&old, setting), value(&new, setting)));
        if matches!(setting.kind, Kind::Moment(_)) {
            fields.push(("limit-ends", day(&old.ends), day(&new.ends)));
        }
    }
    fields.extend([
        ("card-purpose", old.purpose.clone(), new.purpose.clone()),
        ("card-owner", old.owner.clone(), new.owner.clone()),
        ("card-party", old.party.clone(), new.party.clone()),
        ("card-review", day(&old.review), day(&new.review)),
    ]);
    fields.into_iter().filter(|(_, old, new)| old != new).collect()
}

fn methods(key: &Key) -> BTreeSet<&str> {
    key.methods.iter().map(String::as_str).collect()
}

fn view(page: &Page, name: &str, gain: bool) -> String {
    let text = if gain { "change-method-more" } else { "change-method-less" };
    let view = methods::all().iter().find(|entry| entry.name() == name).map_or_else(
        || name.to_owned(),
        |entry| {
            let summary = page.words.find(&method_text(name)).unwrap_or_else(|| entry.summary.to_owned());
            format!("{}: {} ({})", method_tree::title(page.words, entry.group), summary, entry.pattern())
        },
    );
    page.named(text, &view)
}
