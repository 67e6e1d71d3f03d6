//! POST /files/{id}/delete: deletes a file.

use wire::noun::ById;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::files;
use crate::fault::Fault;

/// Delete a file.
pub struct FilesDelete;

impl Method for FilesDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/files/{id}/delete";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::FileWrite;
    const SUMMARY: &'static str = "Delete a file";
    type Request = ById;
    type Reply = Done;

    fn answer(call: Call<'_, '_, ById>) -> Result<Done, Fault> {
        files::delete(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
