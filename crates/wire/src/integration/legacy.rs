//! Settings of modules as v3 and v4 know them: one flat object, of which v5 keeps a part by the kind of the module.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::IntegrationModule;
use crate::patch::{entity, read_value};
use crate::reply::Ready;
use crate::{Arguments, Flag, Json, LongText, Patch, Problem, Request, Text};

entity! {
    /// Settings of a module in v3 and v4. Further keys are those of its kind, as in `integrations` of a module.
    #[schemars(example = serde_json::json!({"code": "acme", "name": "Acme", "active": true, "clientId": "1", "baseUrl": "https://acme.test"}))]
    pub struct LegacyConfiguration {
        /// Code of the module; the one in the address.
        code: Patch<Text>,
        /// Name; a new module needs one.
        name: Patch<Text>,
        /// The module's own id of the account.
        client_id: Patch<Text>,
        /// Base of the URLs in `actions`.
        base_url: Patch<LongText>,
        /// URL of its settings page.
        account_url: Patch<LongText>,
        /// Whether it works.
        active: Patch<Flag>,
        /// URL of its picture.
        image: Patch<LongText>,
        /// URLs within `baseUrl`, by purpose.
        actions: Patch<Json>,
        /// URL that starts a call; telephony only.
        make_call_url: Patch<LongText>,
    }
}

/// Fields of a module that are its own and not of its kind.
const OWN: &[&str] =
    &["code", "integrationCode", "active", "freeze", "name", "logo", "clientId", "baseUrl", "actions", "availableCountries", "accountUrl"];
/// Actions of a module that are its own; other ones are those of a delivery.
const OWN_ACTIONS: &[&str] = &["activity", "settings", "config"];

/// A change of the settings of a module.
#[derive(Debug, Clone, PartialEq)]
pub struct EditLegacy {
    /// Code of the module.
    pub code: String,
    /// What changes.
    pub configuration: Map<String, Value>,
}

/// The shape of [`EditLegacy`].
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct EditLegacyParameters {
    /// Code of the module.
    code: String,
    /// What changes; absent fields stay unchanged.
    configuration: LegacyConfiguration,
}

impl schemars::JsonSchema for EditLegacy {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EditLegacy".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        EditLegacyParameters::json_schema(generator)
    }
}

impl Request for EditLegacy {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned(), configuration: arguments.entity("configuration")? })
    }
}

impl EditLegacy {
    /// The module that is meant, with what belongs to its kind under the name of that kind; without a kind that is left out.
    ///
    /// # Errors
    /// A field cannot be read.
    pub fn module(&self, kind: Option<&str>) -> Result<IntegrationModule, Problem> {
        let (mut own, mut of_kind) = (Map::new(), Map::new());
        for (name, value) in &self.configuration {
            let name = if name == "image" { "logo" } else { name };
            match value {
                Value::Object(actions) if name == "actions" && kind == Some("delivery") => {
                    let (mine, others): (Map<_, _>, Map<_, _>) =
                        actions.clone().into_iter().partition(|(action, _)| OWN_ACTIONS.contains(&action.as_str()));
                    own.insert(name.to_owned(), mine.into());
                    of_kind.insert(name.to_owned(), others.into());
                }
                // The warehouses of v5 have a list of actions.
                Value::Array(actions) if name == "actions" && !actions.is_empty() => drop(of_kind.insert(name.to_owned(), value.clone())),
                _ if OWN.contains(&name) => drop(own.insert(name.to_owned(), value.clone())),
                _ => drop(of_kind.insert(name.to_owned(), value.clone())),
            }
        }
        if let Some(kind) = kind {
            own.insert("integrations".to_owned(), Map::from_iter([(kind.to_owned(), of_kind.into())]).into());
        }
        read_value(Value::Object(own)).map_err(|(path, error)| {
            let path = kind.and_then(|kind| path.strip_prefix(&format!("integrations.{kind}."))).unwrap_or(&path);
            Problem::entity(if path.is_empty() { "configuration" } else { path }, error)
        })
    }
}

/// The request of v3's `telephony/settings/{code}`: the settings are parameters of their own.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditTelephony {
    /// Code of the module.
    pub code: String,
    /// The module's own id of the account.
    #[schemars(with = "Option<String>", rename = "clientId")]
    pub client_id: (),
    /// URL that starts a call.
    #[schemars(with = "Option<String>", rename = "makeCallUrl")]
    pub make_call_url: (),
    /// `1`, `0`, `true` or `false`: whether it works.
    #[schemars(with = "Option<String>")]
    pub active: (),
    /// Name; a new module needs one.
    #[schemars(with = "Option<String>")]
    pub name: (),
    /// URL of its picture.
    #[schemars(with = "Option<String>")]
    pub image: (),
    /// What was sent of it.
    #[schemars(skip)]
    pub sent: EditLegacy,
}

impl Request for EditTelephony {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let names = ["clientId", "makeCallUrl", "active", "name", "image"];
        let sent = names.into_iter().filter_map(|name| Some((name.to_owned(), Value::String(arguments.plain(name)?))));
        let sent = EditLegacy { code: arguments.variable("code").to_owned(), configuration: sent.collect() };
        let (client_id, make_call_url, active, name, image) = ((), (), (), (), ());
        Ok(Self { code: sent.code.clone(), client_id, make_call_url, active, name, image, sent })
    }
}

/// A module of a kind as v3 and v4 show it; none where it is not of that kind.
pub fn flat(mut module: Map<String, Value>, kind: &str) -> Option<Map<String, Value>> {
    let mut integrations = module.shift_remove("integrations")?;
    let Value::Object(of_kind) = integrations.get_mut(kind)?.take() else { return None };
    if let Some(logo) = module.get("logo").cloned() {
        module.insert("image".to_owned(), logo);
    }
    for (name, value) in of_kind {
        match (module.get_mut(&name), value) {
            (Some(Value::Object(own)), Value::Object(value)) => own.extend(value),
            (_, value) => drop(module.insert(name, value)),
        }
    }
    Some(module)
}

/// The settings of a module.
#[derive(Serialize, JsonSchema)]
pub struct Configuration {
    /// The settings.
    pub configuration: Ready<LegacyConfiguration>,
}
