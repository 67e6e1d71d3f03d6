//! What finds a person: e-mails folded, texts lower-cased; phones are in `phone`.

use std::borrow::Cow;

use crate::phone;

/// The first number of a text as it is compared; see [`phone::read`]. `country` (ISO 3166-1 alpha-2) reads national numbers.
pub fn phone(text: &str, country: &str) -> Option<String> {
    phone::keys(text, &[country]).next()
}

/// An e-mail as it is compared: trimmed and lower-cased; `None` when nothing is left.
pub fn email(text: &str) -> Option<String> {
    let folded = text.trim().to_lowercase();
    (!folded.is_empty()).then_some(folded)
}

/// An e-mail that is written out in full, as it is compared: a name, `@` and a domain with a dot, without blanks. `None`
/// for part of one.
pub fn whole_email(text: &str) -> Option<String> {
    let folded = email(text)?;
    let (name, domain) = folded.rsplit_once('@')?;
    let dotted = domain.split_once('.').is_some_and(|(host, rest)| !host.is_empty() && !rest.is_empty() && !rest.ends_with('.'));
    (!name.is_empty() && dotted && !folded.contains(char::is_whitespace)).then_some(folded)
}

/// A tax or bank number as it is compared: letters and digits, lower-cased; how they were grouped does not matter.
pub fn plain_number(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The digits of a text, for searches that ignore how a number was written.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A text as searches see it.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_compared_trimmed_and_folded() {
        assert_eq!(email(" Anna@Example.COM ").as_deref(), Some("anna@example.com"));
        assert_eq!(email("  "), None);
        for whole in ["an@shop.example", " AN@Shop.Example ", "a+b@x.y.z", "\"a@b\"@x.y", "анна@почта.рф"] {
            assert_eq!(whole_email(whole), email(whole), "{whole}");
        }
        for part in ["an@", "@shop.example", "an@shop", "an@shop.", "an@.example", "shop.example", "an @shop.example", "an@x.y.", ""] {
            assert_eq!(whole_email(part), None, "{part}");
        }
    }

    #[test]
    fn tax_numbers_are_compared_without_their_groups() {
        assert_eq!(plain_number(" ES-B 1234.5678 "), "esb12345678");
    }
}
