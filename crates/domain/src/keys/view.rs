//! A key as it is answered to a program or written into a file; never with its token.

use database::keys::Key;
use wire::key::{self as view, FormerToken, MaskWord};
use wire::{Flag, Int, List, LongText, Moment, Patch, ReadOnly, Text};

use super::rotation::overlapping;
use super::standing::Standing;
use super::{Card, comment, limits, masks, rows};
use crate::access::grant::named;
use crate::access::limits::Limits;
use crate::access::masks::{Class, Mask, Masks};
use crate::access::rows::{Field, Rows};
use crate::access::settings::SETTINGS;
use crate::account::Account;

/// A key in words; what it does not have is left out.
pub fn view(account: &Account, key: &Key, now: Moment) -> view::Key {
    view::Key {
        id: ReadOnly(Some(Int(key.id))),
        hint: ReadOnly(Some(Text(key.hint.clone()))),
        created_at: ReadOnly(Some(Moment(key.created_at))),
        deleted_at: ReadOnly(key.deleted_at.map(Moment)),
        state: ReadOnly(Some(Text(Standing::of(key, now).name().to_owned()))),
        cause: ReadOnly(key.cause.as_ref().map(|(cause, _)| Text(cause.clone()))),
        caused_at: ReadOnly(key.cause.as_ref().map(|(_, since)| Moment(*since))),
        secret: ReadOnly(Some(Int(key.secret))),
        former_tokens: ReadOnly(former(key, now)),
        ..described(account, key)
    }
}

/// The settings of a key that its maker chose.
pub fn described(account: &Account, key: &Key) -> view::Key {
    let card = Card::of(key, &account.users);
    let comment = comment(key);
    view::Key {
        external_id: key.external_id.clone().map(Text).into(),
        name: Patch::Value(Text(key.name.clone())),
        active: Patch::Value(Flag(key.active)),
        sites: list(sites(account, key)),
        methods: list(methods(key)),
        comment: Some(comment).filter(|text| !text.is_empty()).map(LongText).into(),
        purpose: card.purpose.map(LongText).into(),
        owner: card.owner.map(Text).into(),
        party: card.party.map(Text).into(),
        review: card.review.and_then(|day| day.parse().ok()).map(wire::Day).into(),
        ends_at: key.ends_at.map(Moment).into(),
        limits: Some(limits(key)).filter(|limits| *limits != Limits::default()).map(|limits| limited(&limits)).into(),
        masks: Some(masks(key)).filter(|masks| !masks.is_empty()).map(|masks| masked(&masks)).into(),
        rows: Some(rows(key)).filter(|rows| !rows.is_empty()).map(|rows| narrowed(&rows)).into(),
        ..view::Key::default()
    }
}

fn sites(account: &Account, key: &Key) -> Vec<String> {
    if key.all_sites {
        return vec!["all".to_owned()];
    }
    account.sites.iter().filter(|site| key.sites.contains(&site.id)).map(|site| site.code.clone()).collect()
}

fn methods(key: &Key) -> Vec<String> {
    let all = key.all_methods.then(|| "all".to_owned());
    all.into_iter().chain(named(key).map(|method| method.pattern())).collect()
}

fn list(texts: Vec<String>) -> Patch<List<Text>> {
    Patch::Value(List(texts.into_iter().map(Text).collect()))
}

fn former(key: &Key, now: Moment) -> Option<Vec<FormerToken>> {
    let former: Vec<FormerToken> = overlapping(key, now)
        .map(|former| FormerToken { secret: former.number, hint: former.hint.clone(), ends_at: former.ends_at.map(Moment) })
        .collect();
    (!former.is_empty()).then_some(former)
}

pub(super) fn limited(limits: &Limits) -> view::KeyLimits {
    let mut answer = view::KeyLimits::default();
    SETTINGS.iter().for_each(|setting| setting.answer(limits, &mut answer));
    answer
}

pub(super) fn masked(masks: &Masks) -> view::KeyMasks {
    let word = |class| {
        let word = masks.of(class).map(|mask| match mask {
            Mask::Hide => MaskWord::Hide,
            Mask::Partial => MaskWord::Partial,
            Mask::Pseudonym => MaskWord::Pseudonym,
        });
        Patch::from(word)
    };
    view::KeyMasks {
        phone: word(Class::Phone),
        email: word(Class::Email),
        address: word(Class::Address),
        names: word(Class::Names),
        prices: word(Class::Prices),
        custom: word(Class::Custom),
    }
}

pub(super) fn narrowed(rows: &Rows) -> view::KeyRows {
    let values = |field| rows.fields.get(&field).map_or(Patch::Absent, |values| list(values.clone()));
    view::KeyRows {
        source: values(Field::Source),
        medium: values(Field::Medium),
        campaign: values(Field::Campaign),
        keyword: values(Field::Keyword),
        content: values(Field::Content),
        method: values(Field::Method),
        kind: values(Field::Type),
        group: values(Field::Group),
        days: rows.days.map(Int).into(),
    }
}
