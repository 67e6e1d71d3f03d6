//! The customer itself.

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::contragent::Contragent;
use crate::patch::entity;
use crate::source::Source;
use crate::{Day, Entity, Flag, Int, Json, List, LongText, Moment, Money, Patch, ReadOnly, Text};

entity! {
    /// A customer.
    #[schemars(example = serde_json::json!({"externalId": "1001", "firstName": "Ana", "phones": [{"number": "+34612345678"}]}))]
    pub struct Customer {
        /// Always `customer`.
        #[serde(rename = "type")]
        kind: ReadOnly<Text>,
        /// Internal ID.
        id: ReadOnly<i64>,
        /// External ID, unique in the store.
        external_id: Patch<Text>,
        /// Created as a contact person, without orders of its own.
        is_contact: Patch<Flag>,
        /// Creation time of the customer; default: now.
        created_at: Patch<Moment>,
        /// Internal ID of the manager.
        manager_id: Patch<Int>,
        /// An important customer.
        vip: Patch<Flag>,
        /// A bad customer.
        bad: Patch<Flag>,
        /// ID of the visitor's browser; write-only.
        browser_id: Patch<Text>,
        /// Code of the store the customer came from.
        site: ReadOnly<Text>,
        /// Billing details.
        contragent: Patch<Contragent>,
        /// Tags, at most 100: names or objects. A list that is sent replaces the tags there are.
        tags: Patch<List<Tag>>,
        /// A tag to add; write-only.
        attached_tag: Patch<Text>,
        /// Tags to add; write-only.
        add_tags: Patch<List<Tag>>,
        /// Tags to remove; write-only.
        remove_tags: Patch<List<Tag>>,
        /// Custom fields by code.
        custom_fields: Patch<Json>,
        /// Personal discount, in percent.
        personal_discount: Patch<Money>,
        /// Number of the discount card.
        discount_card_number: Patch<Text>,
        /// Address.
        address: Patch<Address>,
        /// First name.
        first_name: Patch<Text>,
        /// Last name.
        last_name: Patch<Text>,
        /// Patronymic.
        patronymic: Patch<Text>,
        /// `male` or `female`.
        sex: Patch<Text>,
        /// Email.
        email: Patch<Text>,
        /// When the customer left the mailing list.
        email_marketing_unsubscribed_at: Patch<Moment>,
        /// Phones, at most 100. A list that is sent replaces the phones there are.
        phones: Patch<List<Phone>>,
        /// Birthday.
        birthday: Patch<Day>,
        /// Where the customer came from.
        source: Patch<Source>,
        /// URL of a picture.
        photo_url: Patch<LongText>,
        /// Internal ID in the messenger module.
        mg_customer_id: Patch<Int>,
        /// Mailing consent; write-only.
        subscribed: Patch<Flag>,
        /// How many orders the customer has in the stores the key may see.
        orders_count: ReadOnly<Int>,
        /// What those orders add up to.
        total_summ: ReadOnly<Money>,
        /// What one of those orders comes to on average.
        average_summ: ReadOnly<Money>,
        /// What those orders cost the shop: their goods and their delivery.
        cost_summ: ReadOnly<Money>,
        /// What those orders earned: the sum less the costs.
        margin_summ: ReadOnly<Money>,
        /// What one of those orders earned on average.
        avg_margin_summ: ReadOnly<Money>,
        /// Discount that grows with what was bought, in percent.
        cumulative_discount: ReadOnly<Money>,
        /// Mailings the customer has subscribed to or unsubscribed from; not in the customers of orders.
        customer_subscriptions: ReadOnly<List<Switched>>,
    }
}

/// A mailing the customer has subscribed to or unsubscribed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CustomerSubscription")]
pub struct Switched {
    /// The mailing.
    pub subscription: Mailing,
    /// Whether it is on.
    pub subscribed: bool,
    /// When the subscription changed.
    pub changed_at: Moment,
}

/// A mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Mailing {
    /// How it is sent: `email`, `sms`.
    pub channel: Text,
    /// Code.
    pub code: Text,
    /// Whether it is in use.
    pub active: bool,
}

/// A phone, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Phone {
    /// The number.
    pub number: Text,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Tag {
    /// Its name.
    pub name: Text,
}

/// Reads an object with one known member, or the bare text of that member.
macro_rules! bare_or_object {
    ($name:ident, $member:literal, $field:ident) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Shape;
                impl<'de> Visitor<'de> for Shape {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("text or an object with \"", $member, "\""))
                    }
                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        crate::patch::read_value(text.into()).map(|$field| $name { $field }).map_err(|(_, text)| E::custom(text))
                    }
                    fn visit_u64<E: Error>(self, number: u64) -> Result<$name, E> {
                        self.visit_str(&number.to_string())
                    }
                    fn visit_i64<E: Error>(self, number: i64) -> Result<$name, E> {
                        self.visit_str(&number.to_string())
                    }
                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let (mut found, mut is_empty) = (None, true);
                        while let Some(key) = map.next_key::<String>()? {
                            if key == $member {
                                found = map.next_value::<Option<Text>>()?.or_else(|| Some(Text::default()));
                            } else {
                                is_empty &= map.next_value::<serde_json::Value>()?.is_null();
                            }
                        }
                        // An object that says nothing is a blank, which is dropped; one that says something else is a slip.
                        let found = found.or_else(|| is_empty.then(Text::default));
                        found.map(|$field| $name { $field }).ok_or_else(|| A::Error::missing_field($member))
                    }
                    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<$name, A::Error> {
                        crate::patch::skip_list(seq)?;
                        Err(A::Error::custom("must not be a list"))
                    }
                }
                deserializer.deserialize_any(Shape)
            }
        }
        impl Entity for $name {
            fn read<'de, D: Deserializer<'de>>(deserializer: D, _: Option<&'static str>) -> Result<Option<Self>, D::Error> {
                Self::deserialize(deserializer).map(Some)
            }
        }
    };
}

bare_or_object!(Phone, "number", number);
bare_or_object!(Tag, "name", name);
