//! Emails about events, as the hub hands them to a mail server.

use database::Tx;
use domain::fault::Fault;
use domain::keys::Contact;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde_json::Value;

use super::post::PATIENCE;
use crate::admin::email::Email;

/// The mail server that takes emails, and in whose name they are sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address of the server as the library reads it.
    server: String,
    from: Mailbox,
}

impl std::fmt::Debug for Mail {
    /// Without the server, whose address may hold a password.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Mail({})", self.from)
    }
}

impl Mail {
    /// Reads `smtp://user:password@host:587` (`smtps://` for TLS from the first byte) and `Name <address>`. Connections
    /// are encrypted unless the address ends with `?tls=none`, or `?tls=opportunistic` for where the server can.
    ///
    /// # Errors
    /// What is wrong, without what was given: it may hold a password.
    pub fn read(server: &str, from: &str) -> Result<Self, String> {
        let bad = "use smtp://user:password@host:587, or smtps:// for TLS from the start";
        if !["smtp://", "smtps://"].iter().any(|scheme| server.starts_with(scheme)) {
            return Err(format!("the option mail-server is not a valid URL of a mail server; {bad}"));
        }
        // To the library an address that says nothing of encryption means none: nothing else is let through.
        let address = match server.split_once('?') {
            None if server.starts_with("smtps://") => server.to_owned(),
            None => format!("{server}?tls=required"),
            Some((plain, "tls=none")) => plain.to_owned(),
            Some((_, "tls=required" | "tls=opportunistic")) => server.to_owned(),
            Some(_) => return Err(format!("the option mail-server may end with ?tls=none, ?tls=opportunistic or ?tls=required; {bad}")),
        };
        transport(&address).map_err(|_| format!("the option mail-server is not valid; {bad}"))?;
        let from = from.parse().map_err(|_| format!("the option mail-from is \"{from}\"; use an email, or Name <email>"))?;
        Ok(Self { server: address, from })
    }

    /// Sends an email under an id, which stays the same however often it is sent.
    ///
    /// # Errors
    /// Why the mail server did not take it.
    pub async fn send(&self, to: Address, email: Email, id: &str) -> Result<(), String> {
        // Whoever is away answers no machine (RFC 3834).
        let by_machine = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.into())
            .subject(email.subject)
            .message_id(Some(format!("<{}@{}>", id, self.from.email.domain())))
            .raw_header(by_machine)
            .header(ContentType::TEXT_PLAIN)
            .body(email.text)
            .map_err(|error| format!("the email cannot be written: {error}"))?;
        let transport = transport(&self.server).map_err(|_| "the URL of the mail server is not valid".to_owned())?;
        let sent = tokio::time::timeout(PATIENCE, transport.build().send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(format!("the mail server refused it: {error}")),
            Err(_) => Err(format!("the mail server did not answer within {} seconds", PATIENCE.as_secs())),
        }
    }
}

impl Mail {
    /// Whether the mail server answers, and takes the user and the password; nothing is sent.
    ///
    /// # Errors
    /// Why not, without the password.
    pub async fn test(&self) -> Result<(), String> {
        let transport =
            transport(&self.server).map_err(|_| "the URL of the mail server is not valid".to_owned())?.build::<Tokio1Executor>();
        match tokio::time::timeout(PATIENCE, transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("the mail server does not take commands".to_owned()),
            Ok(Err(error)) => Err(format!("the mail server cannot be used: {error}")),
            Err(_) => Err(format!("the mail server did not answer within {} seconds", PATIENCE.as_secs())),
        }
    }
}

fn transport(address: &str) -> Result<AsyncSmtpTransportBuilder, lettre::transport::smtp::Error> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
}

/// The mailbox of the contact of an event's key; `None` when there is no key, or no contact with a mailbox.
///
/// # Errors
/// The database failed.
pub fn contact(tx: &mut Tx<'_>, event: &Value) -> Result<Option<Address>, Fault> {
    let Some(id) = event["data"]["key"]["id"].as_i64() else { return Ok(None) };
    let Some(key) = database::keys::find(tx, id)? else { return Ok(None) };
    Ok(match Contact::of(&key) {
        Contact::Nobody => None,
        Contact::Person(id) => database::users::find(tx, id)?.filter(|person| person.active).and_then(|person| person.email.parse().ok()),
        Contact::Other(text) => text.parse().ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_encrypted_unless_it_is_said_otherwise_and_its_password_is_not_told() {
        for server in
            ["smtp://mail.example.com", "smtp://ada:s%40cret@mail.example.com:587", "smtps://mail.example.com", "smtp://[::1]:25?tls=none"]
        {
            let mail = Mail::read(server, "Hub <hub@example.com>").unwrap_or_else(|view| panic!("{server}: {view}"));
            assert!(!format!("{mail:?}").contains("cret"));
            let encrypted = mail.server.starts_with("smtps://") || mail.server.ends_with("?tls=required");
            assert_eq!(encrypted, !server.ends_with("?tls=none"), "{server}");
        }
        for (server, from) in [
            ("ada:s3cret@mail.example.com", "hub@example.com"),
            ("https://ada:s3cret@mail.example.com", "hub@example.com"),
            ("smtp://ada:s3cret@mail.example.com?tls=maybe", "hub@example.com"),
            ("smtp://ada:s3cret@mail.example.com?starttls=required", "hub@example.com"),
            ("smtp://ada:s3cret@mail.example.com?", "hub@example.com"),
            ("smtp://mail.example.com", "hub"),
        ] {
            let view = Mail::read(server, from).err().unwrap_or_else(|| panic!("{server} {from}"));
            assert!(view.contains("the option mail-") && !view.contains("s3cret"), "{view}");
        }
    }
}
