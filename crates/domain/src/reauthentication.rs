//! Reauthentication: a fresh proof of who is signed in, for what a session alone does not allow, such as
//! showing a secret again.

use database::Tx;
use wire::Moment;

use crate::access::sealed::Seal;
use crate::fault::Fault;
use crate::{refuse, second_step};

/// For how long a proof is fresh, in seconds.
const FRESH: i64 = 300;

/// Reauthentication of one person, of one moment. Only [`prove`] makes one: a rule that asks for it cannot be got round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reauthentication {
    user: i64,
    at: Moment,
}

impl Reauthentication {
    /// The person.
    pub fn user(&self) -> i64 {
        self.user
    }

    /// Whether it was given just now.
    pub fn is_fresh(&self, now: Moment) -> bool {
        (0..=FRESH).contains(&(now.0 - self.at.0))
    }
}

/// What was found of a password before the transaction: checking one takes too long inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Password {
    /// It is the person's.
    Fits,
    /// It is not.
    Wrong,
}

/// Proves that a person is who they are: by their password and, where their second step is on, by a code, which is
/// used up.
///
/// # Errors
/// Refused: a wrong password (`proof`) or code (`otp`).
pub fn prove(tx: &mut Tx<'_>, seal: &Seal, user: i64, password: Password, code: &str, now: Moment) -> Result<Reauthentication, Fault> {
    if password == Password::Wrong {
        return Err(refuse("proof", "Wrong password."));
    }
    if second_step::is_on(tx, user)? {
        second_step::check(tx, seal, user, code, now)?;
    }
    Ok(Reauthentication { user, at: now })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_fresh_for_five_minutes() {
        let proof = Reauthentication { user: 7, at: Moment(1000) };
        assert!(proof.is_fresh(Moment(1000)) && proof.is_fresh(Moment(1300)));
        assert!(!proof.is_fresh(Moment(1301)) && !proof.is_fresh(Moment(999)));
        assert_eq!(proof.user(), 7);
    }
}
