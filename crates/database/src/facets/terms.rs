//! Terms: the hashes that stand for what a row has, and for what a condition asks for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Index, Kind};

/// A term: 51 bits of a hash. Two that should differ may be the same, so that a term only narrows; whatever is answered is
/// compared with the row.
pub(super) type Term = i64;

const BITS: u32 = 51;

/// The term of a facet, by the way it is searched (`=`, `~`, `w`, `-`, `#`), and a value.
pub(super) fn term(facet: &str, way: char, value: &str) -> Term {
    // FNV-1a: it stays the same in every version, and nothing but speed depends on it.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut way_bytes = [0; 4];
    for byte in facet.bytes().chain(way.encode_utf8(&mut way_bytes).bytes()).chain(value.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> (64 - BITS)).cast_signed()
}

/// A term as SQLite's full-text index takes it: a word of digits and small letters.
pub(super) fn word(term: Term, out: &mut String) {
    let mut rest = term.unsigned_abs();
    loop {
        out.push(char::from_digit((rest % 36) as u32, 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            return;
        }
    }
}

/// The term of the store of a row.
pub(super) fn of_site(site: i64) -> Term {
    term("site", '=', &site.to_string())
}

/// Every three letters in a row of a text, as terms.
pub(super) fn parts(facet: &str, text: &str) -> Vec<Term> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    starts.windows(4).map(|window| term(facet, '~', &text[window[0]..window[3]])).collect()
}

/// A few of the three letters in a row of a text that together hold all of it: a row with them is compared in any case, and more
/// of them would cost more than they leave out.
pub(super) fn cover(facet: &str, text: &str) -> Vec<Term> {
    let all = parts(facet, text);
    let last = all.len().saturating_sub(1);
    all.into_iter().enumerate().filter(|(at, _)| at.is_multiple_of(3) || *at == last).map(|(_, term)| term).collect()
}

/// The most bytes of a word that has a term of its own; it has three letters or more.
const LONGEST_WORD: usize = 40;

/// Texts within a text that are often looked for as a whole: its words, the hosts of emails, and these after their `@`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let hosts = text.match_indices('@').flat_map(|(at, _)| {
        let rest = &text[at..];
        let host = &rest[..rest[1..].find(|letter: char| letter.is_whitespace() || letter == '@').map_or(rest.len(), |end| end + 1)];
        let label = &host[..host[1..].find(|letter: char| !letter.is_alphanumeric()).map_or(host.len(), |end| end + 1)];
        [label, host, &host[1..]]
    });
    text.split(|letter: char| !letter.is_alphabetic())
        .chain(hosts)
        .filter(|word| word.chars().nth(2).is_some() && word.len() <= LONGEST_WORD)
}

/// The term of the rows that hold a text as a word, where it is one; a row may hold it otherwise, too.
pub(super) fn as_word(facet: &str, text: &str) -> Option<Term> {
    let is_word = holds_word(text, text) || text.contains('.') && holds_word(&format!("@{text}"), text);
    is_word.then(|| term(facet, 'w', text))
}

/// Whether a text holds another as a word.
pub(super) fn holds_word(text: &str, word: &str) -> bool {
    words(text).any(|other| other == word)
}

/// The longest value that is kept among those of a facet, in bytes: an index takes no longer ones.
const LONGEST: usize = 500;

/// A line as it is kept among the values of its facet: of those that are too long only that there are some.
pub(super) fn value(line: &str) -> &str {
    if line.len() > LONGEST { "" } else { line }
}

/// The lines of a text that are searched each.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(|line| !line.is_empty()).map(value)
}

