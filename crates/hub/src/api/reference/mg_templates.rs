//! GET /reference/mg-channels/templates: templates of messages in messengers, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use wire::page::{Page, Pagination};
use wire::reference::MgTemplate;
use wire::{Arguments, Int, Problem, Request};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::{MG_TEMPLATES, shown};
use crate::fault::Fault;

/// Lists templates of messages.
pub struct MgTemplates;

/// Which templates.
pub struct ListTemplates {
    channel: Option<i64>,
    page: Page,
}

impl Request for ListTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let limits: Vec<i64> = (1..=100).collect();
        let channel = arguments.scalar::<Int>("channel_id")?.map(|id| id.0);
        Ok(Self { channel, page: Page::read_with(&arguments.tree, &limits)? })
    }
}

/// A page of templates.
#[derive(Serialize, JsonSchema)]
pub struct TemplateList {
    pagination: Pagination,
    /// The templates.
    #[schemars(with = "Vec<MgTemplate>")]
    templates: Vec<Map<String, Value>>,
}

impl Method for MgTemplates {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/reference/mg-channels/templates";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceRead;
    const SUMMARY: &'static str = "List templates of messages in messengers";
    type Request = ListTemplates;
    type Reply = TemplateList;

    fn answer(call: Call<'_, '_, ListTemplates>) -> Result<TemplateList, Fault> {
        let ListTemplates { channel, page } = *call.request;
        let mut templates: Vec<_> =
            shown(call.house, call.caller.sites(), &MG_TEMPLATES).into_iter().map(|(_, template)| template).collect();
        templates.retain(|template| channel.is_none() || template.get("mgChannelId").and_then(Value::as_i64) == channel);
        Ok(TemplateList { pagination: page.of(templates.len() as i64), templates: page.cut(templates) })
    }
}
