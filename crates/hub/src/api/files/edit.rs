//! POST /files/{id}/edit: renames a file, or attaches it to something else.

use domain::fault::Fault;
use domain::files::{self, FILE};
use domain::{draft, noun};
use wire::methods::FilesEdit;
use wire::noun::One;
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for FilesEdit {
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
