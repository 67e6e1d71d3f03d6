//! The reference book of the API: what can be asked, what is answered, and how it goes wrong. Everything in it is derived
//! from the list of methods and from the types they are asked and answered with.

mod article;
mod example;
mod field;
mod markdown;
mod openapi;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use wire::methods;

pub use article::{Article, Parameter, Place, Refusal, Stores, address};
pub use field::{Field, Kind};
pub use markdown::files;
pub use openapi::document;

/// The whole book.
pub struct Book {
    /// The chapters, in the order of the API.
    pub chapters: Vec<Chapter>,
    /// What entities and their parts consist of, by name.
    pub shapes: Vec<Shape>,
    schemas: Map<String, Value>,
}

/// A block of methods.
pub struct Chapter {
    /// The group, such as `orders`.
    pub group: &'static str,
    /// Its methods.
    pub articles: Vec<Article>,
}

/// An entity or a part of one.
pub struct Shape {
    /// Its name in the book, such as `Order`.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::written);

/// The book, which is written once.
pub fn book() -> &'static Book {
    &BOOK
}

impl Book {
    /// The chapter of a group.
    pub fn chapter(&self, group: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.group == group)
    }

    /// The article about a method.
    pub fn article(&self, group: &str, slug: &str) -> Option<&Article> {
        self.chapter(group)?.articles.iter().find(|article| article.slug == slug)
    }

    /// An entity or a part of one.
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.name == name)
    }

    /// Every shape that these fields consist of, each once, the outer before the inner.
    pub fn shapes_of<'a>(&'a self, kinds: impl Iterator<Item = &'a Kind>) -> Vec<&'a Shape> {
        let mut waiting: Vec<&str> = kinds.filter_map(Kind::shape).collect();
        waiting.reverse();
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        while let Some(name) = waiting.pop() {
            let Some(shape) = self.shape(name).filter(|_| seen.insert(name)) else { continue };
            found.push(shape);
            waiting.extend(shape.fields.iter().rev().filter_map(|field| field.kind.shape()));
        }
        found
    }

    fn written() -> Self {
        let settings = || SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into());
        let (mut asked, mut answered) = (settings().for_deserialize().into_generator(), settings().for_serialize().into_generator());
        let schemas: Vec<(Value, Value)> = methods::all()
            .iter()
            .map(|method| ((method.request_schema)(&mut asked).to_value(), (method.reply_schema)(&mut answered).to_value()))
            .collect();
        let parts = merged(asked.take_definitions(true), answered.take_definitions(true));
        let mut chapters: Vec<Chapter> = Vec::new();
        for (method, (request, reply)) in methods::all().iter().zip(&schemas) {
            let article = Article::about(method, request, reply, &parts);
            match chapters.iter_mut().find(|chapter| chapter.group == method.group) {
                Some(chapter) => chapter.articles.push(article),
                None => chapters.push(Chapter { group: method.group, articles: vec![article] }),
            }
        }
        let used: BTreeSet<String> = reached(&chapters, &parts);
        let parts: Map<String, Value> = parts.into_iter().filter(|(name, _)| used.contains(name)).collect();
        let shapes =
            parts.iter().map(|(name, schema)| Shape { name: name.clone(), about: field::about(schema), fields: Field::all(schema) });
        Self { chapters, shapes: shapes.collect(), schemas: parts }
    }
}

/// The parts of requests and of answers as one: what only answers carry is marked in them, and nothing is required that
/// may be left out when it is sent.
fn merged(asked: Map<String, Value>, answered: Map<String, Value>) -> Map<String, Value> {
    let mut parts = answered;
    for (name, mut schema) in asked {
        if let Some(view) = parts.get(&name) {
            let required = schema.get("required").cloned().unwrap_or_else(|| json!([]));
            schema = view.clone();
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("required".to_owned(), required);
            }
        }
        parts.insert(name, schema);
    }
    let mut parts: Vec<(String, Value)> = parts.into_iter().map(|(name, schema)| (name, field::plain(schema))).collect();
    parts.sort_by(|one, other| one.0.cmp(&other.0));
    parts.into_iter().collect()
}

/// The names of the parts that some article leads to; filters are documented field by field and are no parts.
fn reached(chapters: &[Chapter], parts: &Map<String, Value>) -> BTreeSet<String> {
    let mut waiting: Vec<String> = Vec::new();
    for article in chapters.iter().flat_map(|chapter| &chapter.articles) {
        let kinds = article.parameters.iter().map(|parameter| &parameter.field.kind).chain(article.answer.iter().map(|field| &field.kind));
        waiting.extend(kinds.filter_map(Kind::shape).map(str::to_owned));
    }
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let Some(schema) = parts.get(&name) else { continue };
        if found.insert(name) {
            waiting.extend(Field::all(schema).iter().filter_map(|field| field.kind.shape()).map(str::to_owned));
        }
    }
    found
}
