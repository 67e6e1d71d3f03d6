//! Several keys at once: those that are ticked in the list, or all that fit its filter. What would be done is shown first,
//! key by key; then it is done as it was shown, to all of them or to none.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::settings::{Bulk as Several, SETTINGS, Setting, Value};
use domain::account::Account;
use domain::keys::bulk::{self, BulkOperation, Outcome, Plan, Selection, Settings};
use domain::keys::when;
use wire::{Moment, Problem};

use super::key_plan::View;
use super::keys::{NARROWING, filter};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// What can be done to several keys, in the order of the page.
pub fn operations() -> impl Iterator<Item = &'static str> {
    let settings = SETTINGS.iter().flat_map(|setting| match setting.bulk {
        Some(Several::Flag { operations: (set, clear), .. }) => vec![set, clear],
        Some(Several::Count { operation, .. }) => vec![operation],
        None => Vec::new(),
    });
    ["disable", "enable", "ends", "no-end"].into_iter().chain(settings).chain(["owner", "delete", "restore"])
}

/// A setting for which a number is entered on the page.
pub struct Count {
    /// The setting.
    pub setting: &'static Setting,
    /// The operation that sets it.
    pub operation: &'static str,
    /// The text of its button.
    pub button: &'static str,
    /// The text of the hint below its field.
    pub hint: &'static str,
    /// What its field proposes.
    pub proposed: u32,
}

/// The settings for which a number is entered.
pub fn counts() -> impl Iterator<Item = Count> {
    SETTINGS.iter().filter_map(|setting| match setting.bulk {
        Some(Several::Count { operation, texts: (button, hint), proposed, .. }) => {
            Some(Count { setting, operation, button, hint, proposed })
        }
        _ => None,
    })
}

/// The operation that sets a setting, and the value where its name says it already.
fn sets(name: &str) -> Option<(&'static Setting, Option<Value>)> {
    SETTINGS.iter().find_map(|setting| match setting.bulk {
        Some(Several::Flag { operations: (set, clear), .. }) if [set, clear].contains(&name) => {
            Some((setting, Some(Value::Flag(name == set))))
        }
        Some(Several::Count { operation, .. }) if operation == name => Some((setting, None)),
        _ => None,
    })
}

#[derive(Template)]
#[template(path = "key_bulk.html")]
struct Bulk {
    page: Page,
    title: String,
    /// The message of the button, which names the deed.
    go: String,
    /// Whether keys are taken something away that they will be missed for.
    danger: bool,
    plan: View,
    /// What was chosen, sent again with the confirmation.
    fields: Vec<(String, String)>,
    /// Whether the keys have changed since they were looked at.
    changed: bool,
}

/// What a form asks for.
struct Asked {
    /// The name of the operation.
    name: &'static str,
    operation: BulkOperation,
    selection: Selection,
    /// What was chosen, as it is sent again.
    fields: Vec<(String, String)>,
}

