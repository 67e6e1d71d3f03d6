//! What a call brings, read into one tree of values: query strings, forms and JSON, in time linear in their size.
//!
//! Names are in PHP's bracket notation: `filter[ids][]=1`, `filter[ids][0]=1` and sparse indexes mean the same; of a
//! repeated scalar the last one wins. A list arrives as an object whose keys are its indexes, which [`crate::List`] reads
//! as a list.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::bounds;
use crate::charset::{self, Charset};
use crate::problem::Problem;

use self::group::Group;

mod group;
#[cfg(test)]
mod tests;

/// The parameters of one call, query and body together.
pub type Tree = Map<String, Value>;

/// The parameter that carries a token.
const TOKEN: &str = "apiKey";
/// The parameter in which an HTML form declares its charset.
const CHARSET: &str = "_charset_";
/// The most characters of a name that an error repeats.
const NAMED: usize = 100;

/// A value sent as a token: its text, or `None` if it is not text and so cannot be a token.
pub type Sent = Option<String>;

/// The parameters of a call while they are read.
#[derive(Debug, Default)]
pub struct Form {
    root: Group,
    count: usize,
    /// Bytes of texts that may be JSON.
    length: usize,
    /// JSON values that were read as such.
    values: usize,
    tokens: Vec<Sent>,
}

impl Form {
    /// Reads the query of an address. It is UTF-8, or else in the charset the request declares.
    ///
    /// # Errors
    /// A parameter is in neither, or there is more than the bounds allow.
    pub fn query(&mut self, text: &[u8], declared: impl FnOnce() -> Result<Option<Charset>, Problem>) -> Result<(), Problem> {
        match self.urlencoded_in(text, Charset::UTF_8) {
            Err(Unread::Charset(problem)) => match declared()? {
                Some(charset) if !charset.is_utf8() => {
                    *self = Self::default();
                    self.urlencoded_in(text, charset.of_form()?).map_err(Unread::problem)
                }
                _ => Err(problem),
            },
            read => read.map_err(Unread::problem),
        }
    }

    /// Reads an urlencoded body in the charset that its type declares, or else a field `_charset_`, or else UTF-8.
    ///
    /// # Errors
    /// A parameter is not in that charset, or there is more than the bounds allow.
    pub fn urlencoded(&mut self, text: &[u8], declared: Option<Charset>) -> Result<(), Problem> {
        let charset = match declared {
            Some(charset) => charset,
            None => charset_of(text)?.unwrap_or(Charset::UTF_8),
        };
        self.urlencoded_in(text, charset.of_form()?).map_err(Unread::problem)
    }

    fn urlencoded_in(&mut self, text: &[u8], charset: Charset) -> Result<(), Unread> {
        for (name, value) in pairs(text) {
            let (name, value) = (unescaped(name), unescaped(value));
            let Some(name) = charset.decode(&name) else {
                return Err(Unread::Charset(charset.refusal(&shown(&String::from_utf8_lossy(&name).replace('\u{fffd}', "?")))));
            };
            let value = charset.decode(&value).ok_or_else(|| Unread::Charset(charset.refusal(&shown(&name))))?;
            self.insert(&name, value.into_owned()).map_err(Unread::Bound)?;
        }
        Ok(())
    }

