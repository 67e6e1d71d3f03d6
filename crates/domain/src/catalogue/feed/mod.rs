//! Feeds of goods (ICML), read piece by piece: groups first, then one offer after the other, in a bounded amount of memory.

pub mod groups;
pub mod offer;
mod source;

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::errors::Error;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Decoder, Reader};

pub use groups::Group;
pub use offer::{Offer, Refusal};

use groups::MOST_GROUPS;
use offer::{Draft, attribute};
use source::{Source, TOO_LARGE};

/// Why a feed as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line at which it broke off; 0 where it is about no line.
    pub line: u64,
    /// The reason in a word; pages have a sentence for each.
    pub reason: &'static str,
    /// What the sentence speaks of.
    pub about: String,
}

/// What comes next in a feed.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// All groups, in an order of their own.
    Groups(Vec<Group>),
    /// An offer.
    Offer(u64, Box<Offer>),
    /// An offer that is refused.
    Refused(Refusal),
}

/// A feed that is being read.
pub struct Feed<R: BufRead> {
    xml: Reader<Source<R>>,
    buffer: Vec<u8>,
    /// The names of the elements that are open, outside of categories and offers.
    path: Vec<String>,
    is_catalogue: bool,
}

/// A piece of markup that matters here.
enum Mark {
    Open(String, Vec<(String, String)>),
    Close,
    Text(String),
    /// An entity that is not known, by its name.
    Unknown(String),
    End,
}

impl<R: BufRead> Feed<R> {
    /// Begins to read.
    pub fn new(source: R) -> Self {
        let mut xml = Reader::from_reader(Source::new(source));
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { xml, buffer: Vec::new(), path: Vec::new(), is_catalogue: false }
    }

    /// How many bytes have been read.
    pub fn bytes(&self) -> u64 {
        self.xml.get_ref().bytes
    }

    /// The line that is read next.
    pub fn line(&self) -> u64 {
        self.xml.get_ref().line
    }

    fn broken(&self, reason: &'static str, about: impl Into<String>) -> Broken {
        Broken { line: self.line(), reason, about: about.into() }
    }

    /// The next piece; none at the end of the feed.
    ///
    /// # Errors
    /// The feed is no catalogue, or breaks off.
    pub fn piece(&mut self) -> Result<Option<Piece>, Broken> {
        loop {
            match self.mark()? {
                Mark::Open(name, attributes) => {
                    if self.path.is_empty() {
                        if name != "yml_catalog" {
                            return Err(self.broken("no-catalogue", name));
                        }
                        self.is_catalogue = true;
                    }
                    match (name.as_str(), self.path.len()) {
                        ("categories", 2) => return Ok(Some(Piece::Groups(self.groups()?))),
                        ("offer", 3) if self.path.last().is_some_and(|last| last == "offers") => return self.offer(&attributes).map(Some),
                        (_, 100..) => return Err(self.broken("too-deep", "")),
                        _ => self.path.push(name),
                    }
                }
                Mark::Close => drop(self.path.pop()),
                Mark::Text(_) | Mark::Unknown(_) => {}
                Mark::End if !self.is_catalogue => return Err(self.broken("no-catalogue", "")),
                Mark::End if !self.path.is_empty() => return Err(self.broken("cut-off", "")),
                Mark::End => return Ok(None),
            }
        }
    }

