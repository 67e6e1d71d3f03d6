//! The article about one method.

use domain::access::reason::Reason;
use serde_json::{Map, Value};
use wire::Problem;
use wire::methods::{Answers, Entry, Permission, Reads, Verb};

use super::example;
use super::field::{self, Field, Kind};

/// The article about one method.
pub struct Article {
    /// The method.
    pub entry: &'static Entry,
    /// Its name in addresses, such as `orders-externalId-edit`.
    pub slug: String,
    /// What it is asked.
    pub parameters: Vec<Parameter>,
    /// What it answers after `success`.
    pub answer: Vec<Field>,
    /// Whether and how a call names its store.
    pub stores: Stores,
    /// How it goes wrong.
    pub refusals: Vec<Refusal>,
    pub(super) reply: Value,
}

/// A parameter.
pub struct Parameter {
    /// Its name as it is sent (`filter[ids][]`), what it is and what it means.
    pub field: Field,
    /// Where it stands.
    pub place: Place,
    /// The versions that have it; empty for all that have the method.
    pub versions: Vec<String>,
    /// What to send to try the method out; parameters that may as well be left out have nothing.
    pub example: Option<Value>,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the address.
    Path,
    /// In the query.
    Query,
    /// In the body, as a field of a form; objects and lists are JSON text in it.
    Form,
}

/// Whether and how a call names its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stores {
    /// It concerns the account and no store.
    Account,
    /// It reaches the rows of the key's stores and needs to name none.
    Within,
    /// `site` is needed where a row is named by its external id and the key reaches several stores.
    ForExternalId,
    /// `site` is needed when the key reaches several stores.
    Required,
}

/// A way it goes wrong.
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The text of `errorMsg`, to the letter.
    pub message: String,
    /// The name of the text that explains it.
    pub why: &'static str,
}

impl Place {
    /// The name of its text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Path => "place-path",
            Self::Query => "place-query",
            Self::Form => "place-form",
        }
    }
}

impl Stores {
    /// The name of its text.
    pub fn label(self) -> &'static str {
        match self {
            Self::Account => "stores-rule-account",
            Self::Within => "stores-rule-within",
            Self::ForExternalId => "stores-rule-external",
            Self::Required => "stores-rule-required",
        }
    }
}

impl Article {
    /// Writes the article about a method from the schemas of its request and its reply; `parts` are what they refer to.
    pub(super) fn about(entry: &'static Entry, request: &Value, reply: &Value, parts: &Map<String, Value>) -> Self {
        let (request, reply) = (field::plain(request.clone()), field::plain(reply.clone()));
        let view = |schema| Field::all(schema).into_iter().map(|field| field.explained(parts));
        let parameters: Vec<Parameter> = view(&request).flat_map(|field| Parameter::all(entry, field, parts)).collect();
        let stores = stores(entry, &parameters);
        let refusals = refusals(entry, stores, &parameters, &reply);
        Self { entry, slug: slug(entry), parameters, answer: view(&reply).collect(), stores, refusals, reply }
    }

    /// The method's addresses, one for each version that has it.
    pub fn addresses(&self) -> Vec<String> {
        self.entry.versions.prefixes().iter().map(|prefix| format!("{prefix}{}", self.entry.path)).collect()
    }

    /// A call of the method in the newest version, for a hub at this address.
    pub fn curl(&self, hub: &str) -> String {
        example::curl(self, hub)
    }

    /// Whether the body of a call is a file.
    pub fn reads_file(&self) -> bool {
        self.entry.reads == Reads::File
    }

    /// Whether the answer is a file.
    pub fn answers_file(&self) -> bool {
        self.entry.answers == Answers::File
    }

    /// The kinds of all its parameters and of all that it answers.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.parameters.iter().map(|parameter| &parameter.field.kind).chain(self.answer.iter().map(|field| &field.kind))
    }
}

/// The address of the article about a method.
pub fn address(entry: &Entry) -> String {
    format!("/reference/{}/{}", entry.group, slug(entry))
}

/// The name of a method in addresses of the book.
fn slug(entry: &Entry) -> String {
    let parts = entry.path.split('/').filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}']));
    parts.collect::<Vec<_>>().join("-")
}

