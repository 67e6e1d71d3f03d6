//! GET /api/keys/templates: what keys can be made of.

use domain::fault::Fault;
use domain::keys::manager::Manager;
use domain::keys::starting;
use wire::Nothing;
use wire::key::Templates;
use wire::methods::KeysTemplates;

use crate::api::{Answer, Call};

impl Answer for KeysTemplates {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Templates, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        Ok(Templates { templates: starting::all(call.tx, &manager)? })
    }
}