    /// The groups, from inside `categories` to its end.
    fn groups(&mut self) -> Result<Vec<Group>, Broken> {
        let mut groups = Vec::new();
        loop {
            match self.mark()? {
                Mark::Open(name, attributes) => {
                    let (mut own, mut inner) = (String::new(), None);
                    self.element(&mut own, &mut inner, 1)?;
                    let short = |text: &str| text.trim().chars().filter(|letter| !letter.is_control()).take(255).collect::<String>();
                    let id = attribute(&attributes, "id").map(short).unwrap_or_default();
                    if name != "category" || id.is_empty() {
                        continue;
                    }
                    let parent = attribute(&attributes, "parentId").map(short).filter(|parent| !parent.is_empty() && parent != "0");
                    let name = short(inner.as_deref().unwrap_or(&own));
                    let name = if name.is_empty() { id.clone() } else { name };
                    groups.push(Group { id, parent, name, level: 1 });
                    if groups.len() > MOST_GROUPS {
                        return Err(self.broken("too-many-groups", MOST_GROUPS.to_string()));
                    }
                }
                Mark::Close => {
                    groups::settle(&mut groups);
                    return Ok(groups);
                }
                Mark::End => return Err(self.broken("cut-off", "")),
                Mark::Text(_) | Mark::Unknown(_) => {}
            }
        }
    }

    /// The rest of an element: its own text, and that of a child `name`.
    fn element(&mut self, own: &mut String, name: &mut Option<String>, depth: usize) -> Result<(), Broken> {
        if depth > 20 {
            return Err(self.broken("too-deep", ""));
        }
        loop {
            match self.mark()? {
                Mark::Open(child, _) => {
                    let (mut text, mut none) = (String::new(), None);
                    self.element(&mut text, &mut none, depth + 1)?;
                    if child == "name" {
                        *name = Some(text);
                    }
                }
                Mark::Text(text) if own.len() < source::PIECE => own.push_str(&text),
                Mark::Text(_) | Mark::Unknown(_) => {}
                Mark::Close => return Ok(()),
                Mark::End => return Err(self.broken("cut-off", "")),
            }
        }
    }

    /// An offer, from its attributes to its end.
    fn offer(&mut self, attributes: &[(String, String)]) -> Result<Piece, Broken> {
        let line = self.line();
        let mut draft = Draft::new(attributes);
        loop {
            match self.mark()? {
                Mark::Open(name, attributes) => {
                    let text = self.text(&mut draft, 1)?;
                    draft.take(&name, &attributes, &text);
                }
                Mark::Close => break,
                Mark::End => return Err(self.broken("cut-off", "")),
                Mark::Text(_) | Mark::Unknown(_) => {}
            }
        }
        Ok(match draft.finish() {
            Ok(offer) => Piece::Offer(line, Box::new(offer)),
            Err((reason, about, offer)) => Piece::Refused(Refusal { line, offer, reason: reason.to_owned(), about }),
        })
    }

    /// The text of an element of an offer, up to its end; markup inside it (of descriptions) is left out.
    fn text(&mut self, draft: &mut Draft, depth: usize) -> Result<String, Broken> {
        if depth > 20 {
            return Err(self.broken("too-deep", ""));
        }
        let mut text = String::new();
        loop {
            match self.mark()? {
                Mark::Text(part) if text.len() + part.len() <= source::PIECE => text.push_str(&part),
                Mark::Text(_) => return Err(self.broken("too-large", "")),
                Mark::Unknown(name) => draft.unknown_entity(&name),
                Mark::Open(..) => {
                    let inner = self.text(draft, depth + 1)?;
                    text.push_str(&inner);
                }
                Mark::Close => return Ok(text),
                Mark::End => return Err(self.broken("cut-off", "")),
            }
        }
    }

    fn mark(&mut self) -> Result<Mark, Broken> {
        loop {
            self.buffer.clear();
            self.xml.get_mut().begin();
            let decoder = self.xml.decoder();
            let read = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => mark_of(&event, decoder),
                Err(error) => Err(reason_of(&error)),
            };
            match read {
                Ok(Some(mark)) => return Ok(mark),
                Ok(None) => {}
                Err((reason, about)) => return Err(self.broken(reason, about)),
            }
        }
    }
}

