//! GET /api/keys/templates: what keys can be made of.

use wire::Nothing;
use wire::key::Templates;
use wire::methods::KeysTemplates;

use crate::api::{Answer, Call};
use crate::domain::keys::manager::Manager;
use crate::domain::keys::starting;
use crate::fault::Fault;

impl Answer for KeysTemplates {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<Templates, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        Ok(Templates { templates: starting::all(call.tx, &manager)? })
    }
}
