//! Backups in a bucket of S3, or of a store that speaks its protocol: uploads in parts, downloads, lists and deletions.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ClientOptions, MultipartUpload, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::Runtime;

use super::transport::Transport;
use crate::config;
use crate::threads;

/// The size of the parts of an upload. All but the last are of one size, which some stores demand; 10,000 parts are the most.
const PART: usize = 16 * 1024 * 1024;
/// For how long a request is repeated that the store does not answer.
const REPEATED: Duration = Duration::from_secs(60);

/// A bucket, and a key in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    bucket: String,
    key: String,
}

impl Address {
    /// Reads `s3://BUCKET/KEY`; `None` when the text begins otherwise.
    pub fn read(text: &str) -> Option<Result<Self, String>> {
        let start = text.get(..5).filter(|start| start.eq_ignore_ascii_case("s3://"))?;
        let (bucket, key) = text[start.len()..].split_once('/').unwrap_or((&text[start.len()..], ""));
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        if bucket.is_empty() || !bucket.bytes().all(fits) || Path::parse(key.trim_end_matches('/')).is_err() {
            // The text is not repeated: it may hold a password.
            return Some(Err("the address of a bucket must be s3://BUCKET/FOLDER/ or s3://BUCKET/FILE; credentials are read from \
                             AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                .to_owned()));
        }
        Some(Ok(Self { bucket: bucket.to_owned(), key: key.to_owned() }))
    }

    /// Whether objects in it are named after their time.
    pub fn is_folder(&self) -> bool {
        self.key.is_empty() || self.key.ends_with('/')
    }

    /// The same as a folder.
    #[must_use]
    pub fn as_folder(mut self) -> Self {
        if !self.is_folder() {
            self.key.push('/');
        }
        self
    }

    /// The object of a name in this folder.
    #[must_use]
    pub fn join(&self, name: &str) -> Self {
        Self { bucket: self.bucket.clone(), key: format!("{}{name}", self.key) }
    }

    fn path(&self) -> anyhow::Result<Path> {
        Path::parse(self.key.trim_end_matches('/')).with_context(|| format!("{self} is not the address of an object"))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "s3://{}/{}", self.bucket, self.key)
    }
}

/// A bucket that is open.
pub struct Bucket {
    store: Arc<AmazonS3>,
    runtime: Runtime,
}

impl Bucket {
    /// Opens the bucket of an address with the credentials, the region and the endpoint of the environment (`AWS_…`). Nothing is sent.
    ///
    /// # Errors
    /// A variable is not valid.
    pub fn open(address: &Address) -> anyhow::Result<Self> {
        Self::with(address, config::aws())
    }

    /// The same with these settings, named as in the environment.
    ///
    /// # Errors
    /// One is not valid.
    pub fn with(address: &Address, settings: Vec<(String, String)>) -> anyhow::Result<Self> {
        let mut builder = AmazonS3Builder::new();
        for (name, value) in settings {
            // What the library does not know is meant for other programs.
            if let Ok(key) = name.to_ascii_lowercase().parse() {
                builder = builder.with_config(key, value);
            }
        }
        let retry = RetryConfig { max_retries: 5, retry_timeout: REPEATED, ..RetryConfig::default() };
        let store = builder
            .with_bucket_name(&address.bucket)
            .with_client_options(ClientOptions::new().with_allow_http(true))
            .with_http_connector(Transport::default())
            .with_retry(retry)
            // Stores that only speak the protocol often lack it.
            .with_disable_bulk_delete(true)
            .build()
            .with_context(|| format!("the bucket of {address} cannot be used"))?;
        Ok(Self { store: Arc::new(store), runtime: threads::single().context("no threads can be started")? })
    }

    /// Begins to write an object. It is there once [`Upload::keep`] has returned, and not before.
    ///
    /// # Errors
    /// The address is none of an object.
    pub fn upload(self, address: &Address) -> anyhow::Result<Upload> {
        Ok(Upload { path: address.path()?, shown: address.to_string(), bucket: self, part: Vec::new(), parts: None, bytes: 0 })
    }

