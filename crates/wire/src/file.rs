//! Files: bytes with a name, attached to orders and customers.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::noun::Named;
use crate::order::CustomerName;
use crate::patch::{entity, filter};
use crate::{Arguments, Flag, Int, List, Moment, Patch, Problem, ReadOnly, Request, Text, Until};

/// The most letters of a file name.
const LONGEST_NAME: usize = 255;

entity! {
    /// A file.
    #[schemars(example = serde_json::json!({"filename": "invoice.pdf", "attachment": [{"order": {"externalId": "A-1001"}}]}))]
    pub struct File {
        /// Internal id.
        id: ReadOnly<i64>,
        /// Its name. A new file that was sent without one is called `API upload` and the time.
        filename: Patch<Text>,
        /// Its media type, found by its first bytes, such as `application/pdf`.
        #[serde(rename = "type")]
        kind: ReadOnly<Text>,
        /// When it was uploaded.
        created_at: ReadOnly<Moment>,
        /// Its size, in bytes.
        size: ReadOnly<i64>,
        /// The orders and customers it is attached to. A list that is sent replaces those that the key sees.
        attachment: Patch<List<Attachment>>,
    }
}

impl Named for File {
    const ONE: &'static str = "file";
    const MANY: &'static str = "files";
}

entity! {
    /// What a file is attached to: a customer or an order.
    pub struct Attachment {
        /// The customer.
        customer: Patch<CustomerName>,
        /// The order.
        order: Patch<AttachedOrder>,
    }
}

entity! {
    /// Names an order that a file is attached to.
    pub struct AttachedOrder {
        /// Internal id; it wins over the others.
        id: Patch<Int>,
        /// The client's own id, unique in the store.
        external_id: Patch<Text>,
        /// The number.
        number: Patch<Text>,
        /// Code of its store, in which the external id or the number is looked for.
        site: Patch<Text>,
    }
}

filter! {
    /// What a list of files is narrowed to.
    pub struct FileFilter {
        /// Internal ids.
        ids: List<Int>,
        /// Internal ids of orders.
        order_ids: List<Int>,
        /// The client's own ids of orders.
        order_external_ids: List<Text>,
        /// Internal ids of customers.
        customer_ids: List<Int>,
        /// The client's own ids of customers.
        customer_external_ids: List<Text>,
        /// Uploaded at this time or later.
        created_at_from: Patch<Moment>,
        /// Uploaded at this time or earlier; a date alone takes in the whole day.
        created_at_to: Patch<Until>,
        /// At least this size, in bytes.
        size_from: Patch<Int>,
        /// At most this size, in bytes.
        size_to: Patch<Int>,
        /// Media types.
        #[serde(rename = "type")]
        kinds: List<Text>,
        /// Part of the name.
        filename: Patch<Text>,
        /// Whether it is attached to anything.
        is_attached: Patch<Flag>,
        /// Codes of stores whose orders or customers it is attached to.
        sites: List<Text>,
    }
}

/// The body of a call that is a file, as far as the rules need to know it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub hash: String,
    /// Its size, in bytes.
    pub size: i64,
    /// Its media type.
    pub kind: &'static str,
    /// The name it came with, where a browser or `curl -F` sent it.
    pub filename: Option<String>,
    /// Its bytes, unless they are kept already.
    pub bytes: Vec<u8>,
}

/// The request of `files/upload`: the body is the file.
#[derive(Debug)]
pub struct UploadFile {
    /// Its name, in the query.
    pub filename: Option<String>,
    /// The file.
    pub content: Content,
}

impl Request for UploadFile {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let content = arguments.content.take().filter(|content| content.size > 0).ok_or_else(|| Problem::missing("file"))?;
        let named = arguments.plain("filename").or_else(|| content.filename.clone());
        Ok(Self { filename: named.as_deref().and_then(plain_name), content })
    }
}

impl JsonSchema for UploadFile {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UploadFile".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let about = "Name of the file. The part of a multipart body may name it too.";
        json_schema!({"type": "object", "properties": {"filename": {"type": ["string", "null"], "description": about}}})
    }
}

/// The answer of `files/upload`.
#[derive(Debug, serde::Serialize, JsonSchema)]
pub struct UploadedFile {
    /// The file.
    pub file: FileId,
}

/// A file by its id.
#[derive(Debug, serde::Serialize, JsonSchema)]
pub struct FileId {
    /// Internal id.
    pub id: i64,
}

/// A name as a file is kept under it: the last part of a path, without control characters, of at most 255 letters of which the
/// ending stays. `None` when nothing is left.
pub fn plain_name(sent: &str) -> Option<String> {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|letter| !letter.is_control() && !is_invisible(*letter)).collect();
    let name = name.trim();
    if matches!(name, "" | "." | "..") {
        return None;
    }
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONGEST_NAME {
        return Some(name.to_owned());
    }
    let dot = letters.iter().rposition(|letter| *letter == '.').filter(|dot| letters.len() - dot <= 16);
    let ending = dot.map_or(&[][..], |dot| &letters[dot..]);
    Some(letters[..LONGEST_NAME - ending.len()].iter().chain(ending).collect())
}

/// Letters that turn the rest of a line around: a name must not look like another one.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The bytes of a file, which are the whole answer.
#[derive(Serialize, JsonSchema)]
pub struct Bytes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_part_of_a_path_that_can_be_shown() {
        for (sent, kept) in [
            ("Счёт №1.pdf", Some("Счёт №1.pdf")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\docs\\a \"b\".txt", Some("a \"b\".txt")),
            ("a\0b\r\nc.txt", Some("abc.txt")),
            ("exe.\u{202e}fdp", Some("exe.fdp")),
            ("  ", None),
            ("..", None),
            ("a/", None),
        ] {
            assert_eq!(plain_name(sent).as_deref(), kept, "{sent:?}");
        }
        let long = plain_name(&format!("{}.docx", "я".repeat(300))).unwrap_or_default();
        assert_eq!((long.chars().count(), long.ends_with("я.docx")), (255, true));
        assert_eq!(plain_name(&"x".repeat(300)).map(|name| name.len()), Some(255));
    }
}
