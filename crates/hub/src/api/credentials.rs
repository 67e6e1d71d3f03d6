//! The token of a call, and how it came: in a header, in the address or in the body.

use std::borrow::Cow;

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use domain::access::limits::Transport;
use domain::access::token;
use wire::Problem;
use wire::form::Sent;

static API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// The token of a call, as far as it has been read.
pub struct Credentials<'a> {
    /// The token found so far and how it came.
    found: Option<(Cow<'a, str>, Transport)>,
}

impl<'a> Credentials<'a> {
    /// Stands for two different tokens and for bytes that are no text: no token has this form.
    const QUARREL: &'static str = "?";

    /// Those of the head of a call; `query` are the tokens in its address.
    pub fn of(parts: &'a Parts, query: Vec<Sent>) -> Self {
        let mut credentials = Self { found: None };
        for value in parts.headers.get_all(&API_KEY) {
            credentials.add(Cow::Borrowed(text(value)), Transport::Header);
        }
        for value in parts.headers.get_all(header::AUTHORIZATION) {
            if let Some((scheme, token)) = value.to_str().ok().and_then(|value| value.split_once([' ', '\t']))
                && scheme.eq_ignore_ascii_case("bearer")
            {
                credentials.add(Cow::Borrowed(token), Transport::Bearer);
            }
        }
        credentials.add_all(query, Transport::Query);
        credentials
    }

    /// Adds the tokens of the body. A token that came in the address, too, came in the address.
    pub fn add_body(&mut self, sent: Vec<Sent>) {
        let queried = self.found.as_ref().is_some_and(|(_, transport)| *transport == Transport::Query);
        self.add_all(sent, if queried { Transport::Query } else { Transport::Body });
    }

    fn add_all(&mut self, sent: Vec<Sent>, transport: Transport) {
        for token in sent {
            self.add(token.map_or(Cow::Borrowed(Self::QUARREL), Cow::Owned), transport);
        }
    }

    /// Adds a token, without the blanks and line ends around it. One that came in two ways came in the less safe of them.
    fn add(&mut self, token: Cow<'a, str>, transport: Transport) {
        let token = token::bare(trimmed(token));
        match &mut self.found {
            _ if token.is_empty() => {}
            Some((found, _)) if *found != token => *found = Cow::Borrowed(Self::QUARREL),
            Some((_, known)) => *known = transport,
            None => self.found = Some((token, transport)),
        }
    }

    /// The token found so far; empty for none.
    pub fn known(&self) -> &str {
        self.found.as_ref().map_or("", |(token, _)| token)
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        self.found.is_none()
    }

    /// Whether there are two that differ, or one that is no text.
    pub fn quarrel(&self) -> bool {
        self.found.as_ref().is_some_and(|(token, _)| token == Self::QUARREL)
    }

    /// The one token of the call, and how it came.
    ///
    /// # Errors
    /// There is none.
    pub fn token(&self) -> Result<(&str, Transport), Problem> {
        self.found.as_ref().map(|(token, transport)| (&**token, *transport)).ok_or_else(Problem::missing_key)
    }
}

/// The text of a header; what is no text is no token either.
fn text(value: &HeaderValue) -> &str {
    value.to_str().unwrap_or(Credentials::QUARREL)
}

/// A token as it was meant: copied from a file or a table, it often brings a blank or a line end along.
fn trimmed(token: Cow<'_, str>) -> Cow<'_, str> {
    match token {
        Cow::Borrowed(token) => Cow::Borrowed(token.trim_ascii()),
        Cow::Owned(token) if token.trim_ascii().len() == token.len() => Cow::Owned(token),
        Cow::Owned(token) => Cow::Owned(token.trim_ascii().to_owned()),
    }
}
