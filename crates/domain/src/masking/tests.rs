//! Phones and e-mails of every spelling, with anything around them: none is left in a text.

use proptest::prelude::*;

use super::Masking;
use super::answers::Place;
use crate::access::masks::Masks;
use crate::access::sealed::Seal;

/// What people and programs put between the digits of a phone.
const BETWEEN: &[&str] = &[
    " ",
    "-",
    ".",
    "/",
    "(",
    ")",
    ") ",
    " (",
    "\t",
    "\n",
    "\r\n",
    "\u{a0}",
    "\u{2003}",
    "\u{2009}",
    "\u{202f}",
    "\u{3000}",
    "\u{200b}",
    "\u{ad}",
    "\u{2010}",
    "\u{2011}",
    "\u{2013}",
    "\u{2014}",
    "\u{2212}",
    "\u{fe63}",
    "\u{ff0d}",
    "\u{30fb}",
    "_",
    ",",
    "*",
    ":",
    ";",
    "|",
    "'",
    "\"",
    "~",
    "=",
    " - ",
    ", ",
    "%20",
    "%2D",
    "%2d",
    "%C2%A0",
    "%E2%80%91",
    "%252D",
    "&nbsp;",
    "&#45;",
    "\\u002d",
    "\\t",
];
const BEFORE: &[&str] =
    &["", "+", "%2B", "tel", "тел.", "call ", "x=", "№", "2026-03-14 ", "on 2026-03-14T12:30 ", "a, ", "*****", "(", "10 x ", "anon-"];
const AFTER: &[&str] = &["", "x", "тел", " please", ", Anna", "\n", ")", " 2026-03-14", " *****", "\"", "@", "&y=1"];
/// The noughts of some scripts.
const NOUGHTS: &[char] = &['0', '0', '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{e50}', '\u{ff10}', '\u{1d7ce}'];

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

/// A phone as it is written, with its digits.
fn phone() -> impl Strategy<Value = (String, String)> {
    let digit = (0..10_u32, prop_oneof![2 => Just(""), 1 => one_of(BETWEEN)]);
    (prop::sample::select(NOUGHTS), 1..10_u32, prop::collection::vec(digit, 8..15)).prop_map(|(nought, first, rest)| {
        let sign = |digit: u32| char::from_u32(u32::from(nought) + digit).unwrap_or('0');
        let (mut written, mut digits) = (String::from(sign(first)), first.to_string());
        for (digit, between) in rest {
            written.push_str(between);
            written.push(sign(digit));
            digits.push_str(&digit.to_string());
        }
        (written, digits)
    })
}

/// An e-mail as it is written, and as it is meant.
fn email() -> impl Strategy<Value = (String, String)> {
    let local = prop_oneof![
        "[a-z0-9!#$'*+/=?^_`{|}~-]{3,12}",
        "[a-z]{2,5}\\.[а-я]{2,5}",
        "\"[a-z]{2,4}[ ,:;<>()@]{1,2}[a-z]{2,4}\"",
        "[a-z]{3,5}\\+[a-z0-9]{2,5}",
    ];
    let at = one_of(&[
        "@",
        "%40",
        "%2540",
        "\u{ff20}",
        "\u{fe6b}",
        " @ ",
        "@ ",
        " @",
        "\u{a0}@\u{2009}",
        "&#64;",
        "&#x40;",
        "&commat;",
        "\\u0040",
    ]);
    let domain = prop_oneof![
        "[a-z]{2,8}\\.(test|example)",
        "[а-я]{2,8}\\.рф",
        "xn--[a-z0-9]{4,8}\\.xn--p1ai",
        "\\[10\\.[1-9]{1,2}\\.0\\.1\\]",
        "[a-z]{2,5}\\.उदाहरण\\.भारत",
    ];
    (local, at, domain).prop_map(|(local, at, domain)| (format!("{local}{at}{domain}"), format!("{local}@{domain}")))
}

/// A text as it would be read: escapes undone, digits of every script as plain ones, and only letters and digits of it.
fn read(text: &str, kept: &str) -> String {
    let mut out = String::new();
    for sign in super::signs::of(text) {
        let nought = NOUGHTS.iter().find(|nought| (u32::from(**nought)..u32::from(**nought) + 10).contains(&u32::from(sign.letter)));
        match nought {
            Some(nought) => out.push_str(&(u32::from(sign.letter) - u32::from(*nought)).to_string()),
            None if sign.letter.is_alphanumeric() || kept.contains(sign.letter) => out.push(sign.letter),
            None if "\u{ff20}\u{fe6b}".contains(sign.letter) && kept.contains('@') => out.push('@'),
            None => {}
        }
    }
    out
}

fn veiled(masks: &str, text: &str) -> String {
    let (masks, seal) = (Masks::parse(masks).expect("masks"), Seal::of([7; 32]));
    let masking = Masking { masks: &masks, seal: &seal, key: 1, country: "RU" };
    let mut value = serde_json::json!({ "customFields": { "a": [{ text: text }] }, "managerComment": text });
    super::answers::cover(&masking, &mut value, Place::Typed);
    let texts = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let deep = value["customFields"]["a"][0].as_object().cloned().unwrap_or_default();
    let deep: Vec<String> = deep.iter().flat_map(|(name, value)| [name.clone(), texts(value)]).collect();
    // A letter, so that nothing of one runs into the next.
    format!("{} x {}", texts(&value["managerComment"]), deep.join(" x "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_phone_is_left_however_it_is_written((written, digits) in phone(), before in one_of(BEFORE), after in one_of(AFTER)) {
        let text = format!("{before}{written}{after}");
        for masks in ["phone=hide", "phone=partial", "phone=pseudonym,email=partial"] {
            let seen = veiled(masks, &text);
            prop_assert!(!read(&seen, "").contains(&digits), "{masks}: {text:?} is shown as {seen:?}");
        }
    }

    #[test]
    fn no_email_is_left_however_it_is_written((written, meant) in email(), before in one_of(&["", "to ", "mailto:", "<", "?to=", "почта: ", "a@b.test, ", "(", "x:"]), after in one_of(&["", " now", ">", ", Anna", "&y=1", ")", "; b@c.test", "\n"])) {
        let text = format!("{before}{written}{after}");
        let kept = "@.!#$'*+/=?^_`{|}~-\"[] ,:;<>()";
        let meant = read(&meant, kept).replace(' ', "");
        for masks in ["email=hide", "email=partial", "email=pseudonym,phone=hide"] {
            let seen = veiled(masks, &text);
            prop_assert!(!read(&seen, kept).replace(' ', "").contains(&meant), "{masks}: {text:?} is shown as {seen:?}");
        }
    }

    #[test]
    fn any_text_can_be_covered(text in "\\PC{0,40}") {
        veiled("phone=partial,email=partial", &text);
    }
}
