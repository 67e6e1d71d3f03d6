//! What terms a condition asks for: they narrow a list to few rows, of which the condition itself is then asked.

use std::collections::BTreeMap;

use super::terms::{self, Intervals, Term};
use super::{Index, Kind};
use crate::condition::{Condition, On, like};
use crate::{Engine, Result, Sql, Tx, Value};

/// Terms as they are to be combined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Terms {
    /// This one.
    One(Term),
    /// All of these.
    All(Vec<Terms>),
    /// At least one of these; of none, nothing is found.
    Any(Vec<Terms>),
    /// One of these intervals, of which no row has two.
    OneOf(Intervals),
    /// The first, and not the second.
    Except(Box<Terms>, Box<Terms>),
}

/// Which of the rows with some terms meet the conditions for sure, without being looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sure {
    /// Every one.
    All,
    /// Those with the terms `sure`. Of the others only those with the terms `rest` may meet them.
    Some { sure: Terms, rest: Terms },
    /// None of them.
    None,
}

/// Which rows have to be looked at for some conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrowed {
    /// The terms that they have.
    pub terms: Terms,
    /// For which of those the conditions hold.
    pub sure: Sure,
    /// Rows that have to be looked at besides, by their ids.
    pub ids: Vec<i64>,
}

impl Terms {
    fn any(terms: impl IntoIterator<Item = Term>) -> Self {
        Self::Any(terms.into_iter().map(Self::One).collect())
    }

    /// These, or one of some others.
    pub(super) fn or(self, others: Vec<Term>) -> Self {
        let mut any = if let Self::Any(any) = self { any } else { vec![self] };
        any.extend(others.into_iter().map(Self::One));
        Self::Any(any)
    }

    /// All of these.
    fn every(mut all: Vec<Self>) -> Self {
        if all.len() == 1 { all.remove(0) } else { Self::All(all) }
    }

    /// The most terms that one row is asked for.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::OneOf(terms) => terms.iter().map(Vec::len).sum(),
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::width).max().unwrap_or(0).max(parts.len()),
            Self::Except(with, without) => with.width().max(without.width()),
        }
    }

    /// The same rows as parts of which no row is in two, so that fewer terms are asked of each row.
    pub(super) fn parts(self) -> Vec<Self> {
        match self {
            Self::OneOf(intervals) => intervals.concat().into_iter().map(Self::One).collect(),
            Self::All(mut all) => {
                let intervals = |part: &Self| if let Self::OneOf(intervals) = part { Some(intervals.clone()) } else { None };
                let found = all.iter().enumerate().find_map(|(at, part)| Some((at, intervals(part)?)));
                let Some((at, intervals)) = found else { return vec![Self::All(all)] };
                all.remove(at);
                // A pass for each interval would read the other terms as often.
                let with = |terms: Vec<Term>| Self::All(all.iter().cloned().chain([Self::any(terms)]).collect());
                intervals.into_iter().map(with).collect()
            }
            other => vec![other],
        }
    }

    /// As SQLite's full-text index takes it; `None` when nothing can be found.
    pub(super) fn words(&self) -> Option<String> {
        let mut out = String::new();
        self.write_words(&mut out).then_some(out)
    }

    fn write_words(&self, out: &mut String) -> bool {
        match self {
            Self::One(term) => terms::word(*term, out),
            Self::All(all) => {
                out.push('(');
                for (index, one) in all.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { " AND " });
                    if !one.write_words(out) {
                        return false;
                    }
                }
                out.push(')');
            }
            Self::OneOf(terms) => return Self::any(terms.concat()).write_words(out),
            Self::Any(any) => {
                let mut parts = Vec::new();
                for one in any {
                    let mut part = String::new();
                    if one.write_words(&mut part) {
                        parts.push(part);
                    }
                }
                if parts.is_empty() {
                    return false;
                }
                out.push_str(&format!("({})", parts.join(" OR ")));
            }
            Self::Except(with, without) => {
                let mut not = String::new();
                out.push('(');
                if !with.write_words(out) {
                    return false;
                }
                if without.write_words(&mut not) {
                    out.push_str(&format!(" NOT {not}"));
                }
                out.push(')');
            }
        }
        true
    }

    /// As a condition on the array `k.terms` of PostgreSQL. The numbers stand in the text: a plan that was made without them
    /// could not know which of them are frequent.
    pub(super) fn array_condition(&self) -> String {
        let array = |terms: &[i64]| {
            let terms: Vec<String> = terms.iter().map(i64::to_string).collect();
            format!("'{{{}}}'::bigint[]", terms.join(","))
        };
        let single = |terms: &Self| if let Self::One(term) = terms { Some(*term) } else { None };
        match self {
            Self::One(term) => format!("k.terms @> {}", array(&[*term])),
            Self::All(all) => {
                let ones: Vec<i64> = all.iter().filter_map(single).collect();
                let mut parts: Vec<String> = all.iter().filter(|one| single(one).is_none()).map(Self::array_condition).collect();
                if !ones.is_empty() {
                    parts.push(format!("k.terms @> {}", array(&ones)));
                }
                if parts.is_empty() { "TRUE".to_owned() } else { format!("({})", parts.join(" AND ")) }
            }
            Self::OneOf(terms) => Self::any(terms.concat()).array_condition(),
            Self::Any(any) => {
                let ones: Vec<i64> = any.iter().filter_map(single).collect();
                let mut parts: Vec<String> = any.iter().filter(|one| single(one).is_none()).map(Self::array_condition).collect();
                if !ones.is_empty() {
                    parts.push(format!("k.terms && {}", array(&ones)));
                }
                if parts.is_empty() { "FALSE".to_owned() } else { format!("({})", parts.join(" OR ")) }
            }
            Self::Except(with, without) => format!("({} AND NOT {})", with.array_condition(), without.array_condition()),
        }
    }
}

