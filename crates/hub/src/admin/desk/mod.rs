//! Orders and customers for people: what the visitor may see of them, and how they read.

pub mod money;
pub mod row;
pub mod status;
pub mod timeline;

use std::sync::Arc;

use database::{Scope, Tx};
use domain::account::Account;
use domain::act::{Act, Actor};
use domain::audit_log::{self, Action, By, Subject};
use domain::desk::DeskAccess;
use domain::fault::Fault;
use domain::masking::{self, Masking};
use serde_json::{Value, json};
use wire::{Arguments, Moment, Problem, Request};

use super::fields::Fields;
use super::{Office, Visitor};
use crate::app::Hub;

/// The desk of a visitor: their stores, what is hidden from them, the account and the moment.
#[derive(Clone)]
pub struct Desk {
    /// The account.
    pub account: Arc<Account>,
    /// Now.
    pub now: Moment,
    access: DeskAccess,
    scope: Scope,
    person: i64,
    by: By,
    hub: Arc<Hub>,
}

impl Desk {
    /// The desk of a visitor.
    pub fn of(office: &Office, visitor: &Visitor) -> Self {
        Self {
            account: office.hub.account(),
            now: office.hub.clock.now(),
            access: visitor.desk.clone(),
            scope: visitor.desk.scope(),
            person: visitor.id,
            by: visitor.by(),
            hub: Arc::clone(&office.hub),
        }
    }

    /// The circumstances of what the visitor reads or changes, as the rules see them.
    pub fn act(&self) -> Act<'_> {
        Act {
            scope: &self.scope,
            actor: Actor::User(self.person),
            behind: None,
            account: &self.account,
            now: self.now,
            masks: self.access.masks(),
        }
    }

    /// The stores the visitor sees: ids, codes and names.
    pub fn stores(&self) -> impl Iterator<Item = &domain::account::Site> {
        self.account.visible(&self.scope.sites)
    }

    /// An answer of the rules as the visitor sees it.
    ///
    /// # Errors
    /// The text is no JSON: the database was damaged.
    pub fn shown(&self, text: &str) -> Result<Value, Fault> {
        let json = match self.access.masks() {
            None => text.as_bytes().to_vec(),
            // People have pseudonyms of their own, beside those of keys.
            Some(masks) => {
                let masking = Masking { masks, seal: &self.hub.seal, key: -self.person, country: self.account.country() };
                masking.cover(text.as_bytes())?
            }
        };
        Ok(serde_json::from_slice(&wire::moment::render(json, &self.account.zone))?)
    }

    /// What the visitor sends, as the request of a method of the API; `id` is that of the order or customer it is about.
    /// It goes through the masking: hidden values that come back change nothing, and filters by what is hidden are refused.
    ///
    /// # Errors
    /// As the method's own, or a filter looks at what is hidden.
    pub fn request<R: Request>(&self, pairs: &[(String, String)], id: Option<i64>) -> Result<R, Problem> {
        let mut form = wire::form::Form::default();
        for (name, value) in pairs {
            form.put(name, value.clone())?;
        }
        let mut tree = form.finish()?;
        if let Some(masks) = self.access.masks() {
            masking::let_in(masks, &mut tree)?;
        }
        let mut arguments = Arguments { tree, ..Arguments::default() };
        if let Some(id) = id {
            arguments.path = vec![("externalId".to_owned(), id.to_string())];
            arguments.tree.insert("by".to_owned(), Value::String("id".to_owned()));
        }
        self.account.zone.scope(|| R::read(&mut arguments))
    }

    /// Whether the visitor may search by names, phones and emails.
    pub fn finds_people(&self) -> bool {
        use domain::access::masks::Class::{Email, Names, Phone};
        self.access.masks().is_none_or(|masks| ![Phone, Email, Names].into_iter().any(|class| masks.cover(class)))
    }

    /// The id of the visitor.
    pub fn person(&self) -> i64 {
        self.person
    }

    /// Notes in the audit log what the visitor did to an order or a customer: which fields, not what they hold, since the log
    /// is kept for longer and read by others.
    ///
    /// # Errors
    /// The database failed.
    pub fn note(&self, tx: &mut Tx<'_>, action: Action, subject: &Subject, arguments: &[(String, String)]) -> Result<(), Fault> {
        let mut fields: Vec<&str> = arguments.iter().filter_map(|(name, _)| name.split(['[', ']']).nth(1)).collect();
        fields.sort_unstable();
        fields.dedup();
        let details = if fields.is_empty() { json!({}) } else { json!({"fields": {"after": fields}}) };
        audit_log::note(tx, &self.by, action, subject, &details, self.now)
    }

    /// Whether the visitor may change orders and customers.
    pub fn changes(&self) -> bool {
        self.access.changes()
    }
}

/// The values of some fields as arguments of a call: `pairs` are names of the form and of the argument.
pub fn filled(fields: &Fields, pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let each =
        pairs.iter().flat_map(|(field, argument)| fields.all(field).map(move |value| ((*argument).to_owned(), value.trim().to_owned())));
    each.filter(|(_, value)| !value.is_empty()).collect()
}
