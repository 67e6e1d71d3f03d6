//! What a server does by itself beside answering calls.

pub mod anchoring;
pub mod backups;
pub mod catalogue;
pub mod imports;
pub mod indexing;
pub mod mail;
pub mod notices;
pub mod post;
pub mod rereading;
pub mod retention;
pub mod webhook_sender;

use std::path::PathBuf;

pub use mail::Mail;

use domain::webhooks::Ways;

/// What is sent to and received from other machines.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// The file that anchors of the record are appended to.
    pub audit_anchor: Option<PathBuf>,
    /// Whether webhooks may lead into private networks, and be called without encryption.
    pub private_addresses: bool,
    /// The file of the public keys of those who may report tokens that they found.
    pub leak_report_keys: Option<PathBuf>,
    /// Who takes emails; none: no emails are sent.
    pub mail: Option<Mail>,
}

impl Outside {
    /// What can be reached.
    pub fn ways(&self) -> Ways {
        Ways { private: self.private_addresses, mail: self.mail.is_some() }
    }
}
