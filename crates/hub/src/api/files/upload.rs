//! POST /files/upload: the body of the call is the file.

use domain::fault::Fault;
use domain::files;
use wire::file::{FileId, UploadFile, UploadedFile};
use wire::methods::FilesUpload;

use crate::api::{Answer, Call};

impl Answer for FilesUpload {
    fn answer(call: Call<'_, '_, UploadFile>) -> Result<UploadedFile, Fault> {
        let request = call.request;
        let id = files::upload(call.tx, &call.act(), request.filename.as_deref(), &request.content)?;
        Ok(UploadedFile { file: FileId { id } })
    }
}
