//! The form of a user, new or existing; and the link by which they choose a password,
//! shown once.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::users::User;
use domain::access::token;
use domain::fault::Fault;
use domain::people::{self, Administrator, Changes};
use domain::second_step;
use domain::users::{Role, can_sign_in};
use wire::Problem;

use super::keys::number;
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "person_form.html")]
struct PersonForm {
    page: Page,
    /// The person; 0 for a new one.
    id: i64,
    title: String,
    name: String,
    email: String,
    /// The roles: name, text, what it may do, whether it is chosen.
    roles: Vec<(&'static str, String, String, bool)>,
    active: bool,
    /// Whether they have a password.
    enters: bool,
    second_step: bool,
    /// Whether it is the visitor.
    oneself: bool,
    /// How many keys they are the contact of.
    keys: i64,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

/// The link of a user, shown once.
#[derive(Template)]
#[template(path = "person_link.html")]
struct Link {
    page: Page,
    name: String,
    address: String,
}

/// The confirmation before a user is signed out until they choose another password.
#[derive(Template)]
#[template(path = "person_reset.html")]
struct Reset {
    page: Page,
    id: i64,
    name: String,
    email: String,
}

impl PersonForm {
    fn of(page: Page, user: &User, second_step: bool, keys: i64) -> Self {
        let name = name_of(user);
        Self {
            id: user.id,
            title: name.clone(),
            name,
            email: user.email.clone(),
            roles: roles(&page, &user.role),
            active: user.active,
            enters: can_sign_in(&User { active: true, ..user.clone() }),
            second_step,
            oneself: page.visitor.as_ref().is_some_and(|visitor| visitor.id == user.id),
            keys,
            base: conflict::base(&fields_of(user)),
            faults: Faults::default(),
            page,
        }
    }

    /// The form as it was sent, with what is wrong in it.
    fn back(mut self, fields: &Fields, faults: Faults) -> Self {
        (self.name, self.email) = (fields.text("name").to_owned(), fields.text("email").to_owned());
        (self.roles, self.active) = (roles(&self.page, fields.text("role")), fields.has("active"));
        Self { faults, ..self }
    }

    fn fresh(page: Page, fields: &Fields, faults: Faults) -> Self {
        let role = Some(fields.text("role")).filter(|role| !role.is_empty()).unwrap_or("read-only");
        Self {
            id: 0,
            title: page.say("person-new"),
            name: fields.text("name").to_owned(),
            email: fields.text("email").to_owned(),
            roles: roles(&page, role),
            active: true,
            enters: false,
            second_step: false,
            oneself: false,
            keys: 0,
            base: String::new(),
            faults,
            page,
        }
    }
}

/// Shows the form of a new user.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    page::ok(&PersonForm::fresh(page, &Fields::default(), Faults::default()))
}

/// Invites a user and shows their link.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    if fields.has("again") {
        return page::ok(&PersonForm::fresh(page, &fields, Faults::default()));
    }
    let invited = match (role_of(&office, &fields, 0).await, fresh_token()) {
        (Ok(role), Ok(token)) => {
            let (email, name) = (fields.text("email").to_owned(), fields.text("name").to_owned());
            let (keeper, given, now) = (keeper(&visitor), token.clone(), office.hub.clock.now());
            let added = office.hub.db.write(move |tx| people::invite(tx, &keeper, &email, &name, role, &given, now)).await;
            added.map(|user| (user, token))
        }
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
    };
    match invited {
        Ok((user, token)) => link(&office, page, &user, &token),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &PersonForm::fresh(page, &fields, faults))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Shows the form of a user.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    match found(&office, number(&id)).await {
        Ok((user, second_step, keys)) => page::ok(&PersonForm::of(page, &user, second_step, keys)),
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes a user.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    let id = number(&id);
    let (keeper, now) = (keeper(&visitor), office.hub.clock.now());
    let (user, second_step, keys) = match found(&office, id).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let (mine, there) = (conflict::only(&fields, &FIELDS), fields_of(&user));
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&PersonForm { base, ..PersonForm::of(page, &user, second_step, keys).back(&fields, Faults::default()) });
    }
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("/people/{id}");
            return conflict::ask(page, (name_of(&user), address.clone(), address), (&mine, &there), differing, label, shown);
        }
    };
    let text = |name: &str| fields.text(name).to_owned();
    let saved = match role_of(&office, &fields, id).await {
        Ok(role) => {
            let changes =
                Changes { name: Some(text("name")), email: Some(text("email")), role: Some(role), active: Some(fields.has("active")) };
            office.hub.db.write(move |tx| people::edit(tx, &keeper, id, &changes, now)).await
        }
        Err(fault) => Err(fault),
    };
    match saved {
        // Keys whose contact can no longer be asked need another one.
        Ok(user) if !user.active && found(&office, id).await.is_ok_and(|(.., keys)| keys > 0) => {
            page::go(&format!("/people/{id}/keys?done=person-saved"))
        }
        Ok(_) => page::go("/people?done=person-saved"),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            match found(&office, id).await {
                Ok((user, second_step, keys)) => {
                    page::show(StatusCode::BAD_REQUEST, &PersonForm::of(page, &user, second_step, keys).back(&fields, faults))
                }
                Err(fault) => page::failed(page, fault),
            }
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Asks for confirmation that a user has to choose another password.
pub async fn ask_reset(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    match found(&office, number(&id)).await {
        Ok((user, ..)) => page::ok(&Reset { page, id: user.id, name: name_of(&user), email: user.email }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Signs a user out until they choose another password, and shows the link for it.
pub async fn reset(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    let token = match fresh_token() {
        Ok(token) => token,
        Err(fault) => return page::failed(page, fault),
    };
    let (keeper, id, given, now) = (keeper(&visitor), number(&id), token.clone(), office.hub.clock.now());
    match office.hub.db.write(move |tx| people::reset(tx, &keeper, id, &given, now)).await {
        Ok(user) => link(&office, page, &user, &token),
        Err(fault) => page::failed(page, fault),
    }
}

/// Turns a user's second step off.
pub async fn second_step_off(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let (keeper, id, now) = (keeper(&visitor), number(&id), office.hub.clock.now());
    match office.hub.db.write(move |tx| people::turn_second_step_off(tx, &keeper, id, now)).await {
        Ok(()) => page::go("/people?done=person-step-off"),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "people"), fault),
    }
}

fn link(office: &Office, page: Page, user: &User, token: &str) -> Response {
    let address = format!("{}/invitation/{token}", office.hub.settings.public_url);
    page::ok(&Link { page, name: name_of(user), address })
}

/// A person, whether they sign in with a second step, and of how many keys they are the contact.
async fn found(office: &Office, id: i64) -> Result<(User, bool, i64), Fault> {
    let read = |tx: &mut database::Tx<'_>, id: i64| {
        let user = database::users::find(tx, id)?.ok_or_else(Problem::not_found)?;
        Ok::<_, Fault>((user, second_step::is_on(tx, id)?, database::care::of_contact(tx, id)?.len() as i64))
    };
    office.hub.db.read(move |tx| read(tx, id)).await
}

/// The fields of the form.
const FIELDS: [&str; 4] = ["name", "email", "role", "active"];

/// A person as the form would send them.
fn fields_of(user: &User) -> Fields {
    let active = if user.active { "yes".to_owned() } else { String::new() };
    let values = [name_of(user), user.email.clone(), user.role.clone(), active];
    Fields::of(FIELDS.into_iter().map(str::to_owned).zip(values).collect())
}

/// The label of a field.
fn label(page: &Page, field: &str) -> String {
    page.say(match field {
        "name" => "person-name",
        "email" => "email",
        "role" => "person-role",
        _ => "person-active",
    })
}

fn shown(page: &Page, field: &str, value: &str) -> String {
    match (field, Role::named(value)) {
        ("role", Some(role)) => page.say(role.label()),
        ("active", _) => page.say("yes"),
        _ => value.to_owned(),
    }
}

/// The role of a form of which nothing is wrong; `id` is 0 for a new person.
///
/// # Errors
/// Refused: everything that is wrong with it.
async fn role_of(office: &Office, fields: &Fields, id: i64) -> Result<Role, Fault> {
    let (name, email) = (fields.text("name").to_owned(), fields.text("email").to_owned());
    let wrong = office.hub.db.read(move |tx| people::faults(tx, id, &name, &email)).await?;
    match (Role::named(fields.text("role")), wrong) {
        (Some(role), None) => Ok(role),
        (None, None) => Err(Problem::entity("role", "Choose a role.").into()),
        (None, Some(wrong)) => Err(wrong.and_all(Problem::entity("role", "Choose a role.")).into()),
        (Some(_), Some(wrong)) => Err(wrong.into()),
    }
}

fn roles(page: &Page, chosen: &str) -> Vec<(&'static str, String, String, bool)> {
    let view = |role: Role| {
        let label = role.label();
        (role.name(), page.say(label), page.say(&format!("{label}-may")), role.name() == chosen)
    };
    Role::ALL.map(view).to_vec()
}

fn keeper(visitor: &Visitor) -> Administrator {
    Administrator { by: visitor.by(), role: visitor.role }
}

fn name_of(user: &User) -> String {
    format!("{} {}", user.first_name, user.last_name).trim_end().to_owned()
}

fn fresh_token() -> Result<String, Fault> {
    Ok(token::random(32).map_err(|_| Problem::internal())?)
}
