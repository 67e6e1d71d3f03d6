//! POST /files/{id}/delete: deletes a file.

use domain::fault::Fault;
use domain::files;
use wire::methods::FilesDelete;
use wire::noun::ById;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for FilesDelete {
    fn answer(call: Call<'_, '_, ById>) -> Result<Done, Fault> {
        files::delete(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
