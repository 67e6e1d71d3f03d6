//! "Who can …?": the keys that may call a method for a store, or that see a class of fields there.

use database::Tx;
use database::key_list::{self, Filter, Line, Order};
use wire::methods::{self, Entry};

use crate::access::masks::Class;
use crate::fault::Fault;
use crate::masking::answered;

/// What is asked; what is `None` narrows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question {
    /// The method, by its name.
    pub method: Option<&'static str>,
    /// The store, by id.
    pub site: Option<i64>,
    /// The fields that are seen as they are.
    pub sees: Option<Class>,
}

impl Question {
    /// The filter that finds the keys; `None` when there can be none, because the method answers nothing of the class.
    pub fn filter(&self) -> Option<Filter> {
        let answers = |entry: &&Entry| self.sees.is_none_or(|class| answered(entry).contains(&class));
        let asked = |entry: &&Entry| self.method.is_none_or(|name| entry.name() == name);
        let able: Vec<&Entry> = methods::all().iter().copied().filter(|entry| asked(entry) && answers(entry)).collect();
        if able.is_empty() {
            return None;
        }
        let whichever = self.method.is_none() && self.sees.is_none();
        Some(Filter {
            methods: if whichever { Vec::new() } else { able.iter().map(|entry| entry.name().to_owned()).collect() },
            methods_apart: !whichever && able.iter().all(|entry| entry.manages_keys()),
            site: self.site,
            sees: self.sees.map(Class::name),
            ..Filter::default()
        })
    }
}

/// The keys that can, those that are on first, and how many there are in all. One that is off or has ended is among them:
/// it can be enabled again.
///
/// # Errors
/// The database failed.
pub fn can(tx: &mut Tx<'_>, question: &Question, limit: i64) -> Result<(Vec<Line>, i64), Fault> {
    match question.filter() {
        Some(filter) => Ok(key_list::page(tx, &filter, Order::State, false, limit, 0)?),
        None => Ok((Vec::new(), 0)),
    }
}
