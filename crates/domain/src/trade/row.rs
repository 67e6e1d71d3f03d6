//! One order or customer of a file: what would become of it, and that done, by the rules of the API.

use database::{Tx, history};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wire::customer::{CreateCustomer, Customer, EditCustomer};
use wire::order::{CreateOrder, EditOrder, Order};
use wire::{Arguments, Problem, Reference, Request, Version};

use super::cells::{self, Cells, Texts};
use super::columns::{Column, Kind, Part};
use super::group::Group;
use super::plan::{Existing, Plan};
use super::{custom, values};
use crate::access::sealed::Seal;
use crate::account::Site;
use crate::act::Act;
use crate::catalogue::find;
use crate::customers::{self, NewCustomer};
use crate::fault::Fault;
use crate::masking::{self, Masking};
use crate::matching::{self, Clues};
use crate::orders::{self, NewOrder};
use crate::{contact, phone};

/// What is wrong with a row of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// The line of the file.
    pub line: i64,
    /// The name of the column; empty where the whole row is meant.
    pub column: String,
    /// The cell, shortened.
    pub cell: String,
    /// The reason in a word; `rule` where a rule of the API refuses it.
    pub reason: String,
    /// The text of the rule.
    pub text: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was added: its id, and that of the customer that was made with an order.
    Added(i64, Option<i64>),
    /// It was changed: its id, its cells before and after.
    Changed(i64, Box<Cells>, Box<Cells>),
    /// It is as the file says.
    Same,
    /// It was refused.
    Refused(RowFault),
}

/// What rows are imported with.
#[derive(Clone, Copy)]
pub struct Importer<'a> {
    /// Who imports.
    pub act: Act<'a>,
    /// The store.
    pub site: &'a Site,
    /// What the file holds.
    pub kind: Kind,
    /// How it is read.
    pub plan: &'a Plan,
}

/// A row that is read, and waits for its turn to be written.
pub enum Prepared {
    /// An order to add.
    NewOrder(Box<NewOrder>),
    /// A customer to add.
    NewCustomer(Box<NewCustomer>),
    /// An order to change.
    Order(i64, Box<Order>, Box<Cells>),
    /// A customer to change.
    Customer(i64, Box<Customer>, Box<Cells>),
    /// Nothing to do.
    Done(Outcome),
}

/// Reads arguments as a request of the API.
///
/// # Errors
/// As the method's own.
pub fn request<R: Request>(act: &Act<'_>, pairs: &[(String, String)], id: Option<i64>) -> Result<R, Problem> {
    let mut form = wire::form::Form::default();
    for (name, value) in pairs {
        form.put(name, value.clone())?;
    }
    let mut tree = form.finish()?;
    if let Some(masks) = act.masks {
        masking::let_in(masks, &mut tree)?;
    }
    let mut arguments = Arguments { tree, ..Arguments::default() };
    if let Some(id) = id {
        arguments.path = vec![("externalId".to_owned(), id.to_string())];
        arguments.tree.insert("by".to_owned(), Value::String("id".to_owned()));
    }
    act.account.zone.scope(|| R::read(&mut arguments))
}

/// An order or a customer as the API answers it, with moments in the account's zone; `None` for one that is absent.
///
/// # Errors
/// The database failed.
pub fn answer(tx: &mut Tx<'_>, act: &Act<'_>, kind: Kind, id: i64) -> Result<Option<Value>, Fault> {
    let seeing = Act { masks: None, ..*act };
    let text = match kind {
        Kind::Orders => orders::get(tx, &seeing, id, Version::V5)?,
        Kind::Customers => match customers::get(tx, &seeing, id) {
            Ok(text) => Some(text),
            Err(Fault::Refused(_)) => None,
            Err(failure) => return Err(failure),
        },
    };
    text.map(|text| written(act, text.into_bytes())).transpose()
}

/// The JSON of an answer with its moments in the account's zone.
pub(super) fn written(act: &Act<'_>, json: Vec<u8>) -> Result<Value, Fault> {
    Ok(serde_json::from_slice(&wire::moment::render(json, &act.account.zone))?)
}

