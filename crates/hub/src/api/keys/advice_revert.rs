//! POST /api/keys/{id}/advice/revert: give back what an advice took.

use domain::advice;
use domain::fault::Fault;
use wire::key::{GetKey, OneKey};
use wire::methods::KeysAdviceRevert;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysAdviceRevert {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let manager = changing(&mut call)?;
        let found = manager.find(call.tx, &which(&call.request.which), false)?;
        let key = advice::revert(call.tx, found.id, &by(&call), call.now)?;
        manager.check(&key)?;
        Ok(one(&call, &key))
    }
}
