//! POST /integration-modules/{code}/edit: a module announces itself.

use domain::fault::Fault;
use domain::modules;
use domain::reference::fields;
use wire::integration::{Connected, EditModule};
use wire::methods::{IntegrationModulesEdit, Method};

use crate::api::{Answer, Call};

impl Answer for IntegrationModulesEdit {
    fn answer(call: Call<'_, '_, EditModule>) -> Result<Connected, Fault> {
        let act = call.act();
        let announced = modules::announce(call.tx, &act, call.caller.key.id, &call.request.code, fields(&call.request.module)?)?;
        Ok(Connected { info: announced.info, is_new: announced.is_new })
    }

    fn status(reply: &Connected) -> u16 {
        if reply.is_new { 201 } else { Self::STATUS }
    }
}
