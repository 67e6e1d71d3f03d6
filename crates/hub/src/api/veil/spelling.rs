//! How a covered value is spelled, and how such a spelling is recognised when it comes back.

use serde_json::Value;

use super::Veil;
use crate::domain::contact;
use crate::keys::masks::{Class, Mask};

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

/// The fewest digits of what is taken for a phone inside a text, and the most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

impl Veil<'_> {
    /// A text of a class as it is answered; `None` when it is left out.
    pub(super) fn spelled(&self, class: Class, mask: Mask, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return Some(text.to_owned());
        }
        match mask {
            Mask::Hide => None,
            Mask::Partial => match class {
                Class::Phone => Some(ending(text)),
                Class::Email => Some(format!("{STARS}{}", text.rfind('@').map_or("", |at| &text[at..]))),
                Class::Names | Class::Custom => text.trim().chars().next().map(|first| format!("{first}{STARS}")),
                Class::Address | Class::Prices => None,
            },
            Mask::Pseudonym => Some(self.pseudonym(class, text)),
        }
    }

    /// The made-up value that stands for a text of a class: always the same one, however the text is written.
    pub(super) fn pseudonym(&self, class: Class, text: &str) -> String {
        let value = match class {
            Class::Phone => contact::phone(text, self.country).unwrap_or_else(|| contact::digits(text)),
            _ => text.trim().to_lowercase(),
        };
        let mark = self.seal.mark(class.name(), &value);
        match class {
            Class::Phone => {
                let (number, _) = mark.split_first_chunk().map_or((0, &[][..]), |(first, rest)| (u64::from_le_bytes(*first), rest));
                format!("{NOWHERE}{:0DIGITS$}", number % 10_u64.pow(DIGITS as u32))
            }
            Class::Email => format!("{}@masked.invalid", anonym(&mark)),
            _ => anonym(&mark),
        }
    }

    /// A text in which no phone and no e-mail is left that the key does not see.
    pub(super) fn scrubbed(&self, text: &str) -> Option<String> {
        let mut out = None;
        if let Some(mask) = self.masks.of(Class::Email) {
            out = replaced(text, emails(text), |found| self.inside(Class::Email, mask, found));
        }
        if let Some(mask) = self.masks.of(Class::Phone) {
            let text = out.as_deref().unwrap_or(text);
            let phones = replaced(text, phones(text), |found| self.inside(Class::Phone, mask, found));
            out = phones.or(out);
        }
        out
    }

    fn inside(&self, class: Class, mask: Mask, text: &str) -> String {
        // What is made up already stays.
        if is_spelled(text) { text.to_owned() } else { self.spelled(class, mask, text).unwrap_or_else(|| STARS.to_owned()) }
    }

    /// The same of a number that may be a phone.
    pub(super) fn scrubbed_number(&self, value: &Value) -> Option<Value> {
        let mask = self.masks.of(Class::Phone)?;
        let digits = value.as_u64()?.to_string();
        (PHONE_DIGITS.contains(&digits.len()) && digits.len() > 9).then(|| Value::String(self.inside(Class::Phone, mask, &digits)))
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
    if digits.len() < 5 { STARS.to_owned() } else { format!("{STARS}{}", &digits[digits.len() - 2..]) }
}

/// Eighty bits in letters that read the same in either case.
fn anonym(mark: &[u8; 32]) -> String {
    let letters = b"0123456789abcdefghijklmnopqrstuv";
    let text: String = mark.iter().take(LETTERS).map(|byte| char::from(letters[usize::from(byte % 32)])).collect();
    format!("{ANONYM}{text}")
}