/// An answer as the actor sees it.
///
/// # Errors
/// The database was damaged.
pub fn seen(act: &Act<'_>, row: &Value) -> Result<Value, Fault> {
    let Some(masks) = act.masks else { return Ok(row.clone()) };
    let none = Seal::of([0; 32]);
    let seal = act.account.secrets.as_deref().map_or(&none, |secrets| &secrets.seal);
    let key = act.actor.user().map_or(0, |user| -user);
    let covered = Masking { masks, seal, key, country: act.account.country() }.cover(&serde_json::to_vec(row)?)?;
    Ok(serde_json::from_slice(&covered)?)
}

impl<'a> Importer<'a> {
    /// Reads a row and finds what it is about.
    ///
    /// # Errors
    /// The database failed.
    pub fn prepare(&self, tx: &mut Tx<'_>, group: &Group) -> Result<Prepared, Fault> {
        if group.is_repeated {
            return Ok(refused(self.whole(group, "repeated", String::new())));
        }
        if let Some(row) = group.rows.iter().find(|row| row.cells.len() > self.plan.header.len()) {
            return Ok(refused(RowFault { line: row.line, ..self.whole(group, "width", String::new()) }));
        }
        let (head, lines) = match self.texts(group) {
            Ok(texts) => texts,
            Err(fault) => return Ok(refused(fault)),
        };
        if head.get("store").is_some_and(|store| *store != self.site.code && *store != self.site.name) {
            return Ok(refused(self.whole(group, "other-store", String::new())));
        }
        match self.find(tx, &head) {
            Ok(Some(id)) => self.prepare_edit(tx, group, id, head, lines),
            Ok(None) => self.prepare_new(tx, group, head, lines),
            Err(Fault::Refused(problem)) => Ok(refused(self.of_problem(group, &problem))),
            Err(failure) => Err(failure),
        }
    }

    /// Does what was prepared. The caller holds its [`locks`](Self::locks).
    ///
    /// # Errors
    /// The database failed.
    pub fn carry_out(&self, tx: &mut Tx<'_>, group: &Group, prepared: Prepared) -> Result<Outcome, Fault> {
        let act = &self.act;
        let (done, id, before) = match prepared {
            Prepared::Done(outcome) => return Ok(outcome),
            Prepared::NewOrder(new) => {
                let made = orders::create(tx, act, &new).map(|made| Outcome::Added(made.id, made.new_customer.map(|customer| customer.id)));
                return self.or_refused(group, made);
            }
            Prepared::NewCustomer(new) => {
                let made = customers::create(tx, act, self.site.id, &new).map(|id| Outcome::Added(id, None));
                return self.or_refused(group, made);
            }
            Prepared::Order(id, sent, before) => (orders::edit(tx, act, &Reference::Id(id), None, &sent, None), id, before),
            Prepared::Customer(id, sent, before) => (customers::change(tx, act, &Reference::Id(id), None, &sent), id, before),
        };
        if let Err(fault) = done {
            return self.or_refused(group, Err(fault));
        }
        let after = answer(tx, act, self.kind, id)?.map(|row| Cells::of(self.kind, &row)).unwrap_or_default();
        if *before == after {
            return Ok(Outcome::Same);
        }
        Ok(Outcome::Changed(id, before, Box::new(after)))
    }

