//! Tokens: 32 characters that a scanner can recognise, with a checksum that refuses slips before any look-up.
//!
//! `lky_` + 22 characters of the operating system's randomness (131 bits) + 6 characters of CRC-32 over what
//! precedes, all of `[0-9A-Za-z]`. Tokens of another system, 32 to 100 characters of `[0-9A-Za-z_-]`, may be
//! imported; a token that begins like ours must be ours.

use std::borrow::Cow;

/// What a token of this hub begins with.
pub const PREFIX: &str = "lky_";

/// What tokens look like to scanners that search texts for them; `lkt_` is kept for keys to test with. What it finds is a
/// token only when [`is_checked`] agrees.
pub const PATTERN: &str = r"\b(lk[yt]_[0-9A-Za-z]{28})\b";

/// What marks a token in a text, so that readers of the text recognise a secret (RFC 8959).
pub const SCHEME: &str = "secret-token:";

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM: usize = 22;
const CHECKED: usize = PREFIX.len() + RANDOM;
/// The length of our own tokens.
pub const LENGTH: usize = CHECKED + 6;

/// Makes a fresh token.
///
/// # Errors
/// The operating system gives no randomness.
pub fn generate() -> Result<String, getrandom::Error> {
    let mut token = format!("{PREFIX}{}", random(RANDOM)?);
    let check = checksum(token.as_bytes());
    token.push_str(std::str::from_utf8(&check).unwrap_or_default());
    Ok(token)
}

/// So many characters of `[0-9A-Za-z]`, each as likely as any other: a password, the name of a node.
///
/// # Errors
/// The operating system gives no randomness.
pub fn random(length: usize) -> Result<String, getrandom::Error> {
    let mut text = String::with_capacity(length);
    let mut bytes = [0_u8; 64];
    while text.len() < length {
        getrandom::fill(&mut bytes)?;
        // Bytes past the last multiple of 62 would make some characters likelier than others.
        let even = bytes.iter().filter(|byte| **byte < 248).map(|byte| char::from(ALPHABET[usize::from(byte % 62)]));
        text.extend(even.take(length - text.len()));
    }
    Ok(text)
}

/// So many random bytes: a secret, a nonce.
///
/// # Errors
/// The operating system gives no randomness.
pub fn random_bytes<const LENGTH: usize>() -> Result<[u8; LENGTH], getrandom::Error> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A token without the mark of a secret (RFC 8959), which may stand before it in files it is copied from.
pub fn bare(text: Cow<'_, str>) -> Cow<'_, str> {
    let marked = text.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME));
    match text {
        text if !marked => text,
        Cow::Borrowed(text) => Cow::Borrowed(&text[SCHEME.len()..]),
        Cow::Owned(text) => Cow::Owned(text[SCHEME.len()..].to_owned()),
    }
}

/// Whether the check characters of a text that looks like a token fit the rest of it.
pub fn is_checked(text: &str) -> bool {
    let bytes = text.as_bytes();
    (text.starts_with(PREFIX) || text.starts_with("lkt_"))
        && bytes.len() == LENGTH
        && number(&bytes[CHECKED..]) == Some(u64::from(crc32fast::hash(&bytes[..CHECKED])))
}

/// A token that shows the form and is no key's: its random part is all zeros.
pub fn sample() -> String {
    let start = format!("{PREFIX}{}", "0".repeat(RANDOM));
    let check = checksum(start.as_bytes());
    start + std::str::from_utf8(&check).unwrap_or_default()
}

/// How many different characters a chosen token has at least.
const DIFFERENT: usize = 12;

/// Why a text cannot become the token of a key; `None` when it can. Tokens that keys have already are not asked.
pub fn refusal(token: &str) -> Option<String> {
    let length = token.chars().count();
    if is_well_formed(token) {
        let different = token.bytes().collect::<std::collections::BTreeSet<u8>>().len();
        return (different < DIFFERENT).then(|| format!("The token has {different} different characters; it needs at least {DIFFERENT}."));
    }
    Some(if token.starts_with(PREFIX) {
        format!("A token that begins with {PREFIX} must be a complete Latchkey token; its checksum is wrong.")
    } else if length < 32 {
        format!("The token has {length} characters; it needs at least 32.")
    } else if length > 100 {
        format!("The token has {length} characters; it may have 100 at most.")
    } else {
        "The token may hold letters A to Z and a to z, digits, \"_\" and \"-\" only.".to_owned()
    })
}

