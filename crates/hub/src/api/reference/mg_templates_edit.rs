//! POST /reference/mg-channels/templates/edit: make, change and remove templates of messages, many at once.

use serde_json::{Map, Value};
use wire::reference::MgTemplate;
use wire::reply::Done;
use wire::{Arguments, Int, Problem, Request};

use super::editing::fields;
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::templates;
use crate::fault::Fault;

/// Makes, changes and removes templates.
pub struct MgTemplatesEdit;

/// What is to be done to them.
pub struct EditTemplates {
    templates: Vec<Map<String, Value>>,
    removed: Vec<i64>,
}

impl Request for EditTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        for parameter in ["templates", "removed"] {
            if !arguments.tree.contains_key(parameter) {
                return Err(Problem::missing(parameter));
            }
        }
        let templates = arguments.list::<MgTemplate>("templates")?.iter().map(fields).collect::<Result<_, _>>()?;
        Ok(Self { templates, removed: arguments.list::<Int>("removed")?.into_iter().map(|id| id.0).collect() })
    }
}

impl Method for MgTemplatesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/mg-channels/templates/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Make, change and remove templates of messages";
    type Request = EditTemplates;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditTemplates>) -> Result<Done, Fault> {
        templates::edit(call.tx, &call.request.templates, &call.request.removed, call.now)?;
        Ok(Done {})
    }
}
