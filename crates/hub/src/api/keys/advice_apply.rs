//! POST /api/keys/{id}/advice/apply: narrow a key to what it needs.

use wire::key::BeginTrial;

use crate::api::keys::{OneKey, by, changing, proposed, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::advice;
use crate::fault::Fault;

/// Narrows a key to some of its methods; for 30 days the others can be given back.
pub struct KeysAdviceApply;

impl Method for KeysAdviceApply {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/advice/apply";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Remove unused permissions of an API access key";
    type Request = BeginTrial;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, BeginTrial>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let methods = proposed(&mut call, &found)?;
        let key = advice::apply(call.tx, found.id, &methods, &by(&call), call.now)?;
        Ok(OneKey::of(&call, &key))
    }
}
