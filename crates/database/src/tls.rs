//! TLS to a PostgreSQL server, as libpq names it: `sslmode`, `sslrootcert`, `sslcert` and `sslkey` of an address.

use std::path::Path;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use postgres::config::SslMode;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Error, Result};

/// How much of TLS is wanted, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    /// None.
    Disable,
    /// Where the server insists.
    Allow,
    /// Where the server can.
    Prefer,
    /// Always.
    Require,
    /// Always, and a known authority has signed the certificate.
    VerifyCa,
    /// And it is that of the host in the address.
    VerifyFull,
}

impl Mode {
    fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "disable" => Self::Disable,
            "allow" => Self::Allow,
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => return Err(wrong("sslmode must be disable, allow, prefer, require, verify-ca or verify-full")),
        })
    }
}

fn wrong(text: impl std::fmt::Display) -> Error {
    Error::Open(format!("the address of the database cannot be used: {text}"))
}

/// One way to connect. Of several the next is tried where the server, or TLS itself, refuses the one before.
#[derive(Clone)]
pub(crate) struct Way {
    /// Whether TLS is asked for.
    pub mode: SslMode,
    /// What does it.
    pub tls: Option<MakeRustlsConnect>,
}

/// What an address says of TLS.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    mode: Option<String>,
    roots: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
}

impl Wanted {
    /// Takes what is said of TLS out of an address: the rest of it, and that.
    pub(crate) fn take_from(address: &str) -> (String, Self) {
        let mut wanted = Self::default();
        // A password may hold a question mark.
        let host = address.find('@').map_or(0, |at| at + 1);
        let Some((base, query)) = address[host..].find('?').map(|at| address.split_at(host + at)) else {
            return (address.to_owned(), wanted);
        };
        let kept: Vec<&str> = query[1..]
            .split('&')
            .filter(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let place = match name {
                    "sslmode" => &mut wanted.mode,
                    "sslrootcert" => &mut wanted.roots,
                    "sslcert" => &mut wanted.certificate,
                    "sslkey" => &mut wanted.key,
                    _ => return true,
                };
                *place = Some(percent_decode_str(value).decode_utf8_lossy().into_owned());
                false
            })
            .collect();
        (if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }, wanted)
    }

    /// The ways to connect, in the order in which they are tried.
    ///
    /// # Errors
    /// An invalid value, or a file that cannot be read.
    pub(crate) fn ways(&self) -> Result<Vec<Way>> {
        let system = self.roots.as_deref() == Some("system");
        let mode = match &self.mode {
            Some(name) => Mode::named(name)?,
            None if system => Mode::VerifyFull,
            None => Mode::Prefer,
        };
        if system && mode < Mode::VerifyFull {
            return Err(wrong("sslrootcert=system takes sslmode=verify-full: anybody can have a certificate from a public authority"));
        }
        let plain = Way { mode: SslMode::Disable, tls: None };
        let way = |ssl| Ok::<_, Error>(Way { mode: ssl, tls: Some(MakeRustlsConnect::new(self.config(mode)?)) });
        Ok(match mode {
            Mode::Disable => vec![plain],
            Mode::Allow => vec![plain, way(SslMode::Require)?],
            Mode::Prefer => vec![way(SslMode::Prefer)?, plain],
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => vec![way(SslMode::Require)?],
        })
    }

    fn config(&self, mode: Mode) -> Result<ClientConfig> {
        let provider = Arc::new(ring::default_provider());
        let verifier = Verifier { trusted: self.trusted(mode)?, names: mode == Mode::VerifyFull, provider: Arc::clone(&provider) };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(wrong)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => {
                let file = PrivateKeyDer::from_pem_file(key).map_err(|error| wrong(format!("sslkey {key}: {error}")))?;
                let chain = certificates("sslcert", certificate)?;
                builder.with_client_auth_cert(chain, file).map_err(|error| wrong(format!("sslcert {certificate}: {error}")))?
            }
            (None, None) => builder.with_no_client_auth(),
            _ => return Err(wrong("sslcert and sslkey go together")),
        };
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        Ok(config)
    }

    /// The trusted roots; `None` if the certificate is not verified. Like libpq, verify whenever a root file is given.
    fn trusted(&self, mode: Mode) -> Result<Option<Trusted>> {
        let mut roots = RootCertStore::empty();
        let mut given = Vec::new();
        match self.roots.as_deref() {
            Some(path) if path != "system" => {
                given = certificates("sslrootcert", path)?;
                for root in &given {
                    roots.add(root.clone()).map_err(|error| wrong(format!("sslrootcert {path}: {error}")))?;
                }
            }
            _ if mode < Mode::VerifyCa => return Ok(None),
            _ => {
                roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
                if roots.is_empty() {
                    return Err(wrong("this system has no root certificates; name a file of them by sslrootcert"));
                }
            }
        }
        Ok(Some(Trusted { roots, given }))
    }
}

