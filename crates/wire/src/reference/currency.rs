//! Currencies of the account.

use crate::patch::entity;
use crate::{Flag, Int, Money, Patch, ReadOnly, Text};

entity! {
    /// A currency the account works with.
    #[schemars(example = serde_json::json!({"code": "USD", "manualConvertNominal": 1, "manualConvertValue": 0.92}))]
    pub struct Currency {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// ISO 4217 code; required for a new currency, and never changed.
        code: Patch<Text>,
        /// Whether it is the currency of the account; exactly one is.
        is_base: Patch<Flag>,
        /// Whether its rate is looked up rather than set.
        is_auto_convert: Patch<Flag>,
        /// What is added to a looked-up rate, in per cent, 0 to 100.
        auto_convert_extra_percent: Patch<Int>,
        /// How many units the set rate is for, 1 or more.
        manual_convert_nominal: Patch<Int>,
        /// The set rate: the price of the nominal in the base currency.
        manual_convert_value: Patch<Money>,
    }
}
