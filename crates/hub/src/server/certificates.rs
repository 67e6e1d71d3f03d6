//! TLS of the server itself: the certificate and the key in two files, read anew when they change.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, ensure};
use arc_swap::ArcSwap;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// When both files were written, in seconds and nanoseconds, and their sizes.
type Stamp = [Option<(i64, i64, u64)>; 2];

/// A certificate with its key, as new connections are served with it.
pub struct Certificates {
    certificate: PathBuf,
    key: PathBuf,
    present: ArcSwap<ServerConfig>,
    seen: Mutex<Stamp>,
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Certificates({})", self.certificate.display())
    }
}

impl Certificates {
    /// Reads both files, PEM: the certificate with those of the authorities between, and its key.
    ///
    /// # Errors
    /// A file cannot be read, holds something else, or the key is of another certificate.
    pub fn open(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let seen = Mutex::new(stamp(certificate, key));
        let present = ArcSwap::from_pointee(read(certificate, key)?);
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), present, seen })
    }

    /// What a new connection is secured with.
    pub fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.present.load_full())
    }

    /// Reads the files anew when they have changed. What cannot be used leaves the certificate that is in use.
    pub fn look(&self) {
        let now = stamp(&self.certificate, &self.key);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == now {
            return;
        }
        *seen = now;
        match read(&self.certificate, &self.key) {
            Ok(config) => {
                self.present.store(Arc::new(config));
                tracing::info!(file = %self.certificate.display(), "the certificate is read anew");
            }
            // One file may have been written before the other: the next look comes after both.
            Err(error) => tracing::warn!("the new certificate cannot be used, the one before stays in use: {error:#}"),
        }
    }
}

fn stamp(certificate: &Path, key: &Path) -> Stamp {
    [certificate, key].map(|path| std::fs::metadata(path).ok().map(|file| (file.mtime(), file.mtime_nsec(), file.len())))
}

fn read(certificate: &Path, key: &Path) -> anyhow::Result<ServerConfig> {
    let failed = |path: &Path| format!("{} cannot be read as PEM", path.display());
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect).with_context(|| failed(certificate))?;
    ensure!(!chain.is_empty(), "{} holds no certificate", certificate.display());
    let secret = PrivateKeyDer::from_pem_file(key).with_context(|| failed(key))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    let config = config.with_no_client_auth().with_single_cert(chain, secret);
    let mut config = config.with_context(|| format!("the key {} does not fit {}", key.display(), certificate.display()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The thread that looks at the files; it ends with [`CertificateWatch::end`].
pub struct CertificateWatch {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl CertificateWatch {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(certificates: Arc<Certificates>) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("certificates".to_owned()).spawn(move || {
            while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                certificates.look();
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}
