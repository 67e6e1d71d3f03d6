//! Why a call was refused: in the exact text that clients know, and in a word for the key's contact.

use wire::Problem;

/// A rule that refuses calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The token is no key's, or its key is switched off, deleted or has ended: strangers learn no more than that.
    Wrong,
    /// The token was replaced by a rotation.
    Retired,
    /// The token came in the address or the body, and the key takes it in a header only.
    Transport,
    /// The key does not work yet, or not at this hour.
    Time,
    /// The key does not work from this address.
    Address,
    /// The key does not grant the method.
    Method,
    /// The key does not reach the store, or there is no such store.
    Store,
    /// The key may not see or search the field.
    Field,
    /// There were more calls than the key may make.
    Rate,
}

/// Every reason.
pub const REASONS: [Reason; 9] = [
    Reason::Wrong,
    Reason::Retired,
    Reason::Transport,
    Reason::Time,
    Reason::Address,
    Reason::Method,
    Reason::Store,
    Reason::Field,
    Reason::Rate,
];

impl Reason {
    /// Its word, as in the header `X-Denied-Reason`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Retired => "retired",
            Self::Transport => "transport",
            Self::Time => "time",
            Self::Address => "address",
            Self::Method => "method",
            Self::Store => "store",
            Self::Field => "field",
            Self::Rate => "rate",
        }
    }

    /// The reason of a word.
    pub fn named(name: &str) -> Option<Self> {
        REASONS.into_iter().find(|reason| reason.name() == name)
    }

    /// Whether the caller may learn of it: they hold a token that works elsewhere, so that nothing is given away.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Wrong | Self::Retired)
    }

    /// One sentence for the caller's log.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Wrong => "The key is not valid.",
            Self::Retired => "The token has been replaced by a new one.",
            Self::Transport => "This key is accepted in the X-API-KEY header only.",
            Self::Time => "The key does not work at this time.",
            Self::Address => "The key does not work from this IP address.",
            Self::Method => "The key does not allow this method.",
            Self::Store => "The key has no access to this store.",
            Self::Field => "The key may not see or change this field.",
            Self::Rate => "The key made more calls than its limit allows.",
        }
    }

    /// The refusal in the text that clients compare to the letter. `too_many` is the status of [`Reason::Rate`].
    pub fn problem(self, too_many: u16) -> Problem {
        match self {
            Self::Wrong | Self::Retired | Self::Transport => Problem::wrong_key(),
            Self::Time | Self::Address | Self::Method | Self::Store | Self::Field => Problem::denied(),
            Self::Rate if too_many == 429 => Problem::new(429, "Too Many Requests"),
            Self::Rate => Problem::new(503, "Service Temporarily Unavailable"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_found_by_its_word() {
        for reason in REASONS {
            assert_eq!(Reason::named(reason.name()), Some(reason));
        }
        assert_eq!(Reason::named("whim"), None);
    }

    #[test]
    fn a_token_that_does_not_work_is_told_nothing() {
        let silent: Vec<Reason> = REASONS.into_iter().filter(|reason| !reason.is_told()).collect();
        assert_eq!(silent, [Reason::Wrong, Reason::Retired]);
        assert!(silent.iter().all(|reason| reason.problem(503) == Problem::wrong_key()));
    }
}
