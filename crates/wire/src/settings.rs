//! Settings of the account; the only part of the API whose names are written with underscores.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Moment;

/// What is set for the whole account.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Settings {
    /// ISO 4217 code of the account's currency.
    pub default_currency: SettingsValue,
    /// Language of the account: `EN`, `RU` or `ES`.
    pub system_language: SettingsValue,
    /// Time zone of all times, such as `Europe/Madrid`.
    pub timezone: SettingsValue,
    /// Working hours, day by day.
    pub work_times: Vec<WorkTime>,
    /// Days off.
    pub non_working_days: Vec<NonWorkingDay>,
    /// Messengers.
    pub mg: MgSettings,
}

/// A setting and when it was last set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SettingsValue {
    /// The value.
    pub value: String,
    /// When it was set.
    pub updated_at: Moment,
}

/// Working hours of one day of the week.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorkTime {
    /// Day of the week, in English.
    pub day_type: String,
    /// Work begins, `H:i`.
    pub start_time: String,
    /// Work ends, `H:i`.
    pub end_time: String,
    /// Break begins, `H:i`.
    pub lunch_start_time: String,
    /// Break ends, `H:i`.
    pub lunch_end_time: String,
}

/// A stretch of days off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NonWorkingDay {
    /// First day, `m.d`.
    pub start_date: String,
    /// Last day, `m.d`.
    pub end_date: String,
}

/// Settings of messengers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MgSettings {
    /// Defaults of an order created in a chat.
    pub order_creation: MgOrderCreation,
}

/// Defaults of an order created in a chat.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MgOrderCreation {
    /// In every channel without its own setting.
    pub default: ChannelSetting,
    /// By id of the channel. An object also when there is none: typed clients read nothing else.
    pub channels: BTreeMap<i64, ChannelSetting>,
}

/// Store, type and method of an order made in a chat.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChannelSetting {
    /// Code of the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Code of the order type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_type: Option<String>,
    /// Code of the order method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_method: Option<String>,
}

/// The settings.
#[derive(Serialize, JsonSchema)]
pub struct SettingsReply {
    #[expect(missing_docs, reason = "the method says what it is")]
    pub settings: Settings,
}
