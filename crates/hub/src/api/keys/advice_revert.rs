//! POST /api/keys/{id}/advice/revert: give back what an advice took.

use wire::key::GetKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::advice;
use crate::fault::Fault;

/// Gives back what an advice took in the last 30 days.
pub struct KeysAdviceRevert;

impl Method for KeysAdviceRevert {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/advice/revert";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Restore the methods removed by an advice";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let manager = changing(&mut call)?;
        let found = manager.find(call.tx, &which(&call.request.which), false)?;
        let key = advice::revert(call.tx, found.id, &by(&call), call.now)?;
        manager.check(&key)?;
        Ok(OneKey::of(&call, &key))
    }
}
