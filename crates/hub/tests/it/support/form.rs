//! `form!`: the parameters of a call as one writes them down, `form! { order: {id: 5}, site: "north" }`.

use serde_json::Value;

/// The parameters of a call, in order.
pub type Form = Vec<(String, String)>;

/// How a value travels in a form: texts as they are, everything else as JSON text.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// JSON with bare names: `json_of!({id: 5, "offer-id": null, items: [{name}]})`.
macro_rules! json_of {
    (@members $map:ident) => {};
    (@members $map:ident $name:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $map.insert(name_of!($name), json_of!({ $($inner)* }));
        json_of!(@members $map $($($rest)*)?);
    };
    (@members $map:ident $name:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $map.insert(name_of!($name), json_of!([ $($inner)* ]));
        json_of!(@members $map $($($rest)*)?);
    };
    (@members $map:ident $name:tt : null $(, $($rest:tt)*)?) => {
        $map.insert(name_of!($name), serde_json::Value::Null);
        json_of!(@members $map $($($rest)*)?);
    };
    (@members $map:ident $name:tt : $value:expr $(, $($rest:tt)*)?) => {
        $map.insert(name_of!($name), serde_json::json!($value));
        json_of!(@members $map $($($rest)*)?);
    };
    ({ $($members:tt)* }) => {{
        #[allow(unused_mut, reason = "an empty object has no members to add")]
        let mut map = serde_json::Map::new();
        json_of!(@members map $($members)*);
        serde_json::Value::Object(map)
    }};
    ([ $($element:tt),* $(,)? ]) => { serde_json::Value::Array(vec![$(json_of!($element)),*]) };
    ($value:expr) => { serde_json::json!($value) };
}

/// A bare or quoted name as text.
macro_rules! name_of {
    ($name:ident) => {
        stringify!($name).to_owned()
    };
    ($name:literal) => {
        String::from($name)
    };
}

/// The parameters of a call; objects and lists become JSON text, as real clients send them.
macro_rules! form {
    ($($members:tt)*) => {{
        let members = json_of!({ $($members)* });
        members.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), $crate::support::form::text(value))).collect::<$crate::support::form::Form>()
    }};
}