impl Asked {
    fn read(fields: &Fields, account: &Account, now: Moment) -> Result<Self, Problem> {
        let unknown = || Problem::entity("deed", "Choose what is to be done.");
        let named = |name: &&str| *name == fields.text("deed");
        let name = operations().find(named).ok_or_else(unknown)?;
        let mut said = Vec::new();
        let mut say = |name: &str, value: &str| said.push((name.to_owned(), value.to_owned()));
        say("deed", name);
        let mut set = Settings::default();
        let operation = match name {
            "disable" => BulkOperation::Disable,
            "enable" => BulkOperation::Enable,
            "delete" => BulkOperation::Delete,
            "restore" => BulkOperation::Restore,
            "ends" => {
                let end = when::parse(fields.text("set_ends"), &account.zone, now).map_err(|text| Problem::entity("ends", text))?;
                // A span from now is another moment when it is agreed to.
                say("set_ends", &jiff::Timestamp::from_second(end).map(|end| end.to_string()).unwrap_or_default());
                set.ends_at = Some(Some(end));
                BulkOperation::Set(set)
            }
            "no-end" => BulkOperation::Set(Settings { ends_at: Some(None), ..set }),
            "owner" => {
                say("set_owner", fields.text("set_owner"));
                BulkOperation::Set(Settings { owner: Some(fields.text("set_owner").to_owned()), ..set })
            }
            limit => {
                let (setting, value) = sets(limit).ok_or_else(unknown)?;
                let field = format!("set_{}", setting.field);
                let value = match value {
                    Some(value) => value,
                    None => {
                        let text = fields.text(&field);
                        let count =
                            text.parse().map_err(|_| Problem::entity(setting.field, format!("\"{text}\" is not a valid number.")))?;
                        say(&field, text);
                        Value::Count(count)
                    }
                };
                BulkOperation::Set(Settings { limits: vec![(setting, value)], ..set })
            }
        };
        let ids = |name| fields.all(name).filter_map(|id| id.parse::<i64>().ok()).collect::<Vec<_>>();
        let mut except = ids("except");
        if fields.has("leave") {
            except.extend(ids("refused"));
        }
        except.iter().for_each(|id| say("except", &id.to_string()));
        let selection = if fields.text("which") == "fitting" {
            say("which", "fitting");
            for name in NARROWING.into_iter().filter(|name| !fields.text(name).is_empty()) {
                say(name, fields.text(name));
            }
            Selection::Fitting(Box::new(filter(fields, account, now)), except)
        } else {
            let mut ticked = ids("key");
            ticked.retain(|id| !except.contains(id));
            ticked.iter().for_each(|id| say("key", &id.to_string()));
            if ticked.is_empty() {
                return Err(Problem::entity("none-chosen", "Choose at least one key."));
            }
            Selection::These(ticked)
        };
        Ok(Self { name, operation, selection, fields: said })
    }

    fn draw(self, page: Page, account: &Account, plan: &Plan, changed: bool) -> Response {
        let bulk = Bulk {
            title: page.say(&format!("bulk-{}", self.name)),
            go: match self.name {
                "disable" | "enable" | "delete" | "restore" => format!("plan-go-{}", self.name),
                _ => "plan-go".to_owned(),
            },
            danger: ["disable", "delete"].contains(&self.name),
            plan: View::of(&page, account, &self.operation, plan),
            fields: self.fields,
            changed,
            page,
        };
        page::show(StatusCode::OK, &bulk)
    }
}

/// Shows what would be done.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let asked = match Asked::read(&fields, &account, now) {
        Ok(asked) => asked,
        Err(problem) => return page::failed(page, problem.into()),
    };
    let (operation, selection) = (asked.operation.clone(), asked.selection.clone());
    match office.read_slow(visitor.id, move |tx| bulk::look(tx, &operation, &selection, now)).await {
        Ok(plan) => asked.draw(page, &account, &plan, false),
        Err(fault) => page::failed(page, fault),
    }
}

/// Does what was shown; what would be done by now is shown anew where the keys have changed since.
pub async fn apply(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now, by) = (office.hub.account(), office.hub.clock.now(), visitor.by());
    let asked = match Asked::read(&fields, &account, now) {
        Ok(asked) => asked,
        Err(problem) => return page::failed(page, problem.into()),
    };
    let (operation, selection, agreed) = (asked.operation.clone(), asked.selection.clone(), fields.text("agreed").to_owned());
    let work = move |tx: &mut database::Tx<'_>| bulk::carry_out(tx, &operation, &selection, Some(&agreed), &by, now);
    match office.hub.db.write(work).await {
        Ok(Outcome::Done(plan)) => page::go(&format!("/integration/keys?done=bulk-{}&count={}", asked.name, plan.steps.len())),
        Ok(Outcome::Changed(plan)) => asked.draw(page, &account, &plan, true),
        Err(fault) => page::failed(page, fault),
    }
}
