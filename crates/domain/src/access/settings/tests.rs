//! Nothing that limits a key is kept, sent or answered without a declaration.

use std::collections::BTreeSet;

use serde::de::value::Error;
use serde::de::{Deserialize, Deserializer, Error as _, Visitor};
use serde_json::Value as Json;

use super::*;

/// Notes the fields that a type reads, in JSON's spelling, and gives it none.
struct Fields(BTreeSet<String>);

impl Fields {
    fn of<'de, T: Deserialize<'de>>() -> BTreeSet<String> {
        let mut fields = Self(BTreeSet::new());
        assert!(T::deserialize(&mut fields).is_err());
        fields.0
    }
}

impl<'de> Deserializer<'de> for &mut Fields {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("no struct"))
    }
    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        self.0 = fields.iter().map(|field| (*field).to_owned()).collect();
        Err(Error::custom("noted"))
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

fn example(setting: &Setting) -> Value {
    match setting.kind {
        Kind::Flag(..) | Kind::Status(..) => Value::Flag(true),
        Kind::Count(..) => Value::Count(7),
        Kind::Addresses(_) => Value::Address("10.0.0.0/8".to_owned()),
        Kind::Moment(_) => Value::Moment(1_767_225_600),
        Kind::Hours(_) => Value::Hours(Hours::parse("mon-fri", "09:00-18:00", "UTC").expect("hours")),
    }
}

fn limited(setting: &Setting) -> Limits {
    let mut limits = Limits::default();
    setting.say(&mut limits, &example(setting));
    limits
}

fn names(json: impl serde::Serialize) -> BTreeSet<String> {
    let Json::Object(object) = serde_json::to_value(json).expect("JSON") else { panic!("no object") };
    object.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn whatever_limits_a_key_is_declared_once() {
    let mut kept = Vec::new();
    for setting in &SETTINGS {
        let names = names(limited(setting));
        assert_eq!(names.len(), 1, "{setting:?}");
        kept.extend(names);
    }
    assert_eq!(kept.iter().cloned().collect::<BTreeSet<_>>(), Fields::of::<Limits>());
    assert_eq!(kept.len(), SETTINGS.len(), "two settings are one field");
    let declared: BTreeSet<String> = SETTINGS.iter().map(|setting| setting.json.to_owned()).collect();
    assert_eq!(declared, Fields::of::<KeyLimits>());
    let several = SETTINGS.iter().filter(|setting| setting.bulk.is_some()).map(|setting| setting.json);
    let several: BTreeSet<String> = several.chain(["endsAt", "owner"]).map(str::to_owned).collect();
    assert_eq!(several, Fields::of::<KeySettings>());
    for name in [|setting: &Setting| setting.field, |setting: &Setting| setting.option, |setting: &Setting| setting.label] {
        assert_eq!(SETTINGS.iter().map(name).collect::<BTreeSet<_>>().len(), SETTINGS.len());
    }
}

#[test]
fn a_setting_is_read_as_it_is_answered_and_touches_no_other() {
    for setting in &SETTINGS {
        let limits = limited(setting);
        assert_eq!(setting.said(&limits), [example(setting)], "{setting:?}");
        let mut answer = KeyLimits::default();
        SETTINGS.iter().for_each(|setting| setting.answer(&limits, &mut answer));
        assert_eq!(names(&answer), BTreeSet::from([setting.json.to_owned()]));
        let mut read = Limits::default();
        for setting in &SETTINGS {
            assert!(setting.read(&answer, &mut read, &Zone::utc()).is_ok(), "{setting:?}");
        }
        assert_eq!(read, limits);
        // What was not sent stays, and null takes it away.
        assert!(setting.read(&KeyLimits::default(), &mut read, &Zone::utc()).is_ok());
        assert_eq!(read, limits);
        let null: KeyLimits = serde_json::from_value(serde_json::json!({ setting.json: null })).expect("limits");
        assert!(setting.read(&null, &mut read, &Zone::utc()).is_ok());
        assert_eq!(read, Limits::default(), "{setting:?}");
        setting.say(&mut read, &example(setting));
        setting.clear(&mut read);
        assert_eq!(read, Limits::default(), "{setting:?}");
    }
}

#[test]
fn what_is_narrowed_is_not_wider() {
    for setting in &SETTINGS {
        let (mut own, other) = (Limits::default(), limited(setting));
        assert_eq!(setting.wider(&other, &other), None, "{setting:?}");
        let narrows = !matches!(setting.within, Within::Anything);
        // Calls at once are bounded by the rate.
        let other = if setting.field == "burst" { Limits { rate: 5, ..other } } else { other };
        let own_rate = if setting.field == "burst" { 9 } else { 0 };
        own.rate = own_rate;
        assert_eq!(wider(&own, &other).is_some(), narrows, "{setting:?}");
        SETTINGS.iter().for_each(|setting| setting.narrow(&mut own, &other));
        assert_eq!(wider(&own, &other), None, "{setting:?}");
    }
}
