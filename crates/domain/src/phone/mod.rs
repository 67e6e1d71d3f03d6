//! Phones as they are compared: which numbers a text holds, however they are written.
//!
//! - A number with a plus, or with 00 before the country's code, is international; any other is one of the countries of
//!   the row, in their order: the order's own, its store's, the account's.
//! - Where no country has such a number, it may be an international one that lost its plus, or a national one that was
//!   given a plus. Such a guess must be a number that can be dialled.
//! - What is none of this is compared by its digits.
//! - Two numbers in one text are two numbers; an extension is part of none.

mod kept;

use std::str::FromStr;

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat, Region};

pub use kept::{Phones, countries};

/// A number that a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it is compared by: E.164 with its plus, or bare digits where no country has such a number.
    pub key: String,
    /// Whether some country has such a number, so that it is no part of another one.
    pub whole: bool,
}

/// The fewest digits of a second number in a text: fewer are an extension, or the last digits of another number.
const SHORTEST: usize = 7;
/// The most digits of a number, with the code of its country and what is dialled before it.
const LONGEST: usize = 18;
/// The fewest digits of an international number that is recognised without its plus: fewer may be a number of a town.
const SHORTEST_INTERNATIONAL: usize = 10;
/// The longest text that is read for more than its digits, in bytes.
const LONGEST_TEXT: usize = 200;
/// Words that an extension follows.
const EXTENSIONS: &[&str] = &["#", "ext", "x", "х", "×", "доб", "вн", "int", "anexo"];

/// The numbers of a text, each once. `countries` (ISO 3166-1 alpha-2) read national numbers, the first that has such a
/// number first; a text without digits, or with zeros alone, holds none.
pub fn read(text: &str, countries: &[&str]) -> Vec<Number> {
    let known = |key: &str| vec![Number { key: key.to_owned(), whole: true }];
    if is_common(text) {
        return known(text);
    }
    let mut found = Vec::new();
    if text.len() <= LONGEST_TEXT {
        for part in parts(text) {
            part.read(countries, &mut found);
        }
        if found.is_empty() && text.bytes().filter(u8::is_ascii_alphabetic).count() >= 3 {
            // Letters may stand for the digits they share a button with.
            let spelled = region(countries.first()).and_then(|region| e164(&PhoneNumber::parse(text, Some(region)).ok()?));
            found.extend(spelled.map(|key| Number { key, whole: true }));
        }
    }
    if found.is_empty() {
        let digits: String = text.chars().filter_map(digit).collect();
        if digits.len() >= 3 && digits.bytes().any(|digit| digit != b'0') {
            found.push(Number { key: digits, whole: false });
        }
    }
    found
}

/// The numbers of a text as they are compared; see [`read`].
pub fn keys(text: &str, countries: &[&str]) -> impl Iterator<Item = String> {
    read(text, countries).into_iter().map(|number| number.key)
}

/// Whether a text is a mobile number of Russia or Spain in E.164, as most clients send it.
///
/// The numbering plan leaves some ranges of +7 9300 out, so the parser decides about these.
fn is_common(text: &str) -> bool {
    let is_mobile = text.starts_with("+346") || (text.starts_with("+79") && !text.starts_with("+79300"));
    text.len() == 12 && is_mobile && text.as_bytes()[1..].iter().all(u8::is_ascii_digit)
}

/// A decimal digit of the scripts that keyboards have.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => letter as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => letter as u32 - 0x6f0,
        '\u{966}'..='\u{96f}' => letter as u32 - 0x966,
        '\u{ff10}'..='\u{ff19}' => letter as u32 - 0xff10,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// A stretch of a text that holds one number, or several with a comma, a bar or a blank between them.
#[derive(Debug, Default)]
struct Part {
    /// Pieces between commas and the like.
    pieces: Vec<Piece>,
}

/// Digits that were written together.
#[derive(Debug, Default, Clone)]
struct Piece {
    plus: bool,
    digits: String,
    /// Where groups of digits end.
    groups: Vec<usize>,
}

