//! Lists of goods: pages of up to 250 rows.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::page::Page;
use crate::{Arguments, Problem, Request};

/// A page of a list of goods.
#[derive(Debug)]
pub struct Goods<F> {
    /// What the list is narrowed to.
    pub filter: F,
    /// Which page.
    pub page: Page,
}

/// The limits of such a page.
pub(super) const LIMITS: &[i64] = &[20, 50, 100, 250];

impl<F: crate::Entity + Default + JsonSchema + Send + Sync + 'static> Request for Goods<F> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: Page::read_with(&arguments.tree, LIMITS)? })
    }
}

impl<F: JsonSchema> JsonSchema for Goods<F> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Goods{}", F::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut filter = generator.subschema_for::<F>();
        filter.insert("description".to_owned(), "What the list is narrowed to.".into());
        json_schema!({
            "type": "object",
            "properties": {
                "filter": filter,
                "page": {"type": "integer", "format": "int64", "description": "The page, from 1.", "default": 1, "minimum": 1},
                "limit": {
                    "type": "integer", "format": "int64", "description": "Rows on a page: 20, 50, 100 or 250.", "default": 20,
                    "enum": [20, 50, 100, 250],
                },
            },
        })
    }
}
