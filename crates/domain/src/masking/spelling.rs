//! How a covered value is spelled, and how such a spelling is recognised when it comes back.

use serde_json::Value;

use super::Masking;
use super::clear::{self, FEWEST};
use super::signs::{self, Sign};
use super::{emails, phones};
use crate::access::masks::{Class, Mask};
use crate::contact;

/// Stands for what is not shown.
const STARS: &str = "*****";
/// What a pseudonym begins with.
const ANONYM: &str = "anon-";
/// Letters of a pseudonym after that.
const LETTERS: usize = 16;
/// A calling code that belongs to no country.
const NOWHERE: &str = "+999";
/// Digits of a made-up phone after that: the most that E.164 leaves.
const DIGITS: usize = 12;
/// From how many digits on a number is taken for a phone in a field that is meant for numbers.
const DIGITS_OF_NUMBER: usize = 10;

impl Masking<'_> {
    /// A text of a class as it is answered; `None` when it is left out.
    pub(super) fn spelled(&self, class: Class, mask: Mask, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return Some(text.to_owned());
        }
        match mask {
            Mask::Hide => None,
            Mask::Partial => match class {
                Class::Phone => Some(ending(text)),
                Class::Email => Some(self.domain_only(&signs::of(text))),
                Class::Names | Class::Custom => text.trim().chars().next().map(|first| format!("{first}{STARS}")),
                Class::Address | Class::Prices => None,
            },
            Mask::Pseudonym => Some(self.pseudonym(class, text)),
        }
    }

    /// The made-up value that stands for a text of a class: for one key always the same one, however the text is written.
    pub(super) fn pseudonym(&self, class: Class, text: &str) -> String {
        let value = match class {
            Class::Phone => contact::phone(text, self.country).unwrap_or_else(|| contact::digits(text)),
            _ => text.trim().to_lowercase(),
        };
        let mark = self.seal.mark(&format!("{} for key {}", class.name(), self.key), &value);
        match class {
            Class::Phone => {
                let (number, _) = mark.split_first_chunk().map_or((0, &[][..]), |(first, rest)| (u64::from_le_bytes(*first), rest));
                format!("{NOWHERE}{:0DIGITS$}", number % 10_u64.pow(DIGITS as u32))
            }
            Class::Email => format!("{}@masked.invalid", anonym(&mark)),
            _ => anonym(&mark),
        }
    }

    /// A text in which no phone and no e-mail is left that the key does not see; `None` when there were none.
    pub(super) fn scrubbed(&self, text: &str) -> Option<String> {
        let (phone, email) = (self.masks.of(Class::Phone), self.masks.of(Class::Email));
        if phone.is_none() && email.is_none() {
            return None;
        }
        let signs = signs::of(text);
        let emails = email.map(|_| emails::find(&signs)).unwrap_or_default();
        let mut found: Vec<(usize, usize, Class, Mask)> = Vec::new();
        let mut done = 0;
        for (from, to) in emails.into_iter().chain([(signs.len(), signs.len())]) {
            if let Some(mask) = phone {
                found.extend(phones::find(text, &signs[done..from]).into_iter().map(|(from, to)| (from, to, Class::Phone, mask)));
            }
            if let Some(mask) = email.filter(|_| from < to) {
                found.push((signs[from].from, signs[to - 1].to, Class::Email, mask));
            }
            done = to;
        }
        if found.is_empty() {
            return None;
        }
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for (from, to, class, mask) in found {
            out.push_str(&text[done..from]);
            out.push_str(&self.spelled(class, mask, &text[from..to]).unwrap_or_else(|| STARS.to_owned()));
            done = to;
        }
        out.push_str(&text[done..]);
        Some(out)
    }

    /// The domain of an e-mail, in which a phone may stand too.
    fn domain_only(&self, email: &[Sign]) -> String {
        let domain = emails::domain_of(email);
        if domain.is_empty() {
            return STARS.to_owned();
        }
        let seen = if self.masks.cover(Class::Phone) && phones::may_be(&domain) { STARS } else { &domain };
        format!("{STARS}@{seen}")
    }

    /// What stands for a number that may be a phone. In free data people write phones as numbers; elsewhere only what is as
    /// long as one is taken for it.
    pub(super) fn scrubbed_number(&self, value: &Value, free: bool) -> Option<Value> {
        let mask = self.masks.of(Class::Phone)?;
        let text = value.to_string();
        let number = text.trim_start_matches('-');
        let whole = number.bytes().take_while(u8::is_ascii_digit).count();
        let is_amount = whole < FEWEST && number.len() <= whole + 3;
        let may_be = if free { !is_amount && clear::rest(number).is_some() } else { whole >= DIGITS_OF_NUMBER };
        may_be.then(|| Value::String(self.spelled(Class::Phone, mask, &text).unwrap_or_else(|| STARS.to_owned())))
    }
}

