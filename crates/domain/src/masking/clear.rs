//! What of the digits of a text is clearly no phone: dates, times and amounts.

/// The fewest digits of what is taken for a phone.
pub(super) const FEWEST: usize = 7;
/// The most digits of a group of numbers that may be an amount: a phone with its code has more.
const MOST_OF_AMOUNT: usize = 8;
/// The most digits beside a moment that are surely no part of a phone.
const MOST_BESIDE: usize = 3;
/// Dashes between two dates or times.
const DASHES: [char; 3] = ['-', '–', '—'];

/// The parts of a group of numbers that may be phones, as ranges of bytes. A group begins and ends with a digit.
pub(super) fn rest(group: &str) -> Option<(usize, usize)> {
    let (mut from, mut to) = (0, group.len());
    if digits(group) < FEWEST || are_amounts(group) || is_alone(group) {
        return None;
    }
    let mut sure = true;
    while let Some((length, certain)) = head(&group[from..to]) {
        (from, sure) = (from + length, sure && certain);
    }
    while let Some((length, certain)) = tail(&group[from..to]) {
        (to, sure) = (to - length, sure && certain);
    }
    match digits(&group[from..to]) {
        few if few < FEWEST => (!sure || few > MOST_BESIDE).then_some((0, group.len())),
        _ => Some((from, to)),
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_numeric()).count()
}

/// Whether a group is nothing but moments, or one amount beside small numbers.
fn is_alone(group: &str) -> bool {
    if moments(group) == group.len() {
        return true;
    }
    digits(group) <= MOST_OF_AMOUNT && parts(group).any(|part| amount(part) == part.len())
}

/// Whether a group is a list of amounts.
fn are_amounts(group: &str) -> bool {
    parts(group).all(|part| amount(part) == part.len() && digits(part) < FEWEST + 1)
}

/// What commas and semicolons before blanks, and line ends, divide.
fn parts(group: &str) -> impl Iterator<Item = &str> {
    group.split(['\n', ';']).flat_map(|part| part.split(", ")).map(str::trim).filter(|part| !part.is_empty())
}

/// The length of a moment at the beginning, with what divides it from the rest; whether the division is certain.
fn head(text: &str) -> Option<(usize, bool)> {
    let length = moments(text);
    let after = &text[length..];
    if length == 0 || after.is_empty() {
        return None;
    }
    let gap = after.len() - after.trim_start_matches([',', ';', ' ', '\t', '\n', '\r', '\u{a0}']).len();
    let certain = after[..gap].contains([',', ';', '\n']);
    let phone = date(text).is_some() && digits(&after[gap..]) >= FEWEST;
    (gap > 0 && (phone || (certain && gap > 1))).then_some((length + gap, certain))
}

/// The same at the end.
fn tail(text: &str) -> Option<(usize, bool)> {
    let begins = |at: &usize| *at > 0 && text[..*at].ends_with([' ', '\t', '\n', '\u{a0}']) && moments(&text[*at..]) == text.len() - at;
    let at = text.char_indices().map(|(at, _)| at).find(begins)?;
    let before = text[..at].trim_end_matches([',', ';', ' ', '\t', '\n', '\r', '\u{a0}']);
    let certain = text[before.len()..at].contains([',', ';', '\n']);
    let phone = date(&text[at..]).is_some() && digits(before) >= FEWEST;
    (phone || certain).then_some((text.len() - before.len(), certain))
}

/// The length of the dates and times at the beginning: `2026-11-29 12:30`, `10:00-18:00`, `29.11.2026 - 02.12.2026`.
fn moments(text: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    while let Some(length) = date(&text[at..]).or_else(|| time(&text[at..])) {
        end = at + length;
        let rest = &text[end..];
        let gap = rest.trim_start_matches([' ', '\t', '\u{a0}']);
        let gap = gap.strip_prefix(DASHES).map_or(gap, |gap| gap.trim_start_matches([' ', '\u{a0}']));
        at = text.len() - gap.len();
        if at == end {
            break;
        }
    }
    end
}

