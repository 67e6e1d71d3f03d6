//! Where a webhook leads: to a program, to a mailbox, or to the contact of the key.

use lettre::Address;

use super::Target;

/// The word that stands for the contact of the key an event is about.
const CONTACT: &str = "contact";

/// What a server can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// Whether addresses may lead into private networks, and be called without encryption.
    pub private: bool,
    /// Whether emails can be sent.
    pub mail: bool,
}

/// Where a webhook leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// To a program at `https://…`, which gets the event as it is.
    Program(Target),
    /// To a mailbox, `mailto:…`, which gets a email.
    Mailbox(Address),
    /// To the mailbox of the key's contact: `contact`.
    Contact,
}

impl Place {
    /// Reads an address as it is kept.
    ///
    /// # Errors
    /// What is wrong with it, or that the server cannot reach it.
    pub fn read(text: &str, ways: Ways) -> Result<Self, String> {
        let place = if Self::is_contact(text) {
            Self::Contact
        } else if let Some(address) = strip_mailto(text) {
            let bad = |_| format!("\"{}\" is not a valid email.", address.chars().take(200).collect::<String>());
            Self::Mailbox(address.parse().map_err(bad)?)
        } else {
            return Target::read(text, ways.private).map(Self::Program);
        };
        if ways.mail { Ok(place) } else { Err(NO_MAIL.to_owned()) }
    }

    /// Whether an address leads to people, who get emails.
    pub fn is_of_people(text: &str) -> bool {
        Self::is_contact(text) || strip_mailto(text).is_some()
    }

    /// Whether an address leads to the contacts of keys.
    pub fn is_contact(text: &str) -> bool {
        text.eq_ignore_ascii_case(CONTACT)
    }

    /// How the record calls it: by what identifies it, for what follows the host of an address may be a secret.
    pub fn name(&self) -> String {
        match self {
            Self::Program(target) => target.authority.clone(),
            Self::Mailbox(address) => address.to_string(),
            Self::Contact => CONTACT.to_owned(),
        }
    }
}

/// Why a email cannot be sent.
pub const NO_MAIL: &str = "This server sends no emails; start it with --mail-server and --mail-from.";

fn strip_mailto(text: &str) -> Option<&str> {
    let (scheme, address) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("mailto").then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Ways = Ways { private: false, mail: true };

    #[test]
    fn programs_mailboxes_and_contacts_are_told_apart() {
        for (text, name) in [
            ("https://example.com/hooks?secret", "example.com"),
            ("mailto:ada@example.com", "ada@example.com"),
            ("MailTo:ada@example.com", "ada@example.com"),
            ("contact", "contact"),
            ("Contact", "contact"),
        ] {
            let place = Place::read(text, ALL).unwrap_or_else(|view| panic!("{text}: {view}"));
            assert_eq!(place.name(), name, "{text}");
            assert_eq!(Place::is_of_people(text), !matches!(place, Place::Program(_)), "{text}");
        }
    }

    #[test]
    fn what_is_no_mailbox_is_named_and_without_a_mail_server_there_are_none() {
        for wrong in ["mailto:", "mailto:ada", "mailto:ada@example.com?cc=bob@example.com", "mailto:a@b\r\nBcc: c@d", "mailto:a@b,c@d"] {
            assert!(Place::read(wrong, ALL).is_err_and(|view| view.contains("is not a valid email")), "{wrong}");
        }
        let none = Ways { mail: false, ..ALL };
        for text in ["mailto:ada@example.com", "contact"] {
            assert!(Place::read(text, none).is_err_and(|view| view.contains("--mail-server")), "{text}");
        }
        assert!(Place::read("https://example.com/hooks", none).is_ok());
    }
}
