//! Whether a key works, in one word that lists, files, the API and the command line share.

use database::key_list::Line;
use database::keys::Key;
use wire::Moment;

/// How a key stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It has been deleted.
    Deleted,
    /// It was stopped for this reason, such as `leaked`.
    Stopped(&'a str),
    /// Its end has come.
    Expired,
    /// It may be used.
    On,
    /// It is disabled.
    Off,
}

impl<'a> Standing<'a> {
    /// How a stored key stands.
    pub fn of(key: &'a Key, now: Moment) -> Self {
        Self::from(key.deleted_at, key.cause.as_ref().map(|(cause, _)| cause.as_str()), key.ends_at, key.active, now)
    }

    /// How a key of a list stands.
    pub fn of_line(line: &'a Line, now: Moment) -> Self {
        Self::from(line.deleted_at, line.cause.as_deref(), line.ends_at, line.active, now)
    }

    fn from(deleted_at: Option<i64>, cause: Option<&'a str>, ends_at: Option<i64>, active: bool, now: Moment) -> Self {
        match (deleted_at, cause) {
            (Some(_), _) => Self::Deleted,
            (None, Some(cause)) if !active => Self::Stopped(cause),
            _ if ends_at.is_some_and(|end| end <= now.0) => Self::Expired,
            _ if active => Self::On,
            _ => Self::Off,
        }
    }

    /// Its word: `on`, `off`, `expired`, `deleted`, or the reason it was stopped for.
    pub fn name(self) -> &'a str {
        match self {
            Self::Deleted => "deleted",
            Self::Stopped(cause) => cause,
            Self::Expired => "expired",
            Self::On => "on",
            Self::Off => "off",
        }
    }
}
