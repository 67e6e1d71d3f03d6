//! Exact decimal numbers: money, quantities, weights, percentages.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::patch::Entity;
use crate::scalar::{FromScalar, Scalar, scalar};

/// An exact decimal number: money in units of the order's currency, a quantity, a weight, a percentage.
///
/// It is less than 10^11 in size, and fifteen significant digits are kept, which a JSON number carries without loss
/// whatever reads it: eight decimals below 10^7, four at the limit. Sums are computed in decimal, never in binary fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Money(pub Decimal);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// Every amount is less than this in size.
    pub const LIMIT: Decimal = Decimal::from_parts(1_215_752_192, 23, 0, false, 0);
    /// The most decimals of an amount: enough for the price of one of a million units to give their sum again.
    pub const DECIMALS: u32 = 8;
    /// The most significant digits of an amount.
    const DIGITS: u32 = 15;

    /// An amount with no more digits than are kept.
    fn kept(amount: Decimal) -> Self {
        // Every amount has room for four decimals, and nearly every one has no more.
        if amount.scale() <= 4 {
            return Self(amount.normalize());
        }
        let whole = amount.trunc().abs().to_string();
        let decimals = Self::DIGITS.saturating_sub(whole.len() as u32).min(Self::DECIMALS);
        Self(amount.round_dp(decimals).normalize())
    }

    /// The amount in ten-thousandths, as databases keep it for filters.
    pub fn stored(self) -> i64 {
        (self.0 * Decimal::from(10_000)).round().to_i64().unwrap_or(0)
    }

    /// The JSON number of the amount; whole amounts are written without a fraction.
    pub fn json(self) -> Value {
        let number = self.0.normalize();
        if number.scale() == 0 {
            return number.to_i64().map_or(Value::Null, Value::from);
        }
        number.to_f64().map_or(Value::Null, Value::from)
    }

    /// The amount of a JSON number or a numeric text; numbers larger than an amount may be are none.
    pub fn of(value: &Value) -> Option<Self> {
        let amount = match value {
            Value::Number(number) => number
                .as_i64()
                .map(|whole| Self(Decimal::from(whole)))
                .or_else(|| number.to_string().parse().ok().map(Self))
                .or_else(|| number.as_f64().and_then(Decimal::from_f64).map(Self)),
            Value::String(text) => Self::from_text(text).ok().flatten(),
            _ => None,
        };
        amount.filter(|amount| amount.0.abs() < Self::LIMIT)
    }
}

impl FromScalar for Money {
    const EXPECTED: &'static str = "a number";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let parsed = Decimal::from_str(text)
            .or_else(|_| Decimal::from_scientific(text))
            .or_else(|_| Decimal::from_str(&text.replace(',', ".")))
            .map_err(|_| if text.parse().is_ok_and(f64::is_finite) { "is too large a number" } else { "must be a number" })?;
        if parsed.abs() >= Self::LIMIT {
            return Err("is too large a number".to_owned());
        }
        Ok(Some(Self::kept(parsed)))
    }
}
scalar!(Money);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json().serialize(serializer)
    }
}

impl JsonSchema for Money {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: for<'a> Deserialize<'a>>(json: &str) -> Result<T, String> {
        serde_json::from_str(json).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn money_is_exact_and_whole_money_is_whole() {
        for (text, json) in [
            ("\"101.0000\"", "101"),
            ("0.1", "0.1"),
            ("99999999999.9999", "99999999999.9999"),
            ("\"2,50\"", "2.5"),
            ("1e2", "100"),
            ("-3.10", "-3.1"),
            ("3.333333333", "3.33333333"),
            ("1234567.123456789", "1234567.12345679"),
            ("99999999999.12345678", "99999999999.1235"),
        ] {
            let money: Money = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(serde_json::to_string(&money).ok().as_deref(), Some(json), "{text}");
        }
        assert_eq!(Money::LIMIT, Decimal::from(100_000_000_000_i64));
        for large in ["1e11", "-1e28", "1e300", "18446744073709551615"] {
            assert_eq!(serde_json::from_str(large).ok().and_then(|number| Money::of(&number)), None, "{large}");
        }
        assert!(read::<Money>("1e12").is_err());
        assert!(read::<Money>("\"ten\"").is_err());
        let sum: Decimal = (0..10).map(|_| read::<Money>("0.1").map_or(Decimal::ZERO, |money| money.0)).sum();
        assert_eq!(Money(sum).json(), Value::from(1));
    }
}