/// The length of a date at the beginning: `2026-11-29`, `29.11.2026`, `29/11/2026`, `29.11.26`.
fn date(text: &str) -> Option<usize> {
    for (shape, order) in [("0000-00-00", [0, 5, 8]), ("0000/00/00", [0, 5, 8]), ("0000.00.00", [0, 5, 8])] {
        if let Some(length) = shaped(text, shape) {
            return is_day(number(text, order[0], 4), number(text, order[1], 2), number(text, order[2], 2)).then_some(length);
        }
    }
    for shape in ["00.00.0000", "00/00/0000", "00-00-0000"] {
        if let Some(length) = shaped(text, shape) {
            let (one, other) = (number(text, 0, 2), number(text, 3, 2));
            return (is_day(number(text, 6, 4), other, one) || (shape != "00.00.0000" && is_day(number(text, 6, 4), one, other)))
                .then_some(length);
        }
    }
    let length = shaped(text, "00.00.00")?;
    is_day(2000 + number(text, 6, 2), number(text, 3, 2), number(text, 0, 2)).then_some(length)
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// The length of a time of day at the beginning: `9:30`, `12:30:59`, `12:30:59.123+03:00`.
fn time(text: &str) -> Option<usize> {
    let (hours, mut length) = match (shaped(text, "00:00"), shaped(text, "0:00")) {
        (Some(length), _) => (2, length),
        (_, Some(length)) => (1, length),
        _ => (2, shaped(text, "00:00:00")?),
    };
    if number(text, 0, hours) > 24 || number(text, hours + 1, 2) > 59 {
        return None;
    }
    if let Some(seconds) = shaped(&text[length..], ":00") {
        if number(text, length + 1, 2) > 59 {
            return None;
        }
        length += seconds;
        length += shaped(&text[length..], ".000").or_else(|| shaped(&text[length..], ".000000")).unwrap_or(0);
        length += shaped(&text[length..], "+00:00").or_else(|| shaped(&text[length..], "-00:00")).unwrap_or(0);
    }
    Some(length)
}

/// The length of an amount with two decimals at the beginning: `1234.50`, `1 234,50`.
fn amount(text: &str) -> usize {
    let bytes = text.as_bytes();
    let whole = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=6).contains(&whole) || (whole > 1 && bytes[0] == b'0') {
        return 0;
    }
    let mut end = whole;
    if whole <= 3 {
        while let Some(length) = group(&text[end..]) {
            end += length;
        }
    }
    let decimals = text[end..].strip_prefix(['.', ',']).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if decimals == 2 { end + 3 } else { 0 }
}

/// The length of a gap and three digits at the beginning, after which no digit follows.
fn group(text: &str) -> Option<usize> {
    let gap = text.chars().next().filter(|letter| " '\u{a0}\u{202f}".contains(*letter))?.len_utf8();
    let digits = text[gap..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 3).then_some(gap + 3)
}

/// The length of a shape at the beginning of a text, `0` for a digit, after which no digit follows.
fn shaped(text: &str, shape: &str) -> Option<usize> {
    let matches = |(byte, sign): (u8, u8)| if sign == b'0' { byte.is_ascii_digit() } else { byte == sign };
    let good = text.len() >= shape.len() && text.bytes().zip(shape.bytes()).all(matches);
    let follows = text.as_bytes().get(shape.len()).is_some_and(u8::is_ascii_digit);
    (good && !follows).then_some(shape.len())
}

fn number(text: &str, at: usize, length: usize) -> u32 {
    text.get(at..at + length).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_amounts_are_no_phones() {
        for group in [
            "2026-11-29",
            "2026-11-29 12:30",
            "2026-11-29 12:30:59",
            "12:30:59+03:00",
            "29.11.2026",
            "29.11.2026 9:30",
            "29.11.26 12:30",
            "11/29/2026",
            "10:00-18:00",
            "10:00 – 18:00",
            "2026-11-29 - 2026-12-02",
            "12345.50",
            "1 234,50",
            "1234.50, 2",
            "1234.50, 1500.00",
            "2026-11-29, 5",
            "123456",
            "1, 2, 3",
        ] {
            assert_eq!(rest(group), None, "{group}");
        }
    }

    #[test]
    fn what_begins_like_one_may_be_a_phone() {
        for group in [
            "0612-34-56-78",
            "0612-11-12-78",
            "2012-11-12-78",
            "2012-11-12 78",
            "2026-13-01",
            "2026-00-01",
            "12:30:59:61",
            "25:00-18:00",
            "1234567",
            "123456789.50",
            "1234567.5",
            "926, 12345.50",
            "926 1234.50 12",
            "7926123 45:12",
            "92612345",
        ] {
            assert_eq!(rest(group), Some((0, group.len())), "{group}");
        }
        assert_eq!(rest("2026-03-14 926 123-45-67"), Some((11, 24)));
        assert_eq!(rest("926 123-45-67 2026-03-14"), Some((0, 13)));
        assert_eq!(rest("926 123-45-67, 12:30"), Some((0, 13)));
    }
}
