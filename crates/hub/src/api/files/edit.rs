//! POST /files/{id}/edit: renames a file, or attaches it to something else.

use wire::file::File;
use wire::noun::{Edit, One};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::files::{self, FILE};
use crate::domain::{draft, noun};
use crate::fault::Fault;

/// Rename a file, or change what it is attached to.
pub struct FilesEdit;

impl Method for FilesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/files/{id}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::FileWrite;
    const SUMMARY: &'static str = "Rename a file, or change what it is attached to";
    type Request = Edit<File>;
    type Reply = One<File>;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
        let (act, id) = (call.act(), call.request.id);
        let site = call.site_if_any(call.request.site.as_deref())?;
        files::edit(call.tx, &act, id, site, draft::of(&call.request.entity)?)?;
        // Taken off everything that the key sees, it may be out of its sight.
        let text = noun::get(call.tx, &act, &FILE, id).or_else(|fault| match fault {
            Fault::Refused(_) => Ok(serde_json::json!({ "id": id }).to_string()),
            fault => Err(fault),
        })?;
        Ok(One(Ready::new(text)?))
    }
}
