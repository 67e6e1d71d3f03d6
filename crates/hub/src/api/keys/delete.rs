//! POST /api/keys/{id}/delete: delete a key.

use wire::key::GetKey;
use wire::reply::Done;

use crate::api::keys::{by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys;
use crate::fault::Fault;

/// Deletes a key; it can be restored for 30 days.
pub struct KeysDelete;

impl Method for KeysDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/delete";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Delete an API access key";
    type Request = GetKey;
    type Reply = Done;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        keys::delete(call.tx, found.id, &by(&call), call.now)?;
        Ok(Done {})
    }
}
