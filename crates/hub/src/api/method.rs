//! A method of the API as a value: declared once, and everything else (router, permissions, lists) derived from it.

use std::any::Any;

use database::Tx;
use schemars::JsonSchema;
use serde::Serialize;
use wire::{Arguments, Moment, Problem, Reference, Request};

use crate::account::Account;
use crate::api::caller::Caller;
use crate::api::versions::Versions;
use crate::domain::act::{Act, Actor, Origin};
use crate::domain::catalogue::find::{Goods, Named};
use crate::domain::files::Download;
use crate::fault::Fault;

/// The HTTP verb of a method; there are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Makes, changes, removes or acts.
    Post,
}

impl Verb {
    /// `GET` or `POST`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// The coarse permission a method belongs to, as `/api/credentials` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// No scope: the method is about the key or the account itself.
    None,
    /// `analytics_write`
    AnalyticsWrite,
    /// `cost_read`
    CostRead,
    /// `cost_write`
    CostWrite,
    /// `custom_fields_read`
    CustomFieldsRead,
    /// `custom_fields_write`
    CustomFieldsWrite,
    /// `customer_read`
    CustomerRead,
    /// `customer_write`
    CustomerWrite,
    /// `delivery_read`
    DeliveryRead,
    /// `delivery_write`
    DeliveryWrite,
    /// `file_read`
    FileRead,
    /// `file_write`
    FileWrite,
    /// `integration_read`
    IntegrationRead,
    /// `integration_write`
    IntegrationWrite,
    /// `key_read`
    KeyRead,
    /// `key_write`
    KeyWrite,
    /// `order_read`
    OrderRead,
    /// `order_write`
    OrderWrite,
    /// `reference_read`
    ReferenceRead,
    /// `reference_write`
    ReferenceWrite,
    /// `store_read`
    StoreRead,
    /// `store_write`
    StoreWrite,
    /// `task_read`
    TaskRead,
    /// `task_write`
    TaskWrite,
    /// `telephony_read`
    TelephonyRead,
    /// `telephony_write`
    TelephonyWrite,
    /// `user_read`
    UserRead,
    /// `user_write`
    UserWrite,
}

impl Permission {
    /// The name on the wire; `None` has none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::AnalyticsWrite => Some("analytics_write"),
            Self::CostRead => Some("cost_read"),
            Self::CostWrite => Some("cost_write"),
            Self::CustomFieldsRead => Some("custom_fields_read"),
            Self::CustomFieldsWrite => Some("custom_fields_write"),
            Self::CustomerRead => Some("customer_read"),
            Self::CustomerWrite => Some("customer_write"),
            Self::DeliveryRead => Some("delivery_read"),
            Self::DeliveryWrite => Some("delivery_write"),
            Self::FileRead => Some("file_read"),
            Self::FileWrite => Some("file_write"),
            Self::IntegrationRead => Some("integration_read"),
            Self::IntegrationWrite => Some("integration_write"),
            Self::KeyRead => Some("key_read"),
            Self::KeyWrite => Some("key_write"),
            Self::OrderRead => Some("order_read"),
            Self::OrderWrite => Some("order_write"),
            Self::ReferenceRead => Some("reference_read"),
            Self::ReferenceWrite => Some("reference_write"),
            Self::StoreRead => Some("store_read"),
            Self::StoreWrite => Some("store_write"),
            Self::TaskRead => Some("task_read"),
            Self::TaskWrite => Some("task_write"),
            Self::TelephonyRead => Some("telephony_read"),
            Self::TelephonyWrite => Some("telephony_write"),
            Self::UserRead => Some("user_read"),
            Self::UserWrite => Some("user_write"),
        }
    }
}

/// How much work a reading method may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A look-up by key: done on the spot.
    Short,
    /// A list with filters: moved aside, so that it delays no other call, and bounded in number and time ([`crate::slow`]).
    Long,
}

/// What a method takes the body of a call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Parameters: a form or JSON.
    Parameters,
    /// A file, whatever its media type; parameters come in the query alone.
    File,
}

/// What a success consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// JSON.
    Json,
    /// The bytes of a file. What is in them cannot be masked: a key with masks is refused.
    File,
}

