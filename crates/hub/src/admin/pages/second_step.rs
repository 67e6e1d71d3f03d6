//! The second step of the signed-in user: turned on with a QR code and a first code, recovery codes, turned off.

use std::fmt::Write;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::second_step::{self, Enrolment};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::reauthentication::{self, Refusal};
use crate::admin::{Office, Peer, Visitor};

/// Modules around a QR code that stay empty.
const QUIET: i32 = 4;

#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStep {
    page: Page,
    on: bool,
    /// Recovery codes that are left.
    left: i64,
    enrolment: Option<Drawn>,
    faults: Faults,
}

/// What the app needs, drawn.
struct Drawn {
    /// The secret, in groups of four.
    secret: String,
    /// Modules of a side, with the quiet ones.
    size: i32,
    /// The dark modules as the path of an SVG.
    path: String,
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct RecoveryCodes {
    page: Page,
    codes: Vec<String>,
}

/// Shows how things stand.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "account").noticing(query.text("done"));
    stand(&office, &visitor, page, StatusCode::OK, Faults::default()).await
}

/// Makes a secret for a user who has just reauthenticated; the page shows it until the first code.
pub async fn begin(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let made = async {
        let proof = reauthentication::fresh(&office, &visitor, peer.map(|peer| peer.0).unwrap_or_default(), &fields).await?;
        let hub = Arc::clone(&office.hub);
        Ok(office.hub.db.write(move |tx| second_step::begin(tx, &hub.seal, proof.user())).await?)
    };
    match made.await {
        Ok(()) => page::go("/account/second-step"),
        Err(refusal) => refused(&office, &visitor, refusal).await,
    }
}

/// Turns the second step on by the first code, and shows the recovery codes.
pub async fn confirm(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account");
    let address = peer.map(|peer| peer.0).unwrap_or_default().0.to_canonical().to_string();
    let (name, now) = (format!("{} code", visitor.email), office.hub.clock.now());
    let wait = office.throttle.attempt(&name, &address, now);
    if wait > 0 {
        let faults = Faults(vec![("otp".to_owned(), page.count("sign-in-wait", &((wait + 59) / 60)))]);
        return stand(&office, &visitor, page, StatusCode::TOO_MANY_REQUESTS, faults).await;
    }
    let (hub, by, user, code) = (Arc::clone(&office.hub), visitor.by(), visitor.id, fields.text("otp").to_owned());
    match office.hub.db.write(move |tx| second_step::confirm(tx, &hub.seal, user, &code, &by, now)).await {
        Ok(codes) => {
            office.throttle.right(&name, &address);
            page::ok(&RecoveryCodes { page: page.noticing("step-on"), codes })
        }
        Err(fault) => refused(&office, &visitor, fault.into()).await,
    }
}

/// Gives new recovery codes to a user who has just reauthenticated.
pub async fn renew(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let made = async {
        let proof = reauthentication::fresh(&office, &visitor, peer.map(|peer| peer.0).unwrap_or_default(), &fields).await?;
        Ok(office.hub.db.write(move |tx| second_step::renew_recovery_codes(tx, proof.user())).await?)
    };
    match made.await {
        Ok(codes) => page::ok(&RecoveryCodes { page: Page::new(&office, Some(&visitor), "account"), codes }),
        Err(refusal) => refused(&office, &visitor, refusal).await,
    }
}

/// Turns the second step off for a user who has just reauthenticated.
pub async fn turn_off(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let done = async {
        let proof = reauthentication::fresh(&office, &visitor, peer.map(|peer| peer.0).unwrap_or_default(), &fields).await?;
        let (by, now) = (visitor.by(), office.hub.clock.now());
        Ok(office.hub.db.write(move |tx| second_step::turn_off(tx, proof.user(), &by, now)).await?)
    };
    match done.await {
        Ok(()) => page::go("/account/second-step?done=step-off"),
        Err(refusal) => refused(&office, &visitor, refusal).await,
    }
}

/// The page again, with what is wrong.
async fn refused(office: &Office, visitor: &Visitor, refusal: Refusal) -> Response {
    let page = Page::new(office, Some(visitor), "account");
    match refusal {
        Refusal::Wait(minutes) => {
            let faults = Faults(vec![("proof".to_owned(), page.count("sign-in-wait", &minutes))]);
            stand(office, visitor, page, StatusCode::TOO_MANY_REQUESTS, faults).await
        }
        Refusal::Wrong(problem) => {
            let faults = page.faults(&problem);
            stand(office, visitor, page, StatusCode::BAD_REQUEST, faults).await
        }
        Refusal::Failed(fault) => page::failed(page, *fault),
    }
}

async fn stand(office: &Office, visitor: &Visitor, page: Page, status: StatusCode, faults: Faults) -> Response {
    let (hub, user, email) = (Arc::clone(&office.hub), visitor.id, visitor.email.clone());
    let read = move |tx: &mut database::Tx<'_>| {
        let enrolment = second_step::enrolment(tx, &hub.seal, user, &email)?;
        Ok::<_, Fault>((second_step::is_on(tx, user)?, database::second_steps::recovery_codes_left(tx, user)?, enrolment))
    };
    match office.hub.db.read(read).await {
        Ok((on, left, enrolment)) => {
            page::show(status, &SecondStep { page, on, left, enrolment: enrolment.as_ref().and_then(draw), faults })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// A QR code of what the app needs; `None` for what is too long for one, which no e-mail makes it.
fn draw(enrolment: &Enrolment) -> Option<Drawn> {
    let code = QrCode::encode_text(&enrolment.address, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let letters: Vec<char> = enrolment.secret.chars().collect();
    let secret = letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    Some(Drawn { secret, size: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_module_by_module() {
        let email = "a".repeat(255);
        let address = format!("otpauth://totp/Latchkey:{email}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Latchkey");
        let Some(drawn) = draw(&Enrolment { secret: "JBSWY3DPEHPK3PXP".to_owned(), address }) else { panic!("the longest e-mail fits") };
        assert_eq!(drawn.secret, "JBSW Y3DP EHPK 3PXP");
        // The corner marks begin where the quiet zone ends.
        assert!(drawn.path.starts_with("M4 4h1v1h-1z") && drawn.path.ends_with("h1v1h-1z"));
        assert!(drawn.size > 2 * QUIET + 21);
    }
}
