//! Every error of the API: its status, its exact text, and the fields it names.
//!
//! Real clients compare these texts literally, so an explanation goes into `errors`, never into the text.

use serde_json::{Map, Value};

/// A refusal, ready to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The text of `errorMsg`.
    pub message: String,
    /// What is wrong with which field: field path to text.
    pub errors: Map<String, Value>,
    /// Further members of the answer, such as `combinedTo` or `uploadedOrders`.
    pub extra: Map<String, Value>,
    /// The reason code, such as `store`; sent in a header, never in the body.
    pub rule: Option<&'static str>,
    /// After how many seconds to retry; sent in a header.
    pub retry_after: Option<u32>,
    /// Why a field is refused, in a word, where it can be refused for several reasons. Pages have a translated sentence for
    /// each; the API answers the text alone.
    pub codes: Vec<Code>,
}

/// The reason for which a field is refused, in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The field path.
    pub path: String,
    /// The word.
    pub word: String,
    /// What the sentence speaks of, such as a name; mostly empty.
    pub value: String,
}

impl Problem {
    /// A refusal without named fields.
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), errors: Map::new(), extra: Map::new(), rule: None, retry_after: None, codes: Vec::new() }
    }

    /// No key came with the call.
    pub fn missing_key() -> Self {
        Self::new(403, "\"apiKey\" is missing.")
    }

    /// The key is unknown or disabled, or the call has two different keys.
    pub fn wrong_key() -> Self {
        Self::new(403, "Wrong \"apiKey\" value.")
    }

    /// The key may not use this method or this store.
    pub fn denied() -> Self {
        Self::new(403, "Access denied.")
    }

    /// There is no such object, or the key has no access to it.
    pub fn not_found() -> Self {
        Self::new(404, "Not found")
    }

    /// This version has no such method.
    pub fn no_method() -> Self {
        Self::new(404, "API method not found")
    }

    /// The method exists under another verb.
    pub fn wrong_verb() -> Self {
        Self::new(405, "Method Not Allowed")
    }

    /// A required parameter is absent.
    pub fn missing(parameter: &str) -> Self {
        Self::new(400, format!("Parameter '{parameter}' is missing"))
    }

    /// A filter or paging parameter is wrong.
    pub fn input(parameter: &str, text: impl Into<String>) -> Self {
        Self::new(400, "Errors in the input parameters").with(format!("children[{parameter}]"), text)
    }

    /// A field of an entity is wrong; an empty path is the entity as a whole.
    pub fn entity(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(400, "Errors in the entity format").with(path, text)
    }

    /// An order is refused by a rule of the business, such as an unknown code.
    pub fn order_not_loaded(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(400, "Order is not loaded").with(path, text)
    }

    /// A reference code that does not exist, in the words of the field's own type.
    pub fn no_such_code(path: &str, kind: &str, code: &str) -> Self {
        Self::order_not_loaded(path, format!("\"{kind}\" with \"code\"=\"{code}\" does not exist."))
    }

    /// `by` (or a parameter like it) is neither of its two values.
    pub fn by(parameter: &str, value: &str, allowed: &str) -> Self {
        Self::new(400, format!("Value \"{value}\" for \"{parameter}\" param is not valid. Allowed values are {allowed}."))
    }

    /// The call's body is larger than the hub reads.
    pub fn too_large() -> Self {
        Self::new(413, "Request body is too large")
    }

    /// The hub failed; what failed is in its log, not in the answer.
    pub fn internal() -> Self {
        Self::new(500, "Internal Server Error")
    }

    /// The hub cannot answer now, for instance because its database is away or it has too much to do; nothing was changed.
    pub fn unavailable() -> Self {
        Self::new(503, "Service Temporarily Unavailable")
    }

    /// The connection to the database was lost during a commit: it is unknown whether the change was saved.
    pub fn uncertain() -> Self {
        Self::unavailable().with("call", "It is not known whether this call was carried out. Look before you send it again.")
    }

    /// Says after how many seconds it may be tried again.
    #[must_use]
    pub fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Names one more field.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.errors.insert(path.into(), Value::String(text.into()));
        self
    }

    /// Names one more field, and the reason in a word.
    #[must_use]
    pub fn coded(self, path: &str, word: &str, text: impl Into<String>) -> Self {
        self.explained(path, word, "").with(path, text)
    }

    /// Adds a reason for which a field is refused: a word, and what its sentence speaks of.
    #[must_use]
    pub fn explained(mut self, path: &str, word: &str, value: &str) -> Self {
        self.codes.push(Code { path: path.to_owned(), word: word.to_owned(), value: value.to_owned() });
        self
    }

    /// The reasons for which a field is refused, if it has any.
    pub fn codes<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Code> {
        self.codes.iter().filter(move |code| code.path == path)
    }

    /// The fields of both; where both name a field, the first one's text stays.
    #[must_use]
    pub fn and_all(mut self, other: Self) -> Self {
        for (path, text) in other.errors {
            if !self.errors.contains_key(&path) {
                self.codes.extend(other.codes.iter().filter(|code| code.path == path).cloned());
                self.errors.insert(path, text);
            }
        }
        self
    }

    /// Names the rule of the key that refuses it.
    #[must_use]
    pub fn because(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self
    }

    /// Adds a member to the answer.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extra.insert(name.to_owned(), value.into());
        self
    }

    /// The answer's JSON for clients that ask for problem details (RFC 9457): `id` is that of the request, `reason` and
    /// `required` give the reason code and the missing permission.
    pub fn details(&self, id: &str, reason: Option<(&str, &str)>, required: Option<&str>) -> Vec<u8> {
        let mut reply = Map::new();
        reply.insert("type".to_owned(), "about:blank".into());
        reply.insert("title".to_owned(), self.message.clone().into());
        reply.insert("status".to_owned(), self.status.into());
        if let Some((word, sentence)) = reason {
            reply.insert("detail".to_owned(), sentence.into());
            reply.insert("reason".to_owned(), word.into());
        }
        if let Some(required) = required {
            reply.insert("required".to_owned(), required.into());
        }
        reply.insert("instance".to_owned(), format!("urn:latchkey:request:{id}").into());
        reply.insert("request_id".to_owned(), id.into());
        if !self.errors.is_empty() {
            reply.insert("errors".to_owned(), Value::Object(self.errors.clone()));
        }
        reply.extend(self.extra.clone());
        serde_json::to_vec(&Value::Object(reply)).unwrap_or_default()
    }

    /// The answer's JSON.
    pub fn body(&self) -> Vec<u8> {
        let mut reply = Map::new();
        reply.insert("success".to_owned(), Value::Bool(false));
        reply.insert("errorMsg".to_owned(), Value::String(self.message.clone()));
        if !self.errors.is_empty() {
            reply.insert("errors".to_owned(), Value::Object(self.errors.clone()));
        }
        reply.extend(self.extra.clone());
        serde_json::to_vec(&Value::Object(reply)).unwrap_or_default()
    }
}