    /// Reads a JSON object body: each member is one parameter.
    ///
    /// # Errors
    /// It is not a JSON object, not in its charset, or exceeds the bounds.
    pub fn json(&mut self, text: &[u8], charset: Charset) -> Result<(), Problem> {
        let decoded = if charset.is_utf8() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(charset.decode(text).ok_or_else(|| charset.refusal("body"))?.into_owned().into_bytes())
        };
        let text: &[u8] = &decoded;
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        let unread = |place: &str, text: String| Problem::new(400, "Errors in the input parameters").with(place, text);
        if !text.trim_ascii_start().starts_with(b"{") {
            return Err(match serde_json::from_slice::<IgnoredAny>(text) {
                Ok(_) => unread("body", "The JSON body must be an object.".to_owned()),
                Err(error) => unread("body", format!("The JSON body cannot be read: {error}.")),
            });
        }
        if bounds::may_exceed(text.len()) {
            self.values = bounds::values(text);
            if self.values > bounds::VALUES {
                return Err(bounds::too_many_values("body"));
            }
        }
        let mut reading = Reading { form: self, name: String::new(), problem: None };
        let mut json = serde_json::Deserializer::from_slice(text);
        let read = (&mut reading).deserialize(&mut json).and_then(|()| json.end());
        let Err(error) = read else { return Ok(()) };
        if let Some(problem) = reading.problem {
            return Err(problem);
        }
        // Strings are checked as they are read, so that the last name read is that of the parameter with the bad bytes.
        if std::str::from_utf8(text).is_err() && !reading.name.is_empty() {
            return Err(Charset::UTF_8.refusal(&shown(&reading.name)));
        }
        Err(unread("body", format!("The JSON body cannot be read: {error}.")))
    }

    /// Puts one parameter where its name says: `a`, `a[b]`, `a[]`.
    ///
    /// # Errors
    /// There is more than the bounds allow.
    pub fn insert(&mut self, name: &str, value: String) -> Result<(), Problem> {
        self.count()?;
        self.put(name, value)
    }

    /// [`Form::insert`] of a parameter that has been counted.
    ///
    /// # Errors
    /// Its brackets nest too deep.
    pub fn put(&mut self, name: &str, value: String) -> Result<(), Problem> {
        let Some((base, rest)) = name.split_once('[').filter(|(base, _)| !base.is_empty()) else {
            if name == TOKEN {
                self.tokens.push(Some(value));
            } else {
                self.length += value.len();
                self.root.set(name, Value::String(value));
            }
            return Ok(());
        };
        let mut path = [base; bounds::DEPTH + 1];
        let (mut depth, mut rest) = (1, rest);
        while let Some((segment, after)) = rest.split_once(']') {
            let Some(place) = path.get_mut(depth) else {
                return Err(bounds::beyond(shown(name), format!("brackets may nest {} deep at most", bounds::DEPTH)));
            };
            *place = segment;
            depth += 1;
            match after.strip_prefix('[') {
                Some(next) => rest = next,
                None => break,
            }
        }
        match (base, depth) {
            (_, 1) => self.root.set(name, Value::String(value)),
            (TOKEN, _) => self.tokens.push(None),
            _ => {
                self.length += value.len();
                self.root.put(&path[..depth], Value::String(value));
            }
        }
        Ok(())
    }

    /// Counts a parameter, also one that is not kept.
    ///
    /// # Errors
    /// There are too many.
    pub fn count(&mut self) -> Result<(), Problem> {
        self.count += 1;
        if self.count > bounds::PARAMETERS {
            let text = format!("a call may have {} parameters at most, in its address and its body together", bounds::PARAMETERS);
            return Err(bounds::beyond("parameters", text));
        }
        Ok(())
    }

    fn member(&mut self, name: &str, value: Value) {
        match value {
            Value::Null if name == TOKEN => {}
            Value::String(token) if name == TOKEN => self.tokens.push(Some(token)),
            _ if name == TOKEN => self.tokens.push(None),
            value => self.root.set(name, value),
        }
    }

    /// Takes the tokens read since the last call. They are not parameters.
    pub fn take_tokens(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.tokens)
    }

    /// A text parameter that was read already; blank and `None` count as absent.
    pub fn plain(&self, name: &str) -> Option<&str> {
        self.root.members.get(name).and_then(Value::as_str).filter(|text| !text.is_empty() && *text != "None")
    }

    /// The whole tree.
    ///
    /// # Errors
    /// The JSON texts among the parameters hold more values than the bound allows.
    pub fn finish(self) -> Result<Tree, Problem> {
        let tree = self.root.finish();
        if self.values > 0 || bounds::may_exceed(self.length) {
            let mut values = self.values;
            for (name, value) in &tree {
                values += bounds::values_in_texts(value);
                if values > bounds::VALUES {
                    return Err(bounds::too_many_values(&shown(name)));
                }
            }
        }
        Ok(tree)
    }
}

/// Why a text was not read.
enum Unread {
    Charset(Problem),
    Bound(Problem),
}

impl Unread {
    fn problem(self) -> Problem {
        match self {
            Self::Charset(problem) | Self::Bound(problem) => problem,
        }
    }
}

/// The JSON object of a body on its way into a form.
struct Reading<'a> {
    form: &'a mut Form,
    /// The member that is read.
    name: String,
    problem: Option<Problem>,
}

impl<'de> DeserializeSeed<'de> for &mut Reading<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if let Err(problem) = self.form.count() {
                self.problem = Some(problem);
                return Err(A::Error::custom("too many parameters"));
            }
            self.name = name;
            let value = map.next_value::<Value>()?;
            self.form.member(&self.name, value);
        }
        Ok(())
    }
}

/// The pairs of an urlencoded text as they are written.
fn pairs(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).map(|pair| match memchr::memchr(b'=', pair) {
        Some(place) => (&pair[..place], &pair[place + 1..]),
        None => (pair, &[][..]),
    })
}

fn unescaped(part: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr2(b'+', b'%', part).is_none() {
        return Cow::Borrowed(part);
    }
    if memchr::memchr(b'+', part).is_none() {
        return percent_encoding::percent_decode(part).into();
    }
    let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Cow::Owned(percent_encoding::percent_decode(&spaced).collect())
}

/// The charset declared by a field of an urlencoded form.
fn charset_of(text: &[u8]) -> Result<Option<Charset>, Problem> {
    if memchr::memmem::find(text, CHARSET.as_bytes()).is_none() {
        return Ok(None);
    }
    let declared = pairs(text).find(|(name, value)| *name == CHARSET.as_bytes() && !value.is_empty());
    declared.map(|(_, value)| charset_named(&unescaped(value))).transpose()
}

/// The charset of the value of a field `_charset_`.
///
/// # Errors
/// The charset is unknown.
pub fn charset_named(label: &[u8]) -> Result<Charset, Problem> {
    let label = String::from_utf8_lossy(label);
    Charset::named(&label).ok_or_else(|| charset::unknown(CHARSET, &label))
}

/// Whether a field of a form declares its charset.
pub fn is_charset(name: &str) -> bool {
    name == CHARSET
}

/// A name as an error repeats it.
pub fn shown(name: &str) -> String {
    if name.is_empty() { "parameter without a name".to_owned() } else { name.chars().take(NAMED).collect() }
}
