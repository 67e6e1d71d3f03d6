//! What holds of a key, in words.

use wire::Moment;

use super::pages::method_tree;
use super::words::Words;
use crate::api;
use crate::domain::keys::ability::{Fact, Sight};
use crate::house::House;
use crate::keys::masks::{Class, Mask};

/// A fact as people read it.
pub fn told(words: Words, house: &House, fact: &Fact) -> String {
    let named = |text: &str, name: String| words.with(text, "name", name);
    match fact {
        Fact::FutureStores => words.say("fact-future-stores"),
        Fact::Store(code) => house.site(code).map_or_else(|| code.clone(), |site| format!("{} ({code})", site.name)),
        Fact::FutureMethods => words.say("fact-future-methods"),
        Fact::Method(name) => method(words, name),
        Fact::Mask(class, mask) => format!("{}: {}", words.say(&format!("mask-{}", class.name())), masked(words, *class, *mask)),
        Fact::Row(field, values) => format!("{}: {}", words.say(&format!("row-{}", field.name())), values.join(", ")),
        Fact::Days(days) => words.count("fact-days", *days),
        Fact::Rate(rate) => words.count("fact-rate", *rate),
        Fact::Burst(burst) => words.count("fact-burst", *burst),
        Fact::RefuseAtOnce => words.say("fact-refuse-at-once"),
        Fact::ModernStatus => words.say("fact-modern-status"),
        Fact::Address(range) => named("fact-address", range.clone()),
        Fact::ReportOnly => words.say("fact-report-only"),
        Fact::HeaderOnly => words.say("fact-header-only"),
        Fact::SuspendOnReuse => words.say("fact-suspend"),
        Fact::Begins(at) => named("fact-begins", minutes(house, *at)),
        Fact::Ends(at) => named("fact-ends", minutes(house, *at)),
        Fact::Hours(hours) => {
            let days: Vec<String> = hours.days.iter().map(|day| words.say(&format!("day-{day}"))).collect();
            format!("{}: {}, {} ({})", words.say("limit-hours"), days.join(", "), hours.times_text(), hours.zone)
        }
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
    let entry = api::methods().iter().find(|entry| entry.name() == name);
    entry.map_or_else(|| name.to_owned(), |entry| format!("{} — {}", entry.pattern(), method_tree::summary(words, entry)))
}

fn masked(words: Words, class: Class, mask: Mask) -> String {
    match mask {
        Mask::Partial => words.say(&format!("mask-partial-{}", class.name())),
        mask => words.say(&format!("mask-{}", mask.name())),
    }
}

fn minutes(house: &House, at: i64) -> String {
    let mut text = house.zone.write(Moment(at));
    text.truncate(16);
    text
}
