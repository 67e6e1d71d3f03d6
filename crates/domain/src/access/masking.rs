//! Tokens in texts that are kept or shown: ours are recognised by their shape, those of other systems when they are at hand.

use std::borrow::Cow;
use std::ops::Range;

use super::token;

/// A text in which nothing that looks like one of our tokens is left whole, nor the token at hand; empty for none.
pub fn masked<'a>(text: &'a str, known: &str) -> Cow<'a, str> {
    let Some(first) = find(text, 0, known) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let (mut from, mut found) = (0, Some(first));
    while let Some(place) = found {
        out.push_str(&text[from..place.start]);
        out.push_str(&token::hint(&text[place.clone()]));
        from = place.end;
        found = find(text, from, known);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Whether a text holds something that looks like one of our tokens, or the token at hand; empty for none.
pub fn is_in(text: &str, known: &str) -> bool {
    find(text, 0, known).is_some()
}

/// The first token from a place on.
fn find(text: &str, from: usize, known: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    // What is shorter than any token is a word like others.
    let known = if known.len() >= token::LENGTH { known.as_bytes() } else { &[] };
    let first = known.first().map_or(b'l', u8::to_ascii_lowercase);
    (from..bytes.len()).filter(|at| matches!(bytes[*at].to_ascii_lowercase(), byte if byte == b'l' || byte == first)).find_map(|at| {
        let rest = &bytes[at..];
        if !known.is_empty() && rest.len() >= known.len() && rest[..known.len()].eq_ignore_ascii_case(known) {
            return Some(at..at + known.len());
        }
        let length = shaped(rest)?;
        Some(at..at + length)
    })
}

/// The length of what looks like one of our tokens, in any letters, at the beginning of these bytes.
fn shaped(bytes: &[u8]) -> Option<usize> {
    let start = bytes.get(..token::PREFIX.len())?;
    if !start.eq_ignore_ascii_case(token::PREFIX.as_bytes()) && !start.eq_ignore_ascii_case(b"lkt_") {
        return None;
    }
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (length >= token::LENGTH).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_masked_wherever_they_stand_and_however_they_are_written() {
        let own = token::sample();
        let imported = "An-Imported_Token-0123456789-abcdef";
        for token in [own.as_str(), imported] {
            for written in [token.to_owned(), token.to_uppercase(), token.to_lowercase()] {
                for (before, after) in [("", ""), ("Shop/1.0 (", ")"), ("é", "ё"), ("apiKey=", "&x=1"), ("secret-token:", " "), ("l", "l ")]
                {
                    let text = format!("{before}{written}{after}");
                    let masked = masked(&text, token);
                    assert!(!masked.to_lowercase().contains(&token[4..20].to_lowercase()), "{text}: {masked}");
                    assert!(masked.starts_with(before) && is_in(&text, token), "{text}: {masked}");
                }
            }
            let twice = format!("{token} {token}");
            assert_eq!(masked(&twice, token), format!("{hint} {hint}", hint = token::hint(token)));
        }
        assert!(!is_in(imported, "") && is_in(&own, ""), "without the token at hand only ours are recognised");
        for harmless in [
            "",
            "l",
            "lky_",
            "lky_short",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "я".repeat(40).as_str(),
        ] {
            assert!(matches!(masked(harmless, imported), Cow::Borrowed(text) if text == harmless), "{harmless}");
            assert!(!is_in(harmless, "short"), "{harmless}");
        }
    }
}
