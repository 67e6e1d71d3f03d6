//! The page of the person who is signed in: name, email and language, another password, the second step, open sessions.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::own_account::{self, Wanted};
use domain::{sessions, settings, users};
use wire::Problem;

use super::sign_in::{check, hash_aside};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::reauthentication::{self, Refusal};
use crate::admin::when::{Times, When};
use crate::admin::words::Words;
use crate::admin::{Office, Peer, Visitor, session};

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    page: Page,
    /// The email by which the person signs in now.
    email: String,
    wanted: Wanted,
    /// The languages: code, own name, whether it is chosen; the first one is the account's.
    languages: Vec<(&'static str, String, bool)>,
    /// Whether a code is asked for besides the password.
    second_step: bool,
    sessions: Vec<Open>,
    faults: Faults,
}

/// A session as it is shown.
struct Open {
    code: String,
    here: bool,
    /// Browser and system in a few words.
    browser: String,
    /// The browser as it names itself.
    agent: String,
    address: String,
    began: When,
    seen: When,
}

/// Shows the page.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account").noticing(query.text("done"));
    draw(&office, &visitor, &headers, page, (StatusCode::OK, now_is(&visitor), Faults::default())).await
}

/// Changes name, email and language; another email needs the password, and the code where the second step is on.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account");
    let text = |name: &str| fields.text(name).to_owned();
    let wanted = Wanted { name: text("name"), email: text("email"), language: text("language") };
    let saved = async {
        let (id, now) = (visitor.id, office.hub.clock.now());
        let other = office.hub.account().users.iter().any(|user| user.id == id && own_account::changes_email(user, &wanted));
        let proof = if other && !fields.exact("proof").is_empty() {
            Some(reauthentication::fresh(&office, &visitor, peer.map(|peer| peer.0).unwrap_or_default(), &fields).await?)
        } else {
            None
        };
        let given = wanted.clone();
        office.hub.db.write(move |tx| own_account::change(tx, id, &given, proof.as_ref(), now)).await?;
        Ok(())
    };
    let faults = match saved.await {
        Ok(()) => return page::go("/account?done=profile"),
        Err(Refusal::Wait(minutes)) => Faults(vec![("proof".to_owned(), page.count("sign-in-wait", &minutes))]),
        Err(Refusal::Wrong(problem)) => page.faults(&problem),
        Err(Refusal::Failed(fault)) => return page::failed(page, *fault),
    };
    draw(&office, &visitor, &headers, page, (StatusCode::BAD_REQUEST, wanted, faults)).await
}

/// Ends the session of the field `code`, or all others but this one with the field `others`.
pub async fn end_sessions(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account");
    let (user, by, now, code) = (visitor.id, visitor.by(), office.hub.clock.now(), fields.text("code").to_owned());
    let (others, lasting) = (fields.has("others"), sessions::Lasting::of(&office.hub.account()));
    let token = session::token_of(&office.hub, &headers).unwrap_or_default();
    let ended = office.hub.db.write(move |tx| {
        if others {
            return sessions::end_others(tx, user, &token, &by, now).map(drop);
        }
        // One that has ended meanwhile is what was wanted.
        sessions::end_one(tx, user, &code, lasting, &by, now).map(drop)
    });
    match ended.await {
        Ok(()) => page::go("/account?done=sessions-ended#sessions"),
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes the password; the old one must be known, and guessing it is as slow as at the door.
pub async fn change(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    origin: session::Origin,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account");
    let address = peer.map(|peer| peer.0).unwrap_or_default().0.to_canonical().to_string();
    let email = visitor.email.clone();
    let wait = office.throttle.attempt(&email, &address, office.hub.clock.now());
    if wait > 0 {
        let faults = Faults(vec![("old".to_owned(), page.count("sign-in-wait", &((wait + 59) / 60)))]);
        return draw(&office, &visitor, &headers, page, (StatusCode::TOO_MANY_REQUESTS, now_is(&visitor), faults)).await;
    }
    let changed = match check(&office, &email, fields.exact("old").to_owned()).await {
        Ok(Some(_)) => {
            office.throttle.right(&email, &address);
            replace(&office, &visitor, origin, fields.exact("password")).await
        }
        Ok(None) => Err(Problem::entity("old", "Wrong password.").into()),
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(cookie) => {
            let mut answer = page::go("/account?done=password");
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            answer
        }
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            draw(&office, &visitor, &headers, page, (StatusCode::BAD_REQUEST, now_is(&visitor), faults)).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Gives the new password and a session in place of all the others.
async fn replace(office: &Office, visitor: &Visitor, origin: session::Origin, password: &str) -> Result<axum::http::HeaderValue, Fault> {
    let hash = hash_aside(office, password.to_owned()).await?;
    let (user, by, now) = (visitor.id, visitor.by(), office.hub.clock.now());
    office.hub.db.write(move |tx| users::change_password(tx, user, &hash, &by, now)).await?;
    session::begin(office, user, origin).await
}

/// What the person is now.
fn now_is(visitor: &Visitor) -> Wanted {
    Wanted { name: visitor.name.clone(), email: visitor.email.clone(), language: visitor.language.clone().unwrap_or_default() }
}

async fn draw(
    office: &Office,
    visitor: &Visitor,
    headers: &HeaderMap,
    page: Page,
    (status, wanted, faults): (StatusCode, Wanted, Faults),
) -> Response {
    let second_step = match reauthentication::asks_code(office, visitor).await {
        Ok(second_step) => second_step,
        Err(fault) => return page::failed(page, fault),
    };
    let (user, now, account) = (visitor.id, office.hub.clock.now(), office.hub.account());
    let token = session::token_of(&office.hub, headers).unwrap_or_default();
    let lasting = sessions::Lasting::of(&account);
    let open = match office.hub.db.read(move |tx| sessions::of_person(tx, user, &token, lasting, now)).await {
        Ok(open) => open,
        Err(fault) => return page::failed(page, fault),
    };
    let times = Times::new(page.words, &account.zone, now);
    let shown = |open: sessions::Open| Open {
        code: open.code,
        here: open.here,
        browser: browser(&open.place.agent),
        agent: open.place.agent,
        address: open.place.address,
        began: times.when(open.created_at),
        seen: times.when(open.seen_at),
    };
    let mut languages = vec![("", page.say("account-language-own"), wanted.language.is_empty())];
    languages.extend(settings::LANGUAGES.map(|code| (code, Words::of(code).say("language-name"), code == wanted.language)));
    let sessions = open.into_iter().map(shown).collect();
    page::show(status, &Account { page, email: visitor.email.clone(), wanted, languages, second_step, sessions, faults })
}

/// The browser and the system of a user agent in a few words; empty when neither is known.
fn browser(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    // Each one also names those it descends from: the order decides.
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("YaBrowser/", "Yandex Browser"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_named_in_a_few_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36 Edg/128.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!([browser(firefox), browser(edge), browser(phone)], ["Firefox, Linux", "Edge, Windows", "Safari, iOS"]);
        assert_eq!(browser("robot"), "");
    }
}
