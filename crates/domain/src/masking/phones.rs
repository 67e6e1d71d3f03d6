//! Where a text holds what may be phones: digits of any script with anything but letters between them.

use super::clear;
use super::signs::{self, Sign};

/// Ranges of bytes that may be phones; they ascend and do not overlap. `signs` are those of a part of the text.
pub(super) fn find(text: &str, signs: &[Sign]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for group in groups(signs) {
        let (from, to) = (group[0].from, group[group.len() - 1].to);
        // Escapes are no part of a date that people wrote.
        let plain = group.iter().all(|sign| text[sign.from..sign.to].chars().eq([sign.letter]));
        let rest = if plain { clear::rest(&text[from..to]) } else { many(group).then_some((0, to - from)) };
        if let Some((start, end)) = rest {
            let before = text[..from + start].trim_end_matches(['+', '(']).len();
            // A plus or a bracket belongs to it, unless it belongs to what was found before.
            let least = signs.first().map_or(0, |sign| sign.from);
            found.push((if start == 0 { before.max(least) } else { from + start }, from + end));
        }
    }
    found
}

/// Whether a text holds what may be a phone.
pub(super) fn may_be(text: &str) -> bool {
    !find(text, &signs::of(text)).is_empty()
}

fn many(group: &[Sign]) -> bool {
    group.iter().filter(|sign| sign.digit).count() >= clear::FEWEST
}

/// The longest groups of digits without a letter in between; each begins and ends with a digit.
fn groups(signs: &[Sign]) -> impl Iterator<Item = &[Sign]> {
    signs.split(|sign| sign.is_of_word()).filter_map(|part| {
        let (first, last) = (part.iter().position(|sign| sign.digit)?, part.iter().rposition(|sign| sign.digit)?);
        Some(&part[first..=last])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text, &signs::of(text)).into_iter().map(|(from, to)| &text[from..to]).collect()
    }

    #[test]
    fn every_way_of_writing_a_phone_is_found() {
        for phone in [
            "+7 (926) 123-45-67",
            "12345678",
            "1234567",
            "0612-34-56-78",
            "926\t123\n45\r\n67",
            "926\u{2003}123\u{2011}45\u{2212}67",
            "926_123,45*67",
            "926:123;45|67",
            "926'12'34567",
            "９２６１２３４５６７",
            "٩٢٦١٢٣٤٥٦٧",
            "९२६१२३४५६७",
            "926%20123%2D45%2d67",
            "926&nbsp;123&nbsp;45&nbsp;67",
            "9\u{fe0f}\u{20e3}2612345",
            "926 / 123 … 45 — 67",
        ] {
            for text in [format!("call {phone} now"), format!("tel{phone}x"), phone.to_owned()] {
                let parts = found(&text);
                assert_eq!(parts, [phone], "{text}");
            }
        }
        assert_eq!(found("tel=%2B79261234567&x=1"), ["79261234567"]);
        assert_eq!(found("one 9261234567 two 9261234568"), ["9261234567", "9261234568"]);
    }
}