/// A reason in a word, and what it is about.
type Reason = (&'static str, String);

/// What an event says; none for what does not matter here, such as comments.
fn mark_of(event: &Event<'_>, decoder: Decoder) -> Result<Option<Mark>, Reason> {
    Ok(match event {
        Event::Start(start) => Some(Mark::Open(name_of(start, decoder)?, attributes_of(start, decoder)?)),
        Event::End(_) => Some(Mark::Close),
        Event::Text(text) => Some(Mark::Text(decoded(decoder.decode(text))?)),
        Event::CData(text) => Some(Mark::Text(decoded(decoder.decode(text))?)),
        Event::GeneralRef(reference) => Some(reference_of(reference, decoder)?),
        Event::Decl(declaration) => match declaration.encoding() {
            Some(Ok(encoding)) if !is_utf8(&encoding) => return Err(("encoding", String::from_utf8_lossy(&encoding).into_owned())),
            _ => None,
        },
        Event::Eof => Some(Mark::End),
        Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => None,
    })
}

fn is_utf8(encoding: &[u8]) -> bool {
    [&b"utf-8"[..], b"utf8", b"us-ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known))
}

fn decoded<E>(text: Result<Cow<'_, str>, E>) -> Result<String, Reason> {
    text.map(Cow::into_owned).map_err(|_| ("encoding", String::new()))
}

fn name_of(start: &BytesStart<'_>, decoder: Decoder) -> Result<String, Reason> {
    decoded(decoder.decode(start.local_name().as_ref()))
}

fn attributes_of(start: &BytesStart<'_>, decoder: Decoder) -> Result<Vec<(String, String)>, Reason> {
    let mut found = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| ("xml", error.to_string()))?;
        let name = decoded(decoder.decode(attribute.key.local_name().as_ref()))?;
        let raw = decoded(decoder.decode(&attribute.value))?;
        // An entity that is not known is left as it stands.
        let value = quick_xml::escape::unescape_with(&raw, quick_xml::escape::resolve_html5_entity).map(Cow::into_owned).unwrap_or(raw);
        found.push((name, value));
    }
    Ok(found)
}

/// The text of `&name;`: a character by its number, or an entity of XML or HTML. Entities that a document declares are none
/// of these, so that none can grow.
fn reference_of(reference: &BytesRef<'_>, decoder: Decoder) -> Result<Mark, Reason> {
    if reference.is_char_ref() {
        return match reference.resolve_char_ref() {
            Ok(Some(letter)) => Ok(Mark::Text(letter.to_string())),
            _ => Err(("xml", "a character has no valid number".to_owned())),
        };
    }
    let name = decoded(decoder.decode(reference))?;
    Ok(match quick_xml::escape::resolve_html5_entity(&name) {
        Some(text) => Mark::Text(text.to_owned()),
        None => Mark::Unknown(name),
    })
}

fn reason_of(error: &Error) -> Reason {
    match error {
        Error::Io(error) if error.to_string() == TOO_LARGE => ("too-large", String::new()),
        Error::Io(error) => ("unreadable", error.to_string()),
        Error::Syntax(_) => ("cut-off", String::new()),
        Error::Encoding(_) => ("encoding", String::new()),
        error => ("xml", error.to_string()),
    }
}

impl Broken {
    /// The sentence in English, for the command line.
    pub fn sentence(&self) -> String {
        let about = &self.about;
        let text = match self.reason {
            "no-catalogue" => "this is not a catalogue: its root element must be yml_catalog".to_owned(),
            "cut-off" => "the feed breaks off before its end".to_owned(),
            "too-deep" => "elements are nested too deeply".to_owned(),
            "too-large" => TOO_LARGE.to_owned(),
            "too-many-groups" => format!("the feed has more than {about} categories"),
            "encoding" => "the feed must be in UTF-8".to_owned(),
            "unreadable" => format!("the feed cannot be read: {about}"),
            "no-offers" => "the feed has no valid offers".to_owned(),
            _ => format!("the feed is not well-formed XML: {about}"),
        };
        if self.line == 0 { text } else { format!("line {}: {text}", self.line) }
    }
}

#[cfg(test)]
mod tests;