/// Whether a text holds a covered value.
pub(super) fn is_spelled(text: &str) -> bool {
    let anonymous = |at: usize| {
        let letters = text[at + ANONYM.len()..].bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'v')).count();
        letters >= LETTERS
    };
    let nowhere = |at: usize| text[at + NOWHERE.len()..].bytes().take_while(u8::is_ascii_digit).count() == DIGITS;
    text.contains(STARS)
        || text.match_indices(ANONYM).any(|(at, _)| anonymous(at))
        || text.match_indices(NOWHERE).any(|(at, _)| nowhere(at))
}

/// The last two digits of a phone.
fn ending(text: &str) -> String {
    let digits = contact::digits(text);
    if digits.len() < FEWEST - 2 { STARS.to_owned() } else { format!("{STARS}{}", &digits[digits.len() - 2..]) }
}

/// Eighty bits in letters that read the same in either case.
fn anonym(mark: &[u8; 32]) -> String {
    let letters = b"0123456789abcdefghijklmnopqrstuv";
    let text: String = mark.iter().take(LETTERS).map(|byte| char::from(letters[usize::from(byte % 32)])).collect();
    format!("{ANONYM}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::masks::Masks;
    use crate::access::sealed::Seal;

    fn with<T>(masks: &str, run: impl FnOnce(Masking<'_>) -> T) -> T {
        let (masks, seal) = (Masks::parse(masks).expect("masks"), Seal::of([7; 32]));
        run(Masking { masks: &masks, seal: &seal, key: 5, country: "RU" })
    }

    #[test]
    fn each_mask_leaves_what_it_says() {
        with("none", |masking| {
            let said = |class, mask, text| masking.spelled(class, mask, text);
            assert_eq!(said(Class::Phone, Mask::Partial, "8 (926) 123-45-67").as_deref(), Some("*****67"));
            assert_eq!(said(Class::Phone, Mask::Partial, "112").as_deref(), Some("*****"));
            assert_eq!(said(Class::Email, Mask::Partial, "Anna@Example.com").as_deref(), Some("*****@Example.com"));
            assert_eq!(said(Class::Email, Mask::Partial, "anna").as_deref(), Some("*****"));
            assert_eq!(said(Class::Names, Mask::Partial, "Анна").as_deref(), Some("А*****"));
            assert_eq!(said(Class::Names, Mask::Hide, "Анна"), None);
            assert_eq!(said(Class::Names, Mask::Hide, "").as_deref(), Some(""));
        });
        with("phone=hide", |masking| {
            assert_eq!(masking.spelled(Class::Email, Mask::Partial, "a@9261234567.test").as_deref(), Some("*****@*****"));
        });
    }

    #[test]
    fn a_pseudonym_is_the_same_for_the_same_value_and_key_however_it_is_written() {
        with("none", |masking| {
            let phone = masking.pseudonym(Class::Phone, "8 (926) 123-45-67");
            assert_eq!(phone, masking.pseudonym(Class::Phone, "+79261234567"));
            assert_ne!(phone, masking.pseudonym(Class::Phone, "+79261234568"));
            assert!(phone.starts_with("+999") && phone.len() == 16, "{phone}");
            assert_eq!(masking.pseudonym(Class::Email, " Anna@Example.com "), masking.pseudonym(Class::Email, "anna@example.com"));
            assert_ne!(masking.pseudonym(Class::Names, "anna"), masking.pseudonym(Class::Custom, "anna"));
            let other = Seal::of([8; 32]);
            assert_ne!(phone, Masking { seal: &other, ..masking }.pseudonym(Class::Phone, "+79261234567"));
            for class in [Class::Phone, Class::Email, Class::Names, Class::Custom, Class::Address] {
                assert_ne!(masking.pseudonym(class, "+79261234567"), Masking { key: 6, ..masking }.pseudonym(class, "+79261234567"));
            }
        });
    }

    #[test]
    fn every_spelling_is_recognised_and_nothing_else() {
        with("phone=pseudonym", |masking| {
            for class in [Class::Phone, Class::Email, Class::Names, Class::Custom] {
                for mask in [Mask::Partial, Mask::Pseudonym] {
                    let spelled = masking.spelled(class, mask, "8 926 123-45-67 a@b.c").unwrap_or_default();
                    assert!(is_spelled(&spelled) && is_spelled(&format!("call {spelled}!")), "{spelled}");
                }
            }
            for plain in ["", "anon", "anon-x", "anonymous-customers-club", "+99912", "+79261234567", "****", "A.", "5 * 3"] {
                assert!(!is_spelled(plain), "{plain}");
            }
        });
    }

    #[test]
    fn phones_and_emails_inside_texts_are_covered() {
        with("phone=partial,email=partial", |masking| {
            let said = |text: &str| masking.scrubbed(text).unwrap_or_else(|| text.to_owned());
            assert_eq!(said("call +7 (926) 123-45-67 or 89261234568, ask Anna"), "call *****67 or *****68, ask Anna");
            assert_eq!(said("tel9261234567x"), "tel*****67x");
            assert_eq!(said("Write to anna.b@shop.example, please."), "Write to *****@shop.example, please.");
            assert_eq!(said("9261234567@mail.example"), "*****@mail.example");
            for plain in [
                "2026-03-14",
                "2026-03-14 12:30:00",
                "2026-03-14T12:30:00+03:00",
                "order 12345",
                "1 2 3",
                "a @ b",
                "101000, Москва, 7",
                "12345.50",
            ] {
                assert_eq!(said(plain), plain);
            }
            assert_eq!(said("on 2026-03-14 call 926 123-45-67"), "on 2026-03-14 call *****67");
            assert_eq!(said("926 123-45-67 2026-03-14"), "*****67 2026-03-14");
            assert_eq!(said("+999123456789012 ***** 9261234567"), "*****67", "what looks made up hides nothing");
        });
        with("phone=hide", |masking| assert_eq!(masking.scrubbed("a 9261234567 b@c.d").as_deref(), Some("a ***** b@c.d")));
        with("names=hide", |masking| assert_eq!(masking.scrubbed("a 9261234567 b@c.d"), None));
    }

    #[test]
    fn numbers_that_may_be_phones_are_covered() {
        with("phone=hide", |masking| {
            let said = |number: Value, free: bool| masking.scrubbed_number(&number, free).is_some();
            for phone in [
                serde_json::json!(1_234_567),
                serde_json::json!(-79_261_234_567_i64),
                serde_json::json!(926_123.456_7),
                serde_json::json!(9.261234567e20),
            ] {
                assert!(said(phone.clone(), true), "{phone}");
            }
            for number in [serde_json::json!(123_456), serde_json::json!(12345.25), serde_json::json!(123_456.5), serde_json::json!(-1.5)] {
                assert!(!said(number.clone(), true), "{number}");
            }
            assert!(!said(serde_json::json!(1_234_567), false) && said(serde_json::json!(9_261_234_567.5), false));
        });
    }
}
