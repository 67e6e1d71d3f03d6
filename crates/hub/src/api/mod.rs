//! What the methods of the API do. What they are is declared in `wire::methods`, and each of those has an [`Answer`] here.

mod account;
pub mod answer;
pub mod body;
mod bulk;
pub mod caller;
mod content;
mod corporate;
mod costs;
mod credentials;
mod custom_fields;
mod customer_interaction;
mod customers;
pub mod dispatch;
mod files;
mod integration_modules;
mod keys;
mod legacy_settings;
pub mod method;
mod noun;
mod orders;
mod packs;
mod pasted;
mod payments;
mod reference;
mod settings;
mod statistic;
mod store;
mod tasks;
pub mod turn;
mod users;

use domain::fault::Fault;
use wire::methods::COUNT;
use wire::reply::Ready;

pub use caller::Caller;
pub use method::{Answer, Call, Handler};

/// JSON texts as members of an answer.
fn ready<T>(texts: Vec<String>) -> Result<Vec<Ready<T>>, Fault> {
    Ok(texts.into_iter().map(Ready::new).collect::<Result<_, _>>()?)
}

/// Lists how methods are answered; one that has no [`Answer`] does not compile.
macro_rules! handlers {
    ($($method:ident)*) => {
        [$(Handler::of::<wire::methods::$method, _>()),*]
    };
}

const _: () = assert!(COUNT <= domain::access::grant::CAPACITY, "a key's set of methods is too small for the list");

static HANDLERS: [Handler; COUNT] = wire::every_method!(handlers);

/// How the method at a place of the list is answered.
pub fn handler(place: usize) -> &'static Handler {
    &HANDLERS[place]
}
