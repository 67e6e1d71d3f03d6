//! A call as it goes over the wire: verb, address, parameters, body of any kind, headers.

use serde_json::Value;

use super::form::Form;

/// The boundary of multipart bodies.
const BOUNDARY: &str = "------------------------3918794475b24de8";

/// What follows the headers.
#[derive(Debug, Clone)]
pub enum Body {
    /// Nothing, and no Content-Type.
    None,
    /// `application/x-www-form-urlencoded`
    Urlencoded(Form),
    /// `multipart/form-data`, one part a parameter, as curl writes it.
    Multipart(Form),
    /// `application/json`
    Json(Value),
    /// Any bytes under any type.
    Raw(Option<String>, Vec<u8>),
}

/// One call, without a key.
#[derive(Debug, Clone)]
pub struct Call {
    verb: String,
    path: String,
    pub(super) query: Form,
    pub(super) body: Body,
    headers: Vec<(String, Vec<u8>)>,
}

impl Call {
    /// A call of any verb. A path that does not begin with `/api` is one of v5.
    pub fn new(verb: &str, path: &str) -> Self {
        let path = if path.trim_start_matches('/').starts_with("api") { path.to_owned() } else { format!("/api/v5{path}") };
        Self { verb: verb.to_owned(), path, query: Form::new(), body: Body::None, headers: Vec::new() }
    }

    /// A GET.
    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A POST.
    pub fn post(path: &str) -> Self {
        Self::new("POST", path)
    }

    /// The verb.
    pub fn verb(&self) -> &str {
        &self.verb
    }

    /// Adds parameters to the address.
    pub fn query(mut self, query: Form) -> Self {
        self.query.extend(query);
        self
    }

    /// Sends an urlencoded body.
    pub fn form(mut self, form: Form) -> Self {
        self.body = Body::Urlencoded(form);
        self
    }

    /// Sends a multipart body.
    pub fn multipart(mut self, form: Form) -> Self {
        self.body = Body::Multipart(form);
        self
    }

    /// Sends a JSON body.
    pub fn json(mut self, json: Value) -> Self {
        self.body = Body::Json(json);
        self
    }

    /// Sends these bytes under this Content-Type.
    pub fn raw(mut self, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Body::Raw((!kind.is_empty()).then(|| kind.to_owned()), bytes.into());
        self
    }

    /// Adds a header; the value may be any bytes.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// The bytes of the request.
    pub fn bytes(&self) -> Vec<u8> {
        let (kind, body) = self.content();
        let mut target = self.path.clone();
        if !self.query.is_empty() {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(&urlencoded(&self.query));
        }
        let mut out = format!("{} {target} HTTP/1.1\r\nHost: hub.test\r\nConnection: close\r\n", self.verb).into_bytes();
        if let Some(kind) = kind {
            out.extend_from_slice(format!("Content-Type: {kind}\r\n").as_bytes());
        }
        if self.verb == "POST" || !body.is_empty() {
            out.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes());
        }
        for (name, value) in &self.headers {
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b": ");
            out.extend_from_slice(value);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(&body);
        out
    }

    fn content(&self) -> (Option<String>, Vec<u8>) {
        match &self.body {
            Body::None => (None, Vec::new()),
            Body::Urlencoded(form) => (Some("application/x-www-form-urlencoded".to_owned()), urlencoded(form).into_bytes()),
            Body::Multipart(form) => (Some(format!("multipart/form-data; boundary={BOUNDARY}")), multipart(form).into_bytes()),
            Body::Json(json) => (Some("application/json".to_owned()), json.to_string().into_bytes()),
            Body::Raw(kind, bytes) => (kind.clone(), bytes.clone()),
        }
    }
}

/// Name=value pairs, percent-encoded as PHP does it: brackets too.
pub fn urlencoded(form: &Form) -> String {
    let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    form.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

fn multipart(form: &Form) -> String {
    let mut out = String::new();
    for (name, value) in form {
        out.push_str(&format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    out.push_str(&format!("--{BOUNDARY}--\r\n"));
    out
}
