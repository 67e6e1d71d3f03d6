//! GET /reference/mg-channels/templates: templates of messages in messengers, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use wire::page::Pagination;
use wire::reference::{ListTemplates, MgTemplate};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference::{MG_TEMPLATES, shown};
use crate::fault::Fault;

/// Lists templates of messages.
pub struct MgTemplates;

/// A page of templates.
#[derive(Serialize, JsonSchema)]
pub struct TemplateList {
    /// Which page it is.
    pagination: Pagination,
    /// The templates.
    #[schemars(with = "Vec<MgTemplate>")]
    templates: Vec<Map<String, Value>>,
}

impl Method for MgTemplates {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/reference/mg-channels/templates";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceRead;
    const SUMMARY: &'static str = "List message templates of messengers";
    type Request = ListTemplates;
    type Reply = TemplateList;

    fn answer(call: Call<'_, '_, ListTemplates>) -> Result<TemplateList, Fault> {
        let ListTemplates { channel, page } = *call.request;
        let mut templates: Vec<_> =
            shown(call.account, call.caller.sites(), &MG_TEMPLATES).into_iter().map(|(_, template)| template).collect();
        templates.retain(|template| channel.is_none() || template.get("mgChannelId").and_then(Value::as_i64) == channel);
        Ok(TemplateList { pagination: page.of(templates.len() as i64), templates: page.cut(templates) })
    }
}