impl Parameter {
    /// The parameters that a member of a request stands for: a filter is one for each of its fields.
    fn all(entry: &Entry, field: Field, parts: &Map<String, Value>) -> Vec<Self> {
        let versions = names(&field.schema["x-versions"]);
        let shape = field.kind.shape().and_then(|name| parts.get(name));
        let place = if entry.path.contains(&format!("{{{}}}", field.name)) {
            Place::Path
        } else if entry.verb == Verb::Get || entry.reads == Reads::File {
            Place::Query
        } else {
            Place::Form
        };
        if let (Place::Query, Kind::Shape(_), Some(shape)) = (place, &field.kind, shape)
            && shape["properties"].is_object()
        {
            let inner = Field::all(shape).into_iter().map(|inner| {
                let name = format!("{}[{}]", field.name, inner.name);
                Self::of(Field { name, required: false, ..inner }, place, versions.clone(), None)
            });
            return inner.collect();
        }
        let example = example::value(&field, parts);
        vec![Self::of(field, place, versions, example)]
    }

    fn of(mut field: Field, place: Place, versions: Vec<String>, example: Option<Value>) -> Self {
        if place == Place::Query && matches!(field.kind, Kind::List(..)) {
            field.name.push_str("[]");
        }
        field.required |= place == Place::Path;
        let needed = field.required || field.schema["examples"].is_array();
        Self { field, place, versions, example: example.filter(|_| needed) }
    }

    /// Whether a version of the API has it.
    pub fn is_in(&self, version: &str) -> bool {
        self.versions.is_empty() || self.versions.iter().any(|known| known == version)
    }
}

fn names(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn stores(entry: &Entry, parameters: &[Parameter]) -> Stores {
    if entry.manages_keys() {
        return Stores::Account;
    }
    // A store in the address, and one that is named where the items name none, are not asked for.
    let is_asked = |parameter: &&Parameter| parameter.place != Place::Path && parameter.field.schema["x-store-optional"] != true;
    let is_site = |parameter: &&Parameter| parameter.field.name == "site" && matches!(parameter.field.kind, Kind::Text(_));
    let site = parameters.iter().filter(is_asked).find(is_site);
    match site {
        Some(site) if site.field.schema["x-required-with-several-stores"] == true => Stores::Required,
        Some(_) => Stores::ForExternalId,
        None => match entry.scope {
            Permission::None | Permission::ReferenceRead | Permission::ReferenceWrite | Permission::UserRead | Permission::UserWrite => {
                Stores::Account
            }
            _ => Stores::Within,
        },
    }
}

fn refusals(entry: &Entry, stores: Stores, parameters: &[Parameter], reply: &Value) -> Vec<Refusal> {
    let mut view = Vec::new();
    let mut tell = |problem: Problem, why| view.push(Refusal { status: problem.status, message: problem.message, why });
    tell(Problem::missing_key(), "why-missing-key");
    tell(Problem::wrong_key(), "why-wrong-key");
    tell(Problem::denied(), "why-denied");
    let sent = || parameters.iter().filter(|parameter| parameter.place != Place::Path);
    for parameter in sent().filter(|parameter| parameter.field.required) {
        tell(Problem::missing(&parameter.field.name), "why-missing");
    }
    if matches!(stores, Stores::Required | Stores::ForExternalId) {
        tell(Problem::missing("site"), "why-missing-site");
    }
    if let Some(by) = sent().find(|parameter| parameter.field.name == "by")
        && let Kind::OneOf(choices) = &by.field.kind
    {
        tell(Problem::by("by", "…", &choices.join(", ")), "why-by");
    }
    if entry.reads == Reads::File {
        tell(Problem::missing("file"), "why-missing");
        tell(Problem::too_large(), "why-too-large");
    }
    let is_entity = |parameter: &&Parameter| parameter.field.kind.shape().is_some();
    if sent().any(|parameter| !is_entity(&parameter)) {
        tell(Problem::input("", ""), "why-input");
    }
    if sent().any(|parameter| is_entity(&parameter)) {
        tell(Problem::entity("", ""), "why-entity");
    }
    if sent().any(|parameter| matches!(parameter.field.kind.shape(), Some("Order" | "Payment"))) {
        tell(Problem::order_not_loaded("", ""), "why-order");
    }
    if parameters.iter().any(|parameter| parameter.place == Place::Path) {
        tell(Problem::not_found(), "why-not-found");
    }
    if let Some(many) = reply["properties"].as_object().and_then(|members| members.keys().find_map(|name| name.strip_prefix("failed"))) {
        tell(Problem::new(460, format!("{many} are loaded with errors")), "why-partly");
    }
    for too_many in [503, 429] {
        tell(Reason::Rate.problem(too_many), "why-rate");
    }
    view
}
