//! Files and tasks on the cards of orders and customers.

use std::path::Path;

use database::Tx;
use domain::audit_log::{Action, Subject};
use domain::fault::Fault;
use domain::noun::Target;
use domain::{files, tasks};
use serde_json::Value;
use wire::file::FileFilter;
use wire::page::Page as Pages;
use wire::{Int, List, Problem};

use crate::admin::desk::row::text;
use crate::admin::desk::{Desk, timeline};
use crate::admin::fields::Fields;
use crate::admin::page::{Faults, Page};
use crate::admin::when::{Times, When};

/// The most files and tasks of a card.
const MOST: i64 = 50;

/// What a card is about: an order or a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subjects {
    /// Its kind.
    pub target: Target,
    /// Its internal id.
    pub id: i64,
}

impl Subjects {
    /// The subject of an address, `/orders/…` or `/customers/…`.
    pub fn of(path: &str, id: i64) -> Self {
        let is_customer = Path::new(path).starts_with("/customers");
        Self { target: if is_customer { Target::Customer } else { Target::Order }, id }
    }

    /// The section of its pages: `orders` or `customers`.
    pub fn section(self) -> &'static str {
        match self.target {
            Target::Order => "orders",
            Target::Customer | Target::Corporate => "customers",
        }
    }

    /// Its name in what is attached to it: `order` or `customer`.
    pub fn member(self) -> &'static str {
        match self.target {
            Target::Order => "order",
            Target::Customer | Target::Corporate => "customer",
        }
    }

    /// The address of its card.
    pub fn address(self) -> String {
        format!("/{}/{}", self.section(), self.id)
    }

    /// Notes in the audit log that a part of it was changed.
    ///
    /// # Errors
    /// The database failed.
    pub fn note(self, tx: &mut Tx<'_>, desk: &Desk, part: &str) -> Result<(), Fault> {
        let action = match self.target {
            Target::Order => Action::OrderEdited,
            Target::Customer | Target::Corporate => Action::CustomerEdited,
        };
        let subject = Subject::numbered(self.member(), self.id, &self.id.to_string());
        desk.note(tx, action, &subject, &[(format!("{}[{part}]", self.member()), String::new())])
    }

    /// Files that are attached to it: of these ids, or any.
    pub fn files(self, ids: &[i64]) -> FileFilter {
        let mut filter = FileFilter { ids: List(ids.iter().map(|id| Int(*id)).collect()), ..FileFilter::default() };
        match self.target {
            Target::Order => filter.order_ids = List(vec![Int(self.id)]),
            Target::Customer | Target::Corporate => filter.customer_ids = List(vec![Int(self.id)]),
        }
        filter
    }
}

/// A file of a card.
pub(super) struct File {
    /// Internal id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its size in the largest unit that fits.
    pub size: String,
    /// When it was uploaded.
    pub when: Option<When>,
}

/// A task of a card.
pub(super) struct Task {
    /// Internal id.
    pub id: i64,
    /// What is to be done.
    pub text: String,
    /// Details.
    pub note: String,
    /// Who is to do it.
    pub who: String,
    /// When it is due.
    pub due: Option<When>,
    /// Whether it is overdue.
    pub late: bool,
    /// Whether it is done.
    pub done: bool,
}

/// A form of a card that was refused: what was typed and what is wrong. A card that was just opened has an empty one.
#[derive(Default)]
pub(super) struct Refused {
    /// Which form: `task` or `note`.
    pub form: &'static str,
    /// What was sent.
    pub fields: Fields,
    /// What is wrong.
    pub faults: Faults,
}

impl Refused {
    /// A form that was refused.
    pub fn of(page: &Page, form: &'static str, fields: Fields, problem: &Problem) -> Self {
        Self { form, fields, faults: page.faults(problem).of_form(form) }
    }

    /// What was typed into a field of a form.
    pub fn typed(&self, form: &str, field: &str) -> &str {
        if self.form == form { self.fields.text(field) } else { "" }
    }
}

/// Files and tasks as answers of the API.
pub(super) type Read = (Vec<String>, Vec<String>);

/// Reads them.
///
/// # Errors
/// The database failed.
pub(super) fn read(tx: &mut Tx<'_>, desk: &Desk, of: Subjects) -> Result<Read, Fault> {
    let (act, pages) = (desk.act(), Pages { limit: MOST, number: 1 });
    let (files, _) = files::list(tx, &act, &of.files(&[]), pages)?;
    let (tasks, _) = tasks::of(tx, &act, of.target, of.id, pages)?;
    Ok((files, tasks))
}

/// Files and tasks of a card as they are shown.
pub(super) struct Parts {
    /// The address of the card.
    pub address: String,
    /// Its files.
    pub files: Vec<File>,
    /// Its tasks; those that are done come last.
    pub tasks: Vec<Task>,
    /// The people who can do tasks, and whether they are chosen: the visitor, until another one is.
    pub people: Vec<(i64, String, bool)>,
    /// Whether files may be downloaded: nothing can be hidden in their bytes.
    pub downloads: bool,
    /// The form that was refused.
    pub refused: Refused,
}

impl Parts {
    /// Draws them.
    ///
    /// # Errors
    /// A row is damaged.
    pub fn of(page: &Page, desk: &Desk, of: Subjects, read: &Read) -> Result<Self, Fault> {
        let times = Times::new(page.words, &desk.account.zone, desk.now);
        let at = |value: &Value, pointer: &str| {
            // Tasks are due to the minute.
            let mut written = text(value, pointer);
            if written.len() == 16 {
                written.push_str(":00");
            }
            desk.account.zone.read(&written).ok().flatten().map(|moment| moment.0)
        };
        let file = |text_of: &String| {
            let file = desk.shown(text_of)?;
            Ok::<_, Fault>(File {
                id: file["id"].as_i64().unwrap_or(0),
                name: text(&file, "/filename"),
                size: super::backups::size(page, file["size"].as_i64().unwrap_or(0)),
                when: at(&file, "/createdAt").map(|at| times.when(at)),
            })
        };
        let task = |text_of: &String| {
            let task = desk.shown(text_of)?;
            let (due, done) = (at(&task, "/datetime"), task["complete"].as_bool().unwrap_or(false));
            Ok::<_, Fault>(Task {
                id: task["id"].as_i64().unwrap_or(0),
                text: text(&task, "/text"),
                note: text(&task, "/commentary"),
                who: task["performer"].as_i64().map(|id| timeline::person(desk, id)).unwrap_or_default(),
                due: due.map(|at| times.when(at)),
                late: !done && due.is_some_and(|at| at < desk.now.0),
                done,
            })
        };
        let mut tasks = read.1.iter().map(task).collect::<Result<Vec<_>, _>>()?;
        tasks.sort_by_key(|task| task.done);
        let people = super::orders::managers(desk).into_iter().map(|(id, name)| (id, name, id == desk.person()));
        Ok(Self {
            address: of.address(),
            files: read.0.iter().map(file).collect::<Result<_, _>>()?,
            tasks,
            people: people.collect(),
            downloads: desk.act().masks.is_none(),
            refused: Refused::default(),
        })
    }

    /// The same with a form that was refused.
    pub fn refusing(mut self, refused: Refused) -> Self {
        if let Ok(performer) = refused.typed("task", "performer").parse::<i64>() {
            self.people.iter_mut().for_each(|(id, _, chosen)| *chosen = *id == performer);
        }
        Self { refused, ..self }
    }
}