/// A method of the API.
pub trait Method: 'static {
    /// Its verb.
    const VERB: Verb;
    /// Its path without version, variables in braces. It names the method wherever methods are named.
    const PATH: &'static str;
    /// The versions that have it.
    const VERSIONS: Versions;
    /// Its scope.
    const SCOPE: Permission;
    /// What it does, in one line for the key form and the reference book.
    const SUMMARY: &'static str;
    /// Whether it needs a write transaction; POST methods do unless they say otherwise.
    const WRITES: bool = matches!(Self::VERB, Verb::Post);
    /// How long it may take; only reading methods are asked.
    const WEIGHT: Weight = Weight::Short;
    /// The status of a success.
    const STATUS: u16 = 200;
    /// What it takes the body of a call for.
    const READS: Reads = Reads::Parameters;
    /// What its success consists of.
    const ANSWERS: Answers = Answers::Json;
    /// What it is asked.
    type Request: Request;
    /// What it answers, after `success`.
    type Reply: Serialize + JsonSchema;

    /// The status of this success, where it is not the same for all.
    fn status(reply: &Self::Reply) -> u16 {
        let _ = reply;
        Self::STATUS
    }

    /// The file whose bytes are the answer, for a method that answers one.
    fn file(reply: &Self::Reply) -> Option<Download> {
        let _ = reply;
        None
    }

    /// The offers that a request names; what the catalogue knows of them is read before the transaction.
    fn offers(request: &Self::Request, caller: &Caller, account: &Account) -> Vec<Named> {
        let _ = (request, caller, account);
        Vec::new()
    }

    /// Takes what was found of these offers, in their order.
    fn take_goods(request: &mut Self::Request, found: Vec<Option<Goods>>) {
        let _ = (request, found);
    }

    /// Works out, before the transaction, what needs no database: phone numbers, totals.
    ///
    /// # Errors
    /// The request is refused already.
    fn prepare(request: &mut Self::Request, caller: &Caller, account: &Account) -> Result<(), Problem> {
        let _ = (request, caller, account);
        Ok(())
    }

    /// Answers, inside one transaction.
    ///
    /// # Errors
    /// The call is refused, or the database failed; either undoes the whole call.
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault>;
}

/// One call of a method, inside its transaction.
pub struct Call<'a, 't, R> {
    /// The transaction.
    pub tx: &'a mut Tx<'t>,
    /// Who asks.
    pub caller: &'a Caller,
    /// What is asked.
    pub request: &'a R,
    /// The account.
    pub account: &'a Account,
    /// When it is asked.
    pub now: Moment,
}

impl<'a, R> Call<'a, '_, R> {
    /// The circumstances of the call, as the rules see them.
    pub fn act(&self) -> Act<'a> {
        let key = &self.caller.key;
        Act {
            scope: &self.caller.scope,
            actor: Actor::Key(key.id),
            behind: Some(Origin { request_id: &self.caller.request_id, secret: Some(self.caller.secret) }),
            account: self.account,
            now: self.now,
            masks: key.rules.masks.as_ref(),
        }
    }

    /// The store in which a row is looked for by the client's own id; none is needed for an internal one.
    ///
    /// # Errors
    /// The caller may not see the store it names, or names none of several.
    pub fn site_of(&self, which: &Reference, named: Option<&str>) -> Result<Option<i64>, Problem> {
        match which {
            Reference::Id(_) => Ok(None),
            Reference::External(_) => self.caller.site(self.account, named).map(|site| Some(site.id)),
        }
    }

    /// The store a call names, or the only one its key sees; `None` when it names none of several.
    ///
    /// # Errors
    /// The caller may not see the store it names.
    pub fn site_if_any(&self, named: Option<&str>) -> Result<Option<i64>, Problem> {
        match self.caller.site(self.account, named) {
            Ok(site) => Ok(Some(site.id)),
            Err(problem) if problem.status == 400 => Ok(None),
            Err(problem) => Err(problem),
        }
    }
}

/// A request whose type only its method knows.
pub type AnyRequest = Box<dyn Any + Send + Sync>;

/// A success: its status and its JSON, with moments still as they are stored.
pub struct Success {
    /// The HTTP status.
    pub status: u16,
    /// The JSON of the answer.
    pub json: Vec<u8>,
    /// The file whose bytes are answered in place of it.
    pub file: Option<Download>,
}

