//! Pages for people: everything outside `/api`. They enter at the rules of the domain, as the API does, and write no SQL.
//!
//! Every page is a plain form or a plain list that works without scripts; the one small script only makes them nicer.

mod assets;
pub mod capabilities;
mod chart;
mod conflict;
mod desk;
pub mod email;
mod faults;
mod fields;
mod frame;
mod help;
mod here;
mod kept_form;
mod listing;
mod mark;
mod page;
mod pages;
mod pending_sign_in;
mod reauthentication;
mod router;
pub mod sentences;
mod session;
mod throttle;
pub mod when;
pub mod words;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use database::Tx;
use database::care::Count;
use domain::audit_log::By;
use domain::desk::DeskAccess;
use domain::fault::Fault;
use domain::seldom::Seldom;
use domain::users::Role;
use tokio::sync::Semaphore;

use crate::app::Hub;
use crate::read_slots::Owner;

pub use router::router;

/// What the pages work with.
pub struct Office {
    /// The hub.
    pub hub: Arc<Hub>,
    throttle: throttle::Throttle,
    /// Hashing a password takes 19 MiB and much of a second: a few at once, for all visitors together.
    hashing: Semaphore,
    /// Reports of leaked tokens that no known scanner has signed.
    unsigned: Seldom,
}

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

impl Default for Peer {
    fn default() -> Self {
        Self(Ipv4Addr::UNSPECIFIED.into())
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Visitor {
    /// Internal id.
    pub id: i64,
    /// E-mail, by which they sign in.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// How many keys need attention; shown to administrators.
    pub care: Count,
    /// The language of their pages; `None` for the account's.
    pub language: Option<String>,
    /// What they see of orders and customers.
    pub desk: DeskAccess,
}

impl Visitor {
    /// Whether they may do what this role may.
    pub fn may(&self, role: Role) -> bool {
        self.role.covers(role)
    }

    /// The first letters of their first two names, for the round mark beside the name.
    pub fn initials(&self) -> String {
        self.name.split_whitespace().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// How the record remembers them.
    pub fn by(&self) -> By {
        By::Person(self.id, self.email.clone())
    }
}

impl Office {
    /// The pages' desk in a hub.
    pub fn new(hub: Arc<Hub>) -> Arc<Self> {
        Arc::new(Self { hub, throttle: throttle::Throttle::default(), hashing: Semaphore::new(2), unsigned: Seldom::default() })
    }

    /// Reads what may take long for a person: a list, an export, a chart. It stops when they go.
    ///
    /// # Errors
    /// As [`crate::slow::SlowReads::read`].
    pub async fn read_slow<T: Send + 'static, E: Into<Fault>>(
        &self,
        person: i64,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Fault> {
        self.hub.slow.read(&self.hub.db, Owner::Person(person), move |tx| work(tx).map_err(Into::into)).await
    }

    /// True as long as no user could sign in.
    pub fn is_vacant(&self) -> bool {
        self.hub.account().users.is_empty()
    }
}

/// The set-up link, as long as the account has no administrator. Only the console shows it, never a page.
pub fn setup_address(hub: &Hub) -> Option<String> {
    hub.account().users.is_empty().then(|| setup_link(&hub.settings.public_url, &hub.setup_code))
}

/// The set-up link of a hub that is reached under this address.
pub fn setup_link(public_url: &str, code: &str) -> String {
    format!("{public_url}/setup/{code}")
}
