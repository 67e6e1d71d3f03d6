//! GET /files/{id}/download: the bytes of a file.

use schemars::JsonSchema;
use serde::Serialize;
use wire::noun::ById;

use crate::api::{Answers, Call, Method, Permission, Verb, Versions};
use crate::domain::files::{self, Download};
use crate::fault::Fault;

/// Download a file.
pub struct FilesDownload;

/// The bytes of a file, which are the whole answer.
#[derive(Serialize, JsonSchema)]
pub struct Bytes {
    #[serde(skip)]
    #[schemars(skip)]
    download: Download,
}

impl Method for FilesDownload {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/files/{id}/download";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::FileRead;
    const SUMMARY: &'static str = "Download a file";
    const ANSWERS: Answers = Answers::File;
    type Request = ById;
    type Reply = Bytes;

    fn answer(call: Call<'_, '_, ById>) -> Result<Bytes, Fault> {
        Ok(Bytes { download: files::download(call.tx, &call.act(), call.request.id)? })
    }

    fn file(reply: &Bytes) -> Option<Download> {
        Some(reply.download.clone())
    }
}