    /// The names of the objects right in a folder.
    ///
    /// # Errors
    /// The store does not answer or refuses it.
    pub fn names(&self, folder: &Address) -> anyhow::Result<Vec<String>> {
        let path = folder.path()?;
        let prefix = Some(&path).filter(|path| !path.as_ref().is_empty());
        let listed = self.runtime.block_on(self.store.list_with_delimiter(prefix));
        let listed = listed.with_context(|| format!("{folder} cannot be listed"))?;
        Ok(listed.objects.iter().filter_map(|object| object.location.filename().map(str::to_owned)).collect())
    }

    /// Deletes an object.
    ///
    /// # Errors
    /// The store does not answer or refuses it.
    pub fn delete(&self, address: &Address) -> anyhow::Result<()> {
        let path = address.path()?;
        self.runtime.block_on(self.store.delete(&path)).with_context(|| format!("{address} cannot be deleted"))
    }

    /// Writes an object into a file.
    ///
    /// # Errors
    /// The store does not answer or refuses it, or the file cannot be written.
    pub fn download(&self, address: &Address, file: &mut File) -> anyhow::Result<()> {
        let path = address.path()?;
        let failed = || format!("{address} cannot be read");
        self.runtime.block_on(async {
            let mut pieces = self.store.get(&path).await.with_context(failed)?.into_stream();
            while let Some(piece) = pieces.try_next().await.with_context(failed)? {
                file.write_all(&piece)?;
            }
            Ok(file.flush()?)
        })
    }
}

/// An object that is written. What has been sent of it is given up when it is not kept.
pub struct Upload {
    bucket: Bucket,
    path: Path,
    shown: String,
    part: Vec<u8>,
    /// None as long as everything fits into one part.
    parts: Option<Box<dyn MultipartUpload>>,
    bytes: u64,
}

impl Upload {
    /// Sends what is waiting, as one part.
    fn send(&mut self) -> anyhow::Result<()> {
        let part = std::mem::take(&mut self.part);
        self.bucket.runtime.block_on(async {
            let parts = match &mut self.parts {
                Some(parts) => parts,
                none => none.insert(self.bucket.store.put_multipart(&self.path).await?),
            };
            parts.put_part(part.into()).await
        })?;
        Ok(())
    }

    /// Ends it: the object is there. Returns its size in bytes.
    ///
    /// # Errors
    /// The store does not answer or refuses it; there is no object then.
    pub fn keep(mut self) -> anyhow::Result<u64> {
        let failed = format!("cannot write {}", self.shown);
        if self.parts.is_none() {
            let all = std::mem::take(&mut self.part);
            self.bucket.runtime.block_on(self.bucket.store.put(&self.path, all.into())).context(failed)?;
            return Ok(self.bytes);
        }
        if !self.part.is_empty() {
            self.send().context(failed.clone())?;
        }
        if let Some(parts) = &mut self.parts {
            self.bucket.runtime.block_on(parts.complete()).context(failed)?;
        }
        self.parts = None;
        Ok(self.bytes)
    }
}

impl Write for Upload {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.part.len() == PART {
            self.send().map_err(|error| std::io::Error::other(format!("cannot write {}: {error:#}", self.shown)))?;
        }
        let taken = bytes.len().min(PART - self.part.len());
        self.part.extend_from_slice(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        // Parts are of one size; the last one is sent at the end.
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(mut parts) = self.parts.take() {
            // The store's own rules remove what stays behind.
            let _ = self.bucket.runtime.block_on(parts.abort());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_bucket_and_holds_no_credentials() {
        let read = |text: &str| Address::read(text).unwrap_or_else(|| panic!("{text} is none")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read("s3://backups").to_string(), "s3://backups/");
        assert_eq!(read("S3://backups/hub/").join("x").to_string(), "s3://backups/hub/x");
        assert!(read("s3://backups").is_folder() && read("s3://backups/hub/").is_folder() && !read("s3://backups/hub").is_folder());
        assert_eq!(Address::read("/s3://x"), None);
        for wrong in ["s3://", "s3:///x", "s3://key:secret@bucket/x", "s3://b/x//y"] {
            let error = Address::read(wrong).and_then(Result::err).unwrap_or_else(|| panic!("{wrong} is taken"));
            assert!(error.contains("AWS_ACCESS_KEY_ID") && !error.contains("secret@"), "{error}");
        }
    }
}