    /// The locks that what was prepared is done under.
    pub fn locks(&self, prepared: &Prepared) -> Vec<i64> {
        match prepared {
            Prepared::NewOrder(new) => orders::locks(new),
            Prepared::NewCustomer(new) => customers::locks(self.site.id, new).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn or_refused(&self, group: &Group, done: Result<Outcome, Fault>) -> Result<Outcome, Fault> {
        match done {
            Err(Fault::Refused(problem)) if problem.status < 500 => Ok(Outcome::Refused(self.of_problem(group, &problem))),
            done => done,
        }
    }

    /// The texts of a group as they are sent: of the row itself, and of the lines of an order where the file has some.
    fn texts(&self, group: &Group) -> Result<(Texts, Option<Vec<Texts>>), RowFault> {
        let mut head = Texts::new();
        let mut lines = Vec::new();
        let mut has_lines = false;
        for row in &group.rows {
            let mut line = Texts::new();
            for (place, column) in self.plan.placed(self.kind) {
                let cell = row.cells.get(place).map_or("", String::as_str);
                if column.part == Part::Shown || (column.part != Part::Line && head.contains_key(column.name)) {
                    continue;
                }
                has_lines |= column.part == Part::Line;
                let value = values::sent(column, cell, self.act.account).map_err(|reason| fault(row.line, column.name, cell, reason))?;
                if !value.is_empty() {
                    let texts = if column.part == Part::Line { &mut line } else { &mut head };
                    texts.insert(column.name.to_owned(), value);
                }
            }
            for (place, name, code) in self.plan.custom() {
                let cell = row.cells.get(place).map_or("", String::as_str);
                if head.contains_key(name) {
                    continue;
                }
                let value = custom::sent(self.act.account, self.kind, code, cell).map_err(|reason| fault(row.line, name, cell, reason))?;
                if !value.is_empty() {
                    head.insert(name.to_owned(), value);
                }
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        Ok((head, (has_lines && !lines.is_empty()).then_some(lines)))
    }

    /// The order or customer that a row names, if there is one.
    fn find(&self, tx: &mut Tx<'_>, head: &Texts) -> Result<Option<i64>, Fault> {
        let (act, site) = (&self.act, self.site.id);
        let own = |name: &str| head.get(name).map(String::as_str);
        if let Some(id) = own("id") {
            let id = id.parse::<i64>().map_err(|_| Problem::entity("id", "is not a whole number"))?;
            let found = match self.kind {
                Kind::Orders => database::orders::find(tx, act.scope, id)?.map(|order| (order.site, order.external_id, order.number)),
                Kind::Customers => {
                    database::customers::find(tx, act.scope, id)?.map(|customer| (customer.site, customer.external_id, String::new()))
                }
            };
            // In another database the same id is something else: one of the other names must agree, where there are any.
            let agrees = |external: Option<&str>, number: &str| {
                let names = [(own("externalId"), external.unwrap_or_default()), (own("number"), number)];
                let mut given = names.into_iter().filter_map(|(own, there)| Some((own?, there))).peekable();
                given.peek().is_none() || given.any(|(own, there)| own == there)
            };
            if found.is_some_and(|(store, external, number)| store == site && agrees(external.as_deref(), &number)) {
                return Ok(Some(id));
            }
            // An id of another database says nothing here, where the row has another name.
            if own("externalId").is_none() && own("number").is_none() {
                return Err(Problem::entity("id", "There is no such row in this store.").into());
            }
        }
        if let Some(external) = own("externalId") {
            return Ok(match self.kind {
                Kind::Orders => database::orders::find_external(tx, act.scope, site, external)?.map(|order| order.id),
                Kind::Customers => database::customers::find_external(tx, act.scope, site, external)?.map(|customer| customer.id),
            });
        }
        if let (Kind::Orders, Some(number)) = (self.kind, own("number")) {
            return Ok(database::orders::find_number(tx, act.scope, Some(site), number)?.map(|order| order.id));
        }
        if self.kind == Kind::Customers && self.plan.by_contacts {
            let mut phones = phone::Phones::default();
            let countries = phone::countries([own("addressCountry"), None], site, act.account);
            ["phone", "phone2", "phone3"].into_iter().filter_map(own).for_each(|number| phones.add(number, &countries));
            let clues = Clues { phones: phones.keys, email: own("email").and_then(contact::email), ..Clues::default() };
            let found = matching::find(tx, act, site, &clues, "customer")?.map(|matched| matched.found);
            return Ok(found.filter(|found| found.site == site).map(|found| found.id));
        }
        Ok(None)
    }

    fn prepare_new(&self, tx: &mut Tx<'_>, group: &Group, head: Texts, lines: Option<Vec<Texts>>) -> Result<Prepared, Fault> {
        let act = &self.act;
        let mut pairs = cells::arguments(self.kind, &head, lines.as_deref(), &[]);
        if pairs.is_empty() {
            return Ok(refused(self.whole(group, "empty", String::new())));
        }
        pairs.push(("site".to_owned(), self.site.code.clone()));
        let prepared = match self.kind {
            Kind::Orders => request::<CreateOrder>(act, &pairs, None).map_err(Fault::from).and_then(|request| {
                let named = orders::goods::named(&request.order, self.site.id);
                let goods = if named.is_empty() { Vec::new() } else { find::goods(tx, act.scope, &named)? };
                let new = orders::take_in(&request.order, self.site, act.account, act.now, &goods)?;
                Ok(Prepared::NewOrder(Box::new(new)))
            }),
            Kind::Customers => request::<CreateCustomer>(act, &pairs, None)
                .and_then(|request| customers::take_in(&request.customer, self.site.id, act.account, act.now))
                .map(|new| Prepared::NewCustomer(Box::new(new)))
                .map_err(Fault::from),
        };
        self.or_prepared(group, prepared)
    }

    fn prepare_edit(&self, tx: &mut Tx<'_>, group: &Group, id: i64, head: Texts, lines: Option<Vec<Texts>>) -> Result<Prepared, Fault> {
        let act = &self.act;
        let Some(row) = answer(tx, act, self.kind, id)? else { return Ok(refused(self.whole(group, "absent", String::new()))) };
        let shown_row = seen(act, &row)?;
        let (before, shown) = (Cells::of(self.kind, &row), Cells::of(self.kind, &shown_row));
        let (changed, mut new_lines) = self.differing(&shown, head, lines);
        if let Some(lines) = &mut new_lines {
            cells::identify(&shown_row, lines);
        }
        let phones = if act.masks.is_some() { cells::phones(&shown_row) } else { cells::phones(&row) };
        let pairs = cells::arguments(self.kind, &changed, new_lines.as_deref(), &phones);
        if pairs.is_empty() {
            return Ok(Prepared::Done(Outcome::Same));
        }
        let before = Box::new(before);
        let prepared = match self.kind {
            Kind::Orders => request::<EditOrder>(act, &pairs, Some(id)).map(|request| Prepared::Order(id, Box::new(request.order), before)),
            Kind::Customers => {
                request::<EditCustomer>(act, &pairs, Some(id)).map(|request| Prepared::Customer(id, Box::new(request.customer), before))
            }
        };
        self.or_prepared(group, prepared.map_err(Fault::from))
    }

    /// What differs from what is there, as far as the file may change it.
    fn differing(&self, shown: &Cells, head: Texts, lines: Option<Vec<Texts>>) -> (Texts, Option<Vec<Texts>>) {
        let may = |there: &str| match self.plan.existing {
            Existing::Update => true,
            Existing::Fill => there.is_empty(),
            Existing::Skip => false,
        };
        let is_field = |name: &str| match self.kind.column(name) {
            Some(column) => matches!(column.part, Part::Field | Part::Phone(_) | Part::Tags),
            None => custom::code(name).is_some(),
        };
        let changed: Texts = head
            .into_iter()
            .filter(|(name, value)| is_field(name) && may(shown.get(name)) && !cells::is_same(self.kind, name, shown.get(name), value))
            .collect();
        let named: Vec<&str> =
            self.plan.placed(self.kind).filter(|(_, column)| column.part == Part::Line).map(|(_, column)| column.name).collect();
        let new_lines = lines.filter(|lines| {
            let same_line = |(there, sent): (&Texts, &Texts)| {
                let text = |texts: &Texts, name: &str| texts.get(name).cloned().unwrap_or_default();
                named
                    .iter()
                    .all(|name| text(sent, name).is_empty() || cells::is_same(self.kind, name, &text(there, name), &text(sent, name)))
            };
            let same = shown.lines.len() == lines.len() && shown.lines.iter().zip(lines).all(same_line);
            !same && may(if shown.lines.is_empty() { "" } else { "lines" })
        });
        (changed, new_lines)
    }

    fn or_prepared(&self, group: &Group, prepared: Result<Prepared, Fault>) -> Result<Prepared, Fault> {
        match prepared {
            Err(Fault::Refused(problem)) if problem.status < 500 => Ok(refused(self.of_problem(group, &problem))),
            prepared => prepared,
        }
    }

    fn whole(&self, group: &Group, reason: &str, text: String) -> RowFault {
        RowFault { line: group.line(), column: String::new(), cell: String::new(), reason: reason.to_owned(), text }
    }

    /// A refusal of the API as a fault of a row: its column is the one whose field was refused.
    fn of_problem(&self, group: &Group, problem: &Problem) -> RowFault {
        let Some((path, text)) = problem.errors.iter().next() else {
            return self.whole(group, "rule", problem.message.clone());
        };
        let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
        let mut fault = self.whole(group, "rule", text);
        let parts: Vec<&str> = path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
        let is_place = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let place = parts.iter().find(|part| is_place(part)).and_then(|part| part.parse::<usize>().ok());
        let bare: Vec<&str> = parts.into_iter().filter(|part| !is_place(part) && !matches!(*part, "order" | "customer")).collect();
        let of_line = bare.first() == Some(&"items");
        let wanted = if of_line { &bare[1..] } else { &bare[..] };
        let fits = |column: &Column| {
            let path: Vec<&str> = column.path.iter().copied().filter(|part| *part != "0").collect();
            match column.part {
                Part::Line => of_line && path == wanted,
                Part::Phone(at) => wanted.first() == Some(&"phones") && place.unwrap_or(0) == at,
                Part::Tags => wanted.first() == Some(&"tags"),
                _ => !of_line && (path == wanted || (path.is_empty() && wanted == [column.name])),
            }
        };
        let of_custom = |code: &str| wanted.first() == Some(&"customFields") && wanted.get(1) == Some(&code);
        if let Some((place_in_file, name, _)) = self.plan.custom().find(|(_, _, code)| of_custom(code)) {
            name.clone_into(&mut fault.column);
            fault.cell = short(group.rows.first().and_then(|row| row.cells.get(place_in_file)).map_or("", String::as_str));
        }
        if let Some((place_in_file, column)) = self.plan.placed(self.kind).find(|(_, column)| fits(column)) {
            let row = if of_line { group.rows.get(place.unwrap_or(0)) } else { group.rows.first() };
            column.name.clone_into(&mut fault.column);
            if let Some(row) = row {
                fault.line = row.line;
                fault.cell = short(row.cells.get(place_in_file).map_or("", String::as_str));
            }
        }
        fault
    }
}

fn refused(fault: RowFault) -> Prepared {
    Prepared::Done(Outcome::Refused(fault))
}

fn fault(line: i64, column: &str, cell: &str, reason: &str) -> RowFault {
    RowFault { line, column: column.to_owned(), cell: short(cell), reason: reason.to_owned(), text: String::new() }
}

/// The beginning of a cell.
pub(super) fn short(cell: &str) -> String {
    let mut text: String = cell.chars().take(60).collect();
    if text.len() < cell.len() {
        text.push('…');
    }
    text
}

/// The newest row of the history of an order or a customer; 0 without any.
///
/// # Errors
/// The database failed.
pub(super) fn newest_history(tx: &mut Tx<'_>, kind: Kind, act: &Act<'_>, id: i64) -> Result<i64, Fault> {
    let book = match kind {
        Kind::Orders => history::Book::Orders,
        Kind::Customers => history::Book::Customers,
    };
    Ok(history::latest(tx, book, act.scope, id, 1)?.0.first().map_or(0, |line| line.id))
}