fn certificates(option: &str, path: &str) -> Result<Vec<CertificateDer<'static>>> {
    let failed = |error| wrong(format!("{option} {path}: {error}"));
    let read: Vec<_> =
        CertificateDer::pem_file_iter(Path::new(path)).map_err(failed)?.collect::<std::result::Result<_, _>>().map_err(failed)?;
    if read.is_empty() { Err(wrong(format!("{option} {path}: there is no certificate in it"))) } else { Ok(read) }
}

/// Whom a server's certificate is trusted for.
#[derive(Debug)]
struct Trusted {
    roots: RootCertStore,
    /// What the file of roots holds. A server whose certificate signs itself is trusted by being in there, also when it
    /// calls itself an authority, as those made by `openssl req -x509` do.
    given: Vec<CertificateDer<'static>>,
}

/// Verifies a server's certificate as `sslmode` requires.
#[derive(Debug)]
struct Verifier {
    trusted: Option<Trusted>,
    names: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        if let Some(trusted) = &self.trusted {
            let parsed = ParsedCertificate::try_from(certificate)?;
            if !trusted.given.contains(certificate) {
                let algorithms = self.provider.signature_verification_algorithms.all;
                verify_server_cert_signed_by_trust_anchor(&parsed, &trusted.roots, between, now, algorithms)?;
            }
            if self.names {
                verify_server_name(&parsed, host)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_tls_is_taken_out_of_an_address() {
        let taken = |address: &str| Wanted::take_from(address);
        let untouched = "postgres://me:a?sslmode=b@db/hub";
        assert_eq!(taken(untouched), (untouched.to_owned(), Wanted::default()));
        let (rest, wanted) = taken("postgres://me@db/hub?sslmode=verify-full&application_name=x&sslrootcert=%2Fetc%2Fmy%20roots.pem");
        assert_eq!(rest, "postgres://me@db/hub?application_name=x");
        assert_eq!((wanted.mode.as_deref(), wanted.roots.as_deref()), (Some("verify-full"), Some("/etc/my roots.pem")));
        assert_eq!(taken("postgres://db/hub?sslmode=disable").0, "postgres://db/hub");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        let refusal = |query: &str| Wanted::take_from(&format!("postgres://db/hub?{query}")).1.ways().map(drop).unwrap_err().to_string();
        assert!(refusal("sslmode=on").contains("sslmode must be"));
        assert!(refusal("sslmode=require&sslrootcert=system").contains("verify-full"));
        assert!(refusal("sslmode=verify-ca&sslrootcert=/none.pem").contains("sslrootcert /none.pem"));
        assert!(refusal("sslmode=require&sslcert=/none.pem").contains("go together"));
        let modes = |query: &str| -> Vec<SslMode> {
            let ways = Wanted::take_from(&format!("postgres://db/hub{query}")).1.ways().expect("there are ways");
            ways.iter().map(|way| way.mode).collect()
        };
        assert_eq!(modes(""), [SslMode::Prefer, SslMode::Disable]);
        assert_eq!(modes("?sslmode=allow"), [SslMode::Disable, SslMode::Require]);
        assert_eq!(modes("?sslmode=require"), [SslMode::Require]);
        assert_eq!(modes("?sslmode=disable"), [SslMode::Disable]);
    }
}