/// A method in the list, without its types.
pub struct Entry {
    /// The group it stands in, such as `orders`.
    pub group: &'static str,
    /// Its verb.
    pub verb: Verb,
    /// Its path without version.
    pub path: &'static str,
    /// The versions that have it.
    pub versions: Versions,
    /// Its scope.
    pub scope: Permission,
    /// What it does.
    pub summary: &'static str,
    /// Whether it changes anything.
    pub writes: bool,
    /// How long it may take.
    pub weight: Weight,
    /// The status of its success.
    pub status: u16,
    /// What it takes the body of a call for.
    pub reads: Reads,
    /// What its success consists of.
    pub answers: Answers,
    /// Reads the request from the arguments of a call.
    pub read: fn(&mut Arguments) -> Result<AnyRequest, Problem>,
    /// The offers that a request names.
    pub offers: fn(&AnyRequest, &Caller, &Account) -> Vec<Named>,
    /// Takes what was found of them.
    pub take_goods: fn(&mut AnyRequest, Vec<Option<Goods>>),
    /// Works out what needs no database.
    pub prepare: fn(&mut AnyRequest, &Caller, &Account) -> Result<(), Problem>,
    /// Answers inside a transaction.
    pub answer: fn(&mut Tx<'_>, &Caller, &AnyRequest, &Account, Moment) -> Result<Success, Fault>,
    /// The JSON schema of its parameters, as an object with a member for each.
    pub request_schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    /// The JSON schema of its answer.
    pub reply_schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Entry {
    /// The entry of a method.
    pub const fn of<M: Method>(group: &'static str) -> Self {
        Self {
            group,
            verb: M::VERB,
            path: M::PATH,
            versions: M::VERSIONS,
            scope: M::SCOPE,
            summary: M::SUMMARY,
            writes: M::WRITES,
            weight: M::WEIGHT,
            status: M::STATUS,
            reads: M::READS,
            answers: M::ANSWERS,
            read: read::<M>,
            offers: offers::<M>,
            take_goods: take_goods::<M>,
            prepare: prepare::<M>,
            answer: answer::<M>,
            request_schema: M::Request::json_schema,
            reply_schema: M::Reply::json_schema,
        }
    }

    /// The method's name in grants and lists: its path without version.
    pub fn name(&self) -> &'static str {
        self.path
    }

    /// Whether it is one of those that manage keys, which no key has unless they were named for it.
    pub fn manages_keys(&self) -> bool {
        matches!(self.scope, Permission::KeyRead | Permission::KeyWrite)
    }

    /// Whether it keeps texts that people read on the pages of the account, not in orders and customers.
    pub fn keeps_texts(&self) -> bool {
        self.writes
            && matches!(
                self.scope,
                Permission::CustomFieldsWrite | Permission::KeyWrite | Permission::ReferenceWrite | Permission::IntegrationWrite
            )
    }

    /// The method's address as people write it, `/api/v*/orders/statuses`.
    pub fn pattern(&self) -> String {
        match self.versions {
            Versions::UNVERSIONED => format!("/api{}", self.path),
            _ => format!("/api/v*{}", self.path),
        }
    }
}

fn read<M: Method>(arguments: &mut Arguments) -> Result<AnyRequest, Problem> {
    Ok(Box::new(M::Request::read(arguments)?))
}

fn offers<M: Method>(request: &AnyRequest, caller: &Caller, account: &Account) -> Vec<Named> {
    request.downcast_ref::<M::Request>().map(|request| M::offers(request, caller, account)).unwrap_or_default()
}

fn take_goods<M: Method>(request: &mut AnyRequest, found: Vec<Option<Goods>>) {
    if let Some(request) = request.downcast_mut::<M::Request>() {
        M::take_goods(request, found);
    }
}

fn prepare<M: Method>(request: &mut AnyRequest, caller: &Caller, account: &Account) -> Result<(), Problem> {
    match request.downcast_mut::<M::Request>() {
        Some(request) => M::prepare(request, caller, account),
        None => Err(Problem::internal()),
    }
}

fn answer<M: Method>(tx: &mut Tx<'_>, caller: &Caller, request: &AnyRequest, account: &Account, now: Moment) -> Result<Success, Fault> {
    let request = request.downcast_ref::<M::Request>().ok_or_else(Problem::internal)?;
    match M::answer(Call { tx, caller, request, account, now }) {
        Ok(reply) => Ok(Success { status: M::status(&reply), json: wire::reply::envelope(&reply)?, file: M::file(&reply) }),
        // Told like a refusal, kept like a success.
        Err(Fault::Partly(problem)) => Ok(Success { status: problem.status, json: problem.body(), file: None }),
        Err(fault) => Err(fault),
    }
}
