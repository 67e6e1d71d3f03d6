//! POST /api/keys/{id}/delete: delete a key.

use domain::fault::Fault;
use domain::keys;
use wire::key::GetKey;
use wire::methods::KeysDelete;
use wire::reply::Done;

use crate::api::keys::{by, changing, which};
use crate::api::{Answer, Call};

/// Deletes a key; it can be restored for 30 days.
impl Answer for KeysDelete {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        keys::delete(call.tx, found.id, &by(&call), call.now)?;
        Ok(Done {})
    }
}