/// True when the text may be a token at all; false costs no hash and no look-up.
pub fn is_well_formed(token: &str) -> bool {
    let bytes = token.as_bytes();
    if bytes.starts_with(PREFIX.as_bytes()) {
        return is_checked(token);
    }
    (32..=100).contains(&bytes.len()) && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether a token may be in a text: ours, or one of another system, which only its length gives away.
pub fn may_be_in(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    text.as_bytes().split(|byte| !is_part(*byte)).any(|part| part.len() >= LENGTH)
}

/// What may be shown of a token: its prefix and its last four characters.
pub fn hint(token: &str) -> String {
    let prefix = if token.starts_with(PREFIX) { PREFIX } else { "" };
    let tail: String = token.chars().skip(token.chars().count().saturating_sub(4)).collect();
    format!("{prefix}…{tail}")
}

fn checksum(bytes: &[u8]) -> [u8; 6] {
    let mut rest = crc32fast::hash(bytes);
    let mut out = [0_u8; 6];
    for place in out.iter_mut().rev() {
        *place = ALPHABET[(rest % 62) as usize];
        rest /= 62;
    }
    out
}

/// The number that digits of base 62 write. Reading six of them is faster than writing the number they should be.
fn number(digits: &[u8]) -> Option<u64> {
    let mut number = 0;
    for digit in digits {
        let value = VALUES[usize::from(*digit)];
        if value == NO_DIGIT {
            return None;
        }
        number = number * ALPHABET.len() as u64 + u64::from(value);
    }
    Some(number)
}

/// The value of each byte as a digit.
static VALUES: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};

const NO_DIGIT: u8 = u8::MAX;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn tokens_are_32_characters_distinct_and_checked() {
        let tokens: HashSet<String> = (0..10_000).map(|_| generate().unwrap_or_default()).collect();
        assert_eq!(tokens.len(), 10_000);
        for token in &tokens {
            assert_eq!(token.len(), 32);
            assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
            assert!(is_well_formed(token));
        }
    }

    #[test]
    fn a_slip_in_any_place_is_refused() {
        let token = generate().unwrap_or_default();
        for place in PREFIX.len()..LENGTH {
            let mut wrong = token.clone().into_bytes();
            wrong[place] = if wrong[place] == b'a' { b'b' } else { b'a' };
            assert!(!is_well_formed(std::str::from_utf8(&wrong).unwrap_or_default()), "place {place}");
        }
    }

    #[test]
    fn the_mark_of_a_secret_is_no_part_of_the_token() {
        let token = sample();
        assert!(is_checked(&token) && is_well_formed(&token));
        for marked in [format!("secret-token:{token}"), format!("Secret-Token:{token}"), token.clone()] {
            assert_eq!(bare(Cow::Borrowed(&marked)), token);
            assert_eq!(bare(Cow::Owned(marked)), token);
        }
        assert_eq!(bare(Cow::Borrowed("secret-token")), "secret-token");
        assert_eq!(bare(Cow::Borrowed("\u{444}secret-token:")), "\u{444}secret-token:");
    }

    #[test]
    fn a_chosen_token_needs_twelve_different_characters() {
        for weak in ["x".repeat(32), "0123456789".repeat(4), "abcdefghijk".repeat(5), sample()] {
            assert!(is_well_formed(&weak) && refusal(&weak).is_some_and(|text| text.contains("different characters")), "{weak}");
        }
        assert_eq!(refusal(&"abcdefghijkl".repeat(5)), None);
        assert!((0..1000).all(|_| refusal(&generate().unwrap_or_default()).is_none()), "those that are made always do");
    }

    #[test]
    fn other_systems_tokens_may_be_imported_from_32_to_100_characters() {
        assert!(is_well_formed(&"x".repeat(32)));
        assert!(is_well_formed(&"x".repeat(100)));
        assert!(!is_well_formed(&"x".repeat(31)));
        assert!(!is_well_formed(&"x".repeat(101)));
        assert!(!is_well_formed(&format!("lky_{}", "x".repeat(40))));
        assert!(!is_well_formed(&format!("{} ", "x".repeat(32))));
        assert_eq!(hint(&"x".repeat(32)), "…xxxx");
    }
}
