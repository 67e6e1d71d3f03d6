//! POST /api/keys/{id}/rotate: give a key another token.

use domain::fault::Fault;
use domain::keys::retrieval;
use domain::keys::rotation::{self, Overlap};
use wire::Problem;
use wire::key::{RotateKey, RotatedKey};
use wire::methods::KeysRotate;

use crate::api::keys::{by, changing, one, token, which};
use crate::api::{Answer, Call};

/// Gives a key another token; the old one works beside it for a time.
impl Answer for KeysRotate {
    fn answer(mut call: Call<'_, '_, RotateKey>) -> Result<RotatedKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let overlap = Overlap::parse(&call.request.overlap.0).map_err(|error| Problem::input("overlap", error))?;
        let (token, secrets) = (token(call.request.token.as_ref().map(|token| token.0.as_str()))?, call.account.secrets()?);
        let kept = retrieval::is_kept(call.tx, found.id)?;
        let key = rotation::rotate(call.tx, &secrets.peppers.present, found.id, &token, overlap, &by(&call), call.now)?;
        retrieval::follow(call.tx, &secrets.seal, &key, &token, kept)?;
        Ok(RotatedKey { id: key.id, token, key: one(&call, &key).key })
    }
}
