//! A row taken apart: its fields, what it links to, its stores.

use database::rows::{Row, Values};
use database::{Tx, Value as Column, rows};
use serde_json::Value;
use wire::Problem;

use super::{Among, Fact, Kind, Noun, Refusals, links};
use crate::act::Act;
use crate::contact::folded;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A row between what is kept and what is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Draft {
    pub(super) body: Body,
    pub(super) links: Vec<Option<i64>>,
    /// Ids of stores, ascending.
    pub(super) stores: Vec<i64>,
}

impl Draft {
    /// A row that does not exist yet.
    pub(super) fn new(noun: &Noun) -> Self {
        Self { links: vec![None; noun.links.len()], ..Self::default() }
    }

    /// A row as it is kept.
    pub(super) fn of(tx: &mut Tx<'_>, noun: &Noun, row: &Row) -> Result<Self, Fault> {
        let stores = match noun.stores {
            Some(list) => rows::stores(tx, list, &[row.id])?.into_iter().map(|(_, site)| site).collect(),
            None => Vec::new(),
        };
        Ok(Self { body: draft::read(&row.body)?, links: row.links.clone(), stores })
    }

    /// Takes in what was sent. `site` is the store in which external ids and numbers are looked for.
    pub(super) fn take(&mut self, tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, site: Option<i64>, mut sent: Body) -> Result<(), Fault> {
        let before = (!self.body.is_empty()).then(|| self.body.clone());
        let named: Vec<Option<Value>> = noun.links.iter().map(|link| sent.shift_remove(link.field)).collect();
        match noun.refusals {
            Refusals::Loaded => {
                self.take_links(tx, act, noun, site, &named)?;
                self.take_fields(act, noun, sent)?;
                self.check_required(noun)?;
                Ok(self.check_known(act, noun, before.as_ref())?)
            }
            Refusals::Entity => {
                self.take_fields(act, noun, sent)?;
                self.check_required(noun)?;
                self.check_known(act, noun, before.as_ref())?;
                self.take_links(tx, act, noun, site, &named)
            }
        }
    }

    fn take_links(&mut self, tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, site: Option<i64>, named: &[Option<Value>]) -> Result<(), Fault> {
        for (index, (link, named)) in noun.links.iter().zip(named).enumerate() {
            // An empty object changes nothing.
            let is_empty = |named: &Value| named.as_object().is_some_and(Body::is_empty) && !noun.requires(link.field);
            if let Some(named) = named.as_ref().filter(|named| !is_empty(named)) {
                self.links[index] = links::resolve(tx, act, noun, (link.field, link.to), site, named)?;
            }
            if noun.requires(link.field) && self.links[index].is_none() {
                return Err(noun.refused(link.field, "must be given").into());
            }
        }
        Ok(())
    }

    fn take_fields(&mut self, act: &Act<'_>, noun: &Noun, mut sent: Body) -> Result<(), Problem> {
        if noun.stores.is_some()
            && let Some(codes) = sent.shift_remove("sites")
        {
            self.take_stores(act, noun, &codes)?;
        }
        draft::merge(&mut self.body, sent);
        Ok(())
    }

    fn check_required(&self, noun: &Noun) -> Result<(), Problem> {
        let fields = noun.required.iter().filter(|field| !noun.links.iter().any(|link| link.field == **field));
        if noun.refusals == Refusals::Entity {
            let first = fields.clone().find(|field| draft::text(&self.body, field).is_none());
            return first.map_or(Ok(()), |field| Err(noun.refused(*field, "must be given")));
        }
        let missing = fields.filter(|field| !self.body.contains_key(**field));
        let blank = |problem: Option<Problem>, field: &&str| {
            let text = "This value should not be blank.";
            Some(match problem {
                Some(problem) => problem.with(*field, text),
                None => noun.refused(*field, text),
            })
        };
        missing.fold(None, blank).map_or(Ok(()), Err)
    }

    fn check_known(&self, act: &Act<'_>, noun: &Noun, before: Option<&Body>) -> Result<(), Problem> {
        for known in noun.known {
            let Some(value) = self.body.get(known.field) else { continue };
            if before.and_then(|before| before.get(known.field)) == Some(value) {
                continue;
            }
            let code = value.as_str().unwrap_or_default();
            let (is_known, name, by) = match known.among {
                Among::Users => (act.account.users.iter().any(|user| value.as_i64() == Some(user.id)), "User", "id"),
                Among::Sites => (act.account.site(code).is_some_and(|site| act.scope.sites.contains(site.id)), "Site", "code"),
                Among::Dictionary(dictionary, name) => (act.account.dictionary(dictionary).get(code).is_some(), name, "code"),
            };
            if !is_known {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                return Err(noun.refused(known.field, format!("\"{name}\" with \"{by}\"=\"{text}\" does not exist.")));
            }
        }
        Ok(())
    }

    fn take_stores(&mut self, act: &Act<'_>, noun: &Noun, codes: &Value) -> Result<(), Problem> {
        self.stores = Vec::new();
        for code in codes.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let site = act.account.site(code).filter(|site| act.scope.sites.contains(site.id));
            let site = site.ok_or_else(|| noun.refused("sites", format!("\"Site\" with \"code\"=\"{code}\" does not exist.")))?;
            self.stores.push(site.id);
        }
        self.stores.sort_unstable();
        self.stores.dedup();
        Ok(())
    }

    /// What is written of it.
    pub(super) fn values(&self, noun: &Noun) -> Values {
        let texts = noun.searched.iter().filter_map(|field| draft::text(&self.body, field));
        let search = texts.map(|text| folded(text).into_owned()).collect::<Vec<_>>().join("\n");
        Values {
            links: self.links.clone(),
            facts: noun.facts.iter().map(|fact| column(fact, &self.body)).collect(),
            search,
            body: draft::json(&self.body),
        }
    }
}

fn column(fact: &Fact, body: &Body) -> Column {
    let value = body.get(fact.field);
    match fact.kind {
        Kind::Number => Column::Int(value.and_then(Value::as_i64)),
        Kind::Code => Column::Text(value.and_then(Value::as_str).map(str::to_owned)),
        Kind::Flag => Column::Int(Some(i64::from(draft::flag(body, fact.field)))),
        Kind::Moment => Column::Int(draft::moment(body, fact.field).map(|moment| moment.0)),
        Kind::Day => Column::Int(draft::text(body, fact.field).and_then(day)),
        Kind::Money => Column::Int(draft::money(body, fact.field).map(wire::Money::stored)),
    }
}

/// A day as it is kept for filters, in days since 1970.
pub(super) fn day(text: &str) -> Option<i64> {
    let day: jiff::civil::Date = text.parse().ok()?;
    Some(day.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days().into())
}
