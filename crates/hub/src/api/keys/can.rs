//! GET /api/keys/{id}/can: what a key can do.

use domain::fault::Fault;
use domain::keys::capabilities::Capabilities;
use domain::keys::capabilities_view;
use domain::keys::manager::Manager;
use wire::key::{AbilityOfKey, AskAbility};
use wire::methods::KeysCan;

use crate::api::keys::which;
use crate::api::{Answer, Call};

impl Answer for KeysCan {
    fn answer(call: Call<'_, '_, AskAbility>) -> Result<AbilityOfKey, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let key = manager.find(call.tx, &which(&call.request.which), false)?;
        let other = call.request.with.as_ref().map(|with| manager.find(call.tx, &which(with), false)).transpose()?;
        let capabilities = Capabilities::of(&key, call.account, call.now);
        let comparison =
            other.map(|other| capabilities_view::beside(&capabilities, &other, &Capabilities::of(&other, call.account, call.now)));
        Ok(AbilityOfKey { ability: capabilities_view::view(&key, &capabilities), comparison })
    }
}
