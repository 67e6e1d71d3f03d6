//! What a method of the API does: an answer to a request, inside one transaction.

use std::any::Any;

use database::Tx;
use domain::account::Account;
use domain::act::{Act, Actor, Origin};
use domain::catalogue::find::{Goods, Named};
use domain::fault::Fault;
use domain::files::Download;
use wire::methods::Method;
use wire::{Arguments, Moment, Problem, Reference, Request};

use crate::api::caller::Caller;

/// The answer of a declared method; `P` is what it works out of a request before the transaction, nothing for most.
#[diagnostic::on_unimplemented(message = "`{Self}` is declared in `wire::methods` and has no answer in `hub::api`")]
pub trait Answer<P: Default = ()>: Method {
    /// The status of this success, where it is not the same for all.
    fn status(reply: &Self::Reply) -> u16 {
        let _ = reply;
        Self::STATUS
    }

    /// The offers that a request names; what the catalogue knows of them is read before the transaction.
    fn offers(request: &Self::Request, caller: &Caller, account: &Account) -> Vec<Named> {
        let _ = (request, caller, account);
        Vec::new()
    }

    /// Works out, before the transaction, what needs no database: phone numbers, totals. `goods` are what was found of the offers, in
    /// their order.
    ///
    /// # Errors
    /// The request is refused already.
    fn prepare(request: &mut Self::Request, goods: Vec<Option<Goods>>, caller: &Caller, account: &Account) -> Result<P, Problem> {
        let _ = (request, goods, caller, account);
        Ok(P::default())
    }

    /// Answers, inside one transaction.
    ///
    /// # Errors
    /// The call is refused, or the database failed; either undoes the whole call.
    fn answer(call: Call<'_, '_, Self::Request, P>) -> Result<Self::Reply, Fault>;
}

/// One call of a method, inside its transaction.
pub struct Call<'a, 't, R, P = ()> {
    /// The transaction.
    pub tx: &'a mut Tx<'t>,
    /// Who asks.
    pub caller: &'a Caller,
    /// What is asked.
    pub request: &'a R,
    /// What was worked out of it before the transaction.
    pub prepared: &'a P,
    /// The account.
    pub account: &'a Account,
    /// When it is asked.
    pub now: Moment,
    /// The file whose bytes are the answer, for a method that answers one.
    pub file: &'a mut Option<Download>,
}

impl<'a, R, P> Call<'a, '_, R, P> {
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

/// A request, and what was worked out of it.
struct Asked<R, P> {
    request: R,
    goods: Vec<Option<Goods>>,
    prepared: P,
}

/// A success: its status and its JSON, with moments still as they are stored.
pub struct Success {
    /// The HTTP status.
    pub status: u16,
    /// The JSON of the answer.
    pub json: Vec<u8>,
    /// The file whose bytes are answered in place of it.
    pub file: Option<Download>,
}

/// How a method is answered, without its types.
pub struct Handler {
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
}

impl Handler {
    /// How a method is answered.
    pub const fn of<M: Answer<P>, P: Default + Send + Sync + 'static>() -> Self {
        Self {
            read: read::<M, P>,
            offers: offers::<M, P>,
            take_goods: take_goods::<M, P>,
            prepare: prepare::<M, P>,
            answer: answer::<M, P>,
        }
    }
}

fn read<M: Answer<P>, P: Default + Send + Sync + 'static>(arguments: &mut Arguments) -> Result<AnyRequest, Problem> {
    Ok(Box::new(Asked { request: M::Request::read(arguments)?, goods: Vec::new(), prepared: P::default() }))
}

fn offers<M: Answer<P>, P: Default + 'static>(request: &AnyRequest, caller: &Caller, account: &Account) -> Vec<Named> {
    request.downcast_ref::<Asked<M::Request, P>>().map(|asked| M::offers(&asked.request, caller, account)).unwrap_or_default()
}

fn take_goods<M: Answer<P>, P: Default + 'static>(request: &mut AnyRequest, found: Vec<Option<Goods>>) {
    if let Some(asked) = request.downcast_mut::<Asked<M::Request, P>>() {
        asked.goods = found;
    }
}

fn prepare<M: Answer<P>, P: Default + 'static>(request: &mut AnyRequest, caller: &Caller, account: &Account) -> Result<(), Problem> {
    let asked = request.downcast_mut::<Asked<M::Request, P>>().ok_or_else(Problem::internal)?;
    asked.prepared = M::prepare(&mut asked.request, std::mem::take(&mut asked.goods), caller, account)?;
    Ok(())
}

fn answer<M: Answer<P>, P: Default + 'static>(
    tx: &mut Tx<'_>,
    caller: &Caller,
    request: &AnyRequest,
    account: &Account,
    now: Moment,
) -> Result<Success, Fault> {
    let Asked { request, prepared, .. } = request.downcast_ref::<Asked<M::Request, P>>().ok_or_else(Problem::internal)?;
    let mut file = None;
    match M::answer(Call { tx, caller, request, prepared, account, now, file: &mut file }) {
        Ok(reply) => Ok(Success { status: M::status(&reply), json: wire::reply::envelope(&reply)?, file }),
        // Told like a refusal, kept like a success.
        Err(Fault::Partly(problem)) => Ok(Success { status: problem.status, json: problem.body(), file: None }),
        Err(fault) => Err(fault),
    }
}