/// The most values that a part of one may be found in: where it is in more, nearly every row has one.
const MOST_VALUES: i64 = 500;

/// The most values that are compared to find those that hold a text otherwise than as a word.
const MOST_COMPARED: i64 = 20_000;

/// What conditions that all hold are narrowed to; `None` where no term narrows them.
pub(super) fn all(tx: &mut Tx<'_>, index: &Index, conditions: &[Condition]) -> Result<Option<Narrowed>> {
    let (mut parts, mut ids, mut is_all) = (Vec::new(), Vec::new(), true);
    let mut ranges: BTreeMap<String, (Kind, Option<i64>, Option<i64>)> = BTreeMap::new();
    for condition in conditions {
        match condition {
            Condition::AtLeast(on, value) | Condition::AtMost(on, value) => match range_on(index, on, value) {
                Some((facet, kind, number)) => {
                    let range = ranges.entry(facet).or_insert((kind, None, None));
                    if matches!(condition, Condition::AtLeast(..)) {
                        range.1 = range.1.max(Some(number));
                    } else {
                        range.2 = Some(range.2.map_or(number, |known| known.min(number)));
                    }
                }
                None => is_all = false,
            },
            _ => match one(tx, index, condition)? {
                Some(narrowed) => {
                    parts.push((narrowed.terms, narrowed.sure));
                    ids.extend(narrowed.ids);
                }
                None => is_all = false,
            },
        }
    }
    for (facet, (kind, from, to)) in ranges {
        parts.push(range(tx, index, &facet, kind, [from, to])?);
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let (terms, sures): (Vec<Terms>, Vec<Sure>) = parts.into_iter().unzip();
    let sure = if is_all { Sure::of_all(&terms, sures) } else { Sure::None };
    Ok(Some(Narrowed { terms: Terms::every(terms), sure, ids }))
}

/// What lies between two numbers.
fn range(tx: &mut Tx<'_>, index: &Index, facet: &str, kind: Kind, bounds: [Option<i64>; 2]) -> Result<(Terms, Sure)> {
    let sql = Sql::new("SELECT value FROM facet_values WHERE noun = $1 AND facet = $2");
    let there = tx.all(sql.bind(index.noun.table()).bind(terms::widest(facet)), |row| row.text(0))?;
    let (found, inner) = terms::between(facet, kind, bounds, &there.iter().filter_map(|place| place.parse().ok()).collect());
    let sure = match inner {
        None => Sure::All,
        Some([inner, _]) if inner.is_empty() => Sure::None,
        Some([inner, edges]) => Sure::Some { sure: Terms::OneOf(inner), rest: Terms::OneOf(edges) },
    };
    Ok((Terms::OneOf(found), sure))
}

impl Sure {
    /// Those that have all of these terms, where each part is sure of some.
    fn of_all(terms: &[Terms], parts: Vec<Self>) -> Self {
        if parts.contains(&Self::None) {
            return Self::None;
        }
        if parts.iter().all(|part| *part == Self::All) {
            return Self::All;
        }
        let others = |at: usize| terms.iter().enumerate().filter(move |(index, _)| *index != at).map(|(_, terms)| terms.clone());
        let (mut all, mut rests) = (Vec::new(), Vec::new());
        for (at, part) in parts.into_iter().enumerate() {
            all.push(if let Self::Some { sure, rest } = part {
                rests.push(Terms::every(std::iter::once(rest).chain(others(at)).collect()));
                sure
            } else {
                terms[at].clone()
            });
        }
        Self::Some { sure: Terms::every(all), rest: Terms::Any(rests) }
    }

    /// Those that have one of these terms, where some parts are sure.
    fn of_any(terms: &[Terms], parts: Vec<Self>) -> Self {
        if parts.iter().all(|part| *part == Self::All) {
            return Self::All;
        }
        let (mut any, mut rests) = (Vec::new(), Vec::new());
        for (terms, part) in terms.iter().zip(parts) {
            match part {
                Self::All => any.push(terms.clone()),
                Self::Some { sure, rest } => {
                    any.push(sure);
                    rests.push(rest);
                }
                Self::None => rests.push(terms.clone()),
            }
        }
        if any.is_empty() { Self::None } else { Self::some(Terms::Any(any), Terms::Any(rests)) }
    }

    /// Those with some terms; the others may have them as well.
    fn some(sure: Terms, others: Terms) -> Self {
        Self::Some { rest: Terms::Except(Box::new(others), Box::new(sure.clone())), sure }
    }
}

/// The facet, its kind and the number of a bound.
fn range_on(index: &Index, on: &On, bound: &Value) -> Option<(String, Kind, i64)> {
    let name = match on {
        On::Column(name) | On::Facet(name) | On::Number(name) => name,
        On::CustomNumber(code) => {
            let Value::Int(Some(number)) = bound else { return None };
            return Some((terms::custom_number(code), Kind::Amount, *number));
        }
        On::Custom(_) => return None,
    };
    let kind = index.range(name)?;
    let number = match (kind, bound) {
        (Kind::Day, Value::Text(Some(text))) => terms::day(text)?,
        (Kind::Clock, Value::Text(Some(text))) => terms::minute(text)?,
        (Kind::Amount | Kind::Moment | Kind::Day, Value::Int(Some(number))) => *number,
        _ => return None,
    };
    Some(((*name).to_owned(), kind, number))
}

fn one(tx: &mut Tx<'_>, index: &Index, condition: &Condition) -> Result<Option<Narrowed>> {
    let exactly = |terms| Some(Narrowed { terms, sure: Sure::All, ids: Vec::new() });
    Ok(match condition {
        Condition::OneOf(On::Column(name), values) if index.few.contains(name) => few(tx, index, name, values)?,
        Condition::OneOf(On::CustomNumber(code), values) => {
            let mut parts = Vec::new();
            for value in values {
                let Value::Int(Some(number)) = value else { return Ok(None) };
                parts.push(range(tx, index, &terms::custom_number(code), Kind::Amount, [Some(*number); 2])?);
            }
            let (terms, sures): (Vec<Terms>, Vec<Sure>) = parts.into_iter().unzip();
            let sure = Sure::of_any(&terms, sures);
            Some(Narrowed { terms: Terms::Any(terms), sure, ids: Vec::new() })
        }
        Condition::OneOf(on, values) => one_of(index, on, values).and_then(exactly),
        Condition::Contains(On::Facet(name) | On::Column(name), text) if index.has(name, Kind::Part) => part(name, text),
        Condition::Contains(On::Custom(code), text) => part(&terms::custom(code), text),
        Condition::Contains(On::Facet(name), text) if index.has(name, Kind::Lines) => lines(tx, index, name, text)?,
        Condition::Has(On::Facet(name), code) if index.has(name, Kind::Codes) && !code.contains('|') => {
            exactly(Terms::One(terms::term(name, '=', code)))
        }
        Condition::Found { facet, values, .. } => exactly(Terms::any(values.iter().map(|value| terms::term(facet, '=', value)))),
        Condition::Any(conditions) => {
            let (mut any, mut sures, mut ids) = (Vec::new(), Vec::new(), Vec::new());
            for condition in conditions {
                let Some(narrowed) = one(tx, index, condition)? else { return Ok(None) };
                any.push(narrowed.terms);
                sures.push(narrowed.sure);
                ids.extend(narrowed.ids);
            }
            let sure = Sure::of_any(&any, sures);
            Some(Narrowed { terms: Terms::Any(any), sure, ids })
        }
        Condition::All(conditions) => all(tx, index, conditions)?,
        Condition::AtLeast(..) | Condition::AtMost(..) => all(tx, index, std::slice::from_ref(condition))?,
        _ => None,
    })
}

/// Part of a text; `None` for fewer than three letters.
fn part(facet: &str, text: &str) -> Option<Narrowed> {
    let parts = terms::cover(facet, text);
    let terms = Terms::All(parts.iter().copied().map(Terms::One).collect());
    let sure = match terms::as_word(facet, text) {
        _ if parts.len() == 1 => Sure::All,
        Some(word) => Sure::some(Terms::One(word), terms.clone()),
        None => Sure::None,
    };
    (!parts.is_empty()).then_some(Narrowed { terms, sure, ids: Vec::new() })
}

fn one_of(index: &Index, on: &On, values: &[Value]) -> Option<Terms> {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.map(|number| number.to_string()),
        Value::Bytes(_) => None,
    };
    let facet = match on {
        On::Column(name) | On::Facet(name) if index.has(name, Kind::Exact) => (*name).to_owned(),
        On::Column(name) | On::Number(name) if index.has(name, Kind::Number) => (*name).to_owned(),
        On::Custom(code) => terms::custom(code),
        _ => return None,
    };
    let found: Option<Vec<Term>> = values.iter().map(|value| Some(terms::term(&facet, '=', &text(value)?))).collect();
    found.map(Terms::any)
}

