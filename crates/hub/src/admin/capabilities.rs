//! What holds of a key, in words.

use domain::access::masks::{Class, Mask};
use domain::access::settings::Value as Said;
use domain::account::Account;
use domain::keys::capabilities::{Capability, Sight};
use wire::methods;

use super::pages::method_tree;
use super::when;
use super::words::Words;

/// A fact as people read it.
pub fn view(words: Words, account: &Account, fact: &Capability) -> String {
    let named = |text: &str, name: String| words.with(text, "name", name);
    match fact {
        Capability::FutureStores => words.say("fact-future-stores"),
        Capability::Store(code) => account.site(code).map_or_else(|| code.clone(), |site| format!("{} ({code})", site.name)),
        Capability::FutureMethods => words.say("fact-future-methods"),
        Capability::Method(name) => method(words, name),
        Capability::Mask(class, mask) => format!("{}: {}", words.say(&format!("mask-{}", class.name())), masked(words, *class, *mask)),
        Capability::Row(field, values) => format!("{}: {}", words.say(&format!("row-{}", field.name())), values.join(", ")),
        Capability::Days(days) => words.count("fact-days", *days),
        Capability::Limit(setting, value) => match value {
            Said::Flag(_) => words.say(setting.fact),
            Said::Count(count) => words.count(setting.fact, *count),
            Said::Address(range) => named(setting.fact, range.clone()),
            Said::Moment(at) => named(setting.fact, when::minute(words, &account.zone, *at)),
            Said::Hours(hours) => {
                let days: Vec<String> = hours.days.iter().map(|day| words.say(&format!("day-{day}"))).collect();
                format!("{}: {}, {} ({})", words.say(setting.fact), days.join(", "), hours.times_text(), hours.zone)
            }
        },
        Capability::Ends(at) => named("fact-ends", when::minute(words, &account.zone, *at)),
    }
}

/// How a key sees a class of fields.
pub fn seen(words: Words, class: Class, sight: Sight) -> String {
    match sight {
        Sight::Whole => words.say("sight-whole"),
        Sight::Never => words.say("sight-never"),
        Sight::Masked(mask) => masked(words, class, mask),
    }
}

/// A method by its address and what it does.
pub fn method(words: Words, name: &str) -> String {
    let entry = methods::all().iter().find(|entry| entry.name() == name);
    entry.map_or_else(|| name.to_owned(), |entry| format!("{} — {}", entry.pattern(), method_tree::summary(words, entry)))
}

fn masked(words: Words, class: Class, mask: Mask) -> String {
    match mask {
        Mask::Partial => words.say(&format!("mask-partial-{}", class.name())),
        mask => words.say(&format!("mask-{}", mask.name())),
    }
}