/// A text with parts of it replaced; `None` when there are none.
fn replaced(text: &str, parts: Vec<(usize, usize)>, with: impl Fn(&str) -> String) -> Option<String> {
    if parts.is_empty() {
        return None;
    }
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (from, to) in parts {
        out.push_str(&text[done..from]);
        out.push_str(&with(&text[from..to]));
        done = to;
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// Where a text holds e-mails.
fn emails(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let is_local = |letter: &char| letter.is_alphanumeric() || "._%+-'".contains(*letter);
        let is_domain = |letter: &char| letter.is_alphanumeric() || ".-".contains(*letter);
        let before: usize = text[..at].chars().rev().take_while(is_local).map(char::len_utf8).sum();
        let domain = text[at + 1..].trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let after: usize = domain.chars().take_while(is_domain).map(char::len_utf8).sum();
        let (from, to) = (at - before, at + 1 + after);
        if before > 0 && after > 0 && found.last().is_none_or(|(_, end)| *end <= from) {
            found.push((from, to));
        }
    }
    found
}

/// Where a text holds what may be phones: digits with blanks, dashes, dots, slashes and brackets between them.
fn phones(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text[at..].find(|letter: char| letter.is_ascii_digit() || letter == '+' || letter == '(').map(|start| at + start)
    {
        let rest = &text[start..];
        let day = day(rest);
        if day > 0 {
            at = start + day;
            continue;
        }
        let (mut end, mut digits) = (0, 0);
        for (offset, letter) in rest.char_indices() {
            if letter.is_ascii_digit() {
                if day_follows(rest, offset, digits) {
                    break;
                }
                (end, digits) = (offset + 1, digits + 1);
            } else if !(" -–—.()/\u{a0}\u{2009}\u{202f}".contains(letter) || (letter == '+' && offset == 0)) {
                break;
            }
        }
        let within_word = text[..start].chars().next_back().is_some_and(char::is_alphabetic);
        if digits >= *PHONE_DIGITS.start() && !within_word {
            found.push((start, start + end));
        }
        at = start + end.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    found
}

/// A date that begins after a gap is no part of a phone before it.
fn day_follows(text: &str, offset: usize, digits: usize) -> bool {
    digits > 0 && !text[..offset].ends_with(|letter: char| letter.is_ascii_digit()) && day(&text[offset..]) > 0
}

/// How many bytes of the beginning of a text are a date (`2026-03-14`), with a time or without.
fn day(text: &str) -> usize {
    let shape = |shape: &str| {
        text.len() >= shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, sign)| if sign == b'0' { byte.is_ascii_digit() } else { byte == sign })
    };
    let length = if shape("0000-00-00 00:00") || shape("0000-00-00T00:00") {
        16
    } else if shape("0000-00-00") {
        10
    } else {
        return 0;
    };
    if text.as_bytes().get(length).is_some_and(u8::is_ascii_digit) { 0 } else { length }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::masks::Masks;
    use crate::keys::sealed::Seal;

    fn with<T>(masks: &str, run: impl FnOnce(Veil<'_>) -> T) -> T {
        let (masks, seal) = (Masks::parse(masks).expect("masks"), Seal::of([7; 32]));
        run(Veil { masks: &masks, seal: &seal, country: "RU" })
    }

    #[test]
    fn each_mask_leaves_what_it_says() {
        with("none", |veil| {
            let said = |class, mask, text| veil.spelled(class, mask, text);
            assert_eq!(said(Class::Phone, Mask::Partial, "8 (926) 123-45-67").as_deref(), Some("*****67"));
            assert_eq!(said(Class::Phone, Mask::Partial, "112").as_deref(), Some("*****"));
            assert_eq!(said(Class::Email, Mask::Partial, "Anna@Example.com").as_deref(), Some("*****@Example.com"));
            assert_eq!(said(Class::Names, Mask::Partial, "Анна").as_deref(), Some("А*****"));
            assert_eq!(said(Class::Names, Mask::Hide, "Анна"), None);
            assert_eq!(said(Class::Names, Mask::Hide, "").as_deref(), Some(""));
        });
    }

    #[test]
    fn a_pseudonym_is_the_same_for_the_same_value_however_it_is_written() {
        with("none", |veil| {
            let phone = veil.pseudonym(Class::Phone, "8 (926) 123-45-67");
            assert_eq!(phone, veil.pseudonym(Class::Phone, "+79261234567"));
            assert_ne!(phone, veil.pseudonym(Class::Phone, "+79261234568"));
            assert!(phone.starts_with("+999") && phone.len() == 16, "{phone}");
            assert_eq!(veil.pseudonym(Class::Email, " Anna@Example.com "), veil.pseudonym(Class::Email, "anna@example.com"));
            assert_ne!(veil.pseudonym(Class::Names, "anna"), veil.pseudonym(Class::Custom, "anna"));
            let other = Seal::of([8; 32]);
            assert_ne!(phone, Veil { seal: &other, ..veil }.pseudonym(Class::Phone, "+79261234567"));
        });
    }

    #[test]
    fn every_spelling_is_recognised_and_nothing_else() {
        with("phone=pseudonym", |veil| {
            for class in [Class::Phone, Class::Email, Class::Names, Class::Custom] {
                for mask in [Mask::Partial, Mask::Pseudonym] {
                    let spelled = veil.spelled(class, mask, "8 926 123-45-67 a@b.c").unwrap_or_default();
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
        with("phone=partial,email=partial", |veil| {
            let said = |text: &str| veil.scrubbed(text).unwrap_or_else(|| text.to_owned());
            assert_eq!(said("call +7 (926) 123-45-67 or 89261234568, ask Anna"), "call *****67 or *****68, ask Anna");
            assert_eq!(said("tel:9261234567"), "tel:*****67");
            assert_eq!(said("Write to anna.b@shop.example, please."), "Write to *****@shop.example, please.");
            assert_eq!(said("9261234567@mail.example"), "*****@mail.example");
            for plain in ["2026-03-14", "2026-03-14 12:30:00", "order 12345", "RB123456789CN", "1 2 3", "a @ b", "101000, Москва, 7"]
            {
                assert_eq!(said(plain), plain);
            }
            assert_eq!(said("on 2026-03-14 call 926 123-45-67"), "on 2026-03-14 call *****67");
            assert_eq!(said("926 123-45-67 2026-03-14"), "*****67 2026-03-14");
        });
        with("phone=hide", |veil| assert_eq!(veil.scrubbed("a 9261234567 b@c.d").as_deref(), Some("a ***** b@c.d")));
        with("names=hide", |veil| assert_eq!(veil.scrubbed("a 9261234567 b@c.d"), None));
    }
}
