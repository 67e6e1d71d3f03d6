//! Who did something, and what it was done to.

use database::keys::Key;
use database::sites::Site;
use database::users::User;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Somebody who is signed in: internal id, e-mail.
    Person(i64, String),
    /// Whoever may run `latchkey` on the machine.
    CommandLine,
    /// A key, through the API: internal id.
    Key(i64),
    /// The hub by itself: what falls due, what it notices.
    Hub,
}

impl By {
    /// The name of the kind in the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person(..) => "user",
            Self::CommandLine => "cli",
            Self::Key(_) => "key",
            Self::Hub => "hub",
        }
    }

    /// The id of the person or key.
    pub fn id(&self) -> Option<i64> {
        match self {
            Self::Person(id, _) | Self::Key(id) => Some(*id),
            Self::CommandLine | Self::Hub => None,
        }
    }

    /// What a person is called; empty for the others.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(_, email) => email,
            _ => "",
        }
    }
}

impl From<&User> for By {
    fn from(user: &User) -> Self {
        Self::Person(user.id, user.email.clone())
    }
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// `key`, `address`, `template`, `user`, `site`, `order`, `customer`, `book`, `view`, `settings`, `webhook`, `pepper`.
    pub kind: &'static str,
    /// Internal id, where it has one.
    pub id: Option<i64>,
    /// What it is called; never a token.
    pub name: String,
}

impl Subject {
    /// Something of a kind that has no id of its own, such as the settings.
    pub fn named(kind: &'static str, name: &str) -> Self {
        Self { kind, id: None, name: name.to_owned() }
    }

    /// Something with an id.
    pub fn numbered(kind: &'static str, id: i64, name: &str) -> Self {
        Self { kind, id: Some(id), name: name.to_owned() }
    }
}

impl From<&Key> for Subject {
    fn from(key: &Key) -> Self {
        Self::numbered("key", key.id, &key.name)
    }
}

impl From<&User> for Subject {
    fn from(user: &User) -> Self {
        Self::numbered("user", user.id, &user.email)
    }
}

impl From<&Site> for Subject {
    fn from(site: &Site) -> Self {
        Self::numbered("site", site.id, &site.code)
    }
}
