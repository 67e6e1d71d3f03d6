//! What can be said of a method of the API; router, permissions, lists and the reference book follow from it.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::{Permission, Versions};
use crate::Request;

/// The HTTP verb of a method; there are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Makes, changes, removes or acts.
    Post,
}

impl Verb {
    /// `GET` or `POST`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// How much work a reading method may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A look-up by key: done on the spot.
    Short,
    /// A list with filters: moved aside, so that it delays no other call, and bounded in number and time.
    Long,
}

/// What a method takes the body of a call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Parameters: a form or JSON.
    Parameters,
    /// A file, whatever its media type; parameters come in the query alone.
    File,
}

/// What a success consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// JSON.
    Json,
    /// The bytes of a file. What is in them cannot be masked: a key with masks is refused.
    File,
}

/// A method of the API: what is asked and what is answered. What it does is said elsewhere.
pub trait Method: 'static {
    /// Its verb.
    const VERB: Verb;
    /// Its path without version, variables in braces. It names the method wherever methods are named.
    const PATH: &'static str;
    /// The versions that have it.
    const VERSIONS: Versions;
    /// Its scope.
    const SCOPE: Permission;
    /// What it does, in one line for the key form and the reference book.
    const SUMMARY: &'static str;
    /// Whether it needs a write transaction; POST methods do unless they say otherwise.
    const WRITES: bool = matches!(Self::VERB, Verb::Post);
    /// How long it may take; only reading methods are asked.
    const WEIGHT: Weight = Weight::Short;
    /// The status of a success.
    const STATUS: u16 = 200;
    /// What it takes the body of a call for.
    const READS: Reads = Reads::Parameters;
    /// What its success consists of.
    const ANSWERS: Answers = Answers::Json;
    /// What it is asked.
    type Request: Request;
    /// What it answers, after `success`.
    type Reply: Serialize + JsonSchema;
}

/// A method in the list, without its types.
pub struct Entry {
    /// The group it stands in, such as `orders`.
    pub group: &'static str,
    /// Its verb.
    pub verb: Verb,
    /// Its path without version.
    pub path: &'static str,
    /// The versions that have it.
    pub versions: Versions,
    /// Its scope.
    pub scope: Permission,
    /// What it does.
    pub summary: &'static str,
    /// Whether it changes anything.
    pub writes: bool,
    /// How long it may take.
    pub weight: Weight,
    /// The status of its success.
    pub status: u16,
    /// What it takes the body of a call for.
    pub reads: Reads,
    /// What its success consists of.
    pub answers: Answers,
    /// The JSON schema of its parameters, as an object with a member for each.
    pub request_schema: fn(&mut SchemaGenerator) -> Schema,
    /// The JSON schema of its answer.
    pub reply_schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Entry {
    /// The entry of a method.
    pub const fn of<M: Method>(group: &'static str) -> Self {
        Self {
            group,
            verb: M::VERB,
            path: M::PATH,
            versions: M::VERSIONS,
            scope: M::SCOPE,
            summary: M::SUMMARY,
            writes: M::WRITES,
            weight: M::WEIGHT,
            status: M::STATUS,
            reads: M::READS,
            answers: M::ANSWERS,
            request_schema: M::Request::json_schema,
            reply_schema: M::Reply::json_schema,
        }
    }

    /// The method's name in grants and lists: its path without version.
    pub fn name(&self) -> &'static str {
        self.path
    }

    /// Whether it is one of those that manage keys, which no key has unless they were named for it.
    pub fn manages_keys(&self) -> bool {
        matches!(self.scope, Permission::KeyRead | Permission::KeyWrite)
    }

    /// Whether it keeps texts that people read on the pages of the account, not in orders and customers.
    pub fn keeps_texts(&self) -> bool {
        self.writes
            && matches!(
                self.scope,
                Permission::CustomFieldsWrite | Permission::KeyWrite | Permission::ReferenceWrite | Permission::IntegrationWrite
            )
    }

    /// The method's address as people write it, `/api/v*/orders/statuses`.
    pub fn pattern(&self) -> String {
        match self.versions {
            Versions::UNVERSIONED => format!("/api{}", self.path),
            _ => format!("/api/v*{}", self.path),
        }
    }
}
