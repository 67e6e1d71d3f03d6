//! Who acts: the stores they may see, the name under which history remembers them, the account and the moment.

use database::Scope;
use wire::Moment;

use crate::access::masks::{Class, Masks};
use crate::account::Account;

/// Who is remembered as the author of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A key, through the API.
    Key(i64),
    /// A person, in the pages.
    User(i64),
    /// The hub itself.
    Code,
}

impl Actor {
    /// The name of the source in histories.
    pub fn source(self) -> &'static str {
        match self {
            Self::Key(_) => "api",
            Self::User(_) => "user",
            Self::Code => "code",
        }
    }

    /// What kind of actor it is, as webhooks and the audit log name it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Key(_) => "key",
            Self::User(_) => "user",
            Self::Code => "hub",
        }
    }

    /// The key, if it is one.
    pub fn key(self) -> Option<i64> {
        match self {
            Self::Key(id) => Some(id),
            _ => None,
        }
    }

    /// The person, if it is one.
    pub fn user(self) -> Option<i64> {
        match self {
            Self::User(id) => Some(id),
            _ => None,
        }
    }
}

/// The call behind a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The id that is answered with it, or what names the import.
    pub request_id: &'a str,
    /// The number of the key's secret that it came with; none for an import.
    pub secret: Option<i64>,
}

/// The circumstances of a change or a reading.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// What the actor may see; whatever is outside is absent.
    pub scope: &'a Scope,
    /// Who acts.
    pub actor: Actor,
    /// The call behind it, if it is one.
    pub behind: Option<Origin<'a>>,
    /// The account.
    pub account: &'a Account,
    /// When.
    pub now: Moment,
    /// What the actor does not see as it is. What they find and what is written down must then not confirm a guess.
    pub masks: Option<&'a Masks>,
}

impl Act<'_> {
    /// Whether the actor does not see fields of a class as they are.
    pub fn is_blind_to(&self, class: Class) -> bool {
        self.masks.is_some_and(|masks| masks.cover(class))
    }

    /// The ids of the stores the actor may see.
    pub fn visible(&self) -> Vec<i64> {
        self.account.visible(&self.scope.sites).map(|site| site.id).collect()
    }
}
