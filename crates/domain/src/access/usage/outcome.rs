//! What can come of a call with a key that there is.

use crate::access::reason::Reason;

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Answered as asked.
    Answered,
    /// Admitted, and answered with an error of the caller: 400, 404, 460.
    Mistaken,
    /// Let in, and gone before it was answered.
    Abandoned,
    /// Let in, and failed here.
    Failed,
    /// Let in, and then refused by the method itself: a store or a field out of reach.
    Denied(Reason),
    /// Refused by the gate.
    Refused(Reason),
}

impl Outcome {
    /// Its name where it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answered => "ok",
            Self::Mistaken => "mistaken",
            Self::Abandoned => "abandoned",
            Self::Failed => "failed",
            Self::Denied(reason) | Self::Refused(reason) => reason.name(),
        }
    }

    /// Whether the gate refused the call.
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::Refused(_))
    }

    /// Whether the call shows that the key is in use. One with a token that works no more shows nothing.
    pub fn is_use(self) -> bool {
        !matches!(self, Self::Refused(Reason::Wrong | Reason::Retired))
    }

    /// Whether calls of this name were refused by the gate. Stores and fields are the affair of methods; what a newer
    /// version wrote counts as refused.
    pub fn code_is_refusal(code: &str) -> bool {
        let let_in =
            [Self::Answered, Self::Mistaken, Self::Abandoned, Self::Failed, Self::Denied(Reason::Store), Self::Denied(Reason::Field)];
        let_in.iter().all(|outcome| outcome.code() != code)
    }

    /// The outcome of a call that was let in, by the status of its answer and the rule that denied it, if one did.
    pub fn of_answer(status: u16, rule: Option<&str>) -> Self {
        match (status, rule.and_then(Reason::named)) {
            (_, Some(reason @ (Reason::Store | Reason::Field))) => Self::Denied(reason),
            (200..=299, _) => Self::Answered,
            (403, _) => Self::Denied(Reason::Store),
            (500.., _) => Self::Failed,
            _ => Self::Mistaken,
        }
    }
}