/// Takes a text apart at words and at every further plus; what follows the word of an extension is left out.
fn parts(text: &str) -> Vec<Part> {
    let text = text.replace("%2B", "+").replace("%2b", "+");
    let (mut parts, mut part, mut piece) = (Vec::new(), Part::default(), Piece::default());
    let (mut word, mut is_extension) = (String::new(), false);
    for letter in text.chars() {
        if let Some(digit) = digit(letter) {
            if !word.is_empty() && part.digits() + piece.digits.len() >= SHORTEST {
                part.pieces.push(std::mem::take(&mut piece));
                parts.push(std::mem::take(&mut part));
                is_extension = EXTENSIONS.iter().any(|extension| word.starts_with(extension));
            }
            word.clear();
            if !is_extension {
                piece.digits.push(digit);
            }
            continue;
        }
        if letter.is_alphabetic() || matches!(letter, '#' | '×') {
            word.extend(letter.to_lowercase());
            continue;
        }
        match letter {
            '+' | '＋' => {
                if part.digits() + piece.digits.len() >= SHORTEST {
                    part.pieces.push(std::mem::take(&mut piece));
                    parts.push(std::mem::take(&mut part));
                }
                (is_extension, piece.plus) = (false, piece.plus || piece.digits.is_empty());
                word.clear();
            }
            ',' | ';' | '/' | '|' | '\\' | '&' | '\n' | '\r' => {
                is_extension = false;
                part.pieces.push(std::mem::take(&mut piece));
            }
            _ => {}
        }
        piece.groups.extend((!piece.digits.is_empty() && piece.groups.last() != Some(&piece.digits.len())).then_some(piece.digits.len()));
    }
    part.pieces.push(piece);
    parts.push(part);
    parts.iter_mut().for_each(|part| part.pieces.retain(|piece| !piece.digits.is_empty()));
    parts
}

impl Part {
    fn digits(&self) -> usize {
        self.pieces.iter().map(|piece| piece.digits.len()).sum()
    }

    /// Adds the numbers it holds.
    fn read(&self, countries: &[&str], found: &mut Vec<Number>) {
        let mut add = |number: Number| {
            if !found.contains(&number) {
                found.push(number);
            }
        };
        let whole = self.joined();
        let each: Vec<Option<Number>> =
            if self.pieces.len() > 1 { self.pieces.iter().map(|piece| piece.read(countries)).collect() } else { Vec::new() };
        let exist = each.iter().flatten().filter(|number| number.whole).count();
        let one = whole.read(countries);
        if exist < 2
            && let Some(one) = one.clone().filter(|one| one.whole)
        {
            return add(one);
        }
        if exist > 0 {
            for (piece, number) in self.pieces.iter().zip(each) {
                match number {
                    Some(number) => add(number),
                    None if piece.digits.len() >= SHORTEST => add(Number { key: piece.digits.clone(), whole: false }),
                    None => {}
                }
            }
            return;
        }
        if let Some((first, second)) = whole.halves(countries) {
            add(first);
            return add(second);
        }
        one.into_iter().for_each(add);
    }

    fn joined(&self) -> Piece {
        let mut whole = self.pieces.first().cloned().unwrap_or_default();
        for piece in self.pieces.iter().skip(1) {
            whole.groups.push(whole.digits.len());
            whole.groups.extend(piece.groups.iter().map(|at| at + whole.digits.len()));
            whole.digits.push_str(&piece.digits);
        }
        whole
    }
}