/// A facet and a value of it that is kept.
pub(super) type Kept = (Cow<'static, str>, String);

/// What a row is indexed by.
#[derive(Debug, Default)]
pub(super) struct Indexed {
    /// Its terms, each once.
    pub terms: Vec<Term>,
    /// Its values of facets that have few.
    pub values: Vec<Kept>,
}

/// A facet that another table holds, and its value.
pub(super) type Other = (&'static str, String);

/// The terms of a row: its store, if it belongs to one itself, its columns that are facets, its facets, and `others`, facets with
/// values that other tables hold.
pub(super) fn of_row(
    index: &Index,
    site: Option<i64>,
    columns: &Map<String, Value>,
    facets: &Map<String, Value>,
    others: &[Other],
) -> Indexed {
    let mut indexed = Indexed { terms: site.map(of_site).into_iter().collect(), values: Vec::new() };
    for (facet, kind) in index.facets {
        let Some(value) = columns.get(*facet).or_else(|| facets.get(*facet)) else { continue };
        of_facet(facet, *kind, value, &mut indexed);
    }
    for (code, value) in facets.get("custom").and_then(Value::as_object).into_iter().flatten() {
        let (facet, value) = (custom(code), text(value));
        indexed.terms.push(term(&facet, '=', &value));
        of_text(&facet, &value, &mut indexed.terms);
    }
    for (code, value) in facets.get("customNumber").and_then(Value::as_object).into_iter().flatten() {
        of_position(&custom_number(code), Kind::Amount, number(value), &mut indexed);
    }
    indexed.terms.extend(others.iter().map(|(facet, value)| term(facet, '=', value)));
    indexed.terms.sort_unstable();
    indexed.terms.dedup();
    indexed
}

/// The facet of a custom field as a text.
pub(super) fn custom(code: &str) -> String {
    format!("custom {code}")
}

/// The facet of a custom field as a number.
pub(super) fn custom_number(code: &str) -> String {
    format!("custom number {code}")
}

/// The terms of a text of which parts are looked for.
fn of_text(facet: &str, text: &str, terms: &mut Vec<Term>) {
    terms.append(&mut parts(facet, text));
    terms.extend(words(text).map(|word| term(facet, 'w', word)));
}

fn of_facet(facet: &'static str, kind: Kind, given: &Value, indexed: &mut Indexed) {
    let terms = &mut indexed.terms;
    match kind {
        Kind::Exact => terms.push(term(facet, '=', &text(given))),
        Kind::Number => terms.extend(number(given).map(|number| term(facet, '=', &number.to_string()))),
        Kind::Codes => {
            terms.extend(text(given).split('|').filter(|code| !code.is_empty()).map(|code| term(facet, '=', code)));
        }
        Kind::Lines => {
            for line in lines(&text(given)) {
                terms.push(term(facet, '-', line));
                terms.extend(words(line).map(|word| term(facet, 'w', word)));
                indexed.values.push((facet.into(), line.to_owned()));
            }
        }
        Kind::Part => of_text(facet, &text(given), terms),
        Kind::Amount | Kind::Moment | Kind::Day | Kind::Clock => {
            of_position(facet, kind, position(kind, given), indexed);
        }
    }
}

/// The terms of a number that is searched for by what lies around it, and the widest interval it lies in as one of the facet's
/// values.
fn of_position(facet: &str, kind: Kind, number: Option<i64>, indexed: &mut Indexed) {
    let Some(number) = number else { return };
    indexed.terms.append(&mut levels(facet, kind, number));
    let top = place(kind, number).0 >> (STEP * (depth(kind) - 1));
    indexed.values.push((widest(facet).into(), top.to_string()));
}

/// The facet under whose values the widest intervals stand that hold any row.
pub(super) fn widest(facet: &str) -> String {
    format!("{facet} #")
}

/// A value as the database reads it out of the facets as a text.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The number behind a value that is searched for by what lies around it: ten-thousandths, seconds, days, minutes.
fn position(kind: Kind, value: &Value) -> Option<i64> {
    match kind {
        // Some columns hold days as numbers.
        Kind::Day => day(value.as_str()?).or_else(|| number(value)),
        Kind::Clock => minute(value.as_str()?),
        _ => number(value),
    }
}

/// The number of a day `2026-03-14` since 1970-01-01.
pub(super) fn day(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that a leap day is the last of its year.
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

/// The minute of the day of `09:30`.
pub(super) fn minute(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.get(..2)?.parse::<i64>().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// How many bits a level is narrower than the one before.
const STEP: u32 = 5;

/// The place of a number on the line of its kind, from 0: the line is finer where numbers are small. `true` when no other
/// number has it.
fn place(kind: Kind, number: i64) -> (i64, bool) {
    const DAY: i64 = 86_400;
    const LAST_DAY: i64 = 65_535;
    match kind {
        // Days from 1970 to 2149; what lies outside counts for the first and the last.
        Kind::Moment => (number.div_euclid(DAY).clamp(0, LAST_DAY), false),
        Kind::Day => (number.clamp(0, LAST_DAY), (1..LAST_DAY).contains(&number)),
        Kind::Clock => (number, true),
        // 1,024 intervals between a power of two and the next, on both sides of zero: rows in the two at the edges of a range are
        // compared one by one.
        _ => {
            const FINE: u32 = 2 * STEP;
            const MIDDLE: i64 = 65_536;
            let size = number.unsigned_abs();
            let (at, alone) = if size < 1 << FINE {
                (size, true)
            } else {
                let power = size.ilog2();
                ((u64::from(power - FINE + 1) << FINE) + ((size >> (power - FINE)) & ((1 << FINE) - 1)), power == FINE)
            };
            (MIDDLE + number.signum() * at.cast_signed(), alone)
        }
    }
}

/// The last place on the line of a kind.
fn last_place(kind: Kind) -> i64 {
    match kind {
        Kind::Moment | Kind::Day => 65_535,
        Kind::Clock => 1439,
        _ => 131_071,
    }
}

/// How many levels of intervals a kind has: ranges without an end are to need no more than some hundred of them.
fn depth(kind: Kind) -> u32 {
    match kind {
        Kind::Clock => 2,
        _ => 3,
    }
}

fn interval(facet: &str, level: u32, at: i64) -> Term {
    term(facet, '#', &format!("{level}.{at}"))
}

/// The intervals that a number lies in, one a level.
fn levels(facet: &str, kind: Kind, number: i64) -> Vec<Term> {
    let (at, _) = place(kind, number);
    (0..depth(kind)).map(|level| interval(facet, level, at >> (STEP * level))).collect()
}

/// Intervals of which no number lies in two, the narrowest first: those of each width together.
pub(super) type Intervals = Vec<Vec<Term>>;

/// The intervals that make up what lies between two numbers, both included. Where those at its ends hold more than that: the
/// intervals without them, and they. Of the widest intervals only `there` hold any row.
pub(super) fn between(facet: &str, kind: Kind, [from, to]: [Option<i64>; 2], there: &BTreeSet<i64>) -> (Intervals, Option<[Intervals; 2]>) {
    let (low, from_is_exact) = from.map_or((0, true), |from| place(kind, from));
    let (high, to_is_exact) = to.map_or((last_place(kind), true), |to| place(kind, to));
    let intervals = |low, high| intervals(facet, kind, low, high, there);
    let inner = (!from_is_exact || !to_is_exact).then(|| {
        let ends = [(!from_is_exact).then_some(low), (!to_is_exact).then_some(high)];
        let edges: BTreeSet<i64> = ends.into_iter().flatten().filter(|at| (low..=high).contains(at)).collect();
        let edges = vec![edges.into_iter().map(|at| interval(facet, 0, at)).collect()];
        [intervals(low + i64::from(!from_is_exact), high - i64::from(!to_is_exact)), edges]
    });
    (intervals(low, high), inner)
}

/// The intervals that make up what lies between two places, both included.
fn intervals(facet: &str, kind: Kind, mut low: i64, mut high: i64, there: &BTreeSet<i64>) -> Intervals {
    let (mut all, top) = (Vec::new(), depth(kind) - 1);
    let mut add = |level: u32, places: &mut dyn Iterator<Item = i64>| {
        let held = places.filter(|at| there.contains(&(at >> (STEP * (top - level)))));
        let terms: Vec<Term> = held.map(|at| interval(facet, level, at)).collect();
        all.extend((!terms.is_empty()).then_some(terms));
    };
    for level in 0..=top {
        if low > high {
            break;
        }
        let width = 1 << STEP;
        // Places before the first whole interval of the next level, and after the last.
        let (first, after) =
            if level == top { (high + 1, high + 1) } else { ((low + width - 1) / width * width, (high + 1) / width * width) };
        if first >= after {
            add(level, &mut (low..=high));
            break;
        }
        add(level, &mut (low..first).chain(after..=high));
        (low, high) = (first / width, after / width - 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::facets::Noun;

    #[test]
    fn a_number_lies_in_one_of_the_intervals_exactly_if_it_may_be_meant() {
        let samples: Vec<i64> = (-40..40)
            .chain([
                1000,
                1023,
                1024,
                1025,
                2047,
                2048,
                2049,
                -1024,
                -2048,
                4_870_000,
                4_870_001,
                123_456_789,
                i64::MAX,
                i64::MIN,
                -4_870_000,
            ])
            .chain((0..40).map(|step| 86_400 * 31 * step + step))
            .collect();
        for kind in [Kind::Amount, Kind::Moment, Kind::Day] {
            let widest = |number: i64| place(kind, number).0 >> (STEP * (depth(kind) - 1));
            let there: BTreeSet<i64> = samples.iter().map(|number| widest(*number)).collect();
            for (index, from) in samples.iter().enumerate() {
                for to in samples.iter().skip(index % 7).step_by(5).map(|to| Some(*to)).chain([None]) {
                    let (terms, inner) = between("x", kind, [Some(*from), to], &there);
                    let (terms, inner) = (terms.concat(), inner.map(|parts| parts.map(|part| part.concat())));
                    assert!(terms.len() < 260, "{kind:?} {from} {to:?}: {}", terms.len());
                    for number in &samples {
                        let meant = number >= from && to.is_none_or(|to| *number <= to);
                        let found = levels("x", kind, *number).iter().any(|term| terms.contains(term));
                        assert!(found || !meant, "{kind:?}: {number} between {from} and {to:?}");
                        let [surely, perhaps] = [0, 1].map(|which| {
                            let terms = inner.as_ref().map(|parts| &parts[which]).or((which == 0).then_some(&terms));
                            terms.is_some_and(|terms| levels("x", kind, *number).iter().any(|term| terms.contains(term)))
                        });
                        assert!(!surely || meant, "{kind:?}: {number} not between {from} and {to:?}");
                        assert_eq!(found, surely || perhaps, "{kind:?}: {number}");
                        assert!(!surely || !perhaps, "{kind:?}: {number}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_change_of_the_terms_of_a_row_raises_the_version() {
        let mut digest = 0_i64;
        for noun in Noun::ALL {
            let samples = |kind: &Kind| match kind {
                Kind::Exact | Kind::Lines | Kind::Part => json!("Анна-Maria, a1@shop.example\n+7 (900) x9yz o'neil"),
                Kind::Number => json!(7),
                Kind::Codes => json!("|cash|credit|"),
                Kind::Amount => json!(123_456_789),
                Kind::Moment => json!(1_772_000_000),
                Kind::Day => json!("2026-03-14"),
                Kind::Clock => json!("09:30"),
            };
            for (facet, kind) in noun.index().facets {
                let mut facets = json!({"custom": {"size": "Large, blue"}, "customNumber": {"weight": -15_000}});
                facets[*facet] = samples(kind);
                let columns = Map::new();
                let indexed = of_row(noun.index(), Some(3), &columns, facets.as_object().unwrap(), &[("phone", "79001234567".to_owned())]);
                let mut kept: Vec<_> = indexed.values.iter().map(|(facet, value)| term(facet, 'k', value)).collect();
                kept.sort_unstable();
                digest = indexed.terms.iter().chain(&kept).fold(digest, |digest, term| digest.wrapping_mul(31).wrapping_add(*term));
            }
        }
        assert_eq!(
            (crate::facets::VERSION, digest),
            (4, -968_866_541_074_458_728),
            "indexes that were built by other rules would find nothing: raise the version"
        );
    }

    #[test]
    fn days_and_minutes_are_counted() {
        assert_eq!(
            ["1970-01-01", "2000-02-29", "2026-03-14", "x", "2026-13-01"].map(day),
            [Some(0), Some(11_016), Some(20_526), None, None]
        );
        assert_eq!(["00:00", "09:30", "23:59:59", "24:00", "9"].map(minute), [Some(0), Some(570), Some(1439), None, None]);
    }

    #[test]
    fn a_text_has_the_terms_of_its_words_and_of_the_hosts_of_emails() {
        let all = |text| words(text).collect::<Vec<_>>();
        assert_eq!(all("anna-мария o'neil, x9yz"), ["anna", "мария", "neil"]);
        assert_eq!(all("to a1@shop.example or b@q"), ["shop", "example", "@shop", "@shop.example", "shop.example"]);
        assert_eq!(all("a@"), Vec::<&str>::new());
        for text in ["anna", "@shop", "@shop.example", "shop.example"] {
            assert_eq!(as_word("x", text), Some(term("x", 'w', text)), "{text}");
            assert!(holds_word("the anna a1@shop.example", text) && !holds_word("joanna @shopping.examples", text), "{text}");
        }
        assert_eq!(["an", "anna b", "9anna", "a@shop", "@"].map(|text| as_word("x", text)), [None; 5]);
    }

    #[test]
    fn what_covers_a_text_is_among_its_parts_and_leaves_no_letter_out() {
        for (text, count) in [("abc", 1), ("abcd", 2), ("abcdef", 2), ("person01234", 4), ("ab", 0)] {
            let (cover, parts) = (cover("x", text), parts("x", text));
            assert!(cover.len() == count && cover.iter().all(|term| parts.contains(term)), "{text}");
        }
    }

    #[test]
    fn words_hold_nothing_but_digits_and_small_letters() {
        for value in ["", "новый", "a b", "😀"] {
            let mut out = String::new();
            word(term("city", '=', value), &mut out);
            assert!((1..=10).contains(&out.len()) && out.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()), "{out}");
        }
        assert_eq!(parts("x", "абв").len(), 1);
        assert!(parts("x", "аб").is_empty());
    }
}
