//! POST /api/keys/{id}/finish: end the old token of a key that was rotated.

use domain::fault::Fault;
use domain::keys::{self, rotation};
use wire::key::{GetKey, OneKey};
use wire::methods::KeysFinish;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysFinish {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        rotation::finish(call.tx, found.id, &by(&call), call.now)?;
        let key = keys::find(call.tx, found.id)?;
        Ok(one(&call, &key))
    }
}