impl Piece {
    fn read(&self, countries: &[&str]) -> Option<Number> {
        let digits = self.digits.as_str();
        if !(5..=LONGEST).contains(&digits.len()) {
            return None;
        }
        let whole = |key: String| Number { key, whole: true };
        let possible = |key: String| Number { key, whole: false };
        let national = || countries.iter().find_map(|country| national(digits, country));
        let after_zeros = digits.strip_prefix("00");
        if !self.plus {
            let dialled = || after_zeros.and_then(international);
            let without_plus = || if digits.len() >= SHORTEST_INTERNATIONAL { international(digits) } else { None };
            if let Some(number) = national().or_else(dialled) {
                return Some(whole(number));
            }
            // Digits that are dialled before national numbers only say that this is one, though no plan has it.
            let some = region(countries.first()).and_then(|region| might_be_here(digits, region));
            let is_national = some.as_ref().is_some_and(|number| !number.ends_with(digits));
            let number = if is_national { None } else { without_plus() };
            return number.map(whole).or_else(|| some.or_else(|| after_zeros.and_then(might_be_abroad)).map(possible));
        }
        // No country has a code of one digit but for 1 and 7: this is a national number that was given a plus.
        let lone = self.groups.first() == Some(&1) && !digits.starts_with(['1', '7']);
        if lone && let Some(number) = national() {
            return Some(whole(number));
        }
        if let Some(number) = international(digits) {
            return Some(whole(number));
        }
        if let Some(number) = might_be_abroad(digits) {
            return Some(possible(number));
        }
        after_zeros.and_then(international).or_else(national).map(whole)
    }

    /// Two numbers with nothing but a blank between them.
    fn halves(&self, countries: &[&str]) -> Option<(Number, Number)> {
        self.groups.iter().filter(|at| **at >= SHORTEST && self.digits.len() - **at >= SHORTEST).find_map(|at| {
            let first = Self { plus: self.plus, digits: self.digits[..*at].to_owned(), groups: Vec::new() };
            let second = Self { plus: false, digits: self.digits[*at..].to_owned(), groups: Vec::new() };
            let read = |piece: Self| piece.read(countries).filter(|number| number.whole);
            Some((read(first)?, read(second)?))
        })
    }
}

fn region(country: Option<&&str>) -> Option<Region> {
    let country = country?;
    Region::from_str(country).or_else(|_| Region::from_str(&country.to_ascii_uppercase())).ok()
}

/// A number of a country as it is dialled there, if there is such a number.
fn national(digits: &str, country: &str) -> Option<String> {
    // Mexican mobiles were dialled with these in front; nothing else begins with them.
    let mexican = || ["044", "045", "01", "1"].iter().find_map(|prefix| digits.strip_prefix(prefix).filter(|rest| rest.len() == 10));
    let digits = if country.eq_ignore_ascii_case("MX") { mexican().unwrap_or(digits) } else { digits };
    e164(&PhoneNumber::parse(digits, Some(region(Some(&country))?)).ok()?)
}

/// An international number without its plus, if there is such a number.
fn international(digits: &str) -> Option<String> {
    if let Some(mobile) = mexican(digits) {
        return international(&mobile);
    }
    e164(&PhoneNumber::parse(format!("+{digits}"), None).ok()?)
}

/// Mexican mobiles had a 1 after the country's code.
fn mexican(digits: &str) -> Option<String> {
    digits.strip_prefix("521").filter(|rest| rest.len() == 10).map(|rest| format!("52{rest}"))
}

fn e164(number: &PhoneNumber) -> Option<String> {
    number.is_valid().then(|| number.format_as(PhoneNumberFormat::E164).into_owned())
}

/// A number that has as many digits as numbers of its country have.
fn might_be(text: &str, region: Option<Region>) -> Option<String> {
    let number = PhoneNumber::parse(text, region).ok()?;
    let is_possible = number.is_possible_with_reason().is_ok_and(|length| length == rlibphonenumber::NumberLengthType::IsPossible);
    is_possible.then(|| number.format_as(PhoneNumberFormat::E164).into_owned())
}

/// The same of a national number, which may have the code of its country in front.
fn might_be_here(digits: &str, region: Region) -> Option<String> {
    let national = might_be(digits, Some(region));
    let coded = || (1..=3).find_map(|length| might_be(digits.get(length..)?, Some(region)).filter(|number| number[1..] == *digits));
    national.or_else(coded)
}

fn might_be_abroad(digits: &str) -> Option<String> {
    might_be(&format!("+{}", mexican(digits).as_deref().unwrap_or(digits)), None)
}

#[cfg(test)]
mod tests;
