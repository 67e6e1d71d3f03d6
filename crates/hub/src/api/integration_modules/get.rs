//! GET /integration-modules/{code}: one module that is connected.

use domain::fault::Fault;
use domain::modules;
use wire::Problem;
use wire::integration::{GetModule, OneModule};
use wire::methods::IntegrationModulesGet;
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for IntegrationModulesGet {
    fn answer(call: Call<'_, '_, GetModule>) -> Result<OneModule, Fault> {
        let act = call.act();
        let view = modules::view(call.tx, &act, &call.request.code)?.ok_or_else(Problem::not_found)?;
        Ok(OneModule { integration_module: Ready::new(serde_json::to_string(&view)?)? })
    }
}