/// The most rows that an index of their own may lead to where a condition is one of several.
const FEW: i64 = 1000;

/// The rows with one of these values in a column that has an index of its own.
fn few(tx: &mut Tx<'_>, index: &Index, column: &'static str, values: &[Value]) -> Result<Option<Narrowed>> {
    let text = format!("SELECT t.id FROM {} t WHERE {} AND ", index.noun.table(), index.is_there());
    // An external id is found by its store too.
    let sql = Sql::new(if column == "external_id" { text + "t.site_id IN (SELECT s.id FROM sites s) AND " } else { text });
    let sql = Condition::OneOf(On::Column(column), values.to_vec()).append_to(sql, "t").push_with(" LIMIT ?", [(FEW + 1).into()]);
    let ids = tx.all(sql, |row| row.int(0))?;
    // The rows are looked at whatever their terms: none of them has to be found by these.
    Ok((ids.len() as i64 <= FEW).then_some(Narrowed { terms: Terms::Any(Vec::new()), sure: Sure::All, ids }))
}

/// The lines of a facet that hold a text: those that hold it as a word by their term, where there are many of them.
fn lines(tx: &mut Tx<'_>, index: &Index, facet: &str, text: &str) -> Result<Option<Narrowed>> {
    if text.contains('\n') {
        return Ok(None);
    }
    let mut values = values(tx, index, facet, text, MOST_VALUES)?;
    let mut found = Vec::new();
    if values.is_none()
        && let Some(word) = terms::as_word(facet, text)
    {
        values = self::values(tx, index, facet, text, MOST_COMPARED)?;
        if let Some(values) = &mut values {
            values.retain(|value| !terms::holds_word(value, text));
            found.push(Terms::One(word));
        }
    }
    let Some(values) = values.filter(|values| values.len() as i64 <= MOST_VALUES) else { return Ok(None) };
    // What a line that is too long to be kept holds is not known.
    let (known, long): (Vec<String>, Vec<String>) = values.into_iter().partition(|value| !value.is_empty());
    let terms_of = |values: &[String]| values.iter().map(|value| terms::term(facet, '-', value)).collect::<Vec<_>>();
    found.extend(terms_of(&known).into_iter().map(Terms::One));
    let sure = match (long.is_empty(), found.is_empty()) {
        (true, _) => Sure::All,
        (false, false) => Sure::some(Terms::Any(found.clone()), Terms::any(terms_of(&long))),
        (false, true) => Sure::None,
    };
    found.extend(terms_of(&long).into_iter().map(Terms::One));
    Ok(Some(Narrowed { terms: Terms::Any(found), sure, ids: Vec::new() }))
}

