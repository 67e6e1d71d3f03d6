//! A statement: its text, with `$1` placeholders, and the values bound to them.

use std::borrow::Cow;

use crate::Sites;

/// A bound value. Nulls are typed, so that both engines know what they are.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number, a flag (0 or 1), a moment (Unix seconds), money (ten-thousandths).
    Int(Option<i64>),
    /// A text or a JSON body.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// How many bytes it takes, about.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Int(_) => 8,
            Self::Text(text) => text.as_ref().map_or(0, String::len),
            Self::Bytes(bytes) => bytes.as_ref().map_or(0, Vec::len),
        }
    }
}

macro_rules! value_from {
    ($($type:ty => $variant:ident($convert:expr)),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let convert: fn($type) -> _ = $convert;
                Self::$variant(Some(convert(value)))
            }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                let convert: fn($type) -> _ = $convert;
                Self::$variant(value.map(convert))
            }
        }
    )*};
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<Option<&String>> for Value {
    fn from(value: Option<&String>) -> Self {
        Self::Text(value.cloned())
    }
}

value_from! {
    i64 => Int(|number| number),
    bool => Int(i64::from),
    &str => Text(str::to_owned),
    String => Text(|text| text),
    Vec<u8> => Bytes(|bytes| bytes),
    &[u8] => Bytes(<[u8]>::to_vec),
}

/// A statement under construction.
#[derive(Debug, Clone)]
pub struct Sql {
    pub(crate) text: Cow<'static, str>,
    pub(crate) values: Vec<Value>,
}

impl Sql {
    /// Starts from a text whose placeholders are bound next, in order.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), values: Vec::new() }
    }

    /// Binds the next placeholder.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends text as it is.
    #[must_use]
    pub fn push(mut self, text: &str) -> Self {
        self.text_mut().push_str(text);
        self
    }

    /// The text, to be added to: there is room for what most statements add, for they are written anew for each call.
    fn text_mut(&mut self) -> &mut String {
        const ROOM: usize = 512;
        if let Cow::Borrowed(text) = self.text {
            let mut owned = String::with_capacity(text.len() + ROOM);
            owned.push_str(text);
            self.text = Cow::Owned(owned);
        }
        self.text.to_mut()
    }

    /// Appends the placeholder for the latest of the values.
    fn push_placeholder(&mut self) {
        let mut digits = itoa::Buffer::new();
        let number = digits.format(self.values.len());
        let text = self.text_mut();
        text.push('$');
        text.push_str(number);
    }

    /// Appends text in which every `?` becomes a placeholder for the next of these values.
    #[must_use]
    pub fn push_with(mut self, text: &str, values: impl IntoIterator<Item = Value>) -> Self {
        let mut values = values.into_iter();
        let mut parts = text.split('?');
        self.text_mut().push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.values.push(values.next().unwrap_or(Value::Text(None)));
            self.push_placeholder();
            self.text_mut().push_str(part);
        }
        self
    }

    /// Appends `column IN (…)`; an empty list matches nothing.
    #[must_use]
    pub fn push_in<V: Into<Value>>(mut self, column: &str, values: impl IntoIterator<Item = V>) -> Self {
        let mut between = "";
        for value in values {
            if between.is_empty() {
                let text = self.text_mut();
                text.push_str(column);
                text.push_str(" IN (");
            }
            self.text_mut().push_str(between);
            between = ",";
            self.values.push(value.into());
            self.push_placeholder();
        }
        self.push(if between.is_empty() { "1 = 0" } else { ")" })
    }

    /// Appends ` AND column` restricted to the caller's stores; nothing when the caller sees all of them.
    ///
    /// The plus keeps the planner from finding rows by their store, which would walk through all that a store has,
    /// where the rest of the query says how few are wanted.
    #[must_use]
    pub fn within(self, column: &str, sites: &Sites) -> Self {
        match sites {
            Sites::All => self,
            Sites::Some(ids) if ids.is_empty() => self.push(" AND 1 = 0"),
            Sites::Some(ids) => self.push(" AND +").push_in(column, ids.iter().copied()),
        }
    }

    /// [`Sql::within`] for the column `site_id` of a table, by its alias.
    #[must_use]
    pub(crate) fn within_sites(self, table: &str, sites: &Sites) -> Self {
        match sites {
            Sites::Some(ids) if !ids.is_empty() => self.push(" AND +").push(table).push_in(".site_id", ids.iter().copied()),
            sites => self.within("", sites),
        }
    }

    /// Appends another statement's text, renumbering its placeholders.
    #[must_use]
    pub fn append(mut self, other: Self) -> Self {
        let shift = self.values.len();
        let mut rest: &str = &other.text;
        while let Some(at) = rest.find('$') {
            let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            let number = &rest[at + 1..at + 1 + digits];
            let text = self.text_mut();
            text.push_str(&rest[..=at]);
            match number.parse::<usize>() {
                Ok(number) => text.push_str(itoa::Buffer::new().format(number + shift)),
                Err(_) => text.push_str(number),
            }
            rest = &rest[at + 1 + digits..];
        }
        self.text_mut().push_str(rest);
        self.values.extend(other.values);
        self
    }

    /// The statement's text, for tests and logs; values are never in it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Sql {
    /// True when every placeholder first appears in the order of its number, which is how SQLite binds them.
    pub(crate) fn in_order(&self) -> bool {
        let mut next = 1;
        self.text.split('$').skip(1).all(|part| {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<usize>().unwrap_or(0);
            next += usize::from(number == next);
            number < next
        })
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_as_they_come() {
        let sql =
            Sql::new("SELECT 1 FROM t WHERE a = $1").bind(5).within("site_id", &Sites::of([3, 2])).push_with(" AND b LIKE ?", ["x".into()]);
        assert_eq!(sql.text(), "SELECT 1 FROM t WHERE a = $1 AND +site_id IN ($2,$3) AND b LIKE $4");
        assert_eq!(sql.values, [5.into(), 2.into(), 3.into(), "x".into()]);
        let twice = sql.clone().append(sql);
        assert!(twice.text().ends_with("b LIKE $4SELECT 1 FROM t WHERE a = $5 AND +site_id IN ($6,$7) AND b LIKE $8"));
        assert_eq!(Sql::new("SELECT 1 WHERE 1 = 1").within("s", &Sites::of([])).text(), "SELECT 1 WHERE 1 = 1 AND 1 = 0");
        assert_eq!(Sql::new("x").within("s", &Sites::All).text(), "x");
    }
}
