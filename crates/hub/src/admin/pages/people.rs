//! The people of the account, as a list.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::users::User;
use domain::fault::Fault;
use domain::users::{Role, can_sign_in};

use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    id: i64,
    name: String,
    email: String,
    role: String,
    second_step: bool,
    works: bool,
    state: String,
}

/// Shows the people.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "people").noticing(query.text("done"));
    let found =
        office.read_slow(visitor.id, |tx| Ok::<_, Fault>((database::users::all(tx)?, database::second_steps::all_confirmed(tx)?))).await;
    match found {
        Ok((users, with_step)) => {
            let with_step: HashSet<i64> = with_step.into_iter().collect();
            let rows = users.into_iter().map(|user| row(&page, user, &with_step)).collect();
            page::ok(&People { page, rows })
        }
        Err(fault) => page::failed(page, fault),
    }
}

fn row(page: &Page, user: User, with_step: &HashSet<i64>) -> Row {
    let state = match (user.active, can_sign_in(&user)) {
        (false, _) => "person-shut-out",
        (true, false) => "person-invited",
        (true, true) => "person-may-enter",
    };
    Row {
        id: user.id,
        name: format!("{} {}", user.first_name, user.last_name).trim_end().to_owned(),
        role: page.say(Role::named(&user.role).unwrap_or(Role::ReadOnly).label()),
        second_step: with_step.contains(&user.id),
        works: state == "person-may-enter",
        state: page.say(state),
        email: user.email,
    }
}
