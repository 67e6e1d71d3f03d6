//! GET /reference/mg-channels/templates: templates of messages in messengers, page by page.

use domain::fault::Fault;
use domain::reference::{MG_TEMPLATES, shown};
use serde_json::Value;
use wire::methods::MgTemplates;
use wire::reference::{ListTemplates, TemplateList};

use crate::api::{Answer, Call};

impl Answer for MgTemplates {
    fn answer(call: Call<'_, '_, ListTemplates>) -> Result<TemplateList, Fault> {
        let ListTemplates { channel, page } = *call.request;
        let mut templates: Vec<_> =
            shown(call.account, call.caller.sites(), &MG_TEMPLATES).into_iter().map(|(_, template)| template).collect();
        templates.retain(|template| channel.is_none() || template.get("mgChannelId").and_then(Value::as_i64) == channel);
        Ok(TemplateList { pagination: page.of(templates.len() as i64), templates: page.cut(templates) })
    }
}
