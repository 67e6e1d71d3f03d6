//! Editing an entry of a dictionary by its code: the one way for all of them.

use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wire::{Arguments, Problem, Request};

/// A dictionary whose entries are edited.
pub trait Edited: 'static {
    /// What an entry looks like when it is sent.
    type Entity: DeserializeOwned + Serialize + JsonSchema;
    /// The parameter that holds it, and further names that clients use for it.
    const FORM: &'static [&'static str];
}

/// An entry to be made or changed.
pub struct EditEntry<E> {
    /// Its code, from the address.
    pub code: String,
    /// The fields that were sent.
    pub fields: Map<String, Value>,
    of: PhantomData<fn() -> E>,
}

impl<E: Edited> Request for EditEntry<E> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let entity: E::Entity = arguments.entity_under(E::FORM)?;
        Ok(Self { code: arguments.variable("code").to_owned(), fields: fields(&entity)?, of: PhantomData })
    }
}

/// The fields of an entity that were sent.
pub fn fields(entity: &impl Serialize) -> Result<Map<String, Value>, Problem> {
    match serde_json::to_value(entity) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Problem::internal()),
    }
}
