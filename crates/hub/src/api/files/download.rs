//! GET /files/{id}/download: the bytes of a file.

use domain::fault::Fault;
use domain::files;
use wire::file::Bytes;
use wire::methods::FilesDownload;
use wire::noun::ById;

use crate::api::{Answer, Call};

impl Answer for FilesDownload {
    fn answer(call: Call<'_, '_, ById>) -> Result<Bytes, Fault> {
        let download = files::download(call.tx, &call.act(), call.request.id)?;
        *call.file = Some(download);
        Ok(Bytes {})
    }
}
