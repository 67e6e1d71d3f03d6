//! Asking a visitor to prove anew who they are, before what a session alone does not allow: the fields are in
//! `proof.html`, the rule in [`domain::reauthentication`].

use domain::fault::Fault;
use domain::reauthentication::{self, Password, Reauthentication};
use domain::second_step;

use super::fields::Fields;
use super::pages::sign_in::check;
use super::{Office, Peer, Visitor};
use wire::Problem;

/// Why there is no proof.
pub enum Refusal {
    /// Too many wrong attempts: so many minutes are to be waited.
    Wait(i64),
    /// The password (`proof`), the code (`otp`) or another field is wrong.
    Wrong(Box<Problem>),
    /// Something else failed.
    Failed(Box<Fault>),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(problem) if problem.status == 400 => Self::Wrong(Box::new(problem)),
            fault => Self::Failed(Box::new(fault)),
        }
    }
}

/// Whether the visitor is asked for a code besides the password.
///
/// # Errors
/// The database failed.
pub async fn asks_code(office: &Office, visitor: &Visitor) -> Result<bool, Fault> {
    let user = visitor.id;
    office.hub.db.read(move |tx| second_step::is_on(tx, user)).await
}

/// Takes the fields `proof` (the password) and `otp` (the code), and proves by them that the visitor has just shown who they
/// are. Wrong ones are throttled like those at the door.
///
/// # Errors
/// See [`Refusal`].
pub async fn fresh(office: &Office, visitor: &Visitor, peer: Peer, fields: &Fields) -> Result<Reauthentication, Refusal> {
    let address = peer.0.to_canonical().to_string();
    let email = visitor.email.clone();
    let wait = office.throttle.attempt(&email, &address, office.hub.clock.now());
    if wait > 0 {
        return Err(Refusal::Wait((wait + 59) / 60));
    }
    let known = check(office, &email, fields.exact("proof").to_owned()).await?;
    let password = if known == Some(visitor.id) { Password::Fits } else { Password::Wrong };
    let (user, code, now) = (visitor.id, fields.text("otp").to_owned(), office.hub.clock.now());
    let hub = std::sync::Arc::clone(&office.hub);
    let proof = office.hub.db.write(move |tx| reauthentication::prove(tx, &hub.seal, user, password, &code, now)).await?;
    office.throttle.right(&email, &address);
    Ok(proof)
}