/// The values of a facet that hold a text; `None` where there are more than `most`.
fn values(tx: &mut Tx<'_>, index: &Index, facet: &str, text: &str, most: i64) -> Result<Option<Vec<String>>> {
    let sql =
        Sql::new("SELECT value FROM facet_values WHERE noun = $1 AND facet = $2 AND (value LIKE $3 ESCAPE '\\' OR value = '') LIMIT $4");
    let sql = sql.bind(index.noun.table()).bind(facet).bind(like(text)).bind(most + 1);
    let values = tx.all(sql, |row| row.text(0))?;
    Ok((values.len() as i64 <= most).then_some(values))
}

/// What narrows a list of rows to those of some stores.
pub(super) fn sites(ids: &[i64]) -> Terms {
    Terms::any(ids.iter().map(|id| terms::of_site(*id)))
}

/// Where terms are looked up, and what is asked of it: a source of rows `k` and a condition on them.
pub(super) fn source(engine: Engine, index: &Index, terms: &Terms) -> Option<(Sql, String)> {
    let table = index.noun.terms();
    match engine {
        Engine::Sqlite => terms.words().map(|words| (Sql::new(format!("{table}($1) k")).bind(words), "1 = 1".to_owned())),
        Engine::Postgres => Some((Sql::new(format!("{table} k")), terms.array_condition())),
    }
}
