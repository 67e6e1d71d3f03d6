//! A text as its signs: each with what it means and where it stands, also where it is written by an escape of addresses
//! (`%2B`, `%252B`), of HTML (`&#43;`, `&nbsp;`) or of JSON (`\u002b`, `\t`).

/// One sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it means.
    pub letter: char,
    /// Whether it may be a digit of a phone: digits of every script, and escapes that consist of digits.
    pub digit: bool,
}

impl Sign {
    /// Whether it holds a word together; anything else may stand between the digits of a phone.
    pub(super) fn is_of_word(self) -> bool {
        !self.digit && self.letter.is_alphabetic()
    }

    /// Whether it is a blank of any kind, or a sign that is not seen at all.
    pub(super) fn is_blank(self) -> bool {
        self.letter.is_whitespace()
            || matches!(self.letter, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    }
}

/// Stands for an escape that means a sign which is neither letter nor digit, or none at all.
const OTHER: char = ' ';
/// The longest name of a sign in HTML that is looked for.
const LONGEST_NAME: usize = 10;

/// The signs of a text, in its order.
pub(super) fn of(text: &str) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let from = at;
        let taken = match letter {
            '%' => percent(text, from, &mut signs),
            '&' => entity(&text[from..]).map(|(length, letter)| push(&mut signs, from, length, letter)),
            '\\' => escape(&text[from..]).map(|(length, letter)| push(&mut signs, from, length, letter)),
            _ => None,
        };
        at += taken.unwrap_or_else(|| push(&mut signs, from, letter.len_utf8(), letter));
    }
    signs
}

fn push(signs: &mut Vec<Sign>, from: usize, length: usize, letter: char) -> usize {
    signs.push(Sign { from, to: from + length, letter, digit: letter.is_numeric() });
    length
}

/// The escaped bytes that begin at a `%`, read as UTF-8; how many bytes of the text they take.
fn percent(text: &str, start: usize, signs: &mut Vec<Sign>) -> Option<usize> {
    let (mut bytes, mut places) = (Vec::new(), vec![start]);
    let mut at = start;
    while let Some((length, byte)) = escaped_byte(&text.as_bytes()[at..]) {
        at += length;
        bytes.push(byte);
        places.push(at);
    }
    let mut done = 0;
    while done < bytes.len() {
        let chunk = String::from_utf8_lossy(&bytes[done..]);
        let letter = chunk.chars().next().unwrap_or(OTHER);
        let known = letter != char::REPLACEMENT_CHARACTER;
        let length = if known { letter.len_utf8() } else { 1 };
        let (from, to) = (places[done], places[done + length]);
        // Two digits after a percent sign may also be digits of a number.
        let digits = text[from..to].bytes().all(|byte| byte == b'%' || byte.is_ascii_digit());
        signs.push(Sign { from, to, letter: if known { letter } else { OTHER }, digit: digits || letter.is_numeric() });
        done += length;
    }
    (at > start).then_some(at - start)
}

/// A byte written `%2B`, or `%252B` where it was escaped twice.
fn escaped_byte(text: &[u8]) -> Option<(usize, u8)> {
    let mut at = usize::from(text.first() == Some(&b'%'));
    if at == 0 {
        return None;
    }
    while text[at..].starts_with(b"25") && text.get(at + 2..at + 4).is_some_and(|next| next.iter().all(u8::is_ascii_hexdigit)) {
        at += 2;
    }
    let digits = std::str::from_utf8(text.get(at..at + 2)?).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    Some((at + 2, u8::from_str_radix(digits, 16).ok()?))
}

/// A sign written the way HTML writes it.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST_NAME + 2).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)?
        }
        None if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => match name {
            "commat" => '@',
            "period" => '.',
            "lowbar" => '_',
            "quot" => '"',
            _ => OTHER,
        },
        None => return None,
    };
    Some((end + 1, letter))
}

/// A sign written the way JSON writes it.
fn escape(text: &str) -> Option<(usize, char)> {
    match text.as_bytes().get(1)? {
        b'n' | b'r' | b't' => Some((2, OTHER)),
        b'u' => {
            let digits = text.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            Some((6, char::from_u32(u32::from_str_radix(digits, 16).ok()?).unwrap_or(OTHER)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        of(text).iter().map(|sign| sign.letter).collect()
    }

    #[test]
    fn escapes_are_read_and_every_byte_is_somewhere() {
        assert_eq!(meant("a%2B7%D9%A1%40x%252D9"), "a+7\u{661}@x-9");
        assert_eq!(meant("&#43;&#x37;&commat;&nbsp;1\\u0037\\t2"), "+7@ 17 2");
        for text in
            ["100%", "%", "%2", "%zz", "&", "&;", "& b;", "\\", "\\u12", "%FF%FE", "é%C3%A9€", "%25", "%2525", "&#1114112;", "\\ud800"]
        {
            let signs = of(text);
            assert_eq!(signs.first().map_or(0, |sign| sign.from), 0, "{text}");
            assert_eq!(signs.last().map_or(0, |sign| sign.to), text.len(), "{text}");
            assert!(signs.windows(2).all(|pair| pair[0].to == pair[1].from), "{text}");
        }
    }
}
