//! GET /settings: what is set for the whole account.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::fault::Fault;
use wire::methods::SettingsGet;
use wire::settings::{ChannelSetting, MgOrderCreation, MgSettings, Settings, SettingsReply, SettingsValue};
use wire::{Moment, Nothing};

use crate::api::{Answer, Call};

impl Answer for SettingsGet {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<SettingsReply, Fault> {
        let account = call.account;
        let mut language = view(account, "system_language");
        language.value.make_ascii_uppercase();
        // Orders of chats begin like those of people.
        let for_people =
            |kind: &str| account.dictionary(kind).iter().find(|entry| entry.flag("defaultForCrm")).map(|entry| entry.code.clone());
        let default = ChannelSetting {
            site: account.visible(call.caller.sites()).find(|site| site.active).map(|site| site.code.clone()),
            order_type: for_people("order-types"),
            order_method: account.dictionary("order-methods").get("messenger").map(|method| method.code.clone()),
        };
        let settings = Settings {
            default_currency: view(account, "default_currency"),
            system_language: language,
            timezone: view(account, "timezone"),
            work_times: Vec::new(),
            non_working_days: Vec::new(),
            mg: MgSettings { order_creation: MgOrderCreation { default, channels: BTreeMap::new() } },
        };
        Ok(SettingsReply { settings })
    }
}

fn view(account: &Account, name: &str) -> SettingsValue {
    let setting = account.settings.get(name);
    SettingsValue {
        value: setting.map(|setting| setting.value.clone()).unwrap_or_default(),
        updated_at: setting.map_or(Moment(0), |setting| setting.updated_at),
    }
}
