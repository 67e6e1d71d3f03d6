//! Who calls: an actor has a key (or none) and says where it puts it.

use std::net::SocketAddr;

use serde_json::Value;

use super::call::{Body, Call};
use super::form::Form;
use super::reply::{Download, Reply, exchange, exchange_file, try_exchange};

/// Where a call carries its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `X-API-KEY: …`
    Header,
    /// `Authorization: Bearer …`
    Bearer,
    /// `?apiKey=…`
    Query,
    /// `apiKey` among the parameters of the body, whatever its kind.
    Body,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 4] = [Self::Header, Self::Bearer, Self::Query, Self::Body];

    /// Puts a token into a call.
    pub fn put(self, mut call: Call, token: &str) -> Call {
        let parameter = ("apiKey".to_owned(), token.to_owned());
        match self {
            Self::Header => return call.header("X-API-KEY", token),
            Self::Bearer => return call.header("Authorization", format!("Bearer {token}")),
            Self::Query => call.query.push(parameter),
            Self::Body => match &mut call.body {
                Body::None => call.body = Body::Urlencoded(vec![parameter]),
                Body::Urlencoded(form) | Body::Multipart(form) => form.push(parameter),
                Body::Json(Value::Object(members)) => {
                    members.insert(parameter.0, parameter.1.into());
                }
                body => panic!("a key cannot be put into {body:?}"),
            },
        }
        call
    }
}

/// A caller of the hub.
#[derive(Debug, Clone)]
pub struct Actor {
    pub(super) address: SocketAddr,
    /// The token, if any.
    pub token: Option<String>,
    /// The id of the key; 0 for none.
    pub key: i64,
    pub(super) place: Place,
}

impl Actor {
    /// A caller of the server at this address.
    pub fn new(address: SocketAddr, token: Option<String>, key: i64) -> Self {
        Self { address, token, key, place: Place::Header }
    }

    /// The same actor with its key in another place.
    pub fn with_key_in(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }

    /// A caller of the same hub without a key.
    pub fn without_key(&self) -> Self {
        Self { token: None, key: 0, ..self.clone() }
    }

    /// A caller of the same hub with another key.
    pub fn with_token(&self, token: &str, key: i64) -> Self {
        Self { token: Some(token.to_owned()), key, ..self.clone() }
    }

    /// A GET with these parameters. A path that does not begin with `/api` is one of v5.
    #[track_caller]
    pub fn get(&self, path: &str, query: Form) -> Reply {
        self.call(Call::get(path).query(query))
    }

    /// A POST with these parameters, urlencoded.
    #[track_caller]
    pub fn post(&self, path: &str, form: Form) -> Reply {
        self.call(Call::post(path).form(form))
    }

    /// Any call, with the actor's key put in.
    #[track_caller]
    pub fn call(&self, call: Call) -> Reply {
        exchange(self.address, &self.bytes(call))
    }

    /// A call to a hub that may die meanwhile.
    pub fn try_call(&self, call: Call) -> Result<Reply, String> {
        try_exchange(self.address, &self.bytes(call))
    }

    /// A GET whose answer is a file.
    #[track_caller]
    pub fn download(&self, path: &str) -> Download {
        self.download_by(Call::get(path))
    }

    /// A call whose answer may be a file.
    #[track_caller]
    pub fn download_by(&self, call: Call) -> Download {
        exchange_file(self.address, &self.bytes(call))
    }

    fn bytes(&self, call: Call) -> Vec<u8> {
        match &self.token {
            Some(token) => self.place.put(call, token).bytes(),
            None => call.bytes(),
        }
    }
}
