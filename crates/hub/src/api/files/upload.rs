//! POST /files/upload: the body of the call is the file.

use wire::file::{FileId, UploadFile, UploadedFile};

use crate::api::{Call, Method, Permission, Reads, Verb, Versions};
use crate::domain::files;
use crate::fault::Fault;

/// Upload a file.
pub struct FilesUpload;

impl Method for FilesUpload {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/files/upload";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::FileWrite;
    const SUMMARY: &'static str = "Upload a file, which is the body of the call";
    const READS: Reads = Reads::File;
    type Request = UploadFile;
    type Reply = UploadedFile;

    fn answer(call: Call<'_, '_, UploadFile>) -> Result<UploadedFile, Fault> {
        let request = call.request;
        let id = files::upload(call.tx, &call.act(), request.filename.as_deref(), &request.content)?;
        Ok(UploadedFile { file: FileId { id } })
    }
}
